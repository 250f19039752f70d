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

use eligibility::assess::ways::{Limits, carry_out, single_points, ways_out};
use eligibility::assess::{Question, TimelineQuestion, assess, not_shared, timeline};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Roster;
use eligibility::file::Node;
use eligibility::standard::{Library, Standard, load};
use eligibility::whatif::{Change, WhatIf};
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

/// Far enough to reach every kind of step, and near enough to end in moments.
const NEAR: Limits = Limits {
    gap: 1,
    candidates: 5,
    assessments: 6,
    days: 3,
};

#[test]
fn ways_out_of_a_mangled_roster_are_found_and_never_panic() {
    let library = Library::built_in(&CATALOGUE).unwrap();
    let mut steps = 0;
    for standard in library.iter() {
        let original = base(&standard.id);
        each_seed(&standard.id, 24, |dice| {
            let mut mangled = original.clone();
            for _ in 0..=dice.below(4) {
                mangle_node(&mut mangled, dice);
            }
            let Ok(roster) = Roster::read(&mangled, &CATALOGUE) else {
                return false;
            };
            let facts = (&roster.hospital, &roster.programme);
            let question = Question {
                as_if_in_force: true,
                ..Question::on(middle())
            };
            drop(single_points(question, &CATALOGUE, standard, facts));
            let ways = ways_out(question, &CATALOGUE, standard, facts, NEAR);
            for way in ways.iter().flat_map(|ways| &ways.ways) {
                steps += way.steps.len();
                let carried = carry_out(&way.steps, &CATALOGUE, facts.0, facts.1);
                assert!(carried.is_some(), "{way:?}");
            }
            true
        });
    }
    assert!(steps > 100, "only {steps} steps are found");
}

/// One change of each kind, on the roster of `sx2025.petct`.
const EVERY_CHANGE: &str = r#"
    on = 2026-04-01
    change = [
        { person_joins = { staff = "N900", employment = [{ from = 2020-01-01 }] } },
        { paper_renewed = { staff = "N003", kind = "permit-nuclear-medicine", issued = 2026-03-01, expires = 2028-03-01 } },
        { paper_obtained = { staff = "N003", kind = "radiation-training", issued = 2026-03-01 } },
        { paper_revoked = { staff = "N003", kind = "permit-nuclear-medicine", from = 2026-03-01 } },
        { licence_registered = { staff = "N001", licence = { level = "physician", main_here = false, from = 2026-03-01 } } },
        { filing_renewed = { staff = "N001", from = 2026-03-01, to = 2027-02-28 } },
        { licence_suspended = { staff = "N001", from = 2026-03-01 } },
        { licence_cancelled = { staff = "N001", from = 2026-03-01 } },
        { title_obtained = { staff = "N001", series = "medical", level = "senior", discipline = "imaging", qualified = 2026-03-01 } },
        { posted = { staff = "N001", post = "physician", full_time = true, from = 2026-03-01 } },
        { posting_ended = { staff = "N001", post = "physician", last_day = 2026-03-01 } },
        { department_moved = { staff = "N001", department = "nm", from = 2026-03-01 } },
        { absent = { staff = "N001", kind = "leave", from = 2026-03-01, to = 2026-06-30 } },
        { experience_added = { staff = "N001", field = "imaging", from = 2020-03-01 } },
        { training_added = { staff = "N001", training = { kind = "radiotherapy-physics", from = 2026-01-01, to = 2026-06-30, passed = true } } },
        { exemption_recorded = { staff = "N001", exemption = { technique = "seed-implantation", granted = 2026-03-01, by = "医务科" } } },
        { base_filed = { name = "省肿瘤医院", technique = "seed-implantation", from = 2026-03-01 } },
        { device_added = { kind = "mr", name = "MR-9", from = 2026-03-01 } },
        { device_removed = { kind = "mr", name = "MR-9", last_day = 2026-03-02 } },
        { fact_declared = { fact = "own-preparation", value = true, from = 2026-03-01 } },
        { attested = { clause = "sx2025.petct.2", met = true, by = "医务科", on = 2026-03-01 } },
        { figure_recorded = { figure = "laparoscopic-share", from = 2025-01-01, to = 2025-12-31, numerator = 40, denominator = 120 } },
        { duty_done = { duty = "emergency-drill", on = 2026-03-01, by = "N001" } },
        { institution_paper = { kind = "radiation-safety-licence", issued = 2026-03-01 } },
        { fact_filled = { staff = "N001", list = "credentials", index = 0, field = "issued", value = 2020-03-01 } },
        { person_leaves = { staff = "N002", last_day = 2026-03-01 } },
    ]
"#;

#[test]
fn a_mangled_what_if_is_made_or_refused_and_never_panics() {
    let roster = Roster::read(&base("sx2025.petct"), &CATALOGUE).unwrap();
    let library = Library::built_in(&CATALOGUE).unwrap();
    let standard = library.get("sx2025.petct").unwrap();
    let original = Node::from_toml(EVERY_CHANGE).unwrap();
    let whole = WhatIf::read(&original, &CATALOGUE).unwrap();
    let keys: std::collections::BTreeSet<_> = whole.changes.iter().map(Change::key).collect();
    assert_eq!(keys.len(), Change::KEYS.len(), "one of each kind");
    let sound = whole.apply(&CATALOGUE, &roster.hospital, &roster.programme);
    assert_eq!(sound.err(), None);
    let mut made = 0;
    let loaded = each_seed("what-if", 600, |dice| {
        let mut mangled = original.clone();
        for _ in 0..=dice.below(3) {
            mangle_node(&mut mangled, dice);
        }
        let Ok(what_if) = WhatIf::read(&mangled, &CATALOGUE) else {
            return false;
        };
        let again = WhatIf::read(&what_if.write(), &CATALOGUE).unwrap();
        assert_eq!(again.changes, what_if.changes, "written and read again");
        drop(what_if.check_clauses(standard));
        let changed = what_if.apply(&CATALOGUE, &roster.hospital, &roster.programme);
        if let Ok((hospital, programme)) = changed {
            made += 1;
            let question = what_if.question(Question::on(middle()));
            drop(assess(
                question, &CATALOGUE, standard, &hospital, &programme,
            ));
        }
        true
    });
    assert!(
        loaded > 50 && made > 20,
        "only {loaded} load, {made} are made"
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
