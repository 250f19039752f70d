//! Whatever comes in, nothing panics.

use proptest::prelude::*;

use super::made_up::{csv, ledger};
use super::*;
use crate::ledger::export::{self, Layout};
use crate::ledger::kinds::SHEETS;

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        any::<String>().prop_map(Cell::Text),
        "[0-9０-９/.年月日~;；、-]{0,12}".prop_map(Cell::Text),
        prop::sample::select(vec![
            "BLS",
            "放射科",
            "N0103",
            "N0101",
            "无",
            "有",
            "至今",
            "长期",
            "主任医师",
            "2025/30",
            "离职",
            "是"
        ])
        .prop_map(|text| Cell::Text(text.to_owned())),
        any::<f64>().prop_map(Cell::Number),
        any::<f64>().prop_map(Cell::Date),
        any::<bool>().prop_map(Cell::Flag),
        any::<String>().prop_map(Cell::Error),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_cells_under_arbitrary_headers(
        kind in 0..=SHEETS.len(),
        headers in prop::collection::vec((0..SHEETS.len(), 0..12_usize), 0..20),
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..22), 0..12),
    ) {
        let hospital = demo_hospital();
        let column = |(sheet, column): &(usize, usize)| {
            let columns = SHEETS[*sheet].columns;
            columns[column % columns.len()].zh
        };
        let mut heads = vec!["工号", "姓名"];
        heads.extend(headers.iter().map(column));
        let name = SHEETS.get(kind).map_or("台账", |kind| kind.zh);
        let mut book = book_of([sheet(name, &[&heads])]);
        for (number, cells) in (2..).zip(rows) {
            let cells = (0..).zip(cells).filter(|(_, cell)| !cell.is_blank()).collect();
            book.sheets[0].rows.push(Row { number, cells });
        }
        let snapshot = Snapshot::unstored(1, hospital);
        if let Ok(preview) = preview::make(&book, &[], &snapshot, &catalogue()) {
            let counted = preview.counts;
            let all = counted.new + counted.changed + counted.unchanged + counted.bad;
            prop_assert!(all <= preview.rows.len());
            for planned in &preview.changes {
                prop_assert!(preview.rows[planned.row].faults.is_empty());
            }
            prop_assert!(export::with_results(&book, &preview, &|_| "x".to_owned()).is_ok());
        }
    }

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2_000), name in any::<String>()) {
        let _ = book::read(&name, &bytes);
        let _ = book::read(&name, &[&b"PK\x03\x04"[..], &bytes].concat());
    }
}

/// A small workbook with bytes changed here and there.
#[test]
fn changed_bytes_of_a_workbook() {
    let hospital = demo_hospital();
    let people: Vec<_> = hospital.people.iter().take(3).collect();
    let tables = export::tables(&people, &hospital, &catalogue(), Layout::Sheets);
    let written = export::xlsx(&tables[..3], None).unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(150));
    let changes = prop::collection::vec((0..written.len(), any::<u8>()), 1..12);
    runner
        .run(&changes, |changes| {
            let mut bytes = written.clone();
            for (at, byte) in changes {
                bytes[at] = byte;
            }
            let _ = book::read("a.xlsx", &bytes);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_ledger_cut_anywhere() {
    let bytes = csv(&ledger()[..60]);
    let hospital = demo_hospital();
    for end in (0..bytes.len()).step_by(997) {
        if let Ok(book) = book::read("a.csv", &bytes[..end]) {
            let snapshot = Snapshot::unstored(1, hospital.clone());
            let _ = preview::make(&book, &[], &snapshot, &catalogue());
        }
    }
}
