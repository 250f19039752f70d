//! Findings, reasons and faults in words: one short sentence each, per language.
//!
//! The rules core says what it found as codes with data; this says it to people. A sentence names
//! what was found, what is asked and what to do. Pages and the command line speak with the same
//! voice. The matches are exhaustive, so a new cause does not compile until both languages say it.

mod accounts;
pub mod api_tokens;
mod attachments;
pub mod audit_text;
pub mod calendar_text;
pub mod due;
mod en;
pub mod feeds;
pub mod field_text;
mod identity;
pub mod import_text;
mod labels;
pub mod ledger_text;
mod notice_marks;
mod notice_subject;
pub mod notice_text;
mod notices;
mod outcome;
pub mod record_text;
pub mod setup_text;
pub mod sheet_text;
pub mod staff;
pub mod staff_file;
mod standing;
pub mod timeline_text;
mod training;
pub mod upkeep;
pub mod ways_text;
pub mod what_if_text;
mod zh;

#[cfg(test)]
mod tests;

use eligibility::assess::ways::{LeftOut, Step};
use eligibility::assess::{Cause, Evidence, Finding, Missing, Reason};
use eligibility::facts::Hospital;
use eligibility::file::{Fault, FaultKind};
use eligibility::standard::{ClauseId, Condition};
use eligibility::whatif::Change;

pub use accounts::{account_fault, role};
pub use attachments::{attachment_fault, attachment_hint, file_size};
pub use identity::identity_fault;
pub use labels::Voice;
pub use notices::{failure, message_state, notice_fault, refusal, robot_kind};
pub use outcome::{force, mark, test_kind, verdict};
pub use standing::{edition, not_in_force};
pub use training::{entry_word, standing_word, word_before};

use crate::locale::Lang;

/// Why a condition does not hold, and what to do about it.
#[must_use]
pub fn cause(voice: Voice<'_>, cause: &Cause) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::cause::cause(voice, cause)),
        Lang::En => en::cause::cause(voice, cause),
    }
}

/// A missing fact: the list and the field of the file to fill.
#[must_use]
pub fn missing(lang: Lang, missing: Missing) -> String {
    match lang {
        Lang::Zh => zh::missing::missing(missing),
        Lang::En => en::missing::missing(missing),
    }
}

/// A record that counts.
#[must_use]
pub fn evidence(voice: Voice<'_>, evidence: &Evidence) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::evidence::evidence(voice, evidence)),
        Lang::En => en::evidence::evidence(voice, evidence),
    }
}

/// What decided a clause besides counting people.
#[must_use]
pub fn reason(voice: Voice<'_>, reason: &Reason) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::reason::reason(voice, reason)),
        Lang::En => en::reason::reason(voice, reason),
    }
}

/// The outcome of one condition; empty when it holds without a record worth showing.
#[must_use]
pub fn finding(voice: Voice<'_>, finding: &Finding) -> String {
    match finding {
        Finding::Held { evidence: records } => {
            let records: Vec<_> = records.iter().map(|one| evidence(voice, one)).collect();
            records.join(voice.lang.words().stop)
        }
        Finding::Failed { cause: why } => cause(voice, why),
        Finding::Unknown { missing: fact } => missing(voice.lang, *fact),
    }
}

/// What a change would be, as a clause after "if".
#[must_use]
pub fn change(voice: Voice<'_>, hospital: &Hospital, change: &Change) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::change::change(voice, hospital, change)),
        Lang::En => en::change::change(voice, hospital, change),
    }
}

/// A step of a way out: who is to do what.
#[must_use]
pub fn step(voice: Voice<'_>, hospital: &Hospital, step: &Step) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::way::step(voice, hospital, step)),
        Lang::En => en::way::step(voice, hospital, step),
    }
}

/// What a search for ways out leaves out, and what it depends on instead.
#[must_use]
pub fn left_out(voice: Voice<'_>, left_out: &LeftOut) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::way::left_out(voice, left_out)),
        Lang::En => en::way::left_out(voice, left_out),
    }
}

/// Clauses by their ids.
fn ids(lang: Lang, clauses: &[ClauseId]) -> String {
    let ids: Vec<String> = clauses.iter().map(|id| format!("`{id}`")).collect();
    ids.join(lang.words().separator)
}

/// A condition that a person has to meet, for those who are to be hired.
#[must_use]
pub fn condition(voice: Voice<'_>, condition: &Condition) -> String {
    match voice.lang {
        Lang::Zh => zh::spaced(&zh::condition::condition(voice, condition)),
        Lang::En => en::condition::condition(voice, condition),
    }
}

/// What is wrong with a file at a place.
#[must_use]
pub fn fault_kind(lang: Lang, kind: &FaultKind) -> String {
    match lang {
        Lang::Zh => zh::fault::kind(kind),
        Lang::En => en::fault::kind(kind),
    }
}

/// A fault of a file, with its place.
#[must_use]
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let place = match lang {
        Lang::Zh => zh::fault::place(fault),
        Lang::En => en::fault::place(fault),
    };
    format!("{place}{}", fault_kind(lang, &fault.kind))
}
