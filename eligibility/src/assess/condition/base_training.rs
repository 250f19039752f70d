//! Base training of a restricted technique, or an exemption from it.
//!
//! Trained, exempt, refused and neither are four different things: a training shows as training, an
//! exemption as itself, a recorded exemption whose criteria are not met as refused with the criteria,
//! and somebody who meets them without a record as one who could be exempted.

use super::{check_all, truth_of};
use crate::assess::finding::{Cause, Evidence, Finding, Missing, Refusal, TrainingStanding};
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
    let standing = |standing, refused| {
        Finding::on(Evidence::BaseTraining {
            technique: rule.technique.clone(),
            standing,
            refused,
        })
    };
    // A refused exemption is said whatever the training is worth.
    let refused = || refusal(&exempt);
    match (truth_of(&trained), exempt.truth()) {
        (Truth::Yes, _) => with(standing(TrainingStanding::Trained, refused()), trained),
        (_, Truth::Yes) => vec![standing(TrainingStanding::Exempt, None), exempt],
        (Truth::No, Truth::Maybe) => vec![standing(TrainingStanding::Open, None), exempt],
        (Truth::Maybe, _) => {
            let open = unsettled(trained, Truth::Maybe);
            with(standing(TrainingStanding::Open, refused()), open)
        }
        // One record away: that it could be exempted is all there is to say.
        (Truth::No, Truth::No) if could_be_exempt(&exempt) => {
            vec![standing(TrainingStanding::Untrained, None), exempt]
        }
        (Truth::No, Truth::No) => {
            let mut findings = unsettled(trained, Truth::No);
            let neither = match refused() {
                Some(_) => TrainingStanding::Refused,
                None => TrainingStanding::Untrained,
            };
            // Nobody expects an exemption where none is recorded and none could be.
            if !is_beside_the_point(&exempt) {
                findings.push(exempt);
            }
            with(standing(neither, None), findings)
        }
    }
}

fn with(first: Finding, others: Vec<Finding>) -> Vec<Finding> {
    let mut findings = vec![first];
    findings.extend(others);
    findings
}

/// What fails, or where nothing does what is unknown.
fn unsettled(findings: Vec<Finding>, truth: Truth) -> Vec<Finding> {
    let mut findings = findings;
    findings.retain(|finding| finding.truth() == truth);
    findings
}

/// The exemption on record that does not count.
fn refusal(exempt: &Finding) -> Option<Refusal> {
    match exempt {
        Finding::Failed {
            cause: Cause::ExemptionRefused {
                granted, criteria, ..
            },
        } => Some(Refusal {
            granted: *granted,
            criteria: criteria.clone(),
        }),
        _ => None,
    }
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
    let Recorded { finding, granted } = recorded(technique, on, person);
    let judged = match granted {
        Some(granted) if rule.on_grant => AsOf(granted),
        _ => on,
    };
    let criteria = check_all(&rule.exempt, judged, world, person);
    let met = truth_of(&criteria);
    match finding {
        Finding::Failed { .. } => not_exempted(technique, met == Truth::Yes),
        // Whether it is recorded in full or not: it would not count.
        _ if met == Truth::No && granted.is_some() => {
            let failed = criteria.into_iter().filter_map(|finding| match finding {
                Finding::Failed { cause } => Some(cause),
                Finding::Held { .. } | Finding::Unknown { .. } => None,
            });
            Cause::ExemptionRefused {
                technique: technique.clone(),
                granted,
                criteria: failed.collect(),
            }
            .into()
        }
        Finding::Unknown { .. } if met == Truth::No => not_exempted(technique, false),
        Finding::Held { .. } if met == Truth::Maybe => {
            let unknown = criteria.into_iter().find(|f| f.truth() == Truth::Maybe);
            unknown.unwrap_or(finding)
        }
        Finding::Held { .. } | Finding::Unknown { .. } => finding,
    }
}

fn not_exempted(technique: &TechniqueId, criteria_met: bool) -> Finding {
    Cause::NotExempted {
        technique: technique.clone(),
        criteria_met,
    }
    .into()
}

/// Whether an exemption is recorded by the day, and the day it was granted where that is known.
struct Recorded {
    finding: Finding,
    granted: Option<Day>,
}

