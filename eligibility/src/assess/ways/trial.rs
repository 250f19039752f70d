//! Trying steps out: carried out in memory and assessed again.

use std::collections::BTreeSet;

use super::{Step, is_open};
use crate::assess::evaluate::Evaluation;
use crate::assess::report::ClauseReport;
use crate::assess::truth::Verdict;
use crate::assess::world::{World, people};
use crate::assess::{Question, evaluate};
use crate::catalogue::{Catalogue, DepartmentKindId};
use crate::day::AsOf;
use crate::facts::{Hospital, Person, Programme, StaffNumber};
use crate::standard::Edition;
use crate::whatif::{Change, WhatIf};

/// The facts and rules that steps are tried on.
#[derive(Clone, Copy)]
pub(super) struct Trial<'a> {
    pub(super) question: Question,
    pub(super) catalogue: &'a Catalogue,
    pub(super) edition: &'a Edition,
    pub(super) hospital: &'a Hospital,
    pub(super) programme: &'a Programme,
}

impl<'a> Trial<'a> {
    /// What the facts as they are amount to.
    pub(super) const fn world(&self) -> World<'a> {
        let settings = self.question.settings;
        World::of(settings, self.catalogue, self.hospital, self.programme)
    }

    /// The programme's departments of some kinds only, but for those of others.
    pub(super) fn departments(
        &self,
        only: &[DepartmentKindId],
        except: &[DepartmentKindId],
    ) -> Vec<String> {
        let own = self.programme.departments.iter();
        let counts = |id: &&String| {
            let department = self.hospital.department(id);
            department.is_some_and(|found| {
                !except.contains(&found.kind) && (only.is_empty() || only.contains(&found.kind))
            })
        };
        own.filter(counts).cloned().collect()
    }

    /// The same trial on other records of the hospital.
    pub(super) const fn with<'b>(&self, hospital: &'b Hospital) -> Trial<'b>
    where
        'a: 'b,
    {
        Trial { hospital, ..*self }
    }

    /// The hospital with only those people who can matter: those concerned, and those named.
    pub(super) fn of_people(&self, named: &BTreeSet<StaffNumber>) -> Hospital {
        let concerned: BTreeSet<&StaffNumber> = people(self.hospital, self.programme)
            .iter()
            .map(|person| &person.staff)
            .collect();
        let matters =
            |person: &&Person| concerned.contains(&person.staff) || named.contains(&person.staff);
        Hospital {
            institution: self.hospital.institution.clone(),
            equipment: self.hospital.equipment.clone(),
            rooms: self.hospital.rooms.clone(),
            programmes: Vec::new(),
            people: self
                .hospital
                .people
                .iter()
                .filter(matters)
                .cloned()
                .collect(),
        }
    }

    /// Evaluates other facts under the same question.
    pub(super) fn evaluate<T>(
        &self,
        hospital: &Hospital,
        programme: &Programme,
        with: impl FnOnce(&Evaluation<'_>) -> T,
    ) -> T {
        let settings = self.question.settings;
        let world = World::of(settings, self.catalogue, hospital, programme);
        evaluate::evaluate(self.edition, world, with)
    }

    /// Every clause's report on a day, with names and reasons.
    pub(super) fn reports(&self, on: AsOf) -> Vec<ClauseReport> {
        self.evaluate(self.hospital, self.programme, |evaluation| {
            evaluation.reports(on, true)
        })
    }

    /// The verdicts by place once the steps are taken and have their effect; `None` if they cannot
    /// be taken.
    pub(super) fn verdicts_after(&self, steps: &[Step]) -> Option<Vec<Option<Verdict>>> {
        let on = AsOf(Step::ready(steps, self.question.on.day()));
        let (hospital, programme) =
            carry_out(steps, self.catalogue, self.hospital, self.programme)?;
        Some(self.evaluate(&hospital, &programme, |evaluation| {
            evaluation.verdicts(on, &[])
        }))
    }

    /// Whether the clause is no longer open once the steps are taken.
    pub(super) fn closes(&self, place: usize, steps: &[Step]) -> bool {
        let verdicts = self.verdicts_after(steps);
        let verdict = verdicts.and_then(|verdicts| verdicts.get(place).copied().flatten());
        verdict.is_some_and(|verdict| !is_open(verdict))
    }
}

/// Carries the steps out. Facts are filled in first, since they are named by their places in lists
/// which other steps add to.
pub(super) fn carry_out(
    steps: &[Step],
    catalogue: &Catalogue,
    hospital: &Hospital,
    programme: &Programme,
) -> Option<(Hospital, Programme)> {
    let all = || steps.iter().flat_map(|step| &step.changes);
    let fills = |change: &&Change| matches!(change, Change::FactFilled(_));
    let others = all().filter(|change| !fills(change));
    let changes = all().filter(fills).chain(others).cloned().collect();
    let applied = WhatIf::of(changes).apply(catalogue, hospital, programme);
    applied.ok()
}
