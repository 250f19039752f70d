//! What a backup says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::store::{Contents, Head, Inspected};

/// The only format so far; raised when an older program could no longer read the archive.
pub const FORMAT: u32 = 1;

/// What a backup says of itself: enough to know, before anything is written, whether it is whole
/// and whether this program can read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the archive.
    pub format: u32,
    /// The version of the program that made it.
    pub product: String,
    /// When it was made, in UTC.
    pub taken_at: String,
    /// The numbers of the migrations that made the tables: the version of the schema.
    pub migrations: Vec<i64>,
    /// Rows by table.
    pub tables: BTreeMap<String, i64>,
    /// The newest audit entry.
    pub audit: AuditHead,
    /// The other files of the archive.
    pub files: Vec<Filed>,
}

/// The newest audit entry; 0 and nothing while the log is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// Its number.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Its path in the archive.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// The SHA-256 of what it holds, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(taken_at: String, inspected: &Inspected, files: Vec<Filed>) -> Self {
        let contents = &inspected.contents;
        Self {
            format: FORMAT,
            product: env!("CARGO_PKG_VERSION").to_owned(),
            taken_at,
            migrations: inspected.migrations.clone(),
            tables: contents.counts.clone(),
            audit: AuditHead {
                seq: contents.head.seq,
                hash: contents.head.hash.clone(),
            },
            files,
        }
    }

    /// How much of everything it promises.
    #[must_use]
    pub fn contents(&self) -> Contents {
        Contents {
            counts: self.tables.clone(),
            head: Head {
                seq: self.audit.seq,
                hash: self.audit.hash.clone(),
            },
        }
    }
}
