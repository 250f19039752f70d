//! Changes one asks about: what would happen, as a clause after "if".

use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::whatif::{Change, FactFilled, PaperIssued};

use super::missing;
use crate::wording::{
    Voice,
    what_if_text::{department, value},
};

/// What a what-if changes of the question.
pub(in crate::wording) fn on(day: Day) -> String {
    format!("the day is {day}")
}

pub(in crate::wording) fn rules_on(day: Day) -> String {
    format!("the rules are those of {day}")
}

pub(in crate::wording) const AS_IF_IN_FORCE: &str =
    "the edition is evaluated although it is not in force";

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per change; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn change(v: Voice<'_>, hospital: &Hospital, change: &Change) -> String {
    let who = |staff| v.person(hospital, staff);
    match change {
        Change::PersonLeaves(c) => format!("{} leaves, last day {}", who(&c.staff), c.last_day),
        Change::PersonJoins(person) => person.name.as_ref().map_or_else(
            || format!("{} joins", person.staff),
            |name| format!("{name} ({}) joins", person.staff),
        ),
        Change::PaperRenewed(c) => format!("{} renews the {}", who(&c.staff), paper(v, c)),
        Change::PaperObtained(c) => format!("{} obtains the {}", who(&c.staff), paper(v, c)),
        Change::PaperRevoked(c) => {
            let kind = v.credential(&c.kind);
            format!("the {kind} of {} is revoked from {}", who(&c.staff), c.from)
        }
        Change::FilingRenewed(c) => {
            let period = v.period(Some(c.from), Some(c.to));
            format!(
                "{} is filed for multi-site practice ({period})",
                who(&c.staff)
            )
        }
        Change::LicenceRegistered(c) => {
            let level = c.licence.level.map_or("licence", |level| v.licence(level));
            let period = v.period(c.licence.from, c.licence.to);
            format!("{} is registered ({level}, {period})", who(&c.staff))
        }
        Change::LicenceSuspended(c) => {
            let period = v.period(Some(c.from), c.to);
            format!("the licence of {} is suspended ({period})", who(&c.staff))
        }
        Change::LicenceCancelled(c) => {
            format!(
                "the licence of {} is cancelled from {}",
                who(&c.staff),
                c.from
            )
        }
        Change::TitleObtained(c) => {
            let discipline = c.discipline.as_ref().map(|id| v.discipline(id));
            let discipline = discipline.map_or_else(String::new, |name| format!(" in {name}"));
            let (series, level) = (v.series(&c.series), v.level(c.level));
            let who = who(&c.staff);
            format!(
                "{who} obtains a {level} title ({series}){discipline} on {}",
                c.qualified
            )
        }
        Change::Posted(c) => {
            let full_time = if c.full_time == Some(true) {
                " full-time"
            } else {
                ""
            };
            let period = v.period(Some(c.from), c.to);
            format!(
                "{} works{full_time} as {} ({period})",
                who(&c.staff),
                v.post(&c.post)
            )
        }
        Change::PostingEnded(c) => {
            let place = c
                .programme
                .as_ref()
                .map_or_else(String::new, |name| format!(" in {name}"));
            let post = v.post(&c.post);
            format!(
                "{} stops as {post}{place}, last day {}",
                who(&c.staff),
                c.last_day
            )
        }
        Change::DepartmentMoved(c) => {
            let department = department(hospital, &c.department);
            format!("{} moves to {department} from {}", who(&c.staff), c.from)
        }
        Change::Absent(c) => {
            let (kind, period) = (v.absence(c.kind), v.period(Some(c.from), c.to));
            format!("{} is {kind} ({period})", who(&c.staff))
        }
        Change::ExperienceAdded(c) => {
            let (field, period) = (v.field(&c.field), v.period(Some(c.from), c.to));
            format!("{} works in {field} ({period})", who(&c.staff))
        }
        Change::TrainingAdded(c) => {
            let kind = v.training(&c.training.kind);
            let passed = if c.training.passed == Some(true) {
                ", passed"
            } else {
                ""
            };
            let period = v.period(c.training.from, c.training.to);
            format!("{} takes {kind} ({period}{passed})", who(&c.staff))
        }
        Change::ExemptionRecorded(c) => {
            let (technique, granted) = (v.technique(&c.exemption.technique), c.exemption.granted);
            let granted = granted.map_or_else(String::new, |day| format!(" (granted {day})"));
            let who = who(&c.staff);
            format!("the exemption of {who} from base training in {technique} is recorded{granted}")
        }
        Change::BaseFiled(base) => {
            let (technique, period) = (v.technique(&base.technique), v.period(base.from, base.to));
            format!(
                "“{}” is filed as training base of {technique} ({period})",
                base.name
            )
        }
        Change::DeviceAdded(item) => {
            let period = v.period(item.from, item.to);
            let name = name(item.name.as_ref());
            format!(
                "{}{name} is put into use ({period})",
                v.equipment(&item.kind)
            )
        }
        Change::DeviceRemoved(c) => {
            let (kind, name) = (v.equipment(&c.kind), name(c.name.as_ref()));
            format!("{kind}{name} is taken out of use, last day {}", c.last_day)
        }
        Change::FactDeclared(c) => {
            let value = if c.value { "yes" } else { "no" };
            let period = v.period(Some(c.from), c.to);
            format!("“{}” is declared as {value} ({period})", v.fact(&c.fact))
        }
        Change::Attested(a) => {
            let about = a.staff.as_ref().map(who);
            let about = about.map_or_else(
                || "clause".to_owned(),
                |who| format!("that {who}, for clause"),
            );
            let met = if a.met { "met" } else { "not met" };
            format!("{} attests on {} {about} `{}`: {met}", a.by, a.on, a.clause)
        }
        Change::FigureRecorded(f) => {
            let of = f
                .denominator
                .map_or_else(String::new, |of| format!(" of {of}"));
            let period = v.period(Some(f.from), Some(f.to));
            format!(
                "{} ({period}) is recorded as {}{of}",
                v.figure(&f.figure),
                f.numerator
            )
        }
        Change::DutyDone(duty) => {
            let by = duty.by.as_ref().map(who).or_else(|| duty.by_name.clone());
            let by = by.map_or_else(String::new, |by| format!(" by {by}"));
            let about = duty.staff.as_ref().map(who).or_else(|| duty.item.clone());
            let about = about.map_or_else(String::new, |about| format!(" for {about}"));
            format!("{} is done{about}{by} on {}", v.duty(&duty.duty), duty.on)
        }
        Change::InstitutionPaper(p) => {
            let period = v.period(p.issued, p.expires);
            format!(
                "the institution obtains the {} ({period})",
                v.paper(&p.kind)
            )
        }
        Change::FactFilled(c) => format!("{}: {}", who(&c.staff), filled(c)),
    }
}

fn paper(v: Voice<'_>, paper: &PaperIssued) -> String {
    let ends = paper
        .expires
        .map_or_else(String::new, |day| format!(", valid until {day}"));
    format!(
        "{} (issued {}{ends})",
        v.credential(&paper.kind),
        paper.issued
    )
}

fn name(name: Option<&String>) -> String {
    name.map_or_else(String::new, |name| format!(" “{name}”"))
}

fn filled(filled: &FactFilled) -> String {
    let list = missing::list(&filled.list);
    match (filled.index, &filled.field) {
        (Some(index), Some(field)) => {
            let (place, field) = (u64::from(index) + 1, missing::field(field));
            format!(
                "{list}, record {place}: {field} is `{}`",
                value(&filled.value.0)
            )
        }
        _ => format!("{list}: a record is added"),
    }
}
