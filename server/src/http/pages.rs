//! Pages: rendering one, and putting beside its request what is not among the facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::beside::{
    AllAccounts, AskPassword, FileHistory, OpenProposals, OwnSecondStep, OwnSessions, Proposals,
    Scans,
};
use app::shell;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use registry::accounts::Visitor;
use registry::attachments::Holder;
use registry::history;
use registry::proposals;
use registry::store::RecordId;

use super::broken::Broken;
use super::form::query_value;
use super::headers::allow_own_scripts;
use super::identity;
use super::web::Web;
use super::{api_tokens, audit, feeds, import, notices};

/// So many changes stand on a page of the history.
const PER_PAGE: usize = 100;
/// So many are read: one more says that there are older ones.
const MOST: u32 = 101;

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
            let step = web.accounts.second_step(&visitor).await?;
            parts.extensions.insert(OwnSecondStep(step));
        }
        ("/staff" | "/export", Some(visitor)) if !visitor.is_fresh(web.now()) => {
            parts.extensions.insert(AskPassword);
        }
        ("/users", Some(visitor)) => {
            if let Ok(right) = visitor.actor.administering() {
                let accounts = web.accounts.list(&right).await?;
                parts.extensions.insert(AllAccounts(Arc::new(accounts)));
            }
        }
        (path, Some(visitor)) if path.starts_with("/staff/") => {
            load_file(web, parts, &visitor).await?;
        }
        ("/institution" | "/institution/attachments", Some(visitor)) => {
            load_scans(web, parts, &visitor, Holder::Institution).await?;
        }
        (path, Some(visitor)) if path.starts_with("/programmes/") => {
            load_programme(web, parts, &visitor).await?;
        }
        ("/audit", Some(visitor)) => audit::load(web, parts, &visitor).await?,
        ("/api-tokens", Some(visitor)) => api_tokens::load(web, parts, &visitor).await?,
        ("/feeds", Some(visitor)) => feeds::load(web, parts, &visitor).await?,
        ("/notices", Some(visitor)) => notices::load(web, parts, &visitor).await?,
        (path, Some(visitor)) if path.starts_with("/import") => {
            import::load(web, parts, &visitor).await?;
        }
        _ => {}
    }
    Ok(())
}

/// What the pages of one person show besides the facts: each what it shows and no more.
async fn load_file(web: &Web, parts: &mut Parts, visitor: &Visitor) -> Result<(), Broken> {
    let Some(staff) = named(parts, "number").await else {
        return Ok(());
    };
    let of_person = (visitor, &*staff);
    let is_file = match parts.uri.path().split('/').nth(3) {
        Some("identity") => return identity::load(web, parts, of_person).await,
        below => below.is_none(),
    };
    let holder = Holder::Person(staff.clone());
    load_scans(web, parts, visitor, holder).await?;
    if is_file && let Some(history) = history_of(web, (&parts.uri, visitor), &staff).await? {
        parts.extensions.insert(history);
    }
    Ok(())
}

/// What the pages of a programme's records show besides the facts.
async fn load_programme(web: &Web, parts: &mut Parts, visitor: &Visitor) -> Result<(), Broken> {
    let below = parts.uri.path().split('/').nth(3);
    if !matches!(below, Some("records" | "attachments")) {
        return Ok(());
    }
    match named(parts, "id").await {
        Some(id) => load_scans(web, parts, visitor, Holder::Programme(id)).await,
        None => Ok(()),
    }
}

/// What the address has in a place of its route.
async fn named(parts: &mut Parts, place: &str) -> Option<String> {
    let named = Path::<BTreeMap<String, String>>::from_request_parts(parts, &()).await;
    named.ok().and_then(|Path(mut named)| named.remove(place))
}

/// The entries of the log about a person, where a page of the history is asked for by somebody who
/// may read the log.
async fn history_of(
    web: &Web,
    (uri, visitor): (&Uri, &Visitor),
    staff: &str,
) -> Result<Option<FileHistory>, Broken> {
    let Some(which) = query_value(uri, "history") else {
        return Ok(None);
    };
    let Ok(right) = visitor.actor.auditing() else {
        return Ok(None);
    };
    let record = RecordId::parse(&which);
    let below = query_value(uri, "below").and_then(|below| below.parse().ok());
    let snapshots = &web.snapshots;
    let entries = history::of_person(&right, snapshots, staff, record.as_ref(), below, MOST);
    let mut entries = entries.await.map_err(Broken::of)?;
    let has_older = entries.len() > PER_PAGE;
    entries.truncate(PER_PAGE);
    Ok(Some(FileHistory(Arc::new(entries), has_older)))
}

/// The scans of the records that a page is about.
async fn load_scans(
    web: &Web,
    parts: &mut Parts,
    visitor: &Visitor,
    holder: Holder,
) -> Result<(), Broken> {
    let (right, facts) = (visitor.actor.reading(), web.source.facts());
    let (snapshot, today) = (facts.snapshot(), facts.today());
    let found = web.attachments.held_by(&right, (&snapshot, today), holder);
    if let Some(found) = found.await? {
        parts.extensions.insert(Scans(Arc::new(found)));
    }
    Ok(())
}

/// Puts beside a request how many proposals wait for the visitor, and on their page all that the
/// visitor may see.
async fn load_proposals(web: &Web, visitor: &Visitor, parts: &mut Parts) -> Result<(), Broken> {
    let (actor, store) = (&visitor.actor, web.snapshots.store());
    if let Ok(right) = actor.editing() {
        let n_open = proposals::n_open(&right, &web.snapshots);
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
