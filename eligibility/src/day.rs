//! Days, the as-of date and month arithmetic: the one place where time is counted.
//!
//! # Invariants
//! - Nothing here asks what day it is: the as-of date is always handed in.
//! - Every file date lies between 1900-01-01 and 2199-12-31, so arithmetic cannot overflow; it
//!   saturates at the calendar's ends all the same.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Serialize, Serializer};

/// A calendar day in the institution's local time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// The day for which a question is asked; it means the close of that day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AsOf(pub Day);

/// The first year a file may name.
pub const FIRST_YEAR: i32 = 1900;
/// The last year a file may name.
pub const LAST_YEAR: i32 = 2199;

impl Day {
    /// The day of a year, month and day of month; `None` if there is no such day or the year lies
    /// outside 1900 to 2199.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (FIRST_YEAR..=LAST_YEAR)
            .contains(&year)
            .then(|| NaiveDate::from_ymd_opt(year, month, day))?
            .map(Self)
    }

    /// Reads `YYYY-MM-DD`, four, two and two digits, nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut part = |len: usize| {
            let digits = parts.next()?;
            let plain = digits.len() == len && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse::<u32>().ok())?
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Self::new(i32::try_from(year).ok()?, month, day)
    }

    /// The calendar date inside.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The following day.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The day before.
    #[must_use]
    pub fn prev(self) -> Self {
        Self(self.0.checked_sub_days(Days::new(1)).unwrap_or(self.0))
    }

    /// The day `days` later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(
            self.0
                .checked_add_days(Days::new(days.into()))
                .unwrap_or(NaiveDate::MAX),
        )
    }

    /// The corresponding day `months` later, or the last day of that month where there is none
    /// (29 February → 28 February).
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(
            self.0
                .checked_add_months(Months::new(months))
                .unwrap_or(NaiveDate::MAX),
        )
    }

    /// The day so many days earlier.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        Self(
            self.0
                .checked_sub_days(Days::new(days.into()))
                .unwrap_or(NaiveDate::MIN),
        )
    }

    /// The corresponding day `months` earlier, clamped to the month's end.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        Self(
            self.0
                .checked_sub_months(Months::new(months))
                .unwrap_or(NaiveDate::MIN),
        )
    }

    /// How many days later than `earlier` this day is; negative when it is before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        let since = self.0.weekday().num_days_from_monday();
        self.minus_days(since)
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self::new(self.0.year(), self.0.month(), 1).unwrap_or(self)
    }

    /// The first day of its calendar quarter.
    #[must_use]
    pub fn first_of_quarter(self) -> Self {
        let month = (self.0.month() - 1) / 3 * 3 + 1;
        Self::new(self.0.year(), month, 1).unwrap_or(self)
    }

    /// 1 January of a year, saturating at the years a file may name.
    #[must_use]
    pub fn first_of_year(year: i32) -> Self {
        Self(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX))
    }

    /// 31 December of a year.
    #[must_use]
    pub fn last_of_year(year: i32) -> Self {
        Self::first_of_year(year.saturating_add(1)).prev()
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl AsOf {
    /// The day itself.
    #[must_use]
    pub const fn day(self) -> Day {
        self.0
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_only_in_its_one_form() {
        assert_eq!(
            Day::parse("2026-03-01").map(|d| d.to_string()),
            Some("2026-03-01".into())
        );
        for bad in [
            "2026-3-1",
            "2026/03/01",
            "2026-02-30",
            "1899-12-31",
            "2200-01-01",
            "",
            "+026-03-01",
        ] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_month_later_is_clamped_to_the_month_end() {
        let day = Day::parse("2024-02-29").unwrap();
        assert_eq!(day.plus_months(12).to_string(), "2025-02-28");
        assert_eq!(day.plus_months(48).to_string(), "2028-02-29");
    }
}
