//! What an answer may cost, as a ratio to a plain counting loop run beside it (`counting.rs`).
//!
//! Times are medians of CPU time of this process, so that a busy machine does not change them much;
//! a ratio is between two of them from the same run. Before anything is measured, the counts and the
//! courses are compared with the loop and with assessments of many days.
//!
//! `FIGURES_LARGE=1` also runs 100,000 people and 2,000 programmes; making them takes minutes.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench that cannot be set up has nothing to measure, and what it measures is for reading"
)]

mod counting;

use std::fs;
use std::hint::black_box;

use counting::{Counted, Counting, exclusive};
use eligibility::assess::{
    Assessment, ClauseState, Course, Question, TestReport, TimelineQuestion, Truth, Verdict,
    assess_among, course_among,
};
use eligibility::catalogue::{Catalogue, PostId};
use eligibility::day::Day;
use eligibility::facts::{Directory, Hospital, Person, Programme};
use eligibility::standard::{Edition, Library, Standard};
use registry::demo;

/// The days of a timeline.
const DAYS: u32 = 730;

/// Nanoseconds this process has been on a CPU.
fn cpu_time() -> u64 {
    let text = fs::read_to_string("/proc/self/schedstat").expect("CPU time, which Linux tells");
    let first = text.split_whitespace().next();
    first
        .and_then(|nanos| nanos.parse().ok())
        .expect("nanoseconds")
}

/// A run is repeated until it has taken this long: the system counts CPU time in ticks.
const ENOUGH: u64 = 60_000_000;

/// The median CPU time of a run over some measurements, in nanoseconds.
fn median(measurements: usize, mut run: impl FnMut() -> usize) -> f64 {
    let mut spent = |n_runs: u32| {
        let before = cpu_time();
        for _ in 0..n_runs {
            black_box(run());
        }
        cpu_time() - before
    };
    let mut n_runs = 1;
    while spent(n_runs) < ENOUGH && n_runs < 1 << 24 {
        n_runs *= 2;
    }
    let mut times: Vec<u64> = (0..measurements).map(|_| spent(n_runs)).collect();
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    middle as f64 / f64::from(n_runs)
}

/// One programme, ready to be asked about.
struct Ready<'a> {
    standard: &'a Standard,
    edition: &'a Edition,
    exclusive: Vec<&'a PostId>,
    programme: Programme,
    people: Vec<&'a Person>,
}

struct Bench<'a> {
    catalogue: &'a Catalogue,
    hospital: &'a Hospital,
    standards: &'a Library,
    day: Day,
    ready: Vec<Ready<'a>>,
}

/// A hospital of so many people with so many programmes, spread over all departments.
fn hospital(n_people: usize, n_programmes: usize, day: Day) -> Hospital {
    let mut hospital = demo::synthetic(n_people, day, 1).expect("people");
    let all = std::mem::take(&mut hospital.programmes);
    let step = |index: usize| index * all.len() / n_programmes;
    hospital.programmes = (0..n_programmes)
        .filter_map(|index| all.get(step(index)).cloned())
        .collect();
    hospital
}

impl<'a> Bench<'a> {
    fn new(
        catalogue: &'a Catalogue,
        standards: &'a Library,
        hospital: &'a Hospital,
        day: Day,
    ) -> Self {
        let mut bench = Self {
            catalogue,
            hospital,
            standards,
            day,
            ready: Vec::new(),
        };
        bench.ready = bench.gather();
        bench
    }

