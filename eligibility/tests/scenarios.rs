//! What the standards say of small hospitals, case by case.
//!
//! `cases/<standard>/base.toml` is a roster that meets every clause. Every other file of the folder
//! holds cases: what is changed, the day, and what must come out. `cases/README.md` says how to
//! write one. Each case's explanation is kept as a snapshot beside it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod scenarios {
    pub mod case;
    pub mod change;
    pub mod check;
    pub mod explain;
}

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use eligibility::assess::{Question, Verdict, assess};
use eligibility::file::Node;
use eligibility::standard::{ClauseId, Flag, Standard, Test};
use scenarios::case::{Case, CaseFile, Situation, base_day};
use scenarios::check::{BUILT_IN, assessment, faults};
use scenarios::explain::explanation;

/// Cases that are right and fail: `standard/file/case`, and what is wrong with the product. Each
/// must still fail, so that it leaves the list when the product is mended.
const KNOWN_FAILING: &[(&str, &str)] = &[];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in a folder, sorted; `ending` with its dot is cut off.
fn names(folder: &Path, ending: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().into_string();
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(name(entry).unwrap().strip_suffix(ending)?.to_owned()))
        .collect();
    names.sort();
    names
}

fn base(standard: &str) -> Node {
    let path = folder().join(standard).join("base.toml");
    Node::from_toml(&text(&path)).unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()))
}

fn case_files(standard: &str) -> Vec<CaseFile> {
    let inside = folder().join(standard);
    let stems = names(&inside, ".toml")
        .into_iter()
        .filter(|stem| stem != "base");
    let read = |stem: String| {
        let path = inside.join(format!("{stem}.toml"));
        CaseFile::read(&stem, &text(&path))
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()))
    };
    stems.map(read).collect()
}

fn snapshot_name(file: &CaseFile, case: &Case) -> String {
    format!("{}--{}", file.stem, case.name)
}

