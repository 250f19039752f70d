//! The timelines of the made-up hospitals against their assessments day by day.
//!
//! On every single day a timeline is compared with the verdicts and counts of that day alone
//! ([`states`]), evaluated without intervals and without knowing of any other day. An assessment in
//! full answers the same with names and reasons; it costs tens of milliseconds in a test build, so of
//! the two years every sixth day is assessed in full, and besides every day of change, the day before
//! it and the day after it.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::collections::BTreeSet;

use eligibility::assess::{
    ChangeCause, ClauseState, Course, Question, TimelineQuestion, Verdict, assess, course, states,
    timeline,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme};
use eligibility::standard::{ClauseId, Library, Standard};
use registry::demo::{self, self_assessed};

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
        let from = Day::parse("2026-11-22").unwrap();
        Self::of(demo::hospital(from, 1).unwrap(), from)
    }

    /// The hospital as it described itself in public, over the year before its last day and the one
    /// after it.
    fn self_assessed() -> Self {
        let from = self_assessed::last_day().minus_months(12);
        Self::of(self_assessed::hospital().unwrap(), from)
    }

    fn of(hospital: Hospital, from: Day) -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let standards = Library::built_in(&catalogue).unwrap();
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

    /// The states of all clauses on a day, evaluated for that day alone.
    fn evaluated(&self, programme: &Programme, day: Day) -> Vec<(ClauseId, ClauseState)> {
        let (standard, question) = (self.standard(programme), Question::on(day));
        let (catalogue, hospital) = (&self.catalogue, &self.hospital);
        states(question, catalogue, standard, hospital, programme).unwrap()
    }

    /// The same as its own assessment in full says them.
    fn assessed(&self, programme: &Programme, day: Day) -> Vec<(ClauseId, ClauseState)> {
        let (standard, question) = (self.standard(programme), Question::on(day));
        let (catalogue, hospital) = (&self.catalogue, &self.hospital);
        let done = assess(question, catalogue, standard, hospital, programme);
        let clauses = done.unwrap().clauses.into_iter();
        clauses
            .map(|clause| (clause.id.clone(), clause.state()))
            .collect()
    }

    /// The ids of all programmes.
    fn programmes(&self) -> Vec<&str> {
        let programmes = self.hospital.programmes.iter();
        programmes.map(|programme| programme.id.as_str()).collect()
    }
}

fn on(course: &Course, day: Day) -> Vec<(ClauseId, ClauseState)> {
    let states = course.on(day);
    states
        .map(|(clause, state)| (clause.id.clone(), state.clone()))
        .collect()
}

fn check(demo: &Demo, programme: &str) {
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
        let evaluated = demo.evaluated(&programme, day);
        assert!(!evaluated.is_empty(), "{day}");
        assert_eq!(on(&line.course, day), evaluated, "{day}");
    }
    let changes = line.changes.iter().map(|change| change.day);
    let near = changes.flat_map(|day| [day.prev(), day, day.next()]);
    let mut sample: BTreeSet<Day> = near.filter(|day| (from..=to).contains(day)).collect();
    sample.extend(days.iter().copied().step_by(STRIDE));
    for day in sample {
        let assessed = demo.assessed(&programme, day);
        assert_eq!(on(&line.course, day), assessed, "{day}");
    }
}

/// A test for each programme of a hospital, so that they run beside each other, and one that none
/// is left out.
macro_rules! each_programme {
    ($all:ident of $hospital:expr => $($test:ident: $programme:literal),* $(,)?) => {
        #[test]
        fn $all() {
            assert_eq!($hospital.programmes(), [$($programme),*]);
        }

        $(#[test]
        fn $test() {
            check(&$hospital, $programme);
        })*
    };
}

each_programme! {
    every_programme_of_the_demo_hospital_is_compared of Demo::new() =>
    the_timeline_of_petmr_sx_is_its_assessment_day_by_day: "petmr-sx",
    the_timeline_of_petct_sx_is_its_assessment_day_by_day: "petct-sx",
    the_timeline_of_lap_sx_is_its_assessment_day_by_day: "lap-sx",
    the_timeline_of_rt_sx_is_its_assessment_day_by_day: "rt-sx",
    the_timeline_of_petct_zzq_is_its_assessment_day_by_day: "petct-zzq",
    the_timeline_of_lap_zzq_is_its_assessment_day_by_day: "lap-zzq",
    the_timeline_of_seeds_is_its_assessment_day_by_day: "seeds",
}

each_programme! {
    every_programme_of_the_self_assessed_hospital_is_compared of Demo::self_assessed() =>
    the_timeline_of_the_self_assessed_seeds_is_its_assessment_day_by_day: "seeds",
    the_timeline_of_the_self_assessed_ablation_is_its_assessment_day_by_day: "ablation",
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
