//! Choosing a password by a link.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use registry::accounts::{AccountFault, Opened};

use super::sign_in::HeldUp;
use super::{chosen, hashed, sorted};
use crate::http::broken::Broken;
use crate::http::client;
use crate::http::form::{Posted, see_other, sign_in_address};
use crate::http::web::Web;

/// `POST /set-up?token=…`: the password, and for the first administrator login and name.
pub(in crate::http) async fn set_up(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let address = client::address(&posted.parts, &web.settings);
    if !web.throttle.allows(address, web.now()) {
        return Ok(HeldUp::Address.answer(&web, posted).await);
    }
    Ok(match carry_out(&web, &posted).await? {
        Ok(()) => see_other(&sign_in_address(posted.lang(), None)),
        Err(fault) => posted.again(&web, &fault).await,
    })
}

async fn carry_out(web: &Web, posted: &Posted) -> Result<Result<(), AccountFault>, Broken> {
    let token = posted.query("token").unwrap_or_default();
    let link = (token.as_str(), web.now());
    let Some(opened) = web.accounts.open_link(&token, web.now()).await? else {
        return Ok(Err(AccountFault::LinkEnded));
    };
    let (login, name) = match &opened {
        Opened::First => (posted.value("login"), posted.value("name")),
        Opened::Of(account) => (account.login.as_str(), account.name.as_str()),
    };
    let password = match chosen(posted, login, name) {
        Ok(password) => password,
        Err(fault) => return Ok(Err(fault)),
    };
    let hash = hashed(web, password).await?;
    sorted(match &opened {
        Opened::First => {
            let first = web.accounts.set_up_first(link, (login, name), &hash);
            first.await
        }
        Opened::Of(account) => web.accounts.set_up(link, account, &hash).await,
    })
}
