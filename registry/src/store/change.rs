//! Changing single records, with the audit entry of each change in the same transaction.
//!
//! # Invariants
//! - All changes of an act are made, or none.
//! - A record is changed only as the version somebody saw; who was slower is told what changed.
//! - After the changes the hospital is read back by the same checks as a file (`read_back.rs`), so
//!   nothing is kept that could not be read.

use eligibility::facts::Hospital;
use eligibility::file::{Fault, Node, Value};
use sqlx::AssertSqlSafe;
use thiserror::Error;

use super::Store;
use super::audit::{self, Told};
use super::db::Tx;
use super::error::StoreError;
use super::identities::{self, NewIdentity};
use super::read_back::{Known, read_back};
use super::record::{RecordId, RecordIndex, RecordKind};
use super::rows::{self, Key};
use super::sql;
use super::table::Table;
use super::tables::REFERENCES;
use crate::act::Act;

/// What the batch of an act of several changes begins with, before the number of its first entry.
pub(crate) const ACT: &str = "act:";

/// One change of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new record at the end of its list.
    Add {
        /// The kind.
        kind: RecordKind,
        /// The staff number or the programme's id, where records of the kind are owned.
        owner: Option<String>,
        /// The record, as in a roster file.
        node: Node,
    },
    /// Another content for a record.
    Correct {
        /// The record.
        id: RecordId,
        /// The version that was seen.
        version: i64,
        /// The new content.
        node: Node,
    },
    /// A record that should not be there.
    Remove {
        /// The record.
        id: RecordId,
        /// The version that was seen.
        version: i64,
    },
    /// A record that was removed comes back under its old id.
    Restore {
        /// The record.
        id: RecordId,
        /// Its content.
        node: Node,
    },
}

/// What was changed.
#[derive(Debug)]
pub struct Applied {
    /// The version of the hospital.
    pub version: i64,
    /// The record of each change, in the order of the changes.
    pub records: Vec<RecordId>,
    /// Everything recorded, after the changes.
    pub hospital: Hospital,
    /// Numbers and versions of all records.
    pub index: RecordIndex,
}

/// A fault that a change would bring into the hospital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFault {
    /// Which change, by its place; `None` where the fault lies in none of them.
    pub change: Option<usize>,
    /// What is wrong; its path ends with the field.
    pub fault: Fault,
}

/// Why changes were not made. Nothing was written.
#[derive(Debug, Error)]
pub enum ApplyError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody was faster: the record has another version, or is gone.
    #[error("record `{id}` was changed meanwhile")]
    Stale {
        /// Which change, by its place.
        change: usize,
        /// The record.
        id: RecordId,
        /// What it is now; `None` if it is gone.
        now: Option<(i64, Node)>,
    },
    /// Something still refers to what is to be removed, or would be lost with it: scans, an identity
    /// number.
    #[error("record `{id}` is still used by {n_rows} rows of `{table}`")]
    InUse {
        /// Which change, by its place.
        change: usize,
        /// The record.
        id: RecordId,
        /// The table that refers to it.
        table: &'static str,
        /// By how many rows.
        n_rows: i64,
    },
    /// The id is taken: a record stands there already, or an owner is named that does not exist.
    #[error("change {change} does not fit: {}", refusal.as_str())]
    Refused {
        /// Which change, by its place.
        change: usize,
        /// Why.
        refusal: Refusal,
    },
    /// The changed hospital could not be read: what is wrong, and by which change.
    #[error("the changes are faulty: {}", .0.iter().map(|fault| fault.fault.to_string()).collect::<Vec<_>>().join("; "))]
    Faulty(Vec<ChangeFault>),
}

/// Why one change cannot be made at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is a record with this id, staff number or name already.
    Taken,
    /// The owner, or something the record refers to, does not exist.
    NoSuchOwner,
    /// A blank or a number that the record's table cannot hold.
    Malformed,
}

impl Refusal {
    /// A stable kebab-case name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::NoSuchOwner => "no-such-owner",
            Self::Malformed => "malformed",
        }
    }
}

impl Store {
    /// Makes all changes of an act, or none.
    ///
    /// # Errors
    /// See [`ApplyError`]; then nothing was written.
    pub async fn apply(&self, act: &Act, changes: &[Change]) -> Result<Applied, ApplyError> {
        self.apply_on(None, act, changes).await
    }

