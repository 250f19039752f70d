//! What stands in a calendar.
//!
//! Calendars lie on servers of others, so a title holds names of people and of things, and never the
//! number of a paper.

use eligibility::day::Day;

use super::zh;
use crate::locale::Lang;

/// What a day is about, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The last day of a paper: whose, and which.
    Ends(String, String),
    /// The last day for a duty: whose, and which.
    Duty(String, String),
    /// The first day on which a clause is not met: of which programme, and its number.
    Breaks(String, String),
}

/// The title on the day itself.
#[must_use]
pub fn title(lang: Lang, matter: &Matter) -> String {
    match (lang, matter) {
        (Lang::Zh, Matter::Ends(whose, what)) => zh::spaced(&format!("{whose} · {what}今日到期")),
        (Lang::Zh, Matter::Duty(whose, what)) => {
            zh::spaced(&format!("{whose} · {what}最迟今日完成"))
        }
        (Lang::Zh, Matter::Breaks(whose, clause)) => {
            zh::spaced(&format!("{whose} · {clause} 今日起不再符合"))
        }
        (Lang::En, Matter::Ends(whose, what)) => format!("{whose} · {what} ends today"),
        (Lang::En, Matter::Duty(whose, what)) => format!("{whose} · {what} due by today"),
        (Lang::En, Matter::Breaks(whose, clause)) => {
            format!("{whose} · {clause} not met from today")
        }
    }
}

/// The title so many days before.
#[must_use]
pub fn early_title(lang: Lang, matter: &Matter, (days, on): (u32, Day)) -> String {
    match (lang, matter) {
        (Lang::Zh, Matter::Ends(whose, what)) => {
            zh::spaced(&format!("提前{days}天：{whose} · {what} {on} 到期"))
        }
        (Lang::Zh, Matter::Duty(whose, what)) => {
            zh::spaced(&format!("提前{days}天：{whose} · {what}最迟 {on} 完成"))
        }
        (Lang::Zh, Matter::Breaks(whose, clause)) => zh::spaced(&format!(
            "提前{days}天：{whose} · {clause} 自 {on} 起不再符合"
        )),
        (Lang::En, Matter::Ends(whose, what)) => {
            format!("{days} days left: {whose} · {what} ends {on}")
        }
        (Lang::En, Matter::Duty(whose, what)) => {
            format!("{days} days left: {whose} · {what} due by {on}")
        }
        (Lang::En, Matter::Breaks(whose, clause)) => {
            format!("{days} days left: {whose} · {clause} not met from {on}")
        }
    }
}

/// What is read on opening an event.
#[must_use]
pub const fn note(lang: Lang, matter: &Matter) -> &'static str {
    match (lang, matter) {
        (Lang::Zh, Matter::Ends(..)) => {
            "这一天仍然有效，次日起失效。登记新证后，这条日程会自动移到新的到期日。"
        }
        (Lang::Zh, Matter::Duty(..)) => "登记完成后，这条日程会自动移到下一次。",
        (Lang::Zh, Matter::Breaks(..)) => {
            "按现有记录推算；补足人员或证件后，这条日程会自动后移或撤下。"
        }
        (Lang::En, Matter::Ends(..)) => {
            "It is valid on this day and not on the next. Once a new one is recorded, this event moves to its last day."
        }
        (Lang::En, Matter::Duty(..)) => {
            "Once it is recorded as done, this event moves to the next time."
        }
        (Lang::En, Matter::Breaks(..)) => {
            "By what is recorded now; once people or papers are found, this event moves or goes."
        }
    }
}

/// The title of what is not due any more.
#[must_use]
pub fn gone(lang: Lang, matter: &Matter) -> String {
    let (Matter::Ends(whose, what) | Matter::Duty(whose, what) | Matter::Breaks(whose, what)) =
        matter;
    match lang {
        Lang::Zh => zh::spaced(&format!("已取消：{whose} · {what}")),
        Lang::En => format!("Cancelled: {whose} · {what}"),
    }
}

/// Who has no name, where a staff number may not be told.
#[must_use]
pub const fn somebody(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "某员工",
        Lang::En => "somebody",
    }
}

/// What subscribers see a calendar called.
#[must_use]
pub fn name(lang: Lang, of: &str) -> String {
    match lang {
        Lang::Zh => format!("准入 · {of}"),
        Lang::En => format!("Zhunru · {of}"),
    }
}
