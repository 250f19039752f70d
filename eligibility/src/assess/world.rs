//! What an assessment looks at.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalogue::{Catalogue, PostId};
use crate::day::Day;
use crate::duration::Anniversary;
use crate::facts::{Department, Directory, Hospital, Person, Programme, StaffNumber};
use crate::standard::{Edition, Pool, Test};

use super::truth::Truth;

/// The facts and settings of one assessment.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The vocabulary.
    pub catalogue: &'a Catalogue,
    /// Everything recorded.
    pub hospital: &'a Hospital,
    /// The same to look things up in, where many programmes are asked about.
    pub directory: Option<&'a Directory<'a>>,
    /// What is assessed.
    pub programme: &'a Programme,
    /// The hospital's choices.
    pub settings: Settings,
}

/// What a hospital may choose about counting; each default is the one of the reading rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settings {
    /// When an anniversary counts.
    pub anniversary: Anniversary,
    /// Leave longer than this many days is not counted from its first day; `None` for what
    /// the institution has set.
    pub long_absence_days: Option<u32>,
    /// How often duties are due whose interval no text names, in months (A40); `None` for what the
    /// institution has set.
    pub own_interval_months: Option<u32>,
}

/// Days after which an absence is a long one where the hospital has set nothing else.
const LONG_ABSENCE_DAYS: u32 = 90;

/// The interval by which something was judged whose interval no text names (A40).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OwnInterval {
    /// In months.
    pub months: u32,
    /// Whether the hospital has set it; else it is the default.
    pub is_set: bool,
}

impl<'a> World<'a> {
    /// The facts about one programme of a hospital.
    pub(super) const fn of(
        settings: Settings,
        catalogue: &'a Catalogue,
        hospital: &'a Hospital,
        programme: &'a Programme,
    ) -> Self {
        Self {
            catalogue,
            hospital,
            directory: None,
            programme,
            settings,
        }
    }

    /// The same where many programmes are asked about.
    pub(super) const fn in_directory(
        settings: Settings,
        catalogue: &'a Catalogue,
        directory: &'a Directory<'a>,
        programme: &'a Programme,
    ) -> Self {
        Self {
            catalogue,
            hospital: directory.hospital(),
            directory: Some(directory),
            programme,
            settings,
        }
    }

    /// Whom the programme concerns: see [`Directory::concerned`].
    pub(super) fn people(&self) -> Vec<&'a Person> {
        match self.directory {
            Some(directory) => directory.concerned(self.programme),
            None => people(self.hospital, self.programme),
        }
    }

    /// The department with an id.
    pub(super) fn department(&self, id: &str) -> Option<&'a Department> {
        match self.directory {
            Some(directory) => directory.department(id),
            None => self.hospital.department(id),
        }
    }

    /// Leave longer than this many days is not counted from its first day.
    pub(super) fn long_absence_days(&self) -> u32 {
        let set = self.settings.long_absence_days;
        set.or(self.hospital.institution.long_absence_days)
            .unwrap_or(LONG_ABSENCE_DAYS)
    }

    /// The hospital's own interval, else the one proposed.
    pub(super) fn own_interval(&self, proposed: u32) -> OwnInterval {
        let set = self.settings.own_interval_months;
        let set = set.or(self.hospital.institution.own_interval_months);
        OwnInterval {
            months: set.unwrap_or(proposed),
            is_set: set.is_some(),
        }
    }
}

/// Everybody who was ever a member of the programme's departments or posted to it, and those of whom
/// no department is recorded at all, in order of staff number.
pub(super) fn people<'a>(hospital: &'a Hospital, programme: &Programme) -> Vec<&'a Person> {
    let postings = programme.postings.iter();
    let posted: BTreeSet<_> = postings.map(|posting| &posting.staff).collect();
    let concerned = |person: &&Person| is_of(person, programme, &posted);
    hospital.people.iter().filter(concerned).collect()
}

/// Whether somebody is one of [`people`], by who was ever posted.
pub(super) fn is_of(
    person: &Person,
    programme: &Programme,
    posted: &BTreeSet<&StaffNumber>,
) -> bool {
    let departments = &programme.departments;
    let mut memberships = person.departments.iter();
    posted.contains(&person.staff)
        || memberships.any(|m| departments.contains(&m.department))
        || (person.departments.is_empty() && !departments.is_empty())
}

/// The posts of an edition that only full-time people fill.
pub(super) fn full_time_posts(edition: &Edition) -> Vec<&PostId> {
    let tests = edition.clauses.iter().flat_map(|clause| &clause.tests);
    let posts = tests.filter_map(|test| match test {
        Test::Headcount(headcount) => match &headcount.pool {
            Pool::Posted {
                post,
                full_time: true,
                ..
            } => Some(post),
            _ => None,
        },
        _ => None,
    });
    posts.collect()
}

/// Whether a day lies in a period, both ends inclusive; a blank last day goes on, and a blank first
/// day is a missing fact.
pub(super) fn within(from: Option<Day>, to: Option<Day>, on: Day) -> Truth {
    if to.is_some_and(|to| to < on) || from.is_some_and(|from| on < from) {
        Truth::No
    } else if from.is_none() {
        Truth::Maybe
    } else {
        Truth::Yes
    }
}

/// Whether a day lies in a period whose blank first day means "from the beginning".
pub(super) fn within_from_beginning(from: Option<Day>, to: Option<Day>, on: Day) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
}
