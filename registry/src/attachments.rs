//! Scans on records: who may add, remove and read them, and what may be added.
//!
//! Adding takes three steps, so that the slow one can be done on a thread of its own:
//! [`Attachments::begin`] checks, [`Begun::keep`] writes the file, and [`Attachments::add`] writes the
//! row with its audit entry. A file without a row is in nobody's way.
//!
//! # Invariants
//! - What a file is, is said by what it begins with, and its name must agree; what a browser says of
//!   it is not asked.
//! - A scan may be read by whoever may read its record: the file of the person, the programme, or
//!   the hospital's own records. What may not be read is answered as what does not exist.
//! - Scans are no facts: writing them does not raise the hospital's version.

mod fault;
mod media;

use std::io;

use chrono::{DateTime, Utc};
use eligibility::day::Day;
use thiserror::Error;

pub use self::fault::AttachmentFault;
pub use self::media::Media;
use crate::access::{Editing, Reading};
use crate::accounts::{NoRandomness, random};
use crate::act::{Act, instant};
use crate::files::Files;
use crate::forms::masked_text;
use crate::hex::hex;
use crate::snapshot::Snapshot;
pub use crate::store::Attachment;
use crate::store::{RecordId, RecordKind, Store, StoreError};

/// The longest file.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The most files of one record.
pub const MAX_OF_RECORD: i64 = 20;
/// The most characters of a file's name.
const MAX_NAME: usize = 120;

/// The scans of a hospital.
#[derive(Clone, Debug)]
pub struct Attachments {
    store: Store,
    /// `None` where nobody has said where files lie.
    files: Option<Files>,
}

/// Why something about scans was not done; then nothing was.
#[derive(Debug, Error)]
pub enum AttachmentError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error("a file could not be read or written: {0}")]
    File(#[from] io::Error),
    /// The file of a row is not there, or is not what its hash says.
    #[error("the file {hash} is missing or damaged")]
    Lost {
        /// The name it should have.
        hash: String,
    },
    /// There is nothing random to make an id of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// It cannot be done as asked.
    #[error("{}", .0.code())]
    Fault(#[from] AttachmentFault),
}

/// A scan that may be added.
#[derive(Clone, Debug)]
pub struct Begun {
    files: Files,
    record: RecordId,
    name: String,
    media: Media,
    bytes: Vec<u8>,
}

/// A scan whose file is on disk.
#[derive(Clone, Debug)]
pub struct Kept {
    record: RecordId,
    name: String,
    media: Media,
    bytes: i64,
    hash: String,
}

/// Whose records scans belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A person, by the staff number.
    Person(String),
    /// A programme, by its id.
    Programme(String),
    /// The hospital: what neither a person nor a programme has.
    Institution,
}

/// The records of a holder that scans may belong to, and the scans there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldScans {
    /// Whose they are.
    pub holder: Holder,
    /// Each record with its place in its list, kind by kind.
    pub records: Vec<(RecordId, usize)>,
    /// The scans of all of them, the oldest first.
    pub scans: Vec<Attachment>,
}

/// A scan that may be read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it is.
    pub attachment: Attachment,
    files: Option<Files>,
}

impl Holder {
    /// Whose a record is.
    #[must_use]
    pub fn of(record: &RecordId) -> Self {
        match &record.owner {
            Some(staff) if record.kind.is_of_person() => Self::Person(staff.clone()),
            Some(programme) => Self::Programme(programme.clone()),
            None => Self::Institution,
        }
    }

    /// The staff number, or the id of the programme.
    pub(crate) fn owner(&self) -> Option<&str> {
        match self {
            Self::Person(owner) | Self::Programme(owner) => Some(owner),
            Self::Institution => None,
        }
    }

    fn has(&self, kind: RecordKind) -> bool {
        match self {
            Self::Person(_) => kind.is_of_person(),
            Self::Programme(_) => kind.is_of_programme(),
            Self::Institution => !kind.is_owned(),
        }
    }

    fn is_seen(&self, right: &Reading<'_>, (snapshot, today): (&Snapshot, Day)) -> bool {
        let hospital = &snapshot.hospital;
        match self {
            Self::Person(staff) => right.person(hospital, staff, today).is_some(),
            Self::Programme(id) => right.programme(hospital, id).is_some(),
            Self::Institution => right.is_whole(),
        }
    }
}

