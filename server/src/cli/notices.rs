//! `zhunru notices run`: the notices of a day, for those who have their own scheduler, and for tests.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::locale::Lang;
use app::source::Source;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use eligibility::day::Day;
use registry::assessments::Assessments;
use registry::keys::Keyring;
use registry::notices::{BETWEEN_PARTS, Notices};
use registry::snapshot::Snapshots;
use registry::store::Store;
use tokio::time::sleep;

use super::error::CliError;
use super::serve::{DEFAULT_DATABASE, base_url};
use super::{day, library, print};
use crate::clock;
use crate::facts::Facts;
use crate::notices::{Delivered, Hours, Notifier, Options, holder};

/// Make the notices of a day and send what is to be sent.
#[derive(Debug, Args)]
#[command(
    after_help = "`zhunru serve` does this by itself. Run as often as you like, it tells nobody twice; what could not be sent is tried again by the next run whose time has come.\nExit code 0: all that was to be sent was taken; 1: something was not; 2: it could not be done at all.\n\nExample: zhunru notices run\nExample: zhunru notices run --on 2026-03-01 --smtp smtps://mail.example.cn --mail-from zhunru@example.cn"
)]
pub(super) struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make the digests of a day, unless they are made, and send what waits.
    Run(Box<Run>),
}

#[derive(Debug, Args)]
#[command(after_help = "Example: zhunru notices run --on 2026-03-01")]
struct Run {
    /// The day whose digests are made; today without it. Quiet hours are not looked at.
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    /// Allow a day later than tomorrow. What is told then counts as told, and nobody gets a digest of an
    /// earlier day any more: for a copy of the database, to try things.
    #[arg(long, requires = "on")]
    ahead: bool,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// The key by which addresses of robots are sealed; beside the database file if not named.
    #[arg(long, env = "ZHUNRU_KEY_FILE")]
    key_file: Option<PathBuf>,
    /// A folder with standards of your own.
    #[arg(long)]
    standards: Option<PathBuf>,
    /// The address under which browsers reach the server; without it digests have no link to the list.
    #[arg(long, env = "ZHUNRU_BASE_URL", value_parser = base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    notices: Options,
}

/// The real clock; nothing ends the command before its time.
struct Once;

impl Hours for Once {
    fn now(&self) -> DateTime<Utc> {
        clock::now()
    }

    fn is_over(&self) -> bool {
        false
    }
}

impl Command {
    pub(super) async fn run(self, lang: Lang) -> Result<ExitCode, CliError> {
        let What::Run(run) = self.what;
        run.run(lang).await
    }
}

impl Run {
    async fn run(self, lang: Lang) -> Result<ExitCode, CliError> {
        let (catalogue, library) = library::open(self.standards.as_deref())?;
        let catalogue = Arc::new(catalogue);
        let channels = self.notices.channels()?;
        let store = Store::open_existing(&self.database, Arc::clone(&catalogue)).await?;
        let keyring = Keyring::of(&self.database, self.key_file.as_deref())?;
        let facts = Facts {
            snapshots: Arc::new(Snapshots::open(store.clone()).await?),
            assessments: Assessments::new(catalogue, library),
            today: self.on,
        };
        let facts = Source::new(facts).facts();
        let on = facts.today();
        let tomorrow = clock::today().next();
        if on > tomorrow && !self.ahead {
            return Err(CliError::DayAhead { on, tomorrow });
        }
        let notifier = Arc::new(Notifier {
            notices: Notices::new(store.clone(), keyring),
            facts,
            channels,
            lang,
            base_url: self.base_url,
            holder: holder(),
        });
        let done = run(&notifier, on).await;
        store.close().await;
        let (n_digests, delivered) = done?;
        print(&said(lang, on, n_digests, delivered))?;
        Ok(if delivered.n_failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

async fn run(notifier: &Arc<Notifier>, on: Day) -> Result<(Option<usize>, Delivered), CliError> {
    let hours: Arc<dyn Hours> = Arc::new(Once);
    let n_digests = notifier.plan(on, hours.now()).await?;
    let mut delivered = notifier.deliver(on, &hours).await?;
    let mut waits = delivered.in_part > 0;
    // What a robot does not take at once follows before the command ends.
    while waits {
        sleep(BETWEEN_PARTS.to_std().unwrap_or_default()).await;
        let more = notifier.deliver(on, &hours).await?;
        waits = more.in_part > 0;
        delivered += more;
    }
    Ok((n_digests, delivered))
}

fn said(lang: Lang, on: Day, n_digests: Option<usize>, delivered: Delivered) -> String {
    let Delivered {
        n_sent, n_failed, ..
    } = delivered;
    match (lang, n_digests) {
        (Lang::Zh, Some(n)) => {
            format!("{on} 的汇总已生成 {n} 份；发出 {n_sent} 份，未发出 {n_failed} 份\n")
        }
        (Lang::Zh, None) => {
            format!("{on} 的汇总此前已生成；发出 {n_sent} 份，未发出 {n_failed} 份\n")
        }
        (Lang::En, Some(n)) => {
            format!("{n} digests made for {on}; {n_sent} sent, {n_failed} not sent\n")
        }
        (Lang::En, None) => format!(
            "the digests of {on} had been made before; {n_sent} sent, {n_failed} not sent\n"
        ),
    }
}
