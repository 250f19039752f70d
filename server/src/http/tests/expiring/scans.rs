//! The scans that are sent with a renewal: how much of them goes at once, and what becomes of the
//! renewal where one fails.

use super::*;

const LIST: &str = "/expiring?kind=credential";

/// The fields by which papers are renewed for ten years; the second has a last day of its own.
fn fields(keys: &[String]) -> Vec<(String, String)> {
    let chosen = keys.iter().map(|key| ("key".to_owned(), key.clone()));
    let typed = [
        ("form", "renew"),
        ("first", "2026-11-20"),
        ("last", "2036-11-19"),
    ];
    let typed = typed.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let own = (format!("last-{}", keys[1]), "2035-05-05".to_owned());
    typed.into_iter().chain(chosen).chain([own]).collect()
}

/// The form with a scan for each of some papers.
fn sent(cookie: &str, keys: &[String], scans: &[(String, String)]) -> Request<Body> {
    let fields = fields(keys);
    let fields = fields.iter().map(|(key, value)| (&**key, &**value));
    let scans = scans
        .iter()
        .map(|(key, content)| (&**key, "a.pdf", &**content));
    let (fields, scans): (Vec<_>, Vec<_>) = (fields.collect(), scans.collect());
    many(cookie, &fields, &scans)
}

impl TestSite {
    async fn n_scans(&self) -> usize {
        self.web.attachments.hashes().await.unwrap().len()
    }
}

#[tokio::test]
async fn more_scans_than_go_at_once_are_refused_with_what_to_do_and_what_was_typed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = keys(&site.get(LIST, &hr).await.body);
    let chosen = &found[..7];
    let asked = format!("/expiring/renew?key={}&key={}", chosen[0], chosen[1]);
    for (lang, says) in [
        ("zh", "合计不超过 60 MB"),
        ("en", "At most 60 MB of scans at once"),
    ] {
        let form = site.get(&format!("{asked}&lang={lang}"), &hr).await.body;
        assert!(form.contains(says), "{form}");
    }
    let before = site.web.snapshots.current().version;
    let scans = |length: usize| -> Vec<_> {
        let scan = |key| {
            (
                format!("scan-{key}"),
                format!("{PDF} {key} {}", "x".repeat(length)),
            )
        };
        chosen.iter().map(scan).collect()
    };
    let refused = site.send(sent(&hr, chosen, &scans(9 << 20))).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    for text in ["没有写入任何记录", "合计超过 60 MB", "value=\"2035-05-05\""] {
        assert!(refused.body.contains(text), "{text}: {}", refused.body);
    }
    assert_eq!(keys(&refused.body), chosen);
    assert_eq!(site.web.snapshots.current().version, before);
    let done = site.send(sent(&hr, chosen, &scans(9))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(done.location().starts_with("/expiring?renewed=7"));
    assert_eq!(site.n_scans().await, 7);
}

#[tokio::test]
async fn a_form_that_is_longer_than_is_read_is_answered_with_a_page_and_no_half_of_it() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = keys(&site.get(LIST, &hr).await.body);
    let (head, _) = sent(&hr, &found[..2], &[]).into_parts();
    // It comes in one piece, so nothing of it is looked at.
    let body = Body::from(vec![0; 257 << 20]);
    let refused = site.send(Request::from_parts(head, body)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("请返回上一页"), "{}", refused.body);
    assert!(!refused.body.contains("multipart"), "{}", refused.body);
    // So it is with a scan by itself.
    let staff = person_of("nm").staff;
    let page = format!("/staff/{staff}/attachments");
    let mut request = many_at(&page, &hr, &[], &[]);
    *request.body_mut() = Body::from(vec![0; 41 << 20]);
    let refused = site.send(request).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("<html"), "{}", refused.body);
}

#[tokio::test]
async fn a_scan_that_cannot_be_kept_leaves_the_renewal_and_is_told() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = keys(&site.get(LIST, &hr).await.body);
    let chosen = &found[..2];
    // A file stands where their folder should be.
    let folder = format!("{}.files", site.file.display());
    std::fs::write(&folder, "").unwrap();
    let scan = (format!("scan-{}", chosen[0]), PDF.to_owned());
    let done = site.send(sent(&hr, chosen, &[scan])).await;
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(done.location(), "/expiring?renewed=2&gaps=2&unscanned=1");
    assert_eq!(site.n_scans().await, 0);
    let told = site.get(done.location(), &hr).await.body;
    assert!(told.contains("已续期 2 项") && told.contains("其中 1 项的扫描件没有存上"));
    let english = format!("{}&lang=en", done.location());
    let english = site.get(&english, &hr).await.body;
    assert!(
        english.contains("the scan of 1 of them was not kept"),
        "{english}"
    );
    let now = keys(&site.get(LIST, &hr).await.body);
    assert!(chosen.iter().all(|key| !now.contains(key)));
}
