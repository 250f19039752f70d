//! The store: all facts of one hospital in SQLite or PostgreSQL.
//!
//! # Invariants
//! - SQL lives only below this module, each statement made of texts and names that are known
//!   when the program is built; whatever people type is bound.
//! - Each table is declared once (`tables.rs`); its rows become the nodes of a file, so what comes
//!   out of the database is checked like a file, and nothing goes in that could not come out.
//! - No statement asks for the time: days are arguments, as everywhere.

mod accounts;
mod attachments;
mod audit;
mod batches;
mod calendar_told;
mod change;
mod copy;
mod db;
mod error;
mod identities;
mod inspect;
mod layout;
mod notices;
mod proposals;
mod read_back;
mod record;
mod rows;
mod sealed;
mod sql;
mod table;
mod tables;
mod uploads;

use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use eligibility::facts::Hospital;
use eligibility::file::Shape as _;

pub use self::accounts::{Account, ApiToken, Opening, Session};
pub(crate) use self::accounts::{
    AccountChange, Attempt, FactorRow, FeedRow, HalfRow, LetIn, LinkRow, NewSession,
    PasswordChange, Refused, Second, Shown, UsedLink,
};
pub use self::attachments::Attachment;
pub(crate) use self::audit::Told;
pub use self::audit::{Broken, Entry, Filter, Head};
pub(crate) use self::batches::UNDO;
pub use self::batches::{Batch, BatchCounts};
pub(crate) use self::calendar_told::ToldRow;
pub(crate) use self::change::ACT;
pub use self::change::{Applied, ApplyError, Change, ChangeFault, Refusal};
pub use self::copy::{Contents, CopyError};
use self::db::Db;
pub use self::db::file_of;
pub use self::error::{Inconsistency, StoreError};
pub(crate) use self::identities::{IdentityRow, NewIdentity, Sealed};
pub use self::inspect::{Inspected, inspect, known_migrations};
pub(crate) use self::notices::{NewNotice, Planned, RobotRow};
pub use self::proposals::{Decision, Proposal, ProposedBy, SettleError, State};
pub use self::read_back::Known;
pub use self::record::{RecordId, RecordIndex, RecordKind};
pub(crate) use self::rows::is_same;
pub(crate) use self::sealed::{Numbers, Secrets};
pub use self::uploads::Kept;
pub(crate) use self::uploads::NewUpload;
use crate::tree;

/// Whether anything is recorded yet.
const N_RECORDS: &str = "SELECT CAST((SELECT COUNT(*) FROM institution) \
    + (SELECT COUNT(*) FROM department) + (SELECT COUNT(*) FROM equipment) \
    + (SELECT COUNT(*) FROM person) + (SELECT COUNT(*) FROM programme) AS BIGINT)";

/// All facts of one hospital, kept.
#[derive(Clone, Debug)]
pub struct Store {
    db: Db,
    catalogue: Arc<Catalogue>,
}

impl Store {
    /// Opens the database at a path, a `sqlite:` or a `postgres:` URL, creates the file if it is
    /// missing, and brings the tables up to date.
    ///
    /// # Errors
    /// An unknown kind of database, one that cannot be reached, or an engine that is too old.
    pub async fn open(address: &str, catalogue: Arc<Catalogue>) -> Result<Self, StoreError> {
        Ok(Self {
            db: Db::open(address).await?,
            catalogue,
        })
    }

    /// Opens a database that is there already; a file is not created.
    ///
    /// # Errors
    /// [`StoreError::NoDatabase`] for a file that is missing; else as [`Store::open`].
    pub async fn open_existing(
        address: &str,
        catalogue: Arc<Catalogue>,
    ) -> Result<Self, StoreError> {
        match file_of(address)? {
            Some(path) if !path.exists() => Err(StoreError::NoDatabase { path }),
            _ => Self::open(address, catalogue).await,
        }
    }

    /// The vocabulary that what is stored is checked against.
    #[must_use]
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Everything recorded; an empty hospital while nothing is.
    ///
    /// # Errors
    /// A database that failed or that holds what no hospital may hold.
    pub async fn load(&self) -> Result<Hospital, StoreError> {
        Ok(self.load_versioned().await?.1)
    }

    /// Everything recorded, with the version it was read at.
    ///
    /// # Errors
    /// A database that failed or that holds what no hospital may hold.
    pub async fn load_versioned(&self) -> Result<(i64, Hospital), StoreError> {
        let (version, hospital, _) = self.load_indexed().await?;
        Ok((version, hospital))
    }

    /// The same with the numbers and versions of all records.
    ///
    /// # Errors
    /// A database that failed or that holds what no hospital may hold.
    pub async fn load_indexed(&self) -> Result<(i64, Hospital, RecordIndex), StoreError> {
        let mut tx = self.db.begin_read().await?;
        let version = db::version(&mut tx).await?;
        let mut stored = rows::Stored::read(&mut tx).await?;
        tx.commit().await?;
        let index = stored.records();
        let tree = stored.take_tree();
        let hospital = tree::read(&tree, &self.catalogue)
            .map_err(|faults| StoreError::Inconsistent(stored.locate(faults)))?;
        Ok((version, hospital, index))
    }

    /// The version of what is recorded, without reading it.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn version(&self) -> Result<i64, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let version = db::version(&mut tx).await?;
        tx.commit().await?;
        Ok(version)
    }

    /// Writes what is there already, to learn whether the database takes writes.
    ///
    /// # Errors
    /// That it does not.
    pub async fn write_nothing(&self) -> Result<(), StoreError> {
        self.db.begin_note().await?.commit().await?;
        Ok(())
    }

    /// Writes a whole hospital into a database in which nothing is recorded, in one transaction;
    /// the version it then has.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] where something is recorded, [`StoreError::Faulty`] for a hospital
    /// that could not be read again, or a database that failed; then nothing was written.
    pub async fn found(&self, hospital: &Hospital) -> Result<i64, StoreError> {
        let tree = hospital.write();
        tree::read(&tree, &self.catalogue).map_err(StoreError::Faulty)?;
        let mut tx = self.db.begin_write().await?;
        let n_records: i64 = sqlx::query_scalar(N_RECORDS)
            .fetch_one(tx.connection())
            .await?;
        if n_records > 0 {
            return Err(StoreError::NotEmpty);
        }
        rows::insert(&tree, tx.connection()).await?;
        tx.commit().await
    }

    /// Closes every connection; on SQLite this also empties the write-ahead log.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
pub(crate) mod tests;
