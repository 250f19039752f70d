//! `zhunru assess`: a roster file against a standard, without a database.

use std::path::PathBuf;
use std::process::ExitCode;

use app::locale::Lang;
use app::wording::Voice;
use app::wording::sheet_text::sheet_text;
use clap::{Args, ValueEnum};
use eligibility::assess::{Question, Settings, Verdict, assess};
use eligibility::day::{AsOf, Day};

use super::error::CliError;
use super::opened::Opened;
use super::{day, output, print};
use crate::clock;

/// Assess a roster file against a standard.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code: 0 met, 1 short, undetermined or not in force, 2 bad input.\nExample: zhunru assess --roster petct.json --standard sx2025.petct --on 2026-03-01"
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
        let assessment = assess(question, catalogue, standard, hospital, programme)
            .ok_or_else(|| opened.not_known(&standard.id))?;
        let voice = Voice::new(lang, catalogue);
        print(&match self.format {
            Format::Text => sheet_text(voice, &assessment, standard, hospital, programme),
            Format::Json => output::json(voice, standard, &assessment)?,
        })?;
        let met = matches!(
            assessment.verdict(),
            Some(Verdict::Met | Verdict::NotApplicable)
        );
        Ok(if met {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
