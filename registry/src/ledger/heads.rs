//! Which column of a sheet means what.

use std::collections::BTreeMap;

use super::book::{Book, Sheet};
use super::fault::BookFault;
use super::kinds::{
    BIRTH, CHOICES, Column, ID_NUMBER, MARK, NAME, NOTES, Owner, RESULT, SHEETS, STAFF, STATUS,
    SheetKind,
};
use super::text::{key, without_brackets};

/// In how many rows from the top the headers are looked for: a title may stand above them.
const HEADER_ROWS: usize = 10;

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The staff number.
    Staff,
    /// The name.
    Name,
    /// The identity number, which is kept sealed.
    IdNumber,
    /// The birth date, likewise.
    Birth,
    /// The status, likewise.
    Status,
    /// The column we added to a sheet that was given back.
    Result,
    /// A field of a kind of record, by their places.
    Field {
        /// The kind's place in [`SHEETS`].
        sheet: usize,
        /// The column's place among the kind's columns.
        column: usize,
    },
}

/// A header that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Where it stands, from 0.
    pub at: u32,
    /// As it is written.
    pub text: String,
    /// What it means.
    pub target: Target,
}

/// The headers of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// The place of the sheet's kind in [`SHEETS`]; `None` for a wide sheet.
    pub kind: Option<usize>,
    /// The number of the row in which they stand.
    pub row: u32,
    /// Those that were understood, by place.
    pub known: Vec<Head>,
    /// Those that mean nothing, with their places.
    pub unknown: Vec<(u32, String)>,
    /// Those that mean what one before them means already.
    pub repeated: Vec<(u32, String)>,
}

impl Heads {
    /// The header at a place.
    #[must_use]
    pub fn at(&self, column: u32) -> Option<&Head> {
        let place = self.known.binary_search_by_key(&column, |head| head.at);
        self.known.get(place.ok()?)
    }

    /// The header with a meaning.
    #[must_use]
    pub fn of(&self, target: Target) -> Option<&Head> {
        self.known.iter().find(|head| head.target == target)
    }

    /// The header of a field.
    #[must_use]
    pub fn of_key(&self, sheet: usize, key: &str) -> Option<&Head> {
        let columns = SHEETS.get(sheet)?.columns;
        let column = columns.iter().position(|column| column.key == key)?;
        self.of(Target::Field { sheet, column })
    }

    /// The fields of a kind that have a column.
    pub fn fields(&self, sheet: usize) -> impl Iterator<Item = &'static Column> + '_ {
        let columns = SHEETS
            .get(sheet)
            .map(|kind| kind.columns)
            .unwrap_or_default();
        self.known.iter().filter_map(move |head| match head.target {
            Target::Field { sheet: of, column } if of == sheet => columns.get(column),
            _ => None,
        })
    }
}

/// A header that is to mean another column: as written in the file, and what the column is called.
pub type Mapping = (String, String);

/// Finds the headers of every sheet; `None` for sheets that are not read.
///
/// # Errors
/// That no sheet has any, or that a mapping does not fit.
pub fn find(book: &Book, mapping: &[Mapping]) -> Result<Vec<Option<Heads>>, BookFault> {
    let mut used = vec![false; mapping.len()];
    let heads: Result<Vec<_>, _> = book
        .sheets
        .iter()
        .map(|sheet| of_sheet(sheet, mapping, &mut used))
        .collect();
    let heads = heads?;
    if let Some(((from, to), _)) = mapping.iter().zip(&used).find(|(_, used)| !**used) {
        let (from, to) = (from.clone(), to.clone());
        return Err(BookFault::BadMapping { from, to });
    }
    if heads.iter().all(Option::is_none) {
        return Err(BookFault::NoHeaders);
    }
    Ok(heads)
}

fn of_sheet(
    sheet: &Sheet,
    mapping: &[Mapping],
    used: &mut [bool],
) -> Result<Option<Heads>, BookFault> {
    let name = key(&sheet.name);
    let is_ours = |names: (&str, &str)| key(names.0) == name || key(names.1) == name;
    if [NOTES, CHOICES, MARK].into_iter().any(is_ours) {
        return Ok(None);
    }
    let kind = SHEETS.iter().position(|kind| {
        let mut names = [kind.zh, kind.en, kind.record]
            .into_iter()
            .chain(kind.also.iter().copied());
        names.any(|known| key(known) == name)
    });
    // A sheet that is only named like a kind may still be a wide one.
    let by_kind = kind
        .map(|kind| with_words(sheet, Some(kind), mapping, used))
        .transpose()?;
    let wide = with_words(sheet, None, mapping, used)?;
    let by_kind = by_kind.flatten();
    Ok(match (by_kind, wide) {
        (Some(by_kind), Some(wide)) if wide.unknown.len() < by_kind.unknown.len() => Some(wide),
        (Some(by_kind), _) => Some(by_kind),
        (None, wide) => wide,
    })
}

