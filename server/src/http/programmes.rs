//! Programmes and their records, and the institution's records: making, changing and removing them.

use std::sync::Arc;

use app::submission::{FORM, REASON, RECORD, SURE, Submission, VERSION};
use app::view::address::Address;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use eligibility::file::Node;
use registry::access::Editing;
use registry::forms::{self, Forms};
use registry::seen::Seen;
use registry::snapshot::Snapshot;
use registry::store::{Change, RecordId, RecordKind};

use super::broken::Broken;
use super::form::{Posted, see_other};
use super::records::{self, Wanted, Whose};
use super::web::Web;

/// `POST /programmes/{id}/records`: a record of the programme is added, corrected or removed, or the
/// programme itself goes. To those who may not edit it is not there.
pub(super) async fn records(
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
    let sight = web.source.seen_by(visitor.actor.clone());
    let (snapshot, seen) = (sight.snapshot(), sight.seen());
    if seen.programme(&id).is_none() {
        return Ok(posted.not_found(&web).await);
    }
    let page = Address {
        lang: posted.lang(),
        ..Address::default()
    };
    if is_removal_of_itself(&posted) {
        let changes = match removal(&posted, snapshot, &seen, &id) {
            Ok(changes) => changes,
            Err(refused) => return Ok(again(&web, posted, *refused).await),
        };
        return match records::apply(&web, &right, &posted, &seen, &changes).await? {
            Ok(_) => Ok(see_other(&page.board().to_string())),
            Err(refused) => Ok(again(&web, posted, refused).await),
        };
    }
    let wanted = records::wanted(&posted, snapshot, &seen, Whose::Programme(&id));
    let changed = change(&web, &right, posted, &seen, wanted).await?;
    Ok(match changed {
        Ok(change) => {
            let id = renamed(&change).unwrap_or(id);
            let kind = records::kind(&change).name();
            see_other(&format!("{}#{kind}", page.records(&id)))
        }
        Err(response) => response,
    })
}

/// `POST /institution`: a record of the hospital's own. To those who may not edit it is not there.
pub(super) async fn institution(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let sight = web.source.seen_by(visitor.actor.clone());
    let (snapshot, seen) = (sight.snapshot(), sight.seen());
    let page = Address {
        path: "/institution".to_owned(),
        lang: posted.lang(),
        ..Address::default()
    };
    let wanted = match records::wanted(&posted, snapshot, &seen, Whose::Hospital) {
        // People and programmes have pages of their own.
        Wanted::Change(change) if is_of_others(&change) => Wanted::Nonsense,
        wanted => wanted,
    };
    let changed = change(&web, &right, posted, &seen, wanted).await?;
    Ok(match changed {
        Ok(change) => see_other(&format!("{page}#{}", records::kind(&change).name())),
        Err(response) => response,
    })
}

/// `POST /new/programme`: a programme with its departments. To those who may not edit it is not
/// there.
pub(super) async fn make(State(web): State<Arc<Web>>, posted: Posted) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let sight = web.source.seen_by(visitor.actor.clone());
    let seen = sight.seen();
    if posted.form() != "add" {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    }
    let (id, changes) = match new_programme(&posted, &seen) {
        Ok(new) => new,
        Err(refused) => return Ok(again(&web, posted, *refused).await),
    };
    Ok(
        match records::apply(&web, &right, &posted, &seen, &changes).await? {
            Ok(_) => {
                let page = Address {
                    lang: posted.lang(),
                    ..Address::default()
                };
                see_other(&page.records(&id).to_string())
            }
            Err(refused) => again(&web, posted, refused).await,
        },
    )
}

