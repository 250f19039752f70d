//! Conditions on one person.

use super::{Tests, YEAR};
use crate::file::{Cx, FaultKind, Rule, Thing};
use crate::standard::condition::{
    BaseTrainingRule, CaseRule, CaseSort, Condition, EventRule, ExperienceRule, FieldRule,
    FirstDayRule, LicenceRule, TitleRule, TrainingRule,
};
use crate::standard::file::{
    BaseTrainingFile, CasesFile, ClauseFile, EveryFile, ExperienceFile, FirstDayFile, OwnTitleFile,
    TrainingFile, WhoFile,
};
use crate::standard::model::ClauseId;

/// How often conditions may name those of other clauses that name those of others.
const DEEPEST: usize = 8;

impl Tests<'_> {
    /// The conditions of a table, in the order in which they are shown.
    pub(super) fn who(&self, file: &WhoFile, cx: &mut Cx<'_>) -> Vec<Condition> {
        self.at_depth(file, DEEPEST, cx)
    }

    fn at_depth(&self, file: &WhoFile, depth: usize, cx: &mut Cx<'_>) -> Vec<Condition> {
        let mut conditions = self.as_in(&file.as_in, depth, cx);
        if !file.profession.is_empty() {
            conditions.push(Condition::Profession(file.profession.to_vec()));
        }
        conditions.extend(file.posted.clone().map(Condition::Posted));
        if !file.not_posted.is_empty() {
            conditions.push(Condition::NotPosted(file.not_posted.to_vec()));
        }
        if file.radiation_work == Some(true) {
            conditions.push(Condition::RadiationWork);
        }
        conditions.extend(file.exempted.clone().map(Condition::Exempted));
        conditions.extend(file.licence.as_ref().map(|licence| {
            Condition::Licence(LicenceRule {
                level: licence.level,
                category: licence.category.to_vec(),
                scope: licence.scope.to_vec(),
                other_scope_unsure: licence.other_scope_unsure.to_vec(),
                main_here: licence.main_here.unwrap_or(false),
            })
        }));
        if !file.discipline.is_empty() {
            conditions.push(Condition::Discipline(file.discipline.to_vec()));
        }
        conditions.extend(file.title.as_ref().map(|title| {
            Condition::Title(TitleRule {
                series: title.series.to_vec(),
                other_series_unsure: title.other_series_unsure.unwrap_or(false),
                level: title.level,
                exactly: title.exactly.unwrap_or(false),
                discipline: title.discipline.to_vec(),
                months: title.years.unwrap_or(0).saturating_mul(YEAR),
            })
        }));
        if !file.credential.is_empty() {
            conditions.push(Condition::Credential(file.credential.to_vec()));
        }
        if !file.credential_set_here.is_empty() {
            let kinds = file.credential_set_here.to_vec();
            conditions.push(Condition::CredentialSetHere(kinds));
        }
        if !file.credential_on_entry.is_empty() {
            conditions.push(Condition::OnEntry(file.credential_on_entry.to_vec()));
        }
        conditions.extend(file.experience.iter().map(experience));
        conditions.extend(file.training.iter().map(training));
        conditions.extend(file.cases.iter().map(cases));
        conditions.extend(file.no_serious_event.iter().map(|events| {
            Condition::NoSeriousEvent(EventRule {
                technique: events.technique.clone(),
                years: events.years,
                calendar: events.calendar.unwrap_or(false),
            })
        }));
        if let Some(base) = &file.base_training {
            conditions.push(self.base_training(base, depth, cx));
        }
        if let Some(first) = &file.on_first_day_of_training {
            conditions.push(Condition::OnFirstDay(self.then(first, depth, cx)));
        }
        if let Some(grant) = &file.on_grant_of_exemption {
            conditions.push(Condition::OnGrant(self.then(grant, depth, cx)));
        }
        conditions.extend(file.attested.as_ref().map(|attested| Condition::Attested {
            clause: self.id.clone(),
            item: attested.item.clone(),
        }));
        if !file.any.is_empty() {
            let any = file.any.iter().map(|who| self.at_depth(who, depth, cx));
            conditions.push(Condition::Any(any.collect()));
        }
        conditions
    }

    fn then(&self, file: &FirstDayFile, depth: usize, cx: &mut Cx<'_>) -> FirstDayRule {
        FirstDayRule {
            technique: file.technique.clone(),
            kinds: file.kind.to_vec(),
            conditions: self.at_depth(&file.who, depth, cx),
        }
    }

    fn base_training(&self, file: &BaseTrainingFile, depth: usize, cx: &mut Cx<'_>) -> Condition {
        if file.trained.is_empty() {
            let keys = &["trained"];
            cx.fault(Rule::AtLeastOne { keys });
        }
        Condition::BaseTraining(BaseTrainingRule {
            technique: file.technique.clone(),
            trained: self.as_in(&file.trained, depth, cx),
            exempt: self.as_in(&file.exempt, depth, cx),
            on_grant: file.on_grant.unwrap_or(false),
        })
    }

    /// The conditions of the first `every` of each of these clauses; an ability is attested for the
    /// clause that asks for it.
    fn as_in(&self, ids: &[String], depth: usize, cx: &mut Cx<'_>) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for id in ids {
            let Some(every) = self.every_of(id) else {
                cx.fault(FaultKind::Dangling {
                    what: Thing::Clause,
                    found: id.clone(),
                });
                continue;
            };
            let Some(depth) = depth.checked_sub(1) else {
                cx.fault(Rule::WithinCircle);
                break;
            };
            let id = ClauseId::new(self.standard, id);
            let tests = Tests { id: &id, ..*self };
            conditions.extend(tests.at_depth(&every.who, depth, cx));
        }
        conditions
    }

    fn every_of(&self, id: &str) -> Option<&EveryFile> {
        let mut files = self.files.iter();
        let file: &ClauseFile = files.find(|file| file.id == id)?;
        file.every.first()
    }
}

