//! What is declared, measured and attested, and what is removed, in words.

use eligibility::day::Day;

use crate::locale::Lang;

/// A stretch of days, or the calendar year it is.
fn period(lang: Lang, (from, to): (Day, Day)) -> String {
    let year = from.year();
    let is_year = from == Day::first_of_year(year) && to == Day::last_of_year(year);
    match (lang, is_year) {
        (Lang::Zh, true) => format!("{year} 年"),
        (Lang::En, true) => year.to_string(),
        (Lang::Zh, false) => format!("{from} 至 {to}"),
        (Lang::En, false) => format!("{from} to {to}"),
    }
}

/// What is declared of a fact, and whether it is for the whole institution.
#[must_use]
pub fn declared(lang: Lang, value: Option<bool>, by_institution: bool) -> String {
    let words = lang.words().setup;
    let Some(value) = value else {
        return words.undeclared.to_owned();
    };
    let value = if value { words.yes } else { words.no };
    match (lang, by_institution) {
        (_, false) => value.to_owned(),
        (Lang::Zh, true) => format!("{value}（全院申报）"),
        (Lang::En, true) => format!("{value} (for the whole institution)"),
    }
}

/// What is there of a figure, and for which periods nothing is.
#[must_use]
pub fn measured(lang: Lang, n_records: usize, gaps: &[(Day, Day)]) -> String {
    let gaps: Vec<_> = gaps.iter().map(|gap| period(lang, *gap)).collect();
    let missing = gaps.join(lang.words().separator);
    match (lang, gaps.is_empty()) {
        (Lang::Zh, true) => format!("已登记 {n_records} 条，所需期间齐全"),
        (Lang::Zh, false) => format!("已登记 {n_records} 条，缺 {missing}"),
        (Lang::En, true) => format!("{n_records} recorded, nothing is missing"),
        (Lang::En, false) => format!("{n_records} recorded, missing: {missing}"),
    }
}

/// A link to the form of a figure for a period.
#[must_use]
pub fn record_for(lang: Lang, gap: (Day, Day)) -> String {
    let gap = period(lang, gap);
    match lang {
        Lang::Zh => format!("登记 {gap}"),
        Lang::En => format!("Record {gap}"),
    }
}

/// That something is attested.
#[must_use]
pub fn attested(lang: Lang, by: &str, through: Day) -> String {
    match lang {
        Lang::Zh => format!("{by} 已声明符合，有效至 {through}"),
        Lang::En => format!("attested as met by {by}, valid through {through}"),
    }
}

/// That something is attested, but not for long.
#[must_use]
pub fn attested_soon(lang: Lang, through: Day) -> String {
    match lang {
        Lang::Zh => format!("已声明符合，但到 {through} 为止，请及时复核"),
        Lang::En => format!("attested as met, but only through {through}; review it in time"),
    }
}

/// That something is attested as not met.
#[must_use]
pub fn attested_against(lang: Lang, by: &str, on: Day) -> String {
    match lang {
        Lang::Zh => format!("{by} 于 {on} 声明为不符合"),
        Lang::En => format!("attested as not met by {by} on {on}"),
    }
}

/// That nothing valid is attested.
#[must_use]
pub fn not_attested(lang: Lang, lapsed: Option<Day>) -> String {
    match (lang, lapsed) {
        (Lang::Zh, None) => "尚未声明".to_owned(),
        (Lang::Zh, Some(through)) => format!("上次声明已于 {through} 到期"),
        (Lang::En, None) => "not attested yet".to_owned(),
        (Lang::En, Some(through)) => format!("the last attestation lapsed after {through}"),
    }
}

/// How many records go with a programme.
#[must_use]
pub fn goes_too(lang: Lang, n_records: usize) -> String {
    match lang {
        Lang::Zh => {
            format!("与它一起删除的还有它的 {n_records} 条记录（岗位、申报、指标、声明等）")
        }
        Lang::En => format!(
            "Its {n_records} records (postings, declarations, figures, attestations …) go with it"
        ),
    }
}

/// That a programme has scans, which keep it from being removed.
#[must_use]
pub fn scans_first(lang: Lang, n_scans: usize) -> String {
    match lang {
        Lang::Zh => {
            format!(
                "它的记录有 {n_scans} 份扫描件，删除后无法恢复；请先删除扫描件，否则不能删除项目"
            )
        }
        Lang::En => format!(
            "Its records have {n_scans} scans, which could not be brought back; it cannot be removed before those are"
        ),
    }
}

/// What still uses a department, each with how often.
#[must_use]
pub fn used_by(lang: Lang, uses: &[(&str, usize)]) -> String {
    let one = |(what, n): &(&str, usize)| match lang {
        Lang::Zh => format!("{what} {n} 条"),
        Lang::En => format!("{what}: {n}"),
    };
    let uses: Vec<_> = uses.iter().map(one).collect();
    let uses = uses.join(lang.words().separator);
    match lang {
        Lang::Zh => format!("还在使用它的有：{uses}；请先更正或删除这些记录，否则不能删除"),
        Lang::En => format!("Still used by: {uses}. It cannot be removed before those are changed"),
    }
}

/// How many people and machines a department has today.
#[must_use]
pub fn of_department(lang: Lang, n_members: usize, n_items: usize) -> String {
    match lang {
        Lang::Zh => format!("现有人员 {n_members} 名，在用设备 {n_items} 台"),
        Lang::En => format!("{n_members} people, {n_items} machines in use today"),
    }
}
