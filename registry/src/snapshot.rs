//! The snapshot: all facts in memory, so that no page waits for the database.
//!
//! # Invariants
//! - A snapshot never changes; a committed write is followed by a new one.
//! - The current snapshot never goes back to an older version.

use std::sync::{Arc, PoisonError, RwLock};

use eligibility::facts::Hospital;

use crate::store::{Store, StoreError};

/// All facts as they were at one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The version; it grows with each committed write.
    pub version: i64,
    /// Everything recorded.
    pub hospital: Hospital,
}

/// A store and the snapshot of what it holds.
#[derive(Debug)]
pub struct Snapshots {
    store: Store,
    current: RwLock<Arc<Snapshot>>,
}

impl Snapshots {
    /// Reads the first snapshot.
    ///
    /// # Errors
    /// A database that failed or that holds what no hospital may hold.
    pub async fn open(store: Store) -> Result<Self, StoreError> {
        let (version, hospital) = store.load_versioned().await?;
        let current = RwLock::new(Arc::new(Snapshot { version, hospital }));
        Ok(Self { store, current })
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
        if self.store.version().await? > self.current().version {
            let (version, hospital) = self.store.load_versioned().await?;
            self.swap(Snapshot { version, hospital });
        }
        Ok(self.current())
    }

    /// Writes a whole hospital into an empty database and makes it current.
    ///
    /// # Errors
    /// As [`Store::found`].
    pub async fn found(&self, hospital: &Hospital) -> Result<Arc<Snapshot>, StoreError> {
        self.store.found(hospital).await?;
        self.refresh().await
    }

    /// The store behind.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    fn swap(&self, next: Snapshot) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        // Two refreshes may end in the other order than they read.
        if next.version > current.version {
            *current = Arc::new(next);
        }
    }
}
