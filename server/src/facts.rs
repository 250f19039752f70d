//! What the server knows, as pages ask for it.

use std::sync::Arc;

use app::source;
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::standard::Library;
use registry::snapshot::{Snapshot, Snapshots};

use crate::clock;

/// The facts of this server.
pub(crate) struct Facts {
    /// Everything recorded.
    pub(crate) snapshots: Snapshots,
    /// The vocabulary.
    pub(crate) catalogue: Arc<Catalogue>,
    /// The standards at hand.
    pub(crate) library: Library,
    /// The day taken for today; the clock's without it.
    pub(crate) today: Option<Day>,
}

impl source::Facts for Facts {
    fn today(&self) -> Day {
        self.today.unwrap_or_else(clock::today)
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.current()
    }

    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn library(&self) -> &Library {
        &self.library
    }
}
