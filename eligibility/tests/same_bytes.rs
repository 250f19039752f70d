//! The same facts give the same bytes: asked twice, and with the lists of the file turned round.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::fmt::Write as _;
use std::path::Path;

use eligibility::assess::ways::{Limits, single_points, ways_out};
use eligibility::assess::{Question, TimelineQuestion, assess, timeline};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Roster;
use eligibility::file::{Node, Value};
use eligibility::standard::{Library, Standard};

/// The lists whose order says nothing. Equipment, rooms and departments are told in the order of the
/// file, so turning those round turns their lines round.
const LISTS: &[&[&str]] = &[
    &["people"],
    &["programme", "postings"],
    &["programme", "duties"],
    &["programme", "declared"],
    &["programme", "figures"],
    &["programme", "attestations"],
];

fn base(id: &str) -> Node {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let path = folder.join(id).join("base.toml");
    let text = std::fs::read_to_string(&path);
    Node::from_toml(&text.unwrap_or_else(|error| panic!("{}: {error}", path.display()))).unwrap()
}

/// Turns the list at a path round; whether that makes another file.
fn turn_round(node: &mut Node, path: &[&str]) -> bool {
    match (&mut node.value, path) {
        (Value::Table(entries), [key, rest @ ..]) => {
            let found = entries.iter_mut().find(|(name, _)| name == key);
            found.is_some_and(|(_, value)| turn_round(value, rest))
        }
        (Value::List(items), []) => {
            items.reverse();
            items.len() > 1
        }
        _ => false,
    }
}

/// The base roster with every list turned round.
fn turned_round(id: &str) -> Node {
    let mut node = base(id);
    let turned = LISTS.iter().filter(|path| turn_round(&mut node, path));
    // A standard about one agreement has a base roster with one of everything.
    assert!(
        turned.count() >= 2 || id == "nhc36n",
        "{id}: nothing to turn round"
    );
    node
}

/// Everything that can be asked, on a day when all is met and on one when papers have run out.
fn everything(standard: &Standard, node: &Node, catalogue: &Catalogue) -> String {
    let Roster {
        hospital,
        programme,
    } = Roster::read(node, catalogue).unwrap_or_else(|faults| panic!("{faults}"));
    let facts = (&hospital, &programme);
    let middle = Day::new(2026, 3, 1).unwrap();
    let mut said = String::new();
    for on in [middle, middle.plus_months(18)] {
        let question = Question {
            rules_on: middle,
            ..Question::on(on)
        };
        let limits = Limits {
            assessments: 150,
            ..Limits::default()
        };
        let assessed = assess(question, catalogue, standard, &hospital, &programme).unwrap();
        writeln!(said, "{assessed:#?}").unwrap();
        for test in assessed.clauses.iter().flat_map(|clause| &clause.tests) {
            let people = &test.people;
            let lists = [&people.counted, &people.possible, &people.rejected];
            said += &serde_json::to_string(&(lists, &test.reasons)).unwrap();
        }
        let ways = ways_out(question, catalogue, standard, facts, limits);
        let points = single_points(question, catalogue, standard, facts);
        writeln!(
            said,
            "{ways:#?}\n{}",
            serde_json::to_string(&points).unwrap()
        )
        .unwrap();
    }
    let question = TimelineQuestion {
        rules_on: Some(middle),
        ..TimelineQuestion::over(middle, middle.plus_months(24))
    };
    let course = timeline(question, catalogue, standard, &hospital, &programme);
    writeln!(said, "{course:#?}").unwrap();
    said
}

/// The first line in which two answers differ.
fn difference(one: &str, other: &str) -> String {
    let mut pairs = one.lines().zip(other.lines());
    let found = pairs.find(|(one, other)| one != other);
    found.map_or_else(
        || "one says more".to_owned(),
        |(one, other)| format!("{one}\n    {other}"),
    )
}

fn compare(other: fn(&str) -> Node) {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let mut wrong = Vec::new();
    for standard in library.iter() {
        let first = everything(standard, &base(&standard.id), &catalogue);
        let second = everything(standard, &other(&standard.id), &catalogue);
        if first != second {
            let at = difference(&first, &second);
            wrong.push(format!("{}:\n    {at}", standard.id));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_same_file_gives_the_same_bytes_twice() {
    compare(base);
}

#[test]
fn a_file_turned_round_gives_the_same_bytes() {
    compare(turned_round);
}
