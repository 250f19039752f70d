//! Titles (职称): series, level at least, discipline, held for so long.

use crate::assess::finding::{Answer, Cause, Evidence, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Level, ListKind, Person, Title};
use crate::standard::TitleRule;

/// The finding of the title that comes nearest to what is asked.
pub(super) fn title<A: Answer>(
    rule: &TitleRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> A {
    if let Some(held) = beyond(rule, on, person) {
        let asked = rule.level;
        return A::failed(|| Cause::TitleLevel { held, asked });
    }
    nearest(rule, rule.level, on, world, person)
}

/// The finding of the title that comes nearest to a rule whose least level is another.
pub(super) fn nearest<A: Answer>(
    rule: &TitleRule,
    level: Level,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> A {
    let checked = person
        .titles
        .iter()
        .enumerate()
        .map(|(index, title)| check::<A>((rule, level), on, world, person, index, title));
    let Some((_, best)) = checked.max_by_key(|(rank, answer)| (answer.truth(), *rank)) else {
        return if person.is_complete(ListKind::Titles) {
            A::failed(|| Cause::NoTitle { asked: level })
        } else {
            A::unknown(Missing::record("titles"))
        };
    };
    if best.truth() == Truth::No && !person.is_complete(ListKind::Titles) {
        return A::unknown(Missing::record("titles"));
    }
    best
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

/// How near a title comes to a rule at a least level (a later test failing is nearer) and its finding.
pub(super) fn check<A: Answer>(
    (rule, level): (&TitleRule, Level),
    on: AsOf,
    world: &World<'_>,
    person: &Person,
    index: usize,
    title: &Title,
) -> (u8, A) {
    if let Some(held) = &title.series
        && !rule.series.is_empty()
        && !rule.series.contains(held)
        && !rule.other_series_unsure
    {
        return (
            0,
            A::failed(|| Cause::TitleSeries {
                held: held.clone(),
                asked: rule.series.clone(),
            }),
        );
    }
    if let Some(held) = &title.discipline
        && !rule.discipline.is_empty()
        && !rule.discipline.contains(held)
    {
        return (
            1,
            A::failed(|| Cause::TitleDiscipline {
                held: held.clone(),
                asked: rule.discipline.clone(),
            }),
        );
    }
    if let Some(held) = title.level.filter(|held| *held < level) {
        return (2, A::failed(|| Cause::TitleLevel { held, asked: level }));
    }
    if let Some(qualified) = title.qualified.filter(|qualified| on.day() < *qualified) {
        let level = title.level.unwrap_or(level);
        return (3, A::failed(|| Cause::TitleNotYet { level, qualified }));
    }
    if let Some(too_short) = held_too_short(rule, on, world, person, title) {
        return (4, too_short);
    }
    (
        5,
        blank(rule, index, title).map_or_else(|| A::on(|| evidence(title)), A::unknown),
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
pub(super) fn blank(rule: &TitleRule, index: usize, title: &Title) -> Option<Missing> {
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
fn held_too_short<A: Answer>(
    rule: &TitleRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
    title: &Title,
) -> Option<A> {
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
        return Some(A::unknown(Missing::record("titles")));
    }
    let reaches = tenure.reaches(rule.months, world.settings.anniversary)?;
    Some(A::failed(|| Cause::TitleTooShort {
        held_since,
        months,
        reaches,
    }))
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