/// The row of headers under the words of a kind, or of the wide sheet.
fn with_words(
    sheet: &Sheet,
    kind: Option<usize>,
    mapping: &[Mapping],
    used: &mut [bool],
) -> Result<Option<Heads>, BookFault> {
    let mut words = words(kind);
    for ((from, to), used) in mapping.iter().zip(used) {
        let stands = |row: &super::book::Row| {
            row.cells
                .iter()
                .any(|(_, cell)| key(&cell.shown()) == key(from))
        };
        if sheet.rows.iter().take(HEADER_ROWS).any(stands) {
            let target = words.get(&key(to)).copied();
            let Some(target) = target.or_else(|| kind.and_then(|_| words_of_wide(to))) else {
                let (from, to) = (from.clone(), to.clone());
                return Err(BookFault::BadMapping { from, to });
            };
            words.insert(key(from), target);
            *used = true;
        }
    }
    let best = sheet
        .rows
        .iter()
        .take(HEADER_ROWS)
        .map(|row| heads(row, kind, &words));
    let main = match kind.and_then(|kind| SHEETS.get(kind)) {
        Some(SheetKind {
            owner: Owner::Hospital,
            ..
        }) => kind.map(|sheet| Target::Field { sheet, column: 0 }),
        _ => Some(Target::Staff),
    };
    let with_main = best.filter(|heads| main.is_some_and(|main| heads.of(main).is_some()));
    // Of several rows the first with the most headers is meant.
    Ok(with_main.rev().max_by_key(|heads| heads.known.len()))
}

fn words_of_wide(text: &str) -> Option<Target> {
    words(None).get(&key(text)).copied()
}

fn heads(row: &super::book::Row, kind: Option<usize>, words: &BTreeMap<String, Target>) -> Heads {
    let mut heads = Heads {
        kind,
        row: row.number,
        ..Heads::default()
    };
    for (at, cell) in &row.cells {
        let (at, text) = (*at, cell.shown());
        let folded = key(&text);
        let found = words
            .get(&folded)
            .or_else(|| words.get(&without_brackets(&folded)));
        match found.copied() {
            Some(target) if heads.of(target).is_some() => heads.repeated.push((at, text)),
            Some(target) => heads.known.push(Head { at, text, target }),
            None => heads.unknown.push((at, text)),
        }
    }
    heads
}

/// What headers mean on a sheet of a kind, or on the wide sheet.
fn words(kind: Option<usize>) -> BTreeMap<String, Target> {
    let mut words = BTreeMap::new();
    let mut add = |target: Target, texts: &mut dyn Iterator<Item = &str>| {
        for text in texts {
            words.entry(key(text)).or_insert(target);
        }
    };
    let sheets = SHEETS
        .iter()
        .enumerate()
        .filter(|(place, sheet)| match kind {
            Some(kind) => kind == *place,
            None => sheet.is_wide(),
        });
    let sheets: Vec<_> = sheets
        .filter(|(_, sheet)| sheet.owner != Owner::Itself)
        .collect();
    let targets = || {
        let of = |(sheet, kind): &(usize, &'static SheetKind)| {
            let sheet = *sheet;
            let columns = kind.columns.iter().enumerate();
            let columns =
                columns.map(move |(column, found)| (Target::Field { sheet, column }, found));
            columns.collect::<Vec<_>>()
        };
        sheets.iter().flat_map(of)
    };
    add(Target::Result, &mut [RESULT.0, RESULT.1].into_iter());
    let fixed = [
        (Target::Staff, STAFF),
        (Target::Name, NAME),
        (Target::IdNumber, ID_NUMBER),
        (Target::Birth, BIRTH),
        (Target::Status, STATUS),
    ];
    // Proper headers go before what else columns are called.
    for (target, column) in targets() {
        add(target, &mut [column.zh, column.en].into_iter());
    }
    for (target, (zh, en, also)) in fixed {
        add(
            target,
            &mut [zh, en].into_iter().chain(also.iter().copied()),
        );
    }
    for (target, column) in targets() {
        add(target, &mut column.also.iter().copied());
    }
    words
}
