//! Backup: everything a hospital has recorded, in one file, taken while people work; and back into an
//! empty database, on either engine.
//!
//! # Invariants
//! - Under its own name a backup is whole: it is written under another, brought to the disk, and
//!   then renamed. It never replaces a file.
//! - Nothing is restored before the archive was read to its end and agrees with its manifest, and
//!   only where nothing is recorded. What was restored is counted and its audit log verified.

mod archive;
mod manifest;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use eligibility::catalogue::Catalogue;
use thiserror::Error;

pub use self::archive::DATABASE;
pub use self::manifest::{AuditHead, Filed, Manifest};
use crate::act::instant;
use crate::files::{Files, create, create_folder};
use crate::store::{self, Broken, CopyError, Store, StoreError};

/// Why a backup could not be made or restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// A database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The hospital could not be copied; nothing was written.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There are files in the archive, and nobody has said where to put them.
    #[error("no folder is named for the files of the backup")]
    NoFolder,
    /// There is a file of the name of the backup already.
    #[error("{} exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A newer program made the archive.
    #[error("zhunru {product} made this backup, with schema {schema}; this program knows {known}")]
    TooNew {
        /// The version of that program.
        product: String,
        /// The newest migration in the archive.
        schema: i64,
        /// The newest migration of this program.
        known: i64,
    },
    /// The archive is not what was written.
    #[error("the backup is damaged: {0}")]
    Damaged(#[from] Damage),
}

/// What is wrong with an archive.
#[derive(Debug, Error)]
pub enum Damage {
    /// It is no gzipped tar, or not whole.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// It does not begin with a manifest.
    #[error("it has no manifest")]
    NoManifest,
    /// Its manifest cannot be read.
    #[error("its manifest cannot be read: {0}")]
    Manifest(serde_json::Error),
    /// It holds what no backup holds.
    #[error("`{name}` does not belong into it")]
    Unexpected {
        /// The file in the archive.
        name: String,
    },
    /// A file is missing.
    #[error("`{name}` is missing")]
    Missing {
        /// The file in the archive.
        name: String,
    },
    /// A file is not what its hash says.
    #[error("`{name}` is not what its hash says")]
    Changed {
        /// The file in the archive.
        name: String,
    },
    /// The database is not whole.
    #[error("its database is not whole: {0}")]
    Database(StoreError),
    /// The database holds other numbers of rows, or another audit log, than the manifest says.
    #[error("its database does not hold what the manifest says")]
    Contents,
}

impl BackupError {
    fn file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::File { path, source }
    }
}

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Whether the audit log in it is what was written. A backup is made all the same: what is broken
    /// must be kept, too.
    pub audit: Result<(), Broken>,
    /// The files of scans that are missing or damaged, by name; they are not in the backup.
    pub lost: Vec<String>,
}

/// Writes everything into a new file, while others write on; it holds one moment.
///
/// # Errors
/// See [`BackupError`]; then there is no file of that name.
pub async fn backup(
    store: &Store,
    files: Option<&Files>,
    file: &Path,
    at: DateTime<Utc>,
) -> Result<Taken, BackupError> {
    if file.exists() {
        let path = file.to_owned();
        return Err(BackupError::Exists { path });
    }
    // What a backup that was interrupted has left is in nobody's way.
    let database = Scratch::new(beside(file, ".database.part"));
    let packed = Scratch::new(beside(file, ".part"));
    let of_file = |path: &Path| {
        let path = path.to_owned();
        move |source| BackupError::File { path, source }
    };
    // Created first, so that it is nobody else's to read from the beginning.
    create(&database.0).map_err(of_file(&database.0))?;
    store.write_file(&database.0).await?;
    let inspected = store::inspect(&database.0).await?;
    let first = archive::filed(DATABASE, &database.0).map_err(of_file(&database.0))?;
    let (others, lost) = attached(files, &inspected.files);
    let all = std::iter::once(first).chain(others).collect();
    let manifest = Manifest::new(instant(at), &inspected, all);
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    let lies_at = |filed: &Filed| match (archive::hash_of(&filed.path), files) {
        (Some(hash), Some(files)) => files.path(hash),
        _ => database.0.clone(),
    };
    let written = archive::pack(&manifest, lies_at, seconds, &packed.0);
    written.map_err(of_file(&packed.0))?;
    fs::rename(&packed.0, file).map_err(of_file(file))?;
    sync_folder(file).map_err(of_file(file))?;
    Ok(Taken {
        manifest,
        audit: inspected.audit,
        lost,
    })
}

