//! What is wrong with a file is said in full, and where.
//!
//! `faults/standard/*.toml` and `faults/roster/*.json` each hold one kind of fault; `faults/standard.toml`
//! and `faults/roster.toml` say what must be reported of each: `path: code`, with the line where the
//! format has lines (a standard's is the one that ends in `# <-`, or the first of several in order).

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use eligibility::catalogue::Catalogue;
use eligibility::facts::Roster;
use eligibility::file::{Fault, FaultKind, Faults, Node, Value};
use eligibility::standard::{load, schema};

/// Files whose expectation is right and fails: what is wrong with the product. Each must still fail,
/// so that it leaves the list when the product is mended.
const KNOWN_FAILING: &[(&str, &str)] = &[];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn names(folder: &Path, ending: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().into_string();
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(name(entry).unwrap().strip_suffix(ending)?.to_owned()))
        .collect();
    names.sort();
    names
}

/// The faults each file must have, by its name.
fn expected(index: &str) -> Vec<(String, Vec<String>)> {
    let node = Node::from_toml(&text(&folder().join(index))).unwrap();
    let Value::Table(entries) = node.value else {
        panic!("{index} is not a table");
    };
    let texts = |node: Node| match node.value {
        Value::List(items) => items.into_iter().map(|item| text_of(&item)).collect(),
        _ => Vec::new(),
    };
    entries
        .into_iter()
        .map(|(name, node)| (name, texts(node)))
        .collect()
}

fn text_of(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        _ => panic!("not a text: {node:?}"),
    }
}

fn load_standard(text: &str) -> Result<(), Faults> {
    load(text, &Catalogue::built_in().unwrap()).map(|_| ())
}

/// A roster comes as JSON; what the parser refuses is a fault like any other.
fn load_roster(text: &str) -> Result<(), Faults> {
    let parsed: Result<Node, serde_json::Error> = serde_json::from_str(text);
    let node = parsed.map_err(|error| {
        let message = error.to_string();
        Faults(vec![Fault {
            path: String::new(),
            line: u32::try_from(error.line()).ok(),
            kind: FaultKind::Syntax { message },
        }])
    })?;
    Roster::read(&node, &Catalogue::built_in().unwrap()).map(|_| ())
}

