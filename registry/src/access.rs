//! Who may do what: the one place where it is decided.
//!
//! # Invariants
//! - A use case that reads, changes or administers asks for a [`Reading`], [`Editing`],
//!   [`Proposing`], [`Administering`] or [`Auditing`], and only this file makes them. So a check
//!   cannot be forgotten: without the right there is no value to call the use case with.
//! - What an actor may not see is answered as if it were not there.

use std::collections::BTreeSet;

use eligibility::day::Day;
use eligibility::facts::{Hospital, Person, Programme};
use thiserror::Error;

use crate::act::By;

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 管理员: accounts and settings, and whatever HR may.
    Administrator,
    /// 人事: all files.
    Hr,
    /// 科室负责人: reads the own departments, and proposes corrections.
    Head,
    /// 审计员: reads and exports everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Hr, Self::Head, Self::Auditor];

    /// A stable word, as it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Hr => "hr",
            Self::Head => "head",
            Self::Auditor => "auditor",
        }
    }

    /// The role of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account and the name it had when the request came.
    pub by: By,
    /// What the account is for.
    pub role: Role,
    /// The ids of the departments a head answers for.
    pub departments: BTreeSet<String>,
}

/// The actor's role does not allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not allowed")]
pub struct Denied;

/// The right to read, and how far it goes.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    actor: &'a Actor,
}

/// The right to change all files.
#[derive(Clone, Debug)]
pub struct Editing<'a> {
    actor: &'a Actor,
}

/// The right to propose corrections of the files one may read.
#[derive(Clone, Debug)]
pub struct Proposing<'a> {
    actor: &'a Actor,
}

/// The right over accounts and settings.
#[derive(Clone, Debug)]
pub struct Administering<'a> {
    actor: &'a Actor,
}

/// The right to read the audit log and to export.
#[derive(Clone, Debug)]
pub struct Auditing<'a> {
    actor: &'a Actor,
}

macro_rules! who {
    ($($right:ident),*) => { $(
        impl $right<'_> {
            /// Whose right it is, for the audit log.
            #[must_use]
            pub const fn by(&self) -> &By {
                &self.actor.by
            }

            /// Whether numbers of papers may be read whole where an identity number may be in them.
            #[must_use]
            pub fn sees_numbers(&self) -> bool {
                self.actor.editing().is_ok()
            }
        }
    )* };
}
who!(Reading, Editing, Proposing, Administering, Auditing);

impl Actor {
    /// The command line, on the machine that holds the database: who can run it can do anything.
    #[must_use]
    pub fn command_line() -> Self {
        Self {
            by: By::command_line(),
            role: Role::Administrator,
            departments: BTreeSet::new(),
        }
    }

    /// Everybody may read; how much depends on the role.
    #[must_use]
    pub const fn reading(&self) -> Reading<'_> {
        Reading { actor: self }
    }

    /// HR and administrators change files.
    ///
    /// # Errors
    /// [`Denied`] for everybody else.
    pub fn editing(&self) -> Result<Editing<'_>, Denied> {
        match self.role {
            Role::Administrator | Role::Hr => Ok(Editing { actor: self }),
            Role::Head | Role::Auditor => Err(Denied),
        }
    }

    /// Department heads propose corrections.
    ///
    /// # Errors
    /// [`Denied`] for everybody else: HR corrects at once, auditors change nothing.
    pub fn proposing(&self) -> Result<Proposing<'_>, Denied> {
        match self.role {
            Role::Head => Ok(Proposing { actor: self }),
            Role::Administrator | Role::Hr | Role::Auditor => Err(Denied),
        }
    }

    /// Administrators keep accounts and settings.
    ///
    /// # Errors
    /// [`Denied`] for everybody else.
    pub fn administering(&self) -> Result<Administering<'_>, Denied> {
        match self.role {
            Role::Administrator => Ok(Administering { actor: self }),
            Role::Hr | Role::Head | Role::Auditor => Err(Denied),
        }
    }

    /// Administrators and auditors read the log; HR too, since most of it is theirs.
    ///
    /// # Errors
    /// [`Denied`] for department heads.
    pub fn auditing(&self) -> Result<Auditing<'_>, Denied> {
        match self.role {
            Role::Administrator | Role::Hr | Role::Auditor => Ok(Auditing { actor: self }),
            Role::Head => Err(Denied),
        }
    }
}

