use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use eligibility::day::Day;
use eligibility::file::Shape as _;
use eligibility::standard::Library;

use super::*;
use crate::demo;
use crate::ledger::fault::Fault;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());
static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in(&CATALOGUE).unwrap());
static HOSPITAL: LazyLock<Hospital> =
    LazyLock::new(|| demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap());

fn forms() -> Forms<'static> {
    Forms::new(&CATALOGUE, &HOSPITAL, LIBRARY.iter().collect())
}

fn of(record: &str) -> &'static SheetKind {
    form(RecordKind::from_name(record).unwrap()).unwrap()
}

fn read(record: &str, typed: &[(&str, &'static str)]) -> Result<Node, Vec<FieldFault>> {
    let typed: BTreeMap<&str, &'static str> = typed.iter().copied().collect();
    forms().read(of(record), |key| {
        typed.get(key).copied().unwrap_or_default()
    })
}

/// All records of a kind that the demo has.
fn records(kind: RecordKind) -> Vec<Node> {
    let hospital = HOSPITAL.write();
    let institution = hospital.get("institution").unwrap();
    let (people, programmes) = (hospital.items_at("people"), hospital.items_at("programmes"));
    let lists = |owners: &[Node]| {
        let records = owners
            .iter()
            .flat_map(|owner| owner.items_at(kind.field()))
            .cloned();
        records.collect::<Vec<_>>()
    };
    let records = match kind.name() {
        "institution" => vec![institution.clone()],
        "equipment" | "room" | "person" | "programme" => lists(std::slice::from_ref(&hospital)),
        _ if kind.is_of_person() => lists(people),
        _ if kind.is_of_programme() => lists(programmes),
        _ => lists(std::slice::from_ref(institution)),
    };
    let own = |record: Node| match record.value {
        Value::Table(entries) => {
            let keys = kind.keys();
            let known = |(key, _): &(String, Node)| keys.contains(&key.as_str());
            Node::table(entries.into_iter().filter(known))
        }
        value => Node::bare(value),
    };
    records.into_iter().map(own).collect()
}

/// A record by its keys, without lists in which nothing is.
fn sorted(record: &Node) -> Node {
    let Value::Table(entries) = &record.value else {
        return record.clone();
    };
    let blank = |node: &Node| matches!(&node.value, Value::List(items) if items.is_empty());
    let entries: BTreeMap<_, _> = entries
        .iter()
        .filter(|(_, node)| !blank(node))
        .cloned()
        .collect();
    Node::table(entries)
}

#[test]
fn every_kind_of_record_has_a_form_with_a_field_for_each_key() {
    for kind in RecordKind::all() {
        let form = form(kind).unwrap();
        let asked: BTreeSet<_> = fields(form).map(|column| column.key).collect();
        let kept: BTreeSet<_> = kind.keys().into_iter().collect();
        assert_eq!(asked, kept, "{kind:?}");
        for key in form.fixed.iter().chain(form.telling).chain(form.apart) {
            assert!(
                form.column(key).is_some() || *key == "staff",
                "{kind:?} {key}"
            );
        }
    }
}

#[test]
fn what_a_form_shows_of_a_record_is_read_back_as_that_record() {
    let forms = forms();
    let mut n_records = 0;
    for kind in RecordKind::all() {
        for record in records(kind) {
            let form = form(kind).unwrap();
            let filled: BTreeMap<_, _> = forms
                .filled(form, &record)
                .into_iter()
                .map(|(column, text)| (column.key, text))
                .collect();
            let again = forms.read(form, |key| filled.get(key).map_or("", String::as_str));
            let again = again.map(|node| sorted(&node));
            assert_eq!(again, Ok(sorted(&record)), "{kind:?} {filled:?}");
            n_records += 1;
        }
    }
    assert!(n_records > 500, "{n_records}");
}

#[test]
fn each_fault_stands_at_its_field() {
    let faults = read(
        "credential",
        &[("issued", "2026-02-30"), ("expires", "昨天")],
    );
    let keys: Vec<_> = faults.unwrap_err().into_iter().map(|one| one.key).collect();
    assert_eq!(keys, [Some("kind"), Some("issued"), Some("expires")]);
    let order = [
        ("kind", "permit-ct"),
        ("issued", "2026-03-01"),
        ("expires", "2025-03-01"),
    ];
    let faults = read("credential", &order).unwrap_err();
    assert_eq!(faults[0].key, Some("expires"));
    assert!(matches!(faults[0].fault, Fault::OutOfOrder { .. }));
}

#[test]
fn a_clause_a_person_or_a_standard_that_is_not_there_is_refused() {
    let attestation = [
        ("clause", "sx2025.petct.9.9"),
        ("met", "yes"),
        ("by", "赵"),
        ("on", "2026-01-01"),
        ("staff", "nobody"),
    ];
    let faults = read("attestation", &attestation).unwrap_err();
    let keys: Vec<_> = faults.iter().map(|fault| fault.key).collect();
    assert_eq!(keys, [Some("clause"), Some("staff")]);
    let faults = read("programme", &[("id", "x"), ("standard", "moon")]).unwrap_err();
    assert_eq!(faults[0].key, Some("standard"));
}
