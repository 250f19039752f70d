//! Whether a clause applies at all: declared conditions and waivers.

use super::declared::{cause_holds, declared, declared_cuts};
use super::reason::Reason;
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::day::{AsOf, Day};
use crate::standard::{Clause, WaiverCause};

/// The verdict that needs no test, with its reason; `None` when the tests decide.
pub(super) fn settled(
    clauses: &[&Clause],
    place: usize,
    on: AsOf,
    world: &World<'_>,
) -> Option<(Verdict, Reason)> {
    let clause = clauses.get(place)?;
    declared_off(clause, on, world).or_else(|| waived(clauses, place, on, world))
}

/// The clause that people are counted for, to know on which days it applies.
#[derive(Clone, Copy)]
pub(super) struct Applying<'a> {
    /// The clauses of the edition.
    pub(super) clauses: &'a [&'a Clause],
    /// The place of the clause among them.
    pub(super) place: usize,
}

impl Applying<'_> {
    /// Whether somebody can count for the clause on the day: nobody does where it does not apply.
    pub(super) fn on(self, on: AsOf, world: &World<'_>) -> bool {
        let settled = settled(self.clauses, self.place, on, world);
        settled.is_none_or(|(verdict, _)| verdict != Verdict::NotApplicable)
    }

    /// The days on which that can change.
    pub(super) fn cuts(self, world: &World<'_>, add: &mut dyn FnMut(Day)) {
        let clause = self.clauses.get(self.place);
        let declared = clause.is_some_and(|clause| !clause.only_if.is_empty());
        let mut waivers = self.clauses.iter().flat_map(|clause| &clause.waivers);
        if declared || waivers.any(|waiver| waiver.clauses.contains(&self.place)) {
            declared_cuts(world, add);
        }
    }
}

/// One fact declared as no is enough, whatever is known of the others.
fn declared_off(clause: &Clause, on: AsOf, world: &World<'_>) -> Option<(Verdict, Reason)> {
    let facts = clause.only_if.iter();
    let declared = facts.map(|fact| (fact.clone(), declared(fact, on, world)));
    let (fact, truth) = declared.min_by_key(|(_, truth)| *truth)?;
    match truth {
        Truth::No => Some((Verdict::NotApplicable, Reason::DeclaredNo { fact })),
        Truth::Maybe => Some((Verdict::Undetermined, Reason::DeclaredUnknown { fact })),
        Truth::Yes => None,
    }
}

/// A type that is declared waives; one that is not declared makes the clause undetermined, never
/// waived (A38). Several types waive together what each does, unless the reading says otherwise (A29).
fn waived(
    clauses: &[&Clause],
    place: usize,
    on: AsOf,
    world: &World<'_>,
) -> Option<(Verdict, Reason)> {
    let rules: Vec<_> = clauses
        .iter()
        .filter(|clause| !clause.waivers.is_empty())
        .collect();
    let touching = rules
        .iter()
        .flat_map(|rule| &rule.waivers)
        .filter(|waiver| waiver.clauses.contains(&place));
    let touching: Vec<(&WaiverCause, Truth)> = touching
        .map(|waiver| (&waiver.cause, cause_holds(&waiver.cause, on, world)))
        .collect();
    let by_all = rules.iter().any(|rule| rule.waive_by_all);
    let others = rules
        .iter()
        .flat_map(|rule| &rule.waivers)
        .filter(|waiver| !waiver.clauses.contains(&place));
    let blocked = if by_all {
        Truth::any(others.map(|waiver| cause_holds(&waiver.cause, on, world)))
    } else {
        Truth::No
    };
    let (cause, truth) = touching.iter().max_by_key(|(_, truth)| *truth)?;
    let cause = (*cause).clone();
    match (truth, blocked) {
        (Truth::Yes, Truth::No) => Some((Verdict::NotApplicable, Reason::Waived { cause })),
        (Truth::No, _) | (_, Truth::Yes) => None,
        _ => Some((Verdict::Undetermined, Reason::WaiverUnknown { cause })),
    }
}
