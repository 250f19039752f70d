//! What other programs read: JSON, for whoever shows a token.
//!
//! # Invariants
//! - A token opens what its owner may read at that moment, and of it only what the token is for. What
//!   may not be read is answered as what is not there.
//! - No cookie is looked at, and nothing is changed but the note that the token was used.
//! - `openapi.json` names every route and every answer; a test holds the two together.

mod document;
mod expiring;
mod fault;
mod programmes;
mod staff;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::locale::Lang;
use app::source::Sight;
use app::wording::Voice;
use axum::Json;
use axum::extract::{FromRequestParts, Query};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use eligibility::day::Day;
use registry::api_tokens::{self, ApiToken, Scope};
use registry::openings::Opening;
use serde::Serialize;

use self::fault::Fault;
use super::broken::Broken;
use super::client;
use super::web::Web;

/// The routes, by address.
pub(super) fn routes() -> Vec<(&'static str, MethodRouter<Arc<Web>>)> {
    vec![
        ("/api/v1/openapi.json", get(document::show)),
        ("/api/v1/programmes", get(programmes::list)),
        (
            "/api/v1/programmes/{id}/assessment",
            get(programmes::assessment),
        ),
        ("/api/v1/expiring", get(expiring::list)),
        ("/api/v1/staff", get(staff::list)),
        ("/api/v1/staff/{number}", get(staff::file)),
    ]
}

/// What is answered below `/api` where there is no such route.
pub(super) async fn not_there() -> Response {
    Fault::NotThere.into_response()
}

/// Who asks, and what for: a request with a token that opens something.
struct Asked {
    token: ApiToken,
    /// The facts as the token's owner may see them.
    sight: Sight,
    query: Vec<(String, String)>,
}

impl FromRequestParts<Arc<Web>> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        let Ok(Query(query)) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri) else {
            return Err(Fault::BadQuery.into_response());
        };
        let Some(secret) = bearer(parts) else {
            return Err(Fault::NoToken.into_response());
        };
        let opened = api_tokens::open(web.snapshots.store(), &secret, web.now()).await;
        let opened = opened.map_err(|error| Broken::of(error).into_response())?;
        let Some((token, actor)) = opened else {
            let address = client::address(parts, &web.settings);
            let fault = if web.unknown_tokens.allows(address, web.now()) {
                Fault::NoToken
            } else {
                Fault::TooMany
            };
            return Err(fault.into_response());
        };
        web.note_use(Opening::ApiToken, &token.id, token.last_used.as_deref());
        Ok(Self {
            sight: web.source.seen_by(actor),
            token,
            query,
        })
    }
}

/// The secret that a request shows.
fn bearer(parts: &Parts) -> Option<String> {
    let shown = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = shown.split_once(' ')?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    is_bearer.then(|| secret.trim().to_owned())
}

impl Asked {
    /// Goes on if the token is for a scope and nothing else was asked than what is known.
    fn may(&self, scope: Scope, known: &[&'static str]) -> Result<(), Fault> {
        if !self.token.is_for(scope) {
            return Err(Fault::NotForThat(scope));
        }
        let mut seen = BTreeMap::new();
        for (key, value) in &self.query {
            if key != "lang" && !known.contains(&key.as_str()) {
                return Err(Fault::UnknownKey(key.clone()));
            }
            if seen.insert(key, value).is_some() {
                return Err(Fault::Twice(key.clone()));
            }
        }
        self.lang().map(|_| ())
    }

    /// The value of a key, unless it is blank.
    fn value(&self, key: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        let (_, value) = pairs.find(|(known, _)| known == key)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The day that is asked about, or today.
    fn on(&self) -> Result<Day, Fault> {
        match self.value("on") {
            Some(text) => Day::parse(text).ok_or_else(|| Fault::not_a("on", "YYYY-MM-DD", text)),
            None => Ok(self.sight.today()),
        }
    }

    fn lang(&self) -> Result<Lang, Fault> {
        match self.value("lang") {
            Some(code) => {
                Lang::from_code(code).ok_or_else(|| Fault::not_a("lang", "zh | en", code))
            }
            None => Ok(Lang::default()),
        }
    }

    fn voice(&self) -> Result<Voice<'_>, Fault> {
        Ok(Voice::new(self.lang()?, self.sight.seen().catalogue()))
    }
}

fn answer(document: &impl Serialize) -> Response {
    Json(document).into_response()
}
