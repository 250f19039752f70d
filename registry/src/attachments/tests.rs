//! Scans on both engines: who may, what may be added, and that files go along.

use std::fs;
use std::path::PathBuf;

use chrono::TimeDelta;
use eligibility::day::Day;

use super::*;
use crate::access::{Actor, Role};
use crate::act::By;
use crate::backup::{BackupError, backup, restore};
use crate::snapshot::Snapshots;
use crate::store::testing::{Scratch, engines, scratch_name, sqlite};
use crate::store::tests::{demo_hospital, open};
use crate::store::{Filter, RecordKind};

const PDF: &[u8] = b"%PDF-1.7 scan";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n scan";
const JPEG: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];

fn at(minutes: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    start.to_utc() + TimeDelta::minutes(minutes)
}

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
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

struct Desk {
    snapshots: Snapshots,
    attachments: Attachments,
    folder: PathBuf,
    hr: Actor,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

impl Desk {
    async fn open(scratch: &Scratch) -> Self {
        let store = open(scratch).await;
        store.found(&demo_hospital()).await.unwrap();
        let folder = std::env::temp_dir().join(format!("{} 附件", scratch_name()));
        let files = Some(Files::at(folder.join("files")));
        Self {
            attachments: Attachments::new(store.clone(), files),
            snapshots: Snapshots::open(store).await.unwrap(),
            folder,
            hr: actor(Role::Hr, &[]),
        }
    }

    fn files(&self) -> Files {
        self.attachments.files.clone().unwrap()
    }

    /// A credential of somebody in a department, and in no other.
    fn credential(&self, department: &str) -> RecordId {
        let snapshot = self.snapshots.current();
        let kind = RecordKind::from_name("credential").unwrap();
        let mut people = snapshot.hospital.people.iter();
        let found = people.find_map(|person| {
            let of = |m: &eligibility::facts::Membership| m.department == department;
            let own = !person.departments.is_empty() && person.departments.iter().all(of);
            let staff = person.staff.as_str();
            own.then(|| snapshot.records.at(kind, Some(staff), 0))
                .flatten()
        });
        found.unwrap().0
    }

    fn begin(&self, record: &str, name: &str, bytes: &[u8]) -> Result<Begun, AttachmentFault> {
        let right = self.hr.editing().unwrap();
        let snapshot = self.snapshots.current();
        let file = (name, bytes.to_vec());
        self.attachments.begin(&right, &snapshot, record, file)
    }

    async fn add(
        &self,
        record: &RecordId,
        name: &str,
        bytes: &[u8],
    ) -> Result<Attachment, AttachmentError> {
        let kept = self.begin(&record.to_string(), name, bytes)?.keep()?;
        let right = self.hr.editing().unwrap();
        self.attachments.add(&right, at(0), kept).await
    }

    async fn open_as(&self, actor: &Actor, id: &str) -> Option<Opened> {
        let snapshot = self.snapshots.current();
        let seen = (&*snapshot, today());
        let right = actor.reading();
        self.attachments.open(&right, seen, id).await.unwrap()
    }

    async fn list_as(&self, actor: &Actor, staff: &str) -> Option<Vec<Attachment>> {
        self.held_as(actor, Holder::Person(staff.to_owned())).await
    }

    async fn held_as(&self, actor: &Actor, holder: Holder) -> Option<Vec<Attachment>> {
        let snapshot = self.snapshots.current();
        let seen = (&*snapshot, today());
        let right = actor.reading();
        let listed = self.attachments.held_by(&right, seen, holder);
        Some(listed.await.unwrap()?.scans)
    }
}

#[tokio::test]
async fn a_scan_is_read_by_those_who_may_read_the_person_and_nobody_else() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let record = desk.credential("nm");
        let staff = record.owner.clone().unwrap();
        let added = desk.add(&record, "证书.PDF", PDF).await.unwrap();
        for (role, departments, may) in [
            (Role::Hr, &[] as &[&str], true),
            (Role::Auditor, &[], true),
            (Role::Head, &["nm"], true),
            (Role::Head, &["gs"], false),
        ] {
            let reader = actor(role, departments);
            let opened = desk.open_as(&reader, &added.id).await;
            assert_eq!(opened.is_some(), may, "{role:?}");
            let listed = desk.list_as(&reader, &staff).await;
            assert_eq!(listed, may.then(|| vec![added.clone()]));
            if let Some(opened) = opened {
                assert_eq!(opened.attachment, added);
                assert_eq!(opened.read().unwrap(), PDF);
            }
        }
        assert!(desk.open_as(&desk.hr, "none").await.is_none());
        assert_eq!(added.record, record);
    }
}

