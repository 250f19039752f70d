//! Identity numbers: keeping, removing and showing one.

use std::sync::Arc;

use app::beside::{OwnerOfNumber, Revealed};
use app::submission::Submission;
use app::wording::identity_fault;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use registry::access::Editing;
use registry::accounts::Visitor;
use registry::identity::{IdentityError, IdentityFault, IdentityNumber};

use super::broken::Broken;
use super::form::{Posted, see_other};
use super::web::Web;

/// `POST /staff/{number}/identity`: to those who may not edit it is not there.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    Path(staff): Path<String>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let Some(done) = carry_out(&web, &right, &staff, &posted).await else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    Ok(match done {
        Ok(None) => {
            let back = posted.parts.uri.path_and_query().map(ToString::to_string);
            see_other(back.as_deref().unwrap_or("/"))
        }
        Ok(Some(number)) => {
            let posted = posted.beside(Revealed(number.reveal().into()));
            posted
                .page(&web, StatusCode::OK, Submission::default())
                .await
        }
        Err(IdentityError::Fault(fault)) => again(&web, posted, fault).await,
        Err(other) => return Err(Broken::of(other)),
    })
}

/// Does what the form asks for; the number, if it is to be shown. `None` for a form there is not.
async fn carry_out(
    web: &Web,
    right: &Editing<'_>,
    staff: &str,
    posted: &Posted,
) -> Option<Result<Option<IdentityNumber>, IdentityError>> {
    let (identities, now) = (&web.identities, web.now());
    Some(match posted.form() {
        "reveal" => {
            let shown = identities.reveal(right, now, staff, posted.value("reason"));
            shown.await.map(Some)
        }
        "set" => {
            let snapshot = web.source.facts().snapshot();
            let (of, typed) = ((&*snapshot, staff), posted.value("number"));
            identities.set(right, now, of, typed).await.map(|()| None)
        }
        "clear" => identities.clear(right, now, staff).await.map(|()| None),
        _ => return None,
    })
}

async fn again(web: &Arc<Web>, posted: Posted, fault: IdentityFault) -> Response {
    let says = identity_fault(posted.lang(), &fault);
    let submission = match fault {
        IdentityFault::NoReason => posted.submission().fault("reason", says),
        IdentityFault::Number(_) => posted.submission().fault("number", says),
        IdentityFault::NoSuchPerson | IdentityFault::NotKept | IdentityFault::NoKey => {
            posted.submission().problem(says)
        }
    };
    posted
        .page(web, StatusCode::UNPROCESSABLE_ENTITY, submission)
        .await
}

/// Puts a person's number beside a request, as far as the visitor may see it.
pub(super) async fn load(
    web: &Web,
    parts: &mut Parts,
    (visitor, staff): (&Visitor, &str),
) -> Result<(), Broken> {
    let Ok(right) = visitor.actor.auditing() else {
        return Ok(());
    };
    let facts = web.source.facts();
    let (snapshot, today) = (facts.snapshot(), facts.today());
    let reading = visitor.actor.reading();
    let Some(person) = reading.person(&snapshot.hospital, staff, today) else {
        return Ok(());
    };
    let (masked, is_lost) = match web.identities.masked(&right, staff).await {
        Ok(masked) => (masked, false),
        // The rest of the page is of use all the same; the log says which key it is.
        Err(IdentityError::Key(error)) => {
            tracing::error!(%error, "an identity number cannot be read");
            (None, true)
        }
        Err(other) => return Err(Broken::of(other)),
    };
    parts.extensions.insert(OwnerOfNumber {
        staff: staff.to_owned(),
        name: person.name.clone().unwrap_or_else(|| staff.to_owned()),
        masked,
        is_lost,
        may_edit: visitor.actor.editing().is_ok(),
    });
    Ok(())
}
