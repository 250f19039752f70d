//! What the administrator of the machine says about mail and robots, by the command line, by the
//! environment and by files.

use std::convert::Infallible;
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use reqwest::Url;
use thiserror::Error;

use super::channels::Channels;
use super::guard::{Guard, relay};
use super::mail::{Mail, MailError, MailSettings};

/// Where mail is handed in, and which robots may be called.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Options {
    /// The mail server: `smtps://host` (port 465), `smtp://host` (587, STARTTLS) or `smtp-plain://host`
    /// (25, unencrypted, the password too); without it no mail is sent.
    #[arg(long, env = "ZHUNRU_SMTP", value_name = "URL")]
    smtp: Option<Url>,
    /// From whom mail comes; needed where a mail server is named.
    #[arg(long, env = "ZHUNRU_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// With what name to sign in at the mail server.
    #[arg(long, env = "ZHUNRU_SMTP_USER", value_name = "NAME")]
    smtp_user: Option<String>,
    /// A file whose first line is the password for it; the variable `ZHUNRU_SMTP_PASSWORD` does as well.
    #[arg(long, env = "ZHUNRU_SMTP_PASSWORD_FILE", value_name = "FILE")]
    smtp_password_file: Option<PathBuf>,
    #[arg(
        long,
        env = "ZHUNRU_SMTP_PASSWORD",
        hide = true,
        hide_env_values = true,
        value_name = "PASSWORD"
    )]
    smtp_password: Option<Hidden>,
    /// A certificate authority of your own that the mail server's certificate is from, as PEM.
    #[arg(long, env = "ZHUNRU_SMTP_CA", value_name = "FILE")]
    smtp_ca: Option<PathBuf>,
    /// An origin such as `http://10.1.2.3:8080` that addresses of robots may have besides those of
    /// WeCom, DingTalk and Feishu themselves; may be repeated.
    #[arg(long, env = "ZHUNRU_ROBOT_RELAY", value_delimiter = ',', value_parser = relay, value_name = "ORIGIN")]
    robot_relay: Vec<Url>,
}

/// A password that no text for debugging shows.
#[derive(Clone)]
struct Hidden(String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl FromStr for Hidden {
    type Err = Infallible;

    fn from_str(typed: &str) -> Result<Self, Infallible> {
        Ok(Self(typed.to_owned()))
    }
}

/// Why it cannot be done so.
#[derive(Debug, Error)]
pub(crate) enum OptionsError {
    /// A file could not be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A mail server is named, and nobody from whom mail comes.
    #[error("name the sender of mail with `--mail-from` or ZHUNRU_MAIL_FROM")]
    NoSender,
    /// A name to sign in with at the mail server without a password, or a password without a name.
    #[error(
        "name both the user of the mail server (`--smtp-user` or ZHUNRU_SMTP_USER) and the password (`--smtp-password-file` or ZHUNRU_SMTP_PASSWORD), or neither"
    )]
    HalfASignIn,
    /// A certificate authority cannot be taken from its file.
    #[error("{}: {error}", path.display())]
    Authority {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: MailError,
    },
    /// Mail cannot be set up so.
    #[error(transparent)]
    Mail(MailError),
    /// TLS cannot be set up.
    #[error("robots cannot be called: {0}")]
    Client(#[from] reqwest::Error),
}

impl Options {
    /// The channels as they are set up.
    ///
    /// # Errors
    /// See [`OptionsError`].
    pub(crate) fn channels(self) -> Result<Channels, OptionsError> {
        let guard = Guard::new(self.robot_relay.clone());
        let mail = self.mail()?;
        Ok(Channels::new(mail, guard)?)
    }

    fn mail(self) -> Result<Option<Mail>, OptionsError> {
        let Some(server) = self.smtp else {
            return Ok(None);
        };
        let from = self.mail_from.ok_or(OptionsError::NoSender)?;
        // What a file of variables leaves blank is not given.
        let given = |text: &String| !text.is_empty();
        let typed = self.smtp_password.map(|Hidden(password)| password);
        let password = match (typed.filter(given), self.smtp_password_file) {
            (None, Some(path)) => {
                let text = String::from_utf8_lossy(&read(path)?).into_owned();
                text.lines().next().map(ToOwned::to_owned)
            }
            (typed, _) => typed,
        };
        let credentials = match (self.smtp_user.filter(given), password.filter(given)) {
            (Some(user), Some(password)) => Some((user, password)),
            (None, None) => None,
            _ => return Err(OptionsError::HalfASignIn),
        };
        let ca = self.smtp_ca.clone().map(read).transpose()?;
        let settings = MailSettings {
            server,
            from,
            credentials,
            ca,
        };
        let mail = Mail::new(settings).map_err(|error| match (error, self.smtp_ca) {
            (error @ (MailError::NoCertificate | MailError::Certificate(_)), Some(path)) => {
                OptionsError::Authority { path, error }
            }
            (error, _) => OptionsError::Mail(error),
        });
        mail.map(Some)
    }
}

fn read(path: PathBuf) -> Result<Vec<u8>, OptionsError> {
    fs::read(&path).map_err(|source| OptionsError::File { path, source })
}
