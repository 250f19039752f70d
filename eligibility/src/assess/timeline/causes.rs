//! What is behind a change: the people who began or ceased to count, and the records that made them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::course::Rules;
use crate::assess::candidate::Asked;
use crate::assess::condition::{check_all, in_pool};
use crate::assess::evaluate::Evaluation;
use crate::assess::finding::{Cause, Finding};
use crate::assess::headcounts;
use crate::assess::periodic::duty_of;
use crate::assess::posts::PersonIndex;
use crate::assess::reason::Reason;
use crate::assess::report::{PersonReport, TestReport};
use crate::assess::sets::belonging;
use crate::assess::spans::{Solved, Spans};
use crate::assess::truth::{Truth, Verdict};
use crate::catalogue::PostId;
use crate::day::{AsOf, Day};
use crate::facts::{Person, StaffNumber};
use crate::standard::{About, ClauseId, HeadcountRef, Pool, Test};

/// What is behind a change of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ChangeCause {
    /// Another edition, or the edition came into force or lapsed.
    Rules {
        /// The rules of the day before.
        before: Option<Rules>,
        /// The rules of the day.
        after: Option<Rules>,
    },
    /// A person stands elsewhere than the day before; or, counted for another clause as before, began
    /// or ceased to meet this one.
    Person {
        /// Who.
        staff: StaffNumber,
        /// The clause for which: the changed one, or one that wants the same people.
        clause: ClauseId,
        /// Where the person stood the day before.
        before: Standing,
        /// Where the person stands now.
        after: Standing,
        /// The conditions with another outcome than the day before.
        findings: Vec<FindingChange>,
    },
    /// Something else than counting people decides, or decides otherwise.
    Grounds {
        /// The clause: the changed one, or one that wants the same people.
        clause: ClauseId,
        /// What decided the day before.
        before: Vec<Reason>,
        /// What decides now.
        after: Vec<Reason>,
    },
}

/// Where a person stands for a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Surely counts.
    Counted,
    /// Counts if missing facts turn out well.
    Possible,
    /// Does not count.
    Rejected,
    /// Is not one of those the clause is about.
    NotAsked,
}

/// The outcome of a condition the day before and on the day; `None` where it was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingChange {
    /// The day before.
    pub before: Option<Finding>,
    /// On the day.
    pub after: Option<Finding>,
}

/// What is behind the change of the clause at a place on a day.
pub(super) fn causes(spans: &mut Spans<'_, '_>, place: usize, day: Day) -> Vec<ChangeCause> {
    let mut causes: Vec<ChangeCause> = settled(spans, place, day).into_iter().collect();
    if !causes.is_empty() && applies_on_neither(spans, place, day) {
        return causes;
    }
    let changed: Vec<HeadcountRef> = spans.changed_tests(place, day);
    for &at in &changed {
        let over_others = spans
            .over_others(at, day.prev())
            .zip(spans.over_others(at, day));
        let own = if let Some(((_, before), (_, after))) = over_others {
            let clause = spans.evaluation().clauses.get(place);
            let grounds = clause.map(|clause| ChangeCause::Grounds {
                clause: clause.id.clone(),
                before: vec![before],
                after: vec![after],
            });
            grounds.into_iter().collect()
        } else if spans.is_headcount(at) {
            counting(spans, at, day)
        } else {
            alone(spans.evaluation(), at, day)
        };
        // Two tests of a clause may ask the same of the same people.
        for cause in own {
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
    }
    causes
}

/// Whether the clause does not apply on the day or the day before, so that its tests say nothing.
fn applies_on_neither(spans: &Spans<'_, '_>, place: usize, day: Day) -> bool {
    let not_applicable = |day| {
        let settled = spans.settled(place, day);
        settled.is_some_and(|(verdict, _)| *verdict == Verdict::NotApplicable)
    };
    not_applicable(day) || not_applicable(day.prev())
}

/// That a declaration or a waiver settles the clause otherwise than the day before.
fn settled(spans: &Spans<'_, '_>, place: usize, day: Day) -> Option<ChangeCause> {
    let reason = |day| -> Vec<Reason> {
        let settled = spans.settled(place, day);
        settled
            .map(|(_, reason)| reason.clone())
            .into_iter()
            .collect()
    };
    let (before, after) = (reason(day.prev()), reason(day));
    let clause = spans.evaluation().clauses.get(place)?.id.clone();
    (before != after).then_some(ChangeCause::Grounds {
        clause,
        before,
        after,
    })
}

// --- Headcounts -------------------------------------------------------------------------------------

/// What is behind a change of a headcount: the people who stand elsewhere for it than the day before,
/// and what else it asks. Where that is nothing, the same of those that share out people with it,
/// whether one of them began or ceased to, and who began or ceased to meet one while counted elsewhere:
/// such people are a choice that there was not before, or is no more.
fn counting(spans: &mut Spans<'_, '_>, at: HeadcountRef, day: Day) -> Vec<ChangeCause> {
    let (Some(before), Some(after)) = (spans.solved(at, day.prev()), spans.solved(at, day)) else {
        return Vec::new();
    };
    let evaluation = spans.evaluation();
    let of = |at, behind| of_headcount(evaluation, (&before, &after), at, day, behind);
    let own = of(at, Behind::Standing);
    if !own.is_empty() {
        return own;
    }
    let mut causes = Vec::new();
    for entry in &after.entries {
        if entry.at != at {
            causes.extend(settled(spans, entry.at.clause, day));
        }
        causes.extend(of(entry.at, Behind::Meeting));
    }
    causes
}

/// Which people are behind a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Those who stand elsewhere.
    Standing,
    /// Also those who began or ceased to meet what is asked, though counted elsewhere all along.
    Meeting,
}

