//! Duties done again and again: rounds, checks, drills, assessments.
//!
//! Never recorded is undetermined, also of new equipment; overdue is short. What a record with no
//! subject says holds for all subjects there were on its day. A record counts for sure when whoever
//! did it surely may, and possibly when that is not known.

use super::condition::{check_all, may_be_posted, posting_on, truth_of};
use super::finding::{Cause, Evidence, Finding, Missing};
use super::reason::{Item, Reason};
use super::report::{PersonReport, TestReport};
use super::roles::{if_concerned, judged};
use super::sets::members_of;
use super::truth::{Truth, Verdict};
use super::world::{OwnInterval, World, within};
use crate::catalogue::{DepartmentKindId, EquipmentKindId};
use crate::day::{AsOf, Day};
use crate::facts::{Duty, Installation, Person};
use crate::standard::{About, Calendar, Interval, Periodic, WhenEmpty};

/// What the records say of one subject.
pub(super) enum Standing<'a> {
    /// Done in time.
    Done(&'a Duty, Day),
    /// Done in time, but not for sure by somebody who may.
    Unsure(&'a Duty),
    /// The last time is too long ago.
    Overdue { last: Day, due: Day },
    /// Only ever done by somebody who may not.
    ByOther(&'a Duty),
    /// Never recorded.
    Never,
}

/// Whom or what a record must be about.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    Institution,
    Person(&'a Person),
    Item(&'a Installation, Before),
}

/// What a record without an item says of equipment of which it is not known when it came into use.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// It was in use already: the record counts.
    InUse,
    /// It was not: the record does not count.
    NotYet,
}

impl Subject<'_> {
    pub(super) fn is_of(self, duty: &Duty) -> bool {
        match self {
            Self::Institution => duty.staff.is_none() && duty.item.is_none(),
            Self::Person(person) => duty
                .staff
                .as_ref()
                .is_none_or(|staff| *staff == person.staff),
            Self::Item(item, before) => match &duty.item {
                Some(name) => item.name.as_ref() == Some(name),
                None => match item.from {
                    Some(from) => from <= duty.on,
                    None => before == Before::InUse,
                },
            },
        }
    }
}

pub(super) fn periodic(
    rule: &Periodic,
    on: AsOf,
    world: &World<'_>,
    people: &[&Person],
) -> TestReport {
    let asked = Asked { rule, on, world };
    match &rule.about {
        About::Institution => {
            let (truth, reason) = asked.reason(&asked.standing(Subject::Institution), None);
            TestReport::bare("periodic", Verdict::of(truth), vec![reason])
        }
        About::People(set) => {
            let concerned = members_of(set, on, world, people).into_iter();
            let reports = concerned.map(|(person, truth)| (asked.person(person), truth));
            judged("periodic", set, rule.when_empty, reports.collect(), world)
        }
        About::Equipment { kinds, departments } => asked.equipment(kinds, departments),
    }
}

/// What the records say of one person.
pub(super) fn duty_of(rule: &Periodic, on: AsOf, world: &World<'_>, person: &Person) -> Finding {
    Asked { rule, on, world }.finding(person)
}

pub(super) struct Asked<'a> {
    pub(super) rule: &'a Periodic,
    pub(super) on: AsOf,
    pub(super) world: &'a World<'a>,
}

impl<'a> Asked<'a> {
    /// The interval, the hospital's own where no text names one.
    fn interval(&self) -> Interval {
        interval(self.rule, self.world)
    }

    fn own_interval(&self) -> Option<OwnInterval> {
        own_interval(self.rule, self.world)
    }

