//! Exporting a ledger: what leaves the hospital, and the entry of the log that says so.
//!
//! # Invariants
//! - Bytes are given out by [`Prepared::tell`] only, once the audit entry is in the database.
//! - The entry counts the rows of the very tables the file was made of.
//! - Each file says who took it, when and what for ([`Mark`]), and holds numbers of papers in which
//!   an identity number may be only as far as who takes it may see them.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use eligibility::day::Day;
use eligibility::facts::Person;
use eligibility::file::{Node, Value};
use thiserror::Error;

use crate::access::Auditing;
use crate::act::{Act, instant, local_minute};
use crate::ledger::export::{self, Layout, Numbers, Table, WriteError};
use crate::ledger::mark::Mark;
use crate::seen::Seen;
use crate::staff_list;
use crate::staff_list::query::Query;
use crate::store::{Store, StoreError, Told};

/// With more rows an export is one to look at: its entry says so by its name.
pub const LARGE: usize = 500;
/// The act of one with more.
pub const LARGE_EXPORT: &str = "export.large";
/// The most characters of a reason.
pub const MOST_REASON_CHARS: usize = 200;

/// What kind of file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A workbook with a sheet for each kind of record.
    Sheets,
    /// A workbook with one wide sheet.
    Wide,
    /// The wide sheet as CSV.
    Csv,
}

/// Who is exported.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'q> {
    /// Everybody.
    Everybody,
    /// Those whom the list of people finds.
    Found(&'q Query),
    /// Those who are, or were, in one of these departments.
    Departments(&'q [String]),
}

/// An export that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'q> {
    /// Who.
    pub whose: Whose<'q>,
    /// The day on which they are found.
    pub on: Day,
    /// The kind of file.
    pub format: Format,
    /// What it is for.
    pub reason: &'q str,
    /// When it is taken.
    pub at: DateTime<Utc>,
}

/// A file that may not leave yet.
#[derive(Debug)]
pub struct Prepared {
    act: Act,
    told: Node,
    exported: Exported,
}

/// A file that may leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How many people.
    pub n_people: usize,
    /// How many rows, headers not counted.
    pub n_rows: usize,
    /// Whether it is more than one import takes, which the file says too.
    pub in_parts: bool,
}

/// Why nothing is exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// No reason is given.
    #[error("no reason")]
    NoReason,
    /// The reason is too long.
    #[error("a reason of more than {MOST_REASON_CHARS} characters")]
    LongReason,
    /// Nobody is meant.
    #[error("nobody to export")]
    Nobody,
    /// The file cannot be made.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Format {
    /// The ending of a file's name, which is also how the log calls it.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Sheets | Self::Wide => "xlsx",
            Self::Csv => "csv",
        }
    }

    const fn layout(self) -> Layout {
        match self {
            Self::Sheets => Layout::Sheets,
            Self::Wide | Self::Csv => Layout::Wide,
        }
    }

    fn write(self, tables: &[Table], mark: &Mark) -> Result<Vec<u8>, WriteError> {
        match (self, tables.first()) {
            (Self::Csv, Some(table)) => export::csv(table, Some(mark)),
            _ => export::xlsx(tables, Some(mark)),
        }
    }
}

impl Exported {
    /// Whether it is one to look at.
    #[must_use]
    pub const fn is_large(&self) -> bool {
        LARGE < self.n_rows
    }
}

/// A reason as it is kept.
///
/// # Errors
/// That there is none, or that it is too long.
pub fn reason(typed: &str) -> Result<String, ExportError> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(ExportError::NoReason);
    }
    if reason.chars().count() > MOST_REASON_CHARS {
        return Err(ExportError::LongReason);
    }
    Ok(reason.to_owned())
}

/// Makes the file. Slow where people are many.
///
/// # Errors
/// See [`ExportError`].
pub fn prepare(
    right: &Auditing<'_>,
    seen: &Seen<'_>,
    wanted: Wanted<'_>,
) -> Result<Prepared, ExportError> {
    let reason = reason(wanted.reason)?;
    let people = wanted.whose.people(seen, wanted.on);
    if people.is_empty() {
        return Err(ExportError::Nobody);
    }
    let (hospital, catalogue) = (seen.hospital(), seen.catalogue());
    let numbers = if right.sees_numbers() {
        Numbers::Whole
    } else {
        Numbers::Masked
    };
    let how = (wanted.format.layout(), numbers);
    let tables = export::tables_with(&people, hospital, catalogue, how);
    let mark = Mark {
        who: right.by().name.clone(),
        at: local_minute(&instant(wanted.at)),
        reason: reason.clone(),
        in_parts: !export::is_importable(&tables),
    };
    let exported = Exported {
        bytes: wanted.format.write(&tables, &mark)?,
        in_parts: mark.in_parts,
        n_people: people.len(),
        n_rows: tables.iter().map(|table| table.rows.len()).sum(),
    };
    let by = right.by().clone();
    Ok(Prepared {
        act: Act::new(by, wanted.at).because(Some(reason)),
        told: told(wanted, numbers, &exported, &tables),
        exported,
    })
}

impl Prepared {
    /// Writes the audit entry, and then gives the file out.
    ///
    /// # Errors
    /// A database that failed; then nothing may leave.
    pub async fn tell(self, store: &Store) -> Result<Exported, StoreError> {
        let told = Told {
            act: if self.exported.is_large() {
                LARGE_EXPORT
            } else {
                "export.ledger"
            },
            after: Some(self.told),
            ..Told::default()
        };
        store.note(&self.act, told).await?;
        Ok(self.exported)
    }
}

impl Whose<'_> {
    fn people<'a>(self, seen: &Seen<'a>, on: Day) -> Vec<&'a Person> {
        match self {
            Self::Everybody => seen.people().collect(),
            Self::Found(query) => staff_list::people(seen, query, on),
            Self::Departments(departments) => {
                let is_meant = |person: &&Person| {
                    let mut memberships = person.departments.iter();
                    memberships.any(|one| departments.contains(&one.department))
                };
                seen.people().filter(is_meant).collect()
            }
        }
    }

    /// Who is meant, as the log keeps it.
    fn told(self) -> (&'static str, Node) {
        match self {
            Self::Everybody => ("everybody", Node::bare(Value::Bool(true))),
            Self::Found(query) => {
                let filter = query.filter().into_iter();
                let filter = filter.map(|(key, value)| (key, Node::text(value)));
                ("filter", Node::table(filter))
            }
            Self::Departments(departments) => {
                let departments = departments.iter().map(Node::text);
                ("departments", Node::list(departments))
            }
        }
    }
}

/// What the log keeps of a file: who was meant, and which columns and how many rows left.
fn told(wanted: Wanted<'_>, numbers: Numbers, exported: &Exported, tables: &[Table]) -> Node {
    let sheet = |table: &Table| {
        Node::table([
            ("name", Node::text(&table.name)),
            ("rows", number(table.rows.len())),
            ("columns", Node::list(table.headers.iter().map(Node::text))),
        ])
    };
    Node::table([
        wanted.whose.told(),
        ("on", Node::text(wanted.on.to_string())),
        ("format", Node::text(wanted.format.ending())),
        (
            "masked",
            Node::bare(Value::Bool(numbers == Numbers::Masked)),
        ),
        ("people", number(exported.n_people)),
        ("rows", number(exported.n_rows)),
        ("sheets", Node::list(tables.iter().map(sheet))),
    ])
}

fn number(n: usize) -> Node {
    Node::bare(Value::Int(i64::try_from(n).unwrap_or(i64::MAX)))
}
