//! The only place that asks for now. Everything else takes the day, or the instant, as an argument.

use std::fmt;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use eligibility::day::Day;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

/// The present instant.
pub(crate) fn now() -> DateTime<Utc> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one clock that others are given"
    )]
    let now = SystemTime::now();
    // A machine whose clock stands before 1970 gets 1970.
    let since_epoch = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    DateTime::UNIX_EPOCH + since_epoch
}

/// How long something takes.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// From now on.
    pub(crate) fn start() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "how long something takes is no time of day, and only figures are made of it"
        )]
        Self(Instant::now())
    }

    /// Until now.
    pub(crate) fn passed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Hours by which the institutions' time (Asia/Shanghai, no daylight saving) is ahead of UTC.
const SHANGHAI_HOURS: i64 = 8;

/// The present day where the institutions are.
pub(crate) fn today() -> Day {
    Day::from(local(now()).date())
}

/// An instant as clocks show it where the institutions are.
pub(crate) fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc() + TimeDelta::hours(SHANGHAI_HOURS)
}

/// Stamps log lines.
pub(crate) struct LogTime;

impl FormatTime for LogTime {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{}", now().format("%Y-%m-%dT%H:%M:%SZ"))
    }
}
