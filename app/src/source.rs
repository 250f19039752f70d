//! Where pages get what they show.
//!
//! The server hands a [`Source`] to every page as a context value; pages know neither store nor
//! clock. Reading from it never waits.

use std::fmt;
use std::sync::Arc;

use eligibility::day::Day;
use registry::assessments::Assessments;
use registry::snapshot::Snapshot;

/// What the server knows.
pub trait Facts: Send + Sync {
    /// The institution's local date; the day a page is for when its address names none.
    fn today(&self) -> Day;
    /// Everything recorded, as it stands now.
    fn snapshot(&self) -> Arc<Snapshot>;
    /// The programmes against the standards at hand.
    fn assessments(&self) -> &Assessments;
}

/// What pages get as context: the facts of this server.
#[derive(Clone)]
pub struct Source(Arc<dyn Facts>);

impl Source {
    /// A source of these facts.
    #[must_use]
    pub fn new(facts: impl Facts + 'static) -> Self {
        Self(Arc::new(facts))
    }

    /// The facts behind.
    #[must_use]
    pub fn facts(&self) -> &dyn Facts {
        &*self.0
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").finish_non_exhaustive()
    }
}
