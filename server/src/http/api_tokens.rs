//! Tokens by which other programs read: giving them out and taking them back.

use std::sync::Arc;

use app::beside::{NewApiToken, OwnApiTokens};
use app::submission::Submission;
use app::wording::api_tokens::fault;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use registry::accounts::Visitor;
use registry::api_tokens::{self, Scope, Wanted};
use registry::openings::{self, Opening};

use super::broken::Broken;
use super::form::{Posted, see_other};
use super::web::Web;

/// Puts the own tokens beside the request for their page.
pub(super) async fn load(web: &Web, parts: &mut Parts, visitor: &Visitor) -> Result<(), Broken> {
    let (right, store) = (visitor.actor.reading(), web.snapshots.store());
    let own = api_tokens::own(&right, store, web.now()).await;
    let own = own.map_err(Broken::of)?;
    parts.extensions.insert(OwnApiTokens(Arc::new(own)));
    Ok(())
}

/// `POST /api-tokens`: one token more, or one less.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let (right, store) = (visitor.actor.reading(), web.snapshots.store());
    match posted.form() {
        "add" => {}
        "remove" => {
            let (of, id) = (Opening::ApiToken, posted.value("token"));
            let removed = openings::remove(&right, store, of, id, web.now()).await;
            removed.map_err(Broken::of)?;
            let back = posted.parts.uri.path_and_query().map(ToString::to_string);
            return Ok(see_other(back.as_deref().unwrap_or("/api-tokens")));
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    }
    let is_wanted = |scope: &Scope| posted.values("scope").any(|word| word == scope.word());
    let wanted = Wanted {
        name: posted.value("name").to_owned(),
        scopes: Scope::ALL.into_iter().filter(is_wanted).collect(),
        days: posted.value("days").parse().unwrap_or_default(),
    };
    match api_tokens::add(&right, store, &wanted, web.now()).await {
        Ok(token) => {
            let posted = posted.beside(NewApiToken(token.reveal().into()));
            let page = posted.page(&web, StatusCode::OK, Submission::default());
            Ok(page.await)
        }
        Err(error) => match fault(posted.lang(), &error) {
            Some((field, says)) => {
                let submission = match field {
                    Some(field) => posted.submission().fault(field, says),
                    None => posted.submission().problem(says),
                };
                let page = posted.page(&web, StatusCode::UNPROCESSABLE_ENTITY, submission);
                Ok(page.await)
            }
            None => Err(Broken::of(error)),
        },
    }
}
