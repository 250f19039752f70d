//! What is read back in part is what would have been read as a whole.

use eligibility::file::{FaultKind, Node, Shape as _, Value};

use super::*;
use crate::snapshot::Snapshots;

fn kind(name: &str) -> RecordKind {
    RecordKind::from_name(name).unwrap()
}

fn add(name: &str, owner: &str, node: Node) -> Change {
    Change::Add {
        kind: kind(name),
        owner: Some(owner.to_owned()),
        node,
    }
}

/// One act on each list of a person's file: a copy of a record is added, the first is removed.
fn acts(snapshots: &Snapshots, staff: &str) -> Vec<Vec<Change>> {
    let now = snapshots.current();
    let mut people = now.hospital.people.iter();
    let person = people.find(|person| person.staff.as_str() == staff);
    acts_on(snapshots, staff, &person.unwrap().write(), true)
}

/// The same on each list of a programme.
fn acts_on_programme(snapshots: &Snapshots, id: &str) -> Vec<Vec<Change>> {
    let now = snapshots.current();
    let mut programmes = now.hospital.programmes.iter();
    let programme = programmes.find(|programme| programme.id == id);
    acts_on(snapshots, id, &programme.unwrap().write(), false)
}

fn acts_on(snapshots: &Snapshots, staff: &str, node: &Node, is_person: bool) -> Vec<Vec<Change>> {
    let now = snapshots.current();
    let mut acts = Vec::new();
    for kind in RecordKind::all()
        .into_iter()
        .filter(|kind| kind.is_owned() && kind.is_of_person() == is_person)
    {
        let list = node.get(kind.field()).unwrap();
        let eligibility::file::Value::List(items) = &list.value else {
            panic!("{kind:?}");
        };
        let (id, version) = now.records.at(kind, Some(staff), 0).unwrap();
        acts.push(vec![
            Change::Remove { id, version },
            add(kind.name(), staff, items[0].clone()),
        ]);
    }
    acts
}

#[tokio::test]
async fn every_list_of_a_file_is_read_back_as_it_is() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        let snapshots = Snapshots::open(store).await.unwrap();
        let all = acts(&snapshots, "9");
        assert!(all.len() > 10);
        for changes in all {
            snapshots.apply(&act(), &changes).await.unwrap();
            let now = snapshots.current();
            let (version, hospital, records) = snapshots.store().load_indexed().await.unwrap();
            assert_eq!(now.version, version);
            assert_eq!(now.hospital, hospital);
            assert_eq!(now.records, records);
        }
        // A list that has become empty is empty in the index, too.
        let now = snapshots.current();
        let list = now.records.list(kind("exemption"), Some("9"));
        let remove = |(place, (_, version)): (usize, &(i64, i64))| {
            let (id, _) = now.records.at(kind("exemption"), Some("9"), place).unwrap();
            Change::Remove {
                id,
                version: *version,
            }
        };
        let changes: Vec<_> = list.iter().enumerate().map(remove).collect();
        snapshots.apply(&act(), &changes).await.unwrap();
        let (_, _, records) = snapshots.store().load_indexed().await.unwrap();
        assert_eq!(snapshots.current().records, records);
    }
}

#[tokio::test]
async fn every_list_of_a_programme_is_read_back_as_it_is() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        let snapshots = Snapshots::open(store).await.unwrap();
        let mut all = acts_on_programme(&snapshots, "a");
        assert!(all.len() > 6);
        // And one on a file and on a programme at once.
        let both = [acts(&snapshots, "9").remove(0), all.remove(0)].concat();
        all.push(both);
        for changes in all {
            snapshots.apply(&act(), &changes).await.unwrap();
            let now = snapshots.current();
            let (version, hospital, records) = snapshots.store().load_indexed().await.unwrap();
            assert_eq!(now.version, version);
            assert_eq!(now.hospital, hospital);
            assert_eq!(now.records, records);
        }
    }
}

#[tokio::test]
async fn a_fault_of_a_programme_is_found_whether_all_is_read_or_a_part() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        let snapshots = Snapshots::open(store).await.unwrap();
        let figure = |denominator: i64| {
            Node::table([
                ("figure", Node::text("mr-examinations")),
                ("from", Node::text("2024-01-01")),
                ("to", Node::text("2024-12-31")),
                ("numerator", Node::bare(Value::Int(1))),
                ("denominator", Node::bare(Value::Int(denominator))),
            ])
        };
        let backwards = [
            ("staff", Node::text("9")),
            ("post", Node::text("physician")),
            ("from", Node::text("2001-01-02")),
            ("to", Node::text("2001-01-01")),
        ];
        for bad in [
            add("figure", "a", figure(0)),
            add("posting", "a", Node::table(backwards)),
            add("programme_incomplete", "a", Node::text("moons")),
        ] {
            let changes = [add("figure", "a", figure(2)), bad];
            let part = snapshots.apply(&act(), &changes).await.unwrap_err();
            let whole = snapshots.store().apply(&act(), &changes).await.unwrap_err();
            let (part, whole) = (codes(part), codes(whole));
            assert!(
                part.iter().any(|(change, _)| *change == Some(1)),
                "{part:?}"
            );
            assert_eq!(part, whole);
        }
    }
}

/// Which change is at fault, and how.
fn codes(error: ApplyError) -> Vec<(Option<usize>, FaultKind)> {
    match error {
        ApplyError::Faulty(faults) => faults
            .into_iter()
            .map(|fault| (fault.change, fault.fault.kind))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_somebody_else_has_written_meanwhile_is_read_too() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        let ours = Snapshots::open(store).await.unwrap();
        let theirs = Snapshots::open(open(&scratch).await).await.unwrap();
        let period = || Node::table([("from", Node::text("2001-01-01"))]);
        theirs
            .apply(&act(), &[add("employment", "10", period())])
            .await
            .unwrap();
        ours.apply(&act(), &[add("employment", "9", period())])
            .await
            .unwrap();
        let (_, hospital, records) = ours.store().load_indexed().await.unwrap();
        assert_eq!(ours.current().hospital, hospital);
        assert_eq!(ours.current().records, records);
    }
}

#[tokio::test]
async fn a_fault_is_found_whether_all_is_read_or_a_part() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        let snapshots = Snapshots::open(store).await.unwrap();
        let good = || {
            add(
                "employment",
                "9",
                Node::table([("from", Node::text("2001-01-01"))]),
            )
        };
        let backwards = [
            ("from", Node::text("2001-01-02")),
            ("to", Node::text("2001-01-01")),
        ];
        for bad in [
            add("employment", "9", Node::table(backwards)),
            add(
                "radiation_work",
                "9",
                Node::table([("code", Node::text("2X"))]),
            ),
            add("incomplete_list", "9", Node::text("moons")),
        ] {
            let changes = [good(), bad];
            let part = snapshots.apply(&act(), &changes).await.unwrap_err();
            let whole = snapshots.store().apply(&act(), &changes).await.unwrap_err();
            let part = codes(part);
            assert!(
                part.iter().any(|(change, _)| *change == Some(1)),
                "{part:?}"
            );
            assert_eq!(part, codes(whole));
        }
    }
}
