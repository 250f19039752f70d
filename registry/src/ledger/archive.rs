//! What is looked at in a workbook's archive before anything parses it.
//!
//! The library that reads cells has no limits of its own: it unpacks whatever the archive holds and
//! reserves as much room as a file claims to need. So the archive is read here first, each entry
//! up to the size it declares, and refused for what no ledger has.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::book::MAX_CELLS;
use super::fault::BookFault;

/// The most entries; a plain workbook has about a dozen.
pub const MAX_ENTRIES: usize = 1_000;
/// The most bytes of all entries, unpacked.
pub const MAX_UNPACKED: u64 = 48 << 20;
/// The most bytes of one entry, unpacked: no sheet within the limits of cells needs as many.
pub const MAX_ENTRY: u64 = 24 << 20;
/// How many times its packed size an entry of more than a megabyte may have.
pub const MAX_RATIO: u64 = 200;

/// The number of shared texts that may be announced.
const MAX_SHARED: u64 = 1_000_000;

/// Refuses an archive that is no plain workbook.
pub fn check(bytes: &[u8]) -> Result<(), BookFault> {
    // Counted before the directory is parsed, so that a million of them cost nothing.
    let n_entries = bytes.windows(4).filter(|four| *four == b"PK\x01\x02");
    let n_entries = n_entries.count();
    if n_entries > MAX_ENTRIES {
        return Err(BookFault::TooManyEntries { most: MAX_ENTRIES });
    }
    let damaged = |error: zip::result::ZipError| BookFault::Damaged {
        message: error.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    check_sizes(&mut archive)?;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let declared = entry.size();
        let room = usize::try_from(declared).unwrap_or_default();
        let mut content = Vec::with_capacity(room.min(1 << 20));
        // Never more than declared, whatever the packed bytes would unpack to.
        let read = entry.by_ref().take(declared + 1).read_to_end(&mut content);
        read.map_err(|error| BookFault::Damaged {
            message: error.to_string(),
        })?;
        if content.len() as u64 > declared {
            return Err(BookFault::SizeForged { entry: name });
        }
        check_content(&name, &content)?;
        is_workbook |= name.eq_ignore_ascii_case("xl/workbook.xml");
    }
    if is_workbook {
        Ok(())
    } else {
        Err(BookFault::NotAWorkbook)
    }
}

/// Names and sizes, as the directory has them; nothing is unpacked yet.
fn check_sizes(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), BookFault> {
    let (mut total, mut names) = (0_u64, Vec::new());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| {
            let message = error.to_string();
            BookFault::Damaged { message }
        })?;
        let name = entry
            .name()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| BookFault::BadName {
                entry: String::from_utf8_lossy(entry.name_raw()).into_owned(),
            })?;
        let outside = name.split('/').any(|part| part == "..");
        if outside || name.starts_with('/') || name.contains(['\\', ':', '\0']) {
            return Err(BookFault::BadName { entry: name });
        }
        if entry.encrypted() {
            return Err(BookFault::OldOrLocked);
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        total = total.saturating_add(size);
        let blown_up = size > 1 << 20 && size / packed.max(1) > MAX_RATIO;
        if total > MAX_UNPACKED || size > MAX_ENTRY || blown_up {
            return Err(BookFault::UnpacksTooBig { most: MAX_UNPACKED });
        }
        names.push(name.to_ascii_lowercase());
    }
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair.first() == pair.last());
    match twice.and_then(|pair| pair.first()) {
        Some(entry) => Err(BookFault::BadName {
            entry: entry.clone(),
        }),
        None => Ok(()),
    }
}

fn check_content(name: &str, content: &[u8]) -> Result<(), BookFault> {
    let lower = name.to_ascii_lowercase();
    let ends = |ending: &str| lower.ends_with(ending);
    if content.starts_with(b"PK\x03\x04") || ends(".zip") || ends(".xlsx") || ends(".xlsm") {
        return Err(BookFault::NestedArchive { entry: name.into() });
    }
    if !(ends(".xml") || ends(".rels")) {
        return Ok(());
    }
    // Other encodings could hide from the checks below what the library then reads.
    let text = std::str::from_utf8(content).ok();
    let Some(text) = text.filter(|text| declares_utf8(text)) else {
        return Err(BookFault::NotUtf8 { entry: name.into() });
    };
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(BookFault::HasEntities { entry: name.into() });
    }
    if ends("sharedstrings.xml") {
        if !announces_little(text) {
            return Err(BookFault::SizeForged { entry: name.into() });
        }
        // Each is kept by the library, and no more of them can be meant than there are cells.
        if n_shared(text) > MAX_CELLS {
            return Err(BookFault::TooManyCells { most: MAX_CELLS });
        }
    }
    if text.contains("sheetData") && !has_sane_places(text) {
        let message = "a row or a column beyond all numbers".to_owned();
        return Err(BookFault::Damaged { message });
    }
    if ends("workbook.xml") && has_1904(text) {
        return Err(BookFault::Dates1904);
    }
    Ok(())
}

fn declares_utf8(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let Some(declaration) = text.strip_prefix("<?xml") else {
        return true;
    };
    let declaration = declaration.split("?>").next().unwrap_or_default();
    let Some((_, after)) = declaration.split_once("encoding") else {
        return true;
    };
    let value = after.trim_start().trim_start_matches('=').trim_start();
    let value = value.trim_start_matches(['"', '\'']).to_ascii_lowercase();
    value.starts_with("utf-8") || value.starts_with("us-ascii")
}

/// Whether every number of shared texts that is announced is one a ledger may have: the library
/// reserves room for as many.
fn announces_little(text: &str) -> bool {
    text.match_indices("uniqueCount").all(|(at, word)| {
        let after = text.get(at + word.len()..).unwrap_or_default();
        let value = after.trim_start().trim_start_matches('=').trim_start();
        let digits = value.trim_start_matches(['"', '\'']);
        let end = digits.find(|c: char| !c.is_ascii_digit());
        let number = digits.get(..end.unwrap_or(digits.len()));
        let number = number.and_then(|digits| digits.parse::<u64>().ok());
        number.is_some_and(|number| number <= MAX_SHARED)
    })
}

/// How many shared texts there are: what opens one, with or without a prefix.
fn n_shared(text: &str) -> usize {
    let opens = |(at, _): &(usize, &str)| {
        let before = text
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        let after = text.get(at + 2..).and_then(|after| after.chars().next());
        matches!(before, Some('<' | ':'))
            && matches!(after, Some('>' | '/' | ' ' | '\t' | '\n' | '\r'))
    };
    text.match_indices("si").filter(opens).count()
}

/// Whether the places of cells have no more letters and digits than a workbook can have: the
/// library counts with them unchecked.
fn has_sane_places(text: &str) -> bool {
    text.match_indices(" r=").all(|(at, found)| {
        let value = text.get(at + found.len() + 1..).unwrap_or_default();
        let place = value
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12);
        let (mut n_letters, mut n_digits) = (0, 0);
        for c in place {
            if c.is_ascii_digit() {
                n_digits += 1;
            } else {
                n_letters += 1;
            }
        }
        n_letters <= 3 && n_digits <= 7
    })
}

fn has_1904(text: &str) -> bool {
    text.match_indices("date1904").any(|(at, word)| {
        let after = text.get(at + word.len()..).unwrap_or_default();
        let value = after.trim_start().trim_start_matches('=').trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        value.starts_with('1') || value.starts_with("true")
    })
}
