//! The audit log on its page.

use super::*;

fn paper(staff: &str, expires: &str) -> String {
    format!("工号,证书名称,证书编号,有效期至\n{staff},BLS,n-1,{expires}\n")
}

impl TestSite {
    /// Imports a file at once.
    async fn import(&self, cookie: &str, rows: &str) {
        let page = self.hand_in(cookie, "a.csv", rows.as_bytes()).await;
        let page = page.location().to_owned();
        let body = self.get(&page, cookie).await.body;
        let seen = body.split("name=\"seen\" value=\"").nth(1).unwrap();
        let seen = seen.split('"').next().unwrap();
        let form = format!("form=apply&seen={seen}");
        self.post(&page, cookie, &form).await;
    }
}

/// The numbers of the entries of a page.
fn entries(body: &str) -> Vec<i64> {
    let parts = body.split("<li id=\"e").skip(1);
    let numbers = parts.map(|part| part.split('"').next().unwrap().parse().unwrap());
    numbers.collect()
}

#[tokio::test]
async fn a_change_is_shown_with_labels_and_found_by_every_filter() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = site.web.snapshots.current().hospital.people[0]
        .staff
        .to_string();
    site.import(&hr, &paper(&staff, "2027-01-01")).await;
    site.import(&hr, &paper(&staff, "2028-01-01")).await;
    let newest = site.web.snapshots.store().audit_head().await.unwrap().seq;
    let all = site.get("/audit?act=record", &hr).await.body;
    assert_eq!(entries(&all), [newest, newest - 1]);
    for expected in [
        "更正记录",
        "有效期至",
        "2027-01-01",
        "2028-01-01",
        "人员 hr",
        &format!("/staff/{staff}"),
        "2026-11-22 16:30",
    ] {
        assert!(all.contains(expected), "{expected}: {all}");
    }
    let record = all.split("about=credential").nth(1).unwrap();
    let record = format!("credential{}", record.split('"').next().unwrap());
    for (query, expected) in [
        (format!("about={staff}&act=record.add"), vec![newest - 1]),
        (format!("about={record}"), vec![newest, newest - 1]),
        ("text=2028-01".to_owned(), vec![newest]),
        ("text=2028-01&who=auditor".to_owned(), vec![]),
        ("text=2028-01&who=hr".to_owned(), vec![newest]),
        ("text=2028-01&from=2026-11-23".to_owned(), vec![]),
        (
            "text=2028-01&from=2026-11-22&to=2026-11-22".to_owned(),
            vec![newest],
        ),
        (format!("act=record&below={newest}"), vec![newest - 1]),
    ] {
        let answer = site.get(&format!("/audit?{query}"), &hr).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(entries(&answer.body), expected, "{query}");
    }
    let bad = site.get("/audit?from=2026-02-30", &hr).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert!(bad.body.contains("不是日期") && bad.body.contains("value=\"2026-02-30\""));
    let english = site.get("/audit?act=record&lang=en", &hr).await.body;
    assert!(english.contains("Expires on") && english.contains("record corrected"));
}

#[tokio::test]
async fn a_record_is_restored_by_those_who_may_unless_it_was_changed_since() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = site.web.snapshots.current().hospital.people[0]
        .staff
        .to_string();
    site.import(&hr, &paper(&staff, "2027-01-01")).await;
    let before = site.web.snapshots.current().hospital.clone();
    site.import(&hr, &paper(&staff, "2028-01-01")).await;
    let newest = site.web.snapshots.store().audit_head().await.unwrap().seq;

    let auditor = site.sign_in("auditor").await;
    let seen = site.get("/audit?act=record", &auditor).await.body;
    assert!(seen.contains("2028-01-01") && !seen.contains("确认恢复"));
    let form = format!("form=restore&seq={newest}&reason=why");
    let refused = site.post("/audit", &auditor, &form).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);

    let older = format!("form=restore&seq={}", newest - 1);
    let refused = site.post("/audit?act=record", &hr, &older).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("后来又改过"), "{}", refused.body);
    let restored = site.post("/audit", &hr, &form).await;
    assert_eq!(restored.status, StatusCode::SEE_OTHER);
    assert!(site.web.snapshots.current().hospital == before);
    let told = site.get(restored.location(), &hr).await.body;
    assert_eq!(entries(&told).len(), 1);
    assert!(told.contains("why"));
    let none = site.post("/audit", &hr, "form=restore&seq=99999").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_chain_is_verified_also_against_a_head_that_was_noted() {
    let site = TestSite::open().await;
    let auditor = site.sign_in("auditor").await;
    let head = site.web.snapshots.store().audit_head().await.unwrap();
    let page = site.get("/audit", &auditor).await.body;
    assert!(page.contains(&head.to_string()));
    let verify = async |head: &str| {
        let form = format!("form=verify&head={head}");
        site.post("/audit", &auditor, &form).await
    };
    for noted in [String::new(), head.to_string().replace(':', "%3A")] {
        let whole = verify(&noted).await;
        assert_eq!(whole.status, StatusCode::OK);
        assert!(whole.body.contains("链完整"), "{}", whole.body);
    }
    let rubbish = verify("rubbish").await;
    assert_eq!(rubbish.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(rubbish.body.contains("请照原样粘贴") && rubbish.body.contains("value=\"rubbish\""));
    let other = verify(&format!("1%3A{}", "0".repeat(64))).await;
    assert_eq!(other.status, StatusCode::OK);
    assert!(
        other.body.contains("不是当时留存的那一条"),
        "{}",
        other.body
    );
}
