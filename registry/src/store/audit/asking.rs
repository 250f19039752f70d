//! What the log can be asked for, in SQL.

use serde_json::Value;

/// Where a text is looked for.
const TEXTS: [&str; 4] = ["\"before\"", "\"after\"", "reason", "subject"];

/// Which entries are asked for; what is left blank is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who acted: an account's id.
    pub actor: Option<String>,
    /// Who acted: an account's id, or part of the name it had.
    pub who: Option<String>,
    /// What was done; also a beginning such as `record`.
    pub act: Option<String>,
    /// Whom it is about.
    pub subject: Option<String>,
    /// Whom it is about, or whom a posting that it tells of names: a staff number.
    pub staff: Option<String>,
    /// The record.
    pub record: Option<String>,
    /// What ties entries together.
    pub batch: Option<String>,
    /// First instant, as stored or a beginning of it, such as a day.
    pub from: Option<String>,
    /// The instant before which entries must lie, likewise.
    pub before: Option<String>,
    /// What stands in the record before or after, in the reason, or whom it is about.
    pub text: Option<String>,
    /// Only entries with a smaller number, for the next page.
    pub below: Option<i64>,
    /// Only entries with this number or a greater one.
    pub since: Option<i64>,
}

/// The terms of a filter with the texts they compare with; `$1` is for the number below which, `$2`
/// for the first one.
pub(super) fn terms(filter: &Filter) -> (String, Vec<String>) {
    let mut terms = vec!["seq < $1 AND seq >= $2".to_owned()];
    let mut texts = Vec::new();
    let mut term = |text: &Option<String>, before: &str, after: &str| {
        if let Some(text) = text {
            texts.push(text.clone());
            terms.push(format!("{before}${}{after}", place(&texts)));
        }
    };
    term(&filter.actor, "actor = ", "");
    term(&filter.subject, "subject = ", "");
    term(&filter.record, "record = ", "");
    term(&filter.batch, "batch = ", "");
    term(&filter.from, "at >= ", "");
    term(&filter.before, "at < ", "");
    if let Some(staff) = &filter.staff {
        texts.push(staff.clone());
        texts.push(format!("\"staff\":{}", Value::from(staff.as_str())));
        let (subject, named) = (place(&texts) - 1, place(&texts));
        let told = "COALESCE(\"before\", '') || COALESCE(\"after\", '')";
        // What is found by a replacement may hold any character, unlike what is found by LIKE.
        terms.push(format!(
            "(subject = ${subject} OR (substr(record, 1, 7) = 'posting' \
             AND replace({told}, ${named}, '') <> {told}))"
        ));
    }
    if let Some(who) = &filter.who {
        texts.push(who.clone());
        texts.push(anywhere(who));
        let (id, name) = (place(&texts) - 1, place(&texts));
        terms.push(format!(
            "(actor = ${id} OR LOWER(actor_name) LIKE LOWER(${name}) ESCAPE '\\')"
        ));
    }
    if let Some(text) = &filter.text {
        texts.push(anywhere(text));
        let place = place(&texts);
        let found = TEXTS.map(|column| {
            format!("LOWER(COALESCE({column}, '')) LIKE LOWER(${place}) ESCAPE '\\'")
        });
        terms.push(format!("({})", found.join(" OR ")));
    }
    // Acts are named `kind.verb`, so a kind alone asks for all of its verbs.
    if let Some(act) = &filter.act {
        texts.push(act.clone());
        texts.push(format!("{act}."));
        let (one, all) = (place(&texts) - 1, place(&texts));
        terms.push(format!(
            "(act = ${one} OR substr(act, 1, length(${all})) = ${all})"
        ));
    }
    (terms.join(" AND "), texts)
}

/// The place of the last of some texts among what is bound.
pub(super) const fn place(texts: &[String]) -> usize {
    texts.len() + 2
}

/// A pattern that fits wherever a text stands.
fn anywhere(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
