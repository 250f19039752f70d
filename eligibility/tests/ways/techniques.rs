//! Ways out of the clauses on restricted techniques: training at a base, exemption, hiring.

use crate::{Fixture, all_told, day};

const G07: &str = include_str!("../cases/g07/base.toml");
const G08: &str = include_str!("../cases/g08/base.toml");

/// The record of the first operator's base training.
const TRAINED: &str = r#"    { kind = "technique-base", technique = "seed-implantation", base = "省肿瘤医院培训基地", from = 2020-03-01, to = 2020-09-30, instructor = "宋主任", cases_taken_part = 40, cases_managed = 35, examined = 2020-10-10, passed = true },
"#;
const THEORY: &str = r#"    { kind = "technique-theory", technique = "seed-implantation", base = "省肿瘤医院培训基地", from = 2020-02-10, to = 2020-02-14 },
"#;
const EXEMPT: &str = r#"exemptions = [{ technique = "seed-implantation", granted = 2022-06-15, by = "医疗技术临床应用管理委员会" }]
"#;
const BASES: &str = r#"bases = [{ name = "省肿瘤医院培训基地", technique = "seed-implantation", authority = "province", from = 2019-05-01 }]
"#;
const SECOND_LEAVES: &str = r#"{ person_leaves = { staff = "S002", last_day = 2026-01-31 } }"#;

/// A text without some of its parts, each of which it has.
fn without(text: &str, parts: &[&str]) -> String {
    let mut text = text.to_owned();
    for part in parts {
        assert!(text.contains(part), "{part}");
        text = text.replacen(part, "", 1);
    }
    text
}

fn g07(base: &str, changes: &str) -> Fixture {
    Fixture::new("g07", base, changes)
}

#[test]
fn who_is_not_trained_is_trained_at_the_base_that_is_filed() {
    let fixture = g07(&without(G07, &[TRAINED]), SECOND_LEAVES);
    let train =
        r#"S001: train technique-base 6 at Some("省肿瘤医院培训基地") TakenPart 30 Managed 30"#;
    for clause in ["1.6a", "2.1.3"] {
        let ways = fixture.of(clause);
        let told = all_told(&ways);
        assert_eq!(told.first().unwrap(), &[train], "{clause}: {told:?}");
        assert_eq!(ways.ways[0].met_on, day("2026-09-01"));
        assert!(ways.left_out.is_empty());
    }
}

#[test]
fn the_theory_course_is_taken_besides() {
    let fixture = g07(&without(G07, &[TRAINED, THEORY]), SECOND_LEAVES);
    let told = all_told(&fixture.of("2.1.3"));
    let both = [
        "S001: train technique-theory 0",
        r#"S001: train technique-base 6 at Some("省肿瘤医院培训基地") TakenPart 30 Managed 30"#,
    ];
    assert!(told.iter().any(|way| *way == both), "{told:?}");
}

#[test]
fn only_what_is_lacking_is_trained() {
    let base = G07.replacen("cases_managed = 35", "cases_managed = 22", 1);
    let told = all_told(&g07(&base, SECOND_LEAVES).of("2.1.3"));
    let more = r#"S001: train technique-base 0 at Some("省肿瘤医院培训基地") Managed 8"#;
    assert_eq!(told[0], [more]);
}

#[test]
fn without_a_base_that_is_filed_throughout_the_filing_is_part_of_the_step() {
    let ends = BASES.replace("from = 2019-05-01", "from = 2019-05-01, to = 2026-06-30");
    for bases in ["", &ends] {
        let base = without(G07, &[TRAINED]).replacen(BASES, bases, 1);
        let ways = g07(&base, SECOND_LEAVES).of("2.1.3");
        let train = "S001: train technique-base 6 at None TakenPart 30 Managed 30";
        assert_eq!(all_told(&ways)[0], [train]);
        let changes: Vec<_> = ways.ways[0].steps[0]
            .changes
            .iter()
            .map(eligibility::whatif::Change::key)
            .collect();
        assert_eq!(changes, ["base_filed", "training_added"]);
    }
}

#[test]
fn who_meets_the_criteria_has_the_exemption_recorded() {
    let leaves = r#"{ person_leaves = { staff = "S001", last_day = 2026-01-31 } }"#;
    let fixture = g07(&without(G07, &[EXEMPT]), leaves);
    for clause in ["1.6a", "2.1.3"] {
        let told = all_told(&fixture.of(clause));
        let exempt = ["S002: record exemption seed-implantation"];
        assert_eq!(told[0], exempt, "{clause}");
    }
}

