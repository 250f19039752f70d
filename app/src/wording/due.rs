//! What ends, in words.

use eligibility::assess::Recurring;
use eligibility::assess::{Count, Verdict};
use eligibility::day::Day;
use eligibility::standard::{Clause, ClauseId, Edition, Standard};
use registry::due::renewal::RenewalFault;
use registry::due::{Effect, Never, Rest, ShortNow, Stage, What};
use registry::ledger::kinds::SheetKind;
use registry::staff_list::papers::PaperKind;

use super::{Voice, file_size, record_text, staff, verdict, zh};
use crate::locale::Lang;
use crate::view::clause::held;
use crate::view::due_renew::MOST_OF_SCANS;
use crate::view::record_form::label;

/// A stage: what has ended, or between how many and how many days are left.
#[must_use]
pub fn stage(lang: Lang, stage: Stage, before: Option<u32>) -> String {
    match (lang, stage, before) {
        (Lang::Zh, Stage::Overdue, _) => "已过期".to_owned(),
        (Lang::En, Stage::Overdue, _) => "overdue".to_owned(),
        (Lang::Zh, Stage::Within(days), None) => format!("{days} 天内"),
        (Lang::En, Stage::Within(days), None) => format!("within {days} days"),
        (Lang::Zh, Stage::Within(days), Some(before)) => format!("{}–{days} 天", before + 1),
        (Lang::En, Stage::Within(days), Some(before)) => format!("{} to {days} days", before + 1),
    }
}

/// How many days are left, or have passed.
#[must_use]
pub fn left(lang: Lang, last: Day, on: Day) -> String {
    let days = last.days_since(on);
    match (lang, days) {
        (Lang::Zh, 0) => "今天到期".to_owned(),
        (Lang::En, 0) => "ends today".to_owned(),
        (Lang::Zh, 1..) => format!("还有 {days} 天"),
        (Lang::En, 1) => "1 day left".to_owned(),
        (Lang::En, 2..) => format!("{days} days left"),
        (Lang::Zh, _) => format!("已过 {} 天", -days),
        (Lang::En, -1) => "1 day over".to_owned(),
        (Lang::En, _) => format!("{} days over", -days),
    }
}

/// That a newer paper begins after days without one.
#[must_use]
pub fn gap(lang: Lang, last: Day, from: Day) -> String {
    let days = from.days_since(last) - 1;
    match lang {
        Lang::Zh => format!("新证自 {from} 起，中断 {days} 天"),
        Lang::En if days == 1 => format!("a new one from {from}, 1 day without"),
        Lang::En => format!("a new one from {from}, {days} days without"),
    }
}

/// By which day a new paper has to begin so that there are no days without one.
#[must_use]
pub fn without_gap(lang: Lang, last: Day) -> String {
    let first = last.next();
    match lang {
        Lang::Zh => format!("现有的到 {last}；新证起始日期晚于 {first} 就有中断，中断的日子不计入"),
        Lang::En => format!(
            "The present one is good until {last}; one that begins after {first} leaves days without, \
             which do not count"
        ),
    }
}

/// That so many of the papers that were renewed begin after days without one.
#[must_use]
pub fn renewed_with_gaps(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => {
            format!("注意：其中 {n} 项的新证与旧证之间有中断，中断的日子不计入，请核对起始日期。")
        }
        Lang::En if n == 1 => {
            "Mind: 1 of them begins after days without one, which do not count. Check its first day."
                .to_owned()
        }
        Lang::En => format!(
            "Mind: {n} of them begin after days without one, which do not count. Check their first days."
        ),
    }
}

/// That the scans of so many of the papers that were renewed could not be kept.
#[must_use]
pub fn renewed_without_scans(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => {
            format!("注意：其中 {n} 项的扫描件没有存上，请到各自的“扫描件”页重新添加。")
        }
        Lang::En if n == 1 => {
            "Mind: the scan of 1 of them was not kept. Add it again on its page of scans."
                .to_owned()
        }
        Lang::En => format!(
            "Mind: the scans of {n} of them were not kept. Add them again on their pages of scans."
        ),
    }
}

/// How many bytes of scans may be sent with one renewal, as people read it.
fn most_of_scans() -> String {
    file_size(i64::try_from(MOST_OF_SCANS).unwrap_or(i64::MAX))
}

