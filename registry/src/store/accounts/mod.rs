//! Accounts, their links, sessions and attempts to sign in.
//!
//! # Invariants
//! - No write here raises the hospital's version: nothing of it is a fact about the hospital.
//! - Each act has its audit entry in the same transaction.
//! - There is always an administrator who is not disabled, once there is one.

mod api_tokens;
mod attempts;
mod factors;
mod feeds;
mod links;
mod openings;
mod sessions;

use std::collections::{BTreeMap, BTreeSet};

use eligibility::file::{Node, Value};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

pub use self::api_tokens::ApiToken;
pub(crate) use self::attempts::Attempt;
pub(crate) use self::factors::{FactorRow, HalfRow, Second, Shown};
pub(crate) use self::feeds::FeedRow;
pub(crate) use self::links::{LinkRow, UsedLink};
pub use self::openings::Opening;
pub use self::sessions::Session;
pub(crate) use self::sessions::{LetIn, NewSession};
use super::Store;
use super::audit::{self, Told};
use super::db::Tx;
use super::error::StoreError;
use crate::access::{Actor, Role};
use crate::accounts::password::Hash;
use crate::act::{Act, By};

const ALL: &str = "SELECT id, login, name, role, created, disabled, \
    CAST(CASE WHEN password IS NULL THEN 0 ELSE 1 END AS BIGINT), \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM second_factor f \
        WHERE f.account = account.id AND f.confirmed IS NOT NULL) FROM account ORDER BY login";
const DEPARTMENTS: &str = "SELECT account, department FROM account_department";
const DEPARTMENTS_OF: &str = "SELECT department FROM account_department WHERE account = $1";
const COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM account";
const COUNT_ADMINISTRATORS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM account \
    WHERE role = 'administrator' AND disabled IS NULL";
const INSERT: &str = "INSERT INTO account (id, login, name, role, password, created, disabled) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const UPDATE: &str = "UPDATE account SET name = $1, role = $2, disabled = $3 WHERE id = $4";
const SET_PASSWORD: &str = "UPDATE account SET password = $1 WHERE id = $2";
const INSERT_DEPARTMENT: &str =
    "INSERT INTO account_department (account, department) VALUES ($1, $2)";
const DELETE_DEPARTMENTS: &str = "DELETE FROM account_department WHERE account = $1";
const PASSWORD: &str = "SELECT password FROM account WHERE id = $1";

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What names it for good.
    pub id: String,
    /// What is typed to sign in, in lower case.
    pub login: String,
    /// The name others know the person by.
    pub name: String,
    /// What the account is for.
    pub role: Role,
    /// The departments a head answers for.
    pub departments: BTreeSet<String>,
    /// Since when there is one, in UTC.
    pub created: String,
    /// Since when nobody may sign in with it.
    pub disabled: Option<String>,
    /// Whether a password was chosen; without one nobody can sign in.
    pub has_password: bool,
    /// Whether a code is asked for after the password.
    pub has_second_step: bool,
}

/// What becomes of the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PasswordChange {
    /// It stays.
    Keep,
    /// Nobody signs in until a new one is chosen.
    Clear,
    /// It becomes this.
    Set(Hash),
}

/// One change of an account.
#[derive(Clone, Debug)]
pub(crate) struct AccountChange<'a> {
    /// What the audit entry calls it.
    pub(crate) act: &'static str,
    /// The account as it was seen.
    pub(crate) before: &'a Account,
    /// The account as it is to be.
    pub(crate) after: &'a Account,
    /// The password.
    pub(crate) password: PasswordChange,
    /// Its sessions end, but for the one of this id.
    pub(crate) spares: Option<&'a str>,
    /// A link that is given out, in place of any before.
    pub(crate) link: Option<&'a LinkRow>,
}

