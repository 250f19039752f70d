//! The seats of a group: what must be filled so that all its demands are met with few people.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Demand, DemandIndex, Edges, PersonIndex, apart_siblings, at, can_always, candidates, lineage,
};

/// How many arrangements are tried: more than the texts need, few enough for a page. A standard that
/// needs more is still judged soundly, only less surely.
const MOST: usize = 512;

/// One person's worth of demand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seat {
    /// All demands whoever sits here must meet, ascending; several when siblings share the person.
    pub(super) meets: Vec<DemandIndex>,
}

/// Seats in the order in which they are filled.
type Way = Vec<Seat>;

/// The ways to seat all groups.
pub(super) struct Arrangements {
    /// The ways, those that share the most people first.
    pub(super) ways: Vec<Way>,
    /// Whether these are all there are.
    pub(super) complete: bool,
}

/// Siblings that may share people can be met by one person with both papers or by two people; which
/// is better depends on who else needs them, so each number of shared seats is its own way.
///
/// A group whose people nobody else can want, and that keeps nobody apart, needs no seats: everybody
/// counts for all they meet.
pub(super) fn arrangements(demands: &[Demand]) -> Arrangements {
    let mut search = Search { complete: true };
    let groups: BTreeSet<usize> = demands.iter().map(|demand| demand.group).collect();
    let mut ways: Vec<Way> = vec![Vec::new()];
    for group in groups
        .into_iter()
        .filter(|&group| is_contested(demands, group))
    {
        let own = search.group(demands, group);
        let joined = ways.iter().flat_map(|way| {
            own.iter()
                .map(|seats| way.iter().chain(seats).cloned().collect::<Way>())
        });
        ways = search.limited(joined);
    }
    Arrangements {
        ways,
        complete: search.complete,
    }
}

fn is_contested(demands: &[Demand], group: usize) -> bool {
    let people = |own: bool| -> BTreeSet<PersonIndex> {
        let demands = demands
            .iter()
            .filter(|demand| (demand.group == group) == own);
        demands.flat_map(|d| d.possible.iter().copied()).collect()
    };
    let apart = demands
        .iter()
        .any(|demand| demand.group == group && demand.apart.is_some());
    apart || !people(true).is_disjoint(&people(false))
}

/// Looks for ways and notes when it leaves some out.
struct Search {
    complete: bool,
}

impl Search {
    fn limited(&mut self, ways: impl Iterator<Item = Way>) -> Vec<Way> {
        let mut kept: Vec<Way> = ways.take(MOST + 1).collect();
        if kept.len() > MOST {
            kept.truncate(MOST);
            self.complete = false;
        }
        kept
    }

    fn group(&mut self, demands: &[Demand], group: usize) -> Vec<Way> {
        let is_root = |index: &DemandIndex| {
            at(demands, *index).is_some_and(|d| d.group == group && d.parent.is_none())
        };
        let roots: Vec<DemandIndex> = (0..demands.len()).filter(is_root).collect();
        let mut ways = self.siblings(demands, &roots);
        for seats in &mut ways {
            seats.sort_by_key(|seat| rank(demands, seat));
        }
        ways
    }

    fn siblings(&mut self, demands: &[Demand], indices: &[DemandIndex]) -> Vec<Way> {
        let mut ways: Vec<Way> = vec![Vec::new()];
        for &index in indices {
            let own = self.one(demands, index);
            let mut joined: Vec<Way> = Vec::new();
            for (way, seats) in ways
                .iter()
                .flat_map(|way| own.iter().map(move |own| (way, own)))
            {
                joined.extend(self.join(demands, way, (index, seats)));
                if joined.len() > MOST {
                    break;
                }
            }
            ways = self.limited(joined.into_iter());
        }
        ways
    }

    /// The seats of a demand: those of its parts, then plain ones up to its need.
    fn one(&mut self, demands: &[Demand], index: DemandIndex) -> Vec<Way> {
        let is_part = |part: &DemandIndex| {
            at(demands, *part).is_some_and(|demand| demand.parent == Some(index))
        };
        let parts: Vec<DemandIndex> = (0..demands.len()).filter(is_part).collect();
        // Nobody can sit on more seats than there are people.
        let need = at(demands, index).map_or(0, |d| d.need.min(d.possible.len()));
        let mut ways = self.siblings(demands, &parts);
        for seats in &mut ways {
            while seats.len() < need {
                seats.push(Seat { meets: vec![index] });
            }
        }
        ways
    }

