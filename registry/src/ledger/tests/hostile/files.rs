//! Files made to harm, each with the fault that is to be found; `server` hands them in by its form.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORKBOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const WORKBOOK_RELS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
const RELS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

fn cells(data: &str, after: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData>{after}</worksheet>"
    )
}

fn text_cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A workbook of these entries besides its usual ones.
fn workbook(sheet: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries: Vec<(&str, &[u8])> = vec![("_rels/.rels", RELS.as_bytes())];
    for usual in [
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        if !others.iter().any(|(name, _)| *name == usual.0) {
            entries.push((usual.0, usual.1.as_bytes()));
        }
    }
    entries.extend(others);
    archive(&entries)
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        // Packing the largest well would take the test longer than all the rest.
        let level = (content.len() > 1 << 20).then_some(1);
        let options = SimpleFileOptions::default().compression_level(level);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same bytes with a 32-bit number of the central directory's first big entry changed.
fn forged(mut bytes: Vec<u8>, name: &str, size: u32) -> Vec<u8> {
    let mark = b"PK\x01\x02";
    let places: Vec<_> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| four == mark)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        if bytes[at + 46..].starts_with(name.as_bytes()) {
            bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
        }
    }
    bytes
}

fn shared_strings(attribute: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><sst {attribute}><si><t>x</t></si></sst>").into_bytes()
}

/// A hostile file: what it is, its bytes, and the fault that is to be found.
pub type File = (&'static str, Vec<u8>, &'static str);

fn plain() -> String {
    cells(
        &format!("<row r=\"1\">{}</row>", text_cell("A1", "工号")),
        "",
    )
}

fn with(others: &[(&str, &[u8])]) -> Vec<u8> {
    workbook(&plain(), others)
}

fn blanks(megabytes: usize) -> Vec<u8> {
    vec![b' '; megabytes << 20]
}

/// Cells that are too far, too many or too long.
fn sheets() -> Vec<File> {
    let far = |place: &str| {
        workbook(
            &cells(&format!("<row>{}</row>", text_cell(place, "x")), ""),
            &[],
        )
    };
    let row = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>");
    let rows: Vec<String> = (1..=50_001).map(row).collect();
    let wide = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(200)).repeat(90);
    let merged = "<mergeCell ref=\"A1:B2\"/>".repeat(1 << 20);
    let long = text_cell("A1", &"长".repeat(1_001));
    let from_1904 = WORKBOOK.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    vec![
        ("a far cell", far("XFD1048576"), "columns"),
        ("a far column", far("XFD1"), "columns"),
        ("a far row", far("A1048576"), "rows"),
        ("a row beyond all numbers", far("A99999999999"), "damaged"),
        (
            "a column beyond all numbers",
            far("ZZZZZZZZZZZZ1"),
            "damaged",
        ),
        (
            "too many rows",
            workbook(&cells(&rows.concat(), ""), &[]),
            "rows",
        ),
        (
            "18,000 cells are fine",
            workbook(&cells(&wide, ""), &[]),
            "ok",
        ),
        (
            "2^20 merged cells",
            workbook(&cells("", &merged), &[]),
            "unpacks",
        ),
        (
            "a text without an end",
            workbook(&cells(&long, ""), &[]),
            "long",
        ),
        (
            "days from 1904",
            with(&[("xl/workbook.xml", from_1904.as_bytes())]),
            "1904",
        ),
        (
            "unclosed cells",
            workbook(&cells("<row><c r=\"A1\"><v>1", ""), &[]),
            "damaged",
        ),
    ]
}