#[tokio::test]
async fn scans_of_a_programme_and_of_the_hospital_are_read_with_their_records() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let snapshot = desk.snapshots.current();
        let first = |kind: &str, owner: Option<&str>| {
            let kind = RecordKind::from_name(kind).unwrap();
            snapshot.records.at(kind, owner, 0).unwrap().0
        };
        let attested = first("attestation", Some("petct-sx"));
        let paper = first("institution_paper", None);
        let (of_programme, of_hospital) = (
            desk.add(&attested, "检测报告.pdf", PDF).await.unwrap(),
            desk.add(&paper, "许可证.pdf", PDF).await.unwrap(),
        );
        let programme = || Holder::Programme("petct-sx".to_owned());
        for (role, departments, sees_programme, sees_hospital) in [
            (Role::Hr, &[] as &[&str], true, true),
            (Role::Auditor, &[], true, true),
            (Role::Head, &["nm"], true, false),
            (Role::Head, &["gs"], false, false),
        ] {
            let reader = actor(role, departments);
            for (holder, scan, may) in [
                (programme(), &of_programme, sees_programme),
                (Holder::Institution, &of_hospital, sees_hospital),
            ] {
                let listed = desk.held_as(&reader, holder).await;
                let expected = may.then(|| vec![scan.clone()]);
                assert_eq!(listed, expected, "{role:?} {departments:?}");
                let opened = desk.open_as(&reader, &scan.id).await;
                assert_eq!(opened.is_some(), may, "{role:?} {departments:?}");
            }
        }
        // Nobody's number makes a programme's scans theirs.
        let person = Holder::Person("petct-sx".to_owned());
        assert_eq!(desk.held_as(&desk.hr, person).await, None);
        let twice = desk.add(&paper, "b.pdf", PDF).await;
        assert!(matches!(
            twice,
            Err(AttachmentError::Fault(AttachmentFault::Twice))
        ));
    }
}

#[test]
fn scans_belong_to_what_a_paper_may_stand_behind() {
    let takes = |name: &str| takes_scans(RecordKind::from_name(name).unwrap());
    for kind in [
        "credential",
        "attestation",
        "posting",
        "institution_paper",
        "equipment",
    ] {
        assert!(takes(kind), "{kind}");
    }
    for kind in [
        "person",
        "programme",
        "department",
        "lead_time",
        "postponement",
    ] {
        assert!(!takes(kind), "{kind}");
    }
    let lists = RecordKind::all().into_iter();
    for list in lists.filter(|kind| kind.name().contains("incomplete")) {
        assert!(!takes_scans(list), "{list:?}");
    }
}

#[tokio::test]
async fn each_act_is_in_the_log_and_raises_no_version() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let before = desk.snapshots.store().version().await.unwrap();
        let record = desk.credential("nm");
        let added = desk.add(&record, "a.png", PNG).await.unwrap();
        let right = desk.hr.editing().unwrap();
        let removed = desk.attachments.remove(&right, at(1), &added.id).await;
        assert_eq!(removed.unwrap(), added);
        let again = desk.attachments.remove(&right, at(2), &added.id).await;
        assert!(matches!(
            again,
            Err(AttachmentError::Fault(AttachmentFault::Gone))
        ));
        assert!(desk.files().is_whole(&added.hash), "the file stays");
        let filter = Filter {
            record: Some(record.to_string()),
            ..Filter::default()
        };
        let entries = desk.snapshots.store().audit(&filter, 9).await.unwrap();
        let acts: Vec<_> = entries.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(acts, ["attachment.remove", "attachment.add"]);
        assert!(entries[0].before.as_ref().unwrap().contains(&added.hash));
        assert!(entries[1].after.as_ref().unwrap().contains("a.png"));
        assert_eq!(entries[1].subject, record.owner);
        assert_eq!(desk.snapshots.store().version().await.unwrap(), before);
        let verified = desk.snapshots.store().verify_audit(None).await.unwrap();
        assert!(verified.is_ok());
    }
}

