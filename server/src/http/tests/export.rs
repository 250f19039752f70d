//! Exporting from a page: who may, what for, and what the log says of it.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use registry::store::{Entry, Filter};

use super::*;

const FORM: &str = "form=export&whose=found&format=csv&reason=%E4%BD%93%E6%A3%80";

impl TestSite {
    /// The entries of exports, the newest first.
    async fn exports(&self) -> Vec<Entry> {
        let filter = Filter {
            act: Some("export".to_owned()),
            ..Filter::default()
        };
        let store = self.web.snapshots.store();
        store.audit(&filter, 9).await.unwrap()
    }

    /// Signs in and stays, until signing in is long ago.
    async fn signed_in_long_ago(&self, login: &str) -> String {
        let cookie = self.sign_in(login).await;
        for _ in 0..2 {
            self.pass(20);
            self.get("/account", &cookie).await;
        }
        cookie
    }
}

#[tokio::test]
async fn what_the_filter_finds_is_sent_as_a_file_and_counted_in_the_log() {
    let site = TestSite::open().await;
    let auditor = site.sign_in("auditor").await;
    let answer = site
        .post("/export?department=nm&profession=nurse", &auditor, FORM)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(answer.headers[CACHE_CONTROL], "no-store");
    let name = answer.headers[CONTENT_DISPOSITION].to_str().unwrap();
    assert!(
        name.starts_with("attachment; filename=\"staff-ledger-2026-11-22.csv\";"),
        "{name}"
    );
    let entries = site.exports().await;
    let [entry] = &entries[..] else {
        panic!("{entries:?}");
    };
    // No cell of the demo has a line break in it. Above the headers it says who took it.
    let n_rows = answer.body.lines().count() - 2;
    let title = answer.body.lines().next().unwrap();
    assert!(title.contains("人员 auditor，2026-11-22"), "{title}");
    assert!(title.contains("用途：体检"), "{title}");
    let told = entry.after.as_deref().unwrap();
    assert!(
        told.contains(&format!("\"rows\":{n_rows},")),
        "{n_rows} {told}"
    );
    assert!(
        told.contains("\"filter\":{\"department\":\"nm\",\"profession\":\"nurse\"}"),
        "{told}"
    );
    assert_eq!(entry.actor_name, "人员 auditor");
    assert_eq!(entry.reason.as_deref(), Some("体检"));
    assert_eq!(entry.act, "export.ledger");
}

#[tokio::test]
async fn the_whole_book_is_a_workbook_and_is_marked_as_large() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let form = FORM.replace("found", "everybody").replace("csv", "xlsx");
    // The filter of the address does not matter then.
    let answer = site.post("/export?q=zzzz", &hr, &form).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.starts_with("PK"));
    let entries = site.exports().await;
    assert_eq!(entries[0].act, "export.large");
    assert!(
        entries[0]
            .after
            .as_deref()
            .unwrap()
            .contains("\"everybody\":true")
    );
    // Whoever reads the log is told of it, whatever was asked for.
    for (login, address) in [("auditor", "/audit?act=record"), ("admin", "/audit")] {
        let cookie = site.sign_in(login).await;
        let log = site.get(address, &cookie).await.body;
        assert!(log.contains("近 30 天有 1 次导出超过 500 行"), "{log}");
        let is_marked = log.contains("请核实</strong>");
        assert_eq!(is_marked, address == "/audit", "{login}");
    }
    site.pass(31 * 24 * 60);
    let auditor = site.sign_in("auditor").await;
    let log = site.get("/audit", &auditor).await.body;
    assert!(
        !log.contains("近 30 天") && log.contains("请核实</strong>"),
        "{log}"
    );
}

#[tokio::test]
async fn a_form_that_is_not_whole_is_shown_again_and_nothing_leaves() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for (address, form, says) in [
        (
            "/export",
            FORM.replace("%E4%BD%93%E6%A3%80", "+"),
            "请填写用途",
        ),
        (
            "/export",
            FORM.replace("%E4%BD%93%E6%A3%80", &"x".repeat(201)),
            "最多两百字",
        ),
        ("/export", FORM.replace("csv", "pdf"), "请从列表中选一项"),
        ("/export", FORM.replace("found", "some"), "请从列表中选一项"),
        ("/export?q=zzzz", FORM.to_owned(), "没有可以导出的人员"),
        (
            "/export?lang=en&q=zzzz",
            FORM.to_owned(),
            "there is nobody to export",
        ),
    ] {
        let answer = site.post(address, &hr, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
        assert!(!answer.headers.contains_key(CONTENT_DISPOSITION));
    }
    for address in [
        "/export?status=here",
        "/export?on=2026-02-30",
        "/export?depratment=nm",
    ] {
        let answer = site.post(address, &hr, FORM).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(answer.body.contains("没有导出"), "{}", answer.body);
    }
    assert_eq!(site.exports().await, []);
    let typed = site.post("/export", &hr, &FORM.replace("csv", "pdf")).await;
    assert!(typed.body.contains("value=\"体检\""), "{}", typed.body);
}

#[tokio::test]
async fn who_signed_in_long_ago_gives_the_password_once_more() {
    let site = TestSite::open().await;
    let hr = site.signed_in_long_ago("hr").await;
    for page in ["/staff", "/export"] {
        let page = site.get(page, &hr).await;
        assert!(
            page.body.contains("name=\"present_password\""),
            "{}",
            page.body
        );
    }
    let n_before = site.web.hasher.n_begun();
    let without = site.post("/export", &hr, FORM).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        without.body.contains("请再输入一次密码"),
        "{}",
        without.body
    );
    assert_eq!(site.web.hasher.n_begun(), n_before);
    let wrong = site
        .post("/export", &hr, &format!("{FORM}&present_password=guess"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("密码不对") && !wrong.body.contains("guess"),
        "{}",
        wrong.body
    );
    assert_eq!(site.exports().await, []);
    let right = site
        .post(
            "/export",
            &hr,
            &format!("{FORM}&present_password={PASSWORD}"),
        )
        .await;
    assert_eq!(right.status, StatusCode::OK);
    assert_eq!(site.exports().await.len(), 1);
    // And each time anew, until they sign in again.
    let again = site.post("/export", &hr, FORM).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let anew = site.sign_in("hr").await;
    assert_eq!(
        site.post("/export", &anew, FORM).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn guessing_the_password_of_an_open_session_locks_it_as_signing_in_does() {
    let site = TestSite::open().await;
    let hr = site.signed_in_long_ago("hr").await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let form = format!("{FORM}&present_password=guess");
        statuses.push(site.post("/export", &hr, &form).await.status.as_u16());
    }
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429]);
    let right = site
        .post(
            "/export",
            &hr,
            &format!("{FORM}&present_password={PASSWORD}"),
        )
        .await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(site.exports().await, []);
}

#[tokio::test]
async fn a_head_gets_what_is_not_there_and_leaves_no_entry() {
    let site = TestSite::open().await;
    let head = site.sign_in("own").await;
    let answer = site.post("/export?department=nm", &head, FORM).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("没有此页"), "{}", answer.body);
    assert_eq!(
        site.post("/export", "", FORM).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(site.exports().await, []);
}
