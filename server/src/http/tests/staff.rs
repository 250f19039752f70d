//! Staff files: what each visitor is shown, and every way a file is changed.

mod acts;

use std::fmt::Write as _;

use registry::forms::{self, Recorded};
use registry::store::{RecordId, RecordKind};

use super::*;

/// The holder of the certificate that expired the day before today.
const EXPIRED: &str = "/staff/N0116";

/// A form as browsers encode it.
fn encoded(fields: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (key, value) in fields {
        let mark = if out.is_empty() { "" } else { "&" };
        write!(out, "{mark}{key}=").unwrap();
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                write!(out, "%{byte:02X}").unwrap();
            }
        }
    }
    out
}

/// The records of a kind that somebody has.
fn records(site: &TestSite, kind: &str, staff: &str) -> Vec<Recorded> {
    let kind = RecordKind::from_name(kind).unwrap();
    forms::recorded(&site.web.snapshots.current(), kind, Some(staff))
}

/// The newest record of a kind, and the fields by which a form names it.
fn newest(site: &TestSite, kind: &str, staff: &str) -> (RecordId, String, String) {
    let record = records(site, kind, staff).pop().unwrap();
    let version = record.version.to_string();
    (record.id.clone(), record.id.to_string(), version)
}

async fn post(site: &TestSite, address: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    site.post(address, cookie, &encoded(fields)).await
}

/// Adds a card of basic life support to somebody's file; the record.
async fn card(site: &TestSite, staff: &str, cookie: &str) -> (RecordId, String, String) {
    let fields = [
        ("form", "add"),
        ("of", "credential"),
        ("kind", "bls"),
        ("number", "A-1"),
        ("issued", "2020-01-01"),
        ("expires", "2021-12-31"),
    ];
    let answer = post(site, &format!("/staff/{staff}"), cookie, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    newest(site, "credential", staff)
}

#[tokio::test]
async fn the_file_says_how_everything_stands_on_the_day_in_both_languages() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.get(EXPIRED, &hr).await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "在岗",
        "已过期（2026-11-21）",
        "全部记录",
        "role=\"img\"",
        "添加记录",
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    let before = site.get(&format!("{EXPIRED}?on=2026-11-21"), &hr).await;
    assert!(before.body.contains("有效至 2026-11-21，还有 0 天"));
    let english = site.get(&format!("{EXPIRED}?lang=en&by=kind"), &hr).await;
    for text in [
        "expired (2026-11-21)",
        "Credentials",
        "On duty",
        "Add a record",
    ] {
        assert!(english.body.contains(text), "{text}: {}", english.body);
    }
    let years = |body: &str| body.matches("<h3>20").count();
    assert!(years(&page.body) > 1 && years(&english.body) == 0);
}

