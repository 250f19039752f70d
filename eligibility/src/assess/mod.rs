//! Facts and a standard in, verdicts with their proof out.
//!
//! [`assess`] is the one door. It never fails: what is missing makes a clause undetermined.

mod applies;
mod attest;
mod breaks;
mod candidate;
mod condition;
mod declared;
mod evaluate;
mod finding;
mod headcounts;
mod measure;
mod paper;
mod posts;
#[cfg(test)]
mod properties;
mod report;
mod roles;
mod truth;
pub mod ways;
mod world;

pub use finding::{Cause, Evidence, Finding, Missing};
pub use report::{
    Assessment, ClauseReport, Count, People, PersonReport, ReadingVerdict, Reason, TestReport,
};
pub use truth::{Truth, Verdict};
pub use world::Settings;

use crate::catalogue::Catalogue;
use crate::day::{AsOf, Day};
use crate::duration::Anniversary;
use crate::facts::{Hospital, Programme};
use crate::standard::{Clause, Edition, Force, Standard};
use evaluate::Evaluation;
use world::World;

/// What is asked: which day's facts against which day's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The day of the facts.
    pub on: AsOf,
    /// The day of the rules; usually the same.
    pub rules_on: Day,
    /// Whether an edition that is not in force is evaluated all the same.
    pub as_if_in_force: bool,
    /// The hospital's choices about counting.
    pub settings: Settings,
}

impl Question {
    /// Facts and rules of one day, the edition only if it is in force.
    #[must_use]
    pub fn on(day: Day) -> Self {
        Self {
            on: AsOf(day),
            rules_on: day,
            as_if_in_force: false,
            settings: Settings::default(),
        }
    }
}

/// Assesses a programme against a standard.
///
/// `None` only when the standard has no edition at all, which loading refuses.
#[must_use]
pub fn assess(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> Option<Assessment> {
    let (edition, force) = standard.edition_on(question.rules_on)?;
    let clauses = if force == Force::InForce || question.as_if_in_force {
        let world = World {
            catalogue,
            hospital,
            programme,
            settings: question.settings,
        };
        in_full(question.on, world, edition)
    } else {
        Vec::new()
    };
    Some(Assessment {
        standard: standard.id.clone(),
        edition: edition.id.clone(),
        force,
        as_if_in_force: question.as_if_in_force,
        on: question.on,
        rules_on: question.rules_on,
        clauses,
    })
}

/// The edition a question is about; `None` if it is not evaluated.
fn evaluated(question: Question, standard: &Standard) -> Option<&Edition> {
    let (edition, force) = standard.edition_on(question.rules_on)?;
    (force == Force::InForce || question.as_if_in_force).then_some(edition)
}

fn in_full(on: AsOf, world: World<'_>, edition: &Edition) -> Vec<ClauseReport> {
    let clauses: Vec<&Clause> = edition.clauses.iter().collect();
    let (people, exclusive) = (world.people(), world::full_time_posts(edition));
    let evaluation = Evaluation {
        world,
        clauses: &clauses,
        people: &people,
        exclusive: &exclusive,
    };
    let mut reports = evaluation.reports(on, true);
    let today = evaluation.by_place(&reports);
    let breaks = breaks::breaks(&evaluation, on, &today);
    for (reading, alternative, verdicts) in other_readings(on, &evaluation, edition) {
        for report in &mut reports {
            let (now, then) = (
                Some(report.verdict),
                verdicts.get(report.place).copied().flatten(),
            );
            if let Some(verdict) = then.filter(|_| then != now) {
                let (id, alternative) = (reading.clone(), alternative.clone());
                report.readings.push(ReadingVerdict {
                    id,
                    alternative,
                    verdict,
                });
            }
        }
    }
    for report in &mut reports {
        report.breaks_on = breaks.get(report.place).copied().flatten();
    }
    reports
}

/// The verdicts under every alternative reading, each with the reading's and alternative's ids.
fn other_readings(
    on: AsOf,
    evaluation: &Evaluation<'_>,
    edition: &Edition,
) -> Vec<(String, String, Vec<Option<Verdict>>)> {
    let mut others = Vec::new();
    for reading in &edition.readings {
        for alternative in &reading.alternatives {
            let mut clauses = evaluation.clauses.to_vec();
            for (place, changed) in &alternative.clauses {
                if let Some(clause) = clauses.get_mut(*place) {
                    *clause = changed;
                }
            }
            let verdicts = Evaluation {
                clauses: &clauses,
                ..*evaluation
            }
            .verdicts(on);
            others.push((reading.id.clone(), alternative.id.clone(), verdicts));
        }
    }
    if evaluation.world.settings.anniversary == Anniversary::Counts {
        let mut world = evaluation.world;
        world.settings.anniversary = Anniversary::DayAfter;
        let verdicts = Evaluation {
            world,
            ..*evaluation
        }
        .verdicts(on);
        others.push(("R-02".to_owned(), "day-after".to_owned(), verdicts));
    }
    others
}
