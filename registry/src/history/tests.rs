//! Going back step by step, and what keeps something from being taken back, on every engine.

use eligibility::facts::Hospital;
use eligibility::file::Value;

use super::*;
use crate::access::{Actor, Role};
use crate::act::By;
use crate::attachments::Media;
use crate::forms::{self, Recorded};
use crate::ledger::records::with;
use crate::store::testing::{Scratch, engines};
use crate::store::tests::{demo_hospital, open};
use crate::store::{Attachment, Change, NewIdentity, RecordKind, Sealed};

fn at(minute: u32) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-11-22T08:{minute:02}:00Z"))
        .unwrap()
        .to_utc()
}

fn act(minute: u32) -> Act {
    Act::new(By::command_line(), at(minute))
}

/// Somebody who may change everything, and what there is to change.
struct Desk {
    hr: Actor,
    snapshots: Snapshots,
}

impl Desk {
    async fn open(scratch: &Scratch) -> Self {
        let store = open(scratch).await;
        store.found(&demo_hospital()).await.unwrap();
        let by = By {
            id: "u1".to_owned(),
            name: "王芳".to_owned(),
        };
        Self {
            hr: Actor {
                by,
                role: Role::Hr,
                departments: std::collections::BTreeSet::new(),
            },
            snapshots: Snapshots::open(store).await.unwrap(),
        }
    }

    fn facts(&self) -> Hospital {
        self.snapshots.current().hospital.clone()
    }

    fn record(&self, id: &RecordId) -> Recorded {
        forms::one(&self.snapshots.current(), id).unwrap()
    }

    async fn apply(&self, act: &Act, changes: &[Change]) -> Vec<RecordId> {
        self.snapshots.apply(act, changes).await.unwrap()
    }

    /// The number of the newest entry.
    async fn newest(&self) -> i64 {
        self.snapshots.store().audit_head().await.unwrap().seq
    }

    /// Gives a record another value under a key; the number of the entry.
    async fn correct(&self, act: &Act, id: &RecordId, key: &str, value: &str) -> i64 {
        let Recorded { id, version, node } = self.record(id);
        let node = with(&node, key, Node::text(value));
        let change = Change::Correct { id, version, node };
        self.apply(act, &[change]).await;
        self.newest().await
    }

    async fn restore(&self, seq: i64, minute: u32) -> Result<usize, UndoError> {
        restore(
            &self.hr.editing().unwrap(),
            &self.snapshots,
            seq,
            at(minute),
        )
        .await
    }

    async fn undo(&self, batch: &str, minute: u32) -> Result<usize, UndoError> {
        undo_batch(
            &self.hr.editing().unwrap(),
            &self.snapshots,
            batch,
            at(minute),
        )
        .await
    }

    /// A credential of the first person who has one.
    fn credential(&self) -> RecordId {
        let now = self.snapshots.current();
        let mut people = now.hospital.people.iter();
        let person = people.find(|one| !one.credentials.is_empty()).unwrap();
        let staff = Some(person.staff.as_str());
        now.records.at(kind("credential"), staff, 0).unwrap().0
    }

    async fn scan(&self, record: &RecordId, id: &str) {
        let scan = Attachment {
            id: id.to_owned(),
            record: record.clone(),
            hash: "a".repeat(64),
            name: "证书.pdf".to_owned(),
            media: Media::Pdf,
            bytes: 9,
            by: "u1".to_owned(),
            by_name: "王芳".to_owned(),
            at: crate::act::instant(at(0)),
        };
        let store = self.snapshots.store();
        let added = store.add_attachment(&act(0), &scan, 9).await.unwrap();
        added.unwrap();
    }

    /// The batch of the newest entry.
    async fn batch(&self) -> String {
        let newest = self.newest().await;
        let entry = self.snapshots.store().audit_entry(newest).await.unwrap();
        entry.unwrap().batch.unwrap()
    }
}

fn kind(name: &str) -> RecordKind {
    RecordKind::from_name(name).unwrap()
}

fn add(name: &str, owner: Option<&str>, fields: &[(&str, &str)]) -> Change {
    Change::Add {
        kind: kind(name),
        owner: owner.map(ToOwned::to_owned),
        node: Node::table(fields.iter().map(|(key, value)| (*key, Node::text(*value)))),
    }
}

/// A new person with an employment, in one act.
fn newcomer(staff: &str) -> [Change; 2] {
    [
        add("person", None, &[("staff", staff)]),
        add("employment", Some(staff), &[("from", "2026-01-01")]),
    ]
}

fn removal(record: Recorded) -> Change {
    let Recorded { id, version, .. } = record;
    Change::Remove { id, version }
}

