//! One record of a staff file: what it says, how it stands, what can be done with it.

use eligibility::day::Day;
use eligibility::file::{Node, Value};
use registry::due::renewal::renewed_keys;
use registry::forms::{self, Recorded};
use registry::ledger::kinds::Column;
use registry::staff_file::entries::{Entry, Sort, State};
use registry::staff_file::{is_elsewhere, is_post};
use registry::store::RecordKind;

use super::Shown;
use super::opened::{self, Opened, anchor, link};
use crate::submission::LAST;
use crate::view::attachments::ScanView;
use crate::view::record_form::{FormView, label};
use crate::view::sheet::programme_name;
use crate::wording::{due, record_text, staff_file as wording};

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryView {
    /// Its kind.
    pub kind: RecordKind,
    /// Its place on the page.
    pub anchor: String,
    /// What the kind is called.
    pub title: &'static str,
    /// What it says in short.
    pub headline: String,
    /// What else it says.
    pub details: Vec<(&'static str, String)>,
    /// Its days.
    pub dates: String,
    /// How it stands: a code for its look, and words.
    pub state: Option<(&'static str, String)>,
    /// What can be done with it, and where.
    pub acts: Vec<(&'static str, String)>,
    /// Its scans.
    pub scans: Vec<ScanView>,
    /// The form that is open.
    pub open: Option<OpenForm>,
}

/// A form at a record.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenForm {
    /// To correct it, and what ends too once it has a last day.
    Edit(FormView, Vec<String>),
    /// To record what follows it, and by when that has to begin.
    Renew(FormView, Option<String>),
    /// To end it: the record and its version, and what ends with it.
    End(String, i64, Vec<String>),
    /// To remove it: the record, its version and what it says.
    Remove(String, i64, String),
}

impl EntryView {
    /// A record of a file that holds these.
    pub(super) fn of(shown: Shown<'_>, entry: &Entry<'_>, all: &[Entry<'_>]) -> Self {
        let (record, lang) = (&entry.record, shown.voice.lang);
        let kind = record.id.kind;
        let told = record_text::told(lang, shown.forms, kind, &record.node);
        let days = days(record);
        let is_shown = |column: &Column| {
            let is_known = is_post(kind) && column.key == "staff";
            is_known || heads(kind).contains(&column.key) || days.contains(&column.key)
        };
        let details = told.iter().filter(|(column, _)| !is_shown(column));
        let details = details.map(|(column, text)| (label(lang, column), text.clone()));
        let day = |key: Option<&&str>| Day::parse(record.node.get(key?)?.as_text()?);
        let dates = (day(days.first()), day(days.get(1)));
        Self {
            kind,
            anchor: anchor(&record.id),
            title: record_text::kind(lang, kind),
            headline: headline(shown, entry),
            details: details.collect(),
            dates: wording::dates(shown.voice, entry.span.sort, dates.0, dates.1),
            state: wording::state(lang, entry, shown.on),
            acts: acts(shown, record),
            scans: scans(shown, record),
            open: OpenForm::of(shown, record, entry.span.last())
                .map(|form| form.ending(shown, record, all)),
        }
    }
}

/// What a record says in short; what its kind is called where it says nothing more.
pub(super) fn headline(shown: Shown<'_>, entry: &Entry<'_>) -> String {
    let (record, lang) = (&entry.record, shown.voice.lang);
    let kind = record.id.kind;
    let own = short(shown, kind, &record.node);
    match entry.programme {
        // The other programme says where the post is.
        Some(programme) if !is_elsewhere(kind) => {
            format!("{} · {own}", programme_name(programme))
        }
        _ if own.is_empty() => record_text::kind(lang, kind).to_owned(),
        _ => own,
    }
}

/// What a record says of what it is of.
pub(super) fn short(shown: Shown<'_>, kind: RecordKind, node: &Node) -> String {
    let told = record_text::told(shown.voice.lang, shown.forms, kind, node);
    let text = |key: &&str| {
        let found = told.iter().find(|(column, _)| column.key == *key);
        found.map(|(_, text)| text.clone())
    };
    let texts: Vec<_> = heads(kind).iter().filter_map(text).collect();
    texts.join(" · ")
}

/// The fields that say what a record is of.
fn heads(kind: RecordKind) -> &'static [&'static str] {
    match kind.name() {
        "title" => &["level", "discipline"],
        "posting" => &["post"],
        "posting_elsewhere" => &["programme", "post"],
        "credential" => &["kind", "category"],
        "licence" => &["level", "category"],
        "periodic_assessment" => &["passed"],
        "person" => &["name", "staff"],
        "case_volume" => &["technique"],
        _ => forms::form(kind).map_or(&[], |form| form.fixed),
    }
}

/// The fields of the days by which a record stands.
fn days(record: &Recorded) -> &'static [&'static str] {
    let main_here = record.node.get("main_here").map(|node| &node.value);
    match record.id.kind.name() {
        "licence" if main_here == Some(&Value::Bool(false)) => &["filing_from", "filing_to"],
        "title" => &["qualified"],
        "exemption" => &["granted"],
        "periodic_assessment" => &["on"],
        "credential" => &["issued", "expires"],
        _ => &["from", "to"],
    }
}

fn acts(shown: Shown<'_>, record: &Recorded) -> Vec<(&'static str, String)> {
    let words = shown.voice.lang.words().files;
    let (kind, id) = (record.id.kind, record.id.to_string());
    let place = anchor(&record.id);
    let to = |key| link(shown.address, key, id.clone(), &place);
    let mut acts = Vec::new();
    if shown.can_edit {
        acts.push((words.edit, to("edit")));
        if !renewed_keys(kind).is_empty() {
            acts.push((words.renew, to("renew")));
        }
        if can_end(record) {
            acts.push((words.end, to("end")));
        }
        acts.push((words.remove, to("remove")));
    }
    if shown.can_propose {
        let propose = shown.address.propose(&record.id).to_string();
        acts.push((words.propose, propose));
    }
    if shown.can_audit {
        let history = opened::page(shown.address, "history", id.clone());
        acts.push((words.history, history.to_string()));
    }
    acts
}

fn scans(shown: Shown<'_>, record: &Recorded) -> Vec<ScanView> {
    let own = shown.scans.iter().filter(|scan| scan.record == record.id);
    own.map(|scan| ScanView::of(shown.voice.lang, scan))
        .collect()
}

/// Whether a record goes on and has a last day to give.
fn can_end(record: &Recorded) -> bool {
    let form = forms::form(record.id.kind);
    let has_last = form.is_some_and(|form| form.column(LAST).is_some());
    let is_period = days(record).contains(&LAST);
    has_last && is_period && record.node.get(LAST).is_none()
}

impl OpenForm {
    /// The form that is open at a record, for those who may change it; `last` is its last good day.
    pub(super) fn of(shown: Shown<'_>, record: &Recorded, last: Option<Day>) -> Option<Self> {
        if !shown.can_edit {
            return None;
        }
        let lang = shown.voice.lang;
        let (id, version) = (record.id.to_string(), record.version);
        match shown.opened {
            Opened::Edit(of) if *of == record.id => {
                let mut form = FormView::filled(lang, shown.forms, record, None)?;
                if is_post(record.id.kind) {
                    let staff = record.node.get("staff").and_then(Node::as_text);
                    opened::know_person(&mut form, staff.unwrap_or_default());
                }
                Some(Self::Edit(form, Vec::new()))
            }
            Opened::Renew(of) if *of == record.id => {
                let form = opened::renewal(shown, record)?;
                let hint = last.map(|last| due::without_gap(lang, last));
                Some(Self::Renew(form, hint))
            }
            Opened::End(of) if *of == record.id && can_end(record) => {
                Some(Self::End(id, version, Vec::new()))
            }
            Opened::Remove(of) if *of == record.id => {
                let says = record_text::record(lang, shown.forms, record.id.kind, &record.node);
                Some(Self::Remove(id, version, says))
            }
            _ => None,
        }
    }

    /// The same with what ends too when the record gets a last day.
    fn ending(self, shown: Shown<'_>, record: &Recorded, all: &[Entry<'_>]) -> Self {
        match self {
            Self::Edit(form, _) => Self::Edit(form, end_too(shown, record, all)),
            Self::End(id, version, _) => Self::End(id, version, end_too(shown, record, all)),
            other => other,
        }
    }
}

