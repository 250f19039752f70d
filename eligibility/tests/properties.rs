//! What holds for every roster, tried on random ones against the real standards, and what holds for
//! every duration, tried against a count day by day.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[path = "properties/roster.rs"]
mod roster;

use std::collections::{BTreeMap, BTreeSet};

use eligibility::assess::{
    Assessment, ClauseReport, PersonReport, Question, Reason, TestReport, Verdict, assess,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::{AsOf, Day};
use eligibility::duration::{Anniversary, Stretch, Tenure};
use eligibility::facts::{Hospital, Programme, Roster};
use eligibility::file::{Node, Value};
use eligibility::standard::{Edition, Headcount, Library, Standard, Test};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use roster::{Dice, Wanted, middle};

/// A standard and a hospital drawn for it.
struct Drawn<'a> {
    name: String,
    catalogue: &'a Catalogue,
    standard: &'a Standard,
    hospital: Hospital,
    programme: Programme,
}

impl Drawn<'_> {
    fn edition(&self) -> &Edition {
        &self.standard.editions[0]
    }

    fn on(&self, day: Day) -> Assessment {
        self.of(day, &self.hospital, &self.programme)
    }

    fn of(&self, day: Day, hospital: &Hospital, programme: &Programme) -> Assessment {
        let question = Question {
            rules_on: middle(),
            as_if_in_force: true,
            ..Question::on(day)
        };
        assess(question, self.catalogue, self.standard, hospital, programme).unwrap()
    }

    fn headcount(&self, place: usize, test: usize) -> Option<&Headcount> {
        match self.edition().clauses[place].tests.get(test) {
            Some(Test::Headcount(headcount)) => Some(headcount),
            _ => None,
        }
    }
}

/// Runs `check` on some random hospitals of every standard.
fn each_hospital(one_profession: bool, seeds: std::ops::Range<u64>, check: impl Fn(&Drawn<'_>)) {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    for standard in library.iter() {
        for seed in seeds.clone() {
            let wanted = Wanted {
                catalogue: &catalogue,
                edition: &standard.editions[0],
                one_profession,
            };
            let (hospital, programme) = wanted.hospital(seed);
            check(&Drawn {
                name: format!("{} seed {seed}", standard.id),
                catalogue: &catalogue,
                standard,
                hospital,
                programme,
            });
        }
    }
}

/// Everything an assessment says, as bytes.
fn bytes(assessment: &Assessment) -> String {
    let mut text = format!("{assessment:#?}\n");
    for clause in &assessment.clauses {
        for test in &clause.tests {
            let people = [
                &test.people.counted,
                &test.people.possible,
                &test.people.rejected,
            ];
            text += &serde_json::to_string(&(people, &test.reasons, &clause.reasons)).unwrap();
        }
    }
    text
}

// --- Same in, same out ------------------------------------------------------------------------------

#[test]
fn the_same_input_gives_the_same_bytes() {
    each_hospital(false, 0..4, |drawn| {
        assert_eq!(bytes(&drawn.on(middle())), bytes(&drawn.on(middle())));
    });
}

/// The list at a path of tables, shuffled.
fn shuffle(node: &mut Node, path: &[&str], dice: &mut Dice) {
    match (&mut node.value, path) {
        (Value::Table(entries), [key, rest @ ..]) => {
            for (_, value) in entries.iter_mut().filter(|(name, _)| name == key) {
                shuffle(value, rest, dice);
            }
        }
        (Value::List(items), []) => {
            for last in (1..items.len()).rev() {
                let place = dice.below(last as u64 + 1);
                items.swap(last, usize::try_from(place).unwrap());
            }
        }
        _ => {}
    }
}

#[test]
fn the_order_in_which_people_are_entered_never_matters() {
    each_hospital(false, 10..14, |drawn| {
        let file = Roster {
            hospital: drawn.hospital.clone(),
            programme: drawn.programme.clone(),
        };
        let straight = Roster::read(&file.write(), drawn.catalogue).unwrap();
        let mut node = file.write();
        let mut dice = Dice::new(7);
        shuffle(&mut node, &["people"], &mut dice);
        assert_ne!(node, file.write(), "not shuffled");
        let shuffled = Roster::read(&node, drawn.catalogue).unwrap();
        let of = |roster: &Roster| bytes(&drawn.of(middle(), &roster.hospital, &roster.programme));
        assert_eq!(of(&straight), of(&shuffled), "{}", drawn.name);
    });
}

// --- Counting ---------------------------------------------------------------------------------------

/// Whether the clause's tests alone decided it, so that it took part in sharing out people.
fn applies(clause: &ClauseReport) -> bool {
    clause.verdict != Verdict::NotApplicable
        && !clause.reasons.iter().any(|reason| {
            matches!(
                reason,
                Reason::DeclaredUnknown { .. } | Reason::WaiverUnknown { .. }
            )
        })
}

fn staff(people: &[PersonReport]) -> BTreeSet<&str> {
    people.iter().map(|person| person.staff.as_str()).collect()
}

/// The headcounts of an assessment that take part in sharing, with their rules.
fn headcounts<'a>(
    drawn: &'a Drawn<'_>,
    assessment: &'a Assessment,
) -> BTreeMap<(usize, usize), (&'a Headcount, &'a TestReport)> {
    let clauses = assessment.clauses.iter().filter(|clause| applies(clause));
    let tests = clauses.flat_map(|clause| {
        let tests = clause.tests.iter().enumerate();
        tests.map(move |(test, report)| ((clause.place, test), report))
    });
    tests
        .filter_map(|(at, report)| Some((at, (drawn.headcount(at.0, at.1)?, report))))
        .collect()
}

