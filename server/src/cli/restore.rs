//! `zhunru restore`: a backup, back into an empty database.

use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use app::wording::upkeep;
use clap::Args;
use eligibility::catalogue::Catalogue;
use registry::backup::restore;
use registry::files::Files;

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;

/// Read a backup into an empty database.
#[derive(Debug, Args)]
#[command(
    after_help = "A backup of either database is restored into either.\nExample: zhunru restore /backup/zhunru-2026-03-01.tar.gz --database new.db"
)]
pub(super) struct Restore {
    /// The backup.
    file: PathBuf,
    /// The database, a file or a URL; it must be empty.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// The folder for the scans; beside the database file if not named.
    #[arg(long, env = "ZHUNRU_FILES")]
    files: Option<PathBuf>,
}

impl Restore {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let files = Files::of(&self.database, self.files.as_deref())?;
        let manifest = restore(&self.file, (&self.database, files.as_ref()), catalogue).await?;
        let done = upkeep::contents(lang, &manifest.contents());
        let taken_at = &manifest.taken_at;
        print(&match lang {
            Lang::Zh => format!("已恢复 {taken_at} 的备份：{done}\n"),
            Lang::En => format!("restored the backup of {taken_at}: {done}\n"),
        })
    }
}
