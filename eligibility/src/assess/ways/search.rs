//! The search for the smallest sets of steps: exact over all sets put together from the bundles, as
//! far as the limits go.

use std::collections::{BTreeMap, BTreeSet};

use super::Step;
use crate::facts::StaffNumber;

/// A set of steps by their places in the universe.
pub(super) type StepSet = BTreeSet<usize>;

/// Sets of up to so many steps are looked through with all their subsets.
const EXHAUSTIVE: usize = 8;

/// All steps that may be taken, each once, and the bundles in which they help.
#[derive(Default)]
pub(super) struct Universe {
    pub(super) steps: Vec<Step>,
    pub(super) bundles: Vec<StepSet>,
}

impl Universe {
    /// Adds steps that only help together.
    pub(super) fn bundle(&mut self, steps: Vec<Step>) {
        let mut bundle = StepSet::new();
        for step in steps {
            let known = self.steps.iter().position(|known| *known == step);
            bundle.insert(known.unwrap_or_else(|| {
                self.steps.push(step);
                self.steps.len() - 1
            }));
        }
        if !bundle.is_empty() && !self.bundles.contains(&bundle) {
            self.bundles.push(bundle);
        }
    }

    /// Everybody a step is about.
    pub(super) fn staff(&self) -> BTreeSet<StaffNumber> {
        self.steps
            .iter()
            .filter_map(|step| step.staff.clone())
            .collect()
    }

    /// The steps of a set, in the order in which they were found.
    pub(super) fn steps_of(&self, set: &StepSet) -> Vec<Step> {
        set.iter()
            .filter_map(|&place| self.steps.get(place))
            .cloned()
            .collect()
    }

    /// What sets are ordered by: number of steps, number of people, staff numbers.
    fn order(&self, set: &StepSet) -> (usize, usize, Vec<StaffNumber>, Vec<usize>) {
        let steps = set.iter().filter_map(|&place| self.steps.get(place));
        let staff: BTreeSet<StaffNumber> = steps.filter_map(|step| step.staff.clone()).collect();
        let places = set.iter().copied().collect();
        (set.len(), staff.len(), staff.into_iter().collect(), places)
    }
}

/// One search.
pub(super) struct Search<'u, F> {
    universe: &'u Universe,
    closes: F,
    left: usize,
    known: BTreeMap<StepSet, bool>,
    exhausted: bool,
}

impl<'u, F: FnMut(&[Step]) -> bool> Search<'u, F> {
    /// A search that asks at most so often whether a set of steps closes the clause.
    pub(super) const fn new(universe: &'u Universe, assessments: usize, closes: F) -> Self {
        Self {
            universe,
            closes,
            left: assessments,
            known: BTreeMap::new(),
            exhausted: false,
        }
    }

    /// Whether a set was not looked at for want of assessments.
    pub(super) const fn cut_off(&self) -> bool {
        self.exhausted
    }

    /// The sets of steps that close the clause and of which no part does, made of at most so many
    /// bundles.
    pub(super) fn minimal_sets(&mut self, most_bundles: usize) -> Vec<StepSet> {
        let mut unions = BTreeSet::new();
        for chosen in subsets(self.universe.bundles.len(), most_bundles) {
            let bundles = chosen
                .iter()
                .filter_map(|&at| self.universe.bundles.get(at));
            unions.insert(bundles.flatten().copied().collect::<StepSet>());
        }
        let mut unions: Vec<StepSet> = unions.into_iter().collect();
        unions.sort_by_cached_key(|set| self.universe.order(set));
        let mut found: Vec<StepSet> = Vec::new();
        for union in unions {
            if !found.iter().any(|set| set.is_subset(&union)) && self.closed_by(&union) {
                self.minimal_within(&union, &mut found);
            }
        }
        found.sort_by_cached_key(|set| self.universe.order(set));
        found
    }

    /// Whether the steps close the clause; asked once per set.
    fn closed_by(&mut self, set: &StepSet) -> bool {
        if let Some(known) = self.known.get(set) {
            return *known;
        }
        if self.left == 0 {
            self.exhausted = true;
            return false;
        }
        self.left -= 1;
        let closes = (self.closes)(&self.universe.steps_of(set));
        self.known.insert(set.clone(), closes);
        closes
    }

    /// The smallest parts of a set that closes the clause.
    fn minimal_within(&mut self, set: &StepSet, found: &mut Vec<StepSet>) {
        let mut set = set.clone();
        if set.len() > EXHAUSTIVE {
            // Taking steps away one by one finds one smallest part; there may be others.
            self.exhausted = true;
            for step in set.clone() {
                let mut without = set.clone();
                without.remove(&step);
                if self.closed_by(&without) {
                    set = without;
                }
            }
        }
        let steps: Vec<usize> = set.iter().copied().collect();
        if steps.len() > EXHAUSTIVE {
            found.push(set);
            return;
        }
        for chosen in subsets(steps.len(), steps.len()) {
            let part: StepSet = chosen
                .iter()
                .filter_map(|&at| steps.get(at))
                .copied()
                .collect();
            if !found.iter().any(|set| set.is_subset(&part)) && self.closed_by(&part) {
                found.push(part);
            }
        }
    }
}

/// Every way to choose from 1 to `most` of `n` things, fewest first, then in order.
pub(super) fn subsets(n: usize, most: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut last: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..most.min(n) {
        let longer = last.iter().flat_map(|chosen| {
            let next = chosen.last().map_or(0, |last| last + 1);
            (next..n).map(move |one| {
                let mut chosen = chosen.clone();
                chosen.push(one);
                chosen
            })
        });
        last = longer.collect();
        all.extend(last.iter().cloned());
    }
    all
}
