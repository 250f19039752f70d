//! What would be otherwise, as plain text for the terminal: the changes, then the clauses that
//! differ.

use std::fmt::Write as _;

use eligibility::facts::{Hospital, StaffNumber};
use eligibility::file::{Node, Value};
use eligibility::whatif::{ClauseDifference, Standing, WhatIf};

use super::{Voice, change, en, mark, verdict, zh};
use crate::locale::Lang;

/// The block of a what-if, ending in a line break. `hospital` is the one with the changes made, which
/// knows those who join.
#[must_use]
pub fn what_if_text(
    voice: Voice<'_>,
    what_if: &WhatIf,
    differences: &[ClauseDifference],
    hospital: &Hospital,
) -> String {
    let labels = labels(voice.lang);
    let mut text = format!("{}\n", labels.if_so);
    for line in changes(voice, what_if, hospital) {
        let _infallible = writeln!(text, "  - {line}");
    }
    let _infallible = writeln!(text, "{}", labels.then);
    if differences.is_empty() {
        let _infallible = writeln!(text, "  {}", labels.nothing);
    }
    for difference in differences {
        let line = difference_line(voice, difference);
        let _infallible = writeln!(text, "  - {line}");
        let people = [
            (labels.newly_counted, &difference.newly_counted),
            (labels.no_longer_counted, &difference.no_longer_counted),
        ];
        for (label, staff) in people.into_iter().filter(|(_, staff)| !staff.is_empty()) {
            let names = names(voice, hospital, staff);
            let _infallible = writeln!(text, "    {label}{names}");
        }
    }
    text
}

/// What is otherwise, one clause after "if" each.
#[must_use]
pub fn changes(voice: Voice<'_>, what_if: &WhatIf, hospital: &Hospital) -> Vec<String> {
    let zh = voice.lang == Lang::Zh;
    let day = what_if.on.map(|day| {
        if zh {
            zh::change::on(day)
        } else {
            en::change::on(day)
        }
    });
    let rules = what_if.rules_on.map(|day| {
        if zh {
            zh::change::rules_on(day)
        } else {
            en::change::rules_on(day)
        }
    });
    let as_if = (what_if.as_if_in_force == Some(true)).then(|| {
        let text = if zh {
            zh::change::AS_IF_IN_FORCE
        } else {
            en::change::AS_IF_IN_FORCE
        };
        text.to_owned()
    });
    let made = what_if.changes.iter();
    let made = made.map(|one| change(voice, hospital, one));
    day.into_iter()
        .chain(rules)
        .chain(as_if)
        .chain(made)
        .collect()
}

/// What stands otherwise, in one line.
#[must_use]
pub fn difference_line(voice: Voice<'_>, difference: &ClauseDifference) -> String {
    let (before, after) = (difference.before, difference.after);
    let standing = |of| standing(voice.lang, of);
    format!(
        "{}{}{} → {}",
        difference.clause,
        voice.lang.words().colon,
        standing(before),
        standing(after)
    )
}

fn standing(lang: Lang, standing: Option<Standing>) -> String {
    let (words, labels) = (lang.words(), labels(lang));
    let Some(standing) = standing else {
        return words.not_assessed.to_owned();
    };
    let mut text = format!(
        "{} {}",
        mark(standing.verdict),
        verdict(lang, standing.verdict)
    );
    if let Some(count) = standing.count {
        let possibly = if count.possibly > count.surely {
            format!("–{}", count.possibly)
        } else {
            String::new()
        };
        let _infallible = write!(text, " {}{possibly}/{}", count.surely, count.required);
    }
    if let Some(day) = standing.breaks_on {
        let _infallible = write!(text, "{}{} {day}{}", words.open, labels.until, words.close);
    }
    text
}

fn names(voice: Voice<'_>, hospital: &Hospital, staff: &[StaffNumber]) -> String {
    let names = staff.iter().map(|staff| voice.person(hospital, staff));
    let names: Vec<String> = names.collect();
    names.join(voice.lang.words().separator)
}

struct Labels {
    if_so: &'static str,
    then: &'static str,
    nothing: &'static str,
    newly_counted: &'static str,
    no_longer_counted: &'static str,
    until: &'static str,
}

const fn labels(lang: Lang) -> Labels {
    match lang {
        Lang::Zh => Labels {
            if_so: "若：",
            then: "则与原来相比：",
            nothing: "没有条款不同",
            newly_counted: "新计入：",
            no_longer_counted: "不再计入：",
            until: "失效日",
        },
        Lang::En => Labels {
            if_so: "If:",
            then: "then, compared with before:",
            nothing: "no clause differs",
            newly_counted: "newly counted: ",
            no_longer_counted: "no longer counted: ",
            until: "breaks on",
        },
    }
}

/// A department by its name, or by its id.
pub(super) fn department<'t>(hospital: &'t Hospital, id: &'t str) -> &'t str {
    let found = hospital.department(id);
    found.and_then(|found| found.name.as_deref()).unwrap_or(id)
}

/// What stands at a node of a file, for a sentence.
pub(super) fn value(node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Fraction(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::List(items) => items.iter().map(value).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Table(_) => "…".to_owned(),
    }
}
