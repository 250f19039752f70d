//! What a row says: whose it is, and the records it holds.

use std::collections::BTreeMap;

use eligibility::day::Day;
use eligibility::file::{Node, Value};

use super::book::{Cell, Row};
use super::fault::{Fault, Warning};
use super::heads::{Heads, Target};
use super::kinds::{EXAMPLE, Owner, SHEETS, SheetKind};
use super::lexicon::Lexicon;
use super::text::{key, short};
use super::{cells, records, special};
use crate::identity::IdentityNumber;

/// Something said of a row, and of which cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The column, from 0; `None` for the whole row.
    pub column: Option<u32>,
    /// Its header as written, or the proper one where the file has no such column.
    pub header: Option<String>,
    /// What is said.
    pub what: T,
}

/// A record that a row holds.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The place of its kind in [`SHEETS`].
    pub sheet: usize,
    /// The fields that are filled, by key.
    pub fields: Vec<(&'static str, Node)>,
    /// The keys of which the file says something, be it a blank.
    pub present: Vec<&'static str>,
}

impl Draft {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.fields
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, node)| node)
    }

    /// Puts a value into a field, of which the file then says something.
    pub fn put(&mut self, key: &'static str, value: Node) {
        self.fields.retain(|(known, _)| *known != key);
        self.fields.push((key, value));
        if !self.present.contains(&key) {
            self.present.push(key);
        }
    }

    /// Takes a field away, of which the file still says something.
    pub fn clear(&mut self, key: &str) {
        self.fields.retain(|(known, _)| *known != key);
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> Option<&'static SheetKind> {
        SHEETS.get(self.sheet)
    }

    /// The record as in a roster file; without the programme, which owns a posting.
    #[must_use]
    pub fn node(&self) -> Node {
        match self.fields.first() {
            Some((_, word)) if self.kind().is_some_and(SheetKind::is_of_words) => word.clone(),
            _ => {
                let own = self.fields.iter().filter(|(key, _)| *key != "programme");
                Node::table(own.map(|(key, node)| (*key, node.clone())))
            }
        }
    }
}

/// A row that was read.
#[derive(Clone, Debug, Default)]
pub struct ReadRow {
    /// Its number in the sheet.
    pub number: u32,
    /// The staff number.
    pub staff: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// Whether it is the template's example.
    pub is_example: bool,
    /// The identity number and its column.
    pub identity: Option<(u32, IdentityNumber)>,
    /// The records it holds.
    pub drafts: Vec<Draft>,
    /// What is wrong.
    pub faults: Vec<At<Fault>>,
    /// What is worth a look.
    pub warnings: Vec<At<Warning>>,
}

/// A row being read, with what it is read by.
pub struct Reader<'r> {
    /// The words.
    pub lexicon: &'r Lexicon<'r>,
    /// The headers of its sheet.
    pub heads: &'r Heads,
    /// What was read so far.
    pub row: ReadRow,
    status: Option<(u32, String)>,
    birth: Option<(u32, Day)>,
    id_number: Option<(u32, IdentityNumber)>,
    texts: BTreeMap<(usize, &'static str), String>,
}

/// Reads a row below the headers.
#[must_use]
pub fn read(row: &Row, heads: &Heads, lexicon: &Lexicon<'_>) -> ReadRow {
    let mut reader = Reader {
        lexicon,
        heads,
        row: ReadRow {
            number: row.number,
            ..ReadRow::default()
        },
        status: None,
        birth: None,
        id_number: None,
        texts: BTreeMap::new(),
    };
    for (column, cell) in &row.cells {
        reader.cell(*column, cell);
    }
    reader.finish();
    reader.row
}

