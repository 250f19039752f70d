//! Lawful here: a licence of the right level, category and scope, in force for this institution.

use super::distance;
use super::profession::discipline;
use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::within;
use crate::catalogue::DisciplineId;
use crate::day::{AsOf, Day};
use crate::facts::{Licence, LicenceLevel, ListKind, Person};
use crate::standard::LicenceRule;

/// How long a nurse's licence is valid when no end is printed, in months (护士条例 第八条).
const NURSE_LICENCE_MONTHS: u32 = 60;

/// The findings of the licence that comes nearest to what is asked.
pub(super) fn licence(rule: &LicenceRule, on: AsOf, person: &Person) -> Vec<Finding> {
    let checked = person
        .licences
        .iter()
        .enumerate()
        .map(|(index, licence)| check(rule, on, person, index, licence));
    let Some(mut best) = checked.min_by_key(|findings| distance(findings)) else {
        return vec![if person.is_complete(ListKind::Licences) {
            Cause::NoLicence { asked: rule.level }.into()
        } else {
            Missing::record("licences").into()
        }];
    };
    if distance(&best).0 > 0 && !person.is_complete(ListKind::Licences) {
        return vec![Missing::record("licences").into()];
    }
    if rule.level == LicenceLevel::Physician {
        best.push(not_failed(on, person));
    }
    best
}

fn check(
    rule: &LicenceRule,
    on: AsOf,
    person: &Person,
    index: usize,
    licence: &Licence,
) -> Vec<Finding> {
    let level = match licence.level {
        Some(level) if level == rule.level => Finding::held(),
        Some(held) => Cause::LicenceLevel {
            held,
            asked: rule.level,
        }
        .into(),
        None => Missing::field("licences", index, "level").into(),
    };
    let mut findings = vec![
        level,
        in_force(on, index, licence),
        not_suspended(on, index, licence),
    ];
    if !rule.category.is_empty() {
        findings.push(match &licence.category {
            Some(held) if rule.category.contains(held) => Finding::held(),
            Some(held) => Cause::LicenceCategory {
                held: held.clone(),
                asked: rule.category.clone(),
            }
            .into(),
            None => Missing::field("licences", index, "category").into(),
        });
    }
    if !rule.scope.is_empty() {
        findings.push(
            if licence
                .scopes
                .iter()
                .any(|scope| rule.scope.contains(scope))
            {
                Finding::held()
            } else if licence.scopes.is_empty() || may_count(&rule.other_scope_unsure, on, person) {
                Missing::field("licences", index, "scopes").into()
            } else {
                Cause::LicenceScope {
                    held: licence.scopes.clone(),
                    asked: rule.scope.clone(),
                }
                .into()
            },
        );
    }
    findings.push(here(rule, on, index, licence));
    findings
}

/// Whether the person's discipline is one whose people may count under another scope (R-20, F1).
fn may_count(disciplines: &[DisciplineId], on: AsOf, person: &Person) -> bool {
    !disciplines.is_empty() && discipline(disciplines, on, person).truth() == Truth::Yes
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

fn in_force(on: AsOf, index: usize, licence: &Licence) -> Finding {
    let day = on.day();
    if let Some(from) = licence.cancelled_from.filter(|from| *from <= day) {
        return Cause::LicenceCancelled { from }.into();
    }
    if let Some(to) = licence_end(licence).filter(|to| *to < day) {
        return Cause::LicenceEnded { to }.into();
    }
    match licence.from {
        Some(from) if day < from => Cause::LicenceNotYet { from }.into(),
        Some(_) => Finding::held(),
        None => Missing::field("licences", index, "from").into(),
    }
}

fn not_suspended(on: AsOf, index: usize, licence: &Licence) -> Finding {
    let mut finding = Finding::held();
    for suspension in &licence.suspended {
        match (
            within(suspension.from, suspension.to, on.day()),
            suspension.from,
        ) {
            (Truth::Yes, Some(from)) => {
                return Cause::LicenceSuspended {
                    from,
                    to: suspension.to,
                }
                .into();
            }
            (Truth::Maybe, _) => finding = Missing::field("licences", index, "suspended").into(),
            _ => {}
        }
    }
    finding
}

/// Main institution here, or a filing for this institution on the day; a filing has an end,
/// and while it is blank it may have passed.
fn here(rule: &LicenceRule, on: AsOf, index: usize, licence: &Licence) -> Finding {
    let evidence = |multi_site_until| {
        Finding::on(Evidence::Licence {
            level: licence.level,
            scopes: licence.scopes.clone(),
            number: licence.number.clone(),
            multi_site_until,
        })
    };
    match (licence.main_here, rule.main_here) {
        (Some(true), _) => return evidence(None),
        (Some(false), true) => return Cause::NotRegisteredHere.into(),
        (None, true) => return Missing::field("licences", index, "main_here").into(),
        (_, false) => {}
    }
    let day = on.day();
    let filed = match (licence.filing_from, licence.filing_to) {
        (_, Some(to)) if to < day => Cause::FilingEnded { to }.into(),
        (Some(from), _) if day < from => Cause::FilingNotYet { from }.into(),
        (Some(_), Some(to)) => evidence(Some(to)),
        (None, Some(_)) => Missing::field("licences", index, "filing_from").into(),
        (Some(_), None) => Missing::field("licences", index, "filing_to").into(),
        (None, None) => Cause::NotRegisteredHere.into(),
    };
    match (filed.truth(), licence.main_here) {
        (Truth::Yes, _) | (_, Some(false)) => filed,
        _ => Missing::field("licences", index, "main_here").into(),
    }
}

/// 定期考核: the last result up to the day is not a failure.
fn not_failed(on: AsOf, person: &Person) -> Finding {
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
        return Missing::field("assessments", index, "on").into();
    }
    let past = (0..person.assessments.len())
        .filter(|&index| dated(index).is_some_and(|day| day <= on.day()));
    let Some(last) = past.max_by_key(|&index| (dated(index), index)) else {
        return Finding::held();
    };
    match (
        person
            .assessments
            .get(last)
            .and_then(|assessment| assessment.passed),
        dated(last),
    ) {
        (Some(false), Some(on)) => Cause::AssessmentFailed { on }.into(),
        (None, _) => Missing::field("assessments", last, "passed").into(),
        _ => Finding::held(),
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