#[tokio::test]
async fn heads_and_auditors_read_a_file_without_forms_and_heads_no_history() {
    let site = TestSite::open().await;
    let asked = format!("{EXPIRED}?add=credential");
    for (login, reads_log) in [("own", false), ("auditor", true)] {
        let cookie = site.sign_in(login).await;
        let page = site.get(&asked, &cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        let forms = page.body.matches("method=\"post\"").count();
        assert_eq!(forms, 1, "only the way out: {}", page.body);
        assert_eq!(page.body.contains("history="), reads_log);
        let history = site.get(&format!("{EXPIRED}?history=1"), &cookie).await;
        assert_eq!(history.status == StatusCode::OK, reads_log);
        let fields = [("form", "add"), ("of", "credential"), ("kind", "bls")];
        let refused = post(&site, EXPIRED, &cookie, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.body.contains("只有人事可以修改档案"));
    }
}

#[tokio::test]
async fn a_renewal_adds_a_record_and_the_clause_is_met_again() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let clause = async || {
        let sheet = site.get("/programmes/petct-sx", &hr).await.body;
        let row = sheet.split("id=\"sx2025.petct.4.1d\"").nth(1).unwrap();
        row.split('>').next().unwrap().to_owned()
    };
    assert!(clause().await.contains("short"));
    let old = records(&site, "credential", "N0116");
    let expired = |record: &&Recorded| {
        let expires = record.node.get("expires").and_then(|node| node.as_text());
        expires == Some("2026-11-21")
    };
    let of = old.iter().find(expired).unwrap().id.to_string();
    let address = format!("{EXPIRED}?renew={of}");
    let form = site.get(&address, &hr).await.body;
    let chosen = form.split("name=\"kind\"").nth(1).unwrap();
    assert!(
        chosen.contains("value=\"nuclear-physicist\" selected"),
        "{chosen}"
    );
    let fields = [
        ("form", "add"),
        ("of", "credential"),
        ("kind", "nuclear-physicist"),
        ("number", "R-2"),
        ("issued", "2026-11-22"),
        ("expires", "2031-11-21"),
    ];
    let answer = post(&site, &address, &hr, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(answer.location().starts_with("/staff/N0116#credential_"));
    assert!(clause().await.contains("met"));
    let now = records(&site, "credential", "N0116");
    assert_eq!(now[..old.len()], old[..]);
    assert_eq!(now.len(), old.len() + 1);
    assert!(site.get(EXPIRED, &hr).await.body.contains("已过期，已续期"));
}

#[tokio::test]
async fn each_fault_stands_at_its_field_and_what_was_typed_stays() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let fields = [
        ("form", "add"),
        ("of", "credential"),
        ("kind", "bls"),
        ("number", "键入的编号"),
        ("issued", "2026-02-30"),
    ];
    let address = format!("{EXPIRED}?add=credential");
    let answer = post(&site, &address, &hr, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "id=\"record-credential-issued-fault\"",
        "value=\"键入的编号\"",
    ] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_second_record_like_the_first_is_saved_only_when_that_is_meant() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    card(&site, "N0116", &hr).await;
    let mut fields = vec![
        ("form", "add"),
        ("of", "credential"),
        ("kind", "bls"),
        ("number", "A-1"),
        ("issued", "2020-01-01"),
    ];
    let n = || records(&site, "credential", "N0116").len();
    let before = n();
    let address = format!("{EXPIRED}?add=credential");
    let answer = post(&site, &address, &hr, &fields).await;
    assert_eq!(
        (answer.status, n()),
        (StatusCode::UNPROCESSABLE_ENTITY, before)
    );
    assert!(answer.body.contains("name=\"sure\""));
    fields.push(("sure", "yes"));
    let answer = post(&site, &address, &hr, &fields).await;
    assert_eq!((answer.status, n()), (StatusCode::SEE_OTHER, before + 1));
}

#[tokio::test]
async fn of_two_editors_the_second_sees_what_changed_and_keeps_what_was_typed() {
    let site = TestSite::open().await;
    let [hr, admin] = [site.sign_in("hr").await, site.sign_in("admin").await];
    let (_, id, version) = card(&site, "N0116", &hr).await;
    let address = format!("{EXPIRED}?edit={id}");
    let correct = |version, number, expires| {
        [
            ("form", "correct"),
            ("record", id.as_str()),
            ("version", version),
            ("kind", "bls"),
            ("number", number),
            ("issued", "2020-01-01"),
            ("expires", expires),
        ]
    };
    let first = correct(&version, "A-1", "2022-12-31");
    let answer = post(&site, &address, &admin, &first).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let second = correct(&version, "B-2", "2021-12-31");
    let answer = post(&site, &address, &hr, &second).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "“证书编号”现为“A-1”",
        "“有效期至”现为“2022-12-31”",
        "value=\"B-2\"",
        "value=\"2021-12-31\"",
    ] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    assert!(!answer.body.contains("“发证日期”现为"), "only what differs");
    let (_, _, fresh) = newest(&site, "credential", "N0116");
    assert_ne!(fresh, version);
    let hidden = format!("name=\"version\" value=\"{fresh}\"");
    assert!(answer.body.contains(&hidden), "{}", answer.body);
    let again = post(&site, &address, &hr, &correct(&fresh, "B-2", "2021-12-31")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let last = records(&site, "credential", "N0116").pop().unwrap();
    assert_eq!(last.node.get("number").unwrap().as_text(), Some("B-2"));
    // A removal of what somebody changed meanwhile is told so too, and done by nobody.
    let fields = [
        ("form", "remove"),
        ("record", id.as_str()),
        ("version", fresh.as_str()),
        ("why", "重复"),
    ];
    let answer = post(&site, &format!("{EXPIRED}?remove={id}"), &admin, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("所以没有办理。现为"),
        "{}",
        answer.body
    );
}
