//! What ends: who is shown what, letting it rest, and renewing several papers at once.

mod scans;

use registry::store::Filter;

use super::*;

const PDF: &str = "%PDF-1.7 scan";

/// The keys of the rows of a page.
fn keys(body: &str) -> Vec<String> {
    let rows = body.split("<tr data-key=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap().to_owned())
        .collect()
}

/// The row of a key.
fn row<'b>(body: &'b str, key: &str) -> &'b str {
    let from = body.split(&format!("<tr data-key=\"{key}\"")).nth(1);
    from.unwrap().split("</tr>").next().unwrap()
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded(fields);
    form.truncate(form.len() - 1);
    form
}

fn form_urlencoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        let bytes = text.bytes().map(|byte| match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        });
        bytes.collect()
    };
    let pairs = fields
        .iter()
        .map(|(key, value)| format!("{}={}&", escape(key), escape(value)));
    pairs.collect()
}

/// The form of several papers with files, as a browser sends it.
fn many(cookie: &str, fields: &[(&str, &str)], files: &[(&str, &str, &str)]) -> Request<Body> {
    many_at("/expiring/renew", cookie, fields, files)
}

fn many_at(
    address: &str,
    cookie: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &str)],
) -> Request<Body> {
    let field = |(field, value): &(&str, &str)| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
    };
    let file = |(field, name, content): &(&str, &str, &str)| {
        format!(
            "--b\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n{content}\r\n"
        )
    };
    let parts = fields.iter().map(field).chain(files.iter().map(file));
    let parts: Vec<_> = parts.chain(["--b--\r\n".to_owned()]).collect();
    let body = parts.concat();
    with_cookie(Request::post(address), cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn the_list_says_what_ends_when_and_what_a_lapse_does_in_both_languages() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.get("/expiring", &hr).await;
    assert_eq!(page.status, StatusCode::OK);
    if let Ok(folder) = std::env::var("ZHUNRU_SHOW") {
        std::fs::write(format!("{folder}/expiring.html"), &page.body).unwrap();
    }
    // The nuclear medicine permit of N0106 ends with the month, and a clause falls with it.
    let own = site
        .get(
            "/expiring?q=N0106&kind=credential:permit-nuclear-medicine",
            &hr,
        )
        .await
        .body;
    let keys = keys(&own);
    assert_eq!(keys.len(), 1, "{own}");
    let row = row(&own, &keys[0]);
    for text in [
        "2026-11-30",
        "还有 8 天",
        "2026-12-01 起",
        "/staff/N0106",
        "renew=",
    ] {
        assert!(row.contains(text), "{text}: {row}");
    }
    let english = site.get("/expiring?q=N0106&lang=en", &hr).await.body;
    assert!(
        english.contains("8 days left") && english.contains("on 2026-12-01"),
        "{english}"
    );
    for text in ["已过期", "8–14 天", "class=\"bars\"", "2026-11", "条款失效"] {
        assert!(page.body.contains(text), "{text}");
    }
    let later = site.get("/expiring?q=N0106&on=2026-12-02", &hr).await.body;
    assert!(later.contains("已过 2 天"), "{later}");
}

#[tokio::test]
async fn heads_see_their_own_people_and_may_propose_and_auditors_only_read() {
    let site = TestSite::open().await;
    let (own, other) = (site.sign_in("own").await, site.sign_in("other").await);
    let auditor = site.sign_in("auditor").await;
    let asked = "/expiring?kind=credential:permit-nuclear-medicine&q=N0106";
    let page = site.get(asked, &own).await.body;
    assert_eq!(keys(&page).len(), 1);
    assert!(page.contains("/propose/new?of=credential"), "{page}");
    assert!(!page.contains("type=\"checkbox\" name=\"key\"") && !page.contains("机构证照到期"));
    assert_eq!(keys(&site.get(asked, &other).await.body).len(), 0);
    let page = site.get("/expiring", &auditor).await.body;
    assert!(!keys(&page).is_empty() && !page.contains("name=\"key\""));
    let of_head = site.get("/expiring", &own).await.body;
    assert!(!of_head.contains("本机构"), "{of_head}");
}

