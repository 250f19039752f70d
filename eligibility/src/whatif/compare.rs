//! Two assessments clause by clause.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::assess::{Assessment, ClauseReport, Count, Verdict};
use crate::day::Day;
use crate::facts::StaffNumber;
use crate::standard::ClauseId;

/// A clause that stands otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseDifference {
    /// The clause.
    pub clause: ClauseId,
    /// How it stands before; `None` where it was not assessed.
    pub before: Option<Standing>,
    /// How it stands after; `None` where it is not assessed.
    pub after: Option<Standing>,
    /// Who counts after and did not before, by staff number.
    pub newly_counted: Vec<StaffNumber>,
    /// Who counted before and does not after, by staff number.
    pub no_longer_counted: Vec<StaffNumber>,
}

/// How a clause stands in one assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The verdict.
    pub verdict: Verdict,
    /// Required and held over all its headcounts; `None` where no people are counted.
    pub count: Option<Count>,
    /// The first day on which a met clause stops being met if nothing is renewed.
    pub breaks_on: Option<Day>,
}

impl Standing {
    fn of(report: &ClauseReport) -> Self {
        Self {
            verdict: report.verdict,
            count: report.total(),
            breaks_on: report.breaks_on,
        }
    }
}

/// The clauses that differ, in the order of the later assessment; those it no longer has come last.
#[must_use]
pub fn compare(before: &Assessment, after: &Assessment) -> Vec<ClauseDifference> {
    let find = |assessment: &'_ Assessment, id: &ClauseId| -> Option<usize> {
        assessment
            .clauses
            .iter()
            .position(|report| report.id == *id)
    };
    let now = after.clauses.iter().map(|report| {
        let place = find(before, &report.id);
        (
            place.and_then(|place| before.clauses.get(place)),
            Some(report),
        )
    });
    let gone = before.clauses.iter();
    let gone = gone.filter(|report| find(after, &report.id).is_none());
    let pairs = now.chain(gone.map(|report| (Some(report), None)));
    pairs
        .filter_map(|(before, after)| difference(before, after))
        .collect()
}

fn difference(
    before: Option<&ClauseReport>,
    after: Option<&ClauseReport>,
) -> Option<ClauseDifference> {
    let clause = after.or(before)?.id.clone();
    let (then, now) = (counted(before), counted(after));
    let difference = ClauseDifference {
        clause,
        before: before.map(Standing::of),
        after: after.map(Standing::of),
        newly_counted: now
            .difference(&then)
            .map(|staff| (*staff).clone())
            .collect(),
        no_longer_counted: then
            .difference(&now)
            .map(|staff| (*staff).clone())
            .collect(),
    };
    let same = difference.before == difference.after && then == now;
    (!same).then_some(difference)
}

fn counted(report: Option<&ClauseReport>) -> BTreeSet<&StaffNumber> {
    let tests = report.into_iter().flat_map(|report| &report.tests);
    let people = tests.flat_map(|test| &test.people.counted);
    people.map(|person| &person.staff).collect()
}
