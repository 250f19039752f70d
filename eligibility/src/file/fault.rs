//! What can be wrong with a file, as data; the wording for people is made at the edge.

use serde::Serialize;
use thiserror::Error;

use super::rule::Rule;
use super::thing::{Expected, Found, Thing};
use crate::day::Day;

/// One fault of a file: where it stands and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[error("{}{kind}", place(path, *line))]
pub struct Fault {
    /// The place in the file, such as `people[3].titles[0].level`; empty for the whole file.
    pub path: String,
    /// The line, counted from 1, where the format can tell.
    pub line: Option<u32>,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum FaultKind {
    /// The file is not well-formed.
    #[error("not well-formed: {message}")]
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// A key that means nothing here.
    #[error("unknown key `{found}`; allowed: {}", allowed.join(", "))]
    UnknownKey {
        /// The key.
        found: String,
        /// The keys that may stand here.
        allowed: Vec<String>,
    },
    /// A key written twice.
    #[error("key `{found}` stands twice")]
    RepeatedKey {
        /// The key.
        found: String,
    },
    /// A key that must stand here and does not.
    #[error("missing key `{key}`")]
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value of another kind than asked for.
    #[error("expected {expected}, found {found}")]
    WrongKind {
        /// What is asked for.
        expected: Expected,
        /// What stands there.
        found: Found,
    },
    /// A word that is not one of those allowed.
    #[error("unknown {what} `{found}`; allowed: {}", allowed.join(", "))]
    UnknownWord {
        /// What the word is for.
        what: Thing,
        /// The word.
        found: String,
        /// The words allowed.
        allowed: Vec<String>,
    },
    /// A last day before the first.
    #[error("`{last_key}` {last} is before `{first_key}` {first}")]
    OutOfOrder {
        /// The key of the first day.
        first_key: String,
        /// The first day.
        first: Day,
        /// The key of the last day.
        last_key: String,
        /// The last day.
        last: Day,
    },
    /// Something that must be unique stands twice.
    #[error("{what} `{found}` stands twice")]
    Duplicate {
        /// What must be unique.
        what: Thing,
        /// The value.
        found: String,
    },
    /// A reference to something that is not in the file.
    #[error("no {what} `{found}` in this file")]
    Dangling {
        /// What is referred to.
        what: Thing,
        /// The reference.
        found: String,
    },
    /// What the rules of the file do not allow.
    #[error("{rule}")]
    NotAllowed {
        /// The rule.
        #[serde(flatten)]
        rule: Rule,
    },
}

/// All faults of one file, in file order; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faults(pub Vec<Fault>);

impl From<Rule> for FaultKind {
    fn from(rule: Rule) -> Self {
        Self::NotAllowed { rule }
    }
}

impl FaultKind {
    /// A stable kebab-case name of the fault.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::UnknownKey { .. } => "unknown-key",
            Self::RepeatedKey { .. } => "repeated-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongKind { .. } => "wrong-kind",
            Self::UnknownWord { .. } => "unknown-word",
            Self::OutOfOrder { .. } => "out-of-order",
            Self::Duplicate { .. } => "duplicate",
            Self::Dangling { .. } => "dangling",
            Self::NotAllowed { .. } => "not-allowed",
        }
    }
}

/// The place before a message, as far as known.
fn place(path: &str, line: Option<u32>) -> String {
    let line = line.map(|line| format!("line {line}: "));
    let path = (!path.is_empty()).then(|| format!("{path}: "));
    [line, path].into_iter().flatten().collect()
}
