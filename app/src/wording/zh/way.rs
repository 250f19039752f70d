//! Ways out of a shortage: steps, and what people to be hired have to meet.

use eligibility::assess::ways::{Action, Step};
use eligibility::facts::Hospital;
use eligibility::standard::{Condition, ExperienceRule, FieldRule, LicenceRule, TitleRule};

use super::missing;
use crate::wording::{Voice, ways_text, what_if_text};

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

pub(in crate::wording) fn condition(v: Voice<'_>, condition: &Condition) -> String {
    match condition {
        Condition::Profession(asked) => format!("人员类别是{}", v.professions(asked)),
        Condition::Discipline(asked) => format!("专业方向是{}", v.disciplines(asked)),
        Condition::Licence(rule) => licence(v, rule),
        Condition::Title(rule) => title(v, rule),
        Condition::Credential(asked) => format!("持有{}", v.credentials(asked)),
        Condition::Experience(rule) => experience(v, rule),
        Condition::Training(rule) => {
            let months = if rule.months == 0 {
                String::new()
            } else {
                v.duration(rule.months)
            };
            let passed = if rule.passed { "并合格" } else { "" };
            format!("经过{}{months}{passed}", v.training(&rule.kind))
        }
        Condition::Attested { .. } => "经声明具备本条所要求的能力".to_owned(),
        Condition::Any(alternatives) => ways_text::alternatives(v, alternatives, "或者"),
    }
}

fn licence(v: Voice<'_>, rule: &LicenceRule) -> String {
    let category = v.categories(&rule.category);
    let mut text = format!("有在本机构有效的{}执业证", v.licence(rule.level));
    if !category.is_empty() {
        text.push_str("，执业类别为");
        text.push_str(&category);
    }
    if !rule.scope.is_empty() {
        text.push_str("，执业范围为");
        text.push_str(&v.scopes(&rule.scope));
    }
    if rule.main_here {
        text.push_str("，主要执业机构为本机构");
    }
    text
}

fn title(v: Voice<'_>, rule: &TitleRule) -> String {
    let series = v.several_series(&rule.series);
    let discipline = v.disciplines(&rule.discipline);
    let series = if series.is_empty() {
        series
    } else {
        format!("{series}系列")
    };
    let held = if rule.months == 0 {
        String::new()
    } else {
        format!("满 {}", v.duration(rule.months))
    };
    format!(
        "{discipline}{series}{}及以上职称{held}",
        v.level(rule.level)
    )
}

fn experience(v: Voice<'_>, rule: &ExperienceRule) -> String {
    let field = |field: &FieldRule| match field {
        FieldRule::Of(fields) => v.fields(fields),
        FieldRule::OfTitle(_) => "职称所属专业".to_owned(),
    };
    let inside = rule.inside.as_ref();
    let inside = inside.map_or_else(String::new, |inside| format!("（在{}中）", field(inside)));
    if rule.months == 0 {
        format!("有{}{inside}经历", field(&rule.field))
    } else {
        format!(
            "从事{}{inside}满 {}",
            field(&rule.field),
            v.duration(rule.months)
        )
    }
}
