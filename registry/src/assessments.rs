//! Assessing the hospital's programmes: the use case behind board and sheet.
//!
//! # Invariants
//! - An answer depends on nothing but the snapshot's version and the question, so it is kept until
//!   the version changes. Statuses are never stored.

mod apart;
mod remedies;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use eligibility::assess::{
    Assessment, PaperEnds, Question, Timeline, TimelineQuestion, assess, timeline,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, StaffNumber};
use eligibility::standard::{Library, Standard};

use self::apart::{Circles, Verdicts};
use crate::due::{self, Everything};
use crate::snapshot::Snapshot;
use crate::staff_list::names::Names;
use remedies::Remedies;
pub use remedies::SinglePoints;

/// How many answers of a kind are kept; a board and its sheets for some days are far fewer.
const KEPT: usize = 512;

/// For how many days the list of what is due is kept: it has a row for every paper.
const DUE_KEPT: usize = 4;

/// Answers by what they depend on besides the snapshot: for whom, and everything that was asked.
type Answers<K, Q, A> = BTreeMap<(K, Q), Arc<A>>;

#[derive(Debug, Default)]
struct Kept {
    version: i64,
    answers: Answers<String, Question, Assessment>,
    timelines: Answers<String, TimelineQuestion, Timeline>,
    /// By the programmes assessed together.
    apart: Answers<Vec<String>, Question, Verdicts>,
    circles: Option<Arc<Circles>>,
    names: Option<Arc<Names>>,
    due: BTreeMap<Day, Arc<Everything>>,
}

/// Assesses programmes against the standards at hand, and keeps the answers while they hold.
#[derive(Debug)]
pub struct Assessments {
    catalogue: Arc<Catalogue>,
    standards: Library,
    kept: Mutex<Kept>,
    remedies: Remedies,
}