/// What keeps something from being removed: the table, and how many rows of it.
fn in_use(undone: Result<usize, UndoError>) -> (&'static str, i64) {
    match undone {
        Err(UndoError::Apply(ApplyError::InUse { table, n_rows, .. })) => (table, n_rows),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_entry_after_the_other_is_taken_back() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let id = desk.credential();
        let before = desk.facts();
        let first = desk.correct(&act(1), &id, "number", "B").await;
        let left = desk.facts();
        let second = desk.correct(&act(2), &id, "number", "C").await;
        // As long as the later change stands, it would be lost.
        let refused = desk.restore(first, 3).await;
        let Err(UndoError::ChangedSince(records)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(records, std::slice::from_ref(&id));
        assert_eq!(desk.restore(second, 4).await.unwrap(), 1);
        assert_eq!(desk.facts(), left);
        // Taken back it is, so there is nothing more to it.
        let again = desk.restore(second, 5).await;
        assert!(matches!(again, Err(UndoError::TakenBack)), "{again:?}");
        assert_eq!(desk.restore(first, 6).await.unwrap(), 1);
        assert_eq!(desk.facts(), before);
        // Forth again, and back once more.
        let back = desk.newest().await;
        assert_eq!(desk.restore(back, 7).await.unwrap(), 1);
        assert_eq!(desk.facts(), left);
        assert_eq!(desk.restore(first, 8).await.unwrap(), 1);
        assert_eq!(desk.facts(), before);
        // What somebody has changed since stays, and it is said.
        desk.correct(&act(9), &id, "number", "D").await;
        let refused = desk.restore(first, 10).await;
        assert!(matches!(refused, Err(UndoError::ChangedSince(_))));
        assert!(
            desk.snapshots
                .store()
                .verify_audit(None)
                .await
                .unwrap()
                .is_ok()
        );
    }
}

#[tokio::test]
async fn an_addition_and_a_removal_are_gone_back_over_too() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff = desk.credential().owner.unwrap();
        let before = desk.facts();
        let paper = [("kind", "bls"), ("issued", "2026-01-01")];
        let added = [add("credential", Some(&staff), &paper)];
        let id = desk.apply(&act(1), &added).await.remove(0);
        let addition = desk.newest().await;
        let there = desk.facts();
        let record = desk.record(&id);
        desk.apply(&act(2), &[removal(record)]).await;
        let removed = desk.newest().await;
        let refused = desk.restore(addition, 3).await;
        assert!(matches!(refused, Err(UndoError::ChangedSince(_))));
        assert_eq!(desk.restore(removed, 4).await.unwrap(), 1);
        assert_eq!(desk.facts(), there);
        assert_eq!(desk.restore(addition, 5).await.unwrap(), 1);
        assert_eq!(desk.facts(), before);
    }
}

#[tokio::test]
async fn who_is_called_otherwise_by_now_is_gone_back_with_as_well() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let programme = desk.facts().programmes[0].id.clone();
        let staff = desk.credential().owner.unwrap();
        let duty = [
            ("duty", "image-quality-round"),
            ("on", "2026-01-05"),
            ("by", staff.as_str()),
            ("note", "零"),
        ];
        let added = [add("duty", Some(&programme), &duty)];
        let id = desk.apply(&act(0), &added).await.remove(0);
        let now = desk.snapshots.current();
        let before = desk.facts();
        let first = desk.correct(&act(1), &id, "note", "一").await;
        let second = desk.correct(&act(2), &id, "note", "二").await;
        let mut people = now.hospital.people.iter();
        let place = people.position(|person| person.staff.as_str() == staff);
        let (person, _) = now
            .records
            .at(kind("person"), None, place.unwrap())
            .unwrap();
        desk.correct(&act(3), &person, "staff", "X1").await;
        assert_eq!(desk.restore(second, 4).await.unwrap(), 1);
        assert_eq!(desk.restore(first, 5).await.unwrap(), 1);
        desk.correct(&act(6), &person, "staff", &staff).await;
        assert_eq!(desk.facts(), before);
    }
}

#[tokio::test]
async fn measured_amounts_come_back_with_what_was_removed() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let area = Node::bare(Value::Fraction("30.25".to_owned()));
        let room = Change::Add {
            kind: kind("room"),
            owner: None,
            node: Node::table([("kind", Node::text("ct")), ("area", area)]),
        };
        let id = desk.apply(&act(1), &[room]).await;
        let before = desk.facts();
        let record = desk.record(&id[0]);
        desk.apply(&act(2), &[removal(record)]).await;
        let removed = desk.newest().await;
        assert_eq!(desk.restore(removed, 3).await.unwrap(), 1);
        assert_eq!(desk.facts(), before);
    }
}

