//! What the store promises, held on SQLite and, where `ZHUNRU_TEST_POSTGRES_URL` names a server, on
//! PostgreSQL: each test gets a database (there a schema) of its own.

mod audit;
mod changes;
mod connections;
mod contract;
mod schema;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::DateTime;
use eligibility::day::Day;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

use super::table::Table;
use super::tables::ROOTS;
use super::*;
use crate::act::{Act, By};
use crate::{demo, roster};

/// A database of one test, gone with it.
pub(crate) struct Scratch {
    pub(crate) address: String,
    file: Option<PathBuf>,
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
fn scratch_name() -> String {
    let number = N_SCRATCHES.fetch_add(1, Ordering::Relaxed);
    format!("zhunru_test_{}_{number}", std::process::id())
}

fn sqlite() -> Scratch {
    let file = std::env::temp_dir().join(format!("{} 准入.db", scratch_name()));
    Scratch {
        address: file.display().to_string(),
        file: Some(file),
    }
}

async fn postgres() -> Option<Scratch> {
    let url = std::env::var("ZHUNRU_TEST_POSTGRES_URL").ok()?;
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
pub(crate) async fn engines() -> Vec<Scratch> {
    std::iter::once(sqlite()).chain(postgres().await).collect()
}

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::built_in().unwrap())
}

pub(crate) async fn open(scratch: &Scratch) -> Store {
    Store::open(&scratch.address, catalogue()).await.unwrap()
}

pub(crate) fn demo_hospital() -> Hospital {
    demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap()
}

/// A hospital in which every field of every record stands at least once.
fn maximal_hospital() -> Hospital {
    let read = roster::read(include_bytes!("maximal.json"), &catalogue()).unwrap();
    let mut second = read.programme.clone();
    second.id = "a".to_owned();
    let programmes = vec![read.programme, second];
    Hospital {
        programmes,
        ..read.hospital
    }
}

/// What somebody does at an instant of the day the tests are made for.
fn act() -> Act {
    let by = By {
        id: "u1".to_owned(),
        name: "王芳".to_owned(),
    };
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    Act::new(by, at.to_utc())
}

fn tables() -> Vec<&'static Table> {
    ROOTS.iter().flat_map(|root| root.with_children()).collect()
}

/// Runs a statement made up by a test.
async fn run(store: &Store, statement: &str) -> Result<(), sqlx::Error> {
    let mut tx = store.db.begin_write().await.unwrap();
    sqlx::query(AssertSqlSafe(statement.to_owned()))
        .execute(tx.connection())
        .await?;
    tx.commit().await.unwrap();
    Ok(())
}