impl Reading<'_> {
    /// Whether everything may be read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.actor.role != Role::Head
    }

    /// Whether a department may be read.
    #[must_use]
    pub fn sees_department(&self, id: &str) -> bool {
        self.is_whole() || self.actor.departments.contains(id)
    }

    /// Whether a person's file may be read: a head sees those who are, on the day, members of an
    /// own department, also without a first day.
    #[must_use]
    pub fn sees_person(&self, person: &Person, on: Day) -> bool {
        self.is_whole()
            || person.departments.iter().any(|membership| {
                let begun = membership.from.is_none_or(|from| from <= on);
                let lasts = membership.to.is_none_or(|to| on <= to);
                begun && lasts && self.sees_department(&membership.department)
            })
    }

    /// Whether a programme may be read: a head sees those of an own department.
    #[must_use]
    pub fn sees_programme(&self, programme: &Programme) -> bool {
        let mut departments = programme.departments.iter();
        self.is_whole() || departments.any(|department| self.sees_department(department))
    }

    /// The people whose files may be read, in order.
    pub fn people<'h>(&self, hospital: &'h Hospital, on: Day) -> impl Iterator<Item = &'h Person> {
        let people = hospital.people.iter();
        people.filter(move |person| self.sees_person(person, on))
    }

    /// The person with a staff number, if the file may be read.
    #[must_use]
    pub fn person<'h>(&self, hospital: &'h Hospital, staff: &str, on: Day) -> Option<&'h Person> {
        self.people(hospital, on)
            .find(|person| person.staff.as_str() == staff)
    }

    /// The programmes that may be read, in order.
    pub fn programmes<'h>(&self, hospital: &'h Hospital) -> impl Iterator<Item = &'h Programme> {
        let programmes = hospital.programmes.iter();
        programmes.filter(|programme| self.sees_programme(programme))
    }

    /// The programme with an id, if it may be read.
    #[must_use]
    pub fn programme<'h>(&self, hospital: &'h Hospital, id: &str) -> Option<&'h Programme> {
        self.programmes(hospital)
            .find(|programme| programme.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;

    fn actor(role: Role, departments: &[&str]) -> Actor {
        Actor {
            by: By {
                id: "u".to_owned(),
                name: "u".to_owned(),
            },
            role,
            departments: departments.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn each_role_has_its_rights_and_no_other() {
        let rights = |role| {
            let actor = actor(role, &[]);
            (
                actor.reading().is_whole(),
                actor.editing().is_ok(),
                actor.proposing().is_ok(),
                actor.administering().is_ok(),
                actor.auditing().is_ok(),
            )
        };
        assert_eq!(rights(Role::Administrator), (true, true, false, true, true));
        assert_eq!(rights(Role::Hr), (true, true, false, false, true));
        assert_eq!(rights(Role::Head), (false, false, true, false, false));
        assert_eq!(rights(Role::Auditor), (true, false, false, false, true));
    }

    #[test]
    fn a_head_sees_own_people_while_they_are_members() {
        let day = Day::parse("2026-11-22").unwrap();
        let hospital = demo::hospital(day, 1).unwrap();
        let department = &hospital.institution.departments[0].id;
        let head = actor(Role::Head, &[department]);
        let seen: Vec<_> = head.reading().people(&hospital, day).collect();
        assert!(!seen.is_empty() && seen.len() < hospital.people.len());
        let of_department = |person: &&Person| {
            let mut memberships = person.departments.iter();
            memberships.any(|membership| membership.department == *department)
        };
        assert!(seen.iter().all(of_department));
        let before = Day::parse("1950-01-01").unwrap();
        let dated = |person: &&Person| person.departments.iter().all(|m| m.from.is_some());
        assert_eq!(
            head.reading()
                .people(&hospital, before)
                .filter(dated)
                .count(),
            0
        );
        assert_eq!(
            actor(Role::Head, &[])
                .reading()
                .people(&hospital, day)
                .count(),
            0
        );
        for role in [Role::Administrator, Role::Hr, Role::Auditor] {
            let all = actor(role, &[]).reading().people(&hospital, day).count();
            assert_eq!(all, hospital.people.len());
        }
    }

    #[test]
    fn roles_are_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_word(role.word()), Some(role));
        }
        assert_eq!(Role::from_word("root"), None);
    }
}
