//! What other programs read: with which token what, and that it is what the document says.

use axum::http::header::AUTHORIZATION;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::*;
use crate::http::for_programs;

/// A form for a token that is for everything.
pub(super) const ALL: &str =
    "form=add&name=BI&scope=assessments&scope=expiring&scope=staff&days=90";

impl TestSite {
    /// A new token, made on the page.
    pub(super) async fn token(&self, cookie: &str, form: &str) -> String {
        let answer = self.post("/api-tokens", cookie, form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let (_, rest) = answer.body.split_once("<code class=\"link\">").unwrap();
        let secret = rest.split('<').next().unwrap().to_owned();
        assert!(secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()));
        secret
    }

    async fn read(&self, path: &str, token: &str) -> (StatusCode, Value) {
        let request = Request::get(path).header(AUTHORIZATION, format!("Bearer {token}"));
        let answer = self.send(request.body(Body::empty()).unwrap()).await;
        let body = serde_json::from_str(&answer.body);
        (answer.status, body.unwrap_or(Value::Null))
    }

    async fn document(&self) -> Value {
        let answer = self.get("/api/v1/openapi.json", "").await;
        assert_eq!(answer.status, StatusCode::OK);
        serde_json::from_str(&answer.body).unwrap()
    }
}

/// What holds an answer against a schema of the document.
fn validator(document: &Value, schema: &str) -> Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{schema}"),
        "components": document["components"],
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn holds(validator: &Validator, answer: &Value) {
    let faults: Vec<_> = validator.iter_errors(answer).take(3).collect();
    assert!(faults.is_empty(), "{faults:?}");
}

