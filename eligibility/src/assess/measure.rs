//! What is measured by what is there: years in service and equipment in use.

use super::condition::period_cuts;
use super::reason::Reason;
use super::report::TestReport;
use super::truth::{Truth, Verdict};
use super::world::{World, within};
use crate::catalogue::ServiceId;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::Installation;
use crate::standard::{InService, Installed, Test};

pub(super) fn measure(verdict: Verdict, reason: Reason) -> TestReport {
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

/// Whether an item is what is asked for; what is not recorded of it may be so.
fn fits(rule: &Installed, item: &Installation) -> Truth {
    let at_least = |asked: Option<u32>, held: Option<u32>| match (asked, held) {
        (None, _) => Truth::Yes,
        (Some(_), None) => Truth::Maybe,
        (Some(asked), Some(held)) => Truth::sure(held >= asked),
    };
    let exactly = match (rule.rows_exactly, item.rows) {
        (None, _) => Truth::Yes,
        (Some(_), None) => Truth::Maybe,
        (Some(asked), Some(held)) => Truth::sure(held == asked),
    };
    let tesla = match (rule.tesla_at_least, item.tesla) {
        (None, _) => Truth::Yes,
        (Some(_), None) => Truth::Maybe,
        (Some(asked), Some(held)) => Truth::sure(held >= asked),
    };
    at_least(rule.rows_at_least, item.rows)
        .min(exactly)
        .min(tesla)
}

/// Items in use on the day; where no equipment is recorded at all it cannot be told.
pub(super) fn installed(rule: &Installed, on: AsOf, world: &World<'_>) -> TestReport {
    let equipment = &world.hospital.equipment;
    let of_kind = equipment.iter().filter(|item| item.kind == rule.equipment);
    let truths: Vec<Truth> = of_kind
        .map(|item| within(item.from, item.to, on.day()).min(fits(rule, item)))
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
        Test::Installed(_) => {
            for item in &world.hospital.equipment {
                period_cuts(item.from, item.to, add);
            }
        }
        _ => {}
    }
}
