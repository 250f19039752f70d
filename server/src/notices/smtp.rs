//! A mail is handed in step by step, so that it is known what of it a server refuses: what concerns one
//! mail must not hold others back, and what stays refused must not be tried again.
//!
//! # Invariants
//! - Where encryption is asked for, nothing but `EHLO`, `STARTTLS` and `QUIT` leaves before it is there:
//!   no name, no password, no address and no mail.
//! - What was answered to a mail holds, however the connection ends.

use std::error::Error as StdError;
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use registry::notices::{Failure, Refusal};
use tokio::time::timeout;

/// How long a mail server may take for a whole mail.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it may take to part.
const FAREWELL: Duration = Duration::from_secs(5);
/// By what we sign in, the better one first.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// How a connection is encrypted.
#[derive(Clone)]
pub(super) enum Encryption {
    /// From its first byte.
    AtOnce(TlsParameters),
    /// By `STARTTLS`.
    Asked(TlsParameters),
    /// Not at all.
    Nothing,
}

/// Where mail is handed in.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    /// With what to sign in, where that is asked for.
    pub(super) credentials: Option<Credentials>,
}

/// What a server answers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The connection, and our name.
    Hello,
    /// `STARTTLS`.
    Encryption,
    SignIn,
    Sender,
    Recipient,
    /// The mail itself.
    Content,
}

impl Server {
    /// Hands a mail in.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(super) async fn hand_in(&self, envelope: &Envelope, mail: &[u8]) -> Result<(), Refusal> {
        let handing = async {
            let mut connection = self.connect().await?;
            let signed_in = self.sign_in(&mut connection).await;
            let taken = match signed_in {
                Ok(()) => transfer(&mut connection, envelope, mail).await,
                refused => refused,
            };
            Ok::<_, Refusal>((connection, taken))
        };
        let handed = timeout(PATIENCE, handing).await;
        let (mut connection, taken) = handed.map_err(|_| Failure::TimedOut)??;
        let _parted = timeout(FAREWELL, connection.abort()).await;
        taken
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Refusal> {
        let (to, name) = ((&*self.host, self.port), ClientId::default());
        let at_once = match &self.encryption {
            Encryption::AtOnce(tls) => Some(tls.clone()),
            Encryption::Asked(_) | Encryption::Nothing => None,
        };
        let connected = AsyncSmtpConnection::connect_tokio1(to, None, &name, at_once, None);
        let mut connection = connected
            .await
            .map_err(|error| refusal(Step::Hello, &error))?;
        if let Encryption::Asked(tls) = &self.encryption {
            if !connection.can_starttls() {
                return Err(Failure::Tls.into());
            }
            let encrypted = connection.starttls(tls.clone(), &name).await;
            encrypted.map_err(|error| refusal(Step::Encryption, &error))?;
        }
        Ok(connection)
    }

    async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Refusal> {
        let Some(credentials) = &self.credentials else {
            return Ok(());
        };
        let info = connection.server_info();
        if info.get_auth_mechanism(&MECHANISMS).is_none() {
            return Err(Failure::NoSignIn.into());
        }
        let signed_in = connection.auth(&MECHANISMS, credentials).await;
        signed_in
            .map(|_| ())
            .map_err(|error| refusal(Step::SignIn, &error))
    }
}

async fn transfer(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    mail: &[u8],
) -> Result<(), Refusal> {
    let parameters = parameters(connection, envelope, mail)?;
    let sender = Mail::new(envelope.from().cloned(), parameters);
    let sender = connection.command(sender).await;
    sender.map_err(|error| refusal(Step::Sender, &error))?;
    for to in envelope.to() {
        let recipient = connection.command(Rcpt::new(to.clone(), Vec::new())).await;
        recipient.map_err(|error| refusal(Step::Recipient, &error))?;
    }
    let begun = connection.command(Data).await;
    begun.map_err(|error| refusal(Step::Content, &error))?;
    let taken = connection.message(mail).await;
    taken.map_err(|error| refusal(Step::Content, &error))?;
    Ok(())
}

/// What a server has to be told of letters beyond ASCII; one that knows no such addresses takes none.
fn parameters(
    connection: &AsyncSmtpConnection,
    envelope: &Envelope,
    mail: &[u8],
) -> Result<Vec<MailParameter>, Failure> {
    let knows = |extension| connection.server_info().supports_feature(extension);
    let is_wide = |address: &Address| {
        let text: &str = address.as_ref();
        !text.is_ascii()
    };
    let mut parameters = Vec::new();
    if envelope.to().iter().chain(envelope.from()).any(is_wide) {
        if !knows(Extension::SmtpUtfEight) {
            return Err(Failure::BadAddress);
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !mail.is_ascii() && knows(Extension::EightBitMime) {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}

/// Why a mail was not taken, from what went wrong at a step.
fn refusal(step: Step, error: &Error) -> Refusal {
    let Some(code) = error.status() else {
        return lost(error).into();
    };
    let failure = answered(step, i64::from(u16::from(code)));
    let wrote = error.source().map(ToString::to_string);
    Refusal::answered(failure, &wrote.unwrap_or_default())
}

/// What a code means as the answer to a step (RFC 5321 4.2.3, RFC 4954 6).
fn answered(step: Step, code: i64) -> Failure {
    match (step, code) {
        // The server closes, whatever it was asked; or another step should have come before.
        (_, 421) | (Step::Sender | Step::Recipient | Step::Content, 503) => Failure::Smtp(code),
        (Step::Encryption, _) => Failure::Tls,
        (Step::SignIn, _) | (_, 530 | 534 | 535 | 538) => Failure::SignIn(code),
        (Step::Sender, 500..) => Failure::Sender(code),
        (Step::Hello | Step::Sender, _) => Failure::Smtp(code),
        (Step::Recipient, _) => Failure::Recipient(code),
        (Step::Content, _) => Failure::Content(code),
    }
}

/// What became of a connection on which nothing was answered.
fn lost(error: &Error) -> Failure {
    // Of a handshake that failed there is no kind of error, but it alone is wrapped twice.
    let is_handshake = error.source().is_some_and(<dyn StdError>::is::<Error>);
    if error.is_timeout() {
        Failure::TimedOut
    } else if is_handshake || error.is_tls() {
        Failure::Tls
    } else {
        Failure::Unreachable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_means_what_it_answers() {
        for (step, code, failure) in [
            (Step::Hello, 421, Failure::Smtp(421)),
            (Step::Hello, 554, Failure::Smtp(554)),
            (Step::Encryption, 454, Failure::Tls),
            (Step::SignIn, 454, Failure::SignIn(454)),
            (Step::SignIn, 535, Failure::SignIn(535)),
            (Step::SignIn, 421, Failure::Smtp(421)),
            (Step::Sender, 451, Failure::Smtp(451)),
            (Step::Sender, 530, Failure::SignIn(530)),
            (Step::Sender, 553, Failure::Sender(553)),
            (Step::Recipient, 421, Failure::Smtp(421)),
            (Step::Recipient, 450, Failure::Recipient(450)),
            (Step::Recipient, 503, Failure::Smtp(503)),
            (Step::Recipient, 530, Failure::SignIn(530)),
            (Step::Recipient, 550, Failure::Recipient(550)),
            (Step::Content, 451, Failure::Content(451)),
            (Step::Content, 554, Failure::Content(554)),
        ] {
            assert_eq!(answered(step, code), failure, "{step:?} {code}");
        }
    }
}
