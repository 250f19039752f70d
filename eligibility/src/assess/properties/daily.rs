//! The days of change and the break dates against a run day by day.

use std::cell::Cell;

use super::each_hospital;
use super::roster::middle;
use crate::assess::breaks::breaks;
use crate::assess::evaluate::Evaluation;
use crate::assess::spans::{ClauseState, Spans, all_cuts};
use crate::assess::truth::Verdict;
use crate::assess::world::Settings;
use crate::day::AsOf;
use crate::duration::{Anniversary, Stretch};

/// How many days of each hospital are looked at one by one.
const DAYS: u32 = 430;

/// The verdicts of a day.
type Daily = (AsOf, Vec<Option<Verdict>>);

#[test]
fn verdicts_change_on_days_of_change_and_break_on_the_first_day_out_of_met() {
    let (changes, broken) = (Cell::new(0_usize), Cell::new(0_usize));
    each_hospital(false, 100..104, |seed, drawn| {
        let mut settings = Settings::default();
        if seed % 2 == 1 {
            settings.anniversary = Anniversary::DayAfter;
        }
        let first = middle().minus_months(6);
        drawn.evaluate(
            settings,
            (&drawn.hospital, &drawn.programme),
            |evaluation| {
                let days: Vec<Daily> = (0..DAYS)
                    .map(|later| AsOf(first.plus_days(later)))
                    .map(|on| (on, evaluation.verdicts(on, &[])))
                    .collect();
                changes.set(changes.get() + check_changes(&drawn.name, evaluation, &days));
                for start in [0, 150] {
                    broken
                        .set(broken.get() + check_breaks(&drawn.name, evaluation, &days[start..]));
                }
            },
        );
    });
    println!("{} changes, {} breaks", changes.get(), broken.get());
    assert!(
        changes.get() > 150 && broken.get() > 80,
        "too little happens"
    );
}

/// How many verdicts change, each on a day of change.
fn check_changes(name: &str, evaluation: &Evaluation<'_>, days: &[Daily]) -> usize {
    let cuts = all_cuts(evaluation);
    let mut changes = 0;
    for pair in days.windows(2) {
        let (before, (on, after)) = (&pair[0].1, &pair[1]);
        for (place, (before, after)) in before.iter().zip(after).enumerate() {
            changes += usize::from(before != after);
            assert!(
                before == after || cuts.contains(&on.day()),
                "{name}: {} is {after:?} on {on}, {before:?} the day before",
                evaluation.clauses[place].id
            );
        }
    }
    changes
}

/// How many clauses met on the first day break, each on the first day it is neither met nor void.
fn check_breaks(name: &str, evaluation: &Evaluation<'_>, days: &[Daily]) -> usize {
    let (on, today) = &days[0];
    let last = days[days.len() - 1].0.day();
    let found = breaks(evaluation, *on, today);
    for (place, found) in found.iter().enumerate() {
        let out = |(_, verdicts): &&Daily| {
            let verdict = verdicts[place];
            matches!(verdict, Some(Verdict::Short | Verdict::Undetermined))
        };
        let naive = days.iter().find(out).map(|(on, _)| on.day());
        assert_eq!(
            found.filter(|day| *day <= last),
            naive.filter(|_| today[place] == Some(Verdict::Met)),
            "{name} on {on}: {}",
            evaluation.clauses[place].id
        );
    }
    found.iter().flatten().count()
}

/// The state of every assessed clause, as the reports of a day say it.
fn states(evaluation: &Evaluation<'_>, on: AsOf) -> Vec<Option<ClauseState>> {
    let mut states = vec![None; evaluation.clauses.len()];
    for report in evaluation.reports(on, false) {
        states[report.place] = Some(report.state());
    }
    states
}

#[test]
fn states_from_intervals_are_those_of_every_day() {
    let changes = Cell::new(0_usize);
    each_hospital(false, 200..206, |seed, drawn| {
        let mut settings = Settings::default();
        if seed % 2 == 1 {
            settings.anniversary = Anniversary::DayAfter;
        }
        let from = middle().minus_months(6);
        let span = Stretch {
            from,
            to: Some(from.plus_days(DAYS)),
        };
        let facts = (&drawn.hospital, &drawn.programme);
        drawn.evaluate(settings, facts, |evaluation| {
            let mut spans = Spans::of(evaluation, span);
            let courses: Vec<_> = (0..evaluation.clauses.len())
                .map(|place| spans.course(place))
                .collect();
            for on in (0..=DAYS).map(|later| AsOf(from.plus_days(later))) {
                for (place, state) in states(evaluation, on).into_iter().enumerate() {
                    let course = courses[place].as_ref();
                    assert_eq!(
                        course.and_then(|course| course.on(on.day())),
                        state.as_ref(),
                        "{} on {on}: {}",
                        drawn.name,
                        evaluation.clauses[place].id
                    );
                }
            }
            let n_changes = courses.iter().flatten().map(|c| c.changes().count());
            changes.set(changes.get() + n_changes.sum::<usize>());
        });
    });
    println!("{} changes", changes.get());
    assert!(changes.get() > 300, "too little happens");
}
