//! Fields of records and of other things the log tells of: what they are called, and what stands in
//! them.

use eligibility::facts::Level;
use eligibility::file::{Node, Value};
use registry::forms;
use registry::ledger::kinds::{Column, Kind, NAME, STAFF, SheetKind};
use registry::store::{RecordId, RecordKind};

use super::Voice;
use crate::locale::Lang;

fn sheet(kind: &str) -> Option<&'static SheetKind> {
    RecordKind::from_name(kind).and_then(forms::form)
}

const fn either(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What a kind of record is called; its own name where it has no label.
#[must_use]
pub fn record_kind(lang: Lang, kind: &str) -> String {
    match sheet(kind) {
        Some(sheet) => either(lang, sheet.zh, sheet.en).to_owned(),
        None => kind.to_owned(),
    }
}

/// What a field of a record is called; its key where it has no label. The one place that knows.
#[must_use]
pub fn field(lang: Lang, kind: &str, key: &str) -> String {
    let accounts = lang.words().accounts;
    let label = match (kind, key) {
        (_, "staff") => Some(either(lang, STAFF.0, STAFF.1)),
        ("person", "name") => Some(either(lang, NAME.0, NAME.1)),
        ("account", "name") => Some(accounts.name),
        ("account", "role") => Some(accounts.role),
        ("account", "departments") => Some(accounts.departments),
        ("account", "disabled") => Some(accounts.disabled),
        ("session", "address") => Some(accounts.client_address),
        ("notice", key) => notice_field(lang, key),
        _ => {
            let column = sheet(kind).and_then(|sheet| sheet.column(key));
            column.map(|column| either(lang, column.zh, column.en))
        }
    };
    label.unwrap_or(key).to_owned()
}

/// What is set of notices.
fn notice_field(lang: Lang, key: &str) -> Option<&'static str> {
    let words = lang.words().notices;
    Some(match key {
        "hour" => words.hour,
        "quiet_from" => words.quiet_from,
        "quiet_to" => words.quiet_to,
        "kind" => words.kind,
        "address" => words.robot_url,
        "about" => words.about,
        "through" => words.through,
        _ => return None,
    })
}

/// What stands in a field; `None` for nothing.
#[must_use]
pub fn value(voice: Voice<'_>, kind: &str, key: &str, node: &Node) -> Option<String> {
    let column = sheet(kind).and_then(|sheet| sheet.column(key));
    let said = say(voice, column, node);
    (!said.is_empty()).then_some(said)
}

fn say(voice: Voice<'_>, column: Option<&Column>, node: &Node) -> String {
    let words = voice.lang.words();
    match &node.value {
        Value::Null => String::new(),
        Value::Bool(true) => either(voice.lang, "是", "yes").to_owned(),
        Value::Bool(false) => either(voice.lang, "否", "no").to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Fraction(number) => number.clone(),
        Value::Text(text) => word(voice, column, text),
        Value::List(items) => {
            let said: Vec<_> = items.iter().map(|item| say(voice, column, item)).collect();
            said.join(words.separator)
        }
        // What is part of a record, such as a stretch of days.
        Value::Table(entries) => {
            let said: Vec<_> = entries
                .iter()
                .map(|(_, node)| say(voice, None, node))
                .collect();
            said.join("～")
        }
    }
}

fn word(voice: Voice<'_>, column: Option<&Column>, text: &str) -> String {
    let label = match column.map(|column| column.kind) {
        Some(Kind::Word(list) | Kind::Words(list)) => voice.label(list, text),
        Some(Kind::Closed(set)) => {
            let known = set.words.iter().find(|word| word.id == text);
            known.map(|word| either(voice.lang, word.zh, word.en))
        }
        Some(Kind::Title) => {
            let mut levels = Level::ALL.iter();
            let level = levels.find(|level| level.word() == text);
            level.map(|level| voice.level(*level))
        }
        _ => None,
    };
    label.unwrap_or(text).to_owned()
}

/// Records by their ids, each with its kind and whose it is; of many the first.
#[must_use]
pub fn records(lang: Lang, records: &[RecordId]) -> String {
    const SHOWN: usize = 20;
    let words = lang.words();
    let one = |record: &RecordId| {
        let kind = record_kind(lang, record.kind.name());
        match &record.owner {
            Some(owner) => format!("{kind} {owner}"),
            None => format!("{kind} {}", record.ord),
        }
    };
    let mut named: Vec<_> = records.iter().take(SHOWN).map(one).collect();
    if let Some(others) = records.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        named.push(match lang {
            Lang::Zh => format!("另 {others} 条"),
            Lang::En => format!("{others} more"),
        });
    }
    named.join(words.separator)
}
