//! Ways out of a shortage: the smallest sets of steps that close a clause from the people there are.
//!
//! Steps are derived from what is found of each person ([`cure`]), put together ([`search`]), carried
//! out in memory as changes of [`crate::whatif`] and assessed again ([`trial`]). A set is offered only
//! if the clause is met afterwards and not without any of its steps, so no rule of counting is
//! written here a second time.

mod candidates;
mod cure;
mod fill;
mod institution;
mod points;
mod search;
mod trial;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::Serialize;

pub use points::single_points;

use super::breaks::all_cuts;
use super::report::ClauseReport;
use super::truth::Verdict;
use super::{Question, evaluated};
use crate::catalogue::{
    Catalogue, CredentialKindId, DeclaredFactId, DisciplineId, EquipmentKindId, FigureId,
    PaperKindId, PostId, TitleSeriesId, TrainingKindId,
};
use crate::day::{AsOf, Day};
use crate::facts::{Hospital, Level, LicenceLevel, Programme, StaffNumber};
use crate::standard::{ClauseId, Condition, Pool, Standard, Test};
use crate::whatif::Change;
use candidates::Candidates;
use search::{Search, Universe};
use trial::Trial;

use super::finding::Missing;

/// How far to search before saying that there may be more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The greatest gap of a clause that is searched.
    pub gap: usize,
    /// How many people (or ways of helping one) are looked at per clause.
    pub candidates: usize,
    /// How many assessments are made per clause.
    pub assessments: usize,
    /// How many later days are looked at for a recovery by time alone.
    pub days: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            gap: 3,
            candidates: 12,
            assessments: 2000,
            days: 400,
        }
    }
}

/// The ways out for one clause that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseWays {
    /// The clause.
    pub clause: ClauseId,
    /// Its verdict today: short or undetermined.
    pub verdict: Verdict,
    /// The first later day on which it is met if nothing else changes.
    pub recovers_on: Option<Day>,
    /// The smallest sets of steps, by number of steps, number of people and staff numbers.
    pub ways: Vec<Way>,
    /// What hiring would take, for each of its headcounts and roles that is not met.
    pub hire: Vec<Hire>,
    /// Whether a limit cut the search off, so that there may be other or smaller ways.
    pub cut_off: bool,
}

/// Steps that together close a clause, none of which can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The steps, taken on the day asked about.
    pub steps: Vec<Step>,
    /// The day on which the clause is met: that day, or later where a step takes its time.
    pub met_on: Day,
    /// Clauses met today that are not met on that day any more.
    pub costs: Vec<ClauseId>,
    /// Other clauses not met today that are met on that day.
    pub also_closes: Vec<ClauseId>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The person it is about; `None` for the institution or for waiting as such.
    pub staff: Option<StaffNumber>,
    /// What is to be done.
    pub action: Action,
    /// The day on which it has its effect, where that is later than the day asked about.
    pub ready_on: Option<Day>,
    /// The step as changes of a what-if, with assumed numbers, dates and, for a missing fact, the
    /// value that helps; none for waiting.
    pub changes: Vec<Change>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Action {
    /// Renew a paper.
    Renew {
        /// The kind.
        kind: CredentialKindId,
    },
    /// Obtain one of several papers.
    Obtain {
        /// The kinds.
        kinds: Vec<CredentialKindId>,
    },
    /// Have the licence registered anew.
    RenewLicence {
        /// Its level.
        level: LicenceLevel,
    },
    /// File, or file again, for practice here beside the main institution.
    FilePractice,
    /// Obtain a title.
    ObtainTitle {
        /// The series that count.
        series: Vec<TitleSeriesId>,
        /// The least level.
        level: Level,
        /// The disciplines; empty for any.
        discipline: Vec<DisciplineId>,
    },
    /// Train.
    Train {
        /// The kind.
        kind: TrainingKindId,
        /// How many months more; 0 for a training of any length.
        months: u32,
    },
    /// Put on the post.
    Post {
        /// The post.
        post: PostId,
        /// Whether full-time.
        full_time: bool,
    },
    /// Make full-time on the post held.
    MakeFullTime {
        /// The post.
        post: PostId,
    },
    /// End a posting.
    EndPosting {
        /// The post.
        post: PostId,
        /// The other programme it is in; `None` for this one.
        programme: Option<String>,
    },
    /// Move to a department of the programme.
    Move {
        /// The department's id.
        department: String,
    },
    /// Appoint as holder of a role.
    Appoint {
        /// The role.
        post: PostId,
        /// Who holds it today and steps down.
        instead_of: Vec<StaffNumber>,
    },
    /// Fill in a missing fact; whether it helps depends on how it turns out.
    Fill {
        /// The fact.
        #[serde(flatten)]
        missing: Missing,
    },
    /// Have something attested.
    Attest {
        /// The clause.
        clause: ClauseId,
        /// The part of it, where it has several.
        item: Option<String>,
    },
    /// Declare a fact that is not declared; whether it helps depends on what is so.
    Declare {
        /// The fact.
        fact: DeclaredFactId,
        /// What would help.
        value: bool,
    },
    /// Obtain or renew a paper of the institution.
    ObtainPaper {
        /// The kind.
        paper: PaperKindId,
    },
    /// Put devices into use.
    Install {
        /// The kind.
        equipment: EquipmentKindId,
        /// How many.
        number: usize,
    },
    /// Record a figure that is missing; whether it helps depends on what it is.
    Record {
        /// The figure.
        figure: FigureId,
        /// The calendar year.
        year: i32,
    },
    /// Wait: time alone does the rest.
    Wait {
        /// The day.
        until: Day,
    },
}

