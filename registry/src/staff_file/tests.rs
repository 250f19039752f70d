//! How records stand from day to day, what leaving ends, and what the log says of a person.

mod renamed;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Person};
use eligibility::file::Node;
use eligibility::standard::Library;

use super::entries::{Entry, Sort, State, entries};
use super::*;
use crate::access::{Actor, Role};
use crate::act::{Act, By};
use crate::assessments::Assessments;
use crate::demo;
use crate::history;
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::testing::{Scratch, engines};
use crate::store::{Change, Filter, Store};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn actor(role: Role, departments: &[&str]) -> Actor {
    Actor {
        by: By {
            id: "u1".to_owned(),
            name: "王芳".to_owned(),
        },
        role,
        departments: departments.iter().map(ToString::to_string).collect(),
    }
}

fn at(minute: u32) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-11-22T08:{minute:02}:00Z"))
        .unwrap()
        .to_utc()
}

async fn snapshots(scratch: &Scratch) -> Snapshots {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(&scratch.address, catalogue).await.unwrap();
    let hospital = demo::hospital(day("2026-11-22"), 1).unwrap();
    store.found(&hospital).await.unwrap();
    Snapshots::open(store).await.unwrap()
}

fn assessments() -> Assessments {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    Assessments::new(catalogue, library)
}

fn record(of: &[(&'static str, &str)]) -> Node {
    Node::table(of.iter().map(|(key, value)| (*key, Node::text(*value))))
}

fn add(kind: &str, staff: &str, node: Node) -> Change {
    Change::Add {
        kind: RecordKind::from_name(kind).unwrap(),
        owner: Some(staff.to_owned()),
        node,
    }
}

fn posted<'h>(hospital: &'h Hospital, department: &str) -> &'h Person {
    let mut people = hospital.people.iter();
    let is_posted = |person: &&Person| {
        let mut postings = hospital.programmes.iter().flat_map(|one| &one.postings);
        let mut departments = person.departments.iter();
        departments.any(|one| one.department == department)
            && postings.any(|posting| posting.staff == person.staff && posting.to.is_none())
    };
    people.find(is_posted).unwrap()
}

fn state<'e>(entries: &'e [Entry<'_>], kind: &str, value: &str) -> &'e Entry<'e> {
    let mut entries = entries.iter();
    let found = entries.find(|entry| {
        let node = &entry.record.node;
        let mut texts = ["number", "kind", "technique"].iter();
        let has = texts.any(|key| node.get(key).and_then(Node::as_text) == Some(value));
        entry.record.id.kind.name() == kind && has
    });
    found.unwrap()
}

#[tokio::test]
async fn a_paper_is_not_yet_valid_then_valid_then_ended_and_followed_by_its_renewal() {
    let scratch = crate::store::testing::sqlite();
    let snapshots = snapshots(&scratch).await;
    let act = Act::new(By::command_line(), at(0));
    let paper = |number, issued, expires| {
        let keys = [
            ("kind", "bls"),
            ("number", number),
            ("issued", issued),
            ("expires", expires),
        ];
        add("credential", "N0103", record(&keys))
    };
    let changes = [
        paper("旧", "1993-01-01", "1994-12-31"),
        paper("新", "1995-01-01", "1996-12-31"),
    ];
    snapshots.apply(&act, &changes).await.unwrap();
    let (snapshot, assessments) = (snapshots.current(), assessments());
    let hr = actor(Role::Hr, &[]);
    let on = |date: &str| {
        let seen = Seen::new(hr.reading(), day("2026-11-22"), &snapshot, &assessments);
        let entries = entries(&seen, "N0103", day(date));
        let [old, new] = ["旧", "新"].map(|number| state(&entries, "credential", number));
        (old.state, old.is_followed, new.state, new.is_followed)
    };
    let (last, next) = (day("1994-12-31"), day("1995-01-01"));
    let (old, new) = (State::Holds(Some(last)), State::NotYet(next));
    assert_eq!(on("1994-12-31"), (old, true, new, false));
    let (old, new) = (State::Ended(last), State::Holds(Some(day("1996-12-31"))));
    assert_eq!(on("1995-01-01"), (old, true, new, false));
    assert_eq!(on("1992-12-31").0, State::NotYet(day("1993-01-01")));
    assert_eq!(on("1997-01-01").2, State::Ended(day("1996-12-31")));
}

#[tokio::test]
async fn every_kind_has_a_place_and_the_newest_stands_first() {
    let scratch = crate::store::testing::sqlite();
    let snapshots = snapshots(&scratch).await;
    let snapshot = snapshots.current();
    let (assessments, hr) = (assessments(), actor(Role::Hr, &[]));
    let today = day("2026-11-22");
    let seen = Seen::new(hr.reading(), today, &snapshot, &assessments);
    let mut found = BTreeSet::new();
    for person in &snapshot.hospital.people {
        let entries = entries(&seen, person.staff.as_str(), today);
        let days: Vec<_> = entries.iter().map(|entry| entry.span.day()).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
        found.extend(entries.iter().map(|entry| entry.record.id.kind.name()));
        for entry in &entries {
            let is_list = entry.record.id.kind.name() == "incomplete_list";
            assert_eq!(entry.span.sort == Sort::Timeless, is_list);
            assert_eq!(entry.programme.is_some(), is_post(entry.record.id.kind));
        }
    }
    assert_eq!((kinds().len(), addable().len()), (17, 16));
    assert!(found.len() > 12, "{found:?}");
}