#[tokio::test]
async fn a_scan_does_not_keep_a_change_from_being_taken_back() {
    let scratch = sqlite();
    let desk = Desk::open(&scratch).await;
    let staff = desk.credential("nm").owner.unwrap();
    let added = crate::store::Change::Add {
        kind: RecordKind::from_name("employment").unwrap(),
        owner: Some(staff.clone()),
        node: eligibility::file::Node::table([(
            "from",
            eligibility::file::Node::text("2001-01-01"),
        )]),
    };
    let act = Act::new(desk.hr.by.clone(), at(0)).in_batch("b1");
    let record = desk
        .snapshots
        .apply(&act, &[added])
        .await
        .unwrap()
        .remove(0);
    let scan = desk.add(&record, "a.png", PNG).await.unwrap();
    let right = desk.hr.editing().unwrap();
    let undone = crate::history::undo_batch(&right, &desk.snapshots, "b1", at(1)).await;
    assert_eq!(undone.unwrap(), 1);
    // It waits while its record is not there, and nobody can add another.
    assert_eq!(desk.list_as(&desk.hr, &staff).await, Some(Vec::new()));
    let again = desk.begin(&record.to_string(), "b.png", PNG);
    assert_eq!(again.unwrap_err(), AttachmentFault::NoSuchRecord);
    let back = crate::history::undo_batch(&right, &desk.snapshots, "undo:b1", at(2)).await;
    assert_eq!(back.unwrap(), 1);
    assert_eq!(desk.list_as(&desk.hr, &staff).await, Some(vec![scan]));
}

#[tokio::test]
async fn only_what_is_what_it_is_called_is_taken() {
    let scratch = sqlite();
    let desk = Desk::open(&scratch).await;
    let record = desk.credential("nm").to_string();
    for (name, bytes) in [
        ("a.pdf", PDF),
        ("a.b.JPEG", JPEG),
        ("扫描.jpg", JPEG),
        ("C:\\scans\\a.png", PNG),
    ] {
        assert!(desk.begin(&record, name, bytes).is_ok(), "{name}");
    }
    let html = b"<script>alert(1)</script>%PDF-";
    let other = |media| AttachmentFault::OtherEnding { media };
    for (name, bytes, fault) in [
        ("a.pdf", PNG, other(Media::Png)),
        ("a.png", PDF, other(Media::Pdf)),
        ("a", PDF, other(Media::Pdf)),
        ("a.pdf.html", PDF, other(Media::Pdf)),
        ("a.pdf", html.as_slice(), AttachmentFault::UnknownMedia),
        ("a.svg", b"<svg/>", AttachmentFault::UnknownMedia),
        ("a.pdf", b"", AttachmentFault::Empty),
        ("", PDF, AttachmentFault::BadName),
        ("a\u{202e}fdp.pdf", PDF, AttachmentFault::BadName),
        ("a\r\n.pdf", PDF, AttachmentFault::BadName),
        ("/", PDF, AttachmentFault::BadName),
    ] {
        let found = desk.begin(&record, name, bytes).unwrap_err();
        assert_eq!(found, fault, "{name:?}");
    }
    let mut large = PDF.to_vec();
    large.resize(MAX_BYTES, 0);
    assert!(desk.begin(&record, "a.pdf", &large).is_ok());
    large.push(0);
    let refused = desk.begin(&record, "a.pdf", &large).unwrap_err();
    assert_eq!(refused, AttachmentFault::TooLarge);
    for record in ["", "credential:N0103:999", "department:1", "moon:1"] {
        let refused = desk.begin(record, "a.pdf", PDF).unwrap_err();
        assert_eq!(refused, AttachmentFault::NoSuchRecord, "{record}");
    }
    let nowhere = Attachments::new(desk.snapshots.store().clone(), None);
    let (right, snapshot) = (desk.hr.editing().unwrap(), desk.snapshots.current());
    let refused = nowhere.begin(&right, &snapshot, &record, ("a.pdf", PDF.to_vec()));
    assert_eq!(refused.unwrap_err(), AttachmentFault::NoFolder);
}

#[tokio::test]
async fn a_record_has_a_file_once_and_no_more_than_it_may() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let (record, other) = (desk.credential("nm"), desk.credential("gs"));
        for number in 0..MAX_OF_RECORD {
            let bytes = [PDF, number.to_string().as_bytes()].concat();
            desk.add(&record, "a.pdf", &bytes).await.unwrap();
        }
        let refused = |found: Result<Attachment, AttachmentError>| match found.unwrap_err() {
            AttachmentError::Fault(fault) => fault,
            other => panic!("{other}"),
        };
        let twice = desk.add(&record, "b.pdf", &[PDF, b"0"].concat()).await;
        assert_eq!(refused(twice), AttachmentFault::Twice);
        let more = desk.add(&record, "b.pdf", PDF).await;
        assert_eq!(refused(more), AttachmentFault::TooMany);
        desk.add(&other, "b.pdf", PDF).await.unwrap();
    }
}

