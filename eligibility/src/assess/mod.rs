//! Facts and a standard in, verdicts with their proof out.
//!
//! [`assess`] is the door for one day, [`timeline`] for a span of days, [`states`] for the bare verdicts
//! and counts of a day. None fails: what is missing makes a clause undetermined.

mod applies;
mod attest;
mod breaks;
mod candidate;
mod condition;
mod declared;
mod duties;
mod each_department;
mod evaluate;
mod figures;
mod finding;
mod headcounts;
mod items;
mod measure;
mod need;
mod never;
mod paper;
mod paper_ends;
mod periodic;
mod posts;
#[cfg(test)]
mod properties;
mod readings;
mod reason;
mod report;
mod roles;
mod sets;
mod spans;
mod subject;
mod timeline;
mod together;
mod truth;
pub mod ways;
mod world;

pub use condition::{Ends, ends, licence_end};
pub use duties::{DutyDue, DutySubject, duties_due};
pub use finding::{Cause, Evidence, Finding, Missing, Refusal, TrainingStanding};
pub use never::{NeverRecorded, Recurring, never_recorded};
pub use paper_ends::PaperEnds;
pub use reason::{Item, NeedPart, Reason, RoomName};
pub use report::{
    Assessment, ClauseReport, Count, People, PersonReport, ReadingVerdict, TestReport,
};
pub use spans::{ClauseState, Steps};
pub use timeline::{
    Change, ChangeCause, ClauseCourse, Course, FindingChange, Overall, Rules, Standing, Timeline,
    TimelineQuestion, Turns, course, course_among, timeline,
};
pub use together::not_shared;
pub use truth::{Truth, Verdict};
pub use world::{OwnInterval, Settings};

use crate::catalogue::Catalogue;
use crate::day::{AsOf, Day};
use crate::facts::{Directory, Hospital, Programme};
use crate::standard::{ClauseId, Edition, Force, Standard};
use evaluate::{Evaluation, evaluate};
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
    let world = World::of(question.settings, catalogue, hospital, programme);
    assess_of(question, standard, world)
}

/// [`assess`] of one of the many programmes of a directory; the programme as the directory gives it.
#[must_use]
pub fn assess_among(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    directory: &Directory<'_>,
    programme: &Programme,
) -> Option<Assessment> {
    let world = World::in_directory(question.settings, catalogue, directory, programme);
    assess_of(question, standard, world)
}

fn assess_of(question: Question, standard: &Standard, world: World<'_>) -> Option<Assessment> {
    let (edition, force) = standard.edition_on(question.rules_on)?;
    let clauses = if is_put(question, force) {
        evaluate(edition, world, |evaluation| {
            in_full(question.on, evaluation, edition)
        })
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

/// The verdict and the counts of every clause on a day, in document order: [`ClauseReport::state`] of
/// what [`assess`] says, which answers the same questions with names and reasons, other readings and
/// break dates, and takes fifty times as long.
///
/// Empty when the edition is not in force and was not asked for all the same. `None` only when the
/// standard has no edition at all, which loading refuses.
#[must_use]
pub fn states(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> Option<Vec<(ClauseId, ClauseState)>> {
    let world = World::of(question.settings, catalogue, hospital, programme);
    states_of(question, standard, world)
}

/// [`states`] of one of the many programmes of a directory; the programme as the directory gives it.
#[must_use]
pub fn states_among(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    directory: &Directory<'_>,
    programme: &Programme,
) -> Option<Vec<(ClauseId, ClauseState)>> {
    let world = World::in_directory(question.settings, catalogue, directory, programme);
    states_of(question, standard, world)
}

fn states_of(
    question: Question,
    standard: &Standard,
    world: World<'_>,
) -> Option<Vec<(ClauseId, ClauseState)>> {
    let reports = reports_of((question, false), standard, world)?;
    let state = |report: ClauseReport| (report.id.clone(), report.state());
    Some(reports.into_iter().map(state).collect())
}

/// What [`assess_among`] says of every clause on the readings the standard takes: who counts, who does
/// not and why, near misses, gaps and who fills which post, without what other readings would give and
/// without break dates, which take as long again.
///
/// Empty when the edition is not in force and was not asked for all the same. `None` only when the
/// standard has no edition at all, which loading refuses.
#[must_use]
pub fn proofs_among(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    directory: &Directory<'_>,
    programme: &Programme,
) -> Option<Vec<ClauseReport>> {
    let world = World::in_directory(question.settings, catalogue, directory, programme);
    reports_of((question, true), standard, world)
}

/// The reports of all clauses on the readings the standard takes, with or without who counts and who
/// does not; none where the edition is not in force and was not asked for all the same.
fn reports_of(
    (question, with_people): (Question, bool),
    standard: &Standard,
    world: World<'_>,
) -> Option<Vec<ClauseReport>> {
    let (edition, force) = standard.edition_on(question.rules_on)?;
    if !is_put(question, force) {
        return Some(Vec::new());
    }
    Some(evaluate(edition, world, |evaluation| {
        evaluation.reports(question.on, with_people)
    }))
}

/// The edition that is put to the facts; `None` where none is in force and none was asked for all
/// the same.
fn evaluated_edition(question: Question, standard: &Standard) -> Option<(&Edition, Force)> {
    let found = standard.edition_on(question.rules_on)?;
    is_put(question, found.1).then_some(found)
}

/// Whether an edition that is in force, or not, is put to the facts.
fn is_put(question: Question, force: Force) -> bool {
    force == Force::InForce || question.as_if_in_force
}

fn in_full(on: AsOf, evaluation: &Evaluation<'_>, edition: &Edition) -> Vec<ClauseReport> {
    let known = evaluation.entries(on);
    let mut reports = evaluation.reports_knowing(on, true, &known);
    let today = evaluation.by_place(&reports);
    let breaks = breaks::breaks(evaluation, on, &today);
    let others = readings::other_readings(on, evaluation, edition, &reports, &known);
    for (reading, alternative, verdicts) in others {
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
