//! Reading the audit log, and whether it is what was written.

use chrono::{DateTime, TimeDelta, Utc};
use eligibility::file::Node;

use crate::access::Auditing;
use crate::act::instant;
use crate::export::LARGE_EXPORT;
use crate::forms;
use crate::store::{Broken, Entry, Filter, Head, Store, StoreError};

/// How many entries a page shows.
pub const PAGE: u32 = 50;

/// For how long a large export is spoken of.
pub const ALERT_DAYS: i64 = 30;
/// So many of them are counted at most.
const MOST_ALERTS: u32 = 1_000;

/// An entry, its records read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The entry.
    pub entry: Entry,
    /// The record before.
    pub before: Option<Node>,
    /// The record after.
    pub after: Option<Node>,
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct Page {
    /// The entries, newest first.
    pub entries: Vec<Told>,
    /// Below which number the next page begins; `None` if this is the last.
    pub next: Option<i64>,
    /// The end of the whole log.
    pub head: Head,
    /// How many large exports there were lately, whatever was asked for.
    pub n_large_exports: usize,
}

/// The newest entries that fit.
///
/// # Errors
/// A database that failed.
pub async fn page(
    right: &Auditing<'_>,
    store: &Store,
    filter: &Filter,
    at: DateTime<Utc>,
) -> Result<Page, StoreError> {
    let head = store.audit_head().await?;
    let large = Filter {
        act: Some(LARGE_EXPORT.to_owned()),
        from: Some(instant(at - TimeDelta::days(ALERT_DAYS))),
        ..Filter::default()
    };
    let n_large_exports = store.n_audit(&large, MOST_ALERTS).await?;
    // One more than is shown tells whether there is another page.
    let mut entries = store.audit(filter, PAGE + 1).await?;
    let is_last = entries.len() <= PAGE as usize;
    entries.truncate(PAGE as usize);
    let next = entries.last().filter(|_| !is_last).map(|last| last.seq);
    let entries = entries.into_iter().map(|entry| told(shown(right, entry)?));
    let entries = entries.collect::<Result<_, _>>()?;
    Ok(Page {
        entries,
        next,
        head,
        n_large_exports,
    })
}

/// An entry as far as it may be seen: identity numbers, wherever they stand, are masked for those who
/// may not see them.
///
/// # Errors
/// An entry that is not what this program writes.
pub(crate) fn shown(right: &Auditing<'_>, entry: Entry) -> Result<Entry, StoreError> {
    if right.sees_numbers() {
        return Ok(entry);
    }
    let mask = |json: Option<String>| -> Result<Option<String>, StoreError> {
        let Some(json) = json else { return Ok(None) };
        let node: Node = serde_json::from_str(&json)?;
        Ok(Some(serde_json::to_string(&forms::masked(&node))?))
    };
    Ok(Entry {
        before: mask(entry.before)?,
        after: mask(entry.after)?,
        reason: entry.reason.as_deref().map(forms::masked_text),
        ..entry
    })
}

fn told(entry: Entry) -> Result<Told, StoreError> {
    let read = |json: &Option<String>| json.as_deref().map(serde_json::from_str).transpose();
    Ok(Told {
        before: read(&entry.before)?,
        after: read(&entry.after)?,
        entry,
    })
}

/// Reads the whole log and checks it, also against an end that was noted before; the end it has
/// now, or what is wrong.
///
/// # Errors
/// A database that failed.
pub async fn verify(
    _: &Auditing<'_>,
    store: &Store,
    noted: Option<&Head>,
) -> Result<Result<Head, Broken>, StoreError> {
    store.verify_audit(noted).await
}
