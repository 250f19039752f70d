//! What an answer may cost, as a ratio to a plain counting loop run beside it (`counting.rs`).
//!
//! Times are medians of CPU time of this process, so that a busy machine does not change them much;
//! a ratio is between two of them from the same run. Before anything is measured, the counts and the
//! courses are compared with the loop and with assessments of many days, and for one programme of
//! every standard of every day. A figure that is exceeded makes the run fail.
//!
//! `FIGURES_LARGE=1` also runs 100,000 people and 2,000 programmes; making them takes minutes.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench that cannot be set up has nothing to measure, and what it measures is for reading"
)]

mod counting;
mod edit;
mod equality;
mod measure;

use std::path::Path;
use std::process::ExitCode;

use counting::{Counted, Counting, exclusive};
use eligibility::assess::{
    Assessment, ClauseReport, ClauseState, Course, Question, TimelineQuestion, Verdict,
    assess_among, course_among, proofs_among, states, states_among,
};
use eligibility::catalogue::{Catalogue, PostId};
use eligibility::day::Day;
use eligibility::facts::{Directory, Hospital, Person, Programme, Roster};
use eligibility::file::Node;
use eligibility::standard::{ClauseId, Edition, Library, Standard};
use measure::{Figures, median};
use registry::demo;

/// The days of a timeline.
const DAYS: u32 = 730;

/// One programme and its standard.
struct Asked<'a> {
    standard: &'a Standard,
    programme: Programme,
}

/// All programmes, and the directory they are looked up in.
struct Found<'a> {
    directory: Directory<'a>,
    asked: Vec<Asked<'a>>,
}

/// One programme with what the loop wants found beforehand.
struct Ready<'a> {
    asked: Asked<'a>,
    edition: &'a Edition,
    exclusive: Vec<&'a PostId>,
    people: Vec<&'a Person>,
}

struct Bench<'a> {
    catalogue: &'a Catalogue,
    hospital: &'a Hospital,
    standards: &'a Library,
    day: Day,
    directory: Directory<'a>,
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
            directory: Directory::of(hospital),
            ready: Vec::new(),
        };
        let found = bench.found().asked.into_iter();
        bench.ready = found.map(|asked| bench.ready(asked)).collect();
        bench
    }

    /// Finds every programme's standard and postings elsewhere, and whatever people are found by.
    fn found(&self) -> Found<'a> {
        let directory = Directory::of(self.hospital);
        let programmes = self.hospital.programmes.iter();
        let asked = |programme: &Programme| {
            let programme = directory.programme(&programme.id).expect("a programme");
            let standard = self.standard(&programme);
            Asked {
                standard,
                programme,
            }
        };
        let asked = programmes.map(asked).collect();
        Found { directory, asked }
    }

    fn standard(&self, programme: &Programme) -> &'a Standard {
        let id = programme.standard.as_deref().expect("its standard");
        self.standards.get(id).expect("a standard")
    }

    fn ready(&self, asked: Asked<'a>) -> Ready<'a> {
        let (edition, _) = asked.standard.edition_on(self.day).expect("an edition");
        Ready {
            edition,
            exclusive: exclusive(edition),
            people: self.directory.concerned(&asked.programme),
            asked,
        }
    }

    fn counts(&self, ready: &Ready<'_>, on: Day) -> Vec<Counted> {
        let counting = Counting {
            catalogue: self.catalogue,
            hospital: self.hospital,
            programme: &ready.asked.programme,
            people: &ready.people,
            edition: ready.edition,
            exclusive: &ready.exclusive,
        };
        counting.counts(on)
    }

    fn assessment(&self, directory: &Directory<'_>, asked: &Asked<'_>, on: Day) -> Assessment {
        let (question, programme) = (Question::on(on), &asked.programme);
        assess_among(
            question,
            self.catalogue,
            asked.standard,
            directory,
            programme,
        )
        .expect("an assessment")
    }

    /// What the sheet says of a day on one reading: who counts, who does not and why, and who fills
    /// which post.
    fn proofs(&self, directory: &Directory<'_>, asked: &Asked<'_>, on: Day) -> Vec<ClauseReport> {
        let (question, programme) = (Question::on(on), &asked.programme);
        proofs_among(
            question,
            self.catalogue,
            asked.standard,
            directory,
            programme,
        )
        .expect("proofs")
    }

    /// The verdicts and counts of one programme, from the stored facts.
    fn verdicts(&self, programme: &str) -> Vec<(ClauseId, ClauseState)> {
        let programme = self.hospital.programme(programme).expect("a programme");
        let standard = self.standard(&programme);
        let question = Question::on(self.day);
        states(
            question,
            self.catalogue,
            standard,
            self.hospital,
            &programme,
        )
        .expect("states")
    }

    /// The verdicts and counts of a day alone.
    fn states(&self, asked: &Asked<'_>, on: Day) -> Vec<(ClauseId, ClauseState)> {
        let (question, programme) = (Question::on(on), &asked.programme);
        states_among(
            question,
            self.catalogue,
            asked.standard,
            &self.directory,
            programme,
        )
        .expect("states")
    }

    fn course(&self, directory: &Directory<'_>, asked: &Asked<'_>) -> Course {
        let question = TimelineQuestion::over(self.day, self.last());
        let programme = &asked.programme;
        course_among(
            question,
            self.catalogue,
            asked.standard,
            directory,
            programme,
        )
        .expect("a course")
    }

    /// The courses of all programmes, from the stored facts.
    fn courses(&self) -> Vec<Course> {
        let found = self.found();
        let asked = found.asked.iter();
        asked
            .map(|one| self.course(&found.directory, one))
            .collect()
    }

    fn last(&self) -> Day {
        self.day.plus_days(DAYS - 1)
    }
}

