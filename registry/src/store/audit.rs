//! The audit log: who changed what and when, before and after.
//!
//! # Invariants
//! - An entry is written in the transaction of what it tells of.
//! - Entries are numbered from 1 without gaps; each carries the hash of the one before, and the
//!   newest is kept a second time beside the hospital's version. So an entry that was changed,
//!   removed, inserted or moved is found, and a log that was cut short too.

mod asking;

use eligibility::file::Node;
use sha2::{Digest as _, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

pub use self::asking::Filter;
use super::Store;
use super::db::Tx;
use super::error::StoreError;
use super::record::RecordId;
use crate::act::{Act, instant};
use crate::hex::hex;

/// How many entries are read at once.
const PAGE: i64 = 5_000;

const COLUMNS: &str = "seq, at, actor, actor_name, act, subject, record, batch, reason, \
    \"before\", \"after\", previous, hash";
const INSERT: &str = "INSERT INTO audit (seq, at, actor, actor_name, act, subject, record, batch, \
    reason, \"before\", \"after\", previous, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const HEAD: &str = "SELECT audit_seq, audit_head FROM hospital_version WHERE id = 1";
const SET_HEAD: &str = "UPDATE hospital_version SET audit_seq = $1, audit_head = $2 WHERE id = 1";

/// What is to be told of one change.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What was done, such as `record.correct`.
    pub act: &'static str,
    /// Whom it is about: a staff number, a programme's id, an account.
    pub subject: Option<String>,
    /// The record.
    pub record: Option<RecordId>,
    /// The record before.
    pub before: Option<Node>,
    /// The record after.
    pub after: Option<Node>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: i64,
    /// When, in UTC.
    pub at: String,
    /// Who: the id of an account, or of a command.
    pub actor: String,
    /// Their name at that time.
    pub actor_name: String,
    /// What was done, such as `record.correct`.
    pub act: String,
    /// Whom it is about.
    pub subject: Option<String>,
    /// The record, as [`RecordId`] is written.
    pub record: Option<String>,
    /// What ties it to other entries.
    pub batch: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The record before, as JSON.
    pub before: Option<String>,
    /// The record after, as JSON.
    pub after: Option<String>,
    /// The hash of the entry before; empty for the first.
    pub previous: String,
    /// The hash over all the rest.
    pub hash: String,
}

impl Entry {
    /// SHA-256 over everything but itself, in hexadecimal.
    fn own_hash(&self) -> String {
        let told = (
            self.seq,
            &self.at,
            &self.actor,
            &self.actor_name,
            &self.act,
            &self.subject,
            &self.record,
            &self.batch,
            &self.reason,
            &self.before,
            &self.after,
            &self.previous,
        );
        // A tuple of texts and a number can always be written.
        let text = serde_json::to_vec(&told).unwrap_or_default();
        hex(&Sha256::digest(text))
    }
}

/// The newest entry's number and hash; 0 and nothing while the log is empty. Written `17:9f86d0…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number.
    pub seq: i64,
    /// The hash.
    pub hash: String,
}

impl Head {
    /// The head a text stands for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (seq, hash) = text.trim().split_once(':')?;
        let seq = seq.parse().ok().filter(|seq| *seq >= 0)?;
        let digits = if seq == 0 { 0 } else { 64 };
        let hexadecimal = hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (hash.len() == digits && hexadecimal).then(|| Self {
            seq,
            hash: hash.to_owned(),
        })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

/// What is wrong with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// An entry is not what was written, or does not follow the one before.
    Entry {
        /// The number at which it was noticed.
        seq: i64,
    },
    /// Entries are missing at the end.
    CutShort {
        /// The number of the last entry there is.
        last: i64,
        /// The number of the last entry that was written.
        written: i64,
    },
    /// The log is whole in itself but is not the one that a head was taken from.
    OtherLog {
        /// The number of the head.
        seq: i64,
    },
}

/// Adds the entries of a transaction.
///
/// # Errors
/// What the database says.
pub(super) async fn tell(tx: &mut Tx, act: &Act, told: Vec<Told>) -> Result<(), StoreError> {
    if told.is_empty() {
        return Ok(());
    }
    let connection = tx.connection();
    let mut head = head(connection).await?;
    for told in told {
        let entry = entry(act, told, head)?;
        insert(&entry, connection).await?;
        head = Head {
            seq: entry.seq,
            hash: entry.hash,
        };
    }
    let set = sqlx::query(SET_HEAD).bind(head.seq).bind(head.hash);
    set.execute(connection).await?;
    Ok(())
}

fn entry(act: &Act, told: Told, head: Head) -> Result<Entry, StoreError> {
    let json = |node: Option<Node>| node.map(|node| serde_json::to_string(&node)).transpose();
    let mut entry = Entry {
        seq: head.seq + 1,
        at: instant(act.at),
        actor: act.by.id.clone(),
        actor_name: act.by.name.clone(),
        act: told.act.to_owned(),
        subject: told.subject,
        record: told.record.map(|record| record.to_string()),
        batch: act.batch.clone(),
        reason: act.reason.clone(),
        before: json(told.before)?,
        after: json(told.after)?,
        previous: head.hash,
        hash: String::new(),
    };
    entry.hash = entry.own_hash();
    Ok(entry)
}

async fn insert(entry: &Entry, connection: &mut AnyConnection) -> Result<(), StoreError> {
    let query = sqlx::query(INSERT)
        .bind(entry.seq)
        .bind(entry.at.clone())
        .bind(entry.actor.clone())
        .bind(entry.actor_name.clone())
        .bind(entry.act.clone())
        .bind(entry.subject.clone())
        .bind(entry.record.clone())
        .bind(entry.batch.clone())
        .bind(entry.reason.clone())
        .bind(entry.before.clone())
        .bind(entry.after.clone())
        .bind(entry.previous.clone())
        .bind(entry.hash.clone());
    query.execute(connection).await?;
    Ok(())
}