impl Begun {
    /// Writes the file. Slow.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(self) -> Result<Kept, AttachmentError> {
        let hash = self.files.keep(&self.bytes)?;
        Ok(Kept {
            record: self.record,
            name: self.name,
            media: self.media,
            bytes: i64::try_from(self.bytes.len()).unwrap_or(i64::MAX),
            hash,
        })
    }
}

impl Opened {
    /// What the file holds. Slow.
    ///
    /// # Errors
    /// [`AttachmentError::Lost`], or what the system says.
    pub fn read(&self) -> Result<Vec<u8>, AttachmentError> {
        let hash = &self.attachment.hash;
        let read = self.files.as_ref().map(|files| files.read(hash));
        let lost = || AttachmentError::Lost { hash: hash.clone() };
        read.transpose()?.flatten().ok_or_else(lost)
    }
}

impl Attachments {
    /// The scans whose rows are in a store and whose files lie in a folder.
    #[must_use]
    pub const fn new(store: Store, files: Option<Files>) -> Self {
        Self { store, files }
    }

    /// The scans of a holder's records; `None` if there is no such holder, or its records may not be
    /// read. Those of a record that was removed are left out.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn held_by(
        &self,
        right: &Reading<'_>,
        seen: (&Snapshot, Day),
        holder: Holder,
    ) -> Result<Option<HeldScans>, AttachmentError> {
        if !holder.is_seen(right, seen) {
            return Ok(None);
        }
        let records = records_of(seen.0, &holder);
        let mut scans = self.store.attachments_of(&holder).await?;
        scans.retain(|scan| records.iter().any(|(record, _)| *record == scan.record));
        let scans = scans.into_iter().map(|scan| shown(right, scan)).collect();
        Ok(Some(HeldScans {
            holder,
            records,
            scans,
        }))
    }

    /// A scan; `None` if there is none of that id, or it may not be read.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn open(
        &self,
        right: &Reading<'_>,
        (snapshot, today): (&Snapshot, Day),
        id: &str,
    ) -> Result<Option<Opened>, AttachmentError> {
        let found = self.store.attachment(id).await?;
        let seen =
            found.filter(|found| Holder::of(&found.record).is_seen(right, (snapshot, today)));
        Ok(seen.map(|attachment| Opened {
            attachment: shown(right, attachment),
            files: self.files.clone(),
        }))
    }

    /// Checks what is to be added.
    ///
    /// # Errors
    /// See [`AttachmentFault`].
    pub fn begin(
        &self,
        _right: &Editing<'_>,
        snapshot: &Snapshot,
        record: &str,
        (name, bytes): (&str, Vec<u8>),
    ) -> Result<Begun, AttachmentFault> {
        let files = self.files.clone().ok_or(AttachmentFault::NoFolder)?;
        let record = RecordId::parse(record).filter(|id| is_recorded(snapshot, id));
        let record = record.ok_or(AttachmentFault::NoSuchRecord)?;
        let (name, media) = fitting(name, &bytes)?;
        Ok(Begun {
            files,
            record,
            name,
            media,
            bytes,
        })
    }

    /// Whether a file may be added at all, where the record is only about to be made.
    ///
    /// # Errors
    /// See [`AttachmentFault`].
    pub fn check(
        &self,
        _right: &Editing<'_>,
        (name, bytes): (&str, &[u8]),
    ) -> Result<(), AttachmentFault> {
        if self.files.is_none() {
            return Err(AttachmentFault::NoFolder);
        }
        fitting(name, bytes).map(|_| ())
    }

    /// Adds a scan whose file is on disk.
    ///
    /// # Errors
    /// [`AttachmentFault::TooMany`], [`AttachmentFault::Twice`], or a database that failed.
    pub async fn add(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        kept: Kept,
    ) -> Result<Attachment, AttachmentError> {
        let attachment = Attachment {
            id: hex(&random::<10>()?),
            record: kept.record,
            hash: kept.hash,
            name: kept.name,
            media: kept.media,
            bytes: kept.bytes,
            by: right.by().id.clone(),
            by_name: right.by().name.clone(),
            at: instant(at),
        };
        let act = Act::new(right.by().clone(), at);
        let added = self.store.add_attachment(&act, &attachment, MAX_OF_RECORD);
        added.await??;
        Ok(attachment)
    }

    /// Removes a scan from its record; the file stays where it is.
    ///
    /// # Errors
    /// [`AttachmentFault::Gone`], or a database that failed.
    pub async fn remove(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        id: &str,
    ) -> Result<Attachment, AttachmentError> {
        let act = Act::new(right.by().clone(), at);
        let removed = self.store.remove_attachment(&act, id).await?;
        removed.ok_or_else(|| AttachmentFault::Gone.into())
    }

    /// The names of the files of all scans.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn hashes(&self) -> Result<Vec<String>, AttachmentError> {
        Ok(self.store.attachment_hashes().await?)
    }

    /// Copies the files of all scans into another folder; the names of those that are missing or
    /// damaged. Slow.
    ///
    /// # Errors
    /// A database that failed, or what the system says of the other folder.
    pub async fn copy_files(&self, to: &Files) -> Result<Vec<String>, AttachmentError> {
        let mut lost = Vec::new();
        for hash in self.hashes().await? {
            let from = self.files.as_ref().filter(|files| files.is_whole(&hash));
            match from {
                Some(from) => to.take(&hash, &from.path(&hash))?,
                None => lost.push(hash),
            }
        }
        Ok(lost)
    }

    /// The scans whose files are missing or of another length; with `thoroughly`, also those that are
    /// not what their hashes say, which is slow. All of them where nobody has said where files lie.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn lost(&self, thoroughly: bool) -> Result<Vec<Attachment>, AttachmentError> {
        let mut lost = self.store.attachments().await?;
        if let Some(files) = &self.files {
            lost.retain(|found| {
                let bytes = u64::try_from(found.bytes).unwrap_or_default();
                let there = files.has(&found.hash, bytes);
                !there || (thoroughly && !files.is_whole(&found.hash))
            });
        }
        Ok(lost)
    }
}

