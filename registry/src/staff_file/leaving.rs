//! What ends when somebody leaves: employment, memberships and every posting, in one act. Whoever ends
//! the last employment as a record leaves as well.

use eligibility::day::Day;
use eligibility::file::{Node, Value};

use super::is_post;
use crate::access::Editing;
use crate::forms::{self, Recorded};
use crate::snapshot::Snapshot;
use crate::store::{Change, RecordKind};

/// What goes on after a day and ends when somebody leaves on it, in order: employment, memberships
/// if they are to end too, and postings in every programme.
fn goes_on(snapshot: &Snapshot, staff: &str, day: Day, with_memberships: bool) -> Vec<Recorded> {
    let own = ["employment", "membership"];
    let own = own
        .into_iter()
        .filter(|name| with_memberships || *name != "membership");
    let own = own.filter_map(RecordKind::from_name);
    let own = own.flat_map(|kind| forms::recorded(snapshot, kind, Some(staff)));
    let posted: Vec<_> = RecordKind::all()
        .into_iter()
        .filter(|kind| is_post(*kind))
        .collect();
    let posted = snapshot.hospital.programmes.iter().flat_map(|programme| {
        let of = |kind: &RecordKind| forms::recorded(snapshot, *kind, Some(&programme.id));
        posted.iter().flat_map(of).collect::<Vec<_>>()
    });
    let posted = posted.filter(|record| text(record, "staff") == Some(staff));
    own.chain(posted)
        .filter(|record| is_open(record, day))
        .collect()
}

/// The changes by which somebody leaves, `day` being the last one here. What only begins later is
/// removed, unless an employment begins later too: then it belongs to that one.
#[must_use]
pub fn leave(
    _right: &Editing<'_>,
    snapshot: &Snapshot,
    staff: &str,
    day: Day,
    with_memberships: bool,
) -> Vec<Change> {
    ends(goes_on(snapshot, staff, day, with_memberships), day)
}

/// The changes that belong to one by which the last employment gets a last day: memberships and posts
/// end with it, as when somebody leaves. None where the change does something else, or another
/// employment goes on or begins later.
#[must_use]
pub fn with_last(
    _right: &Editing<'_>,
    snapshot: &Snapshot,
    staff: &str,
    change: &Change,
) -> Vec<Change> {
    let Change::Correct { id, node, .. } = change else {
        return Vec::new();
    };
    let Some(day) = day(node, "to").filter(|_| is_employment(id.kind)) else {
        return Vec::new();
    };
    let known = forms::one(snapshot, id);
    let went_on = known.is_some_and(|record| date(&record, "to").is_none());
    let records = goes_on(snapshot, staff, day, true);
    let (employed, mut others): (Vec<_>, Vec<_>) = records
        .into_iter()
        .partition(|record| is_employment(record.id.kind));
    if !went_on || employed.iter().any(|record| record.id != *id) {
        others.clear();
    }
    ends(others, day)
}

/// The changes by which records end on a day.
fn ends(records: Vec<Recorded>, day: Day) -> Vec<Change> {
    let later = |record: &Recorded| date(record, "from").is_some_and(|from| day < from);
    let comes_back = records
        .iter()
        .any(|record| is_employment(record.id.kind) && later(record));
    let change = |record: Recorded| {
        let (is_later, Recorded { id, version, node }) = (later(&record), record);
        match (is_later, comes_back) {
            (true, true) => None,
            (true, false) => Some(Change::Remove { id, version }),
            (false, _) => Some(Change::Correct {
                id,
                version,
                node: until(node, day),
            }),
        }
    };
    records.into_iter().filter_map(change).collect()
}

/// A record with another last day.
fn until(node: Node, day: Day) -> Node {
    match node.value {
        Value::Table(mut entries) => {
            entries.retain(|(key, _)| key != "to");
            entries.push(("to".to_owned(), Node::text(day.to_string())));
            Node::table(entries)
        }
        value => Node::bare(value),
    }
}

fn is_open(record: &Recorded, day: Day) -> bool {
    date(record, "to").is_none_or(|to| day < to)
}

fn is_employment(kind: RecordKind) -> bool {
    kind.name() == "employment"
}

fn date(record: &Recorded, key: &str) -> Option<Day> {
    day(&record.node, key)
}

fn day(node: &Node, key: &str) -> Option<Day> {
    Day::parse(node.get(key).and_then(Node::as_text)?)
}

fn text<'r>(record: &'r Recorded, key: &str) -> Option<&'r str> {
    record.node.get(key).and_then(Node::as_text)
}
