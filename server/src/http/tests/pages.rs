//! Pages and files as they travel.

use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING};

use super::*;

async fn get(address: &str, accept_encoding: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let site = TestSite::open().await;
    let request = with_cookie(Request::get(address), &site.sign_in("hr").await)
        .header(ACCEPT_ENCODING, accept_encoding)
        .body(Body::empty())
        .unwrap();
    let answer = site.router.clone().oneshot(request).await.unwrap();
    let (head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (head.status, head.headers, body.to_vec())
}

#[tokio::test]
async fn a_page_is_complete_on_the_server_and_never_stored() {
    let (status, headers, body) = get("/", "identity").await;
    let html = String::from_utf8(body).expect("UTF-8");
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[CACHE_CONTROL], "no-store");
    assert!(
        html.contains("<h1") && html.contains("/programmes/petct-sx"),
        "{html}"
    );
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_status_404() {
    let (status, headers, body) = get("/nothing/here", "identity").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(headers[CACHE_CONTROL], "no-store");
    assert!(String::from_utf8(body).expect("UTF-8").contains("没有此页"));
}

#[tokio::test]
async fn pages_and_stylesheet_travel_compressed() {
    for address in ["/", crate::site::site(None).stylesheet] {
        let (status, headers, _) = get(address, "gzip, br").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[CONTENT_ENCODING], "br", "{address}");
    }
}

#[tokio::test]
async fn the_stylesheet_is_kept_for_good_and_an_old_one_is_not_found() {
    let (_, headers, _) = get(crate::site::site(None).stylesheet, "identity").await;
    assert_eq!(
        headers[CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    let (status, ..) = get("/style/0000000000000000.css", "identity").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
