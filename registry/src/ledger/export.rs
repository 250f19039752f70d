//! The ledger written: what is recorded, or the user's own sheets with what was found.

use std::collections::BTreeMap;

use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Person};
use eligibility::file::Node;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use super::book::{Book, Cell};
use super::fault::Fault;
use super::kinds::{Column, Kind, NAME, Owner, RESULT, SHEETS, STAFF, SheetKind, WIDE};
use super::lexicon::Lexicon;
use super::preview::{Preview, RowReport};
use super::text::neutralised;
use super::{cells, records, titles};
use crate::store::RecordIndex;

/// The most letters of a sheet's name.
const MOST_OF_A_NAME: usize = 31;

/// How a ledger is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A sheet for each kind of record; every record can be written.
    #[default]
    Sheets,
    /// One wide sheet, as hospitals keep it; a record without any field has no place in it.
    Wide,
}

/// A sheet to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: String,
    /// The headers.
    pub headers: Vec<String>,
    /// The rows, as long as the headers.
    pub rows: Vec<Vec<String>>,
}

/// Why a file cannot be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A workbook cannot hold it.
    #[error("workbook: {0}")]
    Workbook(#[from] XlsxError),
    /// CSV cannot hold it.
    #[error("CSV: {0}")]
    Csv(String),
}

/// The sheets of some people; the departments come along where a sheet for each kind is asked for.
#[must_use]
pub fn tables(
    people: &[&Person],
    hospital: &Hospital,
    catalogue: &Catalogue,
    layout: Layout,
) -> Vec<Table> {
    let lexicon = Lexicon::new(catalogue, hospital);
    let writer = Writer {
        hospital,
        lexicon: &lexicon,
        index: RecordIndex::default(),
    };
    match layout {
        Layout::Sheets => {
            let tables = SHEETS.iter().map(|kind| writer.sheet(kind, people));
            tables.filter(|table| !table.rows.is_empty()).collect()
        }
        Layout::Wide => vec![writer.wide(people)],
    }
}

struct Writer<'w> {
    hospital: &'w Hospital,
    lexicon: &'w Lexicon<'w>,
    /// Records are not named in a file.
    index: RecordIndex,
}

impl Writer<'_> {
    fn sheet(&self, kind: &'static SheetKind, people: &[&Person]) -> Table {
        let mut headers: Vec<String> = Vec::new();
        if kind.owner != Owner::Hospital {
            headers.extend([STAFF.0.to_owned(), NAME.0.to_owned()]);
        }
        let columns: Vec<_> = written(kind).collect();
        headers.extend(columns.iter().map(|column| column.zh.to_owned()));
        let mut rows = Vec::new();
        if kind.owner == Owner::Hospital {
            let departments = records::departments(self.hospital, &self.index);
            rows.extend(
                departments
                    .iter()
                    .map(|record| self.cells(kind, &columns, Some(&record.node))),
            );
        }
        for person in people.iter().filter(|_| kind.owner != Owner::Hospital) {
            if kind.owner == Owner::Itself {
                rows.push(head(person));
                continue;
            }
            for record in self.records(kind, person) {
                let mut row = head(person);
                row.extend(self.cells(kind, &columns, Some(&record)));
                rows.push(row);
            }
        }
        let name = kind.zh.to_owned();
        Table {
            name,
            headers,
            rows,
        }
    }

    fn records(&self, kind: &SheetKind, person: &Person) -> Vec<Node> {
        let recorded = match kind.owner {
            Owner::Programme => {
                records::postings(self.hospital, person.staff.as_str(), &self.index)
            }
            _ => records::of_person(person, kind, &self.index),
        };
        recorded.into_iter().map(|recorded| recorded.node).collect()
    }

    /// Every person in as many rows as the longest list has records.
    fn wide(&self, people: &[&Person]) -> Table {
        let kinds = SHEETS
            .iter()
            .filter(|kind| kind.is_wide() && kind.owner != Owner::Itself);
        let held = |kind: &&SheetKind| {
            people
                .iter()
                .any(|person| !self.records(kind, person).is_empty())
        };
        let kinds: Vec<_> = kinds.filter(held).collect();
        let columns: Vec<Vec<_>> = kinds.iter().map(|kind| written(kind).collect()).collect();
        let mut headers = vec![STAFF.0.to_owned(), NAME.0.to_owned()];
        headers.extend(columns.iter().flatten().map(|column| column.zh.to_owned()));
        let mut rows = Vec::new();
        for person in people {
            let lists: Vec<_> = kinds
                .iter()
                .map(|kind| self.records(kind, person))
                .collect();
            let n_rows = lists.iter().map(Vec::len).max().unwrap_or(0).max(1);
            for place in 0..n_rows {
                let mut row = head(person);
                for ((kind, columns), list) in kinds.iter().zip(&columns).zip(&lists) {
                    row.extend(self.cells(kind, columns, list.get(place)));
                }
                rows.push(row);
            }
        }
        let name = WIDE.0.to_owned();
        Table {
            name,
            headers,
            rows,
        }
    }

    fn cells(&self, kind: &SheetKind, columns: &[&Column], record: Option<&Node>) -> Vec<String> {
        let said = |column: &&Column| {
            record
                .map(|record| self.say(kind, column, record))
                .unwrap_or_default()
        };
        columns.iter().map(said).collect()
    }

    fn say(&self, kind: &SheetKind, column: &Column, record: &Node) -> String {
        let value = if kind.is_of_words() {
            Some(record)
        } else {
            record.get(column.key)
        };
        let Some(value) = value else {
            return String::new();
        };
        let id = value.as_text().unwrap_or_default();
        let text = match column.kind {
            Kind::Title => {
                let series = record.get("series").and_then(Node::as_text);
                titles::say(series, id)
            }
            Kind::Department => self.lexicon.say_department(self.hospital, id),
            Kind::Programme => {
                let mut programmes = self.hospital.programmes.iter();
                let found = programmes.find(|programme| programme.id == id);
                self.lexicon
                    .say_programme(id, found.and_then(|programme| programme.name.as_deref()))
            }
            _ => cells::say(column, value, self.lexicon),
        };
        neutralised(&text)
    }
}