    /// The same for somebody who has read everything before: what cannot have changed is then not
    /// read again.
    ///
    /// # Errors
    /// See [`ApplyError`]; then nothing was written.
    pub async fn apply_on(
        &self,
        known: Option<Known<'_>>,
        act: &Act,
        changes: &[Change],
    ) -> Result<Applied, ApplyError> {
        self.apply_with(known, act, changes, &[]).await
    }

    /// The same with identity numbers of people who are there after the changes.
    ///
    /// # Errors
    /// See [`ApplyError`]; then nothing was written.
    pub(crate) async fn apply_with(
        &self,
        known: Option<Known<'_>>,
        act: &Act,
        changes: &[Change],
        numbers: &[NewIdentity],
    ) -> Result<Applied, ApplyError> {
        let tx = self.db.begin_write().await?;
        self.apply_in(tx, known, act, (changes, numbers), Vec::new())
            .await
    }

    /// What records hold now, one after the other; `None` for those that are not there.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn held(&self, ids: &[&RecordId]) -> Result<Vec<Option<Node>>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let mut held = Vec::new();
        for id in ids {
            let found = rows::read_record(id, &mut tx).await?;
            held.push(found.map(|(_, node)| node));
        }
        tx.commit().await?;
        Ok(held)
    }

    /// The same in a transaction in which something else was done, of which `told` tells.
    pub(super) async fn apply_in(
        &self,
        mut tx: Tx,
        known: Option<Known<'_>>,
        act: &Act,
        (changes, numbers): (&[Change], &[NewIdentity]),
        mut told: Vec<Told>,
    ) -> Result<Applied, ApplyError> {
        let act = &tied(act, changes.len(), &mut tx).await?;
        let batch = act.batch.as_deref();
        // Nobody is removed with a number, and who gets one may only come with these changes.
        let (set, cleared): (Vec<_>, Vec<_>) =
            numbers.iter().partition(|number| number.sealed.is_some());
        told.extend(identities::put(cleared, batch, tx.connection()).await?);
        let mut records = Vec::new();
        for (place, change) in changes.iter().enumerate() {
            let one = make(change, place, &mut tx).await?;
            records.extend(one.record.clone());
            told.push(one);
        }
        told.extend(identities::put(set, batch, tx.connection()).await?);
        audit::tell(&mut tx, act, told).await?;
        let back = read_back(known, &records, &self.catalogue, &mut tx).await?;
        let version = tx.commit().await?;
        let (hospital, index) = back.whole();
        Ok(Applied {
            version,
            records,
            hospital,
            index,
        })
    }
}

/// The act with a batch, so that several changes are taken back as they were made: at once.
async fn tied(act: &Act, n_changes: usize, tx: &mut Tx) -> Result<Act, StoreError> {
    if n_changes < 2 || act.batch.is_some() {
        return Ok(act.clone());
    }
    // No other act has the same first entry.
    let first = audit::head(tx.connection()).await?.seq + 1;
    Ok(act.clone().in_batch(&format!("{ACT}{first}")))
}

/// Makes one change; what is to be told of it.
async fn make(change: &Change, place: usize, tx: &mut Tx) -> Result<Told, ApplyError> {
    match change {
        Change::Add { kind, owner, node } => {
            let ord = if kind.is_single() {
                1
            } else {
                tx.next_ord().await?
            };
            let (kind, owner) = (*kind, owner.clone());
            let id = RecordId { kind, owner, ord };
            insert("record.add", id, node, place, tx).await
        }
        Change::Restore { id, node } => {
            let told = insert("record.restore", id.clone(), node, place, tx).await?;
            // Forms that saw the record before it was removed must not fit it again.
            let version = Key::Number(tx.restored_version());
            let keys = std::iter::once(version).chain(key(id));
            execute(sql::set_version(id.kind.table()), keys.collect(), tx).await?;
            Ok(told)
        }
        Change::Correct { id, version, node } => {
            let before = seen(id, *version, place, tx).await?;
            update(id, node, place, tx).await?;
            Ok(told("record.correct", id, Some(before), Some(node.clone())))
        }
        Change::Remove { id, version } => {
            let before = seen(id, *version, place, tx).await?;
            unused(id, &before, place, tx).await?;
            let statement = sql::delete(id.kind.table());
            execute(statement, key(id), tx).await?;
            Ok(told("record.remove", id, Some(before), None))
        }
    }
}

