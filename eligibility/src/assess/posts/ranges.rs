//! Needs that are not sure, against every need there may be: a demand is met only if it is met for
//! each, and short only if it is short for each.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;

use super::linked::Ranged;
use super::oracle::{least_open, random, runner, worlds};
use super::{Demand, DemandIndex, PersonIndex, priority, solve};
use crate::assess::truth::Truth;

/// How much more than the least the demands may need, by their place.
type Wider = [usize; 4];

fn ranged(demands: &[Demand], wider: Wider) -> Vec<Ranged> {
    let pairs = demands.iter().zip(wider);
    let ranged = |(demand, wider): (&Demand, usize)| Ranged {
        demand: demand.clone(),
        most: demand.need + wider,
    };
    pairs.map(ranged).collect()
}

/// The demands with every combination of needs there may be.
fn all_needs(ranged: &[Ranged]) -> Vec<Vec<Demand>> {
    let mut all = vec![Vec::new()];
    for one in ranged {
        let needs = one.demand.need..=one.most;
        let with = |before: &Vec<Demand>, need: usize| {
            let demand = Demand {
                need,
                ..one.demand.clone()
            };
            before.iter().cloned().chain([demand]).collect::<Vec<_>>()
        };
        all = all
            .iter()
            .flat_map(|before| needs.clone().map(move |need| with(before, need)))
            .collect();
    }
    all
}

/// For each demand whether it is met, one entry for every need and world there may be.
fn met_everywhere(ranged: &[Ranged]) -> Vec<BTreeSet<bool>> {
    let mut met = vec![BTreeSet::new(); ranged.len()];
    for demands in all_needs(ranged) {
        let order: Vec<DemandIndex> = priority(&demands);
        let worlds: Vec<Vec<BTreeSet<PersonIndex>>> = worlds(&demands);
        for edges in worlds {
            let open = least_open(&demands, &edges);
            for (&index, open) in order.iter().zip(open) {
                met[index].insert(open == 0);
            }
        }
    }
    met
}

#[test]
fn a_need_that_is_not_sure_is_met_or_short_only_if_it_is_for_every_need() {
    let (decided, needless) = (Cell::new(0_u32), Cell::new(0_u32));
    let levels = prop_oneof![4 => Just(0_u8), 1 => Just(1_u8), 4 => Just(2_u8)];
    let wider = proptest::array::uniform4(0..3_usize);
    let drawn = (random(levels, 4), wider);
    let outcome = runner(500).run(&drawn, |(demands, wider)| {
        let ranged = ranged(&demands, wider);
        for (outcome, met) in solve(&ranged).iter().zip(met_everywhere(&ranged)) {
            let (always, never) = (!met.contains(&false), !met.contains(&true));
            match outcome.truth {
                Truth::Yes => prop_assert!(always, "met, but not for every need"),
                Truth::No => prop_assert!(never, "short, but not for every need"),
                Truth::Maybe => {
                    needless.set(needless.get() + u32::from(always || never));
                }
            }
            decided.set(decided.get() + u32::from(outcome.truth != Truth::Maybe));
        }
        Ok(())
    });
    outcome.unwrap();
    assert!(decided.get() > needless.get(), "hardly anything is decided");
}

#[test]
fn a_need_on_its_own_is_open_only_if_the_needs_there_may_be_disagree() {
    let levels = prop_oneof![Just(0_u8), Just(1_u8), Just(2_u8)];
    let wider = proptest::array::uniform4(0..4_usize);
    let outcome = runner(500).run(&(random(levels, 1), wider), |(demands, wider)| {
        let ranged = ranged(&demands, wider);
        for (outcome, met) in solve(&ranged).iter().zip(met_everywhere(&ranged)) {
            let should = match (met.contains(&true), met.contains(&false)) {
                (true, false) => Truth::Yes,
                (false, true) => Truth::No,
                _ => Truth::Maybe,
            };
            prop_assert_eq!(outcome.truth, should);
        }
        Ok(())
    });
    outcome.unwrap();
}
