//! How entries are taken back: what each record was before them, and whether it is still what they
//! left.

use std::collections::btree_map::Entry as Place;
use std::collections::{BTreeMap, BTreeSet};

use eligibility::file::Node;

use super::renames::{self, Renames};
use super::{PAGE, UndoError, is_of_facts, undone_by};
use crate::act::Act;
use crate::identity;
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::{Change, Entry, Filter, RecordId, StoreError, is_same};

/// What entries tell of one record, with nothing of others in between: how it stood before the first
/// and after the last.
struct Stretch<'e> {
    first: &'e Entry,
    last: &'e Entry,
}

impl Stretch<'_> {
    fn before(&self, id: &RecordId, renames: &Renames) -> Result<Option<Node>, StoreError> {
        node(renames, id, self.first.seq, self.first.before.as_deref())
    }

    fn after(&self, id: &RecordId, renames: &Renames) -> Result<Option<Node>, StoreError> {
        node(renames, id, self.last.seq, self.last.after.as_deref())
    }
}

/// What newer entries tell that are none of one's own.
#[derive(Debug, Default)]
struct Later {
    /// Of which records, as they are named by now, and in which batch the newest of them.
    records: BTreeMap<RecordId, Option<String>>,
    /// Of whose identity numbers, likewise.
    numbers: BTreeMap<String, Option<String>>,
    /// Who has got another name.
    renames: Renames,
}

/// Takes entries back, the newest first.
///
/// # Errors
/// See [`UndoError`]; then nothing was written.
pub(super) async fn take_back(
    snapshots: &Snapshots,
    entries: Vec<Entry>,
    act: &Act,
) -> Result<usize, UndoError> {
    let undone = act.batch.as_deref().and_then(undone_by);
    let numbers = identity::replaced(snapshots, undone.unwrap_or_default()).await?;
    let own = |entry: &&Entry| is_of_facts(entry) || is_set(entry);
    let own: Vec<&Entry> = entries.iter().filter(own).collect();
    let Some(oldest) = own.iter().map(|entry| entry.seq).min() else {
        return Err(UndoError::NotFound);
    };
    // Taken before the log is read: what somebody changes meanwhile has another version than here.
    let snapshot = snapshots.refresh().await?;
    let later = later(snapshots, oldest, &own).await?;
    let renames = &later.renames;
    let (order, mut stretches) = stretches(&own, renames)?;
    let mut since = Vec::new();
    for (id, held) in held(snapshots, &later, &stretches).await? {
        let Some(stretch) = stretches.get(&id) else {
            continue;
        };
        if same(&id, held.as_ref(), stretch.after(&id, renames)?.as_ref()) {
            continue;
        }
        if later.records.get(&id) == Some(&act.batch) {
            // It was taken back already.
            stretches.remove(&id);
        } else {
            since.push(id);
        }
    }
    let numbered = own.iter().filter(|entry| is_set(entry));
    let numbered = numbered.filter_map(|entry| Some((entry.subject.as_deref()?, entry.seq)));
    let numbered = numbered.map(|(staff, seq)| renames.staff(staff, seq));
    // Of nobody more than one number of before is kept, so what was set since is not looked into.
    let is_set_since = |staff: &String| {
        let batch = later.numbers.get(staff);
        batch.is_some_and(|batch| *batch != act.batch)
    };
    let numbered: BTreeSet<String> = numbered.filter(is_set_since).collect();
    let numbered = numbered.iter();
    since.extend(numbered.filter_map(|staff| renames::record_of(snapshots, staff)));
    if !since.is_empty() {
        return Err(UndoError::ChangedSince(since));
    }
    let mut changes = Vec::new();
    for id in order {
        if let Some(stretch) = stretches.get(&id) {
            let before = stretch.before(&id, renames)?;
            let was_left = stretch.last.after.is_some();
            changes.extend(inverse(&snapshot, id, before, was_left)?);
        }
    }
    if changes.is_empty() && numbers.is_empty() {
        return Err(UndoError::TakenBack);
    }
    let n_changes = changes.len() + numbers.len();
    snapshots.apply_with(act, &changes, &numbers).await?;
    Ok(n_changes)
}

