//! What the server knows, as pages ask for it.

use std::sync::Arc;

use app::source;
use eligibility::day::Day;
use registry::assessments::Assessments;
use registry::snapshot::{Snapshot, Snapshots};

use crate::clock;

/// The facts of this server.
pub(crate) struct Facts {
    /// Everything recorded.
    pub(crate) snapshots: Arc<Snapshots>,
    /// The programmes against the standards at hand.
    pub(crate) assessments: Assessments,
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

    fn assessments(&self) -> &Assessments {
        &self.assessments
    }
}
