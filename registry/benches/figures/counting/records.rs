//! Titles, credentials, years of experience and of training.

use eligibility::assess::Truth;
use eligibility::catalogue::{CredentialKind, FieldId, Validity};
use eligibility::day::{AsOf, Day};
use eligibility::duration::{Anniversary, Stretch, Tenure};
use eligibility::facts::{Credential, ListKind, Person, Title};
use eligibility::standard::{ExperienceRule, FieldRule, TitleRule, TrainingRule};

use super::{live, unless_incomplete};

pub(super) fn title(rule: &TitleRule, on: Day, person: &Person) -> Truth {
    let best = Truth::any(
        person
            .titles
            .iter()
            .map(|title| one_title(rule, on, person, title)),
    );
    unless_incomplete(best, person, ListKind::Titles)
}

fn one_title(rule: &TitleRule, on: Day, person: &Person, title: &Title) -> Truth {
    let series_fits = title
        .series
        .as_ref()
        .is_some_and(|held| rule.series.contains(held));
    let other_series = title.series.is_some() && !series_fits && !rule.series.is_empty();
    let other_discipline = title
        .discipline
        .as_ref()
        .is_some_and(|held| !rule.discipline.is_empty() && !rule.discipline.contains(held));
    if (other_series && !rule.other_series_unsure)
        || other_discipline
        || title.level.is_some_and(|held| held < rule.level)
        || title.qualified.is_some_and(|day| on < day)
    {
        return Truth::No;
    }
    if let Some(since) = title.qualified.filter(|_| rule.months > 0) {
        let held = Tenure::of(vec![Stretch {
            from: since,
            to: None,
        }]);
        if held.months_on(AsOf(on), Anniversary::Counts) < rule.months {
            let at_level = |title: &Title| title.level == Some(rule.level);
            let older = !at_level(title) && !person.titles.iter().any(at_level);
            return if older { Truth::Maybe } else { Truth::No };
        }
    }
    let blank = (!series_fits && !rule.series.is_empty())
        || title.level.is_none()
        || (title.discipline.is_none() && !rule.discipline.is_empty())
        || title.qualified.is_none();
    if blank { Truth::Maybe } else { Truth::Yes }
}

pub(super) fn valid(kind: Option<&CredentialKind>, record: &Credential, on: Day) -> Truth {
    let stopped = |from: Option<Day>| from.is_some_and(|from| from <= on);
    if stopped(record.revoked_from)
        || stopped(record.suspended_from)
        || record.issued.is_some_and(|issued| on < issued)
    {
        return Truth::No;
    }
    let end = match (record.expires, kind) {
        (Some(day), _) => Some(day),
        (None, Some(kind)) => match (kind.validity, record.issued, kind.months, kind.days) {
            (Validity::Open, ..) => None,
            (Validity::Fixed | Validity::Interval, Some(issued), Some(months), _) => {
                Some(issued.plus_months(months))
            }
            (Validity::Fixed | Validity::Interval, Some(issued), None, Some(days)) => {
                Some(issued.plus_days(days))
            }
            _ => return Truth::Maybe,
        },
        (None, None) => return Truth::Maybe,
    };
    if end.is_some_and(|end| end < on) {
        Truth::No
    } else if record.issued.is_none() {
        Truth::Maybe
    } else {
        Truth::Yes
    }
}

pub(super) fn fits(
    kind: Option<&CredentialKind>,
    record: &Credential,
    on: Day,
    person: &Person,
) -> Truth {
    let Some(kind) = kind.filter(|kind| !kind.fits.is_empty()) else {
        return Truth::Yes;
    };
    let held = || {
        person
            .professions
            .iter()
            .filter(|one| live(one.from, one.to, on))
    };
    if held().next().is_none() {
        return Truth::Maybe;
    }
    let by_category = kind.by_category.unwrap_or(false);
    if let (Some(category), true) = (&record.category, by_category) {
        return Truth::sure(held().any(|one| one.profession == *category));
    }
    let fitting = |one: &str| kind.fits.iter().any(|fits| fits == one);
    if !held().any(|one| fitting(one.profession.as_str())) {
        return Truth::No;
    }
    let mut ever = person.professions.iter().map(|one| &one.profession);
    let first = ever.next();
    if by_category && ever.any(|other| Some(other) != first) {
        Truth::Maybe
    } else {
        Truth::Yes
    }
}

fn tenure(fields: &[FieldId], person: &Person) -> Tenure {
    let records = person.experience.iter();
    let stretches = records
        .filter(|one| fields.contains(&one.field))
        .filter_map(|one| {
            Some(Stretch {
                from: one.from?,
                to: one.to,
            })
        });
    Tenure::of(stretches.collect())
}

pub(super) fn experience(rule: &ExperienceRule, on: Day, person: &Person) -> Truth {
    let (FieldRule::Of(fields), None) = (&rule.field, &rule.inside) else {
        // Only leaders are asked for years in the discipline of their title.
        return Truth::Maybe;
    };
    let tenure = tenure(fields, person);
    let begun = tenure.stretches().first().is_some_and(|one| one.from <= on);
    if begun && tenure.months_on(AsOf(on), Anniversary::Counts) >= rule.months {
        return Truth::Yes;
    }
    let mut records = person.experience.iter();
    if records.any(|one| fields.contains(&one.field) && one.from.is_none()) {
        return Truth::Maybe;
    }
    unless_incomplete(Truth::No, person, ListKind::Experience)
}

pub(super) fn training(rule: &TrainingRule, on: Day, person: &Person) -> Truth {
    let records = || person.training.iter().filter(|one| one.kind == rule.kind);
    let stretches = records().filter_map(|one| {
        Some(Stretch {
            from: one.from?,
            to: one.to,
        })
    });
    let tenure = Tenure::of(stretches.collect());
    let begun = tenure.stretches().first().is_some_and(|one| one.from <= on);
    if !begun || tenure.months_on(AsOf(on), Anniversary::Counts) < rule.months {
        if records().any(|one| one.from.is_none()) {
            return Truth::Maybe;
        }
        return unless_incomplete(Truth::No, person, ListKind::Training);
    }
    let passed = records()
        .any(|one| one.passed == Some(true) && one.examined.or(one.to).is_none_or(|day| day <= on));
    if !rule.passed || passed {
        Truth::Yes
    } else if records().any(|one| one.passed.is_none()) {
        Truth::Maybe
    } else {
        unless_incomplete(Truth::No, person, ListKind::Training)
    }
}
