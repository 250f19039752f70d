//! Which programmes of a hospital may want the same people, and what the verdicts would be if nobody
//! counted for two standards.

use std::collections::BTreeMap;

use eligibility::assess::{Assessment, Question, ReadingVerdict, Verdict, not_shared};
use eligibility::catalogue::Catalogue;
use eligibility::facts::{Directory, Hospital, Programme, StaffNumber};
use eligibility::standard::{ClauseId, Library, Standard};

/// The number of the reading rule.
const RULE: &str = "R-18";

/// The alternative to sharing people between standards.
const ALTERNATIVE: &str = "not-shared";

/// The verdicts of each programme if nobody counted for two of them.
pub(super) type Verdicts = BTreeMap<String, Vec<(ClauseId, Verdict)>>;

/// The programmes of a hospital in circles: those of one circle concern the same people, directly or
/// through a third. What people of another circle do makes no difference to a programme.
#[derive(Debug)]
pub(super) struct Circles {
    /// The circle of each programme, by its place among the hospital's programmes.
    of: Vec<usize>,
}

impl Circles {
    pub(super) fn of(hospital: &Hospital) -> Self {
        let directory = Directory::of(hospital);
        let mut of: Vec<usize> = (0..hospital.programmes.len()).collect();
        let mut met: BTreeMap<&StaffNumber, usize> = BTreeMap::new();
        for (place, programme) in hospital.programmes.iter().enumerate() {
            for person in directory.concerned(programme) {
                let first = *met.entry(&person.staff).or_insert(place);
                join(&mut of, first, place);
            }
        }
        Self { of }
    }

    /// The ids of the programmes that are assessed together with one, in the hospital's order: those
    /// of its circle and itself. Others under its own standard, or another form of it, are left out:
    /// the question is whether a person may count for two standards.
    pub(super) fn together(
        &self,
        hospital: &Hospital,
        standards: &Library,
        programme: &Programme,
    ) -> Vec<String> {
        let known = |programme: &Programme| standards.get(programme.standard.as_deref()?);
        let own = known(programme).map(root);
        let all = || hospital.programmes.iter().zip(&self.of);
        let circle = all().find(|(one, _)| one.id == programme.id);
        let Some((_, circle)) = circle else {
            return Vec::new();
        };
        let beside = all().filter(|(other, of)| {
            let root = known(other).map(root);
            other.id == programme.id || (*of == circle && root.is_some() && root != own)
        });
        beside.map(|(other, _)| other.id.clone()).collect()
    }
}

/// Makes one circle of those of two programmes.
fn join(of: &mut [usize], one: usize, other: usize) {
    let (Some(&kept), Some(&gone)) = (of.get(one), of.get(other)) else {
        return;
    };
    if kept != gone {
        for circle in of {
            if *circle == gone {
                *circle = kept;
            }
        }
    }
}

/// The id of the standard of which this is a form, or its own.
fn root(standard: &Standard) -> &str {
    standard.form_of.as_deref().unwrap_or(&standard.id)
}

/// The verdicts of these programmes if nobody counted for two of them.
pub(super) fn verdicts(
    question: Question,
    catalogue: &Catalogue,
    standards: &Library,
    hospital: &Hospital,
    together: &[String],
) -> Verdicts {
    let programmes = together.iter().filter_map(|id| hospital.programme(id));
    let programmes: Vec<Programme> = programmes.collect();
    let asked = programmes.iter().filter_map(|programme| {
        let standard = standards.get(programme.standard.as_deref()?)?;
        Some((standard, programme))
    });
    let asked: Vec<(&Standard, &Programme)> = asked.collect();
    let verdicts = not_shared(question, catalogue, &asked, hospital);
    let ids = asked.iter().map(|(_, programme)| programme.id.clone());
    ids.zip(verdicts).collect()
}

/// Adds the reading to every clause whose verdict would be another.
pub(super) fn add(assessment: &mut Assessment, apart: &[(ClauseId, Verdict)]) {
    for clause in &mut assessment.clauses {
        let then = apart.iter().find(|(id, _)| *id == clause.id);
        let then = then.map(|(_, verdict)| *verdict);
        if let Some(verdict) = then.filter(|verdict| *verdict != clause.verdict) {
            clause.readings.push(ReadingVerdict {
                id: RULE.to_owned(),
                alternative: ALTERNATIVE.to_owned(),
                verdict,
            });
        }
    }
}