/// The records that entries tell of, as they are named by now: in which order the newest entries
/// speak of them, and what becomes of each.
fn stretches<'e>(
    own: &[&'e Entry],
    renames: &Renames,
) -> Result<(Vec<RecordId>, BTreeMap<RecordId, Stretch<'e>>), StoreError> {
    let (mut order, mut found) = (Vec::new(), BTreeMap::new());
    for entry in own.iter().copied().filter(|entry| is_of_facts(entry)) {
        let Some(id) = entry.record.as_deref().and_then(RecordId::parse) else {
            continue;
        };
        let id = renames.record(id, entry.seq);
        match found.entry(id.clone()) {
            Place::Vacant(place) => {
                place.insert(Stretch {
                    first: entry,
                    last: entry,
                });
                order.push(id);
            }
            Place::Occupied(mut known) => {
                let known: &mut Stretch<'_> = known.get_mut();
                let left = node(renames, &id, entry.seq, entry.after.as_deref())?;
                // Where somebody else was in between, only what came after that is taken back.
                if same(&id, left.as_ref(), known.before(&id, renames)?.as_ref()) {
                    known.first = entry;
                }
            }
        }
    }
    Ok((order, found))
}

/// What the records hold now of which there are newer entries.
async fn held(
    snapshots: &Snapshots,
    later: &Later,
    own: &BTreeMap<RecordId, Stretch<'_>>,
) -> Result<Vec<(RecordId, Option<Node>)>, StoreError> {
    let ids = own.keys().filter(|id| later.records.contains_key(id));
    let ids: Vec<&RecordId> = ids.collect();
    let held = snapshots.store().held(&ids).await?;
    Ok(ids.into_iter().cloned().zip(held).collect())
}

fn same(id: &RecordId, one: Option<&Node>, other: Option<&Node>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same(id, one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What an entry of a number tells of a record, with the names of now.
fn node(
    renames: &Renames,
    id: &RecordId,
    seq: i64,
    json: Option<&str>,
) -> Result<Option<Node>, StoreError> {
    let Some(json) = json else {
        return Ok(None);
    };
    let node: Node = serde_json::from_str(json)?;
    Ok(Some(renames.node(id, node, seq)))
}

/// Whether an entry tells of an identity number that is kept, or not any more.
fn is_set(entry: &Entry) -> bool {
    matches!(entry.act.as_str(), "identity.set" | "identity.clear")
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
            let batch = || entry.batch.clone();
            if is_of_facts(entry) {
                let id = entry.record.as_deref().and_then(RecordId::parse);
                let id = id.map(|id| later.renames.record(id, entry.seq));
                if let Some(id) = id {
                    later.records.entry(id).or_insert_with(batch);
                }
                later.renames.note(entry);
            } else if let (true, Some(staff)) = (is_set(entry), &entry.subject) {
                let staff = later.renames.staff(staff, entry.seq);
                later.numbers.entry(staff).or_insert_with(batch);
            }
        }
    }
}

/// The change that makes a record again what it was before; `was_left` says whether the entries left
/// one.
///
/// # Errors
/// [`UndoError::ChangedSince`] where a record is not there any more of which no entry tells.
fn inverse(
    snapshot: &Snapshot,
    id: RecordId,
    before: Option<Node>,
    was_left: bool,
) -> Result<Option<Change>, UndoError> {
    let version = snapshot.records.find(&id).map(|(_, version)| version);
    Ok(match (before, was_left, version) {
        (None, false, _) => None,
        (None, true, Some(version)) => Some(Change::Remove { id, version }),
        (Some(node), true, Some(version)) => Some(Change::Correct { id, version, node }),
        (Some(node), false, _) => Some(Change::Restore { id, node }),
        (_, true, None) => return Err(UndoError::ChangedSince(vec![id])),
    })
}
