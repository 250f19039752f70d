//! What an import would do: each row new, changed, unchanged or bad, with the reasons.

mod identity;
mod leaving;
mod person;
mod settle;

use std::collections::BTreeMap;

use eligibility::catalogue::Catalogue;
use eligibility::facts::Person;
use eligibility::file::Node;

pub use self::identity::{PlannedIdentity, Warned};
use super::book::Book;
use super::fault::{BookFault, Fault, Warning};
use super::heads::{self, Heads, Mapping, Target};
use super::lexicon::Lexicon;
use super::records;
use super::rows::{self, At, ReadRow};
use crate::snapshot::Snapshot;
use crate::store::Change;

/// The place of the sheet of departments in [`SHEETS`].
const DEPARTMENTS: usize = 0;
/// The place of the sheet of people in [`SHEETS`].
const PEOPLE: usize = 1;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The template's example; it is not read.
    Example,
    /// All of it is recorded already.
    Unchanged,
    /// It corrects records.
    Changed,
    /// It brings records, or a person.
    New,
    /// It cannot be taken.
    Bad,
}

/// A row of the file and what becomes of it.
#[derive(Clone, Debug)]
pub struct RowReport {
    /// The place of its sheet in the file.
    pub sheet: usize,
    /// Its number in the sheet, from 1.
    pub row: u32,
    /// The staff number.
    pub staff: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What is wrong with it.
    pub faults: Vec<At<Fault>>,
    /// What is worth a look.
    pub warnings: Vec<At<Warning>>,
}

/// A sheet of the file and how it was understood.
#[derive(Clone, Debug)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// Its headers; `None` if it is not read.
    pub heads: Option<Heads>,
}

/// How many rows become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that bring records.
    pub new: usize,
    /// Rows that correct records.
    pub changed: usize,
    /// Rows that are recorded already.
    pub unchanged: usize,
    /// Rows that cannot be taken.
    pub bad: usize,
    /// People who are not recorded yet.
    pub new_people: usize,
    /// Records that would be added.
    pub added: usize,
    /// Records that would be corrected.
    pub corrected: usize,
    /// Warnings.
    pub warnings: usize,
}

/// A change and the row it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The place of the row in [`Preview::rows`].
    pub row: usize,
    /// The change.
    pub change: Change,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The sheets, in order.
    pub sheets: Vec<SheetReport>,
    /// The rows, in order.
    pub rows: Vec<RowReport>,
    /// The changes of the good rows, in the order in which they can be made.
    pub changes: Vec<Planned>,
    /// The identity numbers of the good rows.
    pub identities: Vec<PlannedIdentity>,
    /// How many of what.
    pub counts: Counts,
}

/// Compares a file with what is recorded.
///
/// # Errors
/// That nothing in the file can be read as a ledger, or that a mapping does not fit.
pub fn make(
    book: &Book,
    mapping: &[Mapping],
    snapshot: &Snapshot,
    catalogue: &Catalogue,
) -> Result<Preview, BookFault> {
    let heads = heads::find(book, mapping)?;
    let mut maker = Maker {
        snapshot,
        lexicon: Lexicon::new(catalogue, &snapshot.hospital),
        heads: &heads,
        rows: Vec::new(),
        outcomes: Vec::new(),
        sheets: Vec::new(),
        changes: Vec::new(),
        counts: Counts::default(),
    };
    maker.read(book);
    maker.departments();
    maker.people();
    let reports = book.sheets.iter().zip(&heads);
    let sheets = reports.map(|(sheet, heads)| SheetReport {
        name: sheet.name.clone(),
        heads: heads.clone(),
    });
    let sheets = sheets.collect();
    Ok(maker.finish(sheets))
}

/// What becomes of rows: a change, or nothing to change.
type Plan = Vec<(usize, Option<Change>)>;

/// A column and its header.
type Place = (Option<u32>, Option<String>);

struct Maker<'m> {
    snapshot: &'m Snapshot,
    lexicon: Lexicon<'m>,
    heads: &'m [Option<Heads>],
    rows: Vec<ReadRow>,
    outcomes: Vec<Outcome>,
    /// The sheet of each row.
    sheets: Vec<usize>,
    changes: Vec<Planned>,
    counts: Counts,
}

/// A person the file speaks of.
struct Named<'m> {
    recorded: Option<&'m Person>,
    /// The places of the rows.
    rows: Vec<usize>,
}

