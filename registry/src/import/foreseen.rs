//! What a file would do, record by record, for somebody to look at; and which headers it has.

use eligibility::facts::Hospital;
use eligibility::file::{Node, Shape as _};

use super::Checked;
use crate::ledger::book::{Book, Cell};
use crate::ledger::kinds::SHEETS;
use crate::ledger::preview::Planned;
use crate::ledger::records;
use crate::snapshot::Snapshot;
use crate::store::{Change, RecordId, RecordKind};

/// In how many rows from the top headers are looked for where none were understood.
const HEADER_ROWS: usize = 10;

/// What would become of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreseen {
    /// The place of the sheet in the file.
    pub sheet: usize,
    /// The number of the row.
    pub row: u32,
    /// The record's kind.
    pub kind: RecordKind,
    /// Whose it is: a staff number, or a programme's id.
    pub owner: Option<String>,
    /// The record as it is; `None` if there is none yet.
    pub before: Option<Node>,
    /// The record as it would be.
    pub after: Option<Node>,
}

/// Some of the records that a file would add and correct, in the order of the changes.
#[must_use]
pub fn foresee(checked: &Checked, snapshot: &Snapshot, skip: usize, n: usize) -> Vec<Foreseen> {
    let planned = checked.preview.changes.iter().skip(skip).take(n);
    planned
        .filter_map(|planned| one(checked, snapshot, planned))
        .collect()
}

fn one(checked: &Checked, snapshot: &Snapshot, planned: &Planned) -> Option<Foreseen> {
    let row = checked.preview.rows.get(planned.row)?;
    let (kind, owner, before, after) = match &planned.change {
        Change::Add { kind, owner, node } => (*kind, owner.clone(), None, Some(node.clone())),
        Change::Correct { id, node, .. } => {
            let before = recorded(snapshot, id);
            (id.kind, id.owner.clone(), before, Some(node.clone()))
        }
        Change::Remove { id, .. } => (id.kind, id.owner.clone(), recorded(snapshot, id), None),
        Change::Restore { id, node } => (id.kind, id.owner.clone(), None, Some(node.clone())),
    };
    Some(Foreseen {
        sheet: row.sheet,
        row: row.row,
        kind,
        owner: owner.or_else(|| row.staff.clone()),
        before,
        after,
    })
}

/// A record of a ledger as it is recorded.
fn recorded(snapshot: &Snapshot, id: &RecordId) -> Option<Node> {
    let (place, _) = snapshot.records.find(id)?;
    let hospital = &snapshot.hospital;
    match (id.kind.name(), id.owner.as_deref()) {
        ("department", _) => {
            let departments = &hospital.institution.departments;
            Some(departments.get(place)?.write())
        }
        ("person", _) => Some(head(hospital, place)),
        ("posting", Some(programme)) => {
            let mut programmes = hospital.programmes.iter();
            let programme = programmes.find(|one| one.id == programme)?;
            Some(programme.postings.get(place)?.write())
        }
        (kind, Some(staff)) => {
            let mut people = hospital.people.iter();
            let person = people.find(|person| person.staff.as_str() == staff)?;
            let sheet = SHEETS.iter().find(|sheet| sheet.record == kind)?;
            let mut records = records::of_person(person, sheet, &snapshot.records).into_iter();
            records.nth(place).map(|recorded| recorded.node)
        }
        _ => None,
    }
}

/// A person without the lists of the file.
fn head(hospital: &Hospital, place: usize) -> Node {
    let person = hospital.people.get(place);
    let staff = person.map(|person| ("staff", Node::text(person.staff.as_str())));
    let name = person.and_then(|person| person.name.as_deref());
    let name = name.map(|name| ("name", Node::text(name)));
    Node::table(staff.into_iter().chain(name))
}

/// What may be the headers of a file in which none were understood: of each sheet the texts of the
/// row that has the most of them, among the first.
#[must_use]
pub fn headers(book: &Book) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for sheet in &book.sheets {
        let rows = sheet.rows.iter().take(HEADER_ROWS);
        let texts = rows.map(|row| {
            let texts = row.cells.iter().filter_map(|(_, cell)| match cell {
                // A form sends them back, and none may send a control character.
                Cell::Text(_) => Some(cell.shown().replace(char::is_control, "")),
                _ => None,
            });
            texts.collect::<Vec<_>>()
        });
        // Of several rows with as many texts the first is meant.
        let best = texts.rev().max_by_key(Vec::len).unwrap_or_default();
        for text in best {
            if !headers.contains(&text) {
                headers.push(text);
            }
        }
    }
    headers
}
