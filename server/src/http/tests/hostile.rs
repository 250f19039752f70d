//! Files made to harm; `registry` has more of them, here are some that come by a form.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORKBOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
    <sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
    relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

const ROOT_RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
    relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

/// What it is, its name, its bytes, and what is said of it.
type File = (&'static str, &'static str, Vec<u8>, &'static str);

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let options = SimpleFileOptions::default().compression_level(Some(1));
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn workbook(sheet: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let usual: [(&str, &[u8]); 4] = [
        ("_rels/.rels", ROOT_RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    archive(&[&usual, others].concat())
}

fn sheet(cells: &str) -> String {
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData><row>{cells}</row></sheetData></worksheet>"
    )
}

/// All of them.
pub(super) fn hostile() -> Vec<File> {
    let far = sheet("<c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let plain = sheet("");
    let bomb = workbook(&plain, &[("xl/a.xml", &vec![b' '; 49 << 20])]);
    let inner = workbook(&plain, &[]);
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>";
    vec![
        ("a far cell", "a.xlsx", workbook(&far, &[]), "超过 200 列"),
        ("a bomb", "a.xlsx", bomb, "解压后超过"),
        (
            "an archive inside",
            "a.xlsx",
            workbook(&plain, &[("xl/b.bin", &inner)]),
            "另一个压缩包",
        ),
        (
            "a name that leads out",
            "a.xlsx",
            workbook(&plain, &[("../../etc/passwd", b"x")]),
            "不合规的文件名",
        ),
        (
            "entities",
            "a.xlsx",
            workbook(&format!("{entities}{plain}"), &[]),
            "自定义实体",
        ),
        (
            "an old workbook",
            "a.xls",
            [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 64]].concat(),
            "旧版",
        ),
        ("cut off", "a.xlsx", b"PK\x03\x04".to_vec(), "损坏"),
        ("21 MiB", "<script>.csv", vec![b'a'; 21 << 20], "最多 20 MB"),
    ]
}
