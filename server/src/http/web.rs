//! What every handler works with.

use std::net::IpAddr;
use std::sync::Arc;

use app::Site;
use app::source::Source;
use chrono::{DateTime, Utc};
use registry::accounts::Accounts;
use registry::attachments::Attachments;
use registry::feeds::told::Teller;
use registry::identity::Identities;
use registry::openings::{self, Opening};
use registry::snapshot::Snapshots;
use tokio::sync::Semaphore;

use super::hasher::Hasher;
use super::import::jobs::Jobs;
use super::ready::Stopping;
use super::throttle::Throttle;
use crate::notices::Notifier;

/// How the server is reached.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Scheme, host and port as browsers know them, such as `https://zhunru.example.cn`; without a
    /// slash at the end.
    pub(crate) base_url: String,
    /// The proxies that are believed when they say where a request comes from.
    pub(crate) trusted_proxies: Vec<IpAddr>,
}

impl Settings {
    /// Whether browsers come by TLS, which is then a proxy's.
    pub(crate) fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether browsers say where a request was made (`Sec-Fetch-Site`): they do so by TLS, and on
    /// this machine itself.
    pub(crate) fn is_trustworthy(&self) -> bool {
        let host = self.base_url.split("://").nth(1).unwrap_or_default();
        let local = ["127.0.0.1", "localhost", "[::1]"];
        self.is_https() || local.iter().any(|local| host.starts_with(local))
    }
}

/// The web application.
pub(crate) struct Web {
    /// What pages show.
    pub(crate) source: Source,
    /// Where a page's files lie.
    pub(crate) site: Site,
    /// Everything recorded, and where it is changed.
    pub(crate) snapshots: Arc<Snapshots>,
    /// Who may sign in.
    pub(crate) accounts: Accounts,
    /// Scans on records.
    pub(crate) attachments: Attachments,
    /// Identity numbers.
    pub(crate) identities: Identities,
    /// Notices.
    pub(crate) notifier: Arc<Notifier>,
    /// How the server is reached.
    pub(crate) settings: Settings,
    /// Attempts by address.
    pub(crate) throttle: Throttle,
    /// Addresses of calendars that gave nothing, by who asked.
    pub(crate) unknown_feeds: Throttle,
    /// What calendars tell.
    pub(crate) teller: Teller,
    /// Tokens of programs that open nothing, by address.
    pub(crate) unknown_tokens: Throttle,
    /// Where passwords are hashed.
    pub(crate) hasher: Hasher,
    /// Imports under way.
    pub(crate) imports: Jobs,
    /// The turn of verifying the audit log.
    pub(crate) verifying: Semaphore,
    /// Whether the server has been asked to stop.
    pub(crate) stopping: Stopping,
    /// The clock.
    pub(crate) now: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

impl Web {
    /// Nobody has tried to sign in yet.
    pub(crate) fn new(
        (source, site): (Source, Site),
        snapshots: Arc<Snapshots>,
        (accounts, attachments, identities): (Accounts, Attachments, Identities),
        notifier: Arc<Notifier>,
        settings: Settings,
        now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
    ) -> Self {
        Self {
            source,
            site,
            snapshots,
            accounts,
            attachments,
            identities,
            notifier,
            settings,
            throttle: Throttle::default(),
            unknown_feeds: Throttle::default(),
            teller: Teller::default(),
            unknown_tokens: Throttle::default(),
            hasher: Hasher::default(),
            imports: Jobs::default(),
            verifying: Semaphore::new(1),
            stopping: Stopping::default(),
            now: Box::new(now),
        }
    }

    /// Notes that what opens something to a program is used, where it is time to; nobody waits for it.
    pub(crate) fn note_use(self: &Arc<Self>, of: Opening, id: &str, last_used: Option<&str>) {
        if !openings::is_to_be_noted(last_used, self.now()) {
            return;
        }
        let (web, id) = (Arc::clone(self), id.to_owned());
        tokio::spawn(async move {
            let noted = openings::note_use(web.snapshots.store(), of, &id, web.now()).await;
            if let Err(error) = noted {
                tracing::warn!(%error, "a use was not noted");
            }
        });
    }

    /// The present instant.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }
}
