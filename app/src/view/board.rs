//! The board: every programme with what its assessment comes to, worst first.

use std::cmp::Reverse;

use eligibility::assess::{Assessment, Question, Verdict};
use eligibility::day::Day;
use eligibility::standard::{Force, Standard};
use registry::seen::{Seen, SeenProgramme};

use super::sheet::{Summary, programme_name};
use crate::wording::{self, Voice};

/// The board as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardView {
    /// The hospital's name.
    pub hospital: String,
    /// The as-of date.
    pub on: Day,
    /// The programmes, worst first.
    pub rows: Vec<BoardRow>,
}

/// A programme on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// The programme's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is assessed against and what came out; what is in the way if it cannot be.
    pub standing: Result<Standing, &'static str>,
}

/// A programme's standing against its standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The standard's title.
    pub standard: String,
    /// The document's number, and the kinds of equipment the standard is for where it is for any.
    pub about: String,
    /// Whether the edition is in force, in a word, when it is not.
    pub force: Option<&'static str>,
    /// What the assessment comes to.
    pub summary: Summary,
}

impl BoardView {
    /// Assesses every programme that may be read on a day.
    #[must_use]
    pub fn of(voice: Voice<'_>, on: Day, seen: &Seen<'_>) -> Self {
        let mut rows: Vec<BoardRow> = seen
            .programmes()
            .map(|programme| BoardRow::of(voice, on, &programme))
            .collect();
        rows.sort_by_cached_key(BoardRow::rank);
        let unnamed = voice.lang.words().unnamed_institution;
        Self {
            hospital: seen.hospital_name().unwrap_or(unnamed).to_owned(),
            on,
            rows,
        }
    }
}

impl BoardRow {
    fn of(voice: Voice<'_>, on: Day, seen: &SeenProgramme<'_>) -> Self {
        let assessed = seen.standard().and_then(|standard| {
            let answer = seen.answer(Question::on(on))?;
            Some(Standing::of(voice, standard, &answer))
        });
        let programme = seen.programme();
        Self {
            id: programme.id.clone(),
            name: programme_name(programme).to_owned(),
            standing: assessed.ok_or(voice.lang.words().standard_missing),
        }
    }

    /// Worst first: by verdict, then by how many clauses are open, then by the next break date.
    fn rank(&self) -> impl Ord + use<> {
        let id = self.id.clone();
        let Ok(standing) = &self.standing else {
            return (2, Reverse(0), Reverse(0), true, None, id);
        };
        let summary = &standing.summary;
        let verdict = match summary.overall {
            Some(Verdict::Short) => 0,
            Some(Verdict::Undetermined) => 1,
            None => 3,
            Some(Verdict::Met) => 4,
            Some(Verdict::NotApplicable) => 5,
        };
        let n = |verdict| Reverse(summary.n(verdict));
        let open = (n(Verdict::Short), n(Verdict::Undetermined));
        let breaks = summary.breaks_on;
        (verdict, open.0, open.1, breaks.is_none(), breaks, id)
    }
}

impl Standing {
    fn of(voice: Voice<'_>, standard: &Standard, assessment: &Assessment) -> Self {
        let equipment: Vec<&str> = standard
            .equipment
            .iter()
            .map(|kind| voice.equipment(kind))
            .collect();
        let force = assessment.force;
        Self {
            standard: voice.text(&standard.title).to_owned(),
            about: about(&standard.document, &equipment, voice.lang.words().separator),
            force: (force != Force::InForce).then(|| wording::force(voice.lang, force)),
            summary: Summary::of(assessment),
        }
    }
}

fn about(document: &str, equipment: &[&str], separator: &str) -> String {
    let equipment = equipment.join(separator);
    let parts = [document, equipment.as_str()].into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn a_dot_stands_only_between_two_things() {
        assert_eq!(
            about("国卫 1 号", &["CT", "MR"], "、"),
            "国卫 1 号 · CT、MR"
        );
        assert_eq!(about("国卫 1 号", &[], "、"), "国卫 1 号");
        assert_eq!(about("", &["CT"], "、"), "CT");
    }
}
