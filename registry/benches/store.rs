//! How long the database takes: reading all facts, changing one record, checking the audit log.
//! On SQLite, and on PostgreSQL where `ZHUNRU_TEST_POSTGRES_URL` names a server.
//!
//! An audit log that is checked more slowly than it may be makes the run fail.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a bench that cannot prepare its facts has nothing to measure, measuring takes a clock, \
              and what it measures is for reading"
)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use chrono::DateTime;
use criterion::{Criterion, Throughput, criterion_group};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::file::Node;
use registry::act::{Act, By};
use registry::demo;
use registry::snapshot::Snapshots;
use registry::store::{Change, RecordKind, Store};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use tokio::runtime::Runtime;

const N_STAFF: usize = 3_000;
const N_ENTRIES: u64 = 50_000;
/// So many entries of the audit log at least are checked in a second.
const LEAST: f64 = 50_000.0;

/// How many figures were missed.
static N_MISSED: AtomicUsize = AtomicUsize::new(0);

fn act() -> Act {
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    Act::new(By::command_line(), at.to_utc())
}

fn added(owner: &str) -> Change {
    Change::Add {
        kind: RecordKind::from_name("absence").unwrap(),
        owner: Some(owner.to_owned()),
        node: Node::table([
            ("kind", Node::text("leave")),
            ("from", Node::text("2026-01-01")),
            ("to", Node::text("2026-02-01")),
        ]),
    }
}

/// An empty database on each engine there is, by its name.
async fn addresses(name: &str) -> Vec<(&'static str, String)> {
    let file = folder().join(format!("{name}.db"));
    let mut addresses = vec![("SQLite", file.display().to_string())];
    if let Ok(url) = std::env::var("ZHUNRU_TEST_POSTGRES_URL") {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect(&url).await.unwrap();
        let schema = format!("bench_{name}_{}", std::process::id());
        let statement = format!("CREATE SCHEMA {schema}");
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
        addresses.push((
            "PostgreSQL",
            format!("{url}?options=-csearch_path%3D{schema}"),
        ));
    }
    addresses
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zhunru-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn founded(address: &str, n_staff: usize) -> (Store, String) {
    let hospital = demo::synthetic(n_staff, Day::parse("2026-11-22").unwrap(), 1).unwrap();
    let store = Store::open(address, Arc::new(Catalogue::built_in().unwrap()));
    let store = store.await.unwrap();
    store.found(&hospital).await.unwrap();
    let somebody = hospital.people.first().unwrap().staff.to_string();
    (store, somebody)
}

fn facts(c: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    for (engine, address) in runtime.block_on(addresses("facts")) {
        let (store, owner) = runtime.block_on(founded(&address, N_STAFF));
        let snapshots = runtime.block_on(Snapshots::open(store.clone())).unwrap();
        let mut group = c.benchmark_group(format!("{engine}, {N_STAFF} staff"));
        group.sample_size(10);
        group.bench_function("all facts", |b| {
            b.iter(|| runtime.block_on(store.load_indexed()).unwrap());
        });
        group.bench_function("one record", |b| {
            b.iter(|| {
                let changes = [added(&owner)];
                runtime.block_on(snapshots.apply(&act(), &changes)).unwrap()
            });
        });
        group.finish();
    }
}

fn audit(c: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    for (engine, address) in runtime.block_on(addresses("audit")) {
        let (store, owner) = runtime.block_on(founded(&address, 5));
        let many: Vec<_> = (0..N_ENTRIES / 10).map(|_| added(&owner)).collect();
        for _ in 0..10 {
            runtime.block_on(store.apply(&act(), &many)).unwrap();
        }
        let mut group = c.benchmark_group(engine);
        group
            .sample_size(10)
            .throughput(Throughput::Elements(N_ENTRIES));
        group.bench_function("audit log", |b| {
            b.iter(|| runtime.block_on(store.verify_audit(None)).unwrap().unwrap());
        });
        group.finish();
        hold(engine, || {
            runtime.block_on(store.verify_audit(None)).unwrap().unwrap();
        });
    }
    std::fs::remove_dir_all(folder()).unwrap();
}

/// Holds the best of some runs against the figure: what else the machine does only slows them down.
fn hold(engine: &str, mut verify: impl FnMut()) {
    let seconds = (0..5).map(|_| {
        let begun = Instant::now();
        verify();
        begun.elapsed().as_secs_f64()
    });
    let rate = N_ENTRIES as f64 / seconds.fold(f64::INFINITY, f64::min);
    let verdict = if rate < LEAST { "UNDER" } else { "ok" };
    println!(
        "{engine}: {rate:.0} entries of the audit log a second, of at least {LEAST:.0}  {verdict}"
    );
    // Without optimisation the figure means nothing.
    let missed = rate < LEAST && !cfg!(debug_assertions);
    N_MISSED.fetch_add(usize::from(missed), Ordering::Relaxed);
}

criterion_group!(benches, facts, audit);

fn main() -> ExitCode {
    benches();
    Criterion::default().configure_from_args().final_summary();
    if N_MISSED.load(Ordering::Relaxed) == 0 {
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}
