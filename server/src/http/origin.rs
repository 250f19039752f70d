//! Nothing is changed by a form of another site.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HeaderMap, ORIGIN};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::web::Web;

/// Refuses what may change something unless the browser says that a page of ours sent it.
pub(super) async fn check(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_ours(request.headers(), &web.settings.base_url) {
        next.run(request).await
    } else {
        let text = "请在本系统的页面上操作。This was not sent by a page of ours.\n";
        (StatusCode::FORBIDDEN, text).into_response()
    }
}

/// `Sec-Fetch-Site` where the browser says it, which no page can forge; else the origin.
fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin" || site == "none",
        None => headers
            .get(ORIGIN)
            .is_some_and(|origin| origin.as_bytes() == base_url.as_bytes()),
    }
}
