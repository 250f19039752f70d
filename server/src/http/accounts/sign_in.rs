//! Signing in and out.

use std::sync::Arc;

use app::beside::CodeAsked;
use app::submission::Submission;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use registry::accounts::{Come, Proof, Token};

use crate::http::broken::Broken;
use crate::http::client;
use crate::http::form::{Posted, board_address, see_other, sign_in_address};
use crate::http::session::set_token;
use crate::http::web::Web;

/// `POST /sign-in`: login and password, and then to where the visitor wanted to go.
pub(in crate::http) async fn sign_in(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    if posted.form() == "code" {
        return by_code(&web, posted).await;
    }
    let words = posted.lang().words().accounts;
    let login = posted.value("login").to_owned();
    let proof = match prove(&web, &posted, &login, "password").await? {
        Ok(proof) => proof,
        Err(held_up) => return Ok(held_up.answer(&web, posted).await),
    };
    let client = client::client(&posted.parts, &web.settings);
    match web.accounts.come_in(proof, &client, web.now()).await? {
        Come::Refused => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(posted.refused(&web, status, words.refused).await)
        }
        Come::Code(half) => {
            let posted = posted.beside(CodeAsked(half.reveal().into()));
            Ok(posted
                .page(&web, StatusCode::OK, Submission::default())
                .await)
        }
        Come::In(token) => come_in(&web, posted, &token).await,
        Come::WrongCode | Come::TooLate => Ok(too_late(&web, posted).await),
    }
}

/// `POST /sign-in` again, with the code: counted and held up like a password.
async fn by_code(web: &Arc<Web>, posted: Posted) -> Result<Response, Broken> {
    // Whatever is wrong is said on the page that asks for the code.
    let half = CodeAsked(posted.value("half").into());
    let posted = posted.beside(half);
    let address = client::address(&posted.parts, &web.settings);
    if !web.throttle.allows(address, web.now()) {
        return Ok(HeldUp::Address.answer(web, posted).await);
    }
    let client = client::client(&posted.parts, &web.settings);
    let shown = (posted.value("half"), posted.value("code"));
    let come = web.accounts.come_in_by_code(shown, &client, web.now());
    match come.await? {
        Err(_) => Ok(HeldUp::Login.answer(web, posted).await),
        Ok(Come::In(token)) => come_in(web, posted, &token).await,
        Ok(Come::WrongCode) => {
            let says = posted.lang().words().accounts.code_wrong;
            let submission = posted.submission().fault("code", says);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(posted.page(web, status, submission).await)
        }
        Ok(Come::Code(_) | Come::Refused | Come::TooLate) => Ok(too_late(web, posted).await),
    }
}

/// The page for login and password again.
async fn too_late(web: &Arc<Web>, mut posted: Posted) -> Response {
    posted.parts.extensions.remove::<CodeAsked>();
    let says = posted.lang().words().accounts.code_too_late;
    let submission = Submission::default().problem(says);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    posted.page(web, status, submission).await
}

async fn come_in(web: &Web, posted: Posted, token: &Token) -> Result<Response, Broken> {
    // The session the browser had is over: nobody goes on with a token from before.
    if let Some(before) = posted.visitor() {
        let session = &before.session;
        web.accounts.end_session(before, session, web.now()).await?;
    }
    let next = posted.query("next").filter(|next| is_ours(next));
    let mut response = see_other(&next.unwrap_or_else(|| board_address(posted.lang())));
    set_token(&mut response, Some(token), &web.settings);
    Ok(response)
}

/// `POST /sign-out`: ends the session and leads to the page for signing in.
pub(in crate::http) async fn sign_out(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    if let Some(visitor) = posted.visitor() {
        let session = &visitor.session;
        web.accounts
            .end_session(visitor, session, web.now())
            .await?;
    }
    let mut response = see_other(&sign_in_address(posted.lang(), None));
    set_token(&mut response, None, &web.settings);
    Ok(response)
}

/// Why no password was compared.
pub(in crate::http) enum HeldUp {
    /// The address tried too often.
    Address,
    /// The login is locked.
    Login,
}

impl HeldUp {
    /// The page again, with when to come back.
    pub(in crate::http) async fn answer(self, web: &Arc<Web>, posted: Posted) -> Response {
        let words = posted.lang().words().accounts;
        let (says, seconds) = match self {
            Self::Address => (words.too_many, "60"),
            Self::Login => (words.locked, "900"),
        };
        let response = posted
            .refused(web, StatusCode::TOO_MANY_REQUESTS, says)
            .await;
        ([("retry-after", seconds)], response).into_response()
    }
}

/// Compares the password of a form with that of a login, unless somebody tried too often.
pub(in crate::http) async fn prove(
    web: &Arc<Web>,
    posted: &Posted,
    login: &str,
    field: &str,
) -> Result<Result<Proof, HeldUp>, Broken> {
    let now = web.now();
    let address = client::address(&posted.parts, &web.settings);
    if !web.throttle.allows(address, now) {
        return Ok(Err(HeldUp::Address));
    }
    let Ok(started) = web.accounts.start(login, now).await? else {
        return Ok(Err(HeldUp::Login));
    };
    let typed = posted.value(field).to_owned();
    let proof = web.hasher.run(move || started.prove(&typed)).await?;
    Ok(Ok(proof))
}

/// Whether an address to go to lies here and nowhere else: browsers take `//name` and `/\name` for
/// the address of another site.
pub(in crate::http) fn is_ours(next: &str) -> bool {
    let here = next.starts_with('/') && !next.starts_with("//");
    here && next.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn nobody_is_led_to_another_site() {
        for next in ["/", "/programmes/a?on=2026-03-01&lang=en"] {
            assert!(is_ours(next), "{next}");
        }
        for next in [
            "",
            "//example.org",
            "/\\example.org",
            "https://example.org",
            "/\r\nx: y",
            "javascript:alert(1)",
            "/\t/example.org",
        ] {
            assert!(!is_ours(next), "{next}");
        }
    }
}
