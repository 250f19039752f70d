//! Lets go of files that were handed in and that nobody imported.

use std::time::Duration;

use registry::store::Store;
use registry::uploads;
use tokio::time::sleep;

use crate::clock;

/// A file that is too old is not shown any more; so much later it is not kept either.
const PAUSE: Duration = Duration::from_hours(1);

/// Sweeps for as long as the server runs. What could not be done is done the next time.
pub(crate) async fn sweep(store: Store) {
    loop {
        if let Err(error) = uploads::sweep(&store, clock::now()).await {
            tracing::warn!(%error, "old files could not be deleted");
        }
        sleep(PAUSE).await;
    }
}