#[tokio::test]
async fn a_head_sees_the_postings_of_own_programmes_only() {
    let scratch = crate::store::testing::sqlite();
    let snapshots = snapshots(&scratch).await;
    let snapshot = snapshots.current();
    let assessments = assessments();
    let (hr, head) = (actor(Role::Hr, &[]), actor(Role::Head, &["nm"]));
    let today = day("2026-11-22");
    let [all, own] = [&hr, &head].map(|actor| {
        let seen = Seen::new(actor.reading(), today, &snapshot, &assessments);
        let people = snapshot.hospital.people.iter();
        let entries = people.flat_map(|person| entries(&seen, person.staff.as_str(), today));
        let programmes = entries.filter_map(|entry| entry.programme);
        let ids: BTreeSet<_> = programmes
            .map(|one| (one.id.clone(), one.departments.clone()))
            .collect();
        ids
    });
    assert!(own.len() < all.len() && !own.is_empty());
    assert!(
        own.iter()
            .all(|(_, departments)| departments.contains(&"nm".to_owned()))
    );
}

#[tokio::test]
async fn leaving_ends_employment_memberships_and_postings_in_one_act_that_can_be_taken_back() {
    for scratch in engines().await {
        let snapshots = snapshots(&scratch).await;
        let before = snapshots.current();
        let staff = posted(&before.hospital, "nm").staff.clone();
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        let last = day("2026-11-30");
        let changes = leaving::leave(&right, &before, staff.as_str(), last, true);
        let act = Act::new(By::command_line(), at(1));
        snapshots.apply(&act, &changes).await.unwrap();
        let after = snapshots.current();
        let person = after.hospital.person(&staff).unwrap();
        assert!(
            person
                .employment
                .iter()
                .all(|one| one.to.is_some_and(|to| to <= last))
        );
        assert!(
            person
                .departments
                .iter()
                .all(|one| one.to.is_some_and(|to| to <= last))
        );
        let postings = after
            .hospital
            .programmes
            .iter()
            .flat_map(|one| &one.postings);
        let mut own = postings.filter(|posting| posting.staff == staff).peekable();
        assert!(own.peek().is_some());
        assert!(own.all(|posting| posting.to.is_some_and(|to| to <= last)));
        assert!(leaving::leave(&right, &after, staff.as_str(), last, true).is_empty());
        let batch = batch(&snapshots).await;
        let undone = history::undo_batch(&right, &snapshots, &batch, at(2));
        assert_eq!(undone.await.unwrap(), changes.len());
        assert_eq!(snapshots.current().hospital, before.hospital);
    }
}

/// The batch of the newest entry.
async fn batch(snapshots: &Snapshots) -> String {
    let newest = snapshots
        .store()
        .audit(&Filter::default(), 1)
        .await
        .unwrap();
    newest[0].batch.clone().unwrap()
}

#[tokio::test]
async fn with_the_last_employment_all_that_goes_on_ends_and_with_another_nothing() {
    for scratch in engines().await {
        let snapshots = snapshots(&scratch).await;
        let before = snapshots.current();
        let staff = posted(&before.hospital, "nm").staff.clone();
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        let last = day("2026-11-30");
        let end = |snapshot: &Snapshot| {
            let kind = RecordKind::from_name("employment").unwrap();
            let own = crate::forms::recorded(snapshot, kind, Some(staff.as_str()));
            let mut own = own.into_iter();
            let open = own.find(|one| one.node.get("to").is_none()).unwrap();
            let (id, version) = (open.id, open.version);
            let node = crate::ledger::records::with(&open.node, "to", Node::text("2026-11-30"));
            Change::Correct { id, version, node }
        };
        let ended = end(&before);
        let too = leaving::with_last(&right, &before, staff.as_str(), &ended);
        let whole = leaving::leave(&right, &before, staff.as_str(), last, true);
        assert!(!too.is_empty());
        assert_eq!(too.len() + 1, whole.len());
        assert!(too.iter().all(|change| whole.contains(change)));
        // A day that is put right ends nothing else.
        let changes: Vec<_> = std::iter::once(ended).chain(too).collect();
        snapshots
            .apply(&Act::new(By::command_line(), at(1)), &changes)
            .await
            .unwrap();
        let after = snapshots.current();
        assert!(leaving::leave(&right, &after, staff.as_str(), last, true).is_empty());
        let Change::Correct { id, node, .. } = &changes[0] else {
            panic!("{changes:?}");
        };
        let earlier = Change::Correct {
            id: id.clone(),
            version: 2,
            node: crate::ledger::records::with(node, "to", Node::text("2026-11-29")),
        };
        assert!(leaving::with_last(&right, &after, staff.as_str(), &earlier).is_empty());
        history::undo_batch(&right, &snapshots, &batch(&snapshots).await, at(2))
            .await
            .unwrap();
        assert_eq!(snapshots.current().hospital, before.hospital);
        // Who comes back, or is employed twice, has not left.
        let again = record(&[("from", "2027-02-01")]);
        let again = [add("employment", staff.as_str(), again)];
        snapshots
            .apply(&Act::new(By::command_line(), at(3)), &again)
            .await
            .unwrap();
        let now = snapshots.current();
        let too = leaving::with_last(&right, &now, staff.as_str(), &end(&now));
        assert!(too.is_empty(), "{too:?}");
    }
}

