//! Steps for duties done again and again: do it, by somebody who may, for whatever it is due for.

use super::cure::{Cure, SOMEBODY};
use super::trial::Trial;
use super::{Action, DutyAbout, Step};
use crate::assess::candidate::Asked;
use crate::assess::condition::{check_all, posting_on, present, truth_of};
use crate::assess::finding::{Evidence, Finding};
use crate::assess::reason::{Item, Reason};
use crate::assess::report::{PersonReport, TestReport};
use crate::assess::sets::belongs;
use crate::assess::subject::is_shared;
use crate::assess::truth::Truth;
use crate::catalogue::PostId;
use crate::day::{AsOf, Day};
use crate::facts::{Duty, Person, StaffNumber};
use crate::standard::{About, Periodic};
use crate::whatif::{Change, Posted};

/// Up to so many items or people are named one by one; for more, one record is for all.
const NAMED: usize = 3;

/// The bundles that do a duty which is open: one if somebody may do it today, else one for each who
/// could be made to. None where there is nothing to do it for.
pub(super) fn bundles<'a>(
    trial: &'a Trial<'a>,
    exclusive: &'a [&'a PostId],
    rule: &'a Periodic,
    found: &TestReport,
) -> Vec<Vec<Step>> {
    let asked = Doers {
        trial,
        exclusive,
        rule,
    };
    let (about, known) = (about(trial, rule, found), asked.known_to_be_meant(found));
    if about.is_empty() {
        return if known.is_empty() {
            Vec::new()
        } else {
            vec![known]
        };
    }
    let bundle = |doer: Doer| {
        let on = trial.question.on.day();
        let day = Step::ready(&doer.before, on);
        let mut steps = doer.before;
        steps.extend(
            about
                .iter()
                .map(|about| step(rule, about, &doer.by, (on, day))),
        );
        steps.extend(known.iter().cloned());
        steps
    };
    asked.all().into_iter().map(bundle).collect()
}

/// What or whom it has to be done for.
fn about(trial: &Trial<'_>, rule: &Periodic, found: &TestReport) -> Vec<DutyAbout> {
    let (on, world) = (trial.question.on, trial.world());
    match &rule.about {
        About::Institution => vec![DutyAbout::Institution],
        About::People(set) => {
            let people = &found.people;
            let open = people.rejected.iter().chain(&people.possible);
            let open = open.filter(|person| !is_done(person));
            let is_meant = |report: &&PersonReport| {
                let person = trial.hospital.person(&report.staff);
                person.is_some_and(|person| belongs(set, on, &world, person) == Truth::Yes)
            };
            let (meant, perhaps): (Vec<_>, Vec<_>) = open.partition(is_meant);
            let by_name = |people: Vec<&PersonReport>| -> Vec<DutyAbout> {
                let staff = people.into_iter().map(|person| person.staff.clone());
                staff.map(DutyAbout::Person).collect()
            };
            let concerned = meant.len() + people.counted.len();
            let mut about = few(by_name(meant), concerned, DutyAbout::Everybody);
            // A record for everybody is not surely about who only may be meant.
            about.extend(by_name(perhaps));
            about
        }
        About::Equipment { .. } => {
            let open: Vec<&Item> = found.reasons.iter().filter_map(open_item).collect();
            // A name that another bears too would not say which is meant.
            let says_which = |name: &String| !is_shared(name, on.day(), &world);
            let named = open
                .iter()
                .filter(|item| item.name.as_ref().is_some_and(says_which));
            let about: Vec<DutyAbout> =
                named.map(|item| DutyAbout::Item((*item).clone())).collect();
            if about.len() < open.len() {
                return vec![DutyAbout::AllEquipment];
            }
            few(about, found.reasons.len(), DutyAbout::AllEquipment)
        }
    }
}

/// One by one, or one record for all where it is due for many or for all of several.
fn few(about: Vec<DutyAbout>, concerned: usize, all: DutyAbout) -> Vec<DutyAbout> {
    let due_for_all = about.len() > 1 && about.len() == concerned;
    if due_for_all || about.len() > NAMED {
        vec![all]
    } else {
        about
    }
}

/// Whether it is done in time for a person, of whom only that they are meant may be open.
fn is_done(person: &PersonReport) -> bool {
    let is_record = |evidence: &Evidence| matches!(evidence, Evidence::Duty { .. });
    person.findings.iter().any(|finding| match finding {
        Finding::Held { evidence } => evidence.iter().any(is_record),
        Finding::Failed { .. } | Finding::Unknown { .. } => false,
    })
}

