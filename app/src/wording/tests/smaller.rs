use eligibility::assess::{Cause, Evidence, Finding, Missing, Refusal, TrainingStanding, Verdict};
use eligibility::catalogue::{
    Catalogue, CredentialKindId, DisciplineId, DutyId, FieldId, PostId, ScopeId, TechniqueId,
    TitleSeriesId, TrainingKindId,
};
use eligibility::facts::{AbsenceKind, Level, LicenceLevel, StaffNumber};
use eligibility::standard::{Calendar, CaseSort, Force, Library};

use super::{catalogue, check_chinese, day, n_codes, said};
use crate::locale::Lang;
use crate::wording::{
    Voice, evidence, finding, force, mark, missing, not_in_force, test_kind, verdict,
};

#[test]
fn every_kind_of_evidence_is_said_in_both_languages() {
    let catalogue = catalogue();
    let mut records = papers(&catalogue);
    records.extend(technique_records(&catalogue));
    records.extend(other_records(&catalogue));
    assert_eq!(n_codes(&records), 15);
    insta::assert_snapshot!(said(&records, evidence));
}

fn papers(catalogue: &Catalogue) -> Vec<(&'static str, Evidence)> {
    let kind = || CredentialKindId::of(catalogue, "permit-ct").unwrap();
    let (from, to) = (day("2020-01-01"), day("2026-12-31"));
    vec![
        (
            "title",
            Evidence::Title {
                series: TitleSeriesId::of(catalogue, "medical").ok(),
                level: Some(Level::DeputySenior),
                discipline: DisciplineId::of(catalogue, "nuclear-medicine").ok(),
                qualified: Some(from),
                appointed: Some(to),
            },
        ),
        (
            "licence",
            Evidence::Licence {
                level: Some(LicenceLevel::Physician),
                scopes: vec![ScopeId::of(catalogue, "imaging-and-radiotherapy").unwrap()],
                number: Some("110".into()),
                multi_site_until: Some(to),
            },
        ),
        (
            "licence blank",
            Evidence::Licence {
                level: None,
                scopes: Vec::new(),
                number: None,
                multi_site_until: None,
            },
        ),
        (
            "credential",
            Evidence::Credential {
                kind: kind(),
                number: Some("12".into()),
                issued: Some(from),
                ends: Some(to),
            },
        ),
        (
            "credential open",
            Evidence::Credential {
                kind: kind(),
                number: None,
                issued: Some(from),
                ends: None,
            },
        ),
    ]
}

fn other_records(catalogue: &Catalogue) -> Vec<(&'static str, Evidence)> {
    let fields = |id| vec![FieldId::of(catalogue, id).unwrap()];
    let post = || PostId::of(catalogue, "physician").unwrap();
    let (from, to) = (day("2020-01-01"), day("2026-12-31"));
    vec![
        (
            "experience",
            Evidence::Experience {
                fields: fields("nuclear-medicine"),
                inside: fields("pet-ct-use"),
                months: 130,
                needed: 120,
                reached: Some(from),
            },
        ),
        (
            "experience any",
            Evidence::Experience {
                fields: fields("ecg"),
                inside: Vec::new(),
                months: 1,
                needed: 0,
                reached: Some(from),
            },
        ),
        (
            "training",
            Evidence::Training {
                kind: TrainingKindId::of(catalogue, "radiotherapy-physics").unwrap(),
                months: 6,
                base: Some("CT".into()),
                courses: None,
                cases: Vec::new(),
                passed_on: Some(to),
            },
        ),
        (
            "attestation",
            Evidence::Attestation {
                by: "LA".into(),
                on: from,
                through: to,
                item: Some("X".into()),
            },
        ),
        (
            "posting",
            Evidence::Posting {
                post: post(),
                full_time: Some(true),
                from: Some(from),
                to: None,
            },
        ),
        (
            "short-absence",
            Evidence::ShortAbsence {
                kind: AbsenceKind::Leave,
                from,
                to,
            },
        ),
    ]
}

fn technique_records(catalogue: &Catalogue) -> Vec<(&'static str, Evidence)> {
    let technique = || TechniqueId::of(catalogue, "seed-implantation").unwrap();
    let (from, to) = (day("2022-01-01"), day("2026-12-31"));
    let cases = |each| Evidence::Cases {
        technique: technique(),
        from,
        to,
        cases: 101,
        needed: 100,
        each,
    };
    let exemption = |by| Evidence::Exemption {
        technique: technique(),
        granted: from,
        by,
    };
    let entry = |on, begun| Evidence::Entry { on, begun };
    let duty = |by| Evidence::Duty {
        duty: DutyId::of(catalogue, "own-check").unwrap(),
        on: from,
        by,
        due: to,
    };
    vec![
        (
            "training with cases",
            Evidence::Training {
                kind: TrainingKindId::of(catalogue, "technique-base").unwrap(),
                months: 0,
                base: None,
                courses: Some(2),
                cases: vec![(CaseSort::TakenPart, 20), (CaseSort::Done, 5)],
                passed_on: None,
            },
        ),
        (
            "base-training",
            Evidence::BaseTraining {
                technique: technique(),
                standing: TrainingStanding::Trained,
                refused: Some(Refusal {
                    granted: Some(from),
                    criteria: vec![Cause::SeriousEvent {
                        technique: technique(),
                        on: Some(from),
                    }],
                }),
            },
        ),
        ("entry", entry(Some(from), true)),
        ("entry by the day", entry(Some(from), false)),
        ("entry on an unknown day", entry(None, true)),
        ("exemption", exemption(Some("LA".into()))),
        ("exemption by nobody", exemption(None)),
        ("cases", cases(false)),
        ("cases each", cases(true)),
        (
            "no-serious-event",
            Evidence::NoSeriousEvent {
                technique: technique(),
                from,
                to,
            },
        ),
        (
            "radiation-work",
            Evidence::RadiationWork {
                code: "2A".into(),
                from: Some(from),
            },
        ),
        ("duty", duty(Some(StaffNumber::new("1001")))),
        ("duty by nobody", duty(None)),
    ]
}

