//! Keeps what this server shows up with what others commit to the same database: another server, or
//! a command on the terminal.
//!
//! It asks for the version, one row by its key, and the number of open proposals, again and again. PostgreSQL could call instead
//! (LISTEN and NOTIFY), but SQLite cannot, and what is called out while a connection is lost or goes
//! through a pooler is never heard, so that one would have to ask all the same. The question costs
//! well under a millisecond.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use registry::snapshot::Snapshots;
use registry::store::StoreError;
use tokio::time::sleep;

/// Two of these and the reading of the facts fit into the second within which a change is to be seen.
const PAUSE: Duration = Duration::from_millis(400);

/// After failures the pause grows up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Follows for as long as the server runs. While the database is away, or holds what cannot be read,
/// the facts stay as they were last, and that is logged once.
pub(crate) async fn follow(snapshots: Arc<Snapshots>) {
    let mut pause = PAUSE;
    loop {
        sleep(pause).await;
        let failed_before = pause > PAUSE;
        match snapshots.refresh().await {
            Ok(_) if failed_before => {
                tracing::info!("the database can be read again");
                pause = PAUSE;
            }
            Ok(_) => {}
            Err(error) => {
                if !failed_before {
                    let error = causes(&error);
                    tracing::warn!(
                        error,
                        "the database cannot be read; showing what was read last"
                    );
                }
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

/// An error with what caused it, in one line.
fn causes(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
