//! Wherever the machine stands, a day is the same day.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[expect(dead_code, reason = "shared with tests that need more of it")]
mod documents;
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod terminal;

use std::process::Command;

use documents::roster;
use terminal::DAY;

fn printed(zone: &str, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhunru"));
    command.args(args).env("TZ", zone).env_remove("ZHUNRU_LANG");
    let output = command.output().unwrap();
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

#[test]
fn the_answer_is_the_same_in_every_time_zone() {
    let roster = roster("time-zones", "petct-sx");
    let assess = [
        "assess", "--roster", &roster, "--on", DAY, "--format", "json",
    ];
    // Without a day it is today's, and today is where the institutions are.
    let today = ["assess", "--roster", &roster, "--format", "json"];
    let timeline = [
        "timeline",
        "--roster",
        &roster,
        "--from",
        "2026-11-01",
        "--to",
        "2028-03-01",
        "--format",
        "json",
    ];
    for args in [&assess[..], &today, &timeline] {
        let here = printed("Asia/Shanghai", args);
        assert!(here.1.len() > 100, "{}", here.1);
        for zone in ["UTC", "America/New_York", "Pacific/Kiritimati"] {
            assert!(printed(zone, args) == here, "{zone}: {args:?}");
        }
    }
}
