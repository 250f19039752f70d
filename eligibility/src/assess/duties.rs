//! When the duties of a programme are due again.

use super::applies::settled;
use super::periodic::{Asked, Standing, interval, items, last_day};
use super::sets::members_of;
use super::subject::Subject;
use super::world::{Settings, World};
use crate::catalogue::{Catalogue, DutyId};
use crate::day::{AsOf, Day};
use crate::facts::{Duty, Hospital, Installation, Person, Programme, StaffNumber};
use crate::standard::{About, Clause, ClauseId, Force, Interval, Periodic, Standard, Test};

/// A duty that is due again on a known day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDue {
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// The duty.
    pub duty: DutyId,
    /// What it is due for.
    pub subject: DutySubject,
    /// The place of the record it was last done by, among the programme's; `None` where it is the
    /// first of new equipment.
    pub done: Option<usize>,
    /// The last day on which it is not overdue.
    pub last: Day,
    /// How often.
    pub interval: Interval,
}

/// What a duty is due for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutySubject {
    /// The institution, or everybody and everything for which one record was made.
    All,
    /// A person.
    Person(StaffNumber),
    /// An item of equipment, by its place among the hospital's.
    Item(usize),
}

/// The duties of the edition in force on a day that were done at least once, and when each is due
/// again; of equipment whose first interval has not passed also the first. A duty that was never done, or
/// only by somebody who may not do it, has no day and stands in [`super::never_recorded`]. Clauses that do
/// not apply ask for nothing.
#[must_use]
pub fn duties_due(
    on: Day,
    catalogue: &Catalogue,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> Vec<DutyDue> {
    let mut dues = Vec::new();
    let asks = |test: &Test| matches!(test, Test::Periodic(_));
    let of = (catalogue, standard, hospital, programme);
    each_asked(on, of, asks, |asking, clause, test| {
        if let Test::Periodic(rule) = test {
            of_rule(&asking.of(rule), clause, &asking.people, &mut dues);
        }
    });
    dues
}

/// On what day, of whom and of what something is asked.
pub(super) struct Asking<'a> {
    pub(super) on: AsOf,
    pub(super) world: &'a World<'a>,
    /// The people of the programme.
    pub(super) people: Vec<&'a Person>,
}

impl<'a> Asking<'a> {
    /// A rule that is asked.
    pub(super) const fn of(&self, rule: &'a Periodic) -> Asked<'a> {
        Asked {
            rule,
            on: self.on,
            world: self.world,
        }
    }
}

/// The tests of some sort of the edition in force on a day, in document order, each with its clause.
/// Clauses that do not apply ask for nothing.
pub(super) fn each_asked(
    on: Day,
    (catalogue, standard, hospital, programme): (&Catalogue, &Standard, &Hospital, &Programme),
    asks: impl Fn(&Test) -> bool,
    mut each: impl FnMut(&Asking<'_>, &ClauseId, &Test),
) {
    let Some((edition, Force::InForce)) = standard.edition_on(on) else {
        return;
    };
    let asks_of = |clause: &&Clause| clause.is_assessed() && clause.tests.iter().any(&asks);
    // Most editions ask nothing of the sort, and the people need not be looked up.
    if !edition.clauses.iter().any(|clause| asks_of(&clause)) {
        return;
    }
    let on = AsOf(on);
    let world = World::of(Settings::default(), catalogue, hospital, programme);
    let asking = Asking {
        on,
        world: &world,
        people: world.people(),
    };
    let clauses: Vec<&Clause> = edition.clauses.iter().collect();
    for (place, clause) in clauses.iter().enumerate() {
        if !asks_of(clause) || settled(&clauses, place, on, &world).is_some() {
            continue;
        }
        for test in clause.tests.iter().filter(|test| asks(test)) {
            each(&asking, &clause.id, test);
        }
    }
}

fn of_rule(asked: &Asked<'_>, clause: &ClauseId, people: &[&Person], dues: &mut Vec<DutyDue>) {
    let rule: &Periodic = asked.rule;
    let due_of = |(named, subject)| {
        let (done, last) = match subject {
            Subject::Item(item) => asked.item_due(item),
            other => asked.due(other),
        }?;
        Some((named, done, last))
    };
    let found: Vec<_> = asked
        .subjects(people)
        .into_iter()
        .filter_map(due_of)
        .collect();
    // What one record says of all is due for all. For whom only an older one counts, because they
    // were not there when it was done last, it is due by their own name.
    let is_of_all = |done: &&Duty| done.staff.is_none() && done.item.is_none();
    let of_all = found
        .iter()
        .filter_map(|(_, done, _)| done.filter(is_of_all));
    let latest = of_all.map(|done| done.on).max();
    for (named, done, last) in found {
        let is_for_all = done.is_some_and(|done| is_of_all(&done) && Some(done.on) == latest);
        let mut duties = asked.world.programme.duties.iter();
        let due = DutyDue {
            clause: clause.clone(),
            duty: rule.duty.clone(),
            subject: if is_for_all { DutySubject::All } else { named },
            done: done.and_then(|done| duties.position(|one| std::ptr::eq(one, done))),
            last,
            interval: interval(rule, asked.world),
        };
        if !dues.contains(&due) {
            dues.push(due);
        }
    }
}

impl<'a> Asked<'a> {
    /// Whom or what the rule is about on the day, surely or possibly, each under its name.
    pub(super) fn subjects(&self, people: &[&'a Person]) -> Vec<(DutySubject, Subject<'a>)> {
        match &self.rule.about {
            About::Institution => vec![(DutySubject::All, Subject::Institution)],
            About::People(set) => {
                let members = members_of(set, self.on, self.world, people).into_iter();
                let named = |person: &'a Person| DutySubject::Person(person.staff.clone());
                members
                    .map(|(person, _)| (named(person), Subject::Person(person, set)))
                    .collect()
            }
            About::Equipment { kinds, departments } => {
                let equipment = &self.world.hospital.equipment;
                let items = items(kinds, departments, self.on, self.world).into_iter();
                let named = |item: &Installation| {
                    let mut places = equipment.iter();
                    let place = places.position(|one| std::ptr::eq(one, item))?;
                    Some(DutySubject::Item(place))
                };
                items
                    .filter_map(|(item, _)| Some((named(item)?, Subject::Item(item))))
                    .collect()
            }
        }
    }

    /// The record that counts, and the last day on which the duty is not overdue.
    fn due(&self, subject: Subject<'_>) -> Option<(Option<&'a Duty>, Day)> {
        match self.standing(subject) {
            Standing::Done(done, due) | Standing::Overdue { done, due } => Some((Some(done), due)),
            Standing::Unsure(done) => Some((
                Some(done),
                last_day(interval(self.rule, self.world), done.on),
            )),
            Standing::ByOther(_) | Standing::Never => None,
        }
    }

    /// The same of an item; of a new one the first is due when its first interval has passed.
    pub(super) fn item_due(&self, item: &Installation) -> Option<(Option<&'a Duty>, Day)> {
        let known = self.due(Subject::Item(item));
        let awaited = || {
            let first = last_day(interval(self.rule, self.world), item.from?);
            // Never recorded until then: there is no day any more.
            (self.on.day() <= first).then_some((None, first))
        };
        known.or_else(awaited)
    }
}
