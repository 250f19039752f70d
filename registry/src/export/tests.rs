//! What leaves is told first, comes back unchanged, and is counted as it is.

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use eligibility::standard::Library;

use super::*;
use crate::access::{Actor, Role};
use crate::assessments::Assessments;
use crate::import::{self, Upload};
use crate::ledger::book;
use crate::ledger::kinds::MARK;
use crate::snapshot::{Snapshot, Snapshots};
use crate::staff_list::standing::Status;
use crate::store::testing::engines;
use crate::store::tests::{demo_hospital, open};
use crate::store::{Entry, Filter};

fn at() -> DateTime<Utc> {
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    at.to_utc()
}

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn actor(role: Role) -> Actor {
    Actor {
        role,
        ..Actor::command_line()
    }
}

/// An export that was carried out, and the entry it left.
struct Done {
    exported: Exported,
    entry: Entry,
}

struct Desk {
    snapshots: Snapshots,
    assessments: Assessments,
}

impl Desk {
    async fn of(store: Store) -> Self {
        let catalogue = Arc::clone(store.catalogue());
        Self {
            snapshots: Snapshots::open(store).await.unwrap(),
            assessments: Assessments::new(catalogue, Library::default()),
        }
    }

    async fn export(&self, wanted: Wanted<'_>) -> Done {
        self.export_by(&actor(Role::Auditor), wanted).await
    }

    async fn export_by(&self, who: &Actor, wanted: Wanted<'_>) -> Done {
        let snapshot = self.snapshots.current();
        let seen = Seen::new(who.reading(), today(), &snapshot, &self.assessments);
        let right = who.auditing().unwrap();
        let prepared = prepare(&right, &seen, wanted).unwrap();
        let store = self.snapshots.store();
        let exported = prepared.tell(store).await.unwrap();
        let newest = store.audit(&Filter::default(), 1).await.unwrap();
        let entry = newest.into_iter().next().unwrap();
        Done { exported, entry }
    }

    /// How many rows of a file an import would not leave as they are.
    async fn changes(&self, name: &str, bytes: &[u8]) -> (usize, usize) {
        let hr = actor(Role::Hr);
        let upload = Upload {
            name,
            bytes,
            mapping: &[],
        };
        let right = hr.editing().unwrap();
        let checked = import::check(&right, &self.snapshots, upload, &|_| {}).await;
        let preview = checked.unwrap().preview;
        (
            preview.rows.len(),
            preview.changes.len() + preview.counts.bad,
        )
    }
}

/// What a CSV file is called here.
const CSV: &str = "a.csv";

/// The rows of a file below the headers, the mark not counted.
fn rows_of(name: &str, bytes: &[u8]) -> usize {
    let book = book::read(name, bytes).unwrap();
    let title = usize::from(name == CSV);
    let sheets = book.sheets.iter().filter(|sheet| sheet.name != MARK.0);
    sheets.map(|sheet| sheet.rows.len() - 1 - title).sum()
}

/// Every text of a file, as it lies in the archive of a workbook.
fn text_of(name: &str, bytes: &[u8]) -> String {
    if name == CSV {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).unwrap();
        let _not_text = entry.read_to_string(&mut text);
    }
    text
}

fn nuclear() -> Query {
    Query {
        department: Some("nm".to_owned()),
        status: Some(Status::Active),
        ..Query::default()
    }
}

