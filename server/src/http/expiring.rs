//! What ends: letting it rest, and renewing several papers at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::beside::RenewFaults;
use app::submission::{FORM, REASON, Submission};
use app::view::address::Address;
use app::view::day_typed::day_typed;
use app::view::due_renew::{MOST_OF_SCANS, filter_kept};
use app::wording::{attachment_fault, due as wording};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use registry::access::Editing;
use registry::accounts::Visitor;
use registry::attachments::{AttachmentFault, takes_scans};
use registry::due::renewal::{Typed, gap, renewal};
use registry::due::rest::{self, RestFault};
use registry::due::{self, Due};
use registry::forms::{self, Forms};
use registry::seen::Seen;
use registry::staff_list::PER_PAGE;
use registry::store::{Change, RecordId};

use super::attachments::attach;
use super::attachments::upload::{Extent, Most, Uploads};
use super::broken::Broken;
use super::form::{Posted, query_pairs, see_other};
use super::records;
use super::web::Web;

/// The fields of a paper, and those of the whole form.
const FIELDS_OF_ONE: usize = 4;
const FIELDS_OF_ALL: usize = 8;
/// The most bytes that are read of the form. What is beyond those of the scans is not kept, but
/// browsers only read an answer once they have sent everything: a photograph for each paper of a page
/// is within it.
const MOST_RECEIVED: usize = 256 << 20;

/// Files by the names of their fields: what each is called, and what it holds.
type NamedFiles = BTreeMap<String, (String, Vec<u8>)>;

/// What a form of the page comes to.
enum Done {
    /// To be written.
    Changes(Vec<Change>),
    /// The form again, with why not.
    Again(Submission),
    /// No form of ours sends this.
    Nonsense,
}

/// `POST /expiring`: what was chosen rests, or something is awake again. To those who may not change
/// files it is not there.
pub(super) async fn rest(State(web): State<Arc<Web>>, posted: Posted) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let sight = web.source.seen_by(visitor.actor.clone());
    let (snapshot, seen) = (sight.snapshot(), sight.seen());
    let done = match (posted.form(), posted.value("wake")) {
        ("rest", "") => put_off(&right, &posted, &seen, snapshot),
        ("rest", key) => Done::Changes(rest::wake(&right, snapshot, key)),
        _ => Done::Nonsense,
    };
    let refused = match done {
        Done::Changes(changes) => {
            let applied = records::apply(&web, &right, &posted, &seen, &changes).await?;
            match applied {
                Ok(_) => {
                    let own = posted.parts.uri.path_and_query();
                    return Ok(see_other(own.map_or("/expiring", |own| own.as_str())));
                }
                Err(refused) => refused,
            }
        }
        Done::Again(refused) => refused,
        Done::Nonsense => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(posted.page(&web, status, refused).await)
}

fn put_off(
    right: &Editing<'_>,
    posted: &Posted,
    seen: &Seen<'_>,
    snapshot: &registry::snapshot::Snapshot,
) -> Done {
    let words = posted.lang().words().due;
    let keys: BTreeSet<&str> = posted.values("key").collect();
    let sent = || posted.submission();
    if keys.is_empty() {
        return Done::Again(sent().problem(words.none_chosen));
    }
    let (typed, reason) = (posted.value("until").trim(), posted.value(REASON).trim());
    let until = day_typed(typed);
    if until.is_none() && !typed.is_empty() {
        return Done::Again(sent().fault("until", words.no_day));
    }
    if reason.is_empty() {
        return Done::Again(sent().fault(REASON, words.reason_missing));
    }
    let today = seen.today();
    let all = due::all(seen, today);
    let dues: Vec<&Due> = all
        .iter()
        .filter(|due| keys.contains(due.key.as_str()))
        .collect();
    if dues.len() < keys.len() {
        return Done::Again(sent().problem(words.gone));
    }
    match rest::rest(right, snapshot, &dues, (until, reason), today) {
        Ok(changes) => Done::Changes(changes),
        Err(RestFault::Past) => Done::Again(sent().fault("until", words.past)),
        Err(RestFault::NeedsDay) => Done::Again(sent().fault("until", words.needs_day)),
    }
}

/// The form by which several papers are renewed.
pub(super) fn renew_route() -> MethodRouter<Arc<Web>> {
    post(renew).layer(DefaultBodyLimit::max(MOST_RECEIVED))
}

