//! What decided a clause besides counting people.

mod duties;
mod figures;
mod need;
mod things;

use eligibility::assess::{Reason, Verdict};
use eligibility::standard::{ClauseId, WaiverCause};

use super::cause;
use super::evidence::valid;
use crate::wording::{Voice, verdict};

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
        Reason::NobodyConcerned { scope } => format!(
            "nobody concerned that day ({}), and there must be somebody; record them",
            v.set_scope(scope)
        ),
        Reason::NotEverybody {
            scope,
            meeting,
            concerned,
        } => format!(
            "of {concerned} people concerned that day ({}), {meeting} surely meet it; everybody must",
            v.set_scope(scope)
        ),
        Reason::PassedOver { scope } => format!(
            "nobody concerned that day ({}), so what is asked of them is passed over (R-07)",
            v.set_scope(scope)
        ),
        Reason::NobodyCould { scope } => format!(
            "who is concerned ({}) is not sure, and nobody who may be meets it; check their records",
            v.set_scope(scope)
        ),
        Reason::PostingsIncomplete => "nobody is recorded on the post that day, and the postings \
            are not marked complete; add the posting, or mark the postings complete"
            .into(),
        Reason::Need {
            at_least,
            plus,
            parts,
            as_many_as,
            less,
            least,
            most,
        } => need::Need {
            at_least: *at_least,
            plus: *plus,
            parts,
            as_many_as: *as_many_as,
            less: *less,
        }
        .said(v, *least, *most),
        Reason::InDepartment {
            department,
            required,
            surely,
            possibly,
        } => {
            let open = possibly.saturating_sub(*surely);
            let open = if open > 0 {
                format!(", and maybe {open} more")
            } else {
                String::new()
            };
            format!(
                "department {department}: {required} required, {surely} held{open}; each department must have its own"
            )
        }
        Reason::WorstOf {
            verdict: Verdict::Met,
            ..
        } => "all clauses concerned are met".into(),
        Reason::WorstOf {
            verdict: Verdict::NotApplicable,
            ..
        } => "none of the clauses concerned applies".into(),
        Reason::WorstOf {
            verdict: worst,
            clauses,
        } => {
            let clauses: Vec<&str> = clauses.iter().map(ClauseId::as_str).collect();
            let (worst, clauses) = (verdict(v.lang, *worst), clauses.join(", "));
            format!("worst of the clauses concerned: {worst} ({clauses}); see there")
        }
        Reason::DutyDone {
            duty,
            item,
            on,
            by,
            due,
            own_interval,
        } => {
            let what = duties::about(v, duty, item.as_ref());
            let (by, own) = (duties::by(by.as_ref()), cause::own_interval(*own_interval));
            format!("{what}: done on {on}{by}, due again by {due}{own}")
        }
        Reason::DutyOverdue {
            duty,
            item,
            last,
            due,
            own_interval,
        } => {
            let what = duties::about(v, duty, item.as_ref());
            cause::overdue(&what, *last, *due, *own_interval)
        }
        Reason::DutyUnsure { duty, item, on } => {
            let what = duties::about(v, duty, item.as_ref());
            format!(
                "{what}: done on {on}, but maybe not by somebody who may do it; record by whom, and complete that person’s file"
            )
        }
        Reason::DutyNameShared { duty, item, on } => {
            let what = duties::about(v, duty, Some(item));
            format!(
                "{what}: done on {on}, but several items in use that day bear this name, so which is meant cannot be told; give each a name of its own and correct the record"
            )
        }
        Reason::DutyByOther { duty, item, on, by } => {
            let what = duties::about(v, duty, item.as_ref());
            let by = duties::by(by.as_ref());
            format!(
                "{what}: done on {on} by somebody who may not do it{by}, so it does not count; have it done by somebody who may"
            )
        }
        Reason::DutyNever { duty, item } => {
            let what = duties::about(v, duty, item.as_ref());
            format!("{what}: no record that can count; record it if done, else do it and record it")
        }
        Reason::DutyNotDue { duty, item, due } => {
            let what = duties::about(v, duty, Some(item));
            format!(
                "{what}: no record that can count yet; on new equipment the first is due by {due}; record it once done, until then it cannot be told"
            )
        }
        Reason::NothingInUse => {
            "no equipment or room of the kind is in use that day; record it if there is any".into()
        }
        Reason::NothingRecorded => {
            "no equipment or room of the kind is recorded, so it cannot be told; record it".into()
        }
        Reason::ItemsMeet { condition, items } => {
            let condition = things::item_condition(*condition);
            format!("items of equipment concerned: {items}, all with {condition}")
        }
        Reason::ItemLacks {
            item,
            condition,
            held,
        } => things::item_lacks(&things::item(v, item), *condition, *held),
        Reason::ItemUnknown { item, field } => {
            let (item, field) = (things::item(v, item), things::field(field));
            format!("{item}: {field} is blank; fill it in")
        }
        Reason::RoomsMeet { rooms } => format!("rooms concerned: {rooms}, all as required"),
        Reason::RoomTooSmall {
            room,
            area,
            units,
            asked,
        } => {
            let (room, asked) = (things::room(v, room), things::area_asked(*asked, *units));
            format!(
                "{room}: {area} m², and {asked} are required; correct the record if it is wrong"
            )
        }
        Reason::RoomTooNarrow { room, side, asked } => {
            let room = things::room(v, room);
            format!(
                "{room}: shortest side {side} m, and {asked} m are required; correct the record if it is wrong"
            )
        }
        Reason::RoomLacks { room, feature } => {
            let (room, feature) = (things::room(v, room), v.room_feature(*feature));
            format!("{room}: no {feature}; record it once there")
        }
        Reason::RoomUnknown { room, field } => {
            let (room, field) = (things::room(v, room), things::field(field));
            format!("{room}: {field} is blank; fill it in")
        }
        Reason::UnitsOutsideRooms {
            equipment,
            placed,
            in_use,
        } => {
            let kinds: Vec<&str> = equipment.iter().map(|kind| v.equipment(kind)).collect();
            let kinds = kinds.join(", ");
            format!(
                "{kinds}: {in_use} may be in use that day, but the rooms hold {placed}; record the other rooms, or correct the numbers of machines"
            )
        }
        Reason::FloorArea {
            hundredths,
            bound,
            strict,
        } => {
            let area = things::amount(*hundredths);
            let asked = if *strict {
                format!("more than {bound} m² are required")
            } else {
                format!("{bound} m² or more are required")
            };
            let least = u64::from(bound.hundredths());
            let enough = *hundredths > least || (*hundredths == least && !*strict);
            let to_do = if enough {
                ""
            } else {
                "; add what is not recorded"
            };
            format!("floor area {area} m² in all, and {asked}{to_do}")
        }
        Reason::Current {
            figure,
            from,
            to,
            numerator,
            denominator,
            bound,
            of,
            strict,
        } => {
            let asked = figures::bound(*bound, *of, *strict);
            let period = figures::period(v, *from, *to);
            let (held, to_do) = figures::held(*numerator, *denominator, *of > 1);
            format!(
                "{}, {period}: {held}, and {asked} is required{to_do}",
                v.figure(figure)
            )
        }
        Reason::CurrentMissing { figure } => {
            let figure = v.figure(figure);
            format!("{figure}: nothing recorded for the present (the last 12 months); fill it in")
        }
        Reason::Total {
            figure,
            from,
            to,
            surely,
            possibly,
            needed,
        } => {
            let when = from.map_or_else(|| format!("up to {to}"), |from| format!("{from} to {to}"));
            let sum = figures::sum(*surely, *possibly, *needed);
            format!("{}, {when}: {sum}", v.figure(figure))
        }
        Reason::InYear {
            figure,
            from,
            to,
            surely,
            possibly,
            needed,
        } => {
            let sum = figures::sum(*surely, *possibly, *needed);
            format!("{}, {from} to {to}: {sum}", v.figure(figure))
        }
        Reason::SubjectsNotAllowed { found } if found.is_empty() => {
            "no registered subject that must not be; add any that are not recorded".into()
        }
        Reason::SubjectsNotAllowed { found } => {
            let found: Vec<&str> = found.iter().map(|subject| v.subject(subject)).collect();
            let found = found.join(", ");
            format!(
                "registered subjects that must not be: {found}; update the record once they end"
            )
        }
        Reason::SubjectsFound { found } => {
            let found: Vec<&str> = found.iter().map(|subject| v.subject(subject)).collect();
            format!("registered subjects: {}", found.join(", "))
        }
        Reason::NoSubjectOf { asked } => {
            let asked: Vec<&str> = asked.iter().map(|subject| v.subject(subject)).collect();
            let asked = asked.join(", ");
            format!("none of these subjects is registered: {asked}; record one that is approved")
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
                format!("; {open} more without a first day, rows or tesla, fill it in")
            } else if usize::try_from(*needed).is_ok_and(|needed| *count < needed) {
                "; record any others there are".into()
            } else {
                String::new()
            };
            let equipment = v.equipment(equipment);
            format!("{equipment}: {count} as required in use, {needed} required{open}")
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
