//! What can go wrong with the store.

use eligibility::file::{Fault, Faults};
use thiserror::Error;

use super::record::RecordId;

/// A row that no hospital may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inconsistency {
    /// The table; `None` where the fault lies between rows.
    pub table: Option<&'static str>,
    /// What names the row in its table.
    pub row: Option<String>,
    /// The record the row is, or is part of.
    pub record: Option<RecordId>,
    /// What is wrong; its path ends with the column.
    pub fault: Fault,
}

impl std::fmt::Display for Inconsistency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let (Some(table), Some(row)) = (self.table, &self.row) {
            write!(f, "table `{table}`, row `{row}`, ")?;
        }
        self.fault.fmt(f)
    }
}

/// Why the store could not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The address names a kind of database we do not speak to.
    #[error("no database of the kind `{scheme}`; give a path, `sqlite:` or `postgres:`")]
    UnknownScheme {
        /// What stands before the colon.
        scheme: String,
    },
    /// A database in memory would be another one for each connection.
    #[error("no file is named; give the path of a database file")]
    NotAFile,
    /// The SQLite in this build may corrupt its file.
    #[error("SQLite {found} may corrupt its file; at least {needed} is needed")]
    EngineTooOld {
        /// The version found.
        found: String,
        /// The version needed.
        needed: &'static str,
    },
    /// There is no file where the database should be.
    #[error("there is no database at {}", path.display())]
    NoDatabase {
        /// Where.
        path: std::path::PathBuf,
    },
    /// SQLite found its file damaged.
    #[error("the database file is damaged: {said}")]
    Damaged {
        /// What SQLite says.
        said: String,
    },
    /// A table is not made as those that can be copied.
    #[error("table `{table}` cannot be copied")]
    Uncopyable {
        /// The table.
        table: String,
    },
    /// A hospital can be founded only where nothing is recorded.
    #[error("the database already holds a hospital")]
    NotEmpty,
    /// The hospital to be written could not be read again.
    #[error("the hospital is faulty: {0}")]
    Faulty(Faults),
    /// A record could not be written as JSON.
    #[error("a record could not be written down: {0}")]
    Json(#[from] serde_json::Error),
    /// The database holds what no hospital may hold.
    #[error("the database is inconsistent: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Inconsistent(Vec<Inconsistency>),
}
