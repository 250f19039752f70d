//! Exporting, and importing into an empty hospital: what comes back is what was recorded, field by
//! field. That importing an export again changes nothing would also hold of one that leaves half of
//! everything out.

use std::collections::BTreeSet;

use eligibility::day::Day;
use eligibility::facts::{Person, Posting};
use eligibility::file::{Shape as _, Value};

use super::*;
use crate::demo;
use crate::ledger::export::Table;
use crate::ledger::kinds::SHEETS;
use crate::store::testing::sqlite;

/// The kinds of record that a ledger does not carry, by design.
const NOT_CARRIED: [(&[&str], &str); 3] = [
    (
        &[
            "institution",
            "institution_kind",
            "institution_level",
            "institution_subject",
            "institution_paper",
            "institution_service",
            "institution_declared",
            "institution_incomplete",
            "training_base",
            "lead_time",
            "postponement",
        ],
        "of the hospital itself: there is one, and it is kept on its page",
    ),
    (
        &["equipment", "room"],
        "no person's: kept on the hospital's page",
    ),
    (
        &[
            "programme",
            "programme_department",
            "programme_incomplete",
            "posting_elsewhere",
            "declared",
            "figure",
            "attestation",
            "duty",
        ],
        "of a programme: kept on its page; of a programme a ledger has the postings only",
    ),
];

/// Holds people against each other field by field, so that what differs has a name.
#[track_caller]
fn equal(found: &[Person], expected: &[Person]) {
    let staff = |people: &[Person]| -> Vec<String> {
        let people = people.iter();
        people.map(|person| person.staff.to_string()).collect()
    };
    assert_eq!(staff(found), staff(expected));
    for (found, expected) in found.iter().zip(expected) {
        let (found_node, node) = (found.write(), expected.write());
        let Value::Table(fields) = &node.value else {
            panic!("{node:?}");
        };
        for (key, value) in fields {
            assert_eq!(
                found_node.get(key),
                Some(value),
                "{key} of {}",
                expected.staff
            );
        }
        assert_eq!(found, expected);
    }
}

/// The postings of every programme, in no order: a ledger has them person by person.
fn postings(hospital: &Hospital) -> Vec<(String, Posting)> {
    let programmes = hospital.programmes.iter();
    let mut all: Vec<_> = programmes
        .flat_map(|one| one.postings.iter().map(|p| (one.id.clone(), p.clone())))
        .collect();
    all.sort_by_key(|(programme, posting)| (programme.clone(), format!("{posting:?}")));
    all
}

/// The hospital with nobody in it, and without what of its programmes is about somebody.
fn emptied(hospital: &Hospital) -> Hospital {
    let mut empty = hospital.clone();
    empty.people.clear();
    for programme in &mut empty.programmes {
        programme.postings.clear();
        programme.elsewhere.clear();
        programme.attestations.clear();
        programme.duties.clear();
    }
    empty
}

/// The hospital without anything that refers to its departments, and without them.
fn bare(hospital: &Hospital) -> Hospital {
    let mut bare = emptied(hospital);
    bare.programmes.clear();
    bare.equipment.clear();
    bare.rooms.clear();
    bare.institution.departments.clear();
    bare
}

fn without_programmes(hospital: &Hospital) -> Hospital {
    Hospital {
        programmes: Vec::new(),
        ..hospital.clone()
    }
}

fn tables(hospital: &Hospital, layout: Layout) -> Vec<Table> {
    let people: Vec<_> = hospital.people.iter().collect();
    export::tables(&people, hospital, &Catalogue::built_in().unwrap(), layout)
}

fn faults(checked: &Checked) -> Vec<String> {
    let rows = checked.preview.rows.iter();
    let bad = rows.filter(|row| !row.faults.is_empty());
    bad.map(|row| {
        let sheet = &checked.preview.sheets[row.sheet].name;
        format!("{sheet} {}: {:?}", row.row, row.faults)
    })
    .collect()
}

