//! A hospital moves from one database to another, whole or not at all.

use eligibility::file::Node;

use super::super::layout;
use super::*;
use crate::snapshot::Snapshots;

/// A hospital with a history: records changed one by one, each with its audit entry.
async fn with_history(scratch: &Scratch) -> Store {
    let store = open(scratch).await;
    store.found(&maximal_hospital()).await.unwrap();
    for year in 2001..2011 {
        let from = Node::text(format!("{year}-01-01"));
        let added = Change::Add {
            kind: RecordKind::from_name("employment").unwrap(),
            owner: Some("9".to_owned()),
            node: Node::table([("from", from)]),
        };
        let id = store
            .apply(&act(), &[added])
            .await
            .unwrap()
            .records
            .remove(0);
        if year % 3 == 0 {
            let remove = Change::Remove { id, version: 1 };
            store.apply(&act(), &[remove]).await.unwrap();
        }
    }
    store
}

/// Every pair of engines that can be tested here, each database empty.
async fn pairs() -> Vec<(Scratch, Scratch)> {
    let mut pairs = vec![(sqlite(), sqlite())];
    if let (Some(from), Some(to)) = (postgres().await, postgres().await) {
        pairs.push((sqlite(), to));
        pairs.push((from, sqlite()));
        if let (Some(from), Some(to)) = (postgres().await, postgres().await) {
            pairs.push((from, to));
        }
    }
    pairs
}

#[tokio::test]
async fn everything_moves_between_any_two_engines() {
    for (from, to) in pairs().await {
        let (source, target) = (with_history(&from).await, open(&to).await);
        let contents = source.copy_to(&target).await.unwrap();
        assert!(target.load_indexed().await.unwrap() == source.load_indexed().await.unwrap());
        assert_eq!(contents.head, source.audit_head().await.unwrap());
        assert_eq!(contents.head.seq, 14);
        assert_eq!(contents.counts["audit"], 14);
        assert_eq!(contents.counts["hospital_version"], 1);
        let filter = Filter::default();
        assert_eq!(
            target.audit(&filter, 99).await.unwrap(),
            source.audit(&filter, 99).await.unwrap()
        );
        assert_eq!(target.verify_audit(None).await.unwrap(), Ok(contents.head));
        // And the numbers of new records go on where they were.
        let next = |store: Store| async move {
            let from = Node::text("2020-01-01");
            let added = Change::Add {
                kind: RecordKind::from_name("employment").unwrap(),
                owner: Some("9".to_owned()),
                node: Node::table([("from", from)]),
            };
            store
                .apply(&act(), &[added])
                .await
                .unwrap()
                .records
                .remove(0)
        };
        assert_eq!(next(source).await, next(target).await);
    }
}

#[tokio::test]
async fn no_table_is_left_behind_but_those_listed() {
    let copied: Vec<_> = layout::tables().await.unwrap();
    for scratch in engines().await {
        let store = open(&scratch).await;
        let mut found = schema::table_names(&store, scratch.file.is_none()).await;
        let mut names: Vec<_> = copied.iter().map(|table| table.name.clone()).collect();
        names.extend(layout::STAYING.iter().map(|(name, _)| (*name).to_owned()));
        names.sort();
        found.sort();
        assert_eq!(names, found);
    }
    let n_columns: usize = tables().iter().map(|table| table.columns.len()).sum();
    assert!(
        copied
            .iter()
            .map(|table| table.columns.len())
            .sum::<usize>()
            > n_columns
    );
    let place = |name| copied.iter().position(|table| table.name == name).unwrap();
    assert!(place("person") < place("licence") && place("licence") < place("suspension"));
}

/// Somebody who is signed in, a link, and an attempt to sign in.
const STALE: [&str; 9] = [
    "INSERT INTO account (id, login, name, role, created) VALUES \
        ('a1', 'a', 'a', 'hr', '2026-11-22T08:30:00.000Z')",
    "INSERT INTO session VALUES ('s1', 'stale-session-token', 'a1', '2026-11-22T08:30:00.000Z', \
        '2026-11-22T08:30:00.000Z', '2026-11-22T20:30:00.000Z', '10.0.0.1', 'browser')",
    "INSERT INTO half_sign_in VALUES ('stale-half', 'a1', 'x', '2026-11-22T08:35:00.000Z')",
    "INSERT INTO set_up_link VALUES ('stale-link-token', 'a1', '2026-11-25T08:30:00.000Z')",
    "INSERT INTO feed VALUES ('f1', 'stale-feed-token', 'a1', NULL, NULL, NULL, 'zh', 1, 0, \
        '2026-11-22T08:30:00.000Z', NULL)",
    "INSERT INTO api_token VALUES ('t1', 'stale-api-token', 'a1', 'x', 1, 0, 0, \
        '2026-11-22T08:30:00.000Z', '2027-02-20T08:30:00.000Z', NULL)",
    "INSERT INTO job_run VALUES ('stale-job', '2026-11-22', 'x', '2026-11-22T08:35:00.000Z', NULL)",
    "INSERT INTO sign_in_failure VALUES ('stale-login', 1, '2026-11-22T08:30:00.000Z', NULL)",
    "INSERT INTO upload VALUES ('stale-upload', 'a1', 'stale-file', '', '[]', \
        '2026-11-22T08:30:00.000Z', NULL)",
];

