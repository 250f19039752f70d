//! Scans and the key, as an administrator has to do with them.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod english;
mod terminal;

use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use eligibility::catalogue::Catalogue;
use english::{done, en};
use registry::access::Actor;
use registry::attachments::{Attachment, Attachments};
use registry::files::Files;
use registry::identity::Identities;
use registry::keys::Keyring;
use registry::snapshot::Snapshots;
use registry::store::{RecordKind, Store};
use terminal::{DAY, folder, stderr, stdout, zhunru};

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

/// A demo hospital in which somebody's identity number is kept.
async fn with_number(address: &str) -> (Store, String) {
    done(&en(&["demo", "--on", DAY, "--database", address]));
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(address, catalogue).await.unwrap();
    let snapshot = Snapshots::open(store.clone()).await.unwrap().current();
    let person = snapshot.hospital.people.first().unwrap();
    let staff = person.staff.to_string();
    let identities = Identities::new(store.clone(), Keyring::of(address, None).unwrap());
    let machine = Actor::command_line();
    let right = machine.editing().unwrap();
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    let set = identities.set(
        &right,
        at.to_utc(),
        (&*snapshot, staff.as_str()),
        "11010519491231002X",
    );
    set.await.unwrap();
    (store, staff)
}

#[tokio::test]
async fn the_key_is_changed_while_the_database_is_open_and_a_lost_one_is_told() {
    let folder = folder("key");
    let database = file(&folder, "a.db");
    let (store, staff) = with_number(&database).await;
    let of = |what: &[&str]| en(&[&["key"], what, &["--database", &database]].concat());
    let before = done(&of(&["list"]));
    assert!(before.ends_with("\t1\tin use\n"), "{before}");
    let rotated = done(&of(&["rotate"]));
    assert!(
        rotated.contains("1 identity numbers, 0 second steps and 0 chat robots"),
        "{rotated}"
    );
    let after = done(&of(&["list"]));
    let lines: Vec<_> = after.lines().collect();
    let old = before.split('\t').next().unwrap();
    assert_eq!(lines[0], format!("{old}\t0\tolder"));
    assert!(lines[1].ends_with("\t1\tin use"), "{after}");
    let again = done(&of(&["rotate", "--continue"]));
    assert!(again.contains("0 identity numbers"), "{again}");
    // Who had the database open all the while reads on, without the older key.
    let key = file(&folder, "zhunru.key");
    let text = std::fs::read_to_string(&key).unwrap();
    std::fs::write(&key, text.lines().last().unwrap()).unwrap();
    let identities = Identities::new(store.clone(), Keyring::of(&database, None).unwrap());
    let machine = Actor::command_line();
    let masked = identities
        .masked(&machine.auditing().unwrap(), &staff)
        .await;
    assert!(masked.unwrap().unwrap().number.ends_with("002X"));
    store.close().await;
    std::fs::remove_file(&key).unwrap();
    for what in [&["list"][..], &["rotate"], &["rotate", "--continue"]] {
        let lost = of(what);
        assert_eq!(lost.status.code(), Some(1), "{what:?}");
        assert!(stderr(&lost).contains("is lost"), "{}", stderr(&lost));
    }
    assert!(!Path::new(&key).exists());
}
