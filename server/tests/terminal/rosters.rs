//! Rosters and JSON, for the commands that need no database.

use std::process::Output;

use serde_json::Value;

use super::terminal::{DAY, folder, stderr, zhunru};

/// The roster of a programme of the demo hospital.
pub fn roster(test: &str, programme: &str) -> String {
    let path = folder(test).join("roster.json").display().to_string();
    let output = zhunru(&[
        "demo",
        "--on",
        DAY,
        "--roster",
        &path,
        "--programme",
        programme,
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    path
}

/// What was printed, as JSON.
pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Compares a document with the schema that the binary prints for it.
#[track_caller]
pub fn check_schema(format: &str, value: &Value) {
    let output = zhunru(&["schema", format]);
    let schema = json(&output);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}
