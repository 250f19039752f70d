//! The days on which tests and clauses can change.

use std::collections::BTreeSet;

use crate::assess::attest::attest_cuts;
use crate::assess::condition::{add_cuts, period_cuts};
use crate::assess::declared::declared_cuts;
use crate::assess::figures::figure_cuts;
use crate::assess::items::item_cuts;
use crate::assess::measure::measure_cuts;
use crate::assess::paper::paper_cuts;
use crate::assess::periodic::periodic_cuts;
use crate::assess::world::World;
use crate::catalogue::PostId;
use crate::day::Day;
use crate::duration::Stretch;
use crate::facts::Person;
use crate::standard::{About, Clause, Condition, Headcount, PeopleSet, Pool, SetScope, Test};

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
        Test::Headcount(headcount) | Test::EachDepartment(headcount) => {
            frame_cuts(headcount, world, people, add);
            all_cuts_of(&headcount.conditions, world, people, add);
        }
        Test::Leader(rule) => {
            let posts = std::slice::from_ref(&rule.post);
            post_cuts(posts, &rule.conditions, world, people, add);
        }
        Test::Every(rule) => {
            set_cuts(&rule.set, &rule.conditions, world, people, add);
        }
        Test::Attest(rule) => {
            attest_cuts(&clause.id, rule, world, add);
            declared_cuts(world, add);
        }
        Test::Paper(_) => {
            declared_cuts(world, add);
            paper_cuts(world, add);
        }
        Test::Periodic(rule) => {
            periodic_cuts(rule, world, add);
            if let About::People(set) = &rule.about {
                set_cuts(set, &[], world, people, add);
            }
        }
        Test::InService(_) | Test::Installed(_) => measure_cuts(test, world, add),
        Test::Yearly(_) | Test::Share(_) | Test::Current(_) | Test::Total(_) => {
            figure_cuts(test, world, add);
        }
        Test::Floor(_) | Test::EveryItem(_) | Test::EveryRoom(_) => item_cuts(world, add),
        // The days of the clauses it is about are its own.
        Test::WorstOf(_) => {}
    }
}

/// The days on which what a headcount needs, and whether anybody is posted for it at all, can change.
pub(super) fn frame_cuts(
    headcount: &Headcount,
    world: &World<'_>,
    people: &[&Person],
    add: &mut dyn FnMut(Day),
) {
    if !headcount.need.sum.is_empty() {
        item_cuts(world, add);
    }
    if let Some(set) = &headcount.need.as_many_as {
        set_cuts(set, &[], world, people, add);
    }
    if matches!(headcount.pool, Pool::Posted { .. }) {
        for posting in &world.programme.postings {
            period_cuts(posting.from, posting.to, add);
        }
    }
}

fn set_cuts(
    set: &PeopleSet,
    conditions: &[Condition],
    world: &World<'_>,
    people: &[&Person],
    add: &mut dyn FnMut(Day),
) {
    let all: Vec<Condition> = set.of.iter().chain(conditions).cloned().collect();
    match &set.scope {
        SetScope::Posted(posts) => post_cuts(posts, &all, world, people, add),
        SetScope::Members { .. } => all_cuts_of(&all, world, people, add),
    }
}

fn all_cuts_of(
    conditions: &[Condition],
    world: &World<'_>,
    people: &[&Person],
    add: &mut dyn FnMut(Day),
) {
    for person in people {
        add_cuts(conditions, world, person, add);
    }
}

/// What is known of whoever is ever on one of the posts.
fn post_cuts(
    posts: &[PostId],
    conditions: &[Condition],
    world: &World<'_>,
    people: &[&Person],
    add: &mut dyn FnMut(Day),
) {
    let postings = || world.programme.postings.iter();
    let is_posted = |person: &&&Person| {
        postings().any(|posting| posts.contains(&posting.post) && posting.staff == person.staff)
    };
    for person in people.iter().filter(is_posted) {
        add_cuts(conditions, world, person, add);
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
