//! `zhunru copy`: a hospital moves to another database.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use app::wording::upkeep;
use clap::Args;
use eligibility::catalogue::Catalogue;
use registry::attachments::Attachments;
use registry::files::Files;
use registry::store::Store;

use super::error::CliError;
use super::print;

/// Move everything recorded into another database, which must be empty.
#[derive(Debug, Args)]
#[command(
    after_help = "The database it comes from stays as it is; let nobody write there meanwhile, or it is left behind.\nExample: zhunru copy --from zhunru.db --to postgres://zhunru@localhost/zhunru"
)]
pub(super) struct Copy {
    /// The database to read, a file or a URL.
    #[arg(long)]
    from: String,
    /// The database to write, a file or a URL.
    #[arg(long)]
    to: String,
    /// The folder of the scans to read; beside the database file if not named.
    #[arg(long)]
    from_files: Option<PathBuf>,
    /// The folder of the scans to write; beside the database file if not named.
    #[arg(long)]
    to_files: Option<PathBuf>,
}

impl Copy {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let source = Store::open_existing(&self.from, Arc::clone(&catalogue)).await?;
        let from = Files::of(&self.from, self.from_files.as_deref())?;
        let attachments = Attachments::new(source.clone(), from);
        // Files first: without rows they are in nobody's way, and this can be tried again.
        let lost = match Files::of(&self.to, self.to_files.as_deref())? {
            Some(to) => attachments.copy_files(&to).await?,
            None => attachments.hashes().await?,
        };
        let target = Store::open(&self.to, catalogue).await?;
        let contents = source.copy_to(&target).await?;
        source.close().await;
        target.close().await;
        if !lost.is_empty() {
            let _unread = writeln!(io::stderr(), "{}", upkeep::lost(lang, &lost));
        }
        let done = upkeep::contents(lang, &contents);
        print(&match lang {
            Lang::Zh => format!("已全部复制并核对：{done}\n"),
            Lang::En => format!("copied and compared: {done}\n"),
        })
    }
}
