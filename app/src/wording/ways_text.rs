//! Ways out of a shortage and single points of failure, as plain text for the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use eligibility::assess::ways::{ClauseWays, Hire, Way};
use eligibility::day::Day;
use eligibility::facts::{Hospital, StaffNumber};
use eligibility::standard::{ClauseId, Condition};

use super::what_if_text::department;
use super::{Voice, condition, left_out, mark, step, verdict};
use crate::locale::Lang;

/// The block of ways out, ending in a line break. `on` is the day asked about.
#[must_use]
pub fn ways_text(
    voice: Voice<'_>,
    on: Day,
    ways: &[ClauseWays],
    points: &BTreeMap<StaffNumber, Vec<ClauseId>>,
    hospital: &Hospital,
) -> String {
    let labels = labels(voice.lang);
    let mut text = format!("{}\n", labels.ways);
    if ways.is_empty() {
        let _infallible = writeln!(text, "  {}", labels.none_needed);
    }
    for clause in ways {
        let (mark, verdict) = (mark(clause.verdict), verdict(voice.lang, clause.verdict));
        let _infallible = writeln!(text, "  {mark} {verdict}  {}", clause.clause);
        for (place, way) in clause.ways.iter().enumerate() {
            let line = way_line(voice, on, way, hospital);
            let _infallible = writeln!(text, "    {}. {line}", place + 1);
        }
        if clause.has_no_way() {
            let _infallible = writeln!(text, "    {}", labels.no_way);
        }
        for one in &clause.left_out {
            let _infallible = writeln!(text, "    {}", left_out(voice, one));
        }
        for hire in &clause.hire {
            let _infallible = writeln!(text, "    - {}", hire_line(voice, hire, hospital));
        }
        if clause.cut_off {
            let _infallible = writeln!(text, "    {}", labels.cut_off);
        }
    }
    let _infallible = writeln!(text, "{}", labels.points);
    if points.is_empty() {
        let _infallible = writeln!(text, "  {}", labels.no_points);
    }
    for (staff, clauses) in points {
        let (who, colon) = (voice.person(hospital, staff), voice.lang.words().colon);
        let _infallible = writeln!(text, "  - {who}{colon}{}", ids(voice.lang, clauses));
    }
    text
}

/// A way in one line: its steps, when it helps and what it costs.
#[must_use]
pub fn way_line(voice: Voice<'_>, on: Day, way: &Way, hospital: &Hospital) -> String {
    let (words, labels) = (voice.lang.words(), labels(voice.lang));
    let steps = way.steps.iter().map(|one| step(voice, hospital, one));
    let steps: Vec<String> = steps.collect();
    let mut text = steps.join(words.stop);
    let mut add = |label: &str, value: &str| {
        text.push_str(words.stop);
        text.push_str(label);
        text.push_str(value);
    };
    if way.met_on != on {
        add(labels.met_on, &way.met_on.to_string());
    }
    if !way.costs.is_empty() {
        add(labels.costs, &ids(voice.lang, &way.costs));
    }
    if !way.also_closes.is_empty() {
        add(labels.also_closes, &ids(voice.lang, &way.also_closes));
    }
    text
}

/// Whom to hire, in one line.
#[must_use]
pub fn hire_line(voice: Voice<'_>, hire: &Hire, hospital: &Hospital) -> String {
    let words = voice.lang.words();
    let conditions = hire.conditions.iter().map(|one| condition(voice, one));
    let conditions: Vec<String> = conditions.collect();
    let post = hire.post.as_ref().map(|post| voice.post(post));
    let head = match (voice.lang, post, hire.full_time) {
        (Lang::Zh, Some(post), true) => format!("招 {} 人专职担任“{post}”", hire.number),
        (Lang::Zh, Some(post), false) => format!("招 {} 人担任“{post}”", hire.number),
        (Lang::Zh, None, _) => format!("招 {} 人", hire.number),
        (Lang::En, Some(post), true) => format!("hire {} full-time as {post}", hire.number),
        (Lang::En, Some(post), false) => format!("hire {} as {post}", hire.number),
        (Lang::En, None, _) => format!("hire {}", hire.number),
    };
    let departments = hire.departments.iter();
    let departments: Vec<&str> = departments.map(|id| department(hospital, id)).collect();
    let departments = departments.join(words.separator);
    let head = match (voice.lang, departments.as_str()) {
        (_, "") => head,
        (Lang::Zh, names) => format!("{head}（{names}）"),
        (Lang::En, names) => format!("{head} ({names})"),
    };
    let mut text = head;
    if !conditions.is_empty() {
        text.push_str(words.colon);
        text.push_str(&conditions.join(words.stop));
    }
    if !hire.verified {
        text.push_str(labels(voice.lang).not_tried_out);
    }
    text
}

/// Conditions of which one list is enough.
pub(super) fn alternatives(voice: Voice<'_>, lists: &[Vec<Condition>], or: &str) -> String {
    let list = |conditions: &Vec<Condition>| {
        let conditions = conditions.iter().map(|one| condition(voice, one));
        conditions
            .collect::<Vec<_>>()
            .join(voice.lang.words().separator)
    };
    lists.iter().map(list).collect::<Vec<_>>().join(or)
}

fn ids(lang: Lang, clauses: &[ClauseId]) -> String {
    let ids: Vec<&str> = clauses.iter().map(ClauseId::as_str).collect();
    ids.join(lang.words().separator)
}

struct Labels {
    ways: &'static str,
    none_needed: &'static str,
    no_way: &'static str,
    cut_off: &'static str,
    not_tried_out: &'static str,
    met_on: &'static str,
    costs: &'static str,
    also_closes: &'static str,
    points: &'static str,
    no_points: &'static str,
}

const fn labels(lang: Lang) -> Labels {
    match lang {
        Lang::Zh => Labels {
            ways: "补救办法：",
            none_needed: "没有不符合或无法判定的条款",
            no_way: "现有人员中没有可行的办法",
            cut_off: "没有全部查完，可能还有别的办法",
            not_tried_out: "（没有试算过，可能还不够）",
            met_on: "符合日期 ",
            costs: "但会使以下条款不再符合：",
            also_closes: "同时解决：",
            points: "单点风险（缺此一人即不符合或无法判定）：",
            no_points: "没有",
        },
        Lang::En => Labels {
            ways: "Ways out:",
            none_needed: "no clause is short or undetermined",
            no_way: "no way with the people there are",
            cut_off: "not everything was searched; there may be other ways",
            not_tried_out: " (not tried out: it may not be enough)",
            met_on: "met on ",
            costs: "but no longer met: ",
            also_closes: "also closes: ",
            points: "Single points of failure (without this one person, short or undetermined):",
            no_points: "none",
        },
    }
}
