//! All headcounts of an edition, those of parallel groups solved together.

use std::collections::{BTreeMap, BTreeSet};

use super::applies::Applying;
use super::candidate::{Asked, is_concerned, is_of_no_concern, sort_rejected};
use super::condition::{no_postings, posting_on};
use super::finding::{Cause, Finding};
use super::need::{Needed, needed};
use super::posts::{Demand, Outcome, PersonIndex, Ranged, solve};
use super::reason::Reason;
use super::report::{Count, People, TestReport};
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::catalogue::PostId;
use crate::day::AsOf;
use crate::facts::{Person, ProgrammeList};
use crate::standard::{Clause, ClauseId, Headcount, HeadcountRef, Pool, Test};

/// What a headcount of the edition found.
pub(super) struct Counted {
    /// The report.
    pub(super) report: TestReport,
    /// The clauses that compete for the same people.
    pub(super) competing: Vec<ClauseId>,
}

impl Counted {
    /// A test judged elsewhere, of whatever kind.
    pub(super) const fn bare(kind: &'static str, verdict: Verdict) -> Self {
        Self {
            report: TestReport::bare(kind, verdict, Vec::new()),
            competing: Vec::new(),
        }
    }
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
#[derive(Clone)]
pub(super) struct Entry<'a> {
    pub(super) at: HeadcountRef,
    pub(super) clause: &'a Clause,
    pub(super) headcount: &'a Headcount,
    /// Everybody who surely or possibly meets it, ascending.
    pub(super) candidates: Vec<(PersonIndex, Truth)>,
    /// What does not depend on who counts.
    pub(super) frame: Frame,
}

/// What a headcount says on a day whoever counts for it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// How many it needs.
    needed: Needed,
    /// Why nobody can be counted who may be there.
    unposted: Option<Reason>,
}

impl Frame {
    pub(super) fn on(
        headcount: &Headcount,
        on: AsOf,
        world: &World<'_>,
        people: &[&Person],
    ) -> Self {
        Self {
            needed: needed(&headcount.need, on, world, people),
            unposted: unposted(headcount, on, world, people),
        }
    }

    /// What decides besides who counts.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let reasons = self.unposted.iter().chain(&self.needed.reason);
        reasons.cloned().collect()
    }

    /// Whether it asks for as many people, and of as many who may be there.
    pub(super) fn asks_as(&self, other: &Self) -> bool {
        let asked = |frame: &Self| (frame.needed.least, frame.needed.most);
        asked(self) == asked(other) && self.unposted == other.unposted
    }
}

impl Entry<'_> {
    /// How sure it is that a person meets it.
    pub(super) fn truth(&self, person: PersonIndex) -> Truth {
        let place = self.candidates.binary_search_by_key(&person, |(p, _)| *p);
        let found = place.ok().and_then(|place| self.candidates.get(place));
        found.map_or(Truth::No, |(_, truth)| *truth)
    }

    /// The verdict and the count an outcome means, with what decided it.
    pub(super) fn judged(&self, outcome: &Outcome) -> (Verdict, Count, Vec<Reason>) {
        let Frame { needed, unposted } = &self.frame;
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
        let verdict = match unposted {
            Some(_) => Verdict::Undetermined,
            None => Verdict::of(outcome.truth),
        };
        (verdict, count, self.frame.reasons())
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
}

/// Every headcount of an edition that shares out people, with its place and clause.
pub(super) fn headcounts_of<'a>(
    clauses: &[&'a Clause],
) -> Vec<(HeadcountRef, &'a Clause, &'a Headcount)> {
    let mut headcounts = Vec::new();
    for (place, clause) in clauses.iter().enumerate() {
        for (test, headcount) in clause.tests.iter().enumerate() {
            if let Test::Headcount(headcount) = headcount {
                let at = HeadcountRef {
                    clause: place,
                    test,
                };
                headcounts.push((at, *clause, &**headcount));
            }
        }
    }
    headcounts
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

    /// Every headcount with who may count for it.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |(at, clause, headcount): (HeadcountRef, &'a Clause, &'a Headcount)| {
            let mut known = self.known.iter();
            if let Some(known) = known.find(|known| std::ptr::eq(known.headcount, headcount)) {
                let (candidates, frame) = (known.candidates.clone(), known.frame.clone());
                return Entry {
                    at,
                    clause,
                    headcount,
                    candidates,
                    frame,
                };
            }
            let asked = Asked::headcount(headcount, self.exclusive);
            let truths = self
                .people
                .iter()
                .map(|person| asked.truth(self.on, &self.world, person));
            let candidates = truths.enumerate().filter(|(_, truth)| *truth != Truth::No);
            Entry {
                at,
                clause,
                headcount,
                candidates: candidates.collect(),
                frame: Frame::on(headcount, self.on, &self.world, self.people),
            }
        };
        let headcounts = headcounts_of(self.clauses).into_iter();
        headcounts.map(entry).collect()
    }

    fn counted(&self, entry: &Entry<'a>, outcome: &Outcome, together: &[&Entry<'a>]) -> Counted {
        let (verdict, count, reasons) = entry.judged(outcome);
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
        let clause = Applying {
            clauses: self.clauses,
            place: entry.at.clause,
        };
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
                    let report = asked.with_cure(clause, self.on, &self.world, person, report);
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

/// Why nobody can be counted who may be there: a post on which nobody is recorded, in a programme
/// without postings or with incomplete ones.
fn unposted(
    headcount: &Headcount,
    on: AsOf,
    world: &World<'_>,
    people: &[&Person],
) -> Option<Reason> {
    let Pool::Posted { post, also, .. } = &headcount.pool else {
        return None;
    };
    if no_postings(world) {
        return Some(Reason::NoPostings);
    }
    let open = !world.programme.is_complete(ProgrammeList::Postings);
    let held = |person: &&Person| {
        let mut posts = std::iter::once(post).chain(also);
        posts.any(|post| posting_on(post, on, world, person).is_some())
    };
    (open && !people.iter().any(held)).then_some(Reason::PostingsIncomplete)
}

/// What [`solve`] is asked for headcounts that share out people.
pub(super) fn demands(entries: &[&Entry<'_>]) -> Vec<Ranged> {
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
            let people = entry.candidates.iter();
            let people = people.filter(|(_, truth)| *truth >= least);
            people.map(|(person, _)| *person).collect()
        };
        let label = entry.headcount.apart.as_ref().map(|label| {
            let known = labels.iter().position(|known| known == label);
            known.unwrap_or_else(|| {
                labels.push(label.clone());
                labels.len() - 1
            })
        });
        let (sure, possible): (BTreeSet<_>, BTreeSet<_>) =
            (people(Truth::Yes), people(Truth::Maybe));
        // More than there are people is never held, however much more.
        let held_by_nobody = possible.len() + 1;
        let demand = Demand {
            group,
            need: entry.frame.needed.least.min(held_by_nobody),
            parent: entry
                .headcount
                .within
                .and_then(|outer| entries.iter().position(|other| other.at == outer)),
            apart: label,
            sure,
            possible,
        };
        let most = entry.frame.needed.most.min(held_by_nobody);
        let most = most.max(demand.need);
        Ranged { demand, most }
    };
    entries.iter().map(demand).collect()
}
