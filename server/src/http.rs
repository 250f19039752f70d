//! HTTP wiring: which address is answered by what, and with which headers.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};

use app::source::Source;
use app::{App, Site, shell};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use leptos::config::{LeptosOptions, get_configuration};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use thiserror::Error;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use crate::site;

/// Why the web application could not run.
#[derive(Debug, Error)]
pub(crate) enum ServeError {
    /// The port is taken, or not ours to take.
    #[error("cannot listen on {address}: {source}; choose another port with `--port`")]
    Listen {
        address: SocketAddr,
        source: io::Error,
    },
    /// The listener failed while serving.
    #[error("serving stopped: {0}")]
    Serve(#[from] io::Error),
}

/// Runs the web application until it is asked to stop.
///
/// There are no accounts yet, so it listens on the loopback interface and nowhere else.
pub(crate) async fn serve(port: u16, source: Source) -> Result<(), ServeError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr()?;
    writeln!(io::stdout(), "准入 http://{address}")?;
    axum::serve(listener, router(watched().as_ref(), &source))
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    Ok(())
}

/// All addresses.
fn router(watched: Option<&LeptosOptions>, source: &Source) -> Router {
    let pages = pages(site::site(watched), source).layer(from_fn(never_stored));
    let files = Router::new().route("/style/{name}", get(site::stylesheet));
    // `pkg` is precompressed, the rest is compressed on the way out.
    pages
        .merge(files)
        .layer(CompressionLayer::new())
        .merge(package(watched))
}

fn pages(site: Site, source: &Source) -> Router {
    let routes = generate_route_list(App);
    let options = site.browser_half.clone().unwrap_or_else(no_browser_half);
    let shell = move || shell(site.clone());
    let source = source.clone();
    let with_source = move || provide_context(source.clone());
    let not_found = leptos_axum::render_app_async_with_context(with_source.clone(), shell.clone());
    Router::new()
        .leptos_routes_with_context(&options, routes, with_source, shell)
        .fallback(not_found)
        .with_state(options)
}

fn package(watched: Option<&LeptosOptions>) -> Router {
    match watched {
        Some(options) => {
            let folder = format!("{}/{}", options.site_root, options.site_pkg_dir);
            Router::new().nest_service("/pkg", ServeDir::new(folder))
        }
        None => Router::new().route("/pkg/{*path}", get(site::browser_half)),
    }
}

/// What leptos asks for when there is nothing to point it at.
fn no_browser_half() -> LeptosOptions {
    LeptosOptions::builder().output_name("zhunru").build()
}

/// The browser half that `cargo leptos watch` keeps on disk, when it is what started us.
fn watched() -> Option<LeptosOptions> {
    std::env::var_os("LEPTOS_WATCH")?;
    get_configuration(None).ok().map(|file| file.leptos_options)
}

/// Pages are about people: no cache may keep them.
async fn never_stored(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
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

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING};
    use axum::http::{HeaderMap, Request, StatusCode};
    use tower::ServiceExt;

    use std::sync::Arc;

    use app::source::{Facts, Source};
    use eligibility::catalogue::Catalogue;
    use eligibility::day::Day;
    use eligibility::standard::Library;
    use registry::assessments::Assessments;
    use registry::demo;
    use registry::snapshot::Snapshot;

    use super::router;

    struct DemoFacts {
        today: Day,
        snapshot: Arc<Snapshot>,
        assessments: Assessments,
    }

    impl Facts for DemoFacts {
        fn today(&self) -> Day {
            self.today
        }

        fn snapshot(&self) -> Arc<Snapshot> {
            Arc::clone(&self.snapshot)
        }

        fn assessments(&self) -> &Assessments {
            &self.assessments
        }
    }

    fn source() -> Source {
        let today = Day::parse("2026-11-22").expect("a day");
        let hospital = demo::hospital(today, 1).expect("the demo hospital");
        let catalogue = Catalogue::built_in().expect("the catalogue");
        let library = Library::built_in(&catalogue).expect("the standards");
        let snapshot = Arc::new(Snapshot::unstored(1, hospital));
        Source::new(DemoFacts {
            today,
            snapshot,
            assessments: Assessments::new(Arc::new(catalogue), library),
        })
    }

    async fn get(address: &str, accept_encoding: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = Request::get(address)
            .header("accept-encoding", accept_encoding)
            .body(Body::empty())
            .expect("a request without a body");
        let (head, body) = router(None, &source())
            .oneshot(request)
            .await
            .expect("an answer")
            .into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        (head.status, head.headers, body.to_vec())
    }

    #[tokio::test]
    async fn a_page_is_complete_on_the_server_and_never_stored() {
        let (status, headers, body) = get("/", "identity").await;
        let html = String::from_utf8(body).expect("UTF-8");
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert!(
            html.contains("<h1") && html.contains("/programmes/petct-sx"),
            "{html}"
        );
    }

    #[tokio::test]
    async fn an_unknown_address_is_a_page_with_status_404() {
        let (status, headers, body) = get("/nothing/here", "identity").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert!(String::from_utf8(body).expect("UTF-8").contains("没有此页"));
    }

    #[tokio::test]
    async fn pages_and_stylesheet_travel_compressed() {
        for address in ["/", crate::site::site(None).stylesheet] {
            let (status, headers, _) = get(address, "gzip, br").await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(headers[CONTENT_ENCODING], "br", "{address}");
        }
    }

    #[tokio::test]
    async fn the_stylesheet_is_kept_for_good_and_an_old_one_is_not_found() {
        let (_, headers, _) = get(crate::site::site(None).stylesheet, "identity").await;
        assert_eq!(
            headers[CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        let (status, ..) = get("/style/0000000000000000.css", "identity").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