fn of_headcount(
    evaluation: &Evaluation<'_>,
    (before, after): (&Solved<'_>, &Solved<'_>),
    at: HeadcountRef,
    day: Day,
    behind: Behind,
) -> Vec<ChangeCause> {
    let Some(entry) = after.entries.iter().find(|entry| entry.at == at) else {
        return Vec::new();
    };
    let was = before.entries.iter().find(|entry| entry.at == at);
    let was = was.filter(|was| !was.frame.asks_as(&entry.frame));
    let grounds = was.map(|was| ChangeCause::Grounds {
        clause: entry.clause.id.clone(),
        before: was.frame.reasons(),
        after: entry.frame.reasons(),
    });
    let candidates = [before, after]
        .into_iter()
        .flat_map(|solved| solved.candidates(at));
    let candidates: BTreeSet<PersonIndex> = candidates.collect();
    let asked = Asked::headcount(entry.headcount, evaluation.exclusive);
    let cause = |person: PersonIndex| {
        let (was, taken) = standing(before, at, person);
        let (is, taken_now) = standing(after, at, person);
        let met_as_before = before.truth(at, person) == after.truth(at, person);
        if was == is && (behind == Behind::Standing || met_as_before) {
            return None;
        }
        let person = *evaluation.people.get(person)?;
        let findings = |day, taken: Option<ClauseId>| {
            let mut findings = asked.findings(AsOf(day), &evaluation.world, person);
            findings.push(taken.map_or_else(Finding::held, |clause| {
                Cause::CountedElsewhere { clause }.into()
            }));
            findings
        };
        Some(ChangeCause::Person {
            staff: person.staff.clone(),
            clause: entry.clause.id.clone(),
            before: was,
            after: is,
            findings: differences(findings(day.prev(), taken), findings(day, taken_now)),
        })
    };
    let people = candidates.into_iter().filter_map(cause);
    grounds.into_iter().chain(people).collect()
}

/// Where a person stands, and the clause that uses them instead.
fn standing(
    solved: &Solved<'_>,
    at: HeadcountRef,
    person: PersonIndex,
) -> (Standing, Option<ClauseId>) {
    match solved.standing(at, person) {
        headcounts::Standing::Counted => (Standing::Counted, None),
        headcounts::Standing::Possible => (Standing::Possible, None),
        headcounts::Standing::Rejected => (Standing::Rejected, None),
        headcounts::Standing::Elsewhere(clause) => (Standing::Rejected, Some(clause)),
    }
}

// --- Tests that stand on their own --------------------------------------------------------------------

