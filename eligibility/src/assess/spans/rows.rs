//! Who counts for which headcount from when to when.

use std::collections::BTreeSet;

use super::cuts::{days_in, frame_cuts};
use super::steps::Steps;
use crate::assess::candidate::Asked;
use crate::assess::condition::{add_cuts, present, truth, truth_of};
use crate::assess::evaluate::Evaluation;
use crate::assess::headcounts::{Entry, Frame, headcounts_of};
use crate::assess::posts::PersonIndex;
use crate::assess::truth::Truth;
use crate::day::{AsOf, Day};
use crate::duration::Stretch;
use crate::standard::{Clause, Condition, Headcount, HeadcountRef};

/// A headcount, with how sure it is day by day that a person meets it.
pub(super) struct Row<'a> {
    pub(super) at: HeadcountRef,
    clause: &'a Clause,
    pub(super) headcount: &'a Headcount,
    /// Everybody who possibly meets it on some day, ascending.
    people: Vec<(PersonIndex, Steps<Truth>)>,
    /// What does not depend on who counts.
    frame: Steps<Frame>,
}

impl<'a> Row<'a> {
    /// Who may count on a day of the span; `None` on any other.
    pub(super) fn entry(&self, day: Day) -> Option<Entry<'a>> {
        let on = |(person, truths): &(PersonIndex, Steps<Truth>)| {
            let truth = *truths.on(day)?;
            (truth != Truth::No).then_some((*person, truth))
        };
        Some(Entry {
            at: self.at,
            clause: self.clause,
            headcount: self.headcount,
            candidates: self.people.iter().filter_map(on).collect(),
            frame: self.frame.on(day)?.clone(),
        })
    }

    /// The days on which somebody begins or ceases to meet it.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> {
        let steps = self.people.iter().flat_map(|(_, truths)| truths.iter());
        let frame = self.frame.iter().map(|(day, _)| day);
        steps.map(|(day, _)| day).chain(frame)
    }

    /// Whether somebody may meet both, on whatever days.
    pub(super) fn shares_people(&self, other: &Self) -> bool {
        let others: BTreeSet<PersonIndex> = other.people.iter().map(|(one, _)| *one).collect();
        self.people.iter().any(|(one, _)| others.contains(one))
    }
}

/// Every headcount of the edition, in document order.
pub(super) fn rows<'a>(evaluation: &Evaluation<'a>, span: Stretch) -> Vec<Row<'a>> {
    let headcounts = headcounts_of(evaluation.clauses);
    let world = &evaluation.world;
    let frame = |headcount: &Headcount| {
        let days = days_in(span, |add| {
            frame_cuts(headcount, world, evaluation.people, add);
        });
        Steps::over(days, |day| {
            Frame::on(headcount, AsOf(day), world, evaluation.people)
        })
    };
    let mut rows: Vec<Row<'a>> = headcounts
        .iter()
        .map(|&(at, clause, headcount)| Row {
            at,
            clause,
            headcount,
            people: Vec::new(),
            frame: frame(headcount),
        })
        .collect();
    let shared = Shared::of(&headcounts);
    let mut known = Vec::new();
    let mut days: Vec<Day> = Vec::new();
    for (index, person) in evaluation.people.iter().enumerate() {
        days.clear();
        days.push(span.from);
        let conditions = shared.conditions.iter().copied();
        add_cuts(conditions, world, person, &mut |day| {
            if span.contains(day) {
                days.push(day);
            }
        });
        days.sort_unstable();
        days.dedup();
        let mut truths: Vec<Steps<Truth>> = rows.iter().map(|_| Steps::none()).collect();
        for &day in &days {
            known.clear();
            known.resize(shared.conditions.len(), None);
            let mut present_then = None;
            for ((row, asked), truths) in rows.iter().zip(&shared.of_rows).zip(&mut truths) {
                let mut condition = |place: usize| {
                    let known = known.get_mut(place);
                    let check = || {
                        let condition = shared.conditions.get(place);
                        condition.map_or(Truth::No, |c| truth(c, AsOf(day), world, person))
                    };
                    known.map_or(Truth::No, |known: &mut Option<Truth>| {
                        *known.get_or_insert_with(check)
                    })
                };
                let conditions = asked.iter().map(|&place| condition(place));
                let asked = Asked::headcount(row.headcount, evaluation.exclusive);
                let presence = || {
                    let ask = || truth_of(&present(AsOf(day), world, person));
                    *present_then.get_or_insert_with(ask)
                };
                truths.push(
                    day,
                    asked.truth_given(conditions, presence, AsOf(day), world, person),
                );
            }
        }
        for (row, truths) in rows.iter_mut().zip(truths) {
            if truths.iter().any(|(_, truth)| *truth != Truth::No) {
                row.people.push((index, truths));
            }
        }
    }
    rows
}

/// The conditions of all headcounts, each once: parts of a whole ask what the whole asks, and more.
struct Shared<'a> {
    conditions: Vec<&'a Condition>,
    /// For each headcount the places of its conditions.
    of_rows: Vec<Vec<usize>>,
}

impl<'a> Shared<'a> {
    fn of(headcounts: &[(HeadcountRef, &'a Clause, &'a Headcount)]) -> Self {
        let mut conditions: Vec<&'a Condition> = Vec::new();
        let mut place = |condition: &'a Condition| {
            let known = conditions.iter().position(|known| *known == condition);
            known.unwrap_or_else(|| {
                conditions.push(condition);
                conditions.len() - 1
            })
        };
        let of_rows = headcounts
            .iter()
            .map(|(_, _, headcount)| headcount.conditions.iter().map(&mut place).collect())
            .collect();
        Self {
            conditions,
            of_rows,
        }
    }
}
