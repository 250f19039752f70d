//! `zhunru standards`: list them, show one, check files of your own.

use std::fmt::Write as _;
use std::path::PathBuf;

use app::locale::Lang;
use app::wording::Voice;
use clap::{Args, Subcommand};
use eligibility::catalogue::Catalogue;
use eligibility::standard::{Clause, Edition, Library, Standard, load};

use super::error::CliError;
use super::{library, print};

/// List the standards, show one, or check files of your own.
#[derive(Debug, Args)]
pub(super) struct Standards {
    /// A folder with standards of your own, and a `catalogue.toml` with words of your own.
    #[arg(long, global = true)]
    standards: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List all standards.
    #[command(after_help = "Example: zhunru standards list")]
    List,
    /// Show one standard, clause by clause.
    #[command(after_help = "Example: zhunru standards show sx2025.petct")]
    Show {
        /// The id of the standard.
        id: String,
    },
    /// Check standard files of your own; every fault is named with its line.
    #[command(after_help = "Example: zhunru standards check my-province.petct.toml")]
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Standards {
    pub(super) fn run(self, lang: Lang) -> Result<(), CliError> {
        let (catalogue, library) = library::open(self.standards.as_deref())?;
        match self.command.unwrap_or(Command::List) {
            Command::List => print(&list(Voice::new(lang, &catalogue), &library)),
            Command::Show { id } => {
                let known = || library.iter().map(|standard| standard.id.clone()).collect();
                let standard = library.get(&id);
                let standard = standard.ok_or_else(|| CliError::NoStandard {
                    asked: id,
                    known: known(),
                })?;
                print(&show(Voice::new(lang, &catalogue), standard))
            }
            Command::Check { files } => check(lang, &files, &catalogue),
        }
    }
}

fn list(voice: Voice<'_>, library: &Library) -> String {
    let line = |standard: &Standard| {
        let n_clauses = standard
            .editions
            .last()
            .map_or(0, |edition| edition.clauses.len());
        let (title, document) = (voice.text(&standard.title), &standard.document);
        let clauses = if voice.lang == Lang::Zh {
            " 条"
        } else {
            " clauses"
        };
        format!(
            "{:<16} {title}  {document}  {n_clauses}{clauses}\n",
            standard.id
        )
    };
    library.iter().map(line).collect()
}

fn show(voice: Voice<'_>, standard: &Standard) -> String {
    let mut out = format!("{}  {}\n", standard.id, voice.text(&standard.title));
    // Writing into a String cannot fail.
    let _ok = writeln!(
        out,
        "{}  {}",
        voice.text(&standard.issuer),
        standard.document
    );
    for edition in &standard.editions {
        let _ok = writeln!(out, "\n[{}] {}", edition.id, dates(voice, edition));
        if let Some(note) = &edition.note {
            let _ok = writeln!(out, "    {}", voice.text(note));
        }
        for clause in &edition.clauses {
            out.push_str(&shown(voice, clause));
        }
        out.push_str(&readings(voice, edition));
    }
    out
}

fn shown(voice: Voice<'_>, clause: &Clause) -> String {
    let flag = clause.flag.word();
    let kinds = clause.kind();
    let topic = clause.topic.as_deref().unwrap_or("–");
    let mut out = format!(
        "\n{}  {}  [{flag}] {kinds} · {topic}\n",
        clause.id, clause.number
    );
    let _ok = writeln!(out, "    {}", voice.text(&clause.text));
    if let Some(note) = &clause.note {
        let _ok = writeln!(out, "    ⓘ {}", voice.text(note));
    }
    out
}

fn readings(voice: Voice<'_>, edition: &Edition) -> String {
    let mut out = String::new();
    for reading in &edition.readings {
        let _ok = writeln!(out, "\n{}  {}", reading.id, voice.text(&reading.question));
        let _ok = writeln!(out, "    = {}", voice.text(&reading.default));
        for alternative in &reading.alternatives {
            let _ok = writeln!(out, "    ≠ {}", voice.text(&alternative.label));
        }
    }
    out
}

/// Checks every file, also those after a bad one.
fn check(lang: Lang, files: &[PathBuf], catalogue: &Catalogue) -> Result<(), CliError> {
    let mut faults = Vec::new();
    for path in files {
        let checked = library::read(path).and_then(|content| {
            let faults = |faults| CliError::Faults {
                path: path.clone(),
                faults,
            };
            load(&content, catalogue).map_err(faults)
        });
        match checked {
            Ok(standard) => {
                let n_clauses: usize = standard
                    .editions
                    .iter()
                    .map(|edition| edition.clauses.len())
                    .sum();
                let sound = if lang == Lang::Zh {
                    " 条，无误"
                } else {
                    " clauses, no faults"
                };
                print(&format!(
                    "{}: {} · {n_clauses}{sound}\n",
                    path.display(),
                    standard.id
                ))?;
            }
            Err(error) => faults.push(error),
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(CliError::Several(faults))
    }
}

fn dates(voice: Voice<'_>, edition: &Edition) -> String {
    let words = voice.lang.words();
    let approximately = if edition.from_approximate {
        words.approximately
    } else {
        ""
    };
    format!("{}{approximately}", voice.period(edition.from, edition.to))
}
