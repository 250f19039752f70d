use std::collections::BTreeSet;

use eligibility::assess::{Assessment, Question, Verdict, assess};
use eligibility::facts::Person;
use eligibility::standard::Library;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn person<'h>(hospital: &'h Hospital, staff: &str) -> &'h Person {
    hospital
        .people
        .iter()
        .find(|person| person.staff.as_str() == staff)
        .unwrap()
}

#[test]
fn the_same_day_and_seed_make_the_same_hospital() {
    let on = day("2026-11-22");
    assert_eq!(hospital(on, 7).unwrap(), hospital(on, 7).unwrap());
    assert_ne!(hospital(on, 7).unwrap(), hospital(on, 8).unwrap());
    assert_eq!(
        synthetic(300, on, 7).unwrap(),
        synthetic(300, on, 7).unwrap()
    );
}

#[test]
fn the_hospital_can_be_made_on_any_day() {
    for on in [
        "1990-01-01",
        "2024-02-29",
        "2026-01-31",
        "2026-03-31",
        "2026-12-31",
        "2100-02-28",
    ] {
        let made = hospital(day(on), 1).unwrap_or_else(|faults| panic!("{on}: {faults}"));
        assert_eq!(made.people.len(), 158);
        assert_eq!(made.programmes.len(), 7);
    }
}

#[test]
fn nothing_was_recorded_after_the_day() {
    let on = day("2026-11-22");
    for person in hospital(on, 3).unwrap().people {
        let titles = person.titles.iter().filter_map(|title| title.qualified);
        let papers = person.credentials.iter().filter_map(|paper| paper.issued);
        let licences = person.licences.iter().filter_map(|licence| licence.from);
        let mut days = titles.chain(papers).chain(licences);
        assert!(days.all(|day| day <= on), "{}", person.staff);
    }
}

#[test]
fn names_are_unique_and_every_post_is_held_by_someone_of_the_staff() {
    let made = hospital(day("2026-11-22"), 5).unwrap();
    let names: BTreeSet<_> = made
        .people
        .iter()
        .map(|person| person.name.clone())
        .collect();
    assert_eq!(names.len(), made.people.len());
    for programme in &made.programmes {
        for posting in &programme.postings {
            assert!(made.person(&posting.staff).is_some(), "{}", posting.staff);
        }
    }
}

#[test]
fn the_defects_lie_where_the_table_says() {
    let on = day("2026-11-22");
    let made = hospital(on, 20).unwrap();
    let expiry = |staff: &str, kind: &str| {
        let papers = &person(&made, staff).credentials;
        papers
            .iter()
            .find(|paper| paper.kind.as_str() == kind)
            .and_then(|paper| paper.expires)
    };
    assert_eq!(
        expiry("N0116", "nuclear-physicist"),
        Some(day("2026-11-21"))
    );
    assert_eq!(
        expiry("N0106", "permit-nuclear-medicine"),
        Some(day("2026-11-30"))
    );
    let permits = person(&made, "N0219").credentials.iter();
    assert_eq!(
        permits
            .filter(|paper| paper.kind.as_str().starts_with("permit-"))
            .count(),
        0
    );
    let nuclear = |staff: &str, field: &str| {
        let records = person(&made, staff).experience.clone();
        records
            .into_iter()
            .find(|record| record.field.as_str() == field)
            .unwrap()
            .from
    };
    assert_eq!(
        nuclear("N0103", "nuclear-medicine"),
        Some(day("2016-12-22"))
    );
    assert_eq!(nuclear("N0102", "spect-use"), None);
    let filing = person(&made, "N0601").licences[0].clone();
    assert_eq!(
        (filing.main_here, filing.filing_to),
        (Some(false), Some(day("2026-12-12")))
    );
    assert!(person(&made, "N0802").absences[0].from < Some(day("2026-08-24")));
    assert_eq!(person(&made, "N0212").titles[1].qualified, None);
}

#[test]
fn any_number_of_people_can_be_made() {
    for n_staff in [0, 1, 10, 158, 159, 1000] {
        let made = synthetic(n_staff, day("2026-11-22"), 1).unwrap();
        assert_eq!(made.people.len(), n_staff);
    }
}

