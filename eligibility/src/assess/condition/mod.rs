//! The conditions a person may have to meet, one file each, and the days on which they can change.
//!
//! # Invariant (cuts)
//! Between two neighbouring days of [`cuts`] the findings' truths do not change. The timeline and
//! the dates of near misses rest on it; a test compares with a day-by-day run.

mod attested;
mod base_training;
mod cases;
mod credential;
mod cuts;
mod experience;
mod filing;
mod licence;
mod own_discipline;
mod pool;
mod presence;
mod profession;
mod radiation;
mod title;
mod training;

pub(super) use cases::{most_disjoint, window_cuts, years_before};
pub(super) use credential::credential_ends;
pub use credential::{Ends, ends};
use cuts::tenure_cuts;
pub(super) use cuts::{add_cuts, cuts, period_cuts};
pub use licence::licence_end;
pub(super) use pool::{
    full_time_elsewhere, in_pool, may_be_posted, member, no_postings, posting_on,
};
pub(super) use presence::{present, present_or_training};

use super::finding::{Answer, Finding};
use super::truth::Truth;
use super::world::World;
use crate::day::AsOf;
use crate::facts::Person;
use crate::standard::Condition;

/// The findings of one condition; several where it has parts that can fail one by one.
pub(super) fn check(
    condition: &Condition,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    match condition {
        Condition::Profession(asked) => vec![profession::profession(asked, on, person)],
        Condition::Discipline(asked) => vec![profession::discipline(asked, on, person)],
        Condition::Licence(rule) => licence::licence(rule, on, person),
        Condition::Title(rule) => vec![title::title(rule, on, world, person)],
        Condition::Credential(asked) => {
            vec![credential::credential(asked, false, on, world, person)]
        }
        Condition::CredentialSetHere(asked) => {
            vec![credential::credential(asked, true, on, world, person)]
        }
        Condition::Experience(rule) => vec![experience::experience(rule, on, world, person)],
        Condition::Training(rule) => vec![training::training(rule, on, world, person)],
        Condition::Attested { clause, item } => {
            vec![attested::attested(
                clause,
                item.as_deref(),
                on,
                world,
                person,
            )]
        }
        Condition::Posted(post) => pool::on_post(post, on, world, person),
        Condition::RadiationWork => vec![radiation::radiation_work(on, person)],
        Condition::OnEntry(asked) => vec![radiation::on_entry(asked, person)],
        Condition::Cases(rule) => vec![cases::cases(rule, on, world, person)],
        Condition::NoSeriousEvent(rule) => vec![cases::no_serious_event(rule, on, person)],
        Condition::BaseTraining(rule) => base_training::base_training(rule, on, world, person),
        Condition::Exempted(technique) => vec![base_training::exempted(technique, on, person)],
        Condition::NotPosted(posts) => vec![pool::not_posted(posts, on, world, person)],
        Condition::OnFirstDay(rule) => base_training::on_first_day(rule, on, world, person),
        Condition::OnGrant(rule) => base_training::on_grant(rule, on, world, person),
        Condition::Any(alternatives) => any(alternatives, on, world, person),
    }
}

/// Whether a condition holds: what [`check`] says, without telling why.
pub(super) fn truth(condition: &Condition, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
    match condition {
        Condition::Profession(asked) => profession::is_one_of(asked, on, person),
        Condition::Discipline(asked) => profession::discipline(asked, on, person),
        Condition::Licence(rule) => truth_of(&licence::licence::<Truth>(rule, on, person)),
        Condition::Title(rule) => title::title(rule, on, world, person),
        Condition::Credential(asked) => credential::credential(asked, false, on, world, person),
        Condition::CredentialSetHere(asked) => {
            credential::credential(asked, true, on, world, person)
        }
        Condition::Experience(rule) => experience::experience(rule, on, world, person),
        Condition::Any(alternatives) if !alternatives.is_empty() => {
            let truths = alternatives.iter().map(|conditions| {
                let conditions = conditions.iter();
                Truth::all(conditions.map(|condition| truth(condition, on, world, person)))
            });
            Truth::any(truths)
        }
        _ => truth_of(&check(condition, on, world, person)),
    }
}

/// The findings of all conditions in order, each said once: of several conditions that fail for the
/// same cause there is one thing to mend.
pub(super) fn check_all(
    conditions: &[Condition],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for finding in conditions
        .iter()
        .flat_map(|condition| check(condition, on, world, person))
    {
        if finding.truth() == Truth::Yes || !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

/// Whether all findings hold.
pub(super) fn truth_of<A: Answer>(answers: &[A]) -> Truth {
    Truth::all(answers.iter().map(A::truth))
}

/// The findings of the alternative that comes nearest to holding.
fn any(
    alternatives: &[Vec<Condition>],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let checked = alternatives
        .iter()
        .map(|conditions| check_all(conditions, on, world, person));
    checked
        .min_by_key(|findings| distance(findings))
        .unwrap_or_default()
}

/// How far answers are from holding: what fails first, then what is unknown.
fn distance<A: Answer>(answers: &[A]) -> (usize, usize) {
    let count = |truth| {
        let answers = answers.iter();
        answers.filter(|answer| answer.truth() == truth).count()
    };
    (count(Truth::No), count(Truth::Maybe))
}
