//! Databases for tests: each gets one (on PostgreSQL a schema) of its own. PostgreSQL takes part
//! where `ZHUNRU_TEST_POSTGRES_URL` names a server.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

/// A database of one test, gone with it.
pub struct Scratch {
    /// Where it is.
    pub address: String,
    /// The file, on SQLite.
    pub(super) file: Option<PathBuf>,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            if let Some(file) = &self.file {
                let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
            }
        }
    }
}

static N_SCRATCHES: AtomicU32 = AtomicU32::new(0);

/// A name no other test has, nor one of another run.
pub fn scratch_name() -> String {
    let number = N_SCRATCHES.fetch_add(1, Ordering::Relaxed);
    format!("zhunru_test_{}_{number}", std::process::id())
}

/// A SQLite database.
pub fn sqlite() -> Scratch {
    let file = std::env::temp_dir().join(format!("{} 准入.db", scratch_name()));
    Scratch {
        address: file.display().to_string(),
        file: Some(file),
    }
}

/// A schema of the PostgreSQL server that can be tested here.
pub async fn postgres() -> Option<Scratch> {
    let url = std::env::var("ZHUNRU_TEST_POSTGRES_URL").ok();
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(
        url.is_some() || !ci,
        "ZHUNRU_TEST_POSTGRES_URL names no server: run `registry/tests/postgres.sh run …`"
    );
    let Some(url) = url else {
        eprintln!("PostgreSQL is not tested: ZHUNRU_TEST_POSTGRES_URL names no server");
        return None;
    };
    sqlx::any::install_default_drivers();
    let schema = scratch_name();
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    for statement in ["DROP SCHEMA IF EXISTS", "CREATE SCHEMA"] {
        let tail = if statement.starts_with("DROP") {
            "CASCADE"
        } else {
            ""
        };
        let statement = format!("{statement} {schema} {tail}");
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    let mark = if url.contains('?') { '&' } else { '?' };
    Some(Scratch {
        address: format!("{url}{mark}options=-csearch_path%3D{schema}"),
        file: None,
    })
}

/// Every engine that can be tested here.
pub async fn engines() -> Vec<Scratch> {
    std::iter::once(sqlite()).chain(postgres().await).collect()
}
