//! What holds for the whole repository and a machine can see: what may depend on what, where SQL
//! stands, who may ask for the time, how long a file may grow.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The limit for a source file; tests may be longer.
const MAX_LINES: usize = 500;

/// The crates, each of which may depend on those after it and on no other.
const ARROW: [&str; 4] = ["server", "app", "registry", "eligibility"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// A source file by its path from the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is_under(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// The code: no comments, and nothing from the first `#[cfg(test)]` of a module on.
    fn code(&self) -> String {
        let mut code = String::new();
        let mut lines = self.text.lines().peekable();
        while let Some(line) = lines.next() {
            let opens_tests = lines
                .peek()
                .is_some_and(|next| next.starts_with("mod ") && next.ends_with('{'));
            if line == "#[cfg(test)]" && opens_tests {
                break;
            }
            let comment = line.trim_start().starts_with("//");
            code.push_str(if comment { "" } else { line });
            code.push('\n');
        }
        code
    }

    fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.path
            .split('/')
            .any(|part| matches!(part, "tests" | "benches" | "properties"))
            || matches!(name, "oracle.rs" | "tests.rs")
    }
}

/// Files with one of the endings under the folders that exist, generated ones left out.
fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in folders {
        collect(&root().join(folder), endings, &mut sources);
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn collect(folder: &Path, endings: &[&str], sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | "test-results") {
                collect(&entry, endings, sources);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let path = entry.strip_prefix(root()).unwrap().to_string_lossy();
            sources.push(Source {
                path: path.replace('\\', "/"),
                text: fs::read_to_string(&entry).unwrap(),
            });
        }
    }
}

/// Every line of code outside `allowed` that has one of the words, as `path:line: word`.
#[track_caller]
fn check_only_in(sources: &[Source], words: &[&str], allowed: &[&str]) {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.is_under(allowed)) {
        for (number, line) in source.code().lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(*word)) {
                found.push(format!("{}:{}: {word}", source.path, number + 1));
            }
        }
    }
    assert!(found.is_empty(), "only in {allowed:?}: {found:#?}");
}

/// The name of the crate in a folder.
fn package(folder: &str) -> &str {
    if folder == "server" { "zhunru" } else { folder }
}

