//! Why a condition does not hold.

use eligibility::assess::{Cause, OwnInterval};
use eligibility::catalogue::TechniqueId;
use eligibility::day::Day;

use crate::wording::Voice;

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per cause; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn cause(v: Voice<'_>, cause: &Cause) -> String {
    match cause {
        Cause::NotEmployed { until: Some(until) } => {
            format!(
                "left on {until}, so not employed that day; if still here, record the employment"
            )
        }
        Cause::NotEmployed { until: None } => {
            "not employed that day; if employed, record the employment".into()
        }
        Cause::Suspended { from, to } => {
            let period = v.period(*from, *to);
            format!(
                "suspended ({period}) and therefore not counted; record the end of the suspension"
            )
        }
        Cause::Absent { kind, from, to } => {
            let (kind, period) = (v.absence(*kind), v.period(Some(*from), *to));
            format!("{kind} ({period}), too long to be counted; record the end on return")
        }
        Cause::NotMember => {
            "not in a department of this programme; if transferred, record the department".into()
        }
        Cause::NotPosted { post } => {
            let post = v.post(post);
            format!("not posted to this programme as {post}; if on this post, record the posting")
        }
        Cause::PostedAs { post } => {
            let post = v.post(post);
            format!("posted as {post}, and others are counted here")
        }
        Cause::NotFullTime { post } => {
            let post = v.post(post);
            format!(
                "not full-time as {post}, and full-time is required; update the posting when it is"
            )
        }
        Cause::FullTimeElsewhere { post, programme } => {
            let place = programme
                .as_deref()
                .map_or_else(String::new, |name| format!(" in {name}"));
            let post = v.post(post);
            format!(
                "full-time as {post}{place}, so not counted here; update the posting if that has ended"
            )
        }
        Cause::WrongProfession { held, asked } => {
            let (held, asked) = (v.professions(held), v.professions(asked));
            format!("works as {held}, and {asked} is required; correct the record if it is wrong")
        }
        Cause::WrongDiscipline { held, asked } => {
            let (held, asked) = (v.disciplines(held), v.disciplines(asked));
            format!("works in {held}, and {asked} is required; correct the record if it is wrong")
        }
        Cause::NoLicence { asked } => {
            let asked = v.licence(*asked);
            format!(
                "no licence to practise, and one as {asked} is required; record it if there is one"
            )
        }
        Cause::LicenceLevel { held, asked } => {
            let (held, asked) = (v.licence(*held), v.licence(*asked));
            format!("licensed as {held}, and {asked} is required; record the new licence")
        }
        Cause::LicenceCategory { held, asked } => {
            let (held, asked) = (v.category(held), v.categories(asked));
            format!(
                "licence category is {held}, and {asked} is required; record the changed registration"
            )
        }
        Cause::LicenceScope { held, asked } => {
            let (held, asked) = (v.scopes(held), v.scopes(asked));
            format!(
                "scope of practice is {held}, and {asked} is required; record the changed registration"
            )
        }
        Cause::LicenceNotYet { from } => {
            format!("licence in force only from {from}; correct the date if it is wrong")
        }
        Cause::LicenceEnded { to } => {
            format!("licence ended on {to}; record the renewed registration")
        }
        Cause::LicenceSuspended { from, to } => {
            let period = v.period(Some(*from), *to);
            format!("licence suspended ({period}); record the end of the suspension")
        }
        Cause::LicenceCancelled { from } => {
            format!("licence cancelled from {from}; record the new licence")
        }
        Cause::NotRegisteredHere => {
            "main institution is another and no multi-site filing is recorded; record the filing"
                .into()
        }
        Cause::FilingNotYet { from } => {
            format!("multi-site filing in force only from {from}; correct the date if it is wrong")
        }
        Cause::FilingEnded { to } => {
            format!("multi-site filing ended on {to}; record the new filing")
        }
        Cause::AssessmentFailed { on } => {
            format!("failed the periodic assessment of {on}; record the next one once passed")
        }
        Cause::NoTitle { asked } => {
            let asked = v.level(*asked);
            format!("no title, and {asked} or above is required; record it once obtained")
        }
        Cause::TitleSeries { held, asked } => {
            let (held, asked) = (v.series(held), v.several_series(asked));
            format!(
                "title is of the {held} series, and {asked} is required; record another title if held"
            )
        }
        Cause::TitleLevel { held, asked } => {
            let (held, asked) = (v.level(*held), v.level(*asked));
            format!("title is {held}, and {asked} or above is required; record the promotion")
        }
        Cause::TitleDiscipline { held, asked } => {
            let (held, asked) = (v.discipline(held), v.disciplines(asked));
            format!("title is in {held}, and {asked} is required; record another title if held")
        }
        Cause::TitleNotYet { level, qualified } => {
            let level = v.level(*level);
            format!("{level} title obtained only on {qualified}; correct the date if it is wrong")
        }
        Cause::TitleTooShort {
            held_since,
            months,
            reaches,
        } => {
            let held = v.duration(*months);
            format!(
                "title obtained on {held_since}, held for {held}, too short; long enough on {reaches}"
            )
        }
        Cause::NoCredential { asked } => {
            format!("no {}; record it once obtained", v.credentials(asked))
        }
        Cause::CredentialNotYet { kind, issued } => {
            let kind = v.credential(kind);
            format!("{kind} issued only on {issued}; correct the date if it is wrong")
        }
        Cause::CredentialExpired {
            kind,
            on,
            own_interval: own,
        } => {
            let (kind, own) = (v.credential(kind), own_interval(*own));
            format!("{kind} expired on {on}{own}; record the renewed paper")
        }
        Cause::CredentialRevoked { kind, from } => {
            format!(
                "{} revoked from {from}; record the new paper",
                v.credential(kind)
            )
        }
        Cause::CredentialSuspended { kind, from } => {
            format!(
                "{} suspended from {from}; record the paper once restored",
                v.credential(kind)
            )
        }
        Cause::CredentialForOther {
            kind,
            category,
            held,
        } => {
            let (kind, held) = (v.credential(kind), v.professions(held));
            let other = category.as_ref().map_or_else(String::new, |category| {
                format!(" is for {} and", v.profession(category))
            });
            format!("{kind}{other} does not fit {held}; record the paper of the right category")
        }
        Cause::NoExperience { fields } => {
            format!(
                "no experience of {}; record it if there is any",
                v.fields(fields)
            )
        }
        Cause::ExperienceTooShort {
            fields,
            inside,
            months,
            needed,
            reaches,
        } => {
            let (held, asked) = (v.duration(*months), v.duration(*needed));
            let work = experience(&v.fields(fields), &v.fields(inside));
            format!(
                "{held} of {work}, and {asked} are required; {}",
                complete(*reaches)
            )
        }
        Cause::NoTraining { kind } => {
            format!("no {}; record it once completed", v.training(kind))
        }
        Cause::TrainingTooShort {
            kind,
            months,
            needed,
            reaches,
        } => {
            let (held, asked) = (v.duration(*months), v.duration(*needed));
            let kind = v.training(kind);
            format!(
                "{held} of {kind}, and {asked} are required; {}",
                complete(*reaches)
            )
        }
        Cause::TrainingFailed { kind } => {
            format!(
                "{} not passed; record the result once passed",
                v.training(kind)
            )
        }
        Cause::NotYetExamined { kind, on } => {
            format!(
                "{}: the examination is on {on} and has not been taken yet; counts from then on if passed",
                v.training(kind)
            )
        }
        Cause::TooFewCourses {
            kind,
            courses,
            needed,
        } => {
            let kind = v.training(kind);
            format!("{kind}: {courses} taken, and {needed} are required; record the rest once done")
        }
        Cause::TooFewTrainingCases {
            kind,
            sort,
            cases,
            needed,
        } => {
            let (kind, sort) = (v.training(kind), v.case_sort(*sort));
            format!(
                "{kind}: {cases} cases {sort}, and {needed} are required; record the rest once done"
            )
        }
        Cause::BaseNotFiled {
            base,
            technique,
            with_another,
        } => {
            let technique = technique
                .as_ref()
                .map_or_else(String::new, |id| format!(" for {}", v.technique(id)));
            if *with_another {
                return format!(
                    "{base} is filed as a training base{technique} with another authority than the province only, so the training does not count; record the filing with the province if there is one"
                );
            }
            format!(
                "{base} was not filed with the province as a training base{technique} on all days of the training, which does not count; correct the filing if it is wrong"
            )
        }
        Cause::NotExempted {
            technique,
            criteria_met: true,
        } => {
            let technique = v.technique(technique);
            format!(
                "no exemption from base training in {technique} is recorded, though its criteria are met; record it once granted"
            )
        }
        Cause::NotExempted {
            technique,
            criteria_met: false,
        } => {
            let technique = v.technique(technique);
            format!(
                "no exemption from base training in {technique} is recorded; record it if granted"
            )
        }
        Cause::ExemptionRefused {
            technique,
            granted,
            criteria,
        } => refused(v, technique, *granted, criteria),
        Cause::TooFewCases {
            technique,
            from,
            to,
            cases,
            needed,
            each,
        } => {
            let (technique, yearly) = (v.technique(technique), yearly(*each));
            format!(
                "{cases} independent cases of {technique} from {from} to {to}, and {needed}{yearly} are required; add what is not recorded"
            )
        }
        Cause::CasesBeyondHospital {
            technique,
            from,
            to,
            cases,
            needed,
        } => {
            let technique = v.technique(technique);
            format!(
                "the whole hospital had {cases} cases of {technique} from {from} to {to}, so nobody did {needed}; check the figure and the case volumes"
            )
        }
        Cause::SeriousEvent { technique, on } => {
            let technique = v.technique(technique);
            let on = on.map_or_else(
                || ", its day not recorded".to_owned(),
                |day| format!(" on {day}"),
            );
            format!(
                "serious adverse event with {technique}{on}, and none is allowed; correct the record if it is wrong"
            )
        }
        Cause::NoRadiationWork => {
            "no radiation work that day; record the radiation work if there is any".into()
        }
        Cause::NotBeforeEntry { asked, entry } => {
            let asked = v.credentials(asked);
            format!(
                "no {asked} by {entry}, when the work began; record it, or correct the day of issue, if it was held by then"
            )
        }
        Cause::DutyOverdue {
            duty,
            last,
            due,
            own_interval,
        } => overdue(v.duty(duty), *last, *due, *own_interval),
        Cause::AttestedUnable { by, on } => {
            format!("attested as not able by {by} on {on}; attest again once able")
        }
        Cause::CountedElsewhere { clause } => {
            format!(
                "already counted for {clause}, and nobody counts twice in a standard; another person is needed"
            )
        }
    }
}

