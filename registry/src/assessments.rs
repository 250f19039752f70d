//! Assessing the hospital's programmes: the use case behind board and sheet.
//!
//! # Invariants
//! - An answer depends on nothing but the snapshot's version and the question, so it is kept until
//!   the version changes. Statuses are never stored.

mod remedies;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use eligibility::assess::{Assessment, Question, assess};
use eligibility::catalogue::Catalogue;
use eligibility::facts::{Programme, StaffNumber};
use eligibility::standard::{Library, Standard};

use crate::snapshot::Snapshot;
use remedies::Remedies;
pub use remedies::SinglePoints;

/// How many answers are kept; a board and its sheets for some days are far fewer.
const KEPT: usize = 512;

/// What an answer depends on besides the snapshot: the programme and everything that was asked.
type Key = (String, Question);

#[derive(Debug, Default)]
struct Kept {
    version: i64,
    answers: BTreeMap<Key, Arc<Assessment>>,
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
    /// hand.
    #[must_use]
    pub fn answer(
        &self,
        snapshot: &Snapshot,
        programme: &str,
        question: Question,
    ) -> Option<Arc<Assessment>> {
        let key = (programme.to_owned(), question);
        if let Some(known) = self.known(snapshot.version, &key) {
            return Some(known);
        }
        let programme = snapshot.hospital.programme(programme)?;
        let standard = self.standard(&programme)?;
        let hospital = &snapshot.hospital;
        let assessment = assess(question, &self.catalogue, standard, hospital, &programme)?;
        let answer = Arc::new(assessment);
        self.keep(snapshot.version, key, Arc::clone(&answer));
        Some(answer)
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

    fn known(&self, version: i64, key: &Key) -> Option<Arc<Assessment>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.answers.get(key).filter(|_| kept.version == version);
        known.cloned()
    }

    fn keep(&self, version: i64, key: Key, answer: Arc<Assessment>) {
        // Nobody holds the lock while computing; at worst two requests compute the same.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version || kept.answers.len() >= KEPT {
            *kept = Kept {
                version,
                answers: BTreeMap::new(),
            };
        }
        kept.answers.insert(key, answer);
    }
}

/// Everybody who surely counts for a clause about people.
fn counted(assessment: &Assessment) -> BTreeSet<StaffNumber> {
    let tests = assessment.clauses.iter().flat_map(|clause| &clause.tests);
    let people = tests.flat_map(|test| &test.people.counted);
    people.map(|person| person.staff.clone()).collect()
}

#[cfg(test)]
mod tests {
    use eligibility::day::Day;
    use eligibility::duration::Anniversary;

    use super::*;
    use crate::demo;

    fn snapshot(version: i64) -> Snapshot {
        let hospital = demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap();
        Snapshot { version, hospital }
    }

    #[test]
    fn an_answer_is_kept_while_the_snapshot_stands_and_made_anew_after_it() {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let assessments = Assessments::new(catalogue, library);
        let question = Question::on(Day::parse("2026-11-22").unwrap());
        let (first, mut second) = (snapshot(1), snapshot(2));
        let before = assessments.answer(&first, "rt-sx", question).unwrap();
        let again = assessments.answer(&first, "rt-sx", question).unwrap();
        assert!(Arc::ptr_eq(&before, &again));

        second.hospital.people.clear();
        let after = assessments.answer(&second, "rt-sx", question).unwrap();
        assert_ne!(before.verdict(), after.verdict());
        assert_eq!(assessments.answer(&second, "none", question), None);
    }

    #[test]
    fn another_setting_is_another_question() {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let assessments = Assessments::new(catalogue, library);
        // On this day the leader of the PET/MR programme reaches ten years.
        let mut question = Question::on(Day::parse("2026-12-22").unwrap());
        let counts = assessments.answer(&snapshot(1), "petmr-sx", question);
        question.settings.anniversary = Anniversary::DayAfter;
        let day_after = assessments.answer(&snapshot(1), "petmr-sx", question);
        assert_ne!(counts, day_after);
    }
}
