//! Taking changes back by the audit log: a whole batch, or one entry.
//!
//! Nothing is taken back where a record is not any more what was left of it: then what would be lost
//! is somebody's later work, and people decide. A later change that was itself taken back is none, so
//! one goes back step by step. Taking back is itself a change with its entries, so it can be taken
//! back too.
//!
//! Whoever has another staff number by now, and a programme that has another id, is followed through
//! the log all the same.

mod renames;
mod taking_back;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use eligibility::file::Node;
use thiserror::Error;

use crate::access::{Auditing, Editing};
use crate::act::Act;
use crate::audit_log;
use crate::history::taking_back::take_back;
use crate::import::BATCHES;
use crate::snapshot::Snapshots;
use crate::store::{
    ACT, ApplyError, Batch, BatchCounts, Entry, Filter, RecordId, StoreError, UNDO,
};

/// How many entries are read at once.
const PAGE: u32 = 5_000;

/// Why changes were not taken back. Nothing was written.
#[derive(Debug, Error)]
pub enum UndoError {
    /// There is no such batch, or no such entry of a record.
    #[error("nothing to take back")]
    NotFound,
    /// There is nothing left to take back: it was done already.
    #[error("taken back already")]
    TakenBack,
    /// Records are not any more what was left of them.
    #[error("{} records were changed since", .0.len())]
    ChangedSince(Vec<RecordId>),
    /// The database refused or failed.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The entries about somebody's records, postings included, the newest first; of one record alone,
/// or below a number, where that is asked.
///
/// # Errors
/// A database that failed.
pub async fn of_person(
    right: &Auditing<'_>,
    snapshots: &Snapshots,
    staff: &str,
    record: Option<&RecordId>,
    below: Option<i64>,
    at_most: u32,
) -> Result<Vec<Entry>, StoreError> {
    let mut found = Vec::new();
    for called in renames::numbers(snapshots, staff).await? {
        let own = |record: &RecordId| RecordId {
            owner: match &record.owner {
                Some(owner) if owner == staff => Some(called.staff.clone()),
                owner => owner.clone(),
            },
            ..record.clone()
        };
        let filter = Filter {
            act: Some("record".to_owned()),
            staff: Some(called.staff.clone()),
            record: record.map(|record| own(record).to_string()),
            below: called.below.into_iter().chain(below).min(),
            since: Some(called.since),
            ..Filter::default()
        };
        let wanted = usize::try_from(at_most).unwrap_or(usize::MAX);
        let missing = u32::try_from(wanted.saturating_sub(found.len())).unwrap_or(at_most);
        let mut entries = snapshots.store().audit(&filter, missing).await?;
        entries.retain(|entry| is_about(entry, &called.staff));
        for entry in entries {
            found.push(audit_log::shown(right, entry)?);
        }
    }
    Ok(found)
}

/// The entry of a number, if it tells of a record of somebody's file.
///
/// # Errors
/// A database that failed.
pub async fn entry_of_person(
    _: &Editing<'_>,
    snapshots: &Snapshots,
    staff: &str,
    seq: i64,
) -> Result<Option<Entry>, StoreError> {
    let Some(entry) = snapshots.store().audit_entry(seq).await? else {
        return Ok(None);
    };
    let numbers = renames::numbers(snapshots, staff).await?;
    let mut numbers = numbers.iter();
    let is_own = numbers.any(|called| called.covers(&entry) && is_about(&entry, &called.staff));
    Ok(is_own.then_some(entry))
}

/// Whether an entry tells of a record of the file of who then had a staff number.
fn is_about(entry: &Entry, staff: &str) -> bool {
    let id = entry.record.as_deref().and_then(RecordId::parse);
    let Some(id) = id else {
        return false;
    };
    let names = || {
        let (before, after) = nodes(entry);
        let staff = |node: Node| {
            let staff = node.get("staff").and_then(Node::as_text);
            staff.map(ToOwned::to_owned)
        };
        [before, after].into_iter().flatten().filter_map(staff)
    };
    match id.kind.name() {
        "person" | "posting" | "posting_elsewhere" => names().any(|named| named == staff),
        _ => id.kind.is_of_person() && id.owner.as_deref() == Some(staff),
    }
}

/// The record before and after what an entry tells of.
#[must_use]
pub fn nodes(entry: &Entry) -> (Option<Node>, Option<Node>) {
    // The store wrote them; what could not be read would not be a record.
    let node = |json: &Option<String>| serde_json::from_str(json.as_deref()?).ok();
    (node(&entry.before), node(&entry.after))
}

/// Takes a whole batch back, such as an import; how many changes that took.
///
/// # Errors
/// See [`UndoError`]; then nothing was written.
pub async fn undo_batch(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    batch: &str,
    at: DateTime<Utc>,
) -> Result<usize, UndoError> {
    undo_batch_because(right, snapshots, batch, None, at).await
}

/// The same for a reason.
///
/// # Errors
/// See [`UndoError`]; then nothing was written.
pub async fn undo_batch_because(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    batch: &str,
    reason: Option<String>,
    at: DateTime<Utc>,
) -> Result<usize, UndoError> {
    let filter = Filter {
        batch: Some(batch.to_owned()),
        ..Filter::default()
    };
    let entries = all(snapshots, filter).await?;
    let act = Act::new(right.by().clone(), at).because(reason);
    let act = act.in_batch(&undoing(batch));
    take_back(snapshots, entries, &act).await
}

/// Takes back what one entry of the audit log tells of.
///
/// # Errors
/// See [`UndoError`]; then nothing was written.
pub async fn restore(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    seq: i64,
    at: DateTime<Utc>,
) -> Result<usize, UndoError> {
    restore_because(right, snapshots, seq, None, at).await
}

/// The same for a reason.
///
/// # Errors
/// See [`UndoError`]; then nothing was written.
pub async fn restore_because(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    seq: i64,
    reason: Option<String>,
    at: DateTime<Utc>,
) -> Result<usize, UndoError> {
    let entry = snapshots.store().audit_entry(seq).await?;
    let entries = entry.into_iter().collect();
    let act = Act::new(right.by().clone(), at).because(reason);
    let act = act.in_batch(&undoing(&seq.to_string()));
    take_back(snapshots, entries, &act).await
}

/// The batch under which a batch, or the entry of a number, is taken back.
#[must_use]
pub fn undoing(what: &str) -> String {
    format!("{UNDO}{what}")
}

/// What a batch takes back, if that is what it does.
#[must_use]
pub fn undone_by(batch: &str) -> Option<&str> {
    batch.strip_prefix(UNDO)
}

/// Whether a batch is one act of several changes, such as that somebody leaves; else it is an import.
#[must_use]
pub fn is_act(batch: &str) -> bool {
    batch.starts_with(ACT)
}

/// Whether what an entry tells of can be taken back: a change of a record itself, and not of what
/// belongs to it, such as a scan.
#[must_use]
pub fn is_of_facts(entry: &Entry) -> bool {
    entry.act.starts_with("record.")
}

/// The newest imports, newest first.
///
/// # Errors
/// A database that failed.
pub async fn imports(
    _: &Editing<'_>,
    snapshots: &Snapshots,
    at_most: u32,
) -> Result<Vec<Batch>, StoreError> {
    snapshots.store().batches(BATCHES, at_most).await
}

/// A batch, and what it did.
///
/// # Errors
/// A database that failed.
pub async fn batch(
    _: &Editing<'_>,
    snapshots: &Snapshots,
    id: &str,
) -> Result<Option<(Batch, BatchCounts)>, StoreError> {
    snapshots.store().batch(id).await
}

/// All entries that fit, newest first.
async fn all(snapshots: &Snapshots, mut filter: Filter) -> Result<Vec<Entry>, StoreError> {
    let mut entries: Vec<Entry> = Vec::new();
    loop {
        let page = snapshots.store().audit(&filter, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(entries);
        };
        filter.below = Some(last.seq);
        entries.extend(page);
    }
}
