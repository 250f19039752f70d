//! The user's own sheets written again, with what was found.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::book::{Book, Cell};
use super::export::WriteError;
use super::heads::Target;
use super::kinds::RESULT;
use super::preview::{Preview, RowReport};
use super::text::neutralised;

/// The most letters of a sheet's name.
const MOST_OF_A_NAME: usize = 31;

/// The user's own sheets as a workbook, each row with what was found beside it in a last column.
///
/// # Errors
/// What a workbook cannot hold.
pub fn with_results(
    book: &Book,
    preview: &Preview,
    say: &dyn Fn(&RowReport) -> String,
) -> Result<Vec<u8>, WriteError> {
    let mut by_place: BTreeMap<(usize, u32), &RowReport> = BTreeMap::new();
    by_place.extend(preview.rows.iter().map(|row| ((row.sheet, row.row), row)));
    let mut workbook = Workbook::new();
    for (place, sheet) in book.sheets.iter().enumerate() {
        let heads = preview
            .sheets
            .get(place)
            .and_then(|report| report.heads.as_ref());
        // A column of ours from an earlier time is written anew.
        let old = heads
            .and_then(|heads| heads.of(Target::Result))
            .map(|head| head.at);
        let last = sheet
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|(column, _)| *column);
        let last = last
            .filter(|column| Some(*column) != old)
            .max()
            .map_or(0, |last| last + 1);
        let written = workbook.add_worksheet();
        written.set_name(sheet_name(&sheet.name, place))?;
        for row in &sheet.rows {
            for (column, cell) in row.cells.iter().filter(|(column, _)| Some(*column) != old) {
                copy(written, row.number - 1, *column, cell)?;
            }
            let result = match heads {
                Some(heads) if heads.row == row.number => Some(RESULT.0.to_owned()),
                _ => by_place.get(&(place, row.number)).map(|report| say(report)),
            };
            let column = u16::try_from(last).unwrap_or(u16::MAX);
            if let Some(result) = result.filter(|result| !result.is_empty()) {
                let format = Format::new().set_font_color("C00000").set_text_wrap();
                written.write_string_with_format(row.number - 1, column, result, &format)?;
                written.set_column_width(column, 60)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// A name as sheets may have it. That of a CSV file's sheet is its own, and may be anything.
fn sheet_name(name: &str, place: usize) -> String {
    let allowed = name
        .chars()
        .filter(|letter| !letter.is_control() && !r"[]:*?/\".contains(*letter));
    // Excel counts in UTF-16.
    let mut length = 0;
    let short = allowed.take_while(|letter| {
        length += letter.len_utf16();
        length <= MOST_OF_A_NAME
    });
    let short: String = short.collect();
    match short.trim_matches('\'') {
        "" => format!("Sheet{}", place + 1),
        name => name.to_owned(),
    }
}

fn copy(sheet: &mut Worksheet, row: u32, column: u32, cell: &Cell) -> Result<(), WriteError> {
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    match cell {
        // The text is the user's own; what it begins with is kept from meaning anything.
        Cell::Text(text) if text.starts_with('\'') => sheet.write_string(row, column, text)?,
        Cell::Text(text) => sheet.write_string(row, column, neutralised(text))?,
        Cell::Error(text) => sheet.write_string(row, column, text)?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Date(serial) => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_number_with_format(row, column, *serial, &format)?
        }
        Cell::Flag(flag) => sheet.write_boolean(row, column, *flag)?,
    };
    Ok(())
}
