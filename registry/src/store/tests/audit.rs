//! The log tells every change, and every way of tampering with it is found.

use eligibility::file::Node;

use super::*;

/// So many entries that, with sixteen ways of tampering with each, a thousand are tried.
const N_ENTRIES: i64 = 63;

fn add_employment(from: &str) -> Change {
    Change::Add {
        kind: RecordKind::from_name("employment").unwrap(),
        owner: Some("9".to_owned()),
        node: Node::table([("from", Node::text(from))]),
    }
}

async fn with_entries(scratch: &Scratch, n_entries: u64) -> Store {
    let store = open(scratch).await;
    store.found(&maximal_hospital()).await.unwrap();
    for number in 0..n_entries {
        let from = format!("20{:02}-01-01", number % 100);
        store.apply(&act(), &[add_employment(&from)]).await.unwrap();
    }
    store
}

async fn check_filters(store: &Store, record: Option<String>) {
    for (filter, expected) in [
        (
            Filter {
                batch: Some("b1".into()),
                ..Filter::default()
            },
            1,
        ),
        (
            Filter {
                subject: Some("9".into()),
                ..Filter::default()
            },
            2,
        ),
        (
            Filter {
                subject: Some("10".into()),
                ..Filter::default()
            },
            0,
        ),
        (
            Filter {
                act: Some("record".into()),
                ..Filter::default()
            },
            2,
        ),
        (
            Filter {
                act: Some("record.add".into()),
                ..Filter::default()
            },
            1,
        ),
        (
            Filter {
                act: Some("rec".into()),
                ..Filter::default()
            },
            0,
        ),
        (
            Filter {
                actor: Some("u1".into()),
                record,
                ..Filter::default()
            },
            2,
        ),
        (
            Filter {
                from: Some("2026-11-22".into()),
                before: Some("2026-11-23".into()),
                ..Filter::default()
            },
            2,
        ),
        (
            Filter {
                before: Some("2026-11-22".into()),
                ..Filter::default()
            },
            0,
        ),
        (
            Filter {
                below: Some(2),
                ..Filter::default()
            },
            1,
        ),
    ] {
        let found = store.audit(&filter, 10).await.unwrap().len();
        assert_eq!(found, expected, "{filter:?}");
    }
}

