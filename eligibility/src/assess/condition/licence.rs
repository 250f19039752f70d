//! Lawful here: a licence of the right level, category and scope, in force for this institution.

use super::distance;
use super::profession::discipline;
use crate::assess::finding::{Answer, Cause, Evidence, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::within;
use crate::catalogue::DisciplineId;
use crate::day::{AsOf, Day};
use crate::facts::{Licence, LicenceLevel, ListKind, Person};
use crate::standard::LicenceRule;

/// How long a nurse's licence is valid when no end is printed, in months (护士条例 第八条).
const NURSE_LICENCE_MONTHS: u32 = 60;

/// The findings of the licence that comes nearest to what is asked.
pub(super) fn licence<A: Answer>(rule: &LicenceRule, on: AsOf, person: &Person) -> Vec<A> {
    let checked = person
        .licences
        .iter()
        .enumerate()
        .map(|(index, licence)| check::<A>(rule, on, person, index, licence));
    let Some(mut best) = checked.min_by_key(|answers| distance(answers)) else {
        return vec![if person.is_complete(ListKind::Licences) {
            A::failed(|| Cause::NoLicence { asked: rule.level })
        } else {
            A::unknown(Missing::record("licences"))
        }];
    };
    if distance(&best).0 > 0 && !person.is_complete(ListKind::Licences) {
        return vec![A::unknown(Missing::record("licences"))];
    }
    if rule.level == LicenceLevel::Physician {
        best.push(not_failed(on, person));
    }
    best
}

fn check<A: Answer>(
    rule: &LicenceRule,
    on: AsOf,
    person: &Person,
    index: usize,
    licence: &Licence,
) -> Vec<A> {
    let blank = |field| A::unknown(Missing::field("licences", index, field));
    let level = match licence.level {
        Some(level) if level == rule.level => A::held(),
        Some(held) => A::failed(|| Cause::LicenceLevel {
            held,
            asked: rule.level,
        }),
        None => blank("level"),
    };
    let mut answers = vec![
        level,
        in_force(on, index, licence),
        not_suspended(on, index, licence),
    ];
    if !rule.category.is_empty() {
        answers.push(match &licence.category {
            Some(held) if rule.category.contains(held) => A::held(),
            Some(held) => A::failed(|| Cause::LicenceCategory {
                held: held.clone(),
                asked: rule.category.clone(),
            }),
            None => blank("category"),
        });
    }
    if !rule.scope.is_empty() {
        let mut scopes = licence.scopes.iter();
        answers.push(if scopes.any(|scope| rule.scope.contains(scope)) {
            A::held()
        } else if licence.scopes.is_empty() || may_count(&rule.other_scope_unsure, on, person) {
            blank("scopes")
        } else {
            A::failed(|| Cause::LicenceScope {
                held: licence.scopes.clone(),
                asked: rule.scope.clone(),
            })
        });
    }
    answers.push(here(rule, on, index, licence));
    answers
}

/// Whether the person's discipline is one whose people may count under another scope (R-20, F1).
fn may_count(disciplines: &[DisciplineId], on: AsOf, person: &Person) -> bool {
    !disciplines.is_empty() && discipline::<Truth>(disciplines, on, person) == Truth::Yes
}

/// The last day on which a licence stands as registered; `None` while it does, or where its first day
/// is missing.
#[must_use]
pub fn licence_end(licence: &Licence) -> Option<Day> {
    let term = || (licence.level == Some(LicenceLevel::Nurse)).then_some(NURSE_LICENCE_MONTHS);
    licence
        .to
        .or_else(|| Some(licence.from?.plus_months(term()?)))
}

fn in_force<A: Answer>(on: AsOf, index: usize, licence: &Licence) -> A {
    let day = on.day();
    if let Some(from) = licence.cancelled_from.filter(|from| *from <= day) {
        return A::failed(|| Cause::LicenceCancelled { from });
    }
    if let Some(to) = licence_end(licence).filter(|to| *to < day) {
        return A::failed(|| Cause::LicenceEnded { to });
    }
    match licence.from {
        Some(from) if day < from => A::failed(|| Cause::LicenceNotYet { from }),
        Some(_) => A::held(),
        None => A::unknown(Missing::field("licences", index, "from")),
    }
}

fn not_suspended<A: Answer>(on: AsOf, index: usize, licence: &Licence) -> A {
    let mut answer = A::held();
    for suspension in &licence.suspended {
        match (
            within(suspension.from, suspension.to, on.day()),
            suspension.from,
        ) {
            (Truth::Yes, Some(from)) => {
                return A::failed(|| Cause::LicenceSuspended {
                    from,
                    to: suspension.to,
                });
            }
            (Truth::Maybe, _) => {
                answer = A::unknown(Missing::field("licences", index, "suspended"));
            }
            _ => {}
        }
    }
    answer
}

/// Main institution here, or a filing for this institution on the day; a filing has an end,
/// and while it is blank it may have passed.
fn here<A: Answer>(rule: &LicenceRule, on: AsOf, index: usize, licence: &Licence) -> A {
    let blank = |field| A::unknown(Missing::field("licences", index, field));
    let evidence = |multi_site_until| {
        A::on(|| Evidence::Licence {
            level: licence.level,
            scopes: licence.scopes.clone(),
            number: licence.number.clone(),
            multi_site_until,
        })
    };
    match (licence.main_here, rule.main_here) {
        (Some(true), _) => return evidence(None),
        (Some(false), true) => return A::failed(|| Cause::NotRegisteredHere),
        (None, true) => return blank("main_here"),
        (_, false) => {}
    }
    let day = on.day();
    let filed: A = match (licence.filing_from, licence.filing_to) {
        (_, Some(to)) if to < day => A::failed(|| Cause::FilingEnded { to }),
        (Some(from), _) if day < from => A::failed(|| Cause::FilingNotYet { from }),
        (Some(_), Some(to)) => evidence(Some(to)),
        (None, Some(_)) => blank("filing_from"),
        (Some(_), None) => blank("filing_to"),
        (None, None) => A::failed(|| Cause::NotRegisteredHere),
    };
    match (filed.truth(), licence.main_here) {
        (Truth::Yes, _) | (_, Some(false)) => filed,
        _ => blank("main_here"),
    }
}

/// 定期考核: the last result up to the day is not a failure.
fn not_failed<A: Answer>(on: AsOf, person: &Person) -> A {
    let dated = |index: usize| {
        person
            .assessments
            .get(index)
            .and_then(|assessment| assessment.on)
    };
    if let Some(index) = person
        .assessments
        .iter()
        .position(|a| a.on.is_none() && a.passed != Some(true))
    {
        return A::unknown(Missing::field("assessments", index, "on"));
    }
    let past = (0..person.assessments.len())
        .filter(|&index| dated(index).is_some_and(|day| day <= on.day()));
    let Some(last) = past.max_by_key(|&index| (dated(index), index)) else {
        return A::held();
    };
    match (
        person
            .assessments
            .get(last)
            .and_then(|assessment| assessment.passed),
        dated(last),
    ) {
        (Some(false), Some(on)) => A::failed(|| Cause::AssessmentFailed { on }),
        (None, _) => A::unknown(Missing::field("assessments", last, "passed")),
        _ => A::held(),
    }
}

/// The days on which a licence can begin or cease to count.
pub(super) fn licence_cuts(person: &Person, add: &mut dyn FnMut(Day)) {
    for licence in &person.licences {
        super::period_cuts(licence.from, licence_end(licence), add);
        super::period_cuts(licence.filing_from, licence.filing_to, add);
        licence.cancelled_from.map(&mut *add);
        for suspension in &licence.suspended {
            super::period_cuts(suspension.from, suspension.to, add);
        }
    }
    for assessment in &person.assessments {
        assessment.on.map(&mut *add);
    }
}
