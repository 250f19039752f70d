//! Calendars: giving out addresses to subscribe to, and answering what fetches them.
//!
//! What fetches a calendar is a program that cannot sign in: the address holds the secret. So nothing
//! here tells one address that gives nothing from another, and no address is ever logged.

use std::sync::Arc;

use app::beside::{NewFeed, OwnFeeds};
use app::locale::Lang;
use app::source::Sight;
use app::submission::Submission;
use app::view::calendar::{Matters, Place};
use app::view::feeds::{PERSON, scope_of, wanted_of};
use app::wording::Voice;
use app::wording::feeds::feed_error;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH,
};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use registry::access::Actor;
use registry::accounts::{Token, Visitor};
use registry::calendar;
use registry::feeds::told::{self, Telling};
use registry::feeds::{self, FeedError, Opened, Scope, Wanted};
use registry::openings::{self, Opening};

use super::broken::Broken;
use super::client;
use super::form::{Posted, lang_of, query_value, see_other};
use super::web::Web;

/// How many characters the secret part of an address has.
const SECRET: usize = 64;
const CALENDAR: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");
/// Kept by who fetched it, and asked about each time: the right to it may be gone.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Puts the own addresses beside the request for their page.
pub(super) async fn load(web: &Web, parts: &mut Parts, visitor: &Visitor) -> Result<(), Broken> {
    let (right, store) = (visitor.actor.reading(), web.snapshots.store());
    let own = feeds::own(&right, store, web.now()).await;
    let own = own.map_err(Broken::of)?;
    parts.extensions.insert(OwnFeeds(Arc::new(own)));
    Ok(())
}

/// `POST /feeds`: another address, another secret for one, or one less.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let (right, store) = (visitor.actor.reading(), web.snapshots.store());
    let id = posted.value("feed").to_owned();
    let given = match posted.form() {
        "add" => add(&web, &posted, &visitor.actor).await,
        "reset" => match feeds::reset(&right, store, &id, web.now()).await {
            Ok(Some(token)) => Ok(token),
            Ok(None) => Err(FeedError::NotThere),
            Err(error) => Err(error),
        },
        "remove" => {
            let removed = openings::remove(&right, store, Opening::Feed, &id, web.now()).await;
            removed.map_err(Broken::of)?;
            let back = posted.parts.uri.path_and_query().map(ToString::to_string);
            return Ok(see_other(back.as_deref().unwrap_or("/feeds")));
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    match given {
        Ok(token) => {
            let posted = posted.beside(address(&web, &token));
            Ok(posted
                .page(&web, StatusCode::OK, Submission::default())
                .await)
        }
        Err(FeedError::NotThere) if posted.value("scope") == PERSON => {
            let words = posted.lang().words().feeds;
            let says = if posted.value("staff").trim().is_empty() {
                words.staff_missing
            } else {
                words.staff_unknown
            };
            let submission = posted.submission().fault("staff", says);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(posted.page(&web, status, submission).await)
        }
        Err(error) => match feed_error(posted.lang(), &error) {
            Some(says) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(posted.refused(&web, status, says).await)
            }
            None => Err(Broken::of(error)),
        },
    }
}

async fn add(web: &Web, posted: &Posted, actor: &Actor) -> Result<Token, FeedError> {
    let scope = scope_of(posted.value("scope"), posted.value("staff"));
    let scope = scope.ok_or(FeedError::NotThere)?;
    let lang = Lang::from_code(posted.value("lang")).unwrap_or(posted.lang());
    let value = |key: &str| Some(posted.value(key).to_owned());
    let wanted = wanted_of(scope, lang, value);
    let sight = web.source.seen_by(actor.clone());
    let store = web.snapshots.store();
    let seen = (&sight.seen(), sight.today());
    feeds::add(&actor.reading(), store, seen, &wanted, web.now()).await
}

fn address(web: &Web, token: &Token) -> NewFeed {
    let base = &web.settings.base_url;
    let link = format!("{base}/feeds/{}.ics", token.reveal());
    let host = link.split_once("://").map_or(&*link, |(_, host)| host);
    NewFeed {
        webcal: format!("webcal://{host}").into(),
        link: link.into(),
    }
}

/// `GET /feeds/{secret}.ics`: the calendar, for whoever knows the address. It neither reads nor sets a
/// cookie, and leads nowhere else.
pub(super) async fn fetch(
    State(web): State<Arc<Web>>,
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    let parts = request.into_parts().0;
    let Some(opened) = open(&web, &file).await? else {
        return Ok(unknown(&web, &parts));
    };
    let (feed, actor) = (opened.feed, opened.actor);
    let Some(text) = written(&web, actor, (feed.id.clone(), feed.wanted.clone())).await? else {
        return Ok(unknown(&web, &parts));
    };
    web.note_use(Opening::Feed, &feed.id, feed.last_used.as_deref());
    Ok(answer(&parts.headers, text))
}