    /// Finds every programme's standard, people and postings elsewhere.
    fn gather(&self) -> Vec<Ready<'a>> {
        let directory = Directory::of(self.hospital);
        let programmes = self.hospital.programmes.iter();
        programmes
            .map(|programme| {
                let programme = directory.programme(&programme.id).expect("a programme");
                let id = programme.standard.as_deref().expect("its standard");
                let standard = self.standards.get(id).expect("a standard");
                let (edition, _) = standard.edition_on(self.day).expect("an edition");
                Ready {
                    standard,
                    edition,
                    exclusive: exclusive(edition),
                    people: directory.concerned(&programme),
                    programme,
                }
            })
            .collect()
    }

    fn counts(&self, ready: &Ready<'_>, on: Day) -> Vec<Counted> {
        let counting = Counting {
            catalogue: self.catalogue,
            hospital: self.hospital,
            programme: &ready.programme,
            people: &ready.people,
            edition: ready.edition,
            exclusive: &ready.exclusive,
        };
        counting.counts(on)
    }

    fn assessment(&self, ready: &Ready<'_>, on: Day) -> Assessment {
        let facts = (self.hospital, &ready.programme);
        let question = Question::on(on);
        assess_among(
            question,
            self.catalogue,
            ready.standard,
            facts,
            &ready.people,
        )
        .expect("an assessment")
    }

    fn course(&self, ready: &Ready<'_>, to: Day) -> Course {
        let facts = (self.hospital, &ready.programme);
        let question = TimelineQuestion::over(self.day, to);
        course_among(
            question,
            self.catalogue,
            ready.standard,
            facts,
            &ready.people,
        )
        .expect("a course")
    }

    fn last(&self) -> Day {
        self.day.plus_days(DAYS - 1)
    }
}

// --- Equality ---------------------------------------------------------------------------------------

/// Who meets a headcount, whether or not another one takes them: what the loop counts.
fn meeting(test: &TestReport) -> (usize, usize) {
    let taken = test.people.rejected.iter().filter(|person| {
        let mut findings = person.findings.iter();
        findings.all(|f| f.truth() == Truth::Yes || f.code() == Some("counted-elsewhere"))
    });
    let surely = test.people.counted.len() + taken.count();
    (surely, surely + test.people.possible.len())
}

/// Compares loop, assessment and course on days all over the span; how many counts were compared.
fn check(bench: &Bench<'_>) -> usize {
    let mut compared = 0;
    for (index, ready) in bench.ready.iter().enumerate() {
        let course = bench.course(ready, bench.last());
        // Other days for every programme, so that together they are many.
        let first = u32::try_from(index).expect("few programmes") * 7 % 91;
        for later in (first..DAYS).step_by(91) {
            let on = bench.day.plus_days(later);
            let assessment = bench.assessment(ready, on);
            let states = course
                .on(on)
                .map(|(clause, state)| (&clause.id, state.clone()));
            let assessed = assessment.clauses.iter().map(|clause| {
                let counts = clause.tests.iter().filter_map(|test| test.count);
                let state = ClauseState {
                    verdict: clause.verdict,
                    counts: counts.collect(),
                };
                (&clause.id, state)
            });
            assert!(states.eq(assessed), "{} on {on}", ready.programme.id);
            for counted in bench.counts(ready, on) {
                let mut clauses = assessment.clauses.iter();
                let report = clauses.find(|report| report.place == counted.clause);
                let Some(test) = report.and_then(|report| report.tests.get(counted.test)) else {
                    continue;
                };
                let found = (counted.surely, counted.possibly);
                let name = &ready.programme.id;
                assert_eq!(meeting(test), found, "{name} on {on}: {counted:?}");
                compared += 1;
            }
        }
    }
    compared
}

// --- Figures ----------------------------------------------------------------------------------------

fn print(figure: &str, time: f64, base: f64, allowed: f64) {
    let ratio = time / base;
    let verdict = if ratio <= allowed { "ok" } else { "OVER" };
    println!(
        "{figure:<66} {:>10.3} ms {ratio:>9.3} × of {allowed:>6.2} ×  {verdict}",
        time / 1e6
    );
}

/// What a whole run of a kind takes, in nanoseconds.
struct Times {
    base: f64,
    full: f64,
}

