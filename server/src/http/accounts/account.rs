//! The own account.

use std::sync::Arc;

use app::beside::NewCodes;
use app::submission::{Outcome, Submission};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use registry::accounts::Visitor;

use super::sign_in::prove;
use super::{chosen, hashed, sorted};
use crate::http::broken::Broken;
use crate::http::form::{Posted, see_other, sign_in_address};
use crate::http::session::set_token;
use crate::http::web::Web;

/// `POST /account`: another password, the second step on or off, or the end of sessions.
pub(in crate::http) async fn change(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    match posted.form() {
        "password" => password(&web, posted, &visitor).await,
        "second-begin" | "second-end" => second_step(&web, posted, &visitor).await,
        "second-confirm" => confirm(&web, posted, &visitor).await,
        "end" => {
            let session = posted.value("session").to_owned();
            let ended = web.accounts.end_session(&visitor, &session, web.now());
            ended.await?;
            let back = posted.parts.uri.path_and_query().map(ToString::to_string);
            Ok(see_other(back.as_deref().unwrap_or("/account")))
        }
        "everywhere" => {
            web.accounts.end_sessions(&visitor, web.now()).await?;
            let mut response = see_other(&sign_in_address(posted.lang(), None));
            set_token(&mut response, None, &web.settings);
            Ok(response)
        }
        _ => Ok(StatusCode::BAD_REQUEST.into_response()),
    }
}

async fn password(web: &Arc<Web>, posted: Posted, visitor: &Visitor) -> Result<Response, Broken> {
    let new = match chosen(&posted, &visitor.login, &visitor.actor.by.name) {
        Ok(new) => new,
        Err(fault) => return Ok(posted.again(web, &fault).await),
    };
    let proof = match prove(web, &posted, &visitor.login, "present_password").await? {
        Ok(proof) => proof,
        Err(held_up) => return Ok(held_up.answer(web, posted).await),
    };
    let hash = hashed(web, new).await?;
    let changed = web
        .accounts
        .change_password(visitor, &proof, &hash, web.now());
    Ok(match sorted(changed.await)? {
        Ok(()) => {
            let says = posted.lang().words().accounts.password_changed.to_owned();
            let link = None;
            posted.done(web, Outcome { says, link }).await
        }
        Err(fault) => posted.again(web, &fault).await,
    })
}

/// Begins with the second step, or switches it off; both for those who know the password only.
async fn second_step(
    web: &Arc<Web>,
    posted: Posted,
    visitor: &Visitor,
) -> Result<Response, Broken> {
    let proof = match prove(web, &posted, &visitor.login, "present_password").await? {
        Ok(proof) => proof,
        Err(held_up) => return Ok(held_up.answer(web, posted).await),
    };
    let done = if posted.form() == "second-begin" {
        web.accounts.begin_second_step(visitor, &proof).await
    } else {
        let ended = web.accounts.end_second_step(visitor, &proof, web.now());
        ended.await
    };
    Ok(match sorted(done)? {
        Ok(()) => {
            let back = posted.parts.uri.path_and_query();
            see_other(&format!(
                "{}#second-step",
                back.map_or("/account", |back| back.as_str())
            ))
        }
        Err(fault) => posted.again(web, &fault).await,
    })
}

async fn confirm(web: &Arc<Web>, posted: Posted, visitor: &Visitor) -> Result<Response, Broken> {
    let typed = posted.value("code");
    let confirmed = web.accounts.confirm_second_step(visitor, typed, web.now());
    Ok(match sorted(confirmed.await)? {
        Ok(codes) => {
            let posted = posted.beside(NewCodes(Arc::new(codes)));
            posted
                .page(web, StatusCode::OK, Submission::default())
                .await
        }
        Err(fault) => posted.again(web, &fault).await,
    })
}
