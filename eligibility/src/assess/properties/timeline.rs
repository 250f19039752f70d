//! Timelines against assessments day by day.

use std::cell::Cell;
use std::path::Path;

use super::roster::middle;
use super::{Drawn, each_hospital};
use crate::assess::breaks::breaks;
use crate::assess::spans::ClauseState;
use crate::assess::timeline::{ChangeCause, Timeline, TimelineQuestion, timeline};
use crate::assess::truth::Verdict;
use crate::assess::world::Settings;
use crate::assess::{Question, states};
use crate::catalogue::Catalogue;
use crate::day::{AsOf, Day};
use crate::facts::Roster;
use crate::file::Node;
use crate::standard::{ClauseId, Library};

/// The days of each timeline.
const DAYS: u32 = 730;

impl Drawn<'_> {
    fn timeline(&self, from: Day, as_if_in_force: bool) -> Timeline {
        let question = TimelineQuestion {
            as_if_in_force,
            ..TimelineQuestion::over(from, from.plus_days(DAYS - 1))
        };
        let (hospital, programme) = (&self.hospital, &self.programme);
        timeline(question, self.catalogue, self.standard, hospital, programme).unwrap()
    }
}

/// The states of all clauses on a day as its own assessment says them.
fn assessed(drawn: &Drawn<'_>, day: Day, as_if_in_force: bool) -> Vec<(ClauseId, ClauseState)> {
    let question = Question {
        as_if_in_force,
        ..Question::on(day)
    };
    let (hospital, programme) = (&drawn.hospital, &drawn.programme);
    states(
        question,
        drawn.catalogue,
        drawn.standard,
        hospital,
        programme,
    )
    .unwrap()
}

fn worst<'s>(states: impl Iterator<Item = &'s ClauseState>) -> Option<Verdict> {
    let verdicts: Vec<Verdict> = states.map(|state| state.verdict).collect();
    (!verdicts.is_empty()).then(|| Verdict::all(verdicts))
}

/// Compares a timeline with every day of its span, and looks for a cause behind every change.
fn check(drawn: &Drawn<'_>, from: Day, as_if: bool) -> usize {
    let line = drawn.timeline(from, as_if);
    let strip = line.course.strip();
    let mut yesterday = None;
    for day in (0..DAYS).map(|later| from.plus_days(later)) {
        let expected = assessed(drawn, day, as_if);
        let on = line.course.on(day);
        let found: Vec<_> = on.map(|(c, state)| (c.id.clone(), state.clone())).collect();
        assert_eq!(found, expected, "{} on {day}", drawn.name);
        let overall = strip.on(day).unwrap();
        assert_eq!(overall.all, worst(expected.iter().map(|(_, state)| state)));
        if let Some(yesterday) = yesterday.replace(expected.clone()) {
            let changed = line.changes.iter().any(|change| change.day == day);
            assert_eq!(changed, yesterday != expected, "{} on {day}", drawn.name);
        }
    }
    for change in &line.changes {
        let name = format!("{} on {}: {}", drawn.name, change.day, change.clause);
        assert_ne!(change.before, change.after, "{name}");
        assert!(!change.causes.is_empty(), "{name}: nothing behind it");
        for cause in &change.causes {
            match cause {
                ChangeCause::Person { findings, .. } => {
                    assert!(!findings.is_empty(), "{name}: {cause:?}");
                }
                ChangeCause::Grounds { before, after, .. } => {
                    assert_ne!(before, after, "{name}");
                }
                ChangeCause::Rules { before, after } => assert_ne!(before, after, "{name}"),
            }
        }
    }
    line.changes.len()
}

#[test]
fn a_timeline_is_the_assessment_of_every_day() {
    let changes = Cell::new(0_usize);
    each_hospital(false, 300..302, |_, drawn| {
        changes.set(changes.get() + check(drawn, middle().minus_months(6), true));
    });
    println!("{} changes", changes.get());
    assert!(changes.get() > 200, "too little happens");
}

#[test]
fn a_timeline_of_a_base_roster_is_the_assessment_of_every_day() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    for standard in library.iter() {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let Ok(text) = std::fs::read_to_string(cases.join(&standard.id).join("base.toml")) else {
            continue;
        };
        let roster = Roster::read(&Node::from_toml(&text).unwrap(), &catalogue).unwrap();
        let drawn = Drawn {
            name: standard.id.clone(),
            catalogue: &catalogue,
            standard,
            hospital: roster.hospital,
            programme: roster.programme,
        };
        // Not as if in force: the editions of 2025 lapse in the middle of the second span.
        let spans = ["2026-01-01", "2029-07-01"].map(|from| Day::parse(from).unwrap());
        let changes = spans.map(|from| check(&drawn, from, false));
        let changes: usize = changes.into_iter().sum();
        assert!(changes > 0, "{}: nothing happens", drawn.name);
    }
}

#[test]
fn the_first_break_of_a_met_clause_is_its_break_date() {
    let broken = Cell::new(0_usize);
    each_hospital(false, 310..316, |_, drawn| {
        let line = drawn.timeline(middle(), true);
        let facts = (&drawn.hospital, &drawn.programme);
        let dates = drawn.evaluate(Settings::default(), facts, |evaluation| {
            let reports = evaluation.reports(AsOf(middle()), false);
            let today = evaluation.by_place(&reports);
            let breaks = breaks(evaluation, AsOf(middle()), &today);
            let met = reports.into_iter().filter(|r| r.verdict == Verdict::Met);
            met.map(|report| (report.id, breaks[report.place]))
                .collect::<Vec<_>>()
        });
        for (id, day) in dates {
            let clause = line.course.clauses.iter().find(|clause| clause.id == id);
            let first = clause.unwrap().turns().breaks.first().copied();
            assert_eq!(first, day.filter(|day| *day <= line.course.to), "{id}");
            broken.set(broken.get() + usize::from(first.is_some()));
        }
    });
    println!("{} breaks", broken.get());
    assert!(broken.get() > 60);
}
