//! Processes are killed while they write, and nothing that was acknowledged is lost.
//!
//! The test starts itself again as the process that is killed: it edits, imports or backs up and
//! prints each commit once it is told of it. A short round belongs to `make test`; `make crash` kills
//! 500 times on SQLite, 100 times on PostgreSQL and 100 times during backups.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod scratch;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use eligibility::file::Node;
use registry::snapshot::Snapshots;
use registry::store::{Change, Filter, RecordId, RecordKind, Store, inspect};
use scratch::{
    Folder, Numbers, act, few_people, in_schema, number, open, postgres_url, schema, server,
};

/// Set for the process that is killed: the address it writes to.
const ADDRESS: &str = "ZHUNRU_CRASH_ADDRESS";
/// And what is its own: the number it begins with, or the folder for its backups.
const OWN: &str = "ZHUNRU_CRASH_OWN";

/// Kills before the database is a new one, so that looking through it stays quick.
const PER_DATABASE: u64 = 20;

/// How many records an import changes at once.
const N_IMPORTED: usize = 200;

// --- The process that is killed ---------------------------------------------------------------------

#[tokio::test]
async fn the_process_that_is_killed() {
    let Ok(address) = std::env::var(ADDRESS) else {
        return;
    };
    let own = std::env::var(OWN).unwrap();
    let store = open(&address).await;
    tell("ready");
    match own.parse() {
        Ok(number) => write(&Snapshots::open(store).await.unwrap(), number).await,
        Err(_) => back_up(&store, Path::new(&own)).await,
    }
}

/// Edits and imports without end. A batch is named by its number and its size, and told when its
/// commit is.
async fn write(snapshots: &Snapshots, own: u64) {
    let mut numbers = Numbers::new(own);
    let owner = somebody(snapshots.store()).await;
    let mut edited: Vec<RecordId> = Vec::new();
    for number in 0.. {
        let imports = numbers.below(4) == 0;
        let n_changes = if imports { N_IMPORTED } else { 1 };
        let changes: Vec<_> = match (edited.pop(), imports) {
            (Some(id), false) if numbers.below(2) == 0 => vec![Change::Remove { id, version: 1 }],
            _ => (0..n_changes)
                .map(|year| added(&owner, 1950 + year % 70))
                .collect(),
        };
        let batch = format!("{own}.{number}:{n_changes}");
        let act = act().in_batch(&batch);
        let records = snapshots.apply(&act, &changes).await.unwrap();
        if !imports && matches!(changes.first(), Some(Change::Add { .. })) {
            edited.extend(records);
        }
        tell(&format!("done {batch}"));
    }
}

fn added(owner: &str, year: usize) -> Change {
    Change::Add {
        kind: RecordKind::from_name("absence").unwrap(),
        owner: Some(owner.to_owned()),
        node: Node::table([
            ("kind", Node::text("leave")),
            ("from", Node::text(format!("{year}-01-01"))),
            ("to", Node::text(format!("{year}-02-01"))),
        ]),
    }
}

/// Not by `println`, which the test harness would keep to itself.
fn tell(line: &str) {
    let mut out = std::io::stdout();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
}

async fn somebody(store: &Store) -> String {
    store.load().await.unwrap().people[0].staff.to_string()
}

async fn back_up(store: &Store, folder: &Path) {
    for number in 0.. {
        let name = format!("{}-{number}.tar.gz", std::process::id());
        registry::backup::backup(store, None, &folder.join(&name), act().at)
            .await
            .unwrap();
        tell(&format!("done {name}"));
    }
}

// --- The process that kills -------------------------------------------------------------------------

