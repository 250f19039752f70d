//! Records and what is wrong with their forms, in words.

use eligibility::file::Node;
use registry::forms::{self, Forms};
use registry::ledger::Fault;
use registry::ledger::kinds::SheetKind;
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

/// A record in one line: its filled fields.
#[must_use]
pub fn record(lang: Lang, forms: &Forms<'_>, kind: RecordKind, record: &Node) -> String {
    let Some(form) = forms::form(kind) else {
        return String::new();
    };
    let told = forms.told(form, record).into_iter();
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

/// That somebody was faster: what the record is now, where it differs from what was shown.
#[must_use]
pub fn stale(
    lang: Lang,
    forms: &Forms<'_>,
    kind: RecordKind,
    now: &Node,
    typed: impl Fn(&str) -> String,
) -> String {
    let form = forms::form(kind);
    let filled = form.map(|form| (forms.filled(form, now), forms.told(form, now)));
    let (filled, told) = filled.unwrap_or_default();
    let differing = filled
        .into_iter()
        .filter(|(column, text)| typed(column.key) != *text);
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

/// That something still refers to what was to be removed.
#[must_use]
pub fn in_use(lang: Lang, table: &str, n_rows: i64) -> String {
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
