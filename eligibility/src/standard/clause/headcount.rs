//! Headcounts: what they are a part of, whom they count, how many they need.

use super::{SetKeys, Tests};
use crate::file::{Cx, Rule};
use crate::standard::file::{HeadcountFile, NeedFile, NeedTermFile, PoolWord};
use crate::standard::load::clause_place;
use crate::standard::model::{Headcount, HeadcountRef, Need, NeedTerm, Pool};

impl Tests<'_> {
    pub(super) fn headcount(
        &self,
        at: HeadcountRef,
        file: &HeadcountFile,
        cx: &mut Cx<'_>,
    ) -> Option<Headcount> {
        let need = self.need(&file.need, cx)?;
        let within = match &file.within {
            Some(id) => Some(self.outer(at, file, id, cx)?),
            None => None,
        };
        // What the outer one asks is asked here too; circles are refused in `outer`, and its own
        // faults are noted where it stands.
        let outer = match within {
            Some(place) => {
                let file = self.file_at(place)?;
                Some(cx.unnoted(|cx| self.headcount(place, file, cx))?)
            }
            None => None,
        };
        let pool = pool(file, outer.as_ref(), cx)?;
        let outer = outer.map(|outer| (outer.group, outer.conditions));
        let (group, mut conditions) = outer.unwrap_or_default();
        if let Some(who) = &file.who {
            conditions.extend(self.who(who, cx));
        }
        Some(Headcount {
            need,
            group: file.group.clone().or(group),
            within,
            apart: file.apart.clone(),
            pool,
            conditions,
        })
    }

    fn file_at(&self, place: HeadcountRef) -> Option<&HeadcountFile> {
        self.files.get(place.clause)?.headcount.get(place.test)
    }

    /// The headcount that `within` refers to: the one of that clause in the same group.
    fn outer(
        &self,
        at: HeadcountRef,
        file: &HeadcountFile,
        id: &str,
        cx: &mut Cx<'_>,
    ) -> Option<HeadcountRef> {
        let clause = clause_place(self.files, id, cx)?;
        let candidates = &self.files.get(clause)?.headcount;
        let test = candidates
            .iter()
            .position(|outer| outer.group == file.group);
        let single = (candidates.len() == 1 && file.group.is_none()).then_some(0);
        let Some(test) = test.or(single) else {
            let clause = id.to_owned();
            cx.fault(Rule::NoOuterHeadcount { clause });
            return None;
        };
        let found = HeadcountRef { clause, test };
        if self.leads_back(found, at) {
            cx.fault(Rule::WithinCircle);
            return None;
        }
        Some(found)
    }

    fn leads_back(&self, mut from: HeadcountRef, to: HeadcountRef) -> bool {
        for _ in 0..=self.files.len() {
            if from == to {
                return true;
            }
            let Some(file) = self
                .files
                .get(from.clause)
                .and_then(|c| c.headcount.get(from.test))
            else {
                return false;
            };
            let Some(id) = &file.within else { return false };
            let Some(clause) = self.files.iter().position(|clause| clause.id == *id) else {
                return false;
            };
            let candidates = self
                .files
                .get(clause)
                .map(|c| c.headcount.as_slice())
                .unwrap_or_default();
            let test = candidates
                .iter()
                .position(|outer| outer.group == file.group)
                .unwrap_or(0);
            from = HeadcountRef { clause, test };
        }
        true
    }

    fn need(&self, file: &NeedFile, cx: &mut Cx<'_>) -> Option<Need> {
        let file = match file {
            NeedFile::Fixed(0) => {
                cx.fault(Rule::OutOfRange {
                    key: "need",
                    least: 1,
                    most: None,
                });
                return None;
            }
            NeedFile::Fixed(need) => return Some(Need::fixed(*need)),
            NeedFile::Scaled(file) => file,
        };
        let as_many_as = match &file.as_many_as {
            Some(set) => {
                let keys = SetKeys {
                    posts: &set.posts,
                    members: set.members,
                    department_kind: &set.department_kind,
                    of: set.of.as_ref(),
                };
                Some(self.people_set(&keys, cx)?)
            }
            None => None,
        };
        let term = |term: &NeedTermFile| NeedTerm {
            equipment: term.equipment.to_vec(),
            each: term.each.unwrap_or(1),
            per: term.per.unwrap_or(1),
            beyond: term.beyond.unwrap_or(0),
            round_down: term.round_down.unwrap_or(false),
        };
        Some(Need {
            at_least: file.at_least.unwrap_or(0),
            plus: file.plus.unwrap_or(0),
            sum: file.sum.iter().map(term).collect(),
            as_many_as,
            less: file.less.unwrap_or(0),
        })
    }
}

/// The pool a headcount names, or that of the one it is within, which it cannot change.
fn pool(file: &HeadcountFile, outer: Option<&Headcount>, cx: &mut Cx<'_>) -> Option<Pool> {
    let named = file.pool.is_some()
        || file.post.is_some()
        || file.full_time.is_some()
        || !file.also_posts.is_empty()
        || !file.department_kind.is_empty()
        || !file.except_department_kind.is_empty();
    if let (Some(outer), false) = (outer, named) {
        return Some(outer.pool.clone());
    }
    let except = file.except_department_kind.to_vec();
    let only = file.department_kind.to_vec();
    let anywhere = except.is_empty() && only.is_empty();
    let alone = file.also_posts.is_empty();
    let full_time = file.full_time.unwrap_or(false);
    let pool = match (file.pool.unwrap_or_default(), file.post.clone()) {
        (PoolWord::Members, None) if !full_time && alone => Some(Pool::Members { only, except }),
        (PoolWord::Posted, Some(post)) if anywhere => {
            let also = file.also_posts.to_vec();
            Some(Pool::Posted {
                post,
                also,
                full_time,
            })
        }
        (PoolWord::MembersOrPosted, Some(post)) if !full_time && anywhere && alone => {
            Some(Pool::MembersOrPosted { post })
        }
        _ => None,
    };
    let rule = match (&pool, outer) {
        (None, _) => Rule::PoolKeys,
        (Some(pool), Some(outer)) if *pool != outer.pool => Rule::OtherPool,
        _ => return pool,
    };
    cx.fault(rule);
    None
}
