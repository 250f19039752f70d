//! Every variant of every enum, in both languages.

mod causes;
mod changes;
mod faults;
mod ledgers;
mod reasons;
mod sheets;
mod smaller;
mod timelines;
mod training;
mod upkeep;
mod ways;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use eligibility::catalogue::{Catalogue, Vocabulary};
use eligibility::day::Day;
use eligibility::standard::{ClauseId, Library};

use super::Voice;
use crate::locale::Lang;

/// Latin words a Chinese sentence may hold: what the trade calls its machines and papers, and
/// everybody their files; the numbers of reading rules, and ids of clauses.
const PERMITTED: &[&str] = &[
    "A", "ACLS", "BLS", "CDFI", "CSV", "CT", "DR", "DSA", "Excel", "GB", "GBK", "LA", "MB", "MR",
    "MRI", "PET", "R", "SPECT", "SQLite", "UTF", "X", "csv", "petct", "sx", "xls", "xlsx",
];

/// The built-in catalogue and a duty of our own.
fn catalogue() -> Catalogue {
    let own = r#"duty = [{ id = "own-check", zh = "设备巡检", en = "equipment check" }]"#;
    let own = Catalogue::parse(own).unwrap();
    Catalogue::built_in().unwrap().extended_by(own).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn clause_id(catalogue: &Catalogue) -> ClauseId {
    let library = Library::built_in(catalogue).unwrap();
    let standard = library.get("sx2025.petct").unwrap();
    standard.editions[0].clauses[0].id.clone()
}

/// Both sentences of each item under its code; fails where one is empty or English leaks into
/// the Chinese one.
fn said<T>(items: &[(&str, T)], say: impl Fn(Voice<'_>, &T) -> String) -> String {
    let catalogue = catalogue();
    let mut out = String::new();
    for (code, item) in items {
        let zh = say(Voice::new(Lang::Zh, &catalogue), item);
        let en = say(Voice::new(Lang::En, &catalogue), item);
        check_chinese(code, &zh);
        assert!(!en.is_empty(), "{code} says nothing in English");
        assert!(
            en.is_ascii() || !en.contains(|c| ('一'..='龥').contains(&c)),
            "{code}: {en}"
        );
        writeln!(out, "{code}\n  {zh}\n  {en}").unwrap();
    }
    out
}

#[track_caller]
fn check_chinese(code: &str, text: &str) {
    assert!(!text.is_empty(), "{code} says nothing in Chinese");
    // What stands in backticks is quoted from a file.
    let own: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    for word in own
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
    {
        assert!(PERMITTED.contains(&word), "{code} leaks `{word}`: {text}");
    }
}

#[test]
fn every_label_of_the_catalogue_is_chinese_in_chinese() {
    let catalogue = Catalogue::built_in().unwrap();
    for vocabulary in Vocabulary::ALL {
        for id in catalogue.ids(*vocabulary) {
            check_chinese(id, catalogue.label(*vocabulary, id).unwrap().zh);
        }
    }
}

/// How many different codes stand in a list: each variant has one.
fn n_codes<T>(items: &[(&str, T)]) -> usize {
    items
        .iter()
        .map(|(code, _)| code.split(' ').next())
        .collect::<BTreeSet<_>>()
        .len()
}
