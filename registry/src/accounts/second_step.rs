//! The second step of signing in, for those who switched it on: a code of their device.
//!
//! A code is looked at only after the right password, counts as an attempt like one, and is used up:
//! neither it nor an older one is accepted again.

use chrono::{DateTime, TimeDelta, Utc};

use super::secret::{self, Token};
use super::sign_in::{Client, Come};
use super::totp::{self, Seed};
use super::{
    Account, AccountError, AccountFault, Accounts, Hash, PasswordFault, Proof, Visitor, act,
};
use crate::access::Administering;
use crate::act::instant;
use crate::store::{FactorRow, HalfRow, LetIn, Second, Shown};

/// How long after the password a code may be typed.
const HALF_LASTS: TimeDelta = TimeDelta::minutes(5);

/// How things stand with the own second step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondStep {
    /// It is off.
    Off,
    /// It waits for its first code.
    Waiting {
        /// The seed as it is typed into a device.
        typed: String,
        /// The seed as a device reads it from a picture.
        uri: String,
    },
    /// It is asked for.
    On {
        /// Since when, in UTC.
        since: String,
        /// How many codes are left for those who lost the device.
        n_codes: i64,
    },
}

impl Accounts {
    /// How things stand with the own second step.
    ///
    /// # Errors
    /// A database that failed, or a lost key.
    pub async fn second_step(&self, visitor: &Visitor) -> Result<SecondStep, AccountError> {
        let id = &visitor.actor.by.id;
        let Some(row) = self.store.factor(id).await? else {
            return Ok(SecondStep::Off);
        };
        if let Some(since) = row.confirmed {
            let n_codes = row.n_codes;
            return Ok(SecondStep::On { since, n_codes });
        }
        // What waits and cannot be opened any more is begun anew.
        Ok(self
            .open_seed(id, &row)
            .map_or(SecondStep::Off, |seed| SecondStep::Waiting {
                typed: seed.typed(),
                uri: seed.uri(&visitor.login),
            }))
    }

    /// Makes a seed for the own device, once it was proved that the password is known.
    ///
    /// # Errors
    /// [`PasswordFault::WrongPresent`], [`AccountFault::SecondStepOn`], or
    /// [`AccountFault::NoKey`].
    pub async fn begin_second_step(
        &self,
        visitor: &Visitor,
        proof: &Proof,
    ) -> Result<(), AccountError> {
        let id = &visitor.actor.by.id;
        self.known(visitor, proof).await?;
        let seed = Seed::new()?;
        let keys = self.keyring.load_or_make(&self.keys_in_use().await?);
        let keys = keys.map_err(|_| AccountFault::NoKey)?;
        let sealed = keys.seal(&purpose(id), seed.bytes())?;
        if self.store.put_seed(id, &sealed).await? {
            Ok(())
        } else {
            Err(AccountFault::SecondStepOn.into())
        }
    }

    /// Switches the own second step on by the first code of the device; the codes for the day on which
    /// the device is lost, which are shown this once.
    ///
    /// # Errors
    /// [`AccountFault::WrongCode`], or a lost key.
    pub async fn confirm_second_step(
        &self,
        visitor: &Visitor,
        typed: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<String>, AccountError> {
        let id = &visitor.actor.by.id;
        let row = self.store.factor(id).await?;
        let row = row.filter(|row| row.confirmed.is_none());
        let row = row.ok_or(AccountFault::WrongCode)?;
        let step = self.open_seed(id, &row)?.step_of(typed, at);
        let step = step.ok_or(AccountFault::WrongCode)?;
        let codes = totp::recovery_codes()?;
        let hashes: Vec<_> = codes.iter().filter_map(|code| hash_of_code(code)).collect();
        let (act, at) = (act(&visitor.actor.by, at), instant(at));
        let own = (id.as_str(), visitor.login.as_str());
        let seed = (row.seed.as_str(), step, at.as_str());
        if self.store.confirm_seed(&act, own, seed, &hashes).await? {
            Ok(codes)
        } else {
            Err(AccountFault::WrongCode.into())
        }
    }

    /// Switches the own second step off, once it was proved that the password is known; all other own
    /// sessions end.
    ///
    /// # Errors
    /// [`PasswordFault::WrongPresent`], or a database that failed.
    pub async fn end_second_step(
        &self,
        visitor: &Visitor,
        proof: &Proof,
        at: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        self.known(visitor, proof).await?;
        let act = act(&visitor.actor.by, at);
        let own = (visitor.actor.by.id.as_str(), visitor.login.as_str());
        let act = (&act, "account.second-step-off");
        let dropped = self.store.drop_seed(act, own, Some(&visitor.session));
        Ok(dropped.await?)
    }

    /// Switches somebody's second step off, who has lost the device and the codes; whoever is signed in
    /// with the account is not any more.
    ///
    /// # Errors
    /// [`AccountFault::NoSuchAccount`], or a database that failed.
    pub async fn reset_second_step(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        id: &str,
    ) -> Result<(), AccountError> {
        let account = self.account(right, id).await?;
        let act = act(right.by(), at);
        let of = (account.id.as_str(), account.login.as_str());
        let act = (&act, "account.second-step-reset");
        Ok(self.store.drop_seed(act, of, None).await?)
    }

    /// The ids of the keys that something about accounts is sealed with.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn keys_in_use(&self) -> Result<Vec<String>, AccountError> {
        Ok(self.store.keys_in_use().await?)
    }

