//! What an assessment says: verdicts with their proof, ordered, as codes and data.

use serde::Serialize;

use super::finding::{Evidence, Finding};
use super::reason::Reason;
use super::spans::ClauseState;
use super::truth::{Truth, Verdict};
use crate::day::{AsOf, Day};
use crate::facts::StaffNumber;
use crate::standard::{ClauseId, Flag, Force};

/// A standard's edition put to a programme on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The standard.
    pub standard: String,
    /// The edition that was put to it.
    pub edition: String,
    /// Where the day of the rules stands to the edition.
    pub force: Force,
    /// Whether the edition was asked for although it is not in force.
    pub as_if_in_force: bool,
    /// The day of the facts.
    pub on: AsOf,
    /// The day of the rules.
    pub rules_on: Day,
    /// The clauses in document order, waivers left out; empty when the edition is not in force and
    /// was not asked for all the same.
    pub clauses: Vec<ClauseReport>,
}

impl Assessment {
    /// The worst verdict of all clauses; `None` when nothing was assessed.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        (!self.clauses.is_empty())
            .then(|| Verdict::all(self.clauses.iter().map(|clause| clause.verdict)))
    }

    /// The worst verdict of the personnel clauses; `None` when nothing was assessed.
    #[must_use]
    pub fn personnel_verdict(&self) -> Option<Verdict> {
        let personnel = self
            .clauses
            .iter()
            .filter(|clause| clause.flag == Flag::Personnel);
        (!self.clauses.is_empty()).then(|| Verdict::all(personnel.map(|clause| clause.verdict)))
    }

    /// How many clauses have a verdict.
    #[must_use]
    pub fn n_clauses(&self, verdict: Verdict) -> usize {
        self.clauses
            .iter()
            .filter(|clause| clause.verdict == verdict)
            .count()
    }

    /// The first day on which a met clause stops being met if nothing is renewed.
    #[must_use]
    pub fn breaks_on(&self) -> Option<Day> {
        self.clauses
            .iter()
            .filter_map(|clause| clause.breaks_on)
            .min()
    }
}

/// One clause's verdict and proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseReport {
    /// The clause.
    pub id: ClauseId,
    /// Its place in the edition.
    pub place: usize,
    /// What it is about.
    pub flag: Flag,
    /// The verdict.
    pub verdict: Verdict,
    /// What the tests found; empty when the clause does not apply.
    pub tests: Vec<TestReport>,
    /// What decided besides the tests.
    pub reasons: Vec<Reason>,
    /// Clauses that compete for the same people.
    pub competing: Vec<ClauseId>,
    /// What other readings would give.
    pub readings: Vec<ReadingVerdict>,
    /// The first day on which a met clause stops being met if nothing is renewed.
    pub breaks_on: Option<Day>,
}

impl ClauseReport {
    /// The verdict and the counts alone.
    #[must_use]
    pub fn state(&self) -> ClauseState {
        ClauseState {
            verdict: self.verdict,
            counts: self.tests.iter().filter_map(|test| test.count).collect(),
        }
    }

    /// Required and held over the clause's headcounts; of several groups each counts up to its need.
    #[must_use]
    pub fn total(&self) -> Option<Count> {
        let counted = self
            .tests
            .iter()
            .filter(|test| !matches!(test.kind, "every" | "periodic"));
        let counts: Vec<Count> = counted.filter_map(|test| test.count).collect();
        if let [single] = counts.as_slice() {
            return Some(*single);
        }
        let sum = |of: fn(&Count) -> usize| {
            let held = counts.iter().map(|count| of(count).min(count.required));
            held.sum()
        };
        (!counts.is_empty()).then(|| Count {
            required: counts.iter().map(|count| count.required).sum(),
            surely: sum(|count| count.surely),
            possibly: sum(|count| count.possibly),
        })
    }
}

/// What another reading of an ambiguity would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingVerdict {
    /// The number of the ambiguity.
    pub id: String,
    /// The alternative.
    pub alternative: String,
    /// The verdict under it.
    pub verdict: Verdict,
}

/// What one test of a clause found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestReport {
    /// The kind of test.
    pub kind: &'static str,
    /// Its verdict.
    pub verdict: Verdict,
    /// Required and held, where people are counted.
    pub count: Option<Count>,
    /// Who counts and who does not.
    pub people: People,
    /// What else was found.
    pub reasons: Vec<Reason>,
}

impl TestReport {
    pub(super) const fn bare(kind: &'static str, verdict: Verdict, reasons: Vec<Reason>) -> Self {
        Self {
            kind,
            verdict,
            count: None,
            people: People::none(),
            reasons,
        }
    }
}

/// Required and held people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How many are required.
    pub required: usize,
    /// How many surely count.
    pub surely: usize,
    /// How many count if every missing fact turns out well.
    pub possibly: usize,
}

impl Count {
    /// How many are missing for sure counting.
    #[must_use]
    pub const fn gap(self) -> usize {
        self.required.saturating_sub(self.surely)
    }
}

/// Who counts, who may count and who does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Who surely counts, by staff number.
    pub counted: Vec<PersonReport>,
    /// Who counts if missing facts turn out well.
    pub possible: Vec<PersonReport>,
    /// Who does not count; near misses first.
    pub rejected: Vec<PersonReport>,
}

impl People {
    pub(super) const fn none() -> Self {
        Self {
            counted: Vec::new(),
            possible: Vec::new(),
            rejected: Vec::new(),
        }
    }

    /// Those who fail exactly one condition (差一项).
    pub fn near(&self) -> impl Iterator<Item = &PersonReport> {
        self.rejected.iter().filter(|person| person.n_failed() == 1)
    }
}

/// One person before one test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonReport {
    /// Who.
    pub staff: StaffNumber,
    /// Every condition's finding, in order.
    pub findings: Vec<Finding>,
    /// The day on which time alone would make the person count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
}

impl PersonReport {
    /// How many conditions fail.
    #[must_use]
    pub fn n_failed(&self) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.truth() == Truth::No)
            .count()
    }

    /// The codes of all conditions that fail, or of the facts that are missing if none fails.
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        let of = |truth| {
            self.findings
                .iter()
                .filter(move |finding| finding.truth() == truth)
        };
        let failed: Vec<_> = of(Truth::No).filter_map(Finding::code).collect();
        if failed.is_empty() {
            of(Truth::Maybe).filter_map(Finding::code).collect()
        } else {
            failed
        }
    }

    /// The records that count.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.findings.iter().flat_map(|finding| match finding {
            Finding::Held { evidence } => evidence.as_slice(),
            Finding::Failed { .. } | Finding::Unknown { .. } => &[],
        })
    }
}
