//! The schema and the declared tables say the same, and the schema guards what it can.

use super::super::table::{Holds, Kind};
use super::*;

#[tokio::test]
async fn the_maximal_hospital_fills_every_column() {
    let scratch = sqlite();
    let store = open(&scratch).await;
    store.found(&maximal_hospital()).await.unwrap();
    let mut tx = store.db.begin_read().await.unwrap();
    for table in tables() {
        for column in table.columns {
            let count = format!("SELECT COUNT(\"{}\") FROM {}", column.name, table.name);
            let n_filled: i64 = sqlx::query_scalar(AssertSqlSafe(count))
                .fetch_one(&mut *tx)
                .await
                .unwrap();
            assert!(n_filled > 0, "{}.{}", table.name, column.name);
        }
    }
}

#[tokio::test]
async fn the_schema_refuses_what_cannot_be_read() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&maximal_hospital()).await.unwrap();
        for statement in [
            "UPDATE employment SET \"from\" = '2026-1-1'",
            "UPDATE licence SET main_here = 2",
            "UPDATE figure SET numerator = -1",
            "UPDATE attestation SET met = NULL",
            "UPDATE posting SET staff = 'nobody'",
            "INSERT INTO institution (ord) VALUES (2)",
            "INSERT INTO hospital_version (id, version) VALUES (2, 0)",
            "INSERT INTO suspension (staff, licence, ord) VALUES ('9', 77, 1)",
        ] {
            assert!(run(&store, statement).await.is_err(), "{statement}");
        }
        // What belongs to a person goes with the person, and nothing else does.
        run(&store, "DELETE FROM person WHERE staff = '9'")
            .await
            .unwrap();
        let hospital = store.load().await.unwrap();
        assert_eq!(hospital.people.len(), 1);
        assert!(
            hospital.programmes[0]
                .postings
                .iter()
                .all(|p| p.staff.as_str() == "10")
        );
        let mut tx = store.db.begin_read().await.unwrap();
        let scopes = sqlx::query_scalar("SELECT COUNT(*) FROM licence_scope");
        let n_scopes: i64 = scopes.fetch_one(&mut *tx).await.unwrap();
        assert_eq!(n_scopes, 0);
    }
}

const SQLITE_COLUMNS: &str = "SELECT m.name, c.name, c.type FROM sqlite_schema m \
    JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\'";
const POSTGRES_COLUMNS: &str = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), \
    CAST(data_type AS TEXT) FROM information_schema.columns \
    WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_%'";
const SQLITE_RULES: &str = "SELECT m.name, f.on_delete, f.on_update FROM sqlite_schema m \
    JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
const POSTGRES_RULES: &str = "SELECT CAST(constraint_name AS TEXT), CAST(delete_rule AS TEXT), \
    CAST(update_rule AS TEXT) FROM information_schema.referential_constraints \
    WHERE constraint_schema = current_schema()";

