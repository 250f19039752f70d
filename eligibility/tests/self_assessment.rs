//! A self-assessment that a hospital published, held against the rules it was written for.
//!
//! `eligibility/self-assessment/` holds what the hospital states of two techniques, as rosters without
//! names, and `self-assessment/`
//! the verdict on every clause, worked out by hand from the document.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use eligibility::assess::{
    Assessment, Cause, ClauseReport, Count, Finding, Question, Reason, Verdict, assess,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Authority, Base, ListKind, Roster};
use eligibility::file::Node;
use eligibility::standard::{Force, Library};

const EXPECTED: &str = include_str!("self-assessment/expected.tsv");
const SEEDS: &str = include_str!("../self-assessment/seeds.toml");
const ABLATION: &str = include_str!("../self-assessment/ablation.toml");

/// The last day of the period it is about.
fn day() -> Day {
    Day::new(2023, 5, 31).unwrap()
}

fn roster(standard: &str) -> Roster {
    let text = if standard.starts_with("g07") {
        SEEDS
    } else {
        ABLATION
    };
    let catalogue = Catalogue::built_in().unwrap();
    let node = Node::from_toml(text).unwrap_or_else(|faults| panic!("{standard}:\n{faults}"));
    Roster::read(&node, &catalogue).unwrap_or_else(|faults| panic!("{standard}:\n{faults}"))
}

fn assessed(standard: &str, roster: &Roster) -> Assessment {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let standard = library.get(standard).unwrap();
    let (hospital, programme) = (&roster.hospital, &roster.programme);
    assess(
        Question::on(day()),
        &catalogue,
        standard,
        hospital,
        programme,
    )
    .unwrap()
}

fn clause(standard: &str, id: &str) -> ClauseReport {
    one(assessed(standard, &roster(standard)), id)
}

fn one(assessment: Assessment, id: &str) -> ClauseReport {
    let mut clauses = assessment.clauses.into_iter();
    clauses.find(|clause| clause.id.as_str() == id).unwrap()
}

/// Standard, clause and verdict.
fn expected() -> Vec<[&'static str; 3]> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        <[&str; 3]>::try_from(cells).unwrap()
    };
    EXPECTED.lines().skip(1).map(row).collect()
}

fn counts(clause: &ClauseReport) -> Vec<Count> {
    clause.tests.iter().filter_map(|test| test.count).collect()
}

fn causes(clause: &ClauseReport) -> Vec<Cause> {
    let people = clause.tests.iter().flat_map(|test| &test.people.rejected);
    let failed = people
        .flat_map(|person| &person.findings)
        .filter_map(|finding| match finding {
            Finding::Failed { cause } => Some(cause.clone()),
            Finding::Held { .. } | Finding::Unknown { .. } => None,
        });
    failed.collect()
}

/// What is missing of people, as `list.field`.
fn missing(clause: &ClauseReport) -> Vec<String> {
    let people = clause.tests.iter().flat_map(|test| &test.people.possible);
    let unknown = people
        .flat_map(|person| &person.findings)
        .filter_map(|finding| match finding {
            Finding::Unknown { missing } => Some(format!("{}.{}", missing.list, missing.field)),
            Finding::Held { .. } | Finding::Failed { .. } => None,
        });
    let mut missing: Vec<String> = unknown.collect();
    missing.sort();
    missing.dedup();
    missing
}

/// What would be said if the lists of its physicians held all there is.
fn with_complete(standard: &str, list: ListKind, id: &str) -> ClauseReport {
    let mut roster = roster(standard);
    for person in &mut roster.hospital.people {
        person.incomplete.retain(|incomplete| *incomplete != list);
    }
    one(assessed(standard, &roster), id)
}

