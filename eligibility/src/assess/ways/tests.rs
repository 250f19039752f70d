//! What holds for every set of steps that is offered, on random hospitals of every standard, and the
//! smallest size against a search through all subsets of steps.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::search::subsets;
use super::{ClauseWays, Limits, OneClause, Prepared, Step, carry_out, recoveries, ways_out};
use crate::assess::properties::roster::middle;
use crate::assess::properties::{Drawn, each_hospital};
use crate::assess::report::ClauseReport;
use crate::assess::truth::Verdict;
use crate::assess::ways::is_open;
use crate::assess::ways::trial::Trial;
use crate::assess::{Question, assess};
use crate::day::AsOf;
use crate::standard::ClauseId;

fn question() -> Question {
    Question {
        as_if_in_force: true,
        ..Question::on(middle())
    }
}

/// Small enough that a random hospital is searched in moments.
const LIMITS: Limits = Limits {
    gap: 2,
    candidates: 7,
    assessments: 400,
    days: 60,
};

fn of(drawn: &Drawn<'_>) -> Vec<ClauseWays> {
    let facts = (&drawn.hospital, &drawn.programme);
    ways_out(question(), drawn.catalogue, drawn.standard, facts, LIMITS)
}

/// The verdict of a clause once steps are taken, by a full assessment of its own.
fn verdict(drawn: &Drawn<'_>, steps: &[Step], clause: &ClauseId) -> Option<Verdict> {
    let (hospital, programme) =
        carry_out(steps, drawn.catalogue, &drawn.hospital, &drawn.programme)?;
    let question = Question {
        on: AsOf(Step::ready(steps, middle())),
        ..question()
    };
    let assessment = assess(
        question,
        drawn.catalogue,
        drawn.standard,
        &hospital,
        &programme,
    )
    .unwrap();
    let report = assessment
        .clauses
        .iter()
        .find(|report| report.id == *clause);
    report.map(|report| report.verdict)
}

/// The same without names, readings and break dates, of the whole hospital.
fn quick_verdict(drawn: &Drawn<'_>, steps: &[Step], clause: &ClauseId) -> Option<Verdict> {
    let trial = trial(drawn);
    let clauses = &trial.edition.clauses;
    let place = clauses.iter().position(|known| known.id == *clause)?;
    trial.verdicts_after(steps)?[place]
}

fn trial<'a>(drawn: &'a Drawn<'a>) -> Trial<'a> {
    Trial {
        question: question(),
        catalogue: drawn.catalogue,
        edition: &drawn.standard.editions[0],
        hospital: &drawn.hospital,
        programme: &drawn.programme,
    }
}

fn closed(verdict: Option<Verdict>) -> bool {
    verdict.is_some_and(|verdict| !is_open(verdict))
}

#[test]
fn every_set_of_steps_closes_its_clause_and_no_part_of_it_does() {
    let (offered, parts) = (Cell::new(0_usize), Cell::new(0_usize));
    each_hospital(false, 300..301, |_, drawn| {
        for clause in of(drawn) {
            for way in clause.ways.iter().take(2) {
                let name = format!("{}: {} by {:?}", drawn.name, clause.clause, way.steps);
                assert!(closed(verdict(drawn, &way.steps, &clause.clause)), "{name}");
                offered.set(offered.get() + 1);
                for chosen in subsets(way.steps.len(), way.steps.len() - 1) {
                    let part: Vec<Step> = chosen.iter().map(|&at| way.steps[at].clone()).collect();
                    let still = closed(quick_verdict(drawn, &part, &clause.clause));
                    assert!(!still, "{name}, already by {part:?}");
                    parts.set(parts.get() + 1);
                }
            }
        }
    });
    println!("{} ways, {} parts of them", offered.get(), parts.get());
    assert!(
        offered.get() > 50 && parts.get() > 20,
        "too little is offered"
    );
}

