//! Reading CSV as Excel and its relatives write it: UTF-8 or GB18030, with commas, semicolons or
//! tabs.

use encoding_rs::GB18030;

use super::book::{Book, Cell, Gatherer, Sheet};
use super::fault::BookFault;

/// Reads the one sheet of a CSV file.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Book, BookFault> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
        return Err(BookFault::NotText);
    }
    let decoded;
    let text = if let Ok(text) = std::str::from_utf8(bytes) {
        text
    } else {
        let (text, faulty) = GB18030.decode_without_bom_handling(bytes);
        if faulty {
            return Err(BookFault::NotText);
        }
        decoded = text;
        &decoded
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut sheet = Sheet {
        name: name.to_owned(),
        rows: Vec::new(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let (mut record, mut gatherer) = (csv::StringRecord::new(), Gatherer::default());
    let damaged = |error: csv::Error| BookFault::Damaged {
        message: error.to_string(),
    };
    let mut number = 0;
    while reader.read_record(&mut record).map_err(damaged)? {
        // The line is not the row where texts run over several lines, but blank lines count.
        for (field, column) in record.iter().zip(0..) {
            gatherer.add(&mut sheet, (number, column), Cell::Text(field.to_owned()))?;
        }
        number += 1;
    }
    let sheets = vec![sheet];
    Ok(Book { sheets })
}

/// What stands between the fields: what the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let signs = [b',', b'\t', b';'];
    // The first of several with the same number stands.
    let most = signs.into_iter().rev().max_by_key(|sign| count(*sign));
    most.unwrap_or(b',')
}
