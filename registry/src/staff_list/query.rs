//! What is asked of the list, as it stands in an address.
//!
//! # Invariants
//! - Every word of a [`Query`] exists: what cannot be understood is a [`QueryFault`], and nothing
//!   is asked then.
//! - A query written out is read back the same.

use eligibility::catalogue::{CredentialKindId, ProfessionId, TitleSeriesId};
use eligibility::facts::Level;
use thiserror::Error;

use super::papers::DueWithin;
use super::standing::Status;
use crate::seen::Seen;

/// The most characters that are searched for.
pub const MOST_CHARS: usize = 60;

/// The keys of an address.
pub mod key {
    /// A name, pinyin or a staff number.
    pub const TEXT: &str = "q";
    /// A department's id.
    pub const DEPARTMENT: &str = "department";
    /// A profession.
    pub const PROFESSION: &str = "profession";
    /// A series of titles.
    pub const SERIES: &str = "series";
    /// A level of titles.
    pub const LEVEL: &str = "level";
    /// A kind of credential.
    pub const CREDENTIAL: &str = "credential";
    /// A status.
    pub const STATUS: &str = "status";
    /// Within which time a paper ends.
    pub const DUE: &str = "due";
    /// The order.
    pub const SORT: &str = "sort";
    /// The page, from 1.
    pub const PAGE: &str = "page";
}

/// What people are listed by; what is blank is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// A part of a name, of its pinyin, or of a staff number.
    pub text: Option<String>,
    /// The id of a department.
    pub department: Option<String>,
    /// A profession.
    pub profession: Option<ProfessionId>,
    /// A series of titles.
    pub series: Option<TitleSeriesId>,
    /// A level of titles.
    pub level: Option<LevelAsked>,
    /// A kind of credential that is held.
    pub credential: Option<CredentialKindId>,
    /// The status.
    pub status: Option<Status>,
    /// Within which time a paper ends.
    pub due: Option<DueWithin>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
}

/// A level of titles that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelAsked {
    /// The level.
    pub level: Level,
    /// Whether a higher one will do.
    pub or_higher: bool,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The staff number.
    #[default]
    Number,
    /// The name, as it is read.
    Name,
}

/// What of an address cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryFault {
    /// There is no such key.
    #[error("unknown key `{0}`")]
    UnknownKey(String),
    /// There is no such word.
    #[error("`{key}` knows no `{found}`")]
    UnknownWord {
        /// The key.
        key: &'static str,
        /// What stands there.
        found: String,
    },
    /// The text is too long.
    #[error("more than {MOST_CHARS} characters")]
    TooLong,
    /// The page is none.
    #[error("`{0}` is no page")]
    NotAPage(String),
}

/// An address that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What of it could be.
    pub readable: Box<Query>,
    /// What could not.
    pub faults: Vec<QueryFault>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: None,
            department: None,
            profession: None,
            series: None,
            level: None,
            credential: None,
            status: None,
            due: None,
            sort: Sort::default(),
            page: 1,
        }
    }
}

impl LevelAsked {
    /// Every choice: each level by itself, and the upper ones with what is above.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let exactly = Level::ALL.iter().map(|level| Self {
            level: *level,
            or_higher: false,
        });
        let upwards = [Level::Junior, Level::Intermediate, Level::DeputySenior];
        let upwards = upwards.map(|level| Self {
            level,
            or_higher: true,
        });
        exactly.chain(upwards).collect()
    }

    /// The word that stands for it in addresses.
    #[must_use]
    pub fn word(self) -> String {
        let and_above = if self.or_higher { "-up" } else { "" };
        format!("{}{and_above}", self.level.word())
    }

    /// Whether a title is of the level.
    #[must_use]
    pub fn has(self, level: Level) -> bool {
        level == self.level || (self.or_higher && self.level < level)
    }
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::Number, Self::Name];

    /// The word that stands for it in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
        }
    }
}