/// Every list and field that the rules core can name.
const MISSING: &[(&str, &[&str])] = &[
    ("absences", &["from", "to"]),
    ("assessments", &["on", "passed"]),
    ("attestations", &[""]),
    ("bases", &["", "authority", "complete", "from"]),
    (
        "cases",
        &["", "events_recorded", "independent", "serious_events"],
    ),
    ("credentials", &["", "category", "expires", "issued"]),
    ("departments", &["", "from"]),
    ("disciplines", &[""]),
    ("duties", &[""]),
    ("elsewhere", &[""]),
    ("employment", &["", "from"]),
    ("exemptions", &["", "by", "granted"]),
    ("experience", &["", "from"]),
    (
        "licences",
        &[
            "",
            "category",
            "filing_from",
            "filing_to",
            "from",
            "level",
            "main_here",
            "scopes",
            "suspended",
        ],
    ),
    ("postings", &["from", "full_time"]),
    ("professions", &[""]),
    ("radiation_work", &["", "from"]),
    (
        "titles",
        &["", "discipline", "level", "qualified", "series"],
    ),
    (
        "training",
        &[
            "",
            "base",
            "cases_done",
            "cases_managed",
            "cases_taken_part",
            "examined",
            "from",
            "instructor",
            "passed",
            "so_far",
            "technique",
        ],
    ),
];

#[test]
fn every_missing_fact_names_list_and_field_in_both_languages() {
    let facts = MISSING.iter().flat_map(|(list, fields)| {
        fields.iter().map(|field| match *field {
            "" => (*list, Missing::record(list)),
            "complete" => (*list, Missing::complete(list)),
            field => (*list, Missing::field(list, 1, field)),
        })
    });
    let facts: Vec<_> = facts.collect();
    insta::assert_snapshot!(said(&facts, |voice, fact| missing(voice.lang, *fact)));
}

#[test]
fn a_finding_is_said_as_what_it_holds() {
    let catalogue = Catalogue::built_in().unwrap();
    let voice = Voice::new(Lang::Zh, &catalogue);
    let fact = Missing::field("credentials", 1, "issued");
    assert_eq!(finding(voice, &Finding::held()), "");
    assert_eq!(
        finding(voice, &Finding::from(fact)),
        "证书第 2 条：发证日期未填；请补填"
    );
}

#[test]
fn verdicts_and_force_have_a_word_each_and_marks_differ() {
    let mut marks: Vec<_> = Verdict::ALL.iter().map(|of| mark(*of)).collect();
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks.len(), Verdict::ALL.len());
    for of in Verdict::ALL {
        check_chinese(of.word(), verdict(Lang::Zh, *of));
        assert!(verdict(Lang::En, *of).is_ascii());
    }
    for of in [Force::InForce, Force::NotYet, Force::Lapsed] {
        check_chinese("force", force(Lang::Zh, of));
    }
    let kinds = ["headcount", "leader", "every", "attest", "paper", "measure"];
    for kind in kinds.into_iter().chain(["periodic", "all"]) {
        check_chinese(kind, test_kind(Lang::Zh, kind));
    }
}

#[test]
fn every_stretch_of_the_calendar_is_said_in_both_languages() {
    let calendars = [
        ("week", Calendar::Week),
        ("month", Calendar::Month),
        ("quarter", Calendar::Quarter),
    ];
    insta::assert_snapshot!(said(&calendars, |voice, of| voice.calendar(*of).to_owned()));
}

#[test]
fn an_edition_out_of_force_says_when_it_is_in_force() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let edition = &library.get("sx2025.petct").unwrap().editions[0];
    let cases = [
        ("not-yet", (Force::NotYet, "2025-06-15", false)),
        ("not-yet as if", (Force::NotYet, "2025-06-15", true)),
        ("lapsed", (Force::Lapsed, "2030-06-16", false)),
        ("in-force", (Force::InForce, "2026-01-01", true)),
    ];
    insta::assert_snapshot!(said(&cases, |voice, (force, on, as_if)| not_in_force(
        voice,
        edition,
        *force,
        day(on),
        *as_if
    )));
}
