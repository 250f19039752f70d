//! Ways out of a shortage: the smallest sets of steps that close a clause from the people there are.
//!
//! Steps are derived from what is found of each person ([`cure`]), put together ([`search`]), carried
//! out in memory as changes of [`crate::whatif`] and assessed again ([`trial`]). A set is offered only
//! if the clause is met afterwards and not without any of its steps, so no rule of counting is
//! written here a second time.

mod candidates;
mod course;
mod cure;
mod duties;
mod fill;
mod hire;
mod institution;
mod left_out;
mod members;
mod model;
mod points;
mod search;
mod training;
mod trial;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use course::{Course, CourseCases};
pub use left_out::LeftOut;
pub use model::{Action, ClauseWays, DutyAbout, Hire, Limits, Step, Way};
pub use points::single_points;

use super::report::ClauseReport;
use super::spans::all_cuts;
use super::truth::Verdict;
use super::{Question, evaluated_edition};
use crate::catalogue::Catalogue;
use crate::day::{AsOf, Day};
use crate::facts::{Hospital, Programme};
use crate::standard::{ClauseId, Combine, HeadcountRef, Standard};
use candidates::Candidates;
use search::{Search, Universe};
use trial::Trial;

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
    let Some((edition, _)) = evaluated_edition(question, standard) else {
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
            let verdicts = evaluation.verdicts(AsOf(day), &[]);
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
    /// What is not searched, because no step is known for it.
    left_out: Vec<LeftOut>,
    /// Whether there are more candidates than are searched.
    cut_off: bool,
}

impl OneClause<'_> {
    fn ways(&self) -> ClauseWays {
        let Prepared {
            universe,
            most_bundles,
            mut left_out,
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
        let clause = self.trial.edition.clauses.get(place);
        let all = clause.is_some_and(|clause| clause.combine == Combine::All);
        if all && !found.is_empty() {
            // They close the clause, so nothing of it is left to be asked.
            left_out.clear();
        }
        ClauseWays {
            clause: self.report.id.clone(),
            verdict: self.report.verdict,
            recovers_on: self.recovers_on,
            ways: ways.collect(),
            hire: self.hire(),
            left_out,
            cut_off,
        }
    }

    /// The steps that are searched, as far as the limits go.
    fn prepared(&self) -> Prepared {
        let candidates = Candidates::of(self.trial, self.today, self.report);
        let mut prepared = Prepared {
            universe: Universe::default(),
            most_bundles: candidates.need + candidates.more,
            left_out: candidates.left_out,
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
        let slim = self.trial.of_people(&BTreeSet::new());
        let trial = self.trial.with(&slim);
        let tests = clause.tests.iter().zip(&self.report.tests).enumerate();
        let open = tests.filter(|(_, (_, report))| is_open(report.verdict));
        let hire = open.filter_map(|(index, (test, report))| {
            let at = HeadcountRef {
                clause: self.report.place,
                test: index,
            };
            hire::hire(&trial, at, test, report)
        });
        hire.collect()
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
