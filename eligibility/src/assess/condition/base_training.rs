//! Base training of a restricted technique, or an exemption from it.
//!
//! Trained, exempt, refused and neither are four different things: a training shows as training, an
//! exemption as itself, a recorded exemption whose criteria are not met as refused with the criteria,
//! and somebody who meets them without a record as one who could be exempted.

use super::{check_all, truth_of};
use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::TechniqueId;
use crate::day::{AsOf, Day};
use crate::facts::{ListKind, Person, Training};
use crate::standard::{BaseTrainingRule, FirstDayRule};

pub(super) fn base_training(
    rule: &BaseTrainingRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let trained = check_all(&rule.trained, on, world, person);
    let exempt = exempt(rule, on, world, person);
    match (truth_of(&trained), exempt.truth()) {
        (Truth::Yes, _) => trained,
        (_, Truth::Yes) | (Truth::No, Truth::Maybe) => vec![exempt],
        (Truth::Maybe, _) => unsettled(trained, Truth::Maybe),
        // One record away: that it could be exempted is all there is to say.
        (Truth::No, Truth::No) if could_be_exempt(&exempt) => vec![exempt],
        (Truth::No, Truth::No) => {
            let mut findings = unsettled(trained, Truth::No);
            // Nobody expects an exemption where none is recorded and none could be.
            if !is_beside_the_point(&exempt) {
                findings.push(exempt);
            }
            findings
        }
    }
}

/// What fails, or where nothing does what is unknown.
fn unsettled(findings: Vec<Finding>, truth: Truth) -> Vec<Finding> {
    let mut findings = findings;
    findings.retain(|finding| finding.truth() == truth);
    findings
}

const fn could_be_exempt(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::Failed {
            cause: Cause::NotExempted {
                criteria_met: true,
                ..
            }
        }
    )
}

const fn is_beside_the_point(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::Failed {
            cause: Cause::NotExempted {
                criteria_met: false,
                ..
            }
        }
    )
}

/// A recorded exemption counts while its criteria hold.
fn exempt(rule: &BaseTrainingRule, on: AsOf, world: &World<'_>, person: &Person) -> Finding {
    let technique = &rule.technique;
    let recorded = exempted(technique, on, person);
    let granted = match &recorded {
        Finding::Held { evidence } => evidence.iter().find_map(|record| match record {
            Evidence::Exemption { granted, .. } => Some(*granted),
            _ => None,
        }),
        Finding::Failed { .. } | Finding::Unknown { .. } => None,
    };
    let judged = match granted {
        Some(granted) if rule.on_grant => AsOf(granted),
        _ => on,
    };
    let criteria = check_all(&rule.exempt, judged, world, person);
    let met = truth_of(&criteria);
    match recorded {
        Finding::Failed { .. } => Cause::NotExempted {
            technique: technique.clone(),
            criteria_met: met == Truth::Yes,
        }
        .into(),
        // Whether it is recorded or not: it would not count.
        recorded if met == Truth::No => {
            let known = matches!(recorded, Finding::Held { .. });
            let failed = criteria.into_iter().filter_map(|finding| match finding {
                Finding::Failed { cause } => Some(cause),
                Finding::Held { .. } | Finding::Unknown { .. } => None,
            });
            if known || granted.is_some() {
                Cause::ExemptionRefused {
                    technique: technique.clone(),
                    granted,
                    criteria: failed.collect(),
                }
                .into()
            } else {
                Cause::NotExempted {
                    technique: technique.clone(),
                    criteria_met: false,
                }
                .into()
            }
        }
        Finding::Held { .. } if met == Truth::Maybe => {
            let unknown = criteria.into_iter().find(|f| f.truth() == Truth::Maybe);
            unknown.unwrap_or(recorded)
        }
        Finding::Held { .. } | Finding::Unknown { .. } => recorded,
    }
}

/// Whether an exemption from base training is recorded by the day, whatever it rests on.
pub(super) fn exempted(technique: &TechniqueId, on: AsOf, person: &Person) -> Finding {
    let records = person.exemptions.iter().enumerate();
    let of_technique = records.filter(|(_, record)| record.technique == *technique);
    let mut blank = None;
    for (index, record) in of_technique {
        match record.granted {
            Some(granted) if granted <= on.day() => {
                return Finding::on(Evidence::Exemption {
                    technique: technique.clone(),
                    granted,
                    by: record.by.clone(),
                });
            }
            Some(_) => {}
            None => blank = Some(index),
        }
    }
    match blank {
        Some(index) => Missing::field("exemptions", index, "granted").into(),
        None if !person.is_complete(ListKind::Exemptions) => Missing::record("exemptions").into(),
        None => Cause::NotExempted {
            technique: technique.clone(),
            criteria_met: false,
        }
        .into(),
    }
}

/// What was so on the first day of the technique's training; before there is one, what is so on the
/// day, which answers whether the person may begin.
pub(super) fn on_first_day(
    rule: &FirstDayRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let is_meant = |record: &Training| {
        record.technique.as_ref() == Some(&rule.technique)
            && (rule.kinds.is_empty() || rule.kinds.contains(&record.kind))
    };
    let mut trainings = person.training.iter();
    let blank = trainings.position(|record| is_meant(record) && record.from.is_none());
    if let Some(index) = blank {
        return vec![Missing::field("training", index, "from").into()];
    }
    let meant = person.training.iter().filter(|record| is_meant(record));
    let first = meant.filter_map(|record| record.from).min();
    check_all(&rule.conditions, first.map_or(on, AsOf), world, person)
}

/// What was so on the day the exemption was granted; before there is one, what is so on the day.
pub(super) fn on_grant(
    rule: &FirstDayRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let recorded = exempted(&rule.technique, on, person);
    let judged = match &recorded {
        Finding::Unknown { .. } => return vec![recorded],
        Finding::Failed { .. } => on,
        Finding::Held { evidence } => {
            let granted = evidence.iter().find_map(|record| match record {
                Evidence::Exemption { granted, .. } => Some(AsOf(*granted)),
                _ => None,
            });
            granted.unwrap_or(on)
        }
    };
    check_all(&rule.conditions, judged, world, person)
}

/// The days on which exemptions begin.
pub(super) fn exemption_cuts(person: &Person, add: &mut dyn FnMut(Day)) {
    for record in &person.exemptions {
        record.granted.into_iter().for_each(&mut *add);
    }
}
