//! Taking changes back by the audit log: a whole batch, or one entry.
//!
//! Nothing is taken back that was changed since: then what would be lost is somebody's later work,
//! and people decide. Taking back is itself a change with its entries, so it can be taken back too.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use eligibility::file::Node;
use thiserror::Error;

use crate::access::{Auditing, Editing};
use crate::act::Act;
use crate::audit_log;
use crate::import::BATCHES;
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::{
    ApplyError, Batch, BatchCounts, Change, Entry, Filter, RecordId, StoreError, UNDO,
};

/// How many entries are read at once.
const PAGE: u32 = 5_000;

/// Why changes were not taken back. Nothing was written.
#[derive(Debug, Error)]
pub enum UndoError {
    /// There is no such batch, or no such entry of a record.
    #[error("nothing to take back")]
    NotFound,
    /// Records were changed since.
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
    let filter = Filter {
        act: Some("record".to_owned()),
        staff: Some(staff.to_owned()),
        record: record.map(ToString::to_string),
        below,
        ..Filter::default()
    };
    let mut entries = snapshots.store().audit(&filter, at_most).await?;
    entries.retain(|entry| is_about(entry, staff));
    let shown = entries
        .into_iter()
        .map(|entry| audit_log::shown(right, entry));
    shown.collect()
}

/// Whether an entry tells of a record of somebody's file.
#[must_use]
pub fn is_about(entry: &Entry, staff: &str) -> bool {
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
        "person" | "posting" => names().any(|named| named == staff),
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

/// Takes entries back, the newest first.
async fn take_back(
    snapshots: &Snapshots,
    entries: Vec<Entry>,
    act: &Act,
) -> Result<usize, UndoError> {
    let told: Vec<(&Entry, RecordId)> = entries
        .iter()
        .filter(|entry| is_of_facts(entry))
        .filter_map(|entry| Some((entry, RecordId::parse(entry.record.as_deref()?)?)))
        .collect();
    let Some((oldest, _)) = told.last() else {
        return Err(UndoError::NotFound);
    };
    let own: BTreeSet<i64> = told.iter().map(|(entry, _)| entry.seq).collect();
    let records: BTreeSet<&str> = told
        .iter()
        .filter_map(|(entry, _)| entry.record.as_deref())
        .collect();
    let later = later(snapshots, oldest.seq, &own, &records).await?;
    if !later.is_empty() {
        return Err(UndoError::ChangedSince(later));
    }
    let snapshot = snapshots.refresh().await?;
    // Of several entries about one record the oldest says what it was before them all.
    let oldest: BTreeMap<&RecordId, &Entry> = told.iter().map(|(entry, id)| (id, *entry)).collect();
    let (mut changes, mut undone) = (Vec::new(), BTreeSet::new());
    for (entry, id) in &told {
        if undone.insert(id) {
            let before = oldest.get(id).and_then(|entry| entry.before.as_deref());
            changes.extend(inverse(&snapshot, id, before, entry.after.as_deref())?);
        }
    }
    if changes.is_empty() {
        return Err(UndoError::NotFound);
    }
    snapshots.apply(act, &changes).await?;
    Ok(changes.len())
}

/// Whether an entry tells of a record itself, and not of what belongs to it, such as a scan.
fn is_of_facts(entry: &Entry) -> bool {
    entry.act.starts_with("record.")
}

/// The records of which entries tell that are newer and none of one's own.
async fn later(
    snapshots: &Snapshots,
    oldest: i64,
    own: &BTreeSet<i64>,
    records: &BTreeSet<&str>,
) -> Result<Vec<RecordId>, StoreError> {
    let mut filter = Filter::default();
    let mut found = BTreeSet::new();
    loop {
        let page = snapshots.store().audit(&filter, PAGE).await?;
        let newer = page
            .iter()
            .filter(|entry| entry.seq > oldest && !own.contains(&entry.seq) && is_of_facts(entry));
        let theirs = newer.filter_map(|entry| entry.record.as_deref());
        found.extend(
            theirs
                .filter(|record| records.contains(record))
                .filter_map(RecordId::parse),
        );
        match page.last() {
            Some(last) if last.seq > oldest => filter.below = Some(last.seq),
            _ => return Ok(found.into_iter().collect()),
        }
    }
}

/// The change that makes a record again what it was before.
fn inverse(
    snapshot: &Snapshot,
    id: &RecordId,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<Option<Change>, StoreError> {
    let version = snapshot.records.find(id).map(|(_, version)| version);
    let before: Option<Node> = before.map(serde_json::from_str).transpose()?;
    let id = id.clone();
    Ok(match (before, after, version) {
        (None, Some(_), Some(version)) => Some(Change::Remove { id, version }),
        (Some(node), Some(_), Some(version)) => Some(Change::Correct { id, version, node }),
        (Some(node), None, _) => Some(Change::Restore { id, node }),
        _ => None,
    })
}