/// The record as it is, if it has the version that was seen.
async fn seen(id: &RecordId, version: i64, change: usize, tx: &mut Tx) -> Result<Node, ApplyError> {
    match rows::read_record(id, tx.connection()).await? {
        Some((now, node)) if now == version => Ok(node),
        now => Err(ApplyError::Stale {
            change,
            id: id.clone(),
            now,
        }),
    }
}

async fn insert(
    act: &'static str,
    id: RecordId,
    node: &Node,
    change: usize,
    tx: &mut Tx,
) -> Result<Told, ApplyError> {
    let inserted = rows::insert_record(&id, node, tx.connection()).await;
    inserted.map_err(|error| refused(error, change))?;
    Ok(told(act, &id, None, Some(node.clone())))
}

async fn update(id: &RecordId, node: &Node, change: usize, tx: &mut Tx) -> Result<(), ApplyError> {
    let table = id.kind.table();
    let mut query = sqlx::query(AssertSqlSafe(sql::update(table)));
    for cell in rows::cells(table, node) {
        query = rows::bind(query, cell);
    }
    for key in key(id) {
        query = rows::bind_key(query, key);
    }
    let updated = query.execute(tx.connection()).await;
    updated.map_err(|error| refused(StoreError::Database(error), change))?;
    for part in table.parts() {
        execute(sql::delete_of_owner(part), key(id), tx).await?;
    }
    let inserted = rows::insert_parts(id, node, tx.connection()).await;
    inserted.map_err(|error| refused(error, change))
}

/// Whether nothing refers to a record; the database would otherwise take what does away with it.
async fn unused(id: &RecordId, node: &Node, change: usize, tx: &mut Tx) -> Result<(), ApplyError> {
    let Some(name) = name(id, node) else {
        return Ok(());
    };
    let table = id.kind.table();
    let own = table
        .children
        .iter()
        .filter(|child| !child.owner.is_empty());
    let own = own.filter_map(|child| child.owner.first().map(|owner| (child.name, owner.name)));
    let others = REFERENCES.iter().filter(|(of, ..)| *of == table.name);
    let others = others.map(|(_, table, column)| (*table, *column));
    for (table, column) in own.chain(others) {
        let statement = AssertSqlSafe(sql::count_where(table, column));
        let query = sqlx::query_scalar(statement).bind(name.to_owned());
        let n_rows: i64 = query
            .fetch_one(tx.connection())
            .await
            .map_err(StoreError::from)?;
        if n_rows > 0 {
            return Err(ApplyError::InUse {
                change,
                id: id.clone(),
                table,
                n_rows,
            });
        }
    }
    Ok(())
}

/// By what others refer to a record; `None` if nothing can.
fn name<'n>(id: &RecordId, node: &'n Node) -> Option<&'n str> {
    let column = name_column(id.kind.table())?;
    match &node.get(column)?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn name_column(table: &Table) -> Option<&'static str> {
    match table.name {
        "department" => Some("id"),
        _ => table.named,
    }
}

fn key(id: &RecordId) -> Vec<Key> {
    let mut key = id.owner_keys();
    key.push(Key::Number(id.ord));
    key
}

async fn execute(statement: String, keys: Vec<Key>, tx: &mut Tx) -> Result<(), StoreError> {
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for key in keys {
        query = rows::bind_key(query, key);
    }
    query.execute(tx.connection()).await?;
    Ok(())
}

fn told(act: &'static str, id: &RecordId, before: Option<Node>, after: Option<Node>) -> Told {
    let named = after.as_ref().or(before.as_ref());
    let subject = id.owner.clone();
    let subject = subject.or_else(|| named.and_then(|node| name(id, node)).map(ToOwned::to_owned));
    Told {
        act,
        subject,
        record: Some(id.clone()),
        before,
        after,
    }
}

/// What the database's refusal of a row means.
fn refused(error: StoreError, change: usize) -> ApplyError {
    let refusal = match &error {
        StoreError::Database(sqlx::Error::Database(error)) => {
            if error.is_unique_violation() {
                Some(Refusal::Taken)
            } else if error.is_foreign_key_violation() {
                Some(Refusal::NoSuchOwner)
            } else if error.is_check_violation() || is_not_null(error.as_ref()) {
                Some(Refusal::Malformed)
            } else {
                None
            }
        }
        _ => None,
    };
    refusal.map_or(ApplyError::Store(error), |refusal| ApplyError::Refused {
        change,
        refusal,
    })
}

fn is_not_null(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.kind() == sqlx::error::ErrorKind::NotNullViolation
}
