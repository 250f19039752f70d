//! Clauses that are met and will not be if nothing is renewed.

use std::collections::BTreeSet;

use eligibility::assess::{ClauseCourse, Timeline, TimelineQuestion, Verdict};
use eligibility::day::Day;
use eligibility::facts::Programme;

use super::effects::is_behind;
use super::list::Listing;
use super::{Due, What, Whom};
use crate::assessments::Assessments;

/// How far clauses are foreseen, in months: as far as sheets look ahead.
const MONTHS_AHEAD: u32 = 24;

/// How long a clause that broke is still told, in days, so that who looks once a month hears of it.
const DAYS_BEHIND: u32 = 30;

/// What is asked of each programme's course.
pub(super) fn question(on: Day) -> TimelineQuestion {
    TimelineQuestion::over(on.minus_days(DAYS_BEHIND), on.plus_months(MONTHS_AHEAD))
}

/// Whether what a lapse on a last good day does is known, as of the day of a list.
#[must_use]
pub fn is_foreseen(last: Day, on: Day) -> bool {
    on.minus_days(DAYS_BEHIND) <= last && last < on.plus_months(MONTHS_AHEAD)
}

/// Adds the break dates of a programme, after what may be behind them.
pub(super) fn add(list: &mut Listing<'_>, assessments: &Assessments, programme: &Programme) {
    let question = question(list.on);
    let Some(timeline) = assessments.timeline(list.snapshot, &programme.id, question) else {
        return;
    };
    for clause in &timeline.course.clauses {
        if let Some(last) = last_met(clause, list.on) {
            let due = break_of(list, &timeline, programme, (clause, last));
            list.due.push(due);
        }
    }
}

/// The last day on which a clause is met: before it broke lately and did not recover, else before it
/// breaks next.
fn last_met(clause: &ClauseCourse, on: Day) -> Option<Day> {
    let turns = clause.turns();
    let state = clause.states.on(on)?.as_ref();
    let is_out =
        state.is_some_and(|state| matches!(state.verdict, Verdict::Short | Verdict::Undetermined));
    let broke = turns.breaks.iter().rev().find(|day| **day <= on);
    let upcoming = || turns.breaks.iter().find(|day| on < **day);
    let day = broke.filter(|_| is_out).or_else(upcoming)?;
    Some(day.prev())
}

/// When it is spoken of any of several, descending: a clause that only a round that is not done would
/// break is not spoken of before the round is, or it would be after each round anew.
fn of_all(dues: &[&Due]) -> Vec<u32> {
    let days: BTreeSet<u32> = dues
        .iter()
        .flat_map(|due| &due.lead_days)
        .copied()
        .collect();
    days.into_iter().rev().collect()
}

fn break_of(
    listed: &Listing<'_>,
    timeline: &Timeline,
    programme: &Programme,
    (clause, last): (&ClauseCourse, Day),
) -> Due {
    let id = &programme.id;
    let what = What::Break {
        programme: id.clone(),
        clause: clause.id.clone(),
    };
    let changes = timeline.changes.iter();
    let changes = changes.filter(|change| change.day == last.next() && change.clause == clause.id);
    let causes: Vec<_> = changes.flat_map(|change| &change.causes).collect();
    let ending = listed.due.iter().filter(|due| due.last == last);
    let behind = ending.filter(|due| {
        let mut causes = causes.iter();
        causes.any(|cause| is_behind(cause, id, due))
    });
    let behind: Vec<&Due> = behind.collect();
    let single = match behind.as_slice() {
        [single] => Some(*single),
        _ => None,
    };
    let mut lead_days = listed.lead_days(&what);
    let is_duty = |due: &&Due| matches!(due.what, What::Duty { .. });
    if !behind.is_empty() && behind.iter().all(is_duty) && !listed.are_lead_days_set(&what) {
        lead_days = of_all(&behind);
    }
    Due {
        key: format!("break-{id}-{}", clause.id),
        whom: Whom::Programme(id.clone()),
        departments: programme.departments.clone(),
        programmes: vec![id.clone()],
        last,
        lead_days,
        version: single.map_or(0, |due| due.version),
        record: single.and_then(|due| due.record.clone()),
        resumes: None,
        rests: None,
        what,
    }
}
