use std::io;

use eligibility::file::{Fault, FaultKind, Faults};
use registry::backup::{BackupError, Damage};
use registry::store::{Broken, CopyError, Head, Inconsistency, StoreError};

use super::said;
use crate::wording::upkeep::{backup_error, broken, copy_error, store_error};

fn cause() -> io::Error {
    io::Error::other("said by the system")
}

fn database() -> StoreError {
    StoreError::Database(cause().into())
}

fn migration() -> StoreError {
    match database() {
        StoreError::Database(error) => StoreError::Migration(error.into()),
        other => other,
    }
}

fn fault() -> Fault {
    Fault {
        path: "people[0].staff".to_owned(),
        line: None,
        kind: FaultKind::MissingKey {
            key: "staff".to_owned(),
        },
    }
}

fn head(seq: i64) -> Head {
    Head {
        seq,
        hash: "9f86d0".to_owned(),
    }
}

#[test]
fn whatever_is_wrong_with_a_database_is_said_in_both_languages() {
    let between = Inconsistency {
        table: None,
        row: None,
        record: None,
        fault: fault(),
    };
    let inconsistent = Inconsistency {
        table: Some("person"),
        row: Some("9".to_owned()),
        ..between.clone()
    };
    let scheme = "mysql".to_owned();
    let found = "3.40.1".to_owned();
    let errors = [
        ("database", database()),
        ("migration", migration()),
        ("unknown-scheme", StoreError::UnknownScheme { scheme }),
        ("not-a-file", StoreError::NotAFile),
        (
            "no-database",
            StoreError::NoDatabase {
                path: "zhunru.db".into(),
            },
        ),
        (
            "engine-too-old",
            StoreError::EngineTooOld {
                found,
                needed: "3.51.3",
            },
        ),
        (
            "damaged",
            StoreError::Damaged {
                said: "row 7 missing from index".to_owned(),
            },
        ),
        (
            "uncopyable",
            StoreError::Uncopyable {
                table: "person".to_owned(),
            },
        ),
        ("not-empty", StoreError::NotEmpty),
        ("faulty", StoreError::Faulty(Faults(vec![fault()]))),
        (
            "json",
            StoreError::Json(serde::de::Error::custom("no number")),
        ),
        (
            "inconsistent",
            StoreError::Inconsistent(vec![inconsistent, between]),
        ),
    ];
    insta::assert_snapshot!(said(&errors, |voice, error| store_error(voice.lang, error)));
}

#[test]
fn why_nothing_was_copied_is_said_in_both_languages() {
    let table = "person".to_owned();
    let errors = [
        ("store", CopyError::Store(StoreError::NotAFile)),
        (
            "not-empty",
            CopyError::NotEmpty {
                table: table.clone(),
            },
        ),
        (
            "count",
            CopyError::Count {
                table,
                read: 3,
                written: 2,
            },
        ),
        (
            "head",
            CopyError::Head {
                read: head(3),
                written: head(2),
            },
        ),
        ("audit", CopyError::Audit(Broken::Entry { seq: 5 })),
    ];
    insta::assert_snapshot!(said(&errors, |voice, error| copy_error(voice.lang, error)));
}

#[test]
fn whatever_is_wrong_with_a_backup_is_said_in_both_languages() {
    let name = || "database.sqlite".to_owned();
    let path = || "a.tar.gz".into();
    let damaged = BackupError::Damaged;
    let newer = BackupError::TooNew {
        product: "9.0.0".to_owned(),
        schema: 12,
        known: 4,
    };
    let errors = [
        ("store", BackupError::Store(StoreError::NotAFile)),
        (
            "copy",
            BackupError::Copy(CopyError::NotEmpty {
                table: "person".to_owned(),
            }),
        ),
        (
            "file",
            BackupError::File {
                path: path(),
                source: cause(),
            },
        ),
        ("exists", BackupError::Exists { path: path() }),
        ("too-new", newer),
        ("unreadable", damaged(Damage::Unreadable(cause()))),
        ("no-manifest", damaged(Damage::NoManifest)),
        (
            "manifest",
            damaged(Damage::Manifest(serde::de::Error::custom("no number"))),
        ),
        ("unexpected", damaged(Damage::Unexpected { name: name() })),
        ("missing", damaged(Damage::Missing { name: name() })),
        ("changed", damaged(Damage::Changed { name: name() })),
        (
            "damaged-database",
            damaged(Damage::Database(StoreError::Damaged {
                said: "not ok".to_owned(),
            })),
        ),
        ("contents", damaged(Damage::Contents)),
    ];
    insta::assert_snapshot!(said(&errors, |voice, error| backup_error(
        voice.lang, error
    )));
}

#[test]
fn whatever_is_wrong_with_the_audit_log_is_said_in_both_languages() {
    let found = [
        ("entry", Broken::Entry { seq: 5 }),
        (
            "cut-short",
            Broken::CutShort {
                last: 5,
                written: 9,
            },
        ),
        ("other-log", Broken::OtherLog { seq: 5 }),
    ];
    insta::assert_snapshot!(said(&found, |voice, one| broken(voice.lang, one)));
}
