//! What an import and its undoing promise, held on every engine that can be tested here.

mod equal;

use std::sync::Arc;

use chrono::DateTime;
use eligibility::catalogue::Catalogue;
use eligibility::facts::Hospital;

use super::*;
use crate::access::{Actor, Role};
use crate::act::By;
use crate::history::{self, UndoError};
use crate::ledger::export::{self, Layout};
use crate::ledger::fault::Warning;
use crate::ledger::tests::made_up;
use crate::store::testing::{Scratch, engines};
use crate::store::{RecordId, RecordKind, Store};

fn hr() -> Actor {
    Actor {
        by: By {
            id: "u1".to_owned(),
            name: "王芳".to_owned(),
        },
        role: Role::Hr,
        departments: std::collections::BTreeSet::new(),
    }
}

fn at(minute: u32) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-11-22T08:{minute:02}:00Z"))
        .unwrap()
        .to_utc()
}

async fn snapshots(scratch: &Scratch, hospital: &Hospital) -> Snapshots {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(&scratch.address, catalogue).await.unwrap();
    store.found(hospital).await.unwrap();
    Snapshots::open(store).await.unwrap()
}

const fn upload(bytes: &[u8]) -> Upload<'_> {
    Upload {
        name: "台账.csv",
        bytes,
        mapping: &[],
    }
}

async fn imported(
    snapshots: &Snapshots,
    bytes: &[u8],
    mode: Mode,
    minute: u32,
) -> Result<Imported, ImportError> {
    let actor = hr();
    let right = actor.editing().unwrap();
    apply(&right, snapshots, upload(bytes), mode, at(minute), &|_| {}).await
}

fn wide(hospital: &Hospital) -> Vec<u8> {
    let people: Vec<_> = hospital.people.iter().collect();
    let tables = export::tables(
        &people,
        hospital,
        &Catalogue::built_in().unwrap(),
        Layout::Wide,
    );
    export::csv(&tables[0], None).unwrap()
}

/// The same without the number of the version and what names records.
fn facts(snapshots: &Snapshots) -> Hospital {
    snapshots.current().hospital.clone()
}

