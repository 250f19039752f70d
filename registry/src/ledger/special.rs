//! Where the columns of a record say more together than each alone.

use eligibility::catalogue::{Catalogue, Validity, Vocabulary};
use eligibility::file::{Node, Value};

use super::fault::{Fault, Warning};
use super::kinds::SHEETS;
use super::rows::Reader;
use super::text::{folded, key, short};
use super::titles;

/// What a status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Works here.
    Here,
    /// Has left.
    Left,
    /// Belongs here, and does not work now.
    Away,
}

const STATUSES: &[(&str, &str, Status)] = &[
    ("在职", "employed", Status::Here),
    ("在岗", "at work", Status::Here),
    ("在编", "on staff", Status::Here),
    ("试用", "on trial", Status::Here),
    ("返聘", "re-employed", Status::Here),
    ("离职", "left", Status::Left),
    ("退休", "retired", Status::Left),
    ("辞职", "resigned", Status::Left),
    ("调离", "transferred", Status::Left),
    ("停职", "suspended", Status::Away),
    ("休假", "on leave", Status::Away),
    ("进修", "training elsewhere", Status::Away),
    ("外派", "seconded", Status::Away),
];

/// What a status says; `None` if it is not known.
#[must_use]
pub fn status(text: &str) -> Option<Status> {
    let folded = key(text);
    let found = STATUSES
        .iter()
        .find(|(zh, en, _)| *zh == folded || key(en) == folded);
    found.map(|(.., status)| *status)
}

/// The fault of a status that is not known.
#[must_use]
pub fn unknown_status(text: &str) -> Fault {
    let words = STATUSES
        .iter()
        .map(|(zh, en, _)| ((*zh).to_owned(), (*en).to_owned()));
    Fault::UnknownStatus {
        found: short(text),
        allowed: words.collect(),
    }
}

/// The words of the status.
#[must_use]
pub fn statuses() -> Vec<String> {
    STATUSES.iter().map(|(zh, ..)| (*zh).to_owned()).collect()
}

fn sheet(record: &str) -> usize {
    SHEETS
        .iter()
        .position(|kind| kind.record == record)
        .unwrap_or(usize::MAX)
}

/// Finishes the records of a row.
pub fn finish(reader: &mut Reader<'_>) {
    title(reader);
    licence(reader);
    credential(reader);
    cases(reader);
    posting(reader);
}

/// The name of a title says its series too.
fn title(reader: &mut Reader<'_>) {
    let sheet = sheet("title");
    let Some(draft) = reader.draft(sheet) else {
        return;
    };
    let Some(text) = draft
        .get("level")
        .and_then(Node::as_text)
        .map(ToOwned::to_owned)
    else {
        return;
    };
    let stated = draft
        .get("series")
        .and_then(Node::as_text)
        .map(ToOwned::to_owned);
    draft.clear("level");
    let named = match titles::named(&text) {
        Ok(named) => named,
        Err(fault) => return reader.fault_of(sheet, "level", fault),
    };
    let category = reader
        .row
        .drafts
        .iter()
        .find_map(|draft| draft.get("category"))
        .cloned();
    let is_public_health = category.as_ref().and_then(Node::as_text) == Some("public-health");
    let series = match (&stated, named.series) {
        (Some(stated), series) if series.is_empty() || series.contains(&&**stated) => None,
        (Some(stated), _) => {
            let series = reader.lexicon.label(Vocabulary::TitleSeries, stated);
            let title = short(&text);
            return reader.fault_of(sheet, "level", Fault::TitleOfOtherSeries { title, series });
        }
        (None, []) => None,
        (None, [one]) => Some(*one),
        (None, _) if is_public_health => Some("public-health"),
        (None, [first, ..]) => {
            if category.is_none() {
                let column = reader.place(sheet, "level");
                reader.warn(column, Warning::SeriesAssumed);
            }
            Some(*first)
        }
    };
    if let Some(draft) = reader.draft(sheet) {
        draft.put("level", Node::text(named.level.word()));
        if let Some(series) = series {
            draft.put("series", Node::text(series));
        }
    }
}

