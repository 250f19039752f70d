//! The sheets and their columns.

mod papers;
mod people;
mod words;
mod work;

use self::papers::{CREDENTIAL, LICENCE, PERIODIC_ASSESSMENT, TITLE};
use self::people::{
    ABSENCE, DEPARTMENT, DISCIPLINE, EMPLOYMENT, INCOMPLETE_LIST, MEMBERSHIP, PERSON, POSTING,
    PROFESSION,
};
use self::work::{CASE_VOLUME, EXEMPTION, EXPERIENCE, RADIATION_WORK, TRAINING};
use super::{Column, Kind, SheetKind};

/// A column that may be blank.
pub(crate) const fn column(
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    kind: Kind,
) -> Column {
    Column {
        key,
        zh,
        en,
        also: &[],
        kind,
        required: false,
        common: false,
        is_virtual: false,
    }
}

impl Column {
    pub(crate) const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    pub(crate) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(crate) const fn common(self) -> Self {
        Self {
            common: true,
            ..self
        }
    }

    pub(crate) const fn checked_only(self) -> Self {
        Self {
            is_virtual: true,
            ..self
        }
    }
}

/// Every kind of record a ledger holds, what others refer to first.
pub static SHEETS: &[SheetKind] = &[
    DEPARTMENT,
    PERSON,
    EMPLOYMENT,
    MEMBERSHIP,
    PROFESSION,
    DISCIPLINE,
    TITLE,
    LICENCE,
    PERIODIC_ASSESSMENT,
    CREDENTIAL,
    EXPERIENCE,
    TRAINING,
    EXEMPTION,
    CASE_VOLUME,
    RADIATION_WORK,
    ABSENCE,
    INCOMPLETE_LIST,
    POSTING,
];