#[tokio::test]
async fn what_is_put_off_says_who_why_and_until_when_and_no_verdict_changes() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let sheet = async || site.get("/programmes/petct-sx", &hr).await.lasting();
    let before = sheet().await;
    let overdue = keys(&site.get("/expiring?stage=overdue", &hr).await.body).remove(0);
    let send = async |fields: &[(&str, &str)]| {
        site.post("/expiring?stage=overdue", &hr, &encoded(fields))
            .await
    };
    let form = ("form", "rest");
    for (fields, says) in [
        (vec![form, ("why", "x")], "请先勾选事项"),
        (vec![form, ("key", &overdue)], "请写明理由"),
        (
            vec![form, ("key", &overdue), ("why", "x")],
            "请填暂缓到哪一天",
        ),
        (
            vec![
                form,
                ("key", &overdue),
                ("why", "x"),
                ("until", "2026-11-21"),
            ],
            "已经过去",
        ),
        (
            vec![form, ("key", &overdue), ("why", "x"), ("until", "31.11.")],
            "看不懂这个日期",
        ),
        (
            vec![
                form,
                ("key", "credential-none-1"),
                ("why", "x"),
                ("until", "2026-12-01"),
            ],
            "已不在到期清单里",
        ),
    ] {
        let refused = send(&fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(refused.body.contains(says), "{says}: {}", refused.body);
    }
    let fields = [
        form,
        ("key", &overdue),
        ("why", "已报名考试"),
        ("until", "2026/12/1"),
    ];
    let done = send(&fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(done.location(), "/expiring?stage=overdue");
    let page = site
        .get("/expiring?stage=overdue&rest=only", &hr)
        .await
        .body;
    assert_eq!(keys(&page), std::slice::from_ref(&overdue));
    assert!(
        row(&page, &overdue).contains("人员 hr暂缓至 2026-12-01：已报名考试"),
        "{page}"
    );
    assert_eq!(sheet().await, before);
    let log = site
        .web
        .snapshots
        .store()
        .audit(&Filter::default(), 1)
        .await
        .unwrap();
    assert_eq!(log[0].act, "record.add");
    assert!(log[0].record.as_ref().unwrap().starts_with("postponement:"));
    let awake = send(&[form, ("wake", &overdue)]).await;
    assert_eq!(awake.status, StatusCode::SEE_OTHER);
    assert!(keys(&site.get("/expiring?rest=only", &hr).await.body).is_empty());
}

#[tokio::test]
async fn several_papers_are_renewed_at_once_or_none_of_them() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let list = "/expiring?kind=credential";
    let found = keys(&site.get(list, &hr).await.body);
    let (one, two) = (found[0].clone(), found[1].clone());
    let form = site
        .get(
            &format!("/expiring/renew?key={one}&key={two}&key=none"),
            &hr,
        )
        .await;
    assert_eq!(form.status, StatusCode::OK);
    assert_eq!(keys(&form.body), [one.clone(), two.clone()]);
    if let Ok(folder) = std::env::var("ZHUNRU_SHOW") {
        std::fs::write(format!("{folder}/renew.html"), &form.body).unwrap();
    }
    let n_records = || {
        site.web
            .snapshots
            .current()
            .hospital
            .people
            .iter()
            .map(|one| one.credentials.len())
            .sum::<usize>()
    };
    let before = n_records();
    let (own, scan) = (format!("last-{two}"), format!("scan-{one}"));
    let fields = |last: &'static str| {
        [
            ("form", "renew"),
            ("key", one.as_str()),
            ("key", two.as_str()),
            ("first", "2026-11-20"),
            ("last", "2036-11-19"),
            (own.as_str(), last),
        ]
        .to_vec()
    };
    // The last day of the second is before its first.
    let refused = site.send(many(&hr, &fields("2020-01-01"), &[])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("没有写入任何记录"),
        "{}",
        refused.body
    );
    assert!(row(&refused.body, &two).contains("class=\"problem\""));
    assert!(!row(&refused.body, &one).contains("class=\"problem\""));
    assert!(row(&refused.body, &two).contains("value=\"2020-01-01\""));
    // A scan that is none.
    let file = [(scan.as_str(), "a.pdf", "nothing")];
    let refused = site.send(many(&hr, &fields(""), &file)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(row(&refused.body, &one).contains("class=\"problem\""));
    assert_eq!(n_records(), before);
    let file = [(scan.as_str(), "a.pdf", PDF)];
    let done = site.send(many(&hr, &fields(""), &file)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    // Both had ended before the new ones begin: renewed all the same, and said to have days without.
    assert_eq!(done.location(), "/expiring?renewed=2&gaps=2");
    assert!(form.body.contains("就有中断"));
    let after = site.get(done.location(), &hr).await.body;
    assert!(after.contains("已续期 2 项") && after.contains("其中 2 项的新证与旧证之间有中断"));
    let without = site.get("/expiring?renewed=2", &hr).await.body;
    assert!(without.contains("已续期 2 项") && !without.contains("有中断"));
    assert_eq!(n_records(), before + 2);
    let now = keys(&site.get(list, &hr).await.body);
    assert!(!now.contains(&one) && !now.contains(&two));
    let log = site
        .web
        .snapshots
        .store()
        .audit(&Filter::default(), 3)
        .await
        .unwrap();
    let acts: Vec<_> = log.iter().map(|entry| entry.act.as_str()).collect();
    assert_eq!(acts, ["attachment.add", "record.add", "record.add"]);
    // Whoever sends the same once more is told, and nothing is written twice.
    let again = site.send(many(&hr, &fields(""), &[])).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("没有写入任何记录"), "{}", again.body);
    assert_eq!(n_records(), before + 2);
    let twice = [("form", "renew"), ("key", "a"), ("key", "a")];
    let nonsense = site.send(many(&hr, &twice, &[])).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn lead_times_are_set_on_the_page_of_the_institution_and_hold_in_the_list() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.get("/institution?add=lead_time", &hr).await.body;
    assert!(page.contains("到期提醒提前天数"), "{page}");
    let form = [
        ("form", "add"),
        ("of", "lead_time"),
        ("credential", "bls"),
        ("first", "45"),
        ("second", "10"),
    ];
    let done = site.post("/institution", &hr, &encoded(&form)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let set = site.web.snapshots.current();
    assert_eq!(set.hospital.institution.lead_times[0].days(), [45, 10]);
    let both = [
        ("form", "add"),
        ("of", "lead_time"),
        ("credential", "acls"),
        ("other", "licence"),
        ("first", "45"),
    ];
    let refused = site
        .post("/institution?add=lead_time", &hr, &encoded(&both))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let says = "“证书种类”“机构证照种类”“定期工作”“其他”须填写其中一项";
    assert!(refused.body.contains(says), "{}", refused.body);
    let far = [
        ("form", "add"),
        ("of", "lead_time"),
        ("credential", "acls"),
        ("first", "401"),
    ];
    let refused = site
        .post("/institution?add=lead_time", &hr, &encoded(&far))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("须在 0 至 400 之间"),
        "{}",
        refused.body
    );
    assert!(!refused.body.contains("`first`"), "{}", refused.body);

    let page = site.get("/institution", &hr).await.body;
    let in_force = page.split("id=\"lead_times_in_force\"").nth(1).unwrap();
    let rows: Vec<&str> = in_force.split("<tr>").collect();
    let of = |name: &str| *rows.iter().find(|row| row.contains(name)).unwrap();
    let bls = of("BLS");
    assert!(
        bls.contains("提前 45、10 天") && bls.contains("本院"),
        "{bls}"
    );
    let licence = of("执业证");
    assert!(
        licence.contains("提前 90、60、30 天") && licence.contains("默认"),
        "{licence}"
    );
}

