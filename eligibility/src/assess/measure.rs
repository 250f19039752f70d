//! Measured figures: years in service, yearly averages, ratios, equipment in use.

use super::condition::period_cuts;
use super::report::{Reason, TestReport};
use super::truth::{Truth, Verdict};
use super::world::{World, within};
use crate::catalogue::{FigureId, ServiceId};
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::Figure;
use crate::standard::{InService, Installed, Share, Test, Yearly};

fn measure(verdict: Verdict, reason: Reason) -> TestReport {
    TestReport::bare("measure", verdict, vec![reason])
}

/// Equipment in use says that its service is offered.
fn service_periods<'a>(
    service: &'a ServiceId,
    world: &World<'a>,
) -> impl Iterator<Item = (Option<Day>, Option<Day>)> {
    let services = world.hospital.institution.services.iter();
    let services = services
        .filter(move |record| record.service == *service)
        .map(|record| (record.from, record.to));
    let equipment = world.hospital.equipment.iter();
    let equipment = equipment
        .filter(move |item| ServiceId::from(&item.kind) == *service)
        .map(|item| (item.from, item.to));
    services.chain(equipment)
}

fn service_tenure(service: &ServiceId, world: &World<'_>) -> Tenure {
    Tenure::of(
        service_periods(service, world)
            .filter_map(|(from, to)| Some(Stretch { from: from?, to }))
            .collect(),
    )
}

/// A service offered for so long; without a record, or with a blank first day, it cannot be told.
pub(super) fn in_service(rule: &InService, on: AsOf, world: &World<'_>) -> TestReport {
    let service = rule.service.clone();
    let tenure = service_tenure(&rule.service, world);
    let months = tenure.months_on(on, world.settings.anniversary);
    let blank = service_periods(&rule.service, world).any(|(from, _)| from.is_none());
    let recorded = !tenure.stretches().is_empty();
    if months < rule.months && (blank || !recorded) {
        return measure(Verdict::Undetermined, Reason::ServiceUnknown { service });
    }
    let reaches = tenure.reaches(rule.months, world.settings.anniversary);
    let verdict = Verdict::of(Truth::sure(months >= rule.months));
    measure(
        verdict,
        Reason::InService {
            service,
            months,
            needed: rule.months,
            reaches,
        },
    )
}

/// The figure recorded for a whole calendar year.
fn of_year<'a>(figure: &FigureId, year: i32, world: &World<'a>) -> Result<&'a Figure, Reason> {
    let (from, to) = (Day::first_of_year(year), Day::last_of_year(year));
    let figures = world.programme.figures.iter();
    let mut found = figures.filter(|f| f.figure == *figure && f.from == from && f.to == to);
    let Some(first) = found.next() else {
        return Err(Reason::FigureMissing {
            figure: figure.clone(),
            year,
        });
    };
    let same = |other: &Figure| {
        (other.numerator, other.denominator) == (first.numerator, first.denominator)
    };
    if found.all(same) {
        Ok(first)
    } else {
        Err(Reason::FigureConflict {
            figure: figure.clone(),
            year,
        })
    }
}

/// The average of the last complete calendar years, compared as a sum without rounding.
pub(super) fn yearly(rule: &Yearly, on: AsOf, world: &World<'_>) -> TestReport {
    let last_year = on.day().year() - 1;
    let first_year = last_year + 1 - i32::try_from(rule.years).unwrap_or(1);
    let figures: Result<Vec<&Figure>, Reason> = (first_year..=last_year)
        .map(|year| of_year(&rule.figure, year, world))
        .collect();
    match figures {
        Err(reason) => measure(Verdict::Undetermined, reason),
        Ok(figures) => {
            let total: u64 = figures
                .iter()
                .map(|figure| u64::from(figure.numerator))
                .sum();
            let needed = u64::from(rule.at_least) * u64::from(rule.years);
            let figure = rule.figure.clone();
            let reason = Reason::Yearly {
                figure,
                first_year,
                last_year,
                total,
                needed,
            };
            measure(Verdict::of(Truth::sure(total >= needed)), reason)
        }
    }
}

/// A ratio of the last complete calendar year.
pub(super) fn share(rule: &Share, on: AsOf, world: &World<'_>) -> TestReport {
    let year = on.day().year() - 1;
    let missing = || Reason::FigureMissing {
        figure: rule.figure.clone(),
        year,
    };
    let found = of_year(&rule.figure, year, world)
        .and_then(|f| Ok((f.numerator, f.denominator.ok_or_else(missing)?)));
    match found {
        Err(reason) => measure(Verdict::Undetermined, reason),
        Ok((numerator, denominator)) => {
            let held = u64::from(numerator) * u64::from(rule.denominator);
            let asked = u64::from(rule.numerator) * u64::from(denominator);
            let reason = Reason::Share {
                figure: rule.figure.clone(),
                year,
                numerator,
                denominator,
                asked: (rule.numerator, rule.denominator),
            };
            measure(Verdict::of(Truth::sure(held >= asked)), reason)
        }
    }
}

/// Items in use on the day; where no equipment is recorded at all it cannot be told.
pub(super) fn installed(rule: &Installed, on: AsOf, world: &World<'_>) -> TestReport {
    let equipment = &world.hospital.equipment;
    let of_kind = equipment.iter().filter(|item| item.kind == rule.equipment);
    let truths: Vec<Truth> = of_kind
        .map(|item| within(item.from, item.to, on.day()))
        .collect();
    let at_least = |least: Truth| truths.iter().filter(|truth| **truth >= least).count();
    let (count, possibly) = (at_least(Truth::Yes), at_least(Truth::Maybe));
    let needed = usize::try_from(rule.at_least).unwrap_or(usize::MAX);
    let verdict = if count >= needed {
        Verdict::Met
    } else if possibly >= needed || equipment.is_empty() {
        Verdict::Undetermined
    } else {
        Verdict::Short
    };
    let equipment = rule.equipment.clone();
    measure(
        verdict,
        Reason::Installed {
            equipment,
            count,
            possibly,
            needed: rule.at_least,
        },
    )
}

/// The days on which a measure can change.
pub(super) fn measure_cuts(test: &Test, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    match test {
        Test::InService(rule) => {
            service_tenure(&rule.service, world)
                .reaches(rule.months, world.settings.anniversary)
                .map(&mut *add);
        }
        Test::Yearly(rule) => year_cuts(&rule.figure, rule.years, world, add),
        Test::Share(rule) => year_cuts(&rule.figure, 1, world, add),
        Test::Installed(_) => {
            for item in &world.hospital.equipment {
                period_cuts(item.from, item.to, add);
            }
        }
        _ => {}
    }
}

/// Each 1 January while the years that count still touch a recorded one.
fn year_cuts(figure: &FigureId, years: u32, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    for recorded in world
        .programme
        .figures
        .iter()
        .filter(|recorded| recorded.figure == *figure)
    {
        let year = recorded.from.year();
        for later in 1..=i32::try_from(years).unwrap_or(0) + 1 {
            add(Day::first_of_year(year + later));
        }
    }
}
