//! What an import would do: each row new, changed, unchanged or bad, with the reasons.

use std::collections::BTreeMap;

use eligibility::catalogue::Catalogue;
use eligibility::facts::Person;
use eligibility::file::{Node, Thing};

use super::book::Book;
use super::compare::{Met, compare};
use super::fault::{BookFault, Fault, Warning};
use super::heads::{self, Heads, Mapping, Target};
use super::kinds::{Owner, SHEETS};
use super::lexicon::Lexicon;
use super::records::{self, Recorded};
use super::rows::{self, At, Draft, ReadRow};
use super::text::{self, short};
use crate::snapshot::Snapshot;
use crate::store::{Change, RecordKind};

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

    fn warn(&mut self, row: usize, (column, header): (Option<u32>, Option<String>), what: Warning) {
        if let Some(row) = self.rows.get_mut(row) {
            row.warnings.push(At {
                column,
                header,
                what,
            });
        }
    }

    /// Where a meaning stands in a row's sheet.
    fn place(&self, row: usize, target: Target) -> (Option<u32>, Option<String>) {
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
            later.push((person.rows.iter().min().copied(), plan));
        }
        // New people come first, the rest in the order of the file.
        later.sort_by_key(|(first, _)| *first);
        for (_, plan) in later {
            self.take(plan);
        }
    }

    /// Recorded staff numbers without the zeros at their beginning, for those of new people.
    fn alike(&self, named: &BTreeMap<String, Named<'_>>) -> BTreeMap<String, String> {
        let any_new = named.values().any(|person| person.recorded.is_none());
        let people = self.snapshot.hospital.people.iter().filter(|_| any_new);
        let bare = |staff: &str| staff.trim_start_matches('0').to_owned();
        people
            .map(|person| (bare(person.staff.as_str()), person.staff.to_string()))
            .collect()
    }

    /// A staff number belongs to one name; else a slip would put records into another's file.
    fn check_names(&mut self, person: &Named<'_>) {
        let recorded = person.recorded.and_then(|person| person.name.clone());
        let mut expected: Option<(String, Option<u32>)> = recorded.map(|name| (name, None));
        for row in &person.rows {
            let Some(read) = self.rows.get(*row) else {
                continue;
            };
            let Some(found) = read.name.clone() else {
                continue;
            };
            let number = read.number;
            let renames = self
                .heads_of(*row)
                .is_some_and(|heads| heads.kind == Some(PEOPLE));
            match &expected {
                None => expected = Some((found, Some(number))),
                Some((name, _)) if text::same(name, &found) => {}
                Some((was, None)) if renames => {
                    let (place, was) = (self.place(*row, Target::Name), was.clone());
                    self.warn(*row, place, Warning::Renames { was });
                    expected = Some((found, Some(number)));
                }
                Some((name, other)) => {
                    let (column, header) = self.place(*row, Target::Name);
                    let what = Fault::OtherName {
                        found: short(&found),
                        expected: name.clone(),
                        row: *other,
                    };
                    self.fault(*row, column, header, what);
                }
            }
        }
    }

    /// New people come from wide sheets and from the sheet of people; elsewhere a staff number that
    /// is not recorded is more likely a slip.
    fn introduce(&mut self, staff: &str, person: &Named<'_>, alike: &BTreeMap<String, String>) {
        if person.recorded.is_some() {
            return;
        }
        let introduces = |maker: &Self, row: usize| {
            let kind = maker.heads_of(row).map(|heads| heads.kind);
            maker.is_good(row) && matches!(kind, Some(None | Some(PEOPLE)))
        };
        let first = person
            .rows
            .iter()
            .copied()
            .find(|row| introduces(self, *row));
        let Some(first) = first else {
            for row in &person.rows {
                let wide = self
                    .heads_of(*row)
                    .is_none_or(|heads| matches!(heads.kind, None | Some(PEOPLE)));
                if !wide {
                    let (column, header) = self.place(*row, Target::Staff);
                    let what = Fault::NotRecorded {
                        what: Thing::Person,
                        found: short(staff),
                        recorded: Vec::new(),
                    };
                    self.fault(*row, column, header, what);
                }
            }
            return;
        };
        if let Some(other) = alike.get(staff.trim_start_matches('0')) {
            let (place, staff) = (self.place(first, Target::Staff), other.clone());
            self.warn(first, place, Warning::LikeRecorded { staff });
        }
    }

    /// Compares all records of a person; whether a row was found bad on the way.
    fn compare_person(
        &mut self,
        staff: &str,
        person: &Named<'_>,
        plan: &mut Vec<(usize, Option<Change>)>,
    ) -> bool {
        let good: Vec<_> = person
            .rows
            .iter()
            .copied()
            .filter(|row| self.is_good(*row))
            .collect();
        if !self.plan_person(staff, person, &good, plan) {
            return false;
        }
        let mut kinds: Vec<usize> = Vec::new();
        for row in good.iter().filter_map(|row| self.rows.get(*row)) {
            kinds.extend(row.drafts.iter().map(|draft| draft.sheet));
        }
        kinds.sort_unstable();
        kinds.dedup();
        let (hospital, index) = (&self.snapshot.hospital, &self.snapshot.records);
        let mut found_bad = false;
        for sheet in kinds {
            let Some(kind) = SHEETS.get(sheet) else {
                continue;
            };
            let recorded = match (kind.owner, person.recorded) {
                (Owner::Programme, Some(_)) => records::postings(hospital, staff, index),
                (_, Some(person)) => records::of_person(person, kind, index),
                (_, None) => Vec::new(),
            };
            found_bad |= self.compare(sheet, Some(staff), &good, &recorded, plan);
        }
        found_bad
    }

    /// The person's own record: new, or with another name. Whether there is a file to put records
    /// into.
    fn plan_person(
        &mut self,
        staff: &str,
        person: &Named<'_>,
        good: &[usize],
        plan: &mut Vec<(usize, Option<Change>)>,
    ) -> bool {
        let kind = |row: &usize| self.heads_of(*row).map(|heads| heads.kind);
        let name = |row: &usize| self.rows.get(*row).and_then(|row| row.name.clone());
        let Some(kind_of_person) = RecordKind::from_name("person") else {
            return false;
        };
        let named = |name: Option<String>| {
            let name = name.map(|name| ("name", Node::text(name)));
            Node::table([("staff", Node::text(staff))].into_iter().chain(name))
        };
        let Some(recorded) = person.recorded else {
            let of_sheet = |row: &&usize| matches!(kind(row), Some(None | Some(PEOPLE)));
            let Some(first) = good.iter().find(of_sheet).copied() else {
                return false;
            };
            let name = good.iter().find_map(name);
            let change = Change::Add {
                kind: kind_of_person,
                owner: None,
                node: named(name),
            };
            plan.push((first, Some(change)));
            return true;
        };
        let renamed = good.iter().find_map(|row| {
            let found =
                name(row).filter(|_| kind(row) == Some(Some(PEOPLE)) || recorded.name.is_none())?;
            let same = recorded
                .name
                .as_deref()
                .is_some_and(|known| text::same(known, &found));
            (!same).then_some((*row, found))
        });
        let people = &self.snapshot.hospital.people;
        let place = people.binary_search_by(|person| person.staff.as_str().cmp(staff));
        let id = place
            .ok()
            .and_then(|place| self.snapshot.records.at(kind_of_person, None, place));
        if let (Some((row, name)), Some((id, version))) = (renamed, id) {
            let node = named(Some(name));
            plan.push((row, Some(Change::Correct { id, version, node })));
        }
        true
    }

    /// Compares the records of a kind that one owner's rows hold; whether a row was found bad.
    fn compare(
        &mut self,
        sheet: usize,
        staff: Option<&str>,
        good: &[usize],
        recorded: &[Recorded],
        plan: &mut Vec<(usize, Option<Change>)>,
    ) -> bool {
        let Some(kind) = SHEETS.get(sheet) else {
            return false;
        };
        let mut drafts: Vec<(usize, Draft)> = Vec::new();
        let mut wide = false;
        for row in good {
            wide |= self
                .heads_of(*row)
                .is_some_and(|heads| heads.kind.is_none());
            let read = self.rows.get(*row).into_iter().flat_map(|row| &row.drafts);
            drafts.extend(
                read.filter(|draft| draft.sheet == sheet)
                    .map(|draft| (*row, draft.clone())),
            );
        }
        let own: Vec<_> = drafts.iter().map(|(_, draft)| draft).collect();
        let met = compare(kind, recorded, &own, wide);
        let mut found_bad = false;
        for ((row, draft), met) in drafts.iter().zip(met) {
            let number = |place: usize| {
                drafts
                    .get(place)
                    .and_then(|(row, _)| self.rows.get(*row))
                    .map_or(0, |row| row.number)
            };
            let main = kind.columns.first().map_or("", |column| column.key);
            let head = self
                .heads_of(*row)
                .and_then(|heads| heads.of_key(sheet, main));
            let place = (head.map(|head| head.at), head.map(|head| head.text.clone()));
            match met {
                Met::Same => plan.push((*row, None)),
                Met::Repeats { of, exactly } => {
                    plan.push((*row, None));
                    if !(wide && exactly) {
                        let row_of = number(of);
                        self.warn_once(*row, place, Warning::Repeated { row: row_of });
                    }
                }
                Met::New { may_be_recorded } => {
                    if may_be_recorded {
                        self.warn_once(*row, place, Warning::MayBeRecorded);
                    }
                    plan.extend(addition(kind, staff, draft).map(|change| (*row, Some(change))));
                }
                Met::Corrects { id, node, clears } => {
                    for (key, was) in clears {
                        let head = self
                            .heads_of(*row)
                            .and_then(|heads| heads.of_key(sheet, key));
                        let place = (head.map(|head| head.at), head.map(|head| head.text.clone()));
                        let column = kind.column(key);
                        let was =
                            column.map(|column| super::cells::say(column, &was, &self.lexicon));
                        let was = was.unwrap_or_default();
                        self.warn_once(*row, place, Warning::Clears { was });
                    }
                    let (id, version) = id;
                    let node = match kind.owner {
                        Owner::Programme => records::with(&node, "staff", staff.map(Node::text)),
                        _ => node,
                    };
                    plan.push((*row, Some(Change::Correct { id, version, node })));
                }
                Met::Faulty(fault) => {
                    self.fault(*row, place.0, place.1, fault);
                    found_bad = true;
                }
                Met::Against(of) => {
                    let what = Fault::OtherRow { row: number(of) };
                    self.fault(*row, place.0, place.1, what);
                    found_bad = true;
                }
            }
        }
        found_bad
    }

    fn warn_once(&mut self, row: usize, place: (Option<u32>, Option<String>), what: Warning) {
        let known = self.rows.get(row).is_some_and(|row| {
            row.warnings
                .iter()
                .any(|warning| warning.what == what && warning.column == place.0)
        });
        if !known {
            self.warn(row, place, what);
        }
    }

    /// Takes the changes of a plan over, and what they make of their rows.
    fn take(&mut self, plan: Vec<(usize, Option<Change>)>) {
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

/// The change that adds a record of the file.
fn addition(kind: &super::kinds::SheetKind, staff: Option<&str>, draft: &Draft) -> Option<Change> {
    let node = draft.node();
    let owner_of_programme = || {
        draft
            .get("programme")
            .and_then(Node::as_text)
            .map(ToOwned::to_owned)
    };
    let (owner, node) = match kind.owner {
        Owner::Hospital | Owner::Itself => (None, node),
        Owner::Person => (staff.map(ToOwned::to_owned), node),
        Owner::Programme => (
            owner_of_programme(),
            records::with(&node, "staff", staff.map(Node::text)),
        ),
    };
    let kind = RecordKind::from_name(kind.record)?;
    Some(Change::Add { kind, owner, node })
}