/// A field of work, or two on the same days.
pub(in crate::wording) fn experience(fields: &str, inside: &str) -> String {
    if inside.is_empty() {
        fields.to_owned()
    } else {
        format!("{fields} and {inside} at the same time")
    }
}

/// Causes one after the other, each under its number.
fn numbered(v: Voice<'_>, causes: &[Cause]) -> String {
    let one = |(place, of): (usize, &Cause)| format!("({}) {}", place + 1, cause(v, of));
    let causes: Vec<String> = causes.iter().enumerate().map(one).collect();
    causes.join(" ")
}

/// In each of the years, or all together.
pub(super) const fn yearly(each: bool) -> &'static str {
    if each { " in each year" } else { "" }
}

/// That a duty is overdue; `what` names it and what it is about.
pub(super) fn overdue(what: &str, last: Day, due: Day, own: Option<OwnInterval>) -> String {
    let own = own_interval(own);
    format!("{what}: last done on {last}, due again by {due}{own} and overdue; record it once done")
}

/// That the interval is the hospital's own.
pub(super) fn own_interval(own: Option<OwnInterval>) -> String {
    own.map_or_else(String::new, |own| {
        let months = own.months;
        if own.is_set {
            format!(" by the hospital’s own interval of {months} months")
        } else {
            format!(" by the hospital’s own interval (not set, so the default of {months} months)")
        }
    })
}

fn complete(reaches: Option<Day>) -> String {
    reaches.map_or_else(
        || "never complete as recorded, check the dates".to_owned(),
        |day| format!("complete on {day}"),
    )
}

/// An exemption on record that does not count.
pub(super) fn refused(
    v: Voice<'_>,
    technique: &TechniqueId,
    granted: Option<Day>,
    criteria: &[Cause],
) -> String {
    let technique = v.technique(technique);
    let granted = granted.map_or_else(String::new, |day| format!(", granted {day},"));
    let criteria = numbered(v, criteria);
    format!(
        "exemption from base training in {technique}{granted} does not count, since its criteria are not met: {criteria}"
    )
}