/// Two columns say where a licence is registered, and the profession says of which level it is.
fn licence(reader: &mut Reader<'_>) {
    let sheet = sheet("licence");
    let profession = reader
        .row
        .drafts
        .iter()
        .find_map(|draft| draft.get("profession"))
        .cloned();
    let column = reader.place(sheet, "level");
    let Some(draft) = reader.draft(sheet) else {
        return;
    };
    let registered = draft.get("registered").cloned();
    draft.clear("registered");
    let main_here = draft.get("main_here").cloned();
    if let Some(registered) = registered {
        match main_here {
            Some(main_here) if main_here != registered => {
                let header = reader
                    .heads
                    .of_key(sheet, "main_here")
                    .map(|head| head.text.clone());
                let header = header.unwrap_or_default();
                return reader.fault_of(sheet, "registered", Fault::Contradicts { header });
            }
            Some(_) => {}
            None => draft.put("main_here", registered),
        }
    }
    // A professional without a column of levels has the licence of the profession.
    let level = profession
        .as_ref()
        .and_then(Node::as_text)
        .filter(|profession| {
            ["physician", "assistant-physician", "nurse", "pharmacist"].contains(profession)
        });
    if let (Some(level), None) = (level, column)
        && let Some(draft) = reader.draft(sheet)
        && !draft.fields.is_empty()
    {
        draft.put("level", Node::text(level));
        let number = reader.place(sheet, "category");
        reader.warn(number, Warning::LevelFromProfession);
    }
}

/// What never expires is a blank where the kind of credential never expires.
fn credential(reader: &mut Reader<'_>) {
    let sheet = sheet("credential");
    let catalogue = reader.lexicon.catalogue();
    let Some(draft) = reader.draft(sheet) else {
        return;
    };
    let never = draft
        .get("expires")
        .is_some_and(|node| node.value == Value::Null);
    if !never {
        return;
    }
    draft.clear("expires");
    let kind = draft.get("kind").and_then(Node::as_text);
    if kind.is_some_and(|kind| !is_open(catalogue, "credential", kind)) {
        let found = "长期".to_owned();
        reader.fault_of(sheet, "expires", Fault::NeverExpires { found });
    }
}

/// Whether papers of a kind never expire: a person's, or the institution's.
pub fn is_open(catalogue: &Catalogue, record: &str, kind: &str) -> bool {
    let kinds = match record {
        "institution_paper" => &catalogue.paper_kind,
        _ => &catalogue.credential_kind,
    };
    let mut kinds = kinds.iter();
    kinds.any(|known| *known.id == *kind && known.validity == Validity::Open)
}

/// The year and the number in a text such as `2025/30` or `2025年30例`.
#[must_use]
pub fn year_and_cases(text: &str) -> Option<(u32, u32)> {
    let folded = folded(text);
    let (year, cases) = folded.split_once(['/', '年', ':'])?;
    let cases = cases.trim().trim_end_matches('例').trim_end();
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u32>().ok())?
    };
    let year = number(year.trim()).filter(|year| (1900..=2199).contains(year))?;
    Some((year, number(cases)?))
}

/// A year beside the number of cases is their period; no events are all events recorded.
fn cases(reader: &mut Reader<'_>) {
    let sheet = sheet("case_volume");
    let year = reader
        .excused_text(sheet, "independent")
        .and_then(year_and_cases)
        .map(|(year, _)| year);
    let Some(draft) = reader.draft(sheet) else {
        return;
    };
    if let (Some(year), None, None) = (year, draft.get("from"), draft.get("to")) {
        draft.put("from", Node::text(format!("{year}-01-01")));
        draft.put("to", Node::text(format!("{year}-12-31")));
    }
    let events = draft
        .get("serious_events")
        .map(|events| events.items().len());
    if events == Some(0) {
        draft.clear("serious_events");
        if draft.get("events_recorded").is_none() {
            draft.put("events_recorded", Node::bare(Value::Bool(true)));
        }
    }
}

/// Ledgers name posts that belong to no programme yet.
fn posting(reader: &mut Reader<'_>) {
    let sheet = sheet("posting");
    if reader.heads.kind == Some(sheet) {
        return;
    }
    let column = reader.place(sheet, "post");
    let bad = column.is_some() && reader.row.faults.iter().any(|fault| fault.column == column);
    let no_programme = reader
        .draft(sheet)
        .is_some_and(|draft| draft.get("programme").is_none());
    let programme = reader.place(sheet, "programme");
    let programme_faulty = programme.is_some()
        && reader
            .row
            .faults
            .iter()
            .any(|fault| fault.column == programme);
    if no_programme && !programme_faulty {
        reader.row.drafts.retain(|draft| draft.sheet != sheet);
        if bad {
            reader.row.faults.retain(|fault| fault.column != column);
        }
        reader.warn(column, Warning::PostWithoutProgramme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_may_stand_beside_the_number_of_cases() {
        assert_eq!(year_and_cases("2025/30"), Some((2025, 30)));
        assert_eq!(year_and_cases("2025年30例"), Some((2025, 30)));
        for text in ["30", "30/2025", "2025", "2025/", "2025/x"] {
            assert_eq!(year_and_cases(text), None, "{text}");
        }
    }
}
