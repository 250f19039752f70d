//! Clauses about the holder of a role, and about everybody on a post.

use super::candidate::{Asked, sort_rejected};
use super::condition::{check_all, posting_on, present, truth_of};
use super::headcounts::no_postings;
use super::report::{Count, People, PersonReport, Reason, TestReport};
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::Person;
use crate::standard::{Every, Leader, WhenEmpty};

/// A person and how sure it is that the condition is about them.
type Concerned<'a> = (&'a Person, Truth);

fn on_post<'a>(
    post: &PostId,
    on: AsOf,
    world: &World<'_>,
    people: &[&'a Person],
) -> Vec<Concerned<'a>> {
    let posted = |person: &&'a Person| Some((*person, posting_on(post, on, world, person)?.1));
    people.iter().filter_map(posted).collect()
}

/// The holder of a role meets the conditions; of several holders each must. With `in_full` also the
/// day time alone would cure what fails.
pub(super) fn leader(
    leader: &Leader,
    on: AsOf,
    world: &World<'_>,
    (people, exclusive): (&[&Person], &[&PostId]),
    in_full: bool,
) -> TestReport {
    let holders = on_post(&leader.post, on, world, people);
    let asked = Asked {
        pool: None,
        post: Some(&leader.post),
        conditions: &leader.conditions,
        exclusive,
    };
    let reports: Vec<(PersonReport, Truth)> = holders
        .iter()
        .map(|(person, held)| {
            let report = asked.report(on, world, person);
            if in_full {
                (asked.with_cure(on, world, person, report), *held)
            } else {
                (report, *held)
            }
        })
        .collect();
    let sure = reports.iter().any(|(_, held)| *held == Truth::Yes);
    let truth = if sure {
        // Somebody who only may hold the role too can at most make it unsure.
        Truth::all(
            reports
                .iter()
                .map(|(report, held)| if_concerned(truth_of(&report.findings), *held)),
        )
    } else {
        // Either nobody holds it, or one of these does.
        Truth::any(reports.iter().map(|(report, _)| truth_of(&report.findings))).min(Truth::Maybe)
    };
    let mut reasons = Vec::new();
    if holders.is_empty() {
        reasons.push(Reason::NobodyOnPost {
            post: leader.post.clone(),
        });
    } else if holders.len() > 1 {
        reasons.push(Reason::SeveralHolders {
            post: leader.post.clone(),
            holders: holders.len(),
        });
    }
    let nobody_named = holders.is_empty() && world.programme.postings.is_empty();
    let verdict = if nobody_named {
        Verdict::Undetermined
    } else {
        Verdict::of(truth)
    };
    if nobody_named {
        reasons = vec![Reason::NoPostings];
    }
    report("leader", verdict, holders.len().max(1), reports, reasons)
}

/// Everybody posted on a post, and working here on the day, meets the conditions.
pub(super) fn every(every: &Every, on: AsOf, world: &World<'_>, people: &[&Person]) -> TestReport {
    let posted = on_post(&every.post, on, world, people);
    let working = posted
        .into_iter()
        .map(|(person, held)| (person, held.min(truth_of(&present(on, world, person)))));
    let set: Vec<Concerned<'_>> = working
        .filter(|(_, concerned)| *concerned != Truth::No)
        .collect();
    let reports: Vec<(PersonReport, Truth)> = set
        .iter()
        .map(|(person, concerned)| {
            let findings = check_all(&every.conditions, on, world, person);
            (
                PersonReport {
                    staff: person.staff.clone(),
                    findings,
                    from: None,
                },
                *concerned,
            )
        })
        .collect();
    let truth = Truth::all(
        reports
            .iter()
            .map(|(report, held)| if_concerned(truth_of(&report.findings), *held)),
    );
    let sure = set.iter().any(|(_, concerned)| *concerned == Truth::Yes);
    let (verdict, reasons) = match (every.when_empty, set.is_empty(), sure) {
        (WhenEmpty::PassedOver, true, _) => (
            Verdict::NotApplicable,
            vec![Reason::PassedOver {
                post: every.post.clone(),
            }],
        ),
        (WhenEmpty::NotApplicable, true, _) => (Verdict::NotApplicable, Vec::new()),
        (WhenEmpty::Short, true, _) if no_postings(world) => {
            (Verdict::Undetermined, vec![Reason::NoPostings])
        }
        (WhenEmpty::Short, true, _) => (
            Verdict::Short,
            vec![Reason::NobodyOnPost {
                post: every.post.clone(),
            }],
        ),
        (WhenEmpty::Short, false, false) => (Verdict::of(truth.min(Truth::Maybe)), Vec::new()),
        _ if truth == Truth::Yes => (Verdict::Met, Vec::new()),
        _ => {
            let meeting = reports
                .iter()
                .filter(|(r, _)| truth_of(&r.findings) == Truth::Yes);
            let (post, meeting) = (every.post.clone(), meeting.count());
            let posted = reports.len();
            (
                Verdict::of(truth),
                vec![Reason::NotEverybody {
                    post,
                    meeting,
                    posted,
                }],
            )
        }
    };
    report("every", verdict, set.len(), reports, reasons)
}

/// What a finding means when it is not sure that the condition is about the person.
fn if_concerned(truth: Truth, concerned: Truth) -> Truth {
    if concerned == Truth::Yes || truth == Truth::Yes {
        truth
    } else {
        Truth::Maybe
    }
}

fn report(
    kind: &'static str,
    verdict: Verdict,
    required: usize,
    reports: Vec<(PersonReport, Truth)>,
    reasons: Vec<Reason>,
) -> TestReport {
    let mut people = People::none();
    for (report, concerned) in reports {
        match truth_of(&report.findings).min(concerned) {
            Truth::Yes => people.counted.push(report),
            Truth::Maybe => people.possible.push(report),
            Truth::No => people.rejected.push(report),
        }
    }
    sort_rejected(&mut people.rejected);
    let (surely, open) = (people.counted.len(), people.possible.len());
    TestReport {
        kind,
        verdict,
        count: Some(Count {
            required,
            surely,
            possibly: surely + open,
        }),
        people,
        reasons,
    }
}
