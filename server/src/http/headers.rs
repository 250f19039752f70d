//! What every answer tells the browser not to do.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderName;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::web::{Settings, Web};

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What is no page of ours shows nothing and runs nothing.
const NO_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Sets the headers, and what only pages have where they have not set it.
pub(super) async fn set(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    add(response.headers_mut(), &web.settings);
    response
}

fn add(headers: &mut HeaderMap, settings: &Settings) {
    let text = HeaderValue::from_static;
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NO_PAGE);
    // Pages and errors are about people: no cache may keep them. Files say themselves how long.
    headers.entry(CACHE_CONTROL).or_insert(text("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, text("nosniff"));
    headers.insert(OPENER_POLICY, text("same-origin"));
    headers.insert(RESOURCE_POLICY, text("same-origin"));
    // With `no-referrer` browsers also hide the origin of a form, which is the only thing to check
    // where they do not say `Sec-Fetch-Site`. `same-origin` tells other sites as little.
    let referrer = if settings.is_trustworthy() {
        "no-referrer"
    } else {
        "same-origin"
    };
    headers.insert(REFERRER_POLICY, text(referrer));
    if settings.is_https() {
        headers.insert(STRICT_TRANSPORT_SECURITY, text("max-age=31536000"));
    }
}

/// Lets the page that is being rendered run its own scripts and nothing else. Called inside of the
/// rendering, where its nonce is known.
pub(super) fn allow_own_scripts() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

fn policy(nonce: &str) -> String {
    // Pages that reload themselves while somebody edits them listen on another port for that.
    let listens = if super::is_watched() {
        "connect-src 'self' ws:; "
    } else {
        ""
    };
    format!(
        "default-src 'self'; {listens}\
         script-src 'self' 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}
