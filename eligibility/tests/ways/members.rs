//! Ways out where it is not sure whom a clause is about, and duties of who or what is new.

use eligibility::assess::ways::LeftOut;

use crate::{Fixture, all_told};

const EQM: &str = include_str!("../cases/eqm/base.toml");
const G07: &str = include_str!("../cases/g07/base.toml");

fn with(standard: &'static str, base: &str, replaced: &[(&str, &str)]) -> Fixture {
    let mut text = base.to_owned();
    for (part, by) in replaced {
        assert!(text.contains(part), "{part}");
        text = text.replacen(part, by, 1);
    }
    Fixture::new(standard, &text, "")
}

const FIRST: &str =
    r#"{ staff = "S001", post = "operator", full_time = false, from = 2021-01-01 }"#;
const SECOND: &str = r#"    { staff = "S002", post = "operator", full_time = false, from = 2022-06-15 },
"#;
const UNDATED: &str = r#"{ staff = "S001", post = "operator", full_time = false }"#;
const ASSESSED: &str = r#"    { duty = "ability-assessment", on = 2025-10-20, staff = "S001", by_name = "省质控中心" },
    { duty = "ability-assessment", on = 2025-10-20, staff = "S002", by_name = "省质控中心" },
"#;

#[test]
fn the_first_day_of_the_only_operator_is_filled_in() {
    let fixture = with("g07", G07, &[(FIRST, UNDATED), (SECOND, "")]);
    for clause in ["2.1.1", "3.9"] {
        let told = all_told(&fixture.of(clause));
        assert_eq!(told, [["S001: fill postings from"]], "{clause}");
    }
}

#[test]
fn the_first_day_is_filled_in_and_the_duty_done_where_both_lack() {
    let fixture = with(
        "g07",
        G07,
        &[(FIRST, UNDATED), (SECOND, ""), (ASSESSED, "")],
    );
    let told = all_told(&fixture.of("3.9"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].len(), 2, "{told:?}");
    assert!(told[0][0].contains(r#"for Person(StaffNumber("S001"))"#));
    assert_eq!(told[0][1], "S001: fill postings from");
}

#[test]
fn an_exemption_that_may_lack_is_recorded() {
    let exempted = r#"exemptions = [{ technique = "seed-implantation", granted = 2022-06-15, by = "医疗技术临床应用管理委员会" }]"#;
    let open = r#"incomplete = ["exemptions"]"#;
    let told = all_told(&with("g07", G07, &[(exempted, open)]).of("4.1.3a"));
    let record = vec!["S002: fill exemptions ".to_owned()];
    assert!(told.contains(&record), "{told:?}");
}

#[test]
fn who_came_after_an_assessment_of_all_is_assessed() {
    let all = r#"    { duty = "ability-assessment", on = 2025-09-01, by_name = "省质控中心" },
"#;
    let later = SECOND.replace("2022-06-15", "2026-02-01");
    let fixture = with("g07", G07, &[(ASSESSED, all), (SECOND, &later)]);
    let about = r#"-: do ability-assessment on 2026-03-01 for Person(StaffNumber("S002")) or 0"#;
    assert_eq!(all_told(&fixture.of("3.9")), [[about]]);
}

const VENTILATOR: &str = r#"    { kind = "ventilator", name = "呼吸机一", department = "icu", external_contacts = 2, from = 2020-01-01 },
"#;
const ROUND: &str = r#"{ duty = "critical-round", on = 2026-02-24, by = "N001" }"#;

#[test]
fn a_round_of_an_item_whose_name_another_bears_is_done_for_all() {
    let two = [VENTILATOR, VENTILATOR].concat();
    let named = r#"{ duty = "critical-round", on = 2026-02-24, by = "N001", item = "呼吸机一" }"#;
    let fixture = with("eqm", EQM, &[(VENTILATOR, &two), (ROUND, named)]);
    let round = "N001: do critical-round on 2026-03-01 for AllEquipment or 0";
    assert_eq!(all_told(&fixture.of("1.1b")), [[round]]);
}

#[test]
fn equipment_without_a_first_day_is_said_to_be_left_out() {
    let undated = VENTILATOR.replace(", from = 2020-01-01", "");
    let ways = with("eqm", EQM, &[(VENTILATOR, &undated)]).of("1.1b");
    assert!(ways.ways.is_empty(), "{:?}", all_told(&ways));
    assert!(matches!(
        ways.left_out.as_slice(),
        [LeftOut::Equipment { .. }]
    ));
}
