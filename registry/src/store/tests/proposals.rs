//! What heads propose, and what becomes of it, on both engines.

use chrono::{DateTime, Utc};
use eligibility::file::Node;
use eligibility::standard::Library;

use super::*;
use crate::access::{Actor, Role};
use crate::assessments::Assessments;
use crate::forms;
use crate::proposals::{self, ProposeError, RefuseError};
use crate::seen::Seen;
use crate::snapshot::Snapshots;

const DAY: &str = "2026-11-22";

/// A hospital's files with those who work on them.
struct Desk {
    snapshots: Snapshots,
    assessments: Assessments,
    head: Actor,
    other: Actor,
    hr: Actor,
}

fn actor(id: &str, role: Role, department: Option<&str>) -> Actor {
    Actor {
        by: By {
            id: id.to_owned(),
            name: format!("人员 {id}"),
        },
        role,
        departments: department.into_iter().map(ToOwned::to_owned).collect(),
    }
}

fn at(minute: u32) -> DateTime<Utc> {
    let text = format!("2026-11-22T08:{minute:02}:00Z");
    DateTime::parse_from_rfc3339(&text).unwrap().to_utc()
}

impl Desk {
    async fn open(scratch: &Scratch) -> Self {
        let store = open(scratch).await;
        store.found(&demo_hospital()).await.unwrap();
        let library = Library::built_in(&catalogue()).unwrap();
        Self {
            snapshots: Snapshots::open(store).await.unwrap(),
            assessments: Assessments::new(catalogue(), library),
            head: actor("head", Role::Head, Some("nm")),
            other: actor("other", Role::Head, Some("gs")),
            hr: actor("hr", Role::Hr, None),
        }
    }

    /// The first record of a kind that somebody has, and its version.
    fn record(&self, kind: &str, owner: &str) -> (RecordId, i64) {
        let kind = RecordKind::from_name(kind).unwrap();
        let now = self.snapshots.current();
        now.records.at(kind, Some(owner), 0).unwrap()
    }

    async fn propose(
        &self,
        who: &Actor,
        change: Change,
        reason: &str,
    ) -> Result<String, ProposeError> {
        let snapshot = self.snapshots.current();
        let today = Day::parse(DAY).unwrap();
        let seen = Seen::new(who.reading(), today, &snapshot, &self.assessments);
        let right = who.proposing().unwrap();
        proposals::propose(&right, (&self.snapshots, &seen), at(1), change, reason).await
    }

    /// A new end of somebody's first employment.
    fn end(&self, staff: &str, to: &str) -> Change {
        let (id, version) = self.record("employment", staff);
        let before = forms::one(&self.snapshots.current(), &id).unwrap().node;
        let from = before.get("from").unwrap().clone();
        let node = Node::table([("from", from), ("to", Node::text(to))]);
        Change::Correct { id, version, node }
    }

    async fn states(&self) -> Vec<State> {
        let right = self.hr.auditing().unwrap();
        let all = proposals::all(&right, self.snapshots.store()).await;
        all.unwrap().into_iter().map(|one| one.state).collect()
    }

    async fn acts(&self) -> Vec<String> {
        let store = self.snapshots.store();
        assert!(store.verify_audit(None).await.unwrap().is_ok());
        let entries = store.audit(&Filter::default(), 20).await.unwrap();
        entries.into_iter().map(|entry| entry.act).collect()
    }
}

/// Somebody of the department, and of no other.
fn member(department: &str) -> String {
    let hospital = demo_hospital();
    let mut people = hospital.people.iter();
    let only = |person: &&eligibility::facts::Person| match person.departments.as_slice() {
        [one] => one.department == department && one.to.is_none(),
        _ => false,
    };
    people.find(only).unwrap().staff.to_string()
}

#[tokio::test]
async fn what_is_accepted_is_written_with_the_entries_of_both() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff = member("nm");
        let change = desk.end(&staff, "2027-03-31");
        let id = desk
            .propose(&desk.head, change, " 三月退休 ")
            .await
            .unwrap();
        let version = desk.snapshots.current().version;
        assert_eq!(desk.snapshots.refresh().await.unwrap().version, version);
        assert_eq!(desk.acts().await, ["proposal.add"]);

        let right = desk.hr.editing().unwrap();
        let store = desk.snapshots.store();
        assert_eq!(proposals::n_open(&right, &desk.snapshots), 1);
        let changed = proposals::accept(&right, &desk.snapshots, at(2), &id, "").await;
        let (record, _) = desk.record("employment", &staff);
        assert_eq!(changed.unwrap(), std::slice::from_ref(&record));
        let now = desk.snapshots.current();
        let node = forms::one(&now, &record).unwrap().node;
        assert_eq!(node.get("to").and_then(Node::as_text), Some("2027-03-31"));
        assert_eq!(store.load().await.unwrap(), now.hospital);
        assert_eq!(
            desk.acts().await,
            ["record.correct", "proposal.accept", "proposal.add"]
        );

        let own = proposals::own(&desk.head.proposing().unwrap(), store).await;
        let own = own.unwrap().remove(0);
        assert_eq!(
            (own.state, own.reason.as_deref()),
            (State::Accepted, Some("三月退休"))
        );
        assert_eq!(own.decision.unwrap().name, "人员 hr");
        assert_eq!(own.owner, Some(staff));
        let again = proposals::accept(&right, &desk.snapshots, at(3), &id, "").await;
        assert!(matches!(again, Err(SettleError::NotOpen)));
        assert_eq!(proposals::n_open(&right, &desk.snapshots), 0);
    }
}