impl Reader<'_> {
    /// Notes a fault of a column.
    pub fn fault(&mut self, column: Option<u32>, what: Fault) {
        let header = column
            .and_then(|column| self.heads.at(column))
            .map(|head| head.text.clone());
        self.row.faults.push(At {
            column,
            header,
            what,
        });
    }

    /// Notes a warning of a column.
    pub fn warn(&mut self, column: Option<u32>, what: Warning) {
        let header = column
            .and_then(|column| self.heads.at(column))
            .map(|head| head.text.clone());
        self.row.warnings.push(At {
            column,
            header,
            what,
        });
    }

    /// Notes a fault of a field, by its proper header where the file has no column for it.
    pub fn fault_of(&mut self, sheet: usize, key: &str, what: Fault) {
        if let Some(head) = self.heads.of_key(sheet, key) {
            return self.fault(Some(head.at), what);
        }
        let column = SHEETS.get(sheet).and_then(|kind| kind.column(key));
        self.row.faults.push(At {
            column: None,
            header: column.map(|column| column.zh.to_owned()),
            what,
        });
    }

    /// Where a field stands.
    #[must_use]
    pub fn place(&self, sheet: usize, key: &str) -> Option<u32> {
        self.heads.of_key(sheet, key).map(|head| head.at)
    }

    /// The draft of a kind.
    pub fn draft(&mut self, sheet: usize) -> Option<&mut Draft> {
        self.row
            .drafts
            .iter_mut()
            .find(|draft| draft.sheet == sheet)
    }

    fn cell(&mut self, column: u32, cell: &Cell) {
        let Some(head) = self.heads.at(column) else {
            return;
        };
        match head.target {
            Target::Result => {}
            Target::Field {
                sheet,
                column: place,
            } => self.field(column, (sheet, place), cell),
            Target::Staff => match cells::text(cell) {
                Ok(text) => {
                    self.row.staff = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                }
                Err(fault) => self.fault(Some(column), fault),
            },
            target => match cells::text(cell) {
                Ok(text) if text.is_empty() => {}
                Ok(text) => self.about_person(target, column, text, cell),
                Err(fault) => self.fault(Some(column), fault),
            },
        }
    }

    fn about_person(&mut self, target: Target, column: u32, text: String, cell: &Cell) {
        match target {
            Target::Name => self.row.name = Some(text),
            Target::Status => self.status = Some((column, text)),
            Target::IdNumber => match IdentityNumber::parse(&text) {
                Ok(number) => self.id_number = Some((column, number)),
                Err(wrong) => self.warn(Some(column), Warning::IdNumber { wrong }),
            },
            Target::Birth => {
                let read = match cell {
                    Cell::Date(serial) => super::day::of_serial(*serial),
                    Cell::Number(number) => super::day::of_number(*number).ok(),
                    _ => super::day::parse(&text).ok(),
                };
                match read {
                    Some(day) => self.birth = Some((column, day)),
                    None => self.fault(
                        Some(column),
                        Fault::NotADay {
                            found: short(&text),
                        },
                    ),
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, column: u32, (sheet, place): (usize, usize), cell: &Cell) {
        let Some(declared) = SHEETS.get(sheet).and_then(|kind| kind.columns.get(place)) else {
            return;
        };
        let said = match cells::read(declared, cell, self.lexicon) {
            Err(fault) => match self.excused(sheet, declared.key, cell) {
                Some(node) => Ok(Some(node)),
                None => Err(fault),
            },
            said => said,
        };
        match said {
            Ok(None) => {}
            Ok(Some(node)) => {
                self.open(sheet);
                if let Some(draft) = self.draft(sheet) {
                    draft.fields.push((declared.key, node));
                }
            }
            Err(fault) => {
                // The row is bad, yet what else is wrong with the record is looked for too.
                self.open(sheet);
                self.fault(Some(column), fault);
            }
        }
    }

    /// What a cell says after all, where the proper words of its column do not say it.
    fn excused(&mut self, sheet: usize, key: &'static str, cell: &Cell) -> Option<Node> {
        let kind = SHEETS.get(sheet)?;
        let text = cells::text(cell).ok()?;
        match (kind.record, key) {
            ("licence", "main_here") => {
                if self.lexicon.is_this_institution(&text) {
                    return Some(Node::bare(Value::Bool(true)));
                }
                let column = self.place(sheet, key);
                // What is hardly a name is more likely a slip.
                if text.chars().count() < 4 {
                    return None;
                }
                self.warn(
                    column,
                    Warning::OtherInstitution {
                        found: short(&text),
                    },
                );
                Some(Node::bare(Value::Bool(false)))
            }
            ("case_volume", "independent") => {
                self.texts.insert((sheet, key), text.clone());
                special::year_and_cases(&text)
                    .map(|(_, cases)| Node::bare(Value::Int(cases.into())))
            }
            _ => None,
        }
    }

    /// The text of a cell that was excused.
    pub fn excused_text(&self, sheet: usize, key: &'static str) -> Option<&str> {
        self.texts.get(&(sheet, key)).map(String::as_str)
    }

    fn open(&mut self, sheet: usize) {
        if self.draft(sheet).is_none() {
            let fields = self.heads.fields(sheet).filter(|column| !column.is_virtual);
            let present = fields.map(|column| column.key).collect();
            let fields = Vec::new();
            self.row.drafts.push(Draft {
                sheet,
                fields,
                present,
            });
        }
    }

    fn finish(&mut self) {
        let department = self.row.drafts.first().and_then(|draft| draft.get("id"));
        let named = self.row.staff.as_deref();
        let named = named.or_else(|| department.and_then(Node::as_text));
        if named.is_some_and(|named| key(named).starts_with(EXAMPLE)) {
            self.row = ReadRow {
                number: self.row.number,
                is_example: true,
                ..ReadRow::default()
            };
            return;
        }
        let own = self
            .heads
            .kind
            .and_then(|place| SHEETS.get(place).map(|kind| (place, kind)));
        let needs_staff = own.is_none_or(|(_, kind)| kind.owner != Owner::Hospital);
        let staff_faulty = self.row.faults.iter().any(|fault| {
            let staff = self.heads.of(Target::Staff).map(|head| head.at);
            fault.column.is_some() && fault.column == staff
        });
        if needs_staff && self.row.staff.is_none() && !staff_faulty {
            let column = self.heads.of(Target::Staff).map(|head| head.at);
            self.fault(column, Fault::Missing);
        }
        // A row of a kind's sheet is a record also where nothing but the owner is filled in.
        if let Some((place, _)) = own.filter(|(_, kind)| kind.owner != Owner::Itself) {
            self.open(place);
        }
        special::finish(self);
        self.check_status();
        self.check_birth();
        for place in 0..self.row.drafts.len() {
            self.check_draft(place);
        }
    }

    fn check_birth(&mut self) {
        let number = self.id_number.take();
        if let (Some((column, birth)), Some((_, number))) = (self.birth, &number)
            && birth != number.born()
        {
            // Whichever is wrong, neither is kept.
            return self.warn(Some(column), Warning::OtherBirthDate);
        }
        self.row.identity = number;
    }

    fn check_status(&mut self) {
        let Some((column, text)) = self.status.take() else {
            return;
        };
        let Some(sheet) = SHEETS.iter().position(|kind| kind.record == "employment") else {
            return;
        };
        let left = self
            .draft(sheet)
            .is_some_and(|draft| draft.get("to").is_some());
        let header = || {
            SHEETS
                .get(sheet)
                .and_then(|kind| kind.column("to"))
                .map_or("", |column| column.zh)
                .to_owned()
        };
        match special::status(&text) {
            Some(special::Status::Here) if left => {
                let header = header();
                self.warn(Some(column), Warning::HereButLeft { header });
            }
            Some(special::Status::Left) if !left => {
                let (found, header) = (short(&text), header());
                self.fault(Some(column), Fault::StatusWithoutDay { found, header });
            }
            Some(special::Status::Away) => {
                let (found, header) = (short(&text), "缺勤起".to_owned());
                let absence = SHEETS.iter().position(|kind| kind.record == "absence");
                if absence.is_none_or(|absence| self.draft(absence).is_none()) {
                    self.fault(Some(column), Fault::StatusWithoutDay { found, header });
                }
            }
            Some(_) => {}
            None => {
                let fault = special::unknown_status(&text);
                self.fault(Some(column), fault);
            }
        }
    }

    /// What must be there, and what the facts ask of the record.
    fn check_draft(&mut self, place: usize) {
        let Some(draft) = self.row.drafts.get(place) else {
            return;
        };
        let (Some(kind), sheet) = (draft.kind(), draft.sheet) else {
            return;
        };
        let required = kind.columns.iter().filter(|column| column.required);
        let missing: Vec<_> = required
            .filter(|column| draft.get(column.key).is_none())
            .collect();
        let node = draft.node();
        let mut n_missing = 0;
        for column in missing {
            let at = self.place(sheet, column.key);
            // Where the cell is filled, what is wrong with it was said already.
            let said = at.is_some() && self.row.faults.iter().any(|fault| fault.column == at);
            if !said {
                self.fault_of(sheet, column.key, Fault::Missing);
            }
            n_missing += 1;
        }
        if n_missing > 0 {
            return;
        }
        let node = match kind.owner {
            Owner::Programme => {
                let staff = self.row.staff.clone().unwrap_or_else(|| "?".to_owned());
                records::with(&node, "staff", Node::text(staff))
            }
            _ => node,
        };
        for fault in records::faults(kind, &node, self.lexicon.catalogue()) {
            let header = |key: &str| {
                let head = self.heads.of_key(sheet, key).map(|head| head.text.clone());
                let declared = kind.column(key).map(|column| column.zh.to_owned());
                head.or(declared).unwrap_or_else(|| key.to_owned())
            };
            let (key, fault) = records::placed(fault, header);
            self.fault_of(sheet, &key, fault);
        }
    }
}
