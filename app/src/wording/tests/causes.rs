use eligibility::assess::{Cause, OwnInterval};
use eligibility::catalogue::{
    Catalogue, CredentialKindId, DisciplineId, DutyId, FieldId, LicenceCategoryId, PostId,
    ProfessionId, ScopeId, TechniqueId, TitleSeriesId, TrainingKindId,
};
use eligibility::facts::{AbsenceKind, Level, LicenceLevel};
use eligibility::standard::CaseSort;

use super::{catalogue, clause_id, day, n_codes, said};
use crate::wording::cause;

/// How many causes there are.
const N_CAUSES: usize = 53;

#[test]
fn every_cause_is_said_in_both_languages() {
    let catalogue = catalogue();
    let mut causes = people(&catalogue);
    causes.extend(licences(&catalogue));
    causes.extend(titles(&catalogue));
    causes.extend(credentials(&catalogue));
    causes.extend(work(&catalogue));
    causes.extend(base_training(&catalogue));
    causes.extend(cases(&catalogue));
    causes.extend(duties(&catalogue));
    let coded: Vec<_> = causes
        .into_iter()
        .map(|cause| (cause.code(), cause))
        .collect();
    assert_eq!(n_codes(&coded), N_CAUSES);
    insta::assert_snapshot!(said(&coded, cause));
}

fn people(catalogue: &Catalogue) -> Vec<Cause> {
    let post = |id| PostId::of(catalogue, id).unwrap();
    let professions = |id| vec![ProfessionId::of(catalogue, id).unwrap()];
    let disciplines = |id| vec![DisciplineId::of(catalogue, id).unwrap()];
    vec![
        Cause::NotEmployed {
            until: Some(day("2026-09-30")),
        },
        Cause::NotEmployed { until: None },
        Cause::Suspended {
            from: Some(day("2026-01-01")),
            to: None,
        },
        Cause::Suspended {
            from: None,
            to: None,
        },
        Cause::Absent {
            kind: AbsenceKind::TrainingElsewhere,
            from: day("2026-07-01"),
            to: Some(day("2026-12-31")),
        },
        Cause::NotMember,
        Cause::NotPosted {
            post: post("physician"),
        },
        Cause::PostedAs {
            post: post("operator"),
        },
        Cause::NotFullTime {
            post: post("radiopharmacist"),
        },
        Cause::FullTimeElsewhere {
            post: post("engineer"),
            programme: Some("LA".into()),
        },
        Cause::FullTimeElsewhere {
            post: post("engineer"),
            programme: None,
        },
        Cause::WrongProfession {
            held: professions("nurse"),
            asked: professions("physician"),
        },
        Cause::WrongDiscipline {
            held: disciplines("surgery"),
            asked: [disciplines("imaging"), disciplines("nuclear-medicine")].concat(),
        },
        Cause::CountedElsewhere {
            clause: clause_id(catalogue),
        },
    ]
}

fn licences(catalogue: &Catalogue) -> Vec<Cause> {
    let category = |id| LicenceCategoryId::of(catalogue, id).unwrap();
    let scopes = |id| vec![ScopeId::of(catalogue, id).unwrap()];
    vec![
        Cause::NoLicence {
            asked: LicenceLevel::Physician,
        },
        Cause::LicenceLevel {
            held: LicenceLevel::AssistantPhysician,
            asked: LicenceLevel::Physician,
        },
        Cause::LicenceCategory {
            held: category("dental"),
            asked: vec![category("clinical")],
        },
        Cause::LicenceScope {
            held: scopes("surgery"),
            asked: scopes("imaging-and-radiotherapy"),
        },
        Cause::LicenceNotYet {
            from: day("2027-01-01"),
        },
        Cause::LicenceEnded {
            to: day("2026-11-21"),
        },
        Cause::LicenceSuspended {
            from: day("2026-06-01"),
            to: Some(day("2026-12-31")),
        },
        Cause::LicenceCancelled {
            from: day("2026-06-01"),
        },
        Cause::NotRegisteredHere,
        Cause::FilingNotYet {
            from: day("2027-01-01"),
        },
        Cause::FilingEnded {
            to: day("2026-11-21"),
        },
        Cause::AssessmentFailed {
            on: day("2026-05-31"),
        },
    ]
}

fn titles(catalogue: &Catalogue) -> Vec<Cause> {
    let series = |id| TitleSeriesId::of(catalogue, id).unwrap();
    let discipline = |id| DisciplineId::of(catalogue, id).unwrap();
    vec![
        Cause::NoTitle {
            asked: Level::Intermediate,
        },
        Cause::TitleSeries {
            held: series("nursing"),
            asked: vec![series("technical")],
        },
        Cause::TitleLevel {
            held: Level::Assistant,
            asked: Level::Junior,
        },
        Cause::TitleDiscipline {
            held: discipline("surgery"),
            asked: vec![discipline("nuclear-medicine")],
        },
        Cause::TitleNotYet {
            level: Level::DeputySenior,
            qualified: day("2026-12-01"),
        },
        Cause::TitleTooShort {
            held_since: day("2023-12-01"),
            months: 35,
            reaches: day("2026-12-01"),
        },
    ]
}

