//! Files made to harm: each is refused with a clear error, quickly and in little memory.

mod files;

use std::io::Write as _;
use std::process::Command;

use self::files::{files, large};
use super::*;
use crate::ledger::fault::BookFault;

fn short(fault: &BookFault) -> &'static str {
    match fault {
        BookFault::Empty => "empty",
        BookFault::TooBig { .. } => "big",
        BookFault::OldOrLocked => "old",
        BookFault::NotAWorkbook => "workbook",
        BookFault::NotText => "text",
        BookFault::Damaged { .. } => "damaged",
        BookFault::TooManyEntries { .. } => "entries",
        BookFault::UnpacksTooBig { .. } => "unpacks",
        BookFault::SizeForged { .. } => "forged",
        BookFault::BadName { .. } => "name",
        BookFault::NestedArchive { .. } => "nested",
        BookFault::HasEntities { .. } => "entities",
        BookFault::NotUtf8 { .. } => "utf-8",
        BookFault::Dates1904 => "1904",
        BookFault::TooManyColumns { .. } => "columns",
        BookFault::TooManyRows { .. } => "rows",
        BookFault::TooManyCells { .. } => "cells",
        BookFault::TextTooLong { .. } => "long",
        BookFault::NoHeaders => "headers",
        BookFault::BadMapping { .. } => "mapping",
    }
}

/// Set for the process that reads one file: where it lies.
const FILE: &str = "ZHUNRU_HOSTILE_FILE";
/// So much more memory at most a file may take while it is read.
pub const MOST_KILOBYTES: u64 = 64 << 10;

/// How much memory this process takes, or has taken at most, where the system tells.
fn kilobytes(name: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.map_or(0, |number| number.parse().unwrap())
}

/// What a process has taken at most never falls, and what it has freed it may keep. So each file is
/// read by one of its own, which has done nothing before.
#[test]
fn the_process_that_reads_one_file() {
    let Ok(path) = std::env::var(FILE) else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let before = kilobytes("VmRSS");
    let found = book::read("a.csv", &bytes);
    let grew = kilobytes("VmHWM").saturating_sub(before);
    // Not by `println`, which the test harness would keep to itself.
    let mut out = std::io::stdout();
    let found = found.as_ref().map_or_else(short, |_| "ok");
    out.write_all(format!("{found} grew {grew} kB\n").as_bytes())
        .unwrap();
}

/// What comes of a file in a process that reads it, and how many kilobytes more that takes.
pub fn growth(bytes: &[u8]) -> (String, u64) {
    let path = std::env::temp_dir().join(format!("zhunru-hostile-{}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let name = "ledger::tests::hostile::the_process_that_reads_one_file";
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(FILE, &path)
        .output()
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    let line = said.lines().find(|line| line.ends_with(" kB"));
    let line = line.unwrap_or_else(|| panic!("{said}"));
    let words: Vec<&str> = line.split(' ').collect();
    let [.., found, "grew", grew, "kB"] = words[..] else {
        panic!("{line}");
    };
    (found.to_owned(), grew.parse().unwrap())
}

#[test]
fn hostile_files_are_read_in_little_memory() {
    for (name, bytes, expected) in [files(), large()].concat() {
        let (found, grew) = growth(&bytes);
        println!("{name}: {grew} kB");
        assert_eq!(found, expected, "{name}");
        assert!(grew < MOST_KILOBYTES, "{name}: {grew} kB");
    }
}

/// Milliseconds this thread has been on a CPU, where the system tells; other tests run beside it.
fn cpu_millis() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text
        .split(' ')
        .next()
        .and_then(|nanos| nanos.parse::<u64>().ok());
    nanos.unwrap_or_default() / 1_000_000
}

/// How much slower than in earnest reading may be here.
const UNOPTIMISED: u64 = if cfg!(debug_assertions) { 4 } else { 1 };

#[test]
fn hostile_files_are_refused_quickly() {
    let files = files();
    assert!(files.len() >= 20);
    for (name, bytes, expected) in files {
        let before = cpu_millis();
        let found = book::read("a.csv", &bytes);
        let took = cpu_millis() - before;
        let found = found.as_ref().map_or_else(short, |_| "ok");
        assert_eq!(found, expected, "{name}");
        println!("{name}: {took} ms");
        assert!(took < 500 * UNOPTIMISED, "{name}: {took} ms");
    }
}

#[test]
fn half_a_million_cells_are_the_most() {
    let row = [b"x,".repeat(100), b"\n".to_vec()].concat();
    assert!(matches!(
        book::read("a.csv", &row.repeat(5_001)),
        Err(BookFault::TooManyCells { .. })
    ));
    assert!(book::read("a.csv", &row.repeat(5_000)).is_ok());
}
