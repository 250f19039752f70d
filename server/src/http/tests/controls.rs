//! Control characters in what is sent: nothing with one in it is kept, whichever database there is.

use super::*;
use crate::http::forms;

impl TestSite {
    async fn n_told(&self) -> i64 {
        self.web.snapshots.store().audit_head().await.unwrap().seq
    }
}

#[tokio::test]
async fn a_form_with_one_is_shown_again_without_it_and_nothing_is_done() {
    let site = TestSite::open().await;
    let auditor = site.sign_in("auditor").await;
    let form = "form=export&whose=everybody&format=csv&reason=%E4%BD%93";
    let n_before = site.n_told().await;
    for (typed, code) in [("%00", "0000"), ("%0B", "000B"), ("%C2%85", "0085")] {
        for (lang, says) in [("zh", "控制字符 U+"), ("en", "control character U+")] {
            let address = format!("/export?lang={lang}");
            let answer = site
                .post(&address, &auditor, &format!("{form}{typed}%E6%A3%80"))
                .await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{typed}");
            let says = format!("{says}{code}");
            assert!(answer.body.contains(&says), "{says}: {}", answer.body);
            assert!(answer.body.contains("value=\"体检\""), "{}", answer.body);
            assert!(!answer.body.contains('\0'));
        }
    }
    assert_eq!(site.n_told().await, n_before);
    // Tabs and ends of lines are typed by people.
    let answer = site
        .post("/export", &auditor, &format!("{form}%09%0D%0A%E6%A3%80"))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(site.n_told().await, n_before + 1);
}

/// Under the name of a field it does as much harm as in its value.
#[tokio::test]
async fn no_form_there_is_takes_one() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    let n_before = site.n_told().await;
    for (path, _) in forms() {
        for form in ["form=everywhere&why=%00", "form=everywhere&%00=1"] {
            let answer = site.post(path, &admin, form).await;
            // A form that only a file may come by is none of these, and some have no page.
            let statuses = [400, 404, 415];
            let status = answer.status.as_u16();
            assert!(statuses.contains(&status), "{path} {form}: {status}");
        }
    }
    assert_eq!(site.n_told().await, n_before);
    let still = site.get("/account", &admin).await;
    assert_eq!(still.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_with_a_file_takes_none_either() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff;
    let body = "--b\r\ncontent-disposition: form-data; name=\"record\"\r\n\r\nx\0\r\n\
                --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n\
                %PDF-1.7\r\n--b--\r\n";
    let address = format!("/staff/{staff}/attachments");
    let request = with_cookie(Request::post(&address), &hr)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    let answer = site.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    assert!(answer.body.contains("U+0000"), "{}", answer.body);
    let named = site.hand_in(&hr, "a\0.csv", b"x").await;
    assert!(named.status.is_client_error(), "{}", named.status);
}

#[tokio::test]
async fn a_ledger_with_one_is_read_and_its_row_is_bad() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff;
    let rows = format!("工号,证书名称,证书编号\n{staff},BLS,1\n{staff},ACLS,2\0\0\n");
    let answer = site.hand_in(&hr, "a.csv", rows.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    for (lang, says) in [("zh", "控制字符"), ("en", "control character")] {
        let page = format!("{}?lang={lang}", answer.location());
        let shown = site.get(&page, &hr).await.body;
        assert!(
            shown.contains(says) && shown.contains("U+0000"),
            "{lang}: {shown}"
        );
        assert!(shown.contains("证书编号"), "{lang}: {shown}");
    }
}

#[tokio::test]
async fn nothing_is_at_an_address_with_a_zero_in_it() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for address in [
        "/staff/%00",
        "/staff?q=%00",
        "/audit?actor=%00",
        "/staff/a%00b/attachments",
        "/import/%00/results.xlsx",
        "/attachments/%00",
    ] {
        let answer = site.get(address, &hr).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
    }
    // A person may be looked for by the sign for per cent and two zeros.
    let answer = site.get("/staff?q=%2500", &hr).await;
    assert_eq!(answer.status, StatusCode::OK);
    let form = "form=export&whose=found&format=csv&reason=x";
    let answer = site.post("/export?q=%00", &hr, form).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    for path in ["/api/v1/staff/%00", "/feeds/%00.ics"] {
        let answer = site.get(path, "").await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}
