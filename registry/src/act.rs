//! Who does something, when and why: what every write is told, and what its audit entry says.

use chrono::{DateTime, NaiveTime, SecondsFormat, TimeDelta, Utc};
use eligibility::day::Day;

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The account's id, or the name of the command that acts without one, such as `cli`.
    pub id: String,
    /// The name at that time, for readers of the log.
    pub name: String,
}

impl By {
    /// The command line, on the machine that holds the database.
    #[must_use]
    pub fn command_line() -> Self {
        Self {
            id: "cli".to_owned(),
            name: "zhunru".to_owned(),
        }
    }
}

/// One act: everything written in it is written at once or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Who acts.
    pub by: By,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// What ties several acts together, such as the id of an import.
    pub batch: Option<String>,
}

impl Act {
    /// An act without a reason.
    #[must_use]
    pub const fn new(by: By, at: DateTime<Utc>) -> Self {
        Self {
            by,
            at,
            reason: None,
            batch: None,
        }
    }

    /// The same, for a reason.
    #[must_use]
    pub fn because(self, reason: Option<String>) -> Self {
        Self { reason, ..self }
    }

    /// The same, as part of a batch.
    #[must_use]
    pub fn in_batch(self, batch: &str) -> Self {
        let batch = Some(batch.to_owned());
        Self { batch, ..self }
    }
}

/// A stored instant as people read it: to the minute, where the institutions are (UTC+8).
#[must_use]
pub fn local_minute(stored: &str) -> String {
    let Ok(at) = DateTime::parse_from_rfc3339(stored) else {
        return stored.to_owned();
    };
    let local = at.to_utc() + TimeDelta::hours(8);
    local.format("%Y-%m-%d %H:%M").to_string()
}

/// The instant, as it is stored, at which a day begins where the institutions are (UTC+8).
#[must_use]
pub fn beginning_of(day: Day) -> String {
    let midnight = day.date().and_time(NaiveTime::MIN).and_utc();
    instant(midnight - TimeDelta::hours(8))
}

/// An instant as it is stored: UTC with milliseconds, so that texts compare as instants do.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_its_own_midnight_and_is_read_back_so() {
        let day = Day::parse("2026-03-01").unwrap();
        assert_eq!(beginning_of(day), "2026-02-28T16:00:00.000Z");
        assert_eq!(local_minute(&beginning_of(day)), "2026-03-01 00:00");
    }
}
