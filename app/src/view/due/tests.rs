//! Rows of the list over the hospital of tests.

use std::sync::Arc;

use registry::access::Role;
use registry::due::query;
use registry::snapshot::Snapshot;

use super::*;
use crate::source::Facts as _;
use crate::test_hospital::{TestHospital, actor, day};

fn view(hospital: &TestHospital, lang: Lang, reader: &Actor, on: &str, month: &str) -> DueView {
    let (snapshot, assessments) = (&*hospital.snapshot, &hospital.assessments);
    let seen = Seen::new(reader.reading(), hospital.today(), snapshot, assessments);
    let query = Query {
        month: Day::parse(month),
        ..Query::default()
    };
    let list = query::list(&seen, &query, day(on)).unwrap();
    let address = Address {
        lang,
        ..Address::default()
    };
    let told = Told {
        voice: hospital.voice(lang),
        address: &address,
        seen: &seen,
        actor: reader,
        departments: &hospital.hospital().institution.departments,
        on: day(on),
    };
    told.list(&query, &list)
}

#[test]
fn a_row_always_says_what_a_lapse_does_or_that_it_does_nothing() {
    let hospital = TestHospital::new();
    let hr = actor(Role::Hr, &[]);
    let (mut n_effects, mut n_short) = (0, 0);
    for lang in Lang::ALL {
        let words = lang.words().due;
        for (on, none) in [
            ("2026-11-22", words.no_effect),
            ("2028-06-01", words.no_effect_now),
        ] {
            let list = view(&hospital, lang, &hr, on, "");
            assert!(!list.rows.is_empty());
            for row in &list.rows {
                if row.effects.is_empty() {
                    let is_said = [none, words.no_effect, words.no_effect_now];
                    assert!(is_said.contains(&&*row.no_effect), "{row:?}");
                } else if row.last < day("2028-01-01") && on == "2028-06-01" {
                    n_short += 1;
                } else {
                    n_effects += 1;
                }
            }
        }
    }
    assert!(n_effects + n_short > 0, "{n_effects} {n_short}");
}

#[test]
fn so_far_ahead_nothing_is_foreseen_and_that_is_said() {
    let mut hospital = TestHospital::new();
    let mut facts = hospital.hospital().clone();
    let papers = facts.people.iter_mut().flat_map(|one| &mut one.credentials);
    let paper = papers
        .into_iter()
        .find(|paper| paper.kind.as_str() == "bls");
    paper.unwrap().expires = Day::parse("2035-01-31");
    hospital.snapshot = Arc::new(Snapshot::unstored(2, facts));
    let hr = actor(Role::Hr, &[]);
    for lang in Lang::ALL {
        let far = view(&hospital, lang, &hr, "2026-11-22", "2035-01-01");
        assert_eq!(far.rows.len(), 1);
        assert_eq!(far.rows[0].no_effect, lang.words().due.not_foreseen);
    }
}

#[test]
fn a_head_is_told_that_it_is_of_the_programmes_that_may_be_seen() {
    let hospital = TestHospital::new();
    let department = hospital.hospital().institution.departments[0].id.clone();
    let head = actor(Role::Head, &[&department]);
    let list = view(&hospital, Lang::Zh, &head, "2028-06-01", "");
    assert!(!list.rows.is_empty());
    for row in &list.rows {
        assert!(row.no_effect.starts_with("在您可见的项目中，"), "{row:?}");
    }
}
