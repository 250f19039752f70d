//! The days on which what is known of a person can change what counts.

use std::collections::BTreeSet;

use super::{
    attested, base_training, cases, credential, experience, licence, pool, presence, radiation,
    title, training,
};
use crate::assess::world::World;
use crate::day::Day;
use crate::duration::Tenure;
use crate::facts::Person;
use crate::standard::Condition;

/// The first day of a period and the day after its last.
pub(in crate::assess) fn period_cuts(from: Option<Day>, to: Option<Day>, add: &mut dyn FnMut(Day)) {
    from.into_iter().for_each(&mut *add);
    to.map(Day::next).into_iter().for_each(&mut *add);
}

/// The first day anything counts, and the day on which `months` are reached.
pub(super) fn tenure_cuts(
    tenure: &Tenure,
    months: u32,
    world: &World<'_>,
    add: &mut dyn FnMut(Day),
) {
    let first = tenure.stretches().first().map(|stretch| stretch.from);
    let reached = tenure.reaches(months, world.settings.anniversary);
    first.into_iter().chain(reached).for_each(add);
}

/// Every day on which a finding for the person may differ from the day before.
pub(in crate::assess) fn cuts<'c>(
    conditions: impl IntoIterator<Item = &'c Condition>,
    world: &World<'_>,
    person: &Person,
) -> BTreeSet<Day> {
    let mut days = BTreeSet::new();
    add_cuts(conditions, world, person, &mut |day| {
        days.insert(day);
    });
    days
}

/// The same days in any order, some of them more than once.
pub(in crate::assess) fn add_cuts<'c>(
    conditions: impl IntoIterator<Item = &'c Condition>,
    world: &World<'_>,
    person: &Person,
    add: &mut dyn FnMut(Day),
) {
    presence::presence_cuts(world, person, add);
    pool::pool_cuts(world, person, add);
    for record in &person.professions {
        period_cuts(record.from, record.to, add);
    }
    for record in &person.disciplines {
        period_cuts(record.from, record.to, add);
    }
    licence::licence_cuts(person, add);
    title::title_cuts(person, add);
    credential::credential_cuts(world, person, add);
    attested::attested_cuts(world, person, add);
    for condition in conditions {
        rule_cuts(condition, world, person, add);
    }
}

/// The days that depend on how much a condition asks for.
fn rule_cuts(condition: &Condition, world: &World<'_>, person: &Person, add: &mut dyn FnMut(Day)) {
    match condition {
        Condition::Title(rule) => title::title_rule_cuts(rule, world, person, add),
        Condition::Experience(rule) => experience::experience_cuts(rule, world, person, add),
        Condition::Training(rule) => training::training_cuts(rule, world, person, add),
        Condition::Any(alternatives) => {
            for condition in alternatives.iter().flatten() {
                rule_cuts(condition, world, person, add);
            }
        }
        Condition::RadiationWork => radiation::radiation_cuts(person, add),
        Condition::Cases(rule) => cases::case_cuts(rule, world, person, add),
        Condition::NoSeriousEvent(rule) => cases::event_cuts(rule, person, add),
        Condition::BaseTraining(rule) => {
            base_training::exemption_cuts(person, add);
            for condition in rule.trained.iter().chain(&rule.exempt) {
                rule_cuts(condition, world, person, add);
            }
        }
        Condition::Exempted(_) => base_training::exemption_cuts(person, add),
        Condition::OnFirstDay(rule) | Condition::OnGrant(rule) => {
            base_training::exemption_cuts(person, add);
            for condition in &rule.conditions {
                rule_cuts(condition, world, person, add);
            }
        }
        Condition::Posted(_)
        | Condition::NotPosted(_)
        | Condition::OnEntry(_)
        | Condition::Profession(_)
        | Condition::Discipline(_)
        | Condition::Licence(_)
        | Condition::Credential(_)
        | Condition::CredentialSetHere(_)
        | Condition::Attested { .. } => {}
    }
}