/// Makes what a form wants done; the change, or the answer instead.
async fn change(
    web: &Arc<Web>,
    right: &Editing<'_>,
    posted: Posted,
    seen: &Seen<'_>,
    wanted: Wanted,
) -> Result<Result<Change, Response>, Broken> {
    let change = match wanted {
        Wanted::Change(change) => change,
        Wanted::Refused(refused) => return Ok(Err(again(web, posted, refused).await)),
        Wanted::Nonsense => return Ok(Err(StatusCode::BAD_REQUEST.into_response())),
    };
    let changes = [change];
    let applied = records::apply(web, right, &posted, seen, &changes).await?;
    let [change] = changes;
    Ok(match applied {
        Ok(_) => Ok(change),
        Err(refused) => Err(again(web, posted, refused).await),
    })
}

/// The page of the form again, with what is wrong.
pub(super) async fn again(web: &Arc<Web>, posted: Posted, refused: Submission) -> Response {
    posted
        .page(web, StatusCode::UNPROCESSABLE_ENTITY, refused)
        .await
}

/// Whether a change is of a person's or a programme's own record.
fn is_of_others(change: &Change) -> bool {
    matches!(records::kind(change).name(), "person" | "programme")
}

/// The id a programme has after a change of its own record.
fn renamed(change: &Change) -> Option<String> {
    match change {
        Change::Correct { id, node, .. } if id.kind.name() == "programme" => node
            .get("id")
            .and_then(Node::as_text)
            .map(ToOwned::to_owned),
        _ => None,
    }
}

/// A new programme's id, and the changes that make it.
fn new_programme(
    posted: &Posted,
    seen: &Seen<'_>,
) -> Result<(String, Vec<Change>), Box<Submission>> {
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    let programme = records::read_kind(posted, &forms, "programme", |key| posted.value(key));
    let departments: Vec<&str> = posted.values("department").collect();
    let needs = posted.lang().words().setup.needs_department;
    let needed = |sent: Submission| match departments.as_slice() {
        [] => sent.fault("department", needs),
        _ => sent,
    };
    let (kind, node) = programme.map_err(|refused| Box::new(needed(*refused)))?;
    if departments.is_empty() {
        return Err(Box::new(needed(posted.submission())));
    }
    let id = node.get("id").and_then(Node::as_text);
    let id = id.unwrap_or_default().to_owned();
    let mut changes = vec![Change::Add {
        kind,
        owner: None,
        node,
    }];
    for department in departments {
        let read = records::read_kind(posted, &forms, "programme_department", |_| department);
        let (kind, node) = read?;
        changes.push(Change::Add {
            kind,
            owner: Some(id.clone()),
            node,
        });
    }
    Ok((id, changes))
}

fn is_removal_of_itself(posted: &Posted) -> bool {
    let id = RecordId::parse(posted.value(RECORD));
    posted.value(FORM) == "remove" && id.is_some_and(|id| id.kind.name() == "programme")
}

/// The changes that remove a programme with all it has.
fn removal(
    posted: &Posted,
    snapshot: &Snapshot,
    seen: &Seen<'_>,
    programme: &str,
) -> Result<Vec<Change>, Box<Submission>> {
    let words = posted.lang().words();
    let itself = seen.programme_record(programme);
    let asked = posted.value(RECORD);
    let Some(itself) = itself.filter(|record| record.id.to_string() == asked) else {
        return Err(Box::new(posted.submission().problem(words.records.gone)));
    };
    if posted.value(SURE) != "yes" || posted.value(REASON).trim().is_empty() {
        return Err(Box::new(
            posted.submission().problem(words.setup.remove_unsure),
        ));
    }
    let Ok(version) = posted.value(VERSION).parse() else {
        return Err(Box::new(
            posted.submission().problem(words.setup.remove_unsure),
        ));
    };
    let kinds = RecordKind::all().into_iter();
    let records = kinds
        .filter(|kind| kind.is_of_programme())
        .flat_map(|kind| forms::recorded(snapshot, kind, Some(programme)));
    let own = records.map(|record| Change::Remove {
        id: record.id,
        version: record.version,
    });
    let itself = Change::Remove {
        id: itself.id,
        version,
    };
    Ok(own.chain(std::iter::once(itself)).collect())
}
