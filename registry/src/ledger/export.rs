//! The ledger written: what is recorded.

use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Person};
use eligibility::file::Node;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use thiserror::Error;

use super::book::{MAX_CELLS, MAX_ROWS};
use super::fault::Fault;
pub use super::given_back::with_results;
use super::kinds::{Column, Kind, NAME, Owner, SHEETS, STAFF, SheetKind, WIDE};
use super::lexicon::Lexicon;
use super::mark::{self, Mark};
use super::text::neutralised;
use super::{cells, records, titles};
use crate::forms;
use crate::store::RecordIndex;

/// How a ledger is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A sheet for each kind of record; every record can be written.
    #[default]
    Sheets,
    /// One wide sheet, as hospitals keep it; a record without any field has no place in it.
    Wide,
}

/// Whether numbers of papers are written whole in which an identity number may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// As they are recorded.
    #[default]
    Whole,
    /// By their last characters, as pages show them to who may not see identity numbers.
    Masked,
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
    tables_with(people, hospital, catalogue, (layout, Numbers::Whole))
}

/// The same for readers who may see numbers of papers whole, or may not.
#[must_use]
pub fn tables_with(
    people: &[&Person],
    hospital: &Hospital,
    catalogue: &Catalogue,
    (layout, numbers): (Layout, Numbers),
) -> Vec<Table> {
    let lexicon = Lexicon::new(catalogue, hospital);
    let writer = Writer {
        hospital,
        lexicon: &lexicon,
        index: RecordIndex::default(),
        numbers,
    };
    match layout {
        Layout::Sheets => {
            let tables = SHEETS.iter().map(|kind| writer.sheet(kind, people));
            tables.filter(|table| !table.rows.is_empty()).collect()
        }
        Layout::Wide => vec![writer.wide(people)],
    }
}

/// Whether one import takes the tables, marked or not.
#[must_use]
pub fn is_importable(tables: &[Table]) -> bool {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let rows = tables
        .iter()
        .flat_map(|table| std::iter::once(&table.headers).chain(&table.rows));
    let n_cells: usize = rows.map(filled).sum();
    // Above the rows stand the headers and, in CSV, the mark.
    let most_rows = tables.iter().map(|table| table.rows.len() + 2).max();
    let rows_fit = most_rows.is_none_or(|n| u32::try_from(n).is_ok_and(|n| n <= MAX_ROWS));
    rows_fit && n_cells + mark::MOST_CELLS <= MAX_CELLS
}

struct Writer<'w> {
    hospital: &'w Hospital,
    lexicon: &'w Lexicon<'w>,
    /// Records are not named in a file.
    index: RecordIndex,
    numbers: Numbers,
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
        let shown = |recorded: records::Recorded| match self.numbers {
            Numbers::Whole => recorded.node,
            Numbers::Masked => forms::masked(&recorded.node),
        };
        recorded.into_iter().map(shown).collect()
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
/// staff number for a number nor a text for a formula. A mark stands on a sheet of its own, and in
/// the foot of each printed page.
///
/// # Errors
/// What a workbook cannot hold.
pub fn xlsx(tables: &[Table], mark: Option<&Mark>) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let (text, bold) = (Format::new().set_num_format("@"), header_format());
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&table.name)?;
        sheet.set_freeze_panes(1, 2)?;
        if let Some(mark) = mark {
            sheet.set_footer(mark.foot());
        }
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
    if let Some(mark) = mark {
        mark.write(workbook.add_worksheet())?;
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

/// One table as CSV that Excel reads: UTF-8 with a byte order mark. A mark stands above the headers,
/// where ledgers have their title.
///
/// # Errors
/// What the writer says; it never fails in memory.
pub fn csv(table: &Table, mark: Option<&Mark>) -> Result<Vec<u8>, WriteError> {
    let failed = |error: &dyn std::error::Error| WriteError::Csv(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let title = mark.map(|mark| {
        // As wide as the headers, so that what separates fields is found in the first line, too.
        let mut title = vec![String::new(); table.headers.len()];
        if let Some(first) = title.first_mut() {
            *first = mark.title();
        }
        title
    });
    let rows = std::iter::once(&table.headers).chain(&table.rows);
    for row in title.iter().chain(rows) {
        writer.write_record(row).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
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
