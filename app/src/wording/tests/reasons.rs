mod needs;
mod things;

use eligibility::assess::Reason;
use eligibility::catalogue::{
    Catalogue, DeclaredFactId, EquipmentKindId, FigureId, InstitutionKindId, InstitutionLevelId,
    PaperKindId, PostId, ServiceId, SubjectId,
};
use eligibility::standard::WaiverCause;

use super::{catalogue, day, n_codes, said};
use crate::wording::reason;

/// How many reasons there are.
const N_REASONS: usize = 57;

#[test]
fn every_reason_is_said_in_both_languages() {
    let catalogue = catalogue();
    let mut reasons = declared(&catalogue);
    reasons.extend(needs::people(&catalogue));
    reasons.extend(needs::needs(&catalogue));
    reasons.extend(things::duties(&catalogue));
    reasons.extend(things::equipment(&catalogue));
    reasons.extend(things::rooms(&catalogue));
    reasons.extend(things::figures(&catalogue));
    reasons.extend(attested());
    reasons.extend(institution(&catalogue));
    reasons.extend(subjects_and_papers(&catalogue));
    reasons.extend(figures(&catalogue));
    assert_eq!(n_codes(&reasons), N_REASONS);
    insta::assert_snapshot!(said(&reasons, reason));
}

fn declared(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let fact = || DeclaredFactId::of(catalogue, "own-preparation").unwrap();
    let kind = || InstitutionKindId::of(catalogue, "imaging-centre").unwrap();
    let post = || PostId::of(catalogue, "physician").unwrap();
    vec![
        ("declared-unknown", Reason::DeclaredUnknown { fact: fact() }),
        ("declared-no", Reason::DeclaredNo { fact: fact() }),
        (
            "waived",
            Reason::Waived {
                cause: WaiverCause::Kind(kind()),
            },
        ),
        (
            "waiver-unknown",
            Reason::WaiverUnknown {
                cause: WaiverCause::Declared(fact()),
            },
        ),
        ("no-postings", Reason::NoPostings),
        ("postings-incomplete", Reason::PostingsIncomplete),
        ("nobody-on-post", Reason::NobodyOnPost { post: post() }),
        (
            "several-holders",
            Reason::SeveralHolders {
                post: post(),
                holders: 2,
            },
        ),
    ]
}

/// Free text is Latin and permitted, so that it is no leak in either language.
fn attested() -> Vec<(&'static str, Reason)> {
    let (by, on, through) = (|| "LA".to_owned(), day("2026-03-01"), day("2027-03-01"));
    let item = || Some("CT".to_owned());
    vec![
        (
            "attested",
            Reason::Attested {
                by: by(),
                on,
                through,
                item: None,
                evidence: None,
            },
        ),
        (
            "attested in part",
            Reason::Attested {
                by: by(),
                on,
                through,
                item: item(),
                evidence: Some("MR".into()),
            },
        ),
        (
            "attested-not-met",
            Reason::AttestedNotMet {
                by: by(),
                on,
                item: None,
            },
        ),
        ("not-attested", Reason::NotAttested { item: None }),
        ("not-attested in part", Reason::NotAttested { item: item() }),
        (
            "attestation-lapsed",
            Reason::AttestationLapsed {
                through,
                item: None,
            },
        ),
    ]
}

fn institution(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let level = |id| InstitutionLevelId::of(catalogue, id).ok();
    let kind = |id| InstitutionKindId::of(catalogue, id).unwrap();
    vec![
        (
            "institution-level",
            Reason::InstitutionLevel {
                held: level("2A"),
                asked: level("3A"),
                tier: None,
            },
        ),
        (
            "institution-level blank",
            Reason::InstitutionLevel {
                held: None,
                asked: None,
                tier: Some(3),
            },
        ),
        (
            "institution-level open",
            Reason::InstitutionLevel {
                held: None,
                asked: None,
                tier: None,
            },
        ),
        (
            "institution-kind",
            Reason::InstitutionKind {
                held: Some(kind("other")),
                asked: vec![kind("general"), kind("specialised")],
            },
        ),
        (
            "institution-kind blank",
            Reason::InstitutionKind {
                held: None,
                asked: vec![kind("general")],
            },
        ),
    ]
}

fn subjects_and_papers(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let subjects = || {
        vec![
            SubjectId::of(catalogue, "imaging").unwrap(),
            SubjectId::of(catalogue, "oncology").unwrap(),
        ]
    };
    let paper = || PaperKindId::of(catalogue, "radiation-safety-licence").unwrap();
    vec![
        (
            "subjects",
            Reason::Subjects {
                missing: Vec::new(),
                recorded: true,
            },
        ),
        (
            "subjects missing",
            Reason::Subjects {
                missing: subjects(),
                recorded: true,
            },
        ),
        (
            "subjects blank",
            Reason::Subjects {
                missing: subjects(),
                recorded: false,
            },
        ),
        (
            "subjects-not-allowed",
            Reason::SubjectsNotAllowed { found: subjects() },
        ),
        (
            "subjects-not-allowed none",
            Reason::SubjectsNotAllowed { found: Vec::new() },
        ),
        (
            "paper",
            Reason::Paper {
                paper: paper(),
                number: Some("X-1".into()),
                ends: Some(day("2027-01-01")),
            },
        ),
        (
            "paper open",
            Reason::Paper {
                paper: paper(),
                number: None,
                ends: None,
            },
        ),
        ("paper-missing", Reason::PaperMissing { paper: paper() }),
        (
            "paper-ended",
            Reason::PaperEnded {
                paper: paper(),
                ended: day("2026-11-21"),
            },
        ),
        ("paper-unsure", Reason::PaperUnsure { paper: paper() }),
    ]
}

fn figures(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let service = || ServiceId::of(catalogue, "pet-ct").unwrap();
    let figure = || FigureId::of(catalogue, "pet-ct-examinations").unwrap();
    let equipment = || EquipmentKindId::of(catalogue, "spect").unwrap();
    let in_service = |reaches| Reason::InService {
        service: service(),
        months: 30,
        needed: 36,
        reaches,
    };
    vec![
        ("in-service", in_service(Some(day("2027-05-22")))),
        ("in-service ended", in_service(None)),
        (
            "service-unknown",
            Reason::ServiceUnknown { service: service() },
        ),
        (
            "yearly",
            Reason::Yearly {
                figure: figure(),
                first_year: 2023,
                last_year: 2025,
                total: 2900,
                needed: 3000,
            },
        ),
        (
            "figure-missing",
            Reason::FigureMissing {
                figure: figure(),
                year: 2025,
            },
        ),
        (
            "figure-conflict",
            Reason::FigureConflict {
                figure: figure(),
                year: 2025,
            },
        ),
        (
            "share",
            Reason::Share {
                figure: figure(),
                year: 2025,
                numerator: 39,
                denominator: 100,
                asked: (2, 5),
            },
        ),
        (
            "installed",
            Reason::Installed {
                equipment: equipment(),
                count: 1,
                possibly: 1,
                needed: 2,
            },
        ),
        (
            "installed enough",
            Reason::Installed {
                equipment: equipment(),
                count: 2,
                possibly: 2,
                needed: 2,
            },
        ),
        (
            "installed open",
            Reason::Installed {
                equipment: equipment(),
                count: 1,
                possibly: 2,
                needed: 2,
            },
        ),
    ]
}