#[tokio::test]
async fn several_changes_are_one_act_and_one_change_is_none() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let before = desk.facts();
        desk.apply(&act(1), &newcomer("77")).await;
        let batch = desk.batch().await;
        assert!(is_act(&batch), "{batch}");
        desk.apply(&act(1), &newcomer("78")).await;
        assert_ne!(desk.batch().await, batch);
        let other = desk.batch().await;
        assert_eq!(desk.undo(&other, 2).await.unwrap(), 2);
        assert_eq!(desk.undo(&batch, 3).await.unwrap(), 2);
        assert_eq!(desk.facts(), before);
        let seq = desk
            .correct(&act(4), &desk.credential(), "number", "B")
            .await;
        let entry = desk.snapshots.store().audit_entry(seq).await.unwrap();
        assert_eq!(entry.unwrap().batch, None);
        let right = desk.hr.editing().unwrap();
        assert!(
            imports(&right, &desk.snapshots, 9)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_programme_with_scans_is_not_removed_and_without_them_comes_back_whole() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let before = desk.snapshots.current();
        let programme = before.hospital.programmes[0].id.clone();
        let of = |kind| forms::recorded(&before, kind, Some(&programme));
        let kinds = RecordKind::all().into_iter();
        let own = kinds.filter(|kind| kind.is_of_programme()).flat_map(of);
        let own: Vec<_> = own.collect();
        let held = own[0].id.clone();
        let itself = forms::of_programme(&before, &programme);
        let changes: Vec<_> = own.into_iter().chain(itself).map(removal).collect();
        desk.scan(&held, "s1").await;
        let refused = desk.snapshots.apply(&act(1), &changes).await;
        let refused = refused.map(|_| 0).map_err(UndoError::from);
        assert_eq!(in_use(refused), ("attachment", 1));
        assert_eq!(desk.facts(), before.hospital);
        let store = desk.snapshots.store();
        store.remove_attachment(&act(2), "s1").await.unwrap();
        desk.apply(&act(3), &changes).await;
        let batch = desk.batch().await;
        assert_eq!(desk.undo(&batch, 4).await.unwrap(), changes.len());
        let facts = desk.facts();
        assert_eq!(facts.people, before.hospital.people);
        let back = facts.programmes.iter().find(|one| one.id == programme);
        assert_eq!(back, before.hospital.programmes.first());
    }
}

#[tokio::test]
async fn who_has_got_a_scan_or_a_number_since_keeps_an_act_from_being_taken_back() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let before = desk.facts();
        let employment = desk.apply(&act(1), &newcomer("77")).await.remove(1);
        let batch = desk.batch().await;
        let there = desk.facts();
        desk.scan(&employment, "s1").await;
        assert_eq!(in_use(desk.undo(&batch, 2).await), ("attachment", 1));
        assert_eq!(desk.facts(), there);
        let store = desk.snapshots.store();
        store.remove_attachment(&act(3), "s1").await.unwrap();
        let number = NewIdentity {
            staff: "77".to_owned(),
            sealed: Some(Sealed {
                text: "x".to_owned(),
                fingerprint: "b".repeat(64),
            }),
            masked: Some("…1234".to_owned()),
        };
        store.set_identities(&act(4), &[number]).await.unwrap();
        assert_eq!(in_use(desk.undo(&batch, 5).await), ("identity_number", 1));
        // Nor does the person go alone.
        let record = desk.record(&employment);
        desk.apply(&act(6), &[removal(record)]).await;
        let now = desk.snapshots.current();
        let mut people = now.hospital.people.iter();
        let place = people.position(|person| person.staff.as_str() == "77");
        let (id, version) = now
            .records
            .at(kind("person"), None, place.unwrap())
            .unwrap();
        let remove = Change::Remove { id, version };
        let refused = desk
            .snapshots
            .apply(&act(7), std::slice::from_ref(&remove))
            .await;
        let refused = refused.map(|_| 0).map_err(UndoError::from);
        assert_eq!(in_use(refused), ("identity_number", 1));
        assert!(store.clear_identity(&act(8), "77").await.unwrap());
        desk.apply(&act(9), &[remove]).await;
        assert_eq!(desk.facts(), before);
    }
}

#[tokio::test]
async fn a_scan_of_a_removed_record_is_not_lost_with_its_owner() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let mut records = desk.apply(&act(1), &newcomer("77")).await.into_iter();
        let person = records.next().unwrap();
        let employment = records.next().unwrap();
        desk.scan(&employment, "s1").await;
        // The scan waits for its record, as it stays when only that is removed.
        let record = desk.record(&employment);
        desk.apply(&act(2), &[removal(record)]).await;
        let removed = desk.newest().await;
        let record = desk.record(&person);
        let refused = desk.snapshots.apply(&act(3), &[removal(record)]).await;
        let refused = refused.map(|_| 0).map_err(UndoError::from);
        assert_eq!(in_use(refused), ("attachment", 1));
        assert_eq!(desk.restore(removed, 4).await.unwrap(), 1);
        let scan = desk.snapshots.store().attachment("s1").await.unwrap();
        assert_eq!(scan.unwrap().record, employment);
    }
}
