//! The audit log: asking it, verifying it, and restoring a record by one of its entries.

use std::sync::Arc;

use app::submission::Outcome;
use app::view::address::Address;
use app::view::audit::{Beside, Question, asking};
use app::wording::{audit_text, import_text, upkeep};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use registry::access::Actor;
use registry::accounts::Visitor;
use registry::store::{Broken as Chain, Head, StoreError};
use registry::{audit_log, history};

use super::broken::Broken;
use super::form::{Posted, query_value, see_other};
use super::import::reason;
use super::web::Web;

/// Puts the entries that were asked for beside a request, for those who may read the log.
pub(super) async fn load(web: &Web, parts: &mut Parts, visitor: &Visitor) -> Result<(), Broken> {
    let Ok(right) = visitor.actor.auditing() else {
        return Ok(());
    };
    let question = Question::of(|key| query_value(&parts.uri, key));
    let page = audit_log::page(&right, web.snapshots.store(), &question.filter, web.now()).await;
    parts.extensions.insert(Beside {
        page: Arc::new(page.map_err(Broken::of)?),
        may_restore: visitor.actor.editing().is_ok(),
    });
    Ok(())
}

/// `POST /audit`: verifies the log, or restores a record.
pub(super) async fn act(State(web): State<Arc<Web>>, posted: Posted) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    if visitor.actor.auditing().is_err() {
        return Ok(posted.not_found(&web).await);
    }
    match posted.form() {
        "verify" => verify(&web, visitor.actor, posted).await,
        "restore" => restore(&web, &visitor.actor, posted).await,
        _ => Ok(StatusCode::BAD_REQUEST.into_response()),
    }
}

/// Reads the whole log; one reading at a time, since a long log keeps a core busy for a while.
async fn verify(web: &Arc<Web>, actor: Actor, posted: Posted) -> Result<Response, Broken> {
    let lang = posted.lang();
    let words = lang.words().audit;
    let typed = posted.value("head").trim().to_owned();
    let noted = Head::parse(&typed);
    if noted.is_none() && !typed.is_empty() {
        let submission = posted.submission().fault("head", words.bad_head);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(posted.page(web, status, submission).await);
    }
    let Ok(_turn) = web.verifying.try_acquire() else {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        return Ok(posted.refused(web, status, words.busy).await);
    };
    let store = web.snapshots.store().clone();
    let work = async move {
        let Ok(right) = actor.auditing() else {
            return Ok(None);
        };
        let verified: Result<Result<Head, Chain>, StoreError> =
            audit_log::verify(&right, &store, noted.as_ref()).await;
        verified.map(Some)
    };
    let verified = web.imports.aside(work).await?.map_err(Broken::of)?;
    Ok(match verified {
        Some(Ok(head)) => {
            let outcome = Outcome {
                says: audit_text::whole(lang, &head),
                link: Some(head.to_string()),
            };
            posted.done(web, outcome).await
        }
        Some(Err(broken)) => {
            let says = upkeep::broken(lang, &broken);
            posted.refused(web, StatusCode::OK, says).await
        }
        None => posted.not_found(web).await,
    })
}

/// Makes a record what it was before an entry.
async fn restore(web: &Arc<Web>, actor: &Actor, posted: Posted) -> Result<Response, Broken> {
    let Ok(right) = actor.editing() else {
        return Ok(posted.not_found(web).await);
    };
    let Ok(seq) = posted.value("seq").parse::<i64>() else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    let (lang, reason) = (posted.lang(), reason(&posted));
    let restored = history::restore_because(&right, &web.snapshots, seq, reason, web.now()).await;
    Ok(match restored {
        Ok(_) => {
            let start = Address {
                lang,
                ..Address::default()
            };
            let batch = history::undoing(&seq.to_string());
            see_other(&asking(&start, "batch", &batch).to_string())
        }
        Err(error) => {
            let says = import_text::undo_error(lang, &error);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            posted.refused(web, status, says).await
        }
    })
}