#[tokio::test]
async fn a_page_is_renewed_as_a_whole_and_the_filter_stays() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let list = "/expiring?kind=credential&stage=90";
    let page = site.get(list, &hr).await.body;
    let found = keys(&page);
    let link = page.split("href=\"/expiring/renew?").nth(1).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let form = site.get(&format!("/expiring/renew?{link}"), &hr).await;
    assert_eq!(keys(&form.body), found);
    assert!(found.len() > 1);
    // Back to the list as it was filtered, and the form carries the filter on.
    let to_list = "/expiring?kind=credential&amp;stage=90";
    assert!(form.body.contains(to_list), "{}", form.body);
    let action = "action=\"/expiring/renew?kind=credential&amp;stage=90\"";
    assert!(form.body.contains(action), "{}", form.body);
    let key = found[0].as_str();
    let fields = [
        ("form", "renew"),
        ("key", key),
        ("first", "2026-11-20"),
        ("last", "2036-11-19"),
    ];
    let at = "/expiring/renew?kind=credential&stage=90";
    let done = site.send(many_at(at, &hr, &fields, &[])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(done.location(), format!("{list}&renewed=1"));
    let auditor = site.sign_in("auditor").await;
    let page = site.get(list, &auditor).await.body;
    assert!(!page.contains("/expiring/renew"));
}

#[tokio::test]
async fn the_form_of_a_duty_knows_which_and_of_whom() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.get("/expiring?kind=duty", &hr).await.body;
    let links = page.split("/records?add=duty").skip(1);
    let links: Vec<String> = links
        .map(|link| link.split('"').next().unwrap().replace("&amp;", "&"))
        .collect();
    assert!(!links.is_empty() && links.iter().all(|link| link.contains("&duty=")));
    let mut of_one = links.iter();
    let of_one = of_one.find(|link| link.contains("&staff=") || link.contains("&item="));
    let of_one = of_one.unwrap_or_else(|| panic!("{links:?}"));
    let before = page.split("/records?add=duty").next().unwrap();
    let programme = before.rsplit('/').next().unwrap();
    let link = format!("/programmes/{programme}/records?add=duty{of_one}");
    let form = site.get(link.split('#').next().unwrap(), &hr).await.body;
    let known = of_one
        .split(['&', '#'])
        .filter_map(|pair| pair.split_once('='));
    for (key, value) in known {
        let field = form
            .split(&format!("id=\"record-duty-{key}\""))
            .nth(1)
            .unwrap();
        let field = field.split("</div>").next().unwrap();
        let is_filled = field.contains(&format!("value=\"{value}\" selected"))
            || field.starts_with(&format!(" name=\"{key}\" value=\"{value}\""));
        assert!(is_filled, "{key} {value}: {field}");
    }
}
