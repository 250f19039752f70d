//! Letting something rest: somebody has seen that it ends and does not want to be reminded for a while.
//! It is a record of the institution, so it has its entry in the audit log and can be taken back.

use eligibility::day::Day;
use eligibility::facts::Postponement;
use eligibility::file::Shape as _;

use super::Due;
use crate::access::Editing;
use crate::snapshot::Snapshot;
use crate::store::{Change, RecordId, RecordKind};

/// Why something cannot rest so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestFault {
    /// The day until which it rests has passed.
    Past,
    /// Something has ended already, so it needs a day until which it rests.
    NeedsDay,
}

/// The changes by which what is due rests through a day, or without one until it has ended, in both
/// cases only while its last day stays what it is. Verdicts stay what they are.
///
/// # Errors
/// See [`RestFault`].
pub fn rest(
    right: &Editing<'_>,
    snapshot: &Snapshot,
    dues: &[&Due],
    (until, reason): (Option<Day>, &str),
    today: Day,
) -> Result<Vec<Change>, RestFault> {
    if until.is_some_and(|until| until < today) {
        return Err(RestFault::Past);
    }
    if until.is_none() && dues.iter().any(|due| due.last < today) {
        return Err(RestFault::NeedsDay);
    }
    let Some(kind) = RecordKind::from_name("postponement") else {
        return Ok(Vec::new());
    };
    let change = |due: &&Due| {
        let node = Postponement {
            key: due.key.clone(),
            last: Some(due.last),
            until,
            reason: reason.to_owned(),
            by: right.by().name.clone(),
        }
        .write();
        match known(snapshot, kind, &due.key) {
            Some((id, version)) => Change::Correct { id, version, node },
            None => Change::Add {
                kind,
                owner: None,
                node,
            },
        }
    };
    Ok(dues.iter().map(change).collect())
}

/// The changes by which what rests under a key is awake again; none where nothing does.
#[must_use]
pub fn wake(_right: &Editing<'_>, snapshot: &Snapshot, key: &str) -> Vec<Change> {
    let kind = RecordKind::from_name("postponement");
    let known = kind.and_then(|kind| known(snapshot, kind, key));
    let remove = known.map(|(id, version)| Change::Remove { id, version });
    remove.into_iter().collect()
}

/// Whether what was let rest still does on a day, of something that ends on `last`. An acknowledgement
/// is for one round and one end: the next round, a break that moved, a corrected expiry are told again.
/// Where it was not kept what it was for, only a day that somebody chose is kept to.
pub(super) fn lasts(one: &Postponement, last: Day, on: Day) -> bool {
    match one.last {
        Some(meant) => meant == last && on <= one.until.unwrap_or(last),
        None => one.until.is_some_and(|until| on <= until),
    }
}

/// The latest record of a key.
fn known(snapshot: &Snapshot, kind: RecordKind, key: &str) -> Option<(RecordId, i64)> {
    let put_off = &snapshot.hospital.institution.postponements;
    let place = put_off.iter().rposition(|one| one.key == key)?;
    snapshot.records.at(kind, None, place)
}