// --- Figures ----------------------------------------------------------------------------------------

/// What a whole run of a kind takes, in nanoseconds.
struct Times {
    base: f64,
    full: f64,
}

fn figures(bench: &Bench<'_>, runs: usize, figures: &mut Figures) -> Times {
    let day = bench.day;
    let base = median(runs, || {
        let all = bench.ready.iter();
        all.map(|ready| bench.counts(ready, day).len()).sum()
    });
    let courses = bench.courses();
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
    figures.hold(
        "verdicts, counts, shortfall of one date, from built intervals",
        built,
        base,
        1.0,
    );
    let cold = median(runs, || {
        let courses = bench.courses();
        on(&courses, day)
    });
    figures.hold(
        "the same from stored facts, 24 months of intervals built",
        cold,
        base,
        25.0,
    );
    let full = median(runs, || {
        let Found { directory, asked } = bench.found();
        let reports = asked.iter();
        let reports = reports.map(|one| bench.proofs(&directory, one, day).len());
        reports.sum()
    });
    figures.hold(
        "full report: who counts, near misses, shortfall, matching",
        full,
        base,
        30.0,
    );
    let whole = median(runs, || {
        let Found { directory, asked } = bench.found();
        let reports = asked.iter();
        let reports = reports.map(|one| bench.assessment(&directory, one, day).clauses.len());
        reports.sum()
    });
    // No figure is set for it.
    println!(
        "{:<66} {:>10.3} ms {:>9.3} ×",
        "the same with every other reading and all break dates",
        whole / 1e6,
        whole / base
    );
    let line = median(runs, || bench.courses().iter().map(changes).sum());
    figures.hold("24-month timeline with matching, cold", line, base, 60.0);
    let swept = median(runs, || courses.iter().map(changes).sum());
    figures.hold("24-month timeline from built intervals", swept, base, 3.0);
    let times = edit::people(bench).into_iter().map(|edited| {
        assert!(0 < edit::edit(bench, edited), "{}", edited.staff);
        median(runs, || edit::edit(bench, edited))
    });
    let worst = times.fold(0.0, f64::max);
    figures.hold(
        "one person's edit, affected verdicts (of a full report)",
        worst,
        full,
        0.05,
    );
    Times { base, full }
}

