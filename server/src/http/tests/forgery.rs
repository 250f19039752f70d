//! Forms that another site sends.

use axum::http::header::ORIGIN;

use super::*;
use crate::http::forms;

fn forged(uri: &str, cookie: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = with_cookie(Request::post(uri), cookie);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from("form=everywhere")).unwrap()
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn no_form_of_another_site_changes_anything() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    for (path, _) in forms() {
        for headers in [
            &[FORM][..],
            &[FORM, ("origin", "https://evil.example")],
            &[FORM, ("origin", "null")],
            &[FORM, ("origin", "http://127.0.0.1:3000.evil.example")],
            &[FORM, ("sec-fetch-site", "cross-site")],
            &[FORM, ("sec-fetch-site", "same-site")],
            // What the browser says of the site goes before the origin.
            &[FORM, ("sec-fetch-site", "cross-site"), ("origin", BASE_URL)],
            &[
                ("content-type", "text/plain"),
                ("origin", "https://evil.example"),
            ],
        ] {
            let answer = site.send(forged(path, &admin, headers)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
        let plain = [
            ("content-type", "text/plain"),
            ("sec-fetch-site", "same-origin"),
        ];
        let answer = site.send(forged(path, &admin, &plain)).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path}");
    }
    let still = site.get("/account", &admin).await;
    assert_eq!(still.status, StatusCode::OK);
}

#[tokio::test]
async fn what_changes_something_is_not_done_by_a_link() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    let answer = site.get("/sign-out", &admin).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    for link in ["/account?form=everywhere", "/users?form=add&login=x"] {
        site.get(link, &admin).await;
    }
    assert_eq!(site.get("/users", &admin).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_browser_that_says_only_the_origin_is_let_in_from_our_own() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let request = with_cookie(Request::post("/sign-out"), &hr)
        .header("content-type", FORM.1)
        .header(ORIGIN, BASE_URL);
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_is_not_longer_than_any_of_ours() {
    let site = TestSite::open().await;
    let long = format!("login={}", "x".repeat(70_000));
    let answer = site.post("/sign-in", "", &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
