//! What decided a clause besides counting people.

use eligibility::assess::Reason;
use eligibility::standard::WaiverCause;

use super::evidence::valid;
use crate::wording::Voice;

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per reason; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn reason(v: Voice<'_>, reason: &Reason) -> String {
    match reason {
        Reason::DeclaredUnknown { fact } => {
            format!(
                "not declared for that day: {}; declare yes or no",
                v.fact(fact)
            )
        }
        Reason::DeclaredNo { fact } => {
            format!(
                "declared as not so: {}; update the declaration if that changes",
                v.fact(fact)
            )
        }
        Reason::Waived { cause } => format!("waived for this institution: {}", waiver(v, cause)),
        Reason::WaiverUnknown { cause } => {
            format!(
                "waived if this is so, and it is not recorded: {}; record it",
                waiver(v, cause)
            )
        }
        Reason::NoPostings => {
            "the programme has no postings; record who works on which post".into()
        }
        Reason::NobodyOnPost { post } => {
            format!(
                "nobody is posted as {} that day; record the posting",
                v.post(post)
            )
        }
        Reason::NotEverybody {
            post,
            meeting,
            posted,
        } => format!(
            "{posted} posted as {} that day, of whom {meeting} surely meet it; everybody must",
            v.post(post)
        ),
        Reason::PassedOver { post } => {
            format!(
                "nobody is posted as {} that day, so what is asked of them is passed over (R-07)",
                v.post(post)
            )
        }
        Reason::SeveralHolders { post, holders } => {
            format!(
                "{holders} people are posted as {} that day; each must meet it",
                v.post(post)
            )
        }
        Reason::Attested {
            by,
            on,
            through,
            item,
            evidence,
        } => {
            let evidence = evidence
                .as_deref()
                .map_or_else(String::new, |text| format!(", resting on: {text}"));
            format!(
                "{}attested as met by {by} on {on}, {}{evidence}",
                of(item.as_ref()),
                valid(Some(*through))
            )
        }
        Reason::AttestedNotMet { by, on, item } => {
            format!(
                "{}attested as not met by {by} on {on}; attest again once it is",
                of(item.as_ref())
            )
        }
        Reason::NotAttested { item } => {
            format!(
                "{}a judgement, and nobody has attested it; have it attested and record it",
                of(item.as_ref())
            )
        }
        Reason::AttestationLapsed { through, item } => {
            format!(
                "{}attestation ended on {through}; have it attested anew",
                of(item.as_ref())
            )
        }
        Reason::InstitutionLevel { held, asked, tier } => {
            let asked = match (asked, tier) {
                (Some(asked), _) => format!("{} or above is required", v.institution_level(asked)),
                (None, Some(tier)) => format!("level {tier} or above is required"),
                (None, None) => "a level is required".into(),
            };
            held.as_ref().map_or_else(
                || format!("the institution’s level is not recorded for that day, and {asked}; record it"),
                |held| format!("the institution is {}, and {asked}", v.institution_level(held)),
            )
        }
        Reason::InstitutionKind { held, asked } => {
            let asked = v.institution_kinds(asked);
            held.as_ref().map_or_else(
                || format!("the kind of institution is not recorded for that day, and {asked} is required; record it"),
                |held| format!("the kind of institution is {}, and {asked} is required", v.institution_kind(held)),
            )
        }
        Reason::Subjects { missing, .. } if missing.is_empty() => {
            "all subjects required are registered".into()
        }
        Reason::Subjects { missing, recorded } => {
            let missing: Vec<&str> = missing.iter().map(|subject| v.subject(subject)).collect();
            let missing = missing.join(", ");
            if *recorded {
                format!("subjects not registered: {missing}; record them once approved")
            } else {
                format!(
                    "no registered subjects are recorded at all, and required are: {missing}; record them"
                )
            }
        }
        Reason::Paper {
            paper,
            number,
            ends,
        } => {
            let number = number
                .as_deref()
                .map_or_else(String::new, |number| format!(" no. {number}"));
            format!("{}{number}, {}", v.paper(paper), valid(*ends))
        }
        Reason::PaperMissing { paper } => {
            format!(
                "no {} valid that day; record it once obtained",
                v.paper(paper)
            )
        }
        Reason::PaperEnded { paper, ended } => {
            format!(
                "{} ended or was revoked on {ended}; record the new one",
                v.paper(paper)
            )
        }
        Reason::PaperUnsure { paper } => {
            format!(
                "{}: day of issue or last valid day is blank; fill it in",
                v.paper(paper)
            )
        }
        Reason::InService {
            service,
            months,
            needed,
            reaches,
        } => {
            let (held, asked) = (v.duration(*months), v.duration(*needed));
            let reached = reaches.map_or_else(String::new, |day| format!(", complete on {day}"));
            format!(
                "{} offered for {held}, and {asked} are required{reached}",
                v.service(service)
            )
        }
        Reason::ServiceUnknown { service } => {
            format!(
                "since when {} is offered is not recorded; fill in the first day",
                v.service(service)
            )
        }
        Reason::Yearly {
            figure,
            first_year,
            last_year,
            total,
            needed,
        } => {
            let figure = v.figure(figure);
            format!(
                "{figure}, {first_year} to {last_year}: {total} in all, and {needed} are required"
            )
        }
        Reason::FigureMissing { figure, year } => {
            format!(
                "{}: nothing recorded for the whole of {year}; fill it in",
                v.figure(figure)
            )
        }
        Reason::FigureConflict { figure, year } => {
            format!(
                "{}: different figures recorded for {year}; keep the right one",
                v.figure(figure)
            )
        }
        Reason::Share {
            figure,
            year,
            numerator,
            denominator,
            asked: (part, whole),
        } => {
            let figure = v.figure(figure);
            format!(
                "{figure}, {year}: {numerator}/{denominator}, and {part}/{whole} or more is required"
            )
        }
        Reason::Installed {
            equipment,
            count,
            possibly,
            needed,
        } => {
            let open = possibly.saturating_sub(*count);
            let open = if open > 0 {
                format!("; {open} more without a first day, fill it in")
            } else {
                String::new()
            };
            format!(
                "{}: {count} in use, {needed} required{open}",
                v.equipment(equipment)
            )
        }
    }
}

fn of(item: Option<&String>) -> String {
    item.map_or_else(String::new, |item| format!("{item}: "))
}

fn waiver(v: Voice<'_>, cause: &WaiverCause) -> String {
    match cause {
        WaiverCause::Declared(fact) => v.fact(fact).to_owned(),
        WaiverCause::Kind(kind) => v.institution_kind(kind).to_owned(),
    }
}