#[test]
fn counts_are_nested_and_nobody_counts_in_two_parallel_groups() {
    each_hospital(false, 20..26, |drawn| {
        let assessment = drawn.on(middle());
        let all = headcounts(drawn, &assessment);
        let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut apart: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for (headcount, report) in all.values() {
            let (count, counted) = (report.count.unwrap(), staff(&report.people.counted));
            assert_eq!(count.surely, counted.len(), "{}", drawn.name);
            assert!(count.surely <= count.possibly, "{}", drawn.name);
            let needed = count.required;
            match report.verdict {
                Verdict::Met => assert!(count.surely >= needed, "{}", drawn.name),
                Verdict::Short => assert!(count.possibly < needed, "{}", drawn.name),
                _ if report.reasons.contains(&Reason::NoPostings)
                    || report.reasons.contains(&Reason::PostingsIncomplete) => {}
                _ => assert!(count.possibly >= needed, "{}", drawn.name),
            }
            let outer = headcount
                .within
                .and_then(|at| all.get(&(at.clause, at.test)));
            if let Some((_, outer)) = outer {
                assert!(
                    counted.is_subset(&staff(&outer.people.counted)),
                    "{}",
                    drawn.name
                );
                assert!(
                    count.possibly <= outer.count.unwrap().possibly,
                    "{}",
                    drawn.name
                );
            }
            for person in &counted {
                if let Some(group) = &headcount.group {
                    groups.entry(person).or_default().insert(group);
                }
                if headcount.apart.is_some() {
                    let siblings = apart
                        .entry((&headcount.group, headcount.within))
                        .or_default();
                    assert!(siblings.insert(person), "{}: {person} twice", drawn.name);
                }
            }
        }
        for (person, groups) in groups {
            assert_eq!(groups.len(), 1, "{}: {person} in {groups:?}", drawn.name);
        }
    });
}

// --- Durations --------------------------------------------------------------------------------------

/// Months by walking through the days, one by one.
fn months_by_days(stretches: &[(Day, Option<Day>)], on: Day) -> u32 {
    let first = stretches.iter().map(|(from, _)| *from).min().unwrap();
    let covered = |day: Day| {
        let inside =
            |(from, to): &(Day, Option<Day>)| *from <= day && to.is_none_or(|to| day <= to);
        stretches.iter().any(inside)
    };
    let (mut months, mut days) = (0, 0);
    // The stretch being walked: its first day, whole months and days over.
    let mut walked: Option<(Day, u32, u32)> = None;
    let mut day = first;
    while day < on {
        if covered(day) {
            let (from, m, d) = walked.unwrap_or((day, 0, 0));
            let full = same_day_later(from, m + 1) <= day.next();
            walked = Some(if full {
                (from, m + 1, 0)
            } else {
                (from, m, d + 1)
            });
        } else if let Some((_, m, d)) = walked.take() {
            (months, days) = (months + m, days + d);
        }
        day = day.next();
    }
    let (_, m, d) = walked.unwrap_or((day, 0, 0));
    months + m + (days + d) / 31
}

/// The same day of a later month, or the month's last.
fn same_day_later(from: Day, months: u32) -> Day {
    let text = from.to_string();
    let number = |range: std::ops::Range<usize>| text.get(range).unwrap().parse::<u32>().unwrap();
    let (year, month, day) = (number(0..4), number(5..7) - 1 + months, number(8..10));
    let (year, month) = (i32::try_from(year + month / 12).unwrap(), month % 12 + 1);
    let mut later = (28..=day)
        .rev()
        .filter_map(|day| Day::new(year, month, day));
    later.next().or_else(|| Day::new(year, month, day)).unwrap()
}

fn stretches() -> impl Strategy<Value = Vec<(Day, Option<Day>)>> {
    let start = Day::parse("2023-11-20").unwrap();
    let one =
        (0..700_u32, proptest::option::weighted(0.8, 0..500_u32)).prop_map(move |(from, len)| {
            let from = start.plus_days(from);
            (from, len.map(|len| from.plus_days(len)))
        });
    proptest::collection::vec(one, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_250_616),
        ..ProptestConfig::default()
    })]

    #[test]
    fn months_never_fall_and_are_those_counted_day_by_day(stretches in stretches()) {
        let all = stretches.iter().map(|&(from, to)| Stretch { from, to }).collect();
        let tenure = Tenure::of(all);
        let first = Day::parse("2023-11-15").unwrap();
        let (mut before, mut reached) = (0, BTreeMap::new());
        for later in 0..1400 {
            let on = first.plus_days(later);
            let months = tenure.months_on(AsOf(on), Anniversary::Counts);
            prop_assert!(months >= before, "{months} on {on}, {before} the day before");
            let strict = tenure.months_on(AsOf(on.next()), Anniversary::DayAfter);
            prop_assert_eq!(strict, months, "the strict reading is a day later");
            if later % 29 == 0 || months != before {
                prop_assert_eq!(months, months_by_days(&stretches, on), "on {}", on);
            }
            for months in before + 1..=months {
                reached.insert(months, on);
            }
            before = months;
        }
        for months in 1..=before {
            let day = tenure.reaches(months, Anniversary::Counts);
            prop_assert_eq!(day, reached.get(&months).copied(), "{} months", months);
        }
    }
}
