//! Addresses under which calendars are subscribed to.

use eligibility::file::{Node, Value};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::super::Store;
use super::super::audit::{self, Told};
use super::super::error::StoreError;
use super::actor;
use crate::access::Actor;
use crate::act::Act;

const INSERT: &str = "INSERT INTO feed \
    (id, token_hash, account, department, programme, person, lang, early, initials, created) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const OF_ACCOUNT: &str = "SELECT id, department, programme, person, lang, \
    CAST(early AS BIGINT), CAST(initials AS BIGINT), created, last_used FROM feed \
    WHERE account = $1 AND COALESCE(last_used, created) > $2 ORDER BY created, id";
const FIND: &str = "SELECT f.id, f.department, f.programme, f.person, f.lang, \
    CAST(f.early AS BIGINT), CAST(f.initials AS BIGINT), f.created, f.last_used, \
    a.id, a.name, a.role FROM feed f JOIN account a ON a.id = f.account \
    WHERE f.token_hash = $1 AND COALESCE(f.last_used, f.created) > $2 AND a.disabled IS NULL";
const RESET: &str = "UPDATE feed SET token_hash = $1, created = $2, last_used = NULL \
    WHERE account = $3 AND id = $4";
const REMOVE_OLD: &str = "DELETE FROM feed WHERE COALESCE(last_used, created) <= $1";

/// An address as it is kept, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedRow {
    /// What names it.
    pub(crate) id: String,
    /// The department it is of.
    pub(crate) department: Option<String>,
    /// The programme it is of.
    pub(crate) programme: Option<String>,
    /// The staff number of the person it is of.
    pub(crate) person: Option<String>,
    /// The code of its language.
    pub(crate) lang: String,
    /// Whether there are events at the lead times.
    pub(crate) early: bool,
    /// Whether names are told by their initials.
    pub(crate) initials: bool,
    /// Since when its secret is what it is, in UTC.
    pub(crate) created: String,
    /// When it was last used, coarsely.
    pub(crate) last_used: Option<String>,
}

/// An address that was used, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenedFeed {
    pub(crate) feed: FeedRow,
    pub(crate) actor: Actor,
}

impl FeedRow {
    /// What the audit log keeps of it.
    fn told(&self) -> Node {
        let of = [
            ("department", &self.department),
            ("programme", &self.programme),
            ("staff", &self.person),
        ];
        let of = of
            .into_iter()
            .filter_map(|(key, id)| Some((key, Node::text(id.clone()?))));
        let initials = ("initials", Node::bare(Value::Bool(self.initials)));
        Node::table(of.chain([initials]))
    }
}

impl Store {
    /// Keeps an address, and lets go of all that nobody has used for long.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn add_feed(
        &self,
        act: &Act,
        feed: &FeedRow,
        (token_hash, unused_since): (&str, &str),
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let old = sqlx::query(REMOVE_OLD).bind(unused_since.to_owned());
        old.execute(tx.connection()).await?;
        let insert = sqlx::query(INSERT)
            .bind(feed.id.clone())
            .bind(token_hash.to_owned())
            .bind(act.by.id.clone())
            .bind(feed.department.clone())
            .bind(feed.programme.clone())
            .bind(feed.person.clone())
            .bind(feed.lang.clone())
            .bind(i64::from(feed.early))
            .bind(i64::from(feed.initials))
            .bind(feed.created.clone());
        insert.execute(tx.connection()).await?;
        let told = Told {
            act: "feed.add",
            after: Some(feed.told()),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The addresses of an account that were used or made after an instant, in the order in which they
    /// were made.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn feeds(
        &self,
        account: &str,
        unused_since: &str,
    ) -> Result<Vec<FeedRow>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(OF_ACCOUNT)
            .bind(account.to_owned())
            .bind(unused_since.to_owned());
        let rows = query.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        rows.iter().map(read).collect()
    }

    /// The address with a secret, if it was used or made after an instant and its account may sign in.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn feed(
        &self,
        token_hash: &str,
        unused_since: &str,
    ) -> Result<Option<OpenedFeed>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(FIND)
            .bind(token_hash.to_owned())
            .bind(unused_since.to_owned());
        let Some(row) = query.fetch_optional(&mut *tx).await? else {
            return Ok(None);
        };
        let (id, name) = (row.try_get(9)?, row.try_get(10)?);
        let actor = actor((id, name), row.try_get(11)?, &mut tx).await?;
        tx.commit().await?;
        let feed = read(&row)?;
        Ok(Some(OpenedFeed { feed, actor }))
    }

    /// Gives an own address another secret; whether there is such an address.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn reset_feed(
        &self,
        act: &Act,
        id: &str,
        (token_hash, at): (&str, &str),
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(RESET)
            .bind(token_hash.to_owned())
            .bind(at.to_owned())
            .bind(act.by.id.clone())
            .bind(id.to_owned());
        self.change_opening(act, "feed.reset", query).await
    }
}

fn read(row: &AnyRow) -> Result<FeedRow, StoreError> {
    let (early, initials): (i64, i64) = (row.try_get(5)?, row.try_get(6)?);
    Ok(FeedRow {
        id: row.try_get(0)?,
        department: row.try_get(1)?,
        programme: row.try_get(2)?,
        person: row.try_get(3)?,
        lang: row.try_get(4)?,
        early: early != 0,
        initials: initials != 0,
        created: row.try_get(7)?,
        last_used: row.try_get(8)?,
    })
}
