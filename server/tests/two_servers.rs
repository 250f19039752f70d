//! Servers beside each other on one database, and a database that is away for a while.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[expect(dead_code, reason = "shared with tests that need more of it")]
mod databases;
mod served;
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod terminal;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use eligibility::catalogue::Catalogue;
use eligibility::file::Node;
use registry::act::{Act, By};
use registry::snapshot::Snapshots;
use registry::store::{Change, RecordKind, Store};
use served::Server;
use terminal::{DAY, folder, stderr, zhunru};

async fn store(address: &str) -> Store {
    Store::open(address, Arc::new(Catalogue::built_in().unwrap()))
        .await
        .unwrap()
}

fn demo(address: &str) {
    let output = zhunru(&["demo", "--on", DAY, "--database", address]);
    assert!(output.status.success(), "{}", stderr(&output));
}

/// Gives the first programme another name.
async fn rename(snapshots: &Snapshots, name: &str) {
    let now = snapshots.current();
    let programme = &now.hospital.programmes[0];
    let kind = RecordKind::from_name("programme").unwrap();
    let (id, version) = now.records.at(kind, None, 0).unwrap();
    let node = Node::table([
        ("id", Node::text(programme.id.clone())),
        ("name", Node::text(name)),
        ("standard", Node::text(programme.standard.clone().unwrap())),
    ]);
    let correct = Change::Correct { id, version, node };
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    let act = Act::new(By::command_line(), at.to_utc());
    snapshots.apply(&act, &[correct]).await.unwrap();
}

/// How long until something holds.
#[track_caller]
fn until(what: &str, holds: impl Fn() -> bool) -> Duration {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long it takes is what is asked"
    )]
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if holds() {
            return begun.elapsed();
        }
        sleep(Duration::from_millis(20));
    }
    panic!("not within 20 seconds: {what}");
}

async fn check_seen(database: &str, folder: &Path) {
    demo(database);
    let servers =
        [1, 2].map(|number| Server::start(database, folder.join(format!("{number}.log"))));
    let writer = Snapshots::open(store(database).await).await.unwrap();
    let mut took = Vec::new();
    for round in 0..5 {
        let name = format!("项目改名{round}");
        assert!(servers.iter().all(|server| !server.shows(&name)));
        rename(&writer, &name).await;
        took.push(until(&name, || {
            servers.iter().all(|server| server.shows(&name))
        }));
    }
    took.sort();
    let _unread = writeln!(
        std::io::stdout(),
        "{}: seen after {took:?}",
        database.split(':').next().unwrap()
    );
    // A machine that is busy with other tests may be late once or twice.
    assert!(took[2] < Duration::from_secs(1), "{took:?}");
}

#[tokio::test]
async fn a_change_is_seen_by_all_servers_on_one_file_within_a_second() {
    let folder = folder("two-servers");
    check_seen(&folder.join("a.db").display().to_string(), &folder).await;
}

#[tokio::test]
async fn a_change_is_seen_by_all_servers_on_postgres_within_a_second() {
    let folder = folder("two-servers-postgres");
    if let Some(database) = databases::schema("two_servers").await {
        check_seen(&database, &folder).await;
    }
}

/// A PostgreSQL of its own, which can be killed and come back.
struct Postgres {
    folder: String,
    port: u16,
}

impl Postgres {
    fn run(&self, command: &str) -> bool {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../registry/tests/postgres.sh");
        let mut run = Command::new(script);
        run.args([command, &self.folder])
            .env("PORT", self.port.to_string());
        run.output().unwrap().status.success()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.run("stop");
    }
}

#[tokio::test]
async fn a_server_goes_on_while_its_database_is_away() {
    let folder = folder("away");
    if databases::schema("away").await.is_none() {
        return;
    }
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let own = std::env::temp_dir().join(format!("zhunru-away-{}", std::process::id()));
    let postgres = Postgres {
        folder: own.display().to_string(),
        port: free,
    };
    assert!(postgres.run("start"));
    let database = format!("postgres://postgres@127.0.0.1:{free}/postgres");
    demo(&database);
    let mut server = Server::start(&database, folder.join("log"));
    assert!(server.shows("petct-sx"));
    assert!(postgres.run("crash"));
    until("the log says so", || {
        server.log().contains("showing what was read last")
    });
    sleep(Duration::from_secs(3));
    // Who asks cannot be known now, so nobody is shown anything; the server itself goes on.
    assert!(server.board().starts_with("HTTP/1.1 50"));
    assert_eq!(
        server.log().matches("showing what was read last").count(),
        1,
        "{}",
        server.log()
    );
    assert!(postgres.run("start"));
    until("the log says so", || {
        server.log().contains("can be read again")
    });
    // This database is fast, not safe: it may have lost the session of just now.
    server.cookie = server.sign_in();
    let writer = Snapshots::open(store(&database).await).await.unwrap();
    rename(&writer, "回来以后").await;
    until(
        &format!(
            "the change: {}",
            server.board().chars().take(400).collect::<String>()
        ),
        || server.shows("回来以后"),
    );
    assert_eq!(
        server.log().matches("can be read again").count(),
        1,
        "{}",
        server.log()
    );
}