#[test]
fn every_clause_gets_the_verdict_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for standard in ["g07", "g08", "g07.base", "g08.base"] {
        let assessment = assessed(standard, &roster(standard));
        for [of, id, want] in expected() {
            if of != standard {
                continue;
            }
            let found = assessment.clauses.iter().find(|c| c.id.as_str() == id);
            let verdict = found.map_or("not assessed", |clause| clause.verdict.word());
            if verdict != want {
                wrong.push(format!("{standard}: {id}: expected {want}, is {verdict}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn it_is_held_against_the_edition_of_2022_which_is_in_force() {
    for standard in ["g07", "g08", "g07.base", "g08.base"] {
        let assessment = assessed(standard, &roster(standard));
        assert_eq!(assessment.edition, "2022", "{standard}");
        assert_eq!(assessment.force, Force::InForce, "{standard}");
        assert!(!assessment.as_if_in_force);
        assert_eq!(assessment.rules_on, day());
    }
}

#[test]
fn no_clause_is_left_out() {
    for standard in ["g07", "g08"] {
        let found: Vec<String> = assessed(standard, &roster(standard))
            .clauses
            .iter()
            .map(|clause| clause.id.to_string())
            .collect();
        let listed: Vec<&str> = expected()
            .into_iter()
            .filter(|[of, ..]| *of == standard)
            .map(|[_, id, _]| id)
            .collect();
        assert_eq!(found, listed);
    }
}

#[test]
fn nothing_stands_firm_on_the_word_capable() {
    let seeds = counts(&clause("g07", "g07.1.6a"));
    assert_eq!(
        seeds,
        [Count {
            required: 1,
            surely: 0,
            possibly: 1
        }]
    );
    let ablation = counts(&clause("g08", "g08.1.7a"));
    assert_eq!(
        ablation,
        [Count {
            required: 2,
            surely: 0,
            possibly: 3
        }]
    );
}

/// The roster with the training of its operators filled in as far as the rules ask, base aside.
fn with_training(standard: &str, base: Option<&str>) -> Roster {
    let mut roster = roster(standard);
    for person in &mut roster.hospital.people {
        let Some(training) = person
            .training
            .iter_mut()
            .find(|training| training.kind.as_str() == "technique-base")
        else {
            continue;
        };
        training.from = Day::new(2021, 1, 1);
        training.to = Day::new(2021, 6, 30);
        training.instructor = Some("指导医师".to_owned());
        training.cases_done = Some(25);
        training.examined = Day::new(2021, 7, 1);
        training.base = base.map(str::to_owned);
    }
    roster
}

#[test]
fn a_training_without_days_is_asked_for_its_first_day() {
    let ablation = missing(&clause("g08", "g08.2.1.3"));
    assert_eq!(ablation, ["training.from"]);
}

#[test]
fn a_base_without_a_name_is_asked_for_and_then_its_filing() {
    let clause = |roster| one(assessed("g08", &roster), "g08.2.1.3");
    let unnamed = clause(with_training("g08", None));
    assert_eq!(unnamed.verdict, Verdict::Undetermined);
    assert_eq!(missing(&unnamed), ["training.base"]);
    let mut named = with_training("g08", Some("省级培训基地"));
    assert_eq!(missing(&clause(named.clone())), ["bases."]);
    named.hospital.institution.bases.push(Base {
        name: "省级培训基地".to_owned(),
        technique: named.hospital.people[0].training[0]
            .technique
            .clone()
            .unwrap(),
        authority: None,
        from: Day::new(2021, 1, 1),
        to: None,
    });
    // With whom it is filed is asked for next; only a filing with the province counts.
    let unknown = clause(named.clone());
    assert_eq!(unknown.verdict, Verdict::Undetermined);
    assert_eq!(missing(&unknown), ["bases.authority"]);
    let with = |authority| {
        let mut named = named.clone();
        named.hospital.institution.bases[0].authority = Some(authority);
        clause(named)
    };
    assert_eq!(with(Authority::Province).verdict, Verdict::Met);
    // The list of filings is not complete, so there may be one with the province.
    let other = with(Authority::Other);
    assert_eq!(other.verdict, Verdict::Undetermined);
    assert_eq!(missing(&other), ["bases.complete"]);
}

#[test]
fn three_years_would_not_do_if_that_were_all() {
    let open = clause("g08", "g08.2.1.2a");
    assert_eq!(missing(&open), ["experience."]);
    let complete = with_complete("g08", ListKind::Experience, "g08.2.1.2a");
    assert_eq!(complete.verdict, Verdict::Short);
    let causes = causes(&complete);
    let too_short = |cause: &Cause| {
        matches!(
            cause,
            Cause::ExperienceTooShort {
                months: 36,
                needed: 60,
                ..
            }
        )
    };
    assert_eq!(causes.len(), 3);
    assert!(causes.iter().all(too_short), "{causes:?}");
}

#[test]
fn the_day_of_the_title_is_asked_for() {
    assert_eq!(missing(&clause("g08", "g08.2.1.2b")), ["titles.qualified"]);
}

#[test]
fn nobody_can_be_exempt_where_the_hospital_did_130_cases_in_five_years() {
    let clause = clause("g08", "g08.4.1.3c");
    assert_eq!(clause.verdict, Verdict::Short);
    let beyond = |cause: &Cause| {
        matches!(
            cause,
            Cause::CasesBeyondHospital {
                cases: 130,
                needed: 400,
                ..
            }
        )
    };
    let causes = causes(&clause);
    assert_eq!(causes.len(), 3);
    assert!(causes.iter().all(beyond), "{causes:?}");
}

#[test]
fn margins_are_shown_where_the_clause_just_passes() {
    let figure = |standard: &str, id: &str| {
        let clause = clause(standard, id);
        assert_eq!(clause.verdict, Verdict::Met);
        let reasons = clause.tests.into_iter().flat_map(|test| test.reasons);
        let current = reasons.filter_map(|reason| match reason {
            Reason::Current {
                numerator, bound, ..
            } => Some((numerator, bound)),
            _ => None,
        });
        current.collect::<Vec<_>>()
    };
    assert_eq!(figure("g07", "g07.3.2d"), [(81, 80)]);
    assert_eq!(figure("g08", "g08.1.3"), [(32, 30)]);
}

#[test]
fn as_a_training_base_it_would_lack_instructors_beds_and_cases() {
    let held = |standard: &str, id: &str| {
        let clause = clause(standard, id);
        assert_eq!(clause.verdict, Verdict::Short);
        counts(&clause)
            .iter()
            .map(|count| (count.required, count.possibly))
            .collect::<Vec<_>>()
    };
    assert_eq!(held("g07.base", "g07.4.2.1.4").first(), Some(&(4, 1)));
    assert_eq!(held("g08.base", "g08.4.2.1.5").first(), Some(&(4, 3)));
    let total = clause("g08.base", "g08.4.2.1.4");
    let is_of_all_time = |reason: &&Reason| {
        matches!(
            reason,
            Reason::Total {
                from: None,
                possibly: 130,
                needed: 1500,
                ..
            }
        )
    };
    let reasons: Vec<&Reason> = total.tests.iter().flat_map(|test| &test.reasons).collect();
    assert!(reasons.iter().any(is_of_all_time), "{reasons:?}");
}
