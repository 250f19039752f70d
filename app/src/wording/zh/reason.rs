//! What decided a clause besides counting people.

use eligibility::assess::Reason;
use eligibility::standard::WaiverCause;

use super::evidence::valid;
use crate::wording::Voice;

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per reason; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn reason(v: Voice<'_>, reason: &Reason) -> String {
    match reason {
        Reason::DeclaredUnknown { fact } => {
            format!("“{}”当日没有申报是或否；请在申报事实中填写", v.fact(fact))
        }
        Reason::DeclaredNo { fact } => {
            format!("“{}”已申报为“否”；情况变化时更新申报", v.fact(fact))
        }
        Reason::Waived { cause } => format!("本机构属于{}，免考此条", waiver(v, cause)),
        Reason::WaiverUnknown { cause } => {
            format!("若属于{}则免考此条，但没有登记；请填写", waiver(v, cause))
        }
        Reason::NoPostings => "本项目没有岗位安排；请登记谁在哪个岗位".into(),
        Reason::NobodyOnPost { post } => {
            format!("当日没有人在“{}”；请登记岗位安排", v.post(post))
        }
        Reason::NotEverybody {
            post,
            meeting,
            posted,
        } => format!(
            "“{}”当日有 {posted} 人，其中 {meeting} 人确实符合；须人人符合",
            v.post(post)
        ),
        Reason::PassedOver { post } => {
            format!(
                "当日没有人在“{}”，对该岗位人员的要求略过（R-07）",
                v.post(post)
            )
        }
        Reason::SeveralHolders { post, holders } => {
            format!("“{}”当日有 {holders} 人，每人都须符合", v.post(post))
        }
        Reason::Attested {
            by,
            on,
            through,
            item,
            evidence,
        } => {
            let evidence = evidence
                .as_deref()
                .map_or_else(String::new, |text| format!("，依据：{text}"));
            format!(
                "{}{by}于 {on} 声明符合，{}{evidence}",
                of(item.as_ref()),
                valid(Some(*through))
            )
        }
        Reason::AttestedNotMet { by, on, item } => {
            format!(
                "{}{by}于 {on} 声明不符合；改进后重新声明",
                of(item.as_ref())
            )
        }
        Reason::NotAttested { item } => {
            format!(
                "{}需人工判断，没有声明；请由负责人作出声明并登记",
                of(item.as_ref())
            )
        }
        Reason::AttestationLapsed { through, item } => {
            format!("{}声明已于 {through} 到期；请重新声明", of(item.as_ref()))
        }
        Reason::InstitutionLevel { held, asked, tier } => {
            let asked = match (asked, tier) {
                (Some(asked), _) => format!("要求{}及以上", v.institution_level(asked)),
                (None, Some(tier)) => format!("要求{}级及以上", tier_word(*tier)),
                (None, None) => "有级别要求".into(),
            };
            held.as_ref().map_or_else(
                || format!("当日的机构级别没有登记，{asked}；请在机构信息中填写"),
                |held| format!("机构级别是{}，{asked}", v.institution_level(held)),
            )
        }
        Reason::InstitutionKind { held, asked } => {
            let asked = v.institution_kinds(asked);
            held.as_ref().map_or_else(
                || format!("当日的机构类别没有登记，要求{asked}；请在机构信息中填写"),
                |held| format!("机构类别是{}，要求{asked}", v.institution_kind(held)),
            )
        }
        Reason::Subjects { missing, .. } if missing.is_empty() => "所要求的诊疗科目均已登记".into(),
        Reason::Subjects { missing, recorded } => {
            let missing: Vec<&str> = missing.iter().map(|subject| v.subject(subject)).collect();
            let missing = missing.join("、");
            if *recorded {
                format!("没有登记诊疗科目：{missing}；核准后登记")
            } else {
                format!("诊疗科目一项没有任何记录，要求有：{missing}；请在机构信息中填写")
            }
        }
        Reason::Paper {
            paper,
            number,
            ends,
        } => {
            let number = number
                .as_deref()
                .map_or_else(String::new, |number| format!("（证号 {number}）"));
            format!("{}{number}，{}", v.paper(paper), valid(*ends))
        }
        Reason::PaperMissing { paper } => {
            format!("没有当日有效的{}；取得后在机构证照中登记", v.paper(paper))
        }
        Reason::PaperEnded { paper, ended } => {
            format!(
                "{}已于 {ended} 到期或被撤销；续办后登记新记录",
                v.paper(paper)
            )
        }
        Reason::PaperUnsure { paper } => {
            format!(
                "{}的发证日期或有效期未填；请在机构证照中补填",
                v.paper(paper)
            )
        }
        Reason::InService {
            service,
            months,
            needed,
            reaches,
        } => {
            let (held, asked) = (v.duration(*months), v.duration(*needed));
            let reached = reaches.map_or_else(String::new, |day| format!("，{day} 届满"));
            format!("{}已开展 {held}，要求 {asked}{reached}", v.service(service))
        }
        Reason::ServiceUnknown { service } => {
            format!("“{}”从何时开展没有登记；请填写起始日期", v.service(service))
        }
        Reason::Yearly {
            figure,
            first_year,
            last_year,
            total,
            needed,
        } => {
            let figure = v.figure(figure);
            format!("{figure} {first_year} 至 {last_year} 年合计 {total}，要求合计不少于 {needed}")
        }
        Reason::FigureMissing { figure, year } => {
            format!(
                "{figure} {year} 年全年的数字没有登记；请在指标中补填",
                figure = v.figure(figure)
            )
        }
        Reason::FigureConflict { figure, year } => {
            format!(
                "{figure} {year} 年登记了不同的数字；请核对，只留一个",
                figure = v.figure(figure)
            )
        }
        Reason::Share {
            figure,
            year,
            numerator,
            denominator,
            asked: (part, whole),
        } => {
            let figure = v.figure(figure);
            format!("{figure} {year} 年为 {numerator}/{denominator}，要求不低于 {part}/{whole}")
        }
        Reason::Installed {
            equipment,
            count,
            possibly,
            needed,
        } => {
            let open = possibly.saturating_sub(*count);
            let open = if open > 0 {
                format!("，另有 {open} 台启用日期未填，请补填")
            } else {
                String::new()
            };
            format!(
                "{}在用 {count} 台，要求 {needed} 台{open}",
                v.equipment(equipment)
            )
        }
    }
}

fn of(item: Option<&String>) -> String {
    item.map_or_else(String::new, |item| format!("“{item}”："))
}

fn waiver(v: Voice<'_>, cause: &WaiverCause) -> String {
    match cause {
        WaiverCause::Declared(fact) => format!("“{}”", v.fact(fact)),
        WaiverCause::Kind(kind) => format!("“{}”", v.institution_kind(kind)),
    }
}

fn tier_word(tier: u32) -> String {
    match tier {
        1 => "一".to_owned(),
        2 => "二".to_owned(),
        3 => "三".to_owned(),
        other => other.to_string(),
    }
}
