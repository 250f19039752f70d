//! Settings of each connection, and writers among themselves.

use super::*;

#[tokio::test]
async fn every_connection_has_the_settings() {
    let scratch = sqlite();
    let store = open(&scratch).await;
    let mut held = Vec::new();
    for _ in 0..store.db.max_connections() {
        let mut tx = store.db.begin_read().await.unwrap();
        for (pragma, expected) in [
            ("busy_timeout", 5000),
            ("synchronous", 2),
            ("foreign_keys", 1),
        ] {
            let pragma = AssertSqlSafe(format!("PRAGMA {pragma}"));
            let found: i64 = sqlx::query_scalar(pragma)
                .fetch_one(&mut *tx)
                .await
                .unwrap();
            assert_eq!(found, expected);
        }
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(mode, "wal");
        held.push(tx);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_come_one_after_the_other() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let writer = |store: Store| async move {
            for _ in 0..10 {
                store
                    .db
                    .begin_write()
                    .await
                    .unwrap()
                    .commit()
                    .await
                    .unwrap();
            }
        };
        let writers: Vec<_> = (0..6)
            .map(|_| tokio::spawn(writer(store.clone())))
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(store.version().await.unwrap(), 60);
    }
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        drop(store.db.begin_write().await.unwrap());
        assert_eq!(store.version().await.unwrap(), 0);
    }
}
