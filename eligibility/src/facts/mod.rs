//! What a hospital has recorded: dated facts about people, programmes and the institution itself.
//!
//! # Invariants
//! - Every id is one of the catalogue, every last day is not before its first, every staff number
//!   and department id that is referred to exists (checked by [`Hospital::check`]).
//! - Days are inclusive at both ends. A blank `to` goes on; a blank `from` of a right (posting,
//!   licence, title, credential, experience, employment, membership) is a missing fact, never "always".
//! - People are ordered by staff number, so nothing depends on the order in which they were entered.

mod hospital;
mod papers;
mod person;
mod programme;
mod roster;

pub use hospital::{
    Department, Hospital, Installation, Institution, InstitutionKindRecord, InstitutionLevelRecord,
    Paper, ServiceRecord, SubjectRecord,
};
pub use papers::{Credential, Licence, LicenceLevel, PeriodicAssessment, Suspension};
pub use person::{
    Absence, AbsenceKind, CaseVolume, DisciplineRecord, Employment, Exemption, Experience, Level,
    ListKind, Membership, Person, ProfessionRecord, RadiationWork, SeriousEvent, StaffNumber,
    Title, Training,
};
pub use programme::{Attestation, Declared, Figure, Posting, PostingElsewhere, Programme};
pub use roster::Roster;

use crate::day::Day;
use crate::file::{Cx, FaultKind};

/// Notes a fault where a last day is before its first.
pub(crate) fn in_order(cx: &mut Cx<'_>, first: (&str, Option<Day>), last: (&str, Option<Day>)) {
    if let ((first_key, Some(first)), (last_key, Some(last))) = (first, last)
        && last < first
    {
        let (first_key, last_key) = (first_key.to_owned(), last_key.to_owned());
        cx.fault(FaultKind::OutOfOrder {
            first_key,
            first,
            last_key,
            last,
        });
    }
}

/// Declares how a record with `from` and `to` checks their order.
macro_rules! check_period {
    ($($name:ident => $record:ty),* $(,)?) => { $(
        fn $name(record: &$record, cx: &mut crate::file::Cx<'_>) {
            super::in_order(cx, ("from", record.from), ("to", record.to));
        }
    )* };
}
pub(crate) use check_period;