/// What a hospital has become by a file, of which every row must be taken.
async fn taken_in(scratch: Scratch, start: &Hospital, name: &str, bytes: &[u8]) -> Hospital {
    let snapshots = snapshots(&scratch, start).await;
    let (actor, mapping) = (hr(), &[]);
    let upload = Upload {
        name,
        bytes,
        mapping,
    };
    let right = actor.editing().unwrap();
    let done = apply(
        &right,
        &snapshots,
        upload,
        Mode::AllOrNothing,
        at(1),
        &|_| {},
    );
    let done = match done.await {
        Ok(done) => done,
        Err(ImportError::BadRows(checked)) => panic!("{name}: {:#?}", faults(&checked)),
        Err(error) => panic!("{name}: {error}"),
    };
    let counts = done.checked.preview.counts;
    assert_eq!((counts.bad, counts.changed), (0, 0), "{name}");
    let snapshot = snapshots.current();
    snapshots.store().close().await;
    snapshot.hospital.clone()
}

#[test]
fn every_kind_of_record_is_carried_or_it_is_said_why_not() {
    let mut known: BTreeSet<&str> = SHEETS.iter().map(|sheet| sheet.record).collect();
    for (kinds, why) in NOT_CARRIED {
        assert!(!why.is_empty());
        for kind in kinds {
            assert!(known.insert(kind), "{kind}");
        }
    }
    let all: BTreeSet<&str> = RecordKind::all().iter().map(|kind| kind.name()).collect();
    assert_eq!(known, all);
}

#[tokio::test]
async fn the_hospital_of_1800_rows_comes_back_field_by_field() {
    let ledger = made_up::ledger();
    let start = made_up::empty_hospital();
    let hospital = taken_in(sqlite(), &start, "a.csv", &made_up::csv(&ledger)).await;
    // What the rows were made of; the last person may have more rows than there was room for.
    let original = made_up::hospital();
    let n_whole = hospital.people.len() - 1;
    equal(&hospital.people[..n_whole], &original.people[..n_whole]);
    assert!(n_whole > 350, "{n_whole}");

    let sheets = tables(&hospital, Layout::Sheets);
    let xlsx = export::xlsx(&sheets, None).unwrap();
    let again = taken_in(sqlite(), &bare(&hospital), "a.xlsx", &xlsx).await;
    equal(&again.people, &hospital.people);
    assert_eq!(
        again.institution.departments,
        hospital.institution.departments
    );

    // The wide sheet has no departments of its own.
    let wide = tables(&hospital, Layout::Wide);
    let csv = export::csv(&wide[0], None).unwrap();
    let xlsx = export::xlsx(&wide, None).unwrap();
    for (name, bytes) in [("a.csv", csv), ("a.xlsx", xlsx)] {
        let again = taken_in(sqlite(), &start, name, &bytes).await;
        equal(&again.people, &hospital.people);
    }
}

#[tokio::test]
async fn the_demo_hospital_comes_back_field_by_field_with_its_postings() {
    let day = Day::parse("2026-11-22").unwrap();
    let hospital = demo::hospital(day, 1).unwrap();
    for layout in [Layout::Sheets, Layout::Wide] {
        for scratch in engines().await {
            let xlsx = export::xlsx(&tables(&hospital, layout), None).unwrap();
            let again = taken_in(scratch, &emptied(&hospital), "a.xlsx", &xlsx).await;
            equal(&again.people, &hospital.people);
            assert_eq!(postings(&again), postings(&hospital));
        }
    }
}

#[tokio::test]
async fn every_field_of_every_record_comes_back() {
    let bytes = include_bytes!("../../store/tests/maximal.json");
    let catalogue = Catalogue::built_in().unwrap();
    let read = crate::roster::read(bytes, &catalogue).unwrap();
    let hospital = Hospital {
        programmes: vec![read.programme],
        ..read.hospital
    };
    for scratch in engines().await {
        let xlsx = export::xlsx(&tables(&hospital, Layout::Sheets), None).unwrap();
        let again = taken_in(scratch, &emptied(&hospital), "a.xlsx", &xlsx).await;
        equal(&again.people, &hospital.people);
        assert_eq!(postings(&again), postings(&hospital));
    }
    let alone = without_programmes(&hospital);
    let xlsx = export::xlsx(&tables(&alone, Layout::Sheets), None).unwrap();
    let again = taken_in(sqlite(), &bare(&alone), "a.xlsx", &xlsx).await;
    equal(&again.people, &alone.people);
}
