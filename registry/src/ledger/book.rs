//! A ledger as it was uploaded: sheets of cells, before anything is understood.

use super::fault::BookFault;
use super::{archive, csv, xlsx};

/// The most bytes of a file.
pub const MAX_BYTES: usize = 20 << 20;
/// The most cells with something in them, over all sheets: the whole book of 5,000 people has three
/// in four of them.
pub const MAX_CELLS: usize = 500_000;
/// The most columns of a sheet.
pub const MAX_COLUMNS: u32 = 200;
/// The last row in which something may stand.
pub const MAX_ROWS: u32 = 50_000;
/// The most characters of a cell.
pub const MAX_CHARS: usize = 1_000;
/// The most bytes of text over all cells.
pub const MAX_TEXT: usize = 24 << 20;

/// An uploaded ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The name; for CSV that of the file without its ending.
    pub name: String,
    /// The rows in which something stands, in order.
    pub rows: Vec<Row>,
}

/// A row in which something stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number, from 1, as the user sees it.
    pub number: u32,
    /// The cells in which something stands, by column from 0.
    pub cells: Vec<(u32, Cell)>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is shown as a date, in the 1900 system.
    Date(f64),
    /// Yes or no.
    Flag(bool),
    /// An error of Excel's, such as `#N/A`.
    Error(String),
}

impl Cell {
    /// What the user sees, without blanks around it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Date(serial) => super::day::of_serial(*serial)
                .map_or_else(|| serial.to_string(), |day| day.to_string()),
            Self::Flag(true) => "TRUE".to_owned(),
            Self::Flag(false) => "FALSE".to_owned(),
        }
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

impl Row {
    /// The cell of a column.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |(at, _)| *at);
        self.cells.get(place.ok()?).map(|(_, cell)| cell)
    }
}

/// Reads a file: a workbook by its first bytes, everything else as CSV.
///
/// # Errors
/// Why it cannot be read, or which limit it goes beyond.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Book, BookFault> {
    if bytes.len() > MAX_BYTES {
        return Err(BookFault::TooBig {
            bytes: bytes.len(),
            most: MAX_BYTES,
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(BookFault::Empty);
    }
    if bytes.starts_with(b"PK") {
        archive::check(bytes)?;
        return xlsx::read(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(BookFault::OldOrLocked);
    }
    csv::read(file_name, bytes)
}

/// Counts cells against the limits. A file is counted before anything of it is kept, so that one that
/// is refused takes no room.
#[derive(Debug, Default)]
pub(super) struct Counter {
    n_cells: usize,
    n_text: usize,
}

impl Counter {
    /// Counts a cell of a sheet, at a row and column, both from 0.
    ///
    /// # Errors
    /// The limit it goes beyond.
    pub fn count(
        &mut self,
        sheet: &str,
        (row, column): (u32, u32),
        cell: &Cell,
    ) -> Result<(), BookFault> {
        if cell.is_blank() {
            return Ok(());
        }
        let place = || (sheet.to_owned(), row.saturating_add(1));
        if column >= MAX_COLUMNS {
            let (sheet, row) = place();
            let most = MAX_COLUMNS;
            return Err(BookFault::TooManyColumns { sheet, row, most });
        }
        if row >= MAX_ROWS {
            let sheet = sheet.to_owned();
            let most = MAX_ROWS;
            return Err(BookFault::TooManyRows { sheet, most });
        }
        if let Cell::Text(text) = cell {
            if text.chars().nth(MAX_CHARS).is_some() {
                let ((sheet, row), most) = (place(), MAX_CHARS);
                return Err(BookFault::TextTooLong { sheet, row, most });
            }
            self.n_text += text.len();
        }
        self.n_cells += 1;
        if self.n_cells > MAX_CELLS || self.n_text > MAX_TEXT {
            return Err(BookFault::TooManyCells { most: MAX_CELLS });
        }
        Ok(())
    }
}

/// Puts a cell that was counted into its sheet, unless it is blank. Cells nearly always come in order;
/// the few that do not are put where they belong.
pub(super) fn put(sheet: &mut Sheet, (row, column): (u32, u32), cell: Cell) {
    if cell.is_blank() {
        return;
    }
    let number = row.saturating_add(1);
    let last = sheet.rows.last().map(|row| row.number);
    let at = match last {
        Some(last) if last == number => sheet.rows.len() - 1,
        Some(last) if last > number => {
            match sheet.rows.binary_search_by_key(&number, |row| row.number) {
                Ok(at) => at,
                Err(at) => {
                    sheet.rows.insert(at, new_row(number));
                    at
                }
            }
        }
        _ => {
            // Nothing is added to the last row any more, but for the few.
            if let Some(last) = sheet.rows.last_mut() {
                last.cells.shrink_to_fit();
            }
            sheet.rows.push(new_row(number));
            sheet.rows.len() - 1
        }
    };
    let Some(row) = sheet.rows.get_mut(at) else {
        return;
    };
    match row.cells.binary_search_by_key(&column, |(at, _)| *at) {
        // The first of two cells at one place stands.
        Ok(_) => {}
        Err(at) => row.cells.insert(at, (column, cell)),
    }
}

const fn new_row(number: u32) -> Row {
    let cells = Vec::new();
    Row { number, cells }
}
