//! Moving a hospital as a whole from one database to another, whichever engines they are.
//!
//! # Invariants
//! - Every table is copied, with its versions, numbers and audit entries as they are, but those of
//!   which the layout says why they stay behind.
//! - It is read in one transaction and written in one, into a database in which nothing is recorded.
//! - What was written is counted and its audit log verified before it is kept.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use thiserror::Error;

use super::Store;
use super::audit::{self, Broken, Head};
use super::db::url_of_file;
use super::error::StoreError;
use super::layout::{self, AnyTable, Holding};

/// The table whose one row counts the writes; it is never empty.
const VERSION: &str = "hospital_version";
const RAISE: &str = "UPDATE hospital_version SET version = $1 WHERE id = 1 AND version < $1";

/// Values bound in one statement, far below what either engine allows.
const MAX_BOUND: usize = 2_000;

/// How much of everything a database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Rows by table.
    pub counts: BTreeMap<String, i64>,
    /// The newest audit entry.
    pub head: Head,
}

/// Why a hospital could not be moved. Nothing was written.
#[derive(Debug, Error)]
pub enum CopyError {
    /// A database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something is recorded where the hospital should go.
    #[error("the database is not empty: there is something in table `{table}`")]
    NotEmpty {
        /// The first table that is not empty.
        table: String,
    },
    /// Not as many rows arrived as were read.
    #[error("table `{table}` has {read} rows, but {written} were written")]
    Count {
        /// The table.
        table: String,
        /// Rows there.
        read: i64,
        /// Rows here.
        written: i64,
    },
    /// The audit log ends otherwise than the one that was read.
    #[error("the audit log ends at {written}, not at {read}")]
    Head {
        /// The end there.
        read: Head,
        /// The end here.
        written: Head,
    },
    /// The audit log is not what was written in its time.
    #[error("the audit log is broken")]
    Audit(Broken),
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A value with the type of its column, also where it is blank.
#[derive(Clone, Debug)]
enum Value {
    Text(Option<String>),
    Number(Option<i64>),
    Real(Option<f64>),
    Bytes(Option<Vec<u8>>),
}

impl Store {
    /// Copies everything into another database in which nothing is recorded; what then is there.
    ///
    /// # Errors
    /// See [`CopyError`]; then nothing was written.
    pub async fn copy_to(&self, target: &Self) -> Result<Contents, CopyError> {
        self.copy(target, true).await
    }

    /// Writes everything into an SQLite file of its own, which is empty so far.
    ///
    /// A broken audit log is written like any other: what is broken must be kept, too.
    ///
    /// # Errors
    /// See [`CopyError`]; what the file then holds is of no use.
    pub async fn write_file(&self, file: &Path) -> Result<(), CopyError> {
        if self.db.vacuum_into(file).await? {
            return Ok(clear_file(file).await?);
        }
        let address = file.to_str().ok_or(StoreError::NotAFile)?;
        let target = Self::open(&format!("sqlite:{address}"), self.catalogue.clone()).await?;
        self.copy(&target, false).await?;
        target.close().await;
        Ok(())
    }

