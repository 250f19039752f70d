//! From two fillings to verdicts that hold whichever unsure facts are true.

use std::collections::BTreeSet;

use super::best::{Best, best};
use super::fill::Filling;
use super::seats::arrangements;
use super::{Demand, DemandIndex, Edges, PersonIndex, apart_siblings, at, lineage, priority};
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

/// Solves demands together; outcomes in their order.
pub(super) fn solve(demands: &[Demand]) -> Vec<Outcome> {
    if let [demand] = demands {
        return vec![uncontested(demand)];
    }
    let order = priority(demands);
    let arrangements = arrangements(demands);
    let best = |edges| best(demands, &order, &arrangements, edges);
    let Best {
        filling: sure,
        exact,
    } = best(Edges::Sure);
    let at_best = best(Edges::Possible).filling;
    let judge = Judge {
        demands,
        exact,
        order: &order,
        sure: &sure,
    };
    let outcome = |(index, demand): (DemandIndex, &Demand)| {
        let held: BTreeSet<PersonIndex> = sure.held.get(index).cloned().unwrap_or_default();
        let truth = judge.truth(index, demand);
        let at_best = at_best.held.get(index).map_or(0, BTreeSet::len);
        // What an earlier demand takes when all goes well it may not take when not all does.
        let open = if truth == Truth::Maybe {
            demand.need
        } else {
            0
        };
        Outcome {
            truth,
            competing: judge.competing(index),
            used_elsewhere: used_elsewhere(demands, index, &sure, &held),
            possibly: at_best.max(held.len()).max(open),
            held,
        }
    };
    let mut outcomes: Vec<Outcome> = demands.iter().enumerate().map(outcome).collect();
    // Whoever possibly counts for a part possibly counts for its whole.
    for &index in judge.order.iter().rev() {
        let part = outcomes.get(index).map_or(0, |outcome| outcome.possibly);
        let whole = at(demands, index).and_then(|demand| outcomes.get_mut(demand.parent?));
        if let Some(whole) = whole {
            whole.possibly = whole.possibly.max(part);
        }
    }
    outcomes
}

/// The outcome of a demand whose people nobody else wants: everybody counts who meets it.
fn uncontested(demand: &Demand) -> Outcome {
    let truth = if demand.possible.len() < demand.need {
        Truth::No
    } else if demand.sure.len() >= demand.need {
        Truth::Yes
    } else {
        Truth::Maybe
    };
    Outcome {
        truth,
        held: demand.sure.clone(),
        possibly: demand.possible.len(),
        competing: BTreeSet::new(),
        used_elsewhere: BTreeSet::new(),
    }
}

struct Judge<'d> {
    demands: &'d [Demand],
    /// All demands in [`priority`].
    order: &'d [DemandIndex],
    /// The filling with the sure people only.
    sure: &'d Filling,
    /// Whether every way to seat people was looked at, so that what is open cannot be filled.
    exact: bool,
}

impl Judge<'_> {
    /// Later demands never unseat anybody, so only those up to this one matter.
    /// - Short for sure: too few people could meet the demand even if nobody else wanted them.
    /// - Met for sure: enough people meet it whom no earlier rival can want; or the sure people fill
    ///   every demand up to this one, and more people never unseat anybody then.
    /// - With nothing unsure up to this one the filling is the answer.
    fn truth(&self, index: DemandIndex, demand: &Demand) -> Truth {
        let linked = self.linked_up_to(index);
        let all = |test: &dyn Fn(DemandIndex, &Demand) -> bool| {
            let demands = linked
                .iter()
                .filter_map(|&i| Some((i, at(self.demands, i)?)));
            demands.into_iter().all(|(i, demand)| test(i, demand))
        };
        let contested: BTreeSet<PersonIndex> = rivals(self.demands, index)
            .filter(|other| linked.contains(other))
            .filter_map(|other| at(self.demands, other))
            .flat_map(|rival| rival.possible.iter().copied())
            .collect();
        let alone = demand.sure.difference(&contested).count();
        if demand.possible.len() < demand.need {
            Truth::No
        } else if alone >= demand.need || all(&|i, _| self.gap(i) == 0) {
            Truth::Yes
        } else if !self.exact {
            Truth::Maybe
        } else if all(&|_, demand| demand.sure == demand.possible) {
            Truth::sure(self.gap(index) == 0)
        } else if self.whole_too_few(demand) {
            Truth::No
        } else {
            Truth::Maybe
        }
    }

    /// Whether nothing is unsure about the whole, and it holds fewer people than its part needs.
    fn whole_too_few(&self, part: &Demand) -> bool {
        let whole = part
            .parent
            .and_then(|index| Some((index, at(self.demands, index)?)));
        whole.is_some_and(|(index, whole)| {
            let held = self.sure.held.get(index).map_or(0, BTreeSet::len);
            let settled = |other: &DemandIndex| {
                at(self.demands, *other).is_some_and(|demand| demand.sure == demand.possible)
            };
            held < part.need.min(whole.need) && self.linked_up_to(index).iter().all(settled)
        })
    }

    fn gap(&self, index: DemandIndex) -> usize {
        self.sure.gap(self.demands, index)
    }

    /// The demand and the earlier ones linked to it by people they may both want.
    fn linked_up_to(&self, index: DemandIndex) -> BTreeSet<DemandIndex> {
        let mut linked = BTreeSet::from([index]);
        let mut rest: Vec<DemandIndex> = self
            .order
            .iter()
            .copied()
            .take_while(|&earlier| earlier != index)
            .collect();
        loop {
            let (more, apart): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|&other| linked.iter().any(|&one| self.may_share(one, other)));
            if more.is_empty() {
                return linked;
            }
            linked.extend(more);
            rest = apart;
        }
    }

    /// Demands of one group share seats; others share people who may meet both.
    fn may_share(&self, one: DemandIndex, other: DemandIndex) -> bool {
        match (at(self.demands, one), at(self.demands, other)) {
            (Some(a), Some(b)) => a.group == b.group || !a.possible.is_disjoint(&b.possible),
            _ => false,
        }
    }

    fn competing(&self, index: DemandIndex) -> BTreeSet<DemandIndex> {
        let Some(demand) = at(self.demands, index) else {
            return BTreeSet::new();
        };
        let wants_same = |other: &DemandIndex| {
            at(self.demands, *other).is_some_and(|o| !o.possible.is_disjoint(&demand.possible))
        };
        let open = |other: DemandIndex| self.gap(other) > 0;
        let rivals = rivals(self.demands, index).filter(wants_same);
        rivals.filter(|&other| open(other) || open(index)).collect()
    }
}

/// Demands that may not share a person with this one: those of other groups, and those apart from it
/// or from what it is a part of.
fn rivals(demands: &[Demand], index: DemandIndex) -> impl Iterator<Item = DemandIndex> {
    let group = at(demands, index).map(|demand| demand.group);
    let others = (0..demands.len())
        .filter(move |&other| at(demands, other).is_some_and(|demand| Some(demand.group) != group));
    let apart = lineage(demands, index).flat_map(|index| apart_siblings(demands, index));
    others.chain(apart)
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
            .or_else(|| rivals(demands, index).find(holds))
    };
    missing
        .filter_map(|person| Some((*person, user(person)?)))
        .collect()
}
