//! Databases on the server that `make test` starts.

use std::io::Write as _;

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

/// The address of an empty schema; under CI the absence of a server is a failure.
pub async fn schema(name: &str) -> Option<String> {
    let url = std::env::var("ZHUNRU_TEST_POSTGRES_URL").ok();
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(
        url.is_some() || !ci,
        "no PostgreSQL: `registry/tests/postgres.sh run …` starts one"
    );
    let Some(url) = url else {
        let _unread = writeln!(
            std::io::stderr(),
            "PostgreSQL is not tested: ZHUNRU_TEST_POSTGRES_URL names no server"
        );
        return None;
    };
    let name = format!("{name}_{}", std::process::id());
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    for statement in [
        format!("DROP SCHEMA IF EXISTS {name} CASCADE"),
        format!("CREATE SCHEMA {name}"),
    ] {
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    let mark = if url.contains('?') { '&' } else { '?' };
    Some(format!("{url}{mark}options=-csearch_path%3D{name}"))
}

/// Changes an entry of the audit log as somebody with the rights of the database's owner could.
pub async fn tamper(address: &str) {
    let (url, guard) = if address.starts_with("postgres") {
        (address.to_owned(), "DROP TRIGGER audit_kept ON audit")
    } else {
        (format!("sqlite:{address}"), "DROP TRIGGER audit_unchanged")
    };
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    for statement in [guard, "UPDATE audit SET actor = 'nobody' WHERE seq = 2"] {
        connection.execute(statement).await.unwrap();
    }
    connection.close().await.unwrap();
}
