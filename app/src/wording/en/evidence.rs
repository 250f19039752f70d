//! The records that count.

use eligibility::assess::Evidence;
use eligibility::day::Day;

use super::cause;
use crate::wording::Voice;

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per record; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn evidence(v: Voice<'_>, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Title {
            series,
            level,
            discipline,
            qualified,
            appointed,
        } => joined([
            level.map(|level| format!("{} title", v.level(level))),
            series
                .as_ref()
                .map(|series| format!("{} series", v.series(series))),
            discipline
                .as_ref()
                .map(|discipline| v.discipline(discipline).to_owned()),
            qualified.map(|day| format!("obtained {day}")),
            appointed.map(|day| format!("appointed {day}")),
        ]),
        Evidence::Licence {
            level,
            scopes,
            number,
            multi_site_until,
        } => joined([
            Some(level.map_or_else(
                || "licensed".to_owned(),
                |level| format!("licensed {}", v.licence(level)),
            )),
            (!scopes.is_empty()).then(|| v.scopes(scopes)),
            number.as_ref().map(|number| format!("no. {number}")),
            multi_site_until.map(|day| format!("multi-site filing through {day}")),
        ]),
        Evidence::Credential {
            kind,
            number,
            issued,
            ends,
            own_interval,
        } => joined([
            Some(v.full_credential(kind).to_owned()),
            number.as_ref().map(|number| format!("no. {number}")),
            issued.map(|day| format!("issued {day}")),
            Some(format!(
                "{}{}",
                valid(*ends),
                cause::own_interval(*own_interval)
            )),
        ]),
        Evidence::Experience {
            fields,
            inside,
            months,
            needed,
            reached,
        } => joined([
            Some(format!(
                "{} of {}",
                v.duration(*months),
                cause::experience(&v.fields(fields), &v.fields(inside))
            )),
            (*needed > 0).then(|| format!("{} required", v.duration(*needed))),
            reached
                .filter(|_| *needed > 0)
                .map(|day| format!("complete since {day}")),
        ]),
        Evidence::Training {
            kind,
            months,
            base,
            courses,
            cases,
            passed_on,
        } => {
            let months = (*months > 0).then(|| format!("{} of ", v.duration(*months)));
            let kind = v.training(kind);
            let cases = cases
                .iter()
                .map(|(sort, cases)| format!("{cases} cases {}", v.case_sort(*sort)));
            joined([
                Some(format!("{}{kind}", months.unwrap_or_default())),
                courses.map(|courses| format!("taken {}", times(courses))),
                Some(cases.collect::<Vec<_>>().join(", ")).filter(|cases| !cases.is_empty()),
                base.clone(),
                passed_on.map(|day| format!("passed on {day}")),
            ])
        }
        Evidence::BaseTraining {
            technique, refused, ..
        } => refused.as_ref().map_or_else(String::new, |refusal| {
            cause::refused(v, technique, refusal.granted, &refusal.criteria)
        }),
        Evidence::Entry { on, begun } => match (on, begun) {
            (Some(day), true) => format!("judged on {day}, the first day of the training"),
            (Some(day), false) => {
                format!("no training is recorded, so judged on {day}, the day of assessment")
            }
            (None, _) => "the first day of the training is not known".to_owned(),
        },
        Evidence::Exemption {
            technique,
            granted,
            by,
        } => joined([
            Some(format!(
                "exempt from base training in {}",
                v.technique(technique)
            )),
            Some(format!("granted {granted}")),
            by.as_ref().map(|by| format!("by {by}")),
        ]),
        Evidence::Cases {
            technique,
            from,
            to,
            cases,
            needed,
            each,
        } => {
            let yearly = cause::yearly(*each);
            let least = if *each { "at least " } else { "" };
            joined([
                Some(format!(
                    "{least}{cases} independent cases of {}{yearly} from {from} to {to}",
                    v.technique(technique)
                )),
                Some(format!("{needed}{yearly} required")),
            ])
        }
        Evidence::NoSeriousEvent {
            technique,
            from,
            to,
        } => {
            let technique = v.technique(technique);
            format!("no serious adverse event with {technique} from {from} to {to}")
        }
        Evidence::RadiationWork { code, from } => joined([
            Some(format!("does radiation work, code {code}")),
            from.map(|day| format!("from {day}")),
        ]),
        Evidence::Duty {
            duty,
            on,
            by,
            due,
            own_interval,
        } => joined([
            Some(format!("{} done {on}", v.duty(duty))),
            by.as_ref().map(|staff| format!("by staff no. {staff}")),
            Some(format!(
                "due again by {due}{}",
                cause::own_interval(*own_interval)
            )),
        ]),
        Evidence::Attestation {
            by,
            on,
            through,
            item,
        } => joined([
            Some(format!("attested as able by {by} on {on}")),
            item.as_ref().map(|item| format!("item {item}")),
            Some(valid(Some(*through))),
        ]),
        Evidence::Posting {
            post,
            full_time,
            from,
            to,
        } => joined([
            Some(format!("posted as {}", v.post(post))),
            (*full_time == Some(true)).then(|| "full-time".to_owned()),
            Some(v.period(*from, *to)),
        ]),
        Evidence::ShortAbsence { kind, from, to } => {
            let (kind, period) = (v.absence(*kind), v.period(Some(*from), Some(*to)));
            format!("{kind} ({period}), short enough to be counted all the same")
        }
    }
}

pub(super) fn valid(through: Option<Day>) -> String {
    through.map_or_else(
        || "does not expire".to_owned(),
        |day| format!("valid through {day}"),
    )
}

fn times(number: u32) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}
