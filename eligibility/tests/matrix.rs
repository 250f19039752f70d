//! The written matrix of `matrix.toml`: what a credential is worth, by its state, the day and the kind
//! of clause.
//!
//! Each state becomes a roster, each of its days an assessment; every difference is reported.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::collections::BTreeSet;

use eligibility::assess::{Assessment, ClauseReport, Question, assess};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Roster;
use eligibility::file::{Node, Value};
use eligibility::standard::{Standard, load};

const MATRIX: &str = include_str!("matrix.toml");

/// The kinds of clause, in the order of the columns.
const CLAUSES: [&str; 6] = ["headcount", "every", "leader", "first", "rival", "duty"];

const STANDARD: &str = r#"
id = "matrix"
title = { zh = "证书矩阵", en = "Matrix of credentials" }
issuer = { zh = "虚构", en = "made up" }
document = "〔2026〕0 号"
equipment = ["pet-ct"]

[[edition]]
id = "1"

[[edition.clause]]
id = "headcount"
flag = "P"
topic = "headcount"
number = "1"
text = { zh = "持证者至少 1 名", en = "At least one holds it" }
headcount = [{ need = 1, who = { credential = KINDS } }]

[[edition.clause]]
id = "every"
flag = "P"
topic = "every"
number = "2"
text = { zh = "技师岗上人人持证", en = "Every technologist on the post holds it" }
every = [{ posts = ["technologist"], who = { credential = KINDS } }]

[[edition.clause]]
id = "leader"
flag = "P"
topic = "leader"
number = "3"
text = { zh = "负责人持证", en = "The leader holds it" }
leader = [{ post = "leader", who = { credential = KINDS } }]

[[edition.clause]]
id = "first"
flag = "P"
topic = "first"
number = "4"
text = { zh = "持证技师 1 名", en = "One technologist holds it" }
headcount = [{ need = 1, group = "first", who = { profession = ["technologist"], credential = KINDS } }]

[[edition.clause]]
id = "rival"
flag = "P"
topic = "rival"
number = "5"
text = { zh = "另有技师 1 名", en = "One more technologist" }
headcount = [{ need = 1, group = "rival", who = { profession = ["technologist"] } }]

[[edition.clause]]
id = "duty"
flag = "P"
topic = "duty"
number = "6"
text = { zh = "持证者每年演练", en = "One who holds it does a drill every year" }
periodic = [{ duty = "emergency-drill", months = 12, by = { credential = KINDS } }]
"#;

const KINDS: &str = r#"["permit-ct", "bls", "radiation-training-certificate", "contrast-rescue"]"#;

/// A state of the matrix.
struct State {
    name: String,
    professions: Vec<String>,
    incomplete: bool,
    credentials: Node,
    days: Vec<Row>,
}

/// One day of a state.
struct Row {
    day: Day,
    person: String,
    code: String,
    verdicts: Vec<String>,
    /// What day it is.
    position: String,
}

fn states() -> Vec<State> {
    let file = Node::from_toml(MATRIX).unwrap_or_else(|faults| panic!("matrix.toml:\n{faults}"));
    file.items_at("state").iter().map(State::of).collect()
}

impl State {
    fn of(node: &Node) -> Self {
        let text = |key: &str| node.get(key).and_then(Node::as_text).unwrap().to_owned();
        let professions: Vec<String> = node
            .items_at("professions")
            .iter()
            .map(|item| item.as_text().unwrap().to_owned())
            .collect();
        let technologist = || vec!["technologist".to_owned()];
        let incomplete = node.get("incomplete").map(|node| &node.value);
        Self {
            name: text("name"),
            professions: if professions.is_empty() {
                technologist()
            } else {
                professions
            },
            incomplete: incomplete == Some(&Value::Bool(true)),
            credentials: node.get("credentials").unwrap().clone(),
            days: text("days").lines().filter_map(Row::of).collect(),
        }
    }

