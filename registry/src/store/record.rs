//! What names one record, so that it can be corrected, removed and followed through the audit log.

use std::collections::BTreeMap;
use std::fmt;

use super::rows::Key;
use super::table::{Column, Holds, Table};
use super::tables::{PARENTS_OF_PARTS, ROOTS};

/// A kind of record that is added, corrected and removed on its own.
///
/// What belongs to one record only (the scopes of a licence, the adverse events of a case volume)
/// is part of it and goes with it.
#[derive(Clone, Copy)]
pub struct RecordKind(&'static Table);

impl RecordKind {
    /// Every kind, owners first.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let tables = ROOTS.iter().flat_map(|root| root.with_children());
        let own = tables.filter(|table| !table.is_part());
        own.map(Self).collect()
    }

    /// The kind of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|kind| kind.name() == name)
    }

    /// The stable name, such as `credential`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The key of the owner's list in which the records stand, such as `credentials`.
    #[must_use]
    pub const fn field(self) -> &'static str {
        self.0.field
    }

    /// Whether records of the kind belong to a person or a programme.
    #[must_use]
    pub const fn is_owned(self) -> bool {
        !self.0.owner.is_empty()
    }

    /// Whether records of the kind belong to a person.
    #[must_use]
    pub fn is_of_person(self) -> bool {
        matches!(self.0.owner, [Column { name: "staff", .. }])
    }

    /// Whether records of the kind belong to a programme.
    #[must_use]
    pub fn is_of_programme(self) -> bool {
        self.is_owned() && !self.is_of_person()
    }

    /// Whether there is one record of the kind at most.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.0.holds == Holds::Record
    }

    /// Whether records of the kind are bare words instead of tables.
    #[must_use]
    pub fn is_of_words(self) -> bool {
        self.0.holds == Holds::Words
    }

    /// The keys of its records, those of their parts included.
    #[must_use]
    pub fn keys(self) -> Vec<&'static str> {
        let own = self.0.columns.iter().map(|column| column.name);
        own.chain(self.0.parts().map(|part| part.field)).collect()
    }

    pub(super) const fn table(self) -> &'static Table {
        self.0
    }
}

impl PartialEq for RecordKind {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for RecordKind {}

impl PartialOrd for RecordKind {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RecordKind {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name().cmp(other.name())
    }
}

impl fmt::Debug for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What names one record: its kind, whose it is and a number that is never given to another.
/// Written `credential:N0103:4`, or `department:2` where nobody owns it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordId {
    /// The kind.
    pub kind: RecordKind,
    /// The staff number or the programme's id; `None` where nobody owns records of the kind.
    pub owner: Option<String>,
    /// The number.
    pub ord: i64,
}

impl RecordId {
    /// The id a text stands for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        let kind = RecordKind::from_name(kind)?;
        let (owner, ord) = match rest.rsplit_once(':') {
            Some((owner, ord)) => (Some(owner.to_owned()), ord),
            None => (None, rest),
        };
        if owner.is_some() != kind.is_owned() {
            return None;
        }
        let ord = ord.parse().ok()?;
        Some(Self { kind, owner, ord })
    }

    /// The values of the columns that name the owner.
    pub(super) fn owner_keys(&self) -> Vec<Key> {
        self.owner.iter().cloned().map(Key::Text).collect()
    }

    /// The record a row is, or is part of.
    pub(super) fn of_row(table: &'static Table, owner: &[Key], ord: i64) -> Option<Self> {
        let (table, ord) = match (table.is_part(), owner.last()) {
            (true, Some(Key::Number(parent))) => (parent_of(table)?, *parent),
            _ => (table, ord),
        };
        let owner = match owner.first() {
            Some(Key::Text(owner)) => Some(owner.clone()),
            _ => None,
        };
        Some(Self {
            kind: RecordKind(table),
            owner,
            ord,
        })
    }
}

