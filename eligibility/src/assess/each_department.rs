//! A headcount that each of the programme's departments must meet on its own (A20's alternative).

use super::candidate::Asked;
use super::need::needed;
use super::reason::Reason;
use super::report::TestReport;
use super::truth::{Truth, Verdict};
use super::world::{World, within};
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::{ListKind, Person};
use crate::standard::{Headcount, Pool};

pub(super) fn each_department(
    headcount: &Headcount,
    on: AsOf,
    world: &World<'_>,
    people: &[&Person],
    exclusive: &[&PostId],
) -> TestReport {
    let needed = needed(&headcount.need, on, world, people);
    let asked = Asked {
        pool: None,
        post: None,
        conditions: &headcount.conditions,
        exclusive,
    };
    let meeting: Vec<(&Person, Truth)> = people
        .iter()
        .map(|person| (*person, asked.truth(on, world, person)))
        .filter(|(_, truth)| *truth != Truth::No)
        .collect();
    let mut truths = Vec::new();
    let mut reasons: Vec<Reason> = needed.reason.clone().into_iter().collect();
    for department in meant(headcount, world) {
        let belong = |least: Truth| {
            let truths = meeting
                .iter()
                .map(|(person, truth)| (*truth).min(member(department, on, person)));
            truths.filter(|truth| *truth >= least).count()
        };
        let (surely, possibly) = (belong(Truth::Yes), belong(Truth::Maybe));
        truths.push(if surely >= needed.most {
            Truth::Yes
        } else if possibly < needed.least {
            Truth::No
        } else {
            Truth::Maybe
        });
        reasons.push(Reason::InDepartment {
            department: department.to_owned(),
            required: needed.least,
            surely,
            possibly,
        });
    }
    let truth = if truths.is_empty() {
        Truth::Maybe
    } else {
        Truth::all(truths)
    };
    TestReport::bare("headcount", Verdict::of(truth), reasons)
}

/// The programme's departments of the kinds that count.
fn meant<'a>(headcount: &'a Headcount, world: &World<'a>) -> impl Iterator<Item = &'a str> {
    let departments = world.programme.departments.iter();
    let world = *world;
    departments.map(String::as_str).filter(move |id| {
        let kind = world.department(id).map(|department| &department.kind);
        kind.is_some_and(|kind| match &headcount.pool {
            Pool::Members { only, except } => {
                !except.contains(kind) && (only.is_empty() || only.contains(kind))
            }
            Pool::Posted { .. } | Pool::MembersOrPosted { .. } => true,
        })
    })
}

fn member(department: &str, on: AsOf, person: &Person) -> Truth {
    let memberships = person.departments.iter();
    let truths = memberships
        .filter(|membership| membership.department == department)
        .map(|membership| within(membership.from, membership.to, on.day()));
    let unknown = person.departments.is_empty() || !person.is_complete(ListKind::Departments);
    let recorded = Truth::any(truths);
    if unknown {
        recorded.max(Truth::Maybe)
    } else {
        recorded
    }
}
