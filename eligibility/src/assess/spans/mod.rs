//! Verdicts over a span of days without asking day by day.
//!
//! Everything an edition's verdicts rest on is constant between the days its own records name: how
//! sure it is that a person meets a headcount, what a test that stands on its own says, whether a
//! clause applies. Each is kept as [`Steps`]; a verdict is then put together from them, and headcounts
//! that share out people are solved again only where something among them changed.
//!
//! # Invariant
//! On every day of the span the states are those of `Evaluation::reports_knowing`; tests compare day by day.

mod cuts;
mod rows;
mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::applies::settled;
use super::declared::declared_cuts;
use super::evaluate::{Evaluation, combined};
use super::headcounts::{Entry, Standing, demands};
use super::posts::{Outcome, PersonIndex, solve};
use super::reason::Reason;
use super::report::Count;
use super::truth::{Truth, Verdict};
use crate::day::{AsOf, Day};
use crate::duration::Stretch;
use crate::standard::{HeadcountRef, Test};
use cuts::{days_in, test_cuts};
use rows::{Row, rows};

pub use steps::Steps;

/// What a clause says on a day, without names: its verdict, and for each of its tests that counts
/// people how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseState {
    /// The verdict.
    pub verdict: Verdict,
    /// Required, surely and possibly held, in the order of the tests; none when it does not apply.
    pub counts: Vec<Count>,
}

/// What one test says on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
struct TestState {
    verdict: Verdict,
    count: Option<Count>,
}

/// Headcounts that may want the same people, solved together on a day.
pub(super) struct Solved<'a> {
    /// The headcounts with who may count; first those that share out people, then those that are
    /// counted on their own since their clause does not apply.
    pub(super) entries: Vec<Entry<'a>>,
    /// How many of them share out people.
    n_together: usize,
    /// What came out, in the same order.
    outcomes: Vec<Outcome>,
}

impl Solved<'_> {
    /// Who may count for a headcount.
    pub(super) fn candidates(&self, at: HeadcountRef) -> impl Iterator<Item = PersonIndex> {
        let entry = self.entries.iter().find(move |entry| entry.at == at);
        let candidates = entry.into_iter().flat_map(|entry| &entry.candidates);
        candidates.map(|(person, _)| *person)
    }

    /// How sure it is that a person meets a headcount, whoever else does.
    pub(super) fn truth(&self, at: HeadcountRef, person: PersonIndex) -> Truth {
        let entry = self.entries.iter().find(|entry| entry.at == at);
        entry.map_or(Truth::No, |entry| entry.truth(person))
    }

    /// Where a person stands for a headcount.
    pub(super) fn standing(&self, at: HeadcountRef, person: PersonIndex) -> Standing {
        let index = self.entries.iter().position(|entry| entry.at == at);
        let of = |index: usize| Some((index, self.entries.get(index)?, self.outcomes.get(index)?));
        let Some((index, entry, outcome)) = index.and_then(of) else {
            return Standing::Rejected;
        };
        let together: Vec<&Entry<'_>> = if index < self.n_together {
            self.entries.iter().take(self.n_together).collect()
        } else {
            vec![entry]
        };
        entry.standing(person, outcome, &together)
    }
}

/// Rows that may want the same people.
struct Component<'a> {
    rows: Vec<Row<'a>>,
    /// The days on which anything among them can change, the first of the span included.
    days: Vec<Day>,
    solved: BTreeMap<Day, Rc<Solved<'a>>>,
}

/// An edition's verdicts over a span of days.
pub(super) struct Spans<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    span: Stretch,
    /// By place: whether the clause is settled without its tests.
    settled: Vec<Steps<Option<(Verdict, Reason)>>>,
    components: Vec<Component<'a>>,
    /// The component of each headcount.
    component_of: BTreeMap<HeadcountRef, usize>,
    /// The other tests, as far as they were asked for.
    tests: BTreeMap<HeadcountRef, Steps<TestState>>,
}

impl<'e, 'a> Spans<'e, 'a> {
    /// The intervals of everybody and everything the edition asks for.
    pub(super) fn of(evaluation: &'e Evaluation<'a>, span: Stretch) -> Self {
        let world = &evaluation.world;
        let declared = days_in(span, |add| declared_cuts(world, add));
        let settled: Vec<_> = (0..evaluation.clauses.len())
            .map(|place| {
                Steps::over(declared.iter().copied(), |day| {
                    settled(evaluation.clauses, place, AsOf(day), world)
                })
            })
            .collect();
        let applying = |at: HeadcountRef| {
            let steps = settled.get(at.clause).into_iter().flat_map(Steps::iter);
            steps.map(|(day, _)| day)
        };
        let mut components = Vec::new();
        let mut component_of = BTreeMap::new();
        for rows in linked(rows(evaluation, span)) {
            let mut days = BTreeSet::from([span.from]);
            for row in &rows {
                days.extend(row.days());
                days.extend(applying(row.at));
                component_of.insert(row.at, components.len());
            }
            components.push(Component {
                rows,
                days: days.into_iter().collect(),
                solved: BTreeMap::new(),
            });
        }
        Self {
            evaluation,
            span,
            settled,
            components,
            component_of,
            tests: BTreeMap::new(),
        }
    }

