//! Credentials: valid on the day and fitting the holder's profession.

use std::collections::BTreeSet;

use super::profession::professions_on;
use crate::assess::finding::{Answer, Cause, Evidence, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::{OwnInterval, World};
use crate::catalogue::{CredentialKind, CredentialKindId, Validity};
use crate::day::{AsOf, Day};
use crate::facts::{Credential, ListKind, Person};

/// When a paper ends if nobody revokes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Never.
    Never,
    /// After this day, its last valid one.
    After(Day),
    /// On a day that is not recorded.
    Unknown,
}

/// The last valid day of a paper: a printed date always counts, a blank means what its kind says.
#[must_use]
pub fn ends(kind: Option<&CredentialKind>, issued: Option<Day>, expires: Option<Day>) -> Ends {
    if let Some(day) = expires {
        return Ends::After(day);
    }
    let Some(kind) = kind else {
        return Ends::Unknown;
    };
    match (kind.validity, issued) {
        (Validity::Open, _) => Ends::Never,
        (Validity::Fixed | Validity::Interval, Some(issued)) => {
            kind.term_ends(issued).map_or(Ends::Unknown, Ends::After)
        }
        _ => Ends::Unknown,
    }
}

/// [`ends`] of a credential that is done again at the hospital's own interval, where one of so many
/// months is known (A40): it takes the place of the kind's, not of a printed last day.
pub(in crate::assess) fn credential_ends(
    kind: Option<&CredentialKind>,
    (issued, expires): (Option<Day>, Option<Day>),
    own_months: Option<u32>,
) -> Ends {
    let proposed = kind.and_then(|kind| proposed_months(kind, expires));
    match (proposed.and(own_months), issued) {
        (Some(months), Some(issued)) => Ends::After(issued.plus_months(months)),
        _ => ends(kind, issued, expires),
    }
}

/// The months a kind proposes for an interval that the hospital may set itself.
fn proposed_months(kind: &CredentialKind, expires: Option<Day>) -> Option<u32> {
    let is_interval = kind.validity == Validity::Interval && expires.is_none();
    kind.months.filter(|_| is_interval)
}

