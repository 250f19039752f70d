//! The page of notices, without a script.

use super::*;
use crate::notices::Hours;

const URL: &str =
    "https%3A%2F%2Foapi.dingtalk.com%2Frobot%2Fsend%3Faccess_token%3Dtoken0123456789abcdef";

/// A clock that stands.
struct Still(DateTime<Utc>);

impl Hours for Still {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    fn is_over(&self) -> bool {
        false
    }
}

/// The id that the first button of a form is about.
async fn id_beside(site: &TestSite, cookie: &str, form: &str) -> String {
    let page = site.get("/notices", cookie).await.body;
    let at = page.split(&format!("value=\"{form}\"")).nth(1).unwrap();
    let id = at.split("name=\"id\" value=\"").nth(1).unwrap();
    id.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn hr_adds_a_robot_and_a_recipient_and_nobody_reads_the_secret() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let refused =
        format!("form=robot-add&kind=wecom&name=%E7%BE%A4&url_secret={URL}&sign_secret=SECret0123");
    let refused = site.post("/notices", &hr, &refused).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("这不是该类机器人的地址"),
        "{}",
        refused.body
    );
    assert!(!refused.body.contains("token0123") && !refused.body.contains("SECret0123"));
    let robot = format!(
        "form=robot-add&kind=dingtalk&name=%E7%BE%A4&url_secret={URL}&sign_secret=SECret0123"
    );
    let added = site.post("/notices", &hr, &robot).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let twice = site.post("/notices", &hr, &robot).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = site.get("/notices", &hr).await.body;
    assert!(page.contains("oapi.dingtalk.com/…cdef"), "{page}");
    let log = site.get("/audit", &hr).await.body;
    assert!(log.contains("添加群机器人"));
    for text in [&page, &log] {
        assert!(!text.contains("token0123") && !text.contains("SECret0123"));
    }
    // Nor does whoever reads the file of the database.
    let stored = std::fs::read(&site.file).unwrap();
    let stored = String::from_utf8_lossy(&stored);
    assert!(!stored.contains("token0123") && !stored.contains("SECret0123"));

    let robot = id_beside(&site, &hr, "robot-remove").await;
    let nobody = format!("form=recipient-add&about=departments&through=robot%3A{robot}&name=");
    let nobody = site.post("/notices", &hr, &nobody).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.body.contains("至少勾选一个科室"));
    let group =
        format!("form=recipient-add&about=departments&department=nm&through=robot%3A{robot}&name=");
    let added = site.post("/notices", &hr, &group).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let removed = site
        .post("/notices", &hr, &format!("form=robot-remove&id={robot}"))
        .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    let page = site.get("/notices", &hr).await.body;
    assert!(page.contains("还没有接收人") && page.contains("还没有群机器人"));
}

#[tokio::test]
async fn a_test_message_says_why_it_did_not_leave() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    let bad = "form=recipient-add&about=whole&through=mail&address=hr&name=";
    let bad = site.post("/notices", &admin, bad).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mail = "form=recipient-add&about=whole&through=mail&address=hr%40example.cn&name=";
    let added = site.post("/notices", &admin, mail).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let id = id_beside(&site, &admin, "test").await;
    let tested = site
        .post("/notices?lang=en", &admin, &format!("form=test&id={id}"))
        .await;
    assert_eq!(tested.status, StatusCode::BAD_GATEWAY);
    assert!(
        tested.body.contains("no mail server is named"),
        "{}",
        tested.body
    );
    let gone = site.post("/notices", &admin, "form=test&id=none").await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn hours_are_kept_and_those_that_are_none_are_refused() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for bad in [
        "form=settings&hour=6&quiet_from=20&quiet_to=7",
        "form=settings&hour=24&quiet_from=20&quiet_to=7",
        "form=settings&hour=&quiet_from=20&quiet_to=7",
    ] {
        let answer = site.post("/notices", &hr, bad).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    let good = "form=settings&hour=9&quiet_from=18&quiet_to=8";
    assert_eq!(
        site.post("/notices", &hr, good).await.status,
        StatusCode::SEE_OTHER
    );
    let page = site.get("/notices", &hr).await.body;
    assert!(
        page.contains("<option value=\"9\" selected>09:00</option>"),
        "{page}"
    );
}

#[tokio::test]
async fn what_was_told_stands_in_the_history() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let mail = "form=recipient-add&about=whole&through=mail&address=hr%40example.cn&name=%E4%BA%BA%E4%BA%8B%E7%A7%91";
    site.post("/notices", &hr, mail).await;
    let notifier = &site.web.notifier;
    let (on, now) = (Day::parse("2026-11-22").unwrap(), site.web.now());
    assert_eq!(notifier.plan(on, now).await.unwrap(), Some(1));
    let hours: Arc<dyn Hours> = Arc::new(Still(now));
    assert_eq!(notifier.deliver(on, &hours).await.unwrap().n_failed, 1);
    let page = site.get("/notices", &hr).await.body;
    for says in [
        "人事科",
        "待发送",
        "没有配置邮件服务器",
        "下次尝试：2026-11-22 16:31",
        "立即重试",
    ] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let id = id_beside(&site, &hr, "resend").await;
    let again = site
        .post("/notices", &hr, &format!("form=resend&id={id}"))
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let page = site.get("/notices?lang=en", &hr).await.body;
    assert!(
        page.contains("Waiting") && !page.contains("Next attempt"),
        "{page}"
    );
}
