//! Why something is not answered, for the programs and for who writes them.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use registry::api_tokens::Scope;
use serde::Serialize;

/// Why something is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No token that opens anything was shown.
    NoToken,
    /// Too many tokens that open nothing came from one address.
    TooMany,
    /// The token is not for that.
    NotForThat(Scope),
    /// It is not there, or may not be read.
    NotThere,
    /// What stands after the `?` cannot be read.
    BadQuery,
    /// No such key.
    UnknownKey(String),
    /// A key stands twice.
    Twice(String),
    /// A value is none of its kind: the key, what is allowed, what was found.
    NotA(&'static str, String, String),
    /// The programme names no standard that is at hand.
    NoStandard,
    /// There are not so many pages.
    NoSuchPage(usize),
}

#[derive(Serialize)]
struct Told {
    error: &'static str,
    text: String,
}

impl Fault {
    pub(super) fn not_a(key: &'static str, allowed: impl Into<String>, found: &str) -> Self {
        Self::NotA(key, allowed.into(), found.to_owned())
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::NotForThat(_) => StatusCode::FORBIDDEN,
            Self::NotThere | Self::NoSuchPage(_) => StatusCode::NOT_FOUND,
            Self::BadQuery | Self::UnknownKey(_) | Self::Twice(_) | Self::NotA(..) => {
                StatusCode::BAD_REQUEST
            }
            Self::NoStandard => StatusCode::CONFLICT,
        }
    }

    /// A stable word.
    const fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "no-token",
            Self::TooMany => "too-many-requests",
            Self::NotForThat(_) => "token-not-for-that",
            Self::NotThere => "not-there",
            Self::BadQuery => "bad-query",
            Self::UnknownKey(_) => "unknown-key",
            Self::Twice(_) => "key-twice",
            Self::NotA(..) => "bad-value",
            Self::NoStandard => "no-standard",
            Self::NoSuchPage(_) => "no-such-page",
        }
    }

    fn text(&self) -> String {
        match self {
            Self::NoToken => {
                "请在 Authorization: Bearer 中给出有效的接口令牌。Send a token that is valid as `Authorization: Bearer …`.".to_owned()
            }
            Self::TooMany => "无效令牌过多，请一分钟后再试。Too many tokens that are not valid; wait a minute.".to_owned(),
            Self::NotForThat(scope) => {
                let scope = scope.word();
                format!("此令牌不含 {scope} 范围。The token was not made for `{scope}`.")
            }
            Self::NotThere => "没有此项，或无权查看。It is not there, or may not be read.".to_owned(),
            Self::BadQuery => "“?”之后的内容无法读取。What stands after `?` cannot be read.".to_owned(),
            Self::UnknownKey(key) => format!("不认识的参数 {key}。There is no `{key}`."),
            Self::Twice(key) => format!("参数 {key} 出现两次。`{key}` stands twice."),
            Self::NotA(key, allowed, found) => {
                format!("{key} 应为 {allowed}，而不是 {found}。`{key}` must be {allowed}, not `{found}`.")
            }
            Self::NoStandard => "此项目没有可用的标准。The programme names no standard that is at hand.".to_owned(),
            Self::NoSuchPage(last) => format!("最后一页是第 {last} 页。The last page is {last}."),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let told = Told {
            error: self.code(),
            text: self.text(),
        };
        let mut response = (self.status(), Json(told)).into_response();
        if self == Self::NoToken {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
        }
        response
    }
}
