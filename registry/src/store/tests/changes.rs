//! Single records are changed, seen by others, and never half.

use eligibility::catalogue::Vocabulary;
use eligibility::file::{Node, Shape as _, Value};

use super::*;
use crate::snapshot::Snapshots;

fn kind(name: &str) -> RecordKind {
    RecordKind::from_name(name).unwrap()
}

fn add(name: &str, owner: Option<&str>, node: Node) -> Change {
    let owner = owner.map(ToOwned::to_owned);
    Change::Add {
        kind: kind(name),
        owner,
        node,
    }
}

fn period(from: &str, to: Option<&str>) -> Node {
    let to = to.map(|to| ("to", Node::text(to)));
    Node::table(std::iter::once(("from", Node::text(from))).chain(to))
}

/// A store on each engine, with the maximal hospital (people 10 and 9) in it.
async fn stores() -> Vec<(Scratch, Snapshots)> {
    let mut stores = Vec::new();
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        stores.push((scratch, Snapshots::open(store).await.unwrap()));
    }
    stores
}

#[tokio::test]
async fn a_record_is_added_corrected_removed_and_restored() {
    for (_scratch, snapshots) in stores().await {
        let n_before = snapshots.current().hospital.people[1].employment.len();
        let person = snapshots.current().hospital.people[1].staff.to_string();
        let added = add("employment", Some(&person), period("2001-01-01", None));
        let id = snapshots.apply(&act(), &[added]).await.unwrap().remove(0);
        let now = snapshots.current();
        let (place, version) = now.records.find(&id).unwrap();
        assert_eq!((place, version), (n_before, 1));
        assert_eq!(
            now.hospital.people[1].employment[place].from,
            Day::parse("2001-01-01")
        );

        let node = period("2001-01-01", Some("2002-01-01"));
        let (id_again, correct) = (id.clone(), |version| Change::Correct {
            id: id.clone(),
            version,
            node: node.clone(),
        });
        snapshots.apply(&act(), &[correct(1)]).await.unwrap();
        let now = snapshots.current();
        assert_eq!(now.records.find(&id), Some((n_before, 2)));
        assert_eq!(
            now.hospital.people[1].employment[place].to,
            Day::parse("2002-01-01")
        );
        // Somebody who saw the first version is told what it is now.
        let stale = snapshots.apply(&act(), &[correct(1)]).await.unwrap_err();
        let ApplyError::Stale { now, .. } = stale else {
            panic!("{stale}");
        };
        assert_eq!(now, Some((2, node.clone())));

        let remove = Change::Remove {
            id: id_again.clone(),
            version: 2,
        };
        snapshots.apply(&act(), &[remove]).await.unwrap();
        assert_eq!(snapshots.current().records.find(&id), None);
        let gone = snapshots.apply(&act(), &[correct(2)]).await.unwrap_err();
        assert!(matches!(gone, ApplyError::Stale { now: None, .. }));

        let restore = Change::Restore {
            id: id_again,
            node: node.clone(),
        };
        snapshots.apply(&act(), &[restore]).await.unwrap();
        let now = snapshots.current();
        let (place, version) = now.records.find(&id).unwrap();
        assert!(version > 2, "a form that saw version 2 must not fit again");
        assert_eq!(
            now.hospital.people[1].employment[place].to,
            Day::parse("2002-01-01")
        );
        // What is in memory is what is on disk.
        let loaded = snapshots.store().load_indexed().await.unwrap();
        assert_eq!(
            (loaded.1, loaded.2),
            (now.hospital.clone(), now.records.clone())
        );
    }
}

#[tokio::test]
async fn a_number_is_never_given_twice() {
    for (_scratch, snapshots) in stores().await {
        let add_one = || add("employment", Some("9"), period("2001-01-01", None));
        let id = snapshots
            .apply(&act(), &[add_one()])
            .await
            .unwrap()
            .remove(0);
        let remove = Change::Remove {
            id: id.clone(),
            version: 1,
        };
        snapshots.apply(&act(), &[remove]).await.unwrap();
        let next = snapshots
            .apply(&act(), &[add_one()])
            .await
            .unwrap()
            .remove(0);
        assert!(next.ord > id.ord);
    }
}

#[tokio::test]
async fn a_record_goes_with_its_parts() {
    for (_scratch, snapshots) in stores().await {
        let licence = |scopes: &[&str]| {
            Node::table([
                ("level", Node::text("physician")),
                (
                    "scopes",
                    Node::list(scopes.iter().map(|scope| Node::text(*scope))),
                ),
                (
                    "suspended",
                    Node::list([period("2024-01-01", Some("2024-02-01"))]),
                ),
            ])
        };
        let catalogue = snapshots.store().catalogue();
        let all = catalogue.ids(Vocabulary::Scope);
        let added = add("licence", Some("9"), licence(&all[..2]));
        let id = snapshots.apply(&act(), &[added]).await.unwrap().remove(0);
        let correct = Change::Correct {
            id: id.clone(),
            version: 1,
            node: licence(&all[2..3]),
        };
        snapshots.apply(&act(), &[correct]).await.unwrap();
        let now = snapshots.current();
        let (place, _) = now.records.find(&id).unwrap();
        let person = now
            .hospital
            .people
            .iter()
            .find(|p| p.staff.as_str() == "9")
            .unwrap();
        let licence = &person.licences[place];
        assert_eq!(licence.scopes.len(), 1);
        assert_eq!(licence.scopes[0].as_str(), all[2]);
        assert_eq!(licence.suspended.len(), 1);
    }
}

