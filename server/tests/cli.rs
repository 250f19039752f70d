//! The command line as people and scripts use it: what it prints and how it exits.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod documents;
mod terminal;

use std::fs;
use std::process::Output;

use documents::{check_schema, json, roster};
use serde_json::Value;
use terminal::{DAY, folder, stderr, stdout, zhunru};

fn assess(roster: &str, more: &[&str]) -> Output {
    let mut args = vec!["assess", "--roster", roster];
    if !more.contains(&"--on") {
        args.extend(["--on", DAY]);
    }
    args.extend(more);
    zhunru(&args)
}

fn clause<'v>(assessment: &'v Value, id: &str) -> &'v Value {
    let clauses = assessment["clauses"].as_array().unwrap();
    clauses.iter().find(|clause| clause["id"] == id).unwrap()
}

#[test]
fn a_programme_that_meets_everything_exits_with_0() {
    let output = assess(&roster("met", "rt-sx"), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let assessment = json(&output);
    assert_eq!(assessment["verdict"], "met");
    assert_eq!(assessment["standard"], "sx2025.rt");
    assert_eq!(clause(&assessment, "sx2025.rt.3d")["required"], 2);
    check_schema("assessment", &assessment);
}

#[test]
fn an_uncertified_physician_on_the_post_exits_with_1_and_is_named() {
    let path = roster("short", "petct-sx");
    let output = assess(&path, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let assessment = json(&output);
    check_schema("assessment", &assessment);
    let physicians = clause(&assessment, "sx2025.petct.4.1a");
    assert_eq!(physicians["verdict"], "short");
    let rejected = physicians["rejected"].as_array().unwrap();
    let uncertified = rejected
        .iter()
        .find(|person| person["staff"] == "N0219")
        .unwrap();
    assert_eq!(uncertified["missing"], serde_json::json!(["no-credential"]));

    let chinese = stdout(&assess(&path, &[]));
    assert!(
        chinese.contains("不符合") && chinese.contains("N0219"),
        "{chinese}"
    );
    let english = stdout(&assess(&path, &["--lang", "en"]));
    assert!(
        english.contains("short") && english.contains("N0219"),
        "{english}"
    );
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let path = roster("same", "petmr-sx");
    for format in ["text", "json"] {
        let ask = || assess(&path, &["--format", format]).stdout;
        assert_eq!(ask(), ask());
    }
}

#[test]
fn a_roster_that_was_written_fits_the_published_schema() {
    for programme in [
        "petmr-sx",
        "petct-sx",
        "lap-sx",
        "rt-sx",
        "petct-zzq",
        "lap-zzq",
    ] {
        let text = fs::read_to_string(roster("schema", programme)).unwrap();
        check_schema("roster", &serde_json::from_str(&text).unwrap());
    }
}

#[test]
fn a_bad_roster_exits_with_2_names_every_fault_and_gives_no_verdict() {
    let path = folder("bad").join("roster.json");
    let text = r#"{
        "institution": { "departments": [{ "id": "nm", "kind": "nuclear-medicine" }], "colour": "red" },
        "programme": { "departments": ["nm", "gone"], "postings": [{ "staff": "9", "post": "physician" }] },
        "people": [
            { "staff": "1", "titles": [{ "level": "professor" }] },
            { "staff": "1", "employment": [{ "from": "2026-02-30" }] },
            { "staff": "2", "credentials": [{ "kind": "permit-ct", "issued": "2026-01-02", "expires": "2026-01-01" }] }
        ]
    }"#;
    fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    let output = assess(&path, &["--standard", "sx2025.petct"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let told = stderr(&output);
    for place in [
        "institution.colour",
        "programme.departments[1]",
        "programme.postings[0].staff",
        "people[0].titles[0].level",
        "people[1].staff",
        "people[1].employment[0].from",
        "people[2].credentials[0]",
    ] {
        assert!(told.contains(place), "{place} is missing in:\n{told}");
    }
    assert_eq!(told.lines().count(), 7, "{told}");
}

#[test]
fn what_is_not_there_exits_with_2_and_says_what_is() {
    let path = roster("missing", "rt-sx");
    let output = assess(&path, &["--standard", "sx2025.rz", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("sx2025.rt"), "{}", stderr(&output));
    assert_eq!(assess("no/such/file.json", &[]).status.code(), Some(2));
    assert_eq!(
        assess(&path, &["--on", "2026-13-01"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_day_before_the_edition_gives_no_verdict_unless_asked_for() {
    let path = roster("before", "rt-sx");
    let ask = |more: &[&str]| {
        let mut args = vec!["--on", "2025-06-15", "--format", "json"];
        args.extend(more);
        assess(&path, &args)
    };
    let output = ask(&[]);
    assert_eq!(output.status.code(), Some(1));
    let assessment = json(&output);
    check_schema("assessment", &assessment);
    assert_eq!(assessment["force"], "not-yet");
    assert_eq!(assessment["verdict"], Value::Null);
    assert_eq!(assessment["clauses"], serde_json::json!([]));

    let as_if = json(&ask(&["--as-if-in-force"]));
    assert_eq!(as_if["force"], "not-yet");
    assert!(!as_if["clauses"].as_array().unwrap().is_empty());

    let other_rules = json(&ask(&["--edition", "2025-06-16"]));
    assert_eq!(
        (&other_rules["force"], &other_rules["on"]),
        (&"in-force".into(), &"2025-06-15".into())
    );
    let text = stdout(&assess(&path, &["--on", "2025-06-15"]));
    assert!(text.contains("尚未施行"), "{text}");
}

#[test]
fn another_provinces_standard_is_one_file_in_a_folder() {
    let own = folder("own");
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../eligibility/tests/standards/example.petct.toml"
    );
    fs::copy(example, own.join("example.petct.toml")).unwrap();
    let own = own.display().to_string();
    let path = roster("own-roster", "petct-sx");
    let args = [
        "--standards",
        &own,
        "--standard",
        "demo2026.petct",
        "--format",
        "json",
    ];
    let assessment = json(&assess(&path, &args));
    assert_eq!(assessment["standard"], "demo2026.petct");
    check_schema("assessment", &assessment);
    let list = stdout(&zhunru(&["standards", "--standards", &own, "list"]));
    assert!(
        list.contains("demo2026.petct") && list.contains("sx2025.petct"),
        "{list}"
    );
}

#[test]
fn standards_are_listed_shown_and_checked() {
    let list = stdout(&zhunru(&["standards"]));
    assert_eq!(list.lines().count(), 16, "{list}");
    let shown = stdout(&zhunru(&["standards", "show", "sx2025.petct"]));
    assert!(
        shown.contains("sx2025.petct.4.1a") && shown.contains("2030-06-15"),
        "{shown}"
    );

    let bad = folder("check").join("bad.toml");
    fs::write(&bad, "id = \"x\"\ncolour = \"red\"\n").unwrap();
    let bad = bad.display().to_string();
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../eligibility/tests/standards/example.petct.toml"
    );
    let output = zhunru(&["standards", "check", &bad, example]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stdout(&output).contains("demo2026.petct"),
        "the file after a bad one is checked too"
    );
    assert!(stderr(&output).contains("colour"), "{}", stderr(&output));
    assert!(zhunru(&["standards", "check", example]).status.success());
}

#[test]
fn a_database_is_founded_once() {
    let database = folder("database").join("hospital.db").display().to_string();
    assert!(
        zhunru(&["demo", "--on", DAY, "--database", &database])
            .status
            .success()
    );
    let again = zhunru(&["demo", "--on", DAY, "--database", &database]);
    assert_eq!(again.status.code(), Some(1));
    assert!(!stderr(&again).is_empty());
}

#[test]
fn every_command_shows_an_example() {
    for command in ["serve", "demo", "notices", "assess", "timeline", "schema"] {
        let help = stdout(&zhunru(&[command, "--help"]));
        assert!(help.contains("Example"), "{command}: {help}");
    }
    for command in ["list", "show", "check"] {
        let help = stdout(&zhunru(&["standards", command, "--help"]));
        assert!(help.contains("Example"), "{command}: {help}");
    }
}

/// A what-if file of the test's own.
fn what_if(test: &str, changes: &str) -> String {
    let path = folder(&format!("{test}-what-if")).join("changes.toml");
    fs::write(&path, changes).unwrap();
    path.display().to_string()
}

#[test]
fn a_what_if_shows_what_would_differ_and_saves_nothing() {
    let path = roster("what-if", "petct-sx");
    let text = fs::read_to_string(&path).unwrap();
    let today = json(&assess(&path, &["--format", "json"]));
    let counted = clause(&today, "sx2025.petct.4.1a")["counted"][0]
        .as_str()
        .unwrap()
        .to_owned();
    let changes =
        format!("[[change]]\nperson_leaves = {{ staff = \"{counted}\", last_day = 2026-11-21 }}\n");
    let with = what_if("what-if", &changes);
    let output = assess(&path, &["--with", &with, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let compared = json(&output);
    check_schema("comparison", &compared);
    assert_eq!(compared["before"], today);
    let held = |assessment: &Value| {
        clause(assessment, "sx2025.petct.4.1a")["held"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(held(&compared["after"]) + 1, held(&compared["before"]));
    let differences = compared["differences"].as_array().unwrap();
    let gone = |one: &&Value| {
        one["no_longer_counted"]
            .as_array()
            .unwrap()
            .contains(&counted.clone().into())
    };
    assert!(differences.iter().any(|one| gone(&one)), "{differences:?}");

    let chinese = stdout(&assess(&path, &["--with", &with]));
    assert!(
        chinese.starts_with("若：\n") && chinese.contains("不再计入"),
        "{chinese}"
    );
    let english = stdout(&assess(&path, &["--with", &with, "--lang", "en"]));
    assert!(english.contains("leaves, last day 2026-11-21"), "{english}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    check_schema(
        "what-if",
        &serde_json::json!({
            "change": [{ "person_leaves": { "staff": counted, "last_day": "2026-11-21" } }]
        }),
    );
}

#[test]
fn a_what_if_at_fault_exits_with_2_and_says_which_change() {
    let path = roster("bad-what-if", "rt-sx");
    let text = "[[change]]\nperson_leaves = { staff = \"nobody\", last_day = 2026-11-21 }\n\
        [[change]]\nattested = { clause = \"sx2025.rt.99\", met = true, by = \"x\", on = 2026-01-01 }\n";
    let with = what_if("bad-what-if", text);
    let output = assess(&path, &["--with", &with]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("change[1].attested.clause"),
        "{}",
        stderr(&output)
    );
    let first = what_if(
        "bad-what-if",
        text.split_once("[[change]]\nattested").unwrap().0,
    );
    let told = stderr(&assess(&path, &["--with", &first]));
    assert!(
        told.contains("change[0].person_leaves.staff") && told.contains("第 1 行"),
        "{told}"
    );
    assert_eq!(
        assess(&path, &["--with", "no/such.toml"]).status.code(),
        Some(2)
    );
}

#[test]
fn ways_out_are_searched_on_request_and_their_changes_close_the_clause() {
    let path = roster("ways", "petct-sx");
    let output = assess(&path, &["--ways", "--format", "json"]);
    let assessment = json(&output);
    check_schema("assessment", &assessment);
    let ways = assessment["ways"].as_array().unwrap();
    let offered = ways.iter().flat_map(|clause| {
        let ways = clause["ways"].as_array().unwrap().iter();
        ways.map(|way| (clause["clause"].as_str().unwrap(), way))
    });
    let mut tried = 0;
    for (id, way) in offered.take(4) {
        let steps = way["steps"].as_array().unwrap();
        let changes: Vec<&Value> = steps
            .iter()
            .flat_map(|s| s["changes"].as_array().unwrap())
            .collect();
        if changes.is_empty() {
            continue;
        }
        let what_if = serde_json::json!({ "on": way["met_on"], "change": changes });
        check_schema("what-if", &what_if);
        let file = what_if_json("ways", &what_if);
        let compared = json(&assess(&path, &["--with", &file, "--format", "json"]));
        let verdict = &clause(&compared["after"], id)["verdict"];
        assert!(
            verdict == "met" || verdict == "not-applicable",
            "{id}: {way}"
        );
        tried += 1;
    }
    assert!(tried > 0, "{ways:?}");
    assert!(!assessment["single_points"].as_object().unwrap().is_empty());

    let chinese = stdout(&assess(&path, &["--ways"]));
    assert!(
        chinese.contains("补救办法：") && chinese.contains("单点风险"),
        "{chinese}"
    );
    let english = stdout(&assess(&path, &["--ways", "--lang", "en"]));
    assert!(
        english.contains("Ways out:") && english.contains("Single points of failure"),
        "{english}"
    );
    assert!(!stdout(&assess(&path, &[])).contains("补救办法"));
}

fn what_if_json(test: &str, value: &Value) -> String {
    let path = folder(&format!("{test}-what-if")).join("changes.json");
    fs::write(&path, value.to_string()).unwrap();
    path.display().to_string()
}
