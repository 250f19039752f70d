//! Records and what is wrong with their forms, in words.

use eligibility::file::Node;
use registry::forms::{self, Choices, Forms, clause_label};
use registry::ledger::Fault;
use registry::ledger::kinds::{Column, Kind, SheetKind};
use registry::store::{RecordKind, Refusal};

use super::ledger_text;
use crate::locale::Lang;
use crate::view::record_form::label;

/// What is wrong with a field, and what to do.
#[must_use]
pub fn fault(lang: Lang, fault: &Fault) -> String {
    ledger_text::fault(lang, fault)
}

/// What a kind of record is called.
#[must_use]
pub fn kind(lang: Lang, kind: RecordKind) -> &'static str {
    forms::form(kind).map_or_else(|| kind.name(), |form| title(lang, form))
}

const fn title(lang: Lang, form: &SheetKind) -> &'static str {
    match lang {
        Lang::Zh => form.zh,
        Lang::En => form.en,
    }
}

/// What people read of each field that a record has.
#[must_use]
pub fn told(
    lang: Lang,
    forms: &Forms<'_>,
    kind: RecordKind,
    record: &Node,
) -> Vec<(&'static Column, String)> {
    let Some(form) = forms::form(kind) else {
        return Vec::new();
    };
    let mut told = forms.told(form, record);
    if lang == Lang::En {
        let filled = forms.filled(form, record);
        for (column, text) in &mut told {
            let value = filled.iter().find(|(of, _)| of.key == column.key);
            if let Some(label) = value.and_then(|(_, value)| labels(forms, column, value)) {
                *text = label;
            }
        }
    }
    told
}

/// The English labels of what is chosen; `None` where nothing is chosen but something typed.
fn labels(forms: &Forms<'_>, column: &Column, value: &str) -> Option<String> {
    if column.kind == Kind::Clause {
        let clause = forms.clause_of(value);
        return clause.map(|clause| clause_label(clause).en);
    }
    // Of people and devices there are too many to list them for a label.
    if matches!(column.kind, Kind::Staff | Kind::Item) {
        return None;
    }
    let (Choices::One(choices) | Choices::Some(choices)) = forms.choices(column, None) else {
        return None;
    };
    let label = |value: &str| {
        let choice = choices.iter().find(|choice| choice.value == value);
        choice.map_or_else(|| value.to_owned(), |choice| choice.en.clone())
    };
    let labels: Vec<_> = value.split(';').map(label).collect();
    Some(labels.join("; "))
}

/// The fields in which a record differs before and after, with what stood and what stands there.
#[must_use]
pub fn differing(
    lang: Lang,
    forms: &Forms<'_>,
    kind: RecordKind,
    (before, after): (Option<&Node>, Option<&Node>),
) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let Some(form) = forms::form(kind) else {
        return Vec::new();
    };
    let told = |node: Option<&Node>| node.map(|node| told(lang, forms, kind, node));
    let (before, after) = (told(before), told(after));
    let fields = forms::fields(form).filter_map(|column| {
        let text = |told: &Option<Vec<(&Column, String)>>| {
            let mut told = told.iter().flatten();
            let found = told.find(|(of, _)| of.key == column.key);
            found.map(|(_, text)| text.clone())
        };
        let (before, after) = (text(&before), text(&after));
        (before != after).then(|| (label(lang, column), before, after))
    });
    fields.collect()
}

/// A record in one line: its filled fields.
#[must_use]
pub fn record(lang: Lang, forms: &Forms<'_>, kind: RecordKind, record: &Node) -> String {
    let told = told(lang, forms, kind, record).into_iter();
    let told = told.map(|(column, text)| match lang {
        Lang::Zh => format!("{}：{text}", column.zh),
        Lang::En => format!("{}: {text}", column.en),
    });
    let told: Vec<_> = told.collect();
    told.join(match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    })
}

