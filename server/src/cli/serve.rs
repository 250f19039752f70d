//! `zhunru serve`: the web application.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::locale::Lang;
use app::source::Source;
use app::wording::upkeep;
use clap::Args;
use eligibility::day::Day;
use registry::accounts::Accounts;
use registry::assessments::Assessments;
use registry::attachments::Attachments;
use registry::files::Files;
use registry::identity::Identities;
use registry::keys::Keyring;
use registry::notices::Notices;
use registry::snapshot::Snapshots;
use registry::store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::error::CliError;
use super::user::set_up_address;
use super::{day, library, print};
use crate::facts::Facts;
use crate::follow::follow;
use crate::http::{self, Settings, Web};
use crate::notices::{Notifier, Options, holder, is_timely, schedule};
use crate::sweep::sweep;
use crate::{clock, metrics, site};

/// Where the database lies when nothing else is said.
pub(super) const DEFAULT_DATABASE: &str = "zhunru.db";

/// Run the web application.
#[derive(Debug, Args)]
#[command(
    after_help = "While there is no account, it prints a link by which the first administrator is made.\nExample: zhunru serve --port 3000\nExample: zhunru serve --listen 0.0.0.0 --base-url https://zhunru.example.cn --trusted-proxy 10.0.0.2"
)]
pub(super) struct Serve {
    /// The address to listen on.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), env = "ZHUNRU_LISTEN")]
    listen: IpAddr,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 3000, env = "ZHUNRU_PORT")]
    port: u16,
    /// The address under which browsers reach the server; by TLS where it begins with `https`.
    #[arg(long, env = "ZHUNRU_BASE_URL", value_parser = base_url)]
    base_url: Option<String>,
    /// A proxy that is believed when it says where a request comes from; may be repeated.
    #[arg(long, env = "ZHUNRU_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxy: Vec<IpAddr>,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// The folder for scans; beside the database file if not named.
    #[arg(long, env = "ZHUNRU_FILES")]
    files: Option<PathBuf>,
    /// The key by which what must not be read from a copy of the database is encrypted; beside the
    /// database file, `zhunru.key`, if not named. Keep a copy where no backup is.
    #[arg(long, env = "ZHUNRU_KEY_FILE")]
    key_file: Option<PathBuf>,
    /// A folder with standards of your own, and a `catalogue.toml` with words of your own.
    #[arg(long)]
    standards: Option<PathBuf>,
    #[command(flatten)]
    notices: Options,
    /// Give out figures for Prometheus at this address, such as `127.0.0.1:9464`; none if not named.
    #[arg(long, env = "ZHUNRU_METRICS")]
    metrics: Option<SocketAddr>,
    /// Take this day for today, to look at a demo hospital as of its own day. Unless it is today or
    /// tomorrow, no notices are made and sent.
    #[arg(long, value_parser = day)]
    today: Option<Day>,
}

/// How long a message that is being sent may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(4);

impl Serve {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let (catalogue, library) = library::open(self.standards.as_deref())?;
        let catalogue = Arc::new(catalogue);
        let store = Store::open(&self.database, Arc::clone(&catalogue)).await?;
        let keyring = Keyring::of(&self.database, self.key_file.as_deref())?;
        let snapshots = Snapshots::open(store.clone()).await?;
        let snapshots = Arc::new(snapshots.with_keyring(keyring.clone()));
        tokio::spawn(follow(Arc::clone(&snapshots)));
        tokio::spawn(sweep(store.clone()));
        let facts = Facts {
            snapshots: Arc::clone(&snapshots),
            assessments: Assessments::new(catalogue, library),
            today: self.today,
        };
        let (listener, address) = http::listen(SocketAddr::new(self.listen, self.port)).await?;
        let settings = Settings {
            base_url: self
                .base_url
                .clone()
                .unwrap_or_else(|| format!("http://{address}")),
            trusted_proxies: self.trusted_proxy,
        };
        if !settings.is_trustworthy() {
            tracing::warn!(
                base_url = settings.base_url,
                "passwords and cookies travel unencrypted; put a proxy with TLS in front"
            );
        }
        let files = Files::of(&self.database, self.files.as_deref())?;
        let attachments = Attachments::new(store.clone(), files);
        warn_of_lost(lang, &attachments).await?;
        let identities = Identities::new(store.clone(), keyring.clone());
        let notices = Notices::new(store.clone(), keyring.clone());
        let accounts = Accounts::new(store).with_keyring(keyring.clone());
        warn_of_lost_key(lang, &accounts, &keyring).await?;
        if let Some(link) = accounts.first_link(clock::now()).await? {
            let says = lang.words().accounts.set_up_first;
            let address = set_up_address(&settings.base_url, &link);
            print(&format!("{says} {address}\n"))?;
        }
        let source = Source::new(facts);
        let notifier = Arc::new(Notifier {
            notices,
            facts: source.facts(),
            channels: self.notices.channels()?,
            lang,
            base_url: self.base_url,
            holder: holder(),
        });
        let (stop, stopped) = watch::channel(false);
        let scheduler = scheduled((lang, self.today), &notifier, stopped);
        if let Some(address) = self.metrics {
            metrics::open(address, source.clone()).await?;
        }
        let web = Web::new(
            (source, site::site(http::watched().as_ref())),
            snapshots,
            (accounts, attachments, identities),
            notifier,
            settings,
            clock::now,
        );
        let served = http::serve(listener, web).await;
        // A message that is being sent is seen through, so that it is noted as sent.
        stop.send_replace(true);
        if let Some(scheduler) = scheduler {
            let _late = tokio::time::timeout(FAREWELL, scheduler).await;
        }
        Ok(served?)
    }
}

/// Lets notices be made and sent, unless a day is taken for today that is neither that nor tomorrow; then
/// it is said that there are none.
fn scheduled(
    (lang, today): (Lang, Option<Day>),
    notifier: &Arc<Notifier>,
    stopped: watch::Receiver<bool>,
) -> Option<JoinHandle<()>> {
    if let Some(today) = today.filter(|today| !is_timely(*today, clock::now())) {
        let says = match lang {
            Lang::Zh => format!(
                "`--today {today}` 既不是今天也不是明天：不生成也不发出提醒汇总，只能发测试消息"
            ),
            Lang::En => format!(
                "`--today {today}` is neither today nor tomorrow: no notices are made and sent but test messages"
            ),
        };
        tracing::warn!("{says}");
        return None;
    }
    Some(tokio::spawn(schedule(Arc::clone(notifier), stopped)))
}

/// Says at the start, and not when somebody looks for one, that files of scans are not there.
async fn warn_of_lost(lang: Lang, attachments: &Attachments) -> Result<(), CliError> {
    let lost = attachments.lost(false).await?;
    let lost: Vec<_> = lost.into_iter().map(|scan| scan.hash).collect();
    if !lost.is_empty() {
        tracing::warn!("{}", upkeep::lost(lang, &lost));
    }
    Ok(())
}

/// Says at the start, and not when somebody wants to sign in, that a key is lost.
async fn warn_of_lost_key(
    lang: Lang,
    accounts: &Accounts,
    keyring: &Keyring,
) -> Result<(), CliError> {
    if let Err(error) = keyring.check(&accounts.keys_in_use().await?) {
        tracing::error!("{}", upkeep::key_error(lang, &error));
    }
    Ok(())
}

/// Reads an address of the command line: scheme and host, as browsers send it as origin.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/').to_ascii_lowercase();
    let host = ["http://", "https://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_origin =
        host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@']));
    if is_origin {
        Ok(text)
    } else {
        Err("write it as https://name or http://name:port, without a path".to_owned())
    }
}
