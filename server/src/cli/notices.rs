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
use crate::notices::{Drained, Hours, Notifier, Options, drain, holder};

/// Make the notices of a day and send what is to be sent.
#[derive(Debug, Args)]
#[command(
    after_help = "`zhunru serve` does this by itself. Run as often as you like, it tells nobody twice; what could not be sent is tried again by the next run whose time has come. Where a robot takes no more at once, it goes on after a minute.\nExit code 0: all that was to be sent was taken; 1: something was refused, or waits to be tried again; 2: it could not be done at all.\n\nExample: zhunru notices run\nExample: zhunru notices run --smtp smtps://mail.example.cn --mail-from zhunru@example.cn"
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
#[command(
    after_help = "A day that is over needs `--behind`, one later than tomorrow `--ahead`.\n\nExample: zhunru notices run\nExample: zhunru notices run --database copy.db --on 2026-03-01 --behind\nExample: zhunru notices run --database copy.db --on 2030-03-01 --ahead"
)]
struct Run {
    /// The day whose digests are made; today without it. Quiet hours are not looked at.
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    /// Allow a day later than tomorrow. What is told then counts as told, and nobody gets a digest of an
    /// earlier day any more: for a copy of the database, to try things.
    #[arg(long, requires = "on")]
    ahead: bool,
    /// Allow a day that is over. What waits is told as of that day, with the days that were left then:
    /// for a copy of the database, to try things.
    #[arg(long, requires = "on")]
    behind: bool,
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
        self.check()?;
        let (catalogue, library) = library::open(self.standards.as_deref())?;
        let catalogue = Arc::new(catalogue);
        let channels = self.notices.channels()?;
        let store = Store::open_existing(&self.database, Arc::clone(&catalogue)).await?;
        let keyring = Keyring::of(&self.database, self.key_file.as_deref())?;
        let snapshots = Arc::new(Snapshots::open(store.clone()).await?);
        let facts = Facts {
            snapshots: Arc::clone(&snapshots),
            assessments: Assessments::new(catalogue, library),
            today: self.on,
        };
        let notifier = Arc::new(Notifier {
            notices: Notices::new(store.clone(), keyring),
            facts: Source::new(facts).facts(),
            channels,
            lang,
            base_url: self.base_url,
            holder: holder(),
        });
        let on = notifier.facts.today();
        let done = run(&notifier, &snapshots, on).await;
        store.close().await;
        let (n_digests, drained) = done?;
        print(&said(lang, on, n_digests, drained))?;
        Ok(if n_not_sent(drained) == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    /// Refuses a day whose notices would be made too early or too late.
    fn check(&self) -> Result<(), CliError> {
        let Some(on) = self.on else {
            return Ok(());
        };
        let today = clock::today();
        let tomorrow = today.next();
        if on > tomorrow && !self.ahead {
            return Err(CliError::DayAhead { on, tomorrow });
        }
        if on < today && !self.behind {
            return Err(CliError::DayBehind { on, today });
        }
        Ok(())
    }
}

async fn run(
    notifier: &Arc<Notifier>,
    snapshots: &Snapshots,
    on: Day,
) -> Result<(Option<usize>, Drained), CliError> {
    let hours: Arc<dyn Hours> = Arc::new(Once);
    let n_digests = notifier.plan(on, hours.now()).await?;
    let pause = BETWEEN_PARTS.to_std().unwrap_or_default();
    let drained = drain(notifier, snapshots, &hours, async || sleep(pause).await);
    Ok((n_digests, drained.await?))
}

/// How many of those that were to be sent were not taken.
const fn n_not_sent(drained: Drained) -> usize {
    drained.n_refused + drained.still_waiting
}

fn said(lang: Lang, on: Day, n_digests: Option<usize>, drained: Drained) -> String {
    let made = match (lang, n_digests) {
        (Lang::Zh, Some(n)) => format!("{on} 的汇总已生成 {n} 份"),
        (Lang::Zh, None) => format!("{on} 的汇总此前已生成"),
        (Lang::En, Some(n)) => format!("{n} digests made for {on}"),
        (Lang::En, None) => format!("the digests of {on} had been made before"),
    };
    let (n_sent, n_not_sent) = (drained.n_sent, n_not_sent(drained));
    let sent = match lang {
        Lang::Zh => format!("发出 {n_sent} 份，未发出 {n_not_sent} 份"),
        Lang::En => format!("{n_sent} sent, {n_not_sent} not sent"),
    };
    let waits = match (lang, drained.still_waiting) {
        (_, 0) => String::new(),
        (Lang::Zh, n) => format!("（其中等待再发的 {n} 份）"),
        (Lang::En, n) => format!(" (waiting to be tried again: {n})"),
    };
    match lang {
        Lang::Zh => format!("{made}；{sent}{waits}\n"),
        Lang::En => format!("{made}; {sent}{waits}\n"),
    }
}
