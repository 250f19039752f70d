//! What was typed, read into a record.

use eligibility::facts::StaffNumber;
use eligibility::file::{Node, Thing, Value};

use super::{Forms, fields};
use crate::ledger::book::Cell;
use crate::ledger::fault::Fault;
use crate::ledger::kinds::{Column, Kind, SheetKind};
use crate::ledger::{cells, records, special, titles};
use crate::store::{ApplyError, ChangeFault};

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's key; `None` for the whole record.
    pub key: Option<&'static str>,
    /// What is wrong.
    pub fault: Fault,
}

impl Forms<'_> {
    /// Reads what was typed into the fields of a form; several chosen words are separated by `;`.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields.
    pub fn read<'t>(
        &self,
        form: &'static SheetKind,
        typed: impl Fn(&str) -> &'t str,
    ) -> Result<Node, Vec<FieldFault>> {
        let mut entries: Vec<(&'static str, Node)> = Vec::new();
        let mut faults = Vec::new();
        for column in fields(form) {
            let cell = Cell::Text(typed(column.key).trim().to_owned());
            match self.field(column, &cell) {
                Ok(Some(node)) => entries.push((column.key, node)),
                Ok(None) if column.required => faults.push(at(column.key, Fault::Missing)),
                Ok(None) => {}
                Err(fault) => faults.push(at(column.key, fault)),
            }
        }
        self.never_expires(form, &mut entries, &mut faults);
        all_events(&mut entries);
        if !faults.is_empty() {
            return Err(faults);
        }
        let word = entries.first().filter(|_| form.is_of_words());
        let node = match word {
            Some((_, word)) => word.clone(),
            None => Node::table(entries),
        };
        let faults: Vec<_> = records::faults(form, &node, self.lexicon.catalogue())
            .into_iter()
            .map(|fault| placed(form, fault))
            .collect();
        if faults.is_empty() {
            Ok(node)
        } else {
            Err(faults)
        }
    }

    fn field(&self, column: &'static Column, cell: &Cell) -> cells::Said {
        let said = cells::read(column, cell, &self.lexicon)?;
        let text = said.as_ref().and_then(Node::as_text).map(ToOwned::to_owned);
        match (column.kind, text) {
            (Kind::Title, Some(text)) => {
                let named = titles::named(&text)?;
                Ok(Some(Node::text(named.level.word())))
            }
            (Kind::Staff, Some(text)) => self.staff(&text).map(|staff| Some(Node::text(staff))),
            (Kind::Standard, Some(text)) => self.standard(text).map(|id| Some(Node::text(id))),
            (Kind::Clause, Some(text)) => self.clause(text).map(|id| Some(Node::text(id))),
            _ => Ok(said),
        }
    }

    fn standard(&self, id: String) -> Result<String, Fault> {
        let known = self.standards.iter().any(|standard| standard.id == id);
        let recorded = || self.standards.iter().map(|one| one.id.clone()).collect();
        known
            .then_some(id.clone())
            .ok_or_else(|| Fault::NotRecorded {
                what: Thing::Standard,
                found: id,
                recorded: recorded(),
            })
    }

    /// The id of a clause there is: what is attested of any other would count nowhere.
    fn clause(&self, id: String) -> Result<String, Fault> {
        let editions = self.standards.iter().flat_map(|one| &one.editions);
        let mut clauses = editions.flat_map(|edition| &edition.clauses);
        let known = clauses.any(|clause| clause.id.as_str() == id);
        known
            .then_some(id.clone())
            .ok_or_else(|| Fault::NotRecorded {
                what: Thing::Clause,
                found: id,
                recorded: Vec::new(),
            })
    }

    /// The staff number somebody is meant by: the number itself, or a name that only one has.
    fn staff(&self, text: &str) -> Result<String, Fault> {
        if let Some(person) = self.hospital.person(&StaffNumber::new(text)) {
            return Ok(person.staff.to_string());
        }
        let people = self.hospital.people.iter();
        let of_name: Vec<_> = people
            .filter(|person| person.name.as_deref() == Some(text))
            .map(|person| person.staff.to_string())
            .collect();
        let (what, found) = (Thing::Person, text.to_owned());
        match of_name.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Fault::NotRecorded {
                what,
                found,
                recorded: Vec::new(),
            }),
            _ => Err(Fault::SeveralMeant {
                what,
                found,
                ids: of_name,
            }),
        }
    }

    /// What never expires is a blank where the kind of credential never does.
    fn never_expires(
        &self,
        form: &SheetKind,
        entries: &mut Vec<(&'static str, Node)>,
        faults: &mut Vec<FieldFault>,
    ) {
        let never = |(key, node): &(&str, Node)| *key == "expires" && node.value == Value::Null;
        if !entries.iter().any(never) {
            return;
        }
        entries.retain(|entry| !never(entry));
        let kind = entries.iter().find(|(key, _)| *key == "kind");
        let kind = kind.and_then(|(_, node)| node.as_text());
        let is_open =
            kind.is_some_and(|kind| special::is_open(self.lexicon.catalogue(), form.record, kind));
        if kind.is_some() && !is_open {
            let found = "长期".to_owned();
            faults.push(at("expires", Fault::NeverExpires { found }));
        }
    }
}

/// No events at all are all events recorded.
fn all_events(entries: &mut Vec<(&'static str, Node)>) {
    let none = |(key, node): &(&str, Node)| *key == "serious_events" && node.items().is_empty();
    if entries.iter().any(none) {
        entries.retain(|entry| !none(entry));
        if !entries.iter().any(|(key, _)| *key == "events_recorded") {
            entries.push(("events_recorded", Node::bare(Value::Bool(true))));
        }
    }
}

/// What a refused change says of the fields of its form; nothing if it was refused for another
/// reason.
#[must_use]
pub fn field_faults(form: &'static SheetKind, error: &ApplyError) -> Vec<FieldFault> {
    let ApplyError::Faulty(faults) = error else {
        return Vec::new();
    };
    let one = |fault: &ChangeFault| {
        let mut fault = fault.fault.clone();
        // The path leads through the whole hospital; the form knows only its own end of it.
        let last = fault.path.rsplit('.').next().unwrap_or_default();
        let field = last.split('[').next().unwrap_or_default().to_owned();
        fault.path = field;
        placed(form, fault)
    };
    faults.iter().map(one).collect()
}

const fn at(key: &'static str, fault: Fault) -> FieldFault {
    FieldFault {
        key: Some(key),
        fault,
    }
}

fn placed(form: &'static SheetKind, fault: eligibility::file::Fault) -> FieldFault {
    let (key, fault) = records::placed(fault, |key| {
        let column = form.column(key);
        column.map_or(key, |column| column.zh).to_owned()
    });
    let key = form.column(&key).map(|column| column.key);
    FieldFault { key, fault }
}
