//! What a condition asks of a person, as a requirement.

use std::fmt::Write as _;

use eligibility::standard::{
    CaseRule, Condition, ExperienceRule, FieldRule, LicenceRule, TitleRule, TrainingRule,
};

use super::way::prefixed;
use crate::wording::{Voice, ways_text};

pub(in crate::wording) fn condition(v: Voice<'_>, condition: &Condition) -> String {
    match condition {
        Condition::Profession(asked) => format!("works as {}", v.professions(asked)),
        Condition::Discipline(asked) => format!("works in {}", v.disciplines(asked)),
        Condition::Licence(rule) => licence(v, rule),
        Condition::Title(rule) => title(v, rule),
        Condition::Credential(asked) => format!("holds the {}", v.credentials(asked)),
        Condition::CredentialSetHere(asked) => format!(
            "holds the {}, done again at the hospital’s own interval",
            v.credentials(asked)
        ),
        Condition::Experience(rule) => experience(v, rule),
        Condition::Training(rule) => training(v, rule),
        Condition::Posted(post) => format!("is posted as {}", v.post(post)),
        Condition::NotPosted(posts) => format!("is not posted as {}", v.posts(posts)),
        Condition::RadiationWork => "does radiation work".to_owned(),
        Condition::OnEntry(asked) => {
            format!("held the {} before the work began", v.credentials(asked))
        }
        Condition::Cases(rule) => cases(v, rule),
        Condition::NoSeriousEvent(rule) => {
            let technique = v.technique(&rule.technique);
            match rule.years {
                Some(years) => {
                    format!("had no serious adverse event of {technique} in {years} years")
                }
                None => format!("never had a serious adverse event of {technique}"),
            }
        }
        Condition::BaseTraining(rule) => format!(
            "has passed base training in {}, or is exempt from it",
            v.technique(&rule.technique)
        ),
        Condition::Exempted(technique) => {
            format!("is exempt from training in {}", v.technique(technique))
        }
        Condition::OnFirstDay(rule) => {
            let then = ways_text::alternatives(v, std::slice::from_ref(&rule.conditions), "");
            let technique = v.technique(&rule.technique);
            format!("on the first day of training in {technique}: {then}")
        }
        Condition::OnGrant(rule) => {
            let then = ways_text::alternatives(v, std::slice::from_ref(&rule.conditions), "");
            let technique = v.technique(&rule.technique);
            format!("on the day of the exemption from {technique}: {then}")
        }
        Condition::Attested { .. } => "is attested as able to do what the clause asks".to_owned(),
        Condition::Any(alternatives) => ways_text::alternatives(v, alternatives, " or else "),
    }
}

fn licence(v: Voice<'_>, rule: &LicenceRule) -> String {
    let category = prefixed(", category ", &v.categories(&rule.category));
    let scope = prefixed(", scope ", &v.scopes(&rule.scope));
    let main = if rule.main_here {
        ", registered here"
    } else {
        ""
    };
    format!(
        "is licensed here as {}{category}{scope}{main}",
        v.licence(rule.level)
    )
}

fn title(v: Voice<'_>, rule: &TitleRule) -> String {
    let series = v.several_series(&rule.series);
    let series = if series.is_empty() {
        series
    } else {
        format!(" ({series})")
    };
    let discipline = prefixed(" in ", &v.disciplines(&rule.discipline));
    let held = if rule.months == 0 {
        String::new()
    } else {
        format!(", held for {}", v.duration(rule.months))
    };
    format!(
        "has a title of {} or above{series}{discipline}{held}",
        v.level(rule.level)
    )
}

fn experience(v: Voice<'_>, rule: &ExperienceRule) -> String {
    let field = |field: &FieldRule| match field {
        FieldRule::Of(fields) => v.fields(fields),
        FieldRule::OfTitle(_) => "the discipline of the title".to_owned(),
    };
    let inside = rule.inside.as_ref();
    let inside = inside.map_or_else(String::new, |inside| format!(" within {}", field(inside)));
    if rule.months == 0 {
        format!("has worked in {}{inside}", field(&rule.field))
    } else {
        format!(
            "has worked for {} in {}{inside}",
            v.duration(rule.months),
            field(&rule.field)
        )
    }
}

fn training(v: Voice<'_>, rule: &TrainingRule) -> String {
    let mut text = format!("has taken {}", v.training(&rule.kind));
    if let Some(technique) = &rule.technique {
        let _infallible = write!(text, " ({})", v.technique(technique));
    }
    if rule.months > 0 {
        let _infallible = write!(text, " for {}", v.duration(rule.months));
    }
    if rule.courses > 0 {
        let _infallible = write!(text, ", {} times", rule.courses);
    }
    for (sort, cases) in &rule.cases {
        let _infallible = write!(text, ", {cases} cases {}", v.case_sort(*sort));
    }
    for (asked, words) in [
        (rule.filed_base, ", at a filed base"),
        (rule.one_stay, ", in one stay"),
        (rule.instructed, ", under an instructor"),
        (rule.after_entry, ", after entry"),
        (rule.passed, ", passed"),
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
    let each = if rule.each { " in each" } else { " in all" };
    format!("has done at least {least} cases of {technique} alone{each} of the last {years} years")
}