/// What the loop takes for every day of a timeline, to compare the timeline with.
fn daily(bench: &Bench<'_>, base: f64) {
    let day = bench.day;
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
}

/// How many changes and steps there are.
fn changes(course: &Course) -> usize {
    let clauses = course.clauses.iter();
    let changes = clauses.map(|clause| clause.states.changes().count());
    changes.sum::<usize>() + course.strip().iter().len()
}

/// One programme of every other standard, each of the roster its scenarios start from: printed, and
/// every day of the timeline compared, but held against nothing.
fn others(catalogue: &Catalogue, standards: &Library) {
    // The editions of 2025 are in force and every base roster is staffed on this day.
    let day = Day::new(2026, 3, 1).expect("a day");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../eligibility/tests/cases");
    for id in ["g07", "g08", "nhc36", "nhc36g", "eqm"] {
        let text = std::fs::read_to_string(cases.join(id).join("base.toml")).expect("a roster");
        let node = Node::from_toml(&text).expect("TOML");
        let roster = Roster::read(&node, catalogue).expect("a roster");
        let mut hospital = roster.hospital;
        let mut programme = roster.programme;
        programme.standard = Some(id.to_owned());
        hospital.programmes = vec![programme];
        let bench = Bench::new(catalogue, standards, &hospital, day);
        assert_eq!(equality::check_daily(&bench, false), 1, "{id}");
        let directory = &bench.directory;
        let all = || bench.ready.iter().map(|ready| &ready.asked);
        let full = median(5, || {
            let reports = all().map(|asked| bench.assessment(directory, asked, day));
            reports.map(|report| report.clauses.len()).sum()
        });
        let line = median(5, || {
            let courses = all().map(|asked| bench.course(directory, asked));
            courses.map(|course| changes(&course)).sum()
        });
        println!(
            "{:<66} {:>10.3} ms, timeline {:>8.3} ms",
            format!("{id}, {} people: full report", hospital.people.len()),
            full / 1e6,
            line / 1e6
        );
    }
}

fn main() -> ExitCode {
    let catalogue = Catalogue::built_in().expect("the catalogue");
    let standards = Library::built_in(&catalogue).expect("the standards");
    let day = Day::new(2026, 11, 22).expect("a day");
    let mut held = Figures::default();
    let small = hospital(10_000, 200, day);
    let bench = Bench::new(&catalogue, &standards, &small, day);
    println!("10,000 people × 200 programmes, medians of CPU time");
    println!("{} counts equal to the loop's", equality::check(&bench));
    let n_standards = equality::check_daily(&bench, true);
    println!("{n_standards} standards equal to the loop on each of {DAYS} days");
    let times = figures(&bench, 11, &mut held);
    daily(&bench, times.base);
    others(&catalogue, &standards);
    if std::env::var_os("FIGURES_LARGE").is_some() {
        large(&catalogue, &standards, day, &times, &mut held);
    } else {
        println!("100,000 × 2,000 is measured with FIGURES_LARGE=1");
    }
    if held.n_over() == 0 {
        return ExitCode::SUCCESS;
    }
    println!("{} figures exceeded", held.n_over());
    ExitCode::FAILURE
}

/// A hospital ten times as large.
fn large(catalogue: &Catalogue, standards: &Library, day: Day, times: &Times, held: &mut Figures) {
    let large = hospital(100_000, 2_000, day);
    let bench = Bench::new(catalogue, standards, &large, day);
    println!("100,000 people × 2,000 programmes");
    println!("{} counts equal to the loop's", equality::check(&bench));
    let larger = figures(&bench, 3, held);
    held.hold(
        "100,000 × 2,000: full report (of 10,000 × 200)",
        larger.full,
        times.full,
        20.0,
    );
    // The loop itself is held against nothing: it shows what the machine does with more memory.
    println!(
        "{:<66} {:>10.3} ms {:>9.3} ×",
        "100,000 × 2,000: counting loop (of 10,000 × 200)",
        larger.base / 1e6,
        larger.base / times.base
    );
}
