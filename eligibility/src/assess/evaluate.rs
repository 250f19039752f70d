//! All clauses of one edition on one day, under one reading.

use std::collections::BTreeMap;

use super::applies::settled;
use super::attest::attest;
use super::headcounts::{Counted, Entry, Headcounts};
use super::measure::{in_service, installed, share, yearly};
use super::paper::paper;
use super::report::{ClauseReport, TestReport};
use super::roles::{every, leader};
use super::truth::Verdict;
use super::world::World;
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::Person;
use crate::standard::{Clause, ClauseId, Combine, HeadcountRef, Test};

/// What is evaluated: an edition's clauses under one reading, and the people in question.
pub(super) struct Evaluation<'a> {
    pub(super) world: World<'a>,
    pub(super) clauses: &'a [&'a Clause],
    pub(super) people: &'a [&'a Person],
    pub(super) exclusive: &'a [&'a PostId],
}

impl<'a> Evaluation<'a> {
    /// The verdicts alone, by place in the edition; `None` for what is not assessed. `known` is as in
    /// [`Headcounts`].
    pub(super) fn verdicts(&self, on: AsOf, known: &'a [Entry<'a>]) -> Vec<Option<Verdict>> {
        self.by_place(&self.reports_knowing(on, false, known))
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
    #[cfg(test)]
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
        let settled: Vec<_> = (0..self.clauses.len())
            .map(|place| settled(self.clauses, place, on, &self.world))
            .collect();
        let headcounts = self.headcounts(on, in_full, known);
        let applies = |place: usize| settled.get(place).is_some_and(Option::is_none);
        let mut counted = headcounts.count(&applies);
        let assessed = self
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.is_assessed());
        let report = |(place, clause): (usize, &&Clause)| {
            let (tests, competing) = self.tests(place, clause, on, &mut counted, in_full);
            let (verdict, reasons) = match settled.get(place).cloned().flatten() {
                Some((verdict, reason)) => (verdict, vec![reason]),
                None => (
                    combined(clause, tests.iter().map(|test| test.verdict)),
                    Vec::new(),
                ),
            };
            let tests = if verdict == Verdict::NotApplicable {
                Vec::new()
            } else {
                tests
            };
            ClauseReport {
                id: clause.id.clone(),
                place,
                flag: clause.flag,
                verdict,
                tests,
                reasons,
                competing,
                readings: Vec::new(),
                breaks_on: None,
            }
        };
        assessed.map(report).collect()
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
                None => self.test(clause, test, on, in_full),
            });
        }
        competing.sort();
        competing.dedup();
        (reports, competing)
    }

    /// The report of a test that stands on its own: any but a headcount, which shares out people
    /// with others and is undetermined here.
    pub(super) fn test(&self, clause: &Clause, test: &Test, on: AsOf, in_full: bool) -> TestReport {
        let world = &self.world;
        match test {
            Test::Headcount(_) => TestReport::bare("headcount", Verdict::Undetermined, Vec::new()),
            Test::Leader(rule) => leader(rule, on, world, (self.people, self.exclusive), in_full),
            Test::Every(rule) => every(rule, on, world, self.people),
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
