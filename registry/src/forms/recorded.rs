//! What is recorded, as the records that forms show and correct.

use eligibility::facts::{Hospital, StaffNumber};
use eligibility::file::{Node, Shape as _, Value};

use super::form;
use crate::snapshot::Snapshot;
use crate::store::{RecordId, RecordKind};

/// A record that can be named.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// What names it.
    pub id: RecordId,
    /// The version it has.
    pub version: i64,
    /// The record, without the records it owns.
    pub node: Node,
}

/// The records of a kind that an owner has, in order. Without an owner: those that nobody owns.
#[must_use]
pub fn recorded(snapshot: &Snapshot, kind: RecordKind, owner: Option<&str>) -> Vec<Recorded> {
    let nodes = match owner {
        Some(owner) => owned(&snapshot.hospital, kind, owner),
        None => unowned(&snapshot.hospital, kind),
    };
    let named = |(place, node)| named(snapshot, kind, owner, place, node);
    nodes.into_iter().enumerate().filter_map(named).collect()
}

/// The record of an id.
#[must_use]
pub fn one(snapshot: &Snapshot, id: &RecordId) -> Option<Recorded> {
    let (place, version) = snapshot.records.find(id)?;
    let hospital = &snapshot.hospital;
    // Of these there are many; only the one is written out.
    let node = match (id.kind.name(), &id.owner) {
        ("person", _) => hospital.people.get(place)?.write(),
        ("programme", _) => hospital.programmes.get(place)?.write(),
        (_, Some(owner)) => owned(hospital, id.kind, owner).into_iter().nth(place)?,
        (_, None) => unowned(hospital, id.kind).into_iter().nth(place)?,
    };
    Some(Recorded {
        id: id.clone(),
        version,
        node: own(id.kind, node),
    })
}

/// The record of a programme itself.
#[must_use]
pub fn of_programme(snapshot: &Snapshot, programme: &str) -> Option<Recorded> {
    let mut programmes = snapshot.hospital.programmes.iter();
    let place = programmes.position(|one| one.id == programme)?;
    let kind = RecordKind::from_name("programme")?;
    let (id, _) = snapshot.records.at(kind, None, place)?;
    one(snapshot, &id)
}

/// Another record of the list that says of itself what this one says: equal in every field by which
/// two records of the kind are the same. `but` is the record itself, where it is corrected.
#[must_use]
pub fn twin<'r>(
    node: &Node,
    kind: RecordKind,
    records: &'r [Recorded],
    but: Option<&RecordId>,
) -> Option<&'r Recorded> {
    let form = form(kind)?;
    let keys = || form.fixed.iter().chain(form.telling).chain(form.apart);
    let same = |other: &Node| match (&node.value, &other.value) {
        (Value::Table(_), Value::Table(_)) => {
            let value = |node: &Node, key| node.get(key).map(|node| node.value.clone());
            keys().all(|key| value(node, key) == value(other, key))
        }
        (one, other) => one == other,
    };
    let mut others = records.iter().filter(|one| Some(&one.id) != but);
    others.find(|other| same(&other.node))
}

fn named(
    snapshot: &Snapshot,
    kind: RecordKind,
    owner: Option<&str>,
    place: usize,
    node: Node,
) -> Option<Recorded> {
    let (id, version) = snapshot.records.at(kind, owner, place)?;
    let node = own(kind, node);
    Some(Recorded { id, version, node })
}

fn owned(hospital: &Hospital, kind: RecordKind, owner: &str) -> Vec<Node> {
    let owner = if kind.is_of_person() {
        let person = hospital.person(&StaffNumber::new(owner));
        person.map(eligibility::file::Shape::write)
    } else {
        let mut programmes = hospital.programmes.iter();
        let programme = programmes.find(|programme| programme.id == owner);
        programme.map(eligibility::file::Shape::write)
    };
    owner.map_or_else(Vec::new, |owner| owner.items_at(kind.field()).to_vec())
}

fn unowned(hospital: &Hospital, kind: RecordKind) -> Vec<Node> {
    match kind.name() {
        "institution" => vec![hospital.institution.write()],
        "equipment" => hospital
            .equipment
            .iter()
            .map(eligibility::file::Shape::write)
            .collect(),
        "room" => hospital
            .rooms
            .iter()
            .map(eligibility::file::Shape::write)
            .collect(),
        "person" => hospital
            .people
            .iter()
            .map(eligibility::file::Shape::write)
            .collect(),
        "programme" => hospital
            .programmes
            .iter()
            .map(eligibility::file::Shape::write)
            .collect(),
        _ => {
            let institution = hospital.institution.write();
            institution.items_at(kind.field()).to_vec()
        }
    }
}

/// A record without what it owns.
fn own(kind: RecordKind, node: Node) -> Node {
    match node.value {
        Value::Table(entries) => {
            let keys = kind.keys();
            let known = |(key, _): &(String, Node)| keys.contains(&key.as_str());
            Node::table(entries.into_iter().filter(known))
        }
        value => Node::bare(value),
    }
}
