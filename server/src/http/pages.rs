//! Pages: rendering one, and putting beside its request what is not among the facts.

use std::sync::Arc;

use app::beside::{AllAccounts, OpenProposals, OwnSessions, Proposals};
use app::shell;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use registry::accounts::Visitor;
use registry::proposals;

use super::broken::Broken;
use super::form::query_value;
use super::headers::allow_own_scripts;
use super::web::Web;

/// Answers a `GET` with the page of its address.
pub(super) async fn show(State(web): State<Arc<Web>>, request: Request) -> Response {
    page(&web, request.into_parts().0).await
}

/// The page of an address, for the visitor beside the request.
pub(super) async fn page(web: &Arc<Web>, mut parts: Parts) -> Response {
    if let Err(broken) = load(web, &mut parts).await {
        return broken.into_response();
    }
    let (source, site) = (web.source.clone(), web.site.clone());
    let with_source = move || provide_context(source.clone());
    let document = move || {
        allow_own_scripts();
        shell(site.clone())
    };
    let render = leptos_axum::render_app_async_with_context(with_source, document);
    render(Request::from_parts(parts, Body::empty())).await
}

/// Puts beside a request what its page shows from the database, as far as the visitor may see it.
async fn load(web: &Web, parts: &mut Parts) -> Result<(), Broken> {
    let visitor = parts.extensions.get::<Visitor>().cloned();
    if let Some(visitor) = &visitor {
        load_proposals(web, visitor, parts).await?;
    }
    match (parts.uri.path(), visitor) {
        ("/set-up", _) => {
            let token = query_value(&parts.uri, "token").unwrap_or_default();
            let opened = web.accounts.open_link(&token, web.now()).await?;
            if let Some(opened) = opened {
                parts.extensions.insert(opened);
            }
        }
        ("/account", Some(visitor)) => {
            let sessions = web.accounts.own_sessions(&visitor, web.now()).await?;
            parts.extensions.insert(OwnSessions(Arc::new(sessions)));
        }
        ("/users", Some(visitor)) => {
            if let Ok(right) = visitor.actor.administering() {
                let accounts = web.accounts.list(&right).await?;
                parts.extensions.insert(AllAccounts(Arc::new(accounts)));
            }
        }
        _ => {}
    }
    Ok(())
}

/// Puts beside a request how many proposals wait for the visitor, and on their page all that the
/// visitor may see.
async fn load_proposals(web: &Web, visitor: &Visitor, parts: &mut Parts) -> Result<(), Broken> {
    let (actor, store) = (&visitor.actor, web.snapshots.store());
    if let Ok(right) = actor.editing() {
        let n_open = proposals::n_open(&right, store).await;
        let n_open = n_open.map_err(Broken::of)?;
        parts.extensions.insert(OpenProposals(n_open));
    }
    if parts.uri.path() != "/proposals" {
        return Ok(());
    }
    let found = match (actor.auditing(), actor.proposing()) {
        (Ok(right), _) => proposals::all(&right, store).await,
        (_, Ok(right)) => proposals::own(&right, store).await,
        _ => return Ok(()),
    };
    let found = found.map_err(Broken::of)?;
    parts.extensions.insert(Proposals(Arc::new(found)));
    Ok(())
}
