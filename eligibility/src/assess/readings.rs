//! What other readings of the ambiguities would give.
//!
//! A reading changes a few clauses, and the anniversary reading only what is measured in months; all
//! else stays as it was found under the default, so only the difference is asked again.

use super::evaluate::Evaluation;
use super::headcounts::Entry;
use super::report::ClauseReport;
use super::truth::Verdict;
use crate::day::AsOf;
use crate::duration::Anniversary;
use crate::standard::{Alternative, Clause, Condition, Edition, Headcount, HeadcountRef, Test};

/// The verdicts under a reading, by place, with the reading's and the alternative's ids.
pub(super) type OtherReading = (String, String, Vec<Option<Verdict>>);

/// The verdicts under every alternative reading. `today` and `known` are what the default gives.
pub(super) fn other_readings(
    on: AsOf,
    evaluation: &Evaluation<'_>,
    edition: &Edition,
    today: &[ClauseReport],
    known: &[Entry<'_>],
) -> Vec<OtherReading> {
    let mut others = Vec::new();
    for reading in &edition.readings {
        for alternative in &reading.alternatives {
            let verdicts = under(alternative, on, evaluation, today, known);
            others.push((reading.id.clone(), alternative.id.clone(), verdicts));
        }
    }
    if evaluation.world.settings.anniversary == Anniversary::Counts {
        let verdicts = day_after(on, evaluation, today, known);
        others.push(("R-02".to_owned(), "day-after".to_owned(), verdicts));
    }
    others
}

fn under(
    alternative: &Alternative,
    on: AsOf,
    evaluation: &Evaluation<'_>,
    today: &[ClauseReport],
    known: &[Entry<'_>],
) -> Vec<Option<Verdict>> {
    let mut clauses = evaluation.clauses.to_vec();
    let mut shares_out_otherwise = false;
    for (place, changed) in &alternative.clauses {
        if let Some(clause) = clauses.get_mut(*place) {
            shares_out_otherwise |= is_of_sharing(clause) || is_of_sharing(changed);
            *clause = changed;
        }
    }
    let is_changed = |place: usize| alternative.clauses.iter().any(|(other, _)| *other == place);
    Evaluation {
        clauses: &clauses,
        ..*evaluation
    }
    .verdicts_given(on, known, |at, test| {
        let stays = match test {
            Test::Headcount(_) => !shares_out_otherwise,
            _ => !is_changed(at.clause),
        };
        stays.then(|| found(today, at)).flatten()
    })
}

/// Whether a clause has a say in who counts for what.
fn is_of_sharing(clause: &Clause) -> bool {
    let counts = |test: &Test| matches!(test, Test::Headcount(_));
    clause.tests.iter().any(counts) || !clause.waivers.is_empty() || !clause.only_if.is_empty()
}

fn day_after(
    on: AsOf,
    evaluation: &Evaluation<'_>,
    today: &[ClauseReport],
    known: &[Entry<'_>],
) -> Vec<Option<Verdict>> {
    let mut world = evaluation.world;
    world.settings.anniversary = Anniversary::DayAfter;
    let same: Vec<Entry<'_>> = known
        .iter()
        .filter(|entry| !headcount_is_measured(entry.headcount))
        .cloned()
        .collect();
    let tests = || evaluation.clauses.iter().flat_map(|clause| &clause.tests);
    let measured = |test: &Test| matches!(test, Test::Headcount(h) if headcount_is_measured(h));
    let shares_out_otherwise = tests().any(measured);
    Evaluation {
        world,
        ..*evaluation
    }
    .verdicts_given(on, &same, |at, test| {
        let stays = match test {
            Test::Headcount(_) => !shares_out_otherwise,
            _ => !is_measured(test),
        };
        stays.then(|| found(today, at)).flatten()
    })
}

/// What a test was found to be; `None` where its clause does not apply, so that nothing was kept.
fn found(today: &[ClauseReport], at: HeadcountRef) -> Option<Verdict> {
    let report = today.iter().find(|report| report.place == at.clause)?;
    Some(report.tests.get(at.test)?.verdict)
}

/// Whether a test asks for something that grows with the months.
fn is_measured(test: &Test) -> bool {
    let mut conditions = test.conditions().into_iter();
    matches!(test, Test::InService(_)) || conditions.any(any_measured)
}

fn headcount_is_measured(headcount: &Headcount) -> bool {
    headcount.all_conditions().any(any_measured)
}

fn any_measured(conditions: &[Condition]) -> bool {
    conditions.iter().any(|condition| match condition {
        Condition::Title(rule) => rule.months > 0,
        Condition::Experience(rule) => rule.months > 0,
        Condition::Training(rule) => rule.months > 0,
        Condition::BaseTraining(rule) => any_measured(&rule.trained) || any_measured(&rule.exempt),
        Condition::OnFirstDay(rule) | Condition::OnGrant(rule) => any_measured(&rule.conditions),
        Condition::Any(alternatives) => alternatives.iter().any(|all| any_measured(all)),
        Condition::Profession(_)
        | Condition::Discipline(_)
        | Condition::Licence(_)
        | Condition::Credential(_)
        | Condition::CredentialSetHere(_)
        | Condition::Attested { .. }
        | Condition::Posted(_)
        | Condition::NotPosted(_)
        | Condition::RadiationWork
        | Condition::OnEntry(_)
        | Condition::Cases(_)
        | Condition::NoSeriousEvent(_)
        | Condition::Exempted(_) => false,
    })
}