#[tokio::test]
async fn every_answer_is_as_the_document_says_and_every_route_is_in_it() {
    let site = TestSite::open().await;
    let document = site.document().await;
    let told: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(|path| &**path)
        .collect();
    let routes = for_programs();
    let routes = routes.iter().map(|(path, _)| *path);
    let routes: BTreeSet<&str> = routes
        .filter(|path| path.starts_with("/api/") && !path.contains('*'))
        .collect();
    assert_eq!(told, routes);

    let auditor = site.token(&site.sign_in("auditor").await, ALL).await;
    let staff = person_of("nm").staff;
    let paths = [
        ("/api/v1/programmes", "Programmes"),
        ("/api/v1/programmes?on=2026-03-01", "Programmes"),
        ("/api/v1/programmes/petct-sx/assessment", "Assessment"),
        (
            "/api/v1/programmes/petct-sx/assessment?on=2020-01-01&as_if_in_force=1&lang=en",
            "Assessment",
        ),
        ("/api/v1/expiring", "Expiring"),
        ("/api/v1/expiring?within=730&department=nm", "Expiring"),
        ("/api/v1/expiring?within=730&covered=1", "Expiring"),
        ("/api/v1/staff", "Staff"),
        ("/api/v1/staff?department=nm&due=180", "Staff"),
    ];
    let file = format!("/api/v1/staff/{staff}");
    for (path, schema) in paths.into_iter().chain([(&*file, "StaffFile")]) {
        let (status, answer) = site.read(path, &auditor).await;
        assert_eq!(status, StatusCode::OK, "{path} {answer}");
        holds(&validator(&document, schema), &answer);
    }
    let (_, expiring) = site.read("/api/v1/expiring", &auditor).await;
    let items = expiring["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["covered"] == false));
    let effects = |item: &&serde_json::Value| !item["effects"].as_array().unwrap().is_empty();
    let breaks = items.iter().filter(|item| item["what"] == "break");
    assert!(breaks.clone().count() > 0 && breaks.filter(effects).count() > 0);
    let (_, all) = site.read("/api/v1/expiring?covered=1", &auditor).await;
    let all = all["items"].as_array().unwrap();
    assert!(all.len() >= items.len());
    assert_eq!(
        all.len() - items.len(),
        all.iter().filter(|item| item["covered"] == true).count()
    );

    let fault = validator(&document, "Fault");
    for (path, status, code) in [
        ("/api/v1/programmes/none/assessment", 404, "not-there"),
        ("/api/v1/staff/N9999", 404, "not-there"),
        ("/api/v1/staff?page=900", 404, "no-such-page"),
        ("/api/v1/staff?sort=size", 400, "bad-value"),
        ("/api/v1/expiring?department=none", 404, "not-there"),
        ("/api/v1/expiring?within=731", 400, "bad-value"),
        ("/api/v1/expiring?covered=yes", 400, "bad-value"),
        ("/api/v1/nope", 404, "not-there"),
        ("/api/v1/programmes/petct-sx/nope", 404, "not-there"),
        ("/api/nope", 404, "not-there"),
        ("/api/v1/programmes?on=2026-02-30", 400, "bad-value"),
        ("/api/v1/programmes?day=1", 400, "unknown-key"),
        (
            "/api/v1/programmes?on=2026-03-01&on=2026-03-02",
            400,
            "key-twice",
        ),
        ("/api/v1/programmes?lang=fr", 400, "bad-value"),
    ] {
        let (found, answer) = site.read(path, &auditor).await;
        assert_eq!(
            (found.as_u16(), &answer["error"]),
            (status, &json!(code)),
            "{path}"
        );
        holds(&fault, &answer);
    }
}

#[tokio::test]
async fn the_assessment_is_what_the_sheet_says() {
    let site = TestSite::open().await;
    let token = site.token(&site.sign_in("hr").await, ALL).await;
    let (_, list) = site.read("/api/v1/programmes", &token).await;
    let programmes = list["programmes"].as_array().unwrap();
    assert!(
        programmes.iter().any(|one| one["verdict"] == "short"),
        "{list}"
    );
    for programme in programmes {
        let id = programme["id"].as_str().unwrap();
        let path = format!("/api/v1/programmes/{id}/assessment");
        let (_, assessment) = site.read(&path, &token).await;
        assert_eq!(assessment["verdict"], programme["verdict"], "{id}");
        let clauses = assessment["clauses"].as_array().unwrap();
        assert!(!clauses.is_empty(), "{id}");
    }
}

#[tokio::test]
async fn a_token_opens_what_it_is_for_and_of_that_what_its_owner_may_read() {
    let site = TestSite::open().await;
    let (own, other) = (site.sign_in("own").await, site.sign_in("other").await);
    let only = site
        .token(&own, "form=add&name=BI&scope=expiring&days=30")
        .await;
    assert_eq!(site.read("/api/v1/expiring", &only).await.0, StatusCode::OK);
    for path in ["/api/v1/programmes", "/api/v1/staff", "/api/v1/staff/N0103"] {
        let (status, answer) = site.read(path, &only).await;
        assert_eq!(
            (status, &answer["error"]),
            (StatusCode::FORBIDDEN, &json!("token-not-for-that"))
        );
    }
    // A head reads the own department, and learns nothing of another.
    let (mine, theirs) = (site.token(&own, ALL).await, site.token(&other, ALL).await);
    let staff = person_of("nm").staff;
    let file = format!("/api/v1/staff/{staff}");
    assert_eq!(site.read(&file, &mine).await.0, StatusCode::OK);
    for path in [
        &*file,
        "/api/v1/programmes/petct-sx/assessment",
        "/api/v1/expiring?department=nm",
    ] {
        let not_there = site.read(path, &theirs).await;
        assert_eq!(not_there.0, StatusCode::NOT_FOUND, "{path}");
        let never_was = site.read("/api/v1/staff/N9999", &theirs).await;
        assert_eq!(not_there, never_was);
    }
    let (_, list) = site.read("/api/v1/staff", &theirs).await;
    assert!(!list.to_string().contains(staff.as_str()));
    let (_, dues) = site.read("/api/v1/expiring?within=730", &theirs).await;
    let departments = dues["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["departments"]);
    for departments in departments {
        assert!(
            departments.as_array().unwrap().contains(&json!("gs")),
            "{departments}"
        );
    }
    // A number that may hold an identity number is HR's to see.
    for login in ["hr", "auditor"] {
        let token = site.token(&site.sign_in(login).await, ALL).await;
        let mut long = 0;
        let (_, first) = site.read("/api/v1/staff", &token).await;
        for page in 1..=first["pages"].as_u64().unwrap() {
            let (_, list) = site
                .read(&format!("/api/v1/staff?page={page}"), &token)
                .await;
            for person in list["staff"].as_array().unwrap() {
                let path = format!("/api/v1/staff/{}", person["staff"].as_str().unwrap());
                let text = site.read(&path, &token).await.1.to_string();
                long += text
                    .split(|letter: char| !letter.is_ascii_digit())
                    .filter(|run| run.len() > 16)
                    .count();
            }
        }
        assert_eq!(login == "auditor", long == 0, "{login}: {long}");
    }
}

#[tokio::test]
async fn a_token_ends_on_its_day_with_its_account_and_when_it_is_taken_back() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = "/api/v1/expiring";
    let short = "form=add&name=a&scope=expiring&days=30";
    let short = site.token(&hr, short).await;
    // The list is in the order in which they were made.
    site.pass(1);
    let long = site.token(&hr, ALL).await;
    let page = site.get("/api-tokens", &hr).await.body;
    assert!(
        !page.contains(&short) && !page.contains(&long),
        "shown once"
    );
    let id = page.split("name=\"token\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    // Nobody else's.
    let admin = site.sign_in("admin").await;
    site.post("/api-tokens", &admin, &format!("form=remove&token={id}"))
        .await;
    assert_eq!(site.read(path, &short).await.0, StatusCode::OK);
    site.post("/api-tokens", &hr, &format!("form=remove&token={id}"))
        .await;
    assert_eq!(site.read(path, &short).await.0, StatusCode::UNAUTHORIZED);

    site.pass(90 * 24 * 60 - 1);
    assert_eq!(site.read(path, &long).await.0, StatusCode::OK);
    site.pass(1);
    assert_eq!(site.read(path, &long).await.0, StatusCode::UNAUTHORIZED);

    let hr = site.sign_in("hr").await;
    let again = site.token(&hr, ALL).await;
    let machine = Actor::command_line();
    let right = machine.administering().unwrap();
    let accounts = site.web.accounts.list(&right).await.unwrap();
    let account = accounts.into_iter().find(|one| one.login == "hr").unwrap();
    let disabled = site
        .web
        .accounts
        .set_disabled(&right, site.web.now(), &account.id, true);
    disabled.await.unwrap();
    assert_eq!(site.read(path, &again).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn no_other_way_opens_anything_and_guessing_is_slowed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let token = site.token(&hr, ALL).await;
    let path = "/api/v1/staff";
    assert_eq!(site.get(path, &hr).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        site.get(&format!("{path}?token={token}"), &hr).await.status,
        StatusCode::UNAUTHORIZED
    );
    for scheme in ["Basic", "bear", ""] {
        let request = Request::get(path).header(AUTHORIZATION, format!("{scheme} {token}"));
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{scheme}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let request = Request::builder().method(method).uri(path);
        let request = request
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .header("sec-fetch-site", "same-origin");
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    let mut statuses = Vec::new();
    for guess in 0..30 {
        statuses.push(site.read(path, &format!("{guess:064x}")).await.0.as_u16());
    }
    let refused = statuses.iter().filter(|status| **status == 429).count();
    assert_eq!((statuses[0], refused), (401, 10), "{statuses:?}");
    // Who has a token is not held up by those who guess.
    assert_eq!(site.read(path, &token).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_form_with_something_missing_says_what() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for (form, says) in [
        ("form=add&name=&scope=staff&days=90", "请填写用途"),
        ("form=add&name=BI&days=90", "至少勾选一项"),
        ("form=add&name=BI&scope=staff&days=9000", "列出的有效期"),
    ] {
        let answer = site.post("/api-tokens", &hr, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(says), "{form}");
    }
}

#[tokio::test]
async fn a_server_that_is_to_stop_is_not_ready_and_still_answers() {
    let site = TestSite::open().await;
    assert_eq!(site.get("/readyz", "").await.status, StatusCode::OK);
    site.web.stopping.begin();
    let answer = site.get("/readyz", "").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(site.get("/healthz", "").await.status, StatusCode::OK);
    assert_eq!(site.get("/sign-in", "").await.status, StatusCode::OK);
}
