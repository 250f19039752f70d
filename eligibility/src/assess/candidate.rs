//! One person before one test: every condition in order, and the day time alone would cure.

use super::applies::Applying;
use super::condition::{
    check_all, cuts, full_time_elsewhere, in_pool, posting_on, present, truth, truth_of,
};
use super::finding::{Cause, Evidence, Finding};
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
        findings.push(self.free(on, world, person));
        findings.extend(check_all(self.conditions, on, world, person));
        findings
    }

    /// Whether no full-time post keeps the person from being counted.
    pub(super) fn free(&self, on: AsOf, world: &World<'_>, person: &Person) -> Finding {
        let (counted_as, conditions) = ((self.pool, self.post), self.conditions);
        full_time_elsewhere(counted_as, conditions, self.exclusive, on, world, person)
    }

    /// Whether the person counts on the day: what [`Self::findings`] says, but it stops at the first
    /// condition that fails, the cheapest ones first.
    pub(super) fn truth(&self, on: AsOf, world: &World<'_>, person: &Person) -> Truth {
        let conditions = self.conditions.iter().map(|c| truth(c, on, world, person));
        let presence = || truth_of(&present(on, world, person));
        self.truth_given(conditions, presence, on, world, person)
    }

    /// [`Self::truth`] by what is known of the conditions and of the person's presence, each asked
    /// only if the ones before hold.
    pub(super) fn truth_given(
        &self,
        conditions: impl Iterator<Item = Truth>,
        presence: impl FnOnce() -> Truth,
        on: AsOf,
        world: &World<'_>,
        person: &Person,
    ) -> Truth {
        let pool = self
            .pool
            .iter()
            .map(|pool| truth_of(&in_pool::<Truth>(pool, on, world, person)));
        let presence = std::iter::once_with(presence);
        let free = std::iter::once_with(|| self.free(on, world, person).truth());
        let mut worst = Truth::Yes;
        for truth in conditions.chain(pool).chain(presence).chain(free) {
            worst = worst.min(truth);
            if worst == Truth::No {
                break;
            }
        }
        worst
    }

    /// The first later day on which the person counts for the clause if nothing is recorded any
    /// more; one on which the clause does not apply is none.
    pub(super) fn cure(
        &self,
        clause: Applying<'_>,
        on: AsOf,
        world: &World<'_>,
        person: &Person,
    ) -> Option<Day> {
        let mut days = cuts(self.conditions, world, person);
        clause.cuts(world, &mut |day| {
            days.insert(day);
        });
        let counts = |day: Day| {
            let on = AsOf(day);
            clause.on(on, world)
                && self.still_on_post(on, world, person)
                && self.truth(on, world, person) == Truth::Yes
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
        clause: Applying<'_>,
        on: AsOf,
        world: &World<'_>,
        person: &Person,
        report: PersonReport,
    ) -> PersonReport {
        let fails = truth_of(&report.findings) == Truth::No;
        let from = if fails {
            self.cure(clause, on, world, person)
        } else {
            None
        };
        PersonReport { from, ..report }
    }
}

/// The profession whose people may be taken for physicians.
const ASSISTANT_PHYSICIAN: &str = "assistant-physician";

/// Whether a person who does not count is worth showing: whoever is in the pool or posted for this
/// very work, and from outside whoever lacks nothing but that; nobody of another profession, except
/// an assistant physician where physicians are counted (R-10: the text may be read that way).
pub(super) fn is_concerned(report: &PersonReport) -> bool {
    let wrong_profession = fails_by(report, |cause| match cause {
        Cause::WrongProfession { held, .. } => {
            !held.iter().any(|held| held.as_str() == ASSISTANT_PHYSICIAN)
        }
        _ => false,
    });
    let posted = report
        .evidence()
        .any(|evidence| matches!(evidence, Evidence::Posting { .. }));
    posted || (!wrong_profession && (!is_outside(report) || report.n_failed() == 1))
}

/// Whether a person who does not count is surely not worth showing: what [`is_concerned`] says, seen
/// before any finding is made.
pub(super) fn is_of_no_concern(
    asked: &Asked<'_>,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> bool {
    let wrong_profession = asked.conditions.iter().any(|condition| {
        matches!(condition, Condition::Profession(_))
            && truth(condition, on, world, person) == Truth::No
    });
    let may_be_taken = || {
        let mut records = person.professions.iter();
        records.any(|record| record.profession.as_str() == ASSISTANT_PHYSICIAN)
    };
    let posted = || {
        asked
            .post
            .is_some_and(|post| posting_on(post, on, world, person).is_some())
    };
    wrong_profession && !may_be_taken() && !posted()
}

fn fails_by(report: &PersonReport, wanted: fn(&Cause) -> bool) -> bool {
    let mut findings = report.findings.iter();
    findings.any(|finding| matches!(finding, Finding::Failed { cause } if wanted(cause)))
}

/// Whether the person would have to be posted, or join a department, first.
fn is_outside(report: &PersonReport) -> bool {
    fails_by(report, |cause| {
        matches!(cause, Cause::NotPosted { .. } | Cause::NotMember)
    })
}

/// Near misses first, then by how many conditions fail; among equals those already in the pool
/// before those who would have to be posted first, then by staff number.
pub(super) fn sort_rejected(rejected: &mut [PersonReport]) {
    rejected.sort_by(|a, b| {
        (a.n_failed(), is_outside(a), &a.staff).cmp(&(b.n_failed(), is_outside(b), &b.staff))
    });
}

#[cfg(test)]
mod tests;
