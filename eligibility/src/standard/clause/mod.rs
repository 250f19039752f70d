//! The tests of one clause, from their file shapes to what the engine sees.

mod headcount;
mod institution;
mod who;

use super::file::{ClauseFile, HeadcountFile};
use super::load::clause_place;
use super::model::{ClauseId, Every, Headcount, HeadcountRef, Leader, PeopleSet, SetScope, Test};
use crate::catalogue::{DepartmentKindId, PostId};
use crate::file::{Cx, Listed, Rule};

use super::file::WhoFile;

/// Months of a year.
const YEAR: u32 = 12;

/// Turns the tests of one clause.
#[derive(Clone, Copy)]
pub(super) struct Tests<'a> {
    pub(super) standard: &'a str,
    pub(super) files: &'a [ClauseFile],
    pub(super) id: &'a ClauseId,
}

impl Tests<'_> {
    /// Headcounts come first, so that their place in the file is their place in the clause.
    pub(super) fn of(&self, place: usize, file: &ClauseFile, cx: &mut Cx<'_>) -> Option<Vec<Test>> {
        let headcount = |(test, headcount): (usize, &HeadcountFile)| {
            let at = HeadcountRef {
                clause: place,
                test,
            };
            cx.at_item("headcount", test, |cx| self.counted(at, headcount, cx))
        };
        // All are read before the first faulty one ends it, so that each fault is noted.
        let headcounts: Vec<_> = file.headcount.iter().enumerate().map(headcount).collect();
        let mut tests: Vec<Test> = headcounts.into_iter().collect::<Option<_>>()?;
        for (index, leader) in file.leader.iter().enumerate() {
            tests.push(Test::Leader(Leader {
                post: leader.post.clone(),
                conditions: cx.at_item("leader", index, |cx| self.who(&leader.who, cx)),
            }));
        }
        for (index, every) in file.every.iter().enumerate() {
            let set = SetKeys {
                posts: &every.posts,
                members: every.members,
                department_kind: &every.department_kind,
                of: every.of.as_ref(),
            };
            let (set, conditions) = cx.at_item("every", index, |cx| {
                (self.people_set(&set, cx), self.who(&every.who, cx))
            });
            tests.push(Test::Every(Every {
                set: set?,
                conditions,
                when_empty: every.when_empty.unwrap_or_default(),
            }));
        }
        tests.extend(self.of_the_institution(place, file, cx)?);
        Some(tests)
    }

    fn counted(&self, at: HeadcountRef, file: &HeadcountFile, cx: &mut Cx<'_>) -> Option<Test> {
        let each = file.each_department == Some(true);
        let alone = file.group.is_none() && file.within.is_none() && file.apart.is_none();
        if each && !alone {
            let keys = &["each_department", "group", "within", "apart"];
            cx.fault(Rule::AtMostOne { keys });
        }
        let headcount: Box<Headcount> = Box::new(self.headcount(at, file, cx)?);
        Some(if each {
            Test::EachDepartment(headcount)
        } else {
            Test::Headcount(headcount)
        })
    }

    /// The set that some keys describe; exactly one of `posts` and `members` must stand.
    fn people_set(&self, keys: &SetKeys<'_>, cx: &mut Cx<'_>) -> Option<PeopleSet> {
        let members = keys.members == Some(true);
        if members != keys.posts.is_empty() {
            let keys = &["posts", "members"];
            cx.fault(Rule::ExactlyOne { keys });
            return None;
        }
        if !members && !keys.department_kind.is_empty() {
            let keys = &["posts", "department_kind"];
            cx.fault(Rule::AtMostOne { keys });
        }
        let scope = if members {
            let only = keys.department_kind.to_vec();
            SetScope::Members { only }
        } else {
            SetScope::Posted(keys.posts.to_vec())
        };
        let of = keys.of.map(|of| self.who(of, cx)).unwrap_or_default();
        Some(PeopleSet { scope, of })
    }

    /// The places of the clauses with an id and of all below it, this clause itself left out.
    fn below(&self, place: usize, id: &str, cx: &mut Cx<'_>) -> Vec<usize> {
        let below = format!("{id}.");
        let is_meant = |file: &ClauseFile| file.id == id || file.id.starts_with(&below);
        let found: Vec<usize> = self
            .files
            .iter()
            .enumerate()
            .filter(|(other, file)| *other != place && is_meant(file))
            .map(|(other, _)| other)
            .collect();
        // Verdicts over verdicts over others could go round in a circle.
        let over_others = found.iter().filter_map(|place| self.files.get(*place));
        for file in over_others.filter(|file| !file.worst_of.is_empty()) {
            let clause = file.id.clone();
            cx.fault(Rule::WorstOfOthers { clause });
        }
        if found.is_empty() {
            // Notes that there is no such clause.
            clause_place(self.files, id, cx);
        }
        found
    }
}

/// The keys that describe a set of people, wherever they stand.
struct SetKeys<'f> {
    posts: &'f Listed<PostId>,
    members: Option<bool>,
    department_kind: &'f Listed<DepartmentKindId>,
    of: Option<&'f WhoFile>,
}
