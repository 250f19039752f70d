//! Every table there is, whatever it is for, as the migrations make them: what is copied when a
//! hospital moves. Nobody keeps a list, so a table that a later migration adds is copied too. What
//! must not travel is listed in [`STAYING`], and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

use super::db::MIGRATOR;
use super::error::StoreError;

/// The tables whose rows stay behind when a hospital is copied or backed up, and why. They are there
/// and empty where it arrives.
pub const STAYING: &[(&str, &str)] = &[
    (
        "session",
        "who is signed in here is signed in nowhere else, and an old backup must let nobody in",
    ),
    (
        "half_sign_in",
        "who has given a password here and not yet a code is halfway in nowhere else",
    ),
    (
        "set_up_link",
        "a link that has been used or withdrawn since must not open anything again",
    ),
    (
        "sign_in_failure",
        "it may hold the hash of a password typed into the wrong field, and counts for minutes only",
    ),
    (
        "api_token",
        "one that was taken back since must not open again, and none is to open two places",
    ),
    (
        "feed",
        "an address that was taken back since, perhaps since others had learnt it, must not open again",
    ),
    (
        "upload",
        "a file that waits to be imported is there for a day at most, and would outlast it in a backup",
    ),
    (
        "job_run",
        "which server does a job of a day here, none does there",
    ),
];

/// Our own tables in an SQLite database; those of SQLite and of the migrations are not ours to copy.
pub const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' \
    AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
const COLUMNS: &str =
    "SELECT name, type, CAST(pk AS BIGINT) FROM pragma_table_info($1) ORDER BY cid";
const REFERENCES: &str = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)";

/// What a column holds; a blank is bound with this type, since PostgreSQL asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    Text,
    Number,
    Real,
    Bytes,
}

/// A column of any table.
#[derive(Clone, Debug)]
pub struct AnyColumn {
    pub name: String,
    pub holding: Holding,
}

/// Any table.
#[derive(Clone, Debug)]
pub struct AnyTable {
    pub name: String,
    pub columns: Vec<AnyColumn>,
    /// The places of the columns that name a row, in their order.
    pub key: Vec<usize>,
    /// How many rows the migrations themselves put into it.
    pub n_seeded: i64,
}

/// Every table that moves, those that others refer to first; one that refers to a table which stays
/// behind cannot move.
///
/// The migrations are run on an SQLite in memory and the answer is read there: both engines run the
/// same migrations, and so nothing has to be asked of PostgreSQL's catalogue in other words.
///
/// # Errors
/// A table that cannot be copied: without a key, or with a type that the two engines do not share.
pub async fn tables() -> Result<Vec<AnyTable>, StoreError> {
    sqlx::any::install_default_drivers();
    let mut memory = AnyConnection::connect("sqlite::memory:").await?;
    MIGRATOR.run(&mut memory).await?;
    let names: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut memory).await?;
    let mut tables = BTreeMap::new();
    for name in names.into_iter().filter(|name| moves(name)) {
        let referred = sqlx::query_scalar(REFERENCES).bind(name.clone());
        let mut referred: BTreeSet<String> =
            referred.fetch_all(&mut memory).await?.into_iter().collect();
        referred.remove(&name);
        tables.insert(name.clone(), (table(name, &mut memory).await?, referred));
    }
    memory.close().await?;
    in_order(tables)
}

fn moves(name: &str) -> bool {
    STAYING.iter().all(|(staying, _)| *staying != name)
}

/// Empties the tables that stay behind, where everything was copied or something else is to arrive.
///
/// # Errors
/// What the database says.
pub async fn leave_behind(connection: &mut AnyConnection) -> Result<(), StoreError> {
    for (name, _) in STAYING {
        let clear = format!("DELETE FROM \"{name}\"");
        let clear = sqlx::query(AssertSqlSafe(clear));
        clear.execute(&mut *connection).await?;
    }
    Ok(())
}

async fn table(name: String, memory: &mut AnyConnection) -> Result<AnyTable, StoreError> {
    let columns = sqlx::query_as(COLUMNS).bind(name.clone());
    let found: Vec<(String, String, i64)> = columns.fetch_all(&mut *memory).await?;
    let mut columns = Vec::new();
    let mut key = Vec::new();
    for (place, (column, kind, in_key)) in found.into_iter().enumerate() {
        let Some(holding) = holding(&kind) else {
            return Err(StoreError::Uncopyable { table: name });
        };
        if in_key > 0 {
            key.push((in_key, place));
        }
        columns.push(AnyColumn {
            name: column,
            holding,
        });
    }
    if key.is_empty() {
        return Err(StoreError::Uncopyable { table: name });
    }
    key.sort_unstable();
    Ok(AnyTable {
        columns,
        key: key.into_iter().map(|(_, place)| place).collect(),
        n_seeded: count(&name, memory).await?,
        name,
    })
}

fn holding(kind: &str) -> Option<Holding> {
    match kind {
        "TEXT" => Some(Holding::Text),
        "BIGINT" | "INTEGER" | "SMALLINT" => Some(Holding::Number),
        "DOUBLE PRECISION" => Some(Holding::Real),
        "BYTEA" => Some(Holding::Bytes),
        _ => None,
    }
}

/// The same tables, each after those it refers to.
fn in_order(
    mut tables: BTreeMap<String, (AnyTable, BTreeSet<String>)>,
) -> Result<Vec<AnyTable>, StoreError> {
    let mut ordered: Vec<AnyTable> = Vec::new();
    while let Some((first, _)) = tables.first_key_value() {
        let first = first.clone();
        let done = |name: &String| ordered.iter().any(|table| table.name == *name);
        let next = tables
            .iter()
            .find(|(_, (_, referred))| referred.iter().all(done))
            .map(|(name, _)| name.clone());
        // Tables that refer to each other in a ring cannot be filled one after the other.
        let next = next.ok_or(StoreError::Uncopyable { table: first })?;
        ordered.extend(tables.remove(&next).map(|(table, _)| table));
    }
    Ok(ordered)
}

/// How many rows a table has.
///
/// # Errors
/// What the database says.
pub async fn count(table: &str, connection: &mut AnyConnection) -> Result<i64, StoreError> {
    let statement = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM \"{table}\"");
    let count = sqlx::query_scalar(AssertSqlSafe(statement));
    Ok(count.fetch_one(connection).await?)
}
