//! Backup, restore, moving to another database and the audit log, as an administrator uses them.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod databases;
mod english;
mod terminal;

use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use eligibility::file::Node;
use english::{done, en};
use registry::act::{Act, By};
use registry::store::{Change, RecordKind, Store};
use terminal::{DAY, folder, stderr, stdout, zhunru};

#[track_caller]
fn failed(output: &Output, says: &str) {
    assert_eq!(output.status.code(), Some(1), "{}", stdout(output));
    let told = stderr(output);
    assert!(told.contains(says), "{says} is missing in: {told}");
}

async fn store(address: &str) -> Store {
    Store::open(address, Arc::new(Catalogue::built_in().unwrap()))
        .await
        .unwrap()
}

/// A demo hospital with three changes behind it, and the six accounts of the demo.
async fn hospital(address: &str) {
    done(&en(&["demo", "--on", DAY, "--database", address]));
    let store = store(address).await;
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    for name in ["a", "b", "c"] {
        let device = [("kind", Node::text("ct")), ("name", Node::text(name))];
        let added = Change::Add {
            kind: RecordKind::from_name("equipment").unwrap(),
            owner: None,
            node: Node::table(device),
        };
        let act = Act::new(By::command_line(), at.to_utc());
        store.apply(&act, &[added]).await.unwrap();
    }
    store.close().await;
}

fn file(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// The databases to move between: a file, and a server where there is one.
async fn addresses(folder: &Path, name: &str) -> Vec<String> {
    let mut addresses = vec![file(folder, &format!("{name}.db"))];
    addresses.extend(databases::schema(name).await);
    addresses
}

#[tokio::test]
async fn a_hospital_is_backed_up_and_restored() {
    let folder = folder("backup");
    for (number, from) in addresses(&folder, "backed_up").await.iter().enumerate() {
        hospital(from).await;
        let backup = file(&folder, &format!("{number}.tar.gz"));
        let told = done(&en(&["backup", &backup, "--database", from]));
        assert!(told.contains("9 audit entries, head 9:"), "{told}");
        failed(
            &en(&["backup", &backup, "--database", from]),
            "a backup replaces no file",
        );
        let head = done(&en(&["audit", "head", "--database", from]));
        for to in addresses(&folder, &format!("restored_{number}")).await {
            let told = done(&en(&["restore", &backup, "--database", &to]));
            assert!(told.contains(head.trim()), "{told}");
            let told = done(&en(&[
                "audit",
                "verify",
                "--head",
                head.trim(),
                "--database",
                &to,
            ]));
            assert!(told.contains("whole: 9 entries"), "{told}");
            assert!(
                store(&to).await.load().await.unwrap() == store(from).await.load().await.unwrap()
            );
            failed(&en(&["restore", &backup, "--database", &to]), "not empty");
        }
    }
    std::fs::write(file(&folder, "0.tar.gz"), "no backup").unwrap();
    let to = file(&folder, "nothing.db");
    failed(
        &en(&["restore", &file(&folder, "0.tar.gz"), "--database", &to]),
        "damaged",
    );
    assert!(!Path::new(&to).exists());
}

#[tokio::test]
async fn a_hospital_moves_to_another_database_and_back() {
    let folder = folder("copy");
    let first = file(&folder, "first.db");
    hospital(&first).await;
    for (number, to) in addresses(&folder, "moved").await.iter().enumerate() {
        let told = done(&en(&["copy", "--from", &first, "--to", to]));
        assert!(told.contains("9 audit entries, head 9:"), "{told}");
        let back = file(&folder, &format!("back-{number}.db"));
        assert_eq!(told, done(&en(&["copy", "--from", to, "--to", &back])));
        assert!(
            store(&back).await.load().await.unwrap() == store(&first).await.load().await.unwrap()
        );
        failed(
            &en(&["copy", "--from", &first, "--to", to]),
            "the target is not empty",
        );
    }
}

#[tokio::test]
async fn a_log_that_was_tampered_with_is_found_at_its_entry() {
    let folder = folder("audit");
    for from in addresses(&folder, "tampered").await {
        hospital(&from).await;
        let head = done(&en(&["audit", "head", "--database", &from]));
        assert_eq!(
            stdout(&zhunru(&["audit", "head", "--database", &from])),
            head
        );
        let verify = |head: &str| en(&["audit", "verify", "--head", head, "--database", &from]);
        done(&verify(head.trim()));
        let other = format!("2:{}", "0".repeat(64));
        failed(&verify(&other), "entry 2 of the audit log is not the one");
        let later = format!("12:{}", "0".repeat(64));
        failed(
            &verify(&later),
            "12 entries were written, the last one now is 9",
        );
        assert_eq!(verify("9").status.code(), Some(2));
        databases::tamper(&from).await;
        let broken = en(&["audit", "verify", "--database", &from]);
        failed(&broken, "not what was written at entry 2:");
        let chinese = zhunru(&["audit", "verify", "--database", &from]);
        failed(&chinese, "审计日志在第 2 条处与当初写入的不符");
        // A backup is made all the same, and says so.
        let backup = file(&folder, &format!("{}.tar.gz", from.len()));
        let backed_up = en(&["backup", &backup, "--database", &from]);
        assert!(done(&backed_up).contains("backed up"));
        assert!(
            stderr(&backed_up).contains("at entry 2:"),
            "{}",
            stderr(&backed_up)
        );
    }
}

#[test]
fn a_database_that_is_not_there_is_not_made_up() {
    let folder = folder("nowhere");
    let nowhere = file(&folder, "nowhere.db");
    for args in [
        ["backup", "b.tar.gz", "--database", &nowhere],
        ["audit", "verify", "--database", &nowhere],
        ["audit", "head", "--database", &nowhere],
    ] {
        failed(&en(&args), "there is no database at");
    }
    failed(
        &en(&["copy", "--from", &nowhere, "--to", &nowhere]),
        "there is no database at",
    );
    assert!(!Path::new(&nowhere).exists());
    failed(
        &zhunru(&["audit", "head", "--database", "mysql://h/d"]),
        "不认识",
    );
    failed(
        &zhunru(&["demo", "--database", "/no/such/folder/a.db"]),
        "数据库出错",
    );
}
