//! HTTP wiring: which address is answered by what, and what every answer goes through.
//!
//! From the outside in: compression, the headers of every answer (`headers`), the check of what may
//! change something (`origin`), and for all but files who sends the request (`session`). A page
//! shows what that visitor may see (`pages`); a form calls its use case (`accounts`, by `form`).

mod accounts;
mod api;
mod api_tokens;
mod attachments;
mod audit;
mod broken;
mod client;
mod expiring;
mod export;
mod feeds;
mod form;
mod hasher;
mod headers;
mod identity;
mod import;
mod notices;
mod origin;
mod pages;
mod programmes;
mod proposals;
mod ready;
mod records;
mod session;
mod staff;
#[cfg(test)]
mod tests;
mod throttle;
mod web;

use std::future::IntoFuture as _;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, get, post};
use leptos::config::{LeptosOptions, get_configuration};
use leptos_axum::generate_route_list;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::services::ServeDir;

pub(crate) use self::web::{Settings, Web};
use crate::{metrics, site};

/// So long after the request to stop new requests are still answered, while `/readyz` says no.
const NOTICE: Duration = Duration::from_secs(1);
/// So long after that those under way may take.
const LONGEST_STOP: Duration = Duration::from_secs(4);
/// Nothing here is for search engines. Some that fetch calendars ask this file first, and whoever has
/// the address of one is to get it.
const ROBOTS: &str = "User-agent: *\nAllow: /feeds/\nDisallow: /\n";
/// The most bytes of a form.
const MOST_OF_A_FORM: usize = 64 * 1024;

/// Why the web application could not run.
#[derive(Debug, Error)]
pub(crate) enum ServeError {
    /// The port is taken, or not ours to take.
    #[error("cannot listen on {address}: {source}; choose another with `--listen` and `--port`")]
    Listen {
        address: SocketAddr,
        source: io::Error,
    },
    /// The listener failed while serving.
    #[error("serving stopped: {0}")]
    Serve(#[from] io::Error),
}

/// Takes the address to listen on; the address it then has.
///
/// # Errors
/// The port is taken, or not ours to take.
pub(crate) async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let listener = TcpListener::bind(address).await;
    let listener = listener.map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Runs the web application until it is asked to stop.
///
/// # Errors
/// The listener failed.
pub(crate) async fn serve(listener: TcpListener, web: Web) -> Result<(), ServeError> {
    writeln!(io::stdout(), "准入 {}", web.settings.base_url)?;
    let web = Arc::new(web);
    let router = router(watched().as_ref(), Arc::clone(&web));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let (stopped, begun) = oneshot::channel();
    let stop = async move {
        asked_to_stop().await;
        web.stopping.begin();
        // Who sends requests here may ask once more whether to.
        sleep(NOTICE).await;
        // Nobody listens where serving has ended by itself.
        let _ended = stopped.send(());
    };
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop);
    let too_late = async {
        let _begun = begun.await;
        sleep(LONGEST_STOP).await;
    };
    tokio::select! {
        served = serving.into_future() => Ok(served?),
        () = too_late => {
            tracing::warn!("stopped although somebody was still being answered");
            Ok(())
        }
    }
}

/// The forms, by address.
fn forms() -> Vec<(&'static str, MethodRouter<Arc<Web>>)> {
    let mut forms = vec![
        ("/sign-in", post(accounts::sign_in::sign_in)),
        ("/sign-out", post(accounts::sign_in::sign_out)),
        ("/set-up", post(accounts::set_up::set_up)),
        ("/account", post(accounts::account::change)),
        ("/users", post(accounts::users::change)),
        ("/export", post(export::export)),
        ("/staff", post(staff::open)),
        ("/staff/{number}", post(staff::change)),
        ("/staff/{number}/attachments", attachments::of_person()),
        ("/programmes/{id}/attachments", attachments::of_programme()),
        ("/institution/attachments", attachments::of_institution()),
        ("/staff/{number}/identity", post(identity::change)),
        ("/attachments/{id}/remove", post(attachments::remove)),
        ("/audit", post(audit::act)),
        ("/new/programme", post(programmes::make)),
        ("/programmes/{id}/records", post(programmes::records)),
        ("/institution", post(programmes::institution)),
        ("/propose/{record}", post(proposals::propose)),
        ("/proposals", post(proposals::settle)),
        ("/expiring", post(expiring::rest)),
        ("/expiring/renew", expiring::renew_route()),
        ("/feeds", post(feeds::change)),
        ("/notices", post(notices::change)),
        ("/api-tokens", post(api_tokens::change)),
    ];
    forms.extend(import::forms());
    forms
}

