//! Fields of records and of other things the log tells of: what they are called, and what stands in
//! them.

use eligibility::facts::{Department, Level};
use eligibility::file::{Node, Value};
use registry::access::Role;
use registry::forms;
use registry::ledger::kinds::{Kind, NAME, STAFF, SheetKind};
use registry::store::{RecordId, RecordKind};

use super::{Voice, record_text, role};
use crate::locale::Lang;

/// What ids are called: words of the catalogue, and departments.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The language, and the words of the catalogue.
    pub voice: Voice<'a>,
    /// The departments, whose names are no secret.
    pub departments: &'a [Department],
}

impl<'a> Names<'a> {
    fn department<'t>(self, id: &'t str) -> &'t str
    where
        'a: 't,
    {
        let mut departments = self.departments.iter();
        let found = departments.find(|department| department.id == id);
        found.and_then(|one| one.name.as_deref()).unwrap_or(id)
    }
}

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
    let known = RecordKind::from_name(kind);
    known
        .map_or(kind, |kind| record_text::kind(lang, kind))
        .to_owned()
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
        ("export" | "key" | "identity" | "attachment" | "proposal", key) => of_act(lang, key),
        ("notice", key) => notice_field(lang, key),
        _ => {
            let column = sheet(kind).and_then(|sheet| sheet.column(key));
            column.map(|column| either(lang, column.zh, column.en))
        }
    };
    label.unwrap_or(key).to_owned()
}

/// What is told of acts that change no record.
fn of_act(lang: Lang, key: &str) -> Option<&'static str> {
    let (zh, en) = match key {
        "everybody" => ("全部人员", "Everybody"),
        "filter" => ("筛选条件", "Filter"),
        "departments" => ("科室", "Departments"),
        "on" => ("查看日期", "As of"),
        "format" => ("格式", "Format"),
        "masked" => ("遮盖证件号码", "Numbers masked"),
        "people" => ("人数", "People"),
        "rows" => ("行数", "Rows"),
        "sheets" => ("工作表、行数和列", "Sheets, rows and columns"),
        "key" => ("密钥编号", "Key"),
        "number" => ("身份证号", "Identity number"),
        "numbers" => ("身份证号个数", "Identity numbers"),
        "seeds" => ("登录第二步个数", "Second steps"),
        "robots" => ("群机器人个数", "Chat robots"),
        "unreadable" => ("无法解开的个数", "Unreadable"),
        "name" => ("文件名", "File"),
        "bytes" => ("字节数", "Bytes"),
        "sha256" => ("校验值（SHA-256）", "SHA-256"),
        "proposal" => ("建议编号", "Proposal"),
        "of" => ("关于", "About"),
        "content" => ("内容", "Content"),
        _ => return None,
    };
    Some(either(lang, zh, en))
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
pub fn value(names: Names<'_>, kind: &str, key: &str, node: &Node) -> Option<String> {
    let what = match (kind, key) {
        ("account", "role") => Some(What::Role),
        ("account" | "export", "departments" | "department") => Some(What::Department),
        _ => {
            let column = sheet(kind).and_then(|sheet| sheet.column(key));
            column.map(|column| What::Of(column.kind))
        }
    };
    let said = say(names, what, node);
    (!said.is_empty()).then_some(said)
}

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
enum What {
    /// What the column of a record says.
    Of(Kind),
    /// The role of an account.
    Role,
    /// A department.
    Department,
}

fn say(names: Names<'_>, what: Option<What>, node: &Node) -> String {
    let lang = names.voice.lang;
    let words = lang.words();
    match &node.value {
        Value::Null => String::new(),
        Value::Bool(true) => either(lang, "是", "yes").to_owned(),
        Value::Bool(false) => either(lang, "否", "no").to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Fraction(number) => number.clone(),
        Value::Text(text) => word(names, what, text),
        Value::List(items) => {
            let said: Vec<_> = items.iter().map(|item| say(names, what, item)).collect();
            said.join(words.separator)
        }
        // What is part of a record, such as a stretch of days.
        Value::Table(entries) => {
            let said: Vec<_> = entries
                .iter()
                .map(|(_, node)| say(names, None, node))
                .collect();
            said.join("～")
        }
    }
}

fn word(names: Names<'_>, what: Option<What>, text: &str) -> String {
    let voice = names.voice;
    let label = match what {
        Some(What::Role) => Role::from_word(text).map(|one| role(voice.lang, one)),
        Some(What::Department | What::Of(Kind::Department)) => Some(names.department(text)),
        Some(What::Of(Kind::Word(list) | Kind::Words(list))) => voice.label(list, text),
        Some(What::Of(Kind::Closed(set))) => {
            let known = set.words.iter().find(|word| word.id == text);
            known.map(|word| either(voice.lang, word.zh, word.en))
        }
        Some(What::Of(Kind::Title)) => {
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
