//! Duties done again and again: rounds, checks, drills, assessments.
//!
//! Never recorded is undetermined, also of new equipment; overdue is short. What a record with no
//! subject says holds for all subjects there were on its day ([`super::subject`]). A record counts for
//! sure when it surely is about the subject and whoever did it surely may, and possibly when one of
//! the two is not known.

use super::condition::{check_all, may_be_posted, posting_on, truth_of};
use super::finding::{Cause, Evidence, Finding, Missing};
use super::reason::{Item, Reason};
use super::report::TestReport;
use super::roles::{Member, if_concerned, judged};
use super::sets::members_of;
use super::subject::{Subject, missing_of, unsure_of};
use super::truth::{Truth, Verdict};
use super::world::{OwnInterval, World, within};
use crate::catalogue::{DepartmentKindId, EquipmentKindId};
use crate::day::{AsOf, Day};
use crate::facts::{Duty, Installation, Person};
use crate::standard::{About, Calendar, Interval, PeopleSet, Periodic, WhenEmpty};

/// What the records say of one subject.
pub(super) enum Standing<'a> {
    /// Done in time.
    Done(&'a Duty, Day),
    /// Recorded, but not for sure of the subject, or in time but not for sure by somebody who may.
    Unsure(&'a Duty),
    /// The last time is too long ago.
    Overdue { done: &'a Duty, due: Day },
    /// Only ever done by somebody who may not.
    ByOther(&'a Duty),
    /// Never recorded.
    Never,
}

/// A record that is, or may be, about a subject.
struct Record<'a> {
    duty: &'a Duty,
    /// Whether it is about the subject.
    about: Truth,
    /// Whether whoever did it may.
    may: Truth,
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
            let members = concerned.map(|concerned| {
                let findings = vec![asked.finding(concerned.0, set)];
                Member::of(set, concerned, findings, on, world)
            });
            judged("periodic", set, rule.when_empty, members.collect(), world)
        }
        About::Equipment { kinds, departments } => asked.equipment(kinds, departments),
    }
}

/// What the records say of one person of a set.
pub(super) fn duty_of(
    rule: &Periodic,
    set: &PeopleSet,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    Asked { rule, on, world }.finding(person, set)
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
        let past = self.world.programme.duties.iter();
        let past = past.filter(|duty| duty.duty == self.rule.duty && duty.on <= day);
        let records = past.filter_map(|duty| {
            let about = subject.is_of(duty, self.world);
            let may = || self.may(duty);
            (about != Truth::No).then(|| Record {
                duty,
                about,
                may: may(),
            })
        });
        let records: Vec<Record<'a>> = records.collect();
        let interval = self.interval();
        let due = |duty: &Duty| last_day(interval, duty.on);
        let latest = |counts: &dyn Fn(&Record<'_>) -> bool| {
            let counted = records.iter().filter(|record| counts(record));
            counted.map(|record| record.duty).max_by_key(|duty| duty.on)
        };
        let in_time = |least: Truth| {
            latest(&|record| record.about.min(record.may) >= least && day <= due(record.duty))
        };
        if let Some(duty) = in_time(Truth::Yes) {
            return Standing::Done(duty, due(duty));
        }
        if let Some(duty) = in_time(Truth::Maybe) {
            return Standing::Unsure(duty);
        }
        let allowed =
            |least: Truth| latest(&|record| record.about >= least && record.may >= Truth::Maybe);
        if let Some(done) = allowed(Truth::Yes) {
            let due = due(done);
            return Standing::Overdue { done, due };
        }
        // Overdue if it is about the subject, never recorded if it is not.
        if let Some(duty) = allowed(Truth::Maybe) {
            return Standing::Unsure(duty);
        }
        latest(&|_| true).map_or(Standing::Never, Standing::ByOther)
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

    fn finding(&self, person: &Person, set: &PeopleSet) -> Finding {
        let (duty, own_interval) = (self.rule.duty.clone(), self.own_interval());
        let subject = Subject::Person(person, set);
        match self.standing(subject) {
            Standing::Done(done, due) => Finding::on(Evidence::Duty {
                duty,
                on: done.on,
                by: done.by.clone(),
                due,
                own_interval,
            }),
            Standing::Overdue { done, due } => Cause::DutyOverdue {
                duty,
                last: done.on,
                due,
                own_interval,
            }
            .into(),
            Standing::Unsure(done) if subject.is_of(done, self.world) == Truth::Maybe => {
                missing_of(done, (person, set), self.world).into()
            }
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
            Standing::Overdue { done, due } => {
                let (last, due) = (done.on, *due);
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
        let subject = Subject::Item(item);
        let is_unsure = |duty| subject.is_of(duty, self.world) == Truth::Maybe;
        let first_due = item.from.map(|from| last_day(self.interval(), from));
        match (self.standing(subject), first_due) {
            (Standing::Never, Some(due)) if self.on.day() <= due => {
                let (duty, item) = (self.rule.duty.clone(), name);
                (Truth::Maybe, Reason::DutyNotDue { duty, item, due })
            }
            (Standing::Unsure(done), _) if is_unsure(done) => {
                (Truth::Maybe, unsure_of(done, item, name))
            }
            (standing, _) => {
                let (truth, reason) = self.reason(&standing, Some(name));
                match standing {
                    // By another if it is about the item, never recorded if it is not.
                    Standing::ByOther(done) if is_unsure(done) => (Truth::Maybe, reason),
                    _ => (truth, reason),
                }
            }
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