/// `POST /expiring/renew`: all papers are renewed in one act, or none; then their scans are added, and
/// it is said of how many that failed. To those who may not change files it is not there, and nothing
/// of what they send is read.
async fn renew(State(web): State<Arc<Web>>, request: Request) -> Result<Response, Broken> {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        let posted = Posted::of(request.into_parts().0, Vec::new());
        return Ok(posted.not_found(&web).await);
    };
    let most = Most {
        fields: PER_PAGE * FIELDS_OF_ONE + FIELDS_OF_ALL,
        bytes: MOST_OF_SCANS,
    };
    let uploads = Uploads::read(request, |name| name.starts_with("scan-"), most).await;
    let Uploads {
        posted,
        files,
        extent,
    } = match uploads {
        Ok(uploads) => uploads,
        Err(refused) => return Ok(refused),
    };
    if extent == Extent::CutOff {
        return Ok(cut_off(&web, posted).await);
    }
    // A field for a file that was left blank comes without a name.
    let files = files.into_iter().filter(|(_, (name, _))| !name.is_empty());
    let files: NamedFiles = files.collect();
    let keys: Vec<String> = posted.values("key").map(ToOwned::to_owned).collect();
    let apart: BTreeSet<&String> = keys.iter().collect();
    if posted.form() != "renew"
        || keys.is_empty()
        || keys.len() > PER_PAGE
        || apart.len() < keys.len()
    {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    }
    if extent == Extent::WithoutFiles {
        let says = wording::too_many_scans(posted.lang(), false);
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(posted.refused(&web, status, says).await);
    }
    let sight = web.source.seen_by(visitor.actor.clone());
    let seen = sight.seen();
    let Renewals {
        changes,
        faults,
        n_gaps,
    } = renewals(&web, &right, (&posted, &keys), &seen, &files);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if !faults.is_empty() {
        let words = posted.lang().words().due;
        let refused = posted.submission().problem(words.nothing_written);
        let posted = posted.beside(RenewFaults(Arc::new(faults)));
        return Ok(posted.page(&web, status, refused).await);
    }
    let applied = records::apply(&web, &right, &posted, &seen, &changes).await?;
    let made = match applied {
        Ok(made) => made,
        Err(refused) => return Ok(posted.page(&web, status, refused).await),
    };
    let n_unscanned = add_scans(&web, &right, (&keys, &made), files).await;
    let mut own = filter_of(&posted.parts.uri, &seen);
    own.push(("renewed", made.len().to_string()));
    let told = [("gaps", n_gaps), ("unscanned", n_unscanned)].into_iter();
    let told = told.filter(|(_, n)| *n > 0);
    own.extend(told.map(|(key, n)| (key, n.to_string())));
    let list = Address {
        path: "/expiring".to_owned(),
        lang: posted.lang(),
        own,
        ..Address::default()
    };
    Ok(see_other(&list.to_string()))
}

/// That nothing was written, since not even the form could be read to its end: what was typed into the
/// rest of it is not here, and half of it is not shown.
async fn cut_off(web: &Arc<Web>, posted: Posted) -> Response {
    let says = wording::too_many_scans(posted.lang(), true);
    let form = vec![(FORM.to_owned(), "renew".to_owned())];
    let posted = Posted::of(posted.parts, form);
    posted
        .refused(web, StatusCode::PAYLOAD_TOO_LARGE, says)
        .await
}

/// Adds the scans of papers that are renewed by now; how many could not be added. The renewal stands
/// whatever becomes of them.
async fn add_scans(
    web: &Web,
    right: &Editing<'_>,
    (keys, made): (&[String], &[RecordId]),
    mut files: NamedFiles,
) -> usize {
    let now = web.snapshots.current();
    let mut n_failed = 0;
    for (key, record) in keys.iter().zip(made) {
        let Some((name, bytes)) = files.remove(&format!("scan-{key}")) else {
            continue;
        };
        let added = attach(web, right, &now, &record.to_string(), (&name, bytes)).await;
        if let Err(error) = added {
            tracing::error!(%error, "the scan of a renewed paper was not kept");
            n_failed += 1;
        }
    }
    n_failed
}

/// What the list was filtered by.
fn filter_of(uri: &Uri, seen: &Seen<'_>) -> Vec<(&'static str, String)> {
    let pairs = query_pairs(uri);
    let typed = pairs.iter();
    let typed = typed.map(|(key, value)| (key.as_str(), value.as_str()));
    filter_kept(typed, seen)
}

/// The records that renew what was chosen.
#[derive(Default)]
struct Renewals {
    changes: Vec<Change>,
    /// What is wrong with each, by its key.
    faults: BTreeMap<String, Vec<String>>,
    /// How many of them begin after days without one.
    n_gaps: usize,
}

fn renewals(
    web: &Web,
    right: &Editing<'_>,
    (posted, keys): (&Posted, &[String]),
    seen: &Seen<'_>,
    files: &NamedFiles,
) -> Renewals {
    let lang = posted.lang();
    let all = due::all(seen, seen.today());
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    let mut all_new = Renewals::default();
    for key in keys {
        let Some(due) = all.iter().find(|due| due.key == *key) else {
            let gone = vec![lang.words().due.gone.to_owned()];
            all_new.faults.insert(key.clone(), gone);
            continue;
        };
        let own = |name: &str| posted.value(&format!("{name}-{key}")).trim();
        // What was typed for all stands where nothing was typed for the one.
        let or_shared = |name: &'static str| match own(name) {
            "" => posted.value(name),
            own => own,
        };
        let typed = Typed {
            first: or_shared("first"),
            last: or_shared("last"),
            number: own("number"),
        };
        let mut says = Vec::new();
        match renewal(right, seen, &forms, due, typed) {
            Ok(change) => {
                all_new.n_gaps += usize::from(gap(due, &change).is_some());
                all_new.changes.push(change);
            }
            Err(found) => {
                let form = due.record.as_ref().and_then(|id| forms::form(id.kind));
                let found = found.iter();
                says.extend(found.map(|fault| wording::renewal_fault(lang, fault, form)));
            }
        }
        if let Some((name, bytes)) = files.get(&format!("scan-{key}")) {
            let fits = match &due.record {
                Some(record) if takes_scans(record.kind) => {
                    web.attachments.check(right, (name, bytes))
                }
                _ => Err(AttachmentFault::NoSuchRecord),
            };
            says.extend(fits.err().map(|fault| attachment_fault(lang, &fault)));
        }
        if !says.is_empty() {
            all_new.faults.insert(key.clone(), says);
        }
    }
    all_new
}
