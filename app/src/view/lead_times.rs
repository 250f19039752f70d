//! How long before their ends the hospital is reminded of what there is.

use registry::due::query::kind_word;
use registry::due::{self, Due, What};
use registry::seen::Seen;

use super::due_filter::kind_label;
use crate::wording::{self, Voice};

/// The reminders of one kind of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadRow {
    /// The kind.
    pub kind: String,
    /// When it is spoken of.
    pub days: String,
    /// Whether the hospital has set that.
    pub is_set: bool,
}

/// The reminders in force of every kind that the list of what ends holds on its day, each once, in the
/// order of their names; `None` for those who may not read everything.
#[must_use]
pub fn in_force(voice: Voice<'_>, seen: &Seen<'_>) -> Option<Vec<LeadRow>> {
    let hospital = seen.whole()?;
    let mut kinds: Vec<(String, Vec<Due>)> = Vec::new();
    for due in due::all(seen, seen.today()) {
        let word = kind_word(&due.what);
        match kinds.iter_mut().find(|(known, _)| *known == word) {
            // A duty is asked for in several intervals, of which short ones have fewer reminders.
            Some((_, known)) if known.iter().all(|one| one.lead_days != due.lead_days) => {
                known.push(due);
            }
            Some(_) => {}
            None => kinds.push((word, vec![due])),
        }
    }
    let row = |(_, dues): (String, Vec<Due>)| {
        let what: &What = &dues.first()?.what;
        let days = dues.iter();
        let days = days.map(|due| wording::due::lead_days(voice.lang, &due.lead_days));
        Some(LeadRow {
            kind: kind_label(voice, what),
            days: days.collect::<Vec<_>>().join(voice.lang.words().separator),
            is_set: due::are_lead_days_set(what, hospital),
        })
    };
    let mut rows: Vec<_> = kinds.into_iter().filter_map(row).collect();
    rows.sort_by(|one, other| one.kind.cmp(&other.kind));
    Some(rows)
}
