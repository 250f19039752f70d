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
    let mut numbers = numbers(text).into_iter();
    let mut number = 0;
    while reader.read_record(&mut record).map_err(damaged)? {
        number = numbers.next().unwrap_or(number);
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

/// The numbers, from 0, of the rows that are not blank, as a spreadsheet counts them: blank lines
/// are rows, lines within a quoted text are not.
fn numbers(text: &str) -> Vec<u32> {
    let (mut numbers, mut number) = (Vec::new(), 0);
    let (mut quoted, mut blank, mut field_begins) = (false, true, true);
    let mut before = '\0';
    for c in text.chars() {
        let ends_line = matches!(c, '\n' | '\r') && !quoted;
        if ends_line {
            let second_half = c == '\n' && before == '\r';
            if !second_half {
                if !blank {
                    numbers.push(number);
                }
                number += 1;
                (blank, field_begins) = (true, true);
            }
        } else {
            blank = false;
            match c {
                '"' if quoted || field_begins => {
                    quoted = !quoted;
                    // A doubled quote opens what the first has closed.
                    field_begins = !quoted;
                }
                ',' | ';' | '\t' if !quoted => field_begins = true,
                _ => field_begins = false,
            }
        }
        before = c;
    }
    if !blank {
        numbers.push(number);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_numbers_of_a_spreadsheet() {
        let text = "工号,姓名\r\n\r\n1,\"两\n行 \"\"引\"\"\"\r\n\n2,5\" 管\n3,c";
        let book = read("a.csv", text.as_bytes()).unwrap();
        let rows = book.sheets[0].rows.iter();
        let rows: Vec<_> = rows
            .map(|row| (row.number, row.cells[0].1.shown()))
            .collect();
        let expected = [(1, "工号"), (3, "1"), (5, "2"), (6, "3")];
        assert_eq!(
            rows,
            expected.map(|(number, text)| (number, text.to_owned()))
        );
    }

    #[test]
    fn what_separates_fields_is_found_in_the_first_line() {
        for text in ["a,b\n1,2", "a;b\n1;2", "a\tb\n1\t2"] {
            let book = read("x.csv", text.as_bytes()).unwrap();
            assert_eq!(book.sheets[0].rows[1].cells.len(), 2, "{text}");
            assert_eq!(book.sheets[0].name, "x");
        }
    }
}
