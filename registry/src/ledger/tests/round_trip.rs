//! Export, then import: no change at all. That nothing is left out either is held by the tests of
//! importing, which read it into an empty hospital.

use std::io::{Cursor, Read as _};

use calamine::{Reader as _, Xlsx};

use super::hostile::{MOST_KILOBYTES, growth};
use super::*;
use crate::ledger::export::{self, Layout};
use crate::ledger::mark::Mark;
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

/// The whole book of a large hospital is taken by one import, and in little memory.
#[test]
fn the_book_of_five_thousand_people_comes_back_unchanged() {
    let hospital = demo::synthetic(5_000, day(), 7).unwrap();
    let people: Vec<_> = hospital.people.iter().collect();
    let tables = export::tables(&people, &hospital, &catalogue(), Layout::Sheets);
    assert!(tables.iter().map(|table| table.rows.len()).sum::<usize>() > 70_000);
    assert!(export::is_importable(&tables));
    let written = export::xlsx(&tables, None).unwrap();
    std::thread::scope(|scope| {
        let measured = scope.spawn(|| growth(&written));
        unchanged(&book::read("a.xlsx", &written).unwrap(), &hospital);
        let (found, grew) = measured.join().unwrap();
        assert!(found == "ok" && grew < MOST_KILOBYTES, "{found} {grew} kB");
    });
}

#[test]
fn a_file_knows_whether_it_can_come_back() {
    let table = |n_rows: usize, n_columns: usize| export::Table {
        name: "台账".to_owned(),
        headers: vec!["工号".to_owned(); n_columns],
        rows: vec![vec!["1".to_owned(); n_columns]; n_rows],
    };
    let mark = Mark {
        who: "王芳".to_owned(),
        at: "2026-11-22 16:30".to_owned(),
        reason: "备案".to_owned(),
        in_parts: true,
    };
    // The last rows and columns that fit, and one more.
    for (n_rows, n_columns, fits) in [
        (49_998, 2, true),
        (49_999, 2, false),
        (4_997, 100, true),
        (4_999, 100, false),
    ] {
        let tables = [table(n_rows, n_columns)];
        assert_eq!(export::is_importable(&tables), fits, "{n_rows}");
        let csv = export::csv(&tables[0], Some(&mark)).unwrap();
        assert_eq!(book::read("a.csv", &csv).is_ok(), fits, "{n_rows}");
    }
    let written = export::xlsx(&[table(1, 1)], Some(&mark)).unwrap();
    let book = book::read("a.xlsx", &written).unwrap();
    let told = format!("{:?}", book.sheets[1]);
    assert!(
        told.contains("分科室导出") && told.contains("department by department"),
        "{told}"
    );
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
        "\tx",
        "\rx",
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
    let begins = |cell: &str| cell.starts_with(BEGIN_FORMULAS);
    for table in &tables {
        for cell in table.rows.iter().flatten() {
            assert!(!begins(cell), "{cell}");
        }
    }
    // Who takes it out types a text too.
    let mark = Mark {
        who: "=1+1".to_owned(),
        at: "2026-11-22 16:30".to_owned(),
        reason: "=2+2".to_owned(),
        in_parts: false,
    };
    let wide = export::tables(&people, &hospital, &catalogue(), Layout::Wide);
    for tables in [&tables, &wide] {
        let written = export::xlsx(tables, Some(&mark)).unwrap();
        assert_eq!(formulas(&written), 0);
        for sheet in book::read("a.xlsx", &written).unwrap().sheets {
            for (_, cell) in sheet.rows.iter().flat_map(|row| &row.cells) {
                assert!(
                    matches!(cell, Cell::Text(text) if !begins(text)),
                    "{cell:?}"
                );
            }
        }
    }
    let written = export::csv(&wide[0], Some(&mark)).unwrap();
    let written = written.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut records = csv::ReaderBuilder::new();
    let mut records = records.has_headers(false).from_reader(written);
    let records: Vec<_> = records.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), wide[0].rows.len() + 2);
    for cell in records.iter().flatten() {
        assert!(!begins(cell), "{cell}");
    }
    let book = book::read("a.csv", written).unwrap();
    let preview = preview_of(&book, &hospital);
    let given_back = export::with_results(&book, &preview, &|_| "=3+3".to_owned()).unwrap();
    assert_eq!(formulas(&given_back), 0);
}

/// What a spreadsheet might take for the beginning of a formula; no number is less than nothing.
const BEGIN_FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// How many cells of a workbook a spreadsheet would evaluate.
fn formulas(workbook: &[u8]) -> usize {
    let mut workbook = Xlsx::new(Cursor::new(workbook)).unwrap();
    let names = workbook.sheet_names().into_iter();
    let of_sheet = names.map(|name| workbook.worksheet_formula(&name).unwrap());
    of_sheet.map(|found| found.used_cells().count()).sum()
}

#[test]
fn a_formula_would_be_seen() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook
        .add_worksheet()
        .write_formula(3, 2, "=1+1")
        .unwrap();
    assert_eq!(formulas(&workbook.save_to_buffer().unwrap()), 1);
}
