//! The seats of a group: what must be filled so that all its demands are met with few people.

use super::{Demand, DemandIndex, at, lineage};

/// One person's worth of demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    /// All demands whoever sits here must meet; several when siblings share the person.
    pub(super) meets: Vec<DemandIndex>,
}

/// The ways to seat a group, the one with the most sharing first.
///
/// Siblings that may share people can be met by one person with both papers or by two people; which
/// is better depends on who else needs them, so each number of shared seats is its own way.
pub(super) fn ways(demands: &[Demand], group: usize) -> Vec<Vec<Seat>> {
    let of_group = |index: &DemandIndex| {
        at(demands, *index).is_some_and(|d| d.group == group && d.parent.is_none())
    };
    let roots: Vec<DemandIndex> = (0..demands.len()).filter(of_group).collect();
    siblings(demands, &roots)
}

fn siblings(demands: &[Demand], indices: &[DemandIndex]) -> Vec<Vec<Seat>> {
    let mut ways: Vec<Vec<Seat>> = vec![Vec::new()];
    let mut apart: Vec<DemandIndex> = Vec::new();
    for &index in indices {
        let is_apart = at(demands, index).is_some_and(|demand| demand.apart);
        let barred: &[DemandIndex] = if is_apart { &apart } else { &[] };
        let own = one(demands, index);
        let joined = |way: &Vec<Seat>| -> Vec<Vec<Seat>> {
            own.iter()
                .flat_map(|seats| join(demands, way, seats, barred))
                .collect()
        };
        ways = ways.iter().flat_map(joined).collect();
        if is_apart {
            apart.push(index);
        }
    }
    ways
}

/// The seats of a demand: those of its parts, then plain ones up to its need.
fn one(demands: &[Demand], index: DemandIndex) -> Vec<Vec<Seat>> {
    let is_part =
        |part: &DemandIndex| at(demands, *part).is_some_and(|demand| demand.parent == Some(index));
    let parts: Vec<DemandIndex> = (0..demands.len()).filter(is_part).collect();
    let need = at(demands, index).map_or(0, |demand| demand.need);
    let mut ways = siblings(demands, &parts);
    for seats in &mut ways {
        while seats.len() < need {
            seats.push(Seat { meets: vec![index] });
        }
    }
    ways
}

/// Every way to put two lists of seats together: side by side, or sharing people, but none with a
/// seat of a `barred` demand. Those that share the most come first.
fn join(
    demands: &[Demand],
    first: &[Seat],
    second: &[Seat],
    barred: &[DemandIndex],
) -> Vec<Vec<Seat>> {
    let is_closed = |seat: &&Seat| {
        seat.meets
            .iter()
            .any(|&index| is_part_of(demands, index, barred))
    };
    let (closed, open): (Vec<&Seat>, Vec<&Seat>) = first.iter().partition(is_closed);
    let closed: Vec<Seat> = closed.into_iter().cloned().collect();
    let mut joined = pairings(&open, &second.iter().collect::<Vec<_>>());
    joined.sort_by_key(Vec::len);
    for seats in &mut joined {
        seats.splice(0..0, closed.iter().cloned());
    }
    joined
}

/// Each seat of the first list alone or with one of the second; of equal seats it does not matter
/// which.
fn pairings(first: &[&Seat], second: &[&Seat]) -> Vec<Vec<Seat>> {
    let Some((seat, others)) = first.split_first() else {
        return vec![second.iter().copied().cloned().collect()];
    };
    let mut partners: Vec<Option<usize>> = (0..second.len())
        .filter(|&place| {
            second.iter().position(|one| Some(one) == second.get(place)) == Some(place)
        })
        .map(Some)
        .collect();
    partners.push(None);
    let mut all: Vec<Vec<Seat>> = Vec::new();
    for partner in partners {
        let mut shared = (*seat).clone();
        let mut left = second.to_vec();
        if let Some(place) = partner.filter(|&place| place < left.len()) {
            shared.meets.extend(&left.remove(place).meets);
        }
        for mut way in pairings(others, &left) {
            way.insert(0, shared.clone());
            // The same pairing in another order is the same way.
            if !all.iter().any(|known| same(known, &way)) {
                all.push(way);
            }
        }
    }
    all
}

fn same(one: &[Seat], other: &[Seat]) -> bool {
    let sorted = |seats: &[Seat]| {
        let mut seats: Vec<Vec<DemandIndex>> =
            seats.iter().map(|seat| seat.meets.clone()).collect();
        seats.sort_unstable();
        seats
    };
    sorted(one) == sorted(other)
}

/// Whether a demand is one of `outer` or a part of one.
fn is_part_of(demands: &[Demand], index: DemandIndex, outer: &[DemandIndex]) -> bool {
    lineage(demands, index).any(|index| outer.contains(&index))
}