fn credentials(catalogue: &Catalogue) -> Vec<Cause> {
    let kind = |id| CredentialKindId::of(catalogue, id).unwrap();
    let permit = || kind("permit-nuclear-medicine");
    let profession = |id| ProfessionId::of(catalogue, id).unwrap();
    vec![
        Cause::NoCredential {
            asked: vec![permit(), kind("permit-ct")],
        },
        Cause::CredentialNotYet {
            kind: permit(),
            issued: day("2026-12-01"),
        },
        Cause::CredentialExpired {
            kind: permit(),
            on: day("2026-11-21"),
            own_interval: None,
        },
        Cause::CredentialExpired {
            kind: permit(),
            on: day("2026-11-21"),
            own_interval: Some(OwnInterval {
                months: 6,
                is_set: true,
            }),
        },
        Cause::CredentialRevoked {
            kind: permit(),
            from: day("2026-11-21"),
        },
        Cause::CredentialSuspended {
            kind: permit(),
            from: day("2026-11-21"),
        },
        Cause::CredentialForOther {
            kind: permit(),
            category: Some(profession("technologist")),
            held: vec![profession("physician")],
        },
        Cause::CredentialForOther {
            kind: kind("nurse-licence"),
            category: None,
            held: vec![profession("physician")],
        },
    ]
}

fn work(catalogue: &Catalogue) -> Vec<Cause> {
    let fields = |id| vec![FieldId::of(catalogue, id).unwrap()];
    let kind = || TrainingKindId::of(catalogue, "radiotherapy-physics").unwrap();
    let short = |inside, reaches| Cause::ExperienceTooShort {
        fields: fields("nuclear-medicine"),
        inside,
        months: 119,
        needed: 120,
        reaches,
    };
    vec![
        Cause::NoExperience {
            fields: fields("pet-ct-use"),
        },
        short(Vec::new(), Some(day("2026-12-22"))),
        short(fields("imaging"), None),
        Cause::NoTraining { kind: kind() },
        Cause::TrainingTooShort {
            kind: kind(),
            months: 1,
            needed: 6,
            reaches: None,
        },
        Cause::TrainingFailed { kind: kind() },
        Cause::NotYetExamined {
            kind: kind(),
            on: day("2026-03-02"),
        },
        Cause::AttestedUnable {
            by: "LA".into(),
            on: day("2026-03-01"),
        },
    ]
}

fn technique(catalogue: &Catalogue) -> TechniqueId {
    TechniqueId::of(catalogue, "tumour-ablation").unwrap()
}

fn too_few_cases(catalogue: &Catalogue, each: bool) -> Cause {
    Cause::TooFewCases {
        technique: technique(catalogue),
        from: day("2025-01-01"),
        to: day("2025-12-31"),
        cases: 99,
        needed: 100,
        each,
    }
}

fn base_training(catalogue: &Catalogue) -> Vec<Cause> {
    let kind = || TrainingKindId::of(catalogue, "technique-base").unwrap();
    let technique = || technique(catalogue);
    let not_filed = |technique, with_another| Cause::BaseNotFiled {
        base: "LA".into(),
        technique,
        with_another,
    };
    let too_few = |sort| Cause::TooFewTrainingCases {
        kind: kind(),
        sort,
        cases: 9,
        needed: 10,
    };
    let not_exempted = |criteria_met| Cause::NotExempted {
        technique: technique(),
        criteria_met,
    };
    vec![
        Cause::TooFewCourses {
            kind: kind(),
            courses: 1,
            needed: 2,
        },
        too_few(CaseSort::TakenPart),
        too_few(CaseSort::Managed),
        too_few(CaseSort::Done),
        not_filed(Some(technique()), false),
        not_filed(None, false),
        not_filed(Some(technique()), true),
        not_exempted(true),
        not_exempted(false),
        Cause::ExemptionRefused {
            technique: technique(),
            granted: Some(day("2025-03-01")),
            criteria: vec![
                too_few_cases(catalogue, true),
                Cause::TitleLevel {
                    held: Level::Intermediate,
                    asked: Level::DeputySenior,
                },
            ],
        },
        Cause::ExemptionRefused {
            technique: technique(),
            granted: None,
            criteria: vec![too_few_cases(catalogue, false)],
        },
    ]
}

fn cases(catalogue: &Catalogue) -> Vec<Cause> {
    let event = |on| Cause::SeriousEvent {
        technique: technique(catalogue),
        on,
    };
    vec![
        too_few_cases(catalogue, true),
        too_few_cases(catalogue, false),
        Cause::CasesBeyondHospital {
            technique: technique(catalogue),
            from: day("2021-01-01"),
            to: day("2025-12-31"),
            cases: 480,
            needed: 500,
        },
        event(Some(day("2025-08-09"))),
        event(None),
    ]
}

fn duties(catalogue: &Catalogue) -> Vec<Cause> {
    let own = |is_set| Some(OwnInterval { months: 6, is_set });
    let overdue = |own_interval| Cause::DutyOverdue {
        duty: DutyId::of(catalogue, "own-check").unwrap(),
        last: day("2025-03-01"),
        due: day("2026-03-01"),
        own_interval,
    };
    vec![
        Cause::NoRadiationWork,
        Cause::NotBeforeEntry {
            asked: vec![CredentialKindId::of(catalogue, "bls").unwrap()],
            entry: day("2020-07-01"),
        },
        overdue(None),
        overdue(own(true)),
        overdue(own(false)),
    ]
}
