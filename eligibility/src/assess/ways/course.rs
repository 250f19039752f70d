//! What a training has to bring, and the records it leaves.

use serde::Serialize;

use super::cure::SOMEBODY;
use crate::assess::finding::Cause;
use crate::catalogue::{TechniqueId, TrainingKindId};
use crate::day::Day;
use crate::facts::Training;
use crate::standard::{CaseSort, TrainingRule};

/// What a training has to bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Course {
    /// The kind.
    pub kind: TrainingKindId,
    /// The technique it must be for.
    pub technique: Option<TechniqueId>,
    /// How many months more; 0 for a training of any length.
    pub months: u32,
    /// How many trainings.
    pub courses: u32,
    /// How many more cases of each sort.
    pub cases: Vec<CourseCases>,
    /// Whether it must be at a base filed with the province on all its days.
    pub filed_base: bool,
    /// A base that is filed so, where one is recorded.
    pub base: Option<String>,
    /// Whether it must be under an instructor.
    pub instructed: bool,
    /// Whether the examination must be passed.
    pub passed: bool,
}

/// Cases in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CourseCases {
    /// The sort.
    pub sort: CaseSort,
    /// How many.
    pub number: u32,
}

impl Course {
    /// A course that brings nothing yet but what all rules of its kind ask of each training.
    pub(super) fn of(rule: &TrainingRule, asked: &[&TrainingRule]) -> Self {
        let same = |other: &&&TrainingRule| {
            (&other.kind, &other.technique) == (&rule.kind, &rule.technique)
        };
        let any = |of: fn(&TrainingRule) -> bool| asked.iter().filter(same).any(|rule| of(rule));
        let mut sorts: Vec<CaseSort> = asked
            .iter()
            .filter(same)
            .flat_map(|rule| rule.cases.iter().map(|(sort, _)| *sort))
            .collect();
        sorts.sort_unstable();
        sorts.dedup();
        // None is stated, not blank: a blank number would be a missing fact.
        let none = |sort| CourseCases { sort, number: 0 };
        Self {
            kind: rule.kind.clone(),
            technique: rule.technique.clone(),
            months: 0,
            courses: 1,
            cases: sorts.into_iter().map(none).collect(),
            filed_base: any(|rule| rule.filed_base),
            base: None,
            instructed: any(|rule| rule.instructed),
            passed: any(|rule| rule.passed),
        }
    }

    /// All that a rule asks.
    pub(super) fn take(&mut self, rule: &TrainingRule) {
        self.months = self.months.max(rule.months);
        self.courses = self.courses.max(rule.courses);
        for &(sort, needed) in &rule.cases {
            let held = self.number(sort).unwrap_or(0);
            self.set_cases(sort, needed.max(held));
        }
    }

    fn set_cases(&mut self, sort: CaseSort, number: u32) {
        self.cases.retain(|cases| cases.sort != sort);
        self.cases.push(CourseCases { sort, number });
        self.cases.sort_by_key(|cases| cases.sort);
    }

    /// What is still lacking after the course as it is; whether that could change anything.
    pub(super) fn lengthen(&mut self, rule: &TrainingRule, cause: &Cause) -> bool {
        let before = self.clone();
        match cause {
            Cause::TrainingTooShort { months, needed, .. } => {
                let lacking = needed.saturating_sub(*months);
                self.months = if rule.one_stay {
                    rule.months
                } else {
                    self.months.saturating_add(lacking)
                };
            }
            Cause::TooFewCourses {
                courses, needed, ..
            } => self.courses = self.courses.saturating_add(needed.saturating_sub(*courses)),
            Cause::TooFewTrainingCases {
                sort,
                cases,
                needed,
                ..
            } => {
                let lacking = needed.saturating_sub(*cases);
                let held = self.number(*sort).unwrap_or(0);
                self.set_cases(*sort, held.saturating_add(lacking));
            }
            _ => self.take(rule),
        }
        *self != before
    }

    fn number(&self, sort: CaseSort) -> Option<u32> {
        let cases = self.cases.iter().find(|cases| cases.sort == sort);
        cases.map(|cases| cases.number)
    }

    /// The records of the course, all over the same days; the first has the cases.
    pub(super) fn records(&self, from: Day, to: Day) -> Vec<Training> {
        let base = self.base.clone();
        let record = |place: u32| {
            let cases = |sort| self.number(sort).filter(|_| place == 0);
            Training {
                kind: self.kind.clone(),
                technique: self.technique.clone(),
                base: base.clone().or_else(|| somebody(self.filed_base)),
                from: Some(from),
                to: Some(to),
                instructor: somebody(self.instructed),
                cases_taken_part: cases(CaseSort::TakenPart),
                cases_managed: cases(CaseSort::Managed),
                cases_done: cases(CaseSort::Done),
                examined: Some(to),
                passed: Some(true),
            }
        };
        (0..self.courses).map(record).collect()
    }
}

fn somebody(asked: bool) -> Option<String> {
    asked.then(|| SOMEBODY.to_owned())
}
