//! Whom or what the record of a duty is about.
//!
//! A record that names nobody, or no item, holds for all there were on its day, and says nothing of
//! who or what came later. A name is that of what bore it on that day. Where that is not known the
//! record may be about the subject; it is never taken to be.

use super::finding::{Finding, Missing};
use super::reason::{Item, Reason};
use super::sets::{belonged, belonging};
use super::truth::Truth;
use super::world::{World, within};
use crate::day::{AsOf, Day};
use crate::facts::{Duty, Installation, Person};
use crate::standard::PeopleSet;

/// Whom or what a record must be about.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    Institution,
    /// One of a set of people.
    Person(&'a Person, &'a PeopleSet),
    Item(&'a Installation),
}

impl Subject<'_> {
    /// Whether a record is about it.
    pub(super) fn is_of(self, duty: &Duty, world: &World<'_>) -> Truth {
        match self {
            Self::Institution => Truth::sure(duty.staff.is_none() && duty.item.is_none()),
            Self::Person(person, set) => match &duty.staff {
                Some(staff) => Truth::sure(*staff == person.staff),
                None => belonged(set, AsOf(duty.on), world, person),
            },
            Self::Item(item) => {
                let there = within(item.from, item.to, duty.on);
                match &duty.item {
                    Some(name) if item.name.as_ref() != Some(name) => Truth::No,
                    Some(name) if is_shared(name, duty.on, world) => there.min(Truth::Maybe),
                    None | Some(_) => there,
                }
            }
        }
    }
}

/// Whether several items may have borne a name on a day, so that it does not say which is meant.
pub(super) fn is_shared(name: &str, on: Day, world: &World<'_>) -> bool {
    let equipment = world.hospital.equipment.iter();
    let named = equipment.filter(|item| {
        item.name.as_deref() == Some(name) && within(item.from, item.to, on) != Truth::No
    });
    named.count() > 1
}

/// What is missing to know that a record which names nobody is about the person.
pub(super) fn missing_of(
    duty: &Duty,
    (person, set): (&Person, &PeopleSet),
    world: &World<'_>,
) -> Missing {
    let findings = belonging(set, AsOf(duty.on), world, person).into_iter();
    let mut missing = findings.filter_map(|finding| match finding {
        Finding::Unknown { missing } => Some(missing),
        Finding::Held { .. } | Finding::Failed { .. } => None,
    });
    // Nothing is blank, so it is the postings that may lack one.
    missing.next().unwrap_or(Missing::record("postings"))
}

/// Why a record may be about an item.
pub(super) fn unsure_of(duty: &Duty, item: &Installation, name: Item) -> Reason {
    if item.from.is_none() {
        let (item, field) = (name, "from");
        return Reason::ItemUnknown { item, field };
    }
    Reason::DutyNameShared {
        duty: duty.duty.clone(),
        item: name,
        on: duty.on,
    }
}