/// The finding of the record that comes nearest to what is asked; with `set_here` the hospital's own
/// interval takes the place of the kind's (A40).
pub(super) fn credential<A: Answer>(
    asked: &[CredentialKindId],
    set_here: bool,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> A {
    let records = person.credentials.iter().enumerate();
    let fitting = records.filter(|(_, record)| asked.contains(&record.kind));
    let checked = fitting.map(|(index, record)| {
        let own = set_here.then(|| own_interval(world, record)).flatten();
        check::<A>(on, world, person, (index, record), own)
    });
    let best = checked.max_by_key(|(rank, answer)| (answer.truth(), *rank));
    let best = best.map(|(_, answer)| answer);
    let fails = best.as_ref().is_none_or(|best| best.truth() == Truth::No);
    if fails && !person.is_complete(ListKind::Credentials) {
        return A::unknown(Missing::record("credentials"));
    }
    best.unwrap_or_else(|| {
        A::failed(|| Cause::NoCredential {
            asked: asked.to_vec(),
        })
    })
}

/// The hospital's own interval for a record without a printed last day; the kind proposes one.
fn own_interval(world: &World<'_>, record: &Credential) -> Option<OwnInterval> {
    let kind = world.catalogue.credential(&record.kind)?;
    let proposed = proposed_months(kind, record.expires)?;
    Some(world.own_interval(proposed))
}

/// How near a record comes and its finding; the latest end is shown first among equals.
fn check<A: Answer>(
    on: AsOf,
    world: &World<'_>,
    person: &Person,
    (index, record): (usize, &Credential),
    own_interval: Option<OwnInterval>,
) -> ((u8, Option<Day>), A) {
    let kind = world.catalogue.credential(&record.kind);
    let own_months = own_interval.map(|own| own.months);
    let ends = credential_ends(kind, (record.issued, record.expires), own_months);
    let end = match ends {
        Ends::After(day) => Some(day),
        Ends::Never | Ends::Unknown => None,
    };
    if let Some(cause) = not_valid(on, record, ends, own_interval) {
        return ((1, end), A::failed(|| cause));
    }
    let fit: A = fits(on, kind, person, index, record);
    let does_fit = fit.truth() == Truth::Yes;
    let rank = (
        if does_fit { 2 } else { 0 },
        Some(end.unwrap_or(Day::last_of_year(crate::day::LAST_YEAR))),
    );
    if !does_fit {
        return (rank, fit);
    }
    let blank = |field| A::unknown(Missing::field("credentials", index, field));
    if record.issued.is_none() {
        return (rank, blank("issued"));
    }
    if ends == Ends::Unknown {
        return (rank, blank("expires"));
    }
    let evidence = || Evidence::Credential {
        kind: record.kind.clone(),
        number: record.number.clone(),
        issued: record.issued,
        ends: end,
        own_interval,
    };
    (rank, A::on(evidence))
}

fn not_valid(
    on: AsOf,
    record: &Credential,
    ends: Ends,
    own_interval: Option<OwnInterval>,
) -> Option<Cause> {
    let (day, kind) = (on.day(), record.kind.clone());
    if let Some(from) = record.revoked_from.filter(|from| *from <= day) {
        return Some(Cause::CredentialRevoked { kind, from });
    }
    if let Some(from) = record.suspended_from.filter(|from| *from <= day) {
        return Some(Cause::CredentialSuspended { kind, from });
    }
    if let Some(issued) = record.issued.filter(|issued| day < *issued) {
        return Some(Cause::CredentialNotYet { kind, issued });
    }
    match ends {
        Ends::After(last) if last < day => Some(Cause::CredentialExpired {
            kind,
            on: last,
            own_interval,
        }),
        _ => None,
    }
}

/// a paper examined by profession fits the profession it names; one that names only the
/// modality fits a person who has had one profession only, else possibly.
fn fits<A: Answer>(
    on: AsOf,
    kind: Option<&CredentialKind>,
    person: &Person,
    index: usize,
    record: &Credential,
) -> A {
    let Some(kind) = kind else {
        return A::held();
    };
    if kind.fits.is_empty() {
        return A::held();
    }
    let held = || professions_on(on, person);
    let fitting = |profession: &str| kind.fits.iter().any(|fits| fits == profession);
    let by_category = kind.by_category.unwrap_or(false);
    let other = || Cause::CredentialForOther {
        kind: record.kind.clone(),
        category: record.category.clone(),
        held: held().cloned().collect(),
    };
    if held().next().is_none() {
        return A::unknown(Missing::record("professions"));
    }
    match (&record.category, by_category) {
        (Some(category), true) if held().any(|held| held == category) => A::held(),
        (Some(_), true) => A::failed(other),
        _ if !held().any(|profession| fitting(profession.as_str())) => A::failed(other),
        (_, false) => A::held(),
        (None, true) => {
            let ever: BTreeSet<_> = person
                .professions
                .iter()
                .map(|record| &record.profession)
                .collect();
            if ever.len() == 1 {
                A::held()
            } else {
                A::unknown(Missing::field("credentials", index, "category"))
            }
        }
    }
}

/// The days on which credentials can begin or cease to count.
pub(super) fn credential_cuts(world: &World<'_>, person: &Person, add: &mut dyn FnMut(Day)) {
    for record in &person.credentials {
        record.issued.map(&mut *add);
        record.revoked_from.map(&mut *add);
        record.suspended_from.map(&mut *add);
        if let Ends::After(last) = ends(
            world.catalogue.credential(&record.kind),
            record.issued,
            record.expires,
        ) {
            add(last.next());
        }
        if let (Some(own), Some(issued)) = (own_interval(world, record), record.issued) {
            add(issued.plus_months(own.months).next());
        }
    }
}
