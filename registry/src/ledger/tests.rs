//! What a ledger promises, held on made-up ones.

mod controls;
mod defects;
mod given_back;
mod hostile;
pub(crate) mod made_up;
mod mangled;
mod reading;
mod round_trip;

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Hospital;

use super::book::{self, Book, Cell, Row, Sheet};
use super::preview::{self, Preview};
use crate::demo;
use crate::snapshot::Snapshot;

fn catalogue() -> Catalogue {
    Catalogue::built_in().unwrap()
}

fn day() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn demo_hospital() -> Hospital {
    demo::hospital(day(), 1).unwrap()
}

fn preview_of(book: &Book, hospital: &Hospital) -> Preview {
    let snapshot = Snapshot::unstored(1, hospital.clone());
    preview::make(book, &[], &snapshot, &catalogue()).unwrap()
}

/// A sheet of texts, the first row being the headers.
fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let row = |(number, texts): (u32, &&[&str])| Row {
        number,
        cells: (0..)
            .zip(texts.iter().map(|text| Cell::Text((*text).to_owned())))
            .filter(|(_, cell)| !cell.is_blank())
            .collect(),
    };
    Sheet {
        name: name.to_owned(),
        rows: (1..).zip(rows).map(row).collect(),
    }
}

fn book_of(sheets: impl IntoIterator<Item = Sheet>) -> Book {
    let sheets = sheets.into_iter().collect();
    Book { sheets }
}

/// What was found, as `row header code`.
fn found(preview: &Preview) -> Vec<String> {
    let mut found = Vec::new();
    for row in &preview.rows {
        for fault in &row.faults {
            let header = fault.header.as_deref().unwrap_or("-");
            found.push(format!("{} {header} {}", row.row, fault.what.code()));
        }
    }
    found
}

/// What is worth a look, likewise.
fn warned(preview: &Preview) -> Vec<String> {
    let mut found = Vec::new();
    for row in &preview.rows {
        for warning in &row.warnings {
            let header = warning.header.as_deref().unwrap_or("-");
            found.push(format!("{} {header} {}", row.row, warning.what.code()));
        }
    }
    found
}