/// Runs `check` on the search of each clause that is not met.
fn each_search(
    drawn: &Drawn<'_>,
    mut check: impl FnMut(&Trial<'_>, &ClauseReport, &Prepared, &ClauseWays),
) {
    let trial = trial(drawn);
    let today = trial.reports(question().on);
    let open = || today.iter().filter(|report| is_open(report.verdict));
    let places: BTreeSet<usize> = open().map(|report| report.place).collect();
    let (recoveries, _) = recoveries(&trial, question().on, &places, LIMITS.days);
    for report in open() {
        let clause = OneClause {
            trial: &trial,
            today: &today,
            report,
            recovers_on: recoveries[report.place],
            limits: LIMITS,
        };
        check(&trial, report, &clause.prepared(), &clause.ways());
    }
}

#[test]
fn no_smaller_set_closes_a_clause_than_the_search_finds() {
    let compared = Cell::new(0_usize);
    each_hospital(false, 310..312, |_, drawn| {
        each_search(drawn, |trial, report, prepared, ways| {
            let steps = &prepared.universe.steps;
            if steps.len() > 9 || prepared.most_bundles > LIMITS.gap {
                return;
            }
            let smallest = ways.ways.iter().map(|way| way.steps.len()).min();
            let of = |chosen: &Vec<usize>| {
                chosen
                    .iter()
                    .map(|&at| steps[at].clone())
                    .collect::<Vec<_>>()
            };
            let all = subsets(steps.len(), smallest.unwrap_or(3).min(3));
            let brute = all
                .iter()
                .find(|chosen| trial.closes(report.place, &of(chosen)));
            let brute = brute.map(Vec::len);
            if smallest.is_none_or(|smallest| smallest <= 3) {
                assert_eq!(brute, smallest, "{}: {}", drawn.name, report.id);
                compared.set(compared.get() + 1);
            }
        });
    });
    println!("{} searches", compared.get());
    assert!(compared.get() > 40, "too little is compared");
}

#[test]
fn what_a_way_costs_and_also_closes_is_so() {
    each_hospital(false, 320..321, |_, drawn| {
        for clause in of(drawn) {
            for way in clause.ways.iter().take(2) {
                let before = |id| quick_verdict(drawn, &[], id).unwrap();
                for id in &way.costs {
                    assert_eq!(before(id), Verdict::Met);
                    assert!(!closed(quick_verdict(drawn, &way.steps, id)), "{id}");
                }
                for id in &way.also_closes {
                    assert!(
                        is_open(before(id)) && closed(quick_verdict(drawn, &way.steps, id)),
                        "{id}"
                    );
                }
            }
        }
    });
}

#[test]
fn the_same_question_gives_the_same_ways() {
    each_hospital(false, 330..331, |_, drawn| assert_eq!(of(drawn), of(drawn)));
}

#[test]
fn a_search_that_was_cut_off_says_so() {
    let cut = Cell::new(0_usize);
    each_hospital(false, 340..341, |_, drawn| {
        let facts = (&drawn.hospital, &drawn.programme);
        let none = Limits {
            candidates: 0,
            days: 0,
            ..LIMITS
        };
        let full = of(drawn);
        let cut_off = ways_out(question(), drawn.catalogue, drawn.standard, facts, none);
        for (full, cut_off) in full.iter().zip(&cut_off) {
            assert!(cut_off.ways.is_empty());
            assert!(cut_off.cut_off || full.ways.is_empty(), "{}", full.clause);
            cut.set(cut.get() + usize::from(cut_off.cut_off));
        }
    });
    assert!(cut.get() > 5);
}

#[test]
fn so_many_hired_close_a_headcount_and_it_is_said_where_they_do_not() {
    let (verified, others) = (Cell::new(0_usize), Cell::new(0_usize));
    each_hospital(true, 350..353, |_, drawn| {
        for hire in of(drawn).iter().flat_map(|ways| &ways.hire) {
            let posted_or_member = hire.post.is_some() || !hire.departments.is_empty();
            assert!(hire.number > 0);
            assert!(posted_or_member || !hire.verified, "{hire:?}");
            let count = if hire.verified { &verified } else { &others };
            count.set(count.get() + 1);
        }
    });
    println!("{} verified, {} not", verified.get(), others.get());
    assert!(verified.get() > 30, "too few are tried");
}