/// The columns of the tables that hold no facts.
const OTHER_COLUMNS: &[(&str, &str, &str)] = &[
    ("hospital_version", "id", "BIGINT"),
    ("hospital_version", "version", "BIGINT"),
    ("hospital_version", "last_ord", "BIGINT"),
    ("hospital_version", "audit_seq", "BIGINT"),
    ("hospital_version", "audit_head", "TEXT"),
    ("audit", "seq", "BIGINT"),
    ("audit", "at", "TEXT"),
    ("audit", "actor", "TEXT"),
    ("audit", "actor_name", "TEXT"),
    ("audit", "act", "TEXT"),
    ("audit", "subject", "TEXT"),
    ("audit", "record", "TEXT"),
    ("audit", "batch", "TEXT"),
    ("audit", "reason", "TEXT"),
    ("audit", "before", "TEXT"),
    ("audit", "after", "TEXT"),
    ("audit", "previous", "TEXT"),
    ("audit", "hash", "TEXT"),
    ("account", "id", "TEXT"),
    ("account", "login", "TEXT"),
    ("account", "name", "TEXT"),
    ("account", "role", "TEXT"),
    ("account", "password", "TEXT"),
    ("account", "created", "TEXT"),
    ("account", "disabled", "TEXT"),
    ("account_department", "account", "TEXT"),
    ("account_department", "department", "TEXT"),
    ("session", "id", "TEXT"),
    ("session", "token_hash", "TEXT"),
    ("session", "account", "TEXT"),
    ("session", "created", "TEXT"),
    ("session", "last_seen", "TEXT"),
    ("session", "hard_until", "TEXT"),
    ("session", "address", "TEXT"),
    ("session", "agent", "TEXT"),
    ("set_up_link", "token_hash", "TEXT"),
    ("set_up_link", "account", "TEXT"),
    ("set_up_link", "expires", "TEXT"),
    ("sign_in_failure", "login_hash", "TEXT"),
    ("sign_in_failure", "n_attempts", "BIGINT"),
    ("sign_in_failure", "last", "TEXT"),
    ("sign_in_failure", "locked_until", "TEXT"),
    ("upload", "id", "TEXT"),
    ("upload", "account", "TEXT"),
    ("upload", "name", "TEXT"),
    ("upload", "content", "BYTEA"),
    ("upload", "mapping", "TEXT"),
    ("upload", "at", "TEXT"),
    ("upload", "started", "TEXT"),
    ("attachment", "id", "TEXT"),
    ("attachment", "kind", "TEXT"),
    ("attachment", "staff", "TEXT"),
    ("attachment", "programme", "TEXT"),
    ("attachment", "ord", "BIGINT"),
    ("attachment", "hash", "TEXT"),
    ("attachment", "name", "TEXT"),
    ("attachment", "media", "TEXT"),
    ("attachment", "bytes", "BIGINT"),
    ("attachment", "by", "TEXT"),
    ("attachment", "by_name", "TEXT"),
    ("attachment", "at", "TEXT"),
    ("second_factor", "account", "TEXT"),
    ("second_factor", "seed", "TEXT"),
    ("second_factor", "confirmed", "TEXT"),
    ("second_factor", "last_step", "BIGINT"),
    ("recovery_code", "code_hash", "TEXT"),
    ("recovery_code", "account", "TEXT"),
    ("half_sign_in", "token_hash", "TEXT"),
    ("half_sign_in", "account", "TEXT"),
    ("half_sign_in", "login_hash", "TEXT"),
    ("half_sign_in", "expires", "TEXT"),
    ("identity_number", "staff", "TEXT"),
    ("identity_number", "sealed", "TEXT"),
    ("identity_number", "fingerprint", "TEXT"),
    ("identity_number_before", "staff", "TEXT"),
    ("identity_number_before", "batch", "TEXT"),
    ("identity_number_before", "sealed", "TEXT"),
    ("identity_number_before", "fingerprint", "TEXT"),
    ("proposal", "id", "TEXT"),
    ("proposal", "account", "TEXT"),
    ("proposal", "account_name", "TEXT"),
    ("proposal", "at", "TEXT"),
    ("proposal", "kind", "TEXT"),
    ("proposal", "owner", "TEXT"),
    ("proposal", "record", "TEXT"),
    ("proposal", "seen_version", "BIGINT"),
    ("proposal", "was", "TEXT"),
    ("proposal", "wanted", "TEXT"),
    ("proposal", "reason", "TEXT"),
    ("proposal", "state", "TEXT"),
    ("proposal", "decided_by", "TEXT"),
    ("proposal", "decided_name", "TEXT"),
    ("proposal", "decided_at", "TEXT"),
    ("proposal", "decided_reason", "TEXT"),
    ("notice_setting", "id", "BIGINT"),
    ("notice_setting", "hour", "BIGINT"),
    ("notice_setting", "quiet_from", "BIGINT"),
    ("notice_setting", "quiet_to", "BIGINT"),
    ("notice_robot", "id", "TEXT"),
    ("notice_robot", "kind", "TEXT"),
    ("notice_robot", "name", "TEXT"),
    ("notice_robot", "sealed", "TEXT"),
    ("notice_robot", "shown", "TEXT"),
    ("notice_robot", "at", "TEXT"),
    ("notice_recipient", "id", "TEXT"),
    ("notice_recipient", "name", "TEXT"),
    ("notice_recipient", "account", "TEXT"),
    ("notice_recipient", "whole", "SMALLINT"),
    ("notice_recipient", "robot", "TEXT"),
    ("notice_recipient", "address", "TEXT"),
    ("notice_recipient", "at", "TEXT"),
    ("notice_recipient_department", "recipient", "TEXT"),
    ("notice_recipient_department", "department", "TEXT"),
    ("notice_message", "id", "TEXT"),
    ("notice_message", "recipient", "TEXT"),
    ("notice_message", "recipient_name", "TEXT"),
    ("notice_message", "channel", "TEXT"),
    ("notice_message", "channel_name", "TEXT"),
    ("notice_message", "day", "TEXT"),
    ("notice_message", "state", "TEXT"),
    ("notice_message", "planned_at", "TEXT"),
    ("notice_message", "next_at", "TEXT"),
    ("notice_message", "claimed_until", "TEXT"),
    ("notice_message", "tried_at", "TEXT"),
    ("notice_message", "sent_at", "TEXT"),
    ("notice_message", "n_attempts", "BIGINT"),
    ("notice_message", "failure", "TEXT"),
    ("notice_message", "answer", "TEXT"),
    ("notice_message", "title", "TEXT"),
    ("notice_message", "said", "TEXT"),
    ("notice_item", "subject", "TEXT"),
    ("notice_item", "last_day", "TEXT"),
    ("notice_item", "stage", "BIGINT"),
    ("notice_item", "recipient", "TEXT"),
    ("notice_item", "channel", "TEXT"),
    ("notice_item", "message", "TEXT"),
    ("notice_item", "told", "BIGINT"),
    ("notice_told", "recipient", "TEXT"),
    ("notice_told", "channel", "TEXT"),
    ("notice_told", "subject", "TEXT"),
    ("notice_told", "last_day", "TEXT"),
    ("notice_told", "stage", "BIGINT"),
    ("api_token", "id", "TEXT"),
    ("api_token", "token_hash", "TEXT"),
    ("api_token", "account", "TEXT"),
    ("api_token", "name", "TEXT"),
    ("api_token", "assessments", "SMALLINT"),
    ("api_token", "expiring", "SMALLINT"),
    ("api_token", "staff", "SMALLINT"),
    ("api_token", "created", "TEXT"),
    ("api_token", "expires", "TEXT"),
    ("api_token", "last_used", "TEXT"),
    ("feed", "id", "TEXT"),
    ("feed", "token_hash", "TEXT"),
    ("feed", "account", "TEXT"),
    ("feed", "department", "TEXT"),
    ("feed", "programme", "TEXT"),
    ("feed", "person", "TEXT"),
    ("feed", "lang", "TEXT"),
    ("feed", "early", "SMALLINT"),
    ("feed", "initials", "SMALLINT"),
    ("feed", "created", "TEXT"),
    ("feed", "last_used", "TEXT"),
    ("calendar_told", "key", "TEXT"),
    ("calendar_told", "day", "TEXT"),
    ("calendar_told", "was", "TEXT"),
    ("calendar_told", "n", "BIGINT"),
    ("calendar_told", "since", "TEXT"),
    ("calendar_told", "gone", "SMALLINT"),
    ("calendar_told", "said", "TEXT"),
    ("calendar_told", "thing", "TEXT"),
    ("calendar_told_of", "id", "BIGINT"),
    ("calendar_told_of", "version", "BIGINT"),
    ("calendar_told_of", "day", "TEXT"),
    ("job_run", "job", "TEXT"),
    ("job_run", "day", "TEXT"),
    ("job_run", "holder", "TEXT"),
    ("job_run", "until", "TEXT"),
    ("job_run", "done", "TEXT"),
];

