//! What becomes of the records of one kind that one owner's rows hold.

use eligibility::file::Node;

use super::{Maker, Place, Plan};
use crate::ledger::cells;
use crate::ledger::compare::{Met, compare};
use crate::ledger::fault::{Fault, Warning};
use crate::ledger::kinds::{Owner, SHEETS, SheetKind};
use crate::ledger::records::{self, Recorded};
use crate::ledger::rows::Draft;
use crate::store::{Change, RecordId, RecordKind};

/// The records that are compared: of one kind, each with the place of its row.
struct Compared {
    sheet: usize,
    kind: &'static SheetKind,
    drafts: Vec<(usize, Draft)>,
    wide: bool,
}

impl Maker<'_> {
    /// Compares the records of a kind that one owner's rows hold; whether a row was found bad.
    pub(super) fn compare(
        &mut self,
        sheet: usize,
        staff: Option<&str>,
        good: &[usize],
        recorded: &[Recorded],
        plan: &mut Plan,
    ) -> bool {
        let Some(kind) = SHEETS.get(sheet) else {
            return false;
        };
        let (mut drafts, mut wide) = (Vec::new(), false);
        for row in good {
            wide |= self
                .heads_of(*row)
                .is_some_and(|heads| heads.kind.is_none());
            let read = self.rows.get(*row).into_iter().flat_map(|row| &row.drafts);
            let own = read.filter(|draft| draft.sheet == sheet);
            drafts.extend(own.map(|draft| (*row, draft.clone())));
        }
        let own: Vec<_> = drafts.iter().map(|(_, draft)| draft).collect();
        let met = compare(kind, recorded, &own, wide);
        let compared = Compared {
            sheet,
            kind,
            drafts,
            wide,
        };
        let mut found_bad = false;
        for ((row, draft), met) in compared.drafts.iter().zip(met) {
            found_bad |= self.settle(&compared, (*row, draft), staff, met, plan);
        }
        found_bad
    }

    /// Puts what becomes of a record into the plan; whether its row was found bad.
    fn settle(
        &mut self,
        compared: &Compared,
        (row, draft): (usize, &Draft),
        staff: Option<&str>,
        met: Met,
        plan: &mut Plan,
    ) -> bool {
        let place = self.place_of(row, compared);
        let number = |of: usize| {
            let row = compared
                .drafts
                .get(of)
                .and_then(|(row, _)| self.rows.get(*row));
            row.map_or(0, |row| row.number)
        };
        match met {
            Met::Same => plan.push((row, None)),
            Met::Repeats { of, exactly } => {
                plan.push((row, None));
                // A wide sheet repeats in every row what a person has once.
                if !(compared.wide && exactly) {
                    let other = number(of);
                    self.warn_once(row, place, Warning::Repeated { row: other });
                }
            }
            Met::New { may_be_recorded } => {
                if may_be_recorded {
                    self.warn_once(row, place, Warning::MayBeRecorded);
                }
                let change = addition(compared.kind, staff, draft);
                plan.extend(change.map(|change| (row, Some(change))));
            }
            Met::Corrects { id, node, clears } => {
                self.warn_of_clearing(row, compared, clears);
                plan.push((row, Some(correction(compared.kind, staff, id, node))));
            }
            Met::Faulty(fault) => {
                self.fault(row, place.0, place.1, fault);
                return true;
            }
            Met::Against(of) => {
                let what = Fault::OtherRow { row: number(of) };
                self.fault(row, place.0, place.1, what);
                return true;
            }
        }
        false
    }

    /// The first column that the file has of a kind.
    fn place_of(&self, row: usize, compared: &Compared) -> Place {
        let heads = self.heads_of(row);
        let mut keys = compared.kind.columns.iter().map(|column| column.key);
        let head = heads.and_then(|heads| keys.find_map(|key| heads.of_key(compared.sheet, key)));
        (head.map(|head| head.at), head.map(|head| head.text.clone()))
    }

    fn warn_of_clearing(
        &mut self,
        row: usize,
        compared: &Compared,
        clears: Vec<(&'static str, Node)>,
    ) {
        for (key, was) in clears {
            let heads = self.heads_of(row);
            let head = heads.and_then(|heads| heads.of_key(compared.sheet, key));
            let place = (head.map(|head| head.at), head.map(|head| head.text.clone()));
            let column = compared.kind.column(key);
            let was = column.map(|column| cells::say(column, &was, &self.lexicon));
            let was = was.unwrap_or_default();
            self.warn_once(row, place, Warning::Clears { was });
        }
    }

    fn warn_once(&mut self, row: usize, place: Place, what: Warning) {
        let known = self.rows.get(row).is_some_and(|row| {
            row.warnings
                .iter()
                .any(|warning| warning.what == what && warning.column == place.0)
        });
        if !known {
            self.warn(row, place, what);
        }
    }
}

/// The change that corrects a recorded one.
fn correction(
    kind: &SheetKind,
    staff: Option<&str>,
    (id, version): (RecordId, i64),
    node: Node,
) -> Change {
    let node = match kind.owner {
        Owner::Programme => records::with(&node, "staff", staff.map(Node::text)),
        _ => node,
    };
    Change::Correct { id, version, node }
}

/// The change that adds a record of the file.
fn addition(kind: &SheetKind, staff: Option<&str>, draft: &Draft) -> Option<Change> {
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
