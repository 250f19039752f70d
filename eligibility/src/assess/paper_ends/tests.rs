//! The end that is told against the conditions themselves, asked day by day.

use super::*;
use crate::assess::condition::truth;
use crate::assess::truth::Truth;
use crate::assess::world::{Settings, World};
use crate::day::AsOf;
use crate::facts::Roster;
use crate::file::Node;
use crate::standard::Library;

const NHC36G: &str = include_str!("../../../tests/cases/nhc36g/base.toml");

/// Values a hospital may set, and days whose months end differently.
const MONTHS: [Option<u32>; 7] = [
    None,
    Some(1),
    Some(6),
    Some(11),
    Some(12),
    Some(24),
    Some(36),
];
const ISSUED: [&str; 6] = [
    "2023-01-31",
    "2023-08-31",
    "2024-02-28",
    "2024-02-29",
    "2024-12-31",
    "2025-03-01",
];

struct Site {
    catalogue: Catalogue,
    standard: Standard,
    roster: Roster,
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

impl Site {
    fn new(months: Option<u32>) -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let library = Library::built_in(&catalogue).unwrap();
        let standard = library.get("nhc36g").unwrap().clone();
        let mut roster = Roster::read(&Node::from_toml(NHC36G).unwrap(), &catalogue).unwrap();
        roster.hospital.institution.own_interval_months = months;
        Self {
            catalogue,
            standard,
            roster,
        }
    }

    fn kind(&self, id: &str) -> CredentialKindId {
        CredentialKindId::of(&self.catalogue, id).unwrap()
    }

    /// Somebody of the programme with one paper, or with none of the programme.
    fn person(&self, kind: &str, (issued, expires): (&str, &str)) -> Person {
        let mut people = self.roster.hospital.people.iter();
        let kind = self.kind(kind);
        let holds = |person: &&Person| person.credentials.iter().any(|one| one.kind == kind);
        let mut person = people.find(holds).unwrap().clone();
        person.credentials.retain(|one| one.kind == kind);
        person.credentials.truncate(1);
        person.credentials[0].issued = Day::parse(issued);
        person.credentials[0].expires = Day::parse(expires);
        person
    }

    fn ends(&self, person: &Person, on: &str) -> Ends {
        let asked = [(&self.roster.programme, &self.standard)];
        let ends = PaperEnds::of(day(on), &self.catalogue, &self.roster.hospital, asked);
        let paper = &person.credentials[0];
        ends.ends(person, &paper.kind, (paper.issued, paper.expires))
    }

    /// The first day after the issue on which one of the conditions does not hold.
    fn fails(&self, person: &Person, asked: &[Condition]) -> Day {
        let (hospital, programme) = (&self.roster.hospital, &self.roster.programme);
        let world = World::of(Settings::default(), &self.catalogue, hospital, programme);
        let holds = |on: Day| {
            let mut asked = asked.iter();
            asked.all(|one| truth(one, AsOf(on), &world, person) == Truth::Yes)
        };
        let mut on = person.credentials[0].issued.unwrap();
        while holds(on) {
            on = on.next();
        }
        on
    }

    /// Adds to the clause that asks for it at the own interval that it is asked for as its kind says.
    fn ask_by_kind_too(&mut self, nested: bool) {
        let asked = Condition::Credential(vec![self.kind("contrast-rescue")]);
        let asked = if nested {
            Condition::Any(vec![vec![asked]])
        } else {
            asked
        };
        let tests = self.standard.editions[0].clauses.iter_mut();
        let mut tests = tests.flat_map(|clause| &mut clause.tests);
        let every = tests.find_map(|test| match test {
            Test::Every(every) => Some(every),
            _ => None,
        });
        every.unwrap().conditions.push(asked);
    }
}

#[test]
fn the_last_day_is_the_one_before_the_condition_begins_to_fail() {
    for months in MONTHS {
        let site = Site::new(months);
        for issued in ISSUED {
            let person = site.person("contrast-rescue", (issued, ""));
            let asked = [Condition::CredentialSetHere(vec![
                site.kind("contrast-rescue"),
            ])];
            let last = site.fails(&person, &asked).prev();
            let told = site.ends(&person, issued);
            assert_eq!(told, Ends::After(last), "{months:?} months from {issued}");
        }
    }
}

#[test]
fn of_two_ways_to_ask_the_earlier_end_is_told() {
    for months in MONTHS {
        for nested in [false, true] {
            let mut site = Site::new(months);
            site.ask_by_kind_too(nested);
            for issued in ISSUED {
                let person = site.person("contrast-rescue", (issued, ""));
                let kinds = vec![site.kind("contrast-rescue")];
                let asked = [
                    Condition::CredentialSetHere(kinds.clone()),
                    Condition::Credential(kinds),
                ];
                let last = site.fails(&person, &asked).prev();
                let told = site.ends(&person, issued);
                assert_eq!(told, Ends::After(last), "{months:?} months from {issued}");
            }
        }
    }
}

#[test]
fn a_printed_day_another_kind_and_other_people_are_not_concerned() {
    let site = Site::new(Some(6));
    let printed = site.person("contrast-rescue", ("2025-01-01", "2026-12-31"));
    assert_eq!(
        site.ends(&printed, "2026-01-01"),
        Ends::After(day("2026-12-31"))
    );
    let other = site.person("radiation-health-check", ("2025-01-01", ""));
    assert_eq!(
        site.ends(&other, "2026-01-01"),
        Ends::After(day("2027-01-01"))
    );
    let mut elsewhere = site.person("contrast-rescue", ("2025-01-01", ""));
    elsewhere.staff = StaffNumber::new("X999");
    elsewhere.departments.truncate(1);
    "ent".clone_into(&mut elsewhere.departments[0].department);
    assert_eq!(
        site.ends(&elsewhere, "2026-01-01"),
        Ends::After(day("2026-01-01"))
    );
    // Nor does a standard ask that has lapsed.
    let mut lapsed = Site::new(Some(6));
    lapsed.standard.editions[0].to = Some(day("2025-12-31"));
    let person = lapsed.person("contrast-rescue", ("2025-01-01", ""));
    let told = ["2025-12-31", "2026-01-01"].map(|on| lapsed.ends(&person, on));
    assert_eq!(
        told,
        ["2025-07-01", "2026-01-01"].map(|last| Ends::After(day(last)))
    );
    let blank = lapsed.person("contrast-rescue", ("", ""));
    assert_eq!(lapsed.ends(&blank, "2025-12-31"), Ends::Unknown);
}
