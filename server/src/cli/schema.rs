//! `zhunru schema`: the JSON Schema of the file formats.

use clap::{Args, ValueEnum};
use eligibility::catalogue::Catalogue;
use eligibility::facts::Roster;
use eligibility::standard;
use eligibility::whatif::WhatIf;
use serde_json::Value;

use super::error::CliError;
use super::print;

/// What `zhunru assess --format json` prints.
pub(crate) const ASSESSMENT: &str = include_str!("assessment.schema.json");

/// What `zhunru timeline --format json` prints.
const TIMELINE: &str = include_str!("timeline.schema.json");
/// What `zhunru assess --with FILE --format json` prints; it refers to the definitions of the
/// assessment's schema.
const COMPARISON: &str = include_str!("comparison.schema.json");

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
    /// The what-if file that `assess --with` reads (TOML or JSON of this shape).
    WhatIf,
    /// What `assess --format json` prints.
    Assessment,
    /// What `timeline --format json` prints.
    Timeline,
    /// What `assess --with FILE --format json` prints.
    Comparison,
}

impl Schema {
    pub(super) fn run(self) -> Result<(), CliError> {
        let catalogue = Catalogue::built_in()?;
        let schema = match self.format {
            Format::Roster => Roster::schema(&catalogue),
            Format::Standard => standard::schema(&catalogue),
            Format::WhatIf => WhatIf::schema(&catalogue),
            Format::Assessment => return print(ASSESSMENT),
            Format::Timeline => return print(TIMELINE),
            Format::Comparison => {
                let schema = comparison()?;
                return print(&format!("{}\n", serde_json::to_string_pretty(&schema)?));
            }
        };
        print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))
    }
}

/// The schema of a comparison, with that of the assessment among its definitions.
fn comparison() -> Result<Value, CliError> {
    let mut schema: Value = serde_json::from_str(COMPARISON)?;
    let mut assessment: Value = serde_json::from_str(ASSESSMENT)?;
    let definitions = assessment.get_mut("$defs").map(Value::take);
    if let (Some(Value::Object(all)), Some(Value::Object(more))) =
        (schema.get_mut("$defs"), definitions)
    {
        all.extend(more);
        if let Value::Object(mut own) = assessment {
            own.retain(|key, _| !key.starts_with('$'));
            all.insert("assessment".to_owned(), Value::Object(own));
        }
    }
    Ok(schema)
}
