//! Steps that are not about one person: attestations, papers, devices, declarations and figures.

use super::cure::attestation;
use super::trial::Trial;
use super::{Action, Step};
use crate::assess::reason::Reason;
use crate::assess::report::ClauseReport;
use crate::catalogue::PaperKindId;
use crate::day::Day;
use crate::facts::{Attestation, Figure, Installation, Paper};
use crate::standard::{PaperRule, Share, Test, WaiverCause, Yearly};
use crate::whatif::{Change, FactDeclared};

/// How long a paper obtained in a step is assumed to be valid, in months.
const ASSUMED_MONTHS: u32 = 60;

/// What a declaration would have to say: each answer is a way of its own.
pub(super) fn declarations(trial: &Trial<'_>, report: &ClauseReport) -> Vec<Step> {
    let tests = report.tests.iter().flat_map(|test| &test.reasons);
    let reasons = report.reasons.iter().chain(tests);
    let mut steps = Vec::new();
    for reason in reasons {
        let (Reason::DeclaredUnknown { fact }
        | Reason::WaiverUnknown {
            cause: WaiverCause::Declared(fact),
        }) = reason
        else {
            continue;
        };
        for value in [true, false] {
            let change = FactDeclared {
                fact: fact.clone(),
                value,
                from: trial.question.on.day(),
                to: None,
            };
            let fact = fact.clone();
            let action = Action::Declare { fact, value };
            steps.push(Step::of_institution(action, Change::FactDeclared(change)));
        }
    }
    steps
}

/// The steps for a test that counts nobody; empty if there are none, of which
/// [`super::left_out`] says what is not searched then.
pub(super) fn steps(trial: &Trial<'_>, report: &ClauseReport, test: &Test) -> Vec<Step> {
    let on = trial.question.on;
    match test {
        Test::Attest(rule) => {
            let (clause, item) = (report.id.clone(), rule.item.clone());
            let change: Attestation = attestation(clause.as_str(), item.as_ref(), on);
            let change = Change::Attested(Box::new(change));
            vec![Step::of_institution(
                Action::Attest { clause, item },
                change,
            )]
        }
        Test::Paper(PaperRule::Paper(kind)) => vec![paper(kind, on.day())],
        Test::Installed(rule) => {
            let held = report.tests.iter().flat_map(|test| &test.reasons);
            let held = held.filter_map(|reason| match reason {
                Reason::Installed {
                    equipment, count, ..
                } if *equipment == rule.equipment => Some(*count),
                _ => None,
            });
            let asked = usize::try_from(rule.at_least).unwrap_or(usize::MAX);
            let number = asked.saturating_sub(held.max().unwrap_or(0));
            if number == 0 {
                return Vec::new();
            }
            let item = Installation {
                kind: rule.equipment.clone(),
                name: None,
                department: None,
                from: Some(on.day()),
                to: None,
                rows: rule.rows_exactly.or(rule.rows_at_least),
                tesla: rule.tesla_at_least,
                external_contacts: None,
                image_system: None,
            };
            let equipment = rule.equipment.clone();
            let action = Action::Install { equipment, number };
            vec![Step {
                staff: None,
                action,
                ready_on: None,
                changes: vec![Change::DeviceAdded(item); number],
            }]
        }
        Test::Yearly(rule) => figures(report, &rule.figure, &|_| each_year(rule)),
        Test::Share(rule) => figures(report, &rule.figure, &|_| whole_share(rule)),
        _ => Vec::new(),
    }
}

fn paper(kind: &PaperKindId, on: Day) -> Step {
    let change = Paper {
        kind: kind.clone(),
        number: None,
        issuer: None,
        issued: Some(on),
        expires: Some(on.plus_months(ASSUMED_MONTHS)),
        revoked_from: None,
    };
    let paper = kind.clone();
    Step::of_institution(
        Action::ObtainPaper { paper },
        Change::InstitutionPaper(change),
    )
}

/// Only a figure that is missing can be recorded; one that is there is what it is.
fn figures(
    report: &ClauseReport,
    figure: &crate::catalogue::FigureId,
    value: &dyn Fn(i32) -> (u32, Option<u32>),
) -> Vec<Step> {
    let reasons = report.tests.iter().flat_map(|test| &test.reasons);
    let missing = reasons.filter_map(|reason| match reason {
        Reason::FigureMissing {
            figure: missing,
            year,
        } if missing == figure => Some(*year),
        _ => None,
    });
    let step = |year: i32| {
        let (numerator, denominator) = value(year);
        let change = Figure {
            figure: figure.clone(),
            from: Day::first_of_year(year),
            to: Day::last_of_year(year),
            numerator,
            denominator,
            recorded: None,
            by: None,
        };
        let figure = figure.clone();
        Step::of_institution(
            Action::Record { figure, year },
            Change::FigureRecorded(change),
        )
    };
    missing.map(step).collect()
}

/// As much in one year as is asked of all.
const fn each_year(rule: &Yearly) -> (u32, Option<u32>) {
    (rule.at_least.saturating_mul(rule.years), None)
}

const fn whole_share(rule: &Share) -> (u32, Option<u32>) {
    (rule.denominator, Some(rule.denominator))
}