async fn with_stale(scratch: &Scratch) -> Store {
    let store = with_history(scratch).await;
    for statement in STALE {
        run(&store, statement).await.unwrap();
    }
    store
}

async fn count(table: &str, store: &Store) -> i64 {
    let mut tx = store.db.begin_read().await.unwrap();
    layout::count(table, &mut tx).await.unwrap()
}

#[tokio::test]
async fn what_lets_somebody_in_stays_behind() {
    for (from, to) in pairs().await {
        let (source, target) = (with_stale(&from).await, open(&to).await);
        // A server that was started here has given out a link for a first administrator.
        let link = "INSERT INTO set_up_link VALUES ('theirs', NULL, '2026-11-25T08:30:00.000Z')";
        run(&target, link).await.unwrap();
        let contents = source.copy_to(&target).await.unwrap();
        assert_eq!(count("account", &target).await, 1);
        for (table, _) in layout::STAYING {
            assert_eq!(count(table, &source).await, 1, "{table}");
            assert_eq!(count(table, &target).await, 0, "{table}");
            assert!(!contents.counts.contains_key(*table), "{table}");
        }
    }
}

#[tokio::test]
async fn no_byte_of_what_stays_behind_is_in_a_file() {
    for scratch in engines().await {
        let store = with_stale(&scratch).await;
        let file = sqlite();
        let path = file.file.as_ref().unwrap();
        store.write_file(path).await.unwrap();
        let bytes = std::fs::read(path).unwrap();
        let holds = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        assert!(holds("王芳"));
        for stale in [
            "stale-session-token",
            "stale-link-token",
            "stale-login",
            "stale-half",
            "stale-feed-token",
            "stale-file",
        ] {
            assert!(!holds(stale), "{stale}");
        }
    }
}

#[tokio::test]
async fn nothing_moves_into_a_database_that_is_not_empty() {
    for (from, to) in pairs().await {
        let (source, target) = (with_history(&from).await, open(&to).await);
        target.found(&demo_hospital()).await.unwrap();
        let refused = source.copy_to(&target).await;
        assert!(
            matches!(refused, Err(CopyError::NotEmpty { .. })),
            "{refused:?}"
        );
        assert!(target.load_versioned().await.unwrap() == (1, demo_hospital()));
    }
}

#[tokio::test]
async fn a_log_without_records_is_not_an_empty_database() {
    for (from, to) in pairs().await {
        let (source, target) = (with_history(&from).await, open(&to).await);
        let added = Change::Add {
            kind: RecordKind::from_name("department").unwrap(),
            owner: None,
            node: Node::table([("id", Node::text("d")), ("kind", Node::text("imaging"))]),
        };
        let id = target
            .apply(&act(), &[added])
            .await
            .unwrap()
            .records
            .remove(0);
        let remove = Change::Remove { id, version: 1 };
        target.apply(&act(), &[remove]).await.unwrap();
        let refused = source.copy_to(&target).await;
        assert!(
            matches!(refused, Err(CopyError::NotEmpty { .. })),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn a_broken_log_does_not_move() {
    for (from, to) in pairs().await {
        let (source, target) = (with_history(&from).await, open(&to).await);
        source.db.drop_audit_guards().await.unwrap();
        run(&source, "UPDATE audit SET actor = 'nobody' WHERE seq = 5")
            .await
            .unwrap();
        let refused = source.copy_to(&target).await;
        assert!(
            matches!(refused, Err(CopyError::Audit(Broken::Entry { seq: 5 }))),
            "{refused:?}"
        );
        let (_, hospital, _) = target.load_indexed().await.unwrap();
        assert!(hospital.people.is_empty());
        assert_eq!(target.audit_head().await.unwrap().seq, 0);
    }
}

#[tokio::test]
async fn a_server_on_the_target_sees_what_has_come() {
    for (from, to) in pairs().await {
        let (source, target) = (with_history(&from).await, open(&to).await);
        // Writes that left nothing behind have raised the target's version above the source's.
        for _ in 0..30 {
            run(&target, "DELETE FROM person").await.unwrap();
        }
        let theirs = Snapshots::open(open(&to).await).await.unwrap();
        let before = theirs.current().version;
        source.copy_to(&target).await.unwrap();
        let now = theirs.refresh().await.unwrap();
        assert!(now.version > before && now.hospital == source.load().await.unwrap());
    }
}
