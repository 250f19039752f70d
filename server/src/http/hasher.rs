//! Hashing passwords without harm to others: on as many threads of its own as there are cores, since
//! each hash takes 19 MiB and a core.
//!
//! The threads are always the same. On the runtime's own, of which there are many, each would keep the
//! memory of the hashes it once made.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, available_parallelism};

use tokio::sync::oneshot;

use super::broken::Broken;

/// What a thread does next.
type Job = Box<dyn FnOnce() + Send>;

/// Runs what is slow.
#[derive(Debug)]
pub(crate) struct Hasher {
    jobs: Sender<Job>,
    n_begun: Arc<AtomicU64>,
    n_threads: usize,
}

impl Default for Hasher {
    fn default() -> Self {
        let (jobs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let n_cores = available_parallelism().map_or(1, std::num::NonZero::get);
        let begun = (0..n_cores).filter(|_| begin(&waiting)).count();
        Self {
            jobs,
            n_begun: Arc::default(),
            n_threads: begun,
        }
    }
}

impl Hasher {
    /// Runs one comparison or one hash, when it is its turn; not at all if nobody waits for it any
    /// more.
    ///
    /// # Errors
    /// The work panicked, or there is no thread to do it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Broken> {
        let (done, awaited) = oneshot::channel();
        let n_begun = Arc::clone(&self.n_begun);
        let job = move || {
            if !done.is_closed() {
                n_begun.fetch_add(1, Ordering::Relaxed);
                let _nobody_waits = done.send(work());
            }
        };
        if self.n_threads == 0 || self.jobs.send(Box::new(job)).is_err() {
            return Err(Broken::of("there is no thread to hash on"));
        }
        awaited.await.map_err(Broken::of)
    }

    /// How many can be run at a time.
    #[cfg(test)]
    pub(crate) const fn n_threads(&self) -> usize {
        self.n_threads
    }

    /// How often it was run.
    #[cfg(test)]
    pub(crate) fn n_begun(&self) -> u64 {
        self.n_begun.load(Ordering::Relaxed)
    }
}

/// Begins a thread, which ends with the hasher; whether the system had one to give.
fn begin(waiting: &Arc<Mutex<Receiver<Job>>>) -> bool {
    let waiting = Arc::clone(waiting);
    let named = thread::Builder::new().name("hasher".to_owned());
    let begun = named.spawn(move || {
        while let Some(job) = next(&waiting) {
            // Whoever waits for a job that panicked is told by its silence.
            let _panicked = catch_unwind(AssertUnwindSafe(job));
        }
    });
    begun.is_ok()
}

fn next(waiting: &Mutex<Receiver<Job>>) -> Option<Job> {
    let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_told_and_the_next_one_runs() {
        let hasher = Hasher::default();
        for _ in 0..2 * hasher.n_threads() {
            let panicked: Result<(), Broken> = hasher.run(|| panic!("no hash")).await;
            assert!(panicked.is_err());
        }
        assert_eq!(hasher.run(|| 7).await.ok(), Some(7));
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_not_begun() {
        let hasher = Hasher::default();
        let (go, wait) = channel::<()>();
        let wait = Arc::new(Mutex::new(wait));
        // Every thread is busy until told.
        let busy: Vec<_> = (0..hasher.n_threads())
            .map(|_| {
                let wait = Arc::clone(&wait);
                hasher.run(move || wait.lock().unwrap().recv())
            })
            .collect();
        let mut busy: Vec<_> = busy.into_iter().map(Box::pin).collect();
        for one in &mut busy {
            assert!(poll_once(one.as_mut()).is_none());
        }
        let mut left = Box::pin(hasher.run(|| ()));
        assert!(poll_once(left.as_mut()).is_none());
        drop(left);
        for _ in 0..hasher.n_threads() {
            go.send(()).unwrap();
        }
        for one in busy {
            one.await.unwrap().unwrap();
        }
        hasher.run(|| ()).await.unwrap();
        let begun = u64::try_from(hasher.n_threads()).unwrap() + 1;
        assert_eq!(hasher.n_begun(), begun);
    }

    /// Polls once.
    fn poll_once<F: Future>(future: std::pin::Pin<&mut F>) -> Option<F::Output> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match future.poll(&mut context) {
            std::task::Poll::Ready(done) => Some(done),
            std::task::Poll::Pending => None,
        }
    }
}
