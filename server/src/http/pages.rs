//! Pages: rendering one, and putting beside its request what is not among the facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::beside::{AllAccounts, OwnSecondStep, OwnSessions, Scans};
use app::shell;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use registry::accounts::Visitor;

use super::broken::Broken;
use super::form::query_value;
use super::headers::allow_own_scripts;
use super::identity;
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
    if let (Some(visitor), true) = (&visitor, parts.uri.path().starts_with("/staff/")) {
        let named = Path::<BTreeMap<String, String>>::from_request_parts(parts, &()).await;
        if let Some(staff) = named
            .ok()
            .and_then(|Path(mut named)| named.remove("number"))
        {
            load_scans(web, parts, (visitor, &staff)).await?;
            identity::load(web, parts, (visitor, &staff)).await?;
        }
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
            let step = web.accounts.second_step(&visitor).await?;
            parts.extensions.insert(OwnSecondStep(step));
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

/// The scans of the person whom the address names.
async fn load_scans(
    web: &Web,
    parts: &mut Parts,
    (visitor, staff): (&Visitor, &str),
) -> Result<(), Broken> {
    let (right, facts) = (visitor.actor.reading(), web.source.facts());
    let (snapshot, today) = (facts.snapshot(), facts.today());
    let found = web.attachments.of_person(&right, (&snapshot, today), staff);
    if let Some(found) = found.await? {
        parts.extensions.insert(Scans(Arc::new(found)));
    }
    Ok(())
}