    /// Whether a code is asked for, of somebody whose password was right.
    pub(super) async fn asks_code(&self, account: &Account) -> Result<bool, AccountError> {
        let row = self.store.factor(&account.id).await?;
        Ok(row.is_some_and(|row| row.confirmed.is_some()))
    }

    /// The way for somebody who is halfway in; `None` if the password lets in no more.
    pub(super) async fn halfway(
        &self,
        account: &Account,
        (login_hash, password): (String, Hash),
        at: DateTime<Utc>,
    ) -> Result<Option<Token>, AccountError> {
        let token = Token::new()?;
        let half = HalfRow {
            token_hash: secret::hash(token.reveal()),
            account: account.id.clone(),
            login_hash,
            expires: instant(at + HALF_LASTS),
            password,
        };
        let put = self.store.put_half(&half, &instant(at)).await?;
        Ok(put.then_some(token))
    }

    /// Counts a code as an attempt to sign in, and begins the session if it is the right one. `Err`
    /// holds until when the login is locked; then nothing is looked at.
    ///
    /// # Errors
    /// A database that failed, or a lost key.
    pub async fn come_in_by_code(
        &self,
        (token, typed): (&str, &str),
        client: &Client,
        at: DateTime<Utc>,
    ) -> Result<Result<Come, String>, AccountError> {
        let half = secret::hash(token);
        let Some((id, login_hash)) = self.store.half(&half, &instant(at)).await? else {
            return Ok(Ok(Come::TooLate));
        };
        if let Some(until) = self.count(&login_hash, at).await? {
            return Ok(Err(until));
        }
        let mut accounts = self.store.accounts().await?.into_iter();
        let account = accounts.find(|account| account.id == id && account.disabled.is_none());
        let Some(account) = account else {
            return Ok(Ok(Come::TooLate));
        };
        let Some(row) = self.store.factor(&id).await? else {
            return Ok(Ok(Come::TooLate));
        };
        let shown = self.shown(&account, &row, typed, at)?;
        let second = shown.map(|shown| Second { half, shown });
        let Some(second) = second else {
            self.refuse(Some(&account), client, at).await?;
            return Ok(Ok(Come::WrongCode));
        };
        let by = LetIn::Second(second);
        let begun = self.begin(&account, (login_hash, by), client, at);
        if let Some(token) = begun.await? {
            return Ok(Ok(Come::In(token)));
        }
        self.refuse(Some(&account), client, at).await?;
        Ok(Ok(Come::WrongCode))
    }

    fn shown(
        &self,
        account: &Account,
        row: &FactorRow,
        typed: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<Shown>, AccountError> {
        if let Some(hash) = hash_of_code(typed) {
            return Ok(Some(Shown::Recovery(hash)));
        }
        let step = self.open_seed(&account.id, row)?.step_of(typed, at);
        Ok(step.filter(|step| *step > row.last_step).map(Shown::Step))
    }

    fn open_seed(&self, id: &str, row: &FactorRow) -> Result<Seed, AccountError> {
        let bytes = self.keyring.load()?.open(&purpose(id), &row.seed)?;
        let seed = Seed::of(&bytes);
        Ok(seed.ok_or(crate::keys::KeyError::Damaged)?)
    }

    /// Whether it was proved that the own password is known.
    async fn known(&self, visitor: &Visitor, proof: &Proof) -> Result<(), AccountError> {
        if proof.proved(&visitor.actor.by.id).is_none() {
            return Err(AccountFault::Password(PasswordFault::WrongPresent).into());
        }
        Ok(self.store.forgive(&proof.login_hash).await?)
    }
}

/// What a seed is sealed for: nobody else's account has a use for it.
pub(crate) fn purpose(account: &str) -> String {
    format!("second-step {account}")
}

fn hash_of_code(typed: &str) -> Option<String> {
    totp::recovery_code(typed).map(|code| secret::hash(&code))
}