fn training(file: &TrainingFile) -> Condition {
    let cases = [
        (CaseSort::TakenPart, file.taken_part),
        (CaseSort::Managed, file.managed),
        (CaseSort::Done, file.done),
    ];
    Condition::Training(TrainingRule {
        kind: file.kind.clone(),
        technique: file.technique.clone(),
        months: file.months.unwrap_or(0),
        passed: file.passed.unwrap_or(false),
        courses: file.courses.unwrap_or(0),
        cases: cases
            .into_iter()
            .filter_map(|(sort, least)| Some((sort, least?)))
            .collect(),
        filed_base: file.filed_base.unwrap_or(false),
        one_stay: file.one_stay.unwrap_or(false),
        after_entry: file.after_entry.unwrap_or(false),
        instructed: file.instructed.unwrap_or(false),
    })
}

fn cases(file: &CasesFile) -> Condition {
    Condition::Cases(CaseRule {
        technique: file.technique.clone(),
        years: file.years,
        at_least: file.at_least,
        each: file.each.unwrap_or(false),
        rolling: file.rolling.unwrap_or(false),
        ceiling: file.ceiling.clone(),
    })
}

fn experience(file: &ExperienceFile) -> Condition {
    let of_title = |title: &Option<OwnTitleFile>| title.as_ref().map(own_title);
    let field = of_title(&file.of_title).unwrap_or_else(|| FieldRule::Of(file.field.to_vec()));
    let inside = if file.inside.is_empty() {
        of_title(&file.inside_of_title)
    } else {
        Some(FieldRule::Of(file.inside.to_vec()))
    };
    Condition::Experience(ExperienceRule {
        field,
        inside,
        months: file.years.unwrap_or(0).saturating_mul(YEAR),
    })
}

fn own_title(file: &OwnTitleFile) -> FieldRule {
    FieldRule::OfTitle(TitleRule {
        series: file.series.to_vec(),
        other_series_unsure: file.other_series_unsure.unwrap_or(false),
        level: file.level,
        exactly: false,
        discipline: file.discipline.to_vec(),
        months: 0,
    })
}
