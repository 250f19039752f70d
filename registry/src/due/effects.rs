//! What becomes of the clauses of a programme when something lapses.
//!
//! A timeline assumes that nothing is renewed, and names behind each change the records that made it;
//! so the changes of the day after the last are what a lapse does.

use eligibility::assess::{
    Cause, ChangeCause, ClauseState, Count, Evidence, Finding, FindingChange, Reason,
};
use eligibility::day::Day;
use eligibility::standard::ClauseId;

use super::{Due, What, Whom, breaks};
use crate::seen::Seen;

/// A clause that changes when something lapses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The programme's id.
    pub programme: String,
    /// The clause.
    pub clause: ClauseId,
    /// The first day of the new state.
    pub day: Day,
    /// Its state on the last good day; `None` if it was not assessed.
    pub before: Option<ClauseState>,
    /// Its state from the next day on; `None` if it is not assessed any more.
    pub after: Option<ClauseState>,
}

impl Effect {
    /// The counts that fell, as they were and as they are, in the order of the tests: what a lapse took,
    /// beside which others of the clause may have been short all along.
    #[must_use]
    pub fn fallen(&self) -> Vec<(Count, Count)> {
        let counts = |state: &Option<ClauseState>| {
            let state = state.as_ref();
            state.map_or_else(Vec::new, |state| state.counts.clone())
        };
        let (before, after) = (counts(&self.before), counts(&self.after));
        if before.len() != after.len() {
            return Vec::new();
        }
        let both = before.into_iter().zip(after);
        let fell = |(before, after): &(Count, Count)| {
            after.surely < before.surely || after.possibly < before.possibly
        };
        both.filter(fell).collect()
    }
}

/// What becomes of the clauses of the programmes that may be read, as of the day of the list, by
/// programme and then in document order. Nothing where it lapsed more than 30 days before the day or
/// lapses more than 24 months after it: so far is not looked.
#[must_use]
pub fn effects(seen: &Seen<'_>, due: &Due, on: Day) -> Vec<Effect> {
    let mut effects = Vec::new();
    let programmes = seen.programmes();
    for programme in programmes.filter(|one| due.programmes.iter().any(|id| id == one.id())) {
        let Some(timeline) = programme.timeline(breaks::question(on)) else {
            continue;
        };
        let first = timeline
            .changes
            .partition_point(|change| change.day <= due.last);
        let changes = timeline.changes.iter().skip(first);
        let changes = changes.take_while(|change| change.day == due.last.next());
        for change in changes {
            let mut causes = change.causes.iter();
            let is_meant = match &due.what {
                What::Break { clause, .. } => change.clause == *clause,
                _ => causes.any(|cause| is_behind(cause, programme.id(), due)),
            };
            if is_meant {
                effects.push(Effect {
                    programme: programme.id().to_owned(),
                    clause: change.clause.clone(),
                    day: change.day,
                    before: change.before.clone(),
                    after: change.after.clone(),
                });
            }
        }
    }
    effects
}

/// Whether what ends the day before is behind a change of a programme's clause.
pub(super) fn is_behind(cause: &ChangeCause, programme: &str, due: &Due) -> bool {
    let is_of_programme = match &due.what {
        What::Duty { programme: of, .. } => of == programme,
        What::Break { .. } => false,
        _ => true,
    };
    is_of_programme
        && match cause {
            ChangeCause::Rules { .. } => false,
            ChangeCause::Person {
                staff, findings, ..
            } => {
                let is_of_person = match &due.whom {
                    Whom::Person(whose) => whose == staff,
                    // A duty that one record says of all is due for everybody.
                    Whom::Programme(_) => true,
                    Whom::Institution => false,
                };
                is_of_person && findings.iter().any(|change| is_of(change, due))
            }
            ChangeCause::Grounds { before, after, .. } => match &due.what {
                What::InstitutionPaper { kind } => {
                    let was = |reason: &Reason| matches!(reason, Reason::Paper { paper, .. } if paper == kind);
                    before.iter().any(was)
                }
                What::Duty { duty, .. } => {
                    let is = |reason: &Reason| {
                        matches!(
                            reason,
                            Reason::DutyOverdue { duty: overdue, due: last, .. }
                                if overdue == duty && *last == due.last
                        )
                    };
                    after.iter().any(is)
                }
                _ => false,
            },
        }
}

/// Whether a condition ceased to hold because of what ended.
fn is_of(change: &FindingChange, due: &Due) -> bool {
    let cause = match &change.after {
        Some(Finding::Failed { cause }) => Some(cause),
        _ => None,
    };
    let evidence = match &change.before {
        Some(Finding::Held { evidence }) => evidence.as_slice(),
        _ => &[],
    };
    match &due.what {
        What::Credential { kind, .. } => {
            evidence.iter().any(|one| {
                matches!(one, Evidence::Credential { kind: held, ends: Some(ends), .. }
                    if held == kind && *ends == due.last)
            }) || matches!(cause, Some(Cause::CredentialExpired { kind: ended, .. }) if ended == kind)
        }
        What::Licence { .. } => {
            matches!(cause, Some(Cause::LicenceEnded { to }) if *to == due.last)
        }
        What::Filing => {
            let until_then = |one: &Evidence| {
                matches!(one, Evidence::Licence { multi_site_until: Some(until), .. }
                    if *until == due.last)
            };
            matches!(cause, Some(Cause::FilingEnded { to }) if *to == due.last)
                || evidence.iter().any(until_then)
        }
        What::Duty { duty, .. } => {
            matches!(cause, Some(Cause::DutyOverdue { duty: overdue, due: last, .. })
                if overdue == duty && *last == due.last)
        }
        What::InstitutionPaper { .. } | What::Break { .. } => false,
    }
}