    /// The hospital of the state as it is on a day.
    fn roster(&self, day: Day, catalogue: &Catalogue) -> Roster {
        let text = |text: &str| Node::text(text);
        let list = |items: Vec<Node>| Node::list(items);
        let since = |mut entries: Vec<(&'static str, Node)>| {
            entries.push(("from", Node::text("2010-01-01")));
            list(vec![Node::table(entries)])
        };
        let professions = self
            .professions
            .iter()
            .map(|profession| Node::table([("profession", text(profession))]));
        let incomplete = self.incomplete.then(|| text("credentials"));
        let person = Node::table([
            ("staff", text("N1")),
            ("name", text("王一")),
            ("employment", since(vec![])),
            ("departments", since(vec![("department", text("rad"))])),
            ("professions", list(professions.collect())),
            ("credentials", self.credentials.clone()),
            ("incomplete", list(incomplete.into_iter().collect())),
        ]);
        let department = Node::table([("id", text("rad")), ("kind", text("radiology"))]);
        let posting = vec![
            ("staff", text("N1")),
            ("post", text("technologist")),
            ("full_time", Node::bare(Value::Bool(false))),
        ];
        let duty = Node::table([
            ("duty", text("emergency-drill")),
            ("on", text(&day.to_string())),
            ("by", text("N1")),
        ]);
        let programme = Node::table([
            ("departments", list(vec![text("rad")])),
            ("leader", since(vec![("staff", text("N1"))])),
            ("postings", since(posting)),
            ("duties", list(vec![duty])),
        ]);
        let file = Node::table([
            (
                "institution",
                Node::table([("departments", list(vec![department]))]),
            ),
            ("programme", programme),
            ("people", list(vec![person])),
        ]);
        Roster::read(&file, catalogue).unwrap_or_else(|faults| panic!("{}:\n{faults}", self.name))
    }
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        let (cells, position) = line.split_once('#')?;
        let mut cells = cells.split_whitespace().map(str::to_owned);
        let day = Day::parse(&cells.next()?).unwrap_or_else(|| panic!("not a day: {line}"));
        let row = Self {
            day,
            person: cells.next().unwrap(),
            code: cells.next().unwrap(),
            verdicts: cells.collect(),
            position: position.trim().to_owned(),
        };
        assert_eq!(row.verdicts.len(), CLAUSES.len(), "{line}");
        Some(row)
    }
}

fn standard(catalogue: &Catalogue) -> Standard {
    let text = STANDARD.replace("KINDS", KINDS);
    load(&text, catalogue).unwrap_or_else(|faults| panic!("{faults}"))
}

fn clause<'a>(assessment: &'a Assessment, name: &str) -> &'a ClauseReport {
    let id = format!("matrix.{name}");
    let mut clauses = assessment.clauses.iter();
    clauses.find(|clause| clause.id.as_str() == id).unwrap()
}

/// Whether the person of the matrix holds the credential, and why not, as the headcount says.
fn person(assessment: &Assessment) -> (&'static str, String) {
    let people = &clause(assessment, "headcount").tests[0].people;
    let standings = [
        ("yes", &people.counted),
        ("maybe", &people.possible),
        ("no", &people.rejected),
    ];
    let mut found = standings.into_iter().filter(|(_, list)| !list.is_empty());
    let (truth, list) = found.next().unwrap();
    let codes = list[0].codes().join("+");
    let code = if codes.is_empty() {
        "-".to_owned()
    } else {
        codes
    };
    (truth, code)
}

#[test]
fn every_cell_of_the_matrix_is_as_written() {
    let catalogue = Catalogue::built_in().unwrap();
    let standard = standard(&catalogue);
    let mut wrong = Vec::new();
    for state in states() {
        for row in &state.days {
            let roster = state.roster(row.day, &catalogue);
            let (hospital, programme) = (&roster.hospital, &roster.programme);
            let question = Question::on(row.day);
            let done = assess(question, &catalogue, &standard, hospital, programme).unwrap();
            let mut differ = |what: &str, want: &str, is: &str| {
                if want != is {
                    let at = format!("{}, {} ({})", state.name, row.day, row.position);
                    wrong.push(format!("{at}: {what} is {is}, written {want}"));
                }
            };
            let (truth, code) = person(&done);
            differ("person", &row.person, truth);
            differ("code", &row.code, &code);
            for (name, want) in CLAUSES.iter().zip(&row.verdicts) {
                differ(name, want, clause(&done, name).verdict.word());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_matrix_names_every_state_once_and_no_state_without_days() {
    let states = states();
    let names: BTreeSet<&str> = states.iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names.len(), states.len());
    let empty = states.iter().filter(|state| state.days.is_empty());
    assert_eq!(empty.map(|state| &state.name).collect::<Vec<_>>(), [""; 0]);
    let lines = MATRIX.lines().filter(|line| line.starts_with("20")).count();
    let rows: usize = states.iter().map(|state| state.days.len()).sum();
    assert_eq!(lines, rows, "a line is not read");
}

#[test]
fn what_is_unsure_of_the_credential_is_never_met_where_it_decides() {
    for state in states() {
        for row in state.days.iter().filter(|row| row.person != "yes") {
            // The rival group does not ask for the credential.
            let asked = CLAUSES
                .iter()
                .zip(&row.verdicts)
                .filter(|(name, _)| **name != "rival");
            for (name, verdict) in asked {
                assert_ne!(verdict, "met", "{}, {}: {name}", state.name, row.day);
            }
        }
    }
}
