//! The vocabulary and the standards at hand: built in, and a hospital's own from a folder.

use std::fs;
use std::path::{Path, PathBuf};

use eligibility::catalogue::Catalogue;
use eligibility::standard::{Library, load};

use super::error::CliError;

/// The file of a standards folder that adds words to the catalogue.
const OWN_CATALOGUE: &str = "catalogue.toml";

/// What ships with the product, and what the folder adds.
pub(super) fn open(folder: Option<&Path>) -> Result<(Catalogue, Library), CliError> {
    let built_in = Catalogue::built_in()?;
    let Some(folder) = folder else {
        let library = Library::built_in(&built_in)?;
        return Ok((built_in, library));
    };
    let mut files = toml_files(folder)?;
    let own = files
        .iter()
        .position(|path| path.file_name().is_some_and(|name| name == OWN_CATALOGUE));
    let catalogue = match own.map(|index| files.remove(index)) {
        Some(path) => {
            let faults = |faults| CliError::Faults {
                path: path.clone(),
                faults,
            };
            let added = Catalogue::parse(&read(&path)?).map_err(faults)?;
            built_in.extended_by(added).map_err(faults)?
        }
        None => built_in,
    };
    let mut library = Library::built_in(&catalogue)?;
    for path in files {
        let faults = |faults| CliError::Faults {
            path: path.clone(),
            faults,
        };
        let standard = load(&read(&path)?, &catalogue).map_err(faults)?;
        library.add(standard).map_err(faults)?;
    }
    Ok((catalogue, library))
}

/// Reads a text file.
pub(super) fn read(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|source| CliError::File {
        path: path.to_owned(),
        source,
    })
}

/// The folder's TOML files by name, so that the order never depends on the disk.
fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let failed = |source| CliError::File {
        path: folder.to_owned(),
        source,
    };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>();
    let mut files = paths.map_err(failed)?;
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    files.sort();
    Ok(files)
}
