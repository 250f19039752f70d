//! Commands that speak English, and what they print when they do what they were asked.

use std::process::Output;

use crate::terminal::{stderr, stdout, zhunru};

/// A command in English.
pub fn en(args: &[&str]) -> Output {
    let args: Vec<_> = ["--lang", "en"].iter().chain(args).copied().collect();
    zhunru(&args)
}

/// What a command that did what it was asked printed.
#[track_caller]
pub fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    stdout(output)
}
