//! What a command without a database works on: the standards and a roster file.

use std::fs;
use std::path::Path;

use eligibility::catalogue::Catalogue;
use eligibility::facts::Roster;
use eligibility::standard::{Library, Standard};

use super::error::CliError;
use super::library;

/// Standards, vocabulary and a roster.
pub(super) struct Opened {
    pub(super) catalogue: Catalogue,
    standards: Library,
    pub(super) roster: Roster,
}

impl Opened {
    /// Reads a roster file, with the built-in standards or those of a folder.
    pub(super) fn read(path: &Path, standards: Option<&Path>) -> Result<Self, CliError> {
        let (catalogue, library) = library::open(standards)?;
        let bytes = fs::read(path).map_err(|source| CliError::File {
            path: path.to_owned(),
            source,
        })?;
        let roster =
            registry::roster::read(&bytes, &catalogue).map_err(|faults| CliError::Faults {
                path: path.to_owned(),
                faults,
            })?;
        Ok(Self {
            catalogue,
            standards: library,
            roster,
        })
    }

    /// The standard asked for, or else the one the roster's programme names.
    pub(super) fn standard(&self, asked: Option<&str>) -> Result<&Standard, CliError> {
        let id = asked.or(self.roster.programme.standard.as_deref());
        let id = id.ok_or(CliError::StandardNotNamed)?;
        self.standards.get(id).ok_or_else(|| self.not_known(id))
    }

    /// That there is no such standard, with those there are.
    pub(super) fn not_known(&self, asked: &str) -> CliError {
        let known = self.standards.iter().map(|standard| standard.id.clone());
        CliError::NoStandard {
            asked: asked.to_owned(),
            known: known.collect(),
        }
    }
}