    async fn copy(&self, target: &Self, verified: bool) -> Result<Contents, CopyError> {
        let tables = layout::tables().await?;
        let mut from = self.db.begin_read().await?;
        let mut to = target.db.begin_write().await?;
        let version = to.version();
        let written = to.connection();
        check_empty(&tables, written).await?;
        layout::leave_behind(written).await?;
        for table in &tables {
            copy_table(table, &mut from, written).await?;
        }
        // Whoever looks at the target already must see that it is no longer the same.
        sqlx::query(RAISE)
            .bind(version)
            .execute(&mut *written)
            .await?;
        let contents = compare(&tables, &mut from, written).await?;
        if verified {
            audit::verify(written, None)
                .await?
                .map_err(CopyError::Audit)?;
        }
        from.commit().await?;
        to.commit().await?;
        Ok(contents)
    }
}

/// Takes out of an SQLite file of our own what stays behind, so that nothing of it is left in the
/// pages either.
async fn clear_file(file: &Path) -> Result<(), StoreError> {
    let path = file.to_str().ok_or(StoreError::NotAFile)?;
    let mut connection = AnyConnection::connect(&url_of_file(path, "rw")).await?;
    for pragma in ["PRAGMA journal_mode = MEMORY", "PRAGMA secure_delete = ON"] {
        sqlx::query(pragma).execute(&mut connection).await?;
    }
    layout::leave_behind(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Whether a database holds no more than its migrations have put into it.
async fn check_empty(tables: &[AnyTable], to: &mut AnyConnection) -> Result<(), CopyError> {
    for table in tables {
        if layout::count(&table.name, to).await? != table.n_seeded {
            let table = table.name.clone();
            return Err(CopyError::NotEmpty { table });
        }
    }
    let head = audit::head(to).await?;
    if head.seq > 0 {
        let table = VERSION.to_owned();
        return Err(CopyError::NotEmpty { table });
    }
    Ok(())
}

async fn copy_table(
    table: &AnyTable,
    from: &mut AnyConnection,
    to: &mut AnyConnection,
) -> Result<(), CopyError> {
    // The row of the version stays where it is, locked, so that other writers find it afterwards.
    if table.n_seeded > 0 && table.name != VERSION {
        let clear = format!("DELETE FROM \"{}\"", table.name);
        sqlx::query(AssertSqlSafe(clear)).execute(&mut *to).await?;
    }
    let at_once = (MAX_BOUND / table.columns.len().max(1)).max(1);
    let mut last: Vec<Value> = Vec::new();
    loop {
        let page = read_page(table, &last, at_once, from).await?;
        let Some(row) = page.last() else {
            return Ok(());
        };
        last = table
            .key
            .iter()
            .filter_map(|place| row.get(*place))
            .cloned()
            .collect();
        let statement = insert(table, page.len());
        let mut query = sqlx::query(AssertSqlSafe(statement));
        for value in page.into_iter().flatten() {
            query = bind(query, value);
        }
        query.execute(&mut *to).await?;
    }
}

async fn read_page(
    table: &AnyTable,
    after: &[Value],
    at_most: usize,
    from: &mut AnyConnection,
) -> Result<Vec<Vec<Value>>, CopyError> {
    let statement = select(table, !after.is_empty(), at_most);
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for value in after {
        query = bind(query, value.clone());
    }
    let rows = query.fetch_all(from).await?;
    let rows = rows.iter().map(|row| read(table, row));
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(table: &AnyTable, row: &AnyRow) -> Result<Vec<Value>, sqlx::Error> {
    let value = |(place, holding): (usize, Holding)| {
        Ok(match holding {
            Holding::Text => Value::Text(row.try_get(place)?),
            Holding::Number => Value::Number(row.try_get(place)?),
            Holding::Real => Value::Real(row.try_get(place)?),
            Holding::Bytes => Value::Bytes(row.try_get(place)?),
        })
    };
    let holdings = table.columns.iter().map(|column| column.holding);
    holdings.enumerate().map(value).collect()
}

fn bind(query: Query<'_, Any, AnyArguments>, value: Value) -> Query<'_, Any, AnyArguments> {
    match value {
        Value::Text(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
        Value::Real(number) => query.bind(number),
        Value::Bytes(bytes) => query.bind(bytes),
    }
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

fn columns(table: &AnyTable) -> String {
    quoted(table.columns.iter().map(|column| column.name.as_str()))
}

fn key(table: &AnyTable) -> String {
    let columns = table
        .key
        .iter()
        .filter_map(|place| table.columns.get(*place));
    quoted(columns.map(|column| column.name.as_str()))
}

/// `$3, $4`, counting on from a number of parameters before.
fn numbered(count: usize, before: usize) -> String {
    let numbers: Vec<_> = (1..=count)
        .map(|number| format!("${}", before + number))
        .collect();
    numbers.join(", ")
}

/// Selects the next rows after one, by the key, so that no table has to fit into memory.
fn select(table: &AnyTable, continued: bool, at_most: usize) -> String {
    let (name, key) = (&table.name, key(table));
    let after = if continued {
        format!(" WHERE ({key}) > ({})", numbered(table.key.len(), 0))
    } else {
        String::new()
    };
    format!(
        "SELECT {} FROM \"{name}\"{after} ORDER BY {key} LIMIT {at_most}",
        columns(table)
    )
}

fn insert(table: &AnyTable, n_rows: usize) -> String {
    let width = table.columns.len();
    let rows: Vec<_> = (0..n_rows)
        .map(|row| format!("({})", numbered(width, row * width)))
        .collect();
    let insert = format!(
        "INSERT INTO \"{}\" ({}) VALUES {}",
        table.name,
        columns(table),
        rows.join(", ")
    );
    if table.name != VERSION {
        return insert;
    }
    let set = table
        .columns
        .iter()
        .map(|column| format!("\"{0}\" = excluded.\"{0}\"", column.name));
    let set = set.collect::<Vec<_>>().join(", ");
    format!("{insert} ON CONFLICT ({}) DO UPDATE SET {set}", key(table))
}

/// Whether as much stands here as there, and the audit log ends alike.
async fn compare(
    tables: &[AnyTable],
    from: &mut AnyConnection,
    to: &mut AnyConnection,
) -> Result<Contents, CopyError> {
    let mut counts = BTreeMap::new();
    for table in tables {
        let read = layout::count(&table.name, from).await?;
        let written = layout::count(&table.name, to).await?;
        if read != written {
            let table = table.name.clone();
            return Err(CopyError::Count {
                table,
                read,
                written,
            });
        }
        counts.insert(table.name.clone(), written);
    }
    let (read, written) = (audit::head(from).await?, audit::head(to).await?);
    if read != written {
        return Err(CopyError::Head { read, written });
    }
    Ok(Contents {
        counts,
        head: written,
    })
}
