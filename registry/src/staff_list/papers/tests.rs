//! What of one person's papers ends, follows and is held.

use eligibility::facts::StaffNumber;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn catalogue() -> Catalogue {
    Catalogue::built_in().unwrap()
}

fn credential(kind: &str, issued: &str, expires: &str) -> Credential {
    Credential {
        kind: CredentialKindId::of(&catalogue(), kind).unwrap(),
        category: None,
        number: None,
        issuer: None,
        issued: Day::parse(issued),
        expires: Day::parse(expires),
        revoked_from: None,
        suspended_from: None,
    }
}

fn with(credentials: Vec<Credential>) -> Person {
    Person {
        credentials,
        ..Person::new(StaffNumber::new("1"))
    }
}

#[track_caller]
fn ends_on(person: &Person, on: &str, expected: &[&str]) {
    let catalogue = catalogue();
    let dues = dues(person, &PaperEnds::by_kind(&catalogue), day(on));
    let found: Vec<_> = dues.iter().map(|due| due.last.to_string()).collect();
    assert_eq!(found, expected, "on {on}");
}

#[test]
fn a_paper_that_another_follows_is_silent_and_one_after_a_gap_is_not() {
    let first = credential("bls", "2024-01-01", "2025-12-31");
    ends_on(&with(vec![first.clone()]), "2025-06-01", &["2025-12-31"]);
    let next = credential("bls", "2026-01-01", "2027-12-31");
    let renewed = with(vec![next, first.clone()]);
    ends_on(&renewed, "2025-06-01", &["2027-12-31"]);
    ends_on(&renewed, "2026-06-01", &["2027-12-31"]);
    ends_on(&renewed, "2028-01-01", &["2027-12-31"]);
    let late = with(vec![first, credential("bls", "2026-01-02", "2027-12-31")]);
    ends_on(&late, "2025-06-01", &["2025-12-31"]);
    ends_on(&late, "2026-01-01", &["2025-12-31"]);
    ends_on(&late, "2026-01-02", &["2027-12-31"]);
}

#[test]
fn the_days_between_a_paper_and_the_next_are_told_until_the_next_begins() {
    let catalogue = catalogue();
    let ends = PaperEnds::by_kind(&catalogue);
    let first = credential("bls", "2024-01-01", "2025-12-31");
    let told = |next: &str, on: &str| {
        let person = with(vec![credential("bls", next, "2028-12-31"), first.clone()]);
        dues(&person, &ends, day(on))[0].resumes
    };
    for on in ["2025-06-01", "2025-12-31", "2026-01-01", "2026-02-28"] {
        assert_eq!(told("2026-03-01", on), Some(day("2026-03-01")), "{on}");
    }
    assert_eq!(told("2026-03-01", "2026-03-01"), None);
    assert_eq!(told("2026-01-02", "2025-06-01"), Some(day("2026-01-02")));
    assert_eq!(told("2026-01-01", "2025-06-01"), None);
    let mut revoked = credential("bls", "2026-03-01", "2028-12-31");
    revoked.revoked_from = Day::parse("2026-04-01");
    let person = with(vec![first.clone(), revoked]);
    assert_eq!(dues(&person, &ends, day("2026-01-10"))[0].resumes, None);
}

#[test]
fn a_term_is_counted_from_the_issue_and_open_papers_never_end() {
    // Cards of basic life support hold two years.
    ends_on(
        &with(vec![credential("bls", "2024-03-01", "")]),
        "2026-01-01",
        &["2026-03-01"],
    );
    ends_on(
        &with(vec![credential("permit-ct", "2010-01-01", "")]),
        "2026-01-01",
        &[],
    );
    let unknown = credential("radiation-training-certificate", "2020-01-01", "");
    ends_on(&with(vec![unknown]), "2026-01-01", &[]);
    let printed = credential("permit-ct", "2021-01-01", "2026-01-31");
    let open = credential("permit-ct", "2010-01-01", "");
    ends_on(&with(vec![printed, open]), "2026-01-01", &[]);
}

