//! Scans: taking one in, giving it out, taking it away.

pub(super) mod upload;

use std::sync::Arc;

use app::view::address::Address;
use app::wording::attachment_fault;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use registry::access::Editing;
use registry::accounts::Visitor;
use registry::attachments::{
    Attachment, AttachmentError, AttachmentFault, Holder, Kept, MAX_BYTES,
};
use registry::percent::encoded;
use registry::snapshot::Snapshot;
use registry::store::RecordId;

use self::upload::Upload;
use super::accounts::sign_in::is_ours;
use super::broken::Broken;
use super::form::{Posted, see_other};
use super::web::Web;

/// The most bytes that are read of a form with a file. What is longer than a scan may be is read all
/// the same, up to here, and thrown away: a browser shows an answer only after it has sent all.
const MOST_OF_AN_UPLOAD: usize = 4 * MAX_BYTES;

/// A scan is shown and does nothing, whatever is in it: no more than what is no page of ours may, and
/// apart from us. Browsers show PDFs and pictures by means of their own; all that they lose without a
/// style is that a picture stands in the middle.
const SHOWN_ONLY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);

/// `POST /staff/{number}/attachments`: another scan of a person's records.
pub(super) fn of_person() -> MethodRouter<Arc<Web>> {
    let add =
        async |State(web), Path(staff), request| add(web, Holder::Person(staff), request).await;
    post(add).layer(DefaultBodyLimit::max(MOST_OF_AN_UPLOAD))
}

/// `POST /programmes/{id}/attachments`: another scan of a programme's records.
pub(super) fn of_programme() -> MethodRouter<Arc<Web>> {
    let add = async |State(web), Path(id), request| add(web, Holder::Programme(id), request).await;
    post(add).layer(DefaultBodyLimit::max(MOST_OF_AN_UPLOAD))
}

/// `POST /institution/attachments`: another scan of the hospital's own records.
pub(super) fn of_institution() -> MethodRouter<Arc<Web>> {
    let add = async |State(web), request| add(web, Holder::Institution, request).await;
    post(add).layer(DefaultBodyLimit::max(MOST_OF_AN_UPLOAD))
}

/// Another scan. To those who may not edit it is not there, and nothing of what they send is read.
async fn add(web: Arc<Web>, holder: Holder, request: Request) -> Result<Response, Broken> {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let Some(visitor) = visitor else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        let posted = Posted::of(request.into_parts().0, Vec::new());
        return Ok(posted.not_found(&web).await);
    };
    let upload = match Upload::read(request).await {
        Ok(upload) => upload,
        Err(refused) => return Ok(refused),
    };
    let Upload { posted, file } = upload;
    let back = posted.back();
    let record = posted.value("record").to_owned();
    let done = match file {
        Some(file) => keep(&web, &right, (&holder, &record), file).await,
        None => Err(AttachmentFault::TooLarge.into()),
    };
    match sorted(done)? {
        Ok(_) => Ok(see_other(&back)),
        Err(fault) => Ok(again(&web, posted, fault).await),
    }
}

async fn keep(
    web: &Web,
    right: &Editing<'_>,
    (holder, record): (&Holder, &str),
    (name, bytes): (String, Vec<u8>),
) -> Result<Attachment, AttachmentError> {
    let own = RecordId::parse(record).filter(|id| Holder::of(id) == *holder);
    if own.is_none() {
        return Err(AttachmentFault::NoSuchRecord.into());
    }
    let snapshot = web.source.facts().snapshot();
    attach(web, right, &snapshot, record, (&name, bytes)).await
}

/// Adds a scan to a record that is there.
pub(super) async fn attach(
    web: &Web,
    right: &Editing<'_>,
    snapshot: &Snapshot,
    record: &str,
    file: (&str, Vec<u8>),
) -> Result<Attachment, AttachmentError> {
    let begun = web.attachments.begin(right, snapshot, record, file)?;
    let kept: Result<Kept, AttachmentError> =
        match tokio::task::spawn_blocking(|| begun.keep()).await {
            Ok(kept) => kept,
            Err(error) => Err(std::io::Error::other(error).into()),
        };
    web.attachments.add(right, web.now(), kept?).await
}

async fn again(web: &Arc<Web>, posted: Posted, fault: AttachmentFault) -> Response {
    let says = attachment_fault(posted.lang(), &fault);
    let field = match fault {
        AttachmentFault::NoSuchRecord => "record",
        _ => "file",
    };
    let status = match fault {
        AttachmentFault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let submission = posted.submission().fault(field, says);
    posted.page(web, status, submission).await
}

/// `POST /attachments/{id}/remove`: a scan leaves its record. To those who may not edit it is not
/// there.
pub(super) async fn remove(
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
    let removed = web.attachments.remove(&right, web.now(), &id).await;
    match sorted(removed)? {
        Ok(removed) => {
            let own = Address {
                lang: posted.lang(),
                ..Address::default()
            };
            let own = own.scans(&Holder::of(&removed.record)).to_string();
            Ok(see_other(&posted.back_or(own)))
        }
        Err(_) => Ok(posted.not_found(&web).await),
    }
}

/// `GET /attachments/{id}`: the scan itself. What may not be read is answered as what does not exist.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    let parts = request.into_parts().0;
    let Some(visitor) = parts.extensions.get::<Visitor>().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let facts = web.source.facts();
    let (snapshot, today) = (facts.snapshot(), facts.today());
    let right = visitor.actor.reading();
    let opened = web
        .attachments
        .open(&right, (&snapshot, today), &id)
        .await?;
    let Some(opened) = opened else {
        return Ok(Posted::of(parts, Vec::new()).not_found(&web).await);
    };
    let attachment = opened.attachment.clone();
    let read = tokio::task::spawn_blocking(move || opened.read()).await;
    Ok(given_out(&attachment, read.map_err(Broken::of)??))
}

fn given_out(attachment: &Attachment, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let media = HeaderValue::from_static(attachment.media.mime());
    headers.insert(CONTENT_TYPE, media);
    headers.insert(CONTENT_SECURITY_POLICY, SHOWN_ONLY);
    let name = encoded(&attachment.name);
    // Encoded, it is all letters that a header may hold.
    if let Ok(shown) = HeaderValue::from_str(&format!("inline; filename*=UTF-8''{name}")) {
        headers.insert(CONTENT_DISPOSITION, shown);
    }
    response
}

/// What went wrong: the visitor's fault to mend, or ours.
fn sorted(
    done: Result<Attachment, AttachmentError>,
) -> Result<Result<Attachment, AttachmentFault>, Broken> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(AttachmentError::Fault(fault)) => Ok(Err(fault)),
        Err(other) => Err(other.into()),
    }
}

impl Posted {
    /// Where the form was sent from, if it says so and it is a page of ours; else the page of its own
    /// address.
    fn back(&self) -> String {
        let own = self.parts.uri.path_and_query();
        self.back_or(own.map(ToString::to_string).unwrap_or_default())
    }

    fn back_or(&self, own: String) -> String {
        let back = self.value("back");
        if is_ours(back) { back.to_owned() } else { own }
    }
}
