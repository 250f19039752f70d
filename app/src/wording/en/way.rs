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
pub(super) fn prefixed(before: &str, text: &str) -> String {
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
