//! A clause's verdict and proof, in words.

use eligibility::assess::{ClauseReport, Count, ReadingVerdict, TestReport, Verdict};
use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::standard::{Clause, Combine, Edition, Flag};

use super::address::Show;
use super::people::PeopleView;
use super::remedies::WaysView;
use crate::locale::Lang;
use crate::wording::{self, Voice};

/// A clause as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseView {
    /// The full id.
    pub id: String,
    /// The number printed in the document.
    pub number: String,
    /// Whether it is about people.
    pub personnel: bool,
    /// What it asks.
    pub requirement: String,
    /// What to know when reading it.
    pub note: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether one of its tests is enough.
    pub any_suffices: bool,
    /// What decided besides the tests.
    pub reasons: Vec<String>,
    /// The tests.
    pub tests: Vec<TestView>,
    /// The numbers and ids of clauses that compete for the same people.
    pub competing: Vec<String>,
    /// What other readings would give.
    pub readings: Vec<String>,
    /// The first day on which it is no longer met if nothing is renewed.
    pub breaks_on: Option<Day>,
    /// The ways out, where they were searched.
    pub ways: Option<WaysView>,
    /// Where what it lacks is recorded, for those who may.
    pub to_record: Vec<(String, String)>,
}

/// What one test found, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestView {
    /// The kind of test.
    pub kind: &'static str,
    /// Its verdict.
    pub verdict: Verdict,
    /// Required and held.
    pub count: Option<Count>,
    /// Who counts and who does not.
    pub people: PeopleView,
    /// What else was found.
    pub reasons: Vec<String>,
}

impl ClauseView {
    /// The report of a clause of an edition in words; `None` if the edition has no such clause.
    #[must_use]
    pub fn of(
        voice: Voice<'_>,
        edition: &Edition,
        hospital: &Hospital,
        report: &ClauseReport,
    ) -> Option<Self> {
        let clause = edition.clauses.get(report.place)?;
        let reasons = report
            .reasons
            .iter()
            .map(|reason| wording::reason(voice, reason));
        let tests = report
            .tests
            .iter()
            .map(|test| TestView::of(voice, hospital, test));
        let competing = report.competing.iter().map(|id| {
            let other = edition.clauses.iter().find(|clause| clause.id == *id);
            other.map_or_else(|| id.to_string(), |other| named(voice.lang, other))
        });
        let readings = report
            .readings
            .iter()
            .map(|other| reading(voice, edition, other));
        Some(Self {
            id: report.id.to_string(),
            number: clause.number.clone(),
            personnel: report.flag == Flag::Personnel,
            requirement: voice.text(&clause.text).to_owned(),
            note: clause.note.as_ref().map(|note| voice.text(note).to_owned()),
            verdict: report.verdict,
            any_suffices: clause.combine == Combine::Any && report.tests.len() > 1,
            reasons: reasons.collect(),
            tests: tests.collect(),
            competing: competing.collect(),
            readings: readings.collect(),
            breaks_on: report.breaks_on,
            ways: None,
            to_record: Vec::new(),
        })
    }

    /// Whether something is to be done or found out.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        is_open(self.verdict)
    }

    /// Whether a choice of clauses includes this one.
    #[must_use]
    pub const fn is_shown(&self, show: Show) -> bool {
        match show {
            Show::All => true,
            Show::Open => self.is_open(),
            Show::Personnel => self.personnel,
        }
    }

    /// The tests that count people.
    pub fn counts(&self) -> impl Iterator<Item = (&TestView, Count)> {
        self.tests
            .iter()
            .filter_map(|test| Some((test, test.count?)))
    }
}

impl TestView {
    /// Whether something is to be done or found out.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        is_open(self.verdict)
    }

    fn of(voice: Voice<'_>, hospital: &Hospital, test: &TestReport) -> Self {
        let reasons = test
            .reasons
            .iter()
            .map(|reason| wording::reason(voice, reason));
        Self {
            kind: wording::test_kind(voice.lang, test.kind),
            verdict: test.verdict,
            count: test.count,
            people: PeopleView::of(voice, hospital, &test.people),
            reasons: reasons.collect(),
        }
    }
}

const fn is_open(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Short | Verdict::Undetermined)
}

/// How many are held: "2", or "2（可能 3）" while facts are missing.
#[must_use]
pub fn held(lang: Lang, count: Count) -> String {
    let surely = count.surely;
    match (lang, count.possibly > surely, count.possibly) {
        (_, false, _) => surely.to_string(),
        (Lang::Zh, true, possibly) => format!("{surely}（可能 {possibly}）"),
        (Lang::En, true, possibly) => format!("{surely} (maybe {possibly})"),
    }
}

fn named(lang: Lang, clause: &Clause) -> String {
    let words = lang.words();
    format!(
        "{}{}{}{}",
        clause.number, words.open, clause.id, words.close
    )
}

fn reading(voice: Voice<'_>, edition: &Edition, other: &ReadingVerdict) -> String {
    let (lang, words) = (voice.lang, voice.lang.words());
    let verdict = wording::verdict(lang, other.verdict);
    let known = edition
        .readings
        .iter()
        .find(|reading| reading.id == other.id);
    let alternative = known.and_then(|reading| {
        let mut all = reading.alternatives.iter();
        all.find(|alternative| alternative.id == other.alternative)
    });
    let (question, says) = match (known, alternative) {
        (Some(reading), Some(alternative)) => (
            voice.text(&reading.question),
            voice.text(&alternative.label),
        ),
        // The two readings that belong to no standard: whether people are shared between standards,
        // and how anniversaries are counted.
        _ if other.id == "R-18" => (words.not_shared_question, words.not_shared_alternative),
        _ => (words.day_after_question, words.day_after_alternative),
    };
    let id = &other.id;
    match lang {
        Lang::Zh => format!("{question}（{id}）若按“{says}”，则为{verdict}"),
        Lang::En => format!("{question} ({id}) Read as “{says}”, the verdict is {verdict}"),
    }
}

#[cfg(test)]
mod tests;
