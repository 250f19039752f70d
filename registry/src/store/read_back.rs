//! Reading back what an act has written, by the same checks as a file, before it is kept.
//!
//! Reading a whole hospital of 3,000 people takes a good part of a second, while the one writer's
//! connection is held. Most acts change the files of a few people; then only these are read, and
//! checked together with the departments they name, and the rest is what was known before.
//!
//! # Invariants
//! - What was known is used only if nobody has written since; the versions say so.
//! - Nothing but records that people own may have changed: no check of anything else looks at them.

use std::collections::BTreeSet;

use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Person};
use eligibility::file::{Node, Shape as _, Value};

use super::change::{ApplyError, ChangeFault};
use super::db::Tx;
use super::record::{RecordId, RecordIndex};
use super::rows::Stored;
use crate::tree;

/// With so many files changed, everything is read as quickly.
const MAX_PEOPLE: usize = 50;

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
    /// Some people's files; all else is as it was known.
    People(Known<'a>, Vec<Person>, RecordIndex),
}

impl ReadBack<'_> {
    /// Everything recorded, after the changes.
    pub fn whole(self) -> (Hospital, RecordIndex) {
        match self {
            Self::Whole(hospital, records) => (*hospital, records),
            Self::People(known, people, changed) => {
                let mut hospital = known.hospital.clone();
                let mut records = known.records.clone();
                for person in people {
                    records.take_over(person.staff.as_str(), &changed);
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

/// Reads back what was changed: the files of some people where that is all, else everything.
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
    let of_known = known.and_then(|known| people(known, changed).map(|people| (known, people)));
    let Some((known, people)) = of_known else {
        let mut stored = Stored::read(tx.connection()).await?;
        let records = stored.records();
        let tree = stored.take_tree();
        let hospital = check(&tree, &stored, changed, catalogue)?;
        return Ok(ReadBack::Whole(Box::new(hospital), records));
    };
    let mut stored = Stored::default();
    for staff in people {
        stored.read_person(staff, tx.connection()).await?;
    }
    let records = stored.records();
    let mut tree = stored.take_tree();
    // The departments that memberships must name.
    let institution = known.hospital.institution.write();
    if let Value::Table(entries) = &mut tree.value {
        entries.retain(|(key, _)| key != "institution");
        entries.push(("institution".to_owned(), institution));
    }
    let hospital = check(&tree, &stored, changed, catalogue)?;
    Ok(ReadBack::People(known, hospital.people, records))
}

/// The staff numbers of those whose files alone were changed, if they are few and known.
fn people<'r>(known: Known<'_>, changed: &'r [RecordId]) -> Option<BTreeSet<&'r str>> {
    let mut people = BTreeSet::new();
    for record in changed {
        let owner = record
            .owner
            .as_deref()
            .filter(|_| record.kind.is_of_person());
        people.insert(owner?);
    }
    let is_known = |staff: &&str| {
        let mut all = known.hospital.people.iter();
        all.any(|person| person.staff.as_str() == *staff)
    };
    (people.len() <= MAX_PEOPLE && people.iter().all(is_known)).then_some(people)
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
