//! Single points of failure: people whose absence alone takes a clause out of met.

use std::collections::{BTreeMap, BTreeSet};

use super::is_open;
use super::trial::Trial;
use crate::assess::truth::Verdict;
use crate::assess::{Question, evaluated_edition};
use crate::catalogue::Catalogue;
use crate::facts::{Absence, AbsenceKind, Hospital, Programme, StaffNumber};
use crate::standard::{ClauseId, Standard};

/// For each person without whom a clause that is met would be short or undetermined from this day
/// on: those clauses, in document order.
#[must_use]
pub fn single_points(
    question: Question,
    catalogue: &Catalogue,
    standard: &Standard,
    (hospital, programme): (&Hospital, &Programme),
) -> BTreeMap<StaffNumber, Vec<ClauseId>> {
    let Some((edition, _)) = evaluated_edition(question, standard) else {
        return BTreeMap::new();
    };
    let trial = Trial {
        question,
        catalogue,
        edition,
        hospital,
        programme,
    };
    let slim = trial.of_people(&BTreeSet::new());
    let trial = trial.with(&slim);
    let reports = trial.reports(question.on);
    let met = || {
        reports
            .iter()
            .filter(|report| report.verdict == Verdict::Met)
    };
    let people = met()
        .flat_map(|report| &report.tests)
        .flat_map(|test| &test.people.counted);
    let counted: BTreeSet<&StaffNumber> = people.map(|person| &person.staff).collect();
    let mut points = BTreeMap::new();
    for staff in counted {
        let then = without(&trial, staff);
        let lost = met().filter(|report| {
            let verdict = then.get(report.place).copied().flatten();
            verdict.is_some_and(is_open)
        });
        let lost: Vec<ClauseId> = lost.map(|report| report.id.clone()).collect();
        if !lost.is_empty() {
            points.insert(staff.clone(), lost);
        }
    }
    points
}

/// The verdicts with a person away for good: as if suspended, which counts from its first day.
fn without(trial: &Trial<'_>, staff: &StaffNumber) -> Vec<Option<Verdict>> {
    let on = trial.question.on;
    let mut hospital = trial.hospital.clone();
    for person in hospital
        .people
        .iter_mut()
        .filter(|person| person.staff == *staff)
    {
        person.absences.push(Absence {
            kind: AbsenceKind::Suspension,
            from: Some(on.day()),
            to: None,
        });
    }
    trial.evaluate(&hospital, trial.programme, |evaluation| {
        evaluation.verdicts(on, &[])
    })
}
