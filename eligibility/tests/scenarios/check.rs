//! Whether what came out is what a case expects.

use std::sync::LazyLock;

use eligibility::assess::{
    Assessment, ClauseReport, Count, Finding, Missing, PersonReport, Question, Reason, Verdict,
    assess,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::AsOf;
use eligibility::facts::Roster;
use eligibility::file::Node;
use eligibility::standard::Library;

use super::case::{Case, CaseFile, Expected, Situation};
use super::change::apply;

/// The changed roster and what was said of it.
pub struct Assessed {
    pub roster: Roster,
    pub assessment: Assessment,
}

/// What ships with the product, read once.
pub static BUILT_IN: LazyLock<(Catalogue, Library)> = LazyLock::new(|| {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    (catalogue, library)
});

/// Changes the base roster as the case says and assesses it.
pub fn assessment(standard: &str, base: &Node, case: &Case) -> Assessed {
    let mut node = base.clone();
    for change in &case.change {
        if let Err(why) = apply(&mut node, change) {
            panic!("{standard}: {} ({}): {why}", case.name, case.en);
        }
    }
    let (catalogue, library) = &*BUILT_IN;
    let roster = Roster::read(&node, catalogue)
        .unwrap_or_else(|faults| panic!("{standard}: {} ({}):\n{faults}", case.name, case.en));
    let question = Question {
        on: AsOf(case.on),
        rules_on: case.rules_on.unwrap_or(case.on),
        as_if_in_force: case.as_if_in_force,
        ..Question::on(case.on)
    };
    let (hospital, programme) = (&roster.hospital, &roster.programme);
    let standard = library.get(standard).unwrap();
    let assessment = assess(question, catalogue, standard, hospital, programme).unwrap();
    Assessed { roster, assessment }
}

/// The word of a serialised unit variant, such as `not-yet`.
pub fn word(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap();
    value.as_str().unwrap_or_default().to_owned()
}

pub fn reason_code(reason: &Reason) -> String {
    serde_json::to_value(reason).unwrap()["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// The place of a missing fact as a path: `licences[0].scopes`, or `titles` for a whole record.
pub fn missing_path(missing: &Missing) -> String {
    let index = missing
        .index
        .map(|index| format!("[{index}]"))
        .unwrap_or_default();
    let dot = if missing.field.is_empty() { "" } else { "." };
    format!("{}{index}{dot}{}", missing.list, missing.field)
}

/// The full id of a clause of a standard; those of a form are called as in the standard itself.
pub fn clause_id(standard: &str, local: &str) -> String {
    format!("{}.{local}", clauses_of(standard))
}

/// The standard that the clauses of a standard, or of one of its forms, are called after.
pub fn clauses_of(standard: &str) -> &str {
    let (_, library) = &*BUILT_IN;
    let form_of = library
        .get(standard)
        .and_then(|found| found.form_of.as_deref());
    form_of.unwrap_or(standard)
}

/// Everything that is not as the case expects.
pub fn faults(standard: &str, file: &CaseFile, case: &Case, assessed: &Assessed) -> Vec<String> {
    let assessment = &assessed.assessment;
    let mut wrong = Vec::new();
    if let Some(force) = &case.force {
        differ(&mut wrong, "force", force, &word(assessment.force));
        if !case.as_if_in_force && *force != "in-force" && !assessment.clauses.is_empty() {
            wrong.push("clauses are assessed although the edition is not in force".to_owned());
        }
    }
    for (local, expected) in &case.expect {
        let id = clause_id(standard, local);
        match assessment
            .clauses
            .iter()
            .find(|clause| clause.id.as_str() == id)
        {
            Some(clause) => {
                let own = file.clause.as_ref() == Some(local);
                let shows = case.shows.filter(|_| own);
                let mut found = clause_faults(standard, expected, clause);
                found.extend(shows.and_then(|shows| not_shown(shows, clause)));
                wrong.extend(found.into_iter().map(|fault| format!("{local}: {fault}")));
            }
            None => wrong.push(format!("{local}: not assessed")),
        }
    }
    wrong
}

fn differ<T: PartialEq + std::fmt::Debug>(wrong: &mut Vec<String>, what: &str, want: &T, is: &T) {
    if want != is {
        wrong.push(format!("{what}: expected {want:?}, is {is:?}"));
    }
}

fn not_shown(shows: Situation, clause: &ClauseReport) -> Option<String> {
    let short_by_one = || {
        let gaps: Vec<_> = clause
            .tests
            .iter()
            .filter_map(|test| test.count)
            .map(Count::gap)
            .collect();
        clause.verdict == Verdict::Short && gaps.iter().sum::<usize>() <= 1
    };
    let fits = match shows {
        Situation::Met => clause.verdict == Verdict::Met,
        Situation::ShortByOne => short_by_one(),
        Situation::Undetermined => clause.verdict == Verdict::Undetermined,
        Situation::Boundary => true,
    };
    (!fits).then(|| format!("does not show {shows:?}"))
}

fn people(clause: &ClauseReport) -> impl Iterator<Item = &PersonReport> {
    clause
        .tests
        .iter()
        .flat_map(|test| test.people.possible.iter().chain(&test.people.rejected))
}

fn clause_faults(standard: &str, expected: &Expected, clause: &ClauseReport) -> Vec<String> {
    let mut wrong = Vec::new();
    differ(
        &mut wrong,
        "verdict",
        &expected.verdict.as_str(),
        &clause.verdict.word(),
    );
    let counts: Vec<_> = clause.tests.iter().filter_map(|test| test.count).collect();
    let mut numbers = |what: &str, want: &[u32], is: Vec<usize>| {
        let want: Vec<usize> = want
            .iter()
            .map(|&n| usize::try_from(n).unwrap_or(0))
            .collect();
        let is = is.into_iter().take(want.len()).collect();
        differ(&mut wrong, what, &want, &is);
    };
    numbers(
        "held",
        &expected.held,
        counts.iter().map(|c| c.surely).collect(),
    );
    numbers(
        "gap",
        &expected.gap,
        counts.iter().copied().map(Count::gap).collect(),
    );
    numbers(
        "possibly",
        &expected.possibly,
        counts.iter().map(|c| c.possibly).collect(),
    );
    if let Some(want) = &expected.counted {
        let first = clause.tests.iter().find(|test| test.count.is_some());
        let counted = first
            .map(|test| test.people.counted.as_slice())
            .unwrap_or_default();
        let is = counted
            .iter()
            .map(|person| person.staff.to_string())
            .collect();
        differ(&mut wrong, "counted", want, &is);
    }
    if let Some(want) = &expected.competing {
        let prefix = format!("{}.", clauses_of(standard));
        let local = |id: &str| id.strip_prefix(&prefix).unwrap_or(id).to_owned();
        let is = clause
            .competing
            .iter()
            .map(|id| local(id.as_str()))
            .collect();
        differ(&mut wrong, "competing", want, &is);
    }
    if expected.breaks_on.is_some() {
        differ(
            &mut wrong,
            "breaks_on",
            &expected.breaks_on,
            &clause.breaks_on,
        );
    }
    wrong.extend(person_faults(expected, clause));
    let reasons = clause
        .reasons
        .iter()
        .chain(clause.tests.iter().flat_map(|test| &test.reasons));
    let codes: Vec<String> = reasons.map(reason_code).collect();
    for want in expected.reasons.iter().filter(|want| !codes.contains(want)) {
        wrong.push(format!("reasons: expected {want}, are {codes:?}"));
    }
    for (reading, want) in &expected.readings {
        let is = clause
            .readings
            .iter()
            .find(|r| format!("{}.{}", r.id, r.alternative) == *reading);
        let is = is.map_or("the same", |reading| reading.verdict.word());
        differ(&mut wrong, reading, &want.as_str(), &is);
    }
    wrong
}

fn person_faults(expected: &Expected, clause: &ClauseReport) -> Vec<String> {
    let mut wrong = Vec::new();
    let reports = |staff: &str| -> Vec<&PersonReport> {
        people(clause)
            .filter(|person| person.staff.as_str() == staff)
            .collect()
    };
    for (staff, want) in &expected.codes {
        let is: Vec<Vec<&str>> = reports(staff)
            .into_iter()
            .map(PersonReport::codes)
            .collect();
        if !is.iter().any(|codes| codes == want) {
            wrong.push(format!("codes of {staff}: expected {want:?}, are {is:?}"));
        }
    }
    for (staff, want) in &expected.missing {
        let unknown = |finding: &Finding| match finding {
            Finding::Unknown { missing } => Some(missing_path(missing)),
            _ => None,
        };
        let is: Vec<String> = reports(staff)
            .into_iter()
            .flat_map(|p| &p.findings)
            .filter_map(unknown)
            .collect();
        if !is.contains(want) {
            wrong.push(format!("missing of {staff}: expected {want}, is {is:?}"));
        }
    }
    for (staff, want) in &expected.from {
        let is: Vec<_> = reports(staff)
            .into_iter()
            .filter_map(|person| person.from)
            .collect();
        if !is.contains(want) {
            wrong.push(format!("counts from, {staff}: expected {want}, is {is:?}"));
        }
    }
    wrong
}
