//! `zhunru export`: the staff ledger out of the database, with the entry of the log that says so.

use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use clap::Args;
use eligibility::standard::Library;
use registry::assessments::Assessments;
use registry::export::{self, Exported, Format, Wanted, Whose};
use registry::ledger::export::departments;
use registry::seen::Seen;
use registry::snapshot::Snapshots;

use super::error::CliError;
use super::import::{actor, open, write};
use super::print;
use super::serve::DEFAULT_DATABASE;
use crate::clock;

/// Write the staff ledger of the database into a file.
#[derive(Debug, Args)]
#[command(
    after_help = "A .csv has everything in one wide sheet, an .xlsx a sheet for each kind of record.\nThe audit log keeps who was exported, why, and how many rows.\n\nExample: zhunru export ledger.xlsx --reason 年度备案\nExample: zhunru export imaging.csv --department 放射科 --department 超声科"
)]
pub(super) struct Export {
    /// Where to; the ending says whether .xlsx or .csv.
    file: PathBuf,
    /// Only people of this department, by name or id; may be repeated.
    #[arg(long = "department", value_name = "DEPARTMENT")]
    departments: Vec<String>,
    /// One wide sheet in an .xlsx too.
    #[arg(long)]
    wide: bool,
    /// What it is for, for the audit log; at most 200 characters.
    #[arg(long, default_value = "zhunru export", value_parser = reason)]
    reason: String,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
}

fn reason(text: &str) -> Result<String, String> {
    export::reason(text).map_err(|error| error.to_string())
}

impl Export {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let snapshots = open(&self.database, None).await?;
        let exported = self.export(&snapshots).await;
        snapshots.store().close().await;
        let exported = exported?;
        let (n_people, file) = (exported.n_people, self.file.display());
        print(&match lang {
            Lang::Zh => format!("{n_people} 人已写入 {file}\n"),
            Lang::En => format!("{n_people} people in {file}\n"),
        })?;
        if !exported.in_parts {
            return Ok(());
        }
        print(match lang {
            Lang::Zh => "超出一次导入的上限；如要再导入，请用 --department 分科室导出\n",
            Lang::En => {
                "More than one import takes; to import it again, export it by --department\n"
            }
        })
    }

    async fn export(&self, snapshots: &Snapshots) -> Result<Exported, CliError> {
        let actor = actor();
        let right = actor.auditing()?;
        let snapshot = snapshots.current();
        let catalogue = snapshots.store().catalogue();
        let departments = departments(&snapshot.hospital, catalogue, &self.departments);
        let departments = departments.map_err(CliError::Department)?;
        // Nothing is assessed.
        let assessments = Assessments::new(Arc::clone(catalogue), Library::default());
        let today = clock::today();
        let seen = Seen::new(actor.reading(), today, &snapshot, &assessments);
        let wanted = Wanted {
            whose: match departments.as_slice() {
                [] => Whose::Everybody,
                some => Whose::Departments(some),
            },
            on: today,
            format: self.format(),
            reason: &self.reason,
            at: clock::now(),
        };
        let prepared = export::prepare(&right, &seen, wanted)?;
        let exported = prepared.tell(snapshots.store()).await?;
        write(&self.file, exported.bytes.clone())?;
        Ok(exported)
    }

    fn format(&self) -> Format {
        let ending = self.file.extension();
        let is_csv = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        match (is_csv, self.wide) {
            (true, _) => Format::Csv,
            (false, true) => Format::Wide,
            (false, false) => Format::Sheets,
        }
    }
}
