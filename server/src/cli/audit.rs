//! `zhunru audit`: whether the audit log is what was written, and how it ends.

use std::sync::Arc;

use app::locale::Lang;
use clap::{Args, Subcommand};
use eligibility::catalogue::Catalogue;
use registry::store::{Head, Store};

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;

/// Check the audit log, or say how it ends.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: zhunru audit head > head.txt    # keep it where the database is not\nExample: zhunru audit verify --head \"$(cat head.txt)\""
)]
pub(super) struct Audit {
    #[command(subcommand)]
    asked: Asked,
    /// The database, a file or a URL.
    #[arg(long, global = true, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// Read the whole log; exits with 1 and the number of the entry where it is not what was written.
    Verify {
        /// A head that was taken before, as `zhunru audit head` prints it: so a log that was cut short
        /// or written anew is noticed, too.
        #[arg(long, value_parser = head)]
        head: Option<Head>,
    },
    /// Print number and hash of the newest entry.
    Head,
}

impl Audit {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let store = Store::open_existing(&self.database, catalogue).await?;
        let text = match self.asked {
            Asked::Head => format!("{}\n", store.audit_head().await?),
            Asked::Verify { head } => {
                let verified = store.verify_audit(head.as_ref()).await?;
                let head = verified.map_err(CliError::Audit)?;
                match lang {
                    Lang::Zh => format!("审计日志完整，共 {} 条；最后一条 {head}\n", head.seq),
                    Lang::En => format!(
                        "the audit log is whole: {} entries, head {head}\n",
                        head.seq
                    ),
                }
            }
        };
        store.close().await;
        print(&text)
    }
}

fn head(text: &str) -> Result<Head, String> {
    Head::parse(text).ok_or_else(|| {
        "write a head as `zhunru audit head` prints it: the number, a colon and the hash".to_owned()
    })
}