/// Why an account was not written as asked; nothing was.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The database failed.
    Store(StoreError),
    /// Another account has the login.
    LoginTaken,
    /// There is no such department.
    NoSuchDepartment,
    /// There would be no administrator left.
    LastAdministrator,
    /// The account is not as it was seen.
    Stale,
}

impl<E: Into<StoreError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl Account {
    /// What the audit log keeps of it.
    fn told(&self) -> Node {
        let departments = self.departments.iter().map(Node::text);
        Node::table([
            ("name", Node::text(&self.name)),
            ("role", Node::text(self.role.word())),
            ("departments", Node::list(departments)),
            ("disabled", Node::bare(Value::Bool(self.disabled.is_some()))),
        ])
    }
}

impl Store {
    /// Every account, by login.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let accounts = read_all(&mut tx).await?;
        tx.commit().await?;
        Ok(accounts)
    }

    /// Whether there is any account.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn has_accounts(&self) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let has = count(COUNT, &mut tx).await? > 0;
        tx.commit().await?;
        Ok(has)
    }

    /// The stored password of an account; `None` if it has none, or does not exist.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn password_of(&self, id: &str) -> Result<Option<String>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query_scalar(PASSWORD).bind(id.to_owned());
        let password: Option<Option<String>> = query.fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(password.flatten())
    }

    /// Adds an account, with a password or a link by which one is chosen.
    ///
    /// # Errors
    /// See [`Refused`].
    pub(crate) async fn add_account(
        &self,
        act: &Act,
        account: &Account,
        password: Option<&Hash>,
        link: Option<&LinkRow>,
    ) -> Result<(), Refused> {
        let mut tx = self.db.begin_note().await?;
        insert(account, password, &mut tx).await?;
        if let Some(link) = link {
            links::give_out(link, tx.connection()).await?;
        }
        tell(&mut tx, act, "account.add", None, Some(account)).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Changes an account.
    ///
    /// # Errors
    /// See [`Refused`].
    pub(crate) async fn change_account(
        &self,
        act: &Act,
        change: AccountChange<'_>,
    ) -> Result<(), Refused> {
        let AccountChange { before, after, .. } = change;
        let mut tx = self.db.begin_note().await?;
        let now = read_all(tx.connection()).await?;
        if !now.iter().any(|account| account == before) {
            return Err(Refused::Stale);
        }
        update(before, after, &mut tx).await?;
        let was_one = before.role == Role::Administrator && before.disabled.is_none();
        if was_one && count(COUNT_ADMINISTRATORS, tx.connection()).await? == 0 {
            return Err(Refused::LastAdministrator);
        }
        match &change.password {
            PasswordChange::Keep => {}
            PasswordChange::Clear => set_password(&after.id, None, tx.connection()).await?,
            PasswordChange::Set(hash) => {
                set_password(&after.id, Some(hash), tx.connection()).await?;
            }
        }
        sessions::end_all(&after.id, change.spares, tx.connection()).await?;
        if let Some(link) = change.link {
            links::withdraw(Some(&after.id), tx.connection()).await?;
            links::give_out(link, tx.connection()).await?;
        }
        tell(&mut tx, act, change.act, Some(before), Some(after)).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn tell(
    tx: &mut Tx,
    act: &Act,
    name: &'static str,
    before: Option<&Account>,
    after: Option<&Account>,
) -> Result<(), StoreError> {
    let subject = after.or(before).map(|account| account.login.clone());
    let told = Told {
        act: name,
        subject,
        record: None,
        before: before.map(Account::told),
        after: after.map(Account::told),
    };
    audit::tell(tx, act, vec![told]).await
}

async fn insert(account: &Account, password: Option<&Hash>, tx: &mut Tx) -> Result<(), Refused> {
    let query = sqlx::query(INSERT)
        .bind(account.id.clone())
        .bind(account.login.clone())
        .bind(account.name.clone())
        .bind(account.role.word())
        .bind(password.map(|hash| hash.stored().to_owned()))
        .bind(account.created.clone())
        .bind(account.disabled.clone());
    let inserted = query.execute(tx.connection()).await;
    inserted.map_err(|error| match error {
        sqlx::Error::Database(error) if error.is_unique_violation() => Refused::LoginTaken,
        other => other.into(),
    })?;
    insert_departments(account, tx).await
}

async fn update(before: &Account, after: &Account, tx: &mut Tx) -> Result<(), Refused> {
    let query = sqlx::query(UPDATE)
        .bind(after.name.clone())
        .bind(after.role.word())
        .bind(after.disabled.clone())
        .bind(after.id.clone());
    query.execute(tx.connection()).await?;
    if after.departments != before.departments {
        let query = sqlx::query(DELETE_DEPARTMENTS).bind(after.id.clone());
        query.execute(tx.connection()).await?;
        insert_departments(after, tx).await?;
    }
    Ok(())
}

async fn insert_departments(account: &Account, tx: &mut Tx) -> Result<(), Refused> {
    for department in &account.departments {
        let query = sqlx::query(INSERT_DEPARTMENT)
            .bind(account.id.clone())
            .bind(department.clone());
        let inserted = query.execute(tx.connection()).await;
        inserted.map_err(|error| match error {
            sqlx::Error::Database(error) if error.is_foreign_key_violation() => {
                Refused::NoSuchDepartment
            }
            other => other.into(),
        })?;
    }
    Ok(())
}

async fn set_password(
    id: &str,
    password: Option<&Hash>,
    connection: &mut AnyConnection,
) -> Result<(), StoreError> {
    let query = sqlx::query(SET_PASSWORD)
        .bind(password.map(|hash| hash.stored().to_owned()))
        .bind(id.to_owned());
    query.execute(connection).await?;
    Ok(())
}

async fn count(statement: &'static str, connection: &mut AnyConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(statement).fetch_one(connection).await?)
}

async fn read_all(connection: &mut AnyConnection) -> Result<Vec<Account>, StoreError> {
    let rows = sqlx::query(ALL).fetch_all(&mut *connection).await?;
    let pairs: Vec<(String, String)> = sqlx::query_as(DEPARTMENTS).fetch_all(connection).await?;
    let mut departments: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (account, department) in pairs {
        departments.entry(account).or_default().insert(department);
    }
    let mut accounts = Vec::new();
    for row in &rows {
        let mut account = read(row)?;
        account.departments = departments.remove(&account.id).unwrap_or_default();
        accounts.push(account);
    }
    Ok(accounts)
}

fn read(row: &AnyRow) -> Result<Account, StoreError> {
    let id: String = row.try_get(0)?;
    let word: String = row.try_get(3)?;
    let (has_password, n_second_steps): (i64, i64) = (row.try_get(6)?, row.try_get(7)?);
    Ok(Account {
        login: row.try_get(1)?,
        name: row.try_get(2)?,
        role: role(&word)?,
        departments: BTreeSet::new(),
        created: row.try_get(4)?,
        disabled: row.try_get(5)?,
        has_password: has_password != 0,
        has_second_step: n_second_steps != 0,
        id,
    })
}

/// Who an account is, with the rights it has now.
async fn actor(
    (id, name): (String, String),
    word: String,
    connection: &mut AnyConnection,
) -> Result<Actor, StoreError> {
    let query = sqlx::query_scalar(DEPARTMENTS_OF).bind(id.clone());
    let departments: Vec<String> = query.fetch_all(connection).await?;
    Ok(Actor {
        role: role(&word)?,
        by: By { id, name },
        departments: BTreeSet::from_iter(departments),
    })
}

/// The role of a word; the table's own check lets no other in.
fn role(word: &str) -> Result<Role, StoreError> {
    let unknown = || sqlx::Error::Decode(format!("no role `{word}`").into());
    Ok(Role::from_word(word).ok_or_else(unknown)?)
}
