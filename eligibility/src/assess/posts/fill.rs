//! Filling seats by augmenting paths.

use std::collections::{BTreeMap, BTreeSet};

use super::seats::Seat;
use super::{Demand, DemandIndex, Edges, PersonIndex, apart_siblings, at};

/// Who sits where, and who counts for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filling {
    /// The people who count for each demand.
    pub(super) held: Vec<BTreeSet<PersonIndex>>,
    /// The group each person counts in.
    pub(super) group_of: BTreeMap<PersonIndex, usize>,
}

impl Filling {
    /// How many people each demand lacks, in document order.
    pub(super) fn gaps(&self, demands: &[Demand]) -> Vec<usize> {
        let held = self.held.iter().map(BTreeSet::len);
        demands
            .iter()
            .zip(held)
            .map(|(demand, held)| demand.need.saturating_sub(held))
            .collect()
    }
}

/// Fills the seats in order; a seat nobody can take falls back to what its parents ask.
pub(super) fn fill(demands: &[Demand], seats: &[Seat], edges: Edges) -> Filling {
    let mut matching = Matching {
        taken: Vec::new(),
        by: BTreeMap::new(),
    };
    for seat in seats {
        let mut meets = Some(seat.meets.clone());
        while let Some(wanted) = meets {
            if matching.seat(candidates(demands, &wanted, edges), wanted.clone()) {
                break;
            }
            meets = fall_back(demands, &wanted);
        }
    }
    matching.counted(demands, edges)
}

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

/// What a seat asks when its most specific demand cannot be met: the parents' demands.
fn fall_back(demands: &[Demand], meets: &[DemandIndex]) -> Option<Vec<DemandIndex>> {
    let parents = meets.iter().filter_map(|&index| at(demands, index)?.parent);
    let parents: BTreeSet<DemandIndex> = parents.collect();
    (!parents.is_empty()).then(|| parents.into_iter().collect())
}

/// Seats taken so far.
struct Matching {
    /// For each seat: who could take it, and what it asks.
    taken: Vec<(BTreeSet<PersonIndex>, Vec<DemandIndex>)>,
    /// The seat each seated person has.
    by: BTreeMap<PersonIndex, usize>,
}

impl Matching {
    /// Adds a seat if somebody can take it, others moving where they can.
    fn seat(&mut self, candidates: BTreeSet<PersonIndex>, meets: Vec<DemandIndex>) -> bool {
        let seat = self.taken.len();
        self.taken.push((candidates, meets));
        let placed = self.place(seat, &mut BTreeSet::new());
        if !placed {
            self.taken.pop();
        }
        placed
    }

    /// Finds somebody for a seat along an augmenting path.
    fn place(&mut self, seat: usize, tried: &mut BTreeSet<PersonIndex>) -> bool {
        let candidates: Vec<PersonIndex> = match self.taken.get(seat) {
            Some((candidates, _)) => candidates.iter().copied().collect(),
            None => return false,
        };
        // Somebody free first, so that nobody moves without need.
        let (free, seated): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|person| !self.by.contains_key(person));
        if let Some(&person) = free.first() {
            self.by.insert(person, seat);
            return true;
        }
        for person in seated {
            if !tried.insert(person) {
                continue;
            }
            let Some(&other) = self.by.get(&person) else {
                continue;
            };
            if self.place(other, tried) {
                self.by.insert(person, seat);
                return true;
            }
        }
        false
    }

    /// Everybody seated counts in the seat's group; everybody else in the first group whose
    /// outermost demand they meet, so that a surplus shows without anybody counting twice.
    fn counted(&self, demands: &[Demand], edges: Edges) -> Filling {
        let group = |index: &DemandIndex| at(demands, *index).map(|demand| demand.group);
        let mut group_of = BTreeMap::new();
        let mut apart_of: BTreeMap<PersonIndex, BTreeSet<DemandIndex>> = BTreeMap::new();
        for (&person, &seat) in &self.by {
            let Some((_, meets)) = self.taken.get(seat) else {
                continue;
            };
            if let Some(group) = meets.first().and_then(group) {
                group_of.insert(person, group);
            }
            apart_of.insert(person, lineage(demands, meets));
        }
        for demand in demands.iter().filter(|demand| demand.parent.is_none()) {
            for &person in demand.people(edges) {
                group_of.entry(person).or_insert(demand.group);
            }
        }
        let mut held = vec![BTreeSet::new(); demands.len()];
        for (index, demand) in demands.iter().enumerate() {
            for &person in demand
                .people(edges)
                .iter()
                .filter(|person| group_of.get(person) == Some(&demand.group))
            {
                let claimed = apart_of.get(&person);
                let elsewhere = apart_siblings(demands, index)
                    .any(|other| claimed.is_some_and(|c| c.contains(&other)));
                if !elsewhere {
                    if let Some(held) = held.get_mut(index) {
                        held.insert(person);
                    }
                    if demand.apart {
                        apart_of.entry(person).or_default().insert(index);
                    }
                }
            }
        }
        Filling { held, group_of }
    }
}

/// Demands and all they are a part of.
fn lineage(demands: &[Demand], meets: &[DemandIndex]) -> BTreeSet<DemandIndex> {
    let mut all = BTreeSet::new();
    for &index in meets {
        let mut next = Some(index);
        while let Some(index) = next.filter(|&index| all.insert(index)) {
            next = at(demands, index).and_then(|demand| demand.parent);
        }
    }
    all
}