/// A process that writes, and what it says.
struct Writer {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Writer {
    fn start(address: &str, own: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_process_that_is_killed", "--nocapture"])
            .envs([(ADDRESS, address), (OWN, own)])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Waits for some moment: mostly of its work, at times of its beginning.
    fn wait(&mut self, kill: u64, longest: u64) {
        let mut numbers = Numbers::new(kill);
        if numbers.below(5) > 0 {
            let mut lines = self.lines.by_ref().map_while(Result::ok);
            lines.find(|line| line.ends_with("ready"));
        }
        sleep(Duration::from_millis(numbers.below(longest)));
    }

    /// Kills it; what it said it had done.
    fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let lines = self.lines.map_while(Result::ok);
        let done = lines.filter_map(|line| line.strip_prefix("done ").map(ToOwned::to_owned));
        done.collect()
    }
}

/// What a database must hold after all kills so far.
#[derive(Default)]
struct Told {
    batches: BTreeSet<String>,
    n_batches: usize,
    n_entries: usize,
}

impl Told {
    /// Everything acknowledged is there; no batch is half there; every record has its entry.
    async fn check(&mut self, address: &str) {
        let store = open(address).await;
        store.verify_audit(None).await.unwrap().unwrap();
        let entries = store.audit(&Filter::default(), u32::MAX).await.unwrap();
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        let mut recorded = BTreeSet::new();
        for entry in entries.iter().rev() {
            *sizes.entry(entry.batch.clone().unwrap()).or_default() += 1;
            let record = entry.record.clone().unwrap();
            match entry.act.as_str() {
                "record.add" => assert!(recorded.insert(record)),
                "record.remove" => assert!(recorded.remove(&record)),
                other => panic!("{other}"),
            }
        }
        for (batch, n_entries) in &sizes {
            assert!(
                batch.ends_with(&format!(":{n_entries}")),
                "half of {batch}: {n_entries}"
            );
        }
        for batch in &self.batches {
            assert!(
                sizes.contains_key(batch),
                "{batch} was acknowledged and is lost"
            );
        }
        let (_, hospital, index) = store.load_indexed().await.unwrap();
        let kind = RecordKind::from_name("absence").unwrap();
        let single = |place: &(i64, i64)| place.0 > 1_000_000;
        let owners = hospital.people.iter().map(|person| person.staff.as_str());
        let n_records: usize = owners
            .map(|owner| {
                index
                    .list(kind, Some(owner))
                    .iter()
                    .filter(|one| single(one))
                    .count()
            })
            .sum();
        assert_eq!(
            n_records,
            recorded.len(),
            "records without an entry, or entries without one"
        );
        self.n_batches = sizes.len();
        self.n_entries = entries.len();
        store.close().await;
    }
}

async fn founded(address: &str) {
    let store = open(address).await;
    store.found(&few_people()).await.unwrap();
    store.close().await;
}

fn report(engine: &str, n_kills: u64, acknowledged: usize, batches: usize, entries: usize) {
    tell(&format!(
        "{engine}: {n_kills} kills, {acknowledged} acknowledged commits, none lost; \
         {batches} batches with {entries} entries, none half"
    ));
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    let n_kills = number("CRASH_SQLITE", 40);
    let folder = Folder::new("crash");
    let (mut acknowledged, mut batches, mut entries) = (0, 0, 0);
    let (mut address, mut told) = (String::new(), Told::default());
    for kill in 0..n_kills {
        if kill % PER_DATABASE == 0 {
            (batches, entries) = (batches + told.n_batches, entries + told.n_entries);
            (address, told) = (folder.file(&format!("{kill}.db")), Told::default());
            founded(&address).await;
        }
        let mut writer = Writer::start(&address, &kill.to_string());
        writer.wait(kill, 500);
        let done = writer.kill();
        acknowledged += done.len();
        told.batches.extend(done);
        // Also says whether SQLite itself finds its file whole.
        inspect(Path::new(&address)).await.unwrap();
        told.check(&address).await;
    }
    report(
        "SQLite",
        n_kills,
        acknowledged,
        batches + told.n_batches,
        entries + told.n_entries,
    );
    assert!(acknowledged > 0);
}

/// Every fifth time the server is killed instead of the process that writes.
#[tokio::test]
async fn nothing_acknowledged_is_lost_on_postgres() {
    let n_kills = number("CRASH_POSTGRES", 10);
    let folder = Folder::new("crash-postgres");
    let folder = folder.file("server");
    if postgres_url().is_none() {
        return;
    }
    let mut url = server("start", &folder).unwrap();
    let (mut acknowledged, mut batches, mut entries) = (0, 0, 0);
    let (mut name, mut told) = (String::new(), Told::default());
    for kill in 0..n_kills {
        if kill % PER_DATABASE == 0 {
            (batches, entries) = (batches + told.n_batches, entries + told.n_entries);
            let schema = schema(&url, &format!("crash{kill}")).await;
            name = schema.rsplit_once("%3D").unwrap().1.to_owned();
            told = Told::default();
            founded(&schema).await;
        }
        let mut writer = Writer::start(&in_schema(&url, &name), &kill.to_string());
        writer.wait(kill, 1_000);
        if kill % 5 == 4 {
            server("crash", &folder).unwrap();
            url = server("start", &folder).unwrap();
        }
        let done = writer.kill();
        acknowledged += done.len();
        told.batches.extend(done);
        told.check(&in_schema(&url, &name)).await;
    }
    server("stop", &folder).unwrap();
    report(
        "PostgreSQL",
        n_kills,
        acknowledged,
        batches + told.n_batches,
        entries + told.n_entries,
    );
    assert!(acknowledged > 0);
}

#[tokio::test]
async fn a_killed_backup_leaves_no_file_that_is_not_whole() {
    let n_kills = number("CRASH_BACKUP", 6);
    let folder = Folder::new("crash-backup");
    let address = folder.file("a.db");
    founded(&address).await;
    let store = open(&address).await;
    let owner = somebody(&store).await;
    for _ in 0..10 {
        let imported: Vec<_> = (0..N_IMPORTED)
            .map(|year| added(&owner, 1950 + year % 70))
            .collect();
        store.apply(&act(), &imported).await.unwrap();
    }
    let head = store.audit_head().await.unwrap();
    let mut n_whole = 0;
    for kill in 0..n_kills {
        let backups = folder.0.join(format!("backups-{kill}"));
        std::fs::create_dir_all(&backups).unwrap();
        let mut writer = Writer::start(&address, backups.to_str().unwrap());
        writer.wait(kill, 1_500);
        let told = writer.kill();
        let names = std::fs::read_dir(&backups)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        assert!(
            told.iter().all(|name| names.contains(name)),
            "a backup is lost"
        );
        // The last one is where the kill may have hit.
        let whole = names.iter().filter(|name| name.ends_with(".tar.gz"));
        let last = whole
            .clone()
            .max_by_key(|name| (name.len(), (*name).clone()));
        n_whole += whole.count();
        if let Some(last) = last {
            let target = folder.file(&format!("restored-{kill}.db"));
            let catalogue = store.catalogue().clone();
            let manifest =
                registry::backup::restore(&backups.join(last), (&target, None), catalogue).await;
            assert_eq!(manifest.unwrap().audit.hash, head.hash);
        }
        std::fs::remove_dir_all(&backups).unwrap();
    }
    tell(&format!(
        "backups: {n_kills} kills, {n_whole} files, all whole"
    ));
    assert!(n_whole > 0);
}
