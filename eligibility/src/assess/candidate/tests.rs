//! The day from which a near miss counts, where the clause does not always apply.

use crate::assess::{Assessment, Question, Verdict, assess};
use crate::catalogue::Catalogue;
use crate::day::Day;
use crate::facts::Roster;
use crate::file::Node;
use crate::standard::Library;

const BASE: &str = include_str!("../../../tests/cases/sx2025.petct/base.toml");

const DECLARED: &str = r#"{ fact = "own-preparation", value = true },"#;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The base roster on 2026-03-01 with other declarations of own preparation, whose only chemist,
/// N006, has worked with positron drugs only from 2026-06-01 on.
fn declared(instead: &str) -> Assessment {
    let mut text = BASE.to_owned();
    let begins = ["2018-09-01", "2026-06-01"]
        .map(|from| format!(r#"{{ field = "positron-drugs", from = {from} }}"#));
    for (part, by) in [(DECLARED, instead), (begins[0].as_str(), &begins[1])] {
        assert!(text.contains(part), "{part}");
        text = text.replacen(part, by, 1);
    }
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let roster = Roster::read(&Node::from_toml(&text).unwrap(), &catalogue).unwrap();
    let (question, standard) = (
        Question::on(day("2026-03-01")),
        library.get("sx2025.petct").unwrap(),
    );
    let (hospital, programme) = (&roster.hospital, &roster.programme);
    assess(question, &catalogue, standard, hospital, programme).unwrap()
}

/// What the clause about own preparation says, and from which day N006 counts for it.
fn own_preparation(assessment: &Assessment) -> (Verdict, Option<Day>) {
    let mut clauses = assessment.clauses.iter();
    let clause = clauses.find(|clause| clause.id.as_str() == "sx2025.petct.4.1e");
    let clause = clause.unwrap();
    let [test] = clause.tests.as_slice() else {
        panic!("{clause:?}");
    };
    let mut rejected = test.people.rejected.iter();
    let chemist = rejected.find(|person| person.staff.as_str() == "N006");
    (clause.verdict, chemist.unwrap().from)
}

#[test]
fn a_near_miss_counts_from_the_day_on_which_all_is_met() {
    let found = own_preparation(&declared(DECLARED));
    assert_eq!(found, (Verdict::Short, Some(day("2026-06-01"))));
}

#[test]
fn no_day_is_named_once_the_clause_does_not_apply() {
    let unknown_then_no = r#"{ fact = "own-preparation", value = false, from = 2026-05-01 },"#;
    let found = own_preparation(&declared(unknown_then_no));
    assert_eq!(found, (Verdict::Undetermined, None));
}

#[test]
fn the_day_is_that_on_which_the_clause_applies_again() {
    let with_a_pause = r#"{ fact = "own-preparation", value = true, to = 2026-04-30 },
    { fact = "own-preparation", value = false, from = 2026-05-01, to = 2026-08-31 },
    { fact = "own-preparation", value = true, from = 2026-09-01 },"#;
    let found = own_preparation(&declared(with_a_pause));
    assert_eq!(found, (Verdict::Short, Some(day("2026-09-01"))));
}
