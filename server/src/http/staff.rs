//! Staff files: changing the records of one person in place, leaving, taking changes back, and
//! opening the file of a new person.

use std::sync::Arc;

use app::submission::{KIND, LAST, REASON, RECORD, Submission};
use app::view::address::Address;
use app::view::day_typed::day_typed;
use app::view::staff_file::anchor;
use app::wording::{record_text, staff_file as wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use eligibility::day::Day;
use eligibility::facts::StaffNumber;
use eligibility::file::Node;
use registry::access::Editing;
use registry::forms::{self, FieldFault, Forms};
use registry::history::{self, UndoError};
use registry::ledger::Fault;
use registry::seen::Seen;
use registry::snapshot::Snapshot;
use registry::staff_file::leaving;
use registry::store::{Change, RecordId, RecordKind};

use super::broken::Broken;
use super::form::{Posted, query_value, see_other};
use super::records::{self, Wanted, Whose};
use super::web::Web;

/// What a form came to: where to go, or the page again with why not.
enum Done {
    /// To the file, at a place on it.
    At(String),
    /// To another page.
    Elsewhere(String),
    /// The same page again.
    Again(Submission),
    /// No form of ours sends this.
    Nonsense,
}

/// `POST /staff/{number}`: a change of a person's file. A file that may not be seen is not there;
/// one that may be seen and not changed stays as it is.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    Path(number): Path<String>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let sight = web.source.seen_by(visitor.actor.clone());
    let (snapshot, seen) = (sight.snapshot(), sight.seen());
    if seen.person(&number).is_none() {
        let nothing = Submission::default();
        return Ok(posted.page(&web, StatusCode::NOT_FOUND, nothing).await);
    }
    let Ok(right) = visitor.actor.editing() else {
        let says = posted.lang().words().files.not_yours;
        return Ok(posted.refused(&web, StatusCode::FORBIDDEN, says).await);
    };
    let done = match posted.form() {
        "restore" => restore(&web, &right, &posted, &number).await?,
        "leave" => leave(&web, &right, (&posted, &seen), snapshot, &number).await?,
        _ => one(&web, &right, (&posted, &seen), snapshot, &number).await?,
    };
    Ok(match done {
        Done::At(place) => see_other(&format!("{}#{place}", file(&posted))),
        Done::Elsewhere(address) => see_other(&address),
        Done::Again(refused) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            posted.page(&web, status, refused).await
        }
        Done::Nonsense => StatusCode::BAD_REQUEST.into_response(),
    })
}

/// The file's address without what was open.
fn file(posted: &Posted) -> Address {
    let uri = &posted.parts.uri;
    let by = query_value(uri, "by");
    Address {
        path: uri.path().to_owned(),
        lang: posted.lang(),
        on: query_value(uri, "on").as_deref().and_then(day_typed),
        own: by.map(|by| ("by", by)).into_iter().collect(),
        ..Address::default()
    }
}

