//! Cases done independently, and serious adverse events, in the last years.
//!
//! A record counts for sure in a window that holds all its days, and possibly in one that holds some
//! of them. Nobody can have done more cases of a technique than the hospital's own figure says.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::world::World;
use crate::catalogue::FigureId;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{CaseVolume, ListKind, Person};
use crate::standard::{CaseRule, EventRule};

/// Months of a year.
const YEAR: u32 = 12;

/// A stretch of days, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    from: Day,
    to: Day,
}

impl Window {
    /// The last `years` years up to a day: (day − years, day].
    fn last(years: u32, day: Day) -> Self {
        let from = years_before(day, years).next();
        Self { from, to: day }
    }

    fn holds(self, from: Day, to: Day) -> bool {
        self.from <= from && to <= self.to
    }

    fn touches(self, from: Day, to: Day) -> bool {
        from <= self.to && self.from <= to
    }
}

/// The corresponding day some years earlier.
pub(in crate::assess) fn years_before(day: Day, years: u32) -> Day {
    day.minus_months(years.saturating_mul(YEAR))
}

/// The days on which something dated enters or leaves a window of the last `years` years.
pub(in crate::assess) fn window_cuts(day: Day, years: u32, add: &mut dyn FnMut(Day)) {
    let leaves = day.plus_months(years.saturating_mul(YEAR));
    for around in [day, leaves] {
        add(around.prev());
        add(around);
        add(around.next());
    }
}

/// The windows a rule looks at: one for a total, one for each year otherwise, the latest first.
fn windows(rule: &CaseRule, on: AsOf) -> Vec<Window> {
    let day = on.day();
    if !rule.each {
        return vec![Window::last(rule.years, day)];
    }
    let year = |back: u32| {
        if rule.rolling {
            let (to, from) = (years_before(day, back), years_before(day, back + 1).next());
            return Window { from, to };
        }
        let year = day.year() - 1 - i32::try_from(back).unwrap_or(0);
        Window {
            from: Day::first_of_year(year),
            to: Day::last_of_year(year),
        }
    };
    (0..rule.years).map(year).collect()
}

/// A record of cases: its days and how many, `None` where blank.
type Record = (Day, Day, Option<u32>);

/// What the records say of a window: surely at least so many, possibly at most so many.
fn count(records: &[Record], window: Window) -> (u64, u64) {
    let with_cases = |(from, to, cases): &Record| (*from, *to, u64::from(cases.unwrap_or(0)));
    let within = records.iter().map(with_cases);
    let within = within.filter(|(from, to, _)| window.holds(*from, *to));
    let surely = most_disjoint(within.collect());
    let touching = records.iter().map(with_cases);
    let touching = touching.filter(|(from, to, _)| window.touches(*from, *to));
    (surely, touching.map(|(.., cases)| cases).sum())
}

/// The greatest sum of records no two of which have a day in common: records that overlap may tell
/// of the same cases, so that adding them could count a case twice.
pub(in crate::assess) fn most_disjoint(mut records: Vec<(Day, Day, u64)>) -> u64 {
    records.sort_by_key(|(_, to, _)| *to);
    // By the last day of each record in order: the greatest sum up to and with it.
    let mut best: Vec<(Day, u64)> = Vec::new();
    for (from, to, number) in records {
        let before = best.iter().rev().find(|(last, _)| *last < from);
        let with = before.map_or(0, |(_, sum)| *sum) + number;
        let without = best.last().map_or(0, |(_, sum)| *sum);
        best.push((to, with.max(without)));
    }
    best.last().map_or(0, |(_, sum)| *sum)
}

/// Whether every day of the window lies in a record.
fn covers(records: &[Record], window: Window) -> bool {
    let stretches = records.iter().map(|(from, to, _)| Stretch {
        from: *from,
        to: Some(*to),
    });
    let covered = Tenure::of(stretches.collect());
    covered
        .stretches()
        .iter()
        .any(|s| s.contains(window.from) && s.contains(window.to))
}

