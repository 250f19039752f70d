//! Titles (职称): series, level at least, discipline, held for so long.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::world::World;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Level, ListKind, Person, Title};
use crate::standard::TitleRule;

/// The finding of the title that comes nearest to what is asked.
pub(super) fn title(rule: &TitleRule, on: AsOf, world: &World<'_>, person: &Person) -> Finding {
    if let Some(held) = beyond(rule, on, person) {
        let asked = rule.level;
        return Cause::TitleLevel { held, asked }.into();
    }
    let checked = person
        .titles
        .iter()
        .enumerate()
        .map(|(index, title)| check(rule, on, world, person, index, title));
    let Some(best) = checked.max_by_key(|(rank, finding)| (finding.truth(), *rank)) else {
        return if person.is_complete(ListKind::Titles) {
            Cause::NoTitle { asked: rule.level }.into()
        } else {
            Missing::record("titles").into()
        };
    };
    match best.1 {
        Finding::Failed { .. } if !person.is_complete(ListKind::Titles) => {
            Missing::record("titles").into()
        }
        finding => finding,
    }
}

/// A higher title of the series that is held, where exactly the level is asked for.
fn beyond(rule: &TitleRule, on: AsOf, person: &Person) -> Option<Level> {
    let counts = |title: &&Title| {
        title.qualified.is_some_and(|day| day <= on.day())
            && title
                .series
                .as_ref()
                .is_none_or(|series| rule.series.contains(series))
    };
    let held = person
        .titles
        .iter()
        .filter(counts)
        .filter_map(|title| title.level);
    held.max().filter(|held| rule.exactly && *held > rule.level)
}

/// How near a title comes (a later test failing is nearer) and its finding.
fn check(
    rule: &TitleRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
    index: usize,
    title: &Title,
) -> (u8, Finding) {
    if let Some(held) = &title.series
        && !rule.series.is_empty()
        && !rule.series.contains(held)
        && !rule.other_series_unsure
    {
        return (
            0,
            Cause::TitleSeries {
                held: held.clone(),
                asked: rule.series.clone(),
            }
            .into(),
        );
    }
    if let Some(held) = &title.discipline
        && !rule.discipline.is_empty()
        && !rule.discipline.contains(held)
    {
        return (
            1,
            Cause::TitleDiscipline {
                held: held.clone(),
                asked: rule.discipline.clone(),
            }
            .into(),
        );
    }
    if let Some(held) = title.level.filter(|held| *held < rule.level) {
        return (
            2,
            Cause::TitleLevel {
                held,
                asked: rule.level,
            }
            .into(),
        );
    }
    if let Some(qualified) = title.qualified.filter(|qualified| on.day() < *qualified) {
        let level = title.level.unwrap_or(rule.level);
        return (3, Cause::TitleNotYet { level, qualified }.into());
    }
    if let Some(finding) = held_too_short(rule, on, world, person, title) {
        return (4, finding);
    }
    (
        5,
        blank(rule, index, title).map_or_else(|| Finding::on(evidence(title)), Finding::from),
    )
}

fn evidence(title: &Title) -> Evidence {
    Evidence::Title {
        series: title.series.clone(),
        level: title.level,
        discipline: title.discipline.clone(),
        qualified: title.qualified,
        appointed: title.appointed,
    }
}

/// The first blank field that the rule needs; another series than those named counts as blank where
/// the text leaves it open.
fn blank(rule: &TitleRule, index: usize, title: &Title) -> Option<Missing> {
    let series = title
        .series
        .as_ref()
        .is_none_or(|held| !rule.series.contains(held));
    let field = if series && !rule.series.is_empty() {
        "series"
    } else if title.level.is_none() {
        "level"
    } else if title.discipline.is_none() && !rule.discipline.is_empty() {
        "discipline"
    } else if title.qualified.is_none() {
        "qualified"
    } else {
        return None;
    };
    Some(Missing::field("titles", index, field))
}

/// The years since a title run on through later promotion. With only a higher title recorded the
/// lower one may be older, so falling short is not sure.
fn held_too_short(
    rule: &TitleRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
    title: &Title,
) -> Option<Finding> {
    let held_since = title.qualified.filter(|_| rule.months > 0)?;
    let tenure = Tenure::of(vec![Stretch {
        from: held_since,
        to: None,
    }]);
    let months = tenure.months_on(on, world.settings.anniversary);
    if months >= rule.months {
        return None;
    }
    let at_level = |title: &Title| title.level == Some(rule.level);
    if !at_level(title) && !person.titles.iter().any(at_level) {
        return Some(Missing::record("titles").into());
    }
    let reaches = tenure.reaches(rule.months, world.settings.anniversary)?;
    Some(
        Cause::TitleTooShort {
            held_since,
            months,
            reaches,
        }
        .into(),
    )
}

/// The days on which titles can begin to count.
pub(super) fn title_cuts(person: &Person, add: &mut dyn FnMut(Day)) {
    for title in &person.titles {
        title.qualified.map(&mut *add);
    }
}

/// The days on which a title has been held long enough.
pub(super) fn title_rule_cuts(
    rule: &TitleRule,
    world: &World<'_>,
    person: &Person,
    add: &mut dyn FnMut(Day),
) {
    for from in person.titles.iter().filter_map(|title| title.qualified) {
        Tenure::of(vec![Stretch { from, to: None }])
            .reaches(rule.months, world.settings.anniversary)
            .map(&mut *add);
    }
}
