//! Ways out of duties that are not done, and what is left out of the search.

use eligibility::assess::ways::LeftOut;

use crate::{Fixture, all_told, day};

const EQM: &str = include_str!("../cases/eqm/base.toml");
const GENERAL: &str = include_str!("../cases/nhc36g/base.toml");
const G07: &str = include_str!("../cases/g07/base.toml");
const G07_BASE: &str = include_str!("../cases/g07.base/base.toml");

fn replaced(text: &str, part: &str, by: &str) -> String {
    assert!(text.contains(part), "{part}");
    text.replacen(part, by, 1)
}

fn eqm(part: &str, by: &str) -> Fixture {
    Fixture::new("eqm", &replaced(EQM, part, by), "")
}

const GENERAL_ROUND: &str = r#"    { duty = "general-round", on = 2026-02-10, by = "N001" },
"#;

#[test]
fn an_overdue_round_is_done_for_all_equipment_by_who_may() {
    let ways = eqm("on = 2026-02-10", "on = 2025-12-10").of("1.1a");
    let round = "N001: do general-round on 2026-03-01 for AllEquipment or 0";
    assert_eq!(all_told(&ways), [[round]]);
    assert_eq!(ways.ways[0].met_on, day("2026-03-01"));
    assert!(ways.left_out.is_empty());
}

#[test]
fn a_round_that_was_never_recorded_or_done_by_another_is_done() {
    let other = replaced(GENERAL_ROUND, "N001", "N003");
    for instead in ["", &other] {
        let told = all_told(&eqm(GENERAL_ROUND, instead).of("1.1a"));
        let round = "N001: do general-round on 2026-03-01 for AllEquipment or 0";
        assert_eq!(told, [[round]]);
    }
}

#[test]
fn a_round_of_one_item_is_done_for_that_item() {
    let items = ["除颤器一", "监护仪一"].map(|item| {
        format!(
            r#"    {{ duty = "general-round", on = 2026-02-10, by = "N001", item = "{item}" }},
"#
        )
    });
    let ways = eqm(GENERAL_ROUND, &items.concat()).of("1.1a");
    let told = all_told(&ways);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0][0].contains("呼吸机一"), "{told:?}");
}

#[test]
fn where_nobody_may_do_it_somebody_is_posted_first() {
    let base = replaced(EQM, GENERAL_ROUND, "");
    let ended =
        r#"{ posting_ended = { staff = "N001", post = "engineer", last_day = 2026-02-01 } }"#;
    let told = all_told(&Fixture::new("eqm", &base, ended).of("1.1a"));
    let first = [
        "N001: post engineer",
        "N001: do general-round on 2026-03-01 for AllEquipment or 0",
    ];
    assert_eq!(told[0], first);
}

#[test]
fn a_round_that_several_may_do_names_the_others() {
    let told = all_told(&eqm("on = 2026-03-01", "on = 2026-02-01").of("1.3a"));
    let check = "N002: do daily-check on 2026-03-01 for AllEquipment or 1";
    assert_eq!(told, [[check]]);
}

#[test]
fn a_weekly_round_is_done_by_a_senior_physician() {
    let base = replaced(GENERAL, "on = 2026-02-25", "on = 2026-02-19");
    let told = all_told(&Fixture::new("nhc36g", &base, "").of("2.5"));
    assert_eq!(told.len(), 1, "{told:?}");
    let round = "do image-quality-round on 2026-03-01 for Institution";
    assert!(told[0][0].contains(round), "{told:?}");
}

#[test]
fn two_duties_and_an_attestation_are_one_way() {
    let mut base = GENERAL.to_owned();
    for gone in [
        r#"    { duty = "image-quality-evaluation", on = 2025-09-10, by = "N002" },
"#,
        r#"    { duty = "image-quality-rate", on = 2025-09-10, by = "N002" },
"#,
        r#"    { clause = "nhc36g.2.6", met = true, by = "医务科", on = 2025-12-01 },
"#,
    ] {
        base = replaced(&base, gone, "");
    }
    let told = all_told(&Fixture::new("nhc36g", &base, "").of("2.6"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].len(), 3, "{told:?}");
}

#[test]
fn people_who_were_not_assessed_are() {
    let one = r#"    { duty = "ability-assessment", on = 2025-10-20, staff = "S001", by_name = "省质控中心" },
"#;
    let base = replaced(G07, one, "");
    let told = all_told(&Fixture::new("g07", &base, "").of("3.9"));
    let about = r#"-: do ability-assessment on 2026-03-01 for Person(StaffNumber("S001")) or 0"#;
    assert_eq!(told, [[about]]);
    let two = replaced(
        &base,
        r#"on = 2025-10-20, staff = "S002""#,
        r#"on = 2023-10-20, staff = "S002""#,
    );
    let told = all_told(&Fixture::new("g07", &two, "").of("3.9"));
    let about = "-: do ability-assessment on 2026-03-01 for Everybody or 0";
    assert_eq!(told, [[about]]);
}

#[test]
fn what_the_hospital_is_and_has_is_not_searched_and_that_is_said() {
    let low = replaced(G07, "numerator = 180", "numerator = 120");
    let ways = Fixture::new("g07", &low, "").of("3.2d");
    assert!(matches!(
        ways.left_out.as_slice(),
        [LeftOut::Figures { .. }]
    ));
    let off = replaced(G07, "image_system = true", "image_system = false");
    let ways = Fixture::new("g07", &off, "").of("1.4.2");
    assert!(matches!(
        ways.left_out.as_slice(),
        [LeftOut::Equipment { .. }]
    ));
    let subject = replaced(G07, r#"subject = "oncology""#, r#"subject = "cardiology""#);
    let ways = Fixture::new("g07", &subject, "").of("1.2");
    assert_eq!(ways.left_out, [LeftOut::Registration]);
    assert!(!ways.has_no_way());
}

#[test]
fn the_worst_of_others_points_to_them() {
    let gone = r#"    { clause = "g07.1.1", met = true, by = "医务科", on = 2025-12-01 },
"#;
    let fixture = Fixture::new("g07.base", &replaced(G07_BASE, gone, ""), "");
    let all = fixture.ways();
    let points = all
        .iter()
        .filter_map(|ways| match ways.left_out.as_slice() {
            [LeftOut::Clauses { clauses }] => Some(clauses.clone()),
            _ => None,
        });
    let points: Vec<_> = points.flatten().collect();
    assert_eq!(points.len(), 1, "{points:?}");
    assert!(points[0].as_str().ends_with(".1.1"), "{points:?}");
}