    /// Every way to put seats and those of a demand together: side by side, or sharing people, but
    /// none with a seat of a sibling apart from it. Those that share the most come first.
    fn join(
        &mut self,
        demands: &[Demand],
        first: &[Seat],
        (index, second): (DemandIndex, &[Seat]),
    ) -> Vec<Way> {
        let barred: Vec<DemandIndex> = apart_siblings(demands, index).collect();
        // A seat shared with the demand is closed to its siblings apart that are still to come.
        let bars_later = barred.iter().any(|&other| other > index);
        let is_closed = |seat: &&Seat| {
            let mut meets = seat.meets.iter();
            meets.any(|&index| is_part_of(demands, index, &barred))
        };
        let (closed, open): (Vec<&Seat>, Vec<&Seat>) = first.iter().partition(is_closed);
        let closed: Way = closed.into_iter().cloned().collect();
        let open: Way = open.into_iter().cloned().collect();
        let mut joined = self.pairings(demands, &open, second, (bars_later, &mut BTreeMap::new()));
        joined.sort_by_key(Vec::len);
        for seats in &mut joined {
            seats.splice(0..0, closed.iter().cloned());
        }
        joined
    }

    /// Each seat of the first list alone or with one of the second; of equal seats it does not
    /// matter which. `known` keeps what was found for the same rest.
    ///
    /// Where whoever can take the seat can take every one of the second list too, and taking it
    /// bars nobody later, sharing costs nothing, so that staying alone need not be tried as long as
    /// somebody takes it; if nobody can, [`super::fill`] leaves the partner its seat.
    fn pairings(
        &mut self,
        demands: &[Demand],
        first: &[Seat],
        second: &[Seat],
        (bars_later, known): (bool, &mut BTreeMap<(usize, Way), Vec<Way>>),
    ) -> Vec<Way> {
        let Some((seat, others)) = first.split_first() else {
            return vec![second.to_vec()];
        };
        let mut rest = second.to_vec();
        rest.sort();
        if let Some(ways) = known.get(&(first.len(), rest.clone())) {
            return ways.clone();
        }
        let distinct: BTreeSet<&Seat> = second.iter().collect();
        let serves_all = !bars_later
            && !distinct.is_empty()
            && distinct
                .iter()
                .all(|partner| can_always(demands, &seat.meets, &partner.meets));
        let alone = (!serves_all).then_some(None);
        // A seat nobody can take with another is no way to share; alone it is one.
        let shared_by_nobody = |partner: &&Seat| {
            let both: Vec<DemandIndex> = seat.meets.iter().chain(&partner.meets).copied().collect();
            !serves_all && candidates(demands, &both, Edges::Possible).is_empty()
        };
        let partners = distinct
            .into_iter()
            .filter(|partner| !shared_by_nobody(partner))
            .map(Some)
            .chain(alone);
        let mut seen: BTreeSet<Way> = BTreeSet::new();
        let mut all: Vec<Way> = Vec::new();
        for partner in partners {
            let mut shared = seat.clone();
            let mut left = second.to_vec();
            if let Some(partner) = partner {
                shared.meets.extend(&partner.meets);
                shared.meets.sort_unstable();
                let place = left.iter().position(|one| one == partner);
                place.map(|place| left.remove(place));
            }
            for mut way in self.pairings(demands, others, &left, (bars_later, known)) {
                way.insert(0, shared.clone());
                let mut sorted = way.clone();
                sorted.sort();
                // The same pairing in another order is the same way.
                if seen.insert(sorted) {
                    all.push(way);
                }
            }
        }
        let all = self.limited(all.into_iter());
        known.insert((first.len(), rest), all.clone());
        all
    }
}

/// Where a seat stands in the order of filling: in document order from the outermost demand inwards,
/// and before a demand's plain seats those of its parts.
fn rank(demands: &[Demand], seat: &Seat) -> Option<Vec<DemandIndex>> {
    let path = |&index: &DemandIndex| {
        let mut path: Vec<DemandIndex> = lineage(demands, index).collect();
        path.reverse();
        // What ends here comes after what goes on.
        path.push(DemandIndex::MAX);
        path
    };
    seat.meets.iter().map(path).min()
}

/// Whether a demand is one of `outer` or a part of one.
fn is_part_of(demands: &[Demand], index: DemandIndex, outer: &[DemandIndex]) -> bool {
    lineage(demands, index).any(|index| outer.contains(&index))
}
