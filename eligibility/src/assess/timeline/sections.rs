//! The stretches of a span in which one edition is evaluated, or none.

use std::collections::BTreeSet;

use super::TimelineQuestion;
use super::course::Rules;
use crate::assess::spans::Steps;
use crate::day::Day;
use crate::standard::{Edition, Force, Standard};

/// Days on which one edition is evaluated, or none is.
pub(super) struct Section<'a> {
    pub(super) from: Day,
    pub(super) to: Day,
    /// The edition whose clauses are evaluated; `None` while it is not in force and was not asked
    /// for all the same.
    pub(super) evaluated: Option<&'a Edition>,
}

/// The sections of the span in order, and the rules of every day.
pub(super) fn sections<'a>(
    question: &TimelineQuestion,
    standard: &'a Standard,
) -> Option<(Vec<Section<'a>>, Steps<Rules>)> {
    let TimelineQuestion { from, to, .. } = *question;
    if to < from {
        return None;
    }
    let mut days = BTreeSet::from([from]);
    if question.rules_on.is_none() {
        for edition in &standard.editions {
            let cuts = edition.from.into_iter().chain(edition.to.map(Day::next));
            days.extend(cuts.filter(|day| from < *day && *day <= to));
        }
    }
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut rules: Option<Steps<Rules>> = None;
    for day in days {
        let (edition, force) = standard.edition_on(question.rules_on.unwrap_or(day))?;
        let now = Rules {
            edition: edition.id.clone(),
            force,
        };
        match &mut rules {
            Some(rules) => rules.push(day, now),
            None => rules = Some(Steps::from(day, now)),
        }
        let evaluated = (force == Force::InForce || question.as_if_in_force).then_some(edition);
        let id = |edition: Option<&Edition>| edition.map(|edition| edition.id.clone());
        match sections.last_mut() {
            Some(last) if id(last.evaluated) == id(evaluated) => {}
            Some(last) => {
                last.to = day.prev();
                sections.push(Section {
                    from: day,
                    to,
                    evaluated,
                });
            }
            None => sections.push(Section {
                from: day,
                to,
                evaluated,
            }),
        }
    }
    Some((sections, rules?))
}
