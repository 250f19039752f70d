//! Looking into an SQLite file as it is, without bringing its tables up to date: what a backup holds.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::{AnyConnection, Connection as _};

use super::attachments;
use super::audit::{self, Broken};
use super::copy::Contents;
use super::db::{MIGRATOR, url_of_file};
use super::error::StoreError;
use super::layout;

const MIGRATIONS: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";

/// What an SQLite file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The numbers of the migrations that made its tables.
    pub migrations: Vec<i64>,
    /// How much of everything.
    pub contents: Contents,
    /// The names of the files that scans have.
    pub files: Vec<String>,
    /// Whether its audit log is what was written.
    pub audit: Result<(), Broken>,
}

/// The numbers of the migrations this program knows.
#[must_use]
pub fn known_migrations() -> Vec<i64> {
    MIGRATOR.iter().map(|migration| migration.version).collect()
}

/// Looks into a file that nobody else uses, and leaves all it holds in this one file.
///
/// # Errors
/// A file that is no SQLite database, or not whole, or not of this product.
pub async fn inspect(file: &Path) -> Result<Inspected, StoreError> {
    sqlx::any::install_default_drivers();
    let path = file.to_str().ok_or(StoreError::NotAFile)?;
    let mut connection = AnyConnection::connect(&url_of_file(path, "rw")).await?;
    let inspected = look(&mut connection).await;
    connection.close().await?;
    inspected
}

async fn look(connection: &mut AnyConnection) -> Result<Inspected, StoreError> {
    // Without a write-ahead log there is no second file that would have to go along.
    for pragma in ["PRAGMA journal_mode = DELETE", "PRAGMA integrity_check"] {
        let said: String = sqlx::query_scalar(pragma)
            .fetch_one(&mut *connection)
            .await?;
        if pragma.ends_with("check") && said != "ok" {
            return Err(StoreError::Damaged { said });
        }
    }
    let migrations = sqlx::query_scalar(MIGRATIONS)
        .fetch_all(&mut *connection)
        .await?;
    let names: Vec<String> = sqlx::query_scalar(layout::TABLES)
        .fetch_all(&mut *connection)
        .await?;
    // A backup of before there were scans has no table of them.
    let files = if names.iter().any(|name| name == "attachment") {
        attachments::hashes(connection).await?
    } else {
        Vec::new()
    };
    let mut counts = BTreeMap::new();
    for name in names {
        let count = layout::count(&name, connection).await?;
        counts.insert(name, count);
    }
    let head = audit::head(connection).await?;
    let audit = audit::verify(connection, None).await?.map(|_| ());
    Ok(Inspected {
        migrations,
        contents: Contents { counts, head },
        files,
        audit,
    })
}
