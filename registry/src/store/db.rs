//! The database behind the store: one type for SQLite and PostgreSQL.
//!
//! # Invariants
//! - One writer at a time, on both engines: a write transaction first writes the row of
//!   `hospital_version`, which SQLite's `BEGIN IMMEDIATE` and PostgreSQL's row lock let only one do.
//! - The version grows with each commit that changes facts, so of two snapshots the one with the higher version is newer.
//! - A read transaction sees one state, whatever is committed meanwhile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{Any, AnyConnection, AnyPool, Transaction};

use super::error::StoreError;

/// The steps by which the tables come to be, the same on both engines.
pub static MIGRATOR: Migrator = sqlx::migrate!("../migrations");

/// The first SQLite without the WAL-reset bug, which corrupts a file while it is written.
const NEEDED_SQLITE: &str = "3.51.3";

/// Connections kept for reading at most. Pages never wait for one: they read the snapshot.
const MAX_CONNECTIONS: u32 = 4;

/// How long to try for a connection to read on before the database counts as away.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits for another writer instead of failing at once; every connection needs each of these.
/// No `mmap_size`: it makes a damaged log worse.
const PRAGMAS: [&str; 4] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
];

/// Each of these locks the row, so that one writer comes after the other.
const RAISE_VERSION: &str =
    "UPDATE hospital_version SET version = version + 1 WHERE id = 1 RETURNING version";
const KEEP_VERSION: &str =
    "UPDATE hospital_version SET version = version WHERE id = 1 RETURNING version";

const SQLITE_GUARDS: [&str; 2] = [
    "CREATE TRIGGER IF NOT EXISTS audit_unchanged BEFORE UPDATE ON audit \
        BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END",
    "CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE DELETE ON audit \
        BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END",
];

const POSTGRES_GUARDS: [&str; 2] = [
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS \
        $$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$",
    "CREATE OR REPLACE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit \
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
];

/// Which database is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// Connections to one database, whose tables are up to date.
#[derive(Clone, Debug)]
pub struct Db {
    /// For reading.
    pool: AnyPool,
    /// The one connection to write on: there can be only one writer, and here they wait in the order
    /// in which they came. Waiting in SQLite is by chance, so that some come last again and again;
    /// waiting in PostgreSQL would keep a connection each, which readers then lack.
    writer: AnyPool,
    engine: Engine,
}

/// A transaction that writes; dropped without a commit it leaves nothing behind.
pub struct Tx {
    inner: Transaction<'static, Any>,
    version: i64,
}

impl Db {
    /// Opens a database and brings its tables up to date.
    ///
    /// # Errors
    /// An unknown kind of database, one that cannot be reached, or an engine that is too old.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let (engine, url) = locate(address)?;
        let options = AnyPoolOptions::new().after_connect(move |connection, _| {
            Box::pin(async move {
                if engine == Engine::Sqlite {
                    for pragma in PRAGMAS {
                        sqlx::query(pragma).execute(&mut *connection).await?;
                    }
                }
                Ok(())
            })
        });
        let writer = options.clone().max_connections(1);
        let db = Self {
            pool: options
                .max_connections(MAX_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .connect(&url)
                .await?,
            writer: writer.connect_lazy(&url)?,
            engine,
        };
        db.check_engine().await?;
        MIGRATOR.run(&db.pool).await?;
        db.guard_audit().await?;
        Ok(db)
    }

    /// Lets nobody change or remove an audit entry by a statement. The two databases have no common
    /// words for it, so it stands here and not among the migrations.
    async fn guard_audit(&self) -> Result<(), StoreError> {
        let guards = match self.engine {
            Engine::Sqlite => SQLITE_GUARDS,
            Engine::Postgres => POSTGRES_GUARDS,
        };
        for guard in guards {
            sqlx::query(guard).execute(&self.pool).await?;
        }
        Ok(())
    }

    /// Takes the guards of the audit log away, as somebody who tampers with it would.
    #[cfg(test)]
    pub async fn drop_audit_guards(&self) -> Result<(), StoreError> {
        let drops: &[&str] = match self.engine {
            Engine::Sqlite => &["DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_kept"],
            Engine::Postgres => &["DROP TRIGGER audit_kept ON audit"],
        };
        for drop in drops {
            sqlx::query(*drop).execute(&self.pool).await?;
        }
        Ok(())
    }

    /// Starts a transaction that sees one state throughout.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin_read(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Starts a transaction that writes, after all that are under way.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin_write(&self) -> Result<Tx, StoreError> {
        self.begin_after_others(RAISE_VERSION).await
    }

    /// The same for what is not a fact about the hospital, such as who signs in: the version stays,
    /// so nobody reads the facts anew.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin_note(&self) -> Result<Tx, StoreError> {
        self.begin_after_others(KEEP_VERSION).await
    }

    async fn begin_after_others(&self, raise: &'static str) -> Result<Tx, StoreError> {
        // A plain BEGIN on SQLite would fail later, when it turns from reading to writing.
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        let mut inner = self.writer.begin_with(begin).await?;
        let version = sqlx::query_scalar(raise).fetch_one(&mut *inner).await?;
        Ok(Tx { inner, version })
    }

    /// Writes a copy of an SQLite database, as it is at this moment, into an empty file, while others
    /// write on; `false` on PostgreSQL, which cannot.
    ///
    /// # Errors
    /// What the database says.
    pub async fn vacuum_into(&self, file: &Path) -> Result<bool, StoreError> {
        if self.engine == Engine::Postgres {
            return Ok(false);
        }
        let file = file.to_str().ok_or(StoreError::NotAFile)?.to_owned();
        let copy = sqlx::query("VACUUM INTO $1").bind(file);
        copy.execute(&self.pool).await?;
        Ok(true)
    }

    /// How many connections are kept at most.
    #[cfg(test)]
    pub fn max_connections(&self) -> u32 {
        self.pool.options().get_max_connections()
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.writer.close().await;
        self.pool.close().await;
    }

    async fn check_engine(&self) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            return Ok(());
        }
        let found: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(&self.pool)
            .await?;
        if is_older(&found, NEEDED_SQLITE) {
            return Err(StoreError::EngineTooOld {
                found,
                needed: NEEDED_SQLITE,
            });
        }
        Ok(())
    }
}

