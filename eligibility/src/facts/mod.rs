//! What a hospital has recorded: dated facts about people, programmes and the institution itself.
//!
//! # Invariants
//! - Every id is one of the catalogue, every last day is not before its first, every staff number
//!   and department id that is referred to exists (checked by [`Hospital::check`]).
//! - Days are inclusive at both ends. A blank `to` goes on; a blank `from` of a right (posting,
//!   licence, title, credential, experience, employment, membership) is a missing fact, never "always".
//! - People are ordered by staff number, so nothing depends on the order in which they were entered.

mod directory;
mod hospital;
mod papers;
mod person;
mod programme;
mod reminders;
mod roster;
mod there;

pub use directory::Directory;
pub use hospital::{
    Authority, Base, Department, Hospital, Installation, Institution, InstitutionKindRecord,
    InstitutionLevelRecord, InstitutionList, Paper, Room, ServiceRecord, SubjectRecord,
};
pub use papers::{Credential, Licence, LicenceLevel, PeriodicAssessment, Suspension};
pub use person::{
    Absence, AbsenceKind, CaseVolume, DisciplineRecord, Employment, Exemption, Experience, Level,
    ListKind, Membership, Person, ProfessionRecord, RadiationWork, SeriousEvent, StaffNumber,
    Title, Training,
};
pub use programme::{
    Attestation, Declared, Duty, Figure, Posting, PostingElsewhere, Programme, ProgrammeList,
};
pub use reminders::{LeadTime, Postponement, Reminded};
pub use roster::Roster;
