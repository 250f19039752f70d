//! Whom to hire where the people there are do not do: how many is tried out with people of whom just
//! what is asked is known.

use super::candidates::appoint;
use super::cure::Cure;
use super::model::{Hire, Step};
use super::trial::{Trial, carry_out};
use crate::assess::candidate::Asked;
use crate::assess::condition::posting_on;
use crate::assess::report::{Count, TestReport};
use crate::assess::truth::Verdict;
use crate::assess::world::full_time_posts;
use crate::facts::{Hospital, ListKind, Person, Programme, StaffNumber};
use crate::standard::{Headcount, HeadcountRef, Leader, Pool, Test};

/// How many more than the gap are tried: unsure people can make it take more.
const MORE: usize = 3;

/// Whom to hire for a test that is not met, if it counts people or asks for the holder of a role.
pub(super) fn hire(
    trial: &Trial<'_>,
    at: HeadcountRef,
    test: &Test,
    report: &TestReport,
) -> Option<Hire> {
    match test {
        Test::Headcount(headcount) => {
            let gap = report.count.map_or(1, Count::gap).max(1);
            let enough = (1..=gap + MORE).find(|&number| closes(trial, at, headcount, number));
            let (post, full_time, departments) = match &headcount.pool {
                Pool::Posted {
                    post, full_time, ..
                } => (Some(post.clone()), *full_time, Vec::new()),
                Pool::Members { only, except } => (None, false, trial.departments(only, except)),
                Pool::MembersOrPosted { .. } => (None, false, trial.departments(&[], &[])),
            };
            Some(Hire {
                number: enough.unwrap_or(gap),
                verified: enough.is_some(),
                post,
                full_time,
                departments,
                conditions: headcount.conditions.clone(),
            })
        }
        Test::Leader(leader) => Some(Hire {
            number: 1,
            verified: is_met(trial, at, hired_to_lead(trial, leader)),
            post: Some(leader.post.clone()),
            full_time: false,
            departments: Vec::new(),
            conditions: leader.conditions.clone(),
        }),
        _ => None,
    }
}

/// Whether the headcount is met with so many hired.
fn closes(trial: &Trial<'_>, at: HeadcountRef, headcount: &Headcount, number: usize) -> bool {
    let exclusive = full_time_posts(trial.edition);
    let asked = Asked::headcount(headcount, &exclusive);
    is_met(trial, at, hired(trial, asked, number, &|_| Vec::new()))
}

/// Whether the test is met by other facts.
fn is_met(trial: &Trial<'_>, at: HeadcountRef, facts: Option<(Hospital, Programme)>) -> bool {
    let Some((hospital, programme)) = facts else {
        return false;
    };
    let reports = trial.evaluate(&hospital, &programme, |evaluation| {
        evaluation.reports(trial.question.on, false)
    });
    let found = reports.iter().find(|report| report.place == at.clause);
    let test = found.and_then(|report| report.tests.get(at.test));
    test.is_some_and(|test| test.verdict == Verdict::Met)
}

/// The facts with somebody hired for a role, whose holders step down.
fn hired_to_lead(trial: &Trial<'_>, leader: &Leader) -> Option<(Hospital, Programme)> {
    let exclusive = full_time_posts(trial.edition);
    let asked = Asked {
        pool: None,
        post: Some(&leader.post),
        conditions: &leader.conditions,
        exclusive: &exclusive,
    };
    let (on, world) = (trial.question.on, trial.world());
    let people = trial.hospital.people.iter();
    let holders = people.filter(|person| posting_on(&leader.post, on, &world, person).is_some());
    let instead_of: Vec<StaffNumber> = holders.map(|person| person.staff.clone()).collect();
    hired(trial, asked, 1, &|staff| {
        vec![appoint(on.day(), staff, &leader.post, instead_of.clone())]
    })
}

/// The facts with so many more people, who meet just what is asked and stand where it is asked.
fn hired(
    trial: &Trial<'_>,
    asked: Asked<'_>,
    number: usize,
    put: &dyn Fn(&StaffNumber) -> Vec<Step>,
) -> Option<(Hospital, Programme)> {
    let mut hospital = trial.hospital.clone();
    // No number that is in use: it sorts behind the last.
    let last = hospital
        .people
        .last()
        .map_or("", |last| last.staff.as_str())
        .to_owned();
    let new = |place: usize| StaffNumber::new(&format!("{last}~{place:03}"));
    let numbers: Vec<StaffNumber> = (0..number).map(new).collect();
    // Nothing is known of them and nothing excluded, so that all that is asked can be filled in.
    hospital.people.extend(numbers.iter().map(|staff| Person {
        incomplete: ListKind::ALL.to_vec(),
        ..Person::new(staff.clone())
    }));
    let with_them = trial.with(&hospital);
    let cure = Cure {
        on: trial.question.on,
        world: with_them.world(),
        asked,
    };
    let people = hospital.people.iter().rev().take(number);
    let steps = people.map(|person| {
        let mut steps = cure.steps(person)?;
        steps.extend(put(&person.staff));
        Some(steps)
    });
    let steps: Option<Vec<Vec<Step>>> = steps.collect();
    let steps = steps?.concat();
    let (mut hospital, programme) = carry_out(&steps, trial.catalogue, &hospital, trial.programme)?;
    // Who might hold more than is asked might be wanted elsewhere too.
    for person in &mut hospital.people {
        if numbers.contains(&person.staff) {
            person.incomplete.clear();
        }
    }
    Some((hospital, programme))
}