#[tokio::test]
async fn nothing_is_written_where_the_record_was_changed_since() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff = member("nm");
        let change = desk.end(&staff, "2027-03-31");
        let id = desk.propose(&desk.head, change.clone(), "").await.unwrap();
        let faster = desk.end(&staff, "2028-01-01");
        desk.snapshots.apply(&act(), &[faster]).await.unwrap();
        let before = desk.snapshots.current();

        let right = desk.hr.editing().unwrap();
        let accepted = proposals::accept(&right, &desk.snapshots, at(2), &id, "").await;
        let stale = matches!(
            accepted,
            Err(SettleError::Apply(ApplyError::Stale { now: Some(_), .. }))
        );
        assert!(stale);
        assert_eq!(desk.snapshots.current(), before);
        let stored = desk.snapshots.store().load_versioned().await.unwrap();
        assert_eq!(stored, (before.version, before.hospital.clone()));
        assert_eq!(desk.states().await, [State::Open]);
        assert_eq!(desk.acts().await, ["record.correct", "proposal.add"]);
        // And what was changed since cannot even be proposed.
        let proposed = desk.propose(&desk.head, change, "").await;
        assert!(matches!(proposed, Err(ProposeError::Stale)));
    }
}

#[tokio::test]
async fn a_file_of_another_department_does_not_exist() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff = member("nm");
        let change = desk.end(&staff, "2027-03-31");
        let kind = RecordKind::from_name("employment").unwrap();
        let add = |owner: &str| Change::Add {
            kind,
            owner: Some(owner.to_owned()),
            node: Node::table([("from", Node::text("2020-01-01"))]),
        };
        let posting = Change::Add {
            kind: RecordKind::from_name("programme_incomplete").unwrap(),
            owner: Some("petct-sx".to_owned()),
            node: Node::text("postings"),
        };
        let hospital = Change::Add {
            kind: RecordKind::from_name("institution_incomplete").unwrap(),
            owner: None,
            node: Node::text("papers"),
        };
        for unseen in [
            change.clone(),
            add(&staff),
            add("nobody"),
            posting,
            hospital,
        ] {
            let proposed = desk.propose(&desk.other, unseen, "").await;
            assert!(matches!(proposed, Err(ProposeError::NotThere)));
        }
        assert_eq!(desk.states().await, []);

        let id = desk.propose(&desk.head, change, "").await.unwrap();
        let (store, other) = (desk.snapshots.store(), desk.other.proposing().unwrap());
        assert_eq!(proposals::own(&other, store).await.unwrap(), []);
        for unknown in [id.as_str(), "none"] {
            let withdrawn = proposals::withdraw(&other, &desk.snapshots, at(2), unknown).await;
            assert!(matches!(withdrawn, Err(SettleError::NotOpen)));
        }
        // Another server counts them with the same question by which it learns of changed facts.
        let (hr, elsewhere) = (desk.hr.editing().unwrap(), open(&scratch).await);
        let elsewhere = Snapshots::open(elsewhere).await.unwrap();
        assert_eq!(proposals::n_open(&hr, &desk.snapshots), 1);
        assert_eq!(proposals::n_open(&hr, &elsewhere), 1);
        let own = desk.head.proposing().unwrap();
        proposals::withdraw(&own, &desk.snapshots, at(3), &id)
            .await
            .unwrap();
        assert_eq!(desk.states().await, [State::Withdrawn]);
        assert_eq!(proposals::n_open(&hr, &desk.snapshots), 0);
        assert_eq!(proposals::n_open(&hr, &elsewhere), 1);
        elsewhere.refresh().await.unwrap();
        assert_eq!(proposals::n_open(&hr, &elsewhere), 0);
        elsewhere.store().close().await;
        assert_eq!(desk.acts().await, ["proposal.withdraw", "proposal.add"]);
    }
}

#[tokio::test]
async fn a_refusal_and_a_removal_need_a_reason() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let (id, version) = desk.record("posting", "petct-sx");
        let remove = Change::Remove {
            id: id.clone(),
            version,
        };
        let proposed = desk.propose(&desk.head, remove.clone(), "  ").await;
        assert!(matches!(proposed, Err(ProposeError::NoReason)));
        let first = desk.propose(&desk.head, remove.clone(), "登记有误").await;
        let second = desk.propose(&desk.head, remove, "登记有误").await;

        let right = desk.hr.editing().unwrap();
        let first = first.unwrap();
        let refused = proposals::refuse(&right, &desk.snapshots, at(2), &first, " ").await;
        assert!(matches!(refused, Err(RefuseError::NoReason)));
        let refused = proposals::refuse(&right, &desk.snapshots, at(2), &first, "没有错").await;
        refused.unwrap();
        let accepted =
            proposals::accept(&right, &desk.snapshots, at(3), &second.unwrap(), "").await;
        assert_eq!(accepted.unwrap(), std::slice::from_ref(&id));
        assert_eq!(desk.snapshots.current().records.find(&id), None);
        assert_eq!(desk.states().await, [State::Accepted, State::Refused]);
    }
}
