//! Judgements nobody can compute: met only with a valid attestation.

use super::declared::declared;
use super::reason::Reason;
use super::report::TestReport;
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::day::{AsOf, Day};
use crate::facts::Attestation;
use crate::standard::{Attest, ClauseId};

/// The latest valid attestation decides; without one the clause is undetermined.
pub(super) fn attest(clause: &ClauseId, rule: &Attest, on: AsOf, world: &World<'_>) -> TestReport {
    let (truth, mut reasons) = attested(clause, rule, on, world);
    let verdict = match rule
        .when
        .as_ref()
        .map(|fact| (fact, declared(fact, on, world)))
    {
        None | Some((_, Truth::Yes)) => Verdict::of(truth),
        Some((fact, Truth::No)) => {
            reasons = vec![Reason::DeclaredNo { fact: fact.clone() }];
            Verdict::Short
        }
        Some((fact, Truth::Maybe)) => {
            reasons.push(Reason::DeclaredUnknown { fact: fact.clone() });
            Verdict::of(truth.min(Truth::Maybe))
        }
    };
    TestReport::bare("attest", verdict, reasons)
}

fn attested(clause: &ClauseId, rule: &Attest, on: AsOf, world: &World<'_>) -> (Truth, Vec<Reason>) {
    let about: Vec<&Attestation> = of_clause(clause, rule, world).collect();
    let through = |attestation: &Attestation| through(attestation, rule.months);
    let valid = about
        .iter()
        .filter(|attestation| attestation.on <= on.day() && on.day() <= through(attestation));
    // Of two on the same day the one that says "not met" is believed.
    let Some(attestation) = valid.max_by_key(|attestation| (attestation.on, !attestation.met))
    else {
        let item = rule.item.clone();
        let lapsed = about
            .iter()
            .map(|attestation| through(attestation))
            .filter(|through| *through < on.day())
            .max();
        let reason = match lapsed {
            Some(through) => Reason::AttestationLapsed { through, item },
            None => Reason::NotAttested { item },
        };
        return (Truth::Maybe, vec![reason]);
    };
    let (by, item) = (attestation.by.clone(), attestation.item.clone());
    if attestation.met {
        let (through, evidence) = (through(attestation), attestation.evidence.clone());
        (
            Truth::Yes,
            vec![Reason::Attested {
                by,
                on: attestation.on,
                through,
                item,
                evidence,
            }],
        )
    } else {
        (
            Truth::No,
            vec![Reason::AttestedNotMet {
                by,
                on: attestation.on,
                item,
            }],
        )
    }
}

fn of_clause<'a>(
    clause: &ClauseId,
    rule: &Attest,
    world: &World<'a>,
) -> impl Iterator<Item = &'a Attestation> {
    world
        .programme
        .attestations
        .iter()
        .filter(move |attestation| {
            attestation.clause == clause.as_str()
                && attestation.item == rule.item
                && attestation.staff.is_none()
        })
}

/// The last day on which an attestation counts, which the clause may bring forward.
fn through(attestation: &Attestation, months: Option<u32>) -> Day {
    let most = months.map(|months| attestation.on.plus_months(months));
    most.map_or(attestation.through(), |most| {
        most.min(attestation.through())
    })
}

/// The days on which attestations of the clause begin or cease to count.
pub(super) fn attest_cuts(
    clause: &ClauseId,
    rule: &Attest,
    world: &World<'_>,
    add: &mut dyn FnMut(Day),
) {
    for attestation in of_clause(clause, rule, world) {
        let last = through(attestation, rule.months);
        super::condition::period_cuts(Some(attestation.on), Some(last), add);
    }
}
