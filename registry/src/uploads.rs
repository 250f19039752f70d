//! Files that HR hands in on a page: kept between looking at a ledger and importing it.
//!
//! # Invariants
//! - A file is there for who handed it in, and for nobody else.
//! - It is gone when it was imported or given up, and after [`LASTS`] in any case. Of one account
//!   [`MOST`] are kept; a further one takes the place of the oldest.
//! - One import of a file runs at a time, on however many servers the button is pressed.

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

use crate::access::Editing;
use crate::accounts::{NoRandomness, random};
use crate::act::instant;
use crate::hex::hex;
use crate::ledger::Mapping;
use crate::store::{NewUpload, Store, StoreError};

pub use crate::store::Kept;

/// How long a file is kept.
pub const LASTS: TimeDelta = TimeDelta::hours(24);
/// How many files of one account are kept.
pub const MOST: i64 = 3;
/// An import that began so long ago has died with its server: a ledger of the largest size takes
/// seconds.
pub const DEAD: TimeDelta = TimeDelta::minutes(5);
/// The most characters of a file's name.
const MOST_OF_A_NAME: usize = 120;

/// Why a file could not be kept.
#[derive(Debug, Error)]
pub enum UploadError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing random to make an id of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// A file.
#[derive(Clone, Debug)]
pub struct File {
    /// What is known of it.
    pub kept: Kept,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Headers that are to mean other columns than their words say.
    pub mapping: Vec<Mapping>,
}

impl Kept {
    /// Whether an import of it runs.
    #[must_use]
    pub fn is_running(&self, at: DateTime<Utc>) -> bool {
        let dead = instant(at - DEAD);
        self.started.as_ref().is_some_and(|started| *started > dead)
    }
}

/// Keeps a file; its id, which nobody can guess.
///
/// # Errors
/// See [`UploadError`].
pub async fn keep(
    right: &Editing<'_>,
    store: &Store,
    (name, content): (&str, Vec<u8>),
    at: DateTime<Utc>,
) -> Result<String, UploadError> {
    let id = hex(&random::<16>()?);
    let new = NewUpload {
        id: &id,
        account: &right.by().id,
        name: &shown_name(name),
        content,
        at: &instant(at),
        old: &old(at),
        others: MOST - 1,
    };
    store.keep_upload(new).await?;
    Ok(id)
}

/// The own files, newest first.
///
/// # Errors
/// A database that failed.
pub async fn list(
    right: &Editing<'_>,
    store: &Store,
    at: DateTime<Utc>,
) -> Result<Vec<Kept>, StoreError> {
    store.uploads(&right.by().id, &old(at)).await
}

/// What is known of an own file; `None` if it is gone, or never was.
///
/// # Errors
/// A database that failed.
pub async fn find(
    right: &Editing<'_>,
    store: &Store,
    id: &str,
    at: DateTime<Utc>,
) -> Result<Option<Kept>, StoreError> {
    store.upload(id, &right.by().id, &old(at)).await
}

/// An own file; `None` if it is gone, or never was.
///
/// # Errors
/// A database that failed.
pub async fn read(
    right: &Editing<'_>,
    store: &Store,
    id: &str,
    at: DateTime<Utc>,
) -> Result<Option<File>, StoreError> {
    let Some(kept) = find(right, store, id, at).await? else {
        return Ok(None);
    };
    let Some((bytes, mapping)) = store.upload_content(id, &right.by().id).await? else {
        return Ok(None);
    };
    let mapping = serde_json::from_str(&mapping)?;
    Ok(Some(File {
        kept,
        bytes,
        mapping,
    }))
}

/// Keeps what the headers of an own file are to mean; `false` if it is gone or being imported.
///
/// # Errors
/// A database that failed.
pub async fn map(
    right: &Editing<'_>,
    store: &Store,
    id: &str,
    mapping: &[Mapping],
) -> Result<bool, StoreError> {
    let mapping = serde_json::to_string(mapping)?;
    store.map_upload((id, &right.by().id), &mapping).await
}

/// Notes that an import of an own file begins; `false` if one runs already, or the file is gone.
///
/// # Errors
/// A database that failed.
pub async fn start(
    right: &Editing<'_>,
    store: &Store,
    id: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let times = (&*instant(at), &*instant(at - DEAD));
    store.start_upload((id, &right.by().id), times).await
}

/// Notes that an import has ended without taking the file, which can then be looked at again.
///
/// # Errors
/// A database that failed.
pub async fn stop(right: &Editing<'_>, store: &Store, id: &str) -> Result<(), StoreError> {
    store.stop_upload(id, &right.by().id).await.map(|_| ())
}

/// Lets an own file go: it was imported, or given up.
///
/// # Errors
/// A database that failed.
pub async fn clear(right: &Editing<'_>, store: &Store, id: &str) -> Result<(), StoreError> {
    store.clear_upload(id, &right.by().id).await.map(|_| ())
}

/// Lets all files go that are too old, whosever they are.
///
/// # Errors
/// A database that failed.
pub async fn sweep(store: &Store, at: DateTime<Utc>) -> Result<(), StoreError> {
    store.sweep_uploads(&old(at)).await
}

fn old(at: DateTime<Utc>) -> String {
    instant(at - LASTS)
}

/// The name without the folders some browsers send along, on one line and not endless.
fn shown_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.chars().filter(|letter| !letter.is_control());
    let name: String = name.take(MOST_OF_A_NAME).collect();
    name.trim().to_owned()
}

#[cfg(test)]
mod tests;
