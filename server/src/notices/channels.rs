//! Through what digests leave.

use std::error::Error;
use std::time::Duration;

use chrono::{DateTime, Utc};
use registry::notices::{Channel, Failure, Refusal, RobotKind, Secret};
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

use super::guard::{Guard, NotPublic};
use super::mail::{Letter, Mail};
use super::robot::{self, Chat};

/// How long a robot's server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most bytes of an answer that are read.
const MOST_OF_AN_ANSWER: usize = 64 * 1024;

/// A digest in the words of each channel.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    pub(super) letter: Letter,
    pub(super) chat: Chat,
}

/// The channels there are.
#[derive(Debug)]
pub(crate) struct Channels {
    mail: Option<Mail>,
    guard: Guard,
    client: Client,
}

impl Channels {
    /// Nothing is connected to yet.
    ///
    /// # Errors
    /// TLS that cannot be set up.
    pub(crate) fn new(mail: Option<Mail>, guard: Guard) -> Result<Self, reqwest::Error> {
        // No proxy: it would resolve names in our place, out of the guard's sight. No redirect: it
        // would lead to where nobody has looked.
        let client = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .dns_resolver(std::sync::Arc::new(guard.clone()))
            .build()?;
        Ok(Self {
            mail,
            guard,
            client,
        })
    }

    /// What is shown of the mail server; `None` if none is named.
    pub(crate) fn mail(&self) -> Option<&str> {
        self.mail.as_ref().map(Mail::shown)
    }

    /// What robots may be called.
    pub(crate) const fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Lets a message leave, under an id that stays when it is tried again.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(super) async fn send(
        &self,
        (channel, robot): (&Channel, Option<(RobotKind, Secret)>),
        wording: &Wording,
        (id, at): (&str, DateTime<Utc>),
    ) -> Result<(), Refusal> {
        match (channel, robot) {
            (Channel::Mail { address }, _) => {
                let mail = self.mail.as_ref().ok_or(Failure::NoMailServer)?;
                mail.send(address, &wording.letter, (id, at)).await
            }
            (Channel::Robot { .. }, Some((kind, secret))) => {
                let asked = self.ask_robot(kind, &secret, (&wording.chat, at));
                Ok(asked.await?)
            }
            (Channel::Robot { .. }, None) => Err(Failure::NotAllowed.into()),
        }
    }

    async fn ask_robot(
        &self,
        kind: RobotKind,
        secret: &Secret,
        (chat, at): (&Chat, DateTime<Utc>),
    ) -> Result<(), Failure> {
        let url = self.guard.check(kind, &secret.url);
        let url = url.map_err(|_| Failure::NotAllowed)?;
        let request = robot::request(kind, url, secret.sign.as_deref(), (chat, at));
        let request = request.ok_or(Failure::NotAllowed)?;
        tokio::time::sleep(robot::pause_before(kind)).await;
        let asked = self.client.post(request.url);
        let asked = asked
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .body(request.body);
        // The error names the address, so it goes nowhere.
        let response = asked.send().await.map_err(|error| failure(&error))?;
        let status = response.status().as_u16();
        let body = body(response).await.map_err(|error| failure(&error))?;
        robot::answered(status, &body)
    }
}

async fn body(mut response: Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > MOST_OF_AN_ANSWER {
            break;
        }
    }
    Ok(body)
}

fn failure(error: &reqwest::Error) -> Failure {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return Failure::NotAllowed;
        }
        // What rustls says has no public type here; its words begin so.
        if error.to_string().starts_with("invalid peer certificate") {
            return Failure::Tls;
        }
        cause = error.source();
    }
    if error.is_timeout() {
        Failure::TimedOut
    } else {
        Failure::Unreachable
    }
}
