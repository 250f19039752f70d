//! What a server writes into a log that is a file (T23).

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[expect(dead_code, reason = "shared with tests that need more of it")]
mod terminal;

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;
use terminal::{DAY, folder, stderr, zhunru};

#[test]
fn a_log_in_a_file_is_json_line_by_line() {
    let folder = folder("log");
    let database = folder.join("log.db").display().to_string();
    let made = zhunru(&["demo", "--on", DAY, "--database", &database]);
    assert!(made.status.success(), "{}", stderr(&made));
    let log = folder.join("written");
    // Of an address without TLS it is warned at the start, at whatever hour that is.
    let mut server = Command::new(env!("CARGO_BIN_EXE_zhunru"))
        .args(["serve", "--port", "0", "--today", DAY])
        .args(["--base-url", "http://zhunru.example.cn"])
        .args(["--database", &database])
        .env("RUST_LOG", "zhunru=info")
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut listening = String::new();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut listening).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();

    let log = fs::read_to_string(&log).unwrap();
    let events: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for event in &events {
        let known = ["timestamp", "level", "target", "message"];
        assert!(known.iter().all(|key| event[*key].is_string()), "{event}");
    }
    let warned = events
        .iter()
        .filter(|event| event["base_url"] == "http://zhunru.example.cn");
    assert_eq!(warned.count(), 1, "{log}");
}
