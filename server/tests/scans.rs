//! Scans and the key, as an administrator has to do with them.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod terminal;

use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use chrono::DateTime;
use eligibility::catalogue::Catalogue;
use registry::access::Actor;
use registry::attachments::{Attachment, Attachments};
use registry::files::Files;
use registry::snapshot::Snapshots;
use registry::store::{RecordKind, Store};
use terminal::{DAY, folder, stderr, stdout, zhunru};

fn en(args: &[&str]) -> Output {
    let args: Vec<_> = ["--lang", "en"].iter().chain(args).copied().collect();
    zhunru(&args)
}

#[track_caller]
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    stdout(output)
}

fn file(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// A demo hospital with a scan on somebody's credential.
async fn hospital(address: &str) -> Attachment {
    done(&en(&["demo", "--on", DAY, "--database", address]));
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(address, catalogue).await.unwrap();
    let snapshots = Snapshots::open(store.clone()).await.unwrap();
    let attachments = Attachments::new(store.clone(), Files::of(address, None).unwrap());
    let kind = RecordKind::from_name("credential").unwrap();
    let snapshot = snapshots.current();
    let mut people = snapshot.hospital.people.iter();
    let record = people.find_map(|person| {
        let staff = Some(person.staff.as_str());
        snapshot.records.at(kind, staff, 0)
    });
    let record = record.unwrap().0.to_string();
    let machine = Actor::command_line();
    let right = machine.editing().unwrap();
    let scan = ("a.pdf", b"%PDF-1.7 scan".to_vec());
    let begun = attachments.begin(&right, &snapshot, &record, scan).unwrap();
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    let added = attachments.add(&right, at.to_utc(), begun.keep().unwrap());
    let added = added.await.unwrap();
    store.close().await;
    added
}

#[tokio::test]
async fn scans_go_along_with_a_backup_and_a_copy() {
    let folder = folder("scans");
    let first = file(&folder, "first.db");
    let scan = hospital(&first).await;
    let backup = file(&folder, "a.tar.gz");
    let taken = en(&["backup", &backup, "--database", &first]);
    done(&taken);
    assert_eq!(stderr(&taken), "");
    let restored = file(&folder, "restored.db");
    done(&en(&["restore", &backup, "--database", &restored]));
    let moved = file(&folder, "moved.db");
    let elsewhere = file(&folder, "elsewhere");
    done(&en(&[
        "copy",
        "--from",
        &first,
        "--to",
        &moved,
        "--to-files",
        &elsewhere,
    ]));
    for (address, files) in [
        (&first, format!("{first}.files")),
        (&restored, format!("{restored}.files")),
        (&moved, elsewhere.clone()),
    ] {
        let told = done(&en(&["files", "--database", address, "--files", &files]));
        assert!(told.contains("there and whole: 1"), "{told}");
        let held = std::fs::read(Path::new(&files).join(&scan.hash)).unwrap();
        assert_eq!(held, b"%PDF-1.7 scan");
    }
}

#[tokio::test]
async fn a_scan_that_is_lost_is_told_by_name() {
    let folder = folder("lost-scan");
    let first = file(&folder, "first.db");
    let scan = hospital(&first).await;
    std::fs::remove_file(Path::new(&format!("{first}.files")).join(&scan.hash)).unwrap();
    let checked = en(&["files", "--database", &first]);
    assert_eq!(checked.status.code(), Some(1), "{}", stdout(&checked));
    assert!(
        stderr(&checked).contains(&scan.hash),
        "{}",
        stderr(&checked)
    );
    // The backup is made all the same, and says so.
    let backup = file(&folder, "a.tar.gz");
    let taken = en(&["backup", &backup, "--database", &first]);
    assert!(done(&taken).contains("backed up"));
    assert!(stderr(&taken).contains(&scan.hash), "{}", stderr(&taken));
    let chinese = zhunru(&["files", "--database", &first]);
    assert!(stderr(&chinese).contains("缺失"), "{}", stderr(&chinese));
}
