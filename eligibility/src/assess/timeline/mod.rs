//! How a programme's verdicts go on over a span of days, and which records make them change.
//!
//! [`course`] says the state of every clause on every day of the span; [`timeline`] says besides
//! what is behind each change. Neither asks day by day: see `assess::spans`.

mod causes;
mod course;
mod sections;

pub use causes::{ChangeCause, FindingChange, Standing};
pub use course::{ClauseCourse, Course, Overall, Rules, Turns};

use super::spans::{ClauseState, Spans};
use super::world::{Settings, World};
use crate::catalogue::Catalogue;
use crate::day::Day;
use crate::facts::{Directory, Hospital, Programme};
use crate::standard::{ClauseId, Flag, Standard};
use course::Tracer;

/// What is asked: which days' facts against which rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimelineQuestion {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The day of the rules; without it each day has those of its own.
    pub rules_on: Option<Day>,
    /// Whether an edition that is not in force is evaluated all the same.
    pub as_if_in_force: bool,
    /// The hospital's choices about counting.
    pub settings: Settings,
}

impl TimelineQuestion {
    /// A span of days, each against the rules of its own day if they are in force.
    #[must_use]
    pub fn over(from: Day, to: Day) -> Self {
        Self {
            from,
            to,
            rules_on: None,
            as_if_in_force: false,
            settings: Settings::default(),
        }
    }
}

/// The course of a programme's verdicts, and what is behind each change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The state of every clause on every day.
    pub course: Course,
    /// Every change of a clause, by day and then in document order.
    pub changes: Vec<Change>,
}

/// A clause that is in another state than the day before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day of the new state.
    pub day: Day,
    /// The clause.
    pub clause: ClauseId,
    /// What it is about.
    pub flag: Flag,
    /// Its state the day before; `None` if it was not assessed.
    pub before: Option<ClauseState>,
    /// Its state from this day on; `None` if it is not assessed any more.
    pub after: Option<ClauseState>,
    /// What is behind it, at least one.
    pub causes: Vec<ChangeCause>,
}

/// The course of a programme's verdicts without what is behind the changes.
///
/// `None` when the span has no day, or the standard has no edition at all, which loading refuses.
#[must_use]
pub fn course(
    question: TimelineQuestion,
    catalogue: &Catalogue,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> Option<Course> {
    let world = World::of(question.settings, catalogue, hospital, programme);
    course_of(question, standard, world)
}

/// [`course`] of one of the many programmes of a directory; the programme as the directory gives it.
#[must_use]
pub fn course_among(
    question: TimelineQuestion,
    catalogue: &Catalogue,
    standard: &Standard,
    directory: &Directory<'_>,
    programme: &Programme,
) -> Option<Course> {
    let world = World::in_directory(question.settings, catalogue, directory, programme);
    course_of(question, standard, world)
}

fn course_of(question: TimelineQuestion, standard: &Standard, world: World<'_>) -> Option<Course> {
    let nothing = &mut |_: &mut Spans<'_, '_>, _, _| Vec::new();
    let people = world.people();
    let tracer = Tracer::trace(question, standard, (world, &people), nothing)?;
    Some(tracer.course)
}

/// The course of a programme's verdicts with what is behind each change.
///
/// `None` when the span has no day, or the standard has no edition at all, which loading refuses.
#[must_use]
pub fn timeline(
    question: TimelineQuestion,
    catalogue: &Catalogue,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> Option<Timeline> {
    let world = World::of(question.settings, catalogue, hospital, programme);
    let people = world.people();
    let behind = &mut |spans: &mut Spans<'_, '_>, place, day| causes::causes(spans, place, day);
    let tracer = Tracer::trace(question, standard, (world, &people), behind)?;
    Some(tracer.into_timeline())
}
