//! `zhunru schema`: the JSON Schema of the file formats.

use clap::{Args, ValueEnum};
use eligibility::catalogue::Catalogue;
use eligibility::facts::Roster;
use eligibility::standard;

use super::error::CliError;
use super::print;

/// What `zhunru assess --format json` prints.
const ASSESSMENT: &str = include_str!("assessment.schema.json");

/// What `zhunru timeline --format json` prints.
const TIMELINE: &str = include_str!("timeline.schema.json");

/// Print the JSON Schema of a file format.
#[derive(Debug, Args)]
#[command(after_help = "Example: zhunru schema roster > roster.schema.json")]
pub(super) struct Schema {
    /// The format.
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The roster file that `assess` reads.
    Roster,
    /// The standard file (TOML of this shape).
    Standard,
    /// What `assess --format json` prints.
    Assessment,
    /// What `timeline --format json` prints.
    Timeline,
}

impl Schema {
    pub(super) fn run(self) -> Result<(), CliError> {
        let catalogue = Catalogue::built_in()?;
        let schema = match self.format {
            Format::Roster => Roster::schema(&catalogue),
            Format::Standard => standard::schema(&catalogue),
            Format::Assessment => return print(ASSESSMENT),
            Format::Timeline => return print(TIMELINE),
        };
        print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))
    }
}
