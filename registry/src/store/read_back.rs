//! Reading back what an act has written, by the same checks as a file, before it is kept.
//!
//! Reading a whole hospital of 3,000 people takes a good part of a second, while the one writer's
//! connection is held. Most acts change the files of a few people or programmes; then only these are
//! read, and checked together with the departments and the people they name, and the rest is what was
//! known before.
//!
//! # Invariants
//! - What was known is used only if nobody has written since; the versions say so.
//! - Nothing but records that people or programmes own may have changed: no check of anything else
//!   looks at them. Of other people a programme's checks ask only whether they are there.

use std::collections::BTreeSet;

use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Person, Programme, StaffNumber};
use eligibility::file::{Node, Shape as _, Value};

use super::change::{ApplyError, ChangeFault};
use super::db::Tx;
use super::record::{RecordId, RecordIndex};
use super::rows::Stored;
use crate::tree;

/// With so many files changed, everything is read as quickly.
const MAX_FILES: usize = 50;

/// The lists of a programme that name people, and the keys by which they do.
const NAMING: [(&str, &[&str]); 4] = [
    ("postings", &["staff"]),
    ("elsewhere", &["staff"]),
    ("attestations", &["staff"]),
    ("duties", &["staff", "by"]),
];

/// What somebody has read before.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The version it was read at.
    pub version: i64,
    /// Everything recorded.
    pub hospital: &'a Hospital,
    /// Numbers and versions of all records.
    pub records: &'a RecordIndex,
}

/// What a transaction has read back.
pub enum ReadBack<'a> {
    /// Everything.
    Whole(Box<Hospital>, RecordIndex),
    /// Some files; all else is as it was known.
    Files(Known<'a>, Files, RecordIndex),
}

/// Files that were read back.
pub struct Files {
    people: Vec<Person>,
    programmes: Vec<Programme>,
}

/// The owners of what was changed.
#[derive(Default)]
struct Owners<'r> {
    people: BTreeSet<&'r str>,
    programmes: BTreeSet<&'r str>,
}

impl ReadBack<'_> {
    /// Everything recorded, after the changes.
    pub fn whole(self) -> (Hospital, RecordIndex) {
        match self {
            Self::Whole(hospital, records) => (*hospital, records),
            Self::Files(known, files, changed) => {
                let mut hospital = known.hospital.clone();
                let mut records = known.records.clone();
                for programme in files.programmes {
                    records.take_over(&programme.id, false, &changed);
                    let mut all = hospital.programmes.iter_mut();
                    if let Some(old) = all.find(|old| old.id == programme.id) {
                        *old = programme;
                    }
                }
                for person in files.people {
                    records.take_over(person.staff.as_str(), true, &changed);
                    let mut all = hospital.people.iter_mut();
                    if let Some(old) = all.find(|old| old.staff == person.staff) {
                        *old = person;
                    }
                }
                (hospital, records)
            }
        }
    }
}

/// Reads back what was changed: some files where that is all, else everything.
///
/// # Errors
/// What is wrong, and by which of the changed records; or a database that failed.
pub async fn read_back<'a>(
    known: Option<Known<'a>>,
    changed: &[RecordId],
    catalogue: &Catalogue,
    tx: &mut Tx,
) -> Result<ReadBack<'a>, ApplyError> {
    let known = known.filter(|known| known.version + 1 == tx.version());
    let of_known = known.and_then(|known| owners(known, changed).map(|owners| (known, owners)));
    let Some((known, owners)) = of_known else {
        let mut stored = Stored::read(tx.connection()).await?;
        let records = stored.records();
        let tree = stored.take_tree();
        let hospital = check(&tree, &stored, changed, catalogue)?;
        return Ok(ReadBack::Whole(Box::new(hospital), records));
    };
    let mut stored = Stored::default();
    for staff in &owners.people {
        stored.read_person(staff, tx.connection()).await?;
    }
    for id in &owners.programmes {
        stored.read_programme(id, tx.connection()).await?;
    }
    let records = stored.records();
    let mut tree = stored.take_tree();
    add_what_is_named(&mut tree, known, &owners);
    let hospital = check(&tree, &stored, changed, catalogue)?;
    let mut people = hospital.people;
    people.retain(|person| owners.people.contains(person.staff.as_str()));
    let files = Files {
        people,
        programmes: hospital.programmes,
    };
    Ok(ReadBack::Files(known, files, records))
}

/// Puts the departments, and beside the files that were read the people whom programmes name, into
/// their tree: the people by their staff numbers only.
fn add_what_is_named(tree: &mut Node, known: Known<'_>, owners: &Owners<'_>) {
    let named: BTreeSet<&str> = tree.items_at("programmes").iter().flat_map(named).collect();
    let there = named.into_iter().filter(|staff| {
        let is_read = owners.people.contains(staff);
        !is_read && known.hospital.person(&StaffNumber::new(staff)).is_some()
    });
    let people: Vec<Node> = there
        .map(|staff| Node::table([("staff", Node::text(staff))]))
        .collect();
    let institution = known.hospital.institution.write();
    let Value::Table(entries) = &mut tree.value else {
        return;
    };
    entries.retain(|(key, _)| key != "institution");
    entries.push(("institution".to_owned(), institution));
    let list = entries.iter_mut().find(|(key, _)| key == "people");
    if let Some((_, list)) = list
        && let Value::List(read) = &mut list.value
    {
        read.extend(people);
    }
}

/// The staff numbers that a programme names.
fn named(programme: &Node) -> impl Iterator<Item = &str> {
    let lists = NAMING.iter();
    let items = lists.flat_map(|(list, keys)| {
        let items = programme.items_at(list).iter();
        items.flat_map(|item| keys.iter().filter_map(|key| item.get(key)))
    });
    items.filter_map(Node::as_text)
}

/// The owners of what was changed, if they are few and known, and nothing else was.
fn owners<'r>(known: Known<'_>, changed: &'r [RecordId]) -> Option<Owners<'r>> {
    let mut owners = Owners::default();
    for record in changed {
        let owner = record.owner.as_deref()?;
        if record.kind.is_of_person() {
            owners.people.insert(owner);
        } else {
            owners.programmes.insert(owner);
        }
    }
    let (people, programmes) = (&known.hospital.people, &known.hospital.programmes);
    let is_person = |staff: &&str| people.iter().any(|one| one.staff.as_str() == *staff);
    let is_programme = |id: &&str| programmes.iter().any(|one| one.id == *id);
    let n_files = owners.people.len() + owners.programmes.len();
    let all_known =
        owners.people.iter().all(is_person) && owners.programmes.iter().all(is_programme);
    (n_files <= MAX_FILES && all_known).then_some(owners)
}

fn check(
    tree: &Node,
    stored: &Stored,
    changed: &[RecordId],
    catalogue: &Catalogue,
) -> Result<Hospital, ApplyError> {
    tree::read(tree, catalogue).map_err(|faults| {
        let faults = stored.locate(faults).into_iter().map(|found| ChangeFault {
            change: changed
                .iter()
                .rposition(|record| Some(record) == found.record.as_ref()),
            fault: found.fault,
        });
        ApplyError::Faulty(faults.collect())
    })
}
