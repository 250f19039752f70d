//! Records that are kept in place: list by list, with the links by which each is corrected, ended
//! and removed, and the one form that the address opens.

pub mod asked;
mod from_sheet;
pub mod institution;
pub mod programme;

use std::collections::BTreeMap;

use eligibility::day::Day;
use eligibility::file::Node;
use eligibility::standard::Standard;
use registry::attachments::{Attachment, takes_scans};
use registry::forms::{self, Choices, Forms, Recorded, clause_label};
use registry::ledger::kinds::{Column, Kind, SheetKind};
use registry::store::{RecordId, RecordKind};

use super::address::Address;
use super::attachments::ScanView;
use super::record_form::{FormView, label};
use crate::locale::Lang;
use crate::wording::record_text;

/// Where the link to an open form leads on the page.
const OPEN: &str = "#open";

/// What a reader of the page may do with the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum May {
    /// Change them at once.
    Edit,
    /// Propose changes of what this owner has.
    Propose(String),
    /// Read them.
    Read,
}

/// What all lists of a page have in common.
#[derive(Debug)]
pub struct Place<'a> {
    /// The page's address.
    pub address: &'a Address,
    /// What is chosen from.
    pub forms: &'a Forms<'a>,
    /// What may be done.
    pub may: May,
    /// The standard the owner is assessed against.
    pub standard: Option<&'a Standard>,
    /// What the address says of forms.
    pub asked: &'a BTreeMap<String, String>,
    /// The institution's local date.
    pub today: Day,
    /// The scans of the page's records.
    pub scans: &'a [Attachment],
}

/// The records of a kind as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindView {
    /// The kind's stable name.
    pub kind: &'static str,
    /// What the kind is called.
    pub title: &'static str,
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The records that hold.
    pub rows: Vec<RowView>,
    /// Those that have ended.
    pub ended: Vec<RowView>,
    /// Where one is added, and what the link says.
    pub add: Option<(&'static str, String)>,
    /// The form of a new one, where it is open.
    pub blank: Option<FormView>,
}

/// A record as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// What stands in each column.
    pub cells: Vec<String>,
    /// What else to know of it.
    pub note: Option<String>,
    /// What can be done with it, and where.
    pub links: Vec<(&'static str, String)>,
    /// Its scans.
    pub scans: Vec<ScanView>,
    /// Its form, where it is open.
    pub open: Option<Open>,
}

/// An open form of a record there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// To correct it.
    Correct(Box<FormView>),
    /// To remove it.
    Remove(RemoveView),
}

/// What to know before a record is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoveView {
    /// The record.
    pub record: String,
    /// The version of it that is shown.
    pub version: i64,
    /// What is removed.
    pub says: String,
    /// What goes with it or stands in the way.
    pub warnings: Vec<String>,
    /// Whether a box has to be ticked and a reason given.
    pub grave: bool,
}

