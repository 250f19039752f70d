//! All headcounts of an edition, those of parallel groups solved together.

use std::collections::BTreeMap;

use super::candidate::{Asked, is_concerned, sort_rejected};
use super::condition::posting_on;
use super::finding::{Cause, Finding};
use super::need::{Needed, needed};
use super::posts::{Demand, Outcome, Ranged, solve};
use super::reason::Reason;
use super::report::{Count, People, TestReport};
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::{Person, Posting, ProgrammeList};
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
}

/// A headcount and where it stands.
struct Entry<'a> {
    at: HeadcountRef,
    clause: &'a Clause,
    headcount: &'a Headcount,
    truths: Vec<Truth>,
    needed: Needed,
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

    fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        for (place, clause) in self.clauses.iter().enumerate() {
            for (test, headcount) in clause.tests.iter().enumerate() {
                let Test::Headcount(headcount) = headcount else {
                    continue;
                };
                let asked = Asked::headcount(headcount, self.exclusive);
                let truths = self
                    .people
                    .iter()
                    .map(|person| asked.truth(self.on, &self.world, person))
                    .collect();
                entries.push(Entry {
                    at: HeadcountRef {
                        clause: place,
                        test,
                    },
                    clause,
                    headcount,
                    truths,
                    needed: needed(&headcount.need, self.on, &self.world, self.people),
                });
            }
        }
        entries
    }

    fn counted(&self, entry: &Entry<'a>, outcome: &Outcome, together: &[&Entry<'a>]) -> Counted {
        let needed = &entry.needed;
        let count = Count {
            // Where nothing bounds the need, what is needed at least is all that can be said.
            required: if needed.most == usize::MAX {
                needed.least
            } else {
                needed.most
            },
            surely: outcome.held.len(),
            possibly: outcome.possibly,
        };
        let (verdict, mut reasons) = match self.unposted(entry.headcount) {
            Some(reason) => (Verdict::Undetermined, vec![reason]),
            None => (Verdict::of(outcome.truth), Vec::new()),
        };
        reasons.extend(needed.reason.clone());
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

    /// Why nobody can be counted who may be there: a post on which nobody is recorded, in a
    /// programme without postings or with incomplete ones.
    fn unposted(&self, headcount: &Headcount) -> Option<Reason> {
        let Pool::Posted { post, also, .. } = &headcount.pool else {
            return None;
        };
        if no_postings(&self.world) {
            return Some(Reason::NoPostings);
        }
        let open = !self.world.programme.is_complete(ProgrammeList::Postings);
        let held = |person: &&Person| {
            let mut posts = std::iter::once(post).chain(also);
            posts.any(|post| posting_on(post, self.on, &self.world, person).is_some())
        };
        (open && !self.people.iter().any(held)).then_some(Reason::PostingsIncomplete)
    }

    fn people_of(&self, entry: &Entry<'a>, outcome: &Outcome, together: &[&Entry<'a>]) -> People {
        let asked = Asked::headcount(entry.headcount, self.exclusive);
        let mut people = People::none();
        for (index, (person, truth)) in self.people.iter().zip(&entry.truths).enumerate() {
            let mut report = asked.report(self.on, &self.world, person);
            if outcome.held.contains(&index) {
                people.counted.push(report);
            } else if let Some(clause) = user(index, outcome, together) {
                report
                    .findings
                    .push(Finding::from(Cause::CountedElsewhere { clause }));
                people.rejected.push(report);
            } else if *truth == Truth::Maybe {
                people.possible.push(report);
            } else if is_concerned(&report) {
                // Finding the curing day costs the most, so only for those who are shown.
                let report = asked.with_cure(self.on, &self.world, person, report);
                people.rejected.push(report);
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

fn demands(entries: &[&Entry<'_>]) -> Vec<Ranged> {
    let mut groups: Vec<String> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    let demand = |entry: &&Entry<'_>| {
        let name = entry.headcount.group.as_deref().unwrap_or_default();
        let known = groups.iter().position(|group| *group == name);
        let group = known.unwrap_or_else(|| {
            groups.push(name.to_owned());
            groups.len() - 1
        });
        let people = |least: Truth| {
            let truths = entry.truths.iter().enumerate();
            truths
                .filter(|(_, truth)| **truth >= least)
                .map(|(index, _)| index)
                .collect()
        };
        let label = entry.headcount.apart.as_ref().map(|label| {
            let known = labels.iter().position(|known| known == label);
            known.unwrap_or_else(|| {
                labels.push(label.clone());
                labels.len() - 1
            })
        });
        let demand = Demand {
            group,
            need: entry.needed.least,
            parent: entry
                .headcount
                .within
                .and_then(|outer| entries.iter().position(|other| other.at == outer)),
            apart: label,
            sure: people(Truth::Yes),
            possible: people(Truth::Maybe),
        };
        // More than there are people is never held, however much more.
        let most = entry.needed.most.min(demand.possible.len() + 1);
        let most = most.max(demand.need);
        Ranged { demand, most }
    };
    entries.iter().map(demand).collect()
}
