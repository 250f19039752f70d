//! The days on which tests and clauses can change.

use std::collections::BTreeSet;

use crate::assess::attest::attest_cuts;
use crate::assess::condition::cuts;
use crate::assess::declared::declared_cuts;
use crate::assess::measure::measure_cuts;
use crate::assess::paper::paper_cuts;
use crate::assess::world::World;
use crate::catalogue::PostId;
use crate::day::Day;
use crate::duration::Stretch;
use crate::facts::Person;
use crate::standard::{Clause, Condition, Test};

/// Every day on which a test's verdict or count may differ from the day before; for a headcount what
/// depends on it alone, not on whom other headcounts take.
pub(in crate::assess) fn test_cuts(
    clause: &Clause,
    test: &Test,
    world: &World<'_>,
    people: &[&Person],
    add: &mut dyn FnMut(Day),
) {
    match test {
        Test::Headcount(headcount) => {
            for person in people {
                cuts(&headcount.conditions, world, person)
                    .into_iter()
                    .for_each(&mut *add);
            }
        }
        Test::Leader(rule) => post_cuts(&rule.post, &rule.conditions, world, people, add),
        Test::Every(rule) => post_cuts(&rule.post, &rule.conditions, world, people, add),
        Test::Attest(rule) => {
            attest_cuts(&clause.id, rule, world, add);
            declared_cuts(world, add);
        }
        Test::Paper(_) => {
            declared_cuts(world, add);
            paper_cuts(world, add);
        }
        Test::InService(_) | Test::Yearly(_) | Test::Share(_) | Test::Installed(_) => {
            measure_cuts(test, world, add);
        }
    }
}

/// What is known of whoever is ever on a post.
fn post_cuts(
    post: &PostId,
    conditions: &[Condition],
    world: &World<'_>,
    people: &[&Person],
    add: &mut dyn FnMut(Day),
) {
    let postings = || world.programme.postings.iter();
    let is_posted = |person: &&&Person| {
        postings().any(|posting| posting.post == *post && posting.staff == person.staff)
    };
    for person in people.iter().filter(is_posted) {
        cuts(conditions, world, person)
            .into_iter()
            .for_each(&mut *add);
    }
}

/// The first day of a span and every later one of it that `cuts` names.
pub(in crate::assess) fn days_in(
    span: Stretch,
    cuts: impl FnOnce(&mut dyn FnMut(Day)),
) -> BTreeSet<Day> {
    let mut days = BTreeSet::from([span.from]);
    cuts(&mut |day| {
        if span.contains(day) {
            days.insert(day);
        }
    });
    days
}
