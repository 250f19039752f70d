//! Export, then import: no change at all.

use std::io::Read as _;

use super::*;
use crate::ledger::export::{self, Layout};
use crate::ledger::preview::Counts;
use crate::roster;

#[track_caller]
fn unchanged(book: &Book, hospital: &Hospital) {
    let preview = preview_of(book, hospital);
    assert_eq!(found(&preview), [""; 0]);
    for report in &preview.sheets {
        let heads = report.heads.as_ref().unwrap();
        assert_eq!(
            (&heads.unknown, &heads.repeated),
            (&Vec::new(), &Vec::new()),
            "{}",
            report.name
        );
    }
    assert_eq!(preview.changes, []);
    let expected = Counts {
        unchanged: preview.rows.len(),
        warnings: preview.counts.warnings,
        ..Counts::default()
    };
    assert_eq!(preview.counts, expected);
    assert!(!preview.rows.is_empty());
}

#[track_caller]
fn comes_back_unchanged(hospital: &Hospital) {
    let people: Vec<_> = hospital.people.iter().collect();
    let tables = export::tables(&people, hospital, &catalogue(), Layout::Sheets);
    let written = export::xlsx(&tables, None).unwrap();
    unchanged(&book::read("a.xlsx", &written).unwrap(), hospital);
    let wide = export::tables(&people, hospital, &catalogue(), Layout::Wide);
    let written = export::csv(&wide[0], None).unwrap();
    unchanged(&book::read("a.csv", &written).unwrap(), hospital);
    let text = std::str::from_utf8(&written).unwrap();
    let (gb18030, ..) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}'));
    unchanged(&book::read("a.csv", &gb18030).unwrap(), hospital);
}

#[test]
fn the_demo_hospital_comes_back_unchanged() {
    comes_back_unchanged(&demo_hospital());
}

#[test]
fn every_field_of_every_record_comes_back_unchanged() {
    let bytes = include_bytes!("../../store/tests/maximal.json");
    let read = roster::read(bytes, &catalogue()).unwrap();
    let mut second = read.programme.clone();
    second.id = "a".to_owned();
    let programmes = vec![read.programme, second];
    comes_back_unchanged(&Hospital {
        programmes,
        ..read.hospital
    });
}

#[test]
fn three_thousand_people_come_back_unchanged() {
    let hospital = demo::synthetic(3_000, day(), 7).unwrap();
    let people: Vec<_> = hospital.people.iter().collect();
    let tables = export::tables(&people, &hospital, &catalogue(), Layout::Sheets);
    // The sheets of so many people go beyond the limits of one file, so half of them goes at a time.
    for half in [&people[..1_500], &people[1_500..]] {
        let tables = export::tables(half, &hospital, &catalogue(), Layout::Sheets);
        let sheets = tables.iter().map(|table| {
            let rows = std::iter::once(&table.headers).chain(&table.rows);
            let rows: Vec<Vec<&str>> = rows
                .map(|row| row.iter().map(String::as_str).collect())
                .collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            sheet(&table.name, &rows)
        });
        unchanged(&book_of(sheets), &hospital);
    }
    assert!(tables.iter().map(|table| table.rows.len()).sum::<usize>() > 40_000);
}

#[test]
fn no_text_leaves_as_a_formula_and_each_comes_back() {
    let mut hospital = demo_hospital();
    let names = [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "'=1",
        "''x",
        "a,b\"c",
        "两\n行",
        "\u{1}x",
        "=HYPERLINK(\"http://a\")",
    ];
    for (person, name) in hospital.people.iter_mut().zip(names) {
        person.name = Some(name.to_owned());
        for credential in &mut person.credentials {
            credential.number = Some(name.to_owned());
        }
    }
    comes_back_unchanged(&hospital);
    let people: Vec<_> = hospital.people.iter().collect();
    let tables = export::tables(&people, &hospital, &catalogue(), Layout::Sheets);
    let written = export::xlsx(&tables, None).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(written)).unwrap();
    for index in 0..archive.len() {
        let mut xml = String::new();
        let mut entry = archive.by_index(index).unwrap();
        if entry.read_to_string(&mut xml).is_ok() {
            assert!(!xml.contains("<f>") && !xml.contains("<f "));
        }
    }
    for table in &tables {
        for cell in table.rows.iter().flatten() {
            let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            assert!(!begins, "{cell}");
        }
    }
}
