//! Mail by SMTP.

use std::fmt;

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::{Address, Message};
use registry::notices::{Failure, Refusal};
use reqwest::Url;
use thiserror::Error;

use super::smtp::{Encryption, Server};

/// How a certificate begins in a PEM file.
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

/// A mail as it is worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// What it is about.
    pub(crate) subject: String,
    /// All of it, for readers without HTML.
    pub(crate) plain: String,
    /// All of it.
    pub(crate) html: String,
}

/// Where mail is handed in, and from whom it comes.
#[derive(Clone)]
pub(crate) struct Mail {
    server: Server,
    from: Mailbox,
    /// What is shown of it.
    shown: String,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mail").field(&self.shown).finish()
    }
}

/// What the administrator of the machine says about mail.
#[derive(Clone, Debug)]
pub(crate) struct MailSettings {
    /// `smtps://`, `smtp://` (STARTTLS) or `smtp-plain://`, a host and perhaps a port.
    pub(crate) server: Url,
    /// From whom it comes.
    pub(crate) from: String,
    /// With what to sign in.
    pub(crate) credentials: Option<(String, String)>,
    /// A certificate authority of the hospital's own, as PEM.
    pub(crate) ca: Option<Vec<u8>>,
}

/// Why mail cannot be set up so.
#[derive(Debug, Error)]
pub(crate) enum MailError {
    /// The address of the server is none.
    #[error(
        "write the mail server as smtps://host, smtp://host (with STARTTLS) or smtp-plain://host, perhaps with a port; the name to sign in with is `--smtp-user`"
    )]
    Server,
    /// The sender is none.
    #[error("the sender of mail is no address")]
    From,
    /// The file of the certificate authority holds no certificate.
    #[error(
        "there is no certificate in it; name a PEM file with a line `-----BEGIN CERTIFICATE-----`"
    )]
    NoCertificate,
    /// The certificate cannot be read.
    #[error("the certificate for the mail server cannot be read: {0}")]
    Certificate(lettre::transport::smtp::Error),
}

impl Mail {
    /// Nothing is connected to yet.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub(crate) fn new(settings: MailSettings) -> Result<Self, MailError> {
        let url = &settings.server;
        let host = url.host_str().ok_or(MailError::Server)?;
        let is_bare = ["", "/"].contains(&url.path())
            && url.query().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !is_bare {
            return Err(MailError::Server);
        }
        // Also where it is not used: whoever names one believes that it counts.
        let authority = settings.ca.as_deref().map(authority).transpose()?;
        let tls = || {
            let tls = TlsParameters::builder(host.to_owned());
            let tls = match authority {
                Some(authority) => tls.add_root_certificate(authority),
                None => tls,
            };
            tls.build_rustls().map_err(MailError::Certificate)
        };
        let (encryption, usual) = match url.scheme() {
            "smtps" => (Encryption::AtOnce(tls()?), 465),
            "smtp" => (Encryption::Asked(tls()?), 587),
            "smtp-plain" => (Encryption::Nothing, 25),
            _ => return Err(MailError::Server),
        };
        let from: Mailbox = settings.from.parse().map_err(|_| MailError::From)?;
        let credentials = settings.credentials;
        Ok(Self {
            shown: format!("{host} · {}", from.email),
            server: Server {
                host: host.to_owned(),
                port: url.port().unwrap_or(usual),
                encryption,
                credentials: credentials.map(|(user, password)| Credentials::new(user, password)),
            },
            from,
        })
    }

    /// What pages show of it: the server's name and the sender.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// Hands a mail in. Sent once more, it has the same id, so that a mail that was taken before the
    /// server could note it is recognised where it arrives.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(super) async fn send(
        &self,
        to: &str,
        letter: &Letter,
        (id, at): (&str, DateTime<Utc>),
    ) -> Result<(), Refusal> {
        let message = self
            .message(to, letter, (id, at))
            .ok_or(Failure::BadAddress)?;
        let (envelope, mail) = (message.envelope(), message.formatted());
        self.server.hand_in(envelope, &mail).await
    }

    fn message(
        &self,
        to: &str,
        letter: &Letter,
        (id, at): (&str, DateTime<Utc>),
    ) -> Option<Message> {
        let to: Address = to.parse().ok()?;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .date(at.into())
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .multipart(MultiPart::alternative_plain_html(
                letter.plain.clone(),
                letter.html.clone(),
            ));
        message.ok()
    }
}

/// The certificates of a PEM file. The library passes over whatever is none.
fn authority(pem: &[u8]) -> Result<Certificate, MailError> {
    let text = String::from_utf8_lossy(pem);
    if !text.lines().any(|line| line.starts_with(CERTIFICATE)) {
        return Err(MailError::NoCertificate);
    }
    Certificate::from_pem(pem).map_err(MailError::Certificate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(server: &str, from: &str) -> MailSettings {
        MailSettings {
            server: Url::parse(server).unwrap(),
            from: from.to_owned(),
            credentials: None,
            ca: None,
        }
    }

    #[test]
    fn a_mail_is_the_same_whenever_it_is_sent() {
        let mail = settings("smtp://mail.example.cn", "准入 <zhunru@example.cn>");
        let mail = Mail::new(mail).unwrap();
        let letter = Letter {
            subject: "到期提醒".to_owned(),
            plain: "张三".to_owned(),
            html: "<p>张三</p>".to_owned(),
        };
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let message = mail.message("hr@example.cn", &letter, ("a1", at)).unwrap();
        let head = String::from_utf8(message.formatted()).unwrap();
        assert!(head.contains("Message-ID: <a1@example.cn>\r\n"), "{head}");
        assert!(
            head.contains("Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n"),
            "{head}"
        );
        assert!(
            head.contains("Auto-Submitted: auto-generated\r\n"),
            "{head}"
        );
        assert!(head.contains("To: hr@example.cn\r\n"), "{head}");
        assert!(head.contains("multipart/alternative"), "{head}");
        assert!(mail.message("nobody", &letter, ("a1", at)).is_none());
    }

    #[test]
    fn settings_that_are_none_are_refused() {
        for (server, from) in [
            ("http://mail.example.cn", "a@example.cn"),
            ("smtps://mail.example.cn", "nobody"),
            ("smtps://me:secret@mail.example.cn", "a@example.cn"),
            ("smtps://me@mail.example.cn", "a@example.cn"),
            ("smtps://mail.example.cn/?tls=required", "a@example.cn"),
        ] {
            assert!(Mail::new(settings(server, from)).is_err(), "{server}");
        }
        let mut own = settings("smtps://mail.example.cn", "a@example.cn");
        own.ca = Some(b"-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----".to_vec());
        assert!(matches!(Mail::new(own), Err(MailError::Certificate(_))));
    }

    #[test]
    fn a_file_without_a_certificate_is_no_authority() {
        for server in ["smtps", "smtp", "smtp-plain"] {
            for pem in [
                "",
                "no certificate",
                "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n",
                "-----BEGIN TRUSTED CERTIFICATE-----\nAA==\n-----END TRUSTED CERTIFICATE-----\n",
            ] {
                let mut own = settings(&format!("{server}://mail.example.cn"), "a@example.cn");
                own.ca = Some(pem.as_bytes().to_vec());
                let refused = Mail::new(own);
                assert!(matches!(refused, Err(MailError::NoCertificate)), "{pem}");
            }
        }
        let mut cut = settings("smtps://mail.example.cn", "a@example.cn");
        cut.ca = Some(b"-----BEGIN CERTIFICATE-----\nAA==\n".to_vec());
        assert!(matches!(Mail::new(cut), Err(MailError::Certificate(_))));
    }
}
