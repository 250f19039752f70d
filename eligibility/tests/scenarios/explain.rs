//! A clause's explanation as text: everything the report holds, without wording.

use std::fmt::Write as _;

use eligibility::assess::{ClauseReport, Finding, PersonReport, TestReport};
use eligibility::standard::ClauseId;
use serde::Serialize;
use serde_json::Value;

use super::case::Case;
use super::check::{Assessed, clause_id, missing_path, word};

/// The explanations of the clauses a case is about.
pub fn explanation(standard: &str, case: &Case, assessed: &Assessed) -> String {
    let assessment = &assessed.assessment;
    let mut out = format!("{}\n{}\non {}", case.zh, case.en, case.on);
    if assessment.rules_on != case.on {
        write!(out, ", rules of {}", assessment.rules_on).unwrap();
    }
    writeln!(
        out,
        ", edition {}: {}",
        assessment.edition,
        word(assessment.force)
    )
    .unwrap();
    for (local, _) in &case.expect {
        let id = clause_id(standard, local);
        for clause in assessment
            .clauses
            .iter()
            .filter(|clause| clause.id.as_str() == id)
        {
            out.push('\n');
            out.push_str(&clause_text(clause, assessed));
        }
    }
    if assessment.clauses.is_empty() {
        out.push_str("\nno clause assessed\n");
    }
    out
}

fn clause_text(clause: &ClauseReport, assessed: &Assessed) -> String {
    let mut out = format!(
        "{} [{}] {}\n",
        clause.id,
        clause.flag.word(),
        clause.verdict.word()
    );
    for reason in &clause.reasons {
        writeln!(out, "  because {}", flat(reason, "code")).unwrap();
    }
    for test in &clause.tests {
        out.push_str(&test_text(test, assessed));
    }
    if !clause.competing.is_empty() {
        let ids: Vec<&str> = clause.competing.iter().map(ClauseId::as_str).collect();
        writeln!(out, "  competes with {}", ids.join(", ")).unwrap();
    }
    for reading in &clause.readings {
        let (id, alternative) = (&reading.id, &reading.alternative);
        writeln!(
            out,
            "  reading {id} {alternative}: {}",
            reading.verdict.word()
        )
        .unwrap();
    }
    if let Some(day) = clause.breaks_on {
        writeln!(out, "  breaks on {day}").unwrap();
    }
    out
}

fn test_text(test: &TestReport, assessed: &Assessed) -> String {
    let mut out = format!("  {}: {}", test.kind, test.verdict.word());
    if let Some(count) = test.count {
        write!(out, ", held {} of {}", count.surely, count.required).unwrap();
        if count.possibly != count.surely {
            write!(out, ", possibly {}", count.possibly).unwrap();
        }
        if count.gap() > 0 {
            write!(out, ", gap {}", count.gap()).unwrap();
        }
    }
    out.push('\n');
    for reason in &test.reasons {
        writeln!(out, "    because {}", flat(reason, "code")).unwrap();
    }
    let lists = [
        ("counts", &test.people.counted),
        ("may count", &test.people.possible),
        ("does not count", &test.people.rejected),
    ];
    for (label, people) in lists {
        for person in people {
            out.push_str(&person_text(label, person, assessed));
        }
    }
    out
}

fn person_text(label: &str, person: &PersonReport, assessed: &Assessed) -> String {
    let known = assessed.roster.hospital.person(&person.staff);
    let name = known
        .and_then(|known| known.name.as_deref())
        .unwrap_or_default();
    let mut out = format!("    {label}: {} {name}\n", person.staff);
    for finding in &person.findings {
        match finding {
            Finding::Held { evidence } => {
                for record in evidence {
                    writeln!(out, "      + {}", flat(record, "record")).unwrap();
                }
            }
            Finding::Failed { cause } => writeln!(out, "      - {}", flat(cause, "code")).unwrap(),
            Finding::Unknown { missing } => {
                writeln!(out, "      ? {}", missing_path(missing)).unwrap();
            }
        }
    }
    if let Some(day) = person.from {
        writeln!(out, "      from {day}").unwrap();
    }
    out
}

/// A tagged record in one line: its tag, then every key that is not blank.
fn flat(record: &impl Serialize, tag: &str) -> String {
    let value = serde_json::to_value(record).unwrap();
    let mut out = value[tag].as_str().unwrap_or_default().to_owned();
    for (key, value) in value.as_object().into_iter().flatten() {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if key != tag && !empty {
            write!(out, ", {key} {}", plain(value)).unwrap();
        }
    }
    out
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("|"),
        Value::Object(entries) => {
            let pairs = entries
                .iter()
                .map(|(key, value)| format!("{key}={}", plain(value)));
            pairs.collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}
