//! Importing a ledger: what it would do, and doing it.

mod foreseen;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::access::Editing;
use crate::act::{Act, instant};
use crate::hex::hex;
use crate::identity;
use crate::ledger::fault::{BookFault, Fault};
use crate::ledger::preview::{self, Outcome, Preview};
use crate::ledger::{At, Book, Mapping, book};
use crate::snapshot::Snapshots;
use crate::store::{ApplyError, Change, StoreError};

pub use self::foreseen::{Foreseen, foresee, headers};

/// A file that was handed in.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'u> {
    /// Its name; of a CSV file it is the sheet's name too.
    pub name: &'u str,
    /// What is in it.
    pub bytes: &'u [u8],
    /// Headers that are to mean other columns than their words say.
    pub mapping: &'u [Mapping],
}

/// What to do about rows that cannot be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Take nothing then.
    #[default]
    AllOrNothing,
    /// Take the others.
    GoodRows,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The file is being read.
    Reading,
    /// Its rows are compared with what is recorded.
    Comparing {
        /// How many sheets it has.
        n_sheets: usize,
        /// How many rows it has.
        n_rows: usize,
    },
    /// The changes are written.
    Writing {
        /// How many.
        n_changes: usize,
    },
}

/// A file and what it would do.
#[derive(Debug)]
pub struct Checked {
    /// The file's cells.
    pub book: Book,
    /// What it would do.
    pub preview: Preview,
}

