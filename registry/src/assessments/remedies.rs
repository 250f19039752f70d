//! Ways out and single points of failure of the hospital's programmes, searched when first asked for.
//!
//! # Invariants
//! - Like an answer, a remedy depends on nothing but the snapshot's version and the question.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use eligibility::assess::Question;
use eligibility::assess::ways::{ClauseWays, Limits, single_points, ways_out};
use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Programme, StaffNumber};
use eligibility::standard::{ClauseId, Standard};

use super::{Assessments, KEPT};
use crate::snapshot::Snapshot;

/// The programme and everything that was asked.
type Key = (String, Question);

/// How far a page searches: people wait for it, so less far than the command line. What is cut off
/// is said.
const PAGE_LIMITS: Limits = Limits {
    gap: 3,
    candidates: 8,
    assessments: 200,
    days: 200,
};

/// For each person without whom a met clause is met no longer: those clauses.
pub type SinglePoints = BTreeMap<StaffNumber, Vec<ClauseId>>;

/// What was searched so far.
#[derive(Debug, Default)]
pub(super) struct Remedies {
    ways: Mutex<Kept<Vec<ClauseWays>>>,
    points: Mutex<Kept<SinglePoints>>,
}

#[derive(Debug)]
struct Kept<T> {
    version: i64,
    found: BTreeMap<Key, Arc<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self {
            version: 0,
            found: BTreeMap::new(),
        }
    }
}

impl Assessments {
    /// The ways out of every clause of a programme that is short or undetermined; `None` if there is
    /// no such programme or its standard is not at hand.
    #[must_use]
    pub fn ways(
        &self,
        snapshot: &Snapshot,
        programme: &str,
        question: Question,
    ) -> Option<Arc<Vec<ClauseWays>>> {
        let search =
            |catalogue: &Catalogue, standard: &Standard, facts: (&Hospital, &Programme)| {
                ways_out(question, catalogue, standard, facts, PAGE_LIMITS)
            };
        let kept = &self.remedies.ways;
        self.searched(kept, snapshot, (programme, question), search)
    }

    /// The people of a programme without whom a clause that is met would be short or undetermined;
    /// `None` as for [`Assessments::ways`].
    #[must_use]
    pub fn single_points(
        &self,
        snapshot: &Snapshot,
        programme: &str,
        question: Question,
    ) -> Option<Arc<SinglePoints>> {
        let search =
            |catalogue: &Catalogue, standard: &Standard, facts: (&Hospital, &Programme)| {
                single_points(question, catalogue, standard, facts)
            };
        let kept = &self.remedies.points;
        self.searched(kept, snapshot, (programme, question), search)
    }

    fn searched<T>(
        &self,
        kept: &Mutex<Kept<T>>,
        snapshot: &Snapshot,
        (programme, question): (&str, Question),
        search: impl FnOnce(&Catalogue, &Standard, (&Hospital, &Programme)) -> T,
    ) -> Option<Arc<T>> {
        let key = (programme.to_owned(), question);
        {
            let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let known = kept.found.get(&key);
            if let Some(known) = known.filter(|_| kept.version == snapshot.version) {
                return Some(Arc::clone(known));
            }
        }
        let hospital = &snapshot.hospital;
        let programme = hospital.programme(programme)?;
        let standard = self.standard(&programme)?;
        // Nobody holds the lock while searching; at worst two requests search the same.
        let found = Arc::new(search(&self.catalogue, standard, (hospital, &programme)));
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != snapshot.version || kept.found.len() >= KEPT {
            *kept = Kept {
                version: snapshot.version,
                found: BTreeMap::new(),
            };
        }
        kept.found.insert(key, Arc::clone(&found));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use eligibility::assess::Verdict;
    use eligibility::day::Day;
    use eligibility::standard::Library;

    use super::*;
    use crate::demo;

    #[test]
    fn remedies_are_kept_while_the_snapshot_stands() {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let assessments = Assessments::new(catalogue, library);
        let day = Day::parse("2026-11-22").unwrap();
        let hospital = demo::hospital(day, 1).unwrap();
        let mut snapshot = Snapshot::unstored(1, hospital);
        let question = Question::on(day);
        let points = |snapshot: &Snapshot| {
            let found = assessments.single_points(snapshot, "petct-sx", question);
            found.unwrap()
        };
        let first = points(&snapshot);
        assert!(!first.is_empty());
        assert!(Arc::ptr_eq(&first, &points(&snapshot)));
        snapshot.version = 2;
        snapshot.hospital.people.clear();
        assert!(points(&snapshot).is_empty());
        assert_eq!(assessments.ways(&snapshot, "none", question), None);
    }

    /// The demo hospital and the one that has assessed itself.
    fn demo_hospitals(day: Day) -> [Hospital; 2] {
        [
            demo::hospital(day, 1).unwrap(),
            demo::self_assessed::hospital().unwrap(),
        ]
    }

    #[test]
    fn every_open_clause_of_the_demo_has_its_ways_or_hires_searched() {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let day = Day::parse("2026-11-22").unwrap();
        let question = Question::on(day);
        let mut seen = Vec::new();
        for (version, hospital) in (1..).zip(demo_hospitals(day)) {
            let assessments = Assessments::new(Arc::clone(&catalogue), library.clone());
            let snapshot = Snapshot::unstored(version, hospital);
            for programme in &snapshot.hospital.programmes {
                let Some(answer) = assessments.answer(&snapshot, &programme.id, question) else {
                    continue;
                };
                let is_open = |verdict| matches!(verdict, Verdict::Short | Verdict::Undetermined);
                let open: Vec<_> = answer
                    .clauses
                    .iter()
                    .filter(|clause| is_open(clause.verdict))
                    .collect();
                let ways = assessments.ways(&snapshot, &programme.id, question);
                let ways = ways.unwrap();
                assert_eq!(ways.len(), open.len(), "{}", programme.id);
                for (ways, open) in ways.iter().zip(open) {
                    assert_eq!(ways.clause, open.id);
                    // Where it is said that the people there are cannot do it, they were looked
                    // at: all that is open of the clause is about people.
                    let mut tests = open.tests.iter().filter(|test| is_open(test.verdict));
                    let about_people = tests.all(|test| {
                        matches!(test.kind, "headcount" | "leader")
                            || !(test.people.rejected.is_empty() && test.people.possible.is_empty())
                    });
                    let searched = about_people && !open.tests.is_empty();
                    assert!(!ways.has_no_way() || searched, "{}: {open:?}", ways.clause);
                }
                seen.push(programme.id.clone());
            }
        }
        for id in ["petct-sx", "seeds"] {
            assert!(seen.iter().any(|seen| seen == id), "{id} of {seen:?}");
        }
    }
}
