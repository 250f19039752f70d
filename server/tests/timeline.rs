//! `zhunru timeline` as people and scripts use it.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[path = "terminal/rosters.rs"]
mod rosters;
mod terminal;

use std::process::Output;

use rosters::{check_schema, json as parsed, roster};
use serde_json::{Value, json};
use terminal::{DAY, folder, stderr, stdout, zhunru};

fn timeline(roster: &str, more: &[&str]) -> Output {
    let mut args = vec!["timeline", "--roster", roster];
    if !more.contains(&"--from") {
        args.extend(["--from", DAY]);
    }
    args.extend(more);
    zhunru(&args)
}

fn changes<'v>(timeline: &'v Value, id: &str) -> Vec<&'v Value> {
    let changes = timeline["changes"].as_array().unwrap();
    changes.iter().filter(|change| change["id"] == id).collect()
}

#[test]
fn a_break_is_named_with_its_day_and_the_record_behind_it() {
    let path = roster("timeline-break", "lap-sx");
    let args = ["--to", "2027-11-21", "--format", "json"];
    let output = timeline(&path, &args);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let document = parsed(&output);
    check_schema("timeline", &document);
    let changes = changes(&document, "sx2025.lap.4b2");
    let first = changes.first().unwrap();
    // The filing of the only one with a senior title ends on 2026-12-12.
    assert_eq!(first["day"], "2026-12-13");
    assert_eq!(first["before"]["verdict"], "met");
    assert_eq!(first["after"]["verdict"], "short");
    let cause = &first["causes"][0];
    assert_eq!(
        (&cause["kind"], &cause["staff"]),
        (&json!("person"), &json!("N0601"))
    );
    assert_eq!(
        cause["findings"][0]["after"]["cause"]["code"],
        "filing-ended"
    );

    let chinese = stdout(&timeline(&path, &["--to", "2027-11-21"]));
    assert!(
        chinese.contains("2026-12-13") && chinese.contains("N0601"),
        "{chinese}"
    );
    assert!(chinese.contains("计入 → 不计入"), "{chinese}");
    let english = stdout(&timeline(&path, &["--to", "2027-11-21", "--lang", "en"]));
    assert!(english.contains("Counted → Not counted"), "{english}");
}

#[test]
fn a_span_without_a_fault_exits_with_0() {
    let path = roster("timeline-met", "rt-sx");
    let output = timeline(&path, &["--to", "2026-12-20", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let document = parsed(&output);
    check_schema("timeline", &document);
    assert_eq!(document["verdicts"][0]["verdict"], "met");
    assert_eq!(document["turns"]["breaks"], json!([]));
}

#[test]
fn the_first_day_is_what_assess_says_of_it() {
    let path = roster("timeline-first", "petmr-sx");
    let document = parsed(&timeline(&path, &["--format", "json"]));
    check_schema("timeline", &document);
    let assess = ["assess", "--roster", &path, "--on", DAY, "--format", "json"];
    let assessment = parsed(&zhunru(&assess));
    let verdicts = |rows: &Value, of: fn(&Value) -> &Value| -> Vec<(Value, Value)> {
        let rows = rows.as_array().unwrap();
        rows.iter()
            .map(|row| (row["id"].clone(), of(row).clone()))
            .collect()
    };
    assert_eq!(
        verdicts(&document["clauses"], |row| &row["state"]["verdict"]),
        verdicts(&assessment["clauses"], |row| &row["verdict"])
    );
    // Without `--to` the span is two years.
    assert_eq!(document["to"], "2028-11-22");
}

#[test]
fn the_end_of_an_edition_is_a_cause_of_its_own() {
    let path = roster("timeline-lapse", "rt-sx");
    let span = ["--from", "2030-06-01", "--to", "2030-06-30"];
    let ask = |more: &[&str]| {
        let mut args = span.to_vec();
        args.extend(more);
        timeline(&path, &args)
    };
    let document = parsed(&ask(&["--format", "json"]));
    check_schema("timeline", &document);
    let changes = changes(&document, "sx2025.rt.3d");
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0]["day"], "2030-06-16");
    assert_eq!(changes[0]["after"], Value::Null);
    assert_eq!(changes[0]["causes"][0]["kind"], "rules");

    let as_if = parsed(&ask(&["--as-if-in-force", "--format", "json"]));
    check_schema("timeline", &as_if);
    assert_eq!(as_if["changes"], json!([]));
    let one_edition = parsed(&ask(&["--edition", DAY, "--format", "json"]));
    assert_eq!(one_edition["rules"].as_array().unwrap().len(), 1);
    let text = stdout(&ask(&[]));
    assert!(text.contains("已失效"), "{text}");
}

#[test]
fn a_span_that_ends_before_it_begins_exits_with_2() {
    let path = roster("timeline-backwards", "rt-sx");
    for lang in ["zh", "en"] {
        let output = timeline(&path, &["--to", "2026-11-21", "--lang", lang]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("2026-11-21"),
            "{}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn what_cannot_be_read_exits_with_2() {
    let bad = folder("timeline-bad").join("roster.json");
    std::fs::write(&bad, "{ \"colour\": \"red\" }").unwrap();
    let output = timeline(&bad.display().to_string(), &["--standard", "sx2025.rt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("colour"), "{}", stderr(&output));
    let path = roster("timeline-unknown", "rt-sx");
    let unknown = timeline(&path, &["--standard", "sx2025.rz"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let path = roster("timeline-same", "petct-zzq");
    for format in ["text", "json"] {
        let ask = || timeline(&path, &["--format", format]).stdout;
        assert_eq!(ask(), ask());
    }
}
