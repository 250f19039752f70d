//! One person's file: every record of it as one list of dated entries, what the person counts for,
//! and what ends when somebody leaves.
//!
//! - [`entries`]: the records with their days, and how each stands on a day.
//! - [`leaving`]: the changes by which somebody leaves.
//!
//! # Invariants
//! - Entries come from [`Seen`] only, so a file shows no programme its reader may not see.
//! - How a record stands is computed from its days when it is read, never stored.

pub mod entries;
pub mod leaving;
#[cfg(test)]
mod tests;

use eligibility::assess::Question;
use eligibility::day::Day;
use eligibility::facts::{Programme, StaffNumber};
use eligibility::file::{Node, Shape as _};
use eligibility::standard::ClauseId;

use crate::seen::Seen;
use crate::store::RecordKind;

/// A programme for which somebody counts, and for which of its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountsFor<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The clauses, in document order.
    pub clauses: Vec<ClauseId>,
}

/// A whole file as it stands in a roster, as far as its reader may see it; `None` if there is none.
#[must_use]
pub fn whole(seen: &Seen<'_>, staff: &str) -> Option<Node> {
    Some(seen.as_seen(seen.person(staff)?.write()))
}

/// The kinds of record that a file holds: what a person owns, and the posts.
#[must_use]
pub fn kinds() -> Vec<RecordKind> {
    let all = RecordKind::all().into_iter();
    all.filter(|kind| kind.is_of_person() || is_post(*kind))
        .collect()
}

/// The kinds of record that are added on a file. Posts in programmes of elsewhere are recorded with
/// the programme here that asks for them.
#[must_use]
pub fn addable() -> Vec<RecordKind> {
    let all = kinds().into_iter();
    all.filter(|kind| kind.is_of_person() || is_posting(*kind))
        .collect()
}

/// Whether a kind is that of posts, here or in programmes of elsewhere: programmes own them, and the
/// person is a field.
#[must_use]
pub fn is_post(kind: RecordKind) -> bool {
    is_posting(kind) || is_elsewhere(kind)
}

/// Whether a kind is that of posts in programmes of elsewhere.
#[must_use]
pub fn is_elsewhere(kind: RecordKind) -> bool {
    kind.name() == "posting_elsewhere"
}

/// Whether a kind is that of postings, which programmes own and whose person is a field.
#[must_use]
pub fn is_posting(kind: RecordKind) -> bool {
    kind.name() == "posting"
}

/// The programmes that may be read and in which somebody surely counts on a day.
#[must_use]
pub fn counts_for<'a>(seen: &Seen<'a>, staff: &StaffNumber, on: Day) -> Vec<CountsFor<'a>> {
    let counted = |programme: crate::seen::SeenProgramme<'a>| {
        let answer = programme.answer(Question::on(on))?;
        let counts = answer.clauses.iter().filter(|clause| {
            let mut people = clause.tests.iter().flat_map(|test| &test.people.counted);
            people.any(|person| person.staff == *staff)
        });
        let clauses: Vec<_> = counts.map(|clause| clause.id.clone()).collect();
        (!clauses.is_empty()).then_some(CountsFor {
            programme: programme.programme(),
            clauses,
        })
    };
    seen.programmes().filter_map(counted).collect()
}
