//! What a server writes into a log that is a file (T23).

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod served;
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod terminal;

use serde_json::Value;
use served::Server;
use terminal::{DAY, folder, stderr, zhunru};

#[test]
fn a_log_in_a_file_is_json_line_by_line() {
    let folder = folder("log");
    let database = folder.join("log.db").display().to_string();
    let made = zhunru(&["demo", "--on", DAY, "--database", &database]);
    assert!(made.status.success(), "{}", stderr(&made));
    let server = Server::start(&database, folder.join("written"));
    assert!(server.shows("PET"));

    let log = server.log();
    assert!(!log.is_empty());
    for line in log.lines() {
        let event: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        let known = ["timestamp", "level", "target", "message"];
        assert!(known.iter().all(|key| event[*key].is_string()), "{event}");
    }
}