#[tokio::test]
async fn what_begins_later_goes_too_unless_somebody_comes_back() {
    let scratch = crate::store::testing::sqlite();
    let snapshots = snapshots(&scratch).await;
    let before = snapshots.current();
    let staff = posted(&before.hospital, "nm").staff.clone();
    let post = record(&[
        ("staff", staff.as_str()),
        ("post", "nurse"),
        ("from", "2027-03-01"),
    ]);
    let programme = before.hospital.programmes[0].id.clone();
    let act = Act::new(By::command_line(), at(1));
    snapshots
        .apply(&act, &[add("posting", &programme, post)])
        .await
        .unwrap();
    let hr = actor(Role::Hr, &[]);
    let right = hr.editing().unwrap();
    let n_removed = |snapshot: &Snapshot| {
        let changes = leaving::leave(&right, snapshot, staff.as_str(), day("2026-11-30"), true);
        let removed = changes
            .iter()
            .filter(|change| matches!(change, Change::Remove { .. }));
        removed.count()
    };
    assert_eq!(n_removed(&snapshots.current()), 1);
    let again = add(
        "employment",
        staff.as_str(),
        record(&[("from", "2027-02-01")]),
    );
    snapshots.apply(&act, &[again]).await.unwrap();
    assert_eq!(n_removed(&snapshots.current()), 0);
}

#[tokio::test]
async fn the_history_of_a_person_holds_own_records_and_postings_and_nobody_elses() {
    for scratch in engines().await {
        let snapshots = snapshots(&scratch).await;
        let act = |minute| Act::new(By::command_line(), at(minute));
        let paper = record(&[("kind", "bls"), ("issued", "2026-01-01")]);
        let own = [add("credential", "N0103", paper.clone())];
        let own = snapshots.apply(&act(1), &own).await.unwrap();
        let other = [add("credential", "N0106", paper)];
        snapshots.apply(&act(2), &other).await.unwrap();
        let programme = snapshots.current().hospital.programmes[0].id.clone();
        let post = |staff| {
            let keys = [
                ("staff", staff),
                ("post", "physician"),
                ("from", "2026-12-01"),
            ];
            add("posting", &programme, record(&keys))
        };
        snapshots.apply(&act(3), &[post("N0103")]).await.unwrap();
        snapshots.apply(&act(4), &[post("N0106")]).await.unwrap();
        let auditor = actor(Role::Auditor, &[]);
        let right = auditor.auditing().unwrap();
        let of = async |record, at_most| {
            let entries = history::of_person(&right, &snapshots, "N0103", record, None, at_most);
            let entries = entries.await.unwrap();
            entries
                .into_iter()
                .map(|entry| entry.seq)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(None, 10).await, [3, 1]);
        assert_eq!(of(None, 1).await, [3]);
        assert_eq!(of(own.first(), 10).await, [1]);
    }
}

#[tokio::test]
async fn a_post_elsewhere_stands_in_the_file() {
    let scratch = crate::store::testing::sqlite();
    let snapshots = snapshots(&scratch).await;
    let programme = snapshots.current().hospital.programmes[0].id.clone();
    let post = [
        ("programme", "分院介入"),
        ("staff", "N0103"),
        ("post", "physician"),
        ("from", "2026-10-01"),
    ];
    let act = Act::new(By::command_line(), at(1));
    let added = [add("posting_elsewhere", &programme, record(&post))];
    snapshots.apply(&act, &added).await.unwrap();
    let (snapshot, assessments) = (snapshots.current(), assessments());
    let today = day("2026-11-22");
    let hr = actor(Role::Hr, &[]);
    let seen = Seen::new(hr.reading(), today, &snapshot, &assessments);
    let entries = entries(&seen, "N0103", today);
    let is_it = |entry: &&Entry<'_>| is_elsewhere(entry.record.id.kind);
    let found: Vec<_> = entries.iter().filter(is_it).collect();
    assert_eq!((found.len(), found[0].state), (1, State::Holds(None)));
    assert_eq!(found[0].programme.unwrap().id, programme);
}
