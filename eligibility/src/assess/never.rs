//! What a programme's standard has done again and again and of which nothing is recorded that counts:
//! duties, and papers that everybody of a set must hold and do again. It has no day on which it was due.

use std::collections::BTreeMap;

use super::duties::{Asking, DutySubject, each_asked};
use super::periodic::{Asked, Standing};
use super::sets::members_of;
use super::subject::Subject;
use crate::catalogue::{Catalogue, CredentialKindId, DutyId, Validity};
use crate::day::Day;
use crate::facts::{Hospital, Installation, Programme};
use crate::standard::{ClauseId, Condition, Every, Periodic, Standard, Test};

/// Something of which nothing is recorded that counts, for all it was never recorded for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeverRecorded {
    /// What is done again and again.
    pub what: Recurring,
    /// The clauses that ask for it, in document order.
    pub clauses: Vec<ClauseId>,
    /// For whom or what nothing is recorded, each once, in order.
    pub subjects: Vec<DutySubject>,
    /// For how many of them something is recorded, but only by people who may not do it.
    pub n_by_other: usize,
}

/// Something that is done again and again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recurring {
    /// A duty.
    Duty(DutyId),
    /// One of these papers, which hold for an interval.
    Papers(Vec<CredentialKindId>),
}

/// What the edition in force on a day has done again and again and was never recorded, in document
/// order. Of equipment whose first interval has not passed the first is due on a day and stands in
/// [`super::duties_due`]; every subject of a duty is either there or here. Clauses that do not apply ask for
/// nothing.
#[must_use]
pub fn never_recorded(
    on: Day,
    catalogue: &Catalogue,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> Vec<NeverRecorded> {
    let mut found = Found::default();
    let asks = |test: &Test| match test {
        Test::Periodic(_) => true,
        Test::Every(every) => !papers_of(every, catalogue).is_empty(),
        _ => false,
    };
    let of = (catalogue, standard, hospital, programme);
    each_asked(on, of, asks, |asking, clause, test| match test {
        Test::Periodic(rule) => found.of_duty(asking, rule, clause),
        Test::Every(every) => found.of_papers(asking, every, clause),
        _ => {}
    });
    let never = found.never.into_iter();
    never
        .filter(|(_, group)| !group.subjects.is_empty())
        .map(Group::written)
        .collect()
}

/// The lists of papers that hold for an interval and of which everybody of a set needs one.
fn papers_of<'a>(every: &'a Every, catalogue: &Catalogue) -> Vec<&'a [CredentialKindId]> {
    let holds_for_an_interval = |kind: &CredentialKindId| {
        let kind = catalogue.credential(kind);
        kind.is_some_and(|kind| kind.validity == Validity::Interval)
    };
    let asked = every
        .conditions
        .iter()
        .filter_map(|condition| match condition {
            Condition::Credential(asked) | Condition::CredentialSetHere(asked) => {
                Some(asked.as_slice())
            }
            _ => None,
        });
    asked
        .filter(|asked| asked.iter().any(holds_for_an_interval))
        .collect()
}

/// Clauses, and subjects with whether it was done only by others.
#[derive(Debug, Default)]
struct Group {
    clauses: Vec<ClauseId>,
    subjects: BTreeMap<DutySubject, bool>,
}

impl Group {
    fn written((what, group): (Recurring, Self)) -> NeverRecorded {
        NeverRecorded {
            what,
            clauses: group.clauses,
            n_by_other: group
                .subjects
                .values()
                .filter(|by_other| **by_other)
                .count(),
            subjects: group.subjects.into_keys().collect(),
        }
    }
}

#[derive(Default)]
struct Found {
    never: Vec<(Recurring, Group)>,
}

impl Found {
    fn add(&mut self, what: &Recurring, clause: &ClauseId, subjects: Vec<(DutySubject, bool)>) {
        if subjects.is_empty() {
            return;
        }
        let place = self.never.iter().position(|(known, _)| known == what);
        let place = place.unwrap_or_else(|| {
            self.never.push((what.clone(), Group::default()));
            self.never.len() - 1
        });
        let Some((_, group)) = self.never.get_mut(place) else {
            return;
        };
        if !group.clauses.contains(clause) {
            group.clauses.push(clause.clone());
        }
        for (subject, by_other) in subjects {
            *group.subjects.entry(subject).or_default() |= by_other;
        }
    }

    fn of_duty(&mut self, asking: &Asking<'_>, rule: &Periodic, clause: &ClauseId) {
        let asked = asking.of(rule);
        let subjects = asked.subjects(&asking.people).into_iter();
        let never = subjects.filter_map(|(named, subject)| {
            let by_other = match subject {
                Subject::Item(item) => asked.item_never(item),
                other => asked.never(other),
            };
            Some((named, by_other?))
        });
        let never = never.collect();
        self.add(&Recurring::Duty(rule.duty.clone()), clause, never);
    }

    fn of_papers(&mut self, asking: &Asking<'_>, every: &Every, clause: &ClauseId) {
        let Asking { on, world, people } = asking;
        for asked in papers_of(every, world.catalogue) {
            let members = members_of(&every.set, *on, world, people).into_iter();
            let without = members.filter(|(person, _)| {
                let mut papers = person.credentials.iter();
                !papers.any(|paper| asked.contains(&paper.kind))
            });
            let subjects = without
                .map(|(person, _)| (DutySubject::Person(person.staff.clone()), false))
                .collect();
            self.add(&Recurring::Papers(asked.to_vec()), clause, subjects);
        }
    }
}

impl Asked<'_> {
    /// Whether nothing counts of what is recorded; then, whether others did it.
    fn never(&self, subject: Subject<'_>) -> Option<bool> {
        match self.standing(subject) {
            Standing::Never => Some(false),
            Standing::ByOther(_) => Some(true),
            Standing::Done(..) | Standing::Unsure(_) | Standing::Overdue { .. } => None,
        }
    }

    /// The same of an item, of which the first is not awaited any more.
    fn item_never(&self, item: &Installation) -> Option<bool> {
        let never = self.never(Subject::Item(item))?;
        self.item_due(item).is_none().then_some(never)
    }
}

#[cfg(test)]
mod tests;
