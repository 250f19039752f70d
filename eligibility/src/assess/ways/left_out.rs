//! What a clause asks for that no step is known for, so that nobody takes it for searched.

use serde::Serialize;

use super::trial::Trial;
use crate::assess::periodic::items;
use crate::assess::reason::Reason;
use crate::assess::report::{ClauseReport, TestReport};
use crate::catalogue::{EquipmentKindId, FigureId, ServiceId};
use crate::standard::{About, ClauseId, PaperRule, SetScope, Test};

/// What a clause asks for that no step is known for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum LeftOut {
    /// The hospital's own figures.
    Figures {
        /// The figures; one of several is enough.
        figures: Vec<FigureId>,
    },
    /// A service offered for so long.
    Service {
        /// The service.
        service: ServiceId,
    },
    /// Equipment: what is there, or what it is like.
    Equipment {
        /// The kinds; empty for all.
        kinds: Vec<EquipmentKindId>,
    },
    /// Rooms and floor area.
    Rooms,
    /// The institution's level, kind or registered subjects.
    Registration,
    /// So many people in each department.
    EachDepartment,
    /// Nobody is in the set that the clause is about.
    NobodyConcerned,
    /// The postings are marked incomplete, and nobody is recorded there.
    Postings,
    /// Other clauses, of which each has its own ways.
    Clauses {
        /// Those that are not met, in document order.
        clauses: Vec<ClauseId>,
    },
    /// What is known of the institution decides whether the clause applies.
    Applicability,
}

/// What an open test of a clause leaves out; `None` where steps are known for all of it.
pub(super) fn of_test(
    trial: &Trial<'_>,
    today: &[ClauseReport],
    test: &Test,
    found: &TestReport,
) -> Option<LeftOut> {
    let figure = |figure: &FigureId| LeftOut::Figures {
        figures: vec![figure.clone()],
    };
    if found.reasons.contains(&Reason::PostingsIncomplete) {
        return Some(LeftOut::Postings);
    }
    match test {
        Test::Every(rule) if matches!(rule.set.scope, SetScope::Members { .. }) => {
            is_empty(found).then_some(LeftOut::NobodyConcerned)
        }
        Test::Headcount(_)
        | Test::Leader(_)
        | Test::Every(_)
        | Test::Attest(_)
        | Test::Paper(PaperRule::Paper(_)) => None,
        Test::EachDepartment(_) => Some(LeftOut::EachDepartment),
        Test::Paper(_) => Some(LeftOut::Registration),
        Test::InService(rule) => Some(LeftOut::Service {
            service: rule.service.clone(),
        }),
        Test::Yearly(rule) => Some(figure(&rule.figure)),
        Test::Share(rule) => Some(figure(&rule.figure)),
        Test::Current(rule) => Some(figure(&rule.figure)),
        Test::Total(rule) => Some(LeftOut::Figures {
            figures: rule.any.iter().map(|(figure, _)| figure.clone()).collect(),
        }),
        Test::Installed(rule) => Some(LeftOut::Equipment {
            kinds: vec![rule.equipment.clone()],
        }),
        Test::EveryItem(rule) => Some(LeftOut::Equipment {
            kinds: rule.equipment.clone(),
        }),
        Test::Floor(_) | Test::EveryRoom(_) => Some(LeftOut::Rooms),
        Test::Periodic(rule) => match &rule.about {
            About::Institution => None,
            About::People(_) => is_empty(found).then_some(LeftOut::NobodyConcerned),
            About::Equipment { kinds, departments } => {
                let mut reasons = found.reasons.iter();
                let nothing = reasons
                    .any(|reason| matches!(reason, Reason::NothingInUse | Reason::NothingRecorded));
                // No record surely is of what has no first day.
                let in_use = items(kinds, departments, trial.question.on, &trial.world());
                let undated = in_use.iter().any(|(item, _)| item.from.is_none());
                let kinds = kinds.clone();
                (nothing || undated).then_some(LeftOut::Equipment { kinds })
            }
        },
        Test::WorstOf(places) => Some(LeftOut::Clauses {
            clauses: open_of(trial, today, places),
        }),
    }
}

/// Whether nobody stands in the way, so that nobody can be helped.
const fn is_empty(found: &TestReport) -> bool {
    found.people.rejected.is_empty() && found.people.possible.is_empty()
}

fn open_of(trial: &Trial<'_>, today: &[ClauseReport], places: &[usize]) -> Vec<ClauseId> {
    let open = today
        .iter()
        .filter(|report| places.contains(&report.place) && super::is_open(report.verdict));
    let clauses = open.filter_map(|report| trial.edition.clauses.get(report.place));
    clauses.map(|clause| clause.id.clone()).collect()
}
