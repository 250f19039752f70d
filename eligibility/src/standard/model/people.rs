//! Tests about people.

use serde::Serialize;

use super::WhenEmpty;
use crate::catalogue::{DepartmentKindId, EquipmentKindId, PostId};
use crate::standard::condition::Condition;

/// At least `need` people of a pool who meet all conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headcount {
    /// How many.
    pub need: Need,
    /// The parallel group; one person fills at most one of them.
    pub group: Option<String>,
    /// The headcount of which this one is a part.
    pub within: Option<HeadcountRef>,
    /// A label: its people must be other ones than those of its siblings with the same label.
    pub apart: Option<String>,
    /// Who can count at all.
    pub pool: Pool,
    /// What they must meet, those of `within` included.
    pub conditions: Vec<Condition>,
}

impl Headcount {
    /// Its conditions, and those of whom it needs as many as.
    pub(crate) fn all_conditions(&self) -> impl Iterator<Item = &[Condition]> {
        let as_many_as = self.need.as_many_as.iter();
        let own = std::iter::once(self.conditions.as_slice());
        own.chain(as_many_as.map(|set| set.of.as_slice()))
    }
}

/// A headcount by the places of its clause and test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HeadcountRef {
    /// The clause's place in the edition.
    pub clause: usize,
    /// The test's place in the clause.
    pub test: usize,
}

/// Who can count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pool {
    /// Members of the programme's departments.
    Members {
        /// The kinds of department whose members alone count; empty for all.
        only: Vec<DepartmentKindId>,
        /// Kinds of department whose members do not count.
        except: Vec<DepartmentKindId>,
    },
    /// People posted to the programme on a post; with `full_time` only those full-time on it.
    Posted {
        /// The post.
        post: PostId,
        /// Further posts whose people count too.
        also: Vec<PostId>,
        /// Whether only full-time (专职) people count.
        full_time: bool,
    },
    /// Members, and people posted to the programme on a post.
    MembersOrPosted {
        /// The post.
        post: PostId,
    },
}

/// The holder of a role meets conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The post that is the role.
    pub post: PostId,
    /// What the holder must meet.
    pub conditions: Vec<Condition>,
}

/// A set of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleSet {
    /// Where they are found.
    pub scope: SetScope,
    /// What narrows the set.
    pub of: Vec<Condition>,
}

/// Where the people of a set are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetScope {
    /// On one of these posts of the programme.
    Posted(Vec<PostId>),
    /// In the programme's departments.
    Members {
        /// The kinds of department whose members alone are meant; empty for all.
        only: Vec<DepartmentKindId>,
    },
}

/// Everybody of a set meets conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Every {
    /// The set.
    pub set: PeopleSet,
    /// What they must meet.
    pub conditions: Vec<Condition>,
    /// What an empty set means.
    pub when_empty: WhenEmpty,
}

/// How many people are needed: the greatest of `at_least`, of `plus` with the sum, and of a number
/// of people; `less` is taken from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// The least need.
    pub at_least: u32,
    /// What the sum is added to.
    pub plus: u32,
    /// What the machines in use ask for.
    pub sum: Vec<NeedTerm>,
    /// As many as there are people in this set.
    pub as_many_as: Option<PeopleSet>,
    /// How many fewer.
    pub less: u32,
}

impl Need {
    /// A need that does not depend on anything.
    #[must_use]
    pub fn fixed(need: u32) -> Self {
        Self {
            at_least: need,
            ..Self::default()
        }
    }

    /// The number, where it does not depend on anything.
    #[must_use]
    pub const fn as_fixed(&self) -> Option<u32> {
        if self.sum.is_empty() && self.as_many_as.is_none() {
            let most = if self.at_least > self.plus {
                self.at_least
            } else {
                self.plus
            };
            Some(most.saturating_sub(self.less))
        } else {
            None
        }
    }
}

/// `each` people for every `per` machines in use beyond a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedTerm {
    /// The kinds of machine.
    pub equipment: Vec<EquipmentKindId>,
    /// How many people.
    pub each: u32,
    /// For how many machines; at least 1.
    pub per: u32,
    /// How many machines ask for nobody.
    pub beyond: u32,
    /// Whether the remainder is left out instead of rounded up.
    pub round_down: bool,
}

impl NeedTerm {
    /// How many people so many machines ask for.
    #[must_use]
    pub fn people(&self, machines: u32) -> u32 {
        let asked = u64::from(machines.saturating_sub(self.beyond)) * u64::from(self.each);
        let per = u64::from(self.per.max(1));
        let people = if self.round_down {
            asked / per
        } else {
            asked.div_ceil(per)
        };
        u32::try_from(people).unwrap_or(u32::MAX)
    }
}