/// What is sent besides pages to those who are signed in, by address.
fn downloads() -> Vec<(&'static str, MethodRouter<Arc<Web>>)> {
    let mut downloads = Vec::from(import::downloads());
    downloads.push(("/attachments/{id}", get(attachments::show)));
    downloads.push(("/calendar.ics", get(feeds::of_hospital)));
    downloads.push(("/departments/{id}/calendar.ics", get(feeds::of_department)));
    downloads.push(("/staff/{number}/calendar.ics", get(feeds::of_person)));
    downloads.push(("/programmes/{id}/calendar.ics", get(feeds::of_programme)));
    downloads
}

/// What is open to everybody and about nobody, by address.
fn files(watched: Option<&LeptosOptions>) -> Vec<(&'static str, MethodRouter<Arc<Web>>)> {
    let package = match watched {
        // The route begins with the folder's name, so nothing else of the root is reached.
        Some(options) => axum::routing::get_service(ServeDir::new(&*options.site_root)),
        None => get(site::browser_half),
    };
    vec![
        ("/style/{name}", get(site::stylesheet)),
        ("/pkg/{*path}", package),
        ("/robots.txt", get(|| async { ROBOTS })),
        ("/healthz", get(|| async { "ok\n" })),
        ("/readyz", get(ready::readyz)),
    ]
}

/// What is open to whoever knows its address, or a token, and to nobody else.
fn for_programs() -> Vec<(&'static str, MethodRouter<Arc<Web>>)> {
    let mut routes = api::routes();
    routes.push(("/api/{*path}", any(api::not_there)));
    routes.push(("/feeds/{file}", get(feeds::fetch)));
    routes
}

/// The addresses of the pages.
fn page_paths() -> Vec<String> {
    let listings = generate_route_list(App).into_iter();
    listings.map(|listing| listing.path().to_owned()).collect()
}

/// All addresses.
pub(crate) fn router(watched: Option<&LeptosOptions>, web: Arc<Web>) -> Router {
    let mut known = Router::new();
    for path in page_paths() {
        known = known.route(&path, get(pages::show));
    }
    for (path, form) in forms() {
        known = known.route(path, form);
    }
    for (path, download) in downloads() {
        known = known.route(path, download);
    }
    let known = known
        .fallback(pages::show)
        .layer(from_fn(form::check_address))
        .layer(from_fn_with_state(Arc::clone(&web), session::know));
    let mut open = Router::new();
    for (path, file) in files(watched).into_iter().chain(for_programs()) {
        open = open.route(path, file);
    }
    // What is compressed already says so and is left as it is. The tag of a calendar names its bytes.
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("text/calendar"));
    known
        .merge(open)
        .layer(DefaultBodyLimit::max(MOST_OF_A_FORM))
        .layer(from_fn_with_state(Arc::clone(&web), origin::check))
        .layer(from_fn_with_state(Arc::clone(&web), headers::set))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn(metrics::count))
        .with_state(web)
}

/// Whether `cargo leptos watch` is what started us.
fn is_watched() -> bool {
    std::env::var_os("LEPTOS_WATCH").is_some()
}

/// The browser half that `cargo leptos watch` keeps on disk, when it is what started us.
pub(crate) fn watched() -> Option<LeptosOptions> {
    is_watched().then_some(())?;
    get_configuration(None).ok().map(|file| file.leptos_options)
}

/// Waits for Ctrl-C, or for the service manager's request to end.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    if interrupt.await.is_err() {
        // Without a signal handler the process ends the hard way; serving goes on until then.
        std::future::pending::<()>().await;
    }
}
