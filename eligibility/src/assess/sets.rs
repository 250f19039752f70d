//! Sets of people that a clause is about: those on a post, or the members of departments.

use super::condition::{
    check_all, in_pool, member, posting_on, present, present_or_training, truth_of,
};
use super::finding::Finding;
use super::truth::Truth;
use super::world::World;
use crate::day::AsOf;
use crate::facts::{Person, ProgrammeList};
use crate::standard::{PeopleSet, Pool, SetScope};

/// A person and how sure it is that the clause is about them.
pub(super) type Concerned<'a> = (&'a Person, Truth);

/// Everybody who surely or possibly belongs to the set on the day, and works here.
pub(super) fn members_of<'a>(
    set: &PeopleSet,
    on: AsOf,
    world: &World<'_>,
    people: &[&'a Person],
) -> Vec<Concerned<'a>> {
    let with_truth = people
        .iter()
        .map(|person| (*person, belongs(set, on, world, person)));
    with_truth
        .filter(|(_, truth)| *truth != Truth::No)
        .collect()
}

pub(super) fn belongs(set: &PeopleSet, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
    narrowed(stands(set, on, world, person), set, on, world, person)
}

/// Whether the person was one of the set on the day of a record that names nobody. That there was no
/// posting cannot be said where the list may lack some.
pub(super) fn belonged(set: &PeopleSet, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
    let stood = stands(set, on, world, person);
    let stood = if may_hold_others(set, world) {
        stood.max(Truth::Maybe)
    } else {
        stood
    };
    narrowed(stood, set, on, world, person)
}

/// Whether the person is on one of the posts, or a member.
fn stands(set: &PeopleSet, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
    match &set.scope {
        SetScope::Posted(posts) => {
            let truths = posts
                .iter()
                .filter_map(|post| posting_on(post, on, world, person));
            Truth::any(truths.map(|(_, truth)| truth))
        }
        SetScope::Members { only } => member(only, &[], on, world, person),
    }
}

/// Whether somebody who stands there is what the set narrows it to, and works here.
fn narrowed(stands: Truth, set: &PeopleSet, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
    if stands == Truth::No {
        return Truth::No;
    }
    let narrowed = truth_of(&check_all(&set.of, on, world, person));
    stands
        .min(narrowed)
        .min(truth_of(&present_in(set, on, world, person)))
}

/// The post of those who learn a technique, most of the time at another hospital.
const TRAINEE: &str = "trainee";

/// Whether the person works here; a trainee away for training is what the post is for.
fn present_in(set: &PeopleSet, on: AsOf, world: &World<'_>, person: &Person) -> Vec<Finding> {
    match &set.scope {
        SetScope::Posted(posts) if posts.iter().all(|post| post.as_str() == TRAINEE) => {
            present_or_training(on, world, person)
        }
        SetScope::Posted(_) | SetScope::Members { .. } => present(on, world, person),
    }
}

/// What makes a person belong to the set, or not.
pub(super) fn belonging(
    set: &PeopleSet,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let mut findings = standing(set, on, world, person);
    findings.extend(check_all(&set.of, on, world, person));
    findings
}

/// The same but for what the set narrows it to.
pub(super) fn standing(
    set: &PeopleSet,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let mut findings = match &set.scope {
        SetScope::Posted(posts) => match posts.split_first() {
            Some((post, also)) => {
                let pool = Pool::Posted {
                    post: post.clone(),
                    also: also.to_vec(),
                    full_time: false,
                };
                in_pool(&pool, on, world, person)
            }
            None => Vec::new(),
        },
        SetScope::Members { only } => vec![member(only, &[], on, world, person)],
    };
    findings.extend(present_in(set, on, world, person));
    findings
}

/// Whether the set may hold people nobody has recorded: posts of a programme whose postings are not
/// complete, and on which nobody is recorded on the day.
pub(super) fn may_hold_others(set: &PeopleSet, world: &World<'_>) -> bool {
    match &set.scope {
        SetScope::Posted(_) => !world.programme.is_complete(ProgrammeList::Postings),
        SetScope::Members { .. } => false,
    }
}