/// Adds, corrects, ends or removes one record.
async fn one(
    web: &Web,
    right: &Editing<'_>,
    (posted, seen): (&Posted, &Seen<'_>),
    snapshot: &Snapshot,
    staff: &str,
) -> Result<Done, Broken> {
    let words = posted.lang().words();
    if posted.form() == "remove" && posted.value(REASON).trim().is_empty() {
        let is_record = RecordId::parse(posted.value(RECORD)).is_some();
        let refused = posted
            .submission()
            .fault(REASON, words.files.reason_missing);
        return Ok(if is_record {
            Done::Again(refused)
        } else {
            Done::Nonsense
        });
    }
    let change = match records::wanted(posted, snapshot, seen, Whose::Person(staff)) {
        Wanted::Change(change) => change,
        Wanted::Refused(refused) => return Ok(Done::Again(refused)),
        Wanted::Nonsense => return Ok(Done::Nonsense),
    };
    // Whoever ends the last employment here leaves, and the form has said what ends too.
    let too = leaving::with_last(right, snapshot, staff, &change);
    let changes: Vec<_> = std::iter::once(change.clone()).chain(too).collect();
    let applied = records::apply(web, right, posted, seen, &changes).await?;
    Ok(match (applied, change) {
        (Err(refused), _) => Done::Again(refused),
        (Ok(_), Change::Remove { id, .. }) if id.kind.name() == "person" => Done::Elsewhere(
            file(posted)
                .at_path("/staff")
                .with_own(Vec::new())
                .to_string(),
        ),
        (Ok(_), Change::Correct { id, node, .. }) if id.kind.name() == "person" => {
            let number = node.get("staff").and_then(Node::as_text).unwrap_or(staff);
            Done::Elsewhere(file(posted).staff(number).to_string())
        }
        (Ok(_), Change::Remove { .. }) => Done::At("content".to_owned()),
        (Ok(records), _) => {
            let place = records.first().map(anchor);
            Done::At(place.unwrap_or_else(|| "content".to_owned()))
        }
    })
}

/// Ends what goes on, in one act.
async fn leave(
    web: &Web,
    right: &Editing<'_>,
    (posted, seen): (&Posted, &Seen<'_>),
    snapshot: &Snapshot,
    staff: &str,
) -> Result<Done, Broken> {
    let lang = posted.lang();
    let day = match last_day(posted, seen) {
        Ok(day) => day,
        Err(refused) => return Ok(Done::Again(*refused)),
    };
    let with_memberships = posted.value("memberships") == "yes";
    let changes = leaving::leave(right, snapshot, staff, day, with_memberships);
    if changes.is_empty() {
        let says = lang.words().files.leave_nothing;
        return Ok(Done::Again(posted.submission().problem(says)));
    }
    let applied = records::apply(web, right, posted, seen, &changes).await?;
    Ok(match applied {
        Ok(_) => Done::At("content".to_owned()),
        Err(refused) => Done::Again(refused),
    })
}

/// The last day that was typed, read as that of an employment.
fn last_day(posted: &Posted, seen: &Seen<'_>) -> Result<Day, Box<Submission>> {
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    let node = match read(&forms, "employment", |key| match key {
        LAST => posted.value(LAST),
        _ => "",
    }) {
        Ok((_, node)) => node,
        Err(faults) => return Err(Box::new(records::faulty(posted, &faults))),
    };
    let day = node.get(LAST).and_then(Node::as_text).and_then(Day::parse);
    day.ok_or_else(|| {
        let says = record_text::fault(posted.lang(), &Fault::Missing);
        Box::new(posted.submission().fault(LAST, says))
    })
}

/// Takes back what one entry of the log tells of the person.
async fn restore(
    web: &Web,
    right: &Editing<'_>,
    posted: &Posted,
    staff: &str,
) -> Result<Done, Broken> {
    let lang = posted.lang();
    let Ok(seq) = posted.value("seq").parse::<i64>() else {
        return Ok(Done::Nonsense);
    };
    let refused = |says: String| Ok(Done::Again(posted.submission().problem(says)));
    let nothing = || refused(lang.words().files.restore_nothing.to_owned());
    let entry = history::entry_of_person(right, &web.snapshots, staff, seq).await;
    if entry.map_err(Broken::of)?.is_none() {
        return nothing();
    }
    match history::restore(right, &web.snapshots, seq, web.now()).await {
        Ok(_) => {
            let history = posted.parts.uri.path_and_query();
            let history = history.map(ToString::to_string);
            let now = web.snapshots.current();
            let is_there = now.hospital.person(&StaffNumber::new(staff)).is_some();
            let elsewhere = || file(posted).at_path("/staff").to_string();
            let to = history.filter(|_| is_there);
            Ok(Done::Elsewhere(to.unwrap_or_else(elsewhere)))
        }
        Err(UndoError::NotFound | UndoError::TakenBack) => nothing(),
        Err(UndoError::ChangedSince(records)) => {
            let kind = |id: &RecordId| record_text::kind(lang, id.kind).to_owned();
            let kinds: Vec<_> = records.iter().map(kind).collect();
            refused(wording::changed_since(lang, &kinds))
        }
        Err(UndoError::Apply(error)) => {
            let sent = records::undone(posted, error)?;
            Ok(Done::Again(sent))
        }
        Err(UndoError::Store(error)) => Err(Broken::of(error)),
    }
}

/// `POST /staff`: the file of a new person, in one act. To those who may not change files it is not
/// there.
pub(super) async fn open(State(web): State<Arc<Web>>, posted: Posted) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let mut posted = posted;
    to_form(&mut posted);
    let Ok(right) = visitor.actor.editing() else {
        let nothing = Submission::default();
        return Ok(posted.page(&web, StatusCode::NOT_FOUND, nothing).await);
    };
    if posted.form() != "add" || posted.value(KIND) != "person" {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    }
    let sight = web.source.seen_by(visitor.actor.clone());
    let seen = sight.seen();
    let refused = match newcomer(&posted, &seen) {
        Ok((staff, changes)) => {
            match records::apply(&web, &right, &posted, &seen, &changes).await? {
                Ok(_) => return Ok(see_other(&file(&posted).staff(&staff).to_string())),
                Err(refused) => refused,
            }
        }
        Err(refused) => *refused,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(posted.page(&web, status, refused).await)
}

/// What is wrong is shown on the page of the form, which has an address of its own.
fn to_form(posted: &mut Posted) {
    let query = posted.parts.uri.query();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = format!("/new/person{query}").parse() {
        posted.parts.uri = uri;
    }
}

/// The number and the records of a new person, or what is wrong.
fn newcomer(posted: &Posted, seen: &Seen<'_>) -> Result<(String, Vec<Change>), Box<Submission>> {
    let words = posted.lang().words().files;
    let staff = posted.value("staff").trim().to_owned();
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    for kind in ["person", "employment", "membership", "profession"] {
        match read(&forms, kind, |key| match key {
            LAST => "",
            key => posted.value(key),
        }) {
            Ok((kind, node)) => {
                let owner = kind.is_owned().then(|| staff.clone());
                changes.push(Change::Add { kind, owner, node });
            }
            Err(found) => faults.extend(found),
        }
    }
    for key in ["name", "from"] {
        if posted.value(key).trim().is_empty() {
            let fault = Fault::Missing;
            faults.push(FieldFault {
                key: Some(key),
                fault,
            });
        }
    }
    let is_taken = choosable.person(&StaffNumber::new(&staff)).is_some();
    if is_taken {
        let refused = records::faulty(posted, &faults);
        return Err(Box::new(refused.fault("staff", words.number_taken)));
    }
    if !faults.is_empty() {
        return Err(Box::new(records::faulty(posted, &faults)));
    }
    Ok((staff, changes))
}

/// What was typed as a record of a kind.
fn read<'t>(
    forms: &Forms<'_>,
    kind: &str,
    typed: impl Fn(&str) -> &'t str,
) -> Result<(RecordKind, Node), Vec<FieldFault>> {
    let kind = RecordKind::from_name(kind);
    let form = kind.and_then(|kind| Some((kind, forms::form(kind)?)));
    // Every name above is that of a kind with a form; a test opens a file with all of them.
    let Some((kind, form)) = form else {
        return Err(Vec::new());
    };
    Ok((kind, forms.read(form, typed)?))
}