fn manifest(name: &str) -> toml::Table {
    let path = root().join(name).join("Cargo.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The names under `[dependencies]`, with what the table of the target says.
fn dependencies(manifest: &toml::Table, table: &str) -> Vec<String> {
    let own = manifest.get(table).and_then(toml::Value::as_table);
    let mut names: Vec<String> = own
        .into_iter()
        .flat_map(toml::Table::keys)
        .cloned()
        .collect();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for (_, target) in targets.into_iter().flatten() {
        let of_target = target.get(table).and_then(toml::Value::as_table);
        names.extend(of_target.into_iter().flat_map(toml::Table::keys).cloned());
    }
    names
}

// --- Dependencies -----------------------------------------------------------------------------------

#[test]
fn the_core_depends_on_four_crates_and_on_no_clock() {
    let core = manifest("eligibility");
    assert_eq!(
        dependencies(&core, "dependencies"),
        ["chrono", "serde", "thiserror", "toml"]
    );
    assert!(dependencies(&core, "build-dependencies").is_empty());
    let workspace = manifest(".");
    let shared = &workspace["workspace"]["dependencies"]["chrono"];
    let own = &core["dependencies"]["chrono"];
    assert_eq!(shared["default-features"].as_bool(), Some(false));
    for table in [shared, own] {
        let features = table.get("features").and_then(toml::Value::as_array);
        for feature in features.into_iter().flatten() {
            let feature = feature.as_str().unwrap();
            assert!(
                matches!(feature, "alloc" | "serde" | "std"),
                "chrono's feature `{feature}` may bring a clock"
            );
        }
    }
}

#[test]
fn no_crate_depends_against_the_arrow() {
    for (place, name) in ARROW.iter().enumerate() {
        let manifest = manifest(name);
        let before: Vec<&str> = ARROW[..=place].iter().copied().map(package).collect();
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for dependency in dependencies(&manifest, table) {
                assert!(
                    !before.contains(&dependency.as_str()),
                    "{name} depends on {dependency}; the arrow is {ARROW:?}"
                );
            }
        }
    }
}

#[test]
fn the_members_are_those_of_the_arrow() {
    let workspace = manifest(".");
    let members = workspace["workspace"]["members"].as_array().unwrap();
    let mut members: Vec<&str> = members
        .iter()
        .map(|member| member.as_str().unwrap())
        .collect();
    members.sort_unstable();
    let mut arrow = ARROW;
    arrow.sort_unstable();
    assert_eq!(members, arrow);
}

#[test]
fn pages_know_neither_the_database_nor_the_runtime() {
    let names = dependencies(&manifest("app"), "dependencies");
    for barred in ["sqlx", "tokio"] {
        assert!(
            !names.iter().any(|name| name == barred),
            "app depends on {barred}"
        );
    }
}

// --- Code -----------------------------------------------------------------------------------------

#[test]
fn the_core_has_no_clock_no_io_and_no_order_by_chance() {
    let mut core = sources(&["eligibility/src"], &[".rs"]);
    core.retain(|source| !source.is_test());
    assert!(!core.is_empty());
    let barred = [
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
        "std::io",
        "std::thread",
        "std::process",
        "HashMap",
        "HashSet",
        "async ",
        ".await",
        "println!",
        "print!(",
        "Utc::now",
        "Local::now",
    ];
    check_only_in(&core, &barred, &[]);
}

#[test]
fn sql_stands_only_in_the_store() {
    let code = sources(&["eligibility", "registry", "app", "server"], &[".rs"]);
    let words = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE"];
    check_only_in(
        &code,
        &words,
        &["registry/src/store", "eligibility/tests/invariants.rs"],
    );
}

/// A dense range is as large as the farthest cell of a workbook says, be it 512 GiB.
#[test]
fn workbooks_are_read_cell_by_cell() {
    let code = sources(&["registry", "app", "server"], &[".rs"]);
    check_only_in(&code, &["worksheet_range", "worksheets()"], &[]);
}

#[test]
fn only_the_clock_asks_for_now() {
    let code = sources(&["eligibility", "registry", "app", "server"], &[".rs"]);
    let words = ["Utc::now", "Local::now", "SystemTime::now"];
    check_only_in(
        &code,
        &words,
        &["server/src/clock.rs", "eligibility/tests/invariants.rs"],
    );
}

#[test]
fn no_source_file_is_longer_than_the_limit() {
    let folders = [
        "eligibility",
        "registry",
        "app",
        "server",
        "style",
        "end2end",
    ];
    let all = sources(&folders, &[".rs", ".css", ".ts"]);
    let long: Vec<String> = all
        .iter()
        .filter(|source| !source.is_test())
        .map(|source| (source.code().lines().count(), source))
        .filter(|(lines, _)| *lines > MAX_LINES)
        .map(|(lines, source)| format!("{}: {lines} lines", source.path))
        .collect();
    assert!(long.is_empty(), "more than {MAX_LINES} lines: {long:#?}");
}

// --- The checks themselves --------------------------------------------------------------------------

#[test]
fn a_forbidden_word_is_found_in_code_and_passed_over_in_comments_and_tests() {
    let source = |text: &str| Source {
        path: "crate/src/file.rs".to_owned(),
        text: text.to_owned(),
    };
    let code = "// HashMap\nuse HashMap;\n#[cfg(test)]\nmod tests {\nHashMap\n}\n";
    assert_eq!(source(code).code(), "\nuse HashMap;\n");
    let found = std::panic::catch_unwind(|| check_only_in(&[source(code)], &["HashMap"], &[]));
    assert!(found.is_err());
    check_only_in(&[source(code)], &["HashMap"], &["crate/src"]);
}
