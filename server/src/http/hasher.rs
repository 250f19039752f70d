//! Hashing passwords without harm to others: on threads of its own, and only so many at a time,
//! since each takes 19 MiB and a core.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::available_parallelism;

use tokio::sync::Semaphore;

use super::broken::Broken;

/// Runs what is slow.
#[derive(Debug)]
pub(crate) struct Hasher {
    permits: Semaphore,
    n_begun: AtomicU64,
}

impl Default for Hasher {
    fn default() -> Self {
        let n_cores = available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            permits: Semaphore::new(n_cores),
            n_begun: AtomicU64::new(0),
        }
    }
}

impl Hasher {
    /// Runs one comparison or one hash, when it is its turn.
    ///
    /// # Errors
    /// The server is ending, or the work panicked.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Broken> {
        let _permit = self.permits.acquire().await.map_err(Broken::of)?;
        self.n_begun.fetch_add(1, Ordering::Relaxed);
        tokio::task::spawn_blocking(work).await.map_err(Broken::of)
    }

    /// How many can be run at a time, while none is.
    #[cfg(test)]
    pub(crate) fn n_permits(&self) -> usize {
        self.permits.available_permits()
    }

    /// How often it was run.
    #[cfg(test)]
    pub(crate) fn n_begun(&self) -> u64 {
        self.n_begun.load(Ordering::Relaxed)
    }
}
