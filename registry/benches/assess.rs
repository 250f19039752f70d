//! How long an answer takes: one programme in full, the whole board, a large hospital.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot be set up has nothing to measure"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use eligibility::assess::{Question, assess};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme};
use eligibility::standard::Library;
use registry::demo;

struct Bench {
    catalogue: Catalogue,
    standards: Library,
    day: Day,
}

impl Bench {
    fn new() -> Self {
        let catalogue = Catalogue::built_in().expect("the catalogue");
        let standards = Library::built_in(&catalogue).expect("the standards");
        let day = Day::new(2026, 11, 22).expect("a day");
        Self {
            catalogue,
            standards,
            day,
        }
    }

    fn assess(&self, hospital: &Hospital, programme: &Programme) -> usize {
        let standard = programme
            .standard
            .as_deref()
            .and_then(|id| self.standards.get(id));
        let standard = standard.expect("the programme's standard");
        let question = Question::on(self.day);
        let assessment = assess(question, &self.catalogue, standard, hospital, programme);
        assessment.map_or(0, |assessment| assessment.clauses.len())
    }
}

fn sheets(criterion: &mut Criterion) {
    let bench = Bench::new();
    let hospital = demo::hospital(bench.day, 1).expect("the demo hospital");
    let mut group = criterion.benchmark_group("sheet of the demo hospital");
    for programme in &hospital.programmes {
        group.bench_function(&programme.id, |b| {
            b.iter(|| bench.assess(&hospital, programme));
        });
    }
    group.finish();
    criterion.bench_function("board of the demo hospital", |b| {
        b.iter(|| {
            hospital
                .programmes
                .iter()
                .map(|p| bench.assess(&hospital, p))
                .sum::<usize>()
        });
    });
    let large = demo::synthetic(3000, bench.day, 1).expect("3,000 people");
    let programme = large.programmes.first().expect("a programme");
    criterion.bench_function("one sheet among 3,000 people", |b| {
        b.iter(|| bench.assess(&large, programme));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = sheets
}
criterion_main!(benches);
