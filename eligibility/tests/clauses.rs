//! The standards that ship with the product hold exactly the clauses of the documents.
//!
//! `clause-ids.tsv` was written from the documents, apart from the standard files: one row per
//! clause, in document order, with what it is about, the smallest form that computes it and its topic.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use eligibility::catalogue::Catalogue;
use eligibility::standard::{Clause, Condition, Flag, Library, Standard, Test, TitleRule, load};

const ROWS: &str = include_str!("clause-ids.tsv");
const EXAMPLE: &str = include_str!("standards/example.petct.toml");

/// Clauses that we compute in another form than the list names, on purpose.
const OTHER_KIND: &[(&str, &str, &str)] = &[
    (
        "zzq2023.rt.3c2",
        "headcount",
        "the ability is attested for each physicist counted in 3c, so it is a headcount nested there",
    ),
    (
        "sx2025.rt.3e",
        "headcount",
        "the ability is attested for each physicist counted in 3c, so it is a headcount nested there",
    ),
    (
        "nhc36.4.2",
        "every + attest",
        "the survey before building and radiation safety are judged",
    ),
    (
        "nhc36.6.1",
        "measure + attest",
        "items of equipment are a measure; the functions of ultrasound and the small equipment are judged",
    ),
    (
        "nhc36.6.2",
        "every + attest",
        "the rest of the rescue equipment, and whether there is enough, are judged",
    ),
    (
        "nhc36g.4.2c",
        "every + attest",
        "keeping the rules is judged",
    ),
    (
        "g08.4.2.1.4",
        "measure",
        "its three parts are a service and two totals; they are tests of one clause, not clauses",
    ),
    (
        "eqm.3.7",
        "every + attest",
        "signing for materials and the stock of parts are judged",
    ),
];

#[derive(Debug, PartialEq, Eq)]
struct Row {
    id: String,
    flag: String,
    kind: String,
    topic: String,
}

fn listed() -> Vec<Row> {
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [id, flag, kind, topic] = <[String; 4]>::try_from(cells).unwrap();
        Row {
            id,
            flag,
            kind,
            topic,
        }
    };
    ROWS.lines().skip(1).map(row).collect()
}

/// Kinds joined by a plus, in one order: which comes first in a clause means nothing.
fn in_order(kind: &str) -> String {
    let mut kinds: Vec<&str> = kind.split(" + ").collect();
    kinds.sort_unstable();
    kinds.join(" + ")
}

/// The listed kind, or the one we chose instead.
fn with_other_kind(mut row: Row) -> Row {
    let chosen = OTHER_KIND.iter().find(|(id, ..)| *id == row.id);
    row.kind = in_order(chosen.map_or(&row.kind, |(_, kind, _)| kind));
    row
}

fn as_row(clause: &Clause) -> Row {
    Row {
        id: clause.id.to_string(),
        flag: clause.flag.word().to_owned(),
        kind: in_order(&kind(clause)),
        topic: clause.topic.clone().unwrap_or_default(),
    }
}

fn kind(clause: &Clause) -> String {
    if clause.is_assessed() {
        clause.kind()
    } else {
        "–".to_owned()
    }
}

fn is_listed(standard: &Standard) -> bool {
    let prefix = format!("{}.", standard.id);
    listed().iter().any(|row| row.id.starts_with(&prefix))
}

/// Every edition at hand of the standards that the list covers.
fn shipped() -> Vec<Row> {
    let library = Library::built_in(&Catalogue::built_in().unwrap()).unwrap();
    let editions = library
        .iter()
        .filter(|standard| is_listed(standard))
        .flat_map(|standard| &standard.editions);
    editions
        .flat_map(|edition| &edition.clauses)
        .map(as_row)
        .collect()
}

#[test]
fn the_standards_hold_the_listed_clauses_in_document_order_and_no_other() {
    let expected: Vec<Row> = listed().into_iter().map(with_other_kind).collect();
    assert_eq!(shipped(), expected);
}

#[test]
fn a_deliberate_difference_of_kind_is_still_a_difference() {
    for (id, kind, reason) in OTHER_KIND {
        let row = listed().into_iter().find(|row| row.id == *id).unwrap();
        assert_ne!(row.kind, *kind, "{id} needs no exception: {reason}");
    }
}

#[test]
fn only_clauses_about_people_count_people() {
    let library = Library::built_in(&Catalogue::built_in().unwrap()).unwrap();
    let editions = library.iter().flat_map(|standard| &standard.editions);
    for clause in editions.flat_map(|edition| &edition.clauses) {
        // `every` is the kind of rooms and machines too.
        let counts_people = clause.tests.iter().any(|test| {
            use Test::{EachDepartment, Every, Headcount, Leader};
            matches!(
                test,
                Headcount(_) | EachDepartment(_) | Leader(_) | Every(_)
            )
        });
        let about_people = matches!(clause.flag, Flag::Personnel | Flag::Quasi);
        assert!(!counts_people || about_people, "{}", clause.id);
    }
}

#[test]
fn the_example_for_contributors_loads_and_shows_each_form() {
    let standard = load(EXAMPLE, &Catalogue::built_in().unwrap()).unwrap();
    let edition = &standard.editions[0];
    let kinds: Vec<String> = edition.clauses.iter().map(kind).collect();
    let expected = [
        "attest",
        "headcount",
        "headcount",
        "every",
        "headcount",
        "headcount",
        "leader",
        "leader",
        "–",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(edition.readings.len(), 1);
}

/// The titles that conditions ask for, and those whose discipline they take for the own one.
fn titles<'a>(
    conditions: &'a [Condition],
    asked: &mut Vec<&'a TitleRule>,
    own: &mut Vec<&'a TitleRule>,
) {
    for condition in conditions {
        match condition {
            Condition::Title(rule) => asked.push(rule),
            Condition::Experience(rule) => own.extend(rule.own_title()),
            Condition::Any(alternatives) => {
                for all in alternatives {
                    titles(all, asked, own);
                }
            }
            _ => {}
        }
    }
}

/// Else years by a title could count that the leader’s title is not.
#[test]
fn the_own_discipline_is_that_of_the_title_the_leader_must_have() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let mut seen = 0;
    for standard in library.iter() {
        for edition in &standard.editions {
            let others = edition
                .readings
                .iter()
                .flat_map(|reading| &reading.alternatives);
            let others = others.flat_map(|other| other.clauses.iter().map(|(_, clause)| clause));
            let (mut asked, mut own) = (Vec::new(), Vec::new());
            for test in edition
                .clauses
                .iter()
                .chain(others)
                .flat_map(|clause| &clause.tests)
            {
                if let Test::Leader(leader) = test {
                    titles(&leader.conditions, &mut asked, &mut own);
                }
            }
            for rule in own {
                seen += 1;
                assert!(asked.contains(&rule), "{}: {rule:?}", standard.id);
            }
        }
    }
    assert!(seen > 0);
}
