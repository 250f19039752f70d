//! The readings of the standards that ship are those of the list of ambiguities, clause by clause.
//!
//! `readings.tsv` was written from that list, apart from the standard files. A row gives the number
//! of the ambiguity, a clause it names, and the alternatives that are computed for it; a dash where
//! the list has no alternative; or `cannot-change` with the reason why none can give another verdict.
//! A clause that only follows another one (it is nested there, or asks for the same) has a row that
//! says so. `*` stands for readings that are built in, and for ambiguities of all clauses.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::collections::{BTreeMap, BTreeSet};

use eligibility::catalogue::Catalogue;
use eligibility::standard::Library;

const ROWS: &str = include_str!("readings.tsv");

/// Readings that no standard's file holds.
const BUILT_IN: &[(&str, &str)] = &[("R-02", "day-after"), ("R-18", "not-shared")];

const NO_ALTERNATIVE: &str = "–";
const CANNOT_CHANGE: &str = "cannot-change";

/// Alternatives by ambiguity and clause.
type Readings = BTreeMap<(String, String), BTreeSet<String>>;

/// The rows: ambiguity, clause, alternatives, reason.
fn rows() -> Vec<[&'static str; 4]> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        [cell(), cell(), cell(), cell()]
    };
    ROWS.lines().skip(1).map(row).collect()
}

fn listed() -> Readings {
    let mut listed = Readings::new();
    for [rule, clause, readings, _] in rows() {
        if clause == "*" || [NO_ALTERNATIVE, CANNOT_CHANGE].contains(&readings) {
            continue;
        }
        let alternatives = readings.split(' ').map(str::to_owned).collect();
        let key = (rule.to_owned(), clause.to_owned());
        assert_eq!(listed.insert(key, alternatives), None, "{rule} {clause}");
    }
    listed
}

fn loaded(library: &Library) -> Readings {
    let mut loaded = Readings::new();
    let editions = library.iter().filter(|standard| standard.form_of.is_none());
    for edition in editions.flat_map(|standard| &standard.editions) {
        for reading in &edition.readings {
            for alternative in &reading.alternatives {
                for (_, clause) in &alternative.clauses {
                    let key = (reading.id.clone(), clause.id.to_string());
                    let known = loaded.entry(key).or_default();
                    known.insert(alternative.id.clone());
                }
            }
        }
    }
    loaded
}

fn built_in() -> Library {
    Library::built_in(&Catalogue::built_in().unwrap()).unwrap()
}

#[test]
fn every_alternative_of_the_list_is_computed_and_no_other() {
    let (listed, loaded) = (listed(), loaded(&built_in()));
    let lacks = |of: &Readings, among: &Readings| -> Vec<String> {
        let missing = of.iter().filter(|(key, of)| among.get(key) != Some(of));
        let line = |((rule, clause), of): (&(String, String), &BTreeSet<String>)| {
            let of: Vec<&str> = of.iter().map(String::as_str).collect();
            format!("{rule}\t{clause}\t{}", of.join(" "))
        };
        missing.map(line).collect()
    };
    let (missing, extra) = (lacks(&listed, &loaded), lacks(&loaded, &listed));
    assert!(
        missing.is_empty() && extra.is_empty(),
        "\nnot computed:\n{}\nnot listed:\n{}",
        missing.join("\n"),
        extra.join("\n")
    );
}

#[test]
fn what_cannot_change_says_why_and_names_clauses_there_are() {
    let library = built_in();
    let standards = library.iter().filter(|standard| standard.form_of.is_none());
    let editions = standards.flat_map(|standard| &standard.editions);
    let clauses: BTreeSet<String> = editions
        .flat_map(|edition| &edition.clauses)
        .map(|clause| clause.id.to_string())
        .collect();
    for [rule, clause, readings, why] in rows() {
        assert!(clause == "*" || clauses.contains(clause), "{rule} {clause}");
        assert!(
            readings != CANNOT_CHANGE || !why.is_empty(),
            "{rule} {clause}"
        );
    }
}

#[test]
fn every_ambiguity_has_a_row_and_the_readings_built_in_are_listed() {
    let numbers: BTreeSet<String> = rows().iter().map(|row| row[0].to_owned()).collect();
    let expected = (1..=49).map(|number| format!("A{number}"));
    let expected = expected.chain(BUILT_IN.iter().map(|(rule, _)| (*rule).to_owned()));
    assert_eq!(numbers, expected.collect());
    for (rule, alternative) in BUILT_IN {
        let is_listed = |row: &[&str; 4]| row[..3] == [*rule, "*", *alternative];
        assert!(rows().iter().any(is_listed), "{rule}");
    }
}
