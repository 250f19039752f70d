//! What the headers of a file may mean.

use registry::ledger::Mapping;
use registry::ledger::heads::Heads;
use registry::ledger::kinds::{BIRTH, ID_NUMBER, NAME, Owner, SHEETS, STAFF, STATUS, SheetKind};
use registry::ledger::preview::SheetReport;

use crate::locale::Lang;

/// What the column of the staff number is called in a mapping.
pub const STAFF_COLUMN: &str = STAFF.0;

/// A header and what it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderView {
    /// As it is written in the file.
    pub header: String,
    /// The sheets in which it stands.
    pub sheets: String,
    /// What it is to mean; `None` if it is ignored.
    pub chosen: Option<String>,
    /// What it may mean, by what it belongs to.
    pub meanings: Vec<(String, Vec<Meaning>)>,
}

/// What a header may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The column, as mappings name it.
    pub column: &'static str,
    /// What it is called.
    pub label: &'static str,
}

/// The headers that were not understood, and those that somebody has given a meaning.
pub(super) fn headers(lang: Lang, sheets: &[SheetReport], mapping: &[Mapping]) -> Vec<HeaderView> {
    let mut found: Vec<HeaderView> = Vec::new();
    for sheet in sheets {
        for (header, heads) in sheet.heads.iter().flat_map(|heads| open(heads, mapping)) {
            if let Some(known) = found.iter_mut().find(|known| known.header == header) {
                known.sheets.push_str(lang.words().separator);
                known.sheets.push_str(&sheet.name);
                continue;
            }
            found.push(HeaderView {
                header: header.to_owned(),
                sheets: sheet.name.clone(),
                chosen: chosen(header, mapping).map(ToOwned::to_owned),
                meanings: meanings(lang, heads.kind),
            });
        }
    }
    found
}

/// The headers of a sheet about which somebody may say something.
fn open<'h>(heads: &'h Heads, mapping: &[Mapping]) -> impl Iterator<Item = (&'h str, &'h Heads)> {
    let known = heads.known.iter().map(|head| head.text.as_str());
    let repeated = heads.repeated.iter().map(|(_, header)| header.as_str());
    let mapped = known
        .chain(repeated)
        .filter(|header| chosen(header, mapping).is_some());
    let unknown = heads.unknown.iter().map(|(_, header)| header.as_str());
    let all: Vec<_> = mapped.chain(unknown).collect();
    all.into_iter().map(move |header| (header, heads))
}

fn chosen<'m>(header: &str, mapping: &'m [Mapping]) -> Option<&'m str> {
    let mut mapping = mapping.iter();
    let found = mapping.find(|(from, _)| from == header);
    found.map(|(_, to)| to.as_str())
}

/// What a header may mean on a sheet of a kind, or on a wide sheet.
fn meanings(lang: Lang, kind: Option<usize>) -> Vec<(String, Vec<Meaning>)> {
    let label = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let fixed = [STAFF, NAME, ID_NUMBER, BIRTH, STATUS].map(|(zh, en, _)| Meaning {
        column: zh,
        label: label(zh, en),
    });
    let of = |sheet: &SheetKind| {
        let columns = sheet.columns.iter().map(|column| Meaning {
            column: column.zh,
            label: label(column.zh, column.en),
        });
        (label(sheet.zh, sheet.en).to_owned(), columns.collect())
    };
    let person = SHEETS.iter().find(|sheet| sheet.owner == Owner::Itself);
    let person = person.map_or("", |sheet| label(sheet.zh, sheet.en));
    let sheets = SHEETS.iter().enumerate().filter(|(place, sheet)| {
        sheet.owner != Owner::Itself && kind.map_or(sheet.is_wide(), |kind| kind == *place)
    });
    let first = (person.to_owned(), fixed.to_vec());
    std::iter::once(first)
        .chain(sheets.map(|(_, sheet)| of(sheet)))
        .collect()
}