/// The files that the scans of a backup have, and the names of those that cannot go along. No file is
/// ever changed or removed, so they are there for whatever moment the database holds.
fn attached(files: Option<&Files>, hashes: &[String]) -> (Vec<Filed>, Vec<String>) {
    let (mut whole, mut lost) = (Vec::new(), Vec::new());
    for hash in hashes {
        let name = archive::attached(hash);
        let found = files.and_then(|files| archive::filed(&name, &files.path(hash)).ok());
        match found.filter(|found| found.sha256 == *hash) {
            Some(found) => whole.push(found),
            None => lost.push(hash.clone()),
        }
    }
    (whole, lost)
}

/// Reads a backup into the database of an address, in which nothing may be recorded, and its files
/// into a folder; what is missing among them was missing when it was made.
///
/// # Errors
/// See [`BackupError`]; then nothing was written.
pub async fn restore(
    file: &Path,
    (address, files): (&str, Option<&Files>),
    catalogue: Arc<Catalogue>,
) -> Result<Manifest, BackupError> {
    let target_file = store::file_of(address)?;
    let folder = Scratch::new(scratch_folder(target_file.as_deref()));
    // With the folder of the files in it.
    create_folder(&folder.0.join(archive::attached("")))
        .map_err(|source| BackupError::file(&folder.0, source))?;
    let manifest = archive::unpack(file, &folder.0)?;
    let database = folder.0.join(DATABASE);
    let inspected = store::inspect(&database).await.map_err(Damage::Database)?;
    if inspected.contents != manifest.contents() || inspected.migrations != manifest.migrations {
        return Err(Damage::Contents.into());
    }
    // Before the database, which names them; alone they are in nobody's way.
    lay_files(&manifest, &folder.0, files)?;
    let path = database.to_str().ok_or(StoreError::NotAFile)?;
    // Here an older schema is brought up to date.
    let source = Store::open(&format!("sqlite:{path}"), Arc::clone(&catalogue)).await?;
    let is_new = target_file.as_ref().is_some_and(|path| !path.exists());
    let target = Store::open(address, catalogue).await?;
    let copied = source.copy_to(&target).await;
    source.close().await;
    target.close().await;
    if let (Err(_), true, Some(path)) = (&copied, is_new, &target_file) {
        drop(Scratch::new(path.clone()));
    }
    copied?;
    Ok(manifest)
}

fn lay_files(manifest: &Manifest, folder: &Path, files: Option<&Files>) -> Result<(), BackupError> {
    for filed in &manifest.files {
        let Some(hash) = archive::hash_of(&filed.path) else {
            continue;
        };
        let files = files.ok_or(BackupError::NoFolder)?;
        let taken = files.take(hash, &folder.join(&filed.path));
        taken.map_err(|source| BackupError::file(&files.path(hash), source))?;
    }
    Ok(())
}

/// The same path with an ending.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Where a database is unpacked: beside the one to come, where there surely is room for it.
fn scratch_folder(target: Option<&Path>) -> PathBuf {
    let temporary = std::env::temp_dir();
    let folder = target.map_or(temporary.as_path(), folder_of);
    folder.join(format!(".zhunru-restore-{}", std::process::id()))
}

/// The name of a file lies in its folder, which has to reach the disk as well.
fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder_of(file))?.sync_all()?;
    }
    Ok(())
}

/// A file with those that SQLite lays beside it, or a folder: removed when it begins and when it ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(path: PathBuf) -> Self {
        let scratch = Self(path);
        scratch.remove();
        scratch
    }

    /// What cannot be removed is found by whoever creates it next.
    fn remove(&self) {
        let _gone = fs::remove_dir_all(&self.0);
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _gone = fs::remove_file(beside(&self.0, ending));
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}
