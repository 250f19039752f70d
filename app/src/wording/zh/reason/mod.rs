//! What decided a clause besides counting people.

mod duties;
mod figures;
mod need;
mod things;

use eligibility::assess::{Reason, Verdict};
use eligibility::standard::{ClauseId, WaiverCause};

use super::cause;
use super::evidence::valid;
use crate::wording::{Voice, verdict};

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
        Reason::NobodyConcerned { scope } => {
            format!(
                "当日{}没有相关人员，而此条要求有人；请登记",
                v.set_scope(scope)
            )
        }
        Reason::NotEverybody {
            scope,
            meeting,
            concerned,
        } => format!(
            "当日{}有相关人员 {concerned} 人，其中 {meeting} 人确实符合；须人人符合",
            v.set_scope(scope)
        ),
        Reason::PassedOver { scope } => {
            let scope = v.set_scope(scope);
            format!("当日{scope}没有相关人员，对其要求略过（R-07）")
        }
        Reason::NobodyCould { scope } => format!(
            "{}的相关人员尚不能确定，而可能相关的人都不符合；请核对其记录",
            v.set_scope(scope)
        ),
        Reason::PostingsIncomplete => {
            "岗位安排未标为完整，当日此岗没有登记到人；有的请补录，没有请将岗位安排标为完整".into()
        }
        Reason::Need {
            at_least,
            plus,
            parts,
            as_many_as,
            less,
            least,
            most,
        } => need::Need {
            at_least: *at_least,
            plus: *plus,
            parts,
            as_many_as: *as_many_as,
            less: *less,
        }
        .said(v, *least, *most),
        Reason::InDepartment {
            department,
            required,
            surely,
            possibly,
        } => {
            let open = possibly.saturating_sub(*surely);
            let open = if open > 0 {
                format!("，另有 {open} 人待定")
            } else {
                String::new()
            };
            format!(
                "科室 {department} 须有 {required} 人，确有 {surely} 人{open}；各科室须分别达到"
            )
        }
        Reason::WorstOf {
            verdict: Verdict::Met,
            ..
        } => "所属条款均符合".into(),
        Reason::WorstOf {
            verdict: Verdict::NotApplicable,
            ..
        } => "所属条款均不适用".into(),
        Reason::WorstOf {
            verdict: worst,
            clauses,
        } => {
            let clauses: Vec<&str> = clauses.iter().map(ClauseId::as_str).collect();
            let (worst, clauses) = (verdict(v.lang, *worst), clauses.join("、"));
            format!("所属条款中最差的是“{worst}”：{clauses}；请看这些条款")
        }
        Reason::DutyDone {
            duty,
            item,
            on,
            by,
            due,
            own_interval,
        } => {
            let what = duties::about(v, duty, item.as_ref());
            let (by, own) = (duties::by(by.as_ref()), cause::own_interval(*own_interval));
            format!("{what}于 {on} 完成{by}，{own}下次最迟 {due}")
        }
        Reason::DutyOverdue {
            duty,
            item,
            last,
            due,
            own_interval,
        } => {
            let what = duties::about(v, duty, item.as_ref());
            cause::overdue(&what, *last, *due, *own_interval)
        }
        Reason::DutyUnsure { duty, item, on } => {
            let what = duties::about(v, duty, item.as_ref());
            format!("{what}于 {on} 完成，但完成人是否符合要求不能确定；请登记完成人，并补全其记录")
        }
        Reason::DutyNameShared { duty, item, on } => {
            let what = duties::about(v, duty, Some(item));
            format!(
                "{what}于 {on} 完成，但当日不止一台在用设备叫这个名称，是哪一台不能确定；请区分名称后更正记录"
            )
        }
        Reason::DutyByOther { duty, item, on, by } => {
            let what = duties::about(v, duty, item.as_ref());
            let by = duties::by(by.as_ref());
            format!("{what}于 {on} 由不符合要求的人完成{by}，不计入；请由符合要求的人完成后登记")
        }
        Reason::DutyNever { duty, item } => {
            let what = duties::about(v, duty, item.as_ref());
            format!("{what}没有能计入的记录；做过的请补录，没做的完成后登记")
        }
        Reason::DutyNotDue { duty, item, due } => {
            let what = duties::about(v, duty, Some(item));
            format!("{what}尚无能计入的记录，新启用的设备首次最迟 {due}；完成后登记，此前不能确定")
        }
        Reason::NothingInUse => "当日没有在用的相关设备或房间；有的请登记".into(),
        Reason::NothingRecorded => "没有登记相关设备或房间，无法判断；请登记".into(),
        Reason::ItemsMeet { condition, items } => {
            let condition = things::item_condition(*condition);
            format!("相关设备 {items} 台，均符合：{condition}")
        }
        Reason::ItemLacks {
            item,
            condition,
            held,
        } => things::item_lacks(&things::item(v, item), *condition, *held),
        Reason::ItemUnknown { item, field } => {
            let (item, field) = (things::item(v, item), things::field(field));
            format!("{item}：{field}未填；请在设备中补填")
        }
        Reason::RoomsMeet { rooms } => format!("相关房间 {rooms} 间，均符合"),
        Reason::RoomTooSmall {
            room,
            area,
            units,
            asked,
        } => {
            let (room, asked) = (things::room(v, room), things::area_asked(*asked, *units));
            format!("{room}面积 {area} ㎡，{asked}；登记有误的，请更正")
        }
        Reason::RoomTooNarrow { room, side, asked } => {
            let room = things::room(v, room);
            format!("{room}最短边 {side} 米，要求不小于 {asked} 米；登记有误的，请更正")
        }
        Reason::RoomLacks { room, feature } => {
            let (room, feature) = (things::room(v, room), v.room_feature(*feature));
            format!("{room}没有{feature}；配备后登记")
        }
        Reason::RoomUnknown { room, field } => {
            let (room, field) = (things::room(v, room), things::field(field));
            format!("{room}：{field}未填；请在房间中补填")
        }
        Reason::UnitsOutsideRooms {
            equipment,
            placed,
            in_use,
        } => {
            let kinds: Vec<&str> = equipment.iter().map(|kind| v.equipment(kind)).collect();
            let kinds = kinds.join("、");
            format!(
                "{kinds}当日可能在用 {in_use} 台，各房间登记的只有 {placed} 台；请补登记房间或更正室内台数"
            )
        }
        Reason::FloorArea {
            hundredths,
            bound,
            strict,
        } => {
            let area = things::amount(*hundredths);
            let more = if *strict { "大于" } else { "不小于" };
            let asked = u64::from(bound.hundredths());
            let enough = *hundredths > asked || (*hundredths == asked && !*strict);
            let to_do = if enough {
                ""
            } else {
                "；没有登记齐的，请补录"
            };
            format!("面积合计 {area} ㎡，要求{more} {bound} ㎡{to_do}")
        }
        Reason::Current {
            figure,
            from,
            to,
            numerator,
            denominator,
            bound,
            of,
            strict,
        } => {
            let asked = figures::bound(*bound, *of, *strict);
            let period = figures::period(v, *from, *to);
            let (held, to_do) = figures::held(*numerator, *denominator, *of > 1);
            format!("{}（{period}）为 {held}，{asked}{to_do}", v.figure(figure))
        }
        Reason::CurrentMissing { figure } => {
            let figure = v.figure(figure);
            format!("{figure}没有登记当前的数字（最近 12 个月内）；请在指标中补填")
        }
        Reason::Total {
            figure,
            from,
            to,
            surely,
            possibly,
            needed,
        } => {
            let when = from.map_or_else(|| format!("截至 {to}"), |from| format!("{from} 至 {to}"));
            let sum = figures::sum(*surely, *possibly, *needed);
            format!("{}（{when}）合计 {sum}", v.figure(figure))
        }
        Reason::InYear {
            figure,
            from,
            to,
            surely,
            possibly,
            needed,
        } => {
            let sum = figures::sum(*surely, *possibly, *needed);
            format!("{}（{from} 至 {to}）为 {sum}", v.figure(figure))
        }
        Reason::SubjectsNotAllowed { found } if found.is_empty() => {
            "登记的诊疗科目中没有不应有的；诊疗科目没有登记齐的，请补录".into()
        }
        Reason::SubjectsNotAllowed { found } => {
            let found: Vec<&str> = found.iter().map(|subject| v.subject(subject)).collect();
            let found = found.join("、");
            format!("登记了不应有的诊疗科目：{found}；注销后更新登记")
        }
        Reason::SubjectsFound { found } => {
            let found: Vec<&str> = found.iter().map(|subject| v.subject(subject)).collect();
            format!("已登记诊疗科目：{}", found.join("、"))
        }
        Reason::NoSubjectOf { asked } => {
            let asked: Vec<&str> = asked.iter().map(|subject| v.subject(subject)).collect();
            let asked = asked.join("、");
            format!("没有登记以下任何一个诊疗科目：{asked}；已核准的请补录")
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
                format!("，另有 {open} 台的启用日期、排数或场强未填，请补填")
            } else if usize::try_from(*needed).is_ok_and(|needed| *count < needed) {
                "；另有的，请在设备中登记".into()
            } else {
                String::new()
            };
            let equipment = v.equipment(equipment);
            format!("{equipment}在用且符合要求的有 {count} 台，要求 {needed} 台{open}")
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