/// How much of scans may be sent at once, and what to do with more.
#[must_use]
pub fn scans_at_once(lang: Lang) -> String {
    let most = most_of_scans();
    match lang {
        Lang::Zh => {
            format!("一次提交的扫描件合计不超过 {most}；更多的请分几次续期，或续期后再补传。")
        }
        Lang::En => format!(
            "At most {most} of scans at once: renew the rest in another go, or add their scans \
             afterwards."
        ),
    }
}

/// That more scans were sent with a renewal than may be. Where not even the rest of the form was read,
/// what was typed stands on the page before only.
#[must_use]
pub fn too_many_scans(lang: Lang, is_cut_off: bool) -> String {
    let most = most_of_scans();
    match (lang, is_cut_off) {
        (Lang::Zh, false) => format!(
            "没有写入任何记录：所选扫描件合计超过 {most}。请少选几个扫描件后重新提交，其余的续期后再补传；\
             扫描件须重新选择。"
        ),
        (Lang::En, false) => format!(
            "Nothing was written: the scans are more than {most} together. Choose fewer and send it \
             again; the others can be added afterwards. Scans have to be chosen again."
        ),
        (Lang::Zh, true) => format!(
            "没有写入任何记录：所选扫描件太大，没有收完。请返回上一页，少选几个扫描件（合计不超过 {most}）\
             后重新提交。"
        ),
        (Lang::En, true) => format!(
            "Nothing was written: the scans are too large to be received. Go back, choose fewer of \
             them, at most {most} together, and send it again."
        ),
    }
}

/// What is due. Of a clause `clause` says its number and what it asks.
#[must_use]
pub fn what(voice: Voice<'_>, what: &What, clause: Option<&str>) -> String {
    match what {
        What::Credential { kind, category } => {
            staff::paper(voice, PaperKind::Credential(kind, category.as_ref()))
        }
        What::Licence { level } => staff::paper(voice, PaperKind::Licence(*level)),
        What::Filing => staff::paper(voice, PaperKind::Filing),
        What::InstitutionPaper { kind } => voice.paper(kind).to_owned(),
        What::Duty { duty, item, .. } => match (item, voice.lang) {
            (None, _) => voice.duty(duty).to_owned(),
            (Some(item), Lang::Zh) => format!("{}（{item}）", voice.duty(duty)),
            (Some(item), Lang::En) => format!("{} ({item})", voice.duty(duty)),
        },
        What::Break { clause: id, .. } => {
            let says = clause.map_or_else(|| id.to_string(), ToOwned::to_owned);
            match voice.lang {
                Lang::Zh => zh::spaced(&format!("条款 {says}")),
                Lang::En => format!("clause {says}"),
            }
        }
    }
}

/// What was never recorded, and for how many people and items of equipment.
#[must_use]
pub fn never(voice: Voice<'_>, never: &Never) -> String {
    let words = voice.lang.words();
    let what = recurring(voice, &never.what);
    let (n_people, n_items) = (never.n_people(), never.items.len());
    let concerned = match (voice.lang, n_people, n_items) {
        (_, 0, 0) => None,
        (Lang::Zh, n, 0) => Some(format!("{n} 人")),
        (Lang::Zh, 0, n) => Some(format!("{n} 台设备")),
        (Lang::Zh, people, items) => Some(format!("{people} 人、{items} 台设备")),
        (Lang::En, 1, 0) => Some("1 person".to_owned()),
        (Lang::En, n, 0) => Some(format!("{n} people")),
        (Lang::En, 0, 1) => Some("1 machine".to_owned()),
        (Lang::En, 0, n) => Some(format!("{n} machines")),
        (Lang::En, people, items) => Some(format!("people: {people}, machines: {items}")),
    };
    let concerned = concerned.map(|says| format!("{}{says}{}", words.open, words.close));
    format!("{what}{}", concerned.unwrap_or_default())
}

/// A duty, or the papers of which one is needed.
fn recurring(voice: Voice<'_>, what: &Recurring) -> String {
    match what {
        Recurring::Duty(duty) => voice.duty(duty).to_owned(),
        Recurring::Papers(kinds) => {
            let kinds = kinds.iter().map(|kind| voice.full_credential(kind));
            let kinds: Vec<_> = kinds.collect();
            kinds.join(match voice.lang {
                Lang::Zh => "或",
                Lang::En => " or ",
            })
        }
    }
}

