//! Exporting: the form is read, the password asked for again where signing in is long ago, and the
//! file sent once the log has its entry.

use std::sync::Arc;

use app::locale::ExportWords;
use app::source::Sight;
use app::submission::Submission;
use app::view::day_typed::day_typed;
use app::view::staff::{self, FORMATS};
use axum::extract::{Query as UriQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use eligibility::day::Day;
use registry::accounts::{AccountError, Visitor};
use registry::export::{self, ExportError, Exported, Format, Prepared, Wanted, Whose};
use registry::staff_list::query::Query;

use super::accounts::sign_in::prove;
use super::broken::Broken;
use super::client;
use super::form::Posted;
use super::web::Web;

/// The field that is asked for where signing in is long ago.
const PASSWORD: &str = "present_password";

/// What a form asks for.
struct Asked {
    whose: Whom,
    on: Day,
    format: Format,
    reason: String,
    at: DateTime<Utc>,
}

enum Whom {
    Everybody,
    Found(Box<Query>),
}

/// Why a form was not carried out: the field, and what is wrong with it.
struct Refused {
    field: Option<&'static str>,
    says: &'static str,
}

/// `POST /export`: the people of the address's filter, or everybody, as a file. To those who may not
/// export it is not there.
pub(super) async fn export(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    if visitor.actor.auditing().is_err() {
        return Ok(posted.not_found(&web).await);
    }
    let sight = web.source.seen_by(visitor.actor.clone());
    let today = sight.today();
    let asked = match read(&posted, &sight, web.now()) {
        Ok(asked) => asked,
        Err(refused) => return Ok(refused.answer(&web, posted).await),
    };
    let posted = match proved(&web, posted, &visitor).await? {
        Ok(posted) => posted,
        Err(instead) => return Ok(instead),
    };
    let format = asked.format;
    let who = visitor.clone();
    let prepared = tokio::task::spawn_blocking(move || asked.prepare(&who, &sight));
    let prepared = match prepared.await.map_err(Broken::of)? {
        Ok(prepared) => prepared,
        Err(error) => {
            let refused = Refused::of(error, posted.lang().words().export)?;
            return Ok(refused.answer(&web, posted).await);
        }
    };
    let told = prepared.tell(web.snapshots.store());
    let exported = told.await.map_err(Broken::of)?;
    if exported.is_large() {
        let (account, n_rows) = (&visitor.actor.by.id, exported.n_rows);
        tracing::warn!(account, n_rows, "a large export");
    }
    Ok(file(exported, format, today))
}

/// The form, when its sender has proved lately who they are; else the answer that asks for it. What
/// was not typed is no attempt.
async fn proved(
    web: &Arc<Web>,
    posted: Posted,
    visitor: &Visitor,
) -> Result<Result<Posted, Response>, Broken> {
    if visitor.is_fresh(web.now()) {
        return Ok(Ok(posted));
    }
    let words = posted.lang().words().export;
    if posted.value(PASSWORD).is_empty() {
        let refused = Refused::at(PASSWORD, words.password_hint);
        return Ok(Err(refused.answer(web, posted).await));
    }
    let proof = match prove(web, &posted, &visitor.login, PASSWORD).await? {
        Ok(proof) => proof,
        Err(held_up) => return Ok(Err(held_up.answer(web, posted).await)),
    };
    let client = client::client(&posted.parts, &web.settings);
    let confirmed = web.accounts.confirm(visitor, &proof, &client, web.now());
    match confirmed.await {
        Ok(()) => Ok(Ok(posted)),
        Err(AccountError::Fault(_)) => {
            let refused = Refused::at(PASSWORD, words.wrong_password);
            Ok(Err(refused.answer(web, posted).await))
        }
        Err(other) => Err(other.into()),
    }
}

impl Asked {
    fn prepare(&self, visitor: &Visitor, sight: &Sight) -> Result<Prepared, ExportError> {
        let right = visitor.actor.auditing().map_err(|_| ExportError::Nobody)?;
        let whose = match &self.whose {
            Whom::Everybody => Whose::Everybody,
            Whom::Found(query) => Whose::Found(query),
        };
        let wanted = Wanted {
            whose,
            on: self.on,
            format: self.format,
            reason: &self.reason,
            at: self.at,
        };
        export::prepare(&right, &sight.seen(), wanted)
    }
}

/// Reads the form and the filter of its address; what is wrong is told before a password is asked
/// for.
fn read(posted: &Posted, sight: &Sight, at: DateTime<Utc>) -> Result<Asked, Refused> {
    let words = posted.lang().words().export;
    let mut formats = FORMATS.into_iter();
    let format = formats.find(|format| format.ending() == posted.value("format"));
    let reason = export::reason(posted.value("reason"));
    let reason = reason.map_err(|error| match error {
        ExportError::LongReason => Refused::at("reason", words.long_reason),
        _ => Refused::at("reason", words.no_reason),
    })?;
    let unreadable = || Refused::whole(words.unreadable);
    let (query, on) = filter(&posted.parts.uri, sight).ok_or_else(unreadable)?;
    Ok(Asked {
        whose: match posted.value("whose") {
            "everybody" => Whom::Everybody,
            "found" => Whom::Found(Box::new(query)),
            _ => return Err(Refused::at("whose", words.no_choice)),
        },
        on,
        format: format.ok_or_else(|| Refused::at("format", words.no_choice))?,
        reason,
        at,
    })
}

/// The filter and the day of an address, as the list reads them.
fn filter(uri: &Uri, sight: &Sight) -> Option<(Query, Day)> {
    let UriQuery(pairs) = UriQuery::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    let on = pairs.iter().rev().find(|(key, _)| key == "on");
    let on = match on.map(|(_, value)| value.as_str()) {
        None | Some("") => sight.today(),
        Some(typed) => day_typed(typed)?,
    };
    let typed = pairs
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()));
    let query = staff::query(typed, &sight.seen()).ok()?;
    Some((query, on))
}

impl Refused {
    const fn at(field: &'static str, says: &'static str) -> Self {
        Self {
            field: Some(field),
            says,
        }
    }

    const fn whole(says: &'static str) -> Self {
        Self { field: None, says }
    }

    fn of(error: ExportError, words: &ExportWords) -> Result<Self, Broken> {
        Ok(match error {
            ExportError::NoReason => Self::at("reason", words.no_reason),
            ExportError::LongReason => Self::at("reason", words.long_reason),
            ExportError::Nobody => Self::whole(words.nobody),
            ExportError::Write(_) | ExportError::Store(_) => return Err(Broken::of(error)),
        })
    }

    /// The form again, with what is wrong.
    async fn answer(self, web: &Arc<Web>, posted: Posted) -> Response {
        let sent: Submission = posted.submission();
        let sent = match self.field {
            Some(field) => sent.fault(field, self.says),
            None => sent.problem(self.says),
        };
        posted
            .page(web, StatusCode::UNPROCESSABLE_ENTITY, sent)
            .await
    }
}

/// The answer that browsers keep as a file. Its name is made of fixed words and the day.
fn file(exported: Exported, format: Format, today: Day) -> Response {
    let (kind, ending) = match format {
        Format::Sheets | Format::Wide => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
    };
    // 人员资质台账
    let chinese = "%E4%BA%BA%E5%91%98%E8%B5%84%E8%B4%A8%E5%8F%B0%E8%B4%A6";
    let name = format!(
        "attachment; filename=\"staff-ledger-{today}.{ending}\"; \
         filename*=UTF-8''{chinese}-{today}.{ending}"
    );
    let name = HeaderValue::from_str(&name);
    let name = name.unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, exported.bytes).into_response()
}