    /// The days of the span on which a clause's state may differ from the day before, and the first.
    pub(super) fn days(&mut self, place: usize) -> BTreeSet<Day> {
        let mut days = BTreeSet::from([self.span.from]);
        let settled = self.settled.get(place).into_iter().flat_map(Steps::iter);
        days.extend(settled.map(|(day, _)| day));
        for at in self.tests_of(place) {
            if let Some(&component) = self.component_of.get(&at) {
                let component = self.components.get(component);
                days.extend(component.into_iter().flat_map(|component| &component.days));
            } else if let Some(places) = self.meant(at) {
                for place in places {
                    days.extend(self.days(*place));
                }
            } else if let Some(steps) = self.test(at) {
                days.extend(steps.iter().map(|(day, _)| day));
            }
        }
        days
    }

    /// The state of a clause on a day of the span; `None` for what is not assessed.
    pub(super) fn state(&mut self, place: usize, day: Day) -> Option<ClauseState> {
        let clause = *self.evaluation.clauses.get(place)?;
        if !clause.is_assessed() {
            return None;
        }
        let tests = self.tests_of(place);
        let states: Vec<TestState> = tests.filter_map(|at| self.test_state(at, day)).collect();
        let settled = self.settled(place, day).map(|(verdict, _)| *verdict);
        let by_tests = || combined(clause, states.iter().map(|state| state.verdict));
        let verdict = settled.unwrap_or_else(by_tests);
        let counts = match verdict {
            Verdict::NotApplicable => Vec::new(),
            _ => states.iter().filter_map(|state| state.count).collect(),
        };
        Some(ClauseState { verdict, counts })
    }

    /// Every state of a clause over the span; `None` for what is not assessed.
    pub(super) fn course(&mut self, place: usize) -> Option<Steps<ClauseState>> {
        let mut steps: Option<Steps<ClauseState>> = None;
        for day in self.days(place) {
            let state = self.state(place, day)?;
            match &mut steps {
                Some(steps) => steps.push(day, state),
                None => steps = Some(Steps::from(day, state)),
            }
        }
        steps
    }

    /// What is evaluated.
    pub(super) const fn evaluation(&self) -> &'e Evaluation<'a> {
        self.evaluation
    }

    /// Whether a test is a headcount.
    pub(super) fn is_headcount(&self, at: HeadcountRef) -> bool {
        self.component_of.contains_key(&at)
    }

    /// The tests of a clause that say something else on a day than on the day before.
    pub(super) fn changed_tests(&mut self, place: usize, day: Day) -> Vec<HeadcountRef> {
        let tests = self.tests_of(place);
        tests
            .filter(|&at| self.test_state(at, day) != self.test_state(at, day.prev()))
            .collect()
    }

    /// What settles a clause on a day without its tests.
    pub(super) fn settled(&self, place: usize, day: Day) -> Option<&(Verdict, Reason)> {
        self.settled.get(place)?.on(day)?.as_ref()
    }

