//! The rules of the file formats beyond the kind of each value.

use serde::Serialize;
use thiserror::Error;

use super::thing::Thing;

/// A rule that a file breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    /// A text without a letter in it.
    #[error("an empty text; leave the key out instead")]
    EmptyText,
    /// A text with a control character in it.
    #[error("the control character U+{:04X} in a text; take it out", u32::from(*found))]
    ControlCharacter {
        /// The first of them.
        found: char,
    },
    /// A list of a clause that is written out and empty: it would seem to ask for something.
    #[error("an empty list; name what counts or leave the key out")]
    EmptyList,
    /// Conditions that ask for nothing, so that everybody would count.
    #[error("conditions that ask for nothing; state one or leave them out")]
    AsksNothing,
    /// Exactly one of some keys must stand.
    #[error("exactly one of {} must stand", keys.join(", "))]
    ExactlyOne {
        /// The keys.
        keys: &'static [&'static str],
    },
    /// At least one of some keys must stand.
    #[error("{} must stand", keys.join(" or "))]
    AtLeastOne {
        /// The keys.
        keys: &'static [&'static str],
    },
    /// One of some keys may stand.
    #[error("only one of {} may stand", keys.join(", "))]
    AtMostOne {
        /// The keys.
        keys: &'static [&'static str],
    },
    /// A number out of its range.
    #[error("`{key}` must be {}", range(*least, *most))]
    OutOfRange {
        /// The key.
        key: &'static str,
        /// The least number allowed.
        least: u32,
        /// The greatest, if there is one.
        most: Option<u32>,
    },
    /// A programme that names nobody.
    #[error("a programme needs `departments`, `postings` or a `leader`")]
    NobodyToAssess,
    /// A clause that is assessed and has no test.
    #[error("a clause with flag P, Q or NP needs a test: one of {}", tests.join(", "))]
    ClauseWithoutTest {
        /// The keys of tests.
        tests: &'static [&'static str],
    },
    /// A clause that is not assessed and has tests.
    #[error("a clause with flag W or X takes no tests")]
    TestNotAssessed,
    /// `waives` under a flag other than W.
    #[error("`waives` belongs to flag W only")]
    WaivesOutsideWaiver,
    /// A waiver of a personnel clause (A28).
    #[error("a waiver never touches a personnel clause (A28), such as `{clause}`")]
    WaivesPersonnel {
        /// The clause.
        clause: String,
    },
    /// `within` names a clause without a headcount of the same group.
    #[error("clause `{clause}` has no headcount of the same group to be within")]
    NoOuterHeadcount {
        /// The clause.
        clause: String,
    },
    /// `worst_of` a clause that is itself over others.
    #[error("clause `{clause}` is itself the worst of others; name those instead")]
    WorstOfOthers {
        /// The clause.
        clause: String,
    },
    /// Headcounts that are within each other.
    #[error("`within` leads back to this headcount")]
    WithinCircle,
    /// Keys that do not belong to the pool of a headcount.
    #[error(
        "`posted` needs a `post` and may be `full_time`; `members-or-posted` needs a `post`; \
         `members` takes neither and may leave out kinds of department"
    )]
    PoolKeys,
    /// A headcount whose pool differs from that of the one it is within.
    #[error("a headcount within another has the same pool; leave the pool's keys out")]
    OtherPool,
    /// An alternative that changes no clause.
    #[error("an alternative must change at least one clause")]
    ChangesNothing,
    /// A key that an alternative leaves out of a clause that does not have it.
    #[error("clause `{clause}` has no key `{key}` to drop")]
    NothingToDrop {
        /// The clause.
        clause: String,
        /// The key.
        key: String,
    },
    /// Two editions in force on the same day.
    #[error("edition `{edition}` overlaps `{other}`: each day belongs to one edition at most")]
    EditionsOverlap {
        /// The edition.
        edition: String,
        /// The one it overlaps, which stands earlier in the file.
        other: String,
    },
    /// A change speaks of something that is not recorded.
    #[error("no {what} `{found}` on record; on record: {}", recorded.join(", "))]
    NotOnRecord {
        /// What the change speaks of.
        what: Thing,
        /// Its id.
        found: String,
        /// What is recorded; of very many only the neighbours.
        recorded: Vec<String>,
    },
    /// A change finds no record to act on.
    #[error("nothing in `{list}` to change on that day")]
    NothingToChange {
        /// The list of records.
        list: &'static str,
    },
    /// A term without a validity that has one, or the other way round, or two terms.
    #[error("`{kind}`: validity `fixed` and `interval` have `months` or `days`, any other neither")]
    MonthsAndValidity {
        /// The kind of credential or paper.
        kind: String,
    },
}

impl Rule {
    /// A ratio is not of nothing.
    pub(crate) const ZERO_DENOMINATOR: Self = Self::OutOfRange {
        key: "denominator",
        least: 1,
        most: None,
    };
}

fn range(least: u32, most: Option<u32>) -> String {
    most.map_or_else(
        || format!("at least {least}"),
        |most| format!("from {least} to {most}"),
    )
}