/// Runs every case of a standard and reports all that fail, not only the first.
fn run(standard: &str) {
    let base = base(standard);
    let mut failures = String::new();
    for file in case_files(standard) {
        for case in &file.cases {
            let id = format!("{standard}/{}/{}", file.stem, case.name);
            let assessed = assessment(standard, &base, case);
            let mut wrong = faults(standard, &file, case, &assessed);
            let known = KNOWN_FAILING.iter().find(|(known, _)| *known == id);
            if let Some((_, why)) = known {
                let mended = wrong.is_empty().then(|| format!("no longer fails: {why}"));
                wrong = mended.into_iter().collect();
            } else {
                wrong.extend(snapshot_fault(standard, &file, case, &assessed));
            }
            if !wrong.is_empty() {
                let lines: Vec<String> = wrong.iter().map(|line| format!("    {line}")).collect();
                write!(failures, "\n{id}: {}\n{}\n", case.en, lines.join("\n")).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn snapshot_fault(
    standard: &str,
    file: &CaseFile,
    case: &Case,
    assessed: &scenarios::check::Assessed,
) -> Option<String> {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join(standard).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let explained = explanation(standard, case, assessed);
    let name = snapshot_name(file, case);
    let compare = || settings.bind(|| insta::assert_snapshot!(name, explained));
    let fault = || "the explanation differs from its snapshot, shown above".to_owned();
    catch_unwind(AssertUnwindSafe(compare))
        .err()
        .map(|_| fault())
}

macro_rules! standards {
    ($($test:ident = $standard:literal),* $(,)?) => {
        const STANDARDS: &[&str] = &[$($standard),*];
        $(
            #[test]
            fn $test() {
                run($standard);
            }
        )*
    };
}

standards! {
    zzq2023_petmr = "zzq2023.petmr",
    zzq2023_petct = "zzq2023.petct",
    zzq2023_lap = "zzq2023.lap",
    zzq2023_rt = "zzq2023.rt",
    sx2025_petmr = "sx2025.petmr",
    sx2025_petct = "sx2025.petct",
    sx2025_lap = "sx2025.lap",
    sx2025_rt = "sx2025.rt",
    nhc36n = "nhc36n",
    nhc36 = "nhc36",
    nhc36g = "nhc36g",
    g07 = "g07",
    g07_base = "g07.base",
    g08 = "g08",
    g08_base = "g08.base",
    eqm = "eqm",
}

#[test]
fn every_standard_that_ships_has_cases_and_every_folder_is_run() {
    let (_, library) = &*BUILT_IN;
    let shipped: Vec<&str> = library
        .iter()
        .map(|standard| standard.id.as_str())
        .collect();
    assert_eq!(STANDARDS, shipped);
    let folders: Vec<String> = names(&folder(), "")
        .into_iter()
        .filter(|name| folder().join(name).is_dir())
        .collect();
    let mut listed: Vec<&str> = STANDARDS.to_vec();
    listed.sort_unstable();
    assert_eq!(folders, listed);
}

#[test]
fn the_base_rosters_meet_every_clause() {
    for id in STANDARDS {
        let (catalogue, library) = &*BUILT_IN;
        let roster = eligibility::facts::Roster::read(&base(id), catalogue)
            .unwrap_or_else(|faults| panic!("{id}/base.toml:\n{faults}"));
        let question = Question::on(base_day());
        let (hospital, programme) = (&roster.hospital, &roster.programme);
        let standard = library.get(id).unwrap();
        let assessed = assess(question, catalogue, standard, hospital, programme).unwrap();
        let only_in_a_form = only_in_a_form(standard);
        let not_met: Vec<_> = assessed
            .clauses
            .iter()
            .filter(|clause| clause.verdict != Verdict::Met)
            .map(|clause| (clause.id.clone(), clause.verdict))
            .filter(|clause| !only_in_a_form.contains(clause))
            .collect();
        assert!(not_met.is_empty(), "{id}/base.toml: {not_met:?}");
    }
}

/// What a form takes as declared is declared off in the base roster of its standard, which shows the
/// clauses that depend on it in the base roster of the form.
fn only_in_a_form(standard: &Standard) -> Vec<(ClauseId, Verdict)> {
    let assumed: Vec<_> = standard.forms.iter().flat_map(|f| &f.assume).collect();
    let editions = standard.editions.iter();
    let clauses = editions.flat_map(|edition| &edition.clauses);
    clauses
        .filter(|clause| clause.only_if.iter().any(|fact| assumed.contains(&fact)))
        .map(|clause| (clause.id.clone(), Verdict::NotApplicable))
        .collect()
}

/// Every clause about people that is not a mere attestation of the institution counts here, and
/// those that are, too.
#[test]
fn every_personnel_clause_is_shown_in_all_four_situations() {
    let (_, library) = &*BUILT_IN;
    let mut missing = Vec::new();
    for standard in library.iter().filter(|s| s.form_of.is_none()) {
        let forms = standard.forms.iter().map(|form| &form.id);
        let shown: BTreeSet<(String, Situation)> = std::iter::once(&standard.id)
            .chain(forms)
            .flat_map(|id| case_files(id))
            .flat_map(|file| file.shown())
            .collect();
        for clause in standard
            .editions
            .iter()
            .flat_map(|edition| &edition.clauses)
        {
            let counts = |test: &Test| matches!(test, Test::Headcount(_));
            let about_people = clause.flag == Flag::Personnel
                || (clause.flag == Flag::Quasi && clause.tests.iter().any(counts));
            let prefix = format!("{}.", standard.id);
            let local = clause.id.as_str().strip_prefix(&prefix).unwrap();
            for situation in Situation::ALL {
                if about_people && !shown.contains(&(local.to_owned(), *situation)) {
                    missing.push(format!("{}: no case of {situation:?}", clause.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// An alternative that never gives another verdict is not tested at all, and may do nothing.
#[test]
fn every_alternative_gives_another_verdict_in_some_case() {
    let (_, library) = &*BUILT_IN;
    let mut missing = Vec::new();
    for standard in library.iter().filter(|s| s.form_of.is_none()) {
        let forms = standard.forms.iter().map(|form| form.id.clone());
        let folders = std::iter::once(standard.id.clone()).chain(forms);
        let cases = folders
            .flat_map(|id| case_files(&id))
            .flat_map(|file| file.cases);
        let expected = cases.flat_map(|case| case.expect);
        let readings = expected.flat_map(|(_, expected)| expected.readings);
        let shown: BTreeSet<String> = readings
            .filter(|(_, verdict)| verdict != "the same")
            .map(|(reading, _)| reading)
            .collect();
        for reading in standard
            .editions
            .iter()
            .flat_map(|edition| &edition.readings)
        {
            for alternative in &reading.alternatives {
                let id = format!("{}.{}", reading.id, alternative.id);
                if !shown.contains(&id) {
                    missing.push(format!("{}: {id}", standard.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_snapshot_belongs_to_a_case_and_names_are_unique() {
    for standard in STANDARDS {
        let mut listed: Vec<String> = Vec::new();
        for file in case_files(standard) {
            for case in &file.cases {
                let id = format!("{standard}/{}/{}", file.stem, case.name);
                let known = KNOWN_FAILING.iter().any(|(known, _)| *known == id);
                listed.extend((!known).then(|| snapshot_name(&file, case)));
            }
        }
        listed.sort();
        let unique: BTreeSet<&String> = listed.iter().collect();
        assert_eq!(
            unique.len(),
            listed.len(),
            "{standard}: a name stands twice"
        );
        let stored = names(&folder().join(standard).join("snapshots"), ".snap");
        assert_eq!(stored, listed, "{standard}");
    }
}

#[test]
fn every_case_known_to_fail_exists() {
    for (id, why) in KNOWN_FAILING {
        let parts: Vec<&str> = id.split('/').collect();
        let file = case_files(parts[0])
            .into_iter()
            .find(|file| file.stem == parts[1]);
        let found = file.is_some_and(|file| file.cases.iter().any(|case| case.name == parts[2]));
        assert!(found, "{id}: {why}");
    }
}
