//! From two fillings to verdicts that hold whichever unsure facts are true.

use std::collections::BTreeSet;

use super::fill::{Filling, fill};
use super::seats::{Seat, ways};
use super::{Demand, DemandIndex, Edges, PersonIndex, apart_siblings, at};
use crate::assess::truth::Truth;

/// What is known of one demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assess) struct Outcome {
    /// Whether it is met.
    pub(in crate::assess) truth: Truth,
    /// Who surely counts.
    pub(in crate::assess) held: BTreeSet<PersonIndex>,
    /// How many count if every unsure fact turns out well.
    pub(in crate::assess) possibly: usize,
    /// Demands that compete for the same people while one of them is not surely met.
    pub(in crate::assess) competing: BTreeSet<DemandIndex>,
    /// People who meet it but count in another group or for a sibling that is apart.
    pub(in crate::assess) used_elsewhere: BTreeSet<(PersonIndex, DemandIndex)>,
}

/// Solves all demands of a standard together; outcomes in the order of the demands.
pub(in crate::assess) fn solve(demands: &[Demand]) -> Vec<Outcome> {
    let sure = best_filling(demands, Edges::Sure);
    let at_best = best_filling(demands, Edges::Possible);
    let judge = Judge {
        demands,
        gaps: sure.gaps(demands),
        components: components(demands),
    };
    let outcome = |index: DemandIndex| {
        let held: BTreeSet<PersonIndex> = sure.held.get(index).cloned().unwrap_or_default();
        let possibly = at_best
            .held
            .get(index)
            .map_or(0, BTreeSet::len)
            .max(held.len());
        Outcome {
            truth: judge.truth(index, held.len()),
            competing: judge.competing(index),
            used_elsewhere: used_elsewhere(demands, index, &sure, &held),
            possibly,
            held,
        }
    };
    (0..demands.len()).map(outcome).collect()
}

/// The filling that leaves the least open, looked at in document order.
fn best_filling(demands: &[Demand], edges: Edges) -> Filling {
    let groups: BTreeSet<usize> = demands.iter().map(|demand| demand.group).collect();
    let mut arrangements: Vec<Vec<Seat>> = vec![Vec::new()];
    for group in groups {
        let ways = ways(demands, group);
        let join = |seats: &Vec<Seat>| {
            let seats = seats.clone();
            ways.iter()
                .map(move |way| seats.iter().chain(way).cloned().collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        arrangements = arrangements.iter().flat_map(join).collect();
    }
    let fillings = arrangements.iter().map(|seats| fill(demands, seats, edges));
    let nothing = Filling {
        held: vec![BTreeSet::new(); demands.len()],
        group_of: std::collections::BTreeMap::new(),
    };
    fillings
        .min_by_key(|filling| filling.gaps(demands))
        .unwrap_or(nothing)
}

struct Judge<'d> {
    demands: &'d [Demand],
    /// What the sure filling lacks.
    gaps: Vec<usize>,
    /// The component each demand belongs to.
    components: Vec<usize>,
}

impl Judge<'_> {
    /// - Short for sure: too few people could meet the demand even if nobody else wanted them.
    /// - Met for sure: enough people meet it whom nobody else can want; or the sure people fill every
    ///   demand of the component, and more people never unseat anybody.
    /// - With nothing unsure in the component the filling is the answer.
    fn truth(&self, index: DemandIndex, held: usize) -> Truth {
        let Some(demand) = at(self.demands, index) else {
            return Truth::Maybe;
        };
        let contested = self.contested(index);
        let alone = demand
            .sure
            .iter()
            .filter(|person| !contested.contains(person))
            .count();
        if demand.possible.len() < demand.need {
            Truth::No
        } else if alone >= demand.need
            || self
                .component(index)
                .all(|other| self.gaps.get(other) == Some(&0))
        {
            Truth::Yes
        } else if self
            .component(index)
            .all(|other| at(self.demands, other).is_some_and(|d| d.sure == d.possible))
        {
            Truth::sure(held >= demand.need)
        } else {
            Truth::Maybe
        }
    }

    /// People whom another group or a sibling that is apart may want.
    fn contested(&self, index: DemandIndex) -> BTreeSet<PersonIndex> {
        let rivals = rivals(self.demands, index);
        rivals
            .filter_map(|other| at(self.demands, other))
            .flat_map(|d| d.possible.iter().copied())
            .collect()
    }

    fn component(&self, index: DemandIndex) -> impl Iterator<Item = DemandIndex> {
        let own = self.components.get(index);
        (0..self.demands.len()).filter(move |other| self.components.get(*other) == own)
    }

    fn competing(&self, index: DemandIndex) -> BTreeSet<DemandIndex> {
        let Some(demand) = at(self.demands, index) else {
            return BTreeSet::new();
        };
        let wants_same = |other: &DemandIndex| {
            at(self.demands, *other).is_some_and(|o| !o.possible.is_disjoint(&demand.possible))
        };
        let open = |other: DemandIndex| self.gaps.get(other) != Some(&0);
        let rivals = rivals(self.demands, index).filter(wants_same);
        rivals.filter(|&other| open(other) || open(index)).collect()
    }
}

/// Demands that may not share a person with this one.
fn rivals(demands: &[Demand], index: DemandIndex) -> impl Iterator<Item = DemandIndex> {
    let group = at(demands, index).map(|demand| demand.group);
    let others = (0..demands.len()).filter(move |&other| {
        at(demands, other).map(|demand| demand.group) != group && at(demands, other).is_some()
    });
    others.chain(apart_siblings(demands, index))
}

/// Demands linked by people they may both want, numbered by their first member.
fn components(demands: &[Demand]) -> Vec<usize> {
    let mut component: Vec<usize> = (0..demands.len()).collect();
    // Demands of one group share seats; rivals with people in common share those.
    let linked = |a: DemandIndex, b: DemandIndex| match (at(demands, a), at(demands, b)) {
        (Some(first), Some(second)) => {
            first.group == second.group || !first.possible.is_disjoint(&second.possible)
        }
        _ => false,
    };
    for a in 0..demands.len() {
        for b in 0..a {
            let (Some(&from), Some(&to)) = (component.get(a), component.get(b)) else {
                continue;
            };
            if from != to && linked(a, b) {
                for other in &mut component {
                    if *other == from {
                        *other = to;
                    }
                }
            }
        }
    }
    component
}

fn used_elsewhere(
    demands: &[Demand],
    index: DemandIndex,
    sure: &Filling,
    held: &BTreeSet<PersonIndex>,
) -> BTreeSet<(PersonIndex, DemandIndex)> {
    let Some(demand) = at(demands, index) else {
        return BTreeSet::new();
    };
    let missing = demand.sure.iter().filter(|person| !held.contains(person));
    let user = |person: &PersonIndex| {
        let holds = |other: &DemandIndex| {
            sure.held
                .get(*other)
                .is_some_and(|held| held.contains(person))
        };
        let by_group = sure
            .group_of
            .get(person)
            .filter(|group| **group != demand.group);
        let demand_of_group = (0..demands.len())
            .find(|other| at(demands, *other).map(|d| &d.group) == by_group && holds(other));
        by_group
            .and(demand_of_group)
            .or_else(|| apart_siblings(demands, index).find(holds))
    };
    missing
        .filter_map(|person| Some((*person, user(person)?)))
        .collect()
}
