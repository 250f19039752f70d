//! `zhunru assess`: a roster file against a standard, without a database.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::locale::Lang;
use app::wording::Voice;
use app::wording::sheet_text::sheet_text;
use app::wording::what_if_text::what_if_text;
use clap::{Args, ValueEnum};
use eligibility::assess::{Assessment, Question, Settings, Verdict, assess};
use eligibility::day::{AsOf, Day};
use eligibility::facts::{Hospital, Programme};
use eligibility::file::Faults;
use eligibility::standard::Standard;
use eligibility::whatif::{ClauseDifference, compare};
use serde::Serialize;

use super::error::CliError;
use super::opened::Opened;
use super::ways::Found;
use super::{day, output, print, ways};
use crate::clock;

/// Assess a roster file against a standard.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code: 0 met, 1 short, undetermined or not in force, 2 bad input.\nExample: zhunru assess --roster petct.json --standard sx2025.petct --on 2026-03-01\nExample: zhunru assess --roster petct.json --with changes.toml\nExample: zhunru assess --roster petct.json --ways"
)]
pub(super) struct Assess {
    /// The roster file (JSON; `zhunru schema roster` describes it).
    #[arg(long)]
    roster: PathBuf,
    /// The id of the standard; without it the one the roster's programme names.
    #[arg(long)]
    standard: Option<String>,
    /// The day of the facts; today without it.
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    /// The day whose edition of the rules is taken; the day of the facts without it.
    #[arg(long, value_parser = day)]
    edition: Option<Day>,
    /// Evaluate an edition that is not in force on that day all the same.
    #[arg(long)]
    as_if_in_force: bool,
    /// A folder with standards of your own, and a `catalogue.toml` with words of your own.
    #[arg(long)]
    standards: Option<PathBuf>,
    /// A what-if file (TOML or JSON; `zhunru schema what-if` describes it): the sheet is that with its
    /// changes made, with what differs. Nothing is saved.
    #[arg(long, value_name = "FILE")]
    with: Option<PathBuf>,
    /// Search the smallest steps that would close each clause that is not met, and the people whose
    /// absence alone would break one that is.
    #[arg(long)]
    ways: bool,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A sheet to read.
    Text,
    /// JSON (`zhunru schema assessment` describes it).
    Json,
}

impl Assess {
    pub(super) fn run(self, lang: Lang) -> Result<ExitCode, CliError> {
        let opened = Opened::read(&self.roster, self.standards.as_deref())?;
        let standard = opened.standard(self.standard.as_deref())?;
        let on = self.on.unwrap_or_else(clock::today);
        let question = Question {
            on: AsOf(on),
            rules_on: self.edition.unwrap_or(on),
            as_if_in_force: self.as_if_in_force,
            settings: Settings::default(),
        };
        let (catalogue, roster) = (&opened.catalogue, &opened.roster);
        let (hospital, programme) = (&roster.hospital, &roster.programme);
        let not_known = || opened.not_known(&standard.id);
        let before =
            assess(question, catalogue, standard, hospital, programme).ok_or_else(not_known)?;
        let voice = Voice::new(lang, catalogue);
        let Some(path) = &self.with else {
            let sheet = Sheet::of(
                voice,
                self.ways,
                question,
                standard,
                (hospital, programme),
                &before,
            );
            print(&match self.format {
                Format::Text => sheet.text(),
                Format::Json => output::json(&sheet.document())?,
            })?;
            return Ok(exit_code(&before));
        };
        let what_if = registry::what_if::read(&read(path)?, catalogue).map_err(of(path))?;
        what_if.check_clauses(standard).map_err(of(path))?;
        let changed = what_if.apply(catalogue, hospital, programme);
        let (hospital, programme) = changed.map_err(of(path))?;
        let question = what_if.question(question);
        let after =
            assess(question, catalogue, standard, &hospital, &programme).ok_or_else(not_known)?;
        let differences = compare(&before, &after);
        let sheet = Sheet::of(
            voice,
            self.ways,
            question,
            standard,
            (&hospital, &programme),
            &after,
        );
        print(&match self.format {
            Format::Text => {
                let block = what_if_text(voice, &what_if, &differences, &hospital);
                format!("{block}\n{}", sheet.text())
            }
            Format::Json => output::json(&Compared {
                before: output::document(voice, standard, &before),
                after: sheet.document(),
                differences: &differences,
            })?,
        })?;
        Ok(exit_code(&after))
    }
}

/// An assessment and what is printed beside it.
struct Sheet<'a> {
    voice: Voice<'a>,
    standard: &'a Standard,
    hospital: &'a Hospital,
    programme: &'a Programme,
    assessment: &'a Assessment,
    found: Option<Found>,
}

impl<'a> Sheet<'a> {
    fn of(
        voice: Voice<'a>,
        ways: bool,
        question: Question,
        standard: &'a Standard,
        (hospital, programme): (&'a Hospital, &'a Programme),
        assessment: &'a Assessment,
    ) -> Self {
        let facts = (hospital, programme);
        Self {
            voice,
            standard,
            hospital,
            programme,
            assessment,
            found: ways.then(|| Found::search(voice, question, standard, facts)),
        }
    }

    fn text(&self) -> String {
        let (hospital, programme) = (self.hospital, self.programme);
        let sheet = sheet_text(
            self.voice,
            self.assessment,
            self.standard,
            hospital,
            programme,
        );
        let found = self.found.as_ref();
        let found = found.map_or_else(String::new, |found| {
            format!("\n{}", found.text(self.voice, hospital))
        });
        format!("{sheet}{found}")
    }

    fn document(&self) -> WithWays<'_> {
        let found = self.found.as_ref();
        WithWays {
            assessment: output::document(self.voice, self.standard, self.assessment),
            ways: found.map(|found| found.document(self.voice, self.hospital)),
        }
    }
}

/// An assessment, and the ways out where they were asked for.
#[derive(Serialize)]
struct WithWays<'a> {
    #[serde(flatten)]
    assessment: output::Document<'a>,
    #[serde(flatten)]
    ways: Option<ways::Document<'a>>,
}

/// What differs with the changes of a what-if.
#[derive(Serialize)]
struct Compared<'a> {
    before: output::Document<'a>,
    after: WithWays<'a>,
    differences: &'a [ClauseDifference],
}

fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let fault = |source| CliError::File {
        path: path.to_owned(),
        source,
    };
    fs::read(path).map_err(fault)
}

/// The faults of a file.
fn of(path: &Path) -> impl FnOnce(Faults) -> CliError {
    let path = path.to_owned();
    |faults| CliError::Faults { path, faults }
}

fn exit_code(assessment: &Assessment) -> ExitCode {
    match assessment.verdict() {
        Some(Verdict::Met | Verdict::NotApplicable) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
