//! All headcounts of an edition, those of parallel groups solved together.

use std::collections::BTreeMap;

use super::candidate::{Asked, is_concerned, is_of_no_concern, sort_rejected};
use super::finding::{Cause, Finding};
use super::posts::{Demand, Outcome, PersonIndex, solve};
use super::report::{Count, People, Reason, TestReport};
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::{Person, Posting};
use crate::standard::{Clause, ClauseId, Headcount, HeadcountRef, Pool, Test};

/// What a headcount of the edition found.
pub(super) struct Counted {
    /// The report.
    pub(super) report: TestReport,
    /// The clauses that compete for the same people.
    pub(super) competing: Vec<ClauseId>,
}

/// The headcounts of an edition on a day.
pub(super) struct Headcounts<'a> {
    pub(super) world: World<'a>,
    pub(super) on: AsOf,
    pub(super) clauses: &'a [&'a Clause],
    pub(super) people: &'a [&'a Person],
    pub(super) exclusive: &'a [&'a PostId],
    /// Whether names and reasons are wanted, or only verdicts.
    pub(super) in_full: bool,
    /// Who may count on the day, as far as it is known: what stands here of the same headcount is
    /// not asked again.
    pub(super) known: &'a [Entry<'a>],
}

/// A headcount, where it stands, and who may count for it on a day.
pub(super) struct Entry<'a> {
    pub(super) at: HeadcountRef,
    pub(super) clause: &'a Clause,
    pub(super) headcount: &'a Headcount,
    /// Everybody who surely or possibly meets it, ascending.
    pub(super) candidates: Vec<(PersonIndex, Truth)>,
}

impl<'a> Entry<'a> {
    /// How sure it is that a person meets it.
    pub(super) fn truth(&self, person: PersonIndex) -> Truth {
        let place = self.candidates.binary_search_by_key(&person, |(p, _)| *p);
        let found = place.ok().and_then(|place| self.candidates.get(place));
        found.map_or(Truth::No, |(_, truth)| *truth)
    }

    /// The verdict and the count an outcome means, with what decided it.
    pub(super) fn judged(
        &self,
        outcome: &Outcome,
        world: &World<'_>,
    ) -> (Verdict, Count, Vec<Reason>) {
        let count = Count {
            required: usize::try_from(self.headcount.need).unwrap_or(usize::MAX),
            surely: outcome.held.len(),
            possibly: outcome.possibly,
        };
        let unposted = matches!(self.headcount.pool, Pool::Posted { .. }) && no_postings(world);
        if unposted {
            (Verdict::Undetermined, count, vec![Reason::NoPostings])
        } else {
            (Verdict::of(outcome.truth), count, Vec::new())
        }
    }

    /// Where a person stands for it.
    pub(super) fn standing(
        &self,
        person: PersonIndex,
        outcome: &Outcome,
        together: &[&Self],
    ) -> Standing {
        if outcome.held.contains(&person) {
            Standing::Counted
        } else if let Some(clause) = user(person, outcome, together) {
            Standing::Elsewhere(clause)
        } else if self.truth(person) == Truth::Maybe {
            Standing::Possible
        } else {
            Standing::Rejected
        }
    }

