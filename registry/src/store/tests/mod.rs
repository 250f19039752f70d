//! What the store promises, held on SQLite and, where `ZHUNRU_TEST_POSTGRES_URL` names a server, on
//! PostgreSQL: each test gets a database (there a schema) of its own. `make test` starts a server;
//! under CI its absence is a failure.

mod audit;
mod backup;
mod changes;
mod connections;
mod contract;
mod moving;
mod proposals;
mod read_back;
mod schema;
mod upgrade;

use std::path::PathBuf;

use chrono::DateTime;
use eligibility::day::Day;
use sqlx::AssertSqlSafe;

use super::table::Table;
use super::tables::ROOTS;
use super::testing::{Scratch, engines, postgres, scratch_name, sqlite};
use super::*;
use crate::act::{Act, By};
use crate::{demo, roster};

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
