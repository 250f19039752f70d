//! The template, a file given back with what was found in it, and how far an import is.

use std::sync::Arc;

use app::locale::Lang;
use app::view::address::Address;
use app::wording::{import_text, ledger_text};
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use registry::access::Actor;
use registry::accounts::Visitor;
use registry::import::{ImportError, Stage};
use registry::ledger::export::{self, Layout, WriteError};
use registry::ledger::template;
use registry::uploads;
use serde::Serialize;

use super::beside::check;
use super::jobs::Job;
use crate::http::broken::Broken;
use crate::http::form::{Posted, lang_of, query_value};
use crate::http::web::Web;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How far an import is, for the part of the page that moves.
#[derive(Debug, Serialize)]
struct Progress {
    says: String,
    /// Where to go on to when it is done.
    next: Option<String>,
}

/// `GET /import/template.xlsx`: an empty ledger with drop-downs.
pub(super) async fn template(
    State(web): State<Arc<Web>>,
    request: Request,
) -> Result<Response, Broken> {
    let parts = request.into_parts().0;
    if editor(&parts).is_none() {
        return Ok(not_there(&web, parts).await);
    }
    let layout = match query_value(&parts.uri, "layout").as_deref() {
        Some("sheets") => Layout::Sheets,
        _ => Layout::Wide,
    };
    let snapshots = Arc::clone(&web.snapshots);
    let written = web.imports.aside(async move {
        let hospital = &snapshots.current().hospital;
        template::xlsx(hospital, snapshots.store().catalogue(), layout)
    });
    let written = written.await?.map_err(Broken::of)?;
    Ok(workbook(written, "template"))
}

/// `GET /import/{upload}/results.xlsx`: the own sheets with what was found beside each row.
pub(super) async fn results(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    let parts = request.into_parts().0;
    let Some(actor) = editor(&parts) else {
        return Ok(not_there(&web, parts).await);
    };
    let right = actor.editing().map_err(Broken::of)?;
    let file = uploads::read(&right, web.snapshots.store(), &id, web.now()).await;
    let Some(file) = file.map_err(Broken::of)? else {
        return Ok(not_there(&web, parts).await);
    };
    let (snapshots, lang, actor) = (
        Arc::clone(&web.snapshots),
        lang_of(&parts.uri),
        actor.clone(),
    );
    let written = web.imports.aside(async move {
        let checked = check(&actor, &snapshots, &file).await?;
        let say = |row: &_| ledger_text::row(lang, row);
        Ok(export::with_results(&checked.book, &checked.preview, &say))
    });
    let written: Result<Result<Vec<u8>, WriteError>, ImportError> = written.await?;
    match written {
        Ok(written) => Ok(workbook(written.map_err(Broken::of)?, "results")),
        // What cannot be read cannot be given back.
        Err(ImportError::Book(_)) => Ok(not_there(&web, parts).await),
        Err(other) => Err(Broken::of(other)),
    }
}

/// `GET /import/{upload}/progress`: how far an import is.
pub(super) async fn progress(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    let parts = request.into_parts().0;
    let Some(actor) = editor(&parts) else {
        return Ok(not_there(&web, parts).await);
    };
    let lang = lang_of(&parts.uri);
    let file = Address {
        lang,
        ..Address::default()
    }
    .import_file(&id);
    let running = |stage: Option<Stage>| stage.unwrap_or(Stage::Reading);
    let (stage, next) = match web.imports.of(&actor.by.id, &id) {
        Some(Job::Running(stage)) => (running(stage), None),
        // The page of the file knows what came of it, and leads on.
        Some(_) => (running(None), Some(file)),
        None => {
            let right = actor.editing().map_err(Broken::of)?;
            let found = uploads::find(&right, web.snapshots.store(), &id, web.now()).await;
            match found.map_err(Broken::of)? {
                Some(kept) if kept.is_running(web.now()) => (running(None), None),
                Some(_) => (running(None), Some(file)),
                None => return Ok(not_there(&web, parts).await),
            }
        }
    };
    let progress = Progress {
        says: says(lang, stage),
        next: next.map(|address| address.to_string()),
    };
    let json = serde_json::to_vec(&progress).map_err(Broken::of)?;
    let kind = HeaderValue::from_static("application/json");
    Ok(([(CONTENT_TYPE, kind)], json).into_response())
}

fn says(lang: Lang, stage: Stage) -> String {
    import_text::stage(lang, stage)
}

/// Who asks, if it is somebody who may change files.
fn editor(parts: &Parts) -> Option<&Actor> {
    let visitor: &Visitor = parts.extensions.get()?;
    visitor.actor.editing().is_ok().then_some(&visitor.actor)
}

async fn not_there(web: &Arc<Web>, parts: Parts) -> Response {
    Posted::of(parts, Vec::new()).not_found(web).await
}

/// A workbook to be saved under a name.
fn workbook(bytes: Vec<u8>, name: &str) -> Response {
    let saved = format!("attachment; filename=\"zhunru-{name}.xlsx\"");
    let mut headers: Vec<(HeaderName, HeaderValue)> =
        vec![(CONTENT_TYPE, HeaderValue::from_static(XLSX))];
    if let Ok(saved) = HeaderValue::from_str(&saved) {
        headers.push((CONTENT_DISPOSITION, saved));
    }
    let mut response = bytes.into_response();
    response.headers_mut().extend(headers);
    response
}
