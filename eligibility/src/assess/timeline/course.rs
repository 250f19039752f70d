//! The state of every clause on every day of a span.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::sections::{Section, sections};
use super::{Change, ChangeCause, Timeline, TimelineQuestion};
use crate::assess::breaks::is_out;
use crate::assess::evaluate::Evaluation;
use crate::assess::spans::{ClauseState, Spans, Steps};
use crate::assess::truth::Verdict;
use crate::assess::world::{World, full_time_posts};
use crate::day::Day;
use crate::duration::Stretch;
use crate::facts::Person;
use crate::standard::{Clause, ClauseId, Edition, Flag, Force, Standard};

/// The state of every clause on every day of a span, both ends inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The standard.
    pub standard: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Whether editions were evaluated although they are not in force.
    pub as_if_in_force: bool,
    /// The edition of each day and where the day stands to it.
    pub rules: Steps<Rules>,
    /// The clauses in document order, waivers left out; of several editions all.
    pub clauses: Vec<ClauseCourse>,
}

/// The edition that holds on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rules {
    /// The edition.
    pub edition: String,
    /// Where the day stands to it.
    pub force: Force,
}

/// One clause over a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseCourse {
    /// The clause.
    pub id: ClauseId,
    /// What it is about.
    pub flag: Flag,
    /// Its state from day to day; `None` while it is not assessed.
    pub states: Steps<Option<ClauseState>>,
}

/// The worst verdicts of a day; `None` while nothing is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Overall {
    /// Of all clauses.
    pub all: Option<Verdict>,
    /// Of the personnel clauses.
    pub personnel: Option<Verdict>,
}

/// When something ceases to hold and when it holds again. Days on which it does not apply or is not
/// assessed are passed over: what does not apply does not have to be met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Turns {
    /// The first days on which it is short or undetermined after it was met (失效日).
    pub breaks: Vec<Day>,
    /// The first days on which it is met after it was short or undetermined (恢复日).
    pub recoveries: Vec<Day>,
}

impl Turns {
    fn of(verdicts: impl Iterator<Item = (Day, Option<Verdict>)>) -> Self {
        let mut turns = Self::default();
        let mut holds = None;
        for (day, verdict) in verdicts {
            let now = match verdict {
                Some(Verdict::Met) => true,
                Some(verdict) if is_out(verdict) => false,
                _ => continue,
            };
            match (holds, now) {
                (Some(true), false) => turns.breaks.push(day),
                (Some(false), true) => turns.recoveries.push(day),
                _ => {}
            }
            holds = Some(now);
        }
        turns
    }
}

impl ClauseCourse {
    /// When the clause breaks and recovers.
    #[must_use]
    pub fn turns(&self) -> Turns {
        let verdict = |state: &Option<ClauseState>| state.as_ref().map(|state| state.verdict);
        Turns::of(self.states.iter().map(|(day, state)| (day, verdict(state))))
    }
}

impl Course {
    /// The state of every clause that is assessed on a day, in document order.
    pub fn on(&self, day: Day) -> impl Iterator<Item = (&ClauseCourse, &ClauseState)> {
        let on = move |clause: &'_ ClauseCourse| clause.states.on(day).is_some_and(Option::is_some);
        let assessed = self.clauses.iter().filter(move |clause| on(clause));
        assessed.filter_map(move |clause| Some((clause, clause.states.on(day)?.as_ref()?)))
    }

    /// The worst verdicts from day to day.
    #[must_use]
    pub fn strip(&self) -> Steps<Overall> {
        let days = self.clauses.iter().flat_map(|clause| clause.states.iter());
        let days: BTreeSet<Day> = days
            .map(|(day, _)| day)
            .chain(std::iter::once(self.from))
            .collect();
        Steps::over(days, |day| self.overall(day))
    }

    fn overall(&self, day: Day) -> Overall {
        let assessed = self.on(day).next().is_some();
        let personnel = self.on(day);
        let personnel = personnel.filter(|(clause, _)| clause.flag == Flag::Personnel);
        Overall {
            all: assessed.then(|| Verdict::all(self.on(day).map(|(_, state)| state.verdict))),
            personnel: assessed.then(|| Verdict::all(personnel.map(|(_, state)| state.verdict))),
        }
    }

    /// When all clauses together break and recover.
    #[must_use]
    pub fn turns(&self) -> Turns {
        Turns::of(self.strip().iter().map(|(day, overall)| (day, overall.all)))
    }