    pub(super) fn standing(&self, subject: Subject<'_>) -> Standing<'a> {
        let day = self.on.day();
        let duties = self.world.programme.duties.iter();
        let past = duties
            .filter(|duty| duty.duty == self.rule.duty && duty.on <= day && subject.is_of(duty));
        let records: Vec<(&Duty, Truth)> = past.map(|duty| (duty, self.may(duty))).collect();
        let interval = self.interval();
        let in_time = |least: Truth| {
            let counted = records.iter().filter(|(_, truth)| *truth >= least);
            let in_time = counted.filter(|(duty, _)| day <= last_day(interval, duty.on));
            in_time.map(|(duty, _)| *duty).max_by_key(|duty| duty.on)
        };
        if let Some(duty) = in_time(Truth::Yes) {
            return Standing::Done(duty, last_day(interval, duty.on));
        }
        if let Some(duty) = in_time(Truth::Maybe) {
            return Standing::Unsure(duty);
        }
        let allowed = records.iter().filter(|(_, truth)| *truth >= Truth::Maybe);
        // Where it began to be recorded only in the present stretch of the calendar, the one before
        // cannot be told.
        let overdue = allowed
            .map(|(duty, _)| duty.on)
            .filter(|done| last_day(interval, *done) < day);
        let by_other = records
            .iter()
            .map(|(duty, _)| *duty)
            .max_by_key(|duty| duty.on);
        match (overdue.max(), by_other) {
            (Some(last), _) => Standing::Overdue {
                last,
                due: last_day(interval, last),
            },
            (None, Some(duty)) => Standing::ByOther(duty),
            (None, None) => Standing::Never,
        }
    }

    /// Whether whoever did it may do it.
    fn may(&self, duty: &Duty) -> Truth {
        if self.rule.by_posts.is_empty() && self.rule.by.is_empty() {
            return Truth::Yes;
        }
        let Some(staff) = &duty.by else {
            return Truth::Maybe;
        };
        let Some(person) = self.world.hospital.person(staff) else {
            return Truth::Maybe;
        };
        let then = AsOf(duty.on);
        let posts = self.rule.by_posts.iter();
        let posted = posts.filter_map(|post| posting_on(post, then, self.world, person));
        let posted = if self.rule.by_posts.is_empty() {
            Truth::Yes
        } else if may_be_posted(self.world) {
            Truth::any(posted.map(|(_, truth)| truth)).max(Truth::Maybe)
        } else {
            Truth::any(posted.map(|(_, truth)| truth))
        };
        posted.min(truth_of(&check_all(
            &self.rule.by,
            then,
            self.world,
            person,
        )))
    }

    fn person(&self, person: &Person) -> PersonReport {
        PersonReport {
            staff: person.staff.clone(),
            findings: vec![self.finding(person)],
            from: None,
        }
    }

    fn finding(&self, person: &Person) -> Finding {
        let (duty, own_interval) = (self.rule.duty.clone(), self.own_interval());
        match self.standing(Subject::Person(person)) {
            Standing::Done(done, due) => Finding::on(Evidence::Duty {
                duty,
                on: done.on,
                by: done.by.clone(),
                due,
                own_interval,
            }),
            Standing::Overdue { last, due } => Cause::DutyOverdue {
                duty,
                last,
                due,
                own_interval,
            }
            .into(),
            Standing::Unsure(_) | Standing::ByOther(_) | Standing::Never => {
                Missing::record("duties").into()
            }
        }
    }

    fn reason(&self, standing: &Standing<'_>, item: Option<Item>) -> (Truth, Reason) {
        let (duty, own_interval) = (self.rule.duty.clone(), self.own_interval());
        match standing {
            Standing::Done(done, due) => {
                let (on, by, due) = (done.on, done.by.clone(), *due);
                let reason = Reason::DutyDone {
                    duty,
                    item,
                    on,
                    by,
                    due,
                    own_interval,
                };
                (Truth::Yes, reason)
            }
            Standing::Unsure(done) => {
                let on = done.on;
                (Truth::Maybe, Reason::DutyUnsure { duty, item, on })
            }
            Standing::Overdue { last, due } => {
                let (last, due) = (*last, *due);
                let reason = Reason::DutyOverdue {
                    duty,
                    item,
                    last,
                    due,
                    own_interval,
                };
                (Truth::No, reason)
            }
            Standing::ByOther(done) => {
                let (on, by) = (done.on, done.by.clone());
                (Truth::No, Reason::DutyByOther { duty, item, on, by })
            }
            Standing::Never => (Truth::Maybe, Reason::DutyNever { duty, item }),
        }
    }

    /// Each item in use.
    fn equipment(&self, kinds: &[EquipmentKindId], departments: &[DepartmentKindId]) -> TestReport {
        let mut verdicts = Vec::new();
        let mut reasons = Vec::new();
        for (item, in_use) in items(kinds, departments, self.on, self.world) {
            let (truth, reason) = self.item(item);
            verdicts.push(if_concerned(truth, in_use));
            reasons.push(reason);
        }
        of_items(
            "periodic",
            self.rule.when_empty,
            &verdicts,
            reasons,
            self.world,
        )
    }

    /// One item: of new equipment the first is awaited until its first interval has passed, and
    /// nothing recorded is met by nothing.
    fn item(&self, item: &Installation) -> (Truth, Reason) {
        let name = Item {
            kind: item.kind.clone(),
            name: item.name.clone(),
        };
        let standing = self.standing(Subject::Item(item, Before::NotYet));
        let first_due = item.from.map(|from| last_day(self.interval(), from));
        match (&standing, first_due) {
            (Standing::Never | Standing::Overdue { .. }, Some(due)) if self.on.day() <= due => {
                let (duty, item) = (self.rule.duty.clone(), name);
                (Truth::Maybe, Reason::DutyNotDue { duty, item, due })
            }
            (Standing::Done(..), _) | (_, Some(_)) => self.reason(&standing, Some(name)),
            (_, None) => match self.standing(Subject::Item(item, Before::InUse)) {
                Standing::Done(..) => {
                    let (item, field) = (name, "from");
                    (Truth::Maybe, Reason::ItemUnknown { item, field })
                }
                standing => self.reason(&standing, Some(name)),
            },
        }
    }
}

/// The verdict over items of which each must meet something.
pub(super) fn of_items(
    kind: &'static str,
    when_empty: WhenEmpty,
    truths: &[Truth],
    reasons: Vec<Reason>,
    world: &World<'_>,
) -> TestReport {
    if truths.is_empty() {
        let recorded = !world.hospital.equipment.is_empty();
        let verdict = match (recorded, when_empty) {
            (false, _) => Verdict::Undetermined,
            (true, WhenEmpty::Short) => Verdict::Short,
            (true, _) => Verdict::NotApplicable,
        };
        let reason = if recorded {
            Reason::NothingInUse
        } else {
            Reason::NothingRecorded
        };
        return TestReport::bare(kind, verdict, vec![reason]);
    }
    let verdict = Verdict::of(Truth::all(truths.iter().copied()));
    TestReport::bare(kind, verdict, reasons)
}

/// The items of some kinds in departments of some kinds that are in use on the day, and how sure it
/// is that the clause is about them.
pub(super) fn items<'a>(
    kinds: &[EquipmentKindId],
    departments: &[DepartmentKindId],
    on: AsOf,
    world: &World<'a>,
) -> Vec<(&'a Installation, Truth)> {
    let equipment = world.hospital.equipment.iter();
    let of_kind = equipment.filter(|item| kinds.is_empty() || kinds.contains(&item.kind));
    let with_truth = of_kind.map(|item| {
        let placed = in_department(item, departments, world);
        (item, placed.min(within(item.from, item.to, on.day())))
    });
    with_truth
        .filter(|(_, truth)| *truth != Truth::No)
        .collect()
}