/// What ends with a record: with the last employment that goes on everything else that does.
fn end_too(shown: Shown<'_>, record: &Recorded, all: &[Entry<'_>]) -> Vec<String> {
    let is_employment = |record: &Recorded| record.id.kind.name() == "employment";
    let goes_on: Vec<_> = all.iter().filter(|entry| goes_on(entry)).collect();
    let is_another =
        |entry: &&Entry<'_>| is_employment(&entry.record) && entry.record.id != record.id;
    let ends = is_employment(record) && can_end(record) && !goes_on.iter().any(is_another);
    let others = goes_on
        .iter()
        .filter(|entry| ends && entry.record.id != record.id);
    others.map(|entry| one_that_goes_on(shown, entry)).collect()
}

/// Whether a record goes on and ends when somebody leaves.
pub(super) fn goes_on(entry: &Entry<'_>) -> bool {
    let kind = entry.record.id.kind;
    let goes_on = matches!(
        entry.state,
        State::Holds(_) | State::NotYet(_) | State::Unknown
    );
    goes_on && (is_post(kind) || ["employment", "membership"].contains(&kind.name()))
}

/// A record that goes on, in a line.
pub(super) fn one_that_goes_on(shown: Shown<'_>, entry: &Entry<'_>) -> String {
    let kind = record_text::kind(shown.voice.lang, entry.record.id.kind);
    let (from, to) = (entry.span.from, entry.span.last());
    let dates = wording::dates(shown.voice, Sort::Stretch, from, to);
    let head = headline(shown, entry);
    let head = if head == kind {
        String::new()
    } else {
        format!(" {head}")
    };
    format!("{kind}{head} {dates}")
}
