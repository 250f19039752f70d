//! The records that count.

use eligibility::assess::Evidence;
use eligibility::day::Day;

use super::cause;
use crate::wording::Voice;

pub(in crate::wording) fn evidence(v: Voice<'_>, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Title {
            series,
            level,
            discipline,
            qualified,
            appointed,
        } => joined([
            level.map(|level| format!("{}职称", v.level(level))),
            series
                .as_ref()
                .map(|series| format!("{}系列", v.series(series))),
            discipline
                .as_ref()
                .map(|discipline| v.discipline(discipline).to_owned()),
            qualified.map(|day| format!("{day} 取得")),
            appointed.map(|day| format!("{day} 聘任")),
        ]),
        Evidence::Licence {
            level,
            scopes,
            number,
            multi_site_until,
        } => joined([
            Some(level.map_or("执业证", |level| v.licence(level)).to_owned()),
            (!scopes.is_empty()).then(|| v.scopes(scopes)),
            number.as_ref().map(|number| format!("证号 {number}")),
            multi_site_until.map(|day| format!("多点执业备案至 {day}")),
        ]),
        Evidence::Credential {
            kind,
            number,
            issued,
            ends,
        } => joined([
            Some(v.full_credential(kind).to_owned()),
            number.as_ref().map(|number| format!("证号 {number}")),
            issued.map(|day| format!("{day} 发证")),
            Some(valid(*ends)),
        ]),
        Evidence::Experience {
            fields,
            inside,
            months,
            needed,
            reached,
        } => joined([
            Some(format!(
                "{} {}",
                cause::experience(&v.fields(fields), &v.fields(inside)),
                v.duration(*months)
            )),
            (*needed > 0).then(|| format!("要求 {}", v.duration(*needed))),
            reached
                .filter(|_| *needed > 0)
                .map(|day| format!("{day} 届满")),
        ]),
        Evidence::Training { kind, months, base } => joined([
            Some(format!("{} {}", v.training(kind), v.duration(*months))),
            base.clone(),
        ]),
        Evidence::Attestation {
            by,
            on,
            through,
            item,
        } => joined([
            Some(format!("{by}于 {on} 声明具备")),
            item.as_ref().map(|item| format!("事项 {item}")),
            Some(valid(Some(*through))),
        ]),
        Evidence::Posting {
            post,
            full_time,
            from,
            to,
        } => joined([
            Some(v.post(post).to_owned()),
            (*full_time == Some(true)).then(|| "专职".to_owned()),
            Some(v.period(*from, *to)),
        ]),
        Evidence::ShortAbsence { kind, from, to } => {
            let (kind, period) = (v.absence(*kind), v.period(Some(*from), Some(*to)));
            format!("{kind}（{period}），时间短，照常计入")
        }
    }
}

pub(super) fn valid(through: Option<Day>) -> String {
    through.map_or_else(|| "长期有效".to_owned(), |day| format!("有效至 {day}"))
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("，")
}
