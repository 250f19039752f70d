//! What a condition asks of a person, as a requirement.

use std::fmt::Write as _;

use eligibility::standard::{
    CaseRule, Condition, ExperienceRule, FieldRule, LicenceRule, TitleRule, TrainingRule,
};

use crate::wording::{Voice, ways_text};

pub(in crate::wording) fn condition(v: Voice<'_>, condition: &Condition) -> String {
    match condition {
        Condition::Profession(asked) => format!("人员类别是{}", v.professions(asked)),
        Condition::Discipline(asked) => format!("专业方向是{}", v.disciplines(asked)),
        Condition::Licence(rule) => licence(v, rule),
        Condition::Title(rule) => title(v, rule),
        Condition::Credential(asked) => format!("持有{}", v.credentials(asked)),
        Condition::CredentialSetHere(asked) => {
            format!("持有{}，按本院设定的周期复训", v.credentials(asked))
        }
        Condition::Experience(rule) => experience(v, rule),
        Condition::Training(rule) => training(v, rule),
        Condition::Posted(post) => format!("派在“{}”上", v.post(post)),
        Condition::NotPosted(posts) => format!("不在“{}”上", v.posts(posts)),
        Condition::RadiationWork => "从事放射工作".to_owned(),
        Condition::OnEntry(asked) => format!("上岗前已有{}", v.credentials(asked)),
        Condition::Cases(rule) => cases(v, rule),
        Condition::NoSeriousEvent(rule) => {
            let technique = v.technique(&rule.technique);
            match rule.years {
                Some(years) => format!("近 {years} 年{technique}未发生严重不良事件"),
                None => format!("{technique}从未发生严重不良事件"),
            }
        }
        Condition::BaseTraining(rule) => {
            format!(
                "{}基地培训合格，或经批准免于培训",
                v.technique(&rule.technique)
            )
        }
        Condition::Exempted(technique) => {
            format!("经批准免于{}培训", v.technique(technique))
        }
        Condition::OnFirstDay(rule) => {
            let then = ways_text::alternatives(v, std::slice::from_ref(&rule.conditions), "");
            format!("{}培训首日时{then}", v.technique(&rule.technique))
        }
        Condition::OnGrant(rule) => {
            let then = ways_text::alternatives(v, std::slice::from_ref(&rule.conditions), "");
            format!("免于{}培训获批当日{then}", v.technique(&rule.technique))
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

fn training(v: Voice<'_>, rule: &TrainingRule) -> String {
    let mut text = format!("经过{}", v.training(&rule.kind));
    if let Some(technique) = &rule.technique {
        let _infallible = write!(text, "（{}）", v.technique(technique));
    }
    if rule.months > 0 {
        text.push_str(&v.duration(rule.months));
    }
    if rule.courses > 0 {
        let _infallible = write!(text, " {} 次", rule.courses);
    }
    for (sort, cases) in &rule.cases {
        let _infallible = write!(text, "，{} {cases} 例", v.case_sort(*sort));
    }
    for (asked, words) in [
        (rule.filed_base, "，在已备案的基地"),
        (rule.one_stay, "，一次完成"),
        (rule.instructed, "，有指导医师"),
        (rule.after_entry, "，在入职以后"),
        (rule.passed, "，并合格"),
    ] {
        if asked {
            text.push_str(words);
        }
    }
    text
}

fn cases(v: Voice<'_>, rule: &CaseRule) -> String {
    let (years, least) = (rule.years, rule.at_least);
    let technique = v.technique(&rule.technique);
    if rule.each {
        format!("近 {years} 年每年独立开展{technique}不少于 {least} 例")
    } else {
        format!("近 {years} 年独立开展{technique}共不少于 {least} 例")
    }
}
