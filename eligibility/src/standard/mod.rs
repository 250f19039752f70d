//! Regulations as data: standards, their editions and clauses, and how they are loaded.
//!
//! A standard file is read into private file shapes ([`file`]), checked as a whole and turned into
//! the types of [`model`], the only ones the engine sees. A file that breaks any rule does not load,
//! and all its faults are reported.
//!
//! # Invariants
//! - A clause's full id is the standard's id, a dot and its own; it is unique in its edition.
//! - Editions of a standard do not overlap.
//! - `within` refers to a headcount of the same parallel group, and there are no circles.

mod clause;
mod condition;
mod file;
mod library;
mod load;
mod model;

pub use condition::{
    BaseTrainingRule, CaseRule, CaseSort, Condition, EventRule, ExperienceRule, FieldRule,
    FirstDayRule, LicenceRule, TitleRule, TrainingRule,
};
pub use library::Library;
pub use load::{load, schema};
pub use model::{
    About, Alternative, Attest, Calendar, Clause, ClauseId, Combine, Current, Edition, Every,
    EveryItem, EveryRoom, Flag, Floor, Force, Form, Headcount, HeadcountRef, InService, Installed,
    Interval, ItemCondition, Leader, Need, NeedTerm, PaperRule, PeopleSet, Periodic, Pool, Reading,
    RoomFeature, SetScope, Share, Standard, Test, Text, Total, Waiver, WaiverCause, WhenEmpty,
    Yearly,
};
