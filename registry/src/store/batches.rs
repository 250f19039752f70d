//! Batches in the audit log: acts that belong together, such as an import or its undoing.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::Store;
use super::error::StoreError;

/// What the batch of an undoing begins with, before the batch or the entry that is undone.
pub(crate) const UNDO: &str = "undo:";

// The inner question is answered from the index alone, so it stays quick in a long log.
const NEWEST: &str = "SELECT a.batch, a.at, a.actor_name, a.reason, b.n, \
    CAST(CASE WHEN EXISTS (SELECT 1 FROM audit u WHERE u.batch = $1 || a.batch) \
        THEN 1 ELSE 0 END AS BIGINT) \
    FROM (SELECT batch, MAX(seq) AS last, CAST(COUNT(*) AS BIGINT) AS n FROM audit \
        WHERE batch LIKE $2 GROUP BY batch ORDER BY MAX(seq) DESC LIMIT $3) b \
    JOIN audit a ON a.seq = b.last ORDER BY a.seq DESC";
const ONE: &str = "SELECT a.batch, a.at, a.actor_name, a.reason, b.n, \
    CAST(CASE WHEN EXISTS (SELECT 1 FROM audit u WHERE u.batch = $1 || a.batch) \
        THEN 1 ELSE 0 END AS BIGINT) \
    FROM (SELECT MAX(seq) AS last, CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE batch = $2) b \
    JOIN audit a ON a.seq = b.last";
const COUNTS: &str =
    "SELECT act, CAST(COUNT(*) AS BIGINT) FROM audit WHERE batch = $1 GROUP BY act";

/// Acts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// What ties them together.
    pub id: String,
    /// When the last was done, in UTC.
    pub at: String,
    /// By whom.
    pub actor_name: String,
    /// Why.
    pub reason: Option<String>,
    /// How many entries tell of it.
    pub n_entries: i64,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// How many records a batch did what to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCounts {
    /// Added, or brought back.
    pub added: i64,
    /// Corrected.
    pub corrected: i64,
    /// Removed.
    pub removed: i64,
}

impl Store {
    /// The newest batches of which the ids fit a pattern, newest first.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn batches(
        &self,
        like: &'static str,
        at_most: u32,
    ) -> Result<Vec<Batch>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(NEWEST)
            .bind(UNDO)
            .bind(like)
            .bind(i64::from(at_most));
        let rows = query.fetch_all(&mut *tx).await?;
        rows.iter().map(read).collect()
    }

    /// A batch, and what it did.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn batch(&self, id: &str) -> Result<Option<(Batch, BatchCounts)>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(ONE).bind(UNDO).bind(id.to_owned());
        let Some(row) = query.fetch_optional(&mut *tx).await? else {
            return Ok(None);
        };
        let query = sqlx::query_as(COUNTS).bind(id.to_owned());
        let acts: Vec<(String, i64)> = query.fetch_all(&mut *tx).await?;
        let mut counts = BatchCounts::default();
        for (act, n_entries) in acts {
            match &*act {
                "record.add" | "record.restore" => counts.added += n_entries,
                "record.correct" => counts.corrected += n_entries,
                "record.remove" => counts.removed += n_entries,
                _ => {}
            }
        }
        Ok(Some((read(&row)?, counts)))
    }
}

fn read(row: &AnyRow) -> Result<Batch, StoreError> {
    let is_undone: i64 = row.try_get(5)?;
    Ok(Batch {
        id: row.try_get(0)?,
        at: row.try_get(1)?,
        actor_name: row.try_get(2)?,
        reason: row.try_get(3)?,
        n_entries: row.try_get(4)?,
        is_undone: is_undone == 1,
    })
}
