//! Identity numbers on both engines: sealed wherever they lie, and shown to few.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::TimeDelta;

use super::*;
use crate::access::{Actor, Role};
use crate::act::By;
use crate::backup::backup;
use crate::history;
use crate::import::{self, Mode, Upload};
use crate::ledger::fault::Warning;
use crate::snapshot::Snapshots;
use crate::store::Filter;
use crate::store::testing::{Scratch, engines, scratch_name, sqlite};
use crate::store::tests::{demo_hospital, open as open_store};

fn at(minutes: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    start.to_utc() + TimeDelta::minutes(minutes)
}

/// A made-up number that is right, another for each serial.
pub(crate) fn number(serial: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!(
        "110105{}{:02}01{:03}",
        1950 + serial % 50,
        serial / 50 % 12 + 1,
        serial % 1000
    );
    let digits = body.bytes().map(|digit| usize::from(digit - b'0'));
    let sum: usize = digits
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

pub(crate) struct Desk {
    pub(crate) snapshots: Snapshots,
    pub(crate) identities: Identities,
    pub(crate) folder: PathBuf,
    pub(crate) hr: Actor,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

impl Desk {
    pub(crate) async fn open(scratch: &Scratch) -> Self {
        let store = open_store(scratch).await;
        store.found(&demo_hospital()).await.unwrap();
        let folder = std::env::temp_dir().join(scratch_name());
        std::fs::create_dir_all(&folder).unwrap();
        let keyring = Keyring::of("x.db", Some(&folder.join("zhunru.key"))).unwrap();
        let by = By {
            id: "u1".to_owned(),
            name: "王芳".to_owned(),
        };
        Self {
            identities: Identities::new(store.clone(), keyring.clone()),
            snapshots: Snapshots::open(store).await.unwrap().with_keyring(keyring),
            folder,
            hr: Actor {
                by,
                role: Role::Hr,
                departments: BTreeSet::new(),
            },
        }
    }

    pub(crate) fn staff(&self, place: usize) -> String {
        let hospital = &self.snapshots.current().hospital;
        hospital.people[place].staff.to_string()
    }

    pub(crate) async fn set(&self, staff: &str, typed: &str) -> Result<(), IdentityError> {
        let right = self.hr.editing().unwrap();
        let of = (&*self.snapshots.current(), staff);
        self.identities.set(&right, at(0), of, typed).await
    }

    pub(crate) async fn masked(&self, staff: &str) -> Option<Masked> {
        let right = self.hr.auditing().unwrap();
        self.identities.masked(&right, staff).await.unwrap()
    }

    pub(crate) async fn reveal(
        &self,
        staff: &str,
        reason: &str,
    ) -> Result<IdentityNumber, IdentityError> {
        let right = self.hr.editing().unwrap();
        self.identities.reveal(&right, at(1), staff, reason).await
    }

    pub(crate) async fn import(&self, csv: &str) -> import::Imported {
        let right = self.hr.editing().unwrap();
        let upload = Upload {
            name: "台账.csv",
            bytes: csv.as_bytes(),
            mapping: &[],
        };
        let imported = import::apply(
            &right,
            &self.snapshots,
            upload,
            Mode::AllOrNothing,
            at(2),
            &|_| {},
        );
        imported.await.unwrap()
    }
}

fn fault<T: std::fmt::Debug>(found: Result<T, IdentityError>) -> IdentityFault {
    match found {
        Err(IdentityError::Fault(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_number_is_set_masked_revealed_for_a_reason_and_cleared() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let (staff, typed) = (desk.staff(0), number(7));
        assert_eq!(desk.masked(&staff).await, None);
        assert_eq!(
            fault(desk.reveal(&staff, "核对").await),
            IdentityFault::NotKept
        );
        desk.set(&staff, &typed.to_lowercase()).await.unwrap();
        let masked = desk.masked(&staff).await.unwrap();
        let shown: String = typed.chars().skip(14).collect();
        assert_eq!(masked.number, format!("{}{shown}", "*".repeat(14)));
        for reason in ["", "  ", &"长".repeat(201)] {
            let refused = desk.reveal(&staff, reason).await;
            assert_eq!(fault(refused), IdentityFault::NoReason);
        }
        let revealed = desk.reveal(&staff, " 办理证书 ").await.unwrap();
        assert_eq!(revealed.reveal(), typed);
        let right = desk.hr.editing().unwrap();
        desk.identities.clear(&right, at(2), &staff).await.unwrap();
        let again = desk.identities.clear(&right, at(2), &staff).await;
        assert_eq!(fault(again), IdentityFault::NotKept);
        assert_eq!(desk.masked(&staff).await, None);
        let store = desk.snapshots.store();
        let entries = store.audit(&Filter::default(), 99).await.unwrap();
        let acts: Vec<_> = entries.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(acts, ["identity.clear", "identity.reveal", "identity.set"]);
        assert_eq!(entries[1].reason.as_deref(), Some("办理证书"));
        assert_eq!(entries[1].subject.as_deref(), Some(staff.as_str()));
        assert!(!format!("{entries:?}").contains("110105"));
        assert!(store.verify_audit(None).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn only_a_number_of_somebody_is_kept() {
    let scratch = sqlite();
    let desk = Desk::open(&scratch).await;
    let staff = desk.staff(0);
    let mut wrong = number(7);
    let last = wrong.pop().unwrap();
    wrong.push(if last == '1' { '2' } else { '1' });
    let check = IdentityFault::Number(IdFault::CheckDigit);
    assert_eq!(fault(desk.set(&staff, &wrong).await), check);
    let form = IdentityFault::Number(IdFault::Form);
    assert_eq!(fault(desk.set(&staff, "123").await), form);
    let nobody = desk.set("nobody", &number(7)).await;
    assert_eq!(fault(nobody), IdentityFault::NoSuchPerson);
    let keyless = Identities::new(desk.snapshots.store().clone(), Keyring::default());
    let (right, snapshot) = (desk.hr.editing().unwrap(), desk.snapshots.current());
    let typed = number(7);
    let refused = keyless.set(&right, at(0), (&snapshot, &staff), &typed);
    assert_eq!(fault(refused.await), IdentityFault::NoKey);
    assert!(!format!("{:?}", IdentityNumber::parse(&number(7))).contains("110105"));
}

#[tokio::test]
async fn none_of_two_hundred_numbers_can_be_read_from_the_database_or_a_backup() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let mut csv = "工号,姓名,身份证号\n".to_owned();
        for serial in 0..200 {
            writeln!(csv, "X{serial},甲{serial},{}", number(serial)).unwrap();
        }
        let imported = desk.import(&csv).await;
        assert_eq!(imported.n_changes, 400);
        let store = desk.snapshots.store();
        assert_eq!(store.identities().await.unwrap().len(), 200);
        let file = desk.folder.join("copy.db");
        store.write_file(&file).await.unwrap();
        let archive = desk.folder.join("a.tar.gz");
        backup(store, None, &archive, at(3)).await.unwrap();
        let mut unpacked = Vec::new();
        let packed = std::fs::File::open(&archive).unwrap();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut unpacked)
            .unwrap();
        for bytes in [std::fs::read(&file).unwrap(), unpacked] {
            // By the 14 characters that are the same in many, and so much quicker to look for.
            let found = bytes.windows(6).any(|part| part == b"110105");
            assert!(!found);
        }
        let whole = desk.reveal("X7", "核对").await.unwrap();
        assert_eq!(whole.reveal(), number(7));
    }
}

#[tokio::test]
async fn an_import_keeps_what_is_new_and_warns_of_what_two_have() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let (one, two) = (desk.staff(0), desk.staff(1));
        desk.set(&one, &number(1)).await.unwrap();
        let csv = format!(
            "工号,身份证号\n{one},{}\n{two},{}\nY1,{}\n",
            number(1),
            number(1),
            number(2)
        );
        let imported = desk.import(&csv).await;
        let rows = &imported.checked.preview.rows;
        let warned =
            |row: usize, what: &Warning| rows[row].warnings.iter().any(|at| at.what == *what);
        let of = |staff: &String| Warning::IdNumberOfAnother {
            staff: staff.clone(),
        };
        assert!(warned(0, &of(&two)) && warned(1, &of(&one)), "{rows:?}");
        // One new person, and two numbers that were not kept yet.
        assert_eq!(imported.n_changes, 3);
        assert_eq!(
            desk.masked(&two).await.unwrap().shared_with,
            std::slice::from_ref(&one)
        );
        let again = desk.import(&csv).await;
        assert_eq!((again.n_changes, again.batch), (0, None));
        let differing = format!("工号,身份证号\n{one},{}\n{one},{}\n", number(3), number(4));
        let imported = desk.import(&differing).await;
        let rows = &imported.checked.preview.rows;
        let both = rows.iter().all(|row| {
            let mut warnings = row.warnings.iter();
            warnings.any(|at| at.what == Warning::OtherIdNumber)
        });
        assert!(both && imported.n_changes == 0, "{rows:?}");
        // A key that is lost takes nothing else along.
        std::fs::remove_file(desk.folder.join("zhunru.key")).unwrap();
        let csv = format!("工号,姓名,身份证号\nY2,乙,{}\n", number(5));
        let imported = desk.import(&csv).await;
        assert_eq!(imported.n_changes, 1);
        let row = &imported.checked.preview.rows[0];
        assert_eq!(row.warnings[0].what, Warning::IdNumberNotKept);
    }
}

#[tokio::test]
async fn a_number_in_the_place_of_another_is_not_taken_for_it() {
    let scratch = sqlite();
    let desk = Desk::open(&scratch).await;
    let (one, two) = (desk.staff(0), desk.staff(1));
    desk.set(&one, &number(1)).await.unwrap();
    desk.set(&two, &number(2)).await.unwrap();
    let store = desk.snapshots.store();
    let mut rows = store.identities().await.unwrap();
    let theirs = rows
        .iter()
        .find(|row| row.staff == two)
        .unwrap()
        .sealed
        .clone();
    rows.retain(|row| row.staff == one);
    rows[0].sealed = theirs;
    let keys = desk.identities.keyring.load().unwrap();
    assert!(matches!(open(&keys, &rows[0]), Err(KeyError::Damaged)));
}

#[tokio::test]
async fn taking_an_import_back_brings_the_number_before_back() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let [kept, cleared, other] = [0, 1, 2].map(|place| desk.staff(place));
        desk.set(&kept, &number(1)).await.unwrap();
        let csv = format!(
            "工号,身份证号\n{kept},{}\n{cleared},{}\n{other},{}\n",
            number(2),
            number(3),
            number(4)
        );
        let batch = desk.import(&csv).await.batch.unwrap();
        assert_eq!(
            desk.reveal(&kept, "核对").await.unwrap().reveal(),
            number(2)
        );
        let right = desk.hr.editing().unwrap();
        let undo = async |batch: &str, minutes| {
            history::undo_batch(&right, &desk.snapshots, batch, at(minutes)).await
        };
        assert_eq!(undo(&batch, 3).await.unwrap(), 3);
        assert_eq!(
            desk.reveal(&kept, "核对").await.unwrap().reveal(),
            number(1)
        );
        assert_eq!(desk.masked(&cleared).await, None);
        // Taking back is told, and can be taken back.
        let store = desk.snapshots.store();
        let filter = Filter {
            batch: Some(history::undoing(&batch)),
            ..Filter::default()
        };
        let told = store.audit(&filter, 10).await.unwrap();
        let acts: Vec<&str> = told.iter().map(|entry| &*entry.act).collect();
        assert_eq!(acts.iter().filter(|act| **act == "identity.set").count(), 1);
        assert_eq!(
            acts.iter().filter(|act| **act == "identity.clear").count(),
            2
        );
        undo(&history::undoing(&batch), 4).await.unwrap();
        assert_eq!(
            desk.reveal(&kept, "核对").await.unwrap().reveal(),
            number(2)
        );
        assert_eq!(
            desk.reveal(&cleared, "核对").await.unwrap().reveal(),
            number(3)
        );
        assert!(store.verify_audit(None).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn no_import_is_taken_back_over_a_number_that_was_set_since() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff = desk.staff(0);
        let csv = format!("工号,身份证号\n{staff},{}\n", number(2));
        let batch = desk.import(&csv).await.batch.unwrap();
        desk.set(&staff, &number(5)).await.unwrap();
        let right = desk.hr.editing().unwrap();
        let undone = history::undo_batch(&right, &desk.snapshots, &batch, at(3)).await;
        let Err(history::UndoError::ChangedSince(records)) = undone else {
            panic!("{undone:?}");
        };
        assert_eq!(records[0].kind.name(), "person");
        assert_eq!(
            desk.reveal(&staff, "核对").await.unwrap().reveal(),
            number(5)
        );
    }
}

#[tokio::test]
async fn a_file_does_something_else_once_its_number_is_kept() {
    let scratch = sqlite();
    let desk = Desk::open(&scratch).await;
    let staff = desk.staff(0);
    let csv = format!("工号,身份证号\n{staff},{}\n", number(2));
    let right = desk.hr.editing().unwrap();
    let print = async || {
        let upload = Upload {
            name: "台账.csv",
            bytes: csv.as_bytes(),
            mapping: &[],
        };
        let checked = import::check(&right, &desk.snapshots, upload, &|_| {}).await;
        checked.unwrap().fingerprint()
    };
    let before = print().await;
    assert_eq!(print().await, before);
    desk.set(&staff, &number(2)).await.unwrap();
    assert_ne!(print().await, before);
}
