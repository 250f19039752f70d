//! What a fault speaks of, as data.

use std::fmt;

use serde::Serialize;

use crate::catalogue::Vocabulary;

/// What a word of a file stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is said in words by `Display`")]
pub enum Thing {
    TitleLevel,
    AbsenceKind,
    LicenceLevel,
    Authority,
    ListKind,
    RadiationCode,
    Validity,
    Pool,
    Flag,
    Combination,
    WhenEmpty,
    About,
    Calendar,
    RoomFeature,
    Reminded,
    Department,
    Person,
    Programme,
    Standard,
    Edition,
    Clause,
    Reading,
    Alternative,
    #[serde(untagged)]
    Of(Vocabulary),
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TitleLevel => "title level",
            Self::AbsenceKind => "kind of absence",
            Self::LicenceLevel => "licence level",
            Self::Authority => "authority",
            Self::ListKind => "list of records",
            Self::RadiationCode => "radiation work code",
            Self::Validity => "validity",
            Self::Pool => "pool",
            Self::Flag => "flag",
            Self::Combination => "combination",
            Self::WhenEmpty => "rule for an empty set",
            Self::About => "subject of a duty",
            Self::Calendar => "stretch of the calendar",
            Self::RoomFeature => "feature of a room",
            Self::Reminded => "subject of a reminder",
            Self::Department => "department",
            Self::Person => "person with staff number",
            Self::Programme => "programme",
            Self::Standard => "standard",
            Self::Edition => "edition",
            Self::Clause => "clause",
            Self::Reading => "reading",
            Self::Alternative => "alternative",
            Self::Of(vocabulary) => vocabulary.what(),
        })
    }
}

/// What kind of value is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is said in words by `Display`")]
pub enum Expected {
    Table,
    List,
    Text,
    YesOrNo,
    WholeNumber,
    Decimal,
    Day,
    Word(Thing),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "a table of keys and values",
            Self::List => "a list",
            Self::Text => "a text",
            Self::YesOrNo => "true or false",
            Self::WholeNumber => "a whole number from 0 to 4294967295",
            Self::Decimal => "a number that is not negative, with at most two decimals",
            Self::Day => "a day as YYYY-MM-DD between 1900 and 2199",
            Self::Word(thing) => return write!(f, "the {thing} as a text"),
        })
    }
}

/// What stands there instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// JSON's null.
    Null,
    /// A list.
    List,
    /// A table.
    Table,
    /// A single value as written, shortened if long.
    Value(String),
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::List => f.write_str("a list"),
            Self::Table => f.write_str("a table"),
            Self::Value(text) => write!(f, "`{text}`"),
        }
    }
}
