//! Forms that were sent: reading them, and answering with another page or with the same one again.
//!
//! A handler of a `POST` calls its use case. What was done is answered with 303 and the page to go
//! to; what was refused with 422 and the page of the same address, in which what was typed stands
//! again with what is wrong.
//!
//! # Invariants
//! - No handler gets a text with a control character in it besides tabs and ends of lines: not every
//!   database keeps NUL, nor can every file be read that holds one.

use std::sync::Arc;

use app::locale::Lang;
use app::submission::{FORM, Outcome, Submission};
use app::view::address::Address;
use app::wording::account_fault;
use axum::Form;
use axum::extract::{FromRequest, Query, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, LOCATION};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use eligibility::file::{is_stray_control, stray_control};
use registry::accounts::{AccountFault, PasswordFault, Visitor};

use super::pages;
use super::web::Web;

/// A form that was sent.
pub(super) struct Posted {
    /// The request without its body.
    pub(super) parts: Parts,
    typed: Vec<(String, String)>,
}

impl FromRequest<Arc<Web>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let form = Form::<Vec<(String, String)>>::from_request(request, web).await;
        let Form(typed) = form.map_err(IntoResponse::into_response)?;
        let mut posted = Self { parts, typed };
        let Some(says) = posted.take_out_controls() else {
            return Ok(posted);
        };
        Err(posted.refused(web, StatusCode::BAD_REQUEST, says).await)
    }
}

impl Posted {
    /// A form with nothing in it that anybody typed.
    pub(super) const fn of(parts: Parts, typed: Vec<(String, String)>) -> Self {
        Self { parts, typed }
    }

    /// A form that came otherwise than as the fields of an address.
    ///
    /// # Errors
    /// The answer to one that holds a control character.
    pub(super) fn received(
        parts: Parts,
        typed: Vec<(String, String)>,
    ) -> Result<Self, Box<Response>> {
        let mut posted = Self { parts, typed };
        match posted.take_out_controls() {
            None => Ok(posted),
            Some(says) => {
                let answer = (StatusCode::BAD_REQUEST, says + "\n").into_response();
                Err(Box::new(answer))
            }
        }
    }

    /// Takes out what no text may hold; what is to be said of it, if there was any.
    fn take_out_controls(&mut self) -> Option<String> {
        let lang = self.lang();
        let mut first = None;
        for text in self
            .typed
            .iter_mut()
            .flat_map(|(name, value)| [name, value])
        {
            first = first.or_else(|| stray_control(text));
            text.retain(|c| !is_stray_control(c));
        }
        first.map(|found| control_says(lang, found))
    }

    /// The page for what is not there, whatever the address.
    pub(super) async fn not_found(mut self, web: &Arc<Web>) -> Response {
        let nowhere = format!("/nothing?lang={}", self.lang().code());
        self.parts.uri = Uri::try_from(nowhere).unwrap_or_default();
        self.page(web, StatusCode::NOT_FOUND, Submission::default())
            .await
    }

    /// The language of the page it was sent from.
    pub(super) fn lang(&self) -> Lang {
        lang_of(&self.parts.uri)
    }

    /// Which of the page's forms it is.
    pub(super) fn form(&self) -> &str {
        self.value(FORM)
    }

    /// What was typed into a field; nothing where there is no such field.
    pub(super) fn value(&self, field: &str) -> &str {
        self.values(field).next().unwrap_or_default()
    }

    /// What was chosen of several.
    pub(super) fn values(&self, field: &str) -> impl Iterator<Item = &str> {
        let typed = self.typed.iter().filter(move |(name, _)| name == field);
        typed.map(|(_, value)| value.as_str())
    }

    /// A value of the address.
    pub(super) fn query(&self, key: &str) -> Option<String> {
        query_value(&self.parts.uri, key)
    }

    /// Who sent it, if anybody is signed in.
    pub(super) fn visitor(&self) -> Option<&Visitor> {
        self.parts.extensions.get()
    }

    /// The form to show again.
    pub(super) fn submission(&self) -> Submission {
        Submission::of(&self.typed)
    }

    /// The same page again, with what is wrong.
    pub(super) async fn again(self, web: &Arc<Web>, fault: &AccountFault) -> Response {
        let says = account_fault(self.lang(), fault);
        let submission = match field_of(fault) {
            Some(field) => self.submission().fault(field, says),
            None => self.submission().problem(says),
        };
        self.page(web, StatusCode::UNPROCESSABLE_ENTITY, submission)
            .await
    }

