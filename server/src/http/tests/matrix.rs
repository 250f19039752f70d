//! Who may what, route by route: every address the router knows has its rows here.

mod rows;
mod things;

use std::collections::BTreeSet;

use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;

use self::Of::{Any, Other, Own, Unknown};
use self::rows::{MATRIX, Row, SENT, WITHOUT_DEPARTMENT};
use self::things::Hall;
use super::*;
use crate::http::{downloads, files, for_programs, forms, page_paths};

/// Whose a thing is that a route is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// Of the department of the visitor `own`.
    Own,
    /// Of the department of the visitor `other`.
    Other,
    /// Nobody's: there is no such thing, though it is named like one.
    Unknown,
    /// The route is about no thing of a department.
    Any,
}

/// Every route there is, with its method.
fn routes() -> Vec<(&'static str, String)> {
    let pages = page_paths().into_iter().map(|path| ("GET", path));
    let others = downloads().into_iter().chain(files(None));
    let others = others.chain(for_programs());
    let others = others.map(|(path, _)| ("GET", path.to_owned()));
    let forms = forms().into_iter();
    let forms = forms.map(|(path, _)| ("POST", path.to_owned()));
    // There are none; one that is written is a route to be asked for like any other.
    let functions = server_fn_paths().map(|(path, method)| match method {
        Method::GET => ("GET", path.to_owned()),
        _ => ("POST", path.to_owned()),
    });
    let routes = pages.chain(others).chain(forms).chain(functions);
    routes.collect()
}

/// What a route has to have rows of.
fn needed(route: &str) -> &'static [Of] {
    let mut excepted = WITHOUT_DEPARTMENT.iter();
    match excepted.find(|(path, ..)| *path == route) {
        Some((_, needed, _)) => needed,
        None if route.contains('{') => &[Own, Other, Unknown],
        None => &[Any],
    }
}

#[test]
fn every_route_there_is_has_its_rows() {
    let routes = routes();
    let rows = |method: &str, route: &str| -> BTreeSet<Of> {
        let rows = MATRIX.iter();
        let rows = rows.filter(|(known, path, ..)| *known == method && *path == route);
        // What asks something more is no row of the thing itself.
        let plain = rows.filter(|(_, path, _, asked, _)| asked.is_empty() || !path.contains('{'));
        plain.map(|(_, _, of, ..)| *of).collect()
    };
    for (method, route) in &routes {
        let found = rows(method, route);
        for of in needed(route) {
            assert!(found.contains(of), "{method} {route} {of:?}");
        }
    }
    // Nothing is said of what is not there any more.
    let is_there = |path: &str| path.is_empty() || routes.iter().any(|(_, route)| route == path);
    let named = MATRIX.iter().map(|(_, path, ..)| *path);
    let named = named.chain(WITHOUT_DEPARTMENT.iter().map(|(path, ..)| *path));
    for path in named.chain(SENT.iter().map(|(path, _)| *path)) {
        assert!(is_there(path), "{path}");
    }
}

/// Asks for every row of a method, as everybody.
async fn everybody_asks(asked: &str) {
    let hall = Hall::open().await;
    for row in MATRIX.iter().filter(|(method, ..)| *method == asked) {
        let (method, _, of, _, expected) = row;
        for (place, login) in hall.logins() {
            let (address, answer) = hall.answer(row, place).await;
            let found = answer.status.as_u16();
            assert_eq!(
                found, expected[place],
                "{method} {address} ({of:?}) as `{login}`"
            );
        }
    }
}

#[tokio::test]
async fn everybody_is_shown_what_the_matrix_says_and_nothing_else() {
    everybody_asks("GET").await;
}

#[tokio::test]
async fn everybody_may_send_what_the_matrix_says_and_nothing_else() {
    everybody_asks("POST").await;
}

/// What is not there for somebody looks like what is not there at all, for forms as for pages.
#[tokio::test]
async fn a_form_that_is_not_there_answers_with_the_page_everybody_gets() {
    let hall = Hall::open().await;
    let is_form = |row: &&Row| row.0 == "POST" && row.1 != "/set-up";
    for row in MATRIX.iter().filter(is_form) {
        for (place, login) in hall.logins().filter(|(place, _)| row.4[*place] == 404) {
            let (address, answer) = hall.answer(row, place).await;
            let is_page = answer.body.contains("没有此页");
            assert!(is_page, "{address} as `{login}`: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn what_may_not_be_seen_is_answered_as_what_does_not_exist_to_the_byte() {
    let site = TestSite::open().await;
    let other = site.sign_in("other").await;
    for pattern in [
        "/programmes/ID",
        "/programmes/ID?on=2026-03-01&lang=en",
        "/programmes/ID/what-if",
        "/programmes/ID/records",
        "/propose/posting:ID:1",
        "/propose/new?of=posting&owner=ID",
        "/programmes/ID/what-if?change=leave~N0103~2026-12-01",
    ] {
        let mut bodies = BTreeSet::new();
        for id in ["petct-sx", "zzzzzz"] {
            let answer = site.get(&pattern.replace("ID", id), &other).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            bodies.insert(answer.lasting().replace(id, "ID"));
        }
        assert_eq!(bodies.len(), 1, "{pattern}");
    }
}

#[tokio::test]
async fn a_file_of_another_department_is_as_unknown_as_none_at_all_to_the_byte() {
    let site = TestSite::open().await;
    let other = site.sign_in("other").await;
    for pattern in [
        "/staff/ID",
        "/staff/ID?lang=en&history=1",
        "/staff/ID?add=title",
    ] {
        let mut bodies = BTreeSet::new();
        for number in ["N0103", "N9999"] {
            let answer = site.get(&pattern.replace("ID", number), &other).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            bodies.insert(answer.lasting().replace(number, "ID"));
            let answer = site.post(&pattern.replace("ID", number), &other, "").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            bodies.insert(answer.lasting().replace(number, "ID"));
        }
        assert_eq!(bodies.len(), 1, "{pattern}");
    }
}

#[tokio::test]
async fn a_head_learns_no_name_of_another_department_by_a_what_if() {
    let site = TestSite::open().await;
    let own = site.sign_in("own").await;
    let (mine, theirs) = (person_of("nm"), person_of("gs"));
    let ask = async |staff: &str| {
        let change = format!("/programmes/petct-sx/what-if?change=leave~{staff}~2026-12-01");
        site.get(&change, &own).await
    };
    let answer = ask(mine.staff.as_str()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(mine.name.as_ref().unwrap()));
    let (theirs_said, none_said) = (ask(theirs.staff.as_str()).await, ask("N9999").await);
    assert_eq!(theirs_said.status, StatusCode::BAD_REQUEST);
    assert!(!theirs_said.body.contains(theirs.name.as_ref().unwrap()));
    let unnamed = theirs_said
        .lasting()
        .replace(theirs.staff.as_str(), "N9999");
    assert_eq!(unnamed, none_said.lasting());
}
