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
    let (part, _) = URL.split_once("%3Faccess_token").unwrap();
    let part = format!("form=robot-add&kind=dingtalk&name=%E7%BE%A4&url_secret={part}");
    for (lang, says) in [
        ("zh", "地址不完整：钉钉机器人"),
        ("en", "a robot of DingTalk has"),
    ] {
        let refused = site
            .post(&format!("/notices?lang={lang}"), &hr, &part)
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let at_the_field = refused.body.split("id=\"robot-add-url_secret-fault\"");
        let fault = at_the_field.last().unwrap().split("</").next().unwrap();
        assert!(fault.contains(says), "{fault}");
        assert!(fault.contains("https://oapi.dingtalk.com/robot/send?access_token=…"));
    }
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

/// The addresses in which links of the page's history lead on, as they stand in it.
fn way(page: &str, label: &str) -> Option<String> {
    let before = page.split(&format!(">{label}</a>")).next()?;
    let link = before.rsplit("href=\"").next()?;
    let found = page.contains(&format!(">{label}</a>"));
    found.then(|| link.split('"').next().unwrap().replace("&amp;", "&"))
}

/// The days of the messages that a page shows, and of whom, in order.
fn shown(page: &str) -> Vec<(String, String)> {
    let history = page.split("id=\"history\"").nth(1).unwrap();
    let rows = history.split("<th scope=\"row\">").skip(1);
    let cell = |row: &str, before: &str| {
        let at = row.split(before).nth(1).unwrap();
        at.split('<').next().unwrap().to_owned()
    };
    rows.map(|row| {
        let day = row.split('<').next().unwrap().to_owned();
        (day, cell(row, "<td data-label=\"接收人\">"))
    })
    .collect()
}

#[tokio::test]
async fn the_history_is_read_page_by_page_and_asked_by_addresses() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for n in 0..30 {
        let mail = format!(
            "form=recipient-add&about=whole&through=mail&address=hr{n}%40example.cn&name=R{n}"
        );
        let added = site.post("/notices", &hr, &mail).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
    }
    let notifier = &site.web.notifier;
    let first = Day::parse("2026-11-22").unwrap();
    let mut n_made = 0;
    for nth in 0..4 {
        let at = site.web.now() + TimeDelta::days(nth);
        let on = first.plus_days(u32::try_from(nth).unwrap());
        n_made += notifier.plan(on, at).await.unwrap().unwrap();
    }
    assert!(n_made > 100, "{n_made}");
    // Page by page, everything once, the newest day first, without a script.
    let mut address = "/notices".to_owned();
    let mut all = Vec::new();
    for nth in 0.. {
        let page = site.get(&address, &hr).await;
        assert_eq!(page.status, StatusCode::OK);
        let found = shown(&page.body);
        assert!(!found.is_empty() && found.len() <= 50);
        all.extend(found);
        assert_eq!(way(&page.body, "最新的").is_some(), nth > 0);
        let Some(older) = way(&page.body, "更早的") else {
            break;
        };
        address = older.split('#').next().unwrap().to_owned();
    }
    assert_eq!(all.len(), n_made);
    assert!(all.is_sorted_by(|one, other| one.0 >= other.0));
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), n_made);
    // By recipient, state and channel; what is asked stays in the address of the next page and of forms.
    let page = site.get("/notices", &hr).await.body;
    let option = page.split(">R7</option>").next().unwrap();
    let id = option.rsplit("value=\"").next().unwrap();
    let id = id.split('"').next().unwrap();
    let of = site
        .get(&format!("/notices?recipient={id}"), &hr)
        .await
        .body;
    assert_eq!(shown(&of).len(), n_made / 30);
    assert!(shown(&of).iter().all(|(_, whom)| whom == "R7"));
    assert!(of.contains(&format!("<option value=\"{id}\" selected>R7</option>")));
    let waiting = site
        .get("/notices?channel=mail&state=queued", &hr)
        .await
        .body;
    assert!(shown(&waiting).iter().all(|(day, _)| day == &all[0].0));
    let older = site
        .get("/notices?lang=en&channel=mail&state=superseded", &hr)
        .await
        .body;
    let next = way(&older, "Older").unwrap();
    assert!(next.starts_with("/notices?lang=en&channel=mail&state=superseded&below="));
    assert!(older.contains("action=\"/notices?lang=en&amp;channel=mail&amp;state=superseded\""));
    let none = site.get("/notices?channel=none", &hr).await.body;
    assert!(none.contains("没有符合条件的记录"));
}

#[tokio::test]
async fn a_question_that_is_not_understood_shows_nothing() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for bad in ["state=weather", "below=9", "state=sent&below=x~y"] {
        let page = site.get(&format!("/notices?{bad}"), &hr).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{bad}");
        assert!(page.body.contains("筛选条件看不懂"), "{}", page.body);
    }
}