fn figures(bench: &Bench<'_>, runs: usize) -> Times {
    let (day, last) = (bench.day, bench.last());
    let base = median(runs, || {
        let all = bench.ready.iter();
        all.map(|ready| bench.counts(ready, day).len()).sum()
    });
    let ready = bench.gather();
    let courses: Vec<Course> = ready.iter().map(|one| bench.course(one, last)).collect();
    let on = |courses: &[Course], day: Day| -> usize {
        let states = courses.iter().flat_map(|course| course.on(day));
        states
            .map(|(_, state)| {
                let gaps = state.counts.iter().map(|count| count.gap());
                gaps.sum::<usize>() + usize::from(state.verdict == Verdict::Short)
            })
            .sum()
    };
    println!("{:<66} {:>10.3} ms", "counting loop (base)", base / 1e6);
    let built = median(runs, || on(&courses, day.plus_days(100)));
    print(
        "verdicts, counts, shortfall of one date, from built intervals",
        built,
        base,
        1.0,
    );
    let cold = median(runs, || {
        let ready = bench.gather();
        let courses: Vec<Course> = ready.iter().map(|one| bench.course(one, last)).collect();
        on(&courses, day)
    });
    print(
        "the same from stored facts, 24 months of intervals built",
        cold,
        base,
        25.0,
    );
    let full = median(runs, || {
        let ready = bench.gather();
        let reports = ready
            .iter()
            .map(|one| bench.assessment(one, day).clauses.len());
        reports.sum()
    });
    print(
        "full report, other readings and break dates included",
        full,
        base,
        30.0,
    );
    let line = median(runs, || {
        let ready = bench.gather();
        ready
            .iter()
            .map(|one| changes(&bench.course(one, last)))
            .sum()
    });
    print("24-month timeline with matching, cold", line, base, 60.0);
    let swept = median(runs, || courses.iter().map(changes).sum());
    print("24-month timeline from built intervals", swept, base, 3.0);
    let edit = median(runs, || edit(bench));
    print(
        "one person's edit, affected verdicts (of a full report)",
        edit,
        full,
        0.05,
    );
    let daily = median(3, || {
        let days = (0..DAYS).map(|later| day.plus_days(later));
        days.flat_map(|on| bench.ready.iter().map(move |ready| (ready, on)))
            .map(|(ready, on)| bench.counts(ready, on).len())
            .sum()
    });
    println!(
        "{:<66} {:>10.3} ms {:>9.3} ×",
        "counting loop on each of 730 days, to compare the timeline with",
        daily / 1e6,
        daily / base
    );
    Times { base, full }
}

/// How many changes and steps there are.
fn changes(course: &Course) -> usize {
    let clauses = course.clauses.iter();
    let changes = clauses.map(|clause| clause.states.changes().count());
    changes.sum::<usize>() + course.strip().iter().len()
}

/// Assesses the programmes that one person concerns.
fn edit(bench: &Bench<'_>) -> usize {
    let place = bench.hospital.people.len() / 2;
    let Some(edited) = bench.hospital.people.get(place) else {
        return 0;
    };
    let concerns = |ready: &&Ready<'_>| ready.people.iter().any(|one| one.staff == edited.staff);
    let affected = bench.ready.iter().filter(concerns);
    affected
        .map(|ready| bench.assessment(ready, bench.day).clauses.len())
        .sum()
}

fn main() {
    let catalogue = Catalogue::built_in().expect("the catalogue");
    let standards = Library::built_in(&catalogue).expect("the standards");
    let day = Day::new(2026, 11, 22).expect("a day");
    let small = hospital(10_000, 200, day);
    let bench = Bench::new(&catalogue, &standards, &small, day);
    println!("10,000 people × 200 programmes, medians of CPU time");
    println!("{} counts equal to the loop's", check(&bench));
    let times = figures(&bench, 11);
    if std::env::var_os("FIGURES_LARGE").is_none() {
        println!("100,000 × 2,000 is measured with FIGURES_LARGE=1");
        return;
    }
    let large = hospital(100_000, 2_000, day);
    let bench = Bench::new(&catalogue, &standards, &large, day);
    println!("100,000 people × 2,000 programmes");
    let larger = figures(&bench, 3);
    print(
        "100,000 × 2,000: full report (of 10,000 × 200)",
        larger.full,
        times.full,
        20.0,
    );
    print(
        "100,000 × 2,000: counting loop (of 10,000 × 200)",
        larger.base,
        times.base,
        20.0,
    );
}