/// People to be hired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hire {
    /// How many.
    pub number: usize,
    /// The post they are to be put on, where one is asked for.
    pub post: Option<PostId>,
    /// Whether full-time.
    pub full_time: bool,
    /// What each must meet.
    pub conditions: Vec<Condition>,
}

/// The ways out of every clause that is short or undetermined, in document order.
///
/// Empty where the edition is not in force and is not asked for all the same.
#[must_use]
pub fn ways_out(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    (hospital, programme): (&Hospital, &Programme),
    limits: Limits,
) -> Vec<ClauseWays> {
    let Some(edition) = evaluated(question, standard) else {
        return Vec::new();
    };
    let trial = Trial {
        question,
        catalogue,
        edition,
        hospital,
        programme,
    };
    let (on, today) = (question.on, trial.reports(question.on));
    let open = |report: &&ClauseReport| is_open(report.verdict);
    let places: BTreeSet<usize> = today
        .iter()
        .filter(open)
        .map(|report| report.place)
        .collect();
    let (recoveries, looked_through) = recoveries(&trial, on, &places, limits.days);
    let one = |report: &ClauseReport| {
        let recovers_on = recoveries.get(report.place).copied().flatten();
        let clause = OneClause {
            trial: &trial,
            today: &today,
            report,
            recovers_on,
            limits,
        };
        let mut ways = clause.ways();
        ways.cut_off |= recovers_on.is_none() && !looked_through;
        ways
    };
    today.iter().filter(open).map(one).collect()
}

const fn is_open(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Short | Verdict::Undetermined)
}

/// For each clause the first later day on which it is met if nothing changes, and whether all days
/// of change were looked at.
fn recoveries(
    trial: &Trial<'_>,
    on: AsOf,
    open: &BTreeSet<usize>,
    most: usize,
) -> (Vec<Option<Day>>, bool) {
    let n_clauses = trial.edition.clauses.len();
    let mut found: Vec<Option<Day>> = vec![None; n_clauses];
    let mut waiting = open.clone();
    let complete = trial.evaluate(trial.hospital, trial.programme, |evaluation| {
        let cuts = all_cuts(evaluation);
        for (looked_at, day) in cuts.range(on.day().next()..).copied().enumerate() {
            if waiting.is_empty() {
                break;
            }
            if looked_at == most {
                return false;
            }
            let verdicts = evaluation.verdicts(AsOf(day));
            for (place, (slot, verdict)) in found.iter_mut().zip(verdicts).enumerate() {
                if verdict == Some(Verdict::Met) && waiting.remove(&place) {
                    *slot = Some(day);
                }
            }
        }
        true
    });
    (found, complete)
}

/// The search for one clause.
struct OneClause<'a> {
    trial: &'a Trial<'a>,
    today: &'a [ClauseReport],
    report: &'a ClauseReport,
    recovers_on: Option<Day>,
    limits: Limits,
}

/// What is searched for one clause.
struct Prepared {
    universe: Universe,
    /// How many bundles may be put together.
    most_bundles: usize,
    /// Whether there are more candidates than are searched.
    cut_off: bool,
}