async fn open(web: &Web, file: &str) -> Result<Option<Opened>, Broken> {
    let secret = file.strip_suffix(".ics");
    let is_secret =
        |text: &&str| text.len() == SECRET && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(secret) = secret.filter(is_secret) else {
        return Ok(None);
    };
    let opened = feeds::open(web.snapshots.store(), secret, web.now()).await;
    opened.map_err(Broken::of)
}

/// What an address that gives nothing is answered, for whatever reason it does not. Whoever asks for
/// many of them is told to wait; whoever knows one that gives something is not held up by that, since
/// calendars are fetched for many people from few addresses.
fn unknown(web: &Web, parts: &Parts) -> Response {
    let address = client::address(parts, &web.settings);
    if web.unknown_feeds.allows(address, web.now()) {
        (StatusCode::NOT_FOUND, "404\n").into_response()
    } else {
        (StatusCode::TOO_MANY_REQUESTS, "429\n").into_response()
    }
}

/// `GET /staff/{number}/calendar.ics`, for those who may read the file.
pub(super) async fn of_person(
    State(web): State<Arc<Web>>,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    download(&web, Scope::Person(number), request).await
}

/// `GET /programmes/{id}/calendar.ics`, for those who may read the programme.
pub(super) async fn of_programme(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    download(&web, Scope::Programme(id), request).await
}

/// `GET /departments/{id}/calendar.ics`, for those who may read the department.
pub(super) async fn of_department(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Broken> {
    download(&web, Scope::Department(id), request).await
}

/// `GET /calendar.ics`, for those who may read everything.
pub(super) async fn of_hospital(
    State(web): State<Arc<Web>>,
    request: Request,
) -> Result<Response, Broken> {
    download(&web, Scope::Hospital, request).await
}

/// A calendar as a file, as its address asks for it.
async fn download(web: &Arc<Web>, scope: Scope, request: Request) -> Result<Response, Broken> {
    let parts = request.into_parts().0;
    let Some(visitor) = parts.extensions.get::<Visitor>().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let value = |key: &str| query_value(&parts.uri, key);
    let wanted = wanted_of(scope, lang_of(&parts.uri), value);
    // The same for each file that somebody takes of the same thing, so that a later one replaces the
    // earlier; another in any other, so that no two tell who is the same.
    let mask = format!("{} {}", visitor.actor.by.id, parts.uri.path());
    let Some(text) = written(web, visitor.actor, (mask, wanted)).await? else {
        return Ok(Posted::of(parts, Vec::new()).not_found(web).await);
    };
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, CALENDAR);
    let name = HeaderValue::from_static("attachment; filename=\"calendar.ics\"");
    headers.insert(CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The file, as its reader may see it now; `None` if there is nothing to be seen. What stands for people
/// told by their initials is made of `feed`.
async fn written(
    web: &Arc<Web>,
    actor: Actor,
    (feed, wanted): (String, Wanted),
) -> Result<Option<String>, Broken> {
    let sight = web.source.seen_by(actor);
    let (telling, sight) = telling(web, sight).await?;
    let web = Arc::clone(web);
    let text = aside(move || {
        let matters = Matters::of(&sight.seen(), &wanted.scope, &telling, sight.today())?;
        Some(text(&web, (&sight, &matters), (&feed, &wanted)))
    });
    text.await
}

/// What calendars tell of the facts that are seen, noted where it is new.
async fn telling(web: &Web, sight: Sight) -> Result<(Arc<Telling>, Sight), Broken> {
    let version = sight.snapshot().version;
    if let Some(telling) = web.teller.known(version, sight.today()) {
        return Ok((telling, sight));
    }
    let said = aside(move || (told::said(&sight.seen(), sight.today()), sight));
    let (said, sight) = said.await?;
    let noted = web.teller.note(web.snapshots.store(), said, web.now());
    Ok((noted.await.map_err(Broken::of)?, sight))
}

fn text(
    web: &Web,
    (sight, matters): (&Sight, &Matters),
    (feed, wanted): (&str, &Wanted),
) -> String {
    let seen = sight.seen();
    let lang = Lang::from_code(&wanted.lang).unwrap_or_default();
    let voice = Voice::new(lang, seen.catalogue());
    let place = Place {
        base_url: &web.settings.base_url,
        feed,
    };
    let calendar = matters.calendar((voice, &seen), wanted, place);
    calendar.written()
}

/// Off the threads that answer requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Broken> {
    tokio::task::spawn_blocking(work).await.map_err(Broken::of)
}

/// The calendar, or that it is the one that was fetched before.
fn answer(asked: &HeaderMap, text: String) -> Response {
    let tag = format!("\"{}\"", calendar::fingerprint(&text));
    let mut response = if is_known(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = text.into_response();
        response.headers_mut().insert(CONTENT_TYPE, CALENDAR);
        response
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, ASK_AGAIN);
    // Quotes and hexadecimal make a value.
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    response
}

/// Whether one of the tags that were sent is this one, or stands for any.
fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let sent = asked.get_all(IF_NONE_MATCH).iter();
    let sent = sent.filter_map(|value| value.to_str().ok());
    let mut tags = sent.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|sent| sent == "*" || sent.trim_start_matches("W/") == tag)
}
