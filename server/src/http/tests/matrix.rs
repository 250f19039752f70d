//! Who may what, route by route: every address the router knows has its rows here.

use std::collections::BTreeSet;

use super::*;
use crate::http::{downloads, files, for_programs, forms, page_paths};

/// The visitors, in the order of the columns; the first is not signed in.
const VISITORS: [&str; 6] = ["", "admin", "hr", "own", "other", "auditor"];

/// Method, route, the address asked for, and the status for each visitor.
type Row = (&'static str, &'static str, &'static str, [u16; 6]);

#[rustfmt::skip]
const MATRIX: &[Row] = &[
    //                                                                    nobody admin  hr  own other auditor
    ("GET", "/", "/",                                                        [303, 200, 200, 200, 200, 200]),
    ("GET", "/programmes/{id}", "/programmes/petct-sx",                      [303, 200, 200, 200, 404, 200]),
    ("GET", "/programmes/{id}", "/programmes/lap-sx",                        [303, 200, 200, 404, 200, 200]),
    ("GET", "/programmes/{id}", "/programmes/none",                          [303, 404, 404, 404, 404, 404]),
    ("GET", "/programmes/{id}/what-if", "/programmes/petct-sx/what-if",      [303, 200, 200, 200, 404, 200]),
    ("GET", "/programmes/{id}/what-if", "/programmes/lap-sx/what-if",        [303, 200, 200, 404, 200, 200]),
    ("GET", "/programmes/{id}/what-if", "/programmes/none/what-if",          [303, 404, 404, 404, 404, 404]),
    ("GET", "/new/person", "/new/person",                                    [303, 200, 200, 404, 404, 404]),
    ("GET", "/staff/{number}", "/staff/N0103",                               [303, 200, 200, 200, 404, 200]),
    ("GET", "/staff/{number}", "/staff/N0103?history=1",                     [303, 200, 200, 404, 404, 200]),
    ("GET", "/staff/{number}", "/staff/N9999",                               [303, 404, 404, 404, 404, 404]),
    ("GET", "/new/programme", "/new/programme",                              [303, 200, 200, 404, 404, 404]),
    ("GET", "/programmes/{id}/records", "/programmes/petct-sx/records",      [303, 200, 200, 200, 404, 200]),
    ("GET", "/programmes/{id}/records", "/programmes/lap-sx/records",        [303, 200, 200, 404, 200, 200]),
    ("GET", "/programmes/{id}/records", "/programmes/none/records",          [303, 404, 404, 404, 404, 404]),
    ("GET", "/institution", "/institution",                                  [303, 200, 200, 404, 404, 200]),
    ("GET", "/propose/{record}", "/propose/licence:N0103:1",                 [303, 404, 404, 200, 404, 404]),
    ("GET", "/propose/{record}", "/propose/posting:lap-sx:1",                [303, 404, 404, 404, 200, 404]),
    ("GET", "/propose/{record}", "/propose/licence:N9999:1",                 [303, 404, 404, 404, 404, 404]),
    ("GET", "/propose/{record}", "/propose/department:1",                    [303, 404, 404, 404, 404, 404]),
    ("GET", "/propose/{record}", "/propose/new?of=licence&owner=N0103",      [303, 404, 404, 200, 404, 404]),
    ("GET", "/propose/{record}", "/propose/new?of=licence&owner=N9999",      [303, 404, 404, 404, 404, 404]),
    ("GET", "/proposals", "/proposals",                                      [303, 200, 200, 200, 200, 200]),
    ("GET", "/sign-in", "/sign-in",                                          [200, 200, 200, 200, 200, 200]),
    ("GET", "/set-up", "/set-up?token=none",                                 [404, 404, 404, 404, 404, 404]),
    ("GET", "/account", "/account",                                          [303, 200, 200, 200, 200, 200]),
    ("GET", "/users", "/users",                                              [303, 200, 404, 404, 404, 404]),
    ("GET", "/staff", "/staff",                                              [303, 200, 200, 200, 200, 200]),
    ("GET", "/staff", "/staff?department=nm",                                [303, 200, 200, 200, 400, 200]),
    ("GET", "/staff", "/staff?department=none",                              [303, 400, 400, 400, 400, 400]),
    ("GET", "/export", "/export",                                            [303, 200, 200, 404, 404, 200]),
    ("GET", "/import", "/import",                                            [303, 200, 200, 404, 404, 404]),
    ("GET", "/import/{upload}", "/import/none",                              [303, 404, 404, 404, 404, 404]),
    ("GET", "/import/{upload}/results.xlsx", "/import/none/results.xlsx",    [303, 404, 404, 404, 404, 404]),
    ("GET", "/import/{upload}/progress", "/import/none/progress",            [303, 404, 404, 404, 404, 404]),
    ("GET", "/import/template.xlsx", "/import/template.xlsx",                [303, 200, 200, 404, 404, 404]),
    ("GET", "/import/batches/{batch}", "/import/batches/none",               [303, 404, 404, 404, 404, 404]),
    ("GET", "/expiring", "/expiring",                                        [303, 200, 200, 200, 200, 200]),
    ("GET", "/expiring", "/expiring?department=nm&kind=credential:bls",      [303, 200, 200, 200, 400, 200]),
    ("GET", "/expiring", "/expiring?stage=none",                             [303, 400, 400, 400, 400, 400]),
    ("GET", "/expiring/renew", "/expiring/renew?key=none",                   [303, 200, 200, 404, 404, 404]),
    ("GET", "/audit", "/audit",                                              [303, 200, 200, 404, 404, 200]),
    ("GET", "/staff/{number}/attachments", "/staff/STAFF/attachments",       [303, 200, 200, 200, 404, 200]),
    ("GET", "/staff/{number}/attachments", "/staff/none/attachments",        [303, 404, 404, 404, 404, 404]),
    ("GET", "/staff/{number}/identity", "/staff/STAFF/identity",             [303, 200, 200, 404, 404, 200]),
    ("GET", "/staff/{number}/identity", "/staff/none/identity",              [303, 404, 404, 404, 404, 404]),
    ("GET", "/programmes/{id}/attachments", "/programmes/petct-sx/attachments", [303, 200, 200, 200, 404, 200]),
    ("GET", "/programmes/{id}/attachments", "/programmes/lap-sx/attachments", [303, 200, 200, 404, 200, 200]),
    ("GET", "/programmes/{id}/attachments", "/programmes/none/attachments",  [303, 404, 404, 404, 404, 404]),
    ("GET", "/institution/attachments", "/institution/attachments",          [303, 200, 200, 404, 404, 200]),
    ("GET", "/attachments/{id}", "/attachments/none",                        [303, 404, 404, 404, 404, 404]),
    ("GET", "/api-tokens", "/api-tokens",                                    [303, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/openapi.json", "/api/v1/openapi.json",                  [200, 200, 200, 200, 200, 200]),
    ("GET", "/api/v1/programmes", "/api/v1/programmes",                      [401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/programmes/{id}/assessment", "/api/v1/programmes/petct-sx/assessment", [401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/expiring", "/api/v1/expiring",                          [401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/staff", "/api/v1/staff",                                [401, 401, 401, 401, 401, 401]),
    ("GET", "/api/v1/staff/{number}", "/api/v1/staff/STAFF",                 [401, 401, 401, 401, 401, 401]),
    ("GET", "/feeds", "/feeds",                                              [303, 200, 200, 200, 200, 200]),
    ("GET", "/feeds/{file}", "/feeds/none.ics",                              [404, 404, 404, 404, 404, 404]),
    ("GET", "/calendar.ics", "/calendar.ics",                                [303, 200, 200, 404, 404, 200]),
    ("GET", "/departments/{id}/calendar.ics", "/departments/nm/calendar.ics", [303, 200, 200, 200, 404, 200]),
    ("GET", "/departments/{id}/calendar.ics", "/departments/none/calendar.ics", [303, 404, 404, 404, 404, 404]),
    ("GET", "/staff/{number}/calendar.ics", "/staff/STAFF/calendar.ics",     [303, 200, 200, 200, 404, 200]),
    ("GET", "/staff/{number}/calendar.ics", "/staff/none/calendar.ics",      [303, 404, 404, 404, 404, 404]),
    ("GET", "/programmes/{id}/calendar.ics", "/programmes/petct-sx/calendar.ics", [303, 200, 200, 200, 404, 200]),
    ("GET", "/programmes/{id}/calendar.ics", "/programmes/lap-sx/calendar.ics", [303, 200, 200, 404, 200, 200]),
    ("GET", "/programmes/{id}/calendar.ics", "/programmes/none/calendar.ics", [303, 404, 404, 404, 404, 404]),
    ("GET", "/notices", "/notices",                                          [303, 200, 200, 404, 404, 404]),
    ("GET", "/style/{name}", "/style/none.css",                              [404, 404, 404, 404, 404, 404]),
    ("GET", "/pkg/{*path}", "/pkg/none.js",                                  [404, 404, 404, 404, 404, 404]),
    ("GET", "/api/{*path}", "/api/v1/nope",                                  [404, 404, 404, 404, 404, 404]),
    ("GET", "/robots.txt", "/robots.txt",                                    [200, 200, 200, 200, 200, 200]),
    ("GET", "/healthz", "/healthz",                                          [200, 200, 200, 200, 200, 200]),
    ("GET", "/readyz", "/readyz",                                            [200, 200, 200, 200, 200, 200]),
    ("GET", "", "/nothing/here",                                             [303, 404, 404, 404, 404, 404]),
    ("POST", "/sign-in", "/sign-in",                                         [422, 422, 422, 422, 422, 429]),
    ("POST", "/set-up", "/set-up?token=none",                                [404, 404, 404, 404, 404, 404]),
    ("POST", "/account", "/account",                                         [401, 400, 400, 400, 400, 400]),
    ("POST", "/users", "/users",                                             [401, 400, 404, 404, 404, 404]),
    ("POST", "/export", "/export",                                           [401, 422, 422, 404, 404, 422]),
    ("POST", "/import", "/import",                                           [401, 415, 415, 404, 404, 404]),
    ("POST", "/import/{upload}", "/import/none",                             [401, 404, 404, 404, 404, 404]),
    ("POST", "/import/batches/{batch}", "/import/batches/none",              [401, 404, 404, 404, 404, 404]),
    ("POST", "/expiring", "/expiring",                                       [401, 400, 400, 404, 404, 404]),
    ("POST", "/expiring/renew", "/expiring/renew",                           [401, 415, 415, 404, 404, 404]),
    ("POST", "/audit", "/audit",                                             [401, 400, 400, 404, 404, 400]),
    ("POST", "/staff/{number}/attachments", "/staff/STAFF/attachments",      [401, 415, 415, 404, 404, 404]),
    ("POST", "/staff/{number}/identity", "/staff/STAFF/identity",            [401, 400, 400, 404, 404, 404]),
    ("POST", "/programmes/{id}/attachments", "/programmes/petct-sx/attachments", [401, 415, 415, 404, 404, 404]),
    ("POST", "/institution/attachments", "/institution/attachments",         [401, 415, 415, 404, 404, 404]),
    ("POST", "/attachments/{id}/remove", "/attachments/none/remove",         [401, 404, 404, 404, 404, 404]),
    ("POST", "/staff", "/staff",                                             [401, 400, 400, 404, 404, 404]),
    ("POST", "/staff/{number}", "/staff/N0103",                              [401, 400, 400, 403, 404, 403]),
    ("POST", "/staff/{number}", "/staff/N9999",                              [401, 404, 404, 404, 404, 404]),
    ("POST", "/new/programme", "/new/programme",                             [401, 400, 400, 404, 404, 404]),
    ("POST", "/programmes/{id}/records", "/programmes/petct-sx/records",     [401, 400, 400, 404, 404, 404]),
    ("POST", "/programmes/{id}/records", "/programmes/lap-sx/records",       [401, 400, 400, 404, 404, 404]),
    ("POST", "/programmes/{id}/records", "/programmes/none/records",         [401, 404, 404, 404, 404, 404]),
    ("POST", "/institution", "/institution",                                 [401, 400, 400, 404, 404, 404]),
    ("POST", "/propose/{record}", "/propose/licence:N0103:1",                [401, 404, 404, 400, 404, 404]),
    ("POST", "/propose/{record}", "/propose/posting:lap-sx:1",               [401, 404, 404, 404, 400, 404]),
    ("POST", "/propose/{record}", "/propose/licence:N9999:1",                [401, 404, 404, 404, 404, 404]),
    ("POST", "/propose/{record}", "/propose/new?of=licence&owner=N0103",     [401, 404, 404, 400, 404, 404]),
    ("POST", "/propose/{record}", "/propose/new?of=licence&owner=N9999",     [401, 404, 404, 404, 404, 404]),
    ("POST", "/proposals", "/proposals",                                     [401, 400, 400, 400, 400, 404]),
    ("POST", "/api-tokens", "/api-tokens",                                   [401, 400, 400, 400, 400, 400]),
    ("POST", "/feeds", "/feeds",                                             [401, 400, 400, 400, 400, 400]),
    ("POST", "/notices", "/notices",                                         [401, 400, 400, 404, 404, 404]),
    ("POST", "/", "/",                                                       [401, 405, 405, 405, 405, 405]),
    ("POST", "", "/nothing/here",                                            [401, 404, 404, 404, 404, 404]),
    ("POST", "/sign-out", "/sign-out",                                       [401, 303, 303, 303, 303, 303]),
];

#[tokio::test]
async fn everybody_gets_what_the_matrix_says_and_nothing_else() {
    let site = TestSite::open().await;
    let mut cookies = vec![String::new()];
    for login in &VISITORS[1..] {
        cookies.push(site.sign_in(login).await);
    }
    let staff = person_of("nm").staff.to_string();
    for (method, _, address, expected) in MATRIX {
        // Somebody of the nuclear medicine department and of no other.
        let address = &address.replace("STAFF", &staff);
        for ((visitor, cookie), expected) in VISITORS.iter().zip(&cookies).zip(expected) {
            let answer = match *method {
                "GET" => site.get(address, cookie).await,
                _ => site.post(address, cookie, "").await,
            };
            let found = answer.status.as_u16();
            assert_eq!(found, *expected, "{method} {address} as `{visitor}`");
        }
    }
}

/// What is not there for somebody looks like what is not there at all, for forms as for pages.
#[tokio::test]
async fn a_form_that_is_not_there_answers_with_the_page_everybody_gets() {
    let site = TestSite::open().await;
    let rows = MATRIX.iter().filter(|(method, ..)| *method == "POST");
    let rows: Vec<_> = rows.collect();
    for (place, visitor) in VISITORS.iter().enumerate().skip(1) {
        let cookie = site.sign_in(visitor).await;
        let hidden = rows.iter().filter(|(.., expected)| expected[place] == 404);
        for (_, _, address, _) in hidden.filter(|(_, route, ..)| *route != "/set-up") {
            let answer = site.post(address, &cookie, "").await;
            let is_page = answer.body.contains("没有此页");
            assert!(is_page, "{address} as `{visitor}`: {}", answer.body);
        }
    }
}

#[test]
fn every_route_there_is_has_a_row() {
    let rows: BTreeSet<_> = MATRIX
        .iter()
        .map(|(method, route, ..)| (*method, *route))
        .collect();
    for path in page_paths() {
        assert!(rows.contains(&("GET", path.as_str())), "GET {path}");
    }
    for (path, _) in downloads() {
        assert!(rows.contains(&("GET", path)), "GET {path}");
    }
    for (path, _) in files(None) {
        assert!(rows.contains(&("GET", path)), "GET {path}");
    }
    for (path, _) in for_programs() {
        assert!(rows.contains(&("GET", path)), "GET {path}");
    }
    for (path, _) in forms() {
        assert!(rows.contains(&("POST", path)), "POST {path}");
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
