//! From login and password to a session.
//!
//! In three steps, so that the slow one in the middle can be done on a thread of its own:
//! [`Accounts::start`] counts the attempt, [`Started::prove`] compares the password, and
//! [`Accounts::come_in`] begins the session. Known and unknown logins go through the same steps and
//! take the same time.

use chrono::{DateTime, Utc};

use super::password::NOBODYS_HASH;
use super::secret::{self, Token};
use super::{
    Account, AccountError, Accounts, FRESH, Hash, LOCKED, LONGEST, MOST_FAILURES, act, administer,
    idle_since, password,
};
use crate::access::Actor;
use crate::act::{By, instant};
use crate::store::{Attempt, LetIn, NewSession};

/// How long a session is used before that is noted again.
const NOTED_EVERY: chrono::TimeDelta = chrono::TimeDelta::seconds(60);

/// The most characters of what a browser calls itself that are kept.
const MOST_AGENT_CHARS: usize = 200;

/// Where somebody comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The address.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// An attempt to sign in that was counted.
#[derive(Clone, Debug)]
pub struct Started {
    login_hash: String,
    account: Option<Account>,
    stored: Hash,
}

/// An attempt whose password was compared.
#[derive(Clone, Debug)]
pub struct Proof {
    pub(super) login_hash: String,
    /// Whose login it is.
    pub(super) account: Option<Account>,
    pub(super) fits: bool,
    /// The password it was compared with, as it is kept.
    stored: Hash,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum Come {
    /// Signed in: the token for the cookie.
    In(Token),
    /// Halfway: the password is right, and a code is asked for. The token shows whose it must be.
    Code(Token),
    /// Not: login or password are wrong, and nobody is told which.
    Refused,
    /// Not: the code is not the device's, or was used.
    WrongCode,
    /// Not: the code came too late, or something about the account changed meanwhile.
    TooLate,
}

/// Somebody who is signed in, with what names the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Who, and with which rights.
    pub actor: Actor,
    /// What is typed to sign in.
    pub login: String,
    /// The session's id.
    pub session: String,
    /// When it began, in UTC.
    pub since: String,
}

impl Visitor {
    /// Whether the password was given so lately that nobody else is likely to sit there now.
    #[must_use]
    pub fn is_fresh(&self, at: DateTime<Utc>) -> bool {
        instant(at - FRESH) <= self.since
    }
}

impl Started {
    /// Compares the password. Slow.
    #[must_use]
    pub fn prove(self, typed: &str) -> Proof {
        let fits = password::fits(typed, self.stored.stored());
        Proof {
            login_hash: self.login_hash,
            fits: fits && self.account.is_some(),
            account: self.account,
            stored: self.stored,
        }
    }
}

impl Accounts {
    /// Counts an attempt. `Err` holds until when the login is locked; then nothing is compared.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn start(
        &self,
        typed: &str,
        at: DateTime<Utc>,
    ) -> Result<Result<Started, String>, AccountError> {
        let login = administer::login(typed);
        let login_hash = secret::hash(login.as_deref().unwrap_or(typed));
        if let Some(until) = self.count(&login_hash, at).await? {
            return Ok(Err(until));
        }
        let mut accounts = self.store.accounts().await?.into_iter();
        let account = accounts
            .find(|account| Some(&account.login) == login.as_ref() && account.disabled.is_none());
        // Also asked for nobody, which takes the same time.
        let id = account.as_ref().map_or("", |account| account.id.as_str());
        let stored = self.store.password_of(id).await?;
        Ok(Ok(Started {
            login_hash,
            account,
            stored: Hash::of_stored(stored.unwrap_or_else(|| NOBODYS_HASH.to_owned())),
        }))
    }

    /// Counts an attempt; until when the login is locked instead, if it is.
    pub(super) async fn count(
        &self,
        login_hash: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<String>, AccountError> {
        let attempt = Attempt {
            login_hash: login_hash.to_owned(),
            at: instant(at),
            forgotten_before: instant(at - LOCKED),
            most: MOST_FAILURES,
            lock_until: instant(at + LOCKED),
        };
        Ok(self.store.count_attempt(&attempt).await?)
    }

    /// Begins a session if the password was right, still is, and no code is asked for.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn come_in(
        &self,
        proof: Proof,
        client: &Client,
        at: DateTime<Utc>,
    ) -> Result<Come, AccountError> {
        let Some(account) = proof.account.as_ref().filter(|_| proof.fits) else {
            self.refuse(proof.account.as_ref(), client, at).await?;
            return Ok(Come::Refused);
        };
        let come = if self.asks_code(account).await? {
            let half = self.halfway(account, (proof.login_hash, proof.stored), at);
            half.await?.map(Come::Code)
        } else {
            let by = LetIn::Password(proof.stored);
            let begun = self.begin(account, (proof.login_hash, by), client, at);
            begun.await?.map(Come::In)
        };
        if let Some(come) = come {
            return Ok(come);
        }
        self.refuse(Some(account), client, at).await?;
        Ok(Come::Refused)
    }

    /// Notes that somebody was not let in.
    pub(super) async fn refuse(
        &self,
        account: Option<&Account>,
        client: &Client,
        at: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let nobody = By {
            id: "nobody".to_owned(),
            name: String::new(),
        };
        let login = account.map(|account| account.login.as_str());
        let act = act(&nobody, at);
        let noted = self.store.note_refused(&act, login, &client.address);
        Ok(noted.await?)
    }

    /// Begins a session; `None` if what lets in does so no more.
    pub(super) async fn begin(
        &self,
        account: &Account,
        (login_hash, by): (String, LetIn),
        client: &Client,
        at: DateTime<Utc>,
    ) -> Result<Option<Token>, AccountError> {
        let token = Token::new()?;
        let session = NewSession {
            id: secret::id()?,
            token_hash: secret::hash(token.reveal()),
            account: account.id.clone(),
            created: instant(at),
            hard_until: instant(at + LONGEST),
            address: client.address.clone(),
            agent: client.agent.chars().take(MOST_AGENT_CHARS).collect(),
            idle_since: idle_since(at),
            login_hash,
            by,
        };
        let by = By {
            id: account.id.clone(),
            name: account.name.clone(),
        };
        let act = act(&by, at);
        let begun = self.store.begin_session(&act, &account.login, &session);
        Ok(begun.await?.then_some(token))
    }

    /// Whose session a token is; `None` if nobody's, or it has ended. Using it keeps it from ending.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn visitor(
        &self,
        token: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<Visitor>, AccountError> {
        let (now, idle) = (instant(at), idle_since(at));
        let found = self
            .store
            .session(&secret::hash(token), &now, &idle)
            .await?;
        let Some(found) = found else {
            return Ok(None);
        };
        if found.last_seen < instant(at - NOTED_EVERY) {
            self.store.touch_session(&found.session, &now).await?;
        }
        Ok(Some(Visitor {
            actor: found.actor,
            login: found.login,
            session: found.session,
            since: found.created,
        }))
    }
}
