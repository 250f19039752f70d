//! Identity numbers by HTTP: who sees how much of one.

use super::*;
use crate::http::page_paths;

/// The example of the standard that says how numbers are made.
const NUMBER: &str = "11010519491231002X";

fn has_number(body: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    body.as_bytes().windows(18).any(|part| {
        let (last, others) = part.split_last().unwrap();
        others.iter().all(is_digit) && (is_digit(last) || *last == b'X')
    })
}

#[tokio::test]
async fn a_number_is_kept_shown_by_its_end_and_whole_for_a_reason() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = format!("/staff/{}/identity", person_of("nm").staff);
    let wrong = site
        .post(&page, &hr, "form=set&number=110105194912310021")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("校验码不对"), "{}", wrong.body);
    let set = site
        .post(&page, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    assert_eq!(
        (set.status, set.location()),
        (StatusCode::SEE_OTHER, page.as_str())
    );
    let shown = site.get(&page, &hr).await;
    assert!(shown.body.contains("**************002X"), "{}", shown.body);
    assert!(!has_number(&shown.body));
    let silent = site.post(&page, &hr, "form=reveal&reason=+").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!has_number(&silent.body));
    let revealed = site.post(&page, &hr, "form=reveal&reason=x").await;
    assert_eq!(revealed.status, StatusCode::OK);
    assert!(revealed.body.contains(NUMBER) && has_number(&revealed.body));
    for login in ["auditor", "own", "other"] {
        let cookie = site.sign_in(login).await;
        for form in ["form=reveal&reason=x", "form=clear", "form=set&number=x"] {
            let refused = site.post(&page, &cookie, form).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{login} {form}");
            assert!(!has_number(&refused.body));
        }
    }
    let cleared = site.post(&page, &hr, "form=clear").await;
    assert_eq!(cleared.status, StatusCode::SEE_OTHER);
    assert!(site.get(&page, &hr).await.body.contains("没有登记身份证号"));
}

/// Of the fields that T14 names these are all: telephone numbers are kept nowhere, neither of staff nor
/// of accounts, so there is nothing to look for.
#[tokio::test]
async fn no_page_shows_a_number_to_a_head_or_an_auditor() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff.to_string();
    let own = format!("/staff/{staff}/identity");
    site.post(&own, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    for login in ["own", "other", "auditor"] {
        let cookie = site.sign_in(login).await;
        let record = format!("credential:{staff}:1");
        let more = [
            format!("/staff/{staff}?by=kind"),
            format!("/staff/{staff}?edit={record}"),
            format!("/staff/{staff}?history=1"),
            "/programmes/petct-sx?lang=en".to_owned(),
            "/audit".to_owned(),
        ];
        for path in page_paths().into_iter().chain(more) {
            let address = path.replace("{number}", &staff).replace("{id}", "petct-sx");
            let address = address.replace("{record}", &record);
            let answer = site.get(&address, &cookie).await;
            assert!(!has_number(&answer.body), "{login} {address}");
        }
    }
}

#[tokio::test]
async fn a_lost_key_leaves_the_rest_of_the_page() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff.to_string();
    let page = format!("/staff/{staff}/identity");
    site.post(&page, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    std::fs::remove_file(format!("{}.key", site.file.display())).unwrap();
    let shown = site.get(&page, &hr).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("密钥文件不见了"), "{}", shown.body);
    let scans = format!("/staff/{staff}/attachments");
    assert_eq!(site.get(&scans, &hr).await.status, StatusCode::OK);
    let set = site
        .post(&page, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    assert_eq!(set.status, StatusCode::UNPROCESSABLE_ENTITY);
}