    /// When the personnel clauses together break and recover.
    #[must_use]
    pub fn personnel_turns(&self) -> Turns {
        let strip = self.strip();
        Turns::of(strip.iter().map(|(day, overall)| (day, overall.personnel)))
    }
}

/// Says what is behind the change of the clause at a place on a day.
pub(super) type Behind<'b> = dyn FnMut(&mut Spans<'_, '_>, usize, Day) -> Vec<ChangeCause> + 'b;

/// Follows the sections of a span and puts their courses one behind the other.
pub(super) struct Tracer {
    pub(super) course: Course,
    /// What is behind the changes inside a section.
    causes: BTreeMap<(Day, ClauseId), Vec<ChangeCause>>,
}

impl Tracer {
    pub(super) fn trace(
        question: TimelineQuestion,
        standard: &Standard,
        (world, people): (World<'_>, &[&Person]),
        behind: &mut Behind<'_>,
    ) -> Option<Self> {
        let (sections, rules) = sections(&question, standard)?;
        let mut tracer = Self {
            course: Course {
                standard: standard.id.clone(),
                from: question.from,
                to: question.to,
                as_if_in_force: question.as_if_in_force,
                rules,
                clauses: Vec::new(),
            },
            causes: BTreeMap::new(),
        };
        for section in &sections {
            tracer.pause(section);
            if let Some(edition) = section.evaluated {
                tracer.section(section, edition, (world, people), behind);
            }
        }
        Some(tracer)
    }

    /// Nothing is assessed from the section's first day on, as far as it does not say otherwise.
    fn pause(&mut self, section: &Section<'_>) {
        for clause in &mut self.course.clauses {
            let goes_on = section.evaluated.is_some_and(|edition| {
                let mut clauses = edition.clauses.iter();
                clauses.any(|known| known.id == clause.id && known.flag == clause.flag)
            });
            if !goes_on {
                clause.states.push(section.from, None);
            }
        }
    }

    fn section(
        &mut self,
        section: &Section<'_>,
        edition: &Edition,
        (world, people): (World<'_>, &[&Person]),
        behind: &mut Behind<'_>,
    ) {
        let clauses: Vec<&Clause> = edition.clauses.iter().collect();
        let exclusive = full_time_posts(edition);
        let evaluation = Evaluation {
            world,
            clauses: &clauses,
            people,
            exclusive: &exclusive,
        };
        let span = Stretch {
            from: section.from,
            to: Some(section.to),
        };
        let mut spans = Spans::of(&evaluation, span);
        let mut after = None;
        for (place, clause) in clauses.iter().enumerate() {
            let Some(states) = spans.course(place) else {
                continue;
            };
            let index = self.place(clause, after);
            after = Some(index);
            for (day, ..) in states.changes() {
                let found = behind(&mut spans, place, day);
                self.causes.insert((day, clause.id.clone()), found);
            }
            if let Some(course) = self.course.clauses.get_mut(index) {
                for (day, state) in states.iter() {
                    course.states.push(day, Some(state.clone()));
                }
            }
        }
    }

    /// Where a clause stands among those known so far; a new one comes behind the one before it.
    fn place(&mut self, clause: &Clause, before: Option<usize>) -> usize {
        let known = |known: &ClauseCourse| known.id == clause.id && known.flag == clause.flag;
        if let Some(index) = self.course.clauses.iter().position(known) {
            return index;
        }
        let index = before.map_or(0, |before| before + 1);
        let course = ClauseCourse {
            id: clause.id.clone(),
            flag: clause.flag,
            states: Steps::from(self.course.from, None),
        };
        self.course.clauses.insert(index, course);
        index
    }

    pub(super) fn into_timeline(mut self) -> Timeline {
        let mut changes = Vec::new();
        for clause in &self.course.clauses {
            for (day, before, after) in clause.states.changes() {
                let known = self.causes.remove(&(day, clause.id.clone()));
                let rules = |day| self.course.rules.on(day).cloned();
                changes.push(Change {
                    day,
                    clause: clause.id.clone(),
                    flag: clause.flag,
                    before: before.clone(),
                    after: after.clone(),
                    causes: known.unwrap_or_else(|| {
                        vec![ChangeCause::Rules {
                            before: rules(day.prev()),
                            after: rules(day),
                        }]
                    }),
                });
            }
        }
        // Stable, so in document order on each day.
        changes.sort_by_key(|change| change.day);
        Timeline {
            course: self.course,
            changes,
        }
    }
}
