//! Corrections that heads propose, and what becomes of them.

use std::sync::Arc;

use app::proposed_of;
use app::submission::{REASON, Submission};
use app::view::address::Address;
use app::wording::record_text;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use registry::access::{Editing, Proposing};
use registry::proposals::{self, Of, ProposeError, RefuseError, SettleError};
use registry::store::ApplyError;

use super::broken::Broken;
use super::form::{Posted, see_other};
use super::programmes::again;
use super::records::{self, Wanted, Whose};
use super::web::Web;

/// `POST /propose/{record}`: a correction is proposed. To others than heads, and where the file may
/// not be read, it is not there.
pub(super) async fn propose(
    State(web): State<Arc<Web>>,
    Path(last): Path<String>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.proposing() else {
        return Ok(posted.not_found(&web).await);
    };
    let sight = web.source.seen_by(visitor.actor.clone());
    let (snapshot, seen) = (sight.snapshot(), sight.seen());
    let of = proposed_of(&last, |key| posted.query(key));
    let Some((owner, of)) = of.and_then(|of| Some((of.owner(&seen)?, of))) else {
        return Ok(posted.not_found(&web).await);
    };
    let whose = if is_of_person(&of) {
        Whose::Person(&owner)
    } else {
        Whose::Programme(&owner)
    };
    let change = match records::wanted(&posted, snapshot, &seen, whose) {
        Wanted::Change(change) => change,
        Wanted::Refused(refused) => return Ok(again(&web, posted, refused).await),
        Wanted::Nonsense => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let (snapshots, reason) = (&web.snapshots, posted.value(REASON));
    let kept = proposals::propose(&right, (snapshots, &seen), web.now(), change, reason).await;
    let words = posted.lang().words();
    let refused = match kept {
        Ok(_) => return Ok(see_other(&list(&posted))),
        Err(ProposeError::NotThere) => return Ok(posted.not_found(&web).await),
        Err(ProposeError::Stale) => posted.submission().problem(words.proposals.stale),
        Err(ProposeError::NoReason) => posted
            .submission()
            .fault(REASON, words.proposals.removal_needs_why),
        Err(ProposeError::Store(error)) => return Err(Broken::of(error)),
        Err(ProposeError::NoRandomness(error)) => return Err(Broken::of(error)),
    };
    Ok(again(&web, posted, refused).await)
}

/// `POST /proposals`: one is accepted, refused or withdrawn. To others it is not there.
pub(super) async fn settle(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let settled = match (visitor.actor.editing(), visitor.actor.proposing()) {
        (Ok(right), _) => decide(&web, &right, &posted).await?,
        (_, Ok(right)) => withdraw(&web, &right, &posted).await?,
        _ => return Ok(posted.not_found(&web).await),
    };
    Ok(match settled {
        Some(Ok(())) => see_other(&list(&posted)),
        Some(Err(refused)) => again(&web, posted, refused).await,
        None => StatusCode::BAD_REQUEST.into_response(),
    })
}

/// Accepts or refuses; `None` for a form there is not.
async fn decide(
    web: &Web,
    right: &Editing<'_>,
    posted: &Posted,
) -> Result<Option<Result<(), Submission>>, Broken> {
    let (id, reason, now) = (posted.value("proposal"), posted.value(REASON), web.now());
    let settled = match posted.form() {
        "accept" => {
            let accepted = proposals::accept(right, &web.snapshots, now, id, reason).await;
            accepted.map(|_| ())
        }
        "refuse" => match proposals::refuse(right, &web.snapshots, now, id, reason).await {
            Ok(()) => Ok(()),
            Err(RefuseError::NoReason) => {
                let says = posted.lang().words().proposals.refuse_needs_why;
                return Ok(Some(Err(posted.submission().problem(says))));
            }
            Err(RefuseError::Settle(error)) => Err(error),
        },
        _ => return Ok(None),
    };
    match settled {
        Ok(()) => Ok(Some(Ok(()))),
        Err(error) => Ok(Some(Err(unsettled(posted, error)?))),
    }
}

/// Takes an own one back; `None` for a form there is not.
async fn withdraw(
    web: &Web,
    right: &Proposing<'_>,
    posted: &Posted,
) -> Result<Option<Result<(), Submission>>, Broken> {
    if posted.form() != "withdraw" {
        return Ok(None);
    }
    let id = posted.value("proposal");
    match proposals::withdraw(right, &web.snapshots, web.now(), id).await {
        Ok(()) => Ok(Some(Ok(()))),
        Err(error) => Ok(Some(Err(unsettled(posted, error)?))),
    }
}

/// The page again, with why a proposal was not settled.
fn unsettled(posted: &Posted, error: SettleError) -> Result<Submission, Broken> {
    let lang = posted.lang();
    let words = lang.words().proposals;
    let sent = posted.submission();
    Ok(match error {
        SettleError::NotOpen => sent.problem(words.not_open),
        SettleError::Apply(ApplyError::Store(error)) => return Err(Broken::of(error)),
        SettleError::Apply(ApplyError::Stale { now: None, .. }) => {
            sent.problem(lang.words().records.gone)
        }
        SettleError::Apply(ApplyError::Stale { .. } | ApplyError::Faulty(_)) => {
            sent.problem(words.changed_since)
        }
        SettleError::Apply(ApplyError::InUse { table, n_rows, .. }) => {
            sent.problem(record_text::in_use(lang, table, n_rows))
        }
        SettleError::Apply(ApplyError::Refused { refusal, .. }) => {
            sent.problem(record_text::refusal(lang, refusal))
        }
    })
}

/// The page with the proposals.
fn list(posted: &Posted) -> String {
    let page = Address {
        path: "/proposals".to_owned(),
        lang: posted.lang(),
        ..Address::default()
    };
    page.to_string()
}

fn is_of_person(of: &Of) -> bool {
    let kind = match of {
        Of::Record(id) => id.kind,
        Of::New(kind, _) => *kind,
    };
    kind.is_of_person() || kind.name() == "person"
}
