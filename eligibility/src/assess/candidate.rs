//! One person before one test: every condition in order, and the day time alone would cure.

use super::condition::{
    check_all, cuts, full_time_elsewhere, in_pool, posting_on, present, truth_of,
};
use super::finding::{Cause, Finding};
use super::report::PersonReport;
use super::truth::Truth;
use super::world::World;
use crate::catalogue::PostId;
use crate::day::{AsOf, Day};
use crate::facts::Person;
use crate::standard::{Condition, Headcount, Pool};

/// What a person must meet to be counted by a test.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The pool; `None` for the holder of a role, who is known already.
    pub(super) pool: Option<&'a Pool>,
    /// The post the test is about, where it names one.
    pub(super) post: Option<&'a PostId>,
    /// The conditions.
    pub(super) conditions: &'a [Condition],
    /// The posts of the edition that only full-time people fill.
    pub(super) exclusive: &'a [&'a PostId],
}

impl<'a> Asked<'a> {
    pub(super) fn headcount(headcount: &'a Headcount, exclusive: &'a [&'a PostId]) -> Self {
        let post = match &headcount.pool {
            Pool::Members { .. } => None,
            Pool::Posted { post, .. } | Pool::MembersOrPosted { post } => Some(post),
        };
        Self {
            pool: Some(&headcount.pool),
            post,
            conditions: &headcount.conditions,
            exclusive,
        }
    }

    /// Every finding for the person on the day.
    pub(super) fn findings(&self, on: AsOf, world: &World<'_>, person: &Person) -> Vec<Finding> {
        let mut findings = present(on, world, person);
        findings.extend(
            self.pool
                .map(|pool| in_pool(pool, on, world, person))
                .unwrap_or_default(),
        );
        findings.push(full_time_elsewhere(
            self.post,
            self.conditions,
            self.exclusive,
            on,
            world,
            person,
        ));
        findings.extend(check_all(self.conditions, on, world, person));
        findings
    }

    /// Whether the person counts on the day.
    pub(super) fn truth(&self, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
        truth_of(&self.findings(on, world, person))
    }

    /// The first later day on which the person counts if nothing is recorded any more.
    pub(super) fn cure(&self, on: AsOf, world: &World<'_>, person: &Person) -> Option<Day> {
        let days = cuts(self.conditions, world, person);
        let counts = |day: Day| {
            let on = AsOf(day);
            self.still_on_post(on, world, person) && self.truth(on, world, person) == Truth::Yes
        };
        days.range(on.day().next()..)
            .copied()
            .find(|&day| counts(day))
    }

    /// The holder of a role must still hold it; pools ask for their post themselves.
    fn still_on_post(&self, on: AsOf, world: &World<'_>, person: &Person) -> bool {
        match (self.pool, self.post) {
            (None, Some(post)) => {
                posting_on(post, on, world, person).is_some_and(|(_, held)| held == Truth::Yes)
            }
            _ => true,
        }
    }

    /// The person's report, without the day that would cure it.
    pub(super) fn report(&self, on: AsOf, world: &World<'_>, person: &Person) -> PersonReport {
        let findings = self.findings(on, world, person);
        PersonReport {
            staff: person.staff.clone(),
            findings,
            from: None,
        }
    }

    /// The report with the curing day where the person does not count.
    pub(super) fn with_cure(
        &self,
        on: AsOf,
        world: &World<'_>,
        person: &Person,
        report: PersonReport,
    ) -> PersonReport {
        let fails = truth_of(&report.findings) == Truth::No;
        let from = if fails {
            self.cure(on, world, person)
        } else {
            None
        };
        PersonReport { from, ..report }
    }
}

/// Whether a person who does not count is worth showing: not somebody of another profession or
/// another department, unless posted for this very work.
pub(super) fn is_concerned(report: &PersonReport) -> bool {
    let failed = |wanted: fn(&Cause) -> bool| {
        report
            .findings
            .iter()
            .any(|finding| matches!(finding, Finding::Failed { cause } if wanted(cause)))
    };
    let wrong_profession = failed(|cause| matches!(cause, Cause::WrongProfession { .. }));
    let not_posted = failed(|cause| matches!(cause, Cause::NotPosted { .. }));
    let not_member = failed(|cause| matches!(cause, Cause::NotMember));
    let posted = report
        .evidence()
        .any(|evidence| matches!(evidence, super::finding::Evidence::Posting { .. }));
    posted || !(wrong_profession || not_member || (not_posted && report.n_failed() > 2))
}

/// Near misses first, then by how many conditions fail; among equals those already in the pool
/// before those who would have to be posted first, then by staff number.
pub(super) fn sort_rejected(rejected: &mut [PersonReport]) {
    let outside = |report: &PersonReport| {
        report.findings.iter().any(|finding| {
            matches!(
                finding,
                Finding::Failed {
                    cause: Cause::NotPosted { .. } | Cause::NotMember
                }
            )
        })
    };
    rejected.sort_by(|a, b| {
        (a.n_failed(), outside(a), &a.staff).cmp(&(b.n_failed(), outside(b), &b.staff))
    });
}
