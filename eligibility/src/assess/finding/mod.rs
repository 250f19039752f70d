//! Why a person counts, does not count or may count: codes with data, no prose.

mod cause;
mod evidence;

use serde::Serialize;

pub use cause::Cause;
pub use evidence::{Evidence, Refusal, TrainingStanding};

use super::truth::Truth;

/// The outcome of one condition for one person on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Finding {
    /// It holds, on these records.
    Held {
        /// The records that count.
        evidence: Vec<Evidence>,
    },
    /// It does not hold.
    Failed {
        /// Why.
        cause: Cause,
    },
    /// A fact is missing without which it cannot be told.
    Unknown {
        /// The fact and the field to fill.
        missing: Missing,
    },
}

impl Finding {
    /// Held without a record worth showing.
    #[must_use]
    pub const fn held() -> Self {
        Self::Held {
            evidence: Vec::new(),
        }
    }

    /// Held on one record.
    #[must_use]
    pub fn on(evidence: Evidence) -> Self {
        Self::Held {
            evidence: vec![evidence],
        }
    }

    /// Whether it holds.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        match self {
            Self::Held { .. } => Truth::Yes,
            Self::Failed { .. } => Truth::No,
            Self::Unknown { .. } => Truth::Maybe,
        }
    }

    /// Whether it holds a record that is said of everybody, also of those who do not count.
    #[must_use]
    pub fn is_said_of_all(&self) -> bool {
        match self {
            Self::Held { evidence } => evidence.iter().any(Evidence::is_said_of_all),
            Self::Failed { .. } | Self::Unknown { .. } => false,
        }
    }

    /// The stable code of a cause or a missing fact; `None` when it holds.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Held { .. } => None,
            Self::Failed { cause } => Some(cause.code()),
            Self::Unknown { .. } => Some("fact-missing"),
        }
    }
}

/// What a condition is asked for: a [`Finding`] with its proof, or its [`Truth`] alone, for which no
/// record is copied.
pub(in crate::assess) trait Answer: Sized {
    /// It holds, on a record.
    fn on(evidence: impl FnOnce() -> Evidence) -> Self;
    /// It holds without a record worth showing.
    fn held() -> Self;
    /// It does not hold.
    fn failed(cause: impl FnOnce() -> Cause) -> Self;
    /// It cannot be told.
    fn unknown(missing: Missing) -> Self;
    /// Whether it holds.
    fn truth(&self) -> Truth;
}

impl Answer for Finding {
    fn on(evidence: impl FnOnce() -> Evidence) -> Self {
        Self::on(evidence())
    }

    fn held() -> Self {
        Self::held()
    }

    fn failed(cause: impl FnOnce() -> Cause) -> Self {
        cause().into()
    }

    fn unknown(missing: Missing) -> Self {
        missing.into()
    }

    fn truth(&self) -> Truth {
        self.truth()
    }
}

impl Answer for Truth {
    fn on(_: impl FnOnce() -> Evidence) -> Self {
        Self::Yes
    }

    fn held() -> Self {
        Self::Yes
    }

    fn failed(_: impl FnOnce() -> Cause) -> Self {
        Self::No
    }

    fn unknown(_: Missing) -> Self {
        Self::Maybe
    }

    fn truth(&self) -> Truth {
        *self
    }
}

impl From<Cause> for Finding {
    fn from(cause: Cause) -> Self {
        Self::Failed { cause }
    }
}

impl From<Missing> for Finding {
    fn from(missing: Missing) -> Self {
        Self::Unknown { missing }
    }
}

/// A fact that is missing, by the field to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Missing {
    /// The list of the person's file, such as `credentials`.
    pub list: &'static str,
    /// The record's place in the list, from 0; `None` when no record stands there.
    pub index: Option<usize>,
    /// The field to fill; empty when a whole record is wanted, `complete` when the mark of the list.
    pub field: &'static str,
}

impl Missing {
    /// A blank field of a record.
    #[must_use]
    pub const fn field(list: &'static str, index: usize, field: &'static str) -> Self {
        Self {
            list,
            index: Some(index),
            field,
        }
    }

    /// A blank field of some record of a list.
    #[must_use]
    pub const fn field_of(list: &'static str, field: &'static str) -> Self {
        Self {
            list,
            index: None,
            field,
        }
    }

    /// A list that has records, none of which decides, and is not marked complete.
    #[must_use]
    pub const fn complete(list: &'static str) -> Self {
        Self {
            list,
            index: None,
            field: "complete",
        }
    }

    /// A record that is not there though it may exist.
    #[must_use]
    pub const fn record(list: &'static str) -> Self {
        Self {
            list,
            index: None,
            field: "",
        }
    }
}
