//! The forms of what no ledger holds, declared as a ledger declares its sheets.

mod institution;
mod programme;
mod reminders;

use crate::ledger::kinds::{Column, Kind, Owner, SheetKind, column};

/// Every form that is not a sheet of the ledger, or asks for more than that.
pub static FORMS: &[&SheetKind] = &[
    &institution::INSTITUTION,
    &institution::INSTITUTION_KIND,
    &institution::INSTITUTION_LEVEL,
    &institution::INSTITUTION_SUBJECT,
    &institution::INSTITUTION_PAPER,
    &institution::INSTITUTION_SERVICE,
    &institution::INSTITUTION_DECLARED,
    &institution::TRAINING_BASE,
    &institution::INSTITUTION_INCOMPLETE,
    &reminders::LEAD_TIME,
    &reminders::POSTPONEMENT,
    &institution::EQUIPMENT,
    &institution::ROOM,
    &programme::PERSON,
    &programme::PROGRAMME,
    &programme::PROGRAMME_DEPARTMENT,
    &programme::POSTING,
    &programme::POSTING_ELSEWHERE,
    &programme::DECLARED,
    &programme::FIGURE,
    &programme::ATTESTATION,
    &programme::DUTY,
    &programme::PROGRAMME_INCOMPLETE,
];

/// The form of a kind: its fields, and those by which two records are the same.
const fn kind(
    record: &'static str,
    (zh, en): (&'static str, &'static str),
    owner: Owner,
    columns: &'static [Column],
    fixed: &'static [&'static str],
) -> SheetKind {
    SheetKind {
        record,
        zh,
        en,
        also: &[],
        owner,
        columns,
        fixed,
        telling: &[],
        apart: &[],
    }
}

const FROM: Column = column("from", "起始日期", "From", Kind::Day);
const TO: Column = column("to", "截止日期", "To", Kind::LastDay);
