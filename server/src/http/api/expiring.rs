//! What ends, is due again or breaks.

use axum::response::Response;
use eligibility::assess::{ClauseState, Verdict};
use eligibility::day::Day;
use eligibility::facts::StaffNumber;
use eligibility::standard::ClauseId;
use registry::api_tokens::Scope;
use registry::due::{self, Due, Never, What, Whom};
use registry::seen::Seen;
use serde::Serialize;

use super::fault::Fault;
use super::{Asked, answer};

/// How far ahead is looked when nothing is asked, in days.
const WITHIN: u32 = 180;
/// The furthest that may be asked for, in days: clauses are foreseen for 24 months.
const MOST_WITHIN: u32 = 730;

#[derive(Serialize)]
struct Expiring<'a> {
    on: Day,
    until: Day,
    items: Vec<Item<'a>>,
    never_recorded: Vec<NeverItem<'a>>,
}

/// A duty, or papers, never recorded in a programme.
#[derive(Serialize)]
struct NeverItem<'a> {
    key: &'a str,
    what: &'static str,
    kinds: Vec<&'a str>,
    programme: &'a str,
    clauses: Vec<&'a str>,
    departments: &'a [String],
    staff: Vec<&'a str>,
    n_people: usize,
    equipment: Vec<Option<&'a str>>,
    n_by_other: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    key: &'a str,
    what: &'static str,
    kind: Option<&'a str>,
    clause: Option<&'a str>,
    staff: Option<&'a str>,
    name: Option<&'a str>,
    programme: Option<&'a str>,
    departments: &'a [String],
    programmes: &'a [String],
    last: Day,
    days_left: i64,
    lead_days: &'a [u32],
    postponed_until: Option<Day>,
    acknowledged: bool,
    covered: bool,
    effects: Vec<Lapse>,
}

/// What becomes of a clause when it lapses.
#[derive(Serialize)]
struct Lapse {
    programme: String,
    clause: String,
    day: Day,
    before: Option<Verdict>,
    after: Option<Verdict>,
}

/// `GET /api/v1/expiring`: the list of the page, the earliest last day first.
pub(super) async fn list(asked: Asked) -> Result<Response, Fault> {
    asked.may(Scope::Expiring, &["on", "within", "department", "covered"])?;
    let (seen, on) = (asked.sight.seen(), asked.on()?);
    let within = match asked.value("within") {
        None => WITHIN,
        Some(text) => text
            .parse()
            .ok()
            .filter(|days| *days <= MOST_WITHIN)
            .ok_or_else(|| Fault::not_a("within", format!("0–{MOST_WITHIN}"), text))?,
    };
    let until = on.plus_days(within);
    let with_covered = match asked.value("covered") {
        None | Some("0") => false,
        Some("1") => true,
        Some(text) => return Err(Fault::not_a("covered", "0 | 1", text)),
    };
    let mut dues: Vec<(Due, bool)> = due::due(&seen, on, until)
        .into_iter()
        .map(|due| (due, false))
        .collect();
    if with_covered {
        let covered = due::covered(&seen, on, until).into_iter();
        dues.extend(covered.map(|covered| (covered.due, true)));
        dues.sort_by(|(one, _), (other, _)| (one.last, &one.key).cmp(&(other.last, &other.key)));
    }
    let mut never = due::never(&seen, on);
    if let Some(id) = asked.value("department") {
        if !seen.departments().any(|department| department.id == id) {
            return Err(Fault::NotThere);
        }
        dues.retain(|(due, _)| due.departments.iter().any(|own| own == id));
        never.retain(|one| one.departments.iter().any(|own| own == id));
    }
    Ok(answer(&Expiring {
        on,
        until,
        items: dues
            .iter()
            .map(|(due, is_covered)| item(&seen, (due, *is_covered), on))
            .collect(),
        never_recorded: never.iter().map(never_item).collect(),
    }))
}

fn never_item(never: &Never) -> NeverItem<'_> {
    let (what, kinds) = never.words();
    NeverItem {
        key: &never.key,
        what,
        kinds,
        programme: &never.programme,
        clauses: never.clauses.iter().map(ClauseId::as_str).collect(),
        departments: &never.departments,
        staff: never.people.iter().map(StaffNumber::as_str).collect(),
        n_people: never.n_people(),
        equipment: never
            .items
            .iter()
            .map(|item| item.name.as_deref())
            .collect(),
        n_by_other: never.n_by_other,
    }
}

fn item<'a>(seen: &Seen<'a>, (due, is_covered): (&'a Due, bool), on: Day) -> Item<'a> {
    let staff = match &due.whom {
        Whom::Person(staff) => Some(staff.as_str()),
        Whom::Institution | Whom::Programme(_) => None,
    };
    let (programme, clause) = match &due.what {
        What::Duty {
            programme, clause, ..
        }
        | What::Break { programme, clause } => (Some(programme.as_str()), Some(clause.as_str())),
        _ => (None, None),
    };
    Item {
        key: &due.key,
        what: due.what.word(),
        kind: due.what.kind(),
        clause,
        staff,
        name: staff.and_then(|staff| seen.person(staff)?.name.as_deref()),
        programme,
        departments: &due.departments,
        programmes: &due.programmes,
        last: due.last,
        days_left: due.last.days_since(on),
        lead_days: &due.lead_days,
        postponed_until: due.rests.as_ref().and_then(|rest| rest.until),
        acknowledged: due.rests.as_ref().is_some_and(|rest| rest.until.is_none()),
        covered: is_covered,
        // What another follows already does nothing when it lapses.
        effects: if is_covered {
            Vec::new()
        } else {
            effects(seen, due, on)
        },
    }
}

fn effects(seen: &Seen<'_>, due: &Due, on: Day) -> Vec<Lapse> {
    let verdict = |state: &Option<ClauseState>| state.as_ref().map(|state| state.verdict);
    let effects = due::effects(seen, due, on).into_iter();
    let lapses = effects.map(|effect| Lapse {
        before: verdict(&effect.before),
        after: verdict(&effect.after),
        clause: effect.clause.to_string(),
        programme: effect.programme,
        day: effect.day,
    });
    lapses.collect()
}
