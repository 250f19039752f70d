//! Ways out of a shortage: steps, and what people to be hired have to meet.

use std::fmt::Write as _;

use eligibility::assess::ways::{Action, Course, DutyAbout, LeftOut, Step};
use eligibility::facts::{Hospital, StaffNumber};

use super::missing;
use crate::wording::{Voice, ids, what_if_text};

pub(in crate::wording) fn step(v: Voice<'_>, hospital: &Hospital, step: &Step) -> String {
    let who = step
        .staff
        .as_ref()
        .map_or_else(String::new, |staff| v.person(hospital, staff));
    let ready = match (&step.action, step.ready_on) {
        (Action::Wait { .. } | Action::DoDuty { .. }, _) | (_, None) => String::new(),
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
        Action::Train(asked) => format!("{who} takes {}", course(v, asked)),
        Action::RecordExemption { technique } => format!(
            "have {who} exempted from base training in {} and record it",
            v.technique(technique)
        ),
        Action::DoDuty {
            duty,
            on,
            about,
            or_by,
        } => {
            let by = prefixed(", by ", who);
            let (duty, others) = (v.duty(duty), others(v, hospital, or_by));
            let about = duty_about(v, hospital, about);
            format!("do and record on {on}: {duty}{about}{by}{others}")
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

/// What a training has to bring.
fn course(v: Voice<'_>, asked: &Course) -> String {
    let mut text = String::new();
    if asked.months > 0 {
        let _infallible = write!(text, "{} of ", v.duration(asked.months));
    }
    text.push_str(v.training(&asked.kind));
    if let Some(technique) = &asked.technique {
        let _infallible = write!(text, " ({})", v.technique(technique));
    }
    if asked.courses > 1 {
        let _infallible = write!(text, ", {} courses", asked.courses);
    }
    if asked.filed_base {
        let base = asked.base.as_ref();
        let base = base.map_or_else(String::new, |name| format!(" “{name}”"));
        let _infallible = write!(text, ", at a base filed with the province{base}");
    }
    if asked.instructed {
        text.push_str(", under an instructor");
    }
    for cases in &asked.cases {
        let sort = v.case_sort(cases.sort);
        let _infallible = write!(text, ", {} cases {sort}", cases.number);
    }
    if asked.passed {
        text.push_str(", and passes");
    }
    text
}

/// How many others are named who may do something as well.
const NAMED: usize = 3;

fn others(v: Voice<'_>, hospital: &Hospital, staff: &[StaffNumber]) -> String {
    let named = staff.iter().take(NAMED);
    let named: Vec<String> = named.map(|staff| v.person(hospital, staff)).collect();
    match staff.len() {
        0 => String::new(),
        n if n > NAMED => format!(" (or one of {n}: {} …)", named.join(", ")),
        _ => format!(" (or {})", named.join(", ")),
    }
}

fn duty_about(v: Voice<'_>, hospital: &Hospital, about: &DutyAbout) -> String {
    match about {
        DutyAbout::Institution => String::new(),
        DutyAbout::Item(item) => {
            let name = item.name.as_deref().unwrap_or_default();
            format!(", for {}{}", v.equipment(&item.kind), prefixed(" ", name))
        }
        DutyAbout::AllEquipment => ", for all equipment concerned".into(),
        DutyAbout::Person(staff) => format!(", for {}", v.person(hospital, staff)),
        DutyAbout::Everybody => ", for everybody concerned".into(),
    }
}

/// What is not searched.
pub(in crate::wording) fn left_out(v: Voice<'_>, left_out: &LeftOut) -> String {
    let what = match left_out {
        LeftOut::Clauses { clauses } => {
            let clauses = ids(v.lang, clauses);
            return format!("depends on other clauses; see the ways of each: {clauses}");
        }
        LeftOut::Figures { figures } => {
            let figures = v.figures(figures);
            format!("depends on the hospital’s own figures ({figures}), recorded as they are")
        }
        LeftOut::Service { service } => {
            format!(
                "depends on how long {} has been offered",
                v.service(service)
            )
        }
        LeftOut::Equipment { kinds } if kinds.is_empty() => {
            "depends on the hospital’s equipment".into()
        }
        LeftOut::Equipment { kinds } => {
            let kinds = v.several_equipment(kinds);
            format!("depends on the hospital’s equipment ({kinds})")
        }
        LeftOut::Rooms => "depends on the hospital’s rooms and floor area".into(),
        LeftOut::Registration => {
            "depends on the level, kind or registered subjects of the institution".into()
        }
        LeftOut::EachDepartment => "each department needs so many people of its own".into(),
        LeftOut::NobodyConcerned => {
            "nobody is on the post it is about; put people there first".into()
        }
        LeftOut::Postings => "the list of postings is marked incomplete; complete it first".into(),
        LeftOut::Applicability => {
            "whether it applies is not known; fill in the kind of institution first".into()
        }
    };
    format!("not searched: {what}")
}
