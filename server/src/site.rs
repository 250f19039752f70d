//! The files a page needs beside its HTML. They travel inside the binary.
//!
//! Their addresses hold a hash of their content, so a browser may keep them for good.

use app::Site;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use axum::response::{IntoResponse, Response};
use leptos::config::LeptosOptions;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// One file of the browser half, as `server/build.rs` found it.
struct Embedded {
    path: &'static str,
    media_type: &'static str,
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
}

/// Tells the pages where the files lie.
///
/// `watched` is the browser half that `cargo leptos watch` keeps on disk; it goes before the
/// embedded one.
pub(crate) fn site(watched: Option<&LeptosOptions>) -> Site {
    let embedded = BROWSER_HALF.map(|folder| {
        LeptosOptions::builder()
            .output_name("zhunru")
            .site_pkg_dir(folder)
            .build()
    });
    Site {
        stylesheet: STYLESHEET_PATH,
        browser_half: watched.cloned().or(embedded),
    }
}

/// Answers with the stylesheet. Only the present one: an old address is an old page.
pub(crate) async fn stylesheet(Path(name): Path<String>) -> Response {
    if STYLESHEET_PATH.strip_prefix("/style/") == Some(name.as_str()) {
        let headers = [
            (
                CONTENT_TYPE,
                HeaderValue::from_static("text/css; charset=utf-8"),
            ),
            (CACHE_CONTROL, FOR_GOOD),
        ];
        (headers, STYLESHEET).into_response()
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// Answers with a file of the browser half, compressed as the browser prefers.
pub(crate) async fn browser_half(Path(path): Path<String>, request: HeaderMap) -> Response {
    let Some(file) = EMBEDDED.iter().find(|file| file.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (encoding, body) = encoded(file, request.get(ACCEPT_ENCODING));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(file.media_type)),
        (CACHE_CONTROL, FOR_GOOD),
        (VARY, HeaderValue::from_static("accept-encoding")),
    ];
    match encoding {
        Some(encoding) => (
            headers,
            [(CONTENT_ENCODING, HeaderValue::from_static(encoding))],
            body,
        )
            .into_response(),
        None => (headers, body).into_response(),
    }
}

fn encoded(
    file: &Embedded,
    accepted: Option<&HeaderValue>,
) -> (Option<&'static str>, &'static [u8]) {
    let accepted = accepted
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if accepts(accepted, "br") {
        (Some("br"), file.brotli)
    } else if accepts(accepted, "gzip") {
        (Some("gzip"), file.gzip)
    } else {
        (None, file.plain)
    }
}

/// Whether an `Accept-Encoding` header names this encoding without refusing it by `q=0`.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|choice| {
        let mut parts = choice.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0));
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn an_encoding_is_taken_only_when_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
        assert!(!accepts("brotli", "br"));
    }
}