impl Maker<'_> {
    /// Reads all rows, those with departments first, since others refer to them.
    fn read(&mut self, book: &Book) {
        let is_departments = |heads: &Heads| heads.kind == Some(DEPARTMENTS);
        for first in [true, false] {
            for (place, (sheet, heads)) in book.sheets.iter().zip(self.heads).enumerate() {
                let Some(heads) = heads
                    .as_ref()
                    .filter(|heads| is_departments(heads) == first)
                else {
                    continue;
                };
                for row in sheet.rows.iter().filter(|row| row.number > heads.row) {
                    let read = rows::read(row, heads, &self.lexicon);
                    let outcome = if read.is_example {
                        Outcome::Example
                    } else {
                        Outcome::Unchanged
                    };
                    self.rows.push(read);
                    self.outcomes.push(outcome);
                    self.sheets.push(place);
                }
            }
            if first {
                self.add_departments();
            }
        }
    }

    fn add_departments(&mut self) {
        for row in self.rows.iter().filter(|row| row.faults.is_empty()) {
            for draft in &row.drafts {
                let text = |key| draft.get(key).and_then(Node::as_text);
                if let Some(id) = text("id") {
                    self.lexicon.add_department(id, text("name"));
                }
            }
        }
    }

    fn heads_of(&self, row: usize) -> Option<&Heads> {
        self.heads.get(*self.sheets.get(row)?)?.as_ref()
    }

    fn is_good(&self, row: usize) -> bool {
        let row = self.rows.get(row);
        row.is_some_and(|row| row.faults.is_empty() && !row.is_example)
    }

    fn fault(&mut self, row: usize, column: Option<u32>, header: Option<String>, what: Fault) {
        if let Some(row) = self.rows.get_mut(row) {
            row.faults.push(At {
                column,
                header,
                what,
            });
        }
    }

    fn warn(&mut self, row: usize, (column, header): Place, what: Warning) {
        if let Some(row) = self.rows.get_mut(row) {
            row.warnings.push(At {
                column,
                header,
                what,
            });
        }
    }

    /// Where a meaning stands in a row's sheet.
    fn place(&self, row: usize, target: Target) -> Place {
        let head = self.heads_of(row).and_then(|heads| heads.of(target));
        (head.map(|head| head.at), head.map(|head| head.text.clone()))
    }

    fn departments(&mut self) {
        let of_departments = |row: &usize| {
            let kind = self.heads_of(*row).map(|heads| heads.kind);
            self.is_good(*row) && kind == Some(Some(DEPARTMENTS))
        };
        let rows: Vec<_> = (0..self.rows.len()).filter(of_departments).collect();
        let recorded = records::departments(&self.snapshot.hospital, &self.snapshot.records);
        let mut plan = Vec::new();
        loop {
            plan.clear();
            let good: Vec<_> = rows
                .iter()
                .copied()
                .filter(|row| self.is_good(*row))
                .collect();
            if !self.compare(DEPARTMENTS, None, &good, &recorded, &mut plan) {
                break;
            }
        }
        self.take(plan);
    }

    fn people(&mut self) {
        let mut named: BTreeMap<String, Named<'_>> = BTreeMap::new();
        let people = &self.snapshot.hospital.people;
        for (place, row) in self.rows.iter().enumerate() {
            let Some(staff) = row.staff.as_deref().filter(|_| !row.is_example) else {
                continue;
            };
            if let Some(person) = named.get_mut(staff) {
                person.rows.push(place);
                continue;
            }
            let known = people.binary_search_by(|person| person.staff.as_str().cmp(staff));
            let recorded = known.ok().and_then(|known| people.get(known));
            let rows = vec![place];
            named.insert(staff.to_owned(), Named { recorded, rows });
        }
        let mut later = Vec::new();
        let alike = self.alike(&named);
        for (staff, person) in &named {
            self.check_names(person);
            self.introduce(staff, person, &alike);
            let mut plan = Vec::new();
            // A row found bad takes all of its records out, so what is left is compared again.
            while {
                plan.clear();
                self.compare_person(staff, person, &mut plan)
            } {}
            self.warn_of_leaving(staff, person, &plan);
            later.push((person.rows.iter().min().copied(), plan));
        }
        // New people come first, the rest in the order of the file.
        later.sort_by_key(|(first, _)| *first);
        for (_, plan) in later {
            self.take(plan);
        }
    }

    /// Takes the changes of a plan over, and what they make of their rows.
    fn take(&mut self, plan: Plan) {
        for (row, change) in plan {
            let outcome = match &change {
                None => Outcome::Unchanged,
                Some(Change::Add { kind, .. }) => {
                    self.counts.added += 1;
                    if kind.name() == "person" {
                        self.counts.new_people += 1;
                    }
                    Outcome::New
                }
                Some(_) => {
                    self.counts.corrected += 1;
                    Outcome::Changed
                }
            };
            if let Some(known) = self.outcomes.get_mut(row) {
                *known = outcome.max(*known);
            }
            self.changes
                .extend(change.map(|change| Planned { row, change }));
        }
    }

    fn finish(mut self, sheets: Vec<SheetReport>) -> Preview {
        self.warn_of_names();
        let identities = self.identities();
        for row in &mut self.rows {
            row.faults
                .sort_by_key(|fault| (fault.column.is_none(), fault.column));
            row.warnings
                .sort_by_key(|warning| (warning.column.is_none(), warning.column));
        }
        let (rows, outcomes) = (self.rows.into_iter(), self.outcomes);
        let reports = rows
            .zip(outcomes)
            .zip(self.sheets)
            .map(|((row, outcome), sheet)| RowReport {
                sheet,
                row: row.number,
                staff: row.staff,
                outcome: if row.faults.is_empty() {
                    outcome
                } else {
                    Outcome::Bad
                },
                faults: row.faults,
                warnings: row.warnings,
            });
        let rows: Vec<_> = reports.collect();
        let mut counts = self.counts;
        for row in &rows {
            counts.warnings += row.warnings.len();
            match row.outcome {
                Outcome::New => counts.new += 1,
                Outcome::Changed => counts.changed += 1,
                Outcome::Unchanged => counts.unchanged += 1,
                Outcome::Bad => counts.bad += 1,
                Outcome::Example => {}
            }
        }
        Preview {
            sheets,
            rows,
            changes: self.changes,
            identities,
            counts,
        }
    }

    fn warn_of_names(&mut self) {
        let nameless: Vec<_> = self
            .changes
            .iter()
            .filter(|planned| match &planned.change {
                Change::Add { kind, node, .. } => {
                    kind.name() == "person" && node.get("name").is_none()
                }
                _ => false,
            })
            .map(|planned| planned.row)
            .collect();
        for row in nameless {
            let place = self.place(row, Target::Name);
            self.warn(row, place, Warning::NoName);
        }
    }
}
