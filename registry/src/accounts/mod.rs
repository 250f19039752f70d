//! Accounts: who may sign in, who is signed in, and how one comes in for the first time.
//!
//! - `administer`: what administrators do with accounts.
//! - `set_up`: links by which a password is chosen, once.
//! - `sign_in`: from login and password to a session.
//! - `second_step`: a code after the password, for those who want it; `totp`: the codes.
//! - `own`: what everybody does with their own account.
//!
//! # Invariants
//! - No account has a password that somebody else chose, outside the demo.
//! - Secrets are given out once and kept as hashes.
//! - Every act is in the audit log. No secret is, nor what was typed by somebody unknown.

mod administer;
mod own;
pub mod password;
mod second_step;
pub(crate) mod secret;
mod set_up;
mod sign_in;
#[cfg(test)]
mod tests;
pub mod totp;

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

pub use self::administer::Wanted;
pub use self::password::{Hash, Password, PasswordFault};
pub use self::second_step::SecondStep;
pub(crate) use self::second_step::purpose as seed_purpose;
pub(crate) use self::secret::random;
pub use self::secret::{NoRandomness, Token};
pub use self::set_up::{Link, Opened};
pub use self::sign_in::{Client, Come, Proof, Started, Visitor};
use crate::act::{Act, By, instant};
use crate::keys::{KeyError, Keyring};
pub use crate::store::{Account, Session};
use crate::store::{Refused, Store, StoreError};

/// How long a session lasts without being used.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// For how long after signing in nobody is asked for the password again.
pub const FRESH: TimeDelta = TimeDelta::minutes(30);
/// How long a session lasts at most.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// How long a set-up link lasts.
pub const LINK_LASTS: TimeDelta = TimeDelta::hours(72);
/// With how many failures a login is locked.
pub const MOST_FAILURES: i64 = 5;
/// For how long.
pub const LOCKED: TimeDelta = TimeDelta::minutes(15);

/// The accounts of a hospital.
#[derive(Clone, Debug)]
pub struct Accounts {
    store: Store,
    /// By what seeds are sealed.
    keyring: Keyring,
}

impl Accounts {
    /// The accounts in a store.
    #[must_use]
    pub fn new(store: Store) -> Self {
        let keyring = Keyring::default();
        Self { store, keyring }
    }

    /// The same with a key, without which nobody can have a second step.
    #[must_use]
    pub fn with_keyring(self, keyring: Keyring) -> Self {
        Self { keyring, ..self }
    }
}

/// Why something about accounts was not done; then nothing was.
#[derive(Debug, Error)]
pub enum AccountError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key of what is sealed is lost, or was never to be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is nothing random to make a secret of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// It cannot be done as asked.
    #[error("{}", .0.code())]
    Fault(#[from] AccountFault),
}

/// What is wrong with what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AccountFault {
    /// The login is empty, too long or holds other characters than it may.
    #[error("{}", self.code())]
    BadLogin,
    /// Another account has the login.
    #[error("{}", self.code())]
    LoginTaken,
    /// The name is empty or too long.
    #[error("{}", self.code())]
    BadName,
    /// There is no such role.
    #[error("{}", self.code())]
    NoSuchRole,
    /// A head answers for no department.
    #[error("{}", self.code())]
    HeadWithoutDepartment,
    /// There is no such department.
    #[error("{}", self.code())]
    NoSuchDepartment,
    /// There would be no administrator left.
    #[error("{}", self.code())]
    LastAdministrator,
    /// There is no such account.
    #[error("{}", self.code())]
    NoSuchAccount,
    /// Somebody else changed the account meanwhile.
    #[error("{}", self.code())]
    Stale,
    /// The link has been used, has ended, or never was one.
    #[error("{}", self.code())]
    LinkEnded,
    /// The second step is on already.
    #[error("{}", self.code())]
    SecondStepOn,
    /// The code is not the device's, or was used.
    #[error("{}", self.code())]
    WrongCode,
    /// The server has no key to seal anything with.
    #[error("{}", self.code())]
    NoKey,
    /// The password may not be chosen.
    #[error("{}", self.code())]
    Password(PasswordFault),
}

impl AccountFault {
    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadLogin => "bad-login",
            Self::LoginTaken => "login-taken",
            Self::BadName => "bad-name",
            Self::NoSuchRole => "no-such-role",
            Self::HeadWithoutDepartment => "head-without-department",
            Self::NoSuchDepartment => "no-such-department",
            Self::LastAdministrator => "last-administrator",
            Self::NoSuchAccount => "no-such-account",
            Self::Stale => "stale",
            Self::LinkEnded => "link-ended",
            Self::SecondStepOn => "second-step-on",
            Self::WrongCode => "wrong-code",
            Self::NoKey => "no-key",
            Self::Password(PasswordFault::TooShort) => "password-too-short",
            Self::Password(PasswordFault::TooLong) => "password-too-long",
            Self::Password(PasswordFault::NamesItsOwner) => "password-names-its-owner",
            Self::Password(PasswordFault::EasilyGuessed) => "password-easily-guessed",
            Self::Password(PasswordFault::NotRepeated) => "password-not-repeated",
            Self::Password(PasswordFault::WrongPresent) => "wrong-password",
        }
    }

    /// Every fault.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let passwords = PasswordFault::ALL.into_iter().map(Self::Password);
        let others = [
            Self::BadLogin,
            Self::LoginTaken,
            Self::BadName,
            Self::NoSuchRole,
            Self::HeadWithoutDepartment,
            Self::NoSuchDepartment,
            Self::LastAdministrator,
            Self::NoSuchAccount,
            Self::Stale,
            Self::LinkEnded,
            Self::SecondStepOn,
            Self::WrongCode,
            Self::NoKey,
        ];
        others.into_iter().chain(passwords).collect()
    }
}

impl From<Refused> for AccountError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Store(error) => Self::Store(error),
            Refused::LoginTaken => AccountFault::LoginTaken.into(),
            Refused::NoSuchDepartment => AccountFault::NoSuchDepartment.into(),
            Refused::LastAdministrator => AccountFault::LastAdministrator.into(),
            Refused::Stale => AccountFault::Stale.into(),
        }
    }
}

/// The act of somebody at an instant.
fn act(by: &By, at: DateTime<Utc>) -> Act {
    Act::new(by.clone(), at)
}

/// The instant after which a session must have been used to go on.
fn idle_since(at: DateTime<Utc>) -> String {
    instant(at - IDLE)
}
