//! What is said of titles with blank fields, against everything those fields could hold.

use super::*;
use crate::assess::condition::truth;
use crate::assess::world::Settings;
use crate::catalogue::{Catalogue, DisciplineId, TitleSeriesId};
use crate::day::Day;
use crate::facts::Roster;
use crate::file::Node;
use crate::standard::{Library, Test};

const ROSTER: &str = include_str!("../../../../tests/cases/sx2025.petct/base.toml");

const EXPERIENCE: &str = "    { field = \"nuclear-medicine\", from = 2008-07-01 },\n";

/// The leader has worked long in two of the disciplines and not in the third.
const IN_THREE: &str = r#"
    { field = "nuclear-medicine", from = 2000-01-01 },
    { field = "radiotherapy", from = 2000-01-01 },
    { field = "imaging", from = 2026-01-01 },
"#;

/// The ways to fill one of a title's fields in; `None` is blank.
fn ways<T: Clone>(held: &[T]) -> Vec<Option<T>> {
    let known = held.iter().cloned().map(Some);
    known.chain(std::iter::once(None)).collect()
}

fn fillings<T: Clone>(field: Option<&T>, known: &[T]) -> Vec<T> {
    field.map_or_else(|| known.to_vec(), |held| vec![held.clone()])
}

struct Values {
    series: Vec<TitleSeriesId>,
    levels: Vec<Level>,
    disciplines: Vec<DisciplineId>,
    days: Vec<Day>,
}

impl Values {
    fn of(catalogue: &Catalogue) -> Self {
        let series = ["medical", "teaching"].map(|id| TitleSeriesId::of(catalogue, id).unwrap());
        let disciplines = ["nuclear-medicine", "imaging", "radiotherapy"]
            .map(|id| DisciplineId::of(catalogue, id).unwrap());
        Self {
            series: series.to_vec(),
            levels: vec![Level::Intermediate, Level::DeputySenior],
            disciplines: disciplines.to_vec(),
            days: ["2015-01-01", "2027-01-01"]
                .map(|day| Day::parse(day).unwrap())
                .to_vec(),
        }
    }

    /// Every title, with and without blank fields.
    fn titles(&self) -> Vec<Title> {
        let mut titles = Vec::new();
        for series in ways(&self.series) {
            for level in ways(&self.levels) {
                for discipline in ways(&self.disciplines) {
                    for qualified in ways(&self.days) {
                        titles.push(Title {
                            series: series.clone(),
                            level,
                            discipline: discipline.clone(),
                            qualified,
                            appointed: None,
                        });
                    }
                }
            }
        }
        titles
    }

    /// The title with its blank fields filled in, in every way.
    fn filled(&self, title: &Title) -> Vec<Title> {
        let mut titles = Vec::new();
        for series in fillings(title.series.as_ref(), &self.series) {
            for level in fillings(title.level.as_ref(), &self.levels) {
                for discipline in fillings(title.discipline.as_ref(), &self.disciplines) {
                    for qualified in fillings(title.qualified.as_ref(), &self.days) {
                        titles.push(Title {
                            series: Some(series.clone()),
                            level: Some(level),
                            discipline: Some(discipline.clone()),
                            qualified: Some(qualified),
                            appointed: None,
                        });
                    }
                }
            }
        }
        titles
    }
}

/// Sure is only what holds whatever the blank fields of two titles are.
#[test]
fn what_a_title_leaves_blank_is_never_taken_for_granted() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    assert_eq!(ROSTER.matches(EXPERIENCE).count(), 1);
    let roster = Node::from_toml(&ROSTER.replace(EXPERIENCE, IN_THREE)).unwrap();
    let roster = Roster::read(&roster, &catalogue).unwrap();
    let person = &roster.hospital.people[0];
    let values = Values::of(&catalogue);
    let (all, on) = (values.titles(), AsOf(Day::parse("2026-03-01").unwrap()));
    for (standard, clause) in [("sx2025.petct", "4.2c"), ("zzq2023.petct", "4.2b")] {
        let edition = &library.get(standard).unwrap().editions[0];
        let id = format!("{standard}.{clause}");
        let clause = edition
            .clauses
            .iter()
            .find(|found| found.id.as_str() == id)
            .unwrap();
        let Test::Leader(leader) = &clause.tests[0] else {
            panic!("{id} is about the leader");
        };
        let world = World::of(
            Settings::default(),
            &catalogue,
            &roster.hospital,
            &roster.programme,
        );
        let with = |titles: [&Title; 2]| {
            let mut person = person.clone();
            person.titles = titles.map(Clone::clone).to_vec();
            truth(&leader.conditions[0], on, &world, &person)
        };
        let (mut sure, mut unsure) = (0, 0);
        for (at, one) in all.iter().enumerate() {
            for other in &all[at..] {
                let said = with([one, other]);
                let mut filled = Vec::new();
                for one in values.filled(one) {
                    filled.extend(values.filled(other).iter().map(|other| with([&one, other])));
                }
                let (least, most) = (filled.iter().min().unwrap(), filled.iter().max().unwrap());
                if said == Truth::Maybe {
                    unsure += 1;
                } else {
                    assert_eq!((*least, *most), (said, said), "{id}: {one:?}, {other:?}");
                    sure += 1;
                }
            }
        }
        assert!(
            sure > 100 && unsure > 100,
            "{id}: {sure} sure, {unsure} not"
        );
    }
}
