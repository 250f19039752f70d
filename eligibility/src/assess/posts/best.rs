//! Of all ways to seat people the one that leaves the least open.
//!
//! The ways of [`arrangements`] hold the best one as long as every seat can be taken. A seat nobody
//! takes has a partner that might have been shared with another, or leaves its whole a place that
//! might have been. So where more stays open than people are lacking anyway, the needs are lowered
//! one after the other, in order, as little as it takes to fill every seat.

use std::collections::{BTreeMap, BTreeSet};

use super::fill::{Filling, fill};
use super::seats::{Arrangements, arrangements};
use super::{Demand, DemandIndex, Edges, at};

/// The filling that leaves the least open of the ways looked at.
pub(super) struct Best {
    pub(super) filling: Filling,
    /// Whether no other way leaves less, so that what is open cannot be filled.
    pub(super) exact: bool,
}

/// Finds the best filling of demands, what is open looked at in `order`.
pub(super) fn best(
    demands: &[Demand],
    order: &[DemandIndex],
    arrangements: &Arrangements,
    edges: Edges,
) -> Best {
    let trial = Trial {
        demands,
        order,
        edges,
    };
    let lacking = trial.lacking();
    let Some(found) = trial.least_open(arrangements, &lacking) else {
        return Best {
            filling: Filling {
                held: vec![BTreeSet::new(); demands.len()],
                group_of: BTreeMap::new(),
            },
            exact: false,
        };
    };
    if found.open == lacking {
        return Best {
            filling: found.filling,
            exact: true,
        };
    }
    trial.lowered(found, &lacking)
}

struct Trial<'d> {
    demands: &'d [Demand],
    order: &'d [DemandIndex],
    edges: Edges,
}

/// A filling, and what each demand leaves open in it, in order.
struct Found {
    open: Vec<usize>,
    filling: Filling,
}

impl Trial<'_> {
    /// What each demand leaves open though nobody else wanted its people.
    fn lacking(&self) -> Vec<usize> {
        let demands = self.order.iter().filter_map(|&i| at(self.demands, i));
        let lacking = demands.map(|d| d.need.saturating_sub(d.people(self.edges).len()));
        lacking.collect()
    }

    /// The best of some ways, the first that leaves only open what is lacking.
    fn least_open(&self, arrangements: &Arrangements, lacking: &[usize]) -> Option<Found> {
        let mut best: Option<Found> = None;
        for seats in &arrangements.ways {
            let found = self.found(fill(self.demands, seats, self.edges));
            if found.open == lacking {
                return Some(found);
            }
            if best.as_ref().is_none_or(|best| found.open < best.open) {
                best = Some(found);
            }
        }
        best
    }

    fn found(&self, filling: Filling) -> Found {
        let gaps = self.order.iter().map(|&i| filling.gap(self.demands, i));
        Found {
            open: gaps.collect(),
            filling,
        }
    }

    /// Gives each demand in order as many people as it can have beside the ones before it.
    fn lowered(&self, mut best: Found, lacking: &[usize]) -> Best {
        let mut exact = true;
        for (place, &least) in lacking.iter().enumerate() {
            let most = best.open.get(place).copied().unwrap_or(least);
            for open in least..most {
                let before = best.open.iter().take(place).copied();
                let trial = self.leaving(before.chain([open]));
                exact &= trial.exact;
                if let Some(filling) = trial.filling {
                    best = self.found(filling);
                    break;
                }
            }
        }
        Best {
            filling: best.filling,
            exact,
        }
    }

    /// A filling that leaves so many open of the first demands, and of the others any number.
    fn leaving(&self, open: impl Iterator<Item = usize>) -> Leaving {
        let mut demands = self.demands.to_vec();
        for demand in &mut demands {
            demand.need = 0;
        }
        for (&index, open) in self.order.iter().zip(open) {
            let need = at(self.demands, index).map_or(0, |demand| demand.need);
            if let Some(demand) = demands.get_mut(index) {
                demand.need = need.saturating_sub(open);
            }
        }
        let arrangements = arrangements(&demands);
        let fillings = arrangements.ways.iter();
        let mut fillings = fillings.map(|seats| fill(&demands, seats, self.edges));
        let filling =
            fillings.find(|filling| self.order.iter().all(|&i| filling.gap(&demands, i) == 0));
        Leaving {
            exact: arrangements.complete || filling.is_some(),
            filling,
        }
    }
}

/// Whether so little can be left open.
struct Leaving {
    filling: Option<Filling>,
    /// Whether every way was looked at, or one is enough.
    exact: bool,
}
