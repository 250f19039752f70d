//! When a met clause stops being met if nothing is renewed.

use std::collections::BTreeSet;

use super::attest::attest_cuts;
use super::condition::cuts;
use super::declared::declared_cuts;
use super::evaluate::Evaluation;
use super::measure::measure_cuts;
use super::paper::paper_cuts;
use super::truth::Verdict;
use crate::day::{AsOf, Day};
use crate::standard::{Condition, Test};

/// Every day on which a verdict of the edition may differ from the day before.
pub(super) fn all_cuts(evaluation: &Evaluation<'_>) -> BTreeSet<Day> {
    let world = &evaluation.world;
    let mut days = BTreeSet::new();
    let mut conditions: Vec<Condition> = Vec::new();
    for test in evaluation.clauses.iter().flat_map(|clause| &clause.tests) {
        match test {
            Test::Headcount(headcount) => conditions.extend(headcount.conditions.iter().cloned()),
            Test::Leader(leader) => conditions.extend(leader.conditions.iter().cloned()),
            Test::Every(every) => conditions.extend(every.conditions.iter().cloned()),
            _ => measure_cuts(test, world, &mut |day| {
                days.insert(day);
            }),
        }
    }
    for person in evaluation.people {
        days.extend(cuts(&conditions, world, person));
    }
    let mut add = |day| {
        days.insert(day);
    };
    attest_cuts(world, &mut add);
    declared_cuts(world, &mut add);
    paper_cuts(world, &mut add);
    days
}

/// For each clause of the edition met on the day, the first later day on which it is not.
pub(super) fn breaks(
    evaluation: &Evaluation<'_>,
    on: AsOf,
    today: &[Option<Verdict>],
) -> Vec<Option<Day>> {
    let mut breaks = vec![None; today.len()];
    let open = |breaks: &[Option<Day>]| {
        today
            .iter()
            .zip(breaks)
            .any(|(verdict, day)| *verdict == Some(Verdict::Met) && day.is_none())
    };
    for day in all_cuts(evaluation).range(on.day().next()..).copied() {
        if !open(&breaks) {
            break;
        }
        let then = evaluation.verdicts(AsOf(day));
        for ((slot, before), after) in breaks.iter_mut().zip(today).zip(then) {
            let met = *before == Some(Verdict::Met);
            // What no longer applies no longer has to be met: that is not a break.
            let still = matches!(after, Some(Verdict::Met | Verdict::NotApplicable) | None);
            if met && slot.is_none() && !still {
                *slot = Some(day);
            }
        }
    }
    breaks
}