/// That of what was never recorded so many were done, but by people who may not; `None` of none.
#[must_use]
pub fn by_other(lang: Lang, n: usize) -> Option<String> {
    (n > 0).then(|| match lang {
        Lang::Zh => format!("其中 {n} 项虽有登记，但做的人不符合条款要求，不算数"),
        Lang::En => format!("{n} of these are recorded, but by people who may not do them"),
    })
}

/// That so much was never recorded, beside which of how many stand on a page.
#[must_use]
pub fn n_never(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {n} 组从未登记，列在最后。"),
        Lang::En if n == 1 => "1 more was never recorded; it stands last.".to_owned(),
        Lang::En => format!("{n} more were never recorded; they stand last."),
    }
}

/// A clause as the edition of a day has it, or any edition; `None` if the standard has none of that id.
#[must_use]
pub fn clause_of<'s>(
    standard: &'s Standard,
    id: &ClauseId,
    day: Day,
) -> Option<(&'s Edition, &'s Clause)> {
    let then = standard.edition_on(day).map(|(edition, _)| edition);
    let mut editions = then.into_iter().chain(&standard.editions);
    editions.find_map(|edition| {
        let mut clauses = edition.clauses.iter();
        Some((edition, clauses.find(|clause| clause.id == *id)?))
    })
}

/// A clause by its number; where others of its edition are printed under the same, by what it asks too.
#[must_use]
pub fn clause(voice: Voice<'_>, edition: &Edition, clause: &Clause) -> String {
    let same = edition.clauses.iter();
    let mut same = same.filter(|other| other.number == clause.number && other.is_assessed());
    if same.nth(1).is_none() {
        return clause.number.clone();
    }
    format!("{} {}", clause.number, voice.text(&clause.text))
}

/// That a clause is not met any more after a day, or has not been since the day after it.
#[must_use]
pub fn breaking(lang: Lang, clause: &str, (last, on): (Day, Day)) -> String {
    let first = last.next();
    match lang {
        Lang::Zh if first <= on => zh::spaced(&format!("条款 {clause}：已于 {first} 起不符合")),
        Lang::Zh => zh::spaced(&format!("条款 {clause}：若不续办，此后不再符合")),
        Lang::En if first <= on => format!("clause {clause}: not met since {first}"),
        Lang::En => format!("clause {clause}: no longer met afterwards if nothing is renewed"),
    }
}

/// When something is spoken of: so many days before, descending.
#[must_use]
pub fn lead_days(lang: Lang, days: &[u32]) -> String {
    let days: Vec<_> = days.iter().map(ToString::to_string).collect();
    match lang {
        Lang::Zh => format!("提前 {} 天", days.join("、")),
        Lang::En => format!("{} days before", days.join(", ")),
    }
}

/// The link to the form in which all papers of a page are renewed.
#[must_use]
pub fn renew_page(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("为本页全部 {n} 件证照续期"),
        Lang::En => format!("Renew all {n} papers of this page"),
    }
}

/// What becomes of a clause; `place` names programme and clause.
#[must_use]
pub fn effect(lang: Lang, effect: &Effect, place: &str) -> String {
    let day = effect.day;
    let Some(after) = &effect.after else {
        return match lang {
            Lang::Zh => zh::spaced(&format!("{place}：{day} 起不再评估")),
            Lang::En => format!("{place}: not assessed from {day}"),
        };
    };
    let fallen = effect.fallen().into_iter();
    let fallen: Vec<_> = fallen.map(|(was, is)| fall(lang, was, is)).collect();
    if fallen.is_empty() {
        let verdict = verdict(lang, after.verdict);
        return match lang {
            Lang::Zh => zh::spaced(&format!("{place}：{day} 起{verdict}")),
            Lang::En => format!("{place}: {verdict} from {day}"),
        };
    }
    match lang {
        Lang::Zh => zh::spaced(&format!("{place}：自 {day} 起{}", fallen.join("，"))),
        Lang::En => format!("{place}: falls {} on {day}", fallen.join(", ")),
    }
}

