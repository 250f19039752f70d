//! What the pages of importing show from the database, put beside their requests.

use std::sync::Arc;

use app::view::import::{BatchBeside, CHANGES, Done, Looked, Start, State};
use app::view::paging::{PER_PAGE, Paging};
use axum::extract::{FromRequestParts as _, Path};
use axum::http::request::Parts;
use registry::access::{Actor, Editing};
use registry::accounts::Visitor;
use registry::history;
use registry::import::{self, Checked, ImportError, Upload};
use registry::ledger::{BookFault, Mapping, book};
use registry::snapshot::Snapshots;
use registry::uploads::{self, File};

use super::jobs::Job;
use crate::http::broken::Broken;
use crate::http::form::query_value;
use crate::http::web::Web;

/// How many imports the first page lists.
const RECENT: u32 = 20;

/// Puts beside a request what its page shows, for those who may change files.
pub(in crate::http) async fn load(
    web: &Web,
    parts: &mut Parts,
    visitor: &Visitor,
) -> Result<(), Broken> {
    let Ok(right) = visitor.actor.editing() else {
        return Ok(());
    };
    if parts.uri.path() == "/import" {
        let start = start(web, &right).await?;
        parts.extensions.insert(start);
        return Ok(());
    }
    let is_batch = parts.uri.path().starts_with("/import/batches/");
    let Ok(Path(id)) = Path::<String>::from_request_parts(parts, &()).await else {
        return Ok(());
    };
    if is_batch {
        let batch = history::batch(&right, &web.snapshots, &id).await;
        if let Some((batch, counts)) = batch.map_err(Broken::of)? {
            parts.extensions.insert(BatchBeside { batch, counts });
        }
        return Ok(());
    }
    load_file(web, parts, (&visitor.actor, &right), &id).await
}

async fn start(web: &Web, right: &Editing<'_>) -> Result<Start, Broken> {
    let waiting = uploads::list(right, web.snapshots.store(), web.now()).await;
    let batches = history::imports(right, &web.snapshots, RECENT).await;
    Ok(Start {
        waiting: Arc::new(waiting.map_err(Broken::of)?),
        batches: Arc::new(batches.map_err(Broken::of)?),
    })
}

async fn load_file(
    web: &Web,
    parts: &mut Parts,
    (actor, right): (&Actor, &Editing<'_>),
    id: &str,
) -> Result<(), Broken> {
    let job = web.imports.of(&right.by().id, id);
    if let Some(Job::Done(batch)) = job {
        parts.extensions.insert(Done(batch));
        return Ok(());
    }
    let store = web.snapshots.store();
    let file = uploads::read(right, store, id, web.now()).await;
    let Some(file) = file.map_err(Broken::of)? else {
        return Ok(());
    };
    let (kept, mapping) = (file.kept.clone(), file.mapping.clone());
    let state = match &job {
        Some(Job::Running(stage)) => State::Running(*stage),
        _ if kept.is_running(web.now()) => State::Running(None),
        _ => {
            let typed = query_value(&parts.uri, CHANGES);
            compared(web, actor.clone(), file, typed).await?
        }
    };
    let refusal = match job {
        Some(Job::Refused(refusal)) => Some(refusal),
        _ => None,
    };
    parts.extensions.insert(Looked {
        kept,
        mapping,
        refusal,
        state,
    });
    Ok(())
}

/// What a file would do, with the records of the page of changes that was asked for.
async fn compared(
    web: &Web,
    actor: Actor,
    file: File,
    typed: Option<String>,
) -> Result<State, Broken> {
    let snapshots = Arc::clone(&web.snapshots);
    let work = async move {
        match check(&actor, &snapshots, &file).await {
            Ok(checked) => {
                let paging = Paging::of(typed.as_deref(), checked.preview.changes.len());
                let now = snapshots.current();
                let foreseen = import::foresee(&checked, &now, paging.skip(), PER_PAGE);
                let checked = Arc::new(checked);
                Ok(State::Compared { checked, foreseen })
            }
            Err(ImportError::Book(fault)) => {
                let book = book::read(&file.kept.name, &file.bytes);
                let headers = book.map(|book| import::headers(&book)).unwrap_or_default();
                Ok(State::Unreadable { fault, headers })
            }
            Err(other) => Err(Broken::of(other)),
        }
    };
    web.imports.aside(work).await?
}

/// What a file of somebody's would do.
pub(super) async fn check(
    actor: &Actor,
    snapshots: &Snapshots,
    file: &File,
) -> Result<Checked, ImportError> {
    let upload = Upload {
        name: &file.kept.name,
        bytes: &file.bytes,
        mapping: &file.mapping,
    };
    // Who comes here has the right already; without it there is nothing to read.
    let Ok(right) = actor.editing() else {
        return Err(ImportError::Book(BookFault::Empty));
    };
    import::check(&right, snapshots, upload, &|_| {}).await
}

/// Why a file cannot be read when its headers mean something else; `None` if it can, or is gone.
pub(super) async fn fault_of(
    web: &Web,
    visitor: &Visitor,
    id: &str,
    mapping: Vec<Mapping>,
) -> Result<Option<BookFault>, Broken> {
    let actor = visitor.actor.clone();
    let right = visitor.actor.editing().map_err(Broken::of)?;
    let file = uploads::read(&right, web.snapshots.store(), id, web.now()).await;
    let Some(file) = file.map_err(Broken::of)? else {
        return Ok(None);
    };
    let file = File { mapping, ..file };
    let snapshots = Arc::clone(&web.snapshots);
    let work = async move { check(&actor, &snapshots, &file).await.map(drop) };
    match web.imports.aside(work).await? {
        Ok(()) => Ok(None),
        Err(ImportError::Book(fault)) => Ok(Some(fault)),
        Err(other) => Err(Broken::of(other)),
    }
}
