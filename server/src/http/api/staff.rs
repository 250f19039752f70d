//! Staff files, without identity numbers.

use axum::extract::Path;
use axum::response::Response;
use eligibility::day::Day;
use registry::api_tokens::Scope;
use registry::staff_file::whole;
use registry::staff_list::query::{Query, QueryFault};
use registry::staff_list::{self, Row};
use serde::Serialize;

use super::fault::Fault;
use super::{Asked, answer};

/// What may be asked, as on the page of the list.
const KEYS: [&str; 11] = [
    "on",
    "q",
    "department",
    "profession",
    "series",
    "level",
    "credential",
    "status",
    "due",
    "sort",
    "page",
];

#[derive(Serialize)]
struct People<'a> {
    on: Day,
    page: usize,
    pages: usize,
    found: usize,
    staff: Vec<Person<'a>>,
}

#[derive(Serialize)]
struct Person<'a> {
    staff: &'a str,
    name: Option<&'a str>,
    status: &'static str,
    departments: Vec<&'a str>,
    professions: Vec<&'a str>,
    next_ends: Option<Day>,
}

/// `GET /api/v1/staff`: the list, page by page, asked as its page is.
pub(super) async fn list(asked: Asked) -> Result<Response, Fault> {
    asked.may(Scope::Staff, &KEYS)?;
    let (seen, on) = (asked.sight.seen(), asked.on()?);
    let of_list = |(key, _): &(&str, &str)| *key != "on" && *key != "lang";
    let pairs = asked.query.iter().map(|(key, value)| (&**key, &**value));
    let query = Query::read(pairs.filter(of_list), &seen).map_err(|unreadable| {
        let first = unreadable.faults.into_iter().next();
        first.map_or(Fault::BadQuery, fault)
    })?;
    let list = staff_list::list(&seen, &query, on);
    let list = list.map_err(|past| Fault::NoSuchPage(past.last))?;
    Ok(answer(&People {
        on,
        page: list.page,
        pages: list.n_pages,
        found: list.n_people,
        staff: list.rows.iter().map(person).collect(),
    }))
}

fn fault(fault: QueryFault) -> Fault {
    match fault {
        QueryFault::UnknownKey(key) => Fault::UnknownKey(key),
        QueryFault::UnknownWord { key, found } => Fault::not_a(key, "one of its ids", &found),
        QueryFault::TooLong => Fault::not_a("q", "a shorter text", "…"),
        QueryFault::NotAPage(found) => Fault::not_a("page", "1, 2, 3 …", &found),
    }
}

fn person<'a>(row: &Row<'a>) -> Person<'a> {
    let departments = row.departments.iter();
    let professions = row.professions.iter();
    Person {
        staff: row.person.staff.as_str(),
        name: row.person.name.as_deref(),
        status: row.status.word(),
        departments: departments.map(|one| &*one.department).collect(),
        professions: professions.map(|one| one.profession.as_str()).collect(),
        next_ends: row.dues.first().map(|due| due.last),
    }
}

/// `GET /api/v1/staff/{number}`: a file, as it stands in a roster.
pub(super) async fn file(Path(number): Path<String>, asked: Asked) -> Result<Response, Fault> {
    asked.may(Scope::Staff, &[])?;
    let file = whole(&asked.sight.seen(), &number).ok_or(Fault::NotThere)?;
    Ok(answer(&file))
}