impl Tx {
    /// The connection to write on.
    pub fn connection(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// A number for a new record, given to no other.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next_ord(&mut self) -> Result<i64, StoreError> {
        let next = sqlx::query_scalar(
            "UPDATE hospital_version SET last_ord = last_ord + 1 WHERE id = 1 RETURNING last_ord",
        );
        Ok(next.fetch_one(&mut *self.inner).await?)
    }

    /// The version for a record that comes back: no record had one so high before, since each
    /// change of a record raises the hospital's version at least as much.
    pub const fn restored_version(&self) -> i64 {
        self.version.saturating_add(1)
    }

    /// The version the hospital has after the commit.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Keeps what was written; the version the hospital then has.
    ///
    /// # Errors
    /// What the database says; then nothing was written.
    pub async fn commit(self) -> Result<i64, StoreError> {
        self.inner.commit().await?;
        Ok(self.version)
    }
}

/// The version of what a transaction sees.
///
/// # Errors
/// What the database says.
pub async fn version(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    let version = sqlx::query_scalar("SELECT version FROM hospital_version WHERE id = 1");
    Ok(version.fetch_one(connection).await?)
}

/// What an address names.
enum Named<'a> {
    File(&'a str),
    Server,
}

fn named(address: &str) -> Result<Named<'_>, StoreError> {
    let (scheme, rest) = match address.split_once(':') {
        // One letter is a drive, not a scheme.
        Some((scheme, rest)) if scheme.len() > 1 && !scheme.contains(['/', '\\', '.']) => {
            (scheme, rest)
        }
        _ => ("sqlite", address),
    };
    match scheme {
        "postgres" | "postgresql" => Ok(Named::Server),
        "sqlite" => {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            if path.is_empty() || path == ":memory:" {
                return Err(StoreError::NotAFile);
            }
            Ok(Named::File(path))
        }
        _ => Err(StoreError::UnknownScheme {
            scheme: scheme.to_owned(),
        }),
    }
}

/// The file of an address; `None` where it names a server.
///
/// # Errors
/// An unknown kind of database, or no file at all.
pub fn file_of(address: &str) -> Result<Option<PathBuf>, StoreError> {
    Ok(match named(address)? {
        Named::File(path) => Some(PathBuf::from(path)),
        Named::Server => None,
    })
}

/// The engine of an address and the form of it that sqlx reads. A file that is missing is created.
fn locate(address: &str) -> Result<(Engine, String), StoreError> {
    Ok(match named(address)? {
        Named::Server => (Engine::Postgres, address.to_owned()),
        Named::File(path) => (Engine::Sqlite, url_of_file(path, "rwc")),
    })
}

/// The URL of a file in a mode of SQLite's: `rw`, or `rwc` to create it.
pub fn url_of_file(path: &str, mode: &str) -> String {
    format!("sqlite:{}?mode={mode}", escape(path))
}

/// Hides from the URL parser what would mean something to it.
fn escape(path: &str) -> String {
    path.replace('%', "%25")
        .replace('#', "%23")
        .replace('\\', "%5C")
        .replace(' ', "%20")
}

fn is_older(found: &str, needed: &str) -> bool {
    let parts = |version: &str| -> Vec<u32> {
        version
            .split('.')
            .map(|part| part.parse().unwrap_or(0))
            .collect()
    };
    parts(found) < parts(needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(is_older("3.51.2", NEEDED_SQLITE));
        assert!(is_older("3.9.99", NEEDED_SQLITE));
        assert!(!is_older("3.51.3", NEEDED_SQLITE));
        assert!(!is_older("3.100.0", NEEDED_SQLITE));
    }

    #[test]
    fn an_address_is_a_path_or_a_url() {
        let sqlite = |path: &str| (Engine::Sqlite, format!("sqlite:{path}?mode=rwc"));
        for (address, expected) in [
            ("data/a b.db", sqlite("data/a%20b.db")),
            ("/srv/准入.db", sqlite("/srv/准入.db")),
            ("sqlite:///srv/a.db", sqlite("/srv/a.db")),
            ("sqlite://a.db?mode=ro", sqlite("a.db")),
            ("sqlite:50%#.db", sqlite("50%25%23.db")),
            ("C:\\data\\a.db", sqlite("C:%5Cdata%5Ca.db")),
            (
                "postgres://h/d",
                (Engine::Postgres, "postgres://h/d".to_owned()),
            ),
        ] {
            assert_eq!(locate(address).unwrap(), expected, "{address}");
        }
        for nowhere in [
            "",
            "sqlite:",
            "sqlite::memory:",
            ":memory:",
            "sqlite://?mode=memory",
        ] {
            assert!(
                matches!(locate(nowhere), Err(StoreError::NotAFile)),
                "{nowhere}"
            );
        }
        assert!(matches!(
            locate("mysql://h/d"),
            Err(StoreError::UnknownScheme { .. })
        ));
    }
}