/// That somebody was faster: what the record is now, where it differs from what was typed; `None`
/// stands for a field that was not asked.
#[must_use]
pub fn stale(
    lang: Lang,
    forms: &Forms<'_>,
    kind: RecordKind,
    now: &Node,
    typed: impl Fn(&str) -> Option<String>,
) -> String {
    let filled = forms::form(kind).map(|form| forms.filled(form, now));
    let told = told(lang, forms, kind, now);
    let differing = filled.into_iter().flatten().filter(|(column, text)| {
        let typed = typed(column.key);
        typed.is_some_and(|typed| typed.trim() != text)
    });
    let says = differing.map(|(column, _)| {
        let is = told.iter().find(|(of, _)| of.key == column.key);
        let is = is.map_or("", |(_, text)| text.as_str());
        let name = label(lang, column);
        match (lang, is.is_empty()) {
            (Lang::Zh, false) => format!("“{name}”现为“{is}”"),
            (Lang::Zh, true) => format!("“{name}”现为空"),
            (Lang::En, false) => format!("{name} is now {is}"),
            (Lang::En, true) => format!("{name} is now blank"),
        }
    });
    let says: Vec<_> = says.collect();
    match lang {
        Lang::Zh if says.is_empty() => "在您编辑期间，别人已把这条记录改成您所填的内容".to_owned(),
        Lang::En if says.is_empty() => {
            "Somebody made this record what you typed while you were editing".to_owned()
        }
        Lang::Zh => format!(
            "在您编辑期间，别人改动了这条记录，您的内容还没有保存。与您所填不同的有：{}。核对后再保存，将以您所填为准",
            says.join("，")
        ),
        Lang::En => format!(
            "Somebody changed this record while you were editing, and nothing of yours was saved. What differs from yours: {}. Save again to keep yours",
            says.join(", ")
        ),
    }
}

/// That somebody was faster, where the form does not ask for the record's fields.
#[must_use]
pub fn changed(lang: Lang, forms: &Forms<'_>, kind: RecordKind, now: &Node) -> String {
    let is = record(lang, forms, kind, now);
    match lang {
        Lang::Zh => {
            format!("在您操作期间，别人改动了这条记录，所以没有办理。现为：{is}。核对后可再办")
        }
        Lang::En => format!(
            "Somebody changed this record meanwhile, so nothing was done. It is now: {is}. Check it and do it again"
        ),
    }
}

/// That something still refers to what was to be removed, or would be lost with it.
#[must_use]
pub fn in_use(lang: Lang, table: &str, n_rows: i64) -> String {
    match table {
        "attachment" => return has_scans(lang, n_rows),
        "identity_number" => return has_number(lang).to_owned(),
        _ => {}
    }
    let kind = RecordKind::from_name(table).map(|of| kind(lang, of));
    match (lang, kind) {
        (Lang::Zh, Some(kind)) => {
            format!("还有 {n_rows} 条“{kind}”指向它，不能删除；请先改正或删除那些记录")
        }
        (Lang::Zh, None) => format!("还有 {n_rows} 处用到它，不能删除"),
        (Lang::En, Some(kind)) => format!(
            "{n_rows} records ({kind}) still refer to it, so it cannot be removed; change those first"
        ),
        (Lang::En, None) => format!("It is still used {n_rows} times, so it cannot be removed"),
    }
}

/// That scans would be lost with what was to be removed.
fn has_scans(lang: Lang, n_scans: i64) -> String {
    match lang {
        Lang::Zh => format!(
            "还有 {n_scans} 份扫描件，会一并丢失且无法恢复，所以没有删除；请先删除扫描件。其中有的可能属于已删除的记录：请在历史中恢复那条记录，删除扫描件，再删除记录"
        ),
        Lang::En => format!(
            "It still has {n_scans} scans, which would be lost for good, so it was not removed; remove the scans first. Some may be of a record that was removed: restore that record in the history, remove its scan, and remove the record again"
        ),
    }
}

/// That an identity number would be lost with the person that was to be removed.
const fn has_number(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {
            "还保存着身份证号，会一并丢失且无法恢复，所以没有删除；请先在“身份证号”页删除号码"
        }
        Lang::En => {
            "An identity number is still kept, which would be lost for good, so nothing was removed; remove the number on its page first"
        }
    }
}

/// Why a change cannot be made at all.
#[must_use]
pub const fn refusal(lang: Lang, refusal: Refusal) -> &'static str {
    let words = lang.words().records;
    match refusal {
        Refusal::Taken => words.taken,
        Refusal::NoSuchOwner => words.no_such_owner,
        Refusal::Malformed => words.malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_called_as_in_the_ledger() {
        let credential = RecordKind::from_name("credential").unwrap();
        assert_eq!(kind(Lang::Zh, credential), "证书");
    }

    #[test]
    fn what_would_be_lost_with_something_is_named_in_both_languages() {
        for (table, zh, en) in [
            ("attachment", "2 份扫描件", "2 scans"),
            ("identity_number", "身份证号", "identity number"),
            ("posting", "2 条“岗位安排”", "2 records"),
        ] {
            for (lang, what) in [(Lang::Zh, zh), (Lang::En, en)] {
                let says = in_use(lang, table, 2);
                assert!(says.contains(what), "{says}");
            }
        }
    }
}
