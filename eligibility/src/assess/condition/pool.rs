//! Who can count at all: members of the departments, people posted, people not full-time elsewhere.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::{World, within};
use crate::catalogue::{DepartmentKindId, PostId};
use crate::day::{AsOf, Day};
use crate::facts::{ListKind, Person, Posting};
use crate::standard::{Condition, Pool};

/// Whether the person is in the pool.
pub(in crate::assess) fn in_pool(
    pool: &Pool,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    match pool {
        Pool::Members { only, except } => vec![member(only, except, on, world, person)],
        Pool::Posted {
            post,
            also,
            full_time,
        } => {
            let posts = std::iter::once(post).chain(also);
            let findings = posts.map(|post| posted(post, *full_time, on, world, person));
            // Of several posts the one that comes nearest; the first where all are as far.
            let far = |findings: &Vec<Finding>| super::distance(findings);
            findings.min_by_key(far).unwrap_or_default()
        }
        Pool::MembersOrPosted { post } => {
            let (member, posted) = (
                member(&[], &[], on, world, person),
                posted(post, false, on, world, person),
            );
            let posted_truth = super::truth_of(&posted);
            if posted_truth > member.truth() {
                posted
            } else {
                vec![member]
            }
        }
    }
}

/// Whether the person is a member of one of the programme's departments, of these kinds only, of
/// those left out.
pub(in crate::assess) fn member(
    only: &[DepartmentKindId],
    except: &[DepartmentKindId],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    let counts = |id: &str| {
        // A hospital may have many departments, so its kind is looked up only where it matters.
        if except.is_empty() && only.is_empty() {
            return true;
        }
        let kind = world
            .hospital
            .department(id)
            .map(|department| &department.kind);
        kind.is_some_and(|kind| !except.contains(kind) && (only.is_empty() || only.contains(kind)))
    };
    let mut blank = None;
    for (index, membership) in person.departments.iter().enumerate() {
        let department = &membership.department;
        if !world.programme.departments.contains(department) || !counts(department) {
            continue;
        }
        match within(membership.from, membership.to, on.day()) {
            Truth::Yes => return Finding::held(),
            Truth::Maybe => blank = Some(index),
            Truth::No => {}
        }
    }
    let unknown = person.departments.is_empty() || !person.is_complete(ListKind::Departments);
    match blank {
        Some(index) => Missing::field("departments", index, "from").into(),
        None if unknown => Missing::record("departments").into(),
        None => Cause::NotMember.into(),
    }
}

/// The person's posting on a post on the day, the surest first, with how sure it is.
pub(in crate::assess) fn posting_on<'a>(
    post: &PostId,
    on: AsOf,
    world: &World<'a>,
    person: &Person,
) -> Option<(&'a Posting, Truth)> {
    let postings = world.programme.postings.iter();
    let postings =
        postings.filter(|posting| posting.staff == person.staff && posting.post == *post);
    let with_truth = postings.map(|posting| (posting, within(posting.from, posting.to, on.day())));
    let live = with_truth.filter(|(_, truth)| *truth != Truth::No);
    live.max_by_key(|(posting, truth)| (*truth, posting.full_time))
}

pub(super) fn posted(
    post: &PostId,
    full_time: bool,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    let Some((posting, truth)) = posting_on(post, on, world, person) else {
        return vec![Cause::NotPosted { post: post.clone() }.into()];
    };
    let place = world
        .programme
        .postings
        .iter()
        .position(|known| known == posting)
        .unwrap_or(0);
    let mut findings = vec![match truth {
        Truth::Yes => Finding::on(Evidence::Posting {
            post: post.clone(),
            full_time: posting.full_time,
            from: posting.from,
            to: posting.to,
        }),
        _ => Missing::field("postings", place, "from").into(),
    }];
    if full_time {
        findings.push(match posting.full_time {
            Some(true) => Finding::held(),
            Some(false) => Cause::NotFullTime { post: post.clone() }.into(),
            None => Missing::field("postings", place, "full_time").into(),
        });
    }
    findings
}

/// Whether the person is on none of these posts.
pub(super) fn not_posted(
    posts: &[PostId],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    for post in posts {
        match posting_on(post, on, world, person) {
            Some((_, Truth::Yes)) => return Cause::PostedAs { post: post.clone() }.into(),
            Some(_) => return Missing::record("postings").into(),
            None => {}
        }
    }
    Finding::held()
}

/// Whether being full-time (专职) on another post keeps the person from being counted here.
///
/// A post of the same kind of work does not: the pool's own post, or one named like a profession
/// that the conditions ask for. `exclusive` are the posts of this edition that ask for full-time
/// people; only there is a blank `full_time` a missing fact.
pub(in crate::assess) fn full_time_elsewhere(
    own: Option<&PostId>,
    conditions: &[Condition],
    exclusive: &[&PostId],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    let same_work = |post: &PostId| {
        own == Some(post)
            || conditions.iter().any(|condition| match condition {
                Condition::Profession(asked) => {
                    asked.iter().any(|asked| asked.as_str() == post.as_str())
                }
                _ => false,
            })
    };
    let here = world
        .programme
        .postings
        .iter()
        .enumerate()
        .map(|(index, p)| {
            (
                Some(index),
                None,
                &p.staff,
                &p.post,
                p.full_time,
                p.from,
                p.to,
            )
        });
    let elsewhere = world.programme.elsewhere.iter().map(|p| {
        (
            None,
            Some(&p.programme),
            &p.staff,
            &p.post,
            p.full_time,
            p.from,
            p.to,
        )
    });
    let mut finding = Finding::held();
    for (index, programme, staff, post, full_time, from, to) in here.chain(elsewhere) {
        if *staff != person.staff || same_work(post) || full_time == Some(false) {
            continue;
        }
        match (within(from, to, on.day()), full_time, index) {
            (Truth::Yes, Some(true), _) => {
                return Cause::FullTimeElsewhere {
                    post: post.clone(),
                    programme: programme.cloned(),
                }
                .into();
            }
            (Truth::Maybe, Some(true), Some(index)) => {
                finding = Missing::field("postings", index, "from").into();
            }
            (Truth::Maybe, Some(true), None) => finding = Missing::record("elsewhere").into(),
            (Truth::Yes | Truth::Maybe, None, Some(index)) if exclusive.contains(&post) => {
                finding = Missing::field("postings", index, "full_time").into();
            }
            _ => {}
        }
    }
    finding
}

/// The days on which pools can change for the person.
pub(super) fn pool_cuts(world: &World<'_>, person: &Person, add: &mut dyn FnMut(Day)) {
    for membership in &person.departments {
        super::period_cuts(membership.from, membership.to, add);
    }
    for posting in world
        .programme
        .postings
        .iter()
        .filter(|p| p.staff == person.staff)
    {
        super::period_cuts(posting.from, posting.to, add);
    }
    for posting in world
        .programme
        .elsewhere
        .iter()
        .filter(|p| p.staff == person.staff)
    {
        super::period_cuts(posting.from, posting.to, add);
    }
}
