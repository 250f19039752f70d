//! The snapshot: all facts in memory, so that no page waits for the database.
//!
//! # Invariants
//! - A snapshot never changes; a committed write is followed by a new one.
//! - The current snapshot never goes back to an older version.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use eligibility::facts::Hospital;

use crate::act::Act;
use crate::keys::Keyring;
use crate::store::{
    Applied, ApplyError, Change, Known, NewIdentity, RecordId, RecordIndex, SettleError, Store,
    StoreError,
};

/// All facts as they were at one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The version; it grows with each committed write.
    pub version: i64,
    /// Everything recorded.
    pub hospital: Hospital,
    /// Number and version of each record, so that it can be named and changed.
    pub records: RecordIndex,
}

impl Snapshot {
    /// A hospital that lies in no database: its records cannot be named.
    #[must_use]
    pub fn unstored(version: i64, hospital: Hospital) -> Self {
        let records = RecordIndex::default();
        Self {
            version,
            hospital,
            records,
        }
    }

    const fn known(&self) -> Known<'_> {
        Known {
            version: self.version,
            hospital: &self.hospital,
            records: &self.records,
        }
    }
}

/// A store and the snapshot of what it holds.
#[derive(Debug)]
pub struct Snapshots {
    store: Store,
    /// By what is sealed that an import brings and no snapshot holds.
    keyring: Keyring,
    current: RwLock<Arc<Snapshot>>,
    /// How many proposals wait for a decision: no fact, so it moves without the version.
    n_open_proposals: AtomicI64,
}

impl Snapshots {
    /// Reads the first snapshot.
    ///
    /// # Errors
    /// A database that failed or that holds what no hospital may hold.
    pub async fn open(store: Store) -> Result<Self, StoreError> {
        let current = RwLock::new(Arc::new(load(&store).await?));
        let (_, n_open) = store.at_hand().await?;
        let keyring = Keyring::default();
        Ok(Self {
            store,
            keyring,
            current,
            n_open_proposals: AtomicI64::new(n_open),
        })
    }

    /// The same with a key, without which imports keep no identity numbers.
    #[must_use]
    pub fn with_keyring(self, keyring: Keyring) -> Self {
        Self { keyring, ..self }
    }

    /// The present snapshot. Never touches the database.
    #[must_use]
    pub fn current(&self) -> Arc<Snapshot> {
        // The lock is held only to copy or to swap a pointer, which leaves nothing half done.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads what was committed, by this server or another, and makes it current; does nothing
    /// while the version stands.
    ///
    /// # Errors
    /// A database that failed or that holds what no hospital may hold; the present snapshot stays.
    pub async fn refresh(&self) -> Result<Arc<Snapshot>, StoreError> {
        let (version, n_open) = self.store.at_hand().await?;
        self.n_open_proposals.store(n_open, Ordering::Relaxed);
        if version > self.current().version {
            self.swap(load(&self.store).await?);
        }
        Ok(self.current())
    }

    /// How many proposals waited for a decision when that was last looked at. Never touches the
    /// database.
    pub(crate) fn n_open_proposals(&self) -> i64 {
        self.n_open_proposals.load(Ordering::Relaxed)
    }

    /// Counts the proposals that wait, after one of them was made or settled here. What fails is done
    /// by the next refresh.
    pub(crate) async fn recount(&self) {
        if let Ok((_, n_open)) = self.store.at_hand().await {
            self.n_open_proposals.store(n_open, Ordering::Relaxed);
        }
    }

    /// Writes a whole hospital into an empty database and makes it current.
    ///
    /// # Errors
    /// As [`Store::found`].
    pub async fn found(&self, hospital: &Hospital) -> Result<Arc<Snapshot>, StoreError> {
        self.store.found(hospital).await?;
        self.refresh().await
    }

    /// Makes all changes of an act, or none, and makes what then is current; the record of each
    /// change.
    ///
    /// # Errors
    /// See [`ApplyError`]; then nothing was written.
    pub async fn apply(&self, act: &Act, changes: &[Change]) -> Result<Vec<RecordId>, ApplyError> {
        self.apply_with(act, changes, &[]).await
    }

    /// The same with identity numbers of people who are there after the changes.
    ///
    /// # Errors
    /// See [`ApplyError`]; then nothing was written.
    pub(crate) async fn apply_with(
        &self,
        act: &Act,
        changes: &[Change],
        numbers: &[NewIdentity],
    ) -> Result<Vec<RecordId>, ApplyError> {
        let now = self.current();
        let known = Some(now.known());
        let applied = self.store.apply_with(known, act, changes, numbers);
        Ok(self.take(applied.await?))
    }

    /// Accepts a proposal, makes its change, and makes what then is current; the record it is about.
    ///
    /// # Errors
    /// See [`SettleError`]; then nothing was written.
    pub(crate) async fn accept(&self, act: &Act, id: &str) -> Result<Vec<RecordId>, SettleError> {
        let now = self.current();
        let known = Some(now.known());
        let accepted = self.take(self.store.accept_proposal(known, act, id).await?);
        self.recount().await;
        Ok(accepted)
    }

    /// Makes what was applied current; the changed records.
    fn take(&self, applied: Applied) -> Vec<RecordId> {
        self.swap(Snapshot {
            version: applied.version,
            hospital: applied.hospital,
            records: applied.index,
        });
        applied.records
    }

    /// The store behind.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// By what is sealed that an import brings.
    #[must_use]
    pub const fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    fn swap(&self, next: Snapshot) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        // Two refreshes may end in the other order than they read.
        if next.version > current.version {
            *current = Arc::new(next);
        }
    }
}

async fn load(store: &Store) -> Result<Snapshot, StoreError> {
    let (version, hospital, records) = store.load_indexed().await?;
    Ok(Snapshot {
        version,
        hospital,
        records,
    })
}
