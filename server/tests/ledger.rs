//! Importing and exporting the staff ledger as people and scripts do.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod terminal;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

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
