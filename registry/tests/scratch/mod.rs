//! Databases of the tests that need processes of their own, or many writers.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use chrono::DateTime;
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Hospital;
use registry::act::{Act, By};
use registry::demo;
use registry::store::Store;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

/// A folder that is gone with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let name = format!("zhunru-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _old = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// The server that `make test` has started; its absence is a failure under CI.
pub fn postgres_url() -> Option<String> {
    let url = std::env::var("ZHUNRU_TEST_POSTGRES_URL").ok();
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(
        url.is_some() || !ci,
        "no PostgreSQL: `registry/tests/postgres.sh run …` starts one"
    );
    if url.is_none() {
        let _unread = writeln!(
            std::io::stderr(),
            "PostgreSQL is not tested: ZHUNRU_TEST_POSTGRES_URL names no server"
        );
    }
    url
}

/// The address of an empty schema on a server.
pub async fn schema(url: &str, name: &str) -> String {
    sqlx::any::install_default_drivers();
    let name = format!("{name}_{}", std::process::id());
    let mut connection = AnyConnection::connect(url).await.unwrap();
    for statement in [
        format!("DROP SCHEMA IF EXISTS {name} CASCADE"),
        format!("CREATE SCHEMA {name}"),
    ] {
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    in_schema(url, &name)
}

/// The address of a schema that is there.
pub fn in_schema(url: &str, name: &str) -> String {
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}options=-csearch_path%3D{name}")
}

/// Runs the script that starts, kills and stops servers, which keep what they have committed.
pub fn server(command: &str, folder: &str) -> Option<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres.sh");
    let output = Command::new(script)
        .args([command, folder])
        .env("FSYNC", "on")
        .output()
        .unwrap();
    if !output.status.success() {
        let _unread = writeln!(
            std::io::stderr(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        return None;
    }
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

pub async fn open(address: &str) -> Store {
    Store::open(address, Arc::new(Catalogue::built_in().unwrap()))
        .await
        .unwrap()
}

/// A few people and nothing else.
pub fn few_people() -> Hospital {
    demo::synthetic(5, Day::parse("2026-11-22").unwrap(), 1).unwrap()
}

pub fn act() -> Act {
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    Act::new(By::command_line(), at.to_utc())
}

/// A number from the environment.
pub fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

/// The same numbers every time, so that a failure can be seen again.
pub struct Numbers(u64);

impl Numbers {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit (splitmix64).
    pub const fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