fn parent_of(part: &Table) -> Option<&'static Table> {
    let named = part.owner.last()?.name;
    PARENTS_OF_PARTS
        .into_iter()
        .find(|table| table.name == named)
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.kind.name())?;
        if let Some(owner) = &self.owner {
            write!(f, "{owner}:")?;
        }
        write!(f, "{}", self.ord)
    }
}

impl Table {
    /// Whether rows belong to one record only: their owner is itself owned.
    pub const fn is_part(&self) -> bool {
        self.owner.len() > 1
    }

    /// The tables whose rows are part of a row of this one.
    pub fn parts(&self) -> impl Iterator<Item = &'static Table> + use<> {
        let children = self.children;
        children.iter().copied().filter(|child| child.is_part())
    }
}

/// The number and version of every record, by kind and owner, in the order of the facts' lists: the
/// third record of a list here is the third of the list there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordIndex(BTreeMap<(RecordKind, Option<String>), Numbers>);

/// Number and version of each record of a list.
type Numbers = Vec<(i64, i64)>;

impl RecordIndex {
    /// Number and version of the records of a kind that an owner has.
    #[must_use]
    pub fn list(&self, kind: RecordKind, owner: Option<&str>) -> &[(i64, i64)] {
        let key = (kind, owner.map(ToOwned::to_owned));
        self.0.get(&key).map(Vec::as_slice).unwrap_or_default()
    }

    /// Id and version of a record by its place in the list.
    #[must_use]
    pub fn at(
        &self,
        kind: RecordKind,
        owner: Option<&str>,
        place: usize,
    ) -> Option<(RecordId, i64)> {
        let (ord, version) = *self.list(kind, owner).get(place)?;
        let owner = owner.map(ToOwned::to_owned);
        Some((RecordId { kind, owner, ord }, version))
    }

    /// The place of a record in its list, and its version.
    #[must_use]
    pub fn find(&self, id: &RecordId) -> Option<(usize, i64)> {
        let list = self.list(id.kind, id.owner.as_deref());
        let place = list.iter().position(|(ord, _)| *ord == id.ord)?;
        list.get(place).map(|(_, version)| (place, *version))
    }

    /// Replaces the lists of a person, or of a programme, by those of another index.
    pub(super) fn take_over(&mut self, owner: &str, is_person: bool, other: &Self) {
        for kind in RecordKind::all()
            .into_iter()
            .filter(|kind| kind.is_owned() && kind.is_of_person() == is_person)
        {
            let key = (kind, Some(owner.to_owned()));
            match other.0.get(&key) {
                Some(list) => self.0.insert(key, list.clone()),
                None => self.0.remove(&key),
            };
        }
    }

    pub(super) fn push(&mut self, id: RecordId, version: i64) {
        self.0
            .entry((id.kind, id.owner))
            .or_default()
            .push((id.ord, version));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_whatever_the_owner_is_called() {
        for text in [
            "credential:N0103:4",
            "credential:a:b:c:4",
            "department:2",
            "posting:核/医:7",
        ] {
            assert_eq!(RecordId::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "credential",
            "credential:4",
            "department:x:2",
            "licence_scope:1:2:3",
            "moon:1",
            "credential:a:x",
        ] {
            assert_eq!(RecordId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn parts_are_no_kinds_of_their_own() {
        let kinds: Vec<_> = RecordKind::all()
            .into_iter()
            .map(RecordKind::name)
            .collect();
        assert!(kinds.contains(&"licence") && kinds.contains(&"programme_department"));
        assert!(!kinds.contains(&"licence_scope") && !kinds.contains(&"serious_event"));
        let scope = PARENTS_OF_PARTS[0].parts().next().unwrap();
        let owner = [Key::Text("9".into()), Key::Number(3)];
        let id = RecordId::of_row(scope, &owner, 1).unwrap();
        assert_eq!(id.to_string(), "licence:9:3");
    }
}