/// What an import came to.
#[derive(Debug)]
pub struct Imported {
    /// The file and what became of it.
    pub checked: Checked,
    /// What ties the changes together, by which they can be undone; `None` if there were none.
    pub batch: Option<String>,
    /// How many changes were made.
    pub n_changes: usize,
}

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    Book(#[from] BookFault),
    /// Some rows cannot be taken, and all or nothing was asked for.
    #[error("{} rows cannot be taken", .0.preview.counts.bad)]
    BadRows(Box<Checked>),
    /// The file would do something else by now than what was looked at.
    #[error("the records were changed since the file was looked at")]
    Overtaken(Box<Checked>),
    /// The changes were refused: somebody changed the records meanwhile, or the database failed.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Says what a file would do. Writes nothing.
///
/// # Errors
/// That the file cannot be read, or the database.
pub async fn check(
    _: &Editing<'_>,
    snapshots: &Snapshots,
    upload: Upload<'_>,
    progress: &(dyn Fn(Stage) + Sync),
) -> Result<Checked, ImportError> {
    progress(Stage::Reading);
    let book = book::read(upload.name, upload.bytes)?;
    let n_rows = book.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let n_sheets = book.sheets.len();
    progress(Stage::Comparing { n_sheets, n_rows });
    let snapshot = snapshots.refresh().await?;
    let catalogue = snapshots.store().catalogue();
    let mut preview = preview::make(&book, upload.mapping, &snapshot, catalogue)?;
    identity::compare(snapshots, &mut preview).await?;
    Ok(Checked { book, preview })
}

/// Imports a file: all changes of its good rows in one transaction, under one batch. A file that
/// changes nothing writes nothing.
///
/// # Errors
/// See [`ImportError`]; then nothing was written.
pub async fn apply(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    upload: Upload<'_>,
    mode: Mode,
    at: DateTime<Utc>,
    progress: &(dyn Fn(Stage) + Sync),
) -> Result<Imported, ImportError> {
    apply_as_seen(right, snapshots, upload, (mode, None), at, progress).await
}

/// The same, if the file still does what somebody looked at; see [`Checked::fingerprint`].
///
/// # Errors
/// See [`ImportError`]; then nothing was written.
pub async fn apply_as_seen(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    upload: Upload<'_>,
    (mode, seen): (Mode, Option<&str>),
    at: DateTime<Utc>,
    progress: &(dyn Fn(Stage) + Sync),
) -> Result<Imported, ImportError> {
    let mut checked = check(right, snapshots, upload, progress).await?;
    if seen.is_some_and(|seen| seen != checked.fingerprint()) {
        return Err(ImportError::Overtaken(Box::new(checked)));
    }
    if checked.preview.counts.bad > 0 && mode == Mode::AllOrNothing {
        return Err(ImportError::BadRows(Box::new(checked)));
    }
    let planned = std::mem::take(&mut checked.preview.changes);
    let (rows, changes): (Vec<usize>, Vec<Change>) =
        planned.into_iter().map(|one| (one.row, one.change)).unzip();
    let numbers = identity::sealed(snapshots, &checked.preview).await?;
    let n_changes = changes.len() + numbers.len();
    if n_changes == 0 {
        return Ok(Imported {
            checked,
            batch: None,
            n_changes,
        });
    }
    progress(Stage::Writing { n_changes });
    let batch = batch(upload.bytes, at);
    let act = Act::new(right.by().clone(), at).in_batch(&batch);
    match snapshots.apply_with(&act, &changes, &numbers).await {
        Ok(_) => Ok(Imported {
            checked,
            batch: Some(batch),
            n_changes,
        }),
        // What only the whole hospital shows to be wrong is told at the rows it comes from.
        Err(ApplyError::Faulty(faults)) if faults.iter().all(|fault| fault.change.is_some()) => {
            for fault in faults {
                let row = fault.change.and_then(|change| rows.get(change));
                let row = row.and_then(|row| checked.preview.rows.get_mut(*row));
                if let Some(row) = row {
                    row.outcome = Outcome::Bad;
                    row.faults.push(At {
                        column: None,
                        header: None,
                        what: Fault::Record(fault.fault.kind),
                    });
                }
            }
            let bad = |row: &&preview::RowReport| row.outcome == Outcome::Bad;
            checked.preview.counts.bad = checked.preview.rows.iter().filter(bad).count();
            Err(ImportError::BadRows(Box::new(checked)))
        }
        Err(error) => Err(error.into()),
    }
}

impl Checked {
    /// What the file would do, in a few letters: the same as long as it would do the same.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for planned in &self.preview.changes {
            let (what, node) = match &planned.change {
                Change::Add { kind, owner, node } => {
                    let owner = owner.as_deref().unwrap_or_default();
                    (format!("+{}:{owner}", kind.name()), Some(node))
                }
                Change::Correct { id, version, node } => (format!("{id}@{version}"), Some(node)),
                Change::Remove { id, version } => (format!("-{id}@{version}"), None),
                Change::Restore { id, node } => (format!("={id}"), Some(node)),
            };
            // A record can always be written.
            let node = node.and_then(|node| serde_json::to_vec(node).ok());
            for part in [what.as_bytes(), b"\0", node.as_deref().unwrap_or_default()] {
                hash.update(part);
            }
        }
        for one in &self.preview.identities {
            // The number itself stays out of what a page carries.
            for part in [one.staff.as_str(), "\0", &one.number.masked()] {
                hash.update(part.as_bytes());
            }
        }
        let faulty: usize = self.preview.counts.bad;
        hash.update(faulty.to_le_bytes());
        beginning(&hash.finalize(), 16)
    }
}

/// The first bytes of a hash in hexadecimal.
fn beginning(hash: &[u8], n_bytes: usize) -> String {
    let bytes: Vec<u8> = hash.iter().take(n_bytes).copied().collect();
    hex(&bytes)
}

/// What the ids of imports look like, as a pattern of SQL; see [`batch`].
pub(crate) const BATCHES: &str = "________________-____-__-__T__:__:__.___Z";

/// What ties the changes of an import together: what was in the file, and when it was imported.
fn batch(bytes: &[u8], at: DateTime<Utc>) -> String {
    let hash = Sha256::digest(bytes);
    let mut batch = beginning(&hash, 8);
    batch.push('-');
    batch.push_str(&instant(at));
    batch
}

#[cfg(test)]
mod tests;
