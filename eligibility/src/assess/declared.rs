//! Declared facts and what the institution is on a day: yes, no, or not declared.

use super::truth::Truth;
use super::world::{World, within_from_beginning};
use crate::catalogue::{DeclaredFactId, InstitutionKindId, InstitutionLevelId};
use crate::day::{AsOf, Day};
use crate::standard::WaiverCause;

/// What is declared for the day; contradicting declarations are unknown.
pub(super) fn declared(fact: &DeclaredFactId, on: AsOf, world: &World<'_>) -> Truth {
    let all = world
        .hospital
        .institution
        .declared
        .iter()
        .chain(&world.programme.declared);
    let live = all.filter(|d| d.fact == *fact && within_from_beginning(d.from, d.to, on.day()));
    let mut values = live.map(|declared| declared.value.map_or(Truth::Maybe, Truth::sure));
    let Some(first) = values.next() else {
        return Truth::Maybe;
    };
    if values.all(|value| value == first) {
        first
    } else {
        Truth::Maybe
    }
}

/// Whether what makes a waiver apply is so on the day.
pub(super) fn cause_holds(cause: &WaiverCause, on: AsOf, world: &World<'_>) -> Truth {
    match cause {
        WaiverCause::Declared(fact) => declared(fact, on, world),
        WaiverCause::Kind(asked) => match kind_on(on, world) {
            Some(kind) => Truth::sure(kind == asked),
            None => Truth::Maybe,
        },
    }
}

/// The institution's kind on the day: the record that began last.
pub(super) fn kind_on<'a>(on: AsOf, world: &World<'a>) -> Option<&'a InstitutionKindId> {
    let records = world.hospital.institution.kinds.iter();
    let live = records.filter(|record| within_from_beginning(record.from, record.to, on.day()));
    live.max_by_key(|record| record.from)
        .map(|record| &record.kind)
}

/// The institution's level on the day: the record that began last.
pub(super) fn level_on<'a>(on: AsOf, world: &World<'a>) -> Option<&'a InstitutionLevelId> {
    let records = world.hospital.institution.levels.iter();
    let live = records.filter(|record| within_from_beginning(record.from, record.to, on.day()));
    live.max_by_key(|record| record.from)
        .map(|record| &record.level)
}

/// The days on which declarations, kind and level can change.
pub(super) fn declared_cuts(world: &World<'_>, add: &mut dyn FnMut(Day)) {
    let institution = &world.hospital.institution;
    for record in institution.declared.iter().chain(&world.programme.declared) {
        super::condition::period_cuts(record.from, record.to, add);
    }
    for record in &institution.kinds {
        super::condition::period_cuts(record.from, record.to, add);
    }
    for record in &institution.levels {
        super::condition::period_cuts(record.from, record.to, add);
    }
}