    /// The same page again, with what is wrong with the whole.
    pub(super) async fn refused(
        self,
        web: &Arc<Web>,
        status: StatusCode,
        says: impl Into<String>,
    ) -> Response {
        let submission = self.submission().problem(says);
        self.page(web, status, submission).await
    }

    /// The same page again, with what came of the form.
    pub(super) async fn done(self, web: &Arc<Web>, outcome: Outcome) -> Response {
        let submission = self.submission().done(outcome);
        self.page(web, StatusCode::OK, submission).await
    }

    /// Puts something beside the request for its page.
    pub(super) fn beside<T: Clone + Send + Sync + 'static>(mut self, what: T) -> Self {
        self.parts.extensions.insert(what);
        self
    }

    /// The page of the address, as it is asked for, with the form beside it. Where the page itself
    /// answers otherwise than with 200, it is not there for this visitor, and that stands.
    pub(super) async fn page(
        self,
        web: &Arc<Web>,
        status: StatusCode,
        submission: Submission,
    ) -> Response {
        let mut parts = self.parts;
        parts.method = Method::GET;
        parts.headers.remove(CONTENT_TYPE);
        parts.headers.remove(CONTENT_LENGTH);
        parts.extensions.insert(submission);
        let mut response = pages::page(web, parts).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }
}

/// The field that a fault is of; `None` for the whole form.
fn field_of(fault: &AccountFault) -> Option<&'static str> {
    match fault {
        AccountFault::BadLogin | AccountFault::LoginTaken => Some("login"),
        AccountFault::BadName => Some("name"),
        AccountFault::HeadWithoutDepartment | AccountFault::NoSuchDepartment => Some("department"),
        AccountFault::WrongCode => Some("code"),
        AccountFault::Password(PasswordFault::WrongPresent) => Some("present_password"),
        AccountFault::Password(PasswordFault::NotRepeated) => Some("repeated_password"),
        AccountFault::Password(_) => Some("new_password"),
        AccountFault::NoSuchRole
        | AccountFault::LastAdministrator
        | AccountFault::NoSuchAccount
        | AccountFault::Stale
        | AccountFault::SecondStepOn
        | AccountFault::NoKey
        | AccountFault::LinkEnded => None,
    }
}

/// What is said of a control character in a form.
fn control_says(lang: Lang, found: char) -> String {
    let code = u32::from(found);
    match lang {
        Lang::Zh => format!(
            "填写的文字中有看不见的控制字符 U+{code:04X}，没有保存；请去掉它，或重新输入这段文字，再提交"
        ),
        Lang::En => format!(
            "what was typed holds the control character U+{code:04X}, which cannot be seen, so nothing \
             was saved; take it out, or type the text anew, and send it again"
        ),
    }
}

/// Refuses an address with a NUL in it: nothing is called so, and not every database takes the
/// question.
pub(super) async fn check_address(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let holds_nul = |part: &str| part.contains("%00");
    if holds_nul(uri.path()) || uri.query().is_some_and(holds_nul) {
        let text = "地址有误。There is no such address.\n";
        return (StatusCode::BAD_REQUEST, text).into_response();
    }
    next.run(request).await
}

/// The language of an address.
pub(super) fn lang_of(uri: &Uri) -> Lang {
    let code = query_value(uri, "lang");
    code.and_then(|code| Lang::from_code(&code))
        .unwrap_or_default()
}

/// The keys and values of an address's query, in order; none of one that cannot be read.
pub(super) fn query_pairs(uri: &Uri) -> Vec<(String, String)> {
    let query = Query::try_from_uri(uri);
    query.map(|Query(pairs)| pairs).unwrap_or_default()
}

/// A value of an address's query; of several the last, as pages read it.
pub(super) fn query_value(uri: &Uri, key: &str) -> Option<String> {
    let mut pairs = query_pairs(uri).into_iter().rev();
    pairs.find(|(name, _)| name == key).map(|(_, value)| value)
}

/// Sends the browser on to a page of ours.
pub(super) fn see_other(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
    }
}

/// The page for signing in, and where to go afterwards.
pub(super) fn sign_in_address(lang: Lang, next: Option<&str>) -> String {
    let next = next.filter(|next| *next != "/");
    let address = Address {
        path: "/sign-in".to_owned(),
        lang,
        own: next
            .map(|next| ("next", next.to_owned()))
            .into_iter()
            .collect(),
        ..Address::default()
    };
    address.to_string()
}

/// The board in a language.
pub(super) fn board_address(lang: Lang) -> String {
    Address {
        lang,
        ..Address::default().board()
    }
    .to_string()
}
