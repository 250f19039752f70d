//! Tokens by which other programs read.

use eligibility::file::{Node, Value};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::super::Store;
use super::super::audit::{self, Told};
use super::super::error::StoreError;
use super::actor;
use crate::access::Actor;
use crate::act::Act;

const INSERT: &str = "INSERT INTO api_token \
    (id, token_hash, account, name, assessments, expiring, staff, created, expires) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const OF_ACCOUNT: &str = "SELECT id, name, CAST(assessments AS BIGINT), CAST(expiring AS BIGINT), \
    CAST(staff AS BIGINT), created, expires, last_used FROM api_token \
    WHERE account = $1 AND expires > $2 ORDER BY created, id";
const FIND: &str = "SELECT t.id, t.name, CAST(t.assessments AS BIGINT), CAST(t.expiring AS BIGINT), \
    CAST(t.staff AS BIGINT), t.created, t.expires, t.last_used, a.id, a.name, a.role \
    FROM api_token t JOIN account a ON a.id = t.account \
    WHERE t.token_hash = $1 AND t.expires > $2 AND a.disabled IS NULL";
const REMOVE_OLD: &str = "DELETE FROM api_token WHERE expires <= $1";

/// A token as it is kept, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// What names it.
    pub id: String,
    /// For which program it is, in its owner's words.
    pub name: String,
    /// Whether assessments may be read by it.
    pub assessments: bool,
    /// Whether what ends or is due may be read by it.
    pub expiring: bool,
    /// Whether staff files may be read by it.
    pub staff: bool,
    /// When it was made, in UTC.
    pub created: String,
    /// From when on it opens nothing, in UTC.
    pub expires: String,
    /// When it was last used, to the hour, in UTC; `None` if never.
    pub last_used: Option<String>,
}

impl ApiToken {
    /// What the audit log keeps of it.
    fn told(&self) -> Node {
        let scopes = [
            ("assessments", self.assessments),
            ("expiring", self.expiring),
            ("staff", self.staff),
        ];
        let scopes = scopes.map(|(scope, given)| (scope, Node::bare(Value::Bool(given))));
        let texts = [("name", &self.name), ("expires", &self.expires)];
        let texts = texts.map(|(key, text)| (key, Node::text(text.clone())));
        Node::table(texts.into_iter().chain(scopes))
    }
}

impl Store {
    /// Keeps a token, and lets go of all that have ended.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn add_api_token(
        &self,
        act: &Act,
        token: &ApiToken,
        token_hash: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let old = sqlx::query(REMOVE_OLD).bind(token.created.clone());
        old.execute(tx.connection()).await?;
        let insert = sqlx::query(INSERT)
            .bind(token.id.clone())
            .bind(token_hash.to_owned())
            .bind(act.by.id.clone())
            .bind(token.name.clone())
            .bind(i64::from(token.assessments))
            .bind(i64::from(token.expiring))
            .bind(i64::from(token.staff))
            .bind(token.created.clone())
            .bind(token.expires.clone());
        insert.execute(tx.connection()).await?;
        let told = Told {
            act: "api-token.add",
            after: Some(token.told()),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The tokens of an account that still open something, in the order in which they were made.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn api_tokens(
        &self,
        account: &str,
        now: &str,
    ) -> Result<Vec<ApiToken>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(OF_ACCOUNT)
            .bind(account.to_owned())
            .bind(now.to_owned());
        let rows = query.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        rows.iter().map(read).collect()
    }

    /// The token with a secret, and whose it is, if it has not ended and its owner may sign in.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn api_token(
        &self,
        token_hash: &str,
        now: &str,
    ) -> Result<Option<(ApiToken, Actor)>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(FIND)
            .bind(token_hash.to_owned())
            .bind(now.to_owned());
        let Some(row) = query.fetch_optional(&mut *tx).await? else {
            return Ok(None);
        };
        let (id, name) = (row.try_get(8)?, row.try_get(9)?);
        let actor = actor((id, name), row.try_get(10)?, &mut tx).await?;
        tx.commit().await?;
        Ok(Some((read(&row)?, actor)))
    }
}

fn read(row: &AnyRow) -> Result<ApiToken, StoreError> {
    let is = |place: usize| Ok::<_, sqlx::Error>(row.try_get::<i64, _>(place)? != 0);
    Ok(ApiToken {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        assessments: is(2)?,
        expiring: is(3)?,
        staff: is(4)?,
        created: row.try_get(5)?,
        expires: row.try_get(6)?,
        last_used: row.try_get(7)?,
    })
}