fn head(person: &Person) -> Vec<String> {
    let name = person.name.as_deref().unwrap_or_default();
    vec![neutralised(person.staff.as_str()), neutralised(name)]
}

/// The columns that are written: those that hold a field, and not the name a second time.
fn written(kind: &'static SheetKind) -> impl Iterator<Item = &'static Column> {
    let own = kind.owner == Owner::Itself;
    kind.columns
        .iter()
        .filter(move |column| !column.is_virtual && !own)
}

/// A workbook with a sheet for each table. Everything is a text, so that Excel takes neither a
/// staff number for a number nor a text for a formula.
///
/// # Errors
/// What a workbook cannot hold.
pub fn xlsx(tables: &[Table]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let (text, bold) = (Format::new().set_num_format("@"), header_format());
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&table.name)?;
        sheet.set_freeze_panes(1, 2)?;
        for (column, header) in (0..).zip(&table.headers) {
            sheet.set_column_format(column, &text)?;
            sheet.set_column_width(column, width(header))?;
            sheet.write_string_with_format(0, column, header, &bold)?;
        }
        for (row, cells) in (1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string_with_format(row, column, cell, &text)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

pub(super) fn header_format() -> Format {
    Format::new().set_bold().set_num_format("@").set_text_wrap()
}

pub(super) fn width(header: &str) -> f64 {
    let wide = header.chars().map(|c| if c.is_ascii() { 1_u32 } else { 2 });
    f64::from(wide.sum::<u32>().clamp(10, 40)) + 2.0
}

/// One table as CSV that Excel reads: UTF-8 with a byte order mark.
///
/// # Errors
/// What the writer says; it never fails in memory.
pub fn csv(table: &Table) -> Result<Vec<u8>, WriteError> {
    let failed = |error: &dyn std::error::Error| WriteError::Csv(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in std::iter::once(&table.headers).chain(&table.rows) {
        writer.write_record(row).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

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
            .and_then(|heads| heads.of(super::heads::Target::Result))
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

/// The ids of departments named by id or name.
///
/// # Errors
/// The first that is not recorded, or that several are called.
pub fn departments(
    hospital: &Hospital,
    catalogue: &Catalogue,
    named: &[String],
) -> Result<Vec<String>, Fault> {
    let lexicon = Lexicon::new(catalogue, hospital);
    named.iter().map(|text| lexicon.department(text)).collect()
}
