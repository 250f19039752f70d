//! The audit log as shown, and what was asked of it.

use std::collections::BTreeMap;

use eligibility::day::Day;
use registry::act::{beginning_of, local_minute};
use registry::audit_log::{Page, Told};
use registry::export::LARGE_EXPORT;
use registry::history::is_of_facts;
use registry::store::{Filter, RecordId};

use super::address::Address;
use super::day_typed::day_typed;
use super::differences::{FieldDifference, differences};
use super::typed::{page_of, typed};
use crate::locale::Lang;
use crate::wording::audit_text;
use crate::wording::field_text::{self, Names};

/// The keys of an address of the log.
pub const KEYS: [&str; 8] = [
    "from", "to", "who", "act", "about", "batch", "text", "below",
];

/// A page of the log, put beside the request, and whether its reader may restore records.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The entries.
    pub page: std::sync::Arc<Page>,
    /// Whether the reader may restore records.
    pub may_restore: bool,
}

/// What was asked of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What was typed, by key.
    pub typed: BTreeMap<&'static str, String>,
    /// The keys of days that are none.
    pub bad_days: Vec<&'static str>,
    /// Which entries are asked for.
    pub filter: Filter,
}

impl Question {
    /// What stands in an address.
    #[must_use]
    pub fn of(value: impl Fn(&str) -> Option<String>) -> Self {
        let mut question = Self {
            typed: typed(&KEYS, value),
            ..Self::default()
        };
        let text = |key: &str| question.typed.get(key).cloned();
        let mut bad_days = Vec::new();
        let mut day = |key: &'static str| -> Option<Day> {
            let typed = text(key)?;
            let day = day_typed(&typed);
            if day.is_none() {
                bad_days.push(key);
            }
            day
        };
        let (from, to) = (day("from"), day("to"));
        let about = text("about");
        let record = about.clone().filter(|text| RecordId::parse(text).is_some());
        let filter = Filter {
            who: text("who"),
            act: text("act"),
            subject: about.filter(|_| record.is_none()),
            record,
            batch: text("batch"),
            text: text("text"),
            from: from.map(beginning_of),
            before: to.map(|to| beginning_of(to.next())),
            below: text("below").and_then(|below| below.parse().ok()),
            ..Filter::default()
        };
        question.bad_days = bad_days;
        question.filter = filter;
        question
    }

    /// What was typed under a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<String> {
        self.typed.get(key).cloned()
    }

    /// The address of the log with the same question; `below` begins another page.
    #[must_use]
    pub fn address(&self, address: &Address, below: Option<i64>) -> Address {
        Address {
            own: page_of(&self.typed, below.map(|below| below.to_string())),
            ..address.board().at_path("/audit")
        }
    }
}

/// The log, asked for one thing.
#[must_use]
pub fn asking(address: &Address, key: &'static str, value: &str) -> Address {
    Address {
        own: vec![(key, value.to_owned())],
        ..address.board().at_path("/audit")
    }
}

/// An entry as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryView {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub act: String,
    /// The kind of record.
    pub kind: Option<String>,
    /// Whom it is about.
    pub about: Option<String>,
    /// The page of the person it is about.
    pub link: Option<String>,
    /// The record, for asking for its other entries.
    pub record: Option<String>,
    /// What ties it to others.
    pub batch: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What differs.
    pub differences: Vec<FieldDifference>,
    /// Whether what it tells of can be taken back.
    pub can_restore: bool,
    /// Whether somebody should look at it.
    pub is_alert: bool,
}

impl EntryView {
    /// An entry in words.
    #[must_use]
    pub fn of(names: Names<'_>, address: &Address, told: &Told) -> Self {
        let (lang, entry) = (names.voice.lang, &told.entry);
        let record = entry.record.as_deref().and_then(RecordId::parse);
        let of_act = entry.act.split('.').next().unwrap_or_default();
        let kind = record.as_ref().map_or(of_act, |record| record.kind.name());
        // What is told of a scan or a proposal is not what stands in its record.
        let told_of = if of_act == "record" { kind } else { of_act };
        Self {
            seq: entry.seq,
            at: local_minute(&entry.at),
            who: entry.actor_name.clone(),
            act: audit_text::act(lang, &entry.act),
            kind: record.as_ref().map(|_| field_text::record_kind(lang, kind)),
            about: entry.subject.clone(),
            link: record.and_then(|record| staff_page(address, &record, entry.subject.as_deref())),
            record: entry.record.clone(),
            batch: entry.batch.clone(),
            reason: entry.reason.clone(),
            differences: differences(names, told_of, told.before.as_ref(), told.after.as_ref()),
            can_restore: is_of_facts(entry),
            is_alert: entry.act == LARGE_EXPORT,
        }
    }
}

/// The page of the person a record belongs to.
fn staff_page(address: &Address, record: &RecordId, subject: Option<&str>) -> Option<String> {
    let of_person = record.kind.is_of_person() || record.kind.name() == "person";
    let staff = record.owner.as_deref().or(subject)?;
    of_person.then(|| address.staff(staff).to_string())
}

/// The choices of what was done: value and label.
#[must_use]
pub fn acts(lang: Lang) -> Vec<(&'static str, String)> {
    let kinds = audit_text::KINDS.iter();
    let acts = kinds.flat_map(|kind| {
        let of = |act: &&&str| act.split('.').next() == Some(kind);
        std::iter::once(kind).chain(audit_text::ACTS.iter().filter(of))
    });
    acts.map(|act| (*act, audit_text::act(lang, act))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Question {
        Question::of(|key| {
            let found = pairs.iter().find(|(known, _)| *known == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn days_are_those_of_the_hospital_and_a_record_is_no_person() {
        let question = asked(&[
            ("from", "2026/3/1"),
            ("to", "20260301"),
            ("about", " N0103 "),
        ]);
        let filter = &question.filter;
        assert_eq!(filter.from.as_deref(), Some("2026-02-28T16:00:00.000Z"));
        assert_eq!(filter.before.as_deref(), Some("2026-03-01T16:00:00.000Z"));
        assert_eq!(filter.subject.as_deref(), Some("N0103"));
        let question = asked(&[("about", "credential:N0103:4"), ("to", "x"), ("text", " ")]);
        assert_eq!(
            question.filter.record.as_deref(),
            Some("credential:N0103:4")
        );
        assert_eq!(
            (question.filter.subject, question.filter.text),
            (None, None)
        );
        assert_eq!(question.bad_days, ["to"]);
    }

    #[test]
    fn the_next_page_asks_the_same() {
        let question = asked(&[("who", "王"), ("below", "9"), ("other", "x")]);
        assert_eq!(question.filter.below, Some(9));
        let next = question.address(&Address::default(), Some(4)).to_string();
        assert_eq!(next, "/audit?who=%E7%8E%8B&below=4");
    }

    #[test]
    fn every_act_can_be_asked_for_and_has_words() {
        let acts = acts(Lang::Zh);
        assert_eq!(acts.len(), audit_text::KINDS.len() + audit_text::ACTS.len());
        assert!(acts.iter().all(|(act, label)| act != label));
    }
}
