//! A file that was handed in, as shown: what is wrong, what would change, and what its headers may
//! mean.

mod mapping;

use std::sync::Arc;

use registry::import::{Checked, Foreseen, Stage};
use registry::ledger::kinds::SHEETS;
use registry::ledger::preview::{RowReport, SheetReport};
use registry::ledger::{At, BookFault, Mapping, Outcome};
use registry::store::{ApplyError, Batch, BatchCounts};
use registry::uploads::Kept;

pub use self::mapping::{HeaderView, Meaning, STAFF_COLUMN};
use super::differences::{FieldDifference, differences};
use super::paging::{PER_PAGE, Paged, Paging};
use crate::locale::Lang;
use crate::wording::field_text::{self, Names};
use crate::wording::{import_text, ledger_text};

/// The key of an address for the page of bad rows.
pub const BAD: &str = "bad";
/// The key of an address for the page of notes.
pub const NOTES: &str = "notes";
/// The key of an address for the page of changes.
pub const CHANGES: &str = "changes";

/// Why an import wrote nothing.
#[derive(Debug)]
pub enum Refusal {
    /// So many rows are bad, and all or nothing was asked for.
    BadRows(usize),
    /// The file would do something else by now than what was looked at.
    Overtaken,
    /// The changes were refused.
    NotApplied(ApplyError),
    /// The server failed.
    Failed,
}

/// What the first page shows besides the way in.
#[derive(Clone, Debug)]
pub struct Start {
    /// The own files that wait.
    pub waiting: Arc<Vec<Kept>>,
    /// The newest imports.
    pub batches: Arc<Vec<Batch>>,
}

/// A file and what the server found out about it.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What is known of it.
    pub kept: Kept,
    /// What its headers are to mean.
    pub mapping: Vec<Mapping>,
    /// Why the last try to import it wrote nothing.
    pub refusal: Option<Arc<Refusal>>,
    /// How it stands with it.
    pub state: State,
}

/// How it stands with a file.
#[derive(Clone, Debug)]
pub enum State {
    /// An import of it runs, and is so far.
    Running(Option<Stage>),
    /// It is no ledger; its headers, if it has any.
    Unreadable {
        /// Why.
        fault: BookFault,
        /// What may be its headers.
        headers: Vec<String>,
    },
    /// It was compared with what is recorded.
    Compared {
        /// The file and what it would do.
        checked: Arc<Checked>,
        /// What it would do on the page of changes that is shown.
        foreseen: Vec<Foreseen>,
    },
}

/// An import is done: its batch, if it wrote anything.
#[derive(Clone, Debug)]
pub struct Done(pub Option<String>);

/// A batch as shown.
#[derive(Clone, Debug)]
pub struct BatchBeside {
    /// The batch.
    pub batch: Batch,
    /// What it did.
    pub counts: BatchCounts,
}

/// A sheet and how many of its rows become what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// What is in it; `None` if it is not read.
    pub kind: Option<String>,
    /// Rows that bring records, correct them, change nothing, and are bad.
    pub counts: [usize; 4],
}

/// Something found at a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    /// Sheet and row.
    pub place: String,
    /// The staff number.
    pub staff: String,
    /// The column.
    pub column: String,
    /// What was found, what is allowed and what to do.
    pub says: String,
}

/// A record that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// Sheet and row.
    pub place: String,
    /// What becomes of the record.
    pub outcome: &'static str,
    /// Its kind.
    pub kind: String,
    /// Whose it is.
    pub owner: String,
    /// What differs.
    pub differences: Vec<FieldDifference>,
}

/// What a file would do, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewView {
    /// How many rows become what.
    pub counts: String,
    /// How many rows are bad.
    pub n_bad: usize,
    /// How many records would change.
    pub n_changes: usize,
    /// What was looked at.
    pub fingerprint: String,
    /// The sheets.
    pub sheets: Vec<SheetView>,
    /// What is not read of it without anybody having to say something.
    pub not_read: Vec<String>,
    /// Headers that somebody may give a meaning.
    pub headers: Vec<HeaderView>,
    /// What is wrong.
    pub bad: Paged<FindingView>,
    /// What is worth a look.
    pub notes: Paged<FindingView>,
    /// What would change.
    pub changes: Paged<ChangeView>,
}

