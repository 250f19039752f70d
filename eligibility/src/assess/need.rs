//! How many people a headcount needs on a day, where equipment or other people decide.

use super::reason::{NeedPart, Reason};
use super::sets::members_of;
use super::truth::Truth;
use super::world::{World, within};
use crate::catalogue::EquipmentKindId;
use crate::day::AsOf;
use crate::facts::Person;
use crate::standard::{Need, NeedTerm};

/// A need on a day; where a fact is missing it may be any from `least` to `most`.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Needed {
    /// The least it may be.
    pub(super) least: usize,
    /// The most it may be; `usize::MAX` where nothing bounds it.
    pub(super) most: usize,
    /// How it comes about; nothing for a plain number.
    pub(super) reason: Option<Reason>,
}

pub(super) fn needed(need: &Need, on: AsOf, world: &World<'_>, people: &[&Person]) -> Needed {
    if let Some(fixed) = need.as_fixed() {
        let fixed = count(fixed);
        return Needed {
            least: fixed,
            most: fixed,
            reason: None,
        };
    }
    let parts: Vec<NeedPart> = need.sum.iter().map(|term| part(term, on, world)).collect();
    // Where no equipment is recorded at all, nobody knows how much there is.
    let unknown = !need.sum.is_empty() && world.hospital.equipment.is_empty();
    let as_many_as = need.as_many_as.as_ref().map(|set| {
        let truths = members_of(set, on, world, people);
        let at_least = |least| truths.iter().filter(|(_, truth)| *truth >= least).count();
        (at_least(Truth::Yes), at_least(Truth::Maybe))
    });
    let total = |people: fn(&NeedPart) -> u32, others: Option<usize>| {
        let sum = parts
            .iter()
            .map(people)
            .fold(need.plus, u32::saturating_add);
        let most = count(need.at_least.max(sum)).max(others.unwrap_or(0));
        most.saturating_sub(count(need.less))
    };
    let least = total(|part| part.least, as_many_as.map(|(surely, _)| surely));
    let most = if unknown {
        usize::MAX
    } else {
        total(|part| part.most, as_many_as.map(|(_, possibly)| possibly))
    };
    let reason = Reason::Need {
        at_least: need.at_least,
        plus: need.plus,
        parts,
        as_many_as,
        less: need.less,
        least,
        most: (!unknown).then_some(most),
    };
    Needed {
        least,
        most,
        reason: Some(reason),
    }
}

fn part(term: &NeedTerm, on: AsOf, world: &World<'_>) -> NeedPart {
    let (units, possibly) = units(&term.equipment, on, world);
    NeedPart {
        equipment: term.equipment.clone(),
        units,
        units_possibly: possibly,
        each: term.each,
        per: term.per,
        beyond: term.beyond,
        least: term.people(units),
        most: term.people(possibly),
    }
}

/// Machines of some kinds surely and possibly in use on the day.
pub(super) fn units(kinds: &[EquipmentKindId], on: AsOf, world: &World<'_>) -> (u32, u32) {
    let items = world.hospital.equipment.iter();
    let truths: Vec<Truth> = items
        .filter(|item| kinds.contains(&item.kind))
        .map(|item| within(item.from, item.to, on.day()))
        .collect();
    let at_least = |least| {
        let units = truths.iter().filter(|truth| **truth >= least).count();
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    (at_least(Truth::Yes), at_least(Truth::Maybe))
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
