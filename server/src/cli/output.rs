//! An assessment as JSON; `assessment.schema.json` describes it and a test holds the two together.

use app::wording;
use app::wording::Voice;
use eligibility::assess::{
    Assessment, ClauseReport, Count, Finding, Missing, People, PersonReport, ReadingVerdict,
    Reason, Truth, Verdict,
};
use eligibility::day::Day;
use eligibility::facts::StaffNumber;
use eligibility::standard::{Clause, ClauseId, Edition, Flag, Force, Standard};
use serde::Serialize;

use super::error::CliError;

/// A document as an indented JSON text.
pub(super) fn json(document: &impl Serialize) -> Result<String, CliError> {
    Ok(format!("{}\n", serde_json::to_string_pretty(document)?))
}

/// The assessment as it is written.
pub(crate) fn document<'a>(
    voice: Voice<'a>,
    standard: &'a Standard,
    assessment: &'a Assessment,
) -> Document<'a> {
    let edition = standard
        .editions
        .iter()
        .find(|edition| edition.id == assessment.edition);
    let writer = Writer { voice, edition };
    Document {
        standard: &assessment.standard,
        edition: &assessment.edition,
        on: assessment.on.day(),
        rules_on: assessment.rules_on,
        force: assessment.force,
        as_if_in_force: assessment.as_if_in_force,
        verdict: assessment.verdict(),
        personnel_verdict: assessment.personnel_verdict(),
        clauses: assessment
            .clauses
            .iter()
            .map(|clause| writer.row(clause))
            .collect(),
    }
}

/// An assessment, ready to be written.
#[derive(Serialize)]
pub(crate) struct Document<'a> {
    standard: &'a str,
    edition: &'a str,
    on: Day,
    rules_on: Day,
    force: Force,
    as_if_in_force: bool,
    verdict: Option<Verdict>,
    personnel_verdict: Option<Verdict>,
    clauses: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a ClauseId,
    flag: Flag,
    kind: String,
    topic: Option<&'a str>,
    number: &'a str,
    requirement: &'a str,
    verdict: Verdict,
    required: Option<usize>,
    held: Option<usize>,
    possibly: Option<usize>,
    gap: Option<usize>,
    counted: Vec<&'a StaffNumber>,
    near: Vec<Rejected<'a>>,
    possible: Vec<Possible<'a>>,
    rejected: Vec<Rejected<'a>>,
    competing: &'a [ClauseId],
    readings: &'a [ReadingVerdict],
    breaks_on: Option<Day>,
    reasons: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Rejected<'a> {
    staff: &'a StaffNumber,
    missing: Vec<&'static str>,
    from: Option<Day>,
    why: Vec<String>,
}

#[derive(Serialize)]
struct Possible<'a> {
    staff: &'a StaffNumber,
    missing: Vec<Missing>,
    why: Vec<String>,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    reason: &'a Reason,
    text: String,
}

struct Writer<'a> {
    voice: Voice<'a>,
    edition: Option<&'a Edition>,
}

impl<'a> Writer<'a> {
    fn row(&self, report: &'a ClauseReport) -> Row<'a> {
        let clause = self
            .edition
            .and_then(|edition| edition.clauses.get(report.place));
        let people = || report.tests.iter().map(|test| &test.people);
        let count = report.total();
        let mut counted: Vec<_> = people()
            .flat_map(|p| &p.counted)
            .map(|person| &person.staff)
            .collect();
        counted.sort();
        counted.dedup();
        let reasons = report
            .reasons
            .iter()
            .chain(report.tests.iter().flat_map(|test| &test.reasons));
        Row {
            id: &report.id,
            flag: report.flag,
            kind: clause.map(Clause::kind).unwrap_or_default(),
            topic: clause.and_then(|clause| clause.topic.as_deref()),
            number: clause.map_or("", |clause| &clause.number),
            requirement: clause.map_or("", |clause| self.voice.text(&clause.text)),
            verdict: report.verdict,
            required: count.map(|count| count.required),
            held: count.map(|count| count.surely),
            possibly: count.map(|count| count.possibly),
            gap: count.map(Count::gap),
            counted,
            near: people()
                .flat_map(People::near)
                .map(|person| self.rejected(person))
                .collect(),
            possible: people()
                .flat_map(|p| &p.possible)
                .map(|person| self.possible(person))
                .collect(),
            rejected: people()
                .flat_map(|p| &p.rejected)
                .map(|person| self.rejected(person))
                .collect(),
            competing: &report.competing,
            readings: &report.readings,
            breaks_on: report.breaks_on,
            reasons: reasons.map(|reason| self.told(reason)).collect(),
        }
    }

    fn rejected(&self, person: &'a PersonReport) -> Rejected<'a> {
        Rejected {
            staff: &person.staff,
            missing: person.codes(),
            from: person.from,
            why: self.why(person),
        }
    }

    fn possible(&self, person: &'a PersonReport) -> Possible<'a> {
        let missing = person.findings.iter().filter_map(|finding| match finding {
            Finding::Unknown { missing } => Some(*missing),
            Finding::Held { .. } | Finding::Failed { .. } => None,
        });
        Possible {
            staff: &person.staff,
            missing: missing.collect(),
            why: self.why(person),
        }
    }

    fn why(&self, person: &PersonReport) -> Vec<String> {
        let open = person
            .findings
            .iter()
            .filter(|finding| finding.truth() != Truth::Yes || finding.is_said_of_all());
        open.map(|finding| wording::finding(self.voice, finding))
            .collect()
    }

    fn told(&self, reason: &'a Reason) -> Told<'a> {
        Told {
            reason,
            text: wording::reason(self.voice, reason),
        }
    }
}