    /// Every headcount of an edition, by whom `candidates` says may count.
    pub(super) fn all(
        clauses: &[&'a Clause],
        mut candidates: impl FnMut(&'a Headcount) -> Vec<(PersonIndex, Truth)>,
    ) -> Vec<Self> {
        let mut entries = Vec::new();
        for (place, clause) in clauses.iter().enumerate() {
            for (test, headcount) in clause.tests.iter().enumerate() {
                if let Test::Headcount(headcount) = headcount {
                    entries.push(Self {
                        at: HeadcountRef {
                            clause: place,
                            test,
                        },
                        clause,
                        headcount,
                        candidates: candidates(headcount),
                    });
                }
            }
        }
        entries
    }
}

/// Where a person stands for a headcount.
pub(super) enum Standing {
    /// Surely counted.
    Counted,
    /// Meets it, but counts for another clause.
    Elsewhere(ClauseId),
    /// May count, facts missing.
    Possible,
    /// Does not count.
    Rejected,
}

impl<'a> Headcounts<'a> {
    /// Every headcount by its place. `applies` says which clauses take part in sharing out people;
    /// the others are counted on their own.
    pub(super) fn count(&self, applies: &dyn Fn(usize) -> bool) -> BTreeMap<HeadcountRef, Counted> {
        let entries = self.entries();
        let (together, alone): (Vec<_>, Vec<_>) = entries
            .iter()
            .partition(|entry| applies(entry.at.clause) && entry.headcount.group.is_some());
        let mut counted = BTreeMap::new();
        let outcomes = solve(&demands(&together));
        for (entry, outcome) in together.iter().zip(&outcomes) {
            counted.insert(entry.at, self.counted(entry, outcome, &together));
        }
        for entry in alone {
            for outcome in solve(&demands(&[entry])) {
                counted.insert(entry.at, self.counted(entry, &outcome, &[entry]));
            }
        }
        counted
    }

    /// Who may count for each headcount.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        Entry::all(self.clauses, |headcount| {
            let mut known = self.known.iter();
            if let Some(known) = known.find(|known| std::ptr::eq(known.headcount, headcount)) {
                return known.candidates.clone();
            }
            let asked = Asked::headcount(headcount, self.exclusive);
            let truths = self
                .people
                .iter()
                .map(|person| asked.truth(self.on, &self.world, person));
            let candidates = truths.enumerate().filter(|(_, truth)| *truth != Truth::No);
            candidates.collect()
        })
    }

    fn counted(&self, entry: &Entry<'a>, outcome: &Outcome, together: &[&Entry<'a>]) -> Counted {
        let (verdict, count, reasons) = entry.judged(outcome, &self.world);
        let people = if self.in_full {
            self.people_of(entry, outcome, together)
        } else {
            People::none()
        };
        let competing = outcome
            .competing
            .iter()
            .filter_map(|&other| together.get(other));
        let mut competing: Vec<ClauseId> = competing.map(|other| other.clause.id.clone()).collect();
        competing.retain(|id| *id != entry.clause.id);
        let report = TestReport {
            kind: "headcount",
            verdict,
            count: Some(count),
            people,
            reasons,
        };
        Counted { report, competing }
    }

    fn people_of(&self, entry: &Entry<'a>, outcome: &Outcome, together: &[&Entry<'a>]) -> People {
        let asked = Asked::headcount(entry.headcount, self.exclusive);
        let mut people = People::none();
        for (index, person) in self.people.iter().enumerate() {
            let standing = entry.standing(index, outcome, together);
            if matches!(standing, Standing::Rejected)
                && is_of_no_concern(&asked, self.on, &self.world, person)
            {
                continue;
            }
            let mut report = asked.report(self.on, &self.world, person);
            match standing {
                Standing::Counted => people.counted.push(report),
                Standing::Elsewhere(clause) => {
                    report
                        .findings
                        .push(Finding::from(Cause::CountedElsewhere { clause }));
                    people.rejected.push(report);
                }
                Standing::Possible => people.possible.push(report),
                Standing::Rejected if is_concerned(&report) => {
                    // Finding the curing day costs the most, so only for those who are shown.
                    let report = asked.with_cure(self.on, &self.world, person, report);
                    people.rejected.push(report);
                }
                Standing::Rejected => {}
            }
        }
        sort_rejected(&mut people.rejected);
        people
    }
}

/// The clause that uses the person instead.
fn user(index: usize, outcome: &Outcome, together: &[&Entry<'_>]) -> Option<ClauseId> {
    let (_, demand) = outcome
        .used_elsewhere
        .iter()
        .find(|(person, _)| *person == index)?;
    together.get(*demand).map(|entry| entry.clause.id.clone())
}

/// Whether nobody but a leader is posted: who works on the programme is not named.
pub(super) fn no_postings(world: &World<'_>) -> bool {
    world.programme.postings.iter().all(Posting::is_of_leader)
}

/// What [`solve`] is asked for headcounts that share out people.
pub(super) fn demands(entries: &[&Entry<'_>]) -> Vec<Demand> {
    let mut groups: Vec<String> = Vec::new();
    let demand = |entry: &&Entry<'_>| {
        let name = entry.headcount.group.as_deref().unwrap_or_default();
        let known = groups.iter().position(|group| *group == name);
        let group = known.unwrap_or_else(|| {
            groups.push(name.to_owned());
            groups.len() - 1
        });
        let people = |least: Truth| {
            let people = entry.candidates.iter();
            let people = people.filter(|(_, truth)| *truth >= least);
            people.map(|(person, _)| *person).collect()
        };
        Demand {
            group,
            need: usize::try_from(entry.headcount.need).unwrap_or(usize::MAX),
            parent: entry
                .headcount
                .within
                .and_then(|outer| entries.iter().position(|other| other.at == outer)),
            apart: entry.headcount.apart,
            sure: people(Truth::Yes),
            possible: people(Truth::Maybe),
        }
    };
    entries.iter().map(demand).collect()
}
