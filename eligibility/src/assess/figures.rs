//! Recorded figures: yearly averages and each year, totals, ratios, figures of the present.

use super::condition::{most_disjoint, window_cuts, years_before};
use super::measure::measure;
use super::reason::Reason;
use super::report::TestReport;
use super::truth::{Truth, Verdict};
use super::world::World;
use crate::catalogue::FigureId;
use crate::day::{AsOf, Day};
use crate::facts::Figure;
use crate::standard::{Current, Share, Test, Total, Yearly};

/// How long a figure counts after its period, in months, where it is one of the present.
const PRESENT_MONTHS: u32 = 12;

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
fn average(rule: &Yearly, on: AsOf, world: &World<'_>) -> TestReport {
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

/// A figure over the last years: its average over complete calendar years, or over 12-month windows,
/// or each of them.
pub(super) fn yearly(rule: &Yearly, on: AsOf, world: &World<'_>) -> TestReport {
    if !rule.each && !rule.rolling {
        return average(rule, on, world);
    }
    let windows: Vec<(Day, Day)> = (0..rule.years).map(|back| window(rule, back, on)).collect();
    let first = windows.last().map_or(on.day(), |(from, _)| *from);
    let last = windows.first().map_or(on.day(), |(_, to)| *to);
    let (windows, needed) = if rule.each {
        (windows, rule.at_least)
    } else {
        (
            vec![(first, last)],
            rule.at_least.saturating_mul(rule.years),
        )
    };
    let decided = windows.into_iter().map(|(from, to)| {
        let sums = sums(&rule.figure, Some(from), to, world);
        (
            judge(sums, needed, is_covered(&rule.figure, from, to, world)),
            from,
            to,
            sums,
        )
    });
    let worst = decided.min_by_key(|(truth, ..)| *truth);
    let Some((truth, from, to, (surely, possibly))) = worst else {
        return measure(
            Verdict::Undetermined,
            Reason::CurrentMissing {
                figure: rule.figure.clone(),
            },
        );
    };
    let figure = rule.figure.clone();
    let reason = Reason::InYear {
        figure,
        from,
        to,
        surely,
        possibly,
        needed,
    };
    measure(Verdict::of(truth), reason)
}

/// The year, or 12-month window, that lies `back` years back.
fn window(rule: &Yearly, back: u32, on: AsOf) -> (Day, Day) {
    if rule.rolling {
        let (to, from) = (
            years_before(on.day(), back),
            years_before(on.day(), back + 1),
        );
        return (from.next(), to);
    }
    let year = on.day().year() - 1 - i32::try_from(back).unwrap_or(0);
    (Day::first_of_year(year), Day::last_of_year(year))
}

/// The sum of the figures that lie wholly in a stretch, those whose periods overlap counted once, and
/// of all that touch it.
fn sums(figure: &FigureId, from: Option<Day>, to: Day, world: &World<'_>) -> (u64, u64) {
    let mut within = Vec::new();
    let mut possibly = 0;
    for record in of(figure, world) {
        let number = u64::from(record.numerator);
        let begins = from.is_none_or(|from| from <= record.from);
        if begins && record.to <= to {
            within.push((record.from, record.to, number));
        }
        if from.is_none_or(|from| from <= record.to) && record.from <= to {
            possibly += number;
        }
    }
    (most_disjoint(within), possibly)
}

/// Whether every day of a stretch lies in a recorded period.
fn is_covered(figure: &FigureId, from: Day, to: Day, world: &World<'_>) -> bool {
    let mut periods: Vec<(Day, Day)> = of(figure, world).map(|f| (f.from, f.to)).collect();
    periods.sort_unstable();
    let mut reached = from;
    for (first, last) in periods {
        if first <= reached && reached <= last {
            reached = last.next();
        }
    }
    reached > to
}

/// Enough for sure; surely too little only where nothing is left unrecorded.
fn judge((surely, possibly): (u64, u64), needed: u32, is_covered: bool) -> Truth {
    let needed = u64::from(needed);
    if surely >= needed {
        Truth::Yes
    } else if possibly < needed && is_covered {
        Truth::No
    } else {
        Truth::Maybe
    }
}

fn of<'a>(figure: &'a FigureId, world: &World<'a>) -> impl Iterator<Item = &'a Figure> {
    let figures = world.programme.figures.iter();
    figures.filter(move |record| record.figure == *figure)
}

/// The figure of the present.
pub(super) fn current(rule: &Current, on: AsOf, world: &World<'_>) -> TestReport {
    let day = on.day();
    let recent =
        |record: &&Figure| record.from <= day && day <= record.to.plus_months(PRESENT_MONTHS);
    let order = |record: &&Figure| (day <= record.to, record.to, record.from);
    let Some(found) = of(&rule.figure, world).filter(recent).max_by_key(order) else {
        let figure = rule.figure.clone();
        return measure(Verdict::Undetermined, Reason::CurrentMissing { figure });
    };
    let same = |record: &Figure| {
        (record.from, record.to) != (found.from, found.to)
            || (record.numerator, record.denominator) == (found.numerator, found.denominator)
    };
    if !of(&rule.figure, world).all(same) {
        let (figure, year) = (rule.figure.clone(), found.to.year());
        return measure(
            Verdict::Undetermined,
            Reason::FigureConflict { figure, year },
        );
    }
    let ratio = rule.of > 1;
    let (numerator, denominator) = (found.numerator, found.denominator);
    let reason = Reason::Current {
        figure: rule.figure.clone(),
        from: found.from,
        to: found.to,
        numerator,
        denominator,
        bound: rule.bound,
        of: rule.of,
        strict: rule.strict,
    };
    let denominator = match (denominator, ratio) {
        (Some(denominator), _) => denominator,
        (None, false) => 1,
        // A ratio of which only one part is recorded.
        (None, true) => return measure(Verdict::Undetermined, reason),
    };
    let held = u64::from(numerator) * u64::from(rule.of);
    let asked = u64::from(rule.bound) * u64::from(denominator);
    let met = if rule.strict {
        held > asked
    } else {
        held >= asked
    };
    measure(Verdict::of(Truth::sure(met)), reason)
}

/// A sum of the records of a figure, of all time or of the last years; one of several is enough.
/// Figures are not all there is: what is not recorded may still have been done.
pub(super) fn total(rule: &Total, on: AsOf, world: &World<'_>) -> TestReport {
    let day = on.day();
    let from = rule.years.map(|years| years_before(day, years).next());
    let mut truths = Vec::new();
    let mut reasons = Vec::new();
    for (figure, needed) in &rule.any {
        let sums = sums(figure, from, day, world);
        let recorded = of(figure, world).next().is_some();
        let covered = from.map_or(recorded, |from| is_covered(figure, from, day, world));
        truths.push(judge(sums, *needed, covered));
        let (surely, possibly) = sums;
        reasons.push(Reason::Total {
            figure: figure.clone(),
            from,
            to: day,
            surely,
            possibly,
            needed: *needed,
        });
    }
    let verdict = Verdict::of(Truth::any(truths));
    TestReport::bare("measure", verdict, reasons)
}

/// The days on which a figure begins or ceases to be looked at.
pub(super) fn figure_cuts(test: &Test, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    match test {
        Test::Yearly(rule) if rule.rolling => {
            for years in 0..=rule.years {
                edges(&rule.figure, years, world, add);
            }
        }
        Test::Yearly(rule) => year_cuts(&rule.figure, rule.years, world, add),
        Test::Share(rule) => year_cuts(&rule.figure, 1, world, add),
        Test::Current(rule) => {
            for record in of(&rule.figure, world) {
                add(record.from);
                add(record.to.next());
                add(record.to.plus_months(PRESENT_MONTHS).next());
            }
        }
        Test::Total(rule) => {
            for (figure, _) in &rule.any {
                edges(figure, rule.years.unwrap_or(0), world, add);
            }
        }
        _ => {}
    }
}

fn edges(figure: &FigureId, years: u32, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    for record in of(figure, world) {
        window_cuts(record.from, years, add);
        window_cuts(record.to, years, add);
    }
}

/// Each 1 January from the first on which a year of a recorded period counts until none does any more.
fn year_cuts(figure: &FigureId, years: u32, world: &World<'_>, add: &mut dyn FnMut(Day)) {
    let years = i32::try_from(years).unwrap_or(0);
    for recorded in of(figure, world) {
        let (first, last) = (recorded.from.year(), recorded.to.year());
        for year in first + 1..=last.saturating_add(years).saturating_add(1) {
            add(Day::first_of_year(year));
        }
    }
}