impl OneClause<'_> {
    fn ways(&self) -> ClauseWays {
        let Prepared {
            universe,
            most_bundles,
            mut cut_off,
        } = self.prepared();
        let slim = self.trial.of_people(&universe.staff());
        let trial = self.trial.with(&slim);
        let place = self.report.place;
        let mut search = Search::new(&universe, self.limits.assessments, |steps| {
            trial.closes(place, steps)
        });
        let found = search.minimal_sets(most_bundles);
        cut_off |= search.cut_off();
        let ways = found
            .iter()
            .map(|set| self.way(&trial, universe.steps_of(set)));
        ClauseWays {
            clause: self.report.id.clone(),
            verdict: self.report.verdict,
            recovers_on: self.recovers_on,
            ways: ways.collect(),
            hire: self.hire(),
            cut_off,
        }
    }

    /// The steps that are searched, as far as the limits go.
    fn prepared(&self) -> Prepared {
        let candidates = Candidates::of(self.trial, self.today, self.report);
        let mut prepared = Prepared {
            universe: Universe::default(),
            most_bundles: candidates.need + candidates.more,
            cut_off: candidates.bundles.len() > self.limits.candidates,
        };
        if let Some(until) = self.recovers_on {
            prepared.universe.bundle(vec![Step::wait(None, until)]);
        }
        if candidates.need > self.limits.gap {
            prepared.cut_off = !candidates.bundles.is_empty();
            return prepared;
        }
        for bundle in candidates.bundles.into_iter().take(self.limits.candidates) {
            let only_waits = |step: &Step| matches!(step.action, Action::Wait { .. });
            let later = Step::ready(&bundle, self.trial.question.on.day());
            let dominated = self.recovers_on.is_some_and(|day| day <= later);
            if !(dominated && bundle.iter().all(only_waits)) {
                prepared.universe.bundle(bundle);
            }
        }
        prepared
    }

    fn way(&self, trial: &Trial<'_>, steps: Vec<Step>) -> Way {
        let met_on = Step::ready(&steps, trial.question.on.day());
        let then = trial.verdicts_after(&steps).unwrap_or_default();
        let after = |report: &&ClauseReport| then.get(report.place).copied().flatten();
        let others = || {
            self.today
                .iter()
                .filter(|report| report.place != self.report.place)
        };
        let costs = others()
            .filter(|report| report.verdict == Verdict::Met && after(report).is_some_and(is_open));
        let closes = others().filter(|report| {
            is_open(report.verdict) && after(report).is_some_and(|verdict| !is_open(verdict))
        });
        let ids = |reports: &mut dyn Iterator<Item = &ClauseReport>| -> Vec<ClauseId> {
            reports.map(|report| report.id.clone()).collect()
        };
        Way {
            met_on,
            costs: ids(&mut costs.into_iter()),
            also_closes: ids(&mut closes.into_iter()),
            steps,
        }
    }

    fn hire(&self) -> Vec<Hire> {
        let Some(clause) = self.trial.edition.clauses.get(self.report.place) else {
            return Vec::new();
        };
        let tests = clause.tests.iter().zip(&self.report.tests);
        let open = tests.filter(|(_, report)| is_open(report.verdict));
        open.filter_map(|(test, report)| hire(test, report.count.map_or(1, |count| count.gap())))
            .collect()
    }
}

/// Whom to hire for a test that counts people or asks for the holder of a role.
fn hire(test: &Test, gap: usize) -> Option<Hire> {
    match test {
        Test::Headcount(headcount) if gap > 0 => {
            let (post, full_time) = match &headcount.pool {
                Pool::Posted { post, full_time } => (Some(post.clone()), *full_time),
                Pool::Members { .. } | Pool::MembersOrPosted { .. } => (None, false),
            };
            Some(Hire {
                number: gap,
                post,
                full_time,
                conditions: headcount.conditions.clone(),
            })
        }
        Test::Leader(leader) => Some(Hire {
            number: 1,
            post: Some(leader.post.clone()),
            full_time: false,
            conditions: leader.conditions.clone(),
        }),
        _ => None,
    }
}

impl Step {
    fn new(staff: &StaffNumber, action: Action, changes: Vec<Change>) -> Self {
        Self {
            staff: Some(staff.clone()),
            action,
            ready_on: None,
            changes,
        }
    }

    fn of_institution(action: Action, change: Change) -> Self {
        Self {
            staff: None,
            action,
            ready_on: None,
            changes: vec![change],
        }
    }

    fn wait(staff: Option<&StaffNumber>, until: Day) -> Self {
        Self {
            staff: staff.cloned(),
            action: Action::Wait { until },
            ready_on: Some(until),
            changes: Vec::new(),
        }
    }

    /// The day on which all steps have their effect.
    #[must_use]
    pub fn ready(steps: &[Self], on: Day) -> Day {
        let days = steps.iter().filter_map(|step| step.ready_on);
        days.max().map_or(on, |day| day.max(on))
    }
}

/// The facts once the steps are taken; `None` if one of them cannot be.
#[must_use]
pub fn carry_out(
    steps: &[Step],
    catalogue: &Catalogue,
    hospital: &Hospital,
    programme: &Programme,
) -> Option<(Hospital, Programme)> {
    trial::carry_out(steps, catalogue, hospital, programme)
}
