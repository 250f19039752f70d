//! `zhunru serve`: the web application.

use std::path::PathBuf;
use std::sync::Arc;

use app::source::Source;
use clap::Args;
use eligibility::day::Day;
use registry::assessments::Assessments;
use registry::snapshot::Snapshots;
use registry::store::Store;

use super::error::CliError;
use super::{day, library};
use crate::facts::Facts;
use crate::follow::follow;
use crate::http;

/// Where the database lies when nothing else is said.
pub(super) const DEFAULT_DATABASE: &str = "zhunru.db";

/// Run the web application.
#[derive(Debug, Args)]
#[command(
    after_help = "There are no accounts yet, so it listens on this machine only.\nExample: zhunru serve --port 3000"
)]
pub(super) struct Serve {
    /// Port on the loopback interface; 0 takes a free one.
    #[arg(long, default_value_t = 3000, env = "ZHUNRU_PORT")]
    port: u16,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// A folder with standards of your own, and a `catalogue.toml` with words of your own.
    #[arg(long)]
    standards: Option<PathBuf>,
    /// Take this day for today, to look at a demo hospital as of its own day.
    #[arg(long, value_parser = day)]
    today: Option<Day>,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), CliError> {
        let (catalogue, library) = library::open(self.standards.as_deref())?;
        let catalogue = Arc::new(catalogue);
        let store = Store::open(&self.database, Arc::clone(&catalogue)).await?;
        let snapshots = Arc::new(Snapshots::open(store).await?);
        tokio::spawn(follow(Arc::clone(&snapshots)));
        let facts = Facts {
            snapshots,
            assessments: Assessments::new(catalogue, library),
            today: self.today,
        };
        Ok(http::serve(self.port, Source::new(facts)).await?)
    }
}
