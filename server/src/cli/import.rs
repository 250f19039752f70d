//! `zhunru import`: a staff ledger into the database.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use app::locale::Lang;
use app::wording::{import_text, ledger_text};
use clap::Args;
use eligibility::catalogue::Catalogue;
use registry::access::{Actor, Editing, Role};
use registry::act::By;
use registry::history;
use registry::import::{self, Checked, ImportError, Mode, Stage, Upload};
use registry::keys::Keyring;
use registry::ledger::export::{self, Layout};
use registry::ledger::{Mapping, template};
use registry::snapshot::Snapshots;
use registry::store::Store;

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;
use crate::clock;

/// Read a staff ledger (.xlsx or .csv) into the database.
#[derive(Debug, Args)]
#[command(
    after_help = "At most 20 MiB, 500,000 filled cells, 200 columns, 50,000 rows and 1,000 characters a cell.\nExit code 0: done; 1: nothing written because of faults; 2: bad input.\n\nExample: zhunru import ledger.xlsx --dry-run --results faults.xlsx\nExample: zhunru import ledger.csv --good-rows-only --map \"到期=有效期至\"\nExample: zhunru import --template template.xlsx\nExample: zhunru import --undo 91ab5c0d77e2f310-2026-11-22T08:30:00.000Z"
)]
pub(super) struct Import {
    /// The ledger.
    #[arg(required_unless_present_any = ["template", "undo"])]
    file: Option<PathBuf>,
    /// Say what would be done, and write nothing.
    #[arg(long, conflicts_with_all = ["template", "undo"])]
    dry_run: bool,
    /// Leave rows with faults out and take the others; without it nothing is taken then.
    #[arg(long, conflicts_with_all = ["template", "undo"])]
    good_rows_only: bool,
    /// Take a header of the file for a column, such as `旧表头=有效期至`; may be repeated.
    #[arg(long = "map", value_name = "HEADER=COLUMN", value_parser = mapping)]
    mapping: Vec<Mapping>,
    /// Write the ledger again into this file, with what was found beside each row.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["template", "undo"])]
    results: Option<PathBuf>,
    /// Write an empty ledger with drop-downs into this file instead.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "undo"])]
    template: Option<PathBuf>,
    /// Of the template: a sheet for each kind of record instead of one wide sheet.
    #[arg(long, requires = "template")]
    sheets: bool,
    /// Take an import back instead, by the batch that it printed.
    #[arg(long, value_name = "BATCH", conflicts_with = "file")]
    undo: Option<String>,
    /// The key by which identity numbers are encrypted; beside the database file, `zhunru.key`, if not
    /// named.
    #[arg(long, env = "ZHUNRU_KEY_FILE")]
    key_file: Option<PathBuf>,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
}

fn mapping(text: &str) -> Result<Mapping, String> {
    let parts = text
        .split_once('=')
        .filter(|(from, to)| !from.is_empty() && !to.is_empty());
    let (from, to) = parts.ok_or("write HEADER=COLUMN, such as 旧表头=有效期至")?;
    Ok((from.to_owned(), to.to_owned()))
}

/// Whoever may open the database's file may do everything with it.
pub(super) fn actor() -> Actor {
    Actor {
        by: By::command_line(),
        role: Role::Administrator,
        departments: BTreeSet::new(),
    }
}

pub(super) async fn open(database: &str, key_file: Option<&Path>) -> Result<Snapshots, CliError> {
    let store = Store::open(database, Arc::new(Catalogue::built_in()?)).await?;
    let keyring = Keyring::of(database, key_file)?;
    Ok(Snapshots::open(store).await?.with_keyring(keyring))
}

fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let file = |source| CliError::File {
        path: path.to_owned(),
        source,
    };
    // What is far too large is not even read.
    let length = fs::metadata(path).map_err(file)?.len();
    if length > registry::ledger::MAX_BYTES as u64 {
        return Err(CliError::Ledger {
            path: path.to_owned(),
            fault: registry::ledger::BookFault::TooBig {
                bytes: usize::try_from(length).unwrap_or(usize::MAX),
                most: registry::ledger::MAX_BYTES,
            },
        });
    }
    fs::read(path).map_err(file)
}

pub(super) fn write(path: &Path, bytes: Vec<u8>) -> Result<(), CliError> {
    fs::write(path, bytes).map_err(|source| CliError::File {
        path: path.to_owned(),
        source,
    })
}

