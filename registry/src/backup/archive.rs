//! The one file of a backup: a gzipped tar, so that whoever has no Zhunru can still open it, and so
//! that a flipped bit anywhere in it is noticed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use super::manifest::{FORMAT, Filed, Manifest};
use super::{BackupError, Damage};
use crate::files::{create, is_hash};
use crate::store::known_migrations;

const MANIFEST: &str = "manifest.json";

/// The database, on whichever engine it lay.
pub const DATABASE: &str = "database.sqlite";

/// Where the files of scans stand, each under its hash and named in the manifest.
const ATTACHMENTS: &str = "attachments/";

/// A manifest longer than this is none; it has some 200 bytes for each file.
const MAX_MANIFEST: u64 = 1 << 26;

/// The path in the archive of the file of a hash.
pub fn attached(hash: &str) -> String {
    format!("{ATTACHMENTS}{hash}")
}

/// The hash of a file that belongs to scans, by its path in the archive.
pub fn hash_of(name: &str) -> Option<&str> {
    let hash = name.strip_prefix(ATTACHMENTS)?;
    is_hash(hash).then_some(hash)
}

/// A file as the manifest tells it.
pub fn filed(name: &str, path: &Path) -> io::Result<Filed> {
    let mut hashing = Hashing::new(io::sink());
    let bytes = io::copy(&mut File::open(path)?, &mut hashing)?;
    Ok(Filed {
        path: name.to_owned(),
        bytes,
        sha256: hashing.hash(),
    })
}

/// Writes the manifest and the files it names into a new file, and makes sure that they lie on the
/// disk.
pub fn pack(
    manifest: &Manifest,
    lies_at: impl Fn(&Filed) -> PathBuf,
    seconds: u64,
    path: &Path,
) -> io::Result<()> {
    let zipped = GzEncoder::new(BufWriter::new(create(path)?), Compression::fast());
    let mut tar = Builder::new(zipped);
    let mut text = serde_json::to_vec_pretty(manifest)?;
    text.push(b'\n');
    let bytes = u64::try_from(text.len()).map_err(io::Error::other)?;
    append(&mut tar, MANIFEST, bytes, seconds, text.as_slice())?;
    for filed in &manifest.files {
        let file = File::open(lies_at(filed))?;
        append(&mut tar, &filed.path, filed.bytes, seconds, file)?;
    }
    let file = tar.into_inner()?.finish()?.into_inner();
    file.map_err(io::IntoInnerError::into_error)?.sync_all()
}

fn append<W: Write>(
    tar: &mut Builder<W>,
    name: &str,
    bytes: u64,
    seconds: u64,
    data: impl Read,
) -> io::Result<()> {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(seconds);
    tar.append_data(&mut header, name, data)
}

/// Lays the files of an archive into a folder, if it is whole and this program can read it.
pub fn unpack(path: &Path, folder: &Path) -> Result<Manifest, BackupError> {
    let file = File::open(path).map_err(|source| BackupError::file(path, source))?;
    let mut tar = Archive::new(GzDecoder::new(BufReader::new(file)));
    let mut entries = tar.entries().map_err(Damage::Unreadable)?;
    let first = entries.next().ok_or(Damage::NoManifest)?;
    let first = first.map_err(Damage::Unreadable)?;
    if first.path_bytes().as_ref() != MANIFEST.as_bytes() {
        return Err(Damage::NoManifest.into());
    }
    let manifest: Manifest =
        serde_json::from_reader(first.take(MAX_MANIFEST)).map_err(Damage::Manifest)?;
    check_known(&manifest)?;
    let promised: BTreeSet<_> = manifest.files.iter().map(|f| f.path.as_str()).collect();
    let mut found = Vec::new();
    for entry in entries {
        let mut entry = entry.map_err(Damage::Unreadable)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        // Nothing is written but under the names we know, whatever the archive says.
        if name != DATABASE && (hash_of(&name).is_none() || !promised.contains(name.as_str())) {
            return Err(Damage::Unexpected { name }.into());
        }
        found.push(lay(name, &mut entry, folder)?);
    }
    // The checksum stands at the very end.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(Damage::Unreadable)?;
    check_files(&manifest.files, &found)?;
    Ok(manifest)
}

/// Whether this program knows everything of which the archive is made.
fn check_known(manifest: &Manifest) -> Result<(), BackupError> {
    let known = known_migrations();
    let newer = manifest
        .migrations
        .iter()
        .find(|number| !known.contains(number));
    if newer.is_none() && manifest.format <= FORMAT {
        return Ok(());
    }
    Err(BackupError::TooNew {
        product: manifest.product.clone(),
        schema: manifest
            .migrations
            .iter()
            .copied()
            .max()
            .unwrap_or_default(),
        known: known.into_iter().max().unwrap_or_default(),
    })
}

fn lay(name: String, entry: &mut impl Read, folder: &Path) -> Result<Filed, BackupError> {
    let path = folder.join(&name);
    let file = create(&path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => Damage::Unexpected { name: name.clone() }.into(),
        _ => BackupError::file(&path, source),
    })?;
    let mut hashing = Hashing::new(BufWriter::new(file));
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n_read = entry.read(&mut buffer).map_err(Damage::Unreadable)?;
        let Some(read @ [_, ..]) = buffer.get(..n_read) else {
            break;
        };
        let written = hashing.write_all(read);
        written.map_err(|source| BackupError::file(&path, source))?;
        bytes += u64::try_from(n_read).unwrap_or_default();
    }
    hashing
        .flush()
        .map_err(|source| BackupError::file(&path, source))?;
    Ok(Filed {
        path: name,
        bytes,
        sha256: hashing.hash(),
    })
}

fn check_files(told: &[Filed], found: &[Filed]) -> Result<(), Damage> {
    let found: BTreeMap<_, _> = found.iter().map(|f| (f.path.as_str(), f)).collect();
    for filed in told {
        match found.get(filed.path.as_str()) {
            Some(found) if *found == filed && is_named(found) => {}
            Some(_) => {
                return Err(Damage::Changed {
                    name: filed.path.clone(),
                });
            }
            None => {
                return Err(Damage::Missing {
                    name: filed.path.clone(),
                });
            }
        }
    }
    if told.iter().any(|filed| filed.path == DATABASE) {
        return Ok(());
    }
    Err(Damage::Missing {
        name: DATABASE.to_owned(),
    })
}

/// Whether a file of scans has the name of its own hash.
fn is_named(filed: &Filed) -> bool {
    hash_of(&filed.path).is_none_or(|hash| hash == filed.sha256)
}

/// Hashes what passes through.
struct Hashing<W> {
    inner: W,
    hasher: Sha256,
}

impl<W> Hashing<W> {
    fn new(inner: W) -> Self {
        Self {
            inner,
            hasher: Sha256::new(),
        }
    }

    fn hash(self) -> String {
        crate::hex::hex(&self.hasher.finalize())
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_written = self.inner.write(bytes)?;
        self.hasher
            .update(bytes.get(..n_written).unwrap_or_default());
        Ok(n_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
