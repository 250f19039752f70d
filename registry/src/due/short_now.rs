//! What is short by now because of something that ended so long before that the day of its lapse is not
//! looked back to: the assessment of the day knows who does not count and why.

use eligibility::assess::{
    Cause, ClauseReport, Count, Finding, PersonReport, Question, Reason, TestReport, Verdict,
};
use eligibility::day::Day;
use eligibility::standard::ClauseId;

use super::{Due, What, Whom};
use crate::seen::Seen;

/// A clause that is not met on a day, and what has ended is among the causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortNow {
    /// The programme's id.
    pub programme: String,
    /// The clause.
    pub clause: ClauseId,
    /// Short, or undetermined.
    pub verdict: Verdict,
    /// Required and held by the count in which it is missing; `None` where nothing is counted.
    pub count: Option<Count>,
}

/// The clauses of the programmes that may be read that are not met on a day because of something that
/// has ended, by programme and then in document order. A person's paper is among the causes of a clause
/// where the person fails nothing but what has ended, this paper included: then renewing is what helps.
#[must_use]
pub fn short_now(seen: &Seen<'_>, due: &Due, on: Day) -> Vec<ShortNow> {
    let mut short = Vec::new();
    if on <= due.last {
        return short;
    }
    let programmes = seen.programmes();
    for programme in programmes.filter(|one| due.programmes.iter().any(|id| id == one.id())) {
        let Some(answer) = programme.answer(Question::on(on)) else {
            continue;
        };
        let is_out = |clause: &&ClauseReport| {
            matches!(clause.verdict, Verdict::Short | Verdict::Undetermined)
        };
        let clauses = answer.clauses.iter().filter(is_out);
        short.extend(clauses.filter_map(|clause| missed_by(clause, due, programme.id())));
    }
    short
}

/// How a clause of a programme stands if something is missed by it.
fn missed_by(clause: &ClauseReport, due: &Due, programme: &str) -> Option<ShortNow> {
    let is_of_programme = match &due.what {
        What::Duty { programme: of, .. } | What::Break { programme: of, .. } => of == programme,
        _ => true,
    };
    if !is_of_programme {
        return None;
    }
    let short = |count: Option<Count>| ShortNow {
        programme: programme.to_owned(),
        clause: clause.id.clone(),
        verdict: clause.verdict,
        count,
    };
    if let What::Break { clause: of, .. } = &due.what {
        let counts = clause.state().counts;
        let mut missing = counts.into_iter().filter(|count| count.gap() > 0);
        return (*of == clause.id).then(|| short(missing.next()));
    }
    let mut out = clause.tests.iter().filter(|test| {
        matches!(test.verdict, Verdict::Short | Verdict::Undetermined) && misses(test, due)
    });
    if let Some(test) = out.next() {
        return Some(short(test.count));
    }
    let mut reasons = clause.reasons.iter();
    reasons
        .any(|reason| is_reason(reason, due))
        .then(|| short(None))
}

fn misses(test: &TestReport, due: &Due) -> bool {
    let is_meant = |person: &&PersonReport| match &due.whom {
        Whom::Person(staff) => person.staff == *staff,
        Whom::Programme(_) => true,
        Whom::Institution => false,
    };
    let mut people = test.people.rejected.iter().filter(is_meant);
    let mut reasons = test.reasons.iter();
    people.any(|person| fails_by(person, due)) || reasons.any(|reason| is_reason(reason, due))
}

/// Whether somebody fails nothing but what has ended, and this among it.
fn fails_by(person: &PersonReport, due: &Due) -> bool {
    let failed = person.findings.iter();
    let failed = failed.filter_map(|finding| match finding {
        Finding::Failed { cause } => Some(cause),
        Finding::Held { .. } | Finding::Unknown { .. } => None,
    });
    let failed: Vec<&Cause> = failed.collect();
    let mut causes = failed.iter();
    failed.iter().all(|cause| has_ended(cause)) && causes.any(|cause| is_cause(cause, due))
}

const fn has_ended(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::CredentialExpired { .. }
            | Cause::LicenceEnded { .. }
            | Cause::FilingEnded { .. }
            | Cause::DutyOverdue { .. }
    )
}

fn is_cause(cause: &Cause, due: &Due) -> bool {
    match (cause, &due.what) {
        (Cause::CredentialExpired { kind: ended, .. }, What::Credential { kind, .. }) => {
            ended == kind
        }
        (Cause::LicenceEnded { to }, What::Licence { .. })
        | (Cause::FilingEnded { to }, What::Filing) => *to == due.last,
        (
            Cause::DutyOverdue {
                duty: overdue,
                due: last,
                ..
            },
            What::Duty { duty, .. },
        ) => overdue == duty && *last == due.last,
        _ => false,
    }
}

fn is_reason(reason: &Reason, due: &Due) -> bool {
    match (reason, &due.what) {
        (Reason::PaperEnded { paper, .. }, What::InstitutionPaper { kind }) => paper == kind,
        (
            Reason::DutyOverdue {
                duty: overdue,
                due: last,
                ..
            },
            What::Duty { duty, .. },
        ) => overdue == duty && *last == due.last,
        _ => false,
    }
}
