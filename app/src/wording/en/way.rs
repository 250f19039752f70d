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
        (_, Some(day)) => format!(" (effective {day})"),
    };
    format!("{}{ready}", action(v, hospital, &who, &step.action))
}

fn action(v: Voice<'_>, hospital: &Hospital, who: &str, action: &Action) -> String {
    match action {
        Action::Renew { kind } => format!("renew the {} of {who}", v.credential(kind)),
        Action::Obtain { kinds } => format!("{who} obtains the {}", v.credentials(kinds)),
        Action::RenewLicence { level } => {
            format!("renew the registration of {who} as {}", v.licence(*level))
        }
        Action::FilePractice => format!("file {who} for multi-site practice here"),
        Action::ObtainTitle {
            series,
            level,
            discipline,
        } => {
            let (series, level) = (v.several_series(series), v.level(*level));
            let discipline = v.disciplines(discipline);
            let discipline = prefixed(" in ", &discipline);
            format!("{who} obtains a title of {level} or above ({series}){discipline}")
        }
        Action::Train { kind, months: 0 } => format!("{who} takes and passes {}", v.training(kind)),
        Action::Train { kind, months } => {
            let (kind, months) = (v.training(kind), v.duration(*months));
            format!("{who} takes {months} more of {kind} and passes")
        }
        Action::Post { post, full_time } => {
            let full_time = if *full_time { " full-time" } else { "" };
            format!("put {who} on the post of {}{full_time}", v.post(post))
        }
        Action::MakeFullTime { post } => format!("make {who} full-time as {}", v.post(post)),
        Action::EndPosting { post, programme } => {
            let place = programme.as_deref().unwrap_or_default();
            format!(
                "take {who} off the post of {}{}",
                v.post(post),
                prefixed(" in ", place)
            )
        }
        Action::Move { department } => {
            format!(
                "move {who} to {}",
                what_if_text::department(hospital, department)
            )
        }
        Action::Appoint { post, instead_of } => {
            let others = instead_of.iter().map(|staff| v.person(hospital, staff));
            let others: Vec<String> = others.collect();
            let instead = prefixed(" instead of ", &others.join(", "));
            format!("appoint {who} as {}{instead}", v.post(post))
        }
        Action::Fill { missing } => {
            format!(
                "fill in for {who}: {}, if it turns out well",
                filled(*missing)
            )
        }
        Action::Attest { clause, item } => {
            let item = item
                .as_ref()
                .map_or_else(String::new, |item| format!(" (`{item}`)"));
            format!(
                "have `{clause}`{item} attested as met{}",
                prefixed(" by ", who)
            )
        }
        Action::Declare { fact, value } => {
            let value = if *value { "yes" } else { "no" };
            format!("declare “{}”, if it is {value}", v.fact(fact))
        }
        Action::ObtainPaper { paper } => format!("obtain or renew the {}", v.paper(paper)),
        Action::Install { equipment, number } => {
            format!("put {number} {} into use", v.equipment(equipment))
        }
        Action::Record { figure, year } => {
            format!("record {} of {year}, if it is enough", v.figure(figure))
        }
        Action::Wait { until } if who.is_empty() => format!("wait until {until}"),
        Action::Wait { until } => format!("wait until {until}, when {who} is ready"),
    }
}

/// A text after something, or nothing.
fn prefixed(before: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{before}{text}")
    }
}

fn filled(fact: eligibility::assess::Missing) -> String {
    let list = missing::list(fact.list);
    match (fact.index, fact.field) {
        (_, "") => format!("a record of {list}"),
        (Some(index), field) => {
            format!("{list}, record {}: {}", index + 1, missing::field(field))
        }
        (None, field) => format!("{list}: {}", missing::field(field)),
    }
}

pub(in crate::wording) fn condition(v: Voice<'_>, condition: &Condition) -> String {
    match condition {
        Condition::Profession(asked) => format!("works as {}", v.professions(asked)),
        Condition::Discipline(asked) => format!("works in {}", v.disciplines(asked)),
        Condition::Licence(rule) => licence(v, rule),
        Condition::Title(rule) => title(v, rule),
        Condition::Credential(asked) => format!("holds the {}", v.credentials(asked)),
        Condition::Experience(rule) => experience(v, rule),
        Condition::Training(rule) => {
            let months = if rule.months == 0 {
                String::new()
            } else {
                v.duration(rule.months)
            };
            let passed = if rule.passed { ", passed" } else { "" };
            format!(
                "has taken {}{}{passed}",
                v.training(&rule.kind),
                prefixed(" for ", &months)
            )
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
