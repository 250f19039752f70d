//! The own discipline (本专业, A17): that of the title which the clause asks for.

use super::title;
use crate::assess::finding::Missing;
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::FieldId;
use crate::day::AsOf;
use crate::facts::{Level, ListKind, Person, Title};
use crate::standard::TitleRule;

/// A field that may be the person's own discipline.
pub(super) struct Own {
    /// The field.
    pub(super) field: FieldId,
    /// What is missing to be sure that it is; nothing where it surely is.
    pub(super) unsure: Option<Missing>,
}

/// The fields that may be a person's own discipline, and the title that does not tell its own.
///
/// The title that qualifies names it, and several may; without one, the highest title that would do
/// at its level does. What rests on a blank field of a title is not sure.
pub(super) fn own_disciplines(
    rule: &TitleRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> (Vec<Own>, Option<Missing>) {
    let titles = person.titles.iter().enumerate();
    let fitting = titles.filter_map(|(index, title)| {
        let at_any_level = (rule, Level::Assistant);
        let (_, truth) = title::check::<Truth>(at_any_level, on, world, person, index, title);
        match truth {
            Truth::No => None,
            Truth::Maybe => Some((index, title, title::blank(rule, index, title))),
            Truth::Yes => Some((index, title, None)),
        }
    });
    let fitting: Vec<(usize, &Title, Option<Missing>)> = fitting.collect();
    let sure = fitting.iter().filter(|(_, _, missing)| missing.is_none());
    let highest = sure.filter_map(|(_, title, _)| title.level).max();
    let least = highest.map(|highest| highest.min(rule.level));
    let doubt = if least == Some(rule.level) {
        None
    } else {
        // What may qualify, or be higher, would name another one instead.
        let mut above = fitting
            .iter()
            .filter(|(_, title, _)| title.level.is_none_or(|level| Some(level) > least));
        let unrecorded = || {
            let complete = person.is_complete(ListKind::Titles);
            (!complete).then_some(Missing::record("titles"))
        };
        above.find_map(|(.., missing)| *missing).or_else(unrecorded)
    };
    let mut own: Vec<Own> = Vec::new();
    let mut open = None;
    for (index, title, missing) in fitting {
        if title.level.is_some_and(|level| Some(level) < least) {
            continue;
        }
        let Some(field) = title.discipline.as_ref().map(FieldId::from) else {
            open = Some(Missing::field("titles", index, "discipline"));
            continue;
        };
        let unsure = missing.or(doubt);
        match own.iter_mut().find(|known| known.field == field) {
            Some(known) => known.unsure = known.unsure.and(unsure),
            None => own.push(Own { field, unsure }),
        }
    }
    if own.is_empty() && open.is_none() && !person.is_complete(ListKind::Titles) {
        open = Some(Missing::record("titles"));
    }
    (own, open)
}

#[cfg(test)]
mod tests;
