//! Reading CSV as Excel and its relatives write it: UTF-8 or GB18030, with commas, semicolons or
//! tabs.

use encoding_rs::GB18030;

use super::book::{Book, Cell, Counter, MAX_COLUMNS, MAX_ROWS, Sheet, put};
use super::fault::BookFault;

/// The most fields of a row, be they blank: no spreadsheet has more columns.
const MAX_FIELDS: u32 = 1 << 14;

/// Reads the one sheet of a CSV file.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Book, BookFault> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || is_binary(bytes) {
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
    let numbers = numbers(name, text)?;
    let mut counter = Counter::default();
    each_cell(text, &numbers, |place, cell| {
        counter.count(name, place, &cell)
    })?;
    let mut sheet = Sheet {
        name: name.to_owned(),
        rows: Vec::new(),
    };
    each_cell(text, &numbers, |place, cell| {
        put(&mut sheet, place, cell);
        Ok(())
    })?;
    let sheets = vec![sheet];
    Ok(Book { sheets })
}

/// Visits the fields with their rows and columns, both from 0.
fn each_cell(
    text: &str,
    numbers: &[u32],
    mut visit: impl FnMut((u32, u32), Cell) -> Result<(), BookFault>,
) -> Result<(), BookFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let damaged = |error: csv::Error| BookFault::Damaged {
        message: error.to_string(),
    };
    let (mut record, mut number) = (csv::StringRecord::new(), 0);
    let mut numbers = numbers.iter().copied();
    while reader.read_record(&mut record).map_err(damaged)? {
        number = numbers.next().unwrap_or(number);
        for (field, column) in record.iter().zip(0..) {
            visit((number, column), Cell::Text(field.to_owned()))?;
        }
        number += 1;
    }
    Ok(())
}

/// Whether so many bytes are zero that it is no text of a byte a letter. A single one in a text is
/// told at its cell.
fn is_binary(bytes: &[u8]) -> bool {
    let n_zeros = bytes.split(|byte| *byte == 0).skip(1).count();
    n_zeros > bytes.len() / 8
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
/// are rows, lines within a quoted text are not. Of more rows than are taken only so many.
///
/// # Errors
/// That a row has more fields than a spreadsheet has columns: whoever reads it makes room for all.
fn numbers(sheet: &str, text: &str) -> Result<Vec<u32>, BookFault> {
    let (mut numbers, mut number, mut n_fields) = (Vec::new(), 0, 0);
    let (mut quoted, mut blank, mut field_begins) = (false, true, true);
    let mut before = '\0';
    for c in text.chars() {
        let ends_line = matches!(c, '\n' | '\r') && !quoted;
        if ends_line {
            let second_half = c == '\n' && before == '\r';
            if !second_half {
                if !blank && number <= MAX_ROWS {
                    numbers.push(number);
                }
                number += 1;
                (blank, field_begins, n_fields) = (true, true, 0);
            }
        } else {
            blank = false;
            match c {
                '"' if quoted || field_begins => {
                    quoted = !quoted;
                    // A doubled quote opens what the first has closed.
                    field_begins = !quoted;
                }
                ',' | ';' | '\t' if !quoted => {
                    (field_begins, n_fields) = (true, n_fields + 1);
                    if n_fields > MAX_FIELDS {
                        let (sheet, row) = (sheet.to_owned(), number.saturating_add(1));
                        let most = MAX_COLUMNS;
                        return Err(BookFault::TooManyColumns { sheet, row, most });
                    }
                }
                _ => field_begins = false,
            }
        }
        before = c;
    }
    if !blank {
        numbers.push(number);
    }
    Ok(numbers)
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
