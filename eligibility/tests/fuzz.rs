//! Nothing a file holds makes the core panic or run on: mangled standards, mangled rosters and bytes
//! that were never a file.
//!
//! A file that still loads is put to use: assessed, looked at over two years, and shared out.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod fuzz {
    pub mod mangle;
}

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use eligibility::assess::{Question, TimelineQuestion, assess, not_shared, timeline};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Roster;
use eligibility::file::Node;
use eligibility::standard::{Library, Standard, load};
use eligibility::whatif::WhatIf;
use fuzz::mangle::{Dice, mangle_node, mangle_text, noise};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of the standards that ship, by id.
fn shipped() -> BTreeMap<String, String> {
    let library = Library::built_in(&CATALOGUE).unwrap();
    let originals = library.iter().filter(|standard| standard.form_of.is_none());
    originals
        .map(|standard| {
            let id = &standard.id;
            (
                id.clone(),
                text(&folder().join(format!("standards/{id}.toml"))),
            )
        })
        .collect()
}

fn base(id: &str) -> Node {
    let path = folder().join(format!("tests/cases/{id}/base.toml"));
    Node::from_toml(&text(&path)).unwrap()
}

fn middle() -> Day {
    Day::new(2026, 3, 1).unwrap()
}

/// Everything that can be asked of a standard and a roster.
fn put_to_use(standard: &Standard, roster: &Roster, timelines: bool) {
    let (hospital, programme) = (&roster.hospital, &roster.programme);
    let question = Question {
        as_if_in_force: true,
        ..Question::on(middle())
    };
    let done = assess(question, &CATALOGUE, standard, hospital, programme);
    assert!(done.is_some(), "a standard that loads has an edition");
    drop(not_shared(
        question,
        &CATALOGUE,
        &[(standard, programme)],
        hospital,
    ));
    if timelines {
        let question = TimelineQuestion {
            rules_on: Some(middle()),
            as_if_in_force: true,
            ..TimelineQuestion::over(middle(), middle().plus_months(24))
        };
        drop(timeline(
            question, &CATALOGUE, standard, hospital, programme,
        ));
    }
}

/// Runs `case` on each seed; a panic is told with its seed; what runs on is ended by the
/// time limit of the test runner.
fn each_seed(what: &str, seeds: u64, mut case: impl FnMut(&mut Dice) -> bool) -> u64 {
    let (mut loaded, mut wrong) = (0, Vec::new());
    for seed in 0..seeds {
        let run = || case(&mut Dice::new(seed));
        match catch_unwind(AssertUnwindSafe(run)) {
            Ok(sound) => loaded += u64::from(sound),
            Err(_) => wrong.push(format!("{what}, seed {seed}: panics, as shown above")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    loaded
}

#[test]
fn a_mangled_standard_loads_or_is_refused_and_never_panics() {
    let mut loaded = 0;
    for (id, original) in shipped() {
        let roster = Roster::read(&base(&id), &CATALOGUE).unwrap();
        let mut used = 0_u64;
        loaded += each_seed(&id, 130, |dice| {
            let mangled = mangle_text(&original, dice);
            let Ok(standard) = load(&mangled, &CATALOGUE) else {
                return false;
            };
            used += 1;
            put_to_use(&standard, &roster, used.is_multiple_of(4));
            true
        });
    }
    assert!(
        loaded > 100,
        "only {loaded} load: the mangling is too rough to reach the assessment"
    );
}

#[test]
fn a_standard_with_mangled_values_loads_or_is_refused_and_never_panics() {
    let mut loaded = 0;
    for (id, original) in shipped() {
        let roster = Roster::read(&base(&id), &CATALOGUE).unwrap();
        let mut used = 0_u64;
        loaded += each_seed(&id, 70, |dice| {
            let mut numbers = original.clone();
            fuzz::mangle::other_numbers(&mut numbers, dice);
            let Ok(standard) = load(&numbers, &CATALOGUE) else {
                return false;
            };
            used += 1;
            put_to_use(&standard, &roster, used.is_multiple_of(4));
            true
        });
    }
    assert!(
        loaded > 100,
        "only {loaded} load: the mangling is too rough to reach the assessment"
    );
}

#[test]
fn a_mangled_roster_loads_or_is_refused_and_never_panics() {
    let library = Library::built_in(&CATALOGUE).unwrap();
    let mut loaded = 0;
    for standard in library.iter() {
        let original = base(&standard.id);
        let mut used = 0_u64;
        loaded += each_seed(&standard.id, 110, |dice| {
            let mut mangled = original.clone();
            for _ in 0..=dice.below(4) {
                mangle_node(&mut mangled, dice);
            }
            let Ok(roster) = Roster::read(&mangled, &CATALOGUE) else {
                return false;
            };
            used += 1;
            put_to_use(standard, &roster, used.is_multiple_of(4));
            let again = Roster::read(&roster.write(), &CATALOGUE);
            assert_eq!(again.as_ref(), Ok(&roster), "written and read again");
            true
        });
    }
    assert!(
        loaded > 100,
        "only {loaded} load: the mangling is too rough to reach the assessment"
    );
}

#[test]
fn random_bytes_are_refused_and_never_panic() {
    each_seed("bytes", 1500, |dice| {
        let bytes = noise(dice);
        let text = String::from_utf8_lossy(&bytes);
        let node = Node::from_toml(&text);
        let json = serde_json::from_slice::<Node>(&bytes);
        for node in node.iter().chain(json.iter()) {
            assert!(Roster::read(node, &CATALOGUE).is_err(), "{text}");
            drop(WhatIf::read(node, &CATALOGUE));
        }
        assert!(load(&text, &CATALOGUE).is_err(), "{text}");
        drop(Catalogue::parse(&text));
        false
    });
}

#[test]
fn deep_nesting_is_refused_and_never_overflows_the_stack() {
    for depth in [50, 200, 5_000, 200_000] {
        for (open, close) in [("[", "]"), ("{ a = ", "}"), ("[{ a = ", "}]")] {
            let text = format!("id = {}1{}", open.repeat(depth), close.repeat(depth));
            assert!(load(&text, &CATALOGUE).is_err(), "{depth} × {open}");
            let text = format!("people = {}1{}", open.repeat(depth), close.repeat(depth));
            let read = Node::from_toml(&text).and_then(|node| Roster::read(&node, &CATALOGUE));
            assert!(read.is_err(), "{depth} × {open}");
        }
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let read = serde_json::from_str::<Node>(&text);
            let read = read.map(|node| Roster::read(&node, &CATALOGUE).is_err());
            assert!(read.unwrap_or(true), "{depth} × {open}");
        }
        let dotted = format!("a{} = 1", ".a".repeat(depth));
        assert!(load(&dotted, &CATALOGUE).is_err(), "{depth} dots");
        let headed = format!("[a{}]\nb = 1", ".a".repeat(depth));
        assert!(
            load(&headed, &CATALOGUE).is_err(),
            "{depth} dots in a heading"
        );
    }
}
