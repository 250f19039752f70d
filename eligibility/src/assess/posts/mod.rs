//! One person, one post: the parallel groups of a standard solved together.
//!
//! Every headcount of a parallel group is a [`Demand`]. Demands of one group may share people
//! (其中), demands of different groups may not, nor may siblings that are `apart`. Groups are filled
//! in document order, the most specific seat first, by augmenting paths, people in order of staff
//! number; so an earlier seat, once it can be filled, stays filled, and a shortage shows at its own
//! clause. Of all fillings the one is right that leaves the least open, looked at in [`priority`];
//! a test compares with all assignments there are.
//!
//! # Soundness
//! Who counts may be unsure. A demand is met only if it is met whichever of the unsure facts are
//! true, and short only if it is short whichever are; see [`judge`].

mod best;
mod fill;
mod judge;
mod linked;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod ranges;
mod seats;

use std::collections::BTreeSet;

pub(super) use judge::Outcome;
pub(super) use linked::{Ranged, solve};

/// A person by place in the list of people.
pub(super) type PersonIndex = usize;
/// A demand by place in the list of demands.
pub(super) type DemandIndex = usize;

/// A headcount of a parallel group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    /// The parallel group, numbered in document order.
    pub(super) group: usize,
    /// How many people.
    pub(super) need: usize,
    /// The demand of the same group of which this is a part.
    pub(super) parent: Option<DemandIndex>,
    /// A label: its people must be others than those of its siblings with the same one.
    pub(super) apart: Option<usize>,
    /// People who surely meet it.
    pub(super) sure: BTreeSet<PersonIndex>,
    /// People who surely or possibly meet it.
    pub(super) possible: BTreeSet<PersonIndex>,
}

/// Which of the two lists of people a filling looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edges {
    Sure,
    Possible,
}

impl Demand {
    const fn people(&self, edges: Edges) -> &BTreeSet<PersonIndex> {
        match edges {
            Edges::Sure => &self.sure,
            Edges::Possible => &self.possible,
        }
    }
}

/// The demand at an index; every index in this module comes from the list itself.
fn at(demands: &[Demand], index: DemandIndex) -> Option<&Demand> {
    demands.get(index)
}

/// The demands in the order in which they are filled: groups in document order, and inside a group
/// each whole before its parts.
fn priority(demands: &[Demand]) -> Vec<DemandIndex> {
    let groups: BTreeSet<usize> = demands.iter().map(|demand| demand.group).collect();
    let mut order = Vec::new();
    for group in groups {
        parts(demands, group, None, &mut order);
    }
    order
}

fn parts(
    demands: &[Demand],
    group: usize,
    whole: Option<DemandIndex>,
    order: &mut Vec<DemandIndex>,
) {
    for (index, demand) in demands.iter().enumerate() {
        if demand.group == group && demand.parent == whole {
            order.push(index);
            parts(demands, group, Some(index), order);
        }
    }
}

/// A demand and all it is a part of, from the inside out.
fn lineage(demands: &[Demand], index: DemandIndex) -> impl Iterator<Item = DemandIndex> {
    let outer = |index: &DemandIndex| at(demands, *index)?.parent;
    std::iter::successors(Some(index), outer).take(demands.len())
}

/// Demands of the same parent that must not share people with `index`.
fn apart_siblings(demands: &[Demand], index: DemandIndex) -> impl Iterator<Item = DemandIndex> {
    let own = at(demands, index).filter(|demand| demand.apart.is_some());
    demands
        .iter()
        .enumerate()
        .filter_map(move |(other, demand)| {
            let own = own?;
            let apart = demand.apart == own.apart
                && other != index
                && demand.group == own.group
                && demand.parent == own.parent;
            apart.then_some(other)
        })
}

/// Everybody who meets all of these demands.
fn candidates(demands: &[Demand], meets: &[DemandIndex], edges: Edges) -> BTreeSet<PersonIndex> {
    let mut sets = meets
        .iter()
        .filter_map(|&index| at(demands, index))
        .map(|demand| demand.people(edges));
    let first = sets.next().cloned().unwrap_or_default();
    sets.fold(first, |people, next| {
        people.intersection(next).copied().collect()
    })
}

/// Whether everybody who meets some demands meets the others too, on both lists of people.
fn can_always(demands: &[Demand], meets: &[DemandIndex], others: &[DemandIndex]) -> bool {
    [Edges::Sure, Edges::Possible].into_iter().all(|edges| {
        candidates(demands, meets, edges).is_subset(&candidates(demands, others, edges))
    })
}