#[tokio::test]
async fn what_a_filter_finds_leaves_as_it_is_and_the_log_counts_it() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let version = store.found(&demo_hospital()).await.unwrap();
        let desk = Desk::of(store).await;
        let query = nuclear();
        for (format, name) in [
            (Format::Sheets, "a.xlsx"),
            (Format::Wide, "a.xlsx"),
            (Format::Csv, CSV),
        ] {
            let wanted = Wanted {
                whose: Whose::Found(&query),
                on: today(),
                format,
                reason: " 职业健康检查 ",
                at: at(),
            };
            let Done { exported, entry } = desk.export(wanted).await;
            let (n_rows, n_changed) = desk.changes(name, &exported.bytes).await;
            assert!(0 < n_rows && n_changed == 0, "{format:?}: {n_changed}");
            assert_eq!(rows_of(name, &exported.bytes), exported.n_rows);
            assert_eq!(entry.reason.as_deref(), Some("职业健康检查"));
            assert_eq!((entry.actor.as_str(), &entry.record), ("cli", &None));
            let told = entry.after.unwrap();
            let counted = format!(
                "\"people\":{},\"rows\":{}",
                exported.n_people, exported.n_rows
            );
            assert!(told.contains(&counted), "{told}");
            assert!(
                told.contains("\"department\":\"nm\",\"status\":\"active\""),
                "{told}"
            );
            assert!(
                told.contains("工号") && told.contains(format.ending()),
                "{told}"
            );
            let large = exported.n_rows > LARGE;
            let act = if large {
                "export.large"
            } else {
                "export.ledger"
            };
            assert_eq!(entry.act, act);
        }
        // It is no fact about the hospital, and the log is whole.
        let store = desk.snapshots.store();
        assert_eq!(store.version().await.unwrap(), version);
        assert!(store.verify_audit(None).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn the_whole_book_is_large_and_says_so() {
    let scratch = crate::store::testing::sqlite();
    let store = open(&scratch).await;
    let hospital = demo_hospital();
    store.found(&hospital).await.unwrap();
    let desk = Desk::of(store).await;
    let wanted = Wanted {
        whose: Whose::Everybody,
        on: today(),
        format: Format::Sheets,
        reason: "年度备案",
        at: at(),
    };
    let Done { exported, entry } = desk.export(wanted).await;
    assert_eq!(exported.n_people, hospital.people.len());
    assert!(exported.is_large());
    assert_eq!(entry.act, "export.large");
    assert_eq!(desk.changes("a.xlsx", &exported.bytes).await.1, 0);
    let large = Exported {
        n_rows: LARGE,
        ..exported
    };
    assert!(!large.is_large());
}

#[test]
fn nothing_leaves_without_a_reason_or_without_people() {
    let auditor = actor(Role::Auditor);
    let snapshot = Snapshot::unstored(1, demo_hospital());
    let catalogue = eligibility::catalogue::Catalogue::built_in().unwrap();
    let assessments = Assessments::new(Arc::new(catalogue), Library::default());
    let seen = Seen::new(auditor.reading(), today(), &snapshot, &assessments);
    let right = auditor.auditing().unwrap();
    let nobody = Query {
        text: Some("zzzzzz".to_owned()),
        ..Query::default()
    };
    let try_with = |query: &Query, reason: &str| {
        let wanted = Wanted {
            whose: Whose::Found(query),
            on: today(),
            format: Format::Csv,
            reason,
            at: at(),
        };
        prepare(&right, &seen, wanted).unwrap_err()
    };
    assert!(matches!(try_with(&nuclear(), " \n"), ExportError::NoReason));
    let long = "长".repeat(MOST_REASON_CHARS + 1);
    assert!(matches!(
        try_with(&nuclear(), &long),
        ExportError::LongReason
    ));
    assert!(matches!(try_with(&nobody, "体检"), ExportError::Nobody));
}

#[tokio::test]
async fn each_file_says_who_took_it_and_an_auditor_gets_no_identity_number() {
    let scratch = crate::store::testing::sqlite();
    let store = open(&scratch).await;
    let mut hospital = demo_hospital();
    let inside = "11010519491231002X";
    let whole = format!("198814110{inside}");
    let person = &mut hospital.people[0];
    person.credentials[0].number = Some(whole.clone());
    store.found(&hospital).await.unwrap();
    let desk = Desk::of(store).await;
    let formats = [
        (Format::Sheets, "a.xlsx"),
        (Format::Wide, "a.xlsx"),
        (Format::Csv, CSV),
    ];
    for (format, name) in formats {
        for role in [Role::Hr, Role::Auditor] {
            let who = Actor {
                by: crate::act::By {
                    id: "u1".to_owned(),
                    name: "王;芳&Co".to_owned(),
                },
                ..actor(role)
            };
            let wanted = Wanted {
                whose: Whose::Everybody,
                on: today(),
                format,
                reason: "核对, 证书",
                at: at(),
            };
            let Done { exported, entry } = desk.export_by(&who, wanted).await;
            let text = text_of(name, &exported.bytes);
            let is_hr = role == Role::Hr;
            assert_eq!(text.contains(&whole), is_hr, "{format:?} {role:?}");
            assert_eq!(text.contains(inside), is_hr, "{format:?} {role:?}");
            let masked = format!("\"masked\":{}", !is_hr);
            assert!(entry.after.unwrap().contains(&masked));
            assert!(text.contains("2026-11-22 16:30"), "{format:?}");
            let who = if format == Format::Csv {
                "王;芳&Co"
            } else {
                "王;芳&amp;Co"
            };
            assert!(
                text.contains(who) && text.contains("核对, 证书"),
                "{format:?}"
            );
            if format != Format::Csv {
                // In the foot of each page, where a single & would begin a code.
                let feet = text
                    .matches("<oddFooter>&amp;L导出：王;芳&amp;&amp;Co，2026")
                    .count();
                assert_eq!(feet, text.matches("<sheetData").count() - 1);
            }
            // What an auditor took out changes nothing either when HR reads it back.
            assert_eq!(
                desk.changes(name, &exported.bytes).await.1,
                0,
                "{format:?} {role:?}"
            );
        }
    }
}