impl Import {
    pub(super) async fn run(self, lang: Lang) -> Result<ExitCode, CliError> {
        let snapshots = open(&self.database, self.key_file.as_deref()).await?;
        let actor = actor();
        let right = actor.editing()?;
        let done = match (&self.template, &self.undo, &self.file) {
            (Some(path), ..) => self.write_template(&snapshots, path),
            (_, Some(batch), _) => undo(&right, &snapshots, batch, lang).await,
            (.., Some(path)) => self.import(&right, &snapshots, path, lang).await,
            _ => Ok(ExitCode::from(2)),
        };
        snapshots.store().close().await;
        done
    }

    fn write_template(&self, snapshots: &Snapshots, path: &Path) -> Result<ExitCode, CliError> {
        let layout = if self.sheets {
            Layout::Sheets
        } else {
            Layout::Wide
        };
        let hospital = &snapshots.current().hospital;
        let bytes = template::xlsx(hospital, snapshots.store().catalogue(), layout)?;
        write(path, bytes)?;
        Ok(ExitCode::SUCCESS)
    }

    async fn import(
        &self,
        right: &Editing<'_>,
        snapshots: &Snapshots,
        path: &Path,
        lang: Lang,
    ) -> Result<ExitCode, CliError> {
        let bytes = read(path)?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let upload = Upload {
            name: name.as_deref().unwrap_or_default(),
            bytes: &bytes,
            mapping: &self.mapping,
        };
        let progress = |stage| tell(lang, stage);
        let mode = if self.good_rows_only {
            Mode::GoodRows
        } else {
            Mode::AllOrNothing
        };
        let (checked, wrote, code) = if self.dry_run {
            let checked = import::check(right, snapshots, upload, &progress).await;
            let checked = checked.map_err(|error| failed(error, path))?;
            let refused = checked.preview.counts.bad > 0 && mode == Mode::AllOrNothing;
            (checked, would(lang), u8::from(refused))
        } else {
            match import::apply(right, snapshots, upload, mode, clock::now(), &progress).await {
                Ok(done) => (
                    done.checked,
                    done_text(lang, done.n_changes, done.batch.as_deref()),
                    0,
                ),
                Err(ImportError::BadRows(checked)) => (*checked, nothing_written(lang), 1),
                Err(error) => return Err(failed(error, path)),
            }
        };
        self.report(&checked, lang)?;
        print(&format!(
            "{}\n{wrote}\n",
            ledger_text::counts(lang, &checked.preview.counts)
        ))?;
        Ok(ExitCode::from(code))
    }

    fn report(&self, checked: &Checked, lang: Lang) -> Result<(), CliError> {
        print(&ledger_text::findings(lang, &checked.preview))?;
        if let Some(path) = &self.results {
            let say = |row: &_| ledger_text::row(lang, row);
            write(
                path,
                export::with_results(&checked.book, &checked.preview, &say)?,
            )?;
        }
        Ok(())
    }
}

async fn undo(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    batch: &str,
    lang: Lang,
) -> Result<ExitCode, CliError> {
    let n_changes = history::undo_batch(right, snapshots, batch, clock::now()).await?;
    print(&match lang {
        Lang::Zh => format!("已撤销 {n_changes} 处改动\n"),
        Lang::En => format!("took {n_changes} changes back\n"),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn failed(error: ImportError, path: &Path) -> CliError {
    match error {
        ImportError::Book(fault) => CliError::Ledger {
            path: path.to_owned(),
            fault,
        },
        ImportError::Store(error) => error.into(),
        other => CliError::Import(other),
    }
}

fn would(lang: Lang) -> String {
    match lang {
        Lang::Zh => "试运行，没有写入",
        Lang::En => "dry run, nothing written",
    }
    .to_owned()
}

fn nothing_written(lang: Lang) -> String {
    match lang {
        Lang::Zh => "有误的行请改正后重试，或加上 --good-rows-only 只导入无误的行；没有写入",
        Lang::En => {
            "correct the bad rows, or add --good-rows-only to take the others; nothing written"
        }
    }
    .to_owned()
}

fn done_text(lang: Lang, n_changes: usize, batch: Option<&str>) -> String {
    match (lang, batch) {
        (Lang::Zh, Some(batch)) => format!("已写入 {n_changes} 处改动；批次 {batch}"),
        (Lang::En, Some(batch)) => format!("wrote {n_changes} changes; batch {batch}"),
        (Lang::Zh, None) => "没有需要写入的改动".to_owned(),
        (Lang::En, None) => "nothing to write".to_owned(),
    }
}

/// Says how far it is, to a person at a terminal only.
fn tell(lang: Lang, stage: Stage) {
    if !io::stderr().is_terminal() {
        return;
    }
    let text = import_text::stage(lang, stage);
    // Progress that cannot be shown is none the worse for it.
    let _unshown = writeln!(io::stderr(), "{text}");
}
