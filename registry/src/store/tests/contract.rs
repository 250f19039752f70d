//! What is written comes back, once, whole and checked.

use eligibility::file::FaultKind;

use super::*;
use crate::snapshot::Snapshots;

#[tokio::test]
async fn what_was_written_is_read_back() {
    for hospital in [demo_hospital(), maximal_hospital()] {
        for scratch in engines().await {
            let store = open(&scratch).await;
            let version = store.found(&hospital).await.unwrap();
            let loaded = store.load_versioned().await.unwrap();
            assert!(loaded == (version, hospital.clone()), "{}", scratch.address);
            store.close().await;
            // Opened again, the migrations find nothing to do and nothing is lost.
            assert!(open(&scratch).await.load().await.unwrap() == hospital);
        }
    }
}

#[tokio::test]
async fn an_empty_database_is_an_empty_hospital() {
    for scratch in engines().await {
        let hospital = open(&scratch).await.load().await.unwrap();
        assert!(hospital.people.is_empty() && hospital.institution.departments.is_empty());
    }
}

#[tokio::test]
async fn a_hospital_is_founded_once() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        let again = store.found(&demo_hospital()).await;
        assert!(matches!(again, Err(StoreError::NotEmpty)), "{again:?}");
        assert!(store.load_versioned().await.unwrap() == (1, maximal_hospital()));
    }
}

#[tokio::test]
async fn a_faulty_hospital_is_not_written() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let mut hospital = maximal_hospital();
        hospital.people[1].radiation_work[0].code = "2X".to_owned();
        assert!(matches!(
            store.found(&hospital).await,
            Err(StoreError::Faulty(_))
        ));
        assert_eq!(store.version().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn an_inconsistent_row_is_named() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        for (statement, table, row, column, code) in [
            (
                "UPDATE licence SET \"from\" = '2026-13-01' WHERE ord = 2",
                "licence",
                "9/2",
                ".from",
                "wrong-kind",
            ),
            (
                "UPDATE licence_scope SET scope = 'magic' WHERE licence = 3",
                "licence_scope",
                "9/3/1",
                ".scopes[0]",
                "unknown-word",
            ),
            (
                "UPDATE department SET kind = 'moon' WHERE id = 'a'",
                "department",
                "2",
                ".kind",
                "unknown-word",
            ),
            (
                "UPDATE figure SET \"to\" = '2020-01-01' WHERE programme = 'p' AND ord = 1",
                "figure",
                "p/1",
                "figures[0]",
                "out-of-order",
            ),
        ] {
            run(&store, statement).await.unwrap();
            let StoreError::Inconsistent(faults) = store.load().await.unwrap_err() else {
                panic!("{statement}");
            };
            let fault = faults
                .iter()
                .find(|fault| fault.table == Some(table))
                .unwrap();
            assert_eq!(fault.row.as_deref(), Some(row));
            assert!(fault.fault.path.ends_with(column), "{}", fault.fault.path);
            assert_eq!(fault.fault.kind.code(), code);
            assert!(!matches!(fault.fault.kind, FaultKind::UnknownKey { .. }));
        }
    }
}

#[tokio::test]
async fn a_snapshot_follows_what_is_committed() {
    for scratch in engines().await {
        let ours = Snapshots::open(open(&scratch).await).await.unwrap();
        let theirs = Snapshots::open(open(&scratch).await).await.unwrap();
        let before = theirs.current();
        let founded = ours.found(&maximal_hospital()).await.unwrap();
        assert_eq!(founded.version, 1);
        assert_eq!(ours.current(), founded);
        assert_eq!(
            theirs.current(),
            before,
            "nothing moves until it is refreshed"
        );
        assert_eq!(theirs.refresh().await.unwrap(), founded);
        assert!(
            Arc::ptr_eq(&ours.refresh().await.unwrap(), &founded),
            "nothing is read twice"
        );
        assert!(
            before.hospital.people.is_empty(),
            "an old snapshot never changes"
        );
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_an_error() {
    let opened = Store::open("/no/such/folder/zhunru.db", catalogue()).await;
    assert!(matches!(opened, Err(StoreError::Database(_))));
    let opened = Store::open("mysql://localhost/zhunru", catalogue()).await;
    assert!(matches!(opened, Err(StoreError::UnknownScheme { .. })));
}