impl Query {
    /// Reads the keys and values of an address; a value that is blank asks nothing. Of departments
    /// there are those that may be read.
    ///
    /// # Errors
    /// Everything that cannot be understood, with what can.
    pub fn read<'p>(
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        seen: &Seen<'_>,
    ) -> Result<Self, Unreadable> {
        let mut readable = Self::default();
        let mut faults = Vec::new();
        let pairs = pairs.into_iter().map(|(key, value)| (key, value.trim()));
        for (key, value) in pairs.filter(|(_, value)| !value.is_empty()) {
            if let Err(fault) = readable.take((key, value), seen) {
                faults.push(fault);
            }
        }
        if faults.is_empty() {
            Ok(readable)
        } else {
            let readable = Box::new(readable);
            Err(Unreadable { readable, faults })
        }
    }

    fn take(&mut self, (key, found): (&str, &str), seen: &Seen<'_>) -> Result<(), QueryFault> {
        let catalogue = seen.catalogue();
        match key {
            key::TEXT if found.chars().count() > MOST_CHARS => return Err(QueryFault::TooLong),
            key::TEXT => self.text = Some(found.to_owned()),
            key::DEPARTMENT => {
                let mut known = seen.departments();
                let known = known.find(|department| department.id == found);
                let known = known.map(|department| department.id.clone());
                self.department = Some(word(key::DEPARTMENT, found, known)?);
            }
            key::PROFESSION => {
                let known = ProfessionId::of(catalogue, found).ok();
                self.profession = Some(word(key::PROFESSION, found, known)?);
            }
            key::SERIES => {
                let known = TitleSeriesId::of(catalogue, found).ok();
                self.series = Some(word(key::SERIES, found, known)?);
            }
            key::LEVEL => {
                let mut known = LevelAsked::all().into_iter();
                let known = known.find(|level| level.word() == found);
                self.level = Some(word(key::LEVEL, found, known)?);
            }
            key::CREDENTIAL => {
                let known = CredentialKindId::of(catalogue, found).ok();
                self.credential = Some(word(key::CREDENTIAL, found, known)?);
            }
            key::STATUS => {
                self.status = Some(word(key::STATUS, found, Status::from_word(found))?);
            }
            key::DUE => self.due = Some(word(key::DUE, found, DueWithin::from_word(found))?),
            key::SORT => {
                let known = Sort::ALL.into_iter().find(|sort| sort.word() == found);
                self.sort = word(key::SORT, found, known)?;
            }
            key::PAGE => {
                let page = found.parse().ok().filter(|page| *page > 0);
                self.page = page.ok_or_else(|| QueryFault::NotAPage(found.to_owned()))?;
            }
            _ => return Err(QueryFault::UnknownKey(key.to_owned())),
        }
        Ok(())
    }

    /// Keys and values of an address that asks the same, without what is as usual.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let sort = (self.sort != Sort::default()).then(|| self.sort.word().to_owned());
        let page = (self.page > 1).then(|| self.page.to_string());
        let shown = [(key::SORT, sort), (key::PAGE, page)];
        let shown = shown.into_iter();
        let shown = shown.filter_map(|(key, value)| Some((key, value?)));
        self.filter().into_iter().chain(shown).collect()
    }

    /// The same without order and page: who is meant.
    #[must_use]
    pub fn filter(&self) -> Vec<(&'static str, String)> {
        let text = |id: &str| id.to_owned();
        let filter = [
            (key::TEXT, self.text.clone()),
            (key::DEPARTMENT, self.department.clone()),
            (
                key::PROFESSION,
                self.profession.as_ref().map(|id| text(id.as_str())),
            ),
            (
                key::SERIES,
                self.series.as_ref().map(|id| text(id.as_str())),
            ),
            (key::LEVEL, self.level.map(LevelAsked::word)),
            (
                key::CREDENTIAL,
                self.credential.as_ref().map(|id| text(id.as_str())),
            ),
            (key::STATUS, self.status.map(|status| text(status.word()))),
            (key::DUE, self.due.map(DueWithin::word)),
        ];
        let filter = filter.into_iter();
        filter
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }

    /// The same on another page.
    #[must_use]
    pub fn at_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// The same in another order, from the first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        let query = self.at_page(1);
        Self { sort, ..query }
    }
}

/// The word there is, or that there is none.
fn word<T>(key: &'static str, found: &str, known: Option<T>) -> Result<T, QueryFault> {
    known.ok_or_else(|| QueryFault::UnknownWord {
        key,
        found: found.to_owned(),
    })
}
