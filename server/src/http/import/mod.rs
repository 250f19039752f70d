//! Importing a ledger: handing a file in, saying what its headers mean, importing it, giving it up,
//! and taking a batch back.

mod beside;
mod downloads;
pub(crate) mod jobs;
mod received;

use std::sync::Arc;
use std::time::Duration;

use app::locale::Lang;
use app::submission::FORM;
use app::view::address::Address;
use app::wording::{import_text, ledger_text};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use registry::access::Editing;
use registry::accounts::Visitor;
use registry::history::{self, UndoError};
use registry::import::Mode;
use registry::ledger::{Mapping, book};
use registry::uploads;

pub(super) use self::beside::load;
use self::jobs::{Job, Wanted};
use self::received::Unreceived;
use super::broken::Broken;
use super::form::{Posted, see_other};
use super::web::Web;

/// How long the answer waits for an import to be done, before a page says how far it is.
const AT_ONCE: Duration = Duration::from_millis(700);
/// The most bytes that are received at all. What is beyond the size of a ledger is not kept, but
/// browsers only read an answer once they have sent everything.
const MOST_RECEIVED: usize = 128 << 20;
/// The most bytes of a form about headers, which sends each of them.
const MOST_OF_A_MAPPING: usize = 2 << 20;
/// The most characters of a reason.
const MOST_OF_A_REASON: usize = 200;

/// The forms, by address.
pub(super) fn forms() -> [(&'static str, MethodRouter<Arc<Web>>); 3] {
    let hand_in = post(hand_in).layer(DefaultBodyLimit::max(MOST_RECEIVED));
    let file = post(file).layer(DefaultBodyLimit::max(MOST_OF_A_MAPPING));
    [
        ("/import", hand_in),
        ("/import/{upload}", file),
        ("/import/batches/{batch}", post(batch)),
    ]
}

/// What is sent besides pages, by address.
pub(super) fn downloads() -> [(&'static str, MethodRouter<Arc<Web>>); 3] {
    [
        ("/import/template.xlsx", get(downloads::template)),
        ("/import/{upload}/results.xlsx", get(downloads::results)),
        ("/import/{upload}/progress", get(downloads::progress)),
    ]
}

/// `POST /import`: a file. Nothing of it is read for those who may not change files.
async fn hand_in(State(web): State<Arc<Web>>, request: Request) -> Result<Response, Broken> {
    let (parts, body) = request.into_parts();
    let Some(visitor) = parts.extensions.get::<Visitor>().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let form = vec![(FORM.to_owned(), "upload".to_owned())];
    let posted = Posted::of(parts.clone(), form);
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let lang = posted.lang();
    let received = received::file(Request::from_parts(parts, body), &web).await;
    let (name, bytes) = match received {
        Ok(file) => file,
        Err(why) => return Ok(posted.refused(&web, why.status(), why.says(lang)).await),
    };
    let read = web.imports.aside(async move {
        let read = book::read(&name, &bytes).map(drop);
        (read, name, bytes)
    });
    let (read, name, bytes) = read.await?;
    if let Err(fault) = read {
        let says = Unreceived::Refused(fault).says(lang);
        return Ok(refused(&web, posted, says).await);
    }
    let kept = uploads::keep(&right, web.snapshots.store(), (&name, bytes), web.now()).await;
    let id = kept.map_err(Broken::of)?;
    Ok(go_on(lang, |address| address.import_file(&id)))
}

/// `POST /import/{upload}`: what is to be done with a file of one's own.
async fn file(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let lang = posted.lang();
    let file = |address: Address| address.import_file(&id);
    let found = uploads::find(&right, web.snapshots.store(), &id, web.now()).await;
    if found.map_err(Broken::of)?.is_none() {
        // The page says that it is gone, or where its import has led to.
        return Ok(match web.imports.of(&right.by().id, &id) {
            Some(Job::Done(_)) => go_on(lang, file),
            _ => posted.not_found(&web).await,
        });
    }
    match posted.form() {
        "map" => map(&web, &visitor, &id, posted).await,
        "apply" => {
            let wanted = Wanted {
                mode: match posted.value("mode") {
                    "good" => Mode::GoodRows,
                    _ => Mode::AllOrNothing,
                },
                seen: posted.value("seen").to_owned(),
                actor: visitor.actor.clone(),
                file: id.clone(),
            };
            jobs::begin(&web, wanted).await?;
            Ok(go_on(lang, file))
        }
        "give-up" => {
            let cleared = uploads::clear(&right, web.snapshots.store(), &id).await;
            cleared.map_err(Broken::of)?;
            Ok(go_on(lang, |address| address.at_path("/import")))
        }
        _ => Ok(StatusCode::BAD_REQUEST.into_response()),
    }
}

/// Keeps what headers mean, if the file can be read so.
async fn map(
    web: &Arc<Web>,
    visitor: &Visitor,
    id: &str,
    posted: Posted,
) -> Result<Response, Broken> {
    let pairs = posted.values("from").zip(posted.values("to"));
    let chosen = pairs.filter(|(from, to)| !from.is_empty() && !to.is_empty());
    let mapping: Vec<Mapping> = chosen
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .collect();
    let lang = posted.lang();
    if let Some(fault) = beside::fault_of(web, visitor, id, mapping.clone()).await? {
        let says = ledger_text::book_fault(lang, &fault);
        return Ok(refused(web, posted, says).await);
    }
    let right = visitor.actor.editing().map_err(Broken::of)?;
    let mapped = uploads::map(&right, web.snapshots.store(), id, &mapping).await;
    mapped.map_err(Broken::of)?;
    web.imports.forget(&right.by().id, id);
    Ok(go_on(lang, |address| address.import_file(id)))
}

/// `POST /import/batches/{batch}`: takes a batch back.
async fn batch(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let found = history::batch(&right, &web.snapshots, &id).await;
    let Some((found, _)) = found.map_err(Broken::of)? else {
        return Ok(posted.not_found(&web).await);
    };
    if posted.form() != "undo" {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    }
    let lang = posted.lang();
    if posted.value("sure") != "1" {
        return Ok(refused(&web, posted, lang.words().import.not_sure).await);
    }
    if !found.is_undone
        && let Err(error) = undo(&web, &right, &id, reason(&posted)).await
    {
        let says = import_text::undo_error(lang, &error);
        return Ok(refused(&web, posted, says).await);
    }
    Ok(go_on(lang, |address| address.import_batch(&id)))
}

async fn undo(
    web: &Web,
    right: &Editing<'_>,
    id: &str,
    reason: Option<String>,
) -> Result<(), UndoError> {
    let now = web.now();
    let undone = history::undo_batch_because(right, &web.snapshots, id, reason, now).await;
    if let Err(UndoError::Store(error)) = &undone {
        Broken::of(error);
    }
    undone.map(drop)
}

/// The reason that was typed.
pub(super) fn reason(posted: &Posted) -> Option<String> {
    let typed = posted.value("reason").trim();
    let short: String = typed.chars().take(MOST_OF_A_REASON).collect();
    (!short.is_empty()).then_some(short)
}

/// The same page again, with what is wrong.
async fn refused(web: &Arc<Web>, posted: Posted, says: impl Into<String>) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    posted.refused(web, status, says).await
}

/// Sends the browser on to another page in its language.
fn go_on(lang: Lang, page: impl FnOnce(Address) -> Address) -> Response {
    let start = Address {
        lang,
        ..Address::default()
    };
    see_other(&page(start).to_string())
}
