//! When a met clause stops being met if nothing is renewed.

use std::collections::BTreeSet;

use super::attest::attest_cuts;
use super::condition::cuts;
use super::declared::declared_cuts;
use super::evaluate::Evaluation;
use super::figures::figure_cuts;
use super::items::item_cuts;
use super::measure::measure_cuts;
use super::paper::paper_cuts;
use super::periodic::periodic_cuts;
use super::truth::Verdict;
use super::world::World;
use crate::day::{AsOf, Day};
use crate::standard::{About, Condition, PeopleSet, Test};

/// Every day on which a verdict of the edition may differ from the day before.
pub(super) fn all_cuts(evaluation: &Evaluation<'_>) -> BTreeSet<Day> {
    let world = &evaluation.world;
    let mut days = BTreeSet::new();
    let mut conditions: Vec<Condition> = Vec::new();
    for test in evaluation.clauses.iter().flat_map(|clause| &clause.tests) {
        conditions.extend(conditions_of(test).into_iter().flatten().cloned());
        test_cuts(test, world, &mut |day| {
            days.insert(day);
        });
    }
    for person in evaluation.people {
        days.extend(cuts(&conditions, world, person));
    }
    declared_cuts(world, &mut |day| {
        days.insert(day);
    });
    days
}

/// The conditions on people that a test looks at.
pub(super) fn conditions_of(test: &Test) -> Vec<&[Condition]> {
    match test {
        Test::Headcount(headcount) | Test::EachDepartment(headcount) => {
            let others = headcount.need.as_many_as.as_ref().map(narrowing);
            let own: &[Condition] = &headcount.conditions;
            std::iter::once(own).chain(others).collect()
        }
        Test::Leader(leader) => vec![&leader.conditions],
        Test::Every(every) => vec![&every.conditions, &every.set.of],
        Test::Periodic(rule) => match &rule.about {
            About::People(set) => vec![&set.of],
            About::Institution | About::Equipment { .. } => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn narrowing(set: &PeopleSet) -> &[Condition] {
    &set.of
}

/// The days on which a test can change besides those of the people it looks at.
pub(super) fn test_cuts(test: &Test, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    match test {
        Test::Headcount(headcount) | Test::EachDepartment(headcount)
            if !headcount.need.sum.is_empty() =>
        {
            item_cuts(world, add);
        }
        Test::Attest(rule) => attest_cuts(rule, world, add),
        Test::Paper(_) => paper_cuts(world, add),
        Test::InService(_) | Test::Installed(_) => measure_cuts(test, world, add),
        Test::Yearly(_) | Test::Share(_) | Test::Current(_) | Test::Total(_) => {
            figure_cuts(test, world, add);
        }
        Test::Periodic(rule) => periodic_cuts(rule, world, add),
        Test::Floor(_) | Test::EveryItem(_) | Test::EveryRoom(_) => item_cuts(world, add),
        // Those of the people, and of the other clauses, are all there is.
        Test::Headcount(_)
        | Test::EachDepartment(_)
        | Test::Leader(_)
        | Test::Every(_)
        | Test::WorstOf(_) => {}
    }
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
