//! The key by which what must not be read from a copy of the database is encrypted, and the file it
//! lies in: outside of the database and of every backup.
//!
//! The file has a line for each key, the newest last: `zhunru-1`, its id, and 32 bytes in
//! hexadecimal. The newest seals; each opens what was sealed with it, so a new line is all that a
//! change of keys begins with.
//!
//! # Invariants
//! - What is sealed says with which key, and opens only for the purpose it was sealed for.
//! - A key is made only while nothing is sealed, or beside those there are: a lost key is told, never
//!   replaced.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use thiserror::Error;

use crate::accounts::{NoRandomness, random};
use crate::files::create;
use crate::hex::{hex, unhex};
use crate::store::{StoreError, file_of};

/// What the file is called that lies beside a database file.
const BESIDE: &str = "zhunru.key";
/// What a line begins with; another word will stand for another cipher.
const FORM: &str = "zhunru-1";
/// Bytes that make no two sealed texts alike.
const NONCE_BYTES: usize = 12;

/// Where the keys lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyring {
    file: Option<PathBuf>,
}

/// Why something cannot be sealed or opened.
#[derive(Debug, Error)]
pub enum KeyError {
    /// Nobody has said where the keys lie.
    #[error("no key file is named; set ZHUNRU_KEY_FILE")]
    NoPlace,
    /// The file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is no key file.
    #[error("{} is no key file", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
    },
    /// What is sealed was sealed with a key that is not in the file.
    #[error("the key `{id}` is not in the key file")]
    Lost {
        /// The key's id.
        id: String,
    },
    /// A key is being added by somebody else, or that was broken off.
    #[error("{} is there: a key is being added", path.display())]
    Busy {
        /// The file that is written while a key is added.
        path: PathBuf,
    },
    /// What is sealed was changed, or was sealed for something else.
    #[error("what is sealed is not what was sealed")]
    Damaged,
    /// There is nothing random to make a key of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// The keys of a file.
pub struct Keys {
    known: Vec<Key>,
}

struct Key {
    id: String,
    bytes: [u8; 32],
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keyring {
    /// The keys of a database: in the file named, or beside the database's own file.
    ///
    /// # Errors
    /// An address that names no database.
    pub fn of(address: &str, file: Option<&Path>) -> Result<Self, StoreError> {
        let file = match file {
            Some(file) => Some(file.to_owned()),
            None => file_of(address)?.map(|database| database.with_file_name(BESIDE)),
        };
        Ok(Self { file })
    }

    /// The keys there are. Reads a small file.
    ///
    /// # Errors
    /// No place, no file, or one that is no key file.
    pub fn load(&self) -> Result<Keys, KeyError> {
        let path = self.file.as_ref().ok_or(KeyError::NoPlace)?;
        let text = fs::read_to_string(path).map_err(|source| file(path, source))?;
        let known: Option<Vec<_>> = text.lines().map(Key::parse).collect();
        let known = known.filter(|known| !known.is_empty());
        let malformed = || KeyError::Malformed { path: path.clone() };
        Ok(Keys {
            known: known.ok_or_else(malformed)?,
        })
    }

    /// The keys there are, or the first one, if nothing was sealed yet with another: `sealed` are the
    /// ids of the keys in use.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn load_or_make(&self, sealed: &[String]) -> Result<Keys, KeyError> {
        let path = self.file.as_ref().ok_or(KeyError::NoPlace)?;
        if !path.exists() {
            if let Some(id) = sealed.first() {
                return Err(KeyError::Lost { id: id.clone() });
            }
            let key = Key::new()?;
            write(path, &key).map_err(|source| file(path, source))?;
        }
        self.load()
    }

    /// Adds a key, by which everything is sealed from now on; its id. Those there are stay.
    ///
    /// # Errors
    /// See [`KeyError`]; then the file is as it was.
    pub fn add(&self) -> Result<String, KeyError> {
        // Nothing is added to what is no key file.
        self.load()?;
        let path = self.file.as_ref().ok_or(KeyError::NoPlace)?;
        let key = Key::new()?;
        // While it is there nobody else adds: of two who do, one key would be lost.
        let part = path.with_extension("key.new");
        let new = create(&part).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => KeyError::Busy { path: part.clone() },
            _ => file(&part, source),
        })?;
        let added = append(path, (new, &part), &key);
        if added.is_err() {
            let _gone = fs::remove_file(&part);
        }
        added.map_err(|source| file(path, source))?;
        Ok(key.id)
    }

    /// The first key in use that is not at hand, or why none is; for the start of a server.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn check(&self, sealed: &[String]) -> Result<(), KeyError> {
        let Some(first) = sealed.first() else {
            return Ok(());
        };
        let keys = match self.load() {
            Err(KeyError::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Err(KeyError::Lost { id: first.clone() });
            }
            keys => keys?,
        };
        match sealed.iter().find(|id| keys.key(id).is_none()) {
            Some(id) => Err(KeyError::Lost { id: id.clone() }),
            None => Ok(()),
        }
    }
}

