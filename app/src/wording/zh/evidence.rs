//! The records that count.

use eligibility::assess::Evidence;
use eligibility::day::Day;

use super::cause;
use crate::wording::Voice;

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per record; split up, the match would no longer be exhaustive"
)]
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
            own_interval,
        } => joined([
            Some(v.full_credential(kind).to_owned()),
            number.as_ref().map(|number| format!("证号 {number}")),
            issued.map(|day| format!("{day} 发证")),
            Some(format!(
                "{}{}",
                cause::own_interval(*own_interval),
                valid(*ends)
            )),
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
        Evidence::Training {
            kind,
            months,
            base,
            courses,
            cases,
            passed_on,
        } => {
            let months = (*months > 0).then(|| format!(" {}", v.duration(*months)));
            let kind = v.training(kind);
            let cases = cases
                .iter()
                .map(|(sort, cases)| format!("{} {cases} 例", v.case_sort(*sort)));
            joined([
                Some(format!("{kind}{}", months.unwrap_or_default())),
                courses.map(|courses| format!("{courses} 次")),
                Some(cases.collect::<Vec<_>>().join("，")).filter(|cases| !cases.is_empty()),
                base.clone(),
                passed_on.map(|day| format!("{day} 考核合格")),
            ])
        }
        Evidence::BaseTraining {
            technique, refused, ..
        } => refused.as_ref().map_or_else(String::new, |refusal| {
            cause::refused(v, technique, refusal.granted, &refusal.criteria)
        }),
        Evidence::Entry { on, begun } => match (on, begun) {
            (Some(day), true) => format!("按培训首日 {day} 判断"),
            (Some(day), false) => format!("尚无培训记录，按评估日 {day} 判断"),
            (None, _) => "培训首日不详".to_owned(),
        },
        Evidence::Exemption {
            technique,
            granted,
            by,
        } => joined([
            Some(format!("免于培训（{}）", v.technique(technique))),
            Some(format!("{granted} 批准")),
            by.as_ref().map(|by| format!("批准人 {by}")),
        ]),
        Evidence::Cases {
            technique,
            from,
            to,
            cases,
            needed,
            each,
        } => {
            let yearly = cause::yearly(*each);
            let least = if *each { "每年至少" } else { "" };
            joined([
                Some(format!(
                    "{from} 至 {to} 独立开展{}{least} {cases} 例",
                    v.technique(technique)
                )),
                Some(format!("要求{yearly} {needed} 例")),
            ])
        }
        Evidence::NoSeriousEvent {
            technique,
            from,
            to,
        } => {
            let technique = v.technique(technique);
            format!("{from} 至 {to} {technique}没有严重不良事件")
        }
        Evidence::RadiationWork { code, from } => joined([
            Some(format!("从事放射工作，照射种类 {code}")),
            from.map(|day| format!("{day} 起")),
        ]),
        Evidence::Duty {
            duty,
            on,
            by,
            due,
            own_interval,
        } => joined([
            Some(format!("{}于 {on} 完成", v.duty(duty))),
            by.as_ref().map(|staff| format!("完成人工号 {staff}")),
            Some(format!(
                "{}下次最迟 {due}",
                cause::own_interval(*own_interval)
            )),
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
