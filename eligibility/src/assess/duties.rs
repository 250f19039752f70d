//! When the duties of a programme are due again.

use super::applies::settled;
use super::periodic::{Asked, Before, Standing, Subject, interval, items, last_day};
use super::sets::members_of;
use super::truth::Truth;
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
    let Some((edition, Force::InForce)) = standard.edition_on(on) else {
        return Vec::new();
    };
    let has_duties = |clause: &&Clause| {
        let mut tests = clause.tests.iter();
        clause.is_assessed() && tests.any(|test| matches!(test, Test::Periodic(_)))
    };
    if !edition.clauses.iter().any(|clause| has_duties(&clause)) {
        return Vec::new();
    }
    let on = AsOf(on);
    let world = World::of(Settings::default(), catalogue, hospital, programme);
    let people = world.people();
    let clauses: Vec<&Clause> = edition.clauses.iter().collect();
    let mut dues = Vec::new();
    for (place, clause) in clauses.iter().enumerate() {
        if !has_duties(clause) || settled(&clauses, place, on, &world).is_some() {
            continue;
        }
        for test in &clause.tests {
            if let Test::Periodic(rule) = test {
                let asked = Asked {
                    rule,
                    on,
                    world: &world,
                };
                of_rule(&asked, &clause.id, &people, &mut dues);
            }
        }
    }
    dues
}

fn of_rule(asked: &Asked<'_>, clause: &ClauseId, people: &[&Person], dues: &mut Vec<DutyDue>) {
    let rule: &Periodic = asked.rule;
    let mut add = |subject: DutySubject, standing: Option<(Option<&Duty>, Day)>| {
        let Some((done, last)) = standing else {
            return;
        };
        let duties = &asked.world.programme.duties;
        let done = done.and_then(|done| duties.iter().position(|one| std::ptr::eq(one, done)));
        // What one record says of all is due for all.
        let is_of_all = done
            .and_then(|place| duties.get(place))
            .is_some_and(|done| done.staff.is_none() && done.item.is_none());
        let due = DutyDue {
            clause: clause.clone(),
            duty: rule.duty.clone(),
            subject: if is_of_all { DutySubject::All } else { subject },
            done,
            last,
            interval: interval(rule, asked.world),
        };
        if !dues.contains(&due) {
            dues.push(due);
        }
    };
    match &rule.about {
        About::Institution => {
            add(DutySubject::All, asked.due(Subject::Institution));
        }
        About::People(set) => {
            for (person, truth) in members_of(set, asked.on, asked.world, people) {
                if truth != Truth::No {
                    let subject = DutySubject::Person(person.staff.clone());
                    add(subject, asked.due(Subject::Person(person)));
                }
            }
        }
        About::Equipment { kinds, departments } => {
            let equipment = &asked.world.hospital.equipment;
            for (item, _) in items(kinds, departments, asked.on, asked.world) {
                let place = equipment.iter().position(|one| std::ptr::eq(one, item));
                if let Some(place) = place {
                    add(DutySubject::Item(place), asked.item_due(item));
                }
            }
        }
    }
}

impl<'a> Asked<'a> {
    /// The record that counts, and the last day on which the duty is not overdue.
    fn due(&self, subject: Subject<'_>) -> Option<(Option<&'a Duty>, Day)> {
        match self.standing(subject) {
            Standing::Done(done, due) => Some((Some(done), due)),
            Standing::Unsure(done) => Some((
                Some(done),
                last_day(interval(self.rule, self.world), done.on),
            )),
            Standing::Overdue { last, due } => {
                let mut duties = self.world.programme.duties.iter();
                let done = duties.find(|duty| {
                    duty.duty == self.rule.duty && duty.on == last && subject.is_of(duty)
                });
                Some((done, due))
            }
            Standing::ByOther(_) | Standing::Never => None,
        }
    }

    /// The same of an item; of a new one the first is due when its first interval has passed.
    pub(super) fn item_due(&self, item: &Installation) -> Option<(Option<&'a Duty>, Day)> {
        let interval = interval(self.rule, self.world);
        let first = item.from.map(|from| last_day(interval, from));
        let known = self.due(Subject::Item(item, Before::NotYet));
        match (known, first) {
            (Some((done, last)), Some(first)) => Some(if last < first {
                (None, first)
            } else {
                (done, last)
            }),
            // Never recorded until then: there is no day any more.
            (None, Some(first)) => (self.on.day() <= first).then_some((None, first)),
            (_, None) => self.due(Subject::Item(item, Before::InUse)),
        }
    }
}
