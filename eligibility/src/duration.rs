//! Years and months of dated periods, by one rule.
//!
//! A period a…b holds m whole months, the largest m with a + m months ≤ min(b + 1 day, D), and x
//! days over. Overlapping and adjoining periods are merged first; the months of all periods are
//! added, and every full 31 left-over days make one more. The total never falls as D moves on.

use chrono::Datelike as _;

use crate::day::{AsOf, Day, FIRST_YEAR, LAST_YEAR};

/// Left-over days that make one more month.
const DAYS_PER_LEFT_OVER_MONTH: u32 = 31;

/// All the months that days of files can span; more are never reached.
const MOST_MONTHS: u32 = 12 * (LAST_YEAR - FIRST_YEAR + 1).unsigned_abs();

/// When a threshold that falls on an anniversary is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anniversary {
    /// On the corresponding day itself (default: the as-of date means the close of that day).
    #[default]
    Counts,
    /// On the day after (the stricter reading of R-02).
    DayAfter,
}

/// A stretch of days, both ends inclusive; an open end goes on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The first day.
    pub from: Day,
    /// The last day; `None` while it goes on.
    pub to: Option<Day>,
}

impl Stretch {
    /// Whether `day` lies inside.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// The day on which it holds `months`, at least one; what is over never makes another.
    fn reaches(self, months: u32, anniversary: Anniversary) -> Option<Day> {
        let reached = self.from.plus_months(months);
        let in_time = self.to.is_none_or(|to| reached <= to.next());
        in_time.then(|| match anniversary {
            Anniversary::Counts => reached,
            Anniversary::DayAfter => reached.next(),
        })
    }
}

/// Disjoint, sorted stretches of days, neither overlapping nor adjoining.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenure(Vec<Stretch>);

impl Tenure {
    /// Merges stretches that overlap or adjoin.
    #[must_use]
    pub fn of(mut stretches: Vec<Stretch>) -> Self {
        stretches.sort_unstable();
        let mut merged: Vec<Stretch> = Vec::new();
        for next in stretches {
            match merged.last_mut() {
                Some(last) if last.to.is_none_or(|to| next.from <= to.next()) => {
                    last.to = match (last.to, next.to) {
                        (Some(a), Some(b)) => Some(a.max(b)),
                        _ => None,
                    };
                }
                _ => merged.push(next),
            }
        }
        Self(merged)
    }

    /// The days in both.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        let mut stretches = Vec::new();
        for a in &self.0 {
            for b in &other.0 {
                let from = a.from.max(b.from);
                let to = match (a.to, b.to) {
                    (Some(x), Some(y)) => Some(x.min(y)),
                    (x, y) => x.or(y),
                };
                if to.is_none_or(|to| from <= to) {
                    stretches.push(Stretch { from, to });
                }
            }
        }
        Self::of(stretches)
    }

    /// The stretches, in order.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    /// Whole months on a day, left-over days turned into months as the rule says.
    #[must_use]
    pub fn months_on(&self, on: AsOf, anniversary: Anniversary) -> u32 {
        let close = match anniversary {
            Anniversary::Counts => on.day(),
            Anniversary::DayAfter => on.day().prev(),
        };
        let (mut months, mut days) = (0, 0);
        for stretch in &self.0 {
            let end = stretch.to.map_or(close, |to| close.min(to.next()));
            let (m, d) = months_between(stretch.from, end);
            months += m;
            days += d;
        }
        months + days / DAYS_PER_LEFT_OVER_MONTH
    }

    /// The first day on which `months` are reached if nothing else changes; `None` if never.
    #[must_use]
    pub fn reaches(&self, months: u32, anniversary: Anniversary) -> Option<Day> {
        match self.0.as_slice() {
            _ if months > MOST_MONTHS => None,
            [only] if months > 0 => only.reaches(months, anniversary),
            _ => self.searched(months, anniversary),
        }
    }

    fn searched(&self, months: u32, anniversary: Anniversary) -> Option<Day> {
        let (first, last) = (self.0.first()?, self.0.last()?);
        // The total never falls, so the day can be searched by halving between a day before
        // anything counts and one after which nothing more is added.
        let mut low = first.from;
        let mut high = match last.to {
            Some(to) => to.plus_days(2),
            None => last.from.plus_months(months).plus_days(2),
        };
        let enough = |day: Day| self.months_on(AsOf(day), anniversary) >= months;
        if !enough(high) {
            return None;
        }
        while low < high {
            let half = high.days_since(low) / 2;
            let middle = low.plus_days(u32::try_from(half).unwrap_or(0));
            if enough(middle) {
                high = middle;
            } else {
                low = middle.next();
            }
        }
        Some(low)
    }
}

