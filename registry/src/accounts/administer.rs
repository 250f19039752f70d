//! What administrators do with accounts.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Account, AccountError, AccountFault, Accounts, Hash, Link, act, secret};
use crate::access::{Administering, Role};
use crate::act::instant;
use crate::store::{AccountChange, PasswordChange};

/// The most characters of a login or a name.
const MOST_CHARS: usize = 64;

/// An account as an administrator wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What is typed to sign in.
    pub login: String,
    /// The name others know the person by.
    pub name: String,
    /// What the account is for.
    pub role: Role,
    /// The departments a head answers for.
    pub departments: BTreeSet<String>,
}

impl Wanted {
    /// The same as it is kept.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn checked(self) -> Result<Self, AccountFault> {
        let login = login(&self.login).ok_or(AccountFault::BadLogin)?;
        let name = self.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > MOST_CHARS || name.contains(char::is_control) {
            return Err(AccountFault::BadName);
        }
        let departments = departments(self.role, self.departments)?;
        Ok(Self {
            login,
            name,
            departments,
            ..self
        })
    }

    pub(super) fn account(self, id: String, at: DateTime<Utc>, has_password: bool) -> Account {
        Account {
            id,
            login: self.login,
            name: self.name,
            role: self.role,
            departments: self.departments,
            created: instant(at),
            disabled: None,
            has_password,
            has_second_step: false,
        }
    }
}

/// A login as it is kept: letters, digits and `.-_@`, in lower case.
pub(super) fn login(typed: &str) -> Option<String> {
    let login = typed.trim().to_lowercase();
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    let fits = !login.is_empty() && login.chars().count() <= MOST_CHARS;
    (fits && login.chars().all(allowed)).then_some(login)
}

/// Only heads answer for departments.
fn departments(
    role: Role,
    departments: BTreeSet<String>,
) -> Result<BTreeSet<String>, AccountFault> {
    match role {
        Role::Head if departments.is_empty() => Err(AccountFault::HeadWithoutDepartment),
        Role::Head => Ok(departments),
        Role::Administrator | Role::Hr | Role::Auditor => Ok(BTreeSet::new()),
    }
}

impl Accounts {
    /// Every account, by login.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn list(&self, _right: &Administering<'_>) -> Result<Vec<Account>, AccountError> {
        Ok(self.store.accounts().await?)
    }

    /// Adds an account; the link by which its owner chooses a password.
    ///
    /// # Errors
    /// What is wrong with it, or a database that failed.
    pub async fn add(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        wanted: Wanted,
    ) -> Result<Link, AccountError> {
        let account = wanted.checked()?.account(secret::id()?, at, false);
        let link = Link::new(&account, at)?;
        let (act, row) = (act(right.by(), at), link.row());
        let added = self.store.add_account(&act, &account, None, Some(&row));
        added.await?;
        Ok(link)
    }

    /// Adds an account with a password, for the command line, where somebody types their own, and
    /// for the demo.
    ///
    /// # Errors
    /// What is wrong with it, or a database that failed.
    pub async fn add_with_password(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        wanted: Wanted,
        password: &Hash,
    ) -> Result<Account, AccountError> {
        let account = wanted.checked()?.account(secret::id()?, at, true);
        let act = act(right.by(), at);
        let added = self.store.add_account(&act, &account, Some(password), None);
        added.await?;
        Ok(account)
    }

    /// Gives an account another role and other departments; whoever is signed in with it is not any
    /// more.
    ///
    /// # Errors
    /// What is wrong with it, or a database that failed.
    pub async fn assign(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        id: &str,
        (role, wanted): (Role, BTreeSet<String>),
    ) -> Result<(), AccountError> {
        let before = self.account(right, id).await?;
        let after = Account {
            role,
            departments: departments(role, wanted)?,
            ..before.clone()
        };
        if after == before {
            return Ok(());
        }
        self.change(right, at, ("account.role", &before, &after))
            .await
    }

    /// Lets nobody sign in with an account any more, or lets them again; whoever is signed in with it
    /// is not any more.
    ///
    /// # Errors
    /// What is wrong with it, or a database that failed.
    pub async fn set_disabled(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        id: &str,
        is_disabled: bool,
    ) -> Result<(), AccountError> {
        let before = self.account(right, id).await?;
        if before.disabled.is_some() == is_disabled {
            return Ok(());
        }
        let after = Account {
            disabled: is_disabled.then(|| instant(at)),
            ..before.clone()
        };
        let name = if is_disabled {
            "account.disable"
        } else {
            "account.enable"
        };
        self.change(right, at, (name, &before, &after)).await
    }

    /// Takes an account's password away; the link by which its owner chooses another.
    ///
    /// # Errors
    /// What is wrong with it, or a database that failed.
    pub async fn reset(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        id: &str,
    ) -> Result<Link, AccountError> {
        let before = self.account(right, id).await?;
        let after = Account {
            has_password: false,
            ..before.clone()
        };
        let link = Link::new(&after, at)?;
        let row = link.row();
        let change = AccountChange {
            act: "account.reset",
            before: &before,
            after: &after,
            password: PasswordChange::Clear,
            spares: None,
            link: Some(&row),
        };
        let act = act(right.by(), at);
        self.store.change_account(&act, change).await?;
        Ok(link)
    }

    /// The account of a login.
    ///
    /// # Errors
    /// [`AccountFault::NoSuchAccount`], or a database that failed.
    pub async fn of_login(
        &self,
        right: &Administering<'_>,
        typed: &str,
    ) -> Result<Account, AccountError> {
        let mut accounts = self.list(right).await?.into_iter();
        let found = login(typed).and_then(|login| accounts.find(|account| account.login == login));
        found.ok_or_else(|| AccountFault::NoSuchAccount.into())
    }

    pub(super) async fn account(
        &self,
        right: &Administering<'_>,
        id: &str,
    ) -> Result<Account, AccountError> {
        let mut accounts = self.list(right).await?.into_iter();
        let found = accounts.find(|account| account.id == id);
        found.ok_or_else(|| AccountFault::NoSuchAccount.into())
    }

    async fn change(
        &self,
        right: &Administering<'_>,
        at: DateTime<Utc>,
        (name, before, after): (&'static str, &Account, &Account),
    ) -> Result<(), AccountError> {
        let change = AccountChange {
            act: name,
            before,
            after,
            password: PasswordChange::Keep,
            spares: None,
            link: None,
        };
        let act = act(right.by(), at);
        Ok(self.store.change_account(&act, change).await?)
    }
}
