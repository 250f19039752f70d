use eligibility::catalogue::Vocabulary;
use eligibility::file::{Expected, Fault, FaultKind, Found, Rule, Thing};

use super::{day, n_codes, said};
use crate::wording::fault;

fn kinds() -> Vec<FaultKind> {
    let found = || "petscan".to_owned();
    let allowed = || vec!["pet-ct".to_owned(), "pet-mr".to_owned()];
    vec![
        FaultKind::Syntax {
            message: "expected `,`".into(),
        },
        FaultKind::UnknownKey {
            found: found(),
            allowed: allowed(),
        },
        FaultKind::RepeatedKey { found: found() },
        FaultKind::MissingKey {
            key: "staff".into(),
        },
        FaultKind::WrongKind {
            expected: Expected::Day,
            found: Found::Value("2026-3-1".into()),
        },
        FaultKind::UnknownWord {
            what: Thing::Of(Vocabulary::EquipmentKind),
            found: found(),
            allowed: allowed(),
        },
        FaultKind::OutOfOrder {
            first_key: "from".into(),
            first: day("2026-03-01"),
            last_key: "to".into(),
            last: day("2026-02-28"),
        },
        FaultKind::Duplicate {
            what: Thing::Of(Vocabulary::Post),
            found: found(),
        },
        FaultKind::Dangling {
            what: Thing::Person,
            found: found(),
        },
        Rule::EmptyList.into(),
    ]
}

#[test]
fn every_fault_is_said_in_both_languages() {
    let faults: Vec<_> = kinds()
        .into_iter()
        .map(|kind| {
            let line = matches!(kind, FaultKind::Syntax { .. }).then_some(3);
            let path = "people[3].titles[0]".to_owned();
            (kind.code(), Fault { path, line, kind })
        })
        .collect();
    assert_eq!(n_codes(&faults), 10);
    insta::assert_snapshot!(said(&faults, |voice, one| fault(voice.lang, one)));
}

fn rules() -> Vec<Rule> {
    let clause = || "4.1a".to_owned();
    let keys = &["field", "of_title"];
    let out_of_range = |most| Rule::OutOfRange {
        key: "years",
        least: 1,
        most,
    };
    vec![
        Rule::EmptyText,
        Rule::ControlCharacter { found: '\0' },
        Rule::EmptyList,
        Rule::AsksNothing,
        Rule::ExactlyOne { keys },
        Rule::AtLeastOne { keys },
        Rule::AtMostOne { keys },
        out_of_range(Some(50)),
        out_of_range(None),
        Rule::NobodyToAssess,
        Rule::ClauseWithoutTest {
            tests: &["headcount", "leader"],
        },
        Rule::TestNotAssessed,
        Rule::WaivesOutsideWaiver,
        Rule::WaivesPersonnel { clause: clause() },
        Rule::NoOuterHeadcount { clause: clause() },
        Rule::WorstOfOthers { clause: clause() },
        Rule::WithinCircle,
        Rule::PoolKeys,
        Rule::OtherPool,
        Rule::ChangesNothing,
        Rule::NothingToDrop {
            clause: clause(),
            key: "every".into(),
        },
        Rule::EditionsOverlap {
            edition: "2026".into(),
            other: "2025".into(),
        },
        Rule::NotOnRecord {
            what: Thing::Person,
            found: "N099".into(),
            recorded: vec!["N001".into(), "N006".into()],
        },
        Rule::NothingToChange { list: "equipment" },
        Rule::MonthsAndValidity { kind: "bls".into() },
    ]
}

/// A value under the name of its variant.
fn named<T: std::fmt::Debug>(debug: &T, kind: FaultKind) -> (String, Fault) {
    let (path, line) = (String::new(), None);
    (format!("{debug:?}"), Fault { path, line, kind })
}

fn said_of(faults: &[(String, Fault)]) -> String {
    let faults: Vec<_> = faults
        .iter()
        .map(|(name, fault)| (name.split(' ').next().unwrap(), fault))
        .collect();
    said(&faults, |voice, one| fault(voice.lang, one))
}

#[test]
fn every_rule_is_said_in_both_languages() {
    let faults: Vec<_> = rules()
        .into_iter()
        .map(|rule| named(&rule, rule.clone().into()))
        .collect();
    insta::assert_snapshot!(said_of(&faults));
}

#[test]
fn everything_a_fault_speaks_of_is_said_in_both_languages() {
    let things = [
        Thing::TitleLevel,
        Thing::AbsenceKind,
        Thing::LicenceLevel,
        Thing::Authority,
        Thing::ListKind,
        Thing::RadiationCode,
        Thing::Validity,
        Thing::Pool,
        Thing::Flag,
        Thing::Combination,
        Thing::WhenEmpty,
        Thing::About,
        Thing::Calendar,
        Thing::RoomFeature,
        Thing::Reminded,
        Thing::Department,
        Thing::Person,
        Thing::Programme,
        Thing::Standard,
        Thing::Edition,
        Thing::Clause,
        Thing::Reading,
        Thing::Alternative,
    ];
    let lists = Vocabulary::ALL.iter().copied().map(Thing::Of);
    let words = things.into_iter().chain(lists).map(Expected::Word);
    let others = [
        (Expected::Table, Found::Null),
        (Expected::List, Found::Table),
        (Expected::Text, Found::List),
        (Expected::YesOrNo, Found::Value("yes".into())),
        (Expected::WholeNumber, Found::Value("2.5".into())),
        (Expected::Decimal, Found::Value("1.505".into())),
        (Expected::Day, Found::Value("2026-3-1".into())),
    ];
    let kinds = others
        .into_iter()
        .chain(words.map(|word| (word, Found::Null)));
    let faults: Vec<_> = kinds
        .map(|(expected, found)| named(&expected, FaultKind::WrongKind { expected, found }))
        .collect();
    insta::assert_snapshot!(said_of(&faults));
}