#[tokio::test]
async fn a_ledger_with_forty_defects_is_applied_once_and_exported_equal() {
    let mut rows = made_up::ledger();
    let planted = made_up::defects(&mut rows);
    let bytes = made_up::csv(&rows);
    for scratch in engines().await {
        let snapshots = snapshots(&scratch, &made_up::empty_hospital()).await;
        let before = facts(&snapshots);
        let refused = imported(&snapshots, &bytes, Mode::AllOrNothing, 1).await;
        let Err(ImportError::BadRows(checked)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(checked.preview.counts.bad, planted.len());
        assert_eq!(facts(&snapshots), before);

        let done = imported(&snapshots, &bytes, Mode::GoodRows, 2)
            .await
            .unwrap();
        let batch = done.batch.unwrap();
        assert!(done.n_changes > 4_000, "{}", done.n_changes);
        let after = facts(&snapshots);
        let again = imported(&snapshots, &bytes, Mode::GoodRows, 3)
            .await
            .unwrap();
        assert_eq!((again.n_changes, again.batch), (0, None));
        assert_eq!(again.checked.preview.counts.bad, planted.len());

        // What was taken is what was in the good rows, and leaves as it came.
        let exported = imported(&snapshots, &wide(&after), Mode::AllOrNothing, 4)
            .await
            .unwrap();
        assert_eq!(exported.n_changes, 0);
        let version = snapshots.store().version().await.unwrap();
        assert_eq!(version, snapshots.current().version);
        let head = snapshots.store().audit_head().await.unwrap();
        assert_eq!(head.seq, i64::try_from(done.n_changes).unwrap());
        assert_eq!(
            snapshots.store().verify_audit(None).await.unwrap(),
            Ok(head)
        );

        let actor = hr();
        let undone = history::undo_batch(&actor.editing().unwrap(), &snapshots, &batch, at(5))
            .await
            .unwrap();
        assert_eq!(undone, done.n_changes);
        assert_eq!(facts(&snapshots), before);
    }
}

fn first_of(snapshots: &Snapshots, kind: &str, staff: &str) -> RecordId {
    let kind = RecordKind::from_name(kind).unwrap();
    snapshots
        .current()
        .records
        .at(kind, Some(staff), 0)
        .unwrap()
        .0
}

fn csv_of(rows: &[&[&str]]) -> Vec<u8> {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    made_up::csv(&rows)
}

#[tokio::test]
async fn an_import_corrects_and_can_be_taken_back_unless_something_changed_since() {
    for scratch in engines().await {
        let day = eligibility::day::Day::parse("2026-11-22").unwrap();
        let snapshots = snapshots(&scratch, &crate::demo::hospital(day, 1).unwrap()).await;
        let before = facts(&snapshots);
        let person = before
            .people
            .iter()
            .find(|person| !person.credentials.is_empty())
            .unwrap();
        let (staff, paper) = (person.staff.as_str(), &person.credentials[0]);
        let kind = paper.kind.as_str();
        let issued = paper.issued.unwrap().to_string();
        let number = paper.number.clone().unwrap();
        let heads: &[&str] = &["工号", "证书名称", "证书编号", "发证日期", "有效期至"];
        let change = |expires: &str| {
            csv_of(&[
                heads,
                &[staff, kind, &number, &issued, expires],
                &[staff, "BLS", "new-1", "2026-01-01", ""],
            ])
        };
        let first = imported(&snapshots, &change("2031-01-01"), Mode::AllOrNothing, 1)
            .await
            .unwrap();
        assert_eq!(first.n_changes, 2);
        let changed = facts(&snapshots);
        let corrected = &changed
            .people
            .iter()
            .find(|one| one.staff == person.staff)
            .unwrap()
            .credentials;
        assert_eq!(corrected[0].expires.unwrap().to_string(), "2031-01-01");
        assert_eq!(
            (corrected[0].issuer.clone(), corrected.len()),
            (paper.issuer.clone(), person.credentials.len() + 1)
        );

        let second = imported(&snapshots, &change("2032-01-01"), Mode::AllOrNothing, 2)
            .await
            .unwrap();
        assert_eq!(second.n_changes, 1);
        let actor = hr();
        let right = actor.editing().unwrap();
        let refused =
            history::undo_batch(&right, &snapshots, &first.batch.clone().unwrap(), at(3)).await;
        let Err(UndoError::ChangedSince(records)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(records, [first_of(&snapshots, "credential", staff)]);
        assert_eq!(
            history::undo_batch(&right, &snapshots, &second.batch.unwrap(), at(4))
                .await
                .unwrap(),
            1
        );
        assert_eq!(facts(&snapshots), changed);
        // The undoing is itself a later change of the record, and can be taken back by its entry.
        let newest = snapshots.store().audit_head().await.unwrap().seq;
        assert_eq!(
            history::restore(&right, &snapshots, newest, at(5))
                .await
                .unwrap(),
            1
        );
        assert!(matches!(
            history::restore(&right, &snapshots, 99_999, at(6)).await,
            Err(UndoError::NotFound)
        ));
        assert!(matches!(
            history::undo_batch(&right, &snapshots, "none", at(7)).await,
            Err(UndoError::NotFound)
        ));
    }
}

#[tokio::test]
async fn one_import_after_the_other_is_taken_back() {
    for scratch in engines().await {
        let day = eligibility::day::Day::parse("2026-11-22").unwrap();
        let snapshots = snapshots(&scratch, &crate::demo::hospital(day, 1).unwrap()).await;
        let before = facts(&snapshots);
        let mut people = before.people.iter();
        let person = people.find(|one| !one.credentials.is_empty()).unwrap();
        let (staff, paper) = (person.staff.as_str(), &person.credentials[0]);
        let (kind, number) = (paper.kind.as_str(), paper.number.clone().unwrap());
        let heads: &[&str] = &["工号", "证书名称", "证书编号", "有效期至"];
        let (mut batches, mut left) = (Vec::new(), vec![before.clone()]);
        for (minute, expires) in [(1, "2031-01-01"), (2, "2032-01-01"), (3, "2033-01-01")] {
            let file = csv_of(&[heads, &[staff, kind, &number, expires]]);
            let done = imported(&snapshots, &file, Mode::AllOrNothing, minute).await;
            batches.extend(done.unwrap().batch);
            left.push(facts(&snapshots));
        }
        let actor = hr();
        let right = actor.editing().unwrap();
        let undo = async |batch: &str, minute| {
            history::undo_batch(&right, &snapshots, batch, at(minute)).await
        };
        let early = undo(&batches[0], 10).await;
        assert!(
            matches!(early, Err(UndoError::ChangedSince(_))),
            "{early:?}"
        );
        for (place, minute) in [(2, 11), (1, 12), (0, 13)] {
            assert_eq!(undo(&batches[place], minute).await.unwrap(), 1);
            assert_eq!(facts(&snapshots), left[place]);
            // What is taken back already cannot be taken back again.
            let again = undo(&batches[place], 14).await;
            assert!(matches!(again, Err(UndoError::TakenBack)), "{again:?}");
        }
        // Forth again, also by way of the batches that took back; and back as before.
        for (place, minute) in [(0, 20), (1, 21)] {
            let undoing = history::undoing(&batches[place]);
            assert_eq!(undo(&undoing, minute).await.unwrap(), 1);
            assert_eq!(facts(&snapshots), left[place + 1]);
        }
        assert_eq!(undo(&batches[1], 22).await.unwrap(), 1);
        assert_eq!(undo(&history::undoing(&batches[1]), 23).await.unwrap(), 1);
        assert_eq!(facts(&snapshots), left[2]);
    }
}

#[tokio::test]
async fn what_would_change_is_told_record_by_record_and_stands_as_long_as_nobody_is_faster() {
    for scratch in engines().await {
        let day = eligibility::day::Day::parse("2026-11-22").unwrap();
        let snapshots = snapshots(&scratch, &crate::demo::hospital(day, 1).unwrap()).await;
        let before = facts(&snapshots);
        let person = before.people.iter().find(|one| !one.credentials.is_empty());
        let person = person.unwrap();
        let (staff, paper) = (person.staff.as_str(), &person.credentials[0]);
        let (kind, number) = (paper.kind.as_str(), paper.number.clone().unwrap());
        let heads: &[&str] = &["工号", "证书名称", "证书编号", "有效期至"];
        let file = |expires: &str| {
            let corrected: &[&str] = &[staff, kind, &number, expires];
            csv_of(&[heads, corrected, &[staff, "BLS", "new-1", ""]])
        };
        let (bytes, actor) = (file("2031-01-01"), hr());
        let right = actor.editing().unwrap();
        let checked = async || {
            let checked = check(&right, &snapshots, upload(&bytes), &|_| {}).await;
            checked.unwrap()
        };
        let seen = checked().await;
        let foreseen = foresee(&seen, &snapshots.current(), 0, 9);
        let expires = |node: &Option<eligibility::file::Node>| {
            let node = node.as_ref()?.get("expires")?.as_text()?;
            Some(node.to_owned())
        };
        assert_eq!(foreseen.len(), 2);
        assert_eq!(
            (foreseen[0].row, foreseen[0].owner.as_deref()),
            (2, Some(staff))
        );
        assert_eq!(expires(&foreseen[0].after).as_deref(), Some("2031-01-01"));
        assert_eq!(
            expires(&foreseen[0].before),
            paper.expires.map(|day| day.to_string())
        );
        assert!(foreseen[1].before.is_none());
        assert_eq!(foresee(&seen, &snapshots.current(), 1, 9), foreseen[1..]);

        // Another change of the same record comes first.
        assert_eq!(checked().await.fingerprint(), seen.fingerprint());
        imported(&snapshots, &file("2032-01-01"), Mode::AllOrNothing, 1)
            .await
            .unwrap();
        let print = seen.fingerprint();
        let mode = (Mode::AllOrNothing, Some(&*print));
        let refused = apply_as_seen(&right, &snapshots, upload(&bytes), mode, at(2), &|_| {}).await;
        assert!(
            matches!(refused, Err(ImportError::Overtaken(_))),
            "{refused:?}"
        );
        let print = checked().await.fingerprint();
        let mode = (Mode::AllOrNothing, Some(&*print));
        let done = apply_as_seen(&right, &snapshots, upload(&bytes), mode, at(3), &|_| {}).await;
        assert_eq!(done.unwrap().n_changes, 1);
    }
}

#[tokio::test]
async fn batches_are_listed_with_what_they_did_until_they_are_taken_back() {
    for scratch in engines().await {
        let day = eligibility::day::Day::parse("2026-11-22").unwrap();
        let snapshots = snapshots(&scratch, &crate::demo::hospital(day, 1).unwrap()).await;
        let staff = facts(&snapshots).people[0].staff.to_string();
        let actor = hr();
        let right = actor.editing().unwrap();
        let mut ids = Vec::new();
        for (minute, number) in [(1, "a"), (2, "b")] {
            let rows: [&[&str]; 2] = [&["工号", "证书名称", "证书编号"], &[&staff, "BLS", number]];
            let done = imported(&snapshots, &csv_of(&rows), Mode::AllOrNothing, minute).await;
            ids.extend(done.unwrap().batch);
        }
        let reason = Some("导错了".to_owned());
        let undone = history::undo_batch_because(&right, &snapshots, &ids[0], reason, at(3)).await;
        assert_eq!(undone.unwrap(), 1);
        let listed = history::imports(&right, &snapshots, 9).await.unwrap();
        let told: Vec<_> = listed
            .iter()
            .map(|batch| (&*batch.id, batch.n_entries, batch.is_undone))
            .collect();
        assert_eq!(told, [(&*ids[1], 1, false), (&*ids[0], 1, true)]);
        assert_eq!(
            history::imports(&right, &snapshots, 1).await.unwrap().len(),
            1
        );
        let undoing = history::undoing(&ids[0]);
        assert_eq!(history::undone_by(&undoing), Some(&*ids[0]));
        let (undoing, counts) = history::batch(&right, &snapshots, &undoing)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(undoing.reason.as_deref(), Some("导错了"));
        assert_eq!((counts.added, counts.corrected, counts.removed), (0, 0, 1));
        assert!(
            history::batch(&right, &snapshots, "none")
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn whoever_leaves_by_a_file_and_keeps_posts_is_told_of() {
    let scratch = crate::store::testing::sqlite();
    let day = eligibility::day::Day::parse("2026-11-22").unwrap();
    let snapshots = snapshots(&scratch, &crate::demo::hospital(day, 1).unwrap()).await;
    let before = facts(&snapshots);
    let person = before.people.iter().find(|person| {
        let mut postings = before.programmes.iter().flat_map(|one| &one.postings);
        let open = |to: Option<eligibility::day::Day>| to.is_none();
        person.employment.len() == 1
            && open(person.employment[0].to)
            && postings.any(|posting| posting.staff == person.staff && open(posting.to))
    });
    let person = person.unwrap();
    let from = person.employment[0].from.unwrap().to_string();
    let actor = hr();
    let right = actor.editing().unwrap();
    let warnings = async |last: &str| {
        let heads: &[&str] = &["工号", "入职日期", "离职日期"];
        let file = csv_of(&[heads, &[person.staff.as_str(), &from, last]]);
        let checked = check(&right, &snapshots, upload(&file), &|_| {}).await;
        let row = checked.unwrap().preview.rows.remove(0);
        assert!(row.faults.is_empty(), "{row:?}");
        let told = |at: crate::ledger::At<_>| (at.header, at.what);
        row.warnings.into_iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(warnings("").await, []);
    let told = warnings("2026-11-30").await;
    let n = |what: &Warning| match what {
        Warning::StillPosted { n } => *n,
        _ => 0,
    };
    assert!(told.len() == 1 && n(&told[0].1) > 0, "{told:?}");
    assert_eq!(told[0].0.as_deref(), Some("离职日期"));
}

#[test]
fn the_headers_of_a_file_are_its_fullest_row_of_texts() {
    let book = crate::ledger::book::read("a.csv", "某院台账\n人员代码,名字\n1,甲\n".as_bytes());
    assert_eq!(headers(&book.unwrap()), ["人员代码", "名字"]);
}
