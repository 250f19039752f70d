//! Sending all that can leave, for a command that ends when it is done.

use std::sync::Arc;

use registry::notices::NoticeError;
use registry::snapshot::Snapshots;

use super::{Delivered, Hours, Notifier};

/// After so many rounds in a row in which nothing left it is given up. With a pause of
/// [`registry::notices::BETWEEN_PARTS`] they take longer than [`registry::notices::CLAIM`], for which
/// a server that died is believed to be sending what waits.
const MOST_IDLE: u32 = 6;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Drained {
    /// So many digests were taken by the other side.
    pub(crate) n_sent: usize,
    /// So many were refused for good.
    pub(crate) n_refused: usize,
    /// So many still wait, nearly all of them after a failure.
    pub(crate) still_waiting: usize,
}

/// Sends what is to be sent, and after each pause, which is to take
/// [`registry::notices::BETWEEN_PARTS`], what a robot was not given at once. What failed is not
/// waited for. What is told is what is true as each round begins.
///
/// # Errors
/// A database that failed; what was claimed then is tried again after a while.
pub(crate) async fn drain(
    notifier: &Arc<Notifier>,
    snapshots: &Snapshots,
    hours: &Arc<dyn Hours>,
    pause: impl AsyncFn(),
) -> Result<Drained, NoticeError> {
    let mut all = Delivered::default();
    let mut n_idle = 0;
    loop {
        snapshots.refresh().await?;
        let some = notifier.deliver(notifier.facts.today(), hours).await?;
        all += some;
        let is_idle = some.n_sent + some.in_part == 0;
        n_idle = if is_idle { n_idle + 1 } else { 0 };
        let waiting = notifier.notices.waiting(hours.now()).await?;
        if waiting.n_soon == 0 || n_idle >= MOST_IDLE {
            return Ok(Drained {
                n_sent: all.n_sent,
                n_refused: all.n_refused,
                still_waiting: waiting.n_digests,
            });
        }
        pause().await;
    }
}
