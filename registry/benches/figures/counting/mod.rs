//! The base of the figures: a plain loop that counts, for one date, who meets a headcount's
//! conditions, straight from the stored facts. No explanations, no matching, nothing kept from one
//! question to the next. It is written apart from the rules core and is what its counts are
//! compared with.

mod licences;
mod records;

use eligibility::assess::Truth;
use eligibility::catalogue::{
    Catalogue, CredentialKindId, DepartmentKindId, DisciplineId, PostId, ProfessionId,
};
use eligibility::day::Day;
use eligibility::duration::{Stretch, Tenure};
use eligibility::facts::{AbsenceKind, Hospital, ListKind, Person, Programme};
use eligibility::standard::{Condition, Edition, Headcount, Pool, Test};

use licences::licence;
use records::{experience, fits, title, training, valid};

/// Leave longer than this many days is not counted.
const LONG_ABSENCE: i64 = 90;

/// How many people surely and how many possibly meet a headcount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub clause: usize,
    pub test: usize,
    pub surely: usize,
    pub possibly: usize,
}

/// One programme, the people it concerns, and the edition it is counted for.
pub struct Counting<'a> {
    pub catalogue: &'a Catalogue,
    pub hospital: &'a Hospital,
    pub programme: &'a Programme,
    pub people: &'a [&'a Person],
    pub edition: &'a Edition,
    pub exclusive: &'a [&'a PostId],
}

