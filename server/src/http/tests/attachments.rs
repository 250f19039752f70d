//! Scans as they come and go by HTTP.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};

use registry::percent::encoded;
use registry::store::RecordId;

use super::*;
use crate::http::attachments::attach;

const PDF: &str = "%PDF-1.7 scan";

/// A form with a file, as a browser sends it.
fn upload(uri: &str, cookie: &str, record: &str, (name, content): (&str, &[u8])) -> Request<Body> {
    let mut body = Vec::new();
    for (field, value) in [("form", "add-scan"), ("record", record)] {
        let part =
            format!("--b\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: text/html\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--b--\r\n");
    with_cookie(Request::post(uri), cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap()
}

impl TestSite {
    /// Adds a scan to a record; its address.
    pub(super) async fn scan(&self, record: &RecordId, (name, content): (&str, &str)) -> String {
        let machine = Actor::command_line();
        let (right, now) = (machine.editing().unwrap(), self.web.snapshots.current());
        let file = (name, content.as_bytes().to_vec());
        let added = attach(&self.web, &right, &now, &record.to_string(), file).await;
        format!("/attachments/{}", added.unwrap().id)
    }
}

struct Desk {
    site: TestSite,
    hr: String,
    page: String,
    record: String,
}

impl Desk {
    async fn open() -> Self {
        let site = TestSite::open().await;
        let hr = site.sign_in("hr").await;
        let staff = person_of("nm").staff;
        let page = format!("/staff/{staff}/attachments");
        Self::at(site, hr, page, "credential").await
    }

    /// The page of scans, with the first record of a kind.
    async fn at(site: TestSite, hr: String, page: String, kind: &str) -> Self {
        let shown = site.get(&page, &hr).await;
        let first = format!("value=\"{kind}:");
        let record = shown.body.split(&first).nth(1).unwrap();
        let record = format!("{kind}:{}", record.split('"').next().unwrap());
        Self {
            site,
            hr,
            page,
            record,
        }
    }

    async fn send(&self, cookie: &str, file: (&str, &[u8])) -> Answer {
        let request = upload(&self.page, cookie, &self.record, file);
        self.site.send(request).await
    }

    /// The address of the one scan there is.
    async fn scan(&self) -> String {
        let shown = self.site.get(&self.page, &self.hr).await;
        let id = shown.body.split("href=\"/attachments/").nth(1).unwrap();
        format!("/attachments/{}", id.split('"').next().unwrap())
    }
}

#[tokio::test]
async fn a_scan_comes_is_shown_and_goes() {
    let desk = Desk::open().await;
    let added = desk
        .send(&desk.hr, ("证书 \u{201c}1\u{201d}.pdf", PDF.as_bytes()))
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert_eq!(added.location(), desk.page);
    let scan = desk.scan().await;
    for (login, status) in [("hr", 200), ("auditor", 200), ("own", 200), ("other", 404)] {
        let cookie = desk.site.sign_in(login).await;
        let answer = desk.site.get(&scan, &cookie).await;
        assert_eq!(answer.status.as_u16(), status, "{login}");
        let unknown = desk.site.get("/attachments/none", &cookie).await;
        if status == 404 {
            assert_eq!(answer.lasting(), unknown.lasting());
            continue;
        }
        assert_eq!(answer.body, PDF);
        let header = |name| answer.headers[name].to_str().unwrap();
        assert_eq!(answer.headers[CONTENT_TYPE], "application/pdf");
        assert_eq!(answer.headers[CACHE_CONTROL], "no-store");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").ends_with("; sandbox"));
        let shown = answer.headers[CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(
            shown,
            "inline; filename*=UTF-8''%E8%AF%81%E4%B9%A6%20%E2%80%9C1%E2%80%9D.pdf"
        );
    }
    let remove = format!("{scan}/remove");
    for login in ["own", "auditor"] {
        let cookie = desk.site.sign_in(login).await;
        let refused = desk.site.post(&remove, &cookie, "").await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{login}");
    }
    let back = "back=%2F%2Fevil.example%2F";
    let removed = desk.site.post(&remove, &desk.hr, back).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert_eq!(removed.location(), desk.page);
    assert_eq!(
        desk.site.get(&scan, &desk.hr).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn scans_of_a_programme_and_of_the_hospital_stand_at_their_records() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let pages = [
        ("/programmes/petct-sx", "/records", "attestation", "own"),
        ("/institution", "", "institution_paper", "auditor"),
    ];
    let mut desk = Desk::at(site, hr, format!("{}/attachments", pages[0].0), pages[0].2).await;
    for (place, (of, below, kind, reader)) in pages.into_iter().enumerate() {
        let Desk { site, hr, .. } = desk;
        desk = Desk::at(site, hr, format!("{of}/attachments"), kind).await;
        let records = format!("{of}{below}");
        let blank = desk.site.get(&records, &desk.hr).await.body;
        let add = format!("{of}/attachments?record={}", encoded(&desk.record));
        assert!(blank.contains(&add), "{add}");
        let chosen = desk.site.get(&add, &desk.hr).await.body;
        let selected = format!("value=\"{}\" selected", desk.record);
        assert!(chosen.contains(&selected));
        let bytes = format!("{PDF} {place}");
        let added = desk.send(&desk.hr, ("报告.pdf", bytes.as_bytes())).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        assert_eq!(added.location(), desk.page);
        let scan = desk.scan().await;
        let link = format!("href=\"{scan}\"");
        for login in ["hr", reader] {
            let cookie = desk.site.sign_in(login).await;
            let shown = desk.site.get(&records, &cookie).await.body;
            assert!(shown.contains(&link), "{login} {records}");
            assert!(shown.contains("扫描件 1"), "{login} {records}");
            assert_eq!(desk.site.get(&scan, &cookie).await.body, bytes, "{login}");
        }
        let other = desk.site.sign_in("other").await;
        let unseen = desk.site.get(&scan, &other).await;
        assert_eq!(unseen.status, StatusCode::NOT_FOUND);
        // A record of somebody else is none of this page's.
        let request = upload(
            &desk.page,
            &desk.hr,
            "credential:N0103:1",
            ("a.pdf", b"%PDF-1.7"),
        );
        let refused = desk.site.send(request).await;
        assert!(refused.body.contains("没有这条记录"), "{}", refused.body);
        let removed = desk
            .site
            .post(&format!("{scan}/remove"), &desk.hr, "")
            .await;
        assert_eq!(removed.location(), desk.page);
    }
}

#[tokio::test]
async fn a_programme_with_scans_is_not_removed_and_no_scan_is_restored_by_the_log() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = "/programmes/petct-sx/attachments".to_owned();
    let desk = Desk::at(site, hr, page, "attestation").await;
    let added = desk.send(&desk.hr, ("报告.pdf", PDF.as_bytes())).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let scan = desk.scan().await;
    // What cannot be taken back is not offered.
    let log = desk.site.get("/audit", &desk.hr).await.body;
    let first = log.split("<li id=\"e").nth(1).unwrap();
    assert!(
        first.contains("报告.pdf") && !first.contains("确认恢复"),
        "{first}"
    );
    let records = "/programmes/petct-sx/records";
    let shown = desk.site.get(records, &desk.hr).await.body;
    let record = shown.split("remove=programme%3A").nth(1).unwrap();
    let record = format!("programme:{}", record.split('#').next().unwrap());
    let address = format!("{records}?remove={record}");
    let form = desk.site.get(&address, &desk.hr).await.body;
    assert!(form.contains("1 份扫描件"), "{form}");
    let form = format!("form=remove&record={record}&version=1&sure=yes&why=x");
    let refused = desk.site.post(&address, &desk.hr, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("请先删除扫描件"), "{}", refused.body);
    assert_eq!(desk.site.get(&scan, &desk.hr).await.body, PDF);
    let remove = format!("{scan}/remove");
    desk.site.post(&remove, &desk.hr, "").await;
    let gone = desk.site.post(&address, &desk.hr, &form).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
}

#[tokio::test]
async fn what_is_refused_is_said_beside_the_form() {
    let desk = Desk::open().await;
    let html = b"<script>alert(1)</script>".as_slice();
    let large = [PDF.as_bytes(), &vec![0; 10 * 1024 * 1024]].concat();
    for (name, content, status, says) in [
        ("a.html", html, 422, "内容不是"),
        ("a.pdf", html, 422, "内容不是"),
        ("a.png", PDF.as_bytes(), 422, "请把扩展名改为 .pdf"),
        ("a.pdf", b"", 422, "没有选择文件"),
        ("a.pdf", large.as_slice(), 413, "文件太大"),
    ] {
        let refused = desk.send(&desk.hr, (name, content)).await;
        assert_eq!(refused.status.as_u16(), status, "{name}");
        assert!(refused.body.contains(says), "{name}: {}", refused.body);
        let chosen = format!("value=\"{}\" selected", desk.record);
        assert!(refused.body.contains(&chosen), "{}", refused.body);
    }
    // Another person's record is none of this page's.
    let theirs = desk.record.replace("credential:", "credential:X");
    let request = upload(&desk.page, &desk.hr, &theirs, ("a.pdf", PDF.as_bytes()));
    let refused = desk.site.send(request).await;
    assert!(refused.body.contains("没有这条记录"), "{}", refused.body);
    let none = desk.site.get(&desk.page, &desk.hr).await;
    assert!(none.body.contains("还没有扫描件"));
}

#[tokio::test]
async fn those_who_may_not_edit_have_no_form_and_send_nothing() {
    let desk = Desk::open().await;
    for login in ["own", "auditor", "other"] {
        let cookie = desk.site.sign_in(login).await;
        let shown = desk.site.get(&desk.page, &cookie).await;
        assert!(!shown.body.contains("multipart"), "{login}");
        let refused = desk.send(&cookie, ("a.pdf", PDF.as_bytes())).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{login}");
    }
    let refused = desk.send("", ("a.pdf", PDF.as_bytes())).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_file_that_is_lost_is_no_scan_of_another_kind() {
    let desk = Desk::open().await;
    desk.send(&desk.hr, ("a.pdf", PDF.as_bytes())).await;
    let scan = desk.scan().await;
    let folder = format!("{}.files", desk.site.file.display());
    std::fs::remove_dir_all(folder).unwrap();
    let broken = desk.site.get(&scan, &desk.hr).await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
}
