//! Every kind of record as a form: its fields, what may be chosen, and what was typed read into a
//! record.
//!
//! A ledger declares the columns of what HR keeps in Excel (`ledger::kinds`); forms use the same
//! columns and the same readers of cells, so a word or a date that a ledger takes is taken here too.
//! What no ledger holds (programmes, equipment, figures …) is declared in `declared`.
//!
//! # Invariants
//! - Every kind of record has a form, with a field for each of its keys; a test compares them.
//! - What is read has gone through the checks of `eligibility::facts`, as a file's records do.

mod choices;
mod declared;
mod masked;
mod read;
mod recorded;
#[cfg(test)]
mod tests;

use eligibility::catalogue::Catalogue;
use eligibility::facts::Hospital;
use eligibility::file::{Node, Value};
use eligibility::standard::{Clause, Standard};

pub use self::choices::{Choice, Choices, clause_label};
pub(crate) use self::masked::{is_mask_of, masked, masked_text, unmasked};
pub use self::read::{FieldFault, field_faults};
pub use self::recorded::{Recorded, of_programme, one, recorded, twin};
use crate::ledger::kinds::{Column, Kind, SHEETS, SheetKind};
use crate::ledger::lexicon::Lexicon;
use crate::ledger::{cells, titles};
use crate::seen::Seen;
use crate::store::RecordKind;

/// The form of a kind of record.
#[must_use]
pub fn form(kind: RecordKind) -> Option<&'static SheetKind> {
    let own = declared::FORMS
        .iter()
        .find(|form| form.record == kind.name());
    own.copied()
        .or_else(|| SHEETS.iter().find(|sheet| sheet.record == kind.name()))
}

/// The fields of a form.
pub fn fields(form: &'static SheetKind) -> impl Iterator<Item = &'static Column> {
    form.columns.iter().filter(|column| !column.is_virtual)
}

/// What forms choose from: words, and what is recorded.
#[derive(Debug)]
pub struct Forms<'a> {
    hospital: &'a Hospital,
    standards: Vec<&'a Standard>,
    lexicon: Lexicon<'a>,
}

impl<'a> Forms<'a> {
    /// The words of a catalogue, what a hospital has recorded, and the standards at hand.
    #[must_use]
    pub fn new(
        catalogue: &'a Catalogue,
        hospital: &'a Hospital,
        standards: Vec<&'a Standard>,
    ) -> Self {
        let lexicon = Lexicon::new(catalogue, hospital);
        Self {
            hospital,
            standards,
            lexicon,
        }
    }

    /// The same for one reader: `choosable` is what [`Seen::choosable`] lets choose from.
    #[must_use]
    pub fn of(seen: &Seen<'a>, choosable: &'a Hospital) -> Self {
        Self::new(
            seen.catalogue(),
            choosable,
            seen.standards().iter().collect(),
        )
    }

    /// What stands in each field of a record, as it is typed; nothing for a field it has not.
    #[must_use]
    pub fn filled(
        &self,
        form: &'static SheetKind,
        record: &Node,
    ) -> Vec<(&'static Column, String)> {
        let filled = |column| (column, self.typed(form, column, record));
        fields(form).map(filled).collect()
    }

    /// What people read of each field that a record has, in Chinese words as a ledger has them.
    #[must_use]
    pub fn told(&self, form: &'static SheetKind, record: &Node) -> Vec<(&'static Column, String)> {
        let told = fields(form).filter_map(|column| {
            let value = value(form, column, record)?;
            let text = self.say(column, value, record);
            (!text.is_empty()).then_some((column, text))
        });
        told.collect()
    }

    fn typed(&self, form: &'static SheetKind, column: &'static Column, record: &Node) -> String {
        let Some(value) = value(form, column, record) else {
            return String::new();
        };
        match column.kind {
            // Chosen by id; what is chosen has to be found again.
            Kind::Word(_)
            | Kind::Closed(_)
            | Kind::Title
            | Kind::Department
            | Kind::Programme
            | Kind::Standard => value.as_text().unwrap_or_default().to_owned(),
            Kind::Words(_) => {
                let ids: Vec<_> = value.items().iter().filter_map(Node::as_text).collect();
                ids.join(";")
            }
            Kind::YesNo => match value.value {
                Value::Bool(true) => "yes".to_owned(),
                _ => "no".to_owned(),
            },
            _ => cells::say(column, value, &self.lexicon),
        }
    }

    fn say(&self, column: &Column, value: &Node, record: &Node) -> String {
        let id = value.as_text().unwrap_or_default();
        match column.kind {
            Kind::Title => titles::say(record.get("series").and_then(Node::as_text), id),
            Kind::Department => self.lexicon.say_department(self.hospital, id),
            Kind::Programme => {
                let mut programmes = self.hospital.programmes.iter();
                let found = programmes.find(|programme| programme.id == id);
                let name = found.and_then(|programme| programme.name.as_deref());
                name.unwrap_or(id).to_owned()
            }
            Kind::Staff => {
                let mut people = self.hospital.people.iter();
                let found = people.find(|person| person.staff.as_str() == id);
                match found.and_then(|person| person.name.as_deref()) {
                    Some(name) => format!("{name}（{id}）"),
                    None => id.to_owned(),
                }
            }
            Kind::Standard => {
                let mut standards = self.standards.iter();
                let found = standards.find(|standard| standard.id == id);
                found.map_or_else(|| id.to_owned(), |standard| standard.title.zh.clone())
            }
            Kind::Clause => {
                let found = self.clause_of(id);
                found.map_or_else(|| id.to_owned(), |clause| clause_label(clause).zh)
            }
            _ => cells::say(column, value, &self.lexicon),
        }
    }

    /// The clause of an id, as the newest edition has it that has one.
    #[must_use]
    pub fn clause_of(&self, id: &str) -> Option<&'a Clause> {
        let editions = self.standards.iter();
        let editions = editions.flat_map(|standard| standard.editions.iter().rev());
        let mut clauses = editions.flat_map(|edition| &edition.clauses);
        clauses.find(|clause| clause.id.as_str() == id)
    }
}

/// The value of a field; a record of bare words is itself the value of its only field.
fn value<'n>(form: &SheetKind, column: &Column, record: &'n Node) -> Option<&'n Node> {
    if form.is_of_words() {
        return Some(record);
    }
    record.get(column.key)
}
