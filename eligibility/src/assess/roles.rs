//! Clauses about the holder of a role, and about everybody on a post.

use super::applies::Applying;
use super::candidate::{Asked, sort_rejected};
use super::condition::{check_all, no_postings, posting_on, truth_of};
use super::finding::Finding;
use super::reason::Reason;
use super::report::{Count, People, PersonReport, TestReport};
use super::sets::{Concerned, belonging, may_hold_others, members_of};
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::{Person, ProgrammeList};
use crate::standard::{Every, Leader, PeopleSet, SetScope, WhenEmpty};

fn on_post<'a>(
    post: &PostId,
    on: AsOf,
    world: &World<'_>,
    people: &[&'a Person],
) -> Vec<Concerned<'a>> {
    let posted = |person: &&'a Person| Some((*person, posting_on(post, on, world, person)?.1));
    people.iter().filter_map(posted).collect()
}

/// The holder of a role meets the conditions; of several holders each must. With the clause
/// also the day time alone would cure what fails.
pub(super) fn leader(
    leader: &Leader,
    on: AsOf,
    world: &World<'_>,
    (people, exclusive): (&[&Person], &[&PostId]),
    clause: Option<Applying<'_>>,
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
            let report = match clause {
                Some(clause) => asked.with_cure(clause, on, world, person, report),
                None => report,
            };
            (report, *held)
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
    let open = !world.programme.is_complete(ProgrammeList::Postings);
    let nobody_named = holders.is_empty() && (open || world.programme.postings.is_empty());
    let verdict = if nobody_named {
        Verdict::Undetermined
    } else {
        Verdict::of(truth)
    };
    if nobody_named {
        reasons = vec![if open {
            Reason::PostingsIncomplete
        } else {
            Reason::NoPostings
        }];
    }
    let members = reports.into_iter().map(|(report, concerned)| Member {
        meets: truth_of(&report.findings),
        report,
        concerned,
    });
    let members = members.collect();
    report("leader", verdict, holders.len().max(1), members, reasons)
}

/// Everybody of a set meets the conditions.
pub(super) fn every(every: &Every, on: AsOf, world: &World<'_>, people: &[&Person]) -> TestReport {
    let concerned = members_of(&every.set, on, world, people).into_iter();
    let members = concerned.map(|concerned| {
        let findings = check_all(&every.conditions, on, world, concerned.0);
        Member::of(&every.set, concerned, findings, on, world)
    });
    let members = members.collect();
    judged("every", &every.set, every.when_empty, members, world)
}

/// One of the people of whom each must meet something.
pub(super) struct Member {
    report: PersonReport,
    /// Whether they meet it.
    meets: Truth,
    /// How sure it is that they are meant.
    concerned: Truth,
}

impl Member {
    /// A person of a set by what was found of them. Of somebody who may be meant it is said first
    /// what is missing to know it: that alone can leave open what they surely meet.
    pub(super) fn of(
        set: &PeopleSet,
        (person, concerned): Concerned<'_>,
        mut findings: Vec<Finding>,
        on: AsOf,
        world: &World<'_>,
    ) -> Self {
        let meets = truth_of(&findings);
        if concerned == Truth::Maybe {
            let open = belonging(set, on, world, person).into_iter();
            let open = open.filter(|one| one.truth() == Truth::Maybe && !findings.contains(one));
            let open: Vec<Finding> = open.collect();
            findings.splice(0..0, open);
        }
        Self {
            report: PersonReport {
                staff: person.staff.clone(),
                findings,
                from: None,
            },
            meets,
            concerned,
        }
    }
}

/// The verdict on people of whom each must meet something.
///
/// Whoever is not surely concerned cannot make it short alone. But where nobody is surely concerned
/// and nobody who may be would meet it, it is short if it applies at all. A test that is passed over
/// where it is about nobody leaves it to the others of its clause, so that then it cannot be told.
pub(super) fn judged(
    kind: &'static str,
    set: &PeopleSet,
    when_empty: WhenEmpty,
    members: Vec<Member>,
    world: &World<'_>,
) -> TestReport {
    let scope = || set.scope.clone();
    let truths = || members.iter().map(|one| (one.meets, one.concerned));
    let truth = Truth::all(truths().map(|(truth, held)| if_concerned(truth, held)));
    let sure = truths().any(|(_, held)| held == Truth::Yes);
    let nobody_could = !sure && truths().all(|(truth, _)| truth == Truth::No);
    let (verdict, reasons) = match (when_empty, members.is_empty()) {
        (_, true) if may_hold_others(set, world) => {
            (Verdict::Undetermined, vec![Reason::PostingsIncomplete])
        }
        (WhenEmpty::PassedOver, true) => (
            Verdict::NotApplicable,
            vec![Reason::PassedOver { scope: scope() }],
        ),
        (WhenEmpty::NotApplicable, true) => (Verdict::NotApplicable, Vec::new()),
        (WhenEmpty::Short, true) if is_posted(set) && no_postings(world) => {
            (Verdict::Undetermined, vec![Reason::NoPostings])
        }
        (WhenEmpty::Short, true) => (Verdict::Short, vec![nobody(set)]),
        (WhenEmpty::Short | WhenEmpty::NotApplicable, false) if nobody_could => {
            (Verdict::Short, vec![Reason::NobodyCould { scope: scope() }])
        }
        (_, false) if !sure => (Verdict::of(truth.min(Truth::Maybe)), Vec::new()),
        _ if truth == Truth::Yes => (Verdict::Met, Vec::new()),
        _ => {
            let meeting = truths().filter(|(truth, _)| *truth == Truth::Yes).count();
            let concerned = members.len();
            let reason = Reason::NotEverybody {
                scope: scope(),
                meeting,
                concerned,
            };
            (Verdict::of(truth), vec![reason])
        }
    };
    report(kind, verdict, members.len(), members, reasons)
}

const fn is_posted(set: &PeopleSet) -> bool {
    matches!(set.scope, SetScope::Posted(_))
}

fn nobody(set: &PeopleSet) -> Reason {
    match &set.scope {
        SetScope::Posted(posts) if posts.len() == 1 => posts.first().map_or_else(
            || Reason::NobodyConcerned {
                scope: set.scope.clone(),
            },
            |post| Reason::NobodyOnPost { post: post.clone() },
        ),
        scope => Reason::NobodyConcerned {
            scope: scope.clone(),
        },
    }
}

/// What a finding means when it is not sure that the condition is about the person, or the thing.
pub(super) fn if_concerned(truth: Truth, concerned: Truth) -> Truth {
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
    members: Vec<Member>,
    reasons: Vec<Reason>,
) -> TestReport {
    let mut people = People::none();
    for member in members {
        let report = member.report;
        match member.meets.min(member.concerned) {
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