    /// The headcounts that may want the same people as this one, solved on a day.
    pub(super) fn solved(&mut self, at: HeadcountRef, day: Day) -> Option<Rc<Solved<'a>>> {
        let settled = &self.settled;
        let component = self.components.get_mut(*self.component_of.get(&at)?)?;
        let since = component.days.partition_point(|from| *from <= day);
        let day = *component.days.get(since.checked_sub(1)?)?;
        if let Some(known) = component.solved.get(&day) {
            return Some(Rc::clone(known));
        }
        let is_settled = |place: usize| {
            let steps = settled.get(place).and_then(|steps| steps.on(day));
            steps.is_none_or(Option::is_some)
        };
        let solved = Rc::new(component.solve(day, &is_settled));
        component.solved.insert(day, Rc::clone(&solved));
        Some(solved)
    }

    fn tests_of(&self, clause: usize) -> impl Iterator<Item = HeadcountRef> + use<'e, 'a> {
        let tests = self.evaluation.clauses.get(clause);
        let n_tests = tests.map_or(0, |clause| clause.tests.len());
        (0..n_tests).map(move |test| HeadcountRef { clause, test })
    }

    /// The places of the clauses that a test is about, where it is about other clauses.
    fn meant(&self, at: HeadcountRef) -> Option<&'a [usize]> {
        let clause = *self.evaluation.clauses.get(at.clause)?;
        match clause.tests.get(at.test)? {
            Test::WorstOf(places) => Some(places),
            _ => None,
        }
    }

    /// The worst verdict of the clauses a test is about, and which have it.
    pub(super) fn over_others(&mut self, at: HeadcountRef, day: Day) -> Option<(Verdict, Reason)> {
        let places = self.meant(at)?;
        let mut known = Vec::new();
        for &place in places {
            let verdict = self.state(place, day).map(|state| state.verdict);
            let id = self
                .evaluation
                .clauses
                .get(place)
                .map(|clause| clause.id.clone());
            known.extend(id.zip(verdict));
        }
        let verdict = Verdict::all(known.iter().map(|(_, verdict)| *verdict));
        let having = known.into_iter().filter(|(_, other)| *other == verdict);
        let clauses = having.map(|(id, _)| id).collect();
        Some((verdict, Reason::WorstOf { verdict, clauses }))
    }

    fn test_state(&mut self, at: HeadcountRef, day: Day) -> Option<TestState> {
        if let Some((verdict, _)) = self.over_others(at, day) {
            return Some(TestState {
                verdict,
                count: None,
            });
        }
        if !self.is_headcount(at) {
            return self.test(at)?.on(day).copied();
        }
        let solved = self.solved(at, day)?;
        let index = solved.entries.iter().position(|entry| entry.at == at)?;
        let entry = solved.entries.get(index)?;
        let (verdict, count, _) = entry.judged(solved.outcomes.get(index)?);
        Some(TestState {
            verdict,
            count: Some(count),
        })
    }

    /// A test that stands on its own, over the span.
    fn test(&mut self, at: HeadcountRef) -> Option<&Steps<TestState>> {
        let evaluation = self.evaluation;
        let clause = *evaluation.clauses.get(at.clause)?;
        let test = clause.tests.get(at.test)?;
        let span = self.span;
        let steps = self.tests.entry(at).or_insert_with(|| {
            let days = days_in(span, |add| {
                test_cuts(clause, test, &evaluation.world, evaluation.people, add);
            });
            Steps::over(days, |day| {
                let report = evaluation.test((at.clause, clause), test, AsOf(day), false);
                TestState {
                    verdict: report.verdict,
                    count: report.count,
                }
            })
        });
        Some(steps)
    }
}

impl<'a> Component<'a> {
    /// Shares out the people on a day; who is settled does not take part.
    fn solve(&self, day: Day, is_settled: &dyn Fn(usize) -> bool) -> Solved<'a> {
        let entries = self.rows.iter().filter_map(|row| row.entry(day));
        let (mut together, alone): (Vec<_>, Vec<_>) = entries
            .partition(|entry| entry.headcount.group.is_some() && !is_settled(entry.at.clause));
        let mut outcomes = solve(&demands(&together.iter().collect::<Vec<_>>()));
        let n_together = together.len();
        for entry in alone {
            outcomes.extend(solve(&demands(&[&entry])));
            together.push(entry);
        }
        Solved {
            entries: together,
            n_together,
            outcomes,
        }
    }
}

/// Rows that may ever want the same people, or are of one group, each list in document order.
fn linked(rows: Vec<Row<'_>>) -> Vec<Vec<Row<'_>>> {
    let mut components: Vec<Vec<Row<'_>>> = Vec::new();
    for row in rows {
        let is_linked = |other: &Row<'_>| {
            let grouped = row.headcount.group.is_some() && other.headcount.group.is_some();
            grouped && (row.headcount.group == other.headcount.group || row.shares_people(other))
        };
        let (joined, apart): (Vec<_>, Vec<_>) = components
            .into_iter()
            .partition(|rows| rows.iter().any(is_linked));
        components = apart;
        let mut joined: Vec<Row<'_>> = joined.into_iter().flatten().collect();
        joined.push(row);
        joined.sort_by_key(|row| row.at);
        components.push(joined);
    }
    components
}

/// Every day on which a verdict of the edition may differ from the day before.
pub(super) fn all_cuts(evaluation: &Evaluation<'_>) -> BTreeSet<Day> {
    let world = &evaluation.world;
    let mut days = BTreeSet::new();
    let mut add = |day| {
        days.insert(day);
    };
    for clause in evaluation.clauses {
        for test in &clause.tests {
            test_cuts(clause, test, world, evaluation.people, &mut add);
        }
    }
    declared_cuts(world, &mut add);
    days
}