impl Keys {
    /// A text that only these keys open, for one purpose.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> Result<String, KeyError> {
        let key = self.newest()?;
        let nonce = random::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: secret,
            aad: purpose.as_bytes(),
        };
        let sealed = key.cipher()?.encrypt(&Nonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| KeyError::Damaged)?;
        Ok(format!("{}:{}{}", key.id, hex(&nonce), hex(&sealed)))
    }

    /// What was sealed for the purpose.
    ///
    /// # Errors
    /// [`KeyError::Lost`] or [`KeyError::Damaged`].
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>, KeyError> {
        let (id, rest) = sealed.split_once(':').ok_or(KeyError::Damaged)?;
        let lost = || KeyError::Lost { id: id.to_owned() };
        let key = self.key(id).ok_or_else(lost)?;
        let bytes = unhex(rest).ok_or(KeyError::Damaged)?;
        let (nonce, sealed) = bytes
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(KeyError::Damaged)?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        let opened = key.cipher()?.decrypt(&Nonce::from(*nonce), payload);
        opened.map_err(|_| KeyError::Damaged)
    }

    /// What is equal for equal texts and says nothing else to whoever lacks the key: a plain hash of
    /// an identity number would be found by trying them all.
    ///
    /// # Errors
    /// None that can come up while there is a key.
    pub fn fingerprint(&self, purpose: &str, text: &str) -> Result<String, KeyError> {
        self.newest()?.fingerprint(purpose, text)
    }

    /// The same by each key, the newest first: what was kept before a change of keys may have that of
    /// an older one.
    ///
    /// # Errors
    /// None that can come up.
    pub fn fingerprints(&self, purpose: &str, text: &str) -> Result<Vec<String>, KeyError> {
        let keys = self.known.iter().rev();
        keys.map(|key| key.fingerprint(purpose, text)).collect()
    }

    /// The id of the key that seals.
    ///
    /// # Errors
    /// None that can come up while there is a key.
    pub fn newest_id(&self) -> Result<&str, KeyError> {
        Ok(&self.newest()?.id)
    }

    /// The ids of all keys, the newest last.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.known.iter().map(|key| key.id.clone()).collect()
    }

    fn newest(&self) -> Result<&Key, KeyError> {
        self.known.last().ok_or(KeyError::NoPlace)
    }

    fn key(&self, id: &str) -> Option<&Key> {
        self.known.iter().find(|key| key.id == id)
    }
}

impl Key {
    fn new() -> Result<Self, NoRandomness> {
        Ok(Self {
            id: hex(&random::<4>()?),
            bytes: random()?,
        })
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let (form, id, bytes) = (words.next()?, words.next()?, words.next()?);
        let bytes = unhex(bytes)?.try_into().ok()?;
        (form == FORM && words.next().is_none()).then(|| Self {
            id: id.to_owned(),
            bytes,
        })
    }

    fn line(&self) -> String {
        format!("{FORM} {} {}\n", self.id, hex(&self.bytes))
    }

    fn fingerprint(&self, purpose: &str, text: &str) -> Result<String, KeyError> {
        let key = self.derived("fingerprint")?;
        let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&key);
        let mut mac = mac.map_err(|_| KeyError::Damaged)?;
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        Ok(hex(&mac.finalize().into_bytes()))
    }

    /// One key is never used for two ends.
    fn derived(&self, end: &str) -> Result<[u8; 32], KeyError> {
        let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.bytes);
        let mut mac = mac.map_err(|_| KeyError::Damaged)?;
        mac.update(end.as_bytes());
        Ok(mac.finalize().into_bytes().into())
    }

    fn cipher(&self) -> Result<Aes256Gcm, KeyError> {
        let key = self.derived("seal")?;
        Aes256Gcm::new_from_slice(&key).map_err(|_| KeyError::Damaged)
    }
}

/// The id of the key that something was sealed with.
pub(crate) fn key_of(sealed: &str) -> String {
    let id = sealed.split_once(':').map_or(sealed, |(id, _)| id);
    id.to_owned()
}

fn file(path: &Path, source: io::Error) -> KeyError {
    let path = path.to_owned();
    KeyError::File { path, source }
}

/// Writes the first key, for its owner only; whoever was faster stays.
fn write(path: &Path, key: &Key) -> io::Result<()> {
    let unique = random::<8>().map_err(io::Error::other)?;
    let part = path.with_extension(format!("{}.tmp", hex(&unique)));
    let mut new = create(&part)?;
    new.write_all(key.line().as_bytes())?;
    new.sync_all()?;
    let linked = fs::hard_link(&part, path);
    fs::remove_file(&part)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(path)
}

/// Writes a file with one key more in place of the one there is.
fn append(path: &Path, (mut new, part): (fs::File, &Path), key: &Key) -> io::Result<()> {
    let mut text = fs::read_to_string(path)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    new.write_all(text.as_bytes())?;
    new.write_all(key.line().as_bytes())?;
    new.sync_all()?;
    fs::rename(part, path)?;
    sync_folder(path)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    if let (true, Some(folder)) = (cfg!(unix), path.parent()) {
        let folder = if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        };
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
