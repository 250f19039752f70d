//! Where pages get what they show.
//!
//! The server hands a [`Source`] to every page as a context value; pages know neither store nor
//! clock. Reading from it never waits.

use std::fmt;
use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::standard::Library;
use registry::snapshot::Snapshot;

/// What the server knows.
pub trait Facts: Send + Sync {
    /// The institution's local date; the day a page is for when its address names none.
    fn today(&self) -> Day;
    /// Everything recorded, as it stands now.
    fn snapshot(&self) -> Arc<Snapshot>;
    /// The vocabulary.
    fn catalogue(&self) -> &Catalogue;
    /// The standards at hand.
    fn library(&self) -> &Library;
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