/// The posts of an edition that only full-time people fill.
pub fn exclusive(edition: &Edition) -> Vec<&PostId> {
    let tests = edition.clauses.iter().flat_map(|clause| &clause.tests);
    tests
        .filter_map(|test| match test {
            Test::Headcount(headcount) => match &headcount.pool {
                Pool::Posted {
                    post,
                    full_time: true,
                    ..
                } => Some(post),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

fn within(from: Option<Day>, to: Option<Day>, on: Day) -> Truth {
    if to.is_some_and(|to| to < on) || from.is_some_and(|from| on < from) {
        Truth::No
    } else if from.is_none() {
        Truth::Maybe
    } else {
        Truth::Yes
    }
}

/// A blank first day means from the beginning.
fn live(from: Option<Day>, to: Option<Day>, on: Day) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
}

/// What fails is only unknown where the list does not say all.
fn unless_incomplete(truth: Truth, person: &Person, list: ListKind) -> Truth {
    if truth == Truth::No && !person.is_complete(list) {
        Truth::Maybe
    } else {
        truth
    }
}

/// The post that conditions name, or one called like a profession they ask for.
fn asked_for(post: &PostId, conditions: &[Condition]) -> bool {
    let by_post = conditions.iter().any(|c| matches!(c, Condition::Posted(_)));
    conditions.iter().any(|condition| match condition {
        Condition::Posted(asked) => asked == post,
        Condition::Profession(asked) => {
            !by_post && asked.iter().any(|asked| asked.as_str() == post.as_str())
        }
        Condition::Any(alternatives) => alternatives.iter().any(|all| asked_for(post, all)),
        _ => false,
    })
}

impl Counting<'_> {
    /// Every headcount of the programme, in document order.
    pub fn counts(&self, on: Day) -> Vec<Counted> {
        let mut counts = Vec::new();
        for (clause, known) in self.edition.clauses.iter().enumerate() {
            for (test, headcount) in known.tests.iter().enumerate() {
                let Test::Headcount(headcount) = headcount else {
                    continue;
                };
                let (mut surely, mut possibly) = (0, 0);
                for person in self.people {
                    let truth = self.meets(headcount, on, person);
                    surely += usize::from(truth == Truth::Yes);
                    possibly += usize::from(truth != Truth::No);
                }
                counts.push(Counted {
                    clause,
                    test,
                    surely,
                    possibly,
                });
            }
        }
        counts
    }

    /// Whether a person meets a headcount, whoever else wants them.
    pub fn meets(&self, headcount: &Headcount, on: Day, person: &Person) -> Truth {
        let mut worst = Truth::Yes;
        for condition in &headcount.conditions {
            worst = worst.min(self.condition(condition, on, person));
            if worst == Truth::No {
                return worst;
            }
        }
        worst = worst.min(self.pool(&headcount.pool, on, person));
        if worst == Truth::No {
            return worst;
        }
        worst = worst.min(present(self.hospital, on, person));
        if worst == Truth::No {
            return worst;
        }
        worst.min(self.free(headcount, on, person))
    }

    fn pool(&self, pool: &Pool, on: Day, person: &Person) -> Truth {
        match pool {
            Pool::Members { only, except } => self.member(only, except, on, person),
            Pool::Posted {
                post,
                also,
                full_time,
            } => {
                let own = self.posted(post, *full_time, on, person);
                also.iter().fold(own, |best, post| {
                    best.max(self.posted(post, *full_time, on, person))
                })
            }
            Pool::MembersOrPosted { post } => self
                .member(&[], &[], on, person)
                .max(self.posted(post, false, on, person)),
        }
    }

    /// Whether a person is a member of the programme's departments.
    pub fn member(
        &self,
        only: &[DepartmentKindId],
        except: &[DepartmentKindId],
        on: Day,
        person: &Person,
    ) -> Truth {
        let mut best = Truth::No;
        for membership in &person.departments {
            let own = self.programme.departments.contains(&membership.department);
            // Looked up only where it matters.
            let counts = || {
                if except.is_empty() && only.is_empty() {
                    return true;
                }
                let kind = self.hospital.department(&membership.department);
                let kind = kind.map(|department| &department.kind);
                kind.is_none_or(|kind| !except.contains(kind))
                    && (only.is_empty() || kind.is_some_and(|kind| only.contains(kind)))
            };
            if own && counts() {
                best = best.max(within(membership.from, membership.to, on));
            }
        }
        if person.departments.is_empty() {
            best = best.max(Truth::Maybe);
        }
        unless_incomplete(best, person, ListKind::Departments)
    }

    /// Whether a person is on a post of the programme.
    pub fn posted(&self, post: &PostId, full_time: bool, on: Day, person: &Person) -> Truth {
        let postings = self.programme.postings.iter();
        let own = postings.filter(|posting| posting.staff == person.staff && posting.post == *post);
        let mut best: Option<(Truth, Option<bool>)> = None;
        for posting in own {
            let truth = within(posting.from, posting.to, on);
            if truth != Truth::No {
                best = best.max(Some((truth, posting.full_time)));
            }
        }
        match best {
            Some((truth, known)) if !full_time || known == Some(true) => truth,
            Some((_, None)) => Truth::Maybe,
            Some((_, Some(_))) | None => Truth::No,
        }
    }

    fn free(&self, headcount: &Headcount, on: Day, person: &Person) -> Truth {
        let same_work = |post: &PostId| match &headcount.pool {
            Pool::Posted { post: own, .. } | Pool::MembersOrPosted { post: own } => own == post,
            Pool::Members { .. } => asked_for(post, &headcount.conditions),
        };
        let mut truth = Truth::Yes;
        for posting in &self.programme.postings {
            if posting.staff == person.staff && !same_work(&posting.post) {
                let period = within(posting.from, posting.to, on);
                truth = truth.min(self.kept_by(&posting.post, posting.full_time, period));
            }
        }
        for posting in &self.programme.elsewhere {
            if posting.staff == person.staff && !same_work(&posting.post) {
                let period = within(posting.from, posting.to, on);
                truth = truth.min(self.kept_by(&posting.post, posting.full_time, period));
            }
        }
        truth
    }

    fn kept_by(&self, post: &PostId, full_time: Option<bool>, period: Truth) -> Truth {
        let exclusive = || self.exclusive.contains(&post) || self.catalogue.is_full_time(post);
        match (period, full_time) {
            (Truth::Yes, Some(true)) => Truth::No,
            (Truth::Maybe, Some(true)) => Truth::Maybe,
            (Truth::Yes | Truth::Maybe, None) if exclusive() => Truth::Maybe,
            _ => Truth::Yes,
        }
    }

    /// Whether a person meets a condition.
    pub fn condition(&self, condition: &Condition, on: Day, person: &Person) -> Truth {
        match condition {
            Condition::Profession(asked) => profession(asked, on, person),
            Condition::Discipline(asked) => discipline(asked, on, person),
            Condition::Licence(rule) => licence(rule, on, person).0,
            Condition::Title(rule) => title(rule, on, person),
            Condition::Credential(asked) | Condition::CredentialSetHere(asked) => {
                self.credential(asked, on, person)
            }
            Condition::Experience(rule) => experience(rule, on, person),
            Condition::Training(rule) => training(rule, on, person),
            Condition::Attested { clause, item } => {
                let about = self.programme.attestations.iter().filter(|one| {
                    one.clause == clause.as_str()
                        && one.item.as_deref() == item.as_deref()
                        && one.staff.as_ref() == Some(&person.staff)
                        && one.counts_on(on)
                });
                match about.max_by_key(|one| (one.on, !one.met)) {
                    None => Truth::Maybe,
                    Some(one) => Truth::sure(one.met),
                }
            }
            // The alternative that comes nearest decides; for the truth the best one does, since
            // none that holds or may hold is further away than one that fails.
            Condition::Any(alternatives) => Truth::any(alternatives.iter().map(|conditions| {
                Truth::all(
                    conditions
                        .iter()
                        .map(|condition| self.condition(condition, on, person)),
                )
            })),
            Condition::Posted(post) => self.posted(post, false, on, person),
            // Asked for by no headcount that is compared; the comparison of counts would show it.
            _ => Truth::No,
        }
    }

    fn credential(&self, asked: &[CredentialKindId], on: Day, person: &Person) -> Truth {
        let mut best = Truth::No;
        for record in &person.credentials {
            if asked.contains(&record.kind) {
                let kind = self.catalogue.credential(&record.kind);
                best = best.max(valid(kind, record, on).min(fits(kind, record, on, person)));
            }
        }
        unless_incomplete(best, person, ListKind::Credentials)
    }
}

/// Whether a person works here and is not away for long.
pub fn present(hospital: &Hospital, on: Day, person: &Person) -> Truth {
    let long = hospital.institution.long_absence_days;
    let long = long.map_or(LONG_ABSENCE, i64::from);
    let employment = person.employment.iter();
    let employed = Truth::any(employment.map(|one| within(one.from, one.to, on)));
    let employed = if person.employment.is_empty() {
        Truth::Maybe
    } else {
        unless_incomplete(employed, person, ListKind::Employment)
    };
    if person.absences.is_empty() {
        return employed;
    }
    let mut truth = employed;
    let mut away = Vec::new();
    for absence in &person.absences {
        let inside = within(absence.from, absence.to, on);
        if absence.kind == AbsenceKind::Suspension {
            truth = truth.min(match inside {
                Truth::Yes => Truth::No,
                Truth::Maybe => Truth::Maybe,
                Truth::No => Truth::Yes,
            });
        } else if inside == Truth::Maybe {
            // Whether it is long cannot be told, whatever else there is.
            return truth.min(Truth::Maybe);
        } else if let Some(from) = absence.from {
            away.push(Stretch {
                from,
                to: absence.to,
            });
        }
    }
    let merged = Tenure::of(away);
    let current = merged
        .stretches()
        .iter()
        .find(|stretch| stretch.contains(on));
    truth.min(current.map_or(Truth::Yes, |stretch| {
        if stretch.to.unwrap_or(on).days_since(stretch.from) + 1 > long {
            Truth::No
        } else if stretch.to.is_some() {
            Truth::Yes
        } else {
            Truth::Maybe
        }
    }))
}

fn profession(asked: &[ProfessionId], on: Day, person: &Person) -> Truth {
    let mut none = true;
    for record in &person.professions {
        if live(record.from, record.to, on) {
            none = false;
            if asked.contains(&record.profession) {
                return Truth::Yes;
            }
        }
    }
    if none { Truth::Maybe } else { Truth::No }
}

fn discipline(asked: &[DisciplineId], on: Day, person: &Person) -> Truth {
    let mut none = true;
    for record in &person.disciplines {
        if live(record.from, record.to, on) {
            none = false;
            if asked.contains(&record.discipline) {
                return Truth::Yes;
            }
        }
    }
    if !none {
        return Truth::No;
    }
    let titled = person.titles.iter().any(|title| {
        title.qualified.is_some_and(|day| day <= on)
            && title
                .discipline
                .as_ref()
                .is_some_and(|held| asked.contains(held))
    });
    if titled { Truth::Yes } else { Truth::Maybe }
}
