//! A backup holds one moment, whole; a restore gives it back on either engine, or nothing.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;

use eligibility::file::Node;

use super::*;
use crate::backup::{BackupError, Damage, Manifest, backup, restore};

/// A folder of one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("{} 备份", scratch_name()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn add() -> Change {
    Change::Add {
        kind: RecordKind::from_name("employment").unwrap(),
        owner: Some("9".to_owned()),
        node: Node::table([("from", Node::text("2001-01-01"))]),
    }
}

async fn hospital(scratch: &Scratch) -> Store {
    let store = open(scratch).await;
    store.found(&maximal_hospital()).await.unwrap();
    for _ in 0..5 {
        store.apply(&act(), &[add()]).await.unwrap();
    }
    store
}

async fn restored(file: &Path, scratch: &Scratch) -> Result<Manifest, BackupError> {
    restore(file, (&scratch.address, None), catalogue()).await
}

#[tokio::test]
async fn a_backup_of_either_engine_comes_back_on_either() {
    for from in engines().await {
        let folder = Folder::new();
        let file = folder.file("a.tar.gz");
        let store = hospital(&from).await;
        let taken = backup(&store, None, &file, act().at).await.unwrap();
        assert_eq!(taken.audit, Ok(()));
        assert_eq!(folder.names(), ["a.tar.gz"]);
        assert_eq!(taken.manifest.taken_at, "2026-11-22T08:30:00.000Z");
        assert_eq!(taken.manifest.tables["person"], 2);
        for to in engines().await {
            assert_eq!(restored(&file, &to).await.unwrap(), taken.manifest);
            let target = open(&to).await;
            assert!(target.load_indexed().await.unwrap() == store.load_indexed().await.unwrap());
            let head = store.audit_head().await.unwrap();
            assert_eq!(target.verify_audit(Some(&head)).await.unwrap(), Ok(head));
            // Once is enough.
            let again = restored(&file, &to).await;
            assert!(
                matches!(again, Err(BackupError::Copy(CopyError::NotEmpty { .. }))),
                "{again:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_holds_one_moment() {
    for from in engines().await {
        let folder = Folder::new();
        let store = hospital(&from).await;
        let writing = |store: Store| async move {
            for _ in 0..30 {
                store.apply(&act(), &[add(), add()]).await.unwrap();
            }
        };
        let writers: Vec<_> = (0..2)
            .map(|_| tokio::spawn(writing(store.clone())))
            .collect();
        for number in 0..3 {
            let file = folder.file(&format!("{number}.tar.gz"));
            let taken = backup(&store, None, &file, act().at).await.unwrap();
            let to = sqlite();
            restored(&file, &to).await.unwrap();
            let target = open(&to).await;
            let head = target.audit_head().await.unwrap();
            assert_eq!(head.seq, taken.manifest.audit.seq);
            assert_eq!(head.seq % 2, 1, "no act is half in it");
            // What was written later follows what the backup holds.
            let ours = store.audit_entry(head.seq).await.unwrap().unwrap();
            assert_eq!(ours.hash, head.hash);
            let n_records = target.load().await.unwrap().people[1].employment.len();
            assert_eq!(
                i64::try_from(n_records).unwrap(),
                head.seq + i64::try_from(maximal_hospital().people[1].employment.len()).unwrap()
            );
        }
        for writer in writers {
            writer.await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_file_is_never_replaced() {
    let (from, folder) = (sqlite(), Folder::new());
    let file = folder.file("a.tar.gz");
    fs::write(&file, "mine").unwrap();
    let taken = backup(&hospital(&from).await, None, &file, act().at).await;
    assert!(matches!(taken, Err(BackupError::Exists { .. })));
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[tokio::test]
async fn what_an_interrupted_backup_left_is_cleared_away() {
    let (from, folder) = (sqlite(), Folder::new());
    for name in [
        "a.tar.gz.part",
        "a.tar.gz.database.part",
        "a.tar.gz.database.part-journal",
    ] {
        fs::write(folder.file(name), "half").unwrap();
    }
    let store = hospital(&from).await;
    backup(&store, None, &folder.file("a.tar.gz"), act().at)
        .await
        .unwrap();
    assert_eq!(folder.names(), ["a.tar.gz"]);
    let nowhere = folder.file("no/such/folder.tar.gz");
    let taken = backup(&store, None, &nowhere, act().at).await;
    assert!(matches!(taken, Err(BackupError::File { .. })), "{taken:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt as _;
    let (from, folder) = (sqlite(), Folder::new());
    let file = folder.file("a.tar.gz");
    backup(&hospital(&from).await, None, &file, act().at)
        .await
        .unwrap();
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[tokio::test]
async fn a_backup_of_a_broken_log_is_made_and_says_so() {
    for from in engines().await {
        let (folder, to) = (Folder::new(), sqlite());
        let file = folder.file("a.tar.gz");
        let store = hospital(&from).await;
        store.db.drop_audit_guards().await.unwrap();
        run(&store, "UPDATE audit SET actor = 'nobody' WHERE seq = 3")
            .await
            .unwrap();
        let taken = backup(&store, None, &file, act().at).await.unwrap();
        assert_eq!(taken.audit, Err(Broken::Entry { seq: 3 }));
        let restored = restored(&file, &to).await;
        assert!(
            matches!(restored, Err(BackupError::Copy(CopyError::Audit(_)))),
            "{restored:?}"
        );
        assert!(
            !to.file.as_ref().unwrap().exists(),
            "no half-made database stays"
        );
    }
}

/// The archive with its manifest changed, and every checksum right.
fn with_manifest(file: &Path, changed: &Path, change: impl Fn(&mut Manifest)) {
    repack(file, changed, |name, data| {
        if name != "manifest.json" {
            return Some((name.to_owned(), data));
        }
        let mut manifest = serde_json::from_slice(&data).unwrap();
        change(&mut manifest);
        Some((name.to_owned(), serde_json::to_vec(&manifest).unwrap()))
    });
}

fn repack(
    file: &Path,
    changed: &Path,
    change: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>,
) {
    let mut old = tar::Archive::new(flate2::read::GzDecoder::new(File::open(file).unwrap()));
    let zipped =
        flate2::write::GzEncoder::new(File::create(changed).unwrap(), flate2::Compression::fast());
    let mut new = tar::Builder::new(zipped);
    for entry in old.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        let mut data = Vec::new();
        entry.read_to_end(&mut data).unwrap();
        if let Some((name, data)) = change(&name, data) {
            let mut header = tar::Header::new_gnu();
            header.set_size(u64::try_from(data.len()).unwrap());
            // Written into the header as it is: a hostile name would be refused otherwise.
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            new.append(&header, data.as_slice()).unwrap();
        }
    }
    new.into_inner().unwrap().finish().unwrap().flush().unwrap();
}

/// A backup, a place for others made from it, and the error each gives.
async fn made() -> (Scratch, Folder, PathBuf) {
    let (from, folder) = (sqlite(), Folder::new());
    let file = folder.file("a.tar.gz");
    backup(&hospital(&from).await, None, &file, act().at)
        .await
        .unwrap();
    (from, folder, file)
}

async fn refused(file: &Path) -> BackupError {
    let to = sqlite();
    let error = restored(file, &to).await.unwrap_err();
    assert!(!to.file.as_ref().unwrap().exists(), "{error}");
    error
}

#[tokio::test]
async fn a_backup_of_a_newer_program_is_refused() {
    let (_from, folder, file) = made().await;
    let newer = folder.file("newer.tar.gz");
    with_manifest(&file, &newer, |manifest| {
        manifest.product = "9.0.0".to_owned();
        manifest.migrations.push(9999);
    });
    let error = refused(&newer).await;
    assert!(
        matches!(&error, BackupError::TooNew { product, schema: 9999, .. } if product == "9.0.0"),
        "{error}"
    );
    let newer = folder.file("format.tar.gz");
    with_manifest(&file, &newer, |manifest| manifest.format += 1);
    assert!(matches!(refused(&newer).await, BackupError::TooNew { .. }));
}

#[tokio::test]
async fn a_manifest_that_promises_something_else_is_refused() {
    let (_from, folder, file) = made().await;
    let other = folder.file("other.tar.gz");
    let changes: [fn(&mut Manifest); 6] = [
        |manifest| *manifest.tables.get_mut("person").unwrap() += 1,
        |manifest| manifest.audit.seq -= 1,
        |manifest| manifest.audit.hash = "0".repeat(64),
        |manifest| manifest.migrations.truncate(1),
        |manifest| manifest.files[0].sha256 = "0".repeat(64),
        |manifest| manifest.files[0].bytes += 1,
    ];
    for change in changes {
        with_manifest(&file, &other, change);
        let error = refused(&other).await;
        assert!(
            matches!(
                error,
                BackupError::Damaged(Damage::Contents | Damage::Changed { .. })
            ),
            "{error}"
        );
    }
    with_manifest(&file, &other, |manifest| manifest.files.clear());
    let error = refused(&other).await;
    assert!(
        matches!(error, BackupError::Damaged(Damage::Missing { .. })),
        "{error}"
    );
}

#[tokio::test]
async fn an_archive_of_other_files_is_refused() {
    let (_from, folder, file) = made().await;
    let other = folder.file("other.tar.gz");
    for (name, instead) in [
        ("database.sqlite", None),
        ("database.sqlite", Some("../escaped.sqlite")),
        ("database.sqlite", Some("/tmp/escaped.sqlite")),
        ("database.sqlite", Some("attachments/unheard-of")),
        ("manifest.json", None),
        ("manifest.json", Some("manifest.toml")),
    ] {
        repack(&file, &other, |found, data| {
            let name = if found == name { instead } else { Some(found) };
            name.map(|name| (name.to_owned(), data))
        });
        let error = refused(&other).await;
        assert!(
            matches!(error, BackupError::Damaged(_)),
            "{instead:?}: {error}"
        );
    }
    assert!(!folder.names().iter().any(|name| name.contains("escaped")));
}

fn unzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = flate2::read::GzDecoder::new(bytes).read_to_end(&mut out);
    read.ok().map(|_| out)
}

#[tokio::test]
async fn a_damaged_archive_is_refused_wherever_it_is_damaged() {
    let (_from, folder, file) = made().await;
    let whole = fs::read(&file).unwrap();
    let damaged = folder.file("damaged.tar.gz");
    for place in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x40;
        fs::write(&damaged, &bytes).unwrap();
        // A few bits of the packed form mean nothing: without them everything is what it was.
        if unzipped(&bytes) == unzipped(&whole) {
            continue;
        }
        let error = refused(&damaged).await;
        assert!(
            matches!(error, BackupError::Damaged(_) | BackupError::TooNew { .. }),
            "{place}: {error}"
        );
    }
    for length in [0, 1, 20, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
        fs::write(&damaged, &whole[..length]).unwrap();
        let error = refused(&damaged).await;
        assert!(
            matches!(error, BackupError::Damaged(_)),
            "{length}: {error}"
        );
    }
    let error = refused(&folder.file("missing.tar.gz")).await;
    assert!(matches!(error, BackupError::File { .. }), "{error}");
}