async fn triples(store: &Store, statement: &'static str) -> Vec<(String, String, String)> {
    let mut tx = store.db.begin_read().await.unwrap();
    sqlx::query_as(statement).fetch_all(&mut *tx).await.unwrap()
}

/// The names of all tables, as the database itself tells them.
pub async fn table_names(store: &Store, postgres: bool) -> Vec<String> {
    let statement = if postgres {
        POSTGRES_COLUMNS
    } else {
        SQLITE_COLUMNS
    };
    let names = triples(store, statement)
        .await
        .into_iter()
        .map(|(table, ..)| table);
    names
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// The tables hold what the declarations say and a version, in the types both databases share.
#[tokio::test]
async fn the_declared_tables_are_those_of_the_schema() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let postgres = scratch.file.is_none();
        let mut expected: Vec<_> = OTHER_COLUMNS
            .iter()
            .map(|(table, column, kind)| (table.to_string(), column.to_string(), kind.to_string()))
            .collect();
        for table in tables() {
            let own = table
                .owner
                .iter()
                .chain(table.columns)
                .map(|column| match column.kind {
                    Kind::Text | Kind::Amount => (column.name, "TEXT"),
                    Kind::Number => (column.name, "BIGINT"),
                    Kind::Flag => (column.name, "SMALLINT"),
                });
            for (column, kind) in own.chain([("ord", "BIGINT"), ("version", "BIGINT")]) {
                expected.push((table.name.to_owned(), column.to_owned(), kind.to_owned()));
            }
            assert!(
                table.holds != Holds::Words || table.columns.len() == 1,
                "{}",
                table.name
            );
        }
        let statement = if postgres {
            POSTGRES_COLUMNS
        } else {
            SQLITE_COLUMNS
        };
        let mut found = triples(&store, statement).await;
        for (_, _, kind) in &mut found {
            *kind = kind.to_uppercase();
        }
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn every_foreign_key_cascades() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let postgres = scratch.file.is_none();
        let rules = triples(
            &store,
            if postgres {
                POSTGRES_RULES
            } else {
                SQLITE_RULES
            },
        )
        .await;
        assert!(rules.len() > 20);
        for (name, on_delete, on_update) in rules {
            assert_eq!(
                (on_delete.as_str(), on_update.as_str()),
                ("CASCADE", "CASCADE"),
                "{name}"
            );
        }
    }
}