/// The name a file is kept under, and what it is.
fn fitting(name: &str, bytes: &[u8]) -> Result<(String, Media), AttachmentFault> {
    if bytes.is_empty() {
        return Err(AttachmentFault::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(AttachmentFault::TooLarge);
    }
    let name = kept_name(name).ok_or(AttachmentFault::BadName)?;
    let media = Media::of_content(bytes).ok_or(AttachmentFault::UnknownMedia)?;
    if Media::of_name(&name) != Some(media) {
        return Err(AttachmentFault::OtherEnding { media });
    }
    Ok((name, media))
}

fn records_of(snapshot: &Snapshot, holder: &Holder) -> Vec<(RecordId, usize)> {
    let owner = holder.owner();
    let of_kind = |kind: RecordKind| {
        let list = snapshot.records.list(kind, owner).iter();
        list.enumerate().map(move |(place, (ord, _))| {
            let (owner, ord) = (owner.map(ToOwned::to_owned), *ord);
            (RecordId { kind, owner, ord }, place)
        })
    };
    let kinds = RecordKind::all().into_iter();
    kinds
        .filter(|kind| holder.has(*kind) && takes_scans(*kind))
        .flat_map(of_kind)
        .collect()
}

/// Whether scans may belong to records of a kind: to whatever a paper may stand behind, but to nobody
/// as such, to no bare word, to no mark that a list is incomplete, and to no setting.
#[must_use]
pub fn takes_scans(kind: RecordKind) -> bool {
    let bare = [
        "person",
        "programme",
        "department",
        "lead_time",
        "postponement",
    ];
    let is_bare = bare.contains(&kind.name()) || kind.is_of_words();
    !is_bare && !kind.name().contains("incomplete")
}

/// A scan as far as it may be seen: people call files by identity numbers, too.
fn shown(right: &Reading<'_>, scan: Attachment) -> Attachment {
    if right.sees_numbers() {
        return scan;
    }
    Attachment {
        name: masked_text(&scan.name),
        ..scan
    }
}

/// Whether a record is there to which scans may belong.
fn is_recorded(snapshot: &Snapshot, id: &RecordId) -> bool {
    takes_scans(id.kind) && snapshot.records.find(id).is_some()
}

/// The last part of a path, as some browsers send one; no characters that steer a terminal or a
/// direction of writing.
fn kept_name(typed: &str) -> Option<String> {
    let name = typed.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let fits = !name.is_empty() && name.chars().count() <= MAX_NAME;
    (fits && !name.contains(steers)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
