//! How the records of a staff file stand, in words.

use eligibility::day::Day;
use registry::history;
use registry::staff_file::entries::{Entry, Sort, State};

use super::Voice;
use crate::locale::Lang;

/// So many days before its end a paper is spoken of.
const SOON: i64 = 90;

/// How a record stands on a day: a code for its look, and words; `None` where its dates say it all.
#[must_use]
pub fn state(lang: Lang, entry: &Entry<'_>, on: Day) -> Option<(&'static str, String)> {
    let words = lang.words().files;
    let is_paper = entry.span.sort == Sort::Paper;
    let (code, text) = match entry.state {
        State::Timeless => return None,
        State::Unknown => ("unknown", words.undetermined.to_owned()),
        State::Suspended => ("withdrawn", words.on_hold.to_owned()),
        State::Withdrawn(from) => ("withdrawn", dated(lang, from, words.withdrawn)),
        State::NotYet(from) => ("later", dated(lang, from, words.begins)),
        _ if matches!(entry.span.sort, Sort::Moment | Sort::Past) => return None,
        State::Holds(None) if is_paper => ("holds", words.holds.to_owned()),
        State::Holds(None) => ("holds", words.goes_on.to_owned()),
        State::Holds(Some(last)) if is_paper && !entry.is_followed => {
            let left = last.days_since(on);
            let code = if left <= SOON { "soon" } else { "holds" };
            (code, through(lang, last, left))
        }
        State::Holds(Some(last)) => ("holds", until(lang, last)),
        State::Ended(last) if is_paper && !entry.is_followed => {
            ("expired", dated(lang, last, words.expired))
        }
        State::Ended(_) if is_paper => ("over", words.expired.to_owned()),
        State::Ended(_) => ("over", words.over.to_owned()),
    };
    let is_told = entry.is_followed && matches!(entry.state, State::Holds(_) | State::Ended(_));
    let text = if is_told {
        format!("{text}{}{}", words_between(lang), words.followed)
    } else {
        text
    };
    Some((code, text))
}

const fn words_between(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}

fn dated(lang: Lang, day: Day, says: &str) -> String {
    match lang {
        Lang::Zh => format!("{says}（{day}）"),
        Lang::En => format!("{says} ({day})"),
    }
}

fn through(lang: Lang, last: Day, left: i64) -> String {
    match (lang, left <= SOON) {
        (Lang::Zh, true) => format!("有效至 {last}，还有 {left} 天"),
        (Lang::En, true) => format!("valid through {last}, {left} days left"),
        (_, false) => until(lang, last),
    }
}

fn until(lang: Lang, last: Day) -> String {
    match lang {
        Lang::Zh => format!("有效至 {last}"),
        Lang::En => format!("through {last}"),
    }
}

/// For how many clauses of a programme somebody counts.
#[must_use]
pub fn n_clauses(lang: Lang, n_clauses: usize) -> String {
    match lang {
        Lang::Zh => format!("{n_clauses} 条"),
        Lang::En if n_clauses == 1 => "1 clause".to_owned(),
        Lang::En => format!("{n_clauses} clauses"),
    }
}

/// The days of a record as they are printed.
#[must_use]
pub fn dates(voice: Voice<'_>, sort: Sort, from: Option<Day>, to: Option<Day>) -> String {
    let words = voice.lang.words().files;
    match (sort, from) {
        (Sort::Timeless, _) => String::new(),
        (Sort::Moment, Some(day)) => day.to_string(),
        (Sort::Moment, None) => words.undated.to_owned(),
        _ => voice.period(from, to),
    }
}

/// What ties an entry of the log to others.
#[must_use]
pub fn batch(lang: Lang, batch: &str) -> String {
    let undone = history::undone_by(batch);
    match (lang, undone) {
        (Lang::Zh, Some(of)) => format!("撤回 {of}"),
        (Lang::En, Some(of)) => format!("takes back {of}"),
        (Lang::Zh, None) if history::is_act(batch) => format!("同一次办理 {batch}"),
        (Lang::En, None) if history::is_act(batch) => format!("one act, {batch}"),
        (Lang::Zh, None) => format!("批次 {batch}"),
        (Lang::En, None) => format!("batch {batch}"),
    }
}

/// That somebody has changed these records since.
#[must_use]
pub fn changed_since(lang: Lang, records: &[String]) -> String {
    match lang {
        Lang::Zh => format!(
            "没有恢复：之后又有人改过（{}）。请先看较新的修改，从最新的一条恢复起",
            records.join("、")
        ),
        Lang::En => format!(
            "Not taken back: somebody has changed it since ({}). Look at the newer changes and take those back first",
            records.join(", ")
        ),
    }
}
