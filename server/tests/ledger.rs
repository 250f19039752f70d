//! Importing and exporting the staff ledger as people and scripts do.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod terminal;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use registry::store::{Entry, Filter, Store};
use terminal::{DAY, folder, stderr, stdout, zhunru};

/// A demo hospital in a database of the test's own.
fn hospital(test: &str) -> (PathBuf, String) {
    let folder = folder(test);
    let database = folder.join("a.db").display().to_string();
    let made = zhunru(&["demo", "--on", DAY, "--database", &database]);
    assert!(made.status.success(), "{}", stderr(&made));
    (folder, database)
}

fn import(database: &str, args: &[&str]) -> Output {
    let mut all = vec!["import", "--database", database];
    all.extend(args);
    zhunru(&all)
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn what_is_exported_changes_nothing_when_it_is_imported() {
    let (folder, database) = hospital("ledger-round-trip");
    for name in ["ledger.xlsx", "ledger.csv"] {
        let file = path(&folder, name);
        let exported = zhunru(&["export", &file, "--database", &database]);
        assert!(exported.status.success(), "{}", stderr(&exported));
        let imported = import(&database, &[&file]);
        assert_eq!(
            imported.status.code(),
            Some(0),
            "{}{}",
            stdout(&imported),
            stderr(&imported)
        );
        assert!(
            stdout(&imported).contains("没有需要写入的改动"),
            "{}",
            stdout(&imported)
        );
    }
    let some = path(&folder, "some.csv");
    let exported = zhunru(&[
        "export",
        &some,
        "--department",
        "放射科",
        "--database",
        &database,
    ]);
    assert!(exported.status.success(), "{}", stderr(&exported));
    let whole = fs::metadata(path(&folder, "ledger.csv")).unwrap().len();
    assert!(fs::metadata(&some).unwrap().len() < whole / 2);
    let unknown = zhunru(&[
        "export",
        &some,
        "--department",
        "没有的科",
        "--database",
        &database,
    ]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("放射科"), "{}", stderr(&unknown));
}

/// The entries of exports, the newest first.
fn exports(database: &str) -> Vec<Entry> {
    let filter = Filter {
        act: Some("export".to_owned()),
        ..Filter::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let store = Store::open(database, catalogue).await.unwrap();
        let entries = store.audit(&filter, 9).await.unwrap();
        store.close().await;
        entries
    })
}

#[test]
fn an_export_is_in_the_log_with_its_reason_and_its_rows() {
    let (folder, database) = hospital("ledger-export-log");
    let file = path(&folder, "nm.csv");
    let export = |more: &[&str]| {
        let mut all = vec!["export", &file, "--database", &database];
        all.extend(more);
        zhunru(&all)
    };
    let done = export(&["--department", "核医学科", "--reason", "年度备案"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let entries = exports(&database);
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].actor, "cli");
    assert_eq!(entries[0].reason.as_deref(), Some("年度备案"));
    let told = entries[0].after.as_deref().unwrap();
    // No cell of the demo has a line break in it.
    // Above the headers it says who took it.
    let n_rows = fs::read_to_string(&file).unwrap().lines().count() - 2;
    assert!(
        told.contains(&format!("\"rows\":{n_rows},")),
        "{n_rows} {told}"
    );
    assert!(told.contains("\"departments\":[\"nm\"]"), "{told}");
    let done = export(&[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let entries = exports(&database);
    assert_eq!(entries[0].reason.as_deref(), Some("zhunru export"));
    assert_eq!(export(&["--reason", " "]).status.code(), Some(2));
    assert_eq!(exports(&database).len(), 2);
}

#[test]
fn faults_are_told_and_good_rows_can_be_taken_and_taken_back() {
    let (folder, database) = hospital("ledger-faults");
    let file = path(&folder, "new.csv");
    fs::write(&file, "工号,姓名,科室,证书名称,颁证日,到期\nX1,甲,放射科,BLS,2026/1/1,20280101\nX2,乙,放射科,BLS,2026/2/30,\n").unwrap();
    let results = path(&folder, "results.xlsx");
    let map = ["--map", "颁证日=发证日期", "--map", "到期=有效期至"];
    let refused = import(
        &database,
        &[&[&*file, "--results", &results], &map[..]].concat(),
    );
    assert_eq!(refused.status.code(), Some(1), "{}", stderr(&refused));
    let told = stdout(&refused);
    assert!(
        told.contains("第 3 行“颁证日”") && told.contains("2026/2/30"),
        "{told}"
    );
    assert!(told.contains("没有写入"), "{told}");
    assert!(fs::read(&results).unwrap().starts_with(b"PK"));

    let dry = import(
        &database,
        &[&[&*file, "--dry-run", "--good-rows-only"], &map[..]].concat(),
    );
    assert_eq!(dry.status.code(), Some(0));
    let good = import(
        &database,
        &[&[&*file, "--good-rows-only"], &map[..]].concat(),
    );
    assert_eq!(good.status.code(), Some(0), "{}", stderr(&good));
    let told = stdout(&good);
    let batch = told
        .lines()
        .last()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();
    let again = import(
        &database,
        &[&[&*file, "--good-rows-only"], &map[..]].concat(),
    );
    assert!(
        stdout(&again).contains("没有需要写入的改动"),
        "{}",
        stdout(&again)
    );

    let undone = import(&database, &["--undo", &batch]);
    assert_eq!(undone.status.code(), Some(0), "{}", stderr(&undone));
    assert!(stdout(&undone).contains('3'), "{}", stdout(&undone));
    let twice = import(&database, &["--undo", &batch]);
    assert_eq!(twice.status.code(), Some(1), "{}", stderr(&twice));
}

#[test]
fn unknown_headers_are_reported_and_bad_files_exit_with_2() {
    let (folder, database) = hospital("ledger-bad");
    let file = path(&folder, "new.csv");
    fs::write(&file, "工号,姓名,籍贯\nX1,甲,太原\n").unwrap();
    let done = import(&database, &[&file, "--dry-run", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(
        stdout(&done).contains("column 籍贯 was not read"),
        "{}",
        stdout(&done)
    );
    fs::write(&file, "姓名\n甲\n").unwrap();
    assert_eq!(import(&database, &[&file]).status.code(), Some(2));
    assert_eq!(
        import(&database, &["no-such-file.csv"]).status.code(),
        Some(2)
    );
    assert_eq!(import(&database, &[]).status.code(), Some(2));
    assert_eq!(
        import(&database, &["--undo", "no-such-batch"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn the_template_changes_nothing() {
    let (folder, database) = hospital("ledger-template");
    let file = path(&folder, "template.xlsx");
    for more in [
        &["--template", &file][..],
        &["--template", &file, "--sheets"],
    ] {
        assert_eq!(import(&database, more).status.code(), Some(0));
        let done = import(&database, &[&file]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        assert!(
            stdout(&done).contains("没有需要写入的改动"),
            "{}",
            stdout(&done)
        );
    }
}