#[test]
fn of_two_operators_one_is_helped_and_the_other_makes_room() {
    let told = all_told(&g07(&without(G07, &[TRAINED, EXEMPT]), "").of("2.1.3"));
    // When the training is over, the cases of the other are not recorded up to that day.
    let train = [
        r#"S001: train technique-base 6 at Some("省肿瘤医院培训基地") TakenPart 30 Managed 30"#,
        "S002: end operator",
    ];
    assert!(told.iter().any(|way| *way == train), "{told:?}");
    let instead = [
        "S001: end operator",
        "S002: record exemption seed-implantation",
    ];
    assert!(told.iter().any(|way| *way == instead), "{told:?}");
}

#[test]
fn who_lacks_the_criteria_is_trained_and_never_exempted() {
    // Too few cases for an exemption.
    let base = without(G07, &[EXEMPT]).replace("independent = 40", "independent = 10");
    let leaves = r#"{ person_leaves = { staff = "S001", last_day = 2026-01-31 } }"#;
    let told = all_told(&g07(&base, leaves).of("1.6a"));
    assert!(!format!("{told:?}").contains("exemption"), "{told:?}");
    assert!(format!("{told:?}").contains("S002: train"), "{told:?}");
}

#[test]
fn cases_that_are_not_recorded_may_be_filled_in() {
    let missing = r#"    { technique = "tumour-ablation", from = 2024-01-01, to = 2024-12-31, independent = 120, events_recorded = true },
"#;
    let fixture = Fixture::new("g08", &without(G08, &[missing]), "");
    let told = all_told(&fixture.of("1.7a"));
    assert!(
        told[0].iter().all(|step| step == "T002: fill cases "),
        "{told:?}"
    );
}

#[test]
fn staff_are_trained_in_the_technique() {
    let staff = r#"    { kind = "technique-staff", technique = "seed-implantation", base = "本院", from = 2021-02-01, to = 2021-02-10, examined = 2021-02-10, passed = true },
"#;
    // The second record of the kind is the nurse's.
    let (first, rest) = G07.split_once(staff).unwrap();
    let base = format!("{first}{staff}{}", rest.replacen(staff, "", 1));
    let told = all_told(&g07(&base, "").of("2.3"));
    assert_eq!(told[0], ["S004: train technique-staff 0"]);
}

#[test]
fn who_is_hired_as_operator_is_tried_out() {
    let leave = ["S001", "S002"].map(|staff| {
        format!(r#"{{ person_leaves = {{ staff = "{staff}", last_day = 2026-01-31 }} }}"#)
    });
    let hire = &g07(G07, &leave.join(", ")).of("1.6a").hire;
    assert_eq!((hire[0].number, hire[0].verified), (1, true));
    // The base need not be on record.
    let hire = &g07(&without(G07, &[BASES]), &leave.join(", "))
        .of("1.6a")
        .hire;
    assert_eq!((hire[0].number, hire[0].verified), (1, true));
    let leaves = r#"{ person_leaves = { staff = "T001", last_day = 2026-01-31 } }"#;
    let hire = Fixture::new("g08", G08, leaves).of("1.7a").hire;
    assert_eq!((hire[0].number, hire[0].verified), (1, true));
}

#[test]
fn a_trainee_takes_what_each_clause_on_the_training_asks() {
    let trained = r#"    { kind = "technique-base", technique = "tumour-ablation", base = "省肿瘤医院培训基地", from = 2025-03-01, to = 2025-09-30, instructor = "宋主任", cases_done = 30, cases_managed = 30, examined = 2025-10-10, passed = true },
"#;
    let fixture = Fixture::new("g08", &without(G08, &[trained]), "");
    let base = r#"at Some("省肿瘤医院培训基地")"#;
    for (clause, asked) in [
        ("4.1.2a", format!("T005: train technique-base 6 {base}")),
        (
            "4.1.2b",
            format!("T005: train technique-base 0 {base} Done 25"),
        ),
        ("4.1.2c", format!("T005: train technique-base 0 {base}")),
    ] {
        let told = all_told(&fixture.of(clause));
        assert!(told.contains(&vec![asked]), "{clause}: {told:?}");
    }
}
