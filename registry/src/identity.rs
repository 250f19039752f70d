//! Identity numbers (身份证号): kept sealed, shown by their last four characters, and shown whole only
//! to whoever says why.
//!
//! # Invariants
//! - A number is in no snapshot and in no text for debugging; the audit log has its last four
//!   characters.
//! - Each time one is shown whole is in the audit log, with the reason, before it is shown.

mod imported;
mod number;

use chrono::{DateTime, Utc};
use thiserror::Error;

pub(crate) use self::imported::{compare, sealed};
pub use self::number::IdentityNumber;
use crate::access::{Auditing, Editing};
use crate::act::Act;
use crate::keys::{KeyError, Keyring, Keys};
use crate::ledger::IdFault;
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::{IdentityRow, NewIdentity, Sealed, Store, StoreError};

/// What a number is sealed for.
const PURPOSE: &str = "identity-number";
/// The most characters of a reason.
const MAX_REASON: usize = 200;

/// The identity numbers of a hospital.
#[derive(Clone, Debug)]
pub struct Identities {
    store: Store,
    keyring: Keyring,
}

/// A number as most may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// All but the last four characters hidden.
    pub number: String,
    /// Others who have the same number.
    pub shared_with: Vec<String>,
}

/// Why something about a number was not done; then nothing was.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key is lost, or what is sealed was changed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// It cannot be done as asked.
    #[error("{}", .0.code())]
    Fault(#[from] IdentityFault),
}

/// What is wrong with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IdentityFault {
    /// There is no such person.
    #[error("{}", self.code())]
    NoSuchPerson,
    /// No number is kept.
    #[error("{}", self.code())]
    NotKept,
    /// No reason was given, or one that is too long.
    #[error("{}", self.code())]
    NoReason,
    /// The server has no key.
    #[error("{}", self.code())]
    NoKey,
    /// The number is none.
    #[error("{}", self.code())]
    Number(IdFault),
}

impl IdentityFault {
    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchPerson => "no-such-person",
            Self::NotKept => "not-kept",
            Self::NoReason => "no-reason",
            Self::NoKey => "no-key",
            Self::Number(IdFault::Form) => "form",
            Self::Number(IdFault::BirthDate) => "birth-date",
            Self::Number(IdFault::CheckDigit) => "check-digit",
        }
    }

    /// Every fault.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let numbers = [IdFault::Form, IdFault::BirthDate, IdFault::CheckDigit];
        let others = [
            Self::NoSuchPerson,
            Self::NotKept,
            Self::NoReason,
            Self::NoKey,
        ];
        others
            .into_iter()
            .chain(numbers.map(Self::Number))
            .collect()
    }
}

impl Identities {
    /// The numbers in a store, with the keys they are sealed by.
    #[must_use]
    pub const fn new(store: Store, keyring: Keyring) -> Self {
        Self { store, keyring }
    }

    /// Somebody's number by its last four characters; `None` if none is kept.
    ///
    /// # Errors
    /// A database that failed, or a lost key.
    pub async fn masked(
        &self,
        _right: &Auditing<'_>,
        staff: &str,
    ) -> Result<Option<Masked>, IdentityError> {
        let Some(own) = self.store.identity(staff).await? else {
            return Ok(None);
        };
        let keys = self.keyring.load()?;
        let number = open(&keys, &own)?;
        let prints = keys.fingerprints(PURPOSE, number.reveal())?;
        let mut shared_with = self.store.equal_identities(&prints).await?;
        shared_with.retain(|other| other != staff);
        shared_with.sort_unstable();
        Ok(Some(Masked {
            number: number.masked(),
            shared_with,
        }))
    }

    /// Somebody's whole number, for a reason, which goes into the audit log first.
    ///
    /// # Errors
    /// See [`IdentityFault`]; a database that failed, or a lost key.
    pub async fn reveal(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        staff: &str,
        reason: &str,
    ) -> Result<IdentityNumber, IdentityError> {
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > MAX_REASON {
            return Err(IdentityFault::NoReason.into());
        }
        let row = self.store.identity(staff).await?;
        let row = row.ok_or(IdentityFault::NotKept)?;
        let number = open(&self.keyring.load()?, &row)?;
        let act = Act::new(right.by().clone(), at).because(Some(reason.to_owned()));
        let masked = number.masked();
        self.store.note_revealed(&act, staff, &masked).await?;
        Ok(number)
    }

