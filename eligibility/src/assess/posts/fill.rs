//! Filling seats by augmenting paths.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::seats::Seat;
use super::{
    Demand, DemandIndex, Edges, PersonIndex, apart_siblings, at, can_always, candidates, lineage,
    priority,
};

/// Who sits where, and who counts for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filling {
    /// The people who count for each demand.
    pub(super) held: Vec<BTreeSet<PersonIndex>>,
    /// The group each person counts in.
    pub(super) group_of: BTreeMap<PersonIndex, usize>,
}

impl Filling {
    /// How many people a demand lacks.
    pub(super) fn gap(&self, demands: &[Demand], index: DemandIndex) -> usize {
        let held = self.held.get(index).map_or(0, BTreeSet::len);
        at(demands, index).map_or(0, |demand| demand.need.saturating_sub(held))
    }
}

/// Fills the seats in order. A seat nobody can take falls back to what its demands are a part of, as
/// far as that lacks people; but only after the last of the other seats that serve it as well, since
/// they ask for more.
pub(super) fn fill(demands: &[Demand], seats: &[Seat], edges: Edges) -> Filling {
    let mut matching = Matching {
        taken: Vec::new(),
        by: BTreeMap::new(),
    };
    let mut queue: VecDeque<Seat> = seats.iter().cloned().collect();
    while let Some(seat) = queue.pop_front() {
        if matching.seat(candidates(demands, &seat.meets, edges), seat.meets.clone()) {
            continue;
        }
        for mut meets in fall_back(demands, &seat.meets) {
            meets.retain(|&index| matching.lacks(demands, index, &queue));
            if meets.is_empty() {
                continue;
            }
            let serves = |seat: &Seat| {
                meets
                    .iter()
                    .any(|&index| serves(demands, &seat.meets, index))
            };
            let place = queue.iter().rposition(serves).map_or(0, |last| last + 1);
            queue.insert(place, Seat { meets });
        }
    }
    matching.counted(demands, edges)
}

/// Whether whoever meets these demands counts for `outer`.
fn serves(demands: &[Demand], meets: &[DemandIndex], outer: DemandIndex) -> bool {
    let mut all = meets.iter().flat_map(|&inner| lineage(demands, inner));
    all.any(|index| index == outer)
}

/// The seats that take the place of one whose most specific demands cannot be met together: what they
/// are a part of. A demand that shares the seat only because sharing costs nothing leaves it first.
fn fall_back(demands: &[Demand], meets: &[DemandIndex]) -> Vec<Vec<DemandIndex>> {
    let outer = |&index: &DemandIndex| at(demands, index).and_then(|demand| demand.parent);
    if let Some(&guest) = meets.iter().find(|&&index| is_guest(demands, meets, index)) {
        let others = meets.iter().copied().filter(|&index| index != guest);
        let left = outer(&guest).map(|outer| vec![outer]);
        return std::iter::once(others.collect()).chain(left).collect();
    }
    let any_outer = meets.iter().any(|index| outer(index).is_some());
    let outer: BTreeSet<DemandIndex> = meets.iter().map(|i| outer(i).unwrap_or(*i)).collect();
    any_outer
        .then(|| outer.into_iter().collect())
        .into_iter()
        .collect()
}

/// Whether everybody who meets the demand meets all the others of its seat.
fn is_guest(demands: &[Demand], meets: &[DemandIndex], index: DemandIndex) -> bool {
    let others: Vec<DemandIndex> = meets
        .iter()
        .copied()
        .filter(|&other| other != index)
        .collect();
    !others.is_empty() && can_always(demands, &[index], &others)
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

    /// Whether a demand lacks people with the taken and all `later` seats.
    fn lacks(&self, demands: &[Demand], index: DemandIndex, later: &VecDeque<Seat>) -> bool {
        let taken = self.taken.iter().map(|(_, meets)| meets);
        let seats = taken.chain(later.iter().map(|seat| &seat.meets));
        let seats = seats.filter(|meets| serves(demands, meets, index)).count();
        at(demands, index).is_some_and(|demand| seats < demand.need)
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
            let claimed = meets.iter().flat_map(|&index| lineage(demands, index));
            apart_of.insert(person, claimed.collect());
        }
        for demand in demands.iter().filter(|demand| demand.parent.is_none()) {
            for &person in demand.people(edges) {
                group_of.entry(person).or_insert(demand.group);
            }
        }
        let mut held: Vec<BTreeSet<PersonIndex>> = vec![BTreeSet::new(); demands.len()];
        for index in priority(demands) {
            let Some(demand) = at(demands, index) else {
                continue;
            };
            let mut counted = BTreeSet::new();
            for &person in demand.people(edges) {
                let here = group_of.get(&person) == Some(&demand.group);
                let in_whole = demand
                    .parent
                    .and_then(|whole| held.get(whole))
                    .is_none_or(|whole| whole.contains(&person));
                let claimed = apart_of.get(&person);
                let elsewhere = apart_siblings(demands, index)
                    .any(|other| claimed.is_some_and(|c| c.contains(&other)));
                if here && in_whole && !elsewhere {
                    counted.insert(person);
                    if demand.apart.is_some() {
                        apart_of.entry(person).or_default().insert(index);
                    }
                }
            }
            if let Some(held) = held.get_mut(index) {
                *held = counted;
            }
        }
        Filling { held, group_of }
    }
}
