//! All clauses of one edition on one day, under one reading.

use std::collections::BTreeMap;

use super::applies::{Applying, settled};
use super::attest::attest;
use super::each_department::each_department;
use super::figures::{current, share, total, yearly};
use super::headcounts::{Counted, Entry, Headcounts};
use super::items::{every_item, every_room, floor};
use super::measure::{in_service, installed};
use super::paper::paper;
use super::periodic::periodic;
use super::reason::Reason;
use super::report::{ClauseReport, TestReport};
use super::roles::{every, leader};
use super::truth::Verdict;
use super::world::{World, full_time_posts};
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::Person;
use crate::standard::{Clause, ClauseId, Combine, Edition, HeadcountRef, Test};

/// What is evaluated: an edition's clauses under one reading, and the people in question.
pub(super) struct Evaluation<'a> {
    pub(super) world: World<'a>,
    pub(super) clauses: &'a [&'a Clause],
    pub(super) people: &'a [&'a Person],
    pub(super) exclusive: &'a [&'a PostId],
}

/// Puts an edition's clauses, as they stand, to the facts.
pub(super) fn evaluate<T>(
    edition: &Edition,
    world: World<'_>,
    with: impl FnOnce(&Evaluation<'_>) -> T,
) -> T {
    let clauses: Vec<&Clause> = edition.clauses.iter().collect();
    let (people, exclusive) = (world.people(), full_time_posts(edition));
    with(&Evaluation {
        world,
        clauses: &clauses,
        people: &people,
        exclusive: &exclusive,
    })
}

impl<'a> Evaluation<'a> {
    /// The verdicts alone, by place in the edition; `None` for what is not assessed. `known` is as in
    /// [`Headcounts`].
    pub(super) fn verdicts(&self, on: AsOf, known: &'a [Entry<'a>]) -> Vec<Option<Verdict>> {
        self.by_place(&self.reports_knowing(on, false, known))
    }

    /// [`Self::verdicts`] where some tests are judged already.
    pub(super) fn verdicts_given(
        &self,
        on: AsOf,
        known: &'a [Entry<'a>],
        given: impl Fn(HeadcountRef, &Test) -> Option<Verdict>,
    ) -> Vec<Option<Verdict>> {
        let settled = self.settled(on);
        let mut judged = BTreeMap::new();
        let mut all_headcounts = true;
        for (place, clause) in self.clauses.iter().enumerate() {
            for (test, asked) in clause.tests.iter().enumerate() {
                let at = HeadcountRef {
                    clause: place,
                    test,
                };
                let verdict = match asked {
                    Test::WorstOf(_) => None,
                    _ => given(at, asked),
                };
                all_headcounts &= verdict.is_some() || !matches!(asked, Test::Headcount(_));
                judged.extend(verdict.map(|verdict| (at, Counted::bare(asked.kind(), verdict))));
            }
        }
        let mut counted = BTreeMap::new();
        if !all_headcounts {
            let applies = |place: usize| settled.get(place).is_some_and(Option::is_none);
            counted = self.headcounts(on, false, known).count(&applies);
        }
        counted.extend(judged);
        self.by_place(&self.with_counted(on, false, &settled, counted))
    }

    /// Who may count for each headcount on a day.
    pub(super) fn entries(&self, on: AsOf) -> Vec<Entry<'a>> {
        self.headcounts(on, false, &[]).entries()
    }

    fn headcounts(&self, on: AsOf, in_full: bool, known: &'a [Entry<'a>]) -> Headcounts<'a> {
        Headcounts {
            world: self.world,
            on,
            clauses: self.clauses,
            people: self.people,
            exclusive: self.exclusive,
            in_full,
            known,
        }
    }

    /// The verdicts of reports by place in the edition; `None` for what is not assessed.
    pub(super) fn by_place(&self, reports: &[ClauseReport]) -> Vec<Option<Verdict>> {
        let mut verdicts = vec![None; self.clauses.len()];
        for report in reports {
            if let Some(verdict) = verdicts.get_mut(report.place) {
                *verdict = Some(report.verdict);
            }
        }
        verdicts
    }

    /// [`Self::reports_knowing`] nothing.
    pub(super) fn reports(&self, on: AsOf, in_full: bool) -> Vec<ClauseReport> {
        self.reports_knowing(on, in_full, &[])
    }

    /// Every clause's report; with `in_full` names and reasons too. `known` is as in [`Headcounts`].
    pub(super) fn reports_knowing(
        &self,
        on: AsOf,
        in_full: bool,
        known: &'a [Entry<'a>],
    ) -> Vec<ClauseReport> {
        let settled = self.settled(on);
        let headcounts = self.headcounts(on, in_full, known);
        let applies = |place: usize| settled.get(place).is_some_and(Option::is_none);
        let counted = headcounts.count(&applies);
        self.with_counted(on, in_full, &settled, counted)
    }

    /// Every clause's report without names, where some headcounts are judged already.
    pub(super) fn reports_where(
        &self,
        on: AsOf,
        judged: BTreeMap<HeadcountRef, Counted>,
    ) -> Vec<ClauseReport> {
        let settled = self.settled(on);
        let mut counted = self.headcounts(on, false, &[]).count(&|_| false);
        counted.extend(judged);
        self.with_counted(on, false, &settled, counted)
    }

    /// What needs no test, by place in the edition.
    fn settled(&self, on: AsOf) -> Vec<Option<(Verdict, Reason)>> {
        (0..self.clauses.len())
            .map(|place| settled(self.clauses, place, on, &self.world))
            .collect()
    }

    fn with_counted(
        &self,
        on: AsOf,
        in_full: bool,
        settled: &[Option<(Verdict, Reason)>],
        mut counted: BTreeMap<HeadcountRef, Counted>,
    ) -> Vec<ClauseReport> {
        let applies = |place: usize| settled.get(place).is_some_and(Option::is_none);
        let assessed = self
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.is_assessed());
        let report = |(place, clause): (usize, &&Clause)| {
            let (tests, competing) = self.tests(place, clause, on, &mut counted, in_full);
            let decided = settled.get(place).cloned().flatten();
            let (decided, reasons) = decided.map(|(verdict, why)| (verdict, vec![why])).unzip();
            let mut report = ClauseReport {
                id: clause.id.clone(),
                place,
                flag: clause.flag,
                verdict: decided
                    .unwrap_or_else(|| combined(clause, tests.iter().map(|test| test.verdict))),
                tests,
                reasons: reasons.unwrap_or_default(),
                competing,
                readings: Vec::new(),
                breaks_on: None,
            };
            forget_what_does_not_apply(&mut report);
            report
        };
        let mut reports: Vec<ClauseReport> = assessed.map(report).collect();
        self.judge_over_others(&mut reports, &applies);
        reports
    }

    /// Gives the tests over other clauses their verdicts, once those have theirs.
    fn judge_over_others(&self, reports: &mut [ClauseReport], applies: &dyn Fn(usize) -> bool) {
        let mut known: Vec<(usize, ClauseId, Verdict)> = reports
            .iter()
            .map(|report| (report.place, report.id.clone(), report.verdict))
            .collect();
        for (index, report) in reports.iter_mut().enumerate() {
            let Some(clause) = self.clauses.get(report.place) else {
                continue;
            };
            let tests = report.tests.iter_mut().zip(&clause.tests);
            for (found, test) in tests {
                if let Test::WorstOf(places) = test {
                    *found = worst_of(places, &known);
                }
            }
            let over_others = clause
                .tests
                .iter()
                .any(|test| matches!(test, Test::WorstOf(_)));
            if over_others && applies(report.place) {
                report.verdict = combined(clause, report.tests.iter().map(|test| test.verdict));
                forget_what_does_not_apply(report);
                if let Some((.., verdict)) = known.get_mut(index) {
                    *verdict = report.verdict;
                }
            }
        }
    }

    fn tests(
        &self,
        place: usize,
        clause: &Clause,
        on: AsOf,
        counted: &mut BTreeMap<HeadcountRef, Counted>,
        in_full: bool,
    ) -> (Vec<TestReport>, Vec<ClauseId>) {
        let mut competing = Vec::new();
        let mut reports = Vec::new();
        for (index, test) in clause.tests.iter().enumerate() {
            let at = HeadcountRef {
                clause: place,
                test: index,
            };
            reports.push(match counted.remove(&at) {
                Some(counted) => {
                    competing.extend(counted.competing);
                    counted.report
                }
                None => self.test((place, clause), test, on, in_full),
            });
        }
        competing.sort();
        competing.dedup();
        (reports, competing)
    }

    /// The report of a test that stands on its own: any but a headcount, which shares out people
    /// with others and is undetermined here.
    pub(super) fn test(
        &self,
        (place, clause): (usize, &Clause),
        test: &Test,
        on: AsOf,
        in_full: bool,
    ) -> TestReport {
        let world = &self.world;
        match test {
            Test::Headcount(_) => TestReport::bare("headcount", Verdict::Undetermined, Vec::new()),
            Test::EachDepartment(headcount) => {
                each_department(headcount, on, world, self.people, self.exclusive)
            }
            Test::Leader(rule) => {
                let clauses = self.clauses;
                let clause = in_full.then_some(Applying { clauses, place });
                leader(rule, on, world, (self.people, self.exclusive), clause)
            }
            Test::Every(rule) => every(rule, on, world, self.people),
            Test::Periodic(rule) => periodic(rule, on, world, self.people),
            Test::Current(rule) => current(rule, on, world),
            Test::Total(rule) => total(rule, on, world),
            Test::Floor(rule) => floor(rule, on, world),
            Test::EveryItem(rule) => every_item(rule, on, world),
            Test::EveryRoom(rule) => every_room(rule, on, world),
            // Judged once the clauses it is about are.
            Test::WorstOf(_) => TestReport::bare("all", Verdict::Undetermined, Vec::new()),
            Test::Attest(rule) => attest(&clause.id, rule, on, world),
            Test::Paper(rule) => paper(rule, on, world),
            Test::InService(rule) => in_service(rule, on, world),
            Test::Yearly(rule) => yearly(rule, on, world),
            Test::Share(rule) => share(rule, on, world),
            Test::Installed(rule) => installed(rule, on, world),
        }
    }
}

/// What the verdicts of a clause's tests mean together.
pub(super) fn combined(clause: &Clause, tests: impl IntoIterator<Item = Verdict>) -> Verdict {
    match clause.combine {
        Combine::All => Verdict::all(tests),
        Combine::Any => Verdict::any(tests),
    }
}

fn forget_what_does_not_apply(report: &mut ClauseReport) {
    if report.verdict == Verdict::NotApplicable {
        report.tests = Vec::new();
    }
}

/// The worst verdict of some clauses, and which have it.
fn worst_of(places: &[usize], known: &[(usize, ClauseId, Verdict)]) -> TestReport {
    let meant = || known.iter().filter(|(place, ..)| places.contains(place));
    let verdict = Verdict::all(meant().map(|(.., verdict)| *verdict));
    let having = meant().filter(|(.., other)| *other == verdict);
    let clauses = having.map(|(_, id, _)| id.clone()).collect();
    let reason = Reason::WorstOf { verdict, clauses };
    TestReport::bare("all", verdict, vec![reason])
}
