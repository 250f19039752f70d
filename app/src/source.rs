//! Where pages get what they show.
//!
//! The server hands a [`Source`] to every page as a context value; pages know neither store nor
//! clock. What a page gets from it is a [`Sight`]: the facts as one signed-in person may see them.
//! Reading from it never waits.

use std::fmt;
use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Department;
use registry::access::Actor;
use registry::assessments::Assessments;
use registry::seen::Seen;
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

/// What pages get as context: the facts of this server, for those who may see them.
#[derive(Clone)]
pub struct Source(Arc<dyn Facts>);

/// The facts as they stood when a request came, through the eyes of who sent it.
pub struct Sight {
    facts: Arc<dyn Facts>,
    snapshot: Arc<Snapshot>,
    actor: Actor,
    today: Day,
}

impl Source {
    /// A source of these facts.
    #[must_use]
    pub fn new(facts: impl Facts + 'static) -> Self {
        Self(Arc::new(facts))
    }

    /// The facts themselves, for the server's handlers of forms.
    #[must_use]
    pub fn facts(&self) -> Arc<dyn Facts> {
        Arc::clone(&self.0)
    }

    /// What somebody sees of them.
    #[must_use]
    pub fn seen_by(&self, actor: Actor) -> Sight {
        Sight {
            facts: Arc::clone(&self.0),
            snapshot: self.0.snapshot(),
            actor,
            today: self.0.today(),
        }
    }
}

impl Sight {
    /// The institution's local date.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// The vocabulary.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        self.facts.assessments().catalogue()
    }

    /// The departments, whose names are no secret.
    pub(crate) fn departments(&self) -> &[Department] {
        &self.snapshot.hospital.institution.departments
    }

    /// Who looks.
    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Everything recorded, whole: for the server, which asks for the right itself.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The facts.
    #[must_use]
    pub fn seen(&self) -> Seen<'_> {
        let (snapshot, assessments) = (&*self.snapshot, self.facts.assessments());
        Seen::new(self.actor.reading(), self.today, snapshot, assessments)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").finish_non_exhaustive()
    }
}
