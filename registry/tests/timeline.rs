//! The timelines of the demo hospital against its assessments day by day.
//!
//! An assessment in full costs tens of milliseconds in a test build, so of the two years every sixth
//! day is assessed, and besides every day of change, the day before it and the day after it. In
//! between nothing changes in the timeline, and on every single day the timeline is compared with the
//! course of that day alone, which knows of no other day. (That the rules core agrees with itself on
//! every day of random hospitals is tested beside it.)

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::collections::BTreeSet;

use eligibility::assess::{
    ChangeCause, ClauseState, Course, Question, TimelineQuestion, Verdict, assess, course, timeline,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme};
use eligibility::standard::{Library, Standard};
use registry::demo;

/// The days of each timeline.
const DAYS: u32 = 730;

/// How far apart the days are that are assessed in full.
const STRIDE: usize = 6;

struct Demo {
    catalogue: Catalogue,
    standards: Library,
    hospital: Hospital,
    from: Day,
}

impl Demo {
    fn new() -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let standards = Library::built_in(&catalogue).unwrap();
        let from = Day::parse("2026-11-22").unwrap();
        let hospital = demo::hospital(from, 1).unwrap();
        Self {
            catalogue,
            standards,
            hospital,
            from,
        }
    }

    fn standard(&self, programme: &Programme) -> &Standard {
        self.standards
            .get(programme.standard.as_ref().unwrap())
            .unwrap()
    }

    fn course(&self, programme: &Programme, from: Day, to: Day) -> Course {
        let standard = self.standard(programme);
        let question = TimelineQuestion::over(from, to);
        course(
            question,
            &self.catalogue,
            standard,
            &self.hospital,
            programme,
        )
        .unwrap()
    }

    /// The states of all clauses on a day, as its own assessment says them.
    fn assessed(&self, programme: &Programme, day: Day) -> Vec<(String, ClauseState)> {
        let (standard, question) = (self.standard(programme), Question::on(day));
        let done = assess(
            question,
            &self.catalogue,
            standard,
            &self.hospital,
            programme,
        );
        let clauses = done.unwrap().clauses.into_iter().map(|clause| {
            let counts = clause.tests.iter().filter_map(|test| test.count);
            let state = ClauseState {
                verdict: clause.verdict,
                counts: counts.collect(),
            };
            (clause.id.to_string(), state)
        });
        clauses.collect()
    }
}

fn on(course: &Course, day: Day) -> Vec<(String, ClauseState)> {
    let states = course.on(day);
    states
        .map(|(clause, state)| (clause.id.to_string(), state.clone()))
        .collect()
}

fn check(programme: &str) {
    let demo = Demo::new();
    let programme = demo.hospital.programme(programme).unwrap();
    let (from, to) = (demo.from, demo.from.plus_days(DAYS - 1));
    let line = timeline(
        TimelineQuestion::over(from, to),
        &demo.catalogue,
        demo.standard(&programme),
        &demo.hospital,
        &programme,
    )
    .unwrap();
    assert!(!line.changes.is_empty());
    assert!(line.changes.iter().all(|change| !change.causes.is_empty()));
    assert_eq!(line.course, demo.course(&programme, from, to));
    let days: Vec<Day> = (0..DAYS).map(|later| from.plus_days(later)).collect();
    for &day in &days {
        let alone = demo.course(&programme, day, day);
        assert_eq!(on(&line.course, day), on(&alone, day), "{day}");
    }
    let changes = line.changes.iter().map(|change| change.day);
    let near = changes.flat_map(|day| [day.prev(), day, day.next()]);
    let mut sample: BTreeSet<Day> = near.filter(|day| (from..=to).contains(day)).collect();
    sample.extend(days.iter().copied().step_by(STRIDE));
    for day in sample {
        assert_eq!(
            on(&line.course, day),
            demo.assessed(&programme, day),
            "{day}"
        );
    }
}

#[test]
fn the_timeline_of_petmr_sx_is_its_assessment_day_by_day() {
    check("petmr-sx");
}

#[test]
fn the_timeline_of_petct_sx_is_its_assessment_day_by_day() {
    check("petct-sx");
}

#[test]
fn the_timeline_of_lap_sx_is_its_assessment_day_by_day() {
    check("lap-sx");
}

#[test]
fn the_timeline_of_rt_sx_is_its_assessment_day_by_day() {
    check("rt-sx");
}

#[test]
fn the_timeline_of_petct_zzq_is_its_assessment_day_by_day() {
    check("petct-zzq");
}

#[test]
fn the_timeline_of_lap_zzq_is_its_assessment_day_by_day() {
    check("lap-zzq");
}

/// The defects of the demo hospital that time brings about, on the days its own page promises.
#[test]
fn the_deliberate_defects_change_their_clauses_on_their_days() {
    let demo = Demo::new();
    for (programme, clause, day, after, staff) in [
        (
            "lap-sx",
            "sx2025.lap.4b2",
            "2026-12-13",
            Verdict::Short,
            "N0601",
        ),
        (
            "petmr-sx",
            "sx2025.petmr.4.2c",
            "2026-12-22",
            Verdict::Met,
            "N0103",
        ),
        (
            "lap-zzq",
            "zzq2023.lap.4b",
            "2027-01-24",
            Verdict::Met,
            "N0802",
        ),
    ] {
        let programme = demo.hospital.programme(programme).unwrap();
        let line = timeline(
            TimelineQuestion::over(demo.from, demo.from.plus_days(90)),
            &demo.catalogue,
            demo.standard(&programme),
            &demo.hospital,
            &programme,
        )
        .unwrap();
        let mut changes = line.changes.iter();
        let change = changes
            .find(|change| change.clause.as_str() == clause)
            .unwrap();
        assert_eq!(change.day, Day::parse(day).unwrap(), "{clause}");
        assert_eq!(change.after.as_ref().unwrap().verdict, after, "{clause}");
        let named = change.causes.iter().any(|cause| {
            matches!(cause, ChangeCause::Person { staff: who, .. } if who.as_str() == staff)
        });
        assert!(named, "{clause}: {:?}", change.causes);
    }
}
