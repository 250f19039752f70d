//! Licences: the one that comes nearest, part by part.

use eligibility::assess::Truth;
use eligibility::day::Day;
use eligibility::facts::{Licence, LicenceLevel, ListKind, Person};
use eligibility::standard::LicenceRule;

use super::{discipline, unless_incomplete, within};

/// The truth of the licence that comes nearest, and how far it is.
pub(super) fn licence(rule: &LicenceRule, on: Day, person: &Person) -> (Truth, (usize, usize)) {
    let far = |licence: &Licence| {
        let truths = parts(rule, on, person, licence);
        let count = |truth| truths.iter().filter(|one| **one == truth).count();
        (count(Truth::No), count(Truth::Maybe))
    };
    let Some(best) = person.licences.iter().map(far).min() else {
        return (
            unless_incomplete(Truth::No, person, ListKind::Licences),
            best_none(),
        );
    };
    let mut truth = match best {
        (0, 0) => Truth::Yes,
        (0, _) => Truth::Maybe,
        _ => unless_incomplete(Truth::No, person, ListKind::Licences),
    };
    let given_up = best.0 > 0 && truth == Truth::Maybe;
    if rule.level == LicenceLevel::Physician && !given_up {
        truth = truth.min(not_failed(on, person));
    }
    (truth, best)
}

const fn best_none() -> (usize, usize) {
    (1, 0)
}

fn parts(rule: &LicenceRule, on: Day, person: &Person, licence: &Licence) -> [Truth; 6] {
    let level = licence
        .level
        .map_or(Truth::Maybe, |held| Truth::sure(held == rule.level));
    let category = match &licence.category {
        _ if rule.category.is_empty() => Truth::Yes,
        Some(held) => Truth::sure(rule.category.contains(held)),
        None => Truth::Maybe,
    };
    let unsure = || {
        !rule.other_scope_unsure.is_empty()
            && discipline(&rule.other_scope_unsure, on, person) == Truth::Yes
    };
    let scope = if rule.scope.is_empty()
        || licence
            .scopes
            .iter()
            .any(|scope| rule.scope.contains(scope))
    {
        Truth::Yes
    } else if licence.scopes.is_empty() || unsure() {
        Truth::Maybe
    } else {
        Truth::No
    };
    let end = licence.to.or_else(|| {
        let nurse = licence.level == Some(LicenceLevel::Nurse);
        nurse.then(|| Some(licence.from?.plus_months(60)))?
    });
    let ended =
        licence.cancelled_from.is_some_and(|from| from <= on) || end.is_some_and(|to| to < on);
    let in_force = match licence.from {
        _ if ended => Truth::No,
        Some(from) => Truth::sure(from <= on),
        None => Truth::Maybe,
    };
    let suspended = licence
        .suspended
        .iter()
        .map(|one| within(one.from, one.to, on));
    let free = match Truth::any(suspended) {
        Truth::Yes => Truth::No,
        Truth::Maybe => Truth::Maybe,
        Truth::No => Truth::Yes,
    };
    [
        level,
        category,
        scope,
        in_force,
        free,
        here(rule, on, licence),
    ]
}

fn here(rule: &LicenceRule, on: Day, licence: &Licence) -> Truth {
    match (licence.main_here, rule.main_here) {
        (Some(true), _) => return Truth::Yes,
        (Some(false), true) => return Truth::No,
        (None, true) => return Truth::Maybe,
        (_, false) => {}
    }
    let filed = match (licence.filing_from, licence.filing_to) {
        (_, Some(to)) if to < on => Truth::No,
        (Some(from), _) if on < from => Truth::No,
        (Some(_), Some(_)) => Truth::Yes,
        (None, None) => Truth::No,
        _ => Truth::Maybe,
    };
    if filed == Truth::Yes || licence.main_here == Some(false) {
        filed
    } else {
        Truth::Maybe
    }
}

fn not_failed(on: Day, person: &Person) -> Truth {
    let mut last: Option<(Day, usize)> = None;
    for (index, one) in person.assessments.iter().enumerate() {
        match one.on {
            None if one.passed != Some(true) => return Truth::Maybe,
            Some(day) if day <= on => last = last.max(Some((day, index))),
            _ => {}
        }
    }
    let last = last.and_then(|(_, index)| person.assessments.get(index));
    last.map_or(Truth::Yes, |one| {
        one.passed.map_or(Truth::Maybe, Truth::sure)
    })
}
