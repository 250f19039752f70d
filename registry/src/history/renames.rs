//! Who is called otherwise by now. Entries of the log name people by the staff numbers, and programmes
//! by the ids, that they had when the entries were written.

use eligibility::file::{Node, Value};

use super::{PAGE, nodes};
use crate::snapshot::Snapshots;
use crate::store::{Entry, Filter, RecordId, RecordKind, StoreError};

/// A staff number that somebody had, and the entries that use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) staff: String,
    /// The first entry.
    pub(super) since: i64,
    /// The entry that gave another number; `None` while this is the present one.
    pub(super) below: Option<i64>,
}

impl Called {
    /// Whether an entry is of the time of this number.
    pub(super) fn covers(&self, entry: &Entry) -> bool {
        self.since <= entry.seq && self.below.is_none_or(|below| entry.seq < below)
    }
}

/// The staff numbers of somebody who is recorded, the present one first. Before a person was added, a
/// number may have been another's.
///
/// # Errors
/// A database that failed.
pub(super) async fn numbers(snapshots: &Snapshots, staff: &str) -> Result<Vec<Called>, StoreError> {
    let mut entries = Vec::new();
    if let Some(person) = record_of(snapshots, staff) {
        let filter = Filter {
            act: Some("record".to_owned()),
            record: Some(person.to_string()),
            ..Filter::default()
        };
        entries = snapshots.store().audit(&filter, PAGE).await?;
    }
    let mut numbers = Vec::new();
    let (mut number, mut below) = (staff.to_owned(), None);
    for entry in &entries {
        if entry.act == "record.add" {
            numbers.push(Called {
                staff: number,
                since: entry.seq,
                below,
            });
            return Ok(numbers);
        }
        if let Some(Renamed { from, .. }) = Renamed::by(entry).filter(|one| one.to == number) {
            let since = entry.seq;
            numbers.push(Called {
                staff: std::mem::replace(&mut number, from),
                since,
                below,
            });
            below = Some(since);
        }
    }
    numbers.push(Called {
        staff: number,
        since: 0,
        below,
    });
    Ok(numbers)
}

/// The record of a person itself.
pub(super) fn record_of(snapshots: &Snapshots, staff: &str) -> Option<RecordId> {
    let snapshot = snapshots.current();
    let mut people = snapshot.hospital.people.iter();
    let place = people.position(|person| person.staff.as_str() == staff)?;
    let kind = RecordKind::from_name("person")?;
    snapshot.records.at(kind, None, place).map(|(id, _)| id)
}

/// Changes of numbers and ids, the newest first.
#[derive(Debug, Default)]
pub(super) struct Renames(Vec<Renamed>);

#[derive(Debug)]
struct Renamed {
    seq: i64,
    is_person: bool,
    from: String,
    to: String,
}

impl Renamed {
    /// What an entry tells of a change of a number or an id.
    fn by(entry: &Entry) -> Option<Self> {
        let id = RecordId::parse(entry.record.as_deref()?)?;
        let (is_person, key) = match id.kind.name() {
            "person" => (true, "staff"),
            "programme" => (false, "id"),
            _ => return None,
        };
        let name = |node: Option<Node>| Some(node?.get(key)?.as_text()?.to_owned());
        let (before, after) = nodes(entry);
        let (from, to) = (name(before)?, name(after)?);
        (from != to).then_some(Self {
            seq: entry.seq,
            is_person,
            from,
            to,
        })
    }
}

impl Renames {
    /// Notes what an entry tells, older than all before.
    pub(super) fn note(&mut self, entry: &Entry) {
        self.0.extend(Renamed::by(entry));
    }

    /// What a name of the time of an entry is by now.
    fn now(&self, name: String, is_person: bool, seq: i64) -> String {
        let later = self.0.iter().rev();
        let later = later.filter(|one| seq < one.seq && one.is_person == is_person);
        later.fold(name, |name, one| {
            if name == one.from {
                one.to.clone()
            } else {
                name
            }
        })
    }

    /// The record of an entry as it is named by now.
    pub(super) fn record(&self, id: RecordId, seq: i64) -> RecordId {
        let is_person = id.kind.is_of_person();
        let owner = id.owner.map(|owner| self.now(owner, is_person, seq));
        RecordId { owner, ..id }
    }

    /// What an entry tells of a record, with the staff numbers that people have by now.
    pub(super) fn node(&self, id: &RecordId, node: Node, seq: i64) -> Node {
        let kind = id.kind.name();
        // Elsewhere `by` is whatever somebody typed.
        let names = |key: &str| key == "staff" || (key == "by" && kind == "duty");
        match node.value {
            Value::Table(mut fields) if kind != "person" => {
                for (key, value) in &mut fields {
                    if let (true, Some(staff)) = (names(key), value.as_text()) {
                        *value = Node::text(self.now(staff.to_owned(), true, seq));
                    }
                }
                Node::table(fields)
            }
            _ => node,
        }
    }

    /// A staff number of the time of an entry as it is by now.
    pub(super) fn staff(&self, staff: &str, seq: i64) -> String {
        self.now(staff.to_owned(), true, seq)
    }
}
