//! `zhunru files`: whether the files of all scans are there and whole.

use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use clap::Args;
use eligibility::catalogue::Catalogue;
use registry::attachments::Attachments;
use registry::files::Files as Folder;
use registry::store::Store;

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;

/// Read the files of all scans; exits with 1 and their names where some are missing or damaged.
#[derive(Debug, Args)]
#[command(after_help = "Example: zhunru files --database zhunru.db")]
pub(super) struct Files {
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// The folder of the scans; beside the database file if not named.
    #[arg(long, env = "ZHUNRU_FILES")]
    files: Option<PathBuf>,
}

impl Files {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let store = Store::open_existing(&self.database, catalogue).await?;
        let folder = Folder::of(&self.database, self.files.as_deref())?;
        let attachments = Attachments::new(store.clone(), folder);
        let lost = attachments.lost(true).await?;
        let n_files = attachments.hashes().await?.len();
        store.close().await;
        if !lost.is_empty() {
            let lost = lost.into_iter().map(|scan| scan.hash).collect();
            return Err(CliError::LostFiles(lost));
        }
        print(&match lang {
            Lang::Zh => format!("扫描件的文件都在且完整，共 {n_files} 个\n"),
            Lang::En => format!("the files of all scans are there and whole: {n_files}\n"),
        })
    }
}
