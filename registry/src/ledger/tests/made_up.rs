//! A made-up ledger of 1,800 rows in one wide sheet, as a hospital keeps it, and forty defects of
//! twelve kinds put into it.

use super::*;
use crate::ledger::export::{self, Layout};

/// The hospital that the ledger is made of.
pub fn hospital() -> Hospital {
    let full = demo::synthetic(700, day(), 3).unwrap();
    Hospital {
        programmes: Vec::new(),
        ..full
    }
}

/// The hospital the ledger is imported into: departments, and nobody in them.
pub fn empty_hospital() -> Hospital {
    Hospital {
        people: Vec::new(),
        ..hospital()
    }
}

/// The ledger as a sheet of texts: 1,800 rows below the headers.
pub fn ledger() -> Vec<Vec<String>> {
    let hospital = hospital();
    let people: Vec<_> = hospital.people.iter().collect();
    let mut table = export::tables(&people, &hospital, &catalogue(), Layout::Wide).remove(0);
    table.rows.truncate(1_800);
    assert_eq!(table.rows.len(), 1_800);
    let mut rows = vec![table.headers];
    rows.append(&mut table.rows);
    rows
}

/// A defect: the row, the header and the fault that is to be found there.
pub type Defect = (u32, &'static str, &'static str);

/// Puts the defects in; where each is to be found.
pub fn defects(rows: &mut [Vec<String>]) -> Vec<Defect> {
    let mut planted = Vec::new();
    // Row by row, far enough from each other that each person has one at most.
    let mut at = 5;
    let kinds: [(&str, &str, &str, usize); 12] = [
        ("发证日期", "2026-02-30", "no-such-day", 4),
        ("发证日期", "去年春天", "not-a-day", 4),
        ("证书名称", "CT上岗征", "unknown-word", 4),
        ("科室", "方射科", "not-recorded", 4),
        ("工号", "", "missing", 3),
        ("经历止", "1900-01-01", "out-of-order", 4),
        ("人员类别", "护土", "unknown-word", 3),
        ("职称", "主人医师", "unknown-word", 3),
        ("证书编号", "1.10105E+17", "digits-lost", 3),
        ("有效期至", "#REF!", "excel-error", 3),
        ("姓名", "另一人", "other-name", 3),
        ("主要执业机构", "也许", "not-yes-no", 2),
    ];
    for (header, text, code, times) in kinds {
        let column = rows[0].iter().position(|known| known == header).unwrap();
        for _ in 0..times {
            while !fits(rows, at, column, header) {
                at += 1;
            }
            text.clone_into(&mut rows[at][column]);
            planted.push((u32::try_from(at).unwrap() + 1, header, code));
            at += 9;
        }
    }
    planted.sort_unstable();
    planted
}

/// Whether a defect of a column is a defect in this row, and the only one of its person.
fn fits(rows: &[Vec<String>], at: usize, column: usize, header: &str) -> bool {
    let row = &rows[at];
    let is_first = rows[at - 1][0] != row[0];
    let of = |header: &str| &row[rows[0].iter().position(|known| known == header).unwrap()];
    match header {
        "姓名" => !is_first,
        "经历止" => !of("经历起").is_empty(),
        "有效期至" | "发证日期" => !of("证书名称").is_empty(),
        "工号" => true,
        _ => !row[column].is_empty(),
    }
}

/// The rows as a book.
pub fn book_of_rows(rows: &[Vec<String>]) -> Book {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    book_of([sheet("人员资质台账", &rows)])
}

/// The rows as a CSV file.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let (headers, rows) = rows.split_first().unwrap();
    let table = export::Table {
        name: String::new(),
        headers: headers.clone(),
        rows: rows.to_vec(),
    };
    export::csv(&table, None).unwrap()
}