/// The newest entry that a transaction sees.
pub(super) async fn head(connection: &mut AnyConnection) -> Result<Head, StoreError> {
    let (seq, hash) = sqlx::query_as(HEAD).fetch_one(connection).await?;
    Ok(Head { seq, hash })
}

fn read(row: &AnyRow) -> Result<Entry, StoreError> {
    Ok(Entry {
        seq: row.try_get(0)?,
        at: row.try_get(1)?,
        actor: row.try_get(2)?,
        actor_name: row.try_get(3)?,
        act: row.try_get(4)?,
        subject: row.try_get(5)?,
        record: row.try_get(6)?,
        batch: row.try_get(7)?,
        reason: row.try_get(8)?,
        before: row.try_get(9)?,
        after: row.try_get(10)?,
        previous: row.try_get(11)?,
        hash: row.try_get(12)?,
    })
}

impl Store {
    /// Notes an act that changes no record, such as an export.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn note(&self, act: &Act, told: Told) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The newest entries that fit, newest first.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn audit(&self, filter: &Filter, at_most: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = self.asked(filter, at_most, ToOwned::to_owned).await?;
        rows.iter().map(read).collect()
    }

    /// How many entries fit; no more than so many are counted.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn n_audit(&self, filter: &Filter, at_most: u32) -> Result<usize, StoreError> {
        let counted =
            |newest: &str| format!("SELECT CAST(COUNT(*) AS BIGINT) FROM ({newest}) AS counted");
        let rows = self.asked(filter, at_most, counted).await?;
        let n: i64 = match rows.first() {
            Some(row) => row.try_get(0)?,
            None => 0,
        };
        Ok(usize::try_from(n).unwrap_or_default())
    }

    /// What a statement says that is made of the one for the newest entries that fit.
    async fn asked(
        &self,
        filter: &Filter,
        at_most: u32,
        statement: impl FnOnce(&str) -> String,
    ) -> Result<Vec<AnyRow>, StoreError> {
        let (terms, texts) = asking::terms(filter);
        let newest = format!(
            "SELECT {COLUMNS} FROM audit WHERE {terms} ORDER BY seq DESC LIMIT ${}",
            asking::place(&texts) + 1
        );
        let mut tx = self.db.begin_read().await?;
        let mut query = sqlx::query(AssertSqlSafe(statement(&newest)));
        query = query.bind(filter.below.unwrap_or(i64::MAX));
        query = query.bind(filter.since.unwrap_or_default());
        for text in texts {
            query = query.bind(text);
        }
        Ok(query.bind(i64::from(at_most)).fetch_all(&mut *tx).await?)
    }

    /// The entry of a number.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn audit_entry(&self, seq: i64) -> Result<Option<Entry>, StoreError> {
        let below = Some(seq.saturating_add(1));
        let filter = Filter {
            below,
            ..Filter::default()
        };
        let newest = self.audit(&filter, 1).await?;
        Ok(newest.into_iter().find(|entry| entry.seq == seq))
    }

    /// The newest entry's number and hash, to be kept where this database is not.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn audit_head(&self) -> Result<Head, StoreError> {
        let mut tx = self.db.begin_read().await?;
        head(&mut tx).await
    }

    /// Reads the whole log and checks it, also against a head that was taken before; the head it
    /// has now, or what is wrong.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn verify_audit(
        &self,
        taken: Option<&Head>,
    ) -> Result<Result<Head, Broken>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        verify(&mut tx, taken).await
    }
}

/// Checks the whole log that a transaction sees; see [`Store::verify_audit`].
pub(super) async fn verify(
    connection: &mut AnyConnection,
    taken: Option<&Head>,
) -> Result<Result<Head, Broken>, StoreError> {
    let written = head(connection).await?;
    let statement = format!("SELECT {COLUMNS} FROM audit WHERE seq > $1 ORDER BY seq LIMIT {PAGE}");
    let mut last = Head {
        seq: 0,
        hash: String::new(),
    };
    loop {
        let query = sqlx::query(AssertSqlSafe(statement.clone())).bind(last.seq);
        let rows = query.fetch_all(&mut *connection).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let entry = read(row)?;
            if let Err(broken) = follows(&entry, &last, taken) {
                return Ok(Err(broken));
            }
            last = Head {
                seq: entry.seq,
                hash: entry.hash,
            };
        }
    }
    Ok(ends(last, &written, taken))
}

/// Whether an entry is what was written, and follows the one before.
fn follows(entry: &Entry, last: &Head, taken: Option<&Head>) -> Result<(), Broken> {
    let expected = last.seq + 1;
    let whole =
        entry.seq == expected && entry.previous == last.hash && entry.hash == entry.own_hash();
    if !whole {
        return Err(Broken::Entry { seq: expected });
    }
    match taken {
        Some(head) if head.seq == entry.seq && head.hash != entry.hash => {
            Err(Broken::OtherLog { seq: head.seq })
        }
        _ => Ok(()),
    }
}

fn ends(last: Head, written: &Head, taken: Option<&Head>) -> Result<Head, Broken> {
    let expected = taken.map_or(written.seq, |taken| taken.seq.max(written.seq));
    if last.seq < expected {
        return Err(Broken::CutShort {
            last: last.seq,
            written: expected,
        });
    }
    if last == *written {
        Ok(last)
    } else {
        Err(Broken::Entry { seq: last.seq })
    }
}
