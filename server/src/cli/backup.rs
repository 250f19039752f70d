//! `zhunru backup`: everything recorded, in one file.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use app::wording::upkeep;
use clap::Args;
use eligibility::catalogue::Catalogue;
use registry::backup::backup;
use registry::files::Files;
use registry::store::Store;

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;
use crate::clock;

/// Write everything recorded into one file, while people work.
#[derive(Debug, Args)]
#[command(
    after_help = "The file is a gzipped tar with manifest.json, database.sqlite and attachments/, whichever database it came from.\nExample: zhunru backup /backup/zhunru-2026-03-01.tar.gz"
)]
pub(super) struct Backup {
    /// The file to write; there must be none of that name.
    file: PathBuf,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// The folder of the scans; beside the database file if not named.
    #[arg(long, env = "ZHUNRU_FILES")]
    files: Option<PathBuf>,
}

impl Backup {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let store = Store::open_existing(&self.database, catalogue).await?;
        let files = Files::of(&self.database, self.files.as_deref())?;
        let taken = backup(&store, files.as_ref(), &self.file, clock::now()).await?;
        store.close().await;
        if let Err(broken) = taken.audit {
            // The backup is made; what is broken was broken before.
            let _unread = writeln!(io::stderr(), "{}", upkeep::broken(lang, &broken));
        }
        if !taken.lost.is_empty() {
            let _unread = writeln!(io::stderr(), "{}", upkeep::lost(lang, &taken.lost));
        }
        let done = upkeep::contents(lang, &taken.manifest.contents());
        let file = self.file.display();
        print(&match lang {
            Lang::Zh => format!("已备份到 {file}：{done}\n"),
            Lang::En => format!("backed up into {file}: {done}\n"),
        })
    }
}
