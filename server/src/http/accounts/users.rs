//! Accounts, for administrators.

use std::sync::Arc;

use app::submission::Outcome;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use registry::access::{Administering, Role};
use registry::accounts::{AccountError, AccountFault, Link, Wanted};

use super::sorted;
use crate::http::broken::Broken;
use crate::http::form::{Posted, see_other};
use crate::http::web::Web;

/// `POST /users`: another account, or something done with one. To others than administrators it is
/// not there.
pub(in crate::http) async fn change(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.administering() else {
        return Ok(posted.not_found(&web).await);
    };
    let Some(done) = carry_out(&web, &right, &posted).await else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    Ok(match sorted(done)? {
        Ok(Some(link)) => {
            let outcome = link_given(&web, &posted, &link);
            posted.done(&web, outcome).await
        }
        Ok(None) => {
            let back = posted.parts.uri.path_and_query().map(ToString::to_string);
            see_other(back.as_deref().unwrap_or("/users"))
        }
        Err(fault) => posted.again(&web, &fault).await,
    })
}

/// Does what the form asks for; the link to give out, if it makes one. `None` for a form there is
/// not.
async fn carry_out(
    web: &Web,
    right: &Administering<'_>,
    posted: &Posted,
) -> Option<Result<Option<Link>, AccountError>> {
    let (accounts, now, id) = (&web.accounts, web.now(), posted.value("account"));
    let no_link = |done: Result<(), AccountError>| done.map(|()| None);
    Some(match posted.form() {
        "add" => match wanted(posted) {
            Ok(wanted) => accounts.add(right, now, wanted).await.map(Some),
            Err(fault) => Err(fault.into()),
        },
        "change" => match wanted(posted) {
            Ok(wanted) => {
                let wanted = (wanted.role, wanted.departments);
                no_link(accounts.assign(right, now, id, wanted).await)
            }
            Err(fault) => Err(fault.into()),
        },
        "disable" => no_link(accounts.set_disabled(right, now, id, true).await),
        "enable" => no_link(accounts.set_disabled(right, now, id, false).await),
        "reset-second-step" => no_link(accounts.reset_second_step(right, now, id).await),
        "reset" => accounts.reset(right, now, id).await.map(Some),
        _ => return None,
    })
}

fn wanted(posted: &Posted) -> Result<Wanted, AccountFault> {
    let role = Role::from_word(posted.value("role")).ok_or(AccountFault::NoSuchRole)?;
    Ok(Wanted {
        login: posted.value("login").to_owned(),
        name: posted.value("name").to_owned(),
        role,
        departments: posted.values("department").map(ToOwned::to_owned).collect(),
    })
}

fn link_given(web: &Web, posted: &Posted, link: &Link) -> Outcome {
    let (base, token) = (&web.settings.base_url, link.token.reveal());
    Outcome {
        says: posted.lang().words().accounts.link_given.to_owned(),
        link: Some(format!("{base}/set-up?token={token}")),
    }
}