impl Place<'_> {
    fn lang(&self) -> Lang {
        self.address.lang
    }

    /// The page with a form open.
    fn open(&self, own: Vec<(&'static str, String)>) -> String {
        format!("{}{OPEN}", self.address.with_own(own))
    }

    /// The page with the form of a new record open, some of whose fields are known.
    #[must_use]
    pub fn adding(&self, kind: &str, known: Vec<(&'static str, String)>) -> String {
        let mut own = vec![("add", kind.to_owned())];
        own.extend(known.into_iter().filter(|(_, value)| !value.is_empty()));
        self.open(own)
    }

    /// The records of a kind; nothing for a kind there is not.
    #[must_use]
    pub fn list(&self, kind: &str, records: &[Recorded]) -> Option<KindView> {
        let kind = RecordKind::from_name(kind)?;
        let form = forms::form(kind)?;
        let told: Vec<Told<'_>> = records
            .iter()
            .map(|record| (record, self.forms.told(form, &record.node)))
            .collect();
        let columns: Vec<_> = forms::fields(form)
            .filter(|column| told.iter().any(|(_, told)| text(told, column).is_some()))
            .collect();
        let (ended, rows): (Vec<_>, Vec<_>) = told
            .into_iter()
            .partition(|(record, _)| self.has_ended(record));
        let row = |told: Told<'_>| self.row(form, &columns, &told);
        Some(KindView {
            kind: kind.name(),
            title: record_text::kind(self.lang(), kind),
            columns: columns
                .iter()
                .map(|column| label(self.lang(), column))
                .collect(),
            rows: rows.into_iter().map(row).collect(),
            ended: ended.into_iter().map(row).collect(),
            add: self
                .add(kind)
                .filter(|_| !kind.is_single() || records.is_empty()),
            blank: self.blank(kind),
        })
    }

    /// Whether a record's last day has passed, or it was revoked.
    fn has_ended(&self, record: &Recorded) -> bool {
        if matches!(record.id.kind.name(), "figure" | "duty" | "attestation") {
            return false;
        }
        let day = |key| {
            record
                .node
                .get(key)
                .and_then(Node::as_text)
                .and_then(Day::parse)
        };
        let over = |key| day(key).is_some_and(|last| last < self.today);
        over("to") || over("expires") || day("revoked_from").is_some_and(|from| from <= self.today)
    }

    fn add(&self, kind: RecordKind) -> Option<(&'static str, String)> {
        let words = self.lang().words().setup;
        match &self.may {
            May::Edit => Some((words.add, self.adding(kind.name(), Vec::new()))),
            May::Propose(owner) => {
                let address = self.address.propose_new(kind, owner);
                Some((words.propose_new, address.to_string()))
            }
            May::Read => None,
        }
    }

    fn blank(&self, kind: RecordKind) -> Option<FormView> {
        let is_open =
            self.may == May::Edit && self.asked.get("add").map(String::as_str) == Some(kind.name());
        is_open.then(|| blank(self, kind)).flatten()
    }

    fn row(&self, form: &'static SheetKind, columns: &[&Column], told: &Told<'_>) -> RowView {
        let (record, told) = told;
        let filled = match self.lang() {
            Lang::Zh => Vec::new(),
            Lang::En => self.forms.filled(form, &record.node),
        };
        let cell = |column: &&Column| {
            let typed = filled.iter().find(|(of, _)| of.key == column.key);
            let chosen = typed.and_then(|(_, typed)| self.chosen(column, typed));
            let says = || text(told, column).map(ToOwned::to_owned);
            chosen.or_else(says).unwrap_or_default()
        };
        RowView {
            cells: columns.iter().map(cell).collect(),
            note: None,
            links: self.links(form, record),
            scans: self.scans(record),
            open: self.opened(record),
        }
    }

    /// A chosen word as English readers read it; Chinese ones read what a ledger says.
    fn chosen(&self, column: &Column, typed: &str) -> Option<String> {
        if column.kind == Kind::Clause {
            let clause = self.forms.clause_of(typed);
            return clause.map(|clause| clause_label(clause).en);
        }
        let is_word = matches!(
            column.kind,
            Kind::Word(_)
                | Kind::Words(_)
                | Kind::Closed(_)
                | Kind::Title
                | Kind::YesNo
                | Kind::Standard
        );
        if !is_word || typed.is_empty() {
            return None;
        }
        match self.forms.choices(column, self.standard) {
            Choices::One(choices) | Choices::Some(choices) => {
                let chosen = choices
                    .into_iter()
                    .filter(|choice| typed.split(';').any(|one| one == choice.value));
                let chosen: Vec<_> = chosen.map(|choice| choice.en).collect();
                (!chosen.is_empty()).then(|| chosen.join(", "))
            }
            Choices::Free | Choices::Offered(_) => None,
        }
    }

    fn links(&self, form: &'static SheetKind, record: &Recorded) -> Vec<(&'static str, String)> {
        let words = self.lang().words().setup;
        let id = || record.id.to_string();
        match &self.may {
            May::Read => Vec::new(),
            May::Propose(_) => {
                let address = self.address.propose(&record.id);
                vec![(words.propose, address.to_string())]
            }
            May::Edit => {
                let mut links = Vec::new();
                if !record.id.kind.is_of_words() {
                    links.push((words.correct, self.open(vec![("edit", id())])));
                }
                let goes_on = form.column("to").is_some_and(|column| !column.required)
                    && record.node.get("to").is_none();
                if goes_on {
                    let today = self.today.to_string();
                    let own = vec![("edit", id()), ("to", today)];
                    links.push((words.end, self.open(own)));
                }
                if takes_scans(record.id.kind) {
                    let add = self.lang().words().attachments.add;
                    links.push((add, self.address.add_scan(&record.id).to_string()));
                }
                if !record.id.kind.is_single() {
                    links.push((words.remove, self.open(vec![("remove", id())])));
                }
                links
            }
        }
    }

    fn scans(&self, record: &Recorded) -> Vec<ScanView> {
        let own = self.scans.iter().filter(|scan| scan.record == record.id);
        own.map(|scan| ScanView::of(self.lang(), scan)).collect()
    }

    fn opened(&self, record: &Recorded) -> Option<Open> {
        if self.may != May::Edit {
            return None;
        }
        let asked = |key: &str| self.asked.get(key) == Some(&record.id.to_string());
        if asked("edit") {
            return corrected(self, record).map(|form| Open::Correct(Box::new(form)));
        }
        asked("remove").then(|| {
            Open::Remove(RemoveView {
                record: record.id.to_string(),
                version: record.version,
                says: record_text::record(self.lang(), self.forms, record.id.kind, &record.node),
                warnings: Vec::new(),
                grave: false,
            })
        })
    }
}

/// A record with what people read of its fields.
type Told<'r> = (&'r Recorded, Vec<(&'static Column, String)>);

/// What people read of a field.
fn text<'t>(told: &'t [(&'static Column, String)], column: &Column) -> Option<&'t str> {
    let found = told.iter().find(|(of, _)| of.key == column.key);
    found.map(|(_, text)| text.as_str())
}

/// The form of a new record, with what the address says of it; days that are mostly today are today.
#[must_use]
pub fn blank(place: &Place<'_>, kind: RecordKind) -> Option<FormView> {
    let today = place.today.to_string();
    let mut known: Vec<(&str, &str)> = place
        .asked
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    let today_in = match kind.name() {
        "attestation" | "duty" => Some("on"),
        "figure" => Some("recorded"),
        _ => None,
    };
    known.extend(today_in.map(|key| (key, today.as_str())));
    FormView::blank(place.lang(), place.forms, kind, &known, place.standard)
}

/// The form of a record, with what the address says in place of what stands there.
#[must_use]
pub fn corrected(place: &Place<'_>, record: &Recorded) -> Option<FormView> {
    let mut form = FormView::filled(place.lang(), place.forms, record, place.standard)?;
    for field in &mut form.fields {
        if let Some(value) = place.asked.get(field.name) {
            value.clone_into(&mut field.value);
        }
    }
    Some(form)
}

impl KindView {
    /// What is to be known before one of the records is removed, told by the record's id.
    #[must_use]
    pub fn warned(mut self, warn: impl Fn(&RecordId, &mut RemoveView)) -> Self {
        for row in self.rows.iter_mut().chain(&mut self.ended) {
            if let Some(Open::Remove(remove)) = &mut row.open
                && let Some(id) = RecordId::parse(&remove.record)
            {
                warn(&id, remove);
            }
        }
        self
    }

    /// The same with everything but the first few rows among those that are folded.
    #[must_use]
    pub fn folded_after(mut self, n: usize) -> Self {
        if self.rows.len() > n {
            let older = self.rows.split_off(n);
            self.ended = older.into_iter().chain(self.ended).collect();
        }
        self
    }
}
