//! What reading a ledger costs beside bare reading of its cells, and how long applying one takes.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench that cannot be set up has nothing to measure, and measuring takes a clock"
)]

use std::hint::black_box;
use std::io::Cursor;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use chrono::DateTime;
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Hospital;
use registry::access::{Actor, Role};
use registry::act::By;
use registry::demo;
use registry::import::{self, Mode, Upload};
use registry::ledger::export::{self, Layout, Table};
use registry::ledger::{book, preview};
use registry::snapshot::{Snapshot, Snapshots};
use registry::store::Store;

const COLUMNS: [&str; 12] = [
    "工号",
    "姓名",
    "科室",
    "人员类别",
    "职称",
    "任职资格日期",
    "证书名称",
    "证书编号",
    "发证机关",
    "发证日期",
    "经历领域",
    "经历起",
];

/// The median time of some runs.
fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn day() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}

/// The first rows and the twelve columns of a hospital's wide sheet.
fn twelve_columns(hospital: &Hospital, catalogue: &Catalogue, n_rows: usize) -> Table {
    let people: Vec<_> = hospital.people.iter().collect();
    let mut tables = export::tables(&people, hospital, catalogue, Layout::Wide);
    let wide = tables.pop().expect("a sheet");
    let places: Vec<usize> = COLUMNS
        .iter()
        .map(|column| {
            wide.headers
                .iter()
                .position(|header| header == column)
                .expect("a column")
        })
        .collect();
    let pick = |row: &Vec<String>| {
        places
            .iter()
            .filter_map(|place| row.get(*place).cloned())
            .collect::<Vec<_>>()
    };
    Table {
        name: wide.name,
        headers: pick(&wide.headers),
        rows: wide.rows.iter().take(n_rows).map(pick).collect(),
    }
}

fn bare(bytes: &[u8]) -> usize {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut n_cells = 0;
    for name in workbook.sheet_names() {
        let mut reader = workbook.worksheet_cells_reader(&name).expect("a sheet");
        while let Some(cell) = reader.next_cell().expect("a cell") {
            black_box(&cell);
            n_cells += 1;
        }
    }
    n_cells
}

fn reading(catalogue: &Catalogue) {
    let hospital = demo::synthetic(3_000, day(), 7).expect("a hospital");
    let table = twelve_columns(&hospital, catalogue, 10_000);
    println!(
        "ledger of {} rows × {} columns",
        table.rows.len(),
        table.headers.len()
    );
    let bytes = export::xlsx(std::slice::from_ref(&table), None).expect("a workbook");
    let snapshot = Snapshot::unstored(1, hospital);
    let base = median(|| {
        black_box(bare(&bytes));
    });
    let read = median(|| {
        black_box(book::read("a.xlsx", &bytes).expect("a book"));
    });
    let whole = median(|| {
        let book = book::read("a.xlsx", &bytes).expect("a book");
        let preview = preview::make(&book, &[], &snapshot, catalogue).expect("a preview");
        assert_eq!(preview.counts.bad, 0, "every row is good");
        assert_eq!(preview.changes.len(), 0, "nothing changes");
    });
    let ratio = whole.as_secs_f64() / base.as_secs_f64();
    println!(
        "bare reading {base:?}; read within limits {read:?}; read, validated, compared {whole:?}"
    );
    println!("{ratio:.2} × bare reading (at most 3)");
}

async fn applying(catalogue: Catalogue) {
    let full = demo::synthetic(1_100, day(), 3).expect("a hospital");
    let people: Vec<_> = full.people.iter().collect();
    let nobody = Hospital {
        people: Vec::new(),
        programmes: Vec::new(),
        ..full.clone()
    };
    let hospital = Hospital {
        programmes: Vec::new(),
        ..full.clone()
    };
    let mut tables = export::tables(&people, &hospital, &catalogue, Layout::Wide);
    let bytes = export::csv(&tables.pop().expect("a sheet"), None).expect("a file");
    let path = std::env::temp_dir().join(format!("zhunru-bench-{}.db", std::process::id()));
    let store = Store::open(&path.display().to_string(), Arc::new(catalogue))
        .await
        .expect("a store");
    store.found(&nobody).await.expect("an empty hospital");
    let snapshots = Snapshots::open(store).await.expect("a snapshot");
    let actor = Actor {
        by: By::command_line(),
        role: Role::Administrator,
        departments: std::collections::BTreeSet::new(),
    };
    let upload = Upload {
        name: "a.csv",
        bytes: &bytes,
        mapping: &[],
    };
    let right = actor.editing().expect("the right");
    let started = Instant::now();
    let done = import::apply(
        &right,
        &snapshots,
        upload,
        Mode::AllOrNothing,
        DateTime::UNIX_EPOCH,
        &|_| {},
    )
    .await;
    let n_changes = done.expect("an import").n_changes;
    println!(
        "{n_changes} records imported into SQLite in {:?}",
        started.elapsed()
    );
    snapshots.store().close().await;
    for ending in ["", "-wal", "-shm"] {
        // What is left in the folder for temporary files does no harm.
        let _gone = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
}

fn main() {
    let catalogue = Catalogue::built_in().expect("the catalogue");
    reading(&catalogue);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(applying(catalogue));
}
