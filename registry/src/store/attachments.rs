//! The rows of scans; their files are not ours to touch.
//!
//! # Invariants
//! - A row is written or removed with its audit entry, in one transaction.

use eligibility::file::Node;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::Store;
use super::audit::{self, Told};
use super::error::StoreError;
use super::record::{RecordId, RecordKind};
use crate::act::Act;
use crate::attachments::{AttachmentFault, Holder, Media};

const SELECT: &str = "SELECT id, kind, staff, programme, ord, hash, name, media, bytes, \"by\", \
    by_name, at FROM attachment";
const INSERT: &str = "INSERT INTO attachment (id, kind, staff, programme, ord, hash, name, media, \
    bytes, \"by\", by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const DELETE: &str = "DELETE FROM attachment WHERE id = $1";
const HASHES: &str = "SELECT DISTINCT hash FROM attachment ORDER BY hash";

/// A scan of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What names it.
    pub id: String,
    /// The record it belongs to.
    pub record: RecordId,
    /// The SHA-256 of what it holds, and the name of its file.
    pub hash: String,
    /// What it was called where it came from.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// Its length.
    pub bytes: i64,
    /// Who added it: an account's id.
    pub by: String,
    /// Their name at that time.
    pub by_name: String,
    /// When, in UTC.
    pub at: String,
}

impl Attachment {
    /// What the audit log keeps of it.
    fn told(&self) -> Node {
        Node::table([
            ("name", Node::text(&self.name)),
            ("bytes", Node::text(self.bytes.to_string())),
            ("sha256", Node::text(&self.hash)),
        ])
    }
}

impl Store {
    /// The scans of a holder's records, the oldest first.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn attachments_of(
        &self,
        holder: &Holder,
    ) -> Result<Vec<Attachment>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let found = select(of_holder(holder), holder.owner(), &mut tx).await?;
        tx.commit().await?;
        Ok(found)
    }

    /// All scans.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn attachments(&self) -> Result<Vec<Attachment>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let found = select("", None, &mut tx).await?;
        tx.commit().await?;
        Ok(found)
    }

    /// The scan of an id.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn attachment(&self, id: &str) -> Result<Option<Attachment>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let found = select("WHERE id = $1", Some(id), &mut tx).await?;
        tx.commit().await?;
        Ok(found.into_iter().next())
    }

    /// Adds a scan, unless its record has it already or has as many as it may.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn add_attachment(
        &self,
        act: &Act,
        attachment: &Attachment,
        most: i64,
    ) -> Result<Result<(), AttachmentFault>, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let holder = Holder::of(&attachment.record);
        let (staff, programme) = match holder.clone() {
            Holder::Person(staff) => (Some(staff), None),
            Holder::Programme(programme) => (None, Some(programme)),
            Holder::Institution => (None, None),
        };
        let mut others = select(of_holder(&holder), holder.owner(), tx.connection()).await?;
        others.retain(|other| other.record == attachment.record);
        if others.iter().any(|other| other.hash == attachment.hash) {
            return Ok(Err(AttachmentFault::Twice));
        }
        if i64::try_from(others.len()).unwrap_or(i64::MAX) >= most {
            return Ok(Err(AttachmentFault::TooMany));
        }
        let query = sqlx::query(INSERT)
            .bind(attachment.id.clone())
            .bind(attachment.record.kind.name())
            .bind(staff)
            .bind(programme)
            .bind(attachment.record.ord)
            .bind(attachment.hash.clone())
            .bind(attachment.name.clone())
            .bind(attachment.media.word())
            .bind(attachment.bytes)
            .bind(attachment.by.clone())
            .bind(attachment.by_name.clone())
            .bind(attachment.at.clone());
        match query.execute(tx.connection()).await {
            Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
                return Ok(Err(AttachmentFault::NoSuchRecord));
            }
            other => other?,
        };
        let told = Told {
            act: "attachment.add",
            subject: attachment.record.owner.clone(),
            record: Some(attachment.record.clone()),
            before: None,
            after: Some(attachment.told()),
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Removes a scan; what it was, or `None` if there is none of that id.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn remove_attachment(
        &self,
        act: &Act,
        id: &str,
    ) -> Result<Option<Attachment>, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let found = select("WHERE id = $1", Some(id), tx.connection()).await?;
        let Some(found) = found.into_iter().next() else {
            return Ok(None);
        };
        let query = sqlx::query(DELETE).bind(id.to_owned());
        query.execute(tx.connection()).await?;
        let told = Told {
            act: "attachment.remove",
            subject: found.record.owner.clone(),
            record: Some(found.record.clone()),
            before: Some(found.told()),
            after: None,
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(Some(found))
    }

    /// The names of all files that scans have.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn attachment_hashes(&self) -> Result<Vec<String>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let found = hashes(&mut tx).await?;
        tx.commit().await?;
        Ok(found)
    }
}

/// The names of all files that the scans of a database have.
pub(super) async fn hashes(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(HASHES).fetch_all(connection).await?)
}

async fn select(
    rows: &str,
    value: Option<&str>,
    connection: &mut AnyConnection,
) -> Result<Vec<Attachment>, StoreError> {
    let statement = format!("{SELECT} {rows} ORDER BY at, id");
    let mut query = sqlx::query(AssertSqlSafe(statement));
    if let Some(value) = value {
        query = query.bind(value.to_owned());
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

/// Which rows are a holder's; `$1` is the owner.
const fn of_holder(holder: &Holder) -> &'static str {
    match holder {
        Holder::Person(_) => "WHERE staff = $1",
        Holder::Programme(_) => "WHERE programme = $1",
        Holder::Institution => "WHERE staff IS NULL AND programme IS NULL",
    }
}

fn read(row: &AnyRow) -> Result<Attachment, StoreError> {
    let (kind, media): (String, String) = (row.try_get(1)?, row.try_get(7)?);
    let (staff, programme): (Option<String>, Option<String>) = (row.try_get(2)?, row.try_get(3)?);
    let unknown = |word: &str| sqlx::Error::Decode(format!("no `{word}`").into());
    Ok(Attachment {
        id: row.try_get(0)?,
        record: RecordId {
            kind: RecordKind::from_name(&kind).ok_or_else(|| unknown(&kind))?,
            owner: staff.or(programme),
            ord: row.try_get(4)?,
        },
        hash: row.try_get(5)?,
        name: row.try_get(6)?,
        media: Media::from_word(&media).ok_or_else(|| unknown(&media))?,
        bytes: row.try_get(8)?,
        by: row.try_get(9)?,
        by_name: row.try_get(10)?,
        at: row.try_get(11)?,
    })
}
