//! Staff files: what each visitor is shown, and every way a file is changed.

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
        "at work",
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

#[tokio::test]
async fn what_goes_on_is_ended_in_place_and_faults_stand_at_the_day() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let (_, id, version) = newest(&site, "membership", "N0116");
    let address = format!("{EXPIRED}?end={id}");
    assert!(site.get(&address, &hr).await.body.contains("name=\"to\""));
    let end = |last| {
        [
            ("form", "end"),
            ("record", id.as_str()),
            ("version", version.as_str()),
            ("to", last),
        ]
    };
    for bad in ["", "2026-13-01", "1900-01-01"] {
        let answer = post(&site, &address, &hr, &end(bad)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(
            answer.body.contains("id=\"file-to-fault\""),
            "{bad}: {}",
            answer.body
        );
    }
    let answer = post(&site, &address, &hr, &end("2026-12-31")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let ended = records(&site, "membership", "N0116").pop().unwrap();
    assert_eq!(ended.node.get("to").unwrap().as_text(), Some("2026-12-31"));
    assert_eq!(ended.node.get("department").unwrap().as_text(), Some("nm"));
}

#[tokio::test]
async fn leaving_ends_the_postings_too_and_the_programme_sees_it() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let address = format!("{EXPIRED}?leave=1");
    let form = site.get(&address, &hr).await.body;
    assert!(
        form.contains("目前仍在继续的") && form.contains("岗位安排"),
        "{form}"
    );
    let leave = |last| [("form", "leave"), ("to", last), ("memberships", "yes")];
    let answer = post(&site, &address, &hr, &leave("明天")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = post(&site, &address, &hr, &leave("2026-11-22")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let now = site.web.snapshots.current();
    let postings = now.hospital.programmes.iter().flat_map(|one| &one.postings);
    let own = postings.filter(|posting| posting.staff.as_str() == "N0116");
    let last = Day::parse("2026-11-22");
    assert!(own.clone().count() > 0 && own.clone().all(|posting| posting.to == last));
    let later = site
        .get(&format!("{EXPIRED}?on=2026-11-23"), &hr)
        .await
        .body;
    assert!(later.contains("已离职"));
    let answer = post(&site, &address, &hr, &leave("2026-11-22")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("不用办理"));
}

#[tokio::test]
async fn a_removal_needs_a_reason_and_is_taken_back_in_the_history() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let (_, id, version) = card(&site, "N0116", &hr).await;
    let address = format!("{EXPIRED}?remove={id}");
    let remove = |why| {
        [
            ("form", "remove"),
            ("record", id.as_str()),
            ("version", version.as_str()),
            ("why", why),
        ]
    };
    let answer = post(&site, &address, &hr, &remove(" ")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("请写明删除的原因"));
    let before = records(&site, "credential", "N0116");
    let answer = post(&site, &address, &hr, &remove("登记错人")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let history = format!("{EXPIRED}?history=1");
    let page = site.get(&history, &hr).await.body;
    for text in [
        "登记错人",
        "人员 hr",
        "<del>A-1</del>",
        "恢复到改动前",
        "2026-11-22 16:30",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    // The newest entry, that of the removal, is the second of this database.
    let restore = |seq| [("form", "restore"), ("seq", seq)];
    let stale = post(&site, &history, &hr, &restore("1")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("之后又有人改过"), "{}", stale.body);
    let answer = post(&site, &history, &hr, &restore("2")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), history);
    let nodes = |records: &[Recorded]| {
        records
            .iter()
            .map(|one| one.node.clone())
            .collect::<Vec<_>>()
    };
    let after = records(&site, "credential", "N0116");
    assert_eq!(nodes(&after), nodes(&before));
    let again = post(&site, &history, &hr, &restore("2")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody takes back through one file what was changed in another.
    let elsewhere = post(&site, "/staff/N0103?history=1", &hr, &restore("3")).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(elsewhere.body.contains("没有可恢复的内容"));
    let one = site.get(&format!("{EXPIRED}?history={id}"), &hr).await.body;
    assert_eq!(one.matches("<tr><th scope=\"row\">").count(), 3, "{one}");
}

#[tokio::test]
async fn a_person_who_still_has_records_is_not_removed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.get(EXPIRED, &hr).await.body;
    let id = page.split("remove=person%3A").nth(1).unwrap();
    let id = format!("person:{}", id.split('#').next().unwrap());
    let version = "1";
    let fields = [
        ("form", "remove"),
        ("record", &*id),
        ("version", version),
        ("why", "错"),
    ];
    let answer = post(&site, &format!("{EXPIRED}?remove={id}"), &hr, &fields).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(answer.body.contains("指向它，不能删除"), "{}", answer.body);
}

#[tokio::test]
async fn somebody_is_posted_from_the_own_file_and_nobody_else_is() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let address = format!("{EXPIRED}?add=posting");
    let post_to = |programme| {
        [
            ("form", "add"),
            ("of", "posting"),
            ("programme", programme),
            // What the page does not ask is not taken from it either.
            ("staff", "N0103"),
            ("post", "quality-manager"),
            ("from", "2026-12-01"),
        ]
    };
    let answer = post(&site, &address, &hr, &post_to("")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .body
            .contains("id=\"record-posting-programme-fault\"")
    );
    let answer = post(&site, &address, &hr, &post_to("petct-sx")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let posting = records(&site, "posting", "petct-sx").pop().unwrap();
    assert_eq!(posting.node.get("staff").unwrap().as_text(), Some("N0116"));
    // A record of somebody else is not changed through this file.
    let (_, id, version) = newest(&site, "credential", "N0103");
    let fields = [
        ("form", "remove"),
        ("record", &*id),
        ("version", &*version),
        ("why", "x"),
    ];
    let answer = post(&site, EXPIRED, &hr, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(newest(&site, "credential", "N0103").1, id);
}

#[tokio::test]
async fn a_new_person_is_one_act_and_a_number_is_taken_once() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let new = |staff, from| {
        [
            ("form", "add"),
            ("of", "person"),
            ("staff", staff),
            ("name", "新来的"),
            ("from", from),
            ("department", "nm"),
            ("profession", "nurse"),
        ]
    };
    let answer = post(&site, "/staff", &hr, &new("N0116", "")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "这个工号已经有人用",
        "id=\"record-person-from-fault\"",
        "value=\"新来的\"",
    ] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    let answer = post(&site, "/staff?lang=en", &hr, &new("new", "2026-12-01")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("cannot be a staff number"));
    let answer = post(&site, "/staff", &hr, &new(" N9001 ", "2026-12-01")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/staff/N9001");
    let page = site.get("/staff/N9001", &hr).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("未到岗") && page.body.contains("新来的"));
    let history = site.get("/staff/N9001?history=1", &hr).await.body;
    assert_eq!(
        history.matches("<tr><th scope=\"row\">").count(),
        4,
        "{history}"
    );
}
