//! Links by which a password is chosen, once: for a new account, a forgotten password, and for the
//! first administrator.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::secret::{self, NoRandomness, Token};
use super::{Account, AccountError, AccountFault, Accounts, Hash, LINK_LASTS, Wanted, act};
use crate::access::Role;
use crate::act::{By, instant};
use crate::store::{LinkRow, UsedLink};

/// A link that was given out.
#[derive(Clone, Debug)]
pub struct Link {
    /// What stands in its address.
    pub token: Token,
    /// When it ends.
    pub expires: DateTime<Utc>,
    /// Whose password it sets; `None` for the first administrator.
    account: Option<String>,
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The first administrator is to be made.
    First,
    /// A password is to be chosen for this account.
    Of(Account),
}

impl Link {
    pub(super) fn new(account: &Account, at: DateTime<Utc>) -> Result<Self, NoRandomness> {
        Self::of(Some(account.id.clone()), at)
    }

    fn of(account: Option<String>, at: DateTime<Utc>) -> Result<Self, NoRandomness> {
        Ok(Self {
            token: Token::new()?,
            expires: at + LINK_LASTS,
            account,
        })
    }

    pub(super) fn row(&self) -> LinkRow {
        LinkRow {
            token_hash: secret::hash(self.token.reveal()),
            account: self.account.clone(),
            expires: instant(self.expires),
        }
    }
}

impl Accounts {
    /// A link for the first administrator; `None` once there is an account.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn first_link(&self, at: DateTime<Utc>) -> Result<Option<Link>, AccountError> {
        if self.store.has_accounts().await? {
            return Ok(None);
        }
        let link = Link::of(None, at)?;
        self.store.give_out_link(&link.row()).await?;
        Ok(Some(link))
    }

    /// What a link opens; `None` if it has been used, has ended, or never was one.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn open_link(
        &self,
        token: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<Opened>, AccountError> {
        let found = self.store.link(&secret::hash(token), &instant(at)).await?;
        Ok(found.map(|link| match link {
            UsedLink::First => Opened::First,
            UsedLink::Of(account) => Opened::Of(account),
        }))
    }

    /// Makes the first administrator by a link.
    ///
    /// # Errors
    /// [`AccountFault::LinkEnded`], what is wrong with login or name, or a database that failed.
    pub async fn set_up_first(
        &self,
        (token, at): (&str, DateTime<Utc>),
        (login, name): (&str, &str),
        password: &Hash,
    ) -> Result<(), AccountError> {
        let account = first(login, name)?.account(secret::id()?, at, true);
        self.use_link((token, at), &account, password).await
    }

    /// Sets the password of an account by its link.
    ///
    /// # Errors
    /// [`AccountFault::LinkEnded`], or a database that failed.
    pub async fn set_up(
        &self,
        link: (&str, DateTime<Utc>),
        account: &Account,
        password: &Hash,
    ) -> Result<(), AccountError> {
        self.use_link(link, account, password).await
    }

    async fn use_link(
        &self,
        (token, at): (&str, DateTime<Utc>),
        account: &Account,
        password: &Hash,
    ) -> Result<(), AccountError> {
        let by = By {
            id: account.id.clone(),
            name: account.name.clone(),
        };
        let (token, instant) = (secret::hash(token), instant(at));
        let act = act(&by, at);
        let used = self
            .store
            .use_link(&act, (&token, &instant), account, password);
        used.await?.ok_or_else(|| AccountFault::LinkEnded.into())
    }
}

/// The first administrator as wanted.
///
/// # Errors
/// What is wrong with login or name.
fn first(login: &str, name: &str) -> Result<Wanted, AccountFault> {
    let wanted = Wanted {
        login: login.to_owned(),
        name: name.to_owned(),
        role: Role::Administrator,
        departments: BTreeSet::new(),
    };
    wanted.checked()
}
