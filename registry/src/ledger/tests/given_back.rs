//! Cells Excel has spoiled, and files that are given back.

use super::*;
use crate::ledger::export;
use crate::ledger::fault::Warning;
use crate::ledger::preview::Outcome;
use crate::ledger::template;
use crate::store::Change;

#[test]
fn excel_is_not_trusted_with_numbers() {
    let cells = |cells: Vec<(u32, Cell)>, number| Row { number, cells };
    let mut book = book_of([sheet(
        "证书",
        &[&["工号", "证书名称", "证书编号", "发证日期", "有效期至"]],
    )]);
    let staff = demo_hospital().people[0].staff.to_string();
    let row = |number, paper: Cell, issued: Cell, expires: Cell| {
        let kind = Cell::Text("BLS".into());
        cells(
            vec![
                (0, Cell::Text(staff.clone())),
                (1, kind),
                (2, paper),
                (3, issued),
                (4, expires),
            ],
            number,
        )
    };
    book.sheets[0].rows.extend([
        row(
            2,
            Cell::Number(12_345.0),
            Cell::Date(45_658.0),
            Cell::Number(46_082.0),
        ),
        row(
            3,
            Cell::Number(1.101_051_949_123_1e17),
            Cell::Number(2015.0),
            Cell::Number(20_300_230.0),
        ),
        row(
            4,
            Cell::Text("1.10105E+17".into()),
            Cell::Error("#N/A".into()),
            Cell::Text("#REF!".into()),
        ),
    ]);
    let preview = preview_of(&book, &demo_hospital());
    assert_eq!(
        found(&preview),
        [
            "3 证书编号 digits-lost",
            "3 发证日期 not-a-day",
            "3 有效期至 no-such-day",
            "4 证书编号 digits-lost",
            "4 发证日期 excel-error",
            "4 有效期至 excel-error",
        ]
    );
    let Change::Add { node, .. } = &preview.changes[0].change else {
        panic!("nothing added");
    };
    let text = |key| {
        node.get(key)
            .and_then(|node| node.as_text())
            .map(ToOwned::to_owned)
    };
    assert_eq!(text("number").as_deref(), Some("12345"));
    assert_eq!(text("issued").as_deref(), Some("2025-01-01"));
    assert_eq!(text("expires").as_deref(), Some("2026-03-01"));
}

#[test]
fn an_identity_number_is_checked_and_never_kept() {
    let book = book_of([sheet(
        "台账",
        &[
            &["工号", "姓名", "身份证号（可空）", "出生日期"],
            &["X1", "甲", "110105194912310021"],
            &["X2", "乙", "11010519491231002X", "1950-01-01"],
            &["X3", "丙"],
        ],
    )]);
    let preview = preview_of(&book, &demo_hospital());
    assert_eq!(
        warned(&preview),
        [
            "2 身份证号（可空） id-number",
            "3 出生日期 other-birth-date"
        ]
    );
    assert_eq!(preview.counts.new_people, 3);
    assert!(!format!("{preview:?}").contains("110105"), "{preview:?}");
}

#[test]
fn the_template_is_read_with_its_example_left_out() {
    let hospital = demo_hospital();
    for layout in [export::Layout::Wide, export::Layout::Sheets] {
        let written = template::xlsx(&hospital, &catalogue(), layout).unwrap();
        let book = book::read("模板.xlsx", &written).unwrap();
        let preview = preview_of(&book, &hospital);
        assert_eq!(found(&preview), [""; 0]);
        assert!(
            preview
                .rows
                .iter()
                .all(|row| row.outcome == Outcome::Example),
            "{:?}",
            preview.rows
        );
        for report in preview.sheets {
            let heads = report.heads.unwrap_or_default();
            assert_eq!(
                (heads.unknown, heads.repeated),
                (Vec::new(), Vec::new()),
                "{}",
                report.name
            );
        }
    }
}

#[test]
fn the_users_own_sheet_comes_back_with_what_was_found() {
    let book = book_of([sheet(
        "我的表",
        &[
            &["工号", "姓名", "入职日期"],
            &["X1", "甲", "2020-02-30"],
            &["X2", "=乙"],
        ],
    )]);
    let hospital = demo_hospital();
    let preview = preview_of(&book, &hospital);
    let say = |row: &preview::RowReport| {
        row.faults
            .iter()
            .map(|fault| fault.what.code())
            .collect::<String>()
    };
    let written = export::with_results(&book, &preview, &say).unwrap();
    let again = book::read("a.xlsx", &written).unwrap();
    let row = |number: usize| {
        again.sheets[0].rows[number]
            .cells
            .iter()
            .map(|(_, cell)| cell.shown())
            .collect::<Vec<_>>()
    };
    assert_eq!(row(0), ["工号", "姓名", "入职日期", "导入结果"]);
    assert_eq!(row(1), ["X1", "甲", "2020-02-30", "no-such-day"]);
    assert_eq!(row(2), ["X2", "'=乙"]);
    // What was put right is read again, and the column is written anew.
    let preview = preview_of(&again, &hospital);
    assert_eq!(found(&preview), ["2 入职日期 no-such-day"]);
    assert!(preview.sheets[0].heads.clone().unwrap().unknown.is_empty());
    let twice = book::read(
        "a.xlsx",
        &export::with_results(&again, &preview, &say).unwrap(),
    )
    .unwrap();
    assert_eq!(twice, again);
}

#[test]
fn what_may_be_meant_otherwise_is_refused_and_what_goes_is_told() {
    let hospital = demo_hospital();
    let person = hospital
        .people
        .iter()
        .find(|person| person.employment.iter().any(|one| one.from.is_some()))
        .unwrap();
    let staff = person.staff.as_str();
    let book = book_of([sheet(
        "任职",
        &[&["工号", "入职日期"], &[staff], &["0", "2020-01-01"]],
    )]);
    let preview = preview_of(&book, &hospital);
    assert_eq!(found(&preview), ["3 工号 not-recorded"]);
    assert_eq!(preview.rows[0].warnings[0].what, Warning::MayBeRecorded);
}

#[test]
fn a_sheet_is_given_back_whatever_its_file_was_called() {
    let long = "2026年放射科、核医学科医务人员资质台账（最终版）修改后再修改.csv";
    for (file, expected) in [
        (
            long,
            "2026年放射科、核医学科医务人员资质台账（最终版）修改后再修",
        ),
        ("名单[1]*?.csv", "名单1"),
        ("'a'.csv", "a"),
        ("[].csv", "Sheet1"),
    ] {
        let book = book::read(file, "工号,入职日期\nX1,2020-01-01".as_bytes()).unwrap();
        let preview = preview_of(&book, &demo_hospital());
        let written = export::with_results(&book, &preview, &|_| String::new()).unwrap();
        let again = book::read("a.xlsx", &written).unwrap();
        assert_eq!(again.sheets[0].name, expected, "{file}");
    }
}
