//! The counts and verdicts of headcounts against a count written apart from the rules core.
//!
//! `benches/figures/counting` says from the stored facts whether a person meets a headcount;
//! `sharing` tries every way to give people their places. Both know nothing of findings, intervals,
//! seats and augmenting paths.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[path = "counting/case.rs"]
mod case;
#[path = "../benches/figures/counting/mod.rs"]
mod loops;
#[path = "../../eligibility/tests/properties/roster.rs"]
mod roster;
#[path = "counting/sharing.rs"]
mod sharing;
#[path = "counting/small.rs"]
mod small;

use std::path::Path;

use case::{Case, Tally};
use eligibility::assess::{Question, TestReport, Truth, assess, states};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Person, Programme, Roster};
use eligibility::file::Node;
use eligibility::standard::{ClauseId, Edition, Library, Need, Standard, Test};
use loops::{Counting, exclusive};
use roster::{Dice, Wanted};

fn question(day: Day) -> Question {
    Question {
        rules_on: roster::middle(),
        as_if_in_force: true,
        ..Question::on(day)
    }
}

// --- Who meets a headcount ------------------------------------------------------------------------

/// The standards whose headcounts ask only for what the loop knows.
const COUNTED: &[&str] = &[
    "zzq2023.petmr",
    "zzq2023.petct",
    "zzq2023.lap",
    "zzq2023.rt",
    "sx2025.petmr",
    "sx2025.petct",
    "sx2025.lap",
    "sx2025.rt",
];

/// Who meets a headcount, whether or not another one takes them.
fn meeting(test: &TestReport) -> (usize, usize) {
    let taken = test.people.rejected.iter().filter(|person| {
        let mut findings = person.findings.iter();
        findings.all(|f| f.truth() == Truth::Yes || f.code() == Some("counted-elsewhere"))
    });
    let surely = test.people.counted.len() + taken.count();
    (surely, surely + test.people.possible.len())
}

#[test]
fn whoever_meets_a_headcount_by_the_stored_facts_is_counted() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let (mut compared, mut surely, mut unsure) = (0, 0, 0);
    for id in COUNTED {
        let standard = library.get(id).unwrap();
        let edition = &standard.editions[0];
        let wanted = Wanted {
            catalogue: &catalogue,
            edition,
            one_profession: false,
        };
        for seed in 1000..1150 {
            let (hospital, programme) = wanted.hospital(seed);
            let day = small::day(&mut Dice::new(seed));
            let people: Vec<&Person> = concerned(&hospital, &programme);
            let exclusive = exclusive(edition);
            let counting = Counting {
                catalogue: &catalogue,
                hospital: &hospital,
                programme: &programme,
                people: &people,
                edition,
                exclusive: &exclusive,
            };
            let asked = question(day);
            let found = assess(asked, &catalogue, standard, &hospital, &programme).unwrap();
            for counted in counting.counts(day) {
                let mut clauses = found.clauses.iter();
                let report = clauses.find(|report| report.place == counted.clause);
                // A clause that does not apply has no tests.
                let Some(test) = report.and_then(|report| report.tests.get(counted.test)) else {
                    continue;
                };
                let expected = (counted.surely, counted.possibly);
                assert_eq!(meeting(test), expected, "{id} {seed} {day}: {counted:?}");
                compared += 1;
                surely += counted.surely;
                unsure += counted.possibly - counted.surely;
            }
        }
    }
    println!("{compared} headcounts, {surely} people counted, {unsure} unsure");
    assert!(compared > 4000 && surely > 5000 && unsure > 3000);
}

/// Everybody the programme concerns: its members, those posted to it, those of no department.
fn concerned<'h>(hospital: &'h Hospital, programme: &Programme) -> Vec<&'h Person> {
    let concerns = |person: &&Person| {
        let memberships = &person.departments;
        memberships.is_empty()
            || memberships
                .iter()
                .any(|one| programme.departments.contains(&one.department))
            || programme
                .postings
                .iter()
                .any(|one| one.staff == person.staff)
    };
    hospital.people.iter().filter(concerns).collect()
}

// --- Who counts where -----------------------------------------------------------------------------

/// A standard that asks for so little that a few people can fill it: one of each sort of people that
/// are apart, three of a whole, two of everything else.
fn asking_little(standard: &Standard) -> Standard {
    let mut standard = standard.clone();
    for edition in &mut standard.editions {
        let tests = edition.clauses.iter_mut().flat_map(|one| &mut one.tests);
        let headcounts = tests.filter_map(|test| match test {
            Test::Headcount(headcount) => Some(headcount),
            _ => None,
        });
        for headcount in headcounts {
            let most = match (&headcount.apart, headcount.within) {
                (Some(_), _) => 1,
                (None, None) => 3,
                (None, Some(_)) => 2,
            };
            let need = headcount.need.as_fixed().unwrap_or(most).min(most);
            headcount.need = Need::fixed(need);
        }
    }
    standard
}

fn base(id: &str, catalogue: &Catalogue) -> Roster {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../eligibility/tests/cases");
    let text = std::fs::read_to_string(cases.join(id).join("base.toml")).unwrap();
    Roster::read(&Node::from_toml(&text).unwrap(), catalogue).unwrap()
}

fn compare(
    (name, seed): (&str, u64),
    catalogue: &Catalogue,
    standard: &Standard,
    base: &Roster,
    tally: &Tally,
) {
    let mut dice = Dice::new(seed);
    let (hospital, programme) = small::hospital(base, &mut dice);
    let day = small::day(&mut dice);
    let edition: &Edition = &standard.editions[0];
    let (people, exclusive) = (concerned(&hospital, &programme), exclusive(edition));
    let counting = Counting {
        catalogue,
        hospital: &hospital,
        programme: &programme,
        people: &people,
        edition,
        exclusive: &exclusive,
    };
    let found = states(question(day), catalogue, standard, &hospital, &programme).unwrap();
    let clause = |id: &ClauseId| edition.clauses.iter().find(|clause| clause.id == *id);
    let states = found.iter().map(|(id, state)| (clause(id).unwrap(), state));
    let states: Vec<_> = states.collect();
    Case::of(format!("{name} seed {seed}"), counting, day).check(&states, tally);
}

/// Compares rosters of a few people, with the standard as it is and, if `little`, with one that asks
/// for little.
fn check(id: &str, seeds: std::ops::Range<u64>, little: bool) {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let standard = library.get(id).unwrap();
    let base = base(id, &catalogue);
    let mut standards = vec![(id.to_owned(), standard.clone())];
    if little {
        standards.push((format!("{id} asking little"), asking_little(standard)));
    }
    for (name, standard) in standards {
        let tally = Tally::default();
        for seed in seeds.clone() {
            compare((&name, seed), &catalogue, &standard, &base, &tally);
        }
        tally.report(&name);
    }
}

#[test]
fn every_sharing_of_an_imaging_centre_agrees() {
    check("nhc36", 0..400, true);
}

#[test]
fn every_sharing_of_pet_ct_agrees() {
    check("sx2025.petct", 0..750, true);
}

#[test]
fn every_sharing_of_pet_mr_agrees() {
    check("sx2025.petmr", 0..750, true);
}

#[test]
fn every_sharing_of_radiotherapy_agrees() {
    check("zzq2023.rt", 0..750, true);
}