const fn open_item(reason: &Reason) -> Option<&Item> {
    match reason {
        Reason::DutyOverdue { item, .. }
        | Reason::DutyUnsure { item, .. }
        | Reason::DutyByOther { item, .. }
        | Reason::DutyNever { item, .. } => item.as_ref(),
        Reason::DutyNameShared { item, .. } => Some(item),
        _ => None,
    }
}

fn step(rule: &Periodic, about: &DutyAbout, by: &[StaffNumber], (on, day): (Day, Day)) -> Step {
    let first = by.first().cloned();
    let duty = Duty {
        duty: rule.duty.clone(),
        on: day,
        by: first.clone(),
        by_name: first.is_none().then(|| SOMEBODY.to_owned()),
        staff: match about {
            DutyAbout::Person(staff) => Some(staff.clone()),
            _ => None,
        },
        item: match about {
            DutyAbout::Item(item) => item.name.clone(),
            _ => None,
        },
        note: None,
    };
    Step {
        staff: first,
        action: Action::DoDuty {
            duty: rule.duty.clone(),
            on: day,
            about: about.clone(),
            or_by: by.iter().skip(1).cloned().collect(),
        },
        ready_on: (day > on).then_some(day),
        changes: vec![Change::DutyDone(Box::new(duty))],
    }
}

/// Who does it: any of several, after some steps; nobody in particular where anybody may.
struct Doer {
    by: Vec<StaffNumber>,
    before: Vec<Step>,
}

struct Doers<'a> {
    trial: &'a Trial<'a>,
    exclusive: &'a [&'a PostId],
    rule: &'a Periodic,
}

impl<'a> Doers<'a> {
    fn all(&self) -> Vec<Doer> {
        if self.rule.by_posts.is_empty() && self.rule.by.is_empty() {
            return vec![Doer {
                by: Vec::new(),
                before: Vec::new(),
            }];
        }
        let people = &self.trial.hospital.people;
        let may = people.iter().filter(|person| self.may(person));
        let by: Vec<StaffNumber> = may.map(|person| person.staff.clone()).collect();
        if !by.is_empty() {
            let before = Vec::new();
            return vec![Doer { by, before }];
        }
        let could = |person| {
            let before = self.enabled(person)?;
            let by = vec![person.staff.clone()];
            Some(Doer { by, before })
        };
        people.iter().filter_map(could).collect()
    }

    /// The steps after which those who only may be meant surely are.
    fn known_to_be_meant(&self, found: &TestReport) -> Vec<Step> {
        let About::People(set) = &self.rule.about else {
            return Vec::new();
        };
        let cure = Cure {
            on: self.trial.question.on,
            world: self.trial.world(),
            asked: Asked {
                pool: None,
                post: None,
                conditions: &[],
                exclusive: self.exclusive,
            },
        };
        let people = found.people.possible.iter();
        let people = people.filter_map(|report| self.trial.hospital.person(&report.staff));
        let steps = people.filter_map(|person| cure.belonging(set, person));
        steps.flatten().collect()
    }

    /// Whether a person who is there may do it today.
    fn may(&self, person: &Person) -> bool {
        let (on, world) = (self.trial.question.on, self.trial.world());
        (self.rule.by_posts.is_empty() || self.is_posted(on, person))
            && truth_of(&check_all(&self.rule.by, on, &world, person)) == Truth::Yes
            && truth_of(&present(on, &world, person)) == Truth::Yes
    }

    fn is_posted(&self, on: AsOf, person: &Person) -> bool {
        let world = self.trial.world();
        let mut posts = self.rule.by_posts.iter();
        posts.any(|post| {
            posting_on(post, on, &world, person).is_some_and(|(_, truth)| truth == Truth::Yes)
        })
    }

    /// The steps after which the person may do it.
    fn enabled(&self, person: &'a Person) -> Option<Vec<Step>> {
        let on = self.trial.question.on;
        let post = self.rule.by_posts.first();
        let cure = Cure {
            on,
            world: self.trial.world(),
            asked: Asked {
                pool: None,
                post,
                conditions: &self.rule.by,
                exclusive: self.exclusive,
            },
        };
        let mut steps = cure.steps(person)?;
        if let Some(post) = post.filter(|_| !self.is_posted(on, person)) {
            let full_time = false;
            let change = Posted {
                staff: person.staff.clone(),
                post: post.clone(),
                full_time: Some(full_time),
                from: on.day(),
                to: None,
            };
            let post = post.clone();
            let action = Action::Post { post, full_time };
            steps.push(Step::new(
                &person.staff,
                action,
                vec![Change::Posted(change)],
            ));
        }
        Some(steps)
    }
}
