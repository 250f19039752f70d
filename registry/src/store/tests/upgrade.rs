//! A step that makes tables anew keeps what is in them.

use sqlx::{AnyConnection, Connection as _, Executor as _};

use super::super::db::{MIGRATOR, url_of_file};
use super::*;
use crate::notices::{Asked, Failure};

/// The last step before messages could have failed.
const BEFORE_FAILED: i64 = 21;

#[tokio::test]
async fn messages_and_what_they_told_outlive_the_step_that_makes_their_tables_anew() {
    for scratch in engines().await {
        sqlx::any::install_default_drivers();
        let url = match &scratch.file {
            Some(_) => url_of_file(&scratch.address, "rwc"),
            None => scratch.address.clone(),
        };
        let mut old = AnyConnection::connect(&url).await.unwrap();
        if scratch.file.is_some() {
            old.execute("PRAGMA foreign_keys = ON").await.unwrap();
        }
        MIGRATOR.run_to(BEFORE_FAILED, &mut old).await.unwrap();
        for statement in [
            "INSERT INTO notice_message (id, recipient, recipient_name, channel, channel_name, day, \
             state, planned_at, next_at, tried_at, sent_at, n_attempts, failure, title, said) \
             VALUES ('m1', 'r1', '人事', 'mail', 'hr@example.cn', '2026-11-22', 'sent', \
             '2026-11-22T00:05:00.000Z', '2026-11-22T00:05:00.000Z', '2026-11-22T00:05:00.000Z', \
             '2026-11-22T00:05:00.000Z', 0, NULL, '到期提醒', '张三')",
            "INSERT INTO notice_message (id, recipient, recipient_name, channel, channel_name, day, \
             state, planned_at, next_at, n_attempts, failure) \
             VALUES ('m2', 'r1', '人事', 'mail', 'hr@example.cn', '2026-11-23', 'queued', \
             '2026-11-23T00:05:00.000Z', '2026-11-23T00:05:00.000Z', 3, 'smtp:550')",
            "INSERT INTO notice_item (subject, last_day, stage, recipient, channel, message, told) \
             VALUES ('credential-1', '2026-12-31', 60, 'r1', 'mail', 'm1', 1)",
            "INSERT INTO notice_item (subject, last_day, stage, recipient, channel, message) \
             VALUES ('credential-2', '2026-12-31', 60, 'r1', 'mail', 'm2')",
        ] {
            old.execute(statement).await.unwrap();
        }
        old.close().await.unwrap();
        let store = open(&scratch).await;
        let history = store.notice_history(&Asked::default()).await.unwrap();
        let [queued, sent] = &history.messages[..] else {
            panic!("{history:?}");
        };
        assert_eq!((&*queued.id, queued.n_items), ("m2", 1));
        assert_eq!(queued.failure, Some(Failure::Smtp(550)));
        assert_eq!((queued.n_attempts, &queued.answer), (3, &None));
        assert_eq!((&*sent.id, sent.n_items), ("m1", 1));
        assert_eq!(sent.said.as_deref(), Some("张三"));
        assert_eq!(
            items(&store).await,
            [("m1".to_owned(), 1), ("m2".to_owned(), 0)]
        );
        // What belongs to a message still goes with it, and belongs to none that is not there.
        let stray = "UPDATE notice_item SET message = 'm3' WHERE message = 'm1'";
        assert!(run(&store, stray).await.is_err());
        let remove = "DELETE FROM notice_message WHERE id = 'm1'";
        run(&store, remove).await.unwrap();
        assert_eq!(items(&store).await, [("m2".to_owned(), 0)]);
        let failed = "UPDATE notice_message SET state = 'failed', answer = '5.1.1 no such user'";
        run(&store, failed).await.unwrap();
        let unknown = "UPDATE notice_message SET state = 'weather'";
        assert!(run(&store, unknown).await.is_err());
    }
}

/// Of each item the message it belongs to, and whether it was told.
async fn items(store: &Store) -> Vec<(String, i64)> {
    let mut tx = store.db.begin_read().await.unwrap();
    let items = sqlx::query_as("SELECT message, told FROM notice_item ORDER BY message");
    items.fetch_all(&mut *tx).await.unwrap()
}
