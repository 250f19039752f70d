//! Taking changes back by the audit log: a whole batch, or one entry.
//!
//! Nothing is taken back that was changed since: then what would be lost is somebody's later work,
//! and people decide. Taking back is itself a change with its entries, so it can be taken back too.
//!
//! Whoever has another staff number by now, and a programme that has another id, is followed through
//! the log all the same.

mod renames;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use eligibility::file::Node;
use thiserror::Error;

use crate::access::{Auditing, Editing};
use crate::act::Act;
use crate::audit_log;
use crate::history::renames::Renames;
use crate::identity;
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
    let undone = act.batch.as_deref().and_then(undone_by);
    let numbers = identity::replaced(snapshots, undone.unwrap_or_default()).await?;
    let own = |entry: &&Entry| is_of_facts(entry) || is_set(entry);
    let own: Vec<&Entry> = entries.iter().filter(own).collect();
    let Some(oldest) = own.iter().map(|entry| entry.seq).min() else {
        return Err(UndoError::NotFound);
    };
    let later = later(snapshots, oldest, &own).await?;
    let renames = later.renames;
    // As records are named by now.
    let told: Vec<(&Entry, RecordId)> = told
        .into_iter()
        .map(|(entry, id)| (entry, renames.record(id, entry.seq)))
        .collect();
    let records: BTreeSet<&RecordId> = told.iter().map(|(_, id)| id).collect();
    let mut since: Vec<RecordId> = later.records.into_iter().collect();
    since.retain(|id| records.contains(id));
    let numbered = own.iter().filter(|entry| is_set(entry));
    let numbered = numbered.filter_map(|entry| Some((entry.subject.as_deref()?, entry.seq)));
    let numbered = numbered.map(|(staff, seq)| renames.staff(staff, seq));
    let numbered = numbered.filter(|staff| later.numbers.contains(staff));
    since.extend(numbered.filter_map(|staff| renames::record_of(snapshots, &staff)));
    if !since.is_empty() {
        return Err(UndoError::ChangedSince(since));
    }
    let snapshot = snapshots.refresh().await?;
    // Of several entries about one record the oldest says what it was before them all.
    let oldest: BTreeMap<&RecordId, &Entry> = told.iter().map(|(entry, id)| (id, *entry)).collect();
    let (mut changes, mut undone) = (Vec::new(), BTreeSet::new());
    for (entry, id) in &told {
        if undone.insert(id) {
            let first = oldest.get(id).copied();
            let before = first.and_then(|first| Some((first.seq, first.before.as_deref()?)));
            changes.extend(inverse(
                &snapshot,
                &renames,
                id,
                before,
                entry.after.as_deref(),
            )?);
        }
    }
    if changes.is_empty() && numbers.is_empty() {
        return Err(UndoError::NotFound);
    }
    let n_changes = changes.len() + numbers.len();
    snapshots.apply_with(act, &changes, &numbers).await?;
    Ok(n_changes)
}

/// Whether an entry tells of a record itself, and not of what belongs to it, such as a scan.
fn is_of_facts(entry: &Entry) -> bool {
    entry.act.starts_with("record.")
}

/// Whether an entry tells of an identity number that is kept, or not any more.
fn is_set(entry: &Entry) -> bool {
    matches!(entry.act.as_str(), "identity.set" | "identity.clear")
}

/// What newer entries tell that are none of one's own.
#[derive(Debug, Default)]
struct Later {
    /// Of which records, as they are named by now.
    records: BTreeSet<RecordId>,
    /// Of whose identity numbers, likewise.
    numbers: BTreeSet<String>,
    /// Who has got another name.
    renames: Renames,
}

async fn later(snapshots: &Snapshots, oldest: i64, own: &[&Entry]) -> Result<Later, StoreError> {
    let own: BTreeSet<i64> = own.iter().map(|entry| entry.seq).collect();
    let mut filter = Filter {
        since: Some(oldest),
        ..Filter::default()
    };
    let mut later = Later::default();
    loop {
        let page = snapshots.store().audit(&filter, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(later);
        };
        filter.below = Some(last.seq);
        for entry in page.iter().filter(|entry| !own.contains(&entry.seq)) {
            // The newest come first, so what has been noted is what came after.
            if is_of_facts(entry) {
                let id = entry.record.as_deref().and_then(RecordId::parse);
                let id = id.map(|id| later.renames.record(id, entry.seq));
                later.records.extend(id);
                later.renames.note(entry);
            } else if let (true, Some(staff)) = (is_set(entry), &entry.subject) {
                let staff = later.renames.staff(staff, entry.seq);
                later.numbers.insert(staff);
            }
        }
    }
}

/// The change that makes a record again what it was before: `before` is what an entry told of it, and
/// the entry's number.
///
/// # Errors
/// [`UndoError::ChangedSince`] where a record is not there any more of which no entry tells.
fn inverse(
    snapshot: &Snapshot,
    renames: &Renames,
    id: &RecordId,
    before: Option<(i64, &str)>,
    after: Option<&str>,
) -> Result<Option<Change>, UndoError> {
    let version = snapshot.records.find(id).map(|(_, version)| version);
    let node = |(seq, json)| -> Result<Node, StoreError> {
        let node: Node = serde_json::from_str(json)?;
        Ok(renames.node(id, node, seq))
    };
    let before = before.map(node).transpose()?;
    let id = id.clone();
    Ok(match (before, after, version) {
        (None, None, _) => None,
        (None, Some(_), Some(version)) => Some(Change::Remove { id, version }),
        (Some(node), Some(_), Some(version)) => Some(Change::Correct { id, version, node }),
        (Some(node), None, _) => Some(Change::Restore { id, node }),
        (_, Some(_), None) => return Err(UndoError::ChangedSince(vec![id])),
    })
}