/// Archives that are not what they seem.
fn archives() -> Vec<File> {
    let many: Vec<String> = (0..10_000).map(|n| format!("xl/x{n}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (&**name, &b""[..])).collect();
    let huge = forged(with(&[("xl/a.xml", &blanks(4))]), "xl/a.xml", 512 << 20);
    let more = forged(
        with(&[("xl/media/a.bin", &blanks(8))]),
        "xl/media/a.bin",
        100,
    );
    let inner = with(&[]);
    vec![
        ("512 MiB in half a megabyte", huge, "unpacks"),
        (
            "unpacking to 49 MiB",
            with(&[("xl/a.xml", &blanks(49))]),
            "unpacks",
        ),
        ("more inside than declared", more, "damaged"),
        ("10,000 entries", with(&many), "entries"),
        (
            "an archive inside",
            with(&[("xl/embeddings/a.xlsx", &inner)]),
            "nested",
        ),
        (
            "an archive under another name",
            with(&[("xl/media/a.png", &inner)]),
            "nested",
        ),
        (
            "a name that leads out",
            with(&[("../../etc/passwd", b"x")]),
            "name",
        ),
        ("an absolute name", with(&[("/etc/passwd", b"x")]), "name"),
        (
            "a name with backslashes",
            with(&[("xl\\..\\a.xml", b"x")]),
            "name",
        ),
        ("cut off", inner[..inner.len() - 40].to_vec(), "damaged"),
        (
            "the beginning of one only",
            b"PK\x03\x04".to_vec(),
            "damaged",
        ),
        (
            "something else",
            archive(&[("word/document.xml", b"<x/>")]),
            "workbook",
        ),
    ]
}

/// XML that makes its reader grow.
fn texts_that_grow() -> Vec<File> {
    let dtd =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let with_dtd = format!("{dtd}{}", cells("", ""));
    let shared = |content: &[u8]| with(&[("xl/sharedStrings.xml", content)]);
    let utf16 = "\u{feff}<sst uniqueCount=\"99999999999\"/>".encode_utf16();
    let utf16: Vec<u8> = utf16.flat_map(u16::to_le_bytes).collect();
    let announced = shared_strings("uniqueCount=\"999999999999\"");
    let with_blanks = shared_strings("uniqueCount = '999999999999'");
    let sheet = [("xl/worksheets/sheet1.xml", with_dtd.as_bytes())];
    vec![
        ("entities that grow", with(&sheet), "entities"),
        (
            "entities in the shared texts",
            shared(dtd.as_bytes()),
            "entities",
        ),
        ("a trillion shared texts", shared(&announced), "forged"),
        ("the same with blanks", shared(&with_blanks), "forged"),
        ("the same hidden by UTF-16", shared(&utf16), "utf-8"),
    ]
}

/// What is no workbook.
fn others() -> Vec<File> {
    let old = [
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
        &[0; 512],
    ]
    .concat();
    let picture = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0; 64]].concat();
    let utf16 = "\u{feff}工号".encode_utf16().flat_map(u16::to_le_bytes);
    vec![
        ("an old workbook", old, "old"),
        ("a picture", picture, "text"),
        ("nothing", Vec::new(), "empty"),
        ("blanks", b" \r\n\t".to_vec(), "empty"),
        ("21 MiB", blanks(21), "big"),
        ("UTF-16", utf16.collect(), "text"),
        ("no encoding", vec![0x81, 0xff, 0xff, b',', b'a'], "text"),
        (
            "CSV with 201 columns",
            [",".repeat(200), "x".into()].concat().into_bytes(),
            "columns",
        ),
        ("16 MiB of commas", vec![b','; 16 << 20], "columns"),
    ]
}

/// What takes longer to make and to read than all the rest.
pub fn large() -> Vec<File> {
    let row = |row: u32| format!("<row r=\"{row}\"><c><v>1</v></c></row>");
    let rows: Vec<String> = (1..=50_000).map(row).collect();
    let full = cells(&rows.concat(), "");
    let names: Vec<String> = (2..=11)
        .map(|n| format!("xl/worksheets/sheet{n}.xml"))
        .collect();
    let sheets: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (&**name, full.as_bytes()))
        .collect();
    let shared = (0..=500_000).map(|n| format!("<si><t>{n}</t></si>"));
    let shared = format!("<sst>{}</sst>", shared.collect::<Vec<_>>().concat());
    let row = [b"x,".repeat(200), b"\n".to_vec()].concat();
    vec![
        (
            "550,000 cells on eleven sheets",
            eleven(&full, &sheets),
            "cells",
        ),
        (
            "500,001 shared texts",
            with(&[("xl/sharedStrings.xml", shared.as_bytes())]),
            "cells",
        ),
        ("500,200 cells of CSV", row.repeat(2_501), "cells"),
        ("8,000,000 rows of CSV", b"x\n".repeat(8 << 20), "rows"),
    ]
}

/// A workbook of eleven sheets.
fn eleven(first: &str, sheets: &[(&str, &[u8])]) -> Vec<u8> {
    let more = |end: &str, all: &str, one: fn(u32) -> String| {
        let others: Vec<String> = (2..=11).map(one).collect();
        all.replace(end, &(others.concat() + end))
    };
    let listed = more("</sheets>", WORKBOOK, |n| {
        format!("<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")
    });
    let related = more("</Relationships>", WORKBOOK_RELS, |n| {
        format!(
            "<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        )
    });
    let mut others = vec![
        ("xl/workbook.xml", listed.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
    ];
    others.extend(sheets);
    workbook(first, &others)
}

/// All of them.
pub fn files() -> Vec<File> {
    [sheets(), archives(), texts_that_grow(), others()].concat()
}