/// Compares every file of a kind and reports all that differ.
fn check(kind: &str, ending: &str, read: fn(&str) -> Result<(), Faults>) {
    let listed = expected(&format!("{kind}.toml"));
    let mut known: Vec<&String> = listed.iter().map(|(name, _)| name).collect();
    known.sort();
    let stored = names(&folder().join(kind), ending);
    assert_eq!(stored.iter().collect::<Vec<_>>(), known, "files of {kind}");
    let mut wrong = Vec::new();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, want) in &listed {
        let id = format!("{kind}/{name}");
        let content = text(&folder().join(kind).join(format!("{name}{ending}")));
        let faults = read(&content)
            .err()
            .map(|faults| faults.0)
            .unwrap_or_default();
        let is: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {}", fault.path, fault.kind.code()))
            .collect();
        let mut differing: Vec<String> = line_fault(&id, &content, &faults).into_iter().collect();
        if is != *want {
            differing.push(format!("{id}: expected {want:#?}, reported {is:#?}"));
        }
        if let Some((_, why)) = KNOWN_FAILING.iter().find(|(known, _)| *known == id) {
            wrong.extend(
                differing
                    .is_empty()
                    .then(|| format!("{id} no longer fails: {why}")),
            );
            continue;
        }
        wrong.extend(differing);
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let compare = || {
            let snapshot = format!("{kind}--{name}");
            settings.bind(|| insta::assert_snapshot!(snapshot, said.join("\n")));
        };
        let differs = catch_unwind(AssertUnwindSafe(compare)).is_err();
        wrong.extend(
            differs.then(|| format!("{id}: the messages differ from the snapshot, shown above")),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The lines marked in the file are the lines reported, in order.
fn line_fault(name: &str, content: &str, faults: &[Fault]) -> Option<String> {
    let marked: Vec<u32> = (1..)
        .zip(content.lines())
        .filter(|(_, line)| line.ends_with("# <-"))
        .map(|(number, _)| number)
        .collect();
    let mut reported: Vec<u32> = faults.iter().filter_map(|fault| fault.line).collect();
    reported.dedup();
    let differs = !marked.is_empty() && marked != reported;
    differs.then(|| format!("{name}: lines {marked:?} are marked, {reported:?} reported"))
}

#[test]
fn every_fault_of_a_standard_is_reported_where_it_stands() {
    check("standard", ".toml", load_standard);
}

#[test]
fn every_fault_of_a_roster_is_reported_where_it_stands() {
    check("roster", ".json", load_roster);
}

#[test]
fn every_snapshot_belongs_to_a_file() {
    let listed: BTreeSet<String> = ["standard", "roster"]
        .iter()
        .flat_map(|kind| {
            let names = expected(&format!("{kind}.toml")).into_iter();
            let known = |id: &String| KNOWN_FAILING.iter().any(|(known, _)| known == id);
            let ids = names
                .map(|(name, _)| format!("{kind}/{name}"))
                .filter(|id| !known(id));
            ids.map(|id| id.replace('/', "--")).collect::<Vec<_>>()
        })
        .collect();
    let stored: BTreeSet<String> = names(&folder().join("snapshots"), ".snap")
        .into_iter()
        .collect();
    assert_eq!(stored, listed);
}

#[test]
fn the_files_without_their_fault_load() {
    for (name, read) in [
        ("standard.good.toml", load_standard as fn(&str) -> _),
        ("roster.good.json", load_roster),
    ] {
        let loaded: Result<(), Faults> = read(&text(&folder().join(name)));
        assert_eq!(loaded, Ok(()), "{name}");
    }
}

#[test]
fn a_fault_is_data_for_programs() {
    let missing = "institution = {}\nprogramme = { figures = [{ figure = \"oncology-admissions\", \
        from = 2025-01-01, to = 2025-12-31, numerator = 1, denominator = 0 }], postings = [{ \
        staff = \"1\", post = \"chief\" }] }";
    let node = Node::from_toml(missing).unwrap();
    let faults = Roster::read(&node, &Catalogue::built_in().unwrap()).unwrap_err();
    let written: Vec<serde_json::Value> = faults
        .0
        .iter()
        .map(|fault| serde_json::to_value(fault).unwrap())
        .collect();
    assert_eq!(
        written.first(),
        Some(&serde_json::json!({
            "path": "programme.figures[0].denominator", "line": 2, "fault": "not-allowed",
            "rule": "out-of-range", "key": "denominator", "least": 1, "most": null,
        }))
    );
    let word = written.get(1).unwrap();
    assert_eq!(
        (&word["what"], &word["found"]),
        (&"post".into(), &"chief".into())
    );
}

/// The node of a schema that a reference leads to.
fn resolve<'s>(root: &'s Node, schema: &'s Node) -> &'s Node {
    let Some(reference) = schema.get("$ref") else {
        return schema;
    };
    let name = text_of(reference);
    let name = name.strip_prefix("#/$defs/").unwrap();
    let definitions = root.get("$defs");
    let found = definitions.and_then(|definitions| definitions.get(name));
    resolve(
        root,
        found.unwrap_or_else(|| panic!("no definition {name}")),
    )
}

/// Every place of a file that its schema does not know; of several alternatives, that which knows
/// the most.
fn unknown(root: &Node, schema: &Node, node: &Node, path: &str, out: &mut Vec<String>) {
    let schema = resolve(root, schema);
    if let Some(Value::List(options)) = schema.get("anyOf").map(|node| &node.value) {
        let is_null = |node: &&Node| node.get("type").is_some_and(|node| text_of(node) == "null");
        let options = options.iter().filter(|option| !is_null(option));
        let places = options.map(|option| {
            let mut places = Vec::new();
            unknown(root, option, node, path, &mut places);
            places
        });
        out.extend(places.min_by_key(Vec::len).unwrap_or_default());
        return;
    }
    match &node.value {
        Value::Table(entries) => {
            let properties = schema.get("properties");
            // Where a file keeps whole tables for later, anything may stand.
            if properties.is_none() && schema.get("type").is_some_and(|t| text_of(t) == "object") {
                return;
            }
            for (key, value) in entries {
                let below = format!("{path}.{key}");
                match properties.and_then(|properties| properties.get(key)) {
                    Some(schema) => unknown(root, schema, value, &below, out),
                    None => out.push(below),
                }
            }
        }
        Value::List(items) => match schema.get("items") {
            Some(schema) => {
                for (index, item) in items.iter().enumerate() {
                    unknown(root, schema, item, &format!("{path}[{index}]"), out);
                }
            }
            None => out.push(path.to_owned()),
        },
        Value::Text(text) => {
            let words = schema.get("enum").map(|node| &node.value);
            let is_word = |words: &[Node]| words.iter().any(|word| text_of(word) == *text);
            if schema.get("properties").is_some()
                || matches!(words, Some(Value::List(words)) if !is_word(words))
            {
                out.push(format!("{path} = {text}"));
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Fraction(_) => {}
    }
}

#[test]
fn the_roster_schema_knows_everything_in_the_base_rosters() {
    let schema = Roster::schema(&Catalogue::built_in().unwrap());
    let cases = folder().with_file_name("cases");
    let standards: Vec<String> = names(&cases, "")
        .into_iter()
        .filter(|name| cases.join(name).is_dir())
        .collect();
    assert!(!standards.is_empty());
    let mut places = Vec::new();
    for standard in standards {
        let roster = Node::from_toml(&text(&cases.join(&standard).join("base.toml"))).unwrap();
        unknown(&schema, &schema, &roster, &standard, &mut places);
    }
    assert_eq!(places, Vec::<String>::new());
}

#[test]
fn the_standard_schema_knows_everything_in_the_standards_that_ship() {
    let schema = schema(&Catalogue::built_in().unwrap());
    let standards = Path::new(env!("CARGO_MANIFEST_DIR")).join("standards");
    let mut places = Vec::new();
    for name in names(&standards, ".toml") {
        let standard = Node::from_toml(&text(&standards.join(format!("{name}.toml")))).unwrap();
        unknown(&schema, &schema, &standard, &name, &mut places);
    }
    assert_eq!(places, Vec::<String>::new());
}

#[test]
fn the_schemas_refuse_what_no_file_may_hold() {
    let schema = Roster::schema(&Catalogue::built_in().unwrap());
    let mut places = Vec::new();
    let roster = Node::table([
        ("institution", Node::table([("nmae", Node::text("x"))])),
        (
            "people",
            Node::list([Node::table([(
                "incomplete",
                Node::list([Node::text("papers")]),
            )])]),
        ),
    ]);
    unknown(&schema, &schema, &roster, "roster", &mut places);
    assert_eq!(
        places,
        [
            "roster.institution.nmae",
            "roster.people[0].incomplete[0] = papers"
        ]
    );
}

#[test]
fn every_file_known_to_fail_exists() {
    for (id, why) in KNOWN_FAILING {
        let (kind, name) = id.split_once('/').unwrap();
        let listed = expected(&format!("{kind}.toml"));
        assert!(
            listed.iter().any(|(listed, _)| listed == name),
            "{id}: {why}"
        );
    }
}
