//! Whether this server can do its work, for what sends it requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use tokio::time::timeout;

use super::web::Web;

/// A database that takes longer to write nothing than this is not one to send people to.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the server has been asked to stop.
#[derive(Debug, Default)]
pub(crate) struct Stopping(AtomicBool);

impl Stopping {
    /// From now on.
    pub(crate) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// `GET /readyz`: ready if the database takes writes, its disk with it, and nobody has asked the server
/// to stop. `/healthz` beside it only says that the process answers.
pub(super) async fn readyz(State(web): State<Arc<Web>>) -> (StatusCode, &'static str) {
    const NOT_READY: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
    if web.stopping.0.load(Ordering::Relaxed) {
        return (NOT_READY, "stopping\n");
    }
    match timeout(PATIENCE, web.snapshots.store().write_nothing()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the database cannot be written");
            (NOT_READY, "database\n")
        }
        Err(_) => {
            tracing::warn!("not ready: the database does not answer in time");
            (NOT_READY, "database\n")
        }
    }
}