#[tokio::test]
async fn one_bad_change_and_nothing_is_written() {
    for (_scratch, snapshots) in stores().await {
        let before = snapshots.current();
        let good = || add("employment", Some("9"), period("2001-01-01", None));
        let backwards = add(
            "employment",
            Some("9"),
            period("2001-01-01", Some("2000-01-01")),
        );
        let unknown = add(
            "credential",
            Some("9"),
            Node::table([("kind", Node::text("moon"))]),
        );
        let error = snapshots
            .apply(&act(), &[good(), backwards, unknown])
            .await
            .unwrap_err();
        let ApplyError::Faulty(faults) = error else {
            panic!("{error}");
        };
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.change, fault.fault.kind.code()))
            .collect();
        assert_eq!(
            found,
            [(Some(1), "out-of-order"), (Some(2), "unknown-word")]
        );
        for (change, refusal) in [
            (
                add("employment", Some("nobody"), period("2001-01-01", None)),
                Refusal::NoSuchOwner,
            ),
            (
                add("person", None, Node::table([("staff", Node::text("9"))])),
                Refusal::Taken,
            ),
            (
                add("person", None, Node::table([("name", Node::text("甲"))])),
                Refusal::Malformed,
            ),
            (
                add("employment", Some("9"), period("1-1-2001", None)),
                Refusal::Malformed,
            ),
        ] {
            let error = snapshots
                .apply(&act(), &[good(), change])
                .await
                .unwrap_err();
            assert!(
                matches!(error, ApplyError::Refused { change: 1, refusal: found } if found == refusal),
                "{error:?}"
            );
        }
        assert_eq!(snapshots.current(), before);
        assert_eq!(snapshots.store().version().await.unwrap(), before.version);
        assert_eq!(snapshots.store().audit_head().await.unwrap().seq, 0);
    }
}

#[tokio::test]
async fn what_others_refer_to_is_not_removed() {
    for (_scratch, snapshots) in stores().await {
        let now = snapshots.current();
        let roots = [
            ("person", now.hospital.people.len()),
            ("department", 1),
            ("programme", 1),
        ];
        for (name, n_records) in roots {
            for place in 0..n_records {
                let (id, version) = now.records.at(kind(name), None, place).unwrap();
                let remove = Change::Remove { id, version };
                let error = snapshots.apply(&act(), &[remove]).await.unwrap_err();
                assert!(matches!(error, ApplyError::InUse { .. }), "{name}: {error}");
            }
        }
        // A person with nothing recorded can go.
        let new = add("person", None, Node::table([("staff", Node::text("77"))]));
        let id = snapshots.apply(&act(), &[new]).await.unwrap().remove(0);
        let remove = Change::Remove { id, version: 1 };
        snapshots.apply(&act(), &[remove]).await.unwrap();
    }
}

#[tokio::test]
async fn a_staff_number_is_corrected_everywhere() {
    for (_scratch, snapshots) in stores().await {
        let now = snapshots.current();
        let kind = kind("person");
        let n_people = now.hospital.people.len();
        let (id, version) = now.records.at(kind, None, 0).unwrap();
        let n_employments = now.hospital.people[0].employment.len();
        let node = Node::table([("staff", Node::text("A-1")), ("name", Node::text("甲"))]);
        let correct = Change::Correct { id, version, node };
        snapshots.apply(&act(), &[correct]).await.unwrap();
        let now = snapshots.current();
        assert_eq!(now.hospital.people.len(), n_people);
        let person = now
            .hospital
            .people
            .iter()
            .find(|p| p.staff.as_str() == "A-1")
            .unwrap();
        assert_eq!(
            person.employment.len(),
            n_employments,
            "the records went along"
        );
    }
}

#[tokio::test]
async fn every_record_is_found_by_its_id_and_read_as_it_is() {
    for (_scratch, snapshots) in stores().await {
        let now = snapshots.current();
        for person in &now.hospital.people {
            let staff = Some(person.staff.as_str());
            assert_eq!(
                now.records.list(kind("credential"), staff).len(),
                person.credentials.len()
            );
            for (place, credential) in person.credentials.iter().enumerate() {
                let (id, _) = now.records.at(kind("credential"), staff, place).unwrap();
                let mut tx = snapshots.store().db.begin_read().await.unwrap();
                let (_, node) = rows::read_record(&id, &mut tx).await.unwrap().unwrap();
                assert_eq!(node, credential.write());
            }
            let mut tx = snapshots.store().db.begin_read().await.unwrap();
            for (place, licence) in person.licences.iter().enumerate() {
                let (id, _) = now.records.at(kind("licence"), staff, place).unwrap();
                let (_, node) = rows::read_record(&id, &mut tx).await.unwrap().unwrap();
                let sorted = |node: Node| match node.value {
                    Value::Table(mut entries) => {
                        entries.sort_by(|a, b| a.0.cmp(&b.0));
                        entries
                    }
                    _ => Vec::new(),
                };
                assert_eq!(sorted(node), sorted(licence.write()));
            }
        }
    }
}