/// Whole months from `from` to `end`, and the days over; nothing when `end` is not later.
fn months_between(from: Day, end: Day) -> (u32, u32) {
    if end <= from {
        return (0, 0);
    }
    let month_of = |day: Day| i64::from(day.year()) * 12 + i64::from(day.date().month());
    let mut months = u32::try_from(month_of(end) - month_of(from)).unwrap_or(0);
    if end < from.plus_months(months) {
        months -= 1;
    }
    let over = end.days_since(from.plus_months(months));
    (months, u32::try_from(over).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn tenure(stretches: &[(&str, &str)]) -> Tenure {
        let stretch = |&(from, to): &(&str, &str)| Stretch {
            from: day(from),
            to: (!to.is_empty()).then(|| day(to)),
        };
        Tenure::of(stretches.iter().map(stretch).collect())
    }

    #[track_caller]
    fn check_months(stretches: &[(&str, &str)], on: &str, months: u32) {
        assert_eq!(
            tenure(stretches).months_on(AsOf(day(on)), Anniversary::Counts),
            months
        );
    }

    #[test]
    fn the_anniversary_of_an_open_period_counts() {
        check_months(&[("2016-11-22", "")], "2026-11-21", 119);
        check_months(&[("2016-11-22", "")], "2026-11-22", 120);
    }

    #[test]
    fn january_first_to_june_thirtieth_is_six_months() {
        check_months(&[("2024-01-01", "2024-06-30")], "2024-12-31", 6);
        check_months(&[("2024-01-01", "2024-06-29")], "2024-12-31", 5);
    }

    #[test]
    fn a_leap_day_start_reaches_its_year_on_the_28th() {
        check_months(&[("2024-02-29", "")], "2025-02-27", 11);
        check_months(&[("2024-02-29", "")], "2025-02-28", 12);
    }

    #[test]
    fn overlaps_count_once_and_adjoining_periods_are_one() {
        check_months(
            &[("2020-01-01", "2020-12-31"), ("2020-07-01", "2021-06-30")],
            "2026-01-01",
            18,
        );
        check_months(
            &[("2020-01-01", "2020-01-15"), ("2020-01-16", "2020-01-31")],
            "2026-01-01",
            1,
        );
    }

    #[test]
    fn thirty_one_left_over_days_make_a_month() {
        check_months(
            &[("2020-01-01", "2020-01-20"), ("2021-01-01", "2021-01-11")],
            "2026-01-01",
            1,
        );
        check_months(
            &[("2020-01-01", "2020-01-20"), ("2021-01-01", "2021-01-10")],
            "2026-01-01",
            0,
        );
    }

    #[test]
    fn the_day_after_reading_moves_the_threshold_by_one_day() {
        let open = tenure(&[("2016-11-22", "")]);
        assert_eq!(
            open.reaches(120, Anniversary::Counts),
            Some(day("2026-11-22"))
        );
        assert_eq!(
            open.reaches(120, Anniversary::DayAfter),
            Some(day("2026-11-23"))
        );
    }

    #[test]
    fn one_stretch_reaches_on_the_day_that_is_found_by_searching() {
        let first = day("2023-12-28");
        for from in (0..70).map(|later| first.plus_days(later)) {
            let ends = (0..430).step_by(13).map(|later| from.plus_days(later));
            for to in ends.map(Some).chain([None]) {
                let tenure = Tenure::of(vec![Stretch { from, to }]);
                for (months, anniversary) in
                    (0..15).flat_map(|n| [(n, Anniversary::Counts), (n, Anniversary::DayAfter)])
                {
                    assert_eq!(
                        tenure.reaches(months, anniversary),
                        tenure.searched(months, anniversary),
                        "{months} months of {from} to {to:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_closed_period_that_is_too_short_never_reaches() {
        assert_eq!(
            tenure(&[("2020-01-01", "2024-12-31")]).reaches(61, Anniversary::Counts),
            None
        );
        assert_eq!(
            tenure(&[("2020-01-01", "2024-12-31")]).reaches(60, Anniversary::Counts),
            Some(day("2025-01-01"))
        );
    }

    #[test]
    fn common_days_are_the_intersection() {
        let a = tenure(&[("2010-01-01", "2015-12-31"), ("2018-01-01", "")]);
        let b = tenure(&[("2014-01-01", "2019-12-31")]);
        assert_eq!(
            a.common(&b),
            tenure(&[("2014-01-01", "2015-12-31"), ("2018-01-01", "2019-12-31")])
        );
    }

    #[test]
    fn more_months_than_files_have_days_are_never_reached() {
        let since = Stretch {
            from: Day::parse("2020-02-29").unwrap(),
            to: None,
        };
        let tenure = Tenure::of(vec![since]);
        for months in [3_601, 1_000_000, u32::MAX] {
            assert_eq!(tenure.reaches(months, Anniversary::Counts), None);
        }
        let last = tenure.reaches(12 * 100, Anniversary::Counts);
        assert_eq!(last, Day::parse("2120-02-29"));
    }
}