fn in_department(item: &Installation, kinds: &[DepartmentKindId], world: &World<'_>) -> Truth {
    if kinds.is_empty() {
        return Truth::Yes;
    }
    let Some(id) = &item.department else {
        return Truth::Maybe;
    };
    let department = world.department(id);
    Truth::sure(department.is_some_and(|department| kinds.contains(&department.kind)))
}

pub(super) fn interval(rule: &Periodic, world: &World<'_>) -> Interval {
    own_interval(rule, world).map_or(rule.interval, |own| Interval::Months(own.months))
}

/// The hospital's own interval where no text names one; the file proposes months.
fn own_interval(rule: &Periodic, world: &World<'_>) -> Option<OwnInterval> {
    match rule.interval {
        Interval::Months(months) if rule.set_here => Some(world.own_interval(months)),
        _ => None,
    }
}

/// The last day on which something done on a day still counts. Of a stretch of the calendar that is
/// the end of the next one, which has until then to get its own.
pub(super) fn last_day(interval: Interval, done: Day) -> Day {
    match interval {
        Interval::Days(days) => done.plus_days(days),
        Interval::Months(months) => done.plus_months(months),
        Interval::Each(calendar) => {
            let next = stretch_after(calendar, first_of(calendar, done));
            stretch_after(calendar, next).prev()
        }
    }
}

/// The first day of the stretch of the calendar a day lies in.
fn first_of(calendar: Calendar, day: Day) -> Day {
    match calendar {
        Calendar::Week => day.monday(),
        Calendar::Month => day.first_of_month(),
        Calendar::Quarter => day.first_of_quarter(),
    }
}

/// The first day of the stretch after the one that begins on a day.
fn stretch_after(calendar: Calendar, first: Day) -> Day {
    match calendar {
        Calendar::Week => first.plus_days(7),
        Calendar::Month => first.plus_months(1),
        Calendar::Quarter => first.plus_months(3),
    }
}

/// The days on which a duty's standing can change.
pub(super) fn periodic_cuts(rule: &Periodic, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    let interval = interval(rule, world);
    let duties = world
        .programme
        .duties
        .iter()
        .filter(|duty| duty.duty == rule.duty);
    let mut begun: Vec<Day> = duties.map(|duty| duty.on).collect();
    if matches!(rule.about, About::Equipment { .. }) {
        begun.extend(world.hospital.equipment.iter().filter_map(|item| item.from));
        for item in &world.hospital.equipment {
            super::condition::period_cuts(item.from, item.to, add);
        }
    }
    for day in begun {
        add(day);
        add(last_day(interval, day).next());
    }
}
