//! An edition, its dates, and that it is not in force.

use eligibility::day::Day;
use eligibility::standard::{Edition, Force};

use super::{Voice, force};
use crate::locale::Lang;

/// An edition with its dates and where the day stands to it.
#[must_use]
pub fn edition(voice: Voice<'_>, edition: &Edition, standing: Force) -> String {
    let words = voice.lang.words();
    let dates = match (edition.from, edition.to) {
        (None, None) => words.unknown_date.to_owned(),
        (from, to) => voice.period(from, to),
    };
    let approximately = if edition.from_approximate {
        words.approximately
    } else {
        ""
    };
    let standing = force(voice.lang, standing);
    match voice.lang {
        Lang::Zh => format!("{}（{dates}{approximately}，{standing}）", edition.id),
        Lang::En => format!("{} ({dates}{approximately}, {standing})", edition.id),
    }
}

/// That an edition is not in force on the day, and what that means for the verdicts.
#[must_use]
pub fn not_in_force(
    voice: Voice<'_>,
    edition: &Edition,
    standing: Force,
    day: Day,
    as_if: bool,
) -> String {
    let id = &edition.id;
    let dates = match standing {
        Force::NotYet => edition.from,
        Force::Lapsed => edition.to,
        Force::InForce => None,
    };
    let date = dates.map_or_else(
        || voice.lang.words().unknown_date.to_owned(),
        |day| day.to_string(),
    );
    let fact = match (voice.lang, standing) {
        (Lang::Zh, Force::NotYet) => format!("{day} 尚未施行：{id} 版自 {date} 起施行。"),
        (Lang::Zh, Force::Lapsed) => format!("{day} 已失效：{id} 版施行至 {date}。"),
        (Lang::Zh, Force::InForce) => format!("{day} 施行中：{id} 版。"),
        (Lang::En, Force::NotYet) => {
            format!("Not yet in force on {day}: edition {id} is in force from {date}. ")
        }
        (Lang::En, Force::Lapsed) => {
            format!("Lapsed on {day}: edition {id} was in force through {date}. ")
        }
        (Lang::En, Force::InForce) => format!("In force on {day}: edition {id}. "),
    };
    let meaning = match (voice.lang, as_if) {
        (Lang::Zh, true) => "以下是按施行中试算的结果，不作为正式结论。",
        (Lang::Zh, false) => "没有评估；需要时可按施行中试算。",
        (Lang::En, true) => "What follows is evaluated as if it were, and is no formal verdict.",
        (Lang::En, false) => "Nothing was assessed; it can be evaluated as if in force.",
    };
    format!("{fact}{meaning}")
}
