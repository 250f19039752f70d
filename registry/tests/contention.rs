//! Many writers at once: everybody gets through, nobody's change is lost, and there is one SQLite.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[expect(
    dead_code,
    reason = "shared with the crash test, which needs more of it"
)]
mod scratch;

use std::io::Write as _;
use std::time::{Duration, Instant};

use eligibility::file::{Node, Value};
use registry::store::{ApplyError, Change, RecordId, RecordKind, Store};
use scratch::{Folder, act, few_people, number, open, postgres_url, schema};

const N_WRITERS: u64 = 8;
/// How often each of them raises the number: 500 times by `make crash`, which takes minutes.
const TIMES: u64 = 40;
/// Of a hundred calls no more than one takes longer, with a program that is optimised.
const MOST_AT_99: Duration = Duration::from_millis(250);
/// So many times as long it may take one that is not, beside other tests that want the same CPUs.
const UNOPTIMISED: u32 = if cfg!(debug_assertions) { 2 } else { 1 };

fn device(rows: i64) -> Node {
    Node::table([
        ("kind", Node::text("ct")),
        ("rows", Node::bare(Value::Int(rows))),
    ])
}

fn rows(node: &Node) -> i64 {
    match node.get("rows").map(|node| &node.value) {
        Some(Value::Int(rows)) => *rows,
        other => panic!("{other:?}"),
    }
}

/// Raises a number by one, as often as asked, from what it has seen last; how long each call and
/// each success took.
async fn count_up(store: Store, id: RecordId, times: u64) -> Vec<(Duration, bool)> {
    let mut seen = (1, device(0));
    let mut took = Vec::new();
    let mut n_done = 0;
    while n_done < times {
        let (version, node) = seen;
        let next = device(rows(&node) + 1);
        let correct = Change::Correct {
            id: id.clone(),
            version,
            node: next.clone(),
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "how long it takes is what is asked"
        )]
        let begun = Instant::now();
        let applied = store.apply(&act(), &[correct]).await;
        took.push((begun.elapsed(), applied.is_ok()));
        seen = match applied {
            Ok(_) => {
                n_done += 1;
                (version + 1, next)
            }
            // Somebody was faster; whoever asks is shown what it is now.
            Err(ApplyError::Stale { now, .. }) => now.unwrap(),
            Err(error) => panic!("{error}: {error:?}"),
        };
    }
    took
}

/// All writers at once, each so often, spread over so many servers.
async fn contend(address: &str, n_servers: usize, times: u64) {
    let store = open(address).await;
    store.found(&few_people()).await.unwrap();
    let added = Change::Add {
        kind: RecordKind::from_name("equipment").unwrap(),
        owner: None,
        node: device(0),
    };
    let id = store
        .apply(&act(), &[added])
        .await
        .unwrap()
        .records
        .remove(0);
    let mut servers = Vec::new();
    for _ in 0..n_servers {
        servers.push(open(address).await);
    }
    let writers: Vec<_> = (0..N_WRITERS)
        .zip(servers.iter().cycle())
        .map(|(_, server)| tokio::spawn(count_up(server.clone(), id.clone(), times)))
        .collect();
    let mut took = Vec::new();
    for writer in writers {
        took.extend(writer.await.unwrap());
    }
    let (_, hospital, records) = store.load_indexed().await.unwrap();
    let expected = N_WRITERS * times;
    let (place, version) = records.find(&id).unwrap();
    assert_eq!(
        hospital.equipment[place].rows.map(u64::from),
        Some(expected)
    );
    assert_eq!(version.unsigned_abs(), expected + 1);
    let head = store.verify_audit(None).await.unwrap().unwrap();
    assert_eq!(head.seq.unsigned_abs(), expected + 1);
    took.sort();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100].0;
    let n_stale = took.iter().filter(|(_, done)| !done).count();
    let engine = address.split(':').next().unwrap();
    let _unread = writeln!(
        std::io::stdout(),
        "{engine}, {n_servers} servers: {expected} changes, {n_stale} times told that somebody was \
         faster; a call takes p50 {:?}, p99 {:?}, at most {:?}",
        at(50),
        at(99),
        at(100)
    );
    assert!(at(99) < MOST_AT_99 * UNOPTIMISED, "{engine}: {:?}", at(99));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_through_on_sqlite() {
    let folder = Folder::new("contention");
    // Two servers wait for each other by chance: of thousands of calls without a pause between them
    // one may wait longer than the five seconds after which SQLite gives up.
    for (n_servers, times) in [(1, number("CONTENTION", TIMES)), (2, TIMES)] {
        let file = folder.file(&format!("{n_servers}.db"));
        contend(&format!("sqlite:{file}"), n_servers, times).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_through_on_postgres() {
    if let Some(url) = postgres_url() {
        for n_servers in [1, 4] {
            let address = schema(&url, &format!("contention_{n_servers}")).await;
            contend(&address, n_servers, number("CONTENTION", TIMES)).await;
        }
    }
}

/// A second sqlx would bring a second, older SQLite along, without a word.
#[test]
fn there_is_one_sqlx_and_one_sqlite() {
    let lock = include_str!("../../Cargo.lock");
    let versions = |name: &str| -> Vec<&str> {
        let named = format!("name = \"{name}\"\nversion = \"");
        let found = lock.split(&named).skip(1);
        found.filter_map(|rest| rest.split('"').next()).collect()
    };
    assert_eq!(versions("libsqlite3-sys"), ["0.37.0"]);
    for name in ["sqlx", "sqlx-core", "sqlx-sqlite", "sqlx-postgres"] {
        assert_eq!(versions(name).len(), 1, "{name}");
    }
    assert!(versions("rusqlite").is_empty());
}
