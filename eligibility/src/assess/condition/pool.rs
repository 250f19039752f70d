//! Who can count at all: members of the departments, people posted, people not full-time elsewhere.

use crate::assess::finding::{Answer, Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::{World, within};
use crate::catalogue::{DepartmentKindId, PostId};
use crate::day::{AsOf, Day};
use crate::facts::{ListKind, Person, Posting, ProgrammeList};
use crate::standard::{Condition, Pool};

/// Whether the person is in the pool.
pub(in crate::assess) fn in_pool<A: Answer>(
    pool: &Pool,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<A> {
    match pool {
        Pool::Members { only, except } => vec![member(only, except, on, world, person)],
        Pool::Posted {
            post,
            also,
            full_time,
        } => {
            let posts = std::iter::once(post).chain(also);
            let answers = posts.map(|post| posted(post, *full_time, on, world, person));
            // Of several posts the one that comes nearest; the first where all are as far.
            let far = |answers: &Vec<A>| super::distance(answers);
            answers.min_by_key(far).unwrap_or_default()
        }
        Pool::MembersOrPosted { post } => {
            let (member, posted): (A, Vec<A>) = (
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
pub(in crate::assess) fn member<A: Answer>(
    only: &[DepartmentKindId],
    except: &[DepartmentKindId],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> A {
    let counts = |id: &str| {
        // A hospital may have many departments, so its kind is looked up only where it matters.
        if except.is_empty() && only.is_empty() {
            return true;
        }
        let kind = world.department(id).map(|department| &department.kind);
        kind.is_some_and(|kind| !except.contains(kind) && (only.is_empty() || only.contains(kind)))
    };
    let mut blank = None;
    for (index, membership) in person.departments.iter().enumerate() {
        let department = &membership.department;
        if !world.programme.departments.contains(department) || !counts(department) {
            continue;
        }
        match within(membership.from, membership.to, on.day()) {
            Truth::Yes => return A::held(),
            Truth::Maybe => blank = Some(index),
            Truth::No => {}
        }
    }
    let unknown = person.departments.is_empty() || !person.is_complete(ListKind::Departments);
    match blank {
        Some(index) => A::unknown(Missing::field("departments", index, "from")),
        None if unknown => A::unknown(Missing::record("departments")),
        None => A::failed(|| Cause::NotMember),
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

fn posted<A: Answer>(
    post: &PostId,
    full_time: bool,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<A> {
    let Some((posting, truth)) = posting_on(post, on, world, person) else {
        return vec![A::failed(|| Cause::NotPosted { post: post.clone() })];
    };
    let blank = |field| {
        let mut postings = world.programme.postings.iter();
        let place = postings.position(|known| known == posting);
        A::unknown(Missing::field("postings", place.unwrap_or(0), field))
    };
    let mut answers = vec![match truth {
        Truth::Yes => A::on(|| Evidence::Posting {
            post: post.clone(),
            full_time: posting.full_time,
            from: posting.from,
            to: posting.to,
        }),
        _ => blank("from"),
    }];
    if full_time {
        answers.push(match posting.full_time {
            Some(true) => A::held(),
            Some(false) => A::failed(|| Cause::NotFullTime { post: post.clone() }),
            None => blank("full_time"),
        });
    }
    answers
}

/// Whether the person is on a post, as a condition beside others. Where the postings say nothing of the
/// person but may lack some, it cannot be told.
pub(super) fn on_post(post: &PostId, on: AsOf, world: &World<'_>, person: &Person) -> Vec<Finding> {
    if may_be_posted(world) && posting_on(post, on, world, person).is_none() {
        return vec![Missing::record("postings").into()];
    }
    posted(post, false, on, world, person)
}

/// Whether somebody may be on a post without a posting that says so: where nobody is posted, or the
/// list may lack some.
pub(in crate::assess) fn may_be_posted(world: &World<'_>) -> bool {
    no_postings(world) || !world.programme.is_complete(ProgrammeList::Postings)
}

/// Whether nobody but a leader is posted: who works on the programme is not named.
pub(in crate::assess) fn no_postings(world: &World<'_>) -> bool {
    world.programme.postings.iter().all(Posting::is_of_leader)
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

/// Whether a post is the very work that a test counts people for, so that being full-time on it keeps
/// nobody from being counted.
///
/// Where people are counted by their post, it is that post alone. Members, and whoever holds a
/// role, are asked for by their conditions: the post these name, or where they name none, one called
/// like a profession they ask for.
fn is_same_work(
    post: &PostId,
    (pool, own): (Option<&Pool>, Option<&PostId>),
    conditions: &[Condition],
) -> bool {
    match pool {
        Some(Pool::Posted { also, .. }) => own == Some(post) || also.contains(post),
        Some(Pool::MembersOrPosted { .. }) => own == Some(post),
        Some(Pool::Members { .. }) | None => own == Some(post) || ask_for(post, conditions),
    }
}

/// Whether conditions ask for people on a post.
fn ask_for(post: &PostId, conditions: &[Condition]) -> bool {
    let names_a_post = conditions.iter().any(|c| matches!(c, Condition::Posted(_)));
    conditions.iter().any(|condition| match condition {
        Condition::Posted(asked) => asked == post,
        Condition::Profession(asked) => {
            !names_a_post && asked.iter().any(|asked| asked.as_str() == post.as_str())
        }
        Condition::Any(alternatives) => alternatives.iter().any(|all| ask_for(post, all)),
        _ => false,
    })
}

/// Whether being full-time (专职) on another post keeps the person from being counted by a test with
/// this pool, post and conditions.
///
/// `exclusive` are the posts of this edition that ask for full-time people. Only on these, and on
/// those the catalogue calls full-time posts whatever the edition, is a blank `full_time` a missing
/// fact.
pub(in crate::assess) fn full_time_elsewhere(
    counted_as: (Option<&Pool>, Option<&PostId>),
    conditions: &[Condition],
    exclusive: &[&PostId],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    let mut finding = Finding::held();
    for held in held_posts(world, person) {
        let Held { post, at, .. } = held;
        if held.full_time == Some(false) || is_same_work(post, counted_as, conditions) {
            continue;
        }
        let asks_full_time = || exclusive.contains(&post) || world.catalogue.is_full_time(post);
        match (within(held.from, held.to, on.day()), held.full_time) {
            (Truth::Yes, Some(true)) => {
                let (post, programme) = (post.clone(), at.programme().cloned());
                return Cause::FullTimeElsewhere { post, programme }.into();
            }
            (Truth::Maybe, Some(true)) => {
                finding = at.blank("from").into();
            }
            (Truth::Yes | Truth::Maybe, None) if asks_full_time() => {
                finding = at.blank("full_time").into();
            }
            _ => {}
        }
    }
    finding
}

/// A posting of the person, in this programme or another.
struct Held<'a> {
    at: At<'a>,
    post: &'a PostId,
    full_time: Option<bool>,
    from: Option<Day>,
    to: Option<Day>,
}

/// Where a posting stands.
#[derive(Clone, Copy)]
enum At<'a> {
    Here(usize),
    Elsewhere(&'a String),
}

impl<'a> At<'a> {
    /// A blank field of it. Of other programmes only the list is known, not the place in their files.
    const fn blank(self, field: &'static str) -> Missing {
        match self {
            Self::Here(index) => Missing::field("postings", index, field),
            Self::Elsewhere(_) => Missing::field_of("elsewhere", field),
        }
    }

    const fn programme(self) -> Option<&'a String> {
        match self {
            Self::Here(_) => None,
            Self::Elsewhere(programme) => Some(programme),
        }
    }
}

fn held_posts<'a>(world: &World<'a>, person: &'a Person) -> impl Iterator<Item = Held<'a>> {
    let programme = world.programme;
    let here = programme.postings.iter().enumerate();
    let here = here.filter(|(_, posting)| posting.staff == person.staff);
    let here = here.map(|(index, posting)| Held {
        at: At::Here(index),
        post: &posting.post,
        full_time: posting.full_time,
        from: posting.from,
        to: posting.to,
    });
    let elsewhere = programme.elsewhere.iter();
    let elsewhere = elsewhere.filter(|posting| posting.staff == person.staff);
    let elsewhere = elsewhere.map(|posting| Held {
        at: At::Elsewhere(&posting.programme),
        post: &posting.post,
        full_time: posting.full_time,
        from: posting.from,
        to: posting.to,
    });
    here.chain(elsewhere)
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
