//! Reading a workbook cell by cell.
//!
//! Only the reader of cells is used. The library's dense range would be as large as the farthest
//! cell says, which a file of 5 kB can make 512 GiB.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::book::{Book, Cell, Counter, Sheet, put};
use super::fault::BookFault;

/// Reads the cells of every sheet of an archive that was checked.
pub fn read(bytes: &[u8]) -> Result<Book, BookFault> {
    // Numbers of rows and columns overflow in the library where a file makes them absurd.
    catch_unwind(AssertUnwindSafe(|| read_sheets(bytes))).unwrap_or_else(|_| {
        let message = "a number in it is out of range".to_owned();
        Err(BookFault::Damaged { message })
    })
}

fn read_sheets(bytes: &[u8]) -> Result<Book, BookFault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let (names, mut counter) = (workbook.sheet_names(), Counter::default());
    for name in &names {
        each_cell(&mut workbook, name, |place, cell| {
            counter.count(name, place, &cell)
        })?;
    }
    let mut book = Book::default();
    for name in names {
        let rows = Vec::new();
        let mut sheet = Sheet {
            name: name.clone(),
            rows,
        };
        let is_read = each_cell(&mut workbook, &name, |place, cell| {
            put(&mut sheet, place, cell);
            Ok(())
        });
        if is_read? {
            book.sheets.push(sheet);
        }
    }
    Ok(book)
}

/// Visits the cells of a sheet with their rows and columns, both from 0; whether it has any cells.
fn each_cell(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    mut visit: impl FnMut((u32, u32), Cell) -> Result<(), BookFault>,
) -> Result<bool, BookFault> {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        // A sheet that holds a chart only.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(false),
        other => other.map_err(damaged)?,
    };
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let place = cell.get_position();
        if let Some(cell) = of(cell.get_value()) {
            visit(place, cell)?;
        }
    }
    Ok(true)
}

fn of(value: &DataRef<'_>) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => {
            #[expect(clippy::cast_precision_loss, reason = "a cell holds no more either")]
            let number = *number as f64;
            Cell::Number(number)
        }
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) => Cell::Date(moment.as_f64()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn damaged(error: XlsxError) -> BookFault {
    let message = error.to_string();
    BookFault::Damaged { message }
}