#[tokio::test]
async fn a_backup_takes_the_files_along_to_the_byte() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let record = desk.credential("nm");
        let scans = [("a.pdf", PDF), ("b.png", PNG), ("c.jpg", JPEG)];
        for (name, bytes) in scans {
            desk.add(&record, name, bytes).await.unwrap();
        }
        desk.files().keep(b"nobody's").unwrap();
        let (store, files) = (desk.snapshots.store(), desk.files());
        let archive = desk.folder.join("a.tar.gz");
        let taken = backup(store, Some(&files), &archive, at(1)).await.unwrap();
        assert!(taken.lost.is_empty());
        assert_eq!(taken.manifest.files.len(), 4, "no more than rows name");
        for to in engines().await {
            let catalogue = store.catalogue().clone();
            let target = Files::at(desk.folder.join(scratch_name()));
            let nowhere = restore(&archive, (&to.address, None), catalogue.clone()).await;
            assert!(matches!(nowhere, Err(BackupError::NoFolder)), "{nowhere:?}");
            let restored = restore(&archive, (&to.address, Some(&target)), catalogue).await;
            assert_eq!(restored.unwrap(), taken.manifest);
            let there = Attachments::new(open(&to).await, Some(target.clone()));
            assert!(there.lost(true).await.unwrap().is_empty());
            let here = desk.attachments.store.attachments().await.unwrap();
            let theirs = there.store.attachments().await.unwrap();
            assert_eq!(theirs, here);
            for ((_, bytes), scan) in scans.iter().zip(&theirs) {
                let found = target.read(&scan.hash).unwrap().unwrap();
                assert!(scans.iter().any(|(_, bytes)| *bytes == found), "{bytes:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_that_is_lost_is_told_and_the_backup_is_made_without_it() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let record = desk.credential("nm");
        let gone = desk.add(&record, "a.pdf", PDF).await.unwrap();
        let damaged = desk.add(&record, "b.png", PNG).await.unwrap();
        let whole = desk.add(&record, "c.jpg", JPEG).await.unwrap();
        fs::remove_file(desk.files().path(&gone.hash)).unwrap();
        let mut other = PNG.to_vec();
        other[9] ^= 1;
        fs::write(desk.files().path(&damaged.hash), other).unwrap();
        let names = |lost: Vec<Attachment>| lost.into_iter().map(|a| a.name).collect::<Vec<_>>();
        let quick = desk.attachments.lost(false).await.unwrap();
        assert_eq!(names(quick), ["a.pdf"]);
        let mut thorough = names(desk.attachments.lost(true).await.unwrap());
        thorough.sort();
        assert_eq!(thorough, ["a.pdf", "b.png"]);
        for lost in [&gone, &damaged] {
            let opened = desk.open_as(&desk.hr, &lost.id).await.unwrap();
            assert!(matches!(opened.read(), Err(AttachmentError::Lost { .. })));
        }
        let (store, files) = (desk.snapshots.store(), desk.files());
        let archive = desk.folder.join("a.tar.gz");
        let taken = backup(store, Some(&files), &archive, at(1)).await.unwrap();
        let mut lost = [gone.hash, damaged.hash];
        lost.sort();
        assert_eq!(taken.lost, lost);
        let target = Files::at(desk.folder.join("target"));
        assert_eq!(desk.attachments.copy_files(&target).await.unwrap(), lost);
        assert!(target.is_whole(&whole.hash));
    }
}

#[tokio::test]
async fn a_file_called_by_an_identity_number_is_not_so_called_to_others_than_hr() {
    let scratch = sqlite();
    let desk = Desk::open(&scratch).await;
    let record = desk.credential("nm");
    let staff = record.owner.clone().unwrap();
    let name = "王芳 11010519491231002X.pdf";
    let added = desk.add(&record, name, PDF).await.unwrap();
    for (role, departments, expected) in [
        (Role::Hr, &[] as &[&str], name),
        (Role::Auditor, &[], "王芳 **************002X.pdf"),
        (Role::Head, &["nm"], "王芳 **************002X.pdf"),
    ] {
        let reader = actor(role, departments);
        let listed = desk.list_as(&reader, &staff).await.unwrap();
        assert_eq!(listed[0].name, expected, "{role:?}");
        let opened = desk.open_as(&reader, &added.id).await.unwrap();
        assert_eq!(opened.attachment.name, expected, "{role:?}");
    }
}
