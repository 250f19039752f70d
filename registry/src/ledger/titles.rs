//! Titles by name: 副主任医师 says the series as well as the level.

use eligibility::facts::Level;
use eligibility::file::Thing;

use super::fault::Fault;
use super::text::{key, short};

/// The names of each series, by level ascending; blank where it has none.
const LADDER: &[(&str, [&str; 5])] = &[
    (
        "medical",
        ["医士", "医师", "主治医师", "副主任医师", "主任医师"],
    ),
    (
        "public-health",
        ["医士", "医师", "主管医师", "副主任医师", "主任医师"],
    ),
    (
        "pharmacy",
        ["药士", "药师", "主管药师", "副主任药师", "主任药师"],
    ),
    (
        "nursing",
        ["护士", "护师", "主管护师", "副主任护师", "主任护师"],
    ),
    (
        "technical",
        ["技士", "技师", "主管技师", "副主任技师", "主任技师"],
    ),
    (
        "engineering",
        [
            "技术员",
            "助理工程师",
            "工程师",
            "高级工程师",
            "正高级工程师",
        ],
    ),
    (
        "research",
        ["", "研究实习员", "助理研究员", "副研究员", "研究员"],
    ),
    ("teaching", ["", "助教", "讲师", "副教授", "教授"]),
];

/// What else some titles are called.
const ALSO: &[(&str, &str, Level)] = &[
    ("住院医师", "medical", Level::Junior),
    ("主治中医师", "medical", Level::Intermediate),
    ("中医师", "medical", Level::Junior),
    ("副主任中医师", "medical", Level::DeputySenior),
    ("主任中医师", "medical", Level::Senior),
    ("中药士", "pharmacy", Level::Assistant),
    ("中药师", "pharmacy", Level::Junior),
    ("主管中药师", "pharmacy", Level::Intermediate),
    ("副主任中药师", "pharmacy", Level::DeputySenior),
    ("主任中药师", "pharmacy", Level::Senior),
    ("主管护士", "nursing", Level::Intermediate),
    ("副高级工程师", "engineering", Level::DeputySenior),
    ("教授级高级工程师", "engineering", Level::Senior),
];

/// Levels by name; 初级 alone is two of them.
const LEVELS: &[(&str, &str, Level, &[&str])] = &[
    (
        "士",
        "assistant",
        Level::Assistant,
        &["士级", "初级士", "初级(士)"],
    ),
    (
        "师",
        "junior",
        Level::Junior,
        &["师级", "初级师", "初级(师)"],
    ),
    ("中级", "intermediate", Level::Intermediate, &["中职"]),
    (
        "副高",
        "deputy senior",
        Level::DeputySenior,
        &["副高级", "deputy-senior"],
    ),
    ("正高", "senior", Level::Senior, &["正高级"]),
];

/// What the text in a title's column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The level.
    pub level: Level,
    /// The series it may be of; none where it names the level only.
    pub series: &'static [&'static str],
}

/// The title of a name, or the level.
///
/// # Errors
/// That it is neither, with the names and levels there are.
pub fn named(text: &str) -> Result<Named, Fault> {
    let folded = key(text);
    if let Some((_, series, level)) = ALSO.iter().find(|(name, ..)| *name == folded) {
        return Ok(Named {
            level: *level,
            series: only(series),
        });
    }
    let place = |names: &[&str; 5]| {
        names
            .iter()
            .position(|name| !name.is_empty() && *name == folded)
    };
    let found = LADDER
        .iter()
        .find_map(|(series, names)| Some((*series, place(names)?)));
    let level = found.and_then(|(_, place)| Level::ALL.get(place));
    match (found, level) {
        (Some((series, _)), Some(level)) => {
            let is_shared = series == "medical" && folded != "主治医师";
            let series: &[&str] = if is_shared {
                &["medical", "public-health"]
            } else {
                only(series)
            };
            Ok(Named {
                level: *level,
                series,
            })
        }
        _ => level_only(&folded).ok_or_else(|| Fault::UnknownWord {
            what: Thing::TitleLevel,
            found: short(text),
            allowed: choices()
                .into_iter()
                .map(|name| (name.clone(), name))
                .collect(),
        }),
    }
}

/// The level a text names without a series.
fn level_only(folded: &str) -> Option<Named> {
    let named = |(name, en, _, also): &&(&str, &str, Level, &[&str])| {
        let mut texts = [*name, *en].into_iter().chain(also.iter().copied());
        texts.any(|text| key(text) == folded)
    };
    let (.., level, _) = LEVELS.iter().find(named)?;
    Some(Named {
        level: *level,
        series: &[],
    })
}

/// A list of the one series with an id.
fn only(series: &str) -> &'static [&'static str] {
    let one = LADDER.iter().find(|(known, _)| *known == series);
    one.map_or(&[], |(series, _)| std::slice::from_ref(series))
}

/// Every name of a title, each once, and the levels.
#[must_use]
pub fn choices() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let names = LADDER.iter().flat_map(|(_, names)| names);
    for name in names.chain(LEVELS.iter().map(|(name, ..)| name)) {
        if !name.is_empty() && !all.iter().any(|known| known == name) {
            all.push((*name).to_owned());
        }
    }
    all
}

/// The levels in both languages, ascending.
pub fn levels() -> impl Iterator<Item = (Level, &'static str, &'static str)> {
    LEVELS.iter().map(|(zh, en, level, _)| (*level, *zh, *en))
}

/// How a title is written: its name where the series has one, else the level.
#[must_use]
pub fn say(series: Option<&str>, level: &str) -> String {
    let place = Level::ALL.iter().position(|known| known.word() == level);
    let Some(place) = place else {
        return level.to_owned();
    };
    let names = LADDER.iter().find(|(known, _)| Some(*known) == series);
    let name = names.and_then(|(_, names)| names.get(place)).copied();
    let level = LEVELS.get(place).map_or(level, |(name, ..)| name);
    name.filter(|name| !name.is_empty())
        .unwrap_or(level)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_series_and_level() {
        for (name, series, level) in [
            ("主管技师", "technical", Level::Intermediate),
            ("主治医师", "medical", Level::Intermediate),
            ("主管医师", "public-health", Level::Intermediate),
            ("正高级工程师", "engineering", Level::Senior),
            ("研究员", "research", Level::Senior),
            ("护士", "nursing", Level::Assistant),
        ] {
            let found = named(name).unwrap();
            assert_eq!(
                (found.series, found.level),
                (&[series][..], level),
                "{name}"
            );
            assert_eq!(say(Some(series), level.word()), name);
        }
        assert_eq!(
            named("副主任医师").unwrap().series,
            ["medical", "public-health"]
        );
        assert_eq!(named("副高").unwrap().series, [""; 0]);
        assert!(named("初级").is_err() && named("院长").is_err());
    }

    #[test]
    fn what_is_written_is_read_back() {
        let series = LADDER
            .iter()
            .map(|(series, _)| Some(*series))
            .chain([None, Some("own")]);
        for series in series {
            for level in Level::ALL {
                let found = named(&say(series, level.word())).unwrap();
                assert_eq!(found.level, *level, "{series:?}");
                let fits = series
                    .is_none_or(|series| found.series.is_empty() || found.series.contains(&series));
                assert!(fits, "{series:?} {level:?}");
            }
        }
    }
}