impl PreviewView {
    /// What a file would do; `typed` gives the values of the address.
    #[must_use]
    pub fn of<'t>(
        names: Names<'_>,
        looked: &Looked,
        (checked, foreseen): (&Checked, &[Foreseen]),
        typed: impl Fn(&str) -> Option<&'t str>,
    ) -> Self {
        let (lang, preview) = (names.voice.lang, &checked.preview);
        let sheet_name = |place: usize| {
            let sheet = preview.sheets.get(place);
            sheet.map_or("", |sheet| sheet.name.as_str())
        };
        let all = || preview.rows.iter();
        let bad = all().flat_map(|row| row.faults.iter().map(move |at| (row, at)));
        let notes = all().flat_map(|row| row.warnings.iter().map(move |at| (row, at)));
        let bad_one = |(row, at): (&RowReport, &At<_>)| {
            let says = ledger_text::fault(lang, &at.what);
            finding(lang, sheet_name(row.sheet), row, at, says)
        };
        let note = |(row, at): (&RowReport, &At<_>)| {
            let says = ledger_text::warning(lang, &at.what);
            finding(lang, sheet_name(row.sheet), row, at, says)
        };
        let change = |one: &Foreseen| change(names, sheet_name(one.sheet), one);
        Self {
            counts: ledger_text::counts(lang, &preview.counts),
            n_bad: preview.counts.bad,
            n_changes: preview.changes.len(),
            fingerprint: checked.fingerprint(),
            sheets: sheets(lang, checked),
            not_read: not_read(lang, &preview.sheets),
            headers: mapping::headers(lang, &preview.sheets, &looked.mapping),
            bad: paged(bad, typed(BAD), bad_one),
            notes: paged(notes, typed(NOTES), note),
            changes: Paged {
                items: foreseen.iter().map(change).collect(),
                paging: Paging::of(typed(CHANGES), preview.changes.len()),
            },
        }
    }
}

fn paged<T, U>(
    all: impl Iterator<Item = T> + Clone,
    typed: Option<&str>,
    say: impl Fn(T) -> U,
) -> Paged<U> {
    let paging = Paging::of(typed, all.clone().count());
    let items = all.skip(paging.skip()).take(PER_PAGE).map(say).collect();
    Paged { items, paging }
}

fn finding<T>(lang: Lang, sheet: &str, row: &RowReport, at: &At<T>, says: String) -> FindingView {
    FindingView {
        place: import_text::place(lang, sheet, row.row),
        staff: row.staff.clone().unwrap_or_default(),
        column: import_text::column(lang, at.column, at.header.as_deref()),
        says,
    }
}

fn change(names: Names<'_>, sheet: &str, one: &Foreseen) -> ChangeView {
    let (lang, kind) = (names.voice.lang, one.kind.name());
    let outcome = if one.before.is_none() {
        Outcome::New
    } else {
        Outcome::Changed
    };
    ChangeView {
        place: import_text::place(lang, sheet, one.row),
        outcome: ledger_text::outcome(lang, outcome),
        kind: field_text::record_kind(lang, kind),
        owner: one.owner.clone().unwrap_or_default(),
        differences: differences(names, kind, one.before.as_ref(), one.after.as_ref()),
    }
}

fn sheets(lang: Lang, checked: &Checked) -> Vec<SheetView> {
    let preview = &checked.preview;
    let one = |(place, sheet): (usize, &SheetReport)| {
        let n = |outcome| {
            let rows = preview.rows.iter().filter(|row| row.sheet == place);
            rows.filter(|row| row.outcome == outcome).count()
        };
        let counts = [
            Outcome::New,
            Outcome::Changed,
            Outcome::Unchanged,
            Outcome::Bad,
        ];
        let kind = sheet.heads.as_ref().map(|heads| {
            let kind = heads.kind.and_then(|kind| SHEETS.get(kind));
            kind.map_or_else(
                || lang.words().import.wide.to_owned(),
                |kind| field_text::record_kind(lang, kind.record),
            )
        });
        SheetView {
            name: sheet.name.clone(),
            kind,
            counts: counts.map(n),
        }
    };
    preview.sheets.iter().enumerate().map(one).collect()
}

fn not_read(lang: Lang, sheets: &[SheetReport]) -> Vec<String> {
    let repeated = sheets.iter().flat_map(|sheet| {
        let heads = sheet.heads.iter().flat_map(|heads| &heads.repeated);
        heads.map(|(_, header)| import_text::repeated(lang, &sheet.name, header))
    });
    repeated.collect()
}
