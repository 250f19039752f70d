//! Demands that cannot want the same people are solved apart, and needs that are not sure are
//! solved at both their ends.

use std::collections::BTreeSet;

use super::judge::{Outcome, solve as solve_together};
use super::{Demand, DemandIndex};
use crate::assess::truth::Truth;

/// A demand whose need may not be sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assess) struct Ranged {
    /// The demand with the least it may need.
    pub(in crate::assess) demand: Demand,
    /// The most it may need.
    pub(in crate::assess) most: usize,
}

/// Solves all demands of a standard; outcomes in the order of the demands.
///
/// A demand is met when it is met though every need is as great as it may be, and short when it is
/// short though every need is as small as it may be: greater needs only take people away.
pub(in crate::assess) fn solve(demands: &[Ranged]) -> Vec<Outcome> {
    let at_least: Vec<Demand> = demands.iter().map(|ranged| ranged.demand.clone()).collect();
    let outcomes = solve_exact(&at_least);
    if demands
        .iter()
        .all(|ranged| ranged.most == ranged.demand.need)
    {
        return outcomes;
    }
    let at_most = demands.iter().map(|ranged| Demand {
        need: ranged.most,
        ..ranged.demand.clone()
    });
    let greatest = solve_exact(&at_most.collect::<Vec<_>>());
    let both = outcomes.into_iter().zip(greatest);
    both.map(|(least, greatest)| {
        let truth = match (greatest.truth, least.truth) {
            (Truth::Yes, _) => Truth::Yes,
            (_, Truth::No) => Truth::No,
            _ => Truth::Maybe,
        };
        let possibly = least.possibly.max(greatest.possibly);
        Outcome {
            truth,
            possibly,
            ..greatest
        }
    })
    .collect()
}

/// Solves demands whose needs are sure, each set of linked ones on its own.
pub(super) fn solve_exact(demands: &[Demand]) -> Vec<Outcome> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; demands.len()];
    for linked in linked_sets(demands) {
        let place = |index: DemandIndex| linked.iter().position(|&other| other == index);
        let own: Vec<Demand> = linked
            .iter()
            .filter_map(|&index| demands.get(index))
            .map(|demand| Demand {
                parent: demand.parent.and_then(place),
                ..demand.clone()
            })
            .collect();
        for (&index, outcome) in linked.iter().zip(solve_together(&own)) {
            let back = |own: DemandIndex| linked.get(own).copied();
            let outcome = Outcome {
                competing: outcome.competing.iter().copied().filter_map(back).collect(),
                used_elsewhere: outcome
                    .used_elsewhere
                    .iter()
                    .filter_map(|&(person, other)| Some((person, back(other)?)))
                    .collect(),
                ..outcome
            };
            if let Some(slot) = outcomes.get_mut(index) {
                *slot = Some(outcome);
            }
        }
    }
    outcomes.into_iter().flatten().collect()
}

/// The demands in sets, each in document order, such that demands of different sets have neither
/// group nor people in common.
fn linked_sets(demands: &[Demand]) -> Vec<Vec<DemandIndex>> {
    let mut sets: Vec<(BTreeSet<usize>, BTreeSet<usize>, Vec<DemandIndex>)> = Vec::new();
    for (index, demand) in demands.iter().enumerate() {
        let mut merged = (
            BTreeSet::from([demand.group]),
            demand.possible.clone(),
            vec![index],
        );
        let is_linked = |(groups, people, _): &(BTreeSet<usize>, BTreeSet<usize>, _)| {
            groups.contains(&demand.group) || !people.is_disjoint(&demand.possible)
        };
        let (linked, rest): (Vec<_>, Vec<_>) = sets.into_iter().partition(is_linked);
        for (groups, people, indices) in linked {
            merged.0.extend(groups);
            merged.1.extend(people);
            merged.2.extend(indices);
        }
        merged.2.sort_unstable();
        sets = rest;
        sets.push(merged);
    }
    sets.into_iter().map(|(_, _, indices)| indices).collect()
}