#[test]
fn what_was_withdrawn_is_not_overdue_and_does_not_cover() {
    let mut revoked = credential("bls", "2025-01-01", "2026-12-31");
    revoked.revoked_from = Day::parse("2026-01-01");
    let person = with(vec![revoked, credential("bls", "2023-01-01", "2024-12-31")]);
    ends_on(&person, "2025-06-01", &["2025-12-31"]);
    ends_on(&person, "2026-06-01", &["2024-12-31"]);
    let catalogue = catalogue();
    let bls = CredentialKindId::of(&catalogue, "bls").unwrap();
    assert!(holds(
        &person,
        &bls,
        &PaperEnds::by_kind(&catalogue),
        day("2025-12-31")
    ));
    assert!(!holds(
        &person,
        &bls,
        &PaperEnds::by_kind(&catalogue),
        day("2026-01-01")
    ));
}

#[test]
fn permits_of_two_professions_are_two_papers() {
    let catalogue = catalogue();
    let of = |profession: &str, expires: &str| Credential {
        category: Some(ProfessionId::of(&catalogue, profession).unwrap()),
        ..credential("permit-ct", "2020-01-01", expires)
    };
    let both = with(vec![
        of("physician", "2025-12-31"),
        of("technologist", "2027-12-31"),
    ]);
    ends_on(&both, "2026-06-01", &["2025-12-31", "2027-12-31"]);
}

#[test]
fn a_filing_ends_unless_a_licence_is_registered_here() {
    let filed = Licence {
        level: Some(LicenceLevel::Physician),
        category: None,
        scopes: Vec::new(),
        number: None,
        main_here: Some(false),
        filing_from: Day::parse("2024-01-01"),
        filing_to: Day::parse("2026-12-12"),
        from: Day::parse("2010-01-01"),
        to: None,
        cancelled_from: None,
        suspended: Vec::new(),
    };
    let mut person = with(Vec::new());
    person.licences = vec![filed.clone()];
    ends_on(&person, "2026-11-22", &["2026-12-12"]);
    person.licences.push(Licence {
        main_here: Some(true),
        ..filed
    });
    ends_on(&person, "2026-11-22", &[]);
    let nurse = Licence {
        level: Some(LicenceLevel::Nurse),
        ..person.licences[1].clone()
    };
    person.licences = vec![nurse];
    ends_on(&person, "2014-11-22", &["2015-01-01"]);
}

#[test]
fn a_blank_day_makes_a_paper_unsure_and_does_not_hide_it() {
    let catalogue = catalogue();
    let person = with(vec![
        credential("permit-ct", "", ""),
        credential("permit-mr", "2020-01-01", ""),
        credential("permit-dsa", "2027-01-01", ""),
    ]);
    let held = held(&person, &PaperEnds::by_kind(&catalogue), day("2026-11-22"));
    let found: Vec<_> = held
        .iter()
        .map(|held| (held.kind.as_str(), held.is_sure))
        .collect();
    assert_eq!(found, [("permit-ct", false), ("permit-mr", true)]);
}

#[test]
fn the_day_of_the_question_and_the_last_day_both_lie_within() {
    let on = day("2026-11-22");
    let has = |choice: DueWithin, last: &str| choice.has(day(last), on);
    assert!(has(DueWithin::Overdue, "2026-11-21") && !has(DueWithin::Overdue, "2026-11-22"));
    assert!(has(DueWithin::Days(30), "2026-11-22") && has(DueWithin::Days(30), "2026-12-22"));
    assert!(!has(DueWithin::Days(30), "2026-11-21"));
    assert!(!has(DueWithin::Days(30), "2026-12-23"));
    for choice in DueWithin::ALL {
        assert_eq!(DueWithin::from_word(&choice.word()), Some(choice));
    }
}