impl Assessments {
    /// Nothing assessed yet.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, standards: Library) -> Self {
        let kept = Mutex::default();
        Self {
            catalogue,
            standards,
            kept,
            remedies: Remedies::default(),
        }
    }

    /// The vocabulary.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The standards at hand.
    #[must_use]
    pub const fn standards(&self) -> &Library {
        &self.standards
    }

    /// The standard a programme names; `None` if it names none that is at hand.
    #[must_use]
    pub fn standard(&self, programme: &Programme) -> Option<&Standard> {
        self.standards.get(programme.standard.as_deref()?)
    }

    /// The answer for a programme; `None` if there is no such programme or its standard is not at
    /// hand. Clauses that would have another verdict if nobody counted for two standards say so
    ///
    #[must_use]
    pub fn answer(
        &self,
        snapshot: &Snapshot,
        programme: &str,
        question: Question,
    ) -> Option<Arc<Assessment>> {
        let key = (programme.to_owned(), question);
        if let Some(known) = self.known(snapshot, |kept| kept.answers.get(&key).cloned()) {
            return Some(known);
        }
        let programme = snapshot.hospital.programme(programme)?;
        let standard = self.standard(&programme)?;
        let hospital = &snapshot.hospital;
        let mut assessment = assess(question, &self.catalogue, standard, hospital, &programme)?;
        if let Some(apart) = self.apart(snapshot, &programme, question) {
            let own = apart.get(&programme.id).map(Vec::as_slice);
            apart::add(&mut assessment, own.unwrap_or_default());
        }
        let answer = Arc::new(assessment);
        self.keep(snapshot, |kept| put(&mut kept.answers, key, &answer));
        Some(answer)
    }

    /// How a programme's verdicts go on; `None` if there is no such programme, its standard is not
    /// at hand, or the span has no day.
    #[must_use]
    pub fn timeline(
        &self,
        snapshot: &Snapshot,
        programme: &str,
        question: TimelineQuestion,
    ) -> Option<Arc<Timeline>> {
        let key = (programme.to_owned(), question);
        if let Some(known) = self.known(snapshot, |kept| kept.timelines.get(&key).cloned()) {
            return Some(known);
        }
        let programme = snapshot.hospital.programme(programme)?;
        let standard = self.standard(&programme)?;
        let hospital = &snapshot.hospital;
        let answer = timeline(question, &self.catalogue, standard, hospital, &programme)?;
        let answer = Arc::new(answer);
        self.keep(snapshot, |kept| put(&mut kept.timelines, key, &answer));
        Some(answer)
    }

    /// The verdicts of a programme and those it may share people with, if nobody counted for two
    /// standards; `None` where it shares with none.
    fn apart(
        &self,
        snapshot: &Snapshot,
        programme: &Programme,
        question: Question,
    ) -> Option<Arc<Verdicts>> {
        let circles = self.circles(snapshot);
        let hospital = &snapshot.hospital;
        let together = circles.together(hospital, &self.standards, programme);
        if together.len() < 2 {
            return None;
        }
        let key = (together, question);
        if let Some(known) = self.known(snapshot, |kept| kept.apart.get(&key).cloned()) {
            return Some(known);
        }
        let (catalogue, standards) = (&self.catalogue, &self.standards);
        let verdicts = apart::verdicts(question, catalogue, standards, hospital, &key.0);
        let verdicts = Arc::new(verdicts);
        self.keep(snapshot, |kept| put(&mut kept.apart, key, &verdicts));
        Some(verdicts)
    }

    fn circles(&self, snapshot: &Snapshot) -> Arc<Circles> {
        self.known(snapshot, |kept| kept.circles.clone())
            .unwrap_or_else(|| {
                let circles = Arc::new(Circles::of(&snapshot.hospital));
                self.keep(snapshot, |kept| kept.circles = Some(Arc::clone(&circles)));
                circles
            })
    }

    /// The names of everybody, as people type and sort them.
    pub(crate) fn names(&self, snapshot: &Snapshot) -> Arc<Names> {
        self.known(snapshot, |kept| kept.names.clone())
            .unwrap_or_else(|| {
                let names = Arc::new(Names::of(&snapshot.hospital.people));
                self.keep(snapshot, |kept| kept.names = Some(Arc::clone(&names)));
                names
            })
    }

    /// When the credentials of a hospital end as of a day.
    pub(crate) fn paper_ends<'a>(&'a self, hospital: &'a Hospital, on: Day) -> PaperEnds<'a> {
        let programmes = hospital.programmes.iter();
        let asked = programmes.filter_map(|one| Some((one, self.standard(one)?)));
        PaperEnds::of(on, &self.catalogue, hospital, asked)
    }

    /// Everything that ends, is due again or breaks, as of a day.
    pub(crate) fn everything_due(&self, snapshot: &Snapshot, on: Day) -> Arc<Everything> {
        if let Some(known) = self.known(snapshot, |kept| kept.due.get(&on).cloned()) {
            return known;
        }
        let everything = Arc::new(due::everything(self, snapshot, on));
        self.keep(snapshot, |kept| {
            if kept.due.len() >= DUE_KEPT {
                kept.due.clear();
            }
            kept.due.insert(on, Arc::clone(&everything));
        });
        everything
    }

    /// Who is counted for this programme and for others too, with the ids of the others (R-18:
    /// sharing between standards is allowed, and shown).
    #[must_use]
    pub fn shared(
        &self,
        snapshot: &Snapshot,
        programme: &str,
        question: Question,
    ) -> BTreeMap<StaffNumber, Vec<String>> {
        let counted = |id: &str| {
            let answer = self.answer(snapshot, id, question);
            answer.map(|answer| counted(&answer)).unwrap_or_default()
        };
        let own = counted(programme);
        let mut shared: BTreeMap<StaffNumber, Vec<String>> = BTreeMap::new();
        let programmes = snapshot.hospital.programmes.iter().map(|other| &other.id);
        for other in programmes.filter(|other| *other != programme) {
            for staff in counted(other).intersection(&own) {
                shared.entry(staff.clone()).or_default().push(other.clone());
            }
        }
        shared
    }

    fn known<A>(&self, snapshot: &Snapshot, get: impl FnOnce(&Kept) -> Option<A>) -> Option<A> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.version == snapshot.version)
            .then(|| get(&kept))
            .flatten()
    }

    fn keep(&self, snapshot: &Snapshot, put: impl FnOnce(&mut Kept)) {
        // Nobody holds the lock while computing; at worst two requests compute the same.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != snapshot.version {
            *kept = Kept {
                version: snapshot.version,
                ..Kept::default()
            };
        }
        put(&mut kept);
    }
}

/// Keeps an answer; where there are too many, instead of the others.
fn put<K: Ord, A>(answers: &mut BTreeMap<K, Arc<A>>, key: K, answer: &Arc<A>) {
    if answers.len() >= KEPT {
        answers.clear();
    }
    answers.insert(key, Arc::clone(answer));
}

/// Everybody who surely counts for a clause about people.
fn counted(assessment: &Assessment) -> BTreeSet<StaffNumber> {
    let tests = assessment.clauses.iter().flat_map(|clause| &clause.tests);
    let people = tests.flat_map(|test| &test.people.counted);
    people.map(|person| person.staff.clone()).collect()
}
