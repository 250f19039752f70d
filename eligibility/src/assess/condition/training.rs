//! Training of a kind: months in all stays together, and whether it was passed.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::world::World;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{ListKind, Person, Training};
use crate::standard::TrainingRule;

pub(super) fn training(
    rule: &TrainingRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    let records: Vec<(usize, &Training)> = of_kind(rule, person).collect();
    let tenure = tenure(rule, person);
    let months = tenure.months_on(on, world.settings.anniversary);
    let begun = tenure
        .stretches()
        .first()
        .is_some_and(|stretch| stretch.from <= on.day());
    let unsure = |missing: Missing, cause: Cause| -> Finding {
        if person.is_complete(ListKind::Training) {
            cause.into()
        } else {
            missing.into()
        }
    };
    if !begun || months < rule.months {
        if let Some((index, _)) = records.iter().find(|(_, record)| record.from.is_none()) {
            return Missing::field("training", *index, "from").into();
        }
        let kind = rule.kind.clone();
        let cause = if records.is_empty() {
            Cause::NoTraining { kind }
        } else {
            let reaches = tenure.reaches(rule.months, world.settings.anniversary);
            Cause::TrainingTooShort {
                kind,
                months,
                needed: rule.months,
                reaches,
            }
        };
        return unsure(Missing::record("training"), cause);
    }
    if rule.passed && !records.iter().any(|(_, record)| passed(record, on)) {
        return match records.iter().find(|(_, record)| record.passed.is_none()) {
            Some((index, _)) => Missing::field("training", *index, "passed").into(),
            None => unsure(
                Missing::record("training"),
                Cause::TrainingFailed {
                    kind: rule.kind.clone(),
                },
            ),
        };
    }
    let base = records.iter().find_map(|(_, record)| record.base.clone());
    Finding::on(Evidence::Training {
        kind: rule.kind.clone(),
        months,
        base,
    })
}

fn of_kind<'a>(
    rule: &TrainingRule,
    person: &'a Person,
) -> impl Iterator<Item = (usize, &'a Training)> {
    let kind = rule.kind.clone();
    person
        .training
        .iter()
        .enumerate()
        .filter(move |(_, record)| record.kind == kind)
}

fn passed(record: &Training, on: AsOf) -> bool {
    record.passed == Some(true)
        && record
            .examined
            .or(record.to)
            .is_none_or(|day| day <= on.day())
}

fn tenure(rule: &TrainingRule, person: &Person) -> Tenure {
    let stretches = of_kind(rule, person).filter_map(|(_, r)| {
        Some(Stretch {
            from: r.from?,
            to: r.to,
        })
    });
    Tenure::of(stretches.collect())
}

/// The days on which training can begin to be enough.
pub(super) fn training_cuts(
    rule: &TrainingRule,
    world: &World<'_>,
    person: &Person,
    add: &mut dyn FnMut(Day),
) {
    let tenure = tenure(rule, person);
    super::tenure_cuts(&tenure, rule.months, world, add);
    for (_, record) in of_kind(rule, person) {
        record.examined.or(record.to).map(&mut *add);
    }
}
