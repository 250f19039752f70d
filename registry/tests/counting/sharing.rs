//! Sharing people out by trying every way there is.
//!
//! What is right is said here once more, apart from the rules core: a person fills one parallel
//! group, in it a part only beside its whole, and of parts that are apart one. Of all ways to give
//! everybody their place the one is right that leaves the least open, groups looked at in document
//! order and inside a group each whole before its parts.

use std::collections::BTreeSet;

/// A headcount that shares out people.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The parallel group.
    pub group: String,
    /// The demand of which this is a part, by place.
    pub whole: Option<usize>,
    /// What sets it apart from its siblings.
    pub apart: Option<String>,
    /// How many people it needs.
    pub need: usize,
}

/// Demands by place, and for each demand the people who meet it.
pub type Met = Vec<BTreeSet<usize>>;

/// How many each demand leaves open in the best sharing, in the order in which they are looked at.
pub fn least_open(demands: &[Demand], met: &Met) -> Vec<usize> {
    let order = priority(demands);
    let needs: Vec<usize> = order.iter().map(|&place| demands[place].need).collect();
    let mut reachable = BTreeSet::from([needs]);
    let everybody: BTreeSet<usize> = met.iter().flatten().copied().collect();
    for person in everybody {
        let ways = ways(demands, met, person);
        let mut next = BTreeSet::new();
        for open in &reachable {
            for way in &ways {
                let left = open.iter().zip(&order);
                let left = left.map(|(n, place)| n.saturating_sub(way.contains(place).into()));
                next.insert(left.collect::<Vec<usize>>());
            }
        }
        reachable = next;
    }
    reachable.pop_first().unwrap()
}

/// Everything one person may count for at the same time, as much of it as possible.
fn ways(demands: &[Demand], met: &Met, person: usize) -> Vec<Vec<usize>> {
    let meets = |place: &usize| met[*place].contains(&person);
    let mut all = Vec::new();
    for group in groups(demands) {
        let filled = under(demands, &group, None, &meets);
        all.extend(filled.into_iter().filter(|way| !way.is_empty()));
    }
    if all.is_empty() {
        all.push(Vec::new());
    }
    all
}

/// Every way to fill parts of one whole: all those without a label, and one of each label.
fn under(
    demands: &[Demand],
    group: &str,
    whole: Option<usize>,
    meets: &dyn Fn(&usize) -> bool,
) -> Vec<Vec<usize>> {
    let parts: Vec<usize> = parts(demands, group, whole)
        .into_iter()
        .filter(meets)
        .collect();
    let labels: BTreeSet<Option<&String>> = parts
        .iter()
        .map(|&place| demands[place].apart.as_ref())
        .collect();
    let mut ways = vec![Vec::new()];
    for label in labels {
        let of_label = parts
            .iter()
            .filter(|place| demands[**place].apart.as_ref() == label);
        let of_label = of_label.map(|&part| with_parts(demands, group, part, meets));
        if label.is_some() {
            let one_of_them: Vec<Vec<usize>> = of_label.flatten().collect();
            ways = product(&ways, &one_of_them);
        } else {
            ways = of_label.fold(ways, |ways, part| product(&ways, &part));
        }
    }
    ways
}

/// A part with every way to fill its own parts.
fn with_parts(
    demands: &[Demand],
    group: &str,
    part: usize,
    meets: &dyn Fn(&usize) -> bool,
) -> Vec<Vec<usize>> {
    product(&[vec![part]], &under(demands, group, Some(part), meets))
}

fn product(some: &[Vec<usize>], others: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let pairs = some.iter().flat_map(|one| {
        others
            .iter()
            .map(move |other| [&one[..], &other[..]].concat())
    });
    pairs.collect()
}

fn parts(demands: &[Demand], group: &str, whole: Option<usize>) -> Vec<usize> {
    let of_whole = |place: &usize| demands[*place].group == group && demands[*place].whole == whole;
    (0..demands.len()).filter(of_whole).collect()
}

/// The parallel groups in document order.
fn groups(demands: &[Demand]) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for demand in demands {
        if !groups.contains(&demand.group) {
            groups.push(demand.group.clone());
        }
    }
    groups
}

/// Groups in document order, inside a group each whole before its parts.
pub fn priority(demands: &[Demand]) -> Vec<usize> {
    let mut order = Vec::new();
    for group in groups(demands) {
        whole_first(demands, &group, None, &mut order);
    }
    order
}

fn whole_first(demands: &[Demand], group: &str, whole: Option<usize>, order: &mut Vec<usize>) {
    for part in parts(demands, group, whole) {
        order.push(part);
        whole_first(demands, group, Some(part), order);
    }
}