/// The people who stand elsewhere for the test than the day before, or else what it says otherwise.
fn alone(evaluation: &Evaluation<'_>, at: HeadcountRef, day: Day) -> Vec<ChangeCause> {
    let clause = evaluation.clauses.get(at.clause);
    let Some((clause, test)) = clause.and_then(|clause| Some((clause, clause.tests.get(at.test)?)))
    else {
        return Vec::new();
    };
    let report = |day| evaluation.test((at.clause, clause), test, AsOf(day), false);
    let (before, after) = (report(day.prev()), report(day));
    let (was, is) = (standings(&before), standings(&after));
    let staff: BTreeSet<&StaffNumber> = was.keys().chain(is.keys()).copied().collect();
    let moved = |staff: &StaffNumber| {
        let stood = |on: &BTreeMap<&StaffNumber, (Standing, &PersonReport)>| {
            on.get(staff)
                .map_or(Standing::NotAsked, |(standing, _)| *standing)
        };
        let (was, is) = ((stood(&was), &was), (stood(&is), &is));
        if was.0 == is.0 {
            return None;
        }
        let person = evaluation
            .people
            .iter()
            .find(|person| person.staff == *staff)?;
        let findings = |day, on: &BTreeMap<&StaffNumber, (Standing, &PersonReport)>| {
            on_post(evaluation, test, AsOf(day), person).unwrap_or_else(|| {
                let report = on.get(staff).map(|(_, report)| report.findings.clone());
                report.unwrap_or_default()
            })
        };
        Some(ChangeCause::Person {
            staff: staff.clone(),
            clause: clause.id.clone(),
            before: was.0,
            after: is.0,
            findings: differences(findings(day.prev(), was.1), findings(day, is.1)),
        })
    };
    let mut causes: Vec<ChangeCause> = staff.into_iter().filter_map(moved).collect();
    if causes.is_empty() {
        causes.push(ChangeCause::Grounds {
            clause: clause.id.clone(),
            before: before.reasons,
            after: after.reasons,
        });
    }
    causes
}

fn standings(report: &TestReport) -> BTreeMap<&StaffNumber, (Standing, &PersonReport)> {
    let people = &report.people;
    [
        (Standing::Counted, &people.counted),
        (Standing::Possible, &people.possible),
        (Standing::Rejected, &people.rejected),
    ]
    .into_iter()
    .flat_map(|(standing, people)| {
        people
            .iter()
            .map(move |person| (&person.staff, (standing, person)))
    })
    .collect()
}

/// All that a clause about a set asks of a person, belonging to it included.
fn on_post(
    evaluation: &Evaluation<'_>,
    test: &Test,
    on: AsOf,
    person: &Person,
) -> Option<Vec<Finding>> {
    let world = &evaluation.world;
    let posted = |post: &PostId| {
        let pool = Pool::Posted {
            post: post.clone(),
            also: Vec::new(),
            full_time: false,
        };
        in_pool(&pool, on, world, person)
    };
    match test {
        Test::Leader(rule) => {
            let asked = Asked {
                pool: None,
                post: Some(&rule.post),
                conditions: &rule.conditions,
                exclusive: evaluation.exclusive,
            };
            let mut findings = posted(&rule.post);
            findings.extend(asked.findings(on, world, person));
            Some(findings)
        }
        Test::Every(rule) => {
            let mut findings = belonging(&rule.set, on, world, person);
            findings.extend(check_all(&rule.conditions, on, world, person));
            Some(findings)
        }
        Test::Periodic(rule) => {
            let About::People(set) = &rule.about else {
                return None;
            };
            let mut findings = belonging(set, on, world, person);
            findings.push(duty_of(rule, set, on, world, person));
            Some(findings)
        }
        _ => None,
    }
}

// --- Findings ---------------------------------------------------------------------------------------

/// The conditions with another outcome than before. They are compared one by one where the same ones
/// were asked; otherwise what fails or is missing only before or only after is named.
fn differences(before: Vec<Finding>, after: Vec<Finding>) -> Vec<FindingChange> {
    if before.len() == after.len() {
        let pairs = before.into_iter().zip(after);
        return pairs
            .filter(|(before, after)| before.truth() != after.truth())
            .map(|(before, after)| FindingChange {
                before: Some(before),
                after: Some(after),
            })
            .collect();
    }
    let only = |own: &[Finding], other: &[Finding]| -> Vec<Finding> {
        let open = own.iter().filter(|finding| finding.truth() != Truth::Yes);
        open.filter(|finding| !other.contains(finding))
            .cloned()
            .collect()
    };
    let gone = only(&before, &after)
        .into_iter()
        .map(|finding| FindingChange {
            before: Some(finding),
            after: None,
        });
    let new = only(&after, &before)
        .into_iter()
        .map(|finding| FindingChange {
            before: None,
            after: Some(finding),
        });
    gone.chain(new).collect()
}