#[tokio::test]
async fn a_change_is_told_with_who_when_why_before_and_after() {
    for scratch in engines().await {
        let store = with_entries(&scratch, 1).await;
        let id = RecordId::parse(
            &store.audit(&Filter::default(), 1).await.unwrap()[0]
                .record
                .clone()
                .unwrap(),
        )
        .unwrap();
        let correct = Change::Correct {
            id: id.clone(),
            version: 1,
            node: Node::table([("from", Node::text("2005-05-05"))]),
        };
        let act = act().because(Some("抄写错误".to_owned())).in_batch("b1");
        store.apply(&act, &[correct]).await.unwrap();
        let entries = store.audit(&Filter::default(), 10).await.unwrap();
        assert_eq!(entries.len(), 2);
        let entry = &entries[0];
        assert_eq!((entry.seq, &*entry.act), (2, "record.correct"));
        assert_eq!((&*entry.actor, &*entry.actor_name), ("u1", "王芳"));
        assert_eq!(entry.at, "2026-11-22T08:30:00.000Z");
        assert_eq!(entry.subject.as_deref(), Some("9"));
        assert_eq!(entry.record, Some(id.to_string()));
        assert_eq!(entry.reason.as_deref(), Some("抄写错误"));
        assert_eq!(entry.before.as_deref(), Some(r#"{"from":"2000-01-01"}"#));
        assert_eq!(entry.after.as_deref(), Some(r#"{"from":"2005-05-05"}"#));
        assert_eq!(entry.previous, entries[1].hash);
        let record = Some(id.to_string());
        check_filters(&store, record).await;
        let head = store.audit_head().await.unwrap();
        assert_eq!(store.verify_audit(None).await.unwrap(), Ok(head));
    }
}

/// Tampering as somebody with the file would: past every trigger.
async fn tamper(store: &Store, statements: &[String]) {
    let mut tx = store.db.begin_write().await.unwrap();
    for statement in statements {
        sqlx::query(AssertSqlSafe(statement.clone()))
            .execute(tx.connection())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_log_cannot_be_changed_by_a_statement() {
    for scratch in engines().await {
        let store = with_entries(&scratch, 2).await;
        for statement in [
            "UPDATE audit SET actor = 'x' WHERE seq = 1",
            "DELETE FROM audit WHERE seq = 2",
        ] {
            assert!(run(&store, statement).await.is_err(), "{statement}");
        }
    }
}

async fn check_head_kept_elsewhere(store: &Store, head: &Head) {
    // A log that was cut short, and its head with it, is found by a head kept elsewhere.
    let last = N_ENTRIES - 2;
    let cut = [
        format!("DELETE FROM audit WHERE seq > {last}"),
        format!(
            "UPDATE hospital_version SET audit_seq = {last}, \
             audit_head = (SELECT hash FROM audit WHERE seq = {last})"
        ),
    ];
    tamper(store, &cut).await;
    assert!(store.verify_audit(None).await.unwrap().is_ok());
    let found = store.verify_audit(Some(head)).await.unwrap().unwrap_err();
    assert_eq!(
        found,
        Broken::CutShort {
            last,
            written: N_ENTRIES
        }
    );
    // So is one that was written anew.
    for _ in 0..2 {
        store
            .apply(&act(), &[add_employment("2020-01-01")])
            .await
            .unwrap();
    }
    let found = store.verify_audit(Some(head)).await.unwrap().unwrap_err();
    assert_eq!(found, Broken::OtherLog { seq: N_ENTRIES });
}

#[tokio::test]
async fn every_way_of_tampering_is_found_at_its_entry() {
    for scratch in engines().await {
        let store = with_entries(&scratch, N_ENTRIES.unsigned_abs()).await;
        let head = store.audit_head().await.unwrap();
        store.db.drop_audit_guards().await.unwrap();
        let copy = "CREATE TABLE kept AS SELECT * FROM audit".to_owned();
        tamper(&store, &[copy]).await;
        let back = [
            "DELETE FROM audit".to_owned(),
            "INSERT INTO audit SELECT * FROM kept".to_owned(),
        ];
        let mut n_tried = 0;
        for seq in 1..=N_ENTRIES {
            let swapped = seq % N_ENTRIES + 1;
            let first = seq.min(swapped);
            let columns = [
                "at",
                "actor",
                "actor_name",
                "act",
                "subject",
                "record",
                "batch",
                "reason",
                "\"before\"",
                "\"after\"",
                "previous",
                "hash",
            ];
            let edits = columns.iter().map(|column| {
                let value = if *column == "at" {
                    "'2026-11-22T08:30:00.001Z'"
                } else {
                    "'x'"
                };
                (
                    vec![format!(
                        "UPDATE audit SET {column} = {value} WHERE seq = {seq}"
                    )],
                    seq,
                )
            });
            let removed = (vec![format!("DELETE FROM audit WHERE seq = {seq}")], seq);
            let closed_up = (
                vec![
                    format!("DELETE FROM audit WHERE seq = {seq}"),
                    format!("UPDATE audit SET seq = -seq WHERE seq > {seq}"),
                    "UPDATE audit SET seq = -seq - 1 WHERE seq < 0".to_owned(),
                ],
                seq,
            );
            let swap = (
                vec![
                    format!("UPDATE audit SET seq = -1 WHERE seq = {seq}"),
                    format!("UPDATE audit SET seq = {seq} WHERE seq = {swapped}"),
                    format!("UPDATE audit SET seq = {swapped} WHERE seq = -1"),
                ],
                first,
            );
            let forged = (
                vec![
                    format!("UPDATE audit SET seq = -seq WHERE seq >= {seq}"),
                    "UPDATE audit SET seq = 1 - seq WHERE seq < 0".to_owned(),
                    format!(
                        "INSERT INTO audit SELECT {seq}, {} FROM kept WHERE seq = {swapped}",
                        columns.join(", ")
                    ),
                ],
                seq,
            );
            for (statements, at) in edits.chain([removed, closed_up, swap, forged]) {
                tamper(&store, &statements).await;
                let found = store.verify_audit(None).await.unwrap().unwrap_err();
                let cut_short = Broken::CutShort {
                    last: N_ENTRIES - 1,
                    written: N_ENTRIES,
                };
                let last_one_gone = seq == N_ENTRIES && found == cut_short;
                assert!(
                    found == Broken::Entry { seq: at } || last_one_gone,
                    "{statements:?}: {found:?}"
                );
                tamper(&store, &back).await;
                n_tried += 1;
            }
        }
        assert_eq!(n_tried, 1_008);
        assert_eq!(
            store.verify_audit(Some(&head)).await.unwrap(),
            Ok(head.clone())
        );
        check_head_kept_elsewhere(&store, &head).await;
    }
}

#[tokio::test]
async fn a_log_that_cannot_be_written_stops_the_change() {
    for scratch in engines().await {
        let store = with_entries(&scratch, 1).await;
        let before = store.load().await.unwrap();
        store.db.drop_audit_guards().await.unwrap();
        tamper(
            &store,
            &["UPDATE hospital_version SET audit_seq = 0".to_owned()],
        )
        .await;
        let refused = store.apply(&act(), &[add_employment("2020-01-01")]).await;
        assert!(refused.is_err());
        assert_eq!(store.load().await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_text_is_found_where_it_stands_and_no_sign_of_it_means_anything() {
    for scratch in engines().await {
        let store = with_entries(&scratch, 2).await;
        let because = act().because(Some("换证 100%_核对".to_owned()));
        store
            .apply(&because, &[add_employment("2005-05-05")])
            .await
            .unwrap();
        let n_found = async |filter: Filter| store.audit(&filter, 10).await.unwrap().len();
        let text = |text: &str| Filter {
            text: Some(text.to_owned()),
            ..Filter::default()
        };
        for (found, expected) in [
            ("2005-05-05", 1),
            ("FROM", 3),
            ("100%_核", 1),
            ("0_01", 0),
            ("%", 1),
            ("\\", 0),
            ("'", 0),
            ("9", 3),
        ] {
            assert_eq!(n_found(text(found)).await, expected, "{found}");
        }
        let who = |who: &str| Filter {
            who: Some(who.to_owned()),
            text: Some("2005".to_owned()),
            ..Filter::default()
        };
        for (found, expected) in [("u1", 1), ("王", 1), ("U1", 0), ("李", 0)] {
            assert_eq!(n_found(who(found)).await, expected, "{found}");
        }
    }
}
