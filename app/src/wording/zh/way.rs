//! Ways out of a shortage: steps, and what people to be hired have to meet.

use eligibility::assess::ways::{Action, Step};
use eligibility::facts::Hospital;

use super::missing;
use crate::wording::{Voice, what_if_text};

pub(in crate::wording) fn step(v: Voice<'_>, hospital: &Hospital, step: &Step) -> String {
    let who = step
        .staff
        .as_ref()
        .map_or_else(String::new, |staff| v.person(hospital, staff));
    let ready = match (&step.action, step.ready_on) {
        (Action::Wait { .. }, _) | (_, None) => String::new(),
        (_, Some(day)) => format!("（{day} 见效）"),
    };
    format!("{}{ready}", action(v, hospital, &who, &step.action))
}

fn action(v: Voice<'_>, hospital: &Hospital, who: &str, action: &Action) -> String {
    match action {
        Action::Renew { kind } => format!("{who}续办{}", v.credential(kind)),
        Action::Obtain { kinds } => format!("{who}取得{}", v.credentials(kinds)),
        Action::RenewLicence { level } => format!("{who}延续{}执业注册", v.licence(*level)),
        Action::FilePractice => format!("{who}办理多点执业备案"),
        Action::ObtainTitle {
            series,
            level,
            discipline,
        } => {
            let (series, level) = (v.several_series(series), v.level(*level));
            let discipline = v.disciplines(discipline);
            format!("{who}取得{discipline}{series}系列{level}及以上职称")
        }
        Action::Train { kind, months: 0 } => format!("{who}参加{}并合格", v.training(kind)),
        Action::Train { kind, months } => {
            format!(
                "{who}再参加{} {}并合格",
                v.training(kind),
                v.duration(*months)
            )
        }
        Action::Post { post, full_time } => {
            let full_time = if *full_time { "专职" } else { "" };
            format!("安排{who}{full_time}担任“{}”", v.post(post))
        }
        Action::MakeFullTime { post } => format!("{who}的“{}”改为专职", v.post(post)),
        Action::EndPosting { post, programme } => {
            let place = programme
                .as_ref()
                .map_or_else(String::new, |name| format!("{name}的"));
            format!("{who}不再担任{place}“{}”", v.post(post))
        }
        Action::Move { department } => {
            format!(
                "{who}调入{}",
                what_if_text::department(hospital, department)
            )
        }
        Action::Appoint { post, instead_of } => {
            let others = instead_of.iter().map(|staff| v.person(hospital, staff));
            let others: Vec<String> = others.collect();
            let instead = if others.is_empty() {
                String::new()
            } else {
                format!("，接替{}", others.join("、"))
            };
            format!("任命{who}为“{}”{instead}", v.post(post))
        }
        Action::Fill { missing } => format!("补填{who}的{}，且结果符合", filled(*missing)),
        Action::Attest { clause, item } => {
            let item = item
                .as_ref()
                .map_or_else(String::new, |item| format!("（事项 `{item}`）"));
            format!("由负责人声明{who}符合 `{clause}`{item}")
        }
        Action::Declare { fact, value } => {
            let value = if *value { "是" } else { "否" };
            format!("申报“{}”，且为“{value}”", v.fact(fact))
        }
        Action::ObtainPaper { paper } => format!("取得或续办{}", v.paper(paper)),
        Action::Install { equipment, number } => {
            format!("启用{} {number} 台", v.equipment(equipment))
        }
        Action::Record { figure, year } => {
            format!("登记 {year} 年的{}，且达到要求", v.figure(figure))
        }
        Action::Wait { until } if who.is_empty() => format!("等到 {until}"),
        Action::Wait { until } => format!("等到 {until}，{who}届时符合"),
    }
}

fn filled(fact: eligibility::assess::Missing) -> String {
    let list = missing::list(fact.list);
    match (fact.index, fact.field) {
        (_, "") => format!("{list}记录"),
        (Some(index), field) => {
            format!("{list}第 {} 条{}", index + 1, missing::field(field))
        }
        (None, field) => format!("{list}{}", missing::field(field)),
    }
}
