//! A programme sheet: the head of the form, the summary and the clauses, in words.

use std::collections::BTreeMap;

use eligibility::assess::{Assessment, Verdict};
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, StaffNumber};
use eligibility::standard::{Edition, Force, Standard};
use registry::seen::Shared;

use super::clause::ClauseView;
use super::strip::StripView;
use crate::wording::{self, Voice};

/// A sheet as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetView {
    /// The head of the form: label and value, line by line.
    pub head: Vec<(&'static str, String)>,
    /// The programme's name.
    pub programme: String,
    /// What to know about the edition's dates.
    pub edition_note: Option<String>,
    /// The as-of date.
    pub on: Day,
    /// That the edition is not in force, which must not be overlooked.
    pub notice: Option<String>,
    /// Whether it was evaluated all the same.
    pub as_if: bool,
    /// The summary.
    pub summary: Summary,
    /// The clauses, in document order.
    pub clauses: Vec<ClauseView>,
    /// Who counts for other programmes too, and for which.
    pub shared: Vec<(String, String)>,
    /// The next 24 months, where they were asked for and anything is assessed in them.
    pub strip: Option<StripView>,
    /// Single points of failure, and the clauses each is one of.
    pub points: Vec<(String, String)>,
}

/// What a whole assessment comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The worst verdict.
    pub overall: Option<Verdict>,
    /// The worst verdict of the clauses about people.
    pub personnel: Option<Verdict>,
    /// How many clauses have each verdict, worst first.
    pub counts: Vec<(Verdict, usize)>,
    /// The first day on which a met clause stops being met if nothing is renewed.
    pub breaks_on: Option<Day>,
}

impl Summary {
    /// The summary of an assessment.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let count = |verdict: &Verdict| (*verdict, assessment.n_clauses(*verdict));
        Self {
            overall: assessment.verdict(),
            personnel: assessment.personnel_verdict(),
            counts: Verdict::ALL.iter().map(count).collect(),
            breaks_on: assessment.breaks_on(),
        }
    }

    /// How many clauses have a verdict.
    #[must_use]
    pub fn n(&self, verdict: Verdict) -> usize {
        let mut counts = self.counts.iter();
        counts.find(|(of, _)| *of == verdict).map_or(0, |(_, n)| *n)
    }
}

impl SheetView {
    /// The sheet with the people who count for other programmes too; those that may not be read are
    /// not named.
    #[must_use]
    pub fn with_shared(
        self,
        voice: Voice<'_>,
        hospital: &Hospital,
        shared: &BTreeMap<StaffNumber, Shared<'_>>,
    ) -> Self {
        let words = voice.lang.words();
        let one = |(staff, shared): (&StaffNumber, &Shared<'_>)| {
            let programmes = shared.programmes.iter().copied();
            let mut names: Vec<&str> = programmes.map(programme_name).collect();
            names.extend((shared.n_others > 0).then_some(words.another_programme));
            (voice.person(hospital, staff), names.join(words.separator))
        };
        let shared = shared.iter().map(one).collect();
        Self { shared, ..self }
    }

    /// An assessment in words; `None` if it is of an edition the standard does not have.
    #[must_use]
    pub fn of(
        voice: Voice<'_>,
        assessment: &Assessment,
        standard: &Standard,
        hospital: &Hospital,
        programme: &Programme,
    ) -> Option<Self> {
        let mut editions = standard.editions.iter();
        let edition = editions.find(|edition| edition.id == assessment.edition)?;
        let clauses = assessment.clauses.iter();
        let clauses = clauses.filter_map(|report| ClauseView::of(voice, edition, hospital, report));
        let notice = (assessment.force != Force::InForce).then(|| {
            let (force, day) = (assessment.force, assessment.rules_on);
            wording::not_in_force(voice, edition, force, day, assessment.as_if_in_force)
        });
        Some(Self {
            head: head(voice, assessment, standard, edition, hospital, programme),
            programme: programme_name(programme).to_owned(),
            edition_note: edition
                .note
                .as_ref()
                .map(|note| voice.text(note).to_owned()),
            on: assessment.on.day(),
            notice,
            as_if: assessment.as_if_in_force,
            summary: Summary::of(assessment),
            clauses: clauses.collect(),
            shared: Vec::new(),
            strip: None,
            points: Vec::new(),
        })
    }
}

fn head(
    voice: Voice<'_>,
    assessment: &Assessment,
    standard: &Standard,
    edition: &Edition,
    hospital: &Hospital,
    programme: &Programme,
) -> Vec<(&'static str, String)> {
    let words = voice.lang.words();
    let with = |name: &str, id: &str| format!("{name}{}{id}{}", words.open, words.close);
    let section = standard.section.as_deref().unwrap_or_default();
    vec![
        (words.hospital, hospital_name(voice, hospital).to_owned()),
        (
            words.programme,
            with(programme_name(programme), &programme.id),
        ),
        (
            words.standard,
            with(voice.text(&standard.title), &standard.id),
        ),
        (words.issuer, voice.text(&standard.issuer).to_owned()),
        (
            words.document,
            format!("{} {section}", standard.document)
                .trim_end()
                .to_owned(),
        ),
        (
            words.edition,
            wording::edition(voice, edition, assessment.force),
        ),
        (words.as_of, assessment.on.to_string()),
    ]
}

/// The hospital's name, or that it has none.
#[must_use]
pub fn hospital_name<'h>(voice: Voice<'_>, hospital: &'h Hospital) -> &'h str {
    let name = hospital.institution.name.as_deref();
    name.unwrap_or(voice.lang.words().unnamed_institution)
}

/// The programme's name, or its id.
#[must_use]
pub fn programme_name(programme: &Programme) -> &str {
    programme.name.as_deref().unwrap_or(&programme.id)
}
