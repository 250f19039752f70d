//! The binary as the command-line tests run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The day the demo hospital is made for.
pub const DAY: &str = "2026-11-22";

/// What a command prints and how it exits.
pub fn zhunru(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhunru"));
    command
        .args(args)
        .env_remove("DATABASE_URL")
        .env_remove("ZHUNRU_LANG")
        .output()
        .unwrap()
}

/// What was printed.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What went wrong.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of the test's own.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _new = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