/// The vocabulary and the standards that ship.
struct Shipped {
    catalogue: Catalogue,
    standards: Library,
}

fn shipped() -> Shipped {
    let catalogue = Catalogue::built_in().unwrap();
    let standards = Library::built_in(&catalogue).unwrap();
    Shipped {
        catalogue,
        standards,
    }
}

impl Shipped {
    fn assess(&self, hospital: &Hospital, programme: &str, on: Day) -> Assessment {
        let programme = hospital
            .programmes
            .iter()
            .find(|known| known.id == programme)
            .unwrap();
        let standard = self
            .standards
            .get(programme.standard.as_deref().unwrap())
            .unwrap();
        assess(
            Question::on(on),
            &self.catalogue,
            standard,
            hospital,
            programme,
        )
        .unwrap()
    }
}

/// The clauses that are not met (nor beside the point), and when the others cease to be.
type Standing = (Vec<(String, Verdict)>, Option<Day>);

fn standing(assessment: &Assessment) -> Standing {
    let clauses = &assessment.clauses;
    let fault = |verdict| matches!(verdict, Verdict::Short | Verdict::Undetermined);
    let faults = clauses.iter().filter(|clause| fault(clause.verdict));
    let faults = faults
        .map(|clause| (clause.id.as_str().to_owned(), clause.verdict))
        .collect();
    (
        faults,
        clauses.iter().filter_map(|clause| clause.breaks_on).min(),
    )
}

#[test]
fn each_programme_stands_as_the_table_says() {
    let shipped = shipped();
    for (on, seed) in [
        ("2026-11-22", 1),
        ("2026-11-22", 2),
        ("2027-03-31", 3),
        ("2028-02-29", 4),
    ] {
        let on = day(on);
        let made = hospital(on, seed).unwrap();
        for (programme, expected) in [
            ("petmr-sx", vec![("sx2025.petmr.4.2c", Verdict::Short)]),
            (
                "petct-sx",
                vec![
                    ("sx2025.petct.4.1a", Verdict::Short),
                    ("sx2025.petct.4.1d", Verdict::Short),
                ],
            ),
            ("lap-sx", vec![]),
            ("rt-sx", vec![]),
            (
                "petct-zzq",
                vec![("zzq2023.petct.4.2c", Verdict::Undetermined)],
            ),
            ("lap-zzq", vec![("zzq2023.lap.4b", Verdict::Short)]),
            (
                "seeds",
                vec![
                    ("g07.2.1.2", Verdict::Short),
                    ("g07.2.1.3", Verdict::Short),
                    ("g07.4.1.2b", Verdict::Short),
                    ("g07.4.1.2c", Verdict::Short),
                    ("g07.4.1.2d", Verdict::Short),
                    ("g07.4.1.2e", Verdict::Undetermined),
                    ("g07.4.1.3b", Verdict::Short),
                ],
            ),
        ] {
            let found = standing(&shipped.assess(&made, programme, on)).0;
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(id, v)| (id.to_owned(), v))
                .collect();
            assert_eq!(found, expected, "{programme} on {on}");
        }
    }
}

#[test]
fn met_clauses_break_on_the_days_the_table_says() {
    let shipped = shipped();
    let on = day("2026-11-22");
    let made = hospital(on, 1).unwrap();
    assert_eq!(
        standing(&shipped.assess(&made, "petmr-sx", on)).1,
        Some(day("2026-12-01"))
    );
    assert_eq!(
        standing(&shipped.assess(&made, "lap-sx", on)).1,
        Some(day("2026-12-13"))
    );
    // The steadiest programme holds until the figures of another year are due.
    assert_eq!(
        standing(&shipped.assess(&made, "rt-sx", on)).1,
        Some(day("2027-01-01"))
    );
    assert_eq!(
        standing(&shipped.assess(&made, "petmr-sx", day("2026-12-22")))
            .0
            .len(),
        1,
        "only 4.1a is left"
    );
}
