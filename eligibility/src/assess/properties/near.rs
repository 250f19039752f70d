//! The day from which a near miss counts.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::roster::middle;
use super::{Drawn, each_hospital};
use crate::assess::report::{ClauseReport, PersonReport, TestReport};
use crate::assess::world::Settings;
use crate::day::{AsOf, Day};

/// Every clause with names and reasons.
fn full(drawn: &Drawn<'_>, day: Day) -> Vec<ClauseReport> {
    let facts = (&drawn.hospital, &drawn.programme);
    drawn.evaluate(Settings::default(), facts, |evaluation| {
        evaluation.reports(AsOf(day), true)
    })
}

/// The headcounts by the places of their clause and test.
fn headcounts(clauses: &[ClauseReport]) -> impl Iterator<Item = (usize, usize, &TestReport)> {
    clauses.iter().flat_map(|clause| {
        let tests = clause.tests.iter().enumerate();
        let headcounts = tests.filter(|(_, test)| test.kind == "headcount");
        headcounts.map(|(place, test)| (clause.place, place, test))
    })
}

/// Whether the person meets all the headcount asks on the day; another group may still have them.
fn qualifies(test: &TestReport, who: &str) -> bool {
    let only_used = |person: &PersonReport| {
        person
            .codes()
            .iter()
            .all(|code| *code == "counted-elsewhere")
    };
    let rejected = test.people.rejected.iter();
    test.people
        .counted
        .iter()
        .any(|person| person.staff.as_str() == who)
        || rejected
            .filter(|person| person.staff.as_str() == who)
            .any(only_used)
}

#[test]
fn a_near_miss_counts_from_its_day_and_not_the_day_before() {
    let tried = Cell::new(0);
    each_hospital(true, 40..70, |_, drawn| {
        let today = full(drawn, middle());
        let mut days: BTreeMap<Day, (Vec<ClauseReport>, Vec<ClauseReport>)> = BTreeMap::new();
        for (place, test, report) in headcounts(&today) {
            for person in &report.people.rejected {
                let Some(from) = person.from else { continue };
                assert!(from > middle());
                let (before, then) = days
                    .entry(from)
                    .or_insert_with(|| (full(drawn, from.prev()), full(drawn, from)));
                let at = |clauses: &[ClauseReport]| {
                    let clause = clauses.iter().find(|clause| clause.place == place);
                    let test = clause.and_then(|clause| clause.tests.get(test));
                    test.is_some_and(|test| qualifies(test, person.staff.as_str()))
                };
                let name = format!("{}: {} from {from}", drawn.name, person.staff);
                assert!(at(then), "{name}: not on that day");
                assert!(!at(before), "{name}: already the day before");
                tried.set(tried.get() + 1);
            }
        }
    });
    println!("{} near misses", tried.get());
    assert!(tried.get() > 60);
}
