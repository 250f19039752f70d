//! Files that were handed in and not imported yet.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::Store;
use super::error::StoreError;

const CLEAR_OLD: &str = "DELETE FROM upload WHERE at <= $1";
const CLEAR_OTHERS: &str = "DELETE FROM upload WHERE account = $1 AND started IS NULL AND id NOT IN \
    (SELECT id FROM upload WHERE account = $1 ORDER BY at DESC, id LIMIT $2)";
const INSERT: &str = "INSERT INTO upload (id, account, name, content, mapping, at) \
    VALUES ($1, $2, $3, $4, '[]', $5)";
const HEADS: &str = "SELECT id, name, at, started, CAST(length(content) AS BIGINT) FROM upload \
    WHERE account = $1 AND at > $2 ORDER BY at DESC, id";
const HEAD: &str = "SELECT id, name, at, started, CAST(length(content) AS BIGINT) FROM upload \
    WHERE id = $1 AND account = $2 AND at > $3";
const CONTENT: &str = "SELECT content, mapping FROM upload WHERE id = $1 AND account = $2";
const MAP: &str =
    "UPDATE upload SET mapping = $1 WHERE id = $2 AND account = $3 AND started IS NULL";
const START: &str = "UPDATE upload SET started = $1 \
    WHERE id = $2 AND account = $3 AND (started IS NULL OR started <= $4)";
const STOP: &str = "UPDATE upload SET started = NULL WHERE id = $1 AND account = $2";
const CLEAR: &str = "DELETE FROM upload WHERE id = $1 AND account = $2";

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What names it.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// When it was handed in, in UTC.
    pub at: String,
    /// When an import of it began.
    pub started: Option<String>,
    /// How many bytes it has.
    pub n_bytes: i64,
}

/// A file to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NewUpload<'u> {
    pub(crate) id: &'u str,
    pub(crate) account: &'u str,
    pub(crate) name: &'u str,
    pub(crate) content: Vec<u8>,
    pub(crate) at: &'u str,
    /// Files handed in no later than this go.
    pub(crate) old: &'u str,
    /// How many other files of the account stay.
    pub(crate) others: i64,
}

impl Store {
    /// Keeps a file, and lets go of old ones.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn keep_upload(&self, new: NewUpload<'_>) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let old = sqlx::query(CLEAR_OLD).bind(new.old.to_owned());
        old.execute(tx.connection()).await?;
        let others = sqlx::query(CLEAR_OTHERS)
            .bind(new.account.to_owned())
            .bind(new.others);
        others.execute(tx.connection()).await?;
        let insert = sqlx::query(INSERT)
            .bind(new.id.to_owned())
            .bind(new.account.to_owned())
            .bind(new.name.to_owned())
            .bind(new.content)
            .bind(new.at.to_owned());
        insert.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The files of an account that are younger than an instant, newest first.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn uploads(&self, account: &str, old: &str) -> Result<Vec<Kept>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(HEADS)
            .bind(account.to_owned())
            .bind(old.to_owned());
        let rows = query.fetch_all(&mut *tx).await?;
        rows.iter().map(head).collect()
    }

    /// A file of an account that is younger than an instant.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn upload(
        &self,
        id: &str,
        account: &str,
        old: &str,
    ) -> Result<Option<Kept>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(HEAD)
            .bind(id.to_owned())
            .bind(account.to_owned())
            .bind(old.to_owned());
        let row = query.fetch_optional(&mut *tx).await?;
        row.as_ref().map(head).transpose()
    }

    /// What is in a file of an account, and what its headers are to mean, as JSON.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn upload_content(
        &self,
        id: &str,
        account: &str,
    ) -> Result<Option<(Vec<u8>, String)>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(CONTENT)
            .bind(id.to_owned())
            .bind(account.to_owned());
        let row = query.fetch_optional(&mut *tx).await?;
        let read = |row: AnyRow| Ok((row.try_get(0)?, row.try_get(1)?));
        row.map(read).transpose()
    }

    /// Keeps what the headers of a file are to mean, unless an import of it has begun.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn map_upload(
        &self,
        (id, account): (&str, &str),
        mapping: &str,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(MAP)
            .bind(mapping.to_owned())
            .bind(id.to_owned())
            .bind(account.to_owned());
        self.noted(query).await
    }

    /// Notes that an import of a file begins; `false` if one has begun after an instant, or if there
    /// is no such file.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn start_upload(
        &self,
        (id, account): (&str, &str),
        (at, dead): (&str, &str),
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(START)
            .bind(at.to_owned())
            .bind(id.to_owned())
            .bind(account.to_owned())
            .bind(dead.to_owned());
        self.noted(query).await
    }

    /// Notes that an import of a file has ended without taking it.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn stop_upload(&self, id: &str, account: &str) -> Result<bool, StoreError> {
        let query = sqlx::query(STOP)
            .bind(id.to_owned())
            .bind(account.to_owned());
        self.noted(query).await
    }

    /// Lets a file go; `false` if there is none.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn clear_upload(&self, id: &str, account: &str) -> Result<bool, StoreError> {
        let query = sqlx::query(CLEAR)
            .bind(id.to_owned())
            .bind(account.to_owned());
        self.noted(query).await
    }

    /// Lets files go that were handed in no later than an instant.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn sweep_uploads(&self, old: &str) -> Result<(), StoreError> {
        self.noted(sqlx::query(CLEAR_OLD).bind(old.to_owned()))
            .await
            .map(|_| ())
    }

    /// Runs a statement about one file; whether there was such a file.
    async fn noted(
        &self,
        query: sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let done = query.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}

fn head(row: &AnyRow) -> Result<Kept, StoreError> {
    Ok(Kept {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        at: row.try_get(2)?,
        started: row.try_get(3)?,
        n_bytes: row.try_get(4)?,
    })
}
