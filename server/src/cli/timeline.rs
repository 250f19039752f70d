//! `zhunru timeline`: on which days the verdicts of a roster file change, and why.

use std::path::PathBuf;
use std::process::ExitCode;

use app::locale::Lang;
use app::wording::Voice;
use app::wording::timeline_text::{About, timeline_text};
use clap::{Args, ValueEnum};
use eligibility::assess::{Course, Settings, TimelineQuestion, Verdict, timeline};
use eligibility::day::Day;

use super::error::CliError;
use super::opened::Opened;
use super::{day, print, timeline_json};
use crate::clock;

/// The span without `--to`, in months.
const MONTHS: u32 = 24;

/// Say on which days the verdicts of a roster file change, and why.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code: 0 nothing is short, undetermined or not in force on any day of the span, 1 something is on some day, 2 bad input.\nExample: zhunru timeline --roster petct.json --standard sx2025.petct --from 2026-03-01 --to 2028-02-29"
)]
pub(super) struct Timeline {
    /// The roster file (JSON; `zhunru schema roster` describes it).
    #[arg(long)]
    roster: PathBuf,
    /// The id of the standard; without it the one the roster's programme names.
    #[arg(long)]
    standard: Option<String>,
    /// The first day of the span; today without it.
    #[arg(long, value_parser = day)]
    from: Option<Day>,
    /// The last day of the span; without it 24 months after the first.
    #[arg(long, value_parser = day)]
    to: Option<Day>,
    /// The day whose edition of the rules is taken; without it each day's own.
    #[arg(long, value_parser = day)]
    edition: Option<Day>,
    /// Evaluate editions that are not in force on a day all the same.
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
    /// A list to read.
    Text,
    /// JSON (`zhunru schema timeline` describes it).
    Json,
}

impl Timeline {
    pub(super) fn run(self, lang: Lang) -> Result<ExitCode, CliError> {
        let from = self.from.unwrap_or_else(clock::today);
        let to = self.to.unwrap_or_else(|| from.plus_months(MONTHS));
        if to < from {
            return Err(CliError::Backwards { from, to });
        }
        let opened = Opened::read(&self.roster, self.standards.as_deref())?;
        let standard = opened.standard(self.standard.as_deref())?;
        let question = TimelineQuestion {
            from,
            to,
            rules_on: self.edition,
            as_if_in_force: self.as_if_in_force,
            settings: Settings::default(),
        };
        let about = About {
            standard,
            hospital: &opened.roster.hospital,
            programme: &opened.roster.programme,
        };
        let catalogue = &opened.catalogue;
        let answer = timeline(
            question,
            catalogue,
            standard,
            about.hospital,
            about.programme,
        )
        .ok_or_else(|| opened.not_known(&standard.id))?;
        let voice = Voice::new(lang, catalogue);
        print(&match self.format {
            Format::Text => timeline_text(voice, &answer, about),
            Format::Json => timeline_json::json(voice, about, &answer)?,
        })?;
        Ok(if is_met_throughout(&answer.course) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn is_met_throughout(course: &Course) -> bool {
    let strip = course.strip();
    let mut overall = strip.iter().map(|(_, overall)| overall.all);
    overall.all(|verdict| matches!(verdict, Some(Verdict::Met | Verdict::NotApplicable)))
}