    /// Keeps a number in place of any before.
    ///
    /// # Errors
    /// See [`IdentityFault`], or a database that failed.
    pub async fn set(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        (snapshot, staff): (&Snapshot, &str),
        typed: &str,
    ) -> Result<(), IdentityError> {
        let number = IdentityNumber::parse(typed).map_err(IdentityFault::Number)?;
        let mut people = snapshot.hospital.people.iter();
        if !people.any(|person| person.staff.as_str() == staff) {
            return Err(IdentityFault::NoSuchPerson.into());
        }
        let keys = self.keyring.load_or_make(&self.store.keys_in_use().await?);
        let keys = keys.map_err(|_| IdentityFault::NoKey)?;
        let new = seal(&keys, staff, &number)?;
        let act = Act::new(right.by().clone(), at);
        Ok(self.store.set_identities(&act, &[new]).await?)
    }

    /// Removes a number.
    ///
    /// # Errors
    /// [`IdentityFault::NotKept`], or a database that failed.
    pub async fn clear(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        staff: &str,
    ) -> Result<(), IdentityError> {
        let act = Act::new(right.by().clone(), at);
        if self.store.clear_identity(&act, staff).await? {
            Ok(())
        } else {
            Err(IdentityFault::NotKept.into())
        }
    }
}

/// A number as it is kept.
fn seal(keys: &Keys, staff: &str, number: &IdentityNumber) -> Result<NewIdentity, KeyError> {
    let fingerprint = keys.fingerprint(PURPOSE, number.reveal())?;
    // Bound to its own fingerprint, so that nobody puts one number in the place of another.
    let text = keys.seal(&purpose(&fingerprint), number.reveal().as_bytes())?;
    Ok(NewIdentity {
        staff: staff.to_owned(),
        sealed: Some(Sealed { text, fingerprint }),
        masked: Some(number.masked()),
    })
}

/// The numbers that there were before a batch, to be put back.
///
/// # Errors
/// A database that failed.
pub(crate) async fn replaced(
    snapshots: &Snapshots,
    batch: &str,
) -> Result<Vec<NewIdentity>, StoreError> {
    let replaced = snapshots.store().replaced_identities(batch).await?;
    // What cannot be opened is put back all the same.
    let keys = snapshots.keyring().load().ok();
    let one = |(staff, sealed): (String, Option<Sealed>)| {
        let row = sealed.clone().map(|sealed| IdentityRow {
            staff: staff.clone(),
            sealed: sealed.text,
            fingerprint: sealed.fingerprint,
        });
        let number = keys.as_ref().zip(row);
        let number = number.and_then(|(keys, row)| open(keys, &row).ok());
        NewIdentity {
            staff,
            sealed,
            masked: number.map(|number| number.masked()),
        }
    };
    Ok(replaced.into_iter().map(one).collect())
}

/// The same number under the newest key.
///
/// # Errors
/// A key that is lost, or what is no number.
pub(crate) fn resealed(keys: &Keys, row: &IdentityRow) -> Result<Sealed, KeyError> {
    let number = open(keys, row)?;
    let new = seal(keys, &row.staff, &number)?;
    new.sealed.ok_or(KeyError::Damaged)
}

fn open(keys: &Keys, row: &IdentityRow) -> Result<IdentityNumber, KeyError> {
    let opened = keys.open(&purpose(&row.fingerprint), &row.sealed)?;
    let number = String::from_utf8(opened).ok();
    let number = number.and_then(|text| IdentityNumber::parse(&text).ok());
    number.ok_or(KeyError::Damaged)
}

fn purpose(fingerprint: &str) -> String {
    format!("{PURPOSE} {fingerprint}")
}

#[cfg(test)]
pub(crate) mod tests;
