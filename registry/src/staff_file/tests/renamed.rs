//! Who has another staff number by now is followed through the log.

use super::*;
use crate::store::RecordId;

/// Gives somebody another staff number.
async fn rename(snapshots: &Snapshots, act: &Act, from: &str, to: &str) {
    let snapshot = snapshots.current();
    let people = &snapshot.hospital.people;
    let place = people.iter().position(|one| one.staff.as_str() == from);
    let kind = RecordKind::from_name("person").unwrap();
    let (id, version) = snapshot.records.at(kind, None, place.unwrap()).unwrap();
    let node = crate::forms::one(&snapshot, &id).unwrap().node;
    let node = crate::ledger::records::with(&node, "staff", Node::text(to));
    let change = Change::Correct { id, version, node };
    snapshots.apply(act, &[change]).await.unwrap();
}

#[tokio::test]
async fn history_follows_a_changed_staff_number_and_tells_nothing_of_who_had_it_before() {
    for scratch in engines().await {
        let snapshots = snapshots(&scratch).await;
        let act = |minute| Act::new(By::command_line(), at(minute));
        let paper = |from| record(&[("kind", "bls"), ("issued", from)]);
        let own = [add("credential", "N0103", paper("2026-01-01"))];
        let own = snapshots.apply(&act(1), &own).await.unwrap();
        let programme = snapshots.current().hospital.programmes[0].id.clone();
        let post = [
            ("staff", "N0103"),
            ("post", "physician"),
            ("from", "2026-12-01"),
        ];
        let post = [add("posting", &programme, record(&post))];
        snapshots.apply(&act(2), &post).await.unwrap();
        rename(&snapshots, &act(3), "N0103", "X1").await;
        let later = [add("credential", "X1", paper("2026-02-01"))];
        snapshots.apply(&act(4), &later).await.unwrap();
        // The number is free, and somebody new gets it.
        let person = Change::Add {
            kind: RecordKind::from_name("person").unwrap(),
            owner: None,
            node: record(&[("staff", "N0103")]),
        };
        let theirs = [person, add("credential", "N0103", paper("2026-03-01"))];
        snapshots.apply(&act(5), &theirs).await.unwrap();
        rename(&snapshots, &act(6), "X1", "X2").await;

        let auditor = actor(Role::Auditor, &[]);
        let right = auditor.auditing().unwrap();
        let of = async |staff, record, below, at_most| {
            let entries = history::of_person(&right, &snapshots, staff, record, below, at_most);
            let entries = entries.await.unwrap().into_iter();
            entries.map(|entry| entry.seq).collect::<Vec<_>>()
        };
        assert_eq!(of("X2", None, None, 10).await, [7, 4, 3, 2, 1]);
        assert_eq!(of("X2", None, None, 4).await, [7, 4, 3, 2]);
        assert_eq!(of("X2", None, Some(3), 10).await, [2, 1]);
        assert_eq!(of("N0103", None, None, 10).await, [6, 5]);
        let now = RecordId {
            owner: Some("X2".to_owned()),
            ..own[0].clone()
        };
        assert_eq!(of("X2", Some(&now), None, 10).await, [1]);
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        for (staff, seq, is_own) in [("X2", 1, true), ("N0103", 1, false), ("N0103", 6, true)] {
            let found = history::entry_of_person(&right, &snapshots, staff, seq).await;
            assert_eq!(found.unwrap().is_some(), is_own, "{staff} {seq}");
        }
    }
}

#[tokio::test]
async fn what_was_done_before_a_staff_number_changed_is_taken_back_after_it() {
    for scratch in engines().await {
        let snapshots = snapshots(&scratch).await;
        let before = snapshots.current();
        let staff = posted(&before.hospital, "nm").staff.clone();
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        let act = |minute| Act::new(By::command_line(), at(minute));
        let changes = leaving::leave(&right, &before, staff.as_str(), day("2026-11-30"), true);
        snapshots.apply(&act(1), &changes).await.unwrap();
        let leave = batch(&snapshots).await;
        rename(&snapshots, &act(2), staff.as_str(), "X1").await;
        let undone = history::undo_batch(&right, &snapshots, &leave, at(3)).await;
        assert_eq!(undone.unwrap(), changes.len());
        rename(&snapshots, &act(4), "X1", staff.as_str()).await;
        assert_eq!(snapshots.current().hospital, before.hospital);
        // What somebody changed under the new number is not undone over their head.
        let snapshot = snapshots.current();
        let changes = leaving::leave(&right, &snapshot, staff.as_str(), day("2026-11-30"), true);
        snapshots.apply(&act(5), &changes).await.unwrap();
        let again = batch(&snapshots).await;
        rename(&snapshots, &act(6), staff.as_str(), "X1").await;
        let back = leaving::leave(&right, &snapshots.current(), "X1", day("2026-11-20"), true);
        snapshots.apply(&act(7), &back).await.unwrap();
        let refused = history::undo_batch(&right, &snapshots, &again, at(8)).await;
        let Err(history::UndoError::ChangedSince(records)) = refused else {
            panic!("{refused:?}");
        };
        let own = |id: &RecordId| id.owner.as_deref() == Some("X1");
        assert!(records.iter().any(own), "{records:?}");
    }
}
