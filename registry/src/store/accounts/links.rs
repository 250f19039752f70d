//! Links by which a password is chosen, once.

use sqlx::AnyConnection;

use super::super::Store;
use super::super::error::StoreError;
use super::{Account, COUNT, Refused, count, insert, read_all, sessions, set_password, tell};
use crate::accounts::password::Hash;
use crate::act::Act;

const INSERT: &str = "INSERT INTO set_up_link (token_hash, account, expires) VALUES ($1, $2, $3)";
const SELECT: &str = "SELECT account FROM set_up_link WHERE token_hash = $1 AND expires > $2";
const WITHDRAW: &str = "DELETE FROM set_up_link WHERE account = $1";
const WITHDRAW_FIRST: &str = "DELETE FROM set_up_link WHERE account IS NULL";

/// A link as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct LinkRow {
    /// The hash of its token.
    pub(crate) token_hash: String,
    /// Whose password it sets; `None` for the first administrator.
    pub(crate) account: Option<String>,
    /// When it ends.
    pub(crate) expires: String,
}

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UsedLink {
    /// To make the first account.
    First,
    /// To choose the password of an account.
    Of(Account),
}

impl Store {
    /// Keeps a link for the first administrator.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn give_out_link(&self, link: &LinkRow) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        give_out(link, tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What a link is for; `None` if there is none, or it has ended.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn link(
        &self,
        token_hash: &str,
        at: &str,
    ) -> Result<Option<UsedLink>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let found = find(token_hash, at, &mut tx).await?;
        tx.commit().await?;
        Ok(found)
    }

    /// Uses a link: the password is set, the link is gone and so are all sessions of the account.
    /// `account` is the new one for the first administrator, or the link's own; `None` if the link
    /// is not for it, or has ended.
    ///
    /// # Errors
    /// See [`Refused`].
    pub(crate) async fn use_link(
        &self,
        act: &Act,
        (token_hash, at): (&str, &str),
        account: &Account,
        password: &Hash,
    ) -> Result<Option<()>, Refused> {
        let mut tx = self.db.begin_note().await?;
        match find(token_hash, at, tx.connection()).await? {
            Some(UsedLink::First) => {
                insert(account, Some(password), &mut tx).await?;
                withdraw(None, tx.connection()).await?;
                tell(&mut tx, act, "account.add", None, Some(account)).await?;
            }
            Some(UsedLink::Of(found)) if found.id == account.id => {
                set_password(&found.id, Some(password), tx.connection()).await?;
                sessions::end_all(&found.id, None, tx.connection()).await?;
                withdraw(Some(&found.id), tx.connection()).await?;
                let (before, after) = (Some(&found), Some(&found));
                tell(&mut tx, act, "account.set-up", before, after).await?;
            }
            Some(UsedLink::Of(_)) | None => return Ok(None),
        }
        tx.commit().await?;
        Ok(Some(()))
    }
}

async fn find(
    token_hash: &str,
    at: &str,
    connection: &mut AnyConnection,
) -> Result<Option<UsedLink>, StoreError> {
    let query = sqlx::query_scalar(SELECT)
        .bind(token_hash.to_owned())
        .bind(at.to_owned());
    let found: Option<Option<String>> = query.fetch_optional(&mut *connection).await?;
    Ok(match found {
        None => None,
        // Once there is an account, the way in is through it.
        Some(None) => (count(COUNT, connection).await? == 0).then_some(UsedLink::First),
        Some(Some(id)) => {
            let mut accounts = read_all(connection).await?.into_iter();
            let found = accounts.find(|account| account.id == id && account.disabled.is_none());
            found.map(UsedLink::Of)
        }
    })
}

pub(super) async fn give_out(
    link: &LinkRow,
    connection: &mut AnyConnection,
) -> Result<(), StoreError> {
    let query = sqlx::query(INSERT)
        .bind(link.token_hash.clone())
        .bind(link.account.clone())
        .bind(link.expires.clone());
    query.execute(connection).await?;
    Ok(())
}

/// Ends the links of an account, or those for the first administrator.
pub(super) async fn withdraw(
    account: Option<&str>,
    connection: &mut AnyConnection,
) -> Result<(), StoreError> {
    let query = match account {
        Some(id) => sqlx::query(WITHDRAW).bind(id.to_owned()),
        None => sqlx::query(WITHDRAW_FIRST),
    };
    query.execute(connection).await?;
    Ok(())
}