pub(super) fn cases(rule: &CaseRule, on: AsOf, world: &World<'_>, person: &Person) -> Finding {
    let records = records(rule, person);
    let windows = windows(rule, on);
    let needed = u64::from(rule.at_least);
    let counts: Vec<(Window, (u64, u64))> = windows
        .iter()
        .map(|window| (*window, count(&records, *window)))
        .collect();
    let whole = Window {
        from: windows.last().map_or(on.day(), |window| window.from),
        to: windows.first().map_or(on.day(), |window| window.to),
    };
    if counts.iter().all(|(_, (surely, _))| *surely >= needed) {
        let least = counts.iter().map(|(_, (surely, _))| *surely).min();
        return Finding::on(Evidence::Cases {
            technique: rule.technique.clone(),
            from: whole.from,
            to: whole.to,
            cases: u32::try_from(least.unwrap_or(0)).unwrap_or(u32::MAX),
            needed: rule.at_least,
            each: rule.each,
        });
    }
    if let Some(cause) = beyond_hospital(rule, &windows, world) {
        return cause.into();
    }
    // A blank number elsewhere cannot mend a window that is surely too small.
    let too_few = counts.iter().find(|(window, (_, possibly))| {
        *possibly < needed
            && blank(rule, *window, person).is_none()
            && is_recorded(rule, &records, *window, person)
    });
    if let Some((window, (_, possibly))) = too_few {
        return Cause::TooFewCases {
            technique: rule.technique.clone(),
            from: window.from,
            to: window.to,
            cases: u32::try_from(*possibly).unwrap_or(u32::MAX),
            needed: rule.at_least,
            each: rule.each,
        }
        .into();
    }
    let missing = blank(rule, whole, person).unwrap_or(Missing::record("cases"));
    missing.into()
}

fn records(rule: &CaseRule, person: &Person) -> Vec<Record> {
    let records = person
        .cases
        .iter()
        .filter(|record| record.technique == rule.technique);
    records
        .map(|record| (record.from, record.to, record.independent))
        .collect()
}

/// Whether what is recorded for a window is all there is: a year needs a record of its own, a
/// total a complete list.
fn is_recorded(rule: &CaseRule, records: &[Record], window: Window, person: &Person) -> bool {
    let complete = person.is_complete(ListKind::Cases);
    let touched = records
        .iter()
        .any(|(from, to, _)| window.touches(*from, *to));
    complete && (touched || !rule.each)
}

/// A record of the window that does not say how many.
fn blank(rule: &CaseRule, whole: Window, person: &Person) -> Option<Missing> {
    let is_blank = |record: &CaseVolume| {
        record.technique == rule.technique
            && record.independent.is_none()
            && whole.touches(record.from, record.to)
    };
    let index = person.cases.iter().position(is_blank)?;
    Some(Missing::field("cases", index, "independent"))
}

/// The hospital's own figure over windows it covers, where it is too small for anybody: over all of
/// them, else over fewer that follow each other, down to a single one.
fn beyond_hospital(rule: &CaseRule, windows: &[Window], world: &World<'_>) -> Option<Cause> {
    let figures = hospital_figures(rule.ceiling.as_ref()?, world);
    let covered: Vec<Window> = windows
        .iter()
        .copied()
        .filter(|window| covers(&figures, *window))
        .collect();
    let mut runs = (1..=covered.len())
        .rev()
        .flat_map(|long| covered.windows(long));
    runs.find_map(|run| {
        let (last, first) = (run.first()?, run.last()?);
        let whole = Window {
            from: first.from,
            to: last.to,
        };
        let (_, cases) = count(&figures, whole);
        let years = u64::try_from(run.len()).unwrap_or(u64::MAX);
        let needed = u64::from(rule.at_least).saturating_mul(years);
        (cases < needed).then(|| Cause::CasesBeyondHospital {
            technique: rule.technique.clone(),
            from: whole.from,
            to: whole.to,
            cases,
            needed,
        })
    })
}

