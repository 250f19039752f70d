//! Active on the day: employed, not suspended, not away for long.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::{World, within};
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Absence, AbsenceKind, ListKind, Person};

/// Whether the person works here on the day: first employment, then absences.
pub(in crate::assess) fn present(on: AsOf, world: &World<'_>, person: &Person) -> Vec<Finding> {
    present_but_for(&[], on, world, person)
}

/// The same of somebody in training, who is away for it as a matter of course.
pub(in crate::assess) fn present_or_training(
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    present_but_for(&[AbsenceKind::TrainingElsewhere], on, world, person)
}

fn present_but_for(
    allowed: &[AbsenceKind],
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Vec<Finding> {
    vec![
        employed(on, person),
        not_suspended(on, person),
        not_away(allowed, on, world, person),
    ]
}

fn employed(on: AsOf, person: &Person) -> Finding {
    let truths = person
        .employment
        .iter()
        .map(|e| within(e.from, e.to, on.day()));
    match (Truth::any(truths), person.employment.is_empty()) {
        (Truth::Yes, _) => Finding::held(),
        (_, true) => Missing::record("employment").into(),
        (Truth::Maybe, _) => {
            let blank = person
                .employment
                .iter()
                .position(|e| within(e.from, e.to, on.day()) == Truth::Maybe);
            Missing::field("employment", blank.unwrap_or(0), "from").into()
        }
        (Truth::No, _) if !person.is_complete(ListKind::Employment) => {
            Missing::record("employment").into()
        }
        (Truth::No, _) => {
            let until = person
                .employment
                .iter()
                .filter_map(|e| e.to)
                .filter(|to| *to < on.day())
                .max();
            Cause::NotEmployed { until }.into()
        }
    }
}

fn not_suspended(on: AsOf, person: &Person) -> Finding {
    let mut finding = Finding::held();
    for (index, absence) in person.absences.iter().enumerate() {
        if absence.kind != AbsenceKind::Suspension {
            continue;
        }
        match within(absence.from, absence.to, on.day()) {
            Truth::Yes => {
                return Cause::Suspended {
                    from: absence.from,
                    to: absence.to,
                }
                .into();
            }
            Truth::Maybe => finding = Missing::field("absences", index, "from").into(),
            Truth::No => {}
        }
    }
    finding
}

/// Leave that adjoins other leave is one absence, so that it cannot be cut into short pieces.
fn not_away(allowed: &[AbsenceKind], on: AsOf, world: &World<'_>, person: &Person) -> Finding {
    let away = |absence: &&Absence| {
        absence.kind != AbsenceKind::Suspension && !allowed.contains(&absence.kind)
    };
    for (index, absence) in person
        .absences
        .iter()
        .enumerate()
        .filter(|(_, absence)| away(absence))
    {
        if within(absence.from, absence.to, on.day()) == Truth::Maybe {
            return Missing::field("absences", index, "from").into();
        }
    }
    let stretches = person.absences.iter().filter(away).filter_map(|absence| {
        Some(Stretch {
            from: absence.from?,
            to: absence.to,
        })
    });
    let merged = Tenure::of(stretches.collect());
    let Some(stretch) = merged
        .stretches()
        .iter()
        .find(|stretch| stretch.contains(on.day()))
    else {
        return Finding::held();
    };
    let kind = person
        .absences
        .iter()
        .filter(away)
        .find(|a| within(a.from, a.to, on.day()) == Truth::Yes);
    let kind = kind.map_or(AbsenceKind::Leave, |absence| absence.kind);
    let long = stretch.to.unwrap_or(on.day()).days_since(stretch.from) + 1
        > i64::from(world.settings.long_absence_days);
    match (long, stretch.to) {
        (true, to) => Cause::Absent {
            kind,
            from: stretch.from,
            to,
        }
        .into(),
        (false, Some(to)) => Finding::on(Evidence::ShortAbsence {
            kind,
            from: stretch.from,
            to,
        }),
        (false, None) => {
            let open = person
                .absences
                .iter()
                .position(|a| away(&a) && a.from == Some(stretch.from) && a.to.is_none());
            let any = || {
                let mut absences = person.absences.iter();
                absences.position(|a| away(&a) && a.to.is_none())
            };
            let open = open.or_else(any);
            Missing::field("absences", open.unwrap_or(0), "to").into()
        }
    }
}

/// The days on which presence can change.
pub(super) fn presence_cuts(world: &World<'_>, person: &Person, add: &mut dyn FnMut(Day)) {
    for employment in &person.employment {
        super::period_cuts(employment.from, employment.to, add);
    }
    for absence in &person.absences {
        super::period_cuts(absence.from, absence.to, add);
        // An absence without an end becomes a long one on this day.
        if let Some(from) = absence.from {
            add(from.plus_days(world.settings.long_absence_days));
        }
    }
}