/// From how many to how many a count fell, and how many are asked for.
fn fall(lang: Lang, was: Count, is: Count) -> String {
    let (was, now, required) = (held(lang, was), held(lang, is), is.required);
    match lang {
        Lang::Zh => format!("由 {was} 降至 {now}（需 {required}）"),
        Lang::En => format!("from {was} to {now} of {required}"),
    }
}

/// That a clause is short by now, or cannot be told; `place` names programme and clause.
#[must_use]
pub fn short_now(lang: Lang, short: &ShortNow, place: &str) -> String {
    let verdict = verdict(lang, short.verdict);
    match (lang, short.count) {
        (Lang::Zh, Some(count)) => {
            let (held, required) = (held(lang, count), count.required);
            zh::spaced(&format!("{place}：今日有 {held}，需 {required}"))
        }
        (Lang::En, Some(count)) => {
            format!("{place}: now {} of {}", held(lang, count), count.required)
        }
        (Lang::Zh, None) => zh::spaced(&format!("{place}：今日{verdict}")),
        (Lang::En, None) => format!("{place}: {verdict} today"),
    }
}

/// That no clause is concerned; to those who see only some of the programmes it is said of these.
#[must_use]
pub fn no_effect(lang: Lang, says: &str, is_limited: bool) -> String {
    match (lang, is_limited) {
        (_, false) => says.to_owned(),
        (Lang::Zh, true) => format!("在您可见的项目中，{says}"),
        (Lang::En, true) => format!("in the programmes you may see, {says}"),
    }
}

/// Whether a clause is told of: it is short or cannot be told afterwards.
#[must_use]
pub fn is_told(effect: &Effect) -> bool {
    let after = effect.after.as_ref().map(|after| after.verdict);
    !matches!(after, Some(Verdict::Met | Verdict::NotApplicable))
}

/// That something rests: until when, by whom and why.
#[must_use]
pub fn rest(lang: Lang, rest: &Rest) -> String {
    let (by, reason) = (&rest.by, &rest.reason);
    match (lang, rest.until) {
        (Lang::Zh, Some(until)) => format!("{by}暂缓至 {until}：{reason}"),
        (Lang::En, Some(until)) => format!("put off until {until} by {by}: {reason}"),
        (Lang::Zh, None) => format!("{by}已知悉：{reason}"),
        (Lang::En, None) => format!("taken note of by {by}: {reason}"),
    }
}

/// Which of how many stand on a page.
#[must_use]
pub fn counts(lang: Lang, first: usize, last: usize, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, 0) => "共 0 项".to_owned(),
        (Lang::En, 0) => "Nothing".to_owned(),
        (Lang::Zh, _) => format!("第 {first}–{last} 项，共 {n} 项"),
        (Lang::En, _) => format!("{first} to {last} of {n}"),
    }
}

/// How much is pressing, for the board: what has ended, and what ends within 30 days.
#[must_use]
pub fn pressing(lang: Lang, n_overdue: usize, n_soon: usize) -> String {
    match lang {
        Lang::Zh => format!("已过期 {n_overdue} 项，30 天内到期 {n_soon} 项"),
        Lang::En => format!("{n_overdue} overdue, {n_soon} ending within 30 days"),
    }
}

/// That so many papers were renewed.
#[must_use]
pub fn renewed(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("已续期 {n} 项。"),
        Lang::En if n == 1 => "1 paper was renewed.".to_owned(),
        Lang::En => format!("{n} papers were renewed."),
    }
}

/// Why a paper is not renewed.
#[must_use]
pub fn renewal_fault(lang: Lang, fault: &RenewalFault, form: Option<&'static SheetKind>) -> String {
    let words = lang.words();
    match fault {
        RenewalFault::Field(one) => {
            let says = record_text::fault(lang, &one.fault);
            let column = one.key.and_then(|key| form?.column(key));
            match column {
                Some(column) => format!("{}{}{says}", label(lang, column), words.colon),
                None => says,
            }
        }
        RenewalFault::NoFirstDay => words.due.no_first_day.to_owned(),
        RenewalFault::NoLastDay => words.due.no_last_day.to_owned(),
        RenewalFault::NotLater { last } => match lang {
            Lang::Zh => format!("新证不会比现有的更晚到期（现有的到 {last}）"),
            Lang::En => format!("it would not last longer than the present one ({last})"),
        },
        RenewalFault::NotRenewed => words.due.gone.to_owned(),
    }
}

#[cfg(test)]
mod tests;
