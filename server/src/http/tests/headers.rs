//! What every answer tells the browser.

use axum::http::header::CONTENT_SECURITY_POLICY;

use super::*;

const EVERYWHERE: [(&str, &str); 3] = [
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[tokio::test]
async fn every_answer_has_the_headers_and_every_page_a_policy_with_its_nonce() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff;
    let (record, _) = site.record("credential", Some(staff.as_str()));
    let scan = site.scan(&record, ("a.pdf", "%PDF-1.7 scan")).await;
    let mut nonces = BTreeSet::new();
    for cookie in ["", &hr] {
        for path in [
            "/",
            "/programmes/petct-sx",
            "/programmes/none/what-if",
            "/sign-in",
            "/set-up",
            "/account",
            "/users",
            "/healthz",
            "/readyz",
            "/api-tokens",
            "/api/v1/staff",
            "/api/v1/openapi.json",
            "/pkg/none",
            "/nothing",
            "/sign-out",
            crate::site::site(None).stylesheet,
            &scan,
        ] {
            let answer = site.get(path, cookie).await;
            for (name, value) in EVERYWHERE {
                assert_eq!(answer.headers[name], value, "{path}");
            }
            assert_eq!(answer.headers["referrer-policy"], "no-referrer");
            let is_file = path.starts_with("/style/");
            assert_eq!(answer.headers["cache-control"] == "no-store", !is_file);
            let policies: Vec<_> = answer
                .headers
                .get_all(CONTENT_SECURITY_POLICY)
                .iter()
                .collect();
            assert_eq!(policies.len(), 1, "{path} {policies:?}");
            let policy = policies[0].to_str().unwrap();
            for directive in ["base-uri 'none'", "form-action", "frame-ancestors 'none'"] {
                assert!(policy.contains(directive), "{path} {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
            if answer.body.contains("<html") {
                assert!(policy.contains("'strict-dynamic'"), "{path} {policy}");
                let nonce = policy.split("'nonce-").nth(1).unwrap();
                nonces.insert(nonce.split('\'').next().unwrap().to_owned());
            } else {
                assert!(policy.starts_with("default-src 'none'"), "{path} {policy}");
                assert!(policy.contains("form-action 'none'"), "{path} {policy}");
            }
            // What others have made does not even belong to us.
            let is_scan = path == scan && answer.status == StatusCode::OK;
            assert_eq!(policy.contains("sandbox"), is_scan, "{path} {policy}");
            assert_eq!(is_scan, answer.body.starts_with("%PDF"));
        }
    }
    assert!(nonces.len() > 8, "a nonce of its own for each page");
}

#[tokio::test]
async fn a_form_that_is_shown_again_has_them_too() {
    let site = TestSite::open().await;
    let answer = site.post("/sign-in", "", "login=x&password=y").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("'nonce-"), "{policy}");
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn by_tls_browsers_are_told_to_come_by_tls_only() {
    let site = TestSite::reached_at("https://zhunru.example.cn", &[]).await;
    let answer = site.get("/sign-in", "").await;
    assert_eq!(
        answer.headers["strict-transport-security"],
        "max-age=31536000"
    );
    let plain = TestSite::reached_at("http://10.1.2.3:3000", &[]).await;
    let answer = plain.get("/sign-in", "").await;
    assert!(answer.headers.get("strict-transport-security").is_none());
    // Browsers there say nothing but the origin of a form, and hide it with `no-referrer`.
    assert_eq!(answer.headers["referrer-policy"], "same-origin");
}

#[tokio::test]
async fn no_page_has_a_style_or_a_script_of_its_own() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    for path in [
        "/",
        "/programmes/petct-sx",
        "/account",
        "/users",
        "/sign-in",
    ] {
        let html = site.get(path, &admin).await.body;
        for forbidden in [" style=\"", "<style", "<script>", " onclick", "javascript:"] {
            assert!(!html.contains(forbidden), "{path} {forbidden}");
        }
    }
}
