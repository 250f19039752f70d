//! The address of a page: everything that was chosen stands in it, and links keep it.

use std::fmt;

use eligibility::day::Day;
use registry::attachments::Holder;
use registry::percent::encoded;
use registry::store::{RecordId, RecordKind};

use crate::locale::Lang;

/// Which clauses a sheet shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All of them.
    #[default]
    All,
    /// Those not met or undetermined.
    Open,
    /// Those about people.
    Personnel,
}

impl Show {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::All, Self::Open, Self::Personnel];

    /// The choice of an address.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|show| show.code() == code)
    }

    /// The word that stands for it in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Personnel => "personnel",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        let words = lang.words();
        match self {
            Self::All => words.show_all,
            Self::Open => words.show_open,
            Self::Personnel => words.show_personnel,
        }
    }
}

/// A page of ours. Written out, it leaves out whatever is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The path, as it stands in an address.
    pub path: String,
    /// The language.
    pub lang: Lang,
    /// The as-of date; `None` is today.
    pub on: Option<Day>,
    /// Whether an edition that is not in force is evaluated all the same.
    pub as_if: bool,
    /// Which clauses are shown.
    pub show: Show,
    /// The changes of a what-if page, each in its short form (see [`super::what_if::chosen`]).
    pub changes: Vec<String>,
    /// What belongs to this page alone, such as where to go after signing in.
    pub own: Vec<(&'static str, String)>,
}

impl Address {
    /// The board, for the same day and in the same language.
    #[must_use]
    pub fn board(&self) -> Self {
        Self {
            path: "/".to_owned(),
            as_if: false,
            show: Show::All,
            changes: Vec::new(),
            own: Vec::new(),
            ..self.clone()
        }
    }

    /// Another page with the same query.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }

    /// The sheet of a programme, for the same day and in the same language.
    #[must_use]
    pub fn sheet(&self, programme: &str) -> Self {
        let path = format!("/programmes/{}", encoded(programme));
        Self {
            path,
            ..self.board()
        }
    }

    /// The file of a person, for the same day and in the same language.
    #[must_use]
    pub fn staff(&self, staff: &str) -> Self {
        self.board().at_path(&format!("/staff/{}", encoded(staff)))
    }

    /// What there is of a department.
    #[must_use]
    pub fn department(&self, id: &str) -> Self {
        self.board()
            .at_path(&format!("/departments/{}", encoded(id)))
    }

    /// The same with other keys and values of its own.
    #[must_use]
    pub fn with_own(&self, own: Vec<(&'static str, String)>) -> Self {
        Self {
            own,
            ..self.clone()
        }
    }

    /// The page of a file that was handed in.
    #[must_use]
    pub fn import_file(&self, id: &str) -> Self {
        self.board().at_path(&format!("/import/{}", encoded(id)))
    }

    /// The page of a batch.
    #[must_use]
    pub fn import_batch(&self, batch: &str) -> Self {
        let path = format!("/import/batches/{}", encoded(batch));
        self.board().at_path(&path)
    }

    /// The what-if page of a programme with these changes, for the same day and in the same language.
    #[must_use]
    pub fn what_if(&self, programme: &str, changes: Vec<String>) -> Self {
        let path = format!("{}/what-if", self.sheet(programme).path);
        Self {
            path,
            changes,
            ..self.clone()
        }
    }

    /// The identity number of a person, in the same language.
    #[must_use]
    pub fn identity(&self, staff: &str) -> Self {
        let path = format!("/staff/{}/identity", encoded(staff));
        Self {
            path,
            ..self.board()
        }
    }

    /// The records of a programme, in the same language.
    #[must_use]
    pub fn records(&self, programme: &str) -> Self {
        let path = format!("{}/records", self.sheet(programme).path);
        Self {
            path,
            on: None,
            ..self.board()
        }
    }

    /// The scans of a holder's records, in the same language.
    #[must_use]
    pub fn scans(&self, holder: &Holder) -> Self {
        let path = match holder {
            Holder::Person(staff) => format!("/staff/{}/attachments", encoded(staff)),
            Holder::Programme(id) => format!("/programmes/{}/attachments", encoded(id)),
            Holder::Institution => "/institution/attachments".to_owned(),
        };
        Self {
            path,
            ..self.board()
        }
    }

    /// The page of scans with a record chosen, to which one is added.
    #[must_use]
    pub fn add_scan(&self, record: &RecordId) -> Self {
        let own = vec![("record", record.to_string())];
        let scans = self.scans(&Holder::of(record));
        Self { on: None, ..scans }.with_own(own)
    }

    /// The page on which a correction of a record is proposed.
    #[must_use]
    pub fn propose(&self, record: &RecordId) -> Self {
        let path = format!("/propose/{}", encoded(&record.to_string()));
        Self {
            path,
            on: None,
            ..self.board()
        }
    }

    /// The page on which a new record of somebody's is proposed.
    #[must_use]
    pub fn propose_new(&self, kind: RecordKind, owner: &str) -> Self {
        let own = vec![("of", kind.name().to_owned()), ("owner", owner.to_owned())];
        Self {
            path: "/propose/new".to_owned(),
            on: None,
            own,
            ..self.board()
        }
    }

    /// The same on another day.
    #[must_use]
    pub fn at(&self, day: Day) -> Self {
        Self {
            on: Some(day),
            ..self.clone()
        }
    }

    /// The same in another language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self {
            lang,
            ..self.clone()
        }
    }

    /// The same with another choice of clauses.
    #[must_use]
    pub fn showing(&self, show: Show) -> Self {
        Self {
            show,
            ..self.clone()
        }
    }

    /// Keys and values of the query, without those that are as usual.
    #[must_use]
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let keys = [
            self.on.map(|day| ("on", day.to_string())),
            self.as_if.then(|| ("as_if", "1".to_owned())),
            (self.show != Show::All).then(|| ("show", self.show.code().to_owned())),
            (self.lang != Lang::Zh).then(|| ("lang", self.lang.code().to_owned())),
        ];
        let changes = self.changes.iter();
        let changes = changes.map(|change| ("change", change.clone()));
        let own = self.own.iter().cloned();
        keys.into_iter()
            .flatten()
            .chain(changes)
            .chain(own)
            .collect()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (place, (key, value)) in self.query().iter().enumerate() {
            let mark = if place == 0 { '?' } else { '&' };
            write!(f, "{mark}{key}={}", encoded(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_day_and_language_and_drop_what_belongs_to_one_sheet() {
        let sheet = Address {
            path: "/programmes/a".into(),
            lang: Lang::En,
            on: Day::parse("2026-03-01"),
            as_if: true,
            show: Show::Open,
            changes: vec!["leave~1~2026-12-01".into()],
            own: vec![("next", "/".into())],
        };
        assert_eq!(sheet.board().to_string(), "/?on=2026-03-01&lang=en");
        assert_eq!(
            sheet.sheet("b").to_string(),
            "/programmes/b?on=2026-03-01&lang=en"
        );
    }

    #[test]
    fn any_programme_id_makes_one_segment() {
        assert_eq!(
            Address::default().sheet("核 a/b?").path,
            "/programmes/%E6%A0%B8%20a%2Fb%3F"
        );
    }
}
