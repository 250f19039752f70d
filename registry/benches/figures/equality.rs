//! Before anything is measured: do all ways of asking say the same?

use std::collections::BTreeSet;

use eligibility::assess::{Assessment, TestReport, Truth};

use super::{Bench, DAYS, Ready};

/// Who meets a headcount, whether or not another one takes them: what the loop counts.
fn meeting(test: &TestReport) -> (usize, usize) {
    let taken = test.people.rejected.iter().filter(|person| {
        let mut findings = person.findings.iter();
        findings.all(|f| f.truth() == Truth::Yes || f.code() == Some("counted-elsewhere"))
    });
    let surely = test.people.counted.len() + taken.count();
    (surely, surely + test.people.possible.len())
}

/// Compares loop, assessment and course of every programme on days all over the span; how many
/// counts were compared.
pub fn check(bench: &Bench<'_>) -> usize {
    let mut compared = 0;
    for (index, ready) in bench.ready.iter().enumerate() {
        let course = bench.course(&bench.directory, &ready.asked);
        // Other days for every programme, so that together they are many.
        let first = u32::try_from(index).expect("few programmes") * 7 % 91;
        for later in (first..DAYS).step_by(91) {
            let on = bench.day.plus_days(later);
            let assessment = bench.assessment(&bench.directory, &ready.asked, on);
            let assessed = assessment.clauses.iter();
            let assessed = assessed.map(|clause| (&clause.id, clause.state()));
            let states = course.on(on);
            let states = states.map(|(clause, state)| (&clause.id, state.clone()));
            assert!(states.eq(assessed), "{} on {on}", ready.asked.programme.id);
            compared += check_counts(bench, ready, &assessment);
        }
    }
    compared
}

/// Compares course, verdicts and loop of one programme of every standard on each single day; how
/// many programmes those are.
pub fn check_daily(bench: &Bench<'_>, with_loop: bool) -> usize {
    let mut standards = BTreeSet::new();
    for ready in &bench.ready {
        if !standards.insert(ready.asked.standard.id.as_str()) {
            continue;
        }
        let course = bench.course(&bench.directory, &ready.asked);
        for on in (0..DAYS).map(|later| bench.day.plus_days(later)) {
            let states = course.on(on);
            let states = states.map(|(clause, state)| (clause.id.clone(), state.clone()));
            let evaluated = bench.states(&ready.asked, on);
            assert!(
                !evaluated.is_empty(),
                "{} on {on}",
                ready.asked.programme.id
            );
            assert!(states.eq(evaluated), "{} on {on}", ready.asked.programme.id);
            if with_loop {
                let compared = check_counts(
                    bench,
                    ready,
                    &bench.assessment(&bench.directory, &ready.asked, on),
                );
                assert!(0 < compared, "{} on {on}", ready.asked.programme.id);
            }
        }
    }
    standards.len()
}

/// Compares the counts of an assessment with the loop's.
fn check_counts(bench: &Bench<'_>, ready: &Ready<'_>, assessment: &Assessment) -> usize {
    let mut compared = 0;
    for counted in bench.counts(ready, assessment.on.day()) {
        let mut clauses = assessment.clauses.iter();
        let report = clauses.find(|report| report.place == counted.clause);
        let Some(test) = report.and_then(|report| report.tests.get(counted.test)) else {
            continue;
        };
        let found = (counted.surely, counted.possibly);
        let (name, on) = (&ready.asked.programme.id, assessment.on);
        assert_eq!(meeting(test), found, "{name} on {on}: {counted:?}");
        compared += 1;
    }
    compared
}
