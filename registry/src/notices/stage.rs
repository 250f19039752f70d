//! What one is told of, and how near it is.

use eligibility::day::{Day, LAST_YEAR};

use crate::due::{Due, Never, Stage, stage};

/// What one is told of: something that ends on a day. Where the day moves, it is another subject, so
/// one is told anew of what was renewed by a correction, and of a break that comes earlier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// What it is, as [`Due::key`] or [`Never::key`] names it.
    pub key: String,
    /// The last good day; of what was never recorded, which has none, the last day there is.
    pub last: Day,
}

impl Subject {
    /// Whether it is something that was never recorded.
    pub(crate) fn is_never(&self) -> bool {
        self.key.starts_with(Never::PREFIX)
    }
}

/// A subject and how near it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warned {
    /// What ends.
    pub subject: Subject,
    /// How near.
    pub stage: Stage,
}

impl Warned {
    /// What is to be said of something on a day; `None` while it is too early, and while somebody lets
    /// it rest.
    #[must_use]
    pub fn of(due: &Due, on: Day) -> Option<Self> {
        let stage = stage(due.last, &due.lead_days, on).filter(|_| due.rests.is_none())?;
        let subject = Subject {
            key: due.key.clone(),
            last: due.last,
        };
        Some(Self { subject, stage })
    }

    /// What is to be said of something that was never recorded: at any time the same, so one is told
    /// once, until it was recorded.
    #[must_use]
    pub fn of_never(never: &Never) -> Self {
        let subject = Subject {
            key: never.key.clone(),
            last: Day::last_of_year(LAST_YEAR),
        };
        let stage = Stage::Overdue;
        Self { subject, stage }
    }
}

/// A stage as it is stored: the days before, or -1.
pub(crate) fn number(stage: Stage) -> i64 {
    match stage {
        Stage::Overdue => -1,
        Stage::Within(days) => i64::from(days),
    }
}

/// The stage of a stored number.
pub(crate) fn from_number(number: i64) -> Stage {
    u32::try_from(number).map_or(Stage::Overdue, Stage::Within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_urgent_is_the_smaller_and_all_are_read_back() {
        let stages = [
            Stage::Overdue,
            Stage::Within(0),
            Stage::Within(7),
            Stage::Within(180),
        ];
        assert!(stages.is_sorted());
        for stage in stages {
            assert_eq!(from_number(number(stage)), stage);
        }
    }
}
