//! Notices: what HR and administrators set, and a test message.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::beside::NoticesShown;
use app::submission::Outcome;
use app::view::notices::Question;
use app::wording;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use registry::access::Editing;
use registry::accounts::Visitor;
use registry::notices::{
    History, NewRecipient, NewRobot, NoticeError, NoticeFault, RobotKind, Scope, Secret, Settings,
    Through,
};

use super::broken::Broken;
use super::form::{Posted, query_value, see_other};
use super::web::Web;
use crate::notices::Refused;

/// What came of a form.
enum Done {
    /// It was carried out; the page shows it.
    Yes,
    /// A test message was taken by the other side.
    Tested,
    /// A test message was not.
    Untaken(String),
}

/// `POST /notices`: to those who may not edit files it is not there.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    posted: Posted,
) -> Result<Response, Broken> {
    let Some(visitor) = posted.visitor().cloned() else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(right) = visitor.actor.editing() else {
        return Ok(posted.not_found(&web).await);
    };
    let Some(done) = carry_out(&web, &right, &posted).await else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    Ok(match done {
        Ok(Done::Yes) => {
            let back = posted.parts.uri.path_and_query().map(ToString::to_string);
            see_other(back.as_deref().unwrap_or("/notices"))
        }
        Ok(Done::Tested) => {
            let says = posted.lang().words().notices.tested.to_owned();
            let outcome = Outcome { says, link: None };
            posted.done(&web, outcome).await
        }
        Ok(Done::Untaken(says)) => posted.refused(&web, StatusCode::BAD_GATEWAY, says).await,
        Err(NoticeError::Fault(fault)) => again(&web, posted, fault).await,
        Err(NoticeError::Key(error)) => {
            tracing::error!(%error, "a robot cannot be kept or read");
            again(&web, posted, NoticeFault::NoKey).await
        }
        Err(other) => return Err(Broken::of(other)),
    })
}

/// Does what the form asks for; `None` for a form there is not.
async fn carry_out(
    web: &Web,
    right: &Editing<'_>,
    posted: &Posted,
) -> Option<Result<Done, NoticeError>> {
    let (notices, now, id) = (&web.notifier.notices, web.now(), posted.value("id"));
    let done = match posted.form() {
        "settings" => match settings(posted) {
            Ok(settings) => notices.set(right, now, settings).await,
            Err(fault) => Err(fault.into()),
        },
        "robot-add" => match robot(web, posted) {
            Ok(new) => notices.add_robot(right, now, new).await,
            Err(fault) => Err(fault.into()),
        },
        "robot-remove" => notices.remove_robot(right, now, id).await,
        "recipient-add" => match recipient(posted) {
            Ok(new) => notices.add_recipient(right, now, new).await,
            Err(fault) => Err(fault.into()),
        },
        "recipient-remove" => notices.remove_recipient(right, now, id).await,
        "resend" => notices.resend(right, now, id).await,
        "test" => return Some(test(web, right, posted).await),
        _ => return None,
    };
    Some(done.map(|()| Done::Yes))
}

async fn test(web: &Web, right: &Editing<'_>, posted: &Posted) -> Result<Done, NoticeError> {
    let notifier = &web.notifier;
    let (recipient, robot) = notifier.notices.to_test(right, posted.value("id")).await?;
    let tested = notifier.test((&recipient, robot), posted.lang(), web.now());
    Ok(match tested.await {
        Ok(()) => Done::Tested,
        Err(refusal) => Done::Untaken(wording::refusal(posted.lang(), &refusal)),
    })
}

fn settings(posted: &Posted) -> Result<Settings, NoticeFault> {
    let hour = |field| {
        posted
            .value(field)
            .parse()
            .map_err(|_| NoticeFault::BadHours)
    };
    Ok(Settings {
        hour: hour("hour")?,
        quiet_from: hour("quiet_from")?,
        quiet_to: hour("quiet_to")?,
    })
}

fn robot(web: &Web, posted: &Posted) -> Result<NewRobot, NoticeFault> {
    let kind = RobotKind::from_word(posted.value("kind")).ok_or(NoticeFault::BadUrl)?;
    let guard = web.notifier.channels.guard();
    let url = guard.check(kind, posted.value("url_secret"));
    let url = url.map_err(|refused| match refused {
        Refused::Host => NoticeFault::BadUrl,
        Refused::Part => NoticeFault::PartOfUrl(kind),
    });
    let url = url?.to_string();
    let sign = posted.value("sign_secret").trim();
    let sign = (!sign.is_empty()).then(|| sign.to_owned());
    Ok(NewRobot {
        kind,
        name: posted.value("name").to_owned(),
        secret: Secret { url, sign },
    })
}

fn recipient(posted: &Posted) -> Result<NewRecipient, NoticeFault> {
    let scope = match posted.value("about") {
        "whole" => Scope::Whole,
        "departments" => {
            let ticked: BTreeSet<_> = posted.values("department").map(ToOwned::to_owned).collect();
            Scope::Departments(ticked)
        }
        other => {
            let account = other.strip_prefix("account:");
            Scope::Account(account.ok_or(NoticeFault::NoScope)?.to_owned())
        }
    };
    let through = match posted.value("through").strip_prefix("robot:") {
        Some(id) => Through::Robot(id.to_owned()),
        None => Through::Mail(posted.value("address").to_owned()),
    };
    Ok(NewRecipient {
        name: posted.value("name").to_owned(),
        scope,
        through,
    })
}

async fn again(web: &Arc<Web>, posted: Posted, fault: NoticeFault) -> Response {
    let says = wording::notice_fault(posted.lang(), fault);
    let submission = match fault {
        NoticeFault::BadName => posted.submission().fault("name", says),
        NoticeFault::BadUrl | NoticeFault::PartOfUrl(_) => {
            posted.submission().fault("url_secret", says)
        }
        NoticeFault::BadAddress => posted.submission().fault("address", says),
        NoticeFault::NoScope => posted.submission().fault("department", says),
        NoticeFault::BadHours | NoticeFault::NotThere | NoticeFault::NoKey => {
            posted.submission().problem(says)
        }
    };
    posted
        .page(web, StatusCode::UNPROCESSABLE_ENTITY, submission)
        .await
}

/// Puts beside a request what its page shows, for those who may set it.
pub(super) async fn load(web: &Web, parts: &mut Parts, visitor: &Visitor) -> Result<(), Broken> {
    let Ok(right) = visitor.actor.editing() else {
        return Ok(());
    };
    let notices = &web.notifier.notices;
    let overview = notices.overview(&right).await.map_err(Broken::of)?;
    let question = Question::of(|key| query_value(&parts.uri, key));
    let history = match &question.asked {
        Some(asked) => notices.history(&right, asked).await.map_err(Broken::of)?,
        None => History::default(),
    };
    parts.extensions.insert(NoticesShown {
        overview: Arc::new(overview),
        history: Arc::new(history),
        mail: web.notifier.channels.mail().map(Arc::from),
    });
    Ok(())
}
