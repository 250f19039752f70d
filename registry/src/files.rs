//! Files on disk, each under the SHA-256 of what it holds.
//!
//! # Invariants
//! - Under its own name a file is whole: it is written under another, brought to the disk, and then
//!   renamed. So several servers may write into one folder.
//! - Only the owner of the folder may read it: scans are about people.
//! - Nothing is ever removed here. What no row names any more is in older backups all the same.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::accounts::random;
use crate::hex::hex;
use crate::store::{StoreError, file_of};

/// What the folder beside a database file is called: the file's name and this.
const BESIDE: &str = ".files";

/// A folder of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// The files in a folder; it is made when the first is kept.
    #[must_use]
    pub const fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The files of a database: in the folder named, or beside the database's own file. `None` for a
    /// database on a server without a folder named.
    ///
    /// # Errors
    /// An address that names no database.
    pub fn of(address: &str, folder: Option<&Path>) -> Result<Option<Self>, StoreError> {
        if let Some(folder) = folder {
            return Ok(Some(Self::at(folder.to_owned())));
        }
        let beside = |file: PathBuf| {
            let mut name = OsString::from(file);
            name.push(BESIDE);
            Self::at(PathBuf::from(name))
        };
        Ok(file_of(address)?.map(beside))
    }

    /// Where they lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file lies, or would.
    #[must_use]
    pub fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(hash)
    }

    /// Keeps what a file holds; its hash. Slow.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&self, bytes: &[u8]) -> io::Result<String> {
        let hash = hash(bytes);
        self.write(&hash, bytes)?;
        Ok(hash)
    }

    /// Takes a file over from elsewhere under the hash it has there. Slow.
    ///
    /// # Errors
    /// What the system says; also for a file that is not what its hash says.
    pub fn take(&self, hash: &str, from: &Path) -> io::Result<()> {
        if hash_of(from)? != hash {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "another hash"));
        }
        self.write(hash, File::open(from)?)
    }

    /// What a file holds; `None` if it is missing or not what its hash says. Slow.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(&self, hash: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(hash)) {
            Ok(bytes) => Ok((self::hash(&bytes) == hash).then_some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether a file is there, of the length it should have; what it holds is not looked at.
    #[must_use]
    pub fn has(&self, hash: &str, bytes: u64) -> bool {
        fs::metadata(self.path(hash)).is_ok_and(|file| file.is_file() && file.len() == bytes)
    }

    /// Whether a file is there and is what its hash says. Slow.
    #[must_use]
    pub fn is_whole(&self, hash: &str) -> bool {
        hash_of(&self.path(hash)).is_ok_and(|found| found == hash)
    }

    fn write(&self, hash: &str, mut from: impl Read) -> io::Result<()> {
        create_folder(&self.folder)?;
        let unique = random::<8>().map_err(io::Error::other)?;
        let part = self.folder.join(format!("{hash}.{}.tmp", hex(&unique)));
        let written = fill(&part, &mut from).and_then(|()| fs::rename(&part, self.path(hash)));
        if written.is_err() {
            let _gone = fs::remove_file(&part);
        }
        written?;
        // The name of a file lies in its folder, which has to reach the disk as well.
        if cfg!(unix) {
            File::open(&self.folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn fill(part: &Path, from: &mut impl Read) -> io::Result<()> {
    let mut file = create(part)?;
    io::copy(from, &mut file)?;
    file.flush()?;
    file.sync_all()
}

/// Creates a file that only its owner may read.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Creates a folder that only its owner may look into, if it is not there.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Whether a text is the name of a file here.
pub(crate) fn is_hash(text: &str) -> bool {
    let hexadecimal = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 64 && text.bytes().all(hexadecimal)
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n_read = file.read(&mut buffer)?;
        let Some(read @ [_, ..]) = buffer.get(..n_read) else {
            return Ok(hex(&hasher.finalize()));
        };
        hasher.update(read);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::scratch_name;

    struct Scratch(Files);

    impl Scratch {
        fn new() -> Self {
            Self(Files::at(std::env::temp_dir().join(scratch_name())))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _gone = fs::remove_dir_all(&self.0.folder);
        }
    }

    #[test]
    fn a_file_is_found_under_its_hash_and_by_its_owner_only() {
        let scratch = Scratch::new();
        let files = &scratch.0;
        let hash = files.keep(b"scan").unwrap();
        assert_eq!(files.keep(b"scan").unwrap(), hash);
        assert_eq!(files.read(&hash).unwrap().unwrap(), b"scan");
        let names: Vec<_> = fs::read_dir(files.folder()).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&files.path(&hash)), 0o600);
            assert_eq!(mode(files.folder()), 0o700);
        }
    }

    #[test]
    fn a_file_that_is_missing_or_another_is_none() {
        let scratch = Scratch::new();
        let files = &scratch.0;
        let hash = files.keep(b"scan").unwrap();
        assert!(files.has(&hash, 4) && !files.has(&hash, 5) && files.is_whole(&hash));
        fs::write(files.path(&hash), b"scam").unwrap();
        assert_eq!(files.read(&hash).unwrap(), None);
        assert!(files.has(&hash, 4) && !files.is_whole(&hash));
        // Keeping the same again mends it.
        files.keep(b"scan").unwrap();
        assert!(files.is_whole(&hash));
        fs::remove_file(files.path(&hash)).unwrap();
        assert_eq!(files.read(&hash).unwrap(), None);
        assert!(!files.has(&hash, 4));
    }

    #[test]
    fn files_lie_beside_the_database_or_where_said() {
        let of = |address, folder| Files::of(address, folder).unwrap();
        let at = |path: &str| Some(Files::at(PathBuf::from(path)));
        assert_eq!(of("data/a.db", None), at("data/a.db.files"));
        assert_eq!(of("data/a.db", Some(Path::new("/srv/f"))), at("/srv/f"));
        assert_eq!(of("postgres://h/d", None), None);
        assert_eq!(of("postgres://h/d", Some(Path::new("f"))), at("f"));
    }
}
