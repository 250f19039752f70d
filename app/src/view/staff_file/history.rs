//! The history of a staff file: who changed what and when, before and after.

use registry::act::local_minute;
use registry::history::nodes;
use registry::store::{Entry, RecordId};

use super::{Shown, entry};
use crate::wording::{record_text, staff_file as wording};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its number in the log.
    pub seq: i64,
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub act: &'static str,
    /// With which record.
    pub what: String,
    /// Why, and what ties it to other changes.
    pub notes: Vec<String>,
    /// The batch of which it is part, which can be taken back as a whole.
    pub batch: Option<String>,
    /// What differs: the field, before and after.
    pub fields: Vec<(&'static str, Option<String>, Option<String>)>,
}

impl HistoryRow {
    /// An entry of the log; `None` for one that tells of no record.
    #[must_use]
    pub fn of(shown: Shown<'_>, entry: &Entry) -> Option<Self> {
        let lang = shown.voice.lang;
        let words = lang.words().files;
        let id = RecordId::parse(entry.record.as_deref()?)?;
        let (before, after) = nodes(entry);
        let act = match entry.act.as_str() {
            "record.add" => words.added,
            "record.correct" => words.corrected,
            "record.remove" => words.removed,
            _ => words.restored,
        };
        let kind = record_text::kind(lang, id.kind);
        let told = after.as_ref().or(before.as_ref());
        let short = told.map(|node| entry::short(shown, id.kind, node));
        let short = short.filter(|short| !short.is_empty());
        let reason = entry.reason.as_ref();
        let reason =
            reason.map(|reason| format!("{}{}{reason}", words.because, lang.words().colon));
        let batch = entry
            .batch
            .as_ref()
            .map(|batch| wording::batch(lang, batch));
        Some(Self {
            seq: entry.seq,
            when: local_minute(&entry.at),
            who: entry.actor_name.clone(),
            act,
            what: short.map_or_else(|| kind.to_owned(), |short| format!("{kind} {short}")),
            notes: reason.into_iter().chain(batch).collect(),
            batch: entry.batch.clone(),
            fields: record_text::differing(
                lang,
                shown.forms,
                id.kind,
                (before.as_ref(), after.as_ref()),
            ),
        })
    }
}
