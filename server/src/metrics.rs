//! Figures about this server, for who watches over it: on a port of their own, which need not be
//! reachable from where the pages are.

use std::net::SocketAddr;
use std::sync::Arc;

use app::source::Source;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use eligibility::assess::{Question, Verdict};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use registry::access::Actor;
use registry::due;
use thiserror::Error;
use tokio::net::TcpListener;

use crate::clock::Stopwatch;

/// So long a request may take, in seconds, for each of the steps that are counted.
const STEPS: [f64; 9] = [0.001, 0.005, 0.025, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];
/// How far ahead is counted what ends, in days.
const AHEAD: u32 = 180;
const REQUESTS: &str = "zhunru_http_requests_total";
const SECONDS: &str = "zhunru_http_request_seconds";

/// Why there are no figures.
#[derive(Debug, Error)]
pub(crate) enum MetricsError {
    /// The port is taken, or not ours to take.
    #[error("cannot listen on {address} for figures: {source}; choose another with `--metrics`")]
    Listen {
        address: SocketAddr,
        source: std::io::Error,
    },
    /// They are kept already, or cannot be.
    #[error("figures cannot be kept: {0}")]
    Keep(String),
}

impl From<BuildError> for MetricsError {
    fn from(error: BuildError) -> Self {
        Self::Keep(error.to_string())
    }
}

struct Shown {
    handle: PrometheusHandle,
    source: Source,
}

/// Keeps figures from now on, and gives them out at an address.
///
/// # Errors
/// See [`MetricsError`].
pub(crate) async fn open(address: SocketAddr, source: Source) -> Result<(), MetricsError> {
    let seconds = Matcher::Full(SECONDS.to_owned());
    let builder = PrometheusBuilder::new().set_buckets_for_metric(seconds, &STEPS)?;
    let handle = builder.install_recorder()?;
    let listener = TcpListener::bind(address).await;
    let listener = listener.map_err(|source| MetricsError::Listen { address, source })?;
    let router = router(handle, source);
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "figures are not given out any more");
        }
    });
    Ok(())
}

fn router(handle: PrometheusHandle, source: Source) -> Router {
    let shown = Arc::new(Shown { handle, source });
    Router::new().route("/metrics", get(show)).with_state(shown)
}

async fn show(State(shown): State<Arc<Shown>>) -> Response {
    let text = tokio::task::spawn_blocking(move || {
        tell(&shown.source);
        shown.handle.run_upkeep();
        shown.handle.render()
    });
    match text.await {
        Ok(text) => text.into_response(),
        Err(error) => {
            tracing::error!(%error, "figures could not be told");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// What is recorded and concluded at this moment. Numbers only: no name leaves by this door.
#[expect(
    clippy::cast_precision_loss,
    reason = "figures are floating-point there"
)]
fn tell(source: &Source) {
    let sight = source.seen_by(Actor::command_line());
    let (seen, today) = (sight.seen(), sight.today());
    gauge!("zhunru_snapshot_version").set(sight.snapshot().version as f64);
    gauge!("zhunru_people").set(seen.people().count() as f64);
    for verdict in ["met", "short", "undetermined", "not-applicable", "none"] {
        gauge!("zhunru_programmes", "verdict" => verdict).set(0.0);
    }
    for programme in seen.programmes() {
        let answer = programme.answer(Question::on(today));
        let verdict = answer.and_then(|answer| answer.verdict());
        let verdict = verdict.map_or("none", word);
        gauge!("zhunru_programmes", "verdict" => verdict).increment(1.0);
    }
    let dues = due::due(&seen, today, today.plus_days(AHEAD));
    let overdue = dues.iter().filter(|due| due.last < today).count();
    gauge!("zhunru_due", "state" => "overdue").set(overdue as f64);
    gauge!("zhunru_due", "state" => "within-180-days").set((dues.len() - overdue) as f64);
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Short => "short",
        Verdict::Undetermined => "undetermined",
        Verdict::NotApplicable => "not-applicable",
    }
}

/// Counts a request by the route that answers it, never by its address: an address may name a person
/// or hold a secret.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().as_str().to_owned();
    let watch = Stopwatch::start();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    histogram!(SECONDS, "route" => route.clone()).record(watch.passed().as_secs_f64());
    counter!(REQUESTS, "method" => method, "route" => route, "status" => status).increment(1);
    response
}
