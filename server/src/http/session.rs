//! Who sends a request: the cookie, and what is closed to those without one.

use std::sync::Arc;

use app::locale::Lang;
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use registry::accounts::Token;

use super::form::{lang_of, see_other, sign_in_address};
use super::web::{Settings, Web};

/// What can be reached without being signed in, besides the files of a page.
const OPEN: [&str; 2] = ["/sign-in", "/set-up"];

/// Puts the visitor beside the request; without one, sends the browser to the page for signing in.
pub(super) async fn know(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let mut request = request;
    let visitor = match token(request.headers(), &web.settings) {
        Some(token) => web.accounts.visitor(token, web.now()).await,
        None => Ok(None),
    };
    match visitor {
        Err(error) => return super::broken::Broken::from(error).into_response(),
        Ok(Some(visitor)) => {
            request.extensions_mut().insert(visitor);
        }
        Ok(None) if OPEN.contains(&request.uri().path()) => {}
        Ok(None) => return sign_in_first(&request),
    }
    next.run(request).await
}

fn sign_in_first(request: &Request) -> Response {
    let lang = lang_of(request.uri());
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let text = match lang {
            Lang::Zh => "请先登录。\n",
            Lang::En => "Please sign in first.\n",
        };
        return (StatusCode::UNAUTHORIZED, text).into_response();
    }
    let next = request.uri().path_and_query().map(ToString::to_string);
    see_other(&sign_in_address(lang, next.as_deref()))
}

/// The token in the cookie.
fn token<'h>(headers: &'h HeaderMap, settings: &Settings) -> Option<&'h str> {
    let name = cookie_name(settings);
    let cookies = headers.get_all(COOKIE).iter();
    let cookies = cookies.filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|value| value.split(';'));
    let found = cookies.find_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='));
    found.filter(|token| !token.is_empty())
}

/// With the prefix browsers keep the cookie to this very host; they know it by TLS only.
fn cookie_name(settings: &Settings) -> &'static str {
    if settings.is_https() {
        "__Host-zhunru"
    } else {
        "zhunru"
    }
}

/// Gives the browser its token, or takes it away.
pub(super) fn set_token(response: &mut Response, token: Option<&Token>, settings: &Settings) {
    let name = cookie_name(settings);
    let value = match token {
        Some(token) => format!("{name}={}", token.reveal()),
        None => format!("{name}=; Max-Age=0"),
    };
    let secure = if settings.is_https() { "; Secure" } else { "" };
    let cookie = format!("{value}; Path=/; HttpOnly; SameSite=Lax{secure}");
    // Hexadecimal and fixed words make a value.
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
}
