//! Control characters: a row that holds one is not taken, and it is told where it stands.

use super::*;
use crate::ledger::export::{self, Layout, Table};

/// One in each column that is read, and one in a column that is not.
fn table(control: char) -> Table {
    let headers = [
        "工号",
        "姓名",
        "证书名称",
        "证书编号",
        "发证日期",
        "不读的列",
    ];
    let rows = [
        ["N9X1", "甲", "BLS", "1", "", ""],
        ["N92", "乙X乙", "BLS", "2", "", ""],
        ["N93", "丙", "BXLS", "3", "", ""],
        ["N94", "丁", "BLS", "4X4", "", ""],
        ["N95", "戊", "BLS", "5", "2026-X01-01", ""],
        ["N96", "己", "BLS", "6", "2026-01-01", "X6"],
    ];
    let texts = |row: &[&str; 6]| {
        let texts = row.iter();
        texts
            .map(|text| text.replace('X', &control.to_string()))
            .collect()
    };
    Table {
        name: "台账".to_owned(),
        headers: texts(&headers),
        rows: rows.iter().map(texts).collect(),
    }
}

const FOUND: [&str; 5] = [
    "2 工号 record",
    "3 姓名 record",
    "4 证书名称 record",
    "5 证书编号 record",
    "6 发证日期 record",
];

#[test]
fn a_control_character_is_told_by_its_row_and_column_however_the_file_came() {
    let hospital = demo_hospital();
    for control in ['\0', '\u{1}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}'] {
        let table = table(control);
        let csv = export::csv(&table, None).unwrap();
        let text = std::str::from_utf8(&csv).unwrap();
        let (gb18030, ..) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}'));
        let xlsx = export::xlsx(std::slice::from_ref(&table), None).unwrap();
        for (name, bytes) in [("a.csv", &*csv), ("a.csv", &gb18030), ("a.xlsx", &xlsx)] {
            let preview = preview_of(&book::read(name, bytes).unwrap(), &hospital);
            assert_eq!(found(&preview), FOUND, "{name} {control:?}");
            assert_eq!(preview.counts.new, 1, "{name} {control:?}");
            let told = format!("{:?}", preview.rows[1].faults[0].what);
            assert!(told.contains(&format!("{control:?}")), "{told}");
        }
    }
}

#[test]
fn tabs_and_ends_of_lines_are_taken() {
    let hospital = demo_hospital();
    for between in ['\t', '\n', '\r'] {
        let mut table = table(' ');
        table.rows = vec![
            ["N91", "甲", "BLS", "1X1", "", ""]
                .map(ToOwned::to_owned)
                .into(),
        ];
        table.rows[0][3] = format!("1{between}1");
        for (name, bytes) in [
            ("a.csv", export::csv(&table, None).unwrap()),
            ("a.xlsx", export::xlsx(&[table.clone()], None).unwrap()),
        ] {
            let preview = preview_of(&book::read(name, &bytes).unwrap(), &hospital);
            assert_eq!(found(&preview), [""; 0], "{name} {between:?}");
        }
    }
}

/// What was recorded before such texts were refused leaves in a file that can be read, and comes
/// back as bad rows.
#[test]
fn what_was_recorded_long_ago_does_not_spoil_a_file() {
    let mut hospital = demo_hospital();
    hospital.people[0].name = Some("\0张三".to_owned());
    hospital.people[1].name = Some("李\0四".to_owned());
    let people: Vec<_> = hospital.people.iter().collect();
    let sheets = export::tables(&people, &hospital, &catalogue(), Layout::Sheets);
    let wide = export::tables(&people, &hospital, &catalogue(), Layout::Wide);
    assert!(wide[0].rows[0][1].starts_with("'\0"));
    for (name, bytes) in [
        ("a.xlsx", export::xlsx(&sheets, None).unwrap()),
        ("a.xlsx", export::xlsx(&wide, None).unwrap()),
        ("a.csv", export::csv(&wide[0], None).unwrap()),
    ] {
        let preview = preview_of(&book::read(name, &bytes).unwrap(), &hospital);
        let of_the_two = |row: &&preview::RowReport| {
            let two = &hospital.people[..2];
            two.iter()
                .any(|one| row.staff.as_deref() == Some(one.staff.as_str()))
        };
        let theirs = preview.rows.iter().filter(of_the_two).count();
        assert!(0 < theirs && preview.counts.bad == theirs, "{name}");
        let faults = found(&preview);
        assert!(
            faults.iter().all(|fault| fault.ends_with(" 姓名 record")),
            "{faults:?}"
        );
    }
}

/// Headers are compared without them, since a form that maps a header sends it back.
#[test]
fn a_header_is_known_in_spite_of_one() {
    let mut table = table(' ');
    table.rows.truncate(1);
    table.rows[0][0] = "N91".to_owned();
    "工\u{1}号".clone_into(&mut table.headers[0]);
    "到期\u{b}日".clone_into(&mut table.headers[4]);
    "2030-01-01".clone_into(&mut table.rows[0][4]);
    let book = book::read("a.csv", &export::csv(&table, None).unwrap()).unwrap();
    let headers = crate::import::headers(&book);
    assert_eq!((&*headers[0], &*headers[4]), ("工号", "到期日"));
    let snapshot = Snapshot::unstored(1, demo_hospital());
    let mapping = [(headers[4].clone(), "有效期至".to_owned())];
    let preview = preview::make(&book, &mapping, &snapshot, &catalogue()).unwrap();
    assert_eq!((preview.counts.new, preview.counts.bad), (1, 0));
}