impl Recorded {
    const fn open(missing: Missing, granted: Option<Day>) -> Self {
        let finding = Finding::Unknown { missing };
        Self { finding, granted }
    }
}

/// The exemption on record: the first granted whose record is complete, that is says when and by
/// whom; else the blank of the first that is not.
fn recorded(technique: &TechniqueId, on: AsOf, person: &Person) -> Recorded {
    let by_now = || {
        let records = person.exemptions.iter().enumerate();
        records.filter(|(_, record)| {
            let granted = record.granted.is_none_or(|granted| granted <= on.day());
            record.technique == *technique && granted
        })
    };
    let complete = by_now().filter_map(|(_, record)| record.granted.zip(record.by.as_ref()));
    if let Some((granted, by)) = complete.min_by_key(|(granted, _)| *granted) {
        let evidence = Evidence::Exemption {
            technique: technique.clone(),
            granted,
            by: Some(by.clone()),
        };
        return Recorded {
            finding: Finding::on(evidence),
            granted: Some(granted),
        };
    }
    let dated = by_now().filter_map(|(index, record)| Some((record.granted?, index)));
    if let Some((granted, index)) = dated.min() {
        return Recorded::open(Missing::field("exemptions", index, "by"), Some(granted));
    }
    if let Some((index, _)) = by_now().next() {
        return Recorded::open(Missing::field("exemptions", index, "granted"), None);
    }
    if !person.is_complete(ListKind::Exemptions) {
        return Recorded::open(Missing::record("exemptions"), None);
    }
    Recorded {
        finding: not_exempted(technique, false),
        granted: None,
    }
}

/// Whether an exemption from base training is recorded by the day, whatever it rests on.
pub(super) fn exempted(technique: &TechniqueId, on: AsOf, person: &Person) -> Finding {
    recorded(technique, on, person).finding
}

/// What was so on the first day of the technique's training; before there is one, what is so on the
/// day, which answers whether the person may begin.
///
/// Training that is not recorded may have begun earlier, with less held then: where the list is not
/// complete only what fails is sure.
pub(super) fn on_first_day(
    rule: &FirstDayRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let entry = |on, begun| Finding::on(Evidence::Entry { on, begun });
    let trainings = || {
        let trainings = person.training.iter().enumerate();
        trainings.filter(|(_, record)| is_meant(rule, record))
    };
    let blank = trainings().find_map(|(index, record)| {
        let field = match (&record.technique, record.from) {
            (None, _) => "technique",
            (_, None) => "from",
            _ => return None,
        };
        Some(Missing::field("training", index, field))
    });
    if let Some(missing) = blank {
        return vec![entry(None, true), missing.into()];
    }
    let first = trainings().filter_map(|(_, record)| record.from).min();
    let judged = first.map_or(on, AsOf);
    let begun = entry(Some(judged.day()), first.is_some());
    let mut findings = check_all(&rule.conditions, judged, world, person);
    if !person.is_complete(ListKind::Training) && truth_of(&findings) != Truth::No {
        findings = unsettled(findings, Truth::Maybe);
        findings.push(Missing::record("training").into());
    }
    with(begun, findings)
}

/// Whether a training is the one meant, or may be since its technique is blank.
fn is_meant(rule: &FirstDayRule, record: &Training) -> bool {
    let technique = record.technique.as_ref();
    technique.is_none_or(|technique| *technique == rule.technique)
        && (rule.kinds.is_empty() || rule.kinds.contains(&record.kind))
}

/// What was so on the day the exemption was granted; before there is one, what is so on the day.
pub(super) fn on_grant(
    rule: &FirstDayRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let Recorded { finding, granted } = recorded(&rule.technique, on, person);
    let judged = match finding {
        Finding::Unknown { .. } => return vec![finding],
        Finding::Failed { .. } => on,
        Finding::Held { .. } => granted.map_or(on, AsOf),
    };
    check_all(&rule.conditions, judged, world, person)
}

/// The days on which exemptions begin.
pub(super) fn exemption_cuts(person: &Person, add: &mut dyn FnMut(Day)) {
    for record in &person.exemptions {
        record.granted.into_iter().for_each(&mut *add);
    }
}
