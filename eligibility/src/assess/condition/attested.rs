//! Abilities, which nobody can compute: attested for a clause, about the person, and valid.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::world::World;
use crate::day::{AsOf, Day};
use crate::facts::{Attestation, Person};
use crate::standard::ClauseId;

pub(super) fn attested(
    clause: &ClauseId,
    item: Option<&str>,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    let about = |attestation: &&Attestation| {
        attestation.clause == clause.as_str()
            && attestation.item.as_deref() == item
            && attestation.staff.as_ref() == Some(&person.staff)
    };
    let valid = world
        .programme
        .attestations
        .iter()
        .filter(about)
        .filter(|a| a.counts_on(on.day()));
    match valid.max_by_key(|attestation| (attestation.on, !attestation.met)) {
        Some(attestation) if attestation.met => Finding::on(evidence(attestation)),
        Some(attestation) => Cause::AttestedUnable {
            by: attestation.by.clone(),
            on: attestation.on,
        }
        .into(),
        None => Missing::record("attestations").into(),
    }
}

/// The attestation as a record that counts.
pub(in crate::assess) fn evidence(attestation: &Attestation) -> Evidence {
    Evidence::Attestation {
        by: attestation.by.clone(),
        on: attestation.on,
        through: attestation.through(),
        item: attestation.item.clone(),
    }
}

/// The days on which the person's attestations begin or cease to count.
pub(super) fn attested_cuts(world: &World<'_>, person: &Person, add: &mut dyn FnMut(Day)) {
    for attestation in world
        .programme
        .attestations
        .iter()
        .filter(|a| a.staff.as_ref() == Some(&person.staff))
    {
        super::period_cuts(Some(attestation.on), Some(attestation.through()), add);
    }
}