fn hospital_figures(figure: &FigureId, world: &World<'_>) -> Vec<Record> {
    let figures = world
        .programme
        .figures
        .iter()
        .filter(|record| record.figure == *figure);
    figures
        .map(|record| (record.from, record.to, Some(record.numerator)))
        .collect()
}

/// No serious adverse event in the window, by records that cover all of it; any event with the
/// technique counts, whatever the person's part.
pub(super) fn no_serious_event(rule: &EventRule, on: AsOf, person: &Person) -> Finding {
    let of_technique = || {
        let records = person.cases.iter().enumerate();
        records.filter(|(_, record)| record.technique == rule.technique)
    };
    let first = of_technique().map(|(_, record)| record.from).min();
    let window = match (rule.years, first) {
        (Some(years), _) if rule.calendar => Window {
            from: first_of_oldest(years, on.day()),
            to: on.day(),
        },
        (Some(years), _) => Window::last(years, on.day()),
        (None, Some(first)) => Window {
            from: first,
            to: on.day(),
        },
        (None, None) => return Missing::record("cases").into(),
    };
    let mut missing = None;
    for (index, record) in of_technique() {
        if !window.touches(record.from, record.to) {
            continue;
        }
        for event in &record.serious_events {
            let technique = rule.technique.clone();
            let inside = match event.on {
                Some(day) => window.from <= day && day <= window.to,
                None => window.holds(record.from, record.to),
            };
            if inside {
                return Cause::SeriousEvent {
                    technique,
                    on: event.on,
                }
                .into();
            }
            if event.on.is_none() {
                missing = Some(Missing::field("cases", index, "serious_events"));
            }
        }
        if record.events_recorded != Some(true) {
            missing = Some(Missing::field("cases", index, "events_recorded"));
        }
    }
    let recorded: Vec<Record> = of_technique()
        .filter(|(_, record)| record.events_recorded == Some(true))
        .map(|(_, record)| (record.from, record.to, None))
        .collect();
    if let Some(missing) = missing {
        return missing.into();
    }
    if !covers(&recorded, window) {
        return Missing::record("cases").into();
    }
    Finding::on(Evidence::NoSeriousEvent {
        technique: rule.technique.clone(),
        from: window.from,
        to: window.to,
    })
}

/// The first day of the oldest of so many complete calendar years.
fn first_of_oldest(years: u32, day: Day) -> Day {
    Day::first_of_year(day.year() - i32::try_from(years).unwrap_or(0))
}

/// The days on which a record of cases enters or leaves what a rule looks at.
pub(super) fn case_cuts(
    rule: &CaseRule,
    world: &World<'_>,
    person: &Person,
    add: &mut dyn FnMut(Day),
) {
    let mut all = records(rule, person);
    if let Some(figure) = &rule.ceiling {
        all.extend(hospital_figures(figure, world));
    }
    for (from, to, _) in all {
        for end in [from, to] {
            if rule.each && !rule.rolling {
                let years = i32::try_from(rule.years).unwrap_or(0);
                (0..=years + 1).for_each(|later| add(Day::first_of_year(end.year() + later)));
            } else {
                let least = if rule.each { 0 } else { rule.years };
                (least..=rule.years).for_each(|years| window_cuts(end, years, add));
            }
        }
    }
}

/// The days on which a record of events enters or leaves the window.
pub(super) fn event_cuts(rule: &EventRule, person: &Person, add: &mut dyn FnMut(Day)) {
    let years = rule.years.unwrap_or(0);
    for record in person
        .cases
        .iter()
        .filter(|record| record.technique == rule.technique)
    {
        let events = record.serious_events.iter().filter_map(|event| event.on);
        for day in [record.from, record.to].into_iter().chain(events) {
            if rule.calendar {
                window_cuts(day, 0, add);
                let last = i32::try_from(years).unwrap_or(0) + 1;
                (0..=last).for_each(|later| add(Day::first_of_year(day.year() + later)));
            } else {
                window_cuts(day, years, add);
            }
        }
    }
}
