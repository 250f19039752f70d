//! The list over people made for one question each, and over the demo hospital.

mod intervals;
mod kept;
mod never;
mod programmes;
mod short_now;

use std::sync::Arc;

use eligibility::catalogue::{Catalogue, CredentialKindId, PostId};
use eligibility::facts::{
    Absence, AbsenceKind, Credential, Employment, Hospital, LeadTime, Person, Posting,
    Postponement, Suspension,
};
use eligibility::standard::Library;

use super::*;
use crate::access::{Actor, Role};
use crate::act::By;
use crate::assessments::Assessments;
use crate::demo;
use crate::snapshot::Snapshot;

const FAR: &str = "2199-12-31";

struct Site {
    snapshot: Snapshot,
    assessments: Assessments,
}

impl Site {
    fn of(hospital: Hospital) -> Self {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        Self {
            snapshot: Snapshot::unstored(1, hospital),
            assessments: Assessments::new(catalogue, library),
        }
    }

    fn seen<'s>(&'s self, actor: &'s Actor) -> Seen<'s> {
        Seen::new(actor.reading(), today(), &self.snapshot, &self.assessments)
    }

    fn due(&self, on: &str) -> Vec<Due> {
        let hr = actor(Role::Hr, &[]);
        due(&self.seen(&hr), day(on), day(FAR))
    }

    /// Key and last day of what is due of people.
    fn told(&self, on: &str) -> Vec<String> {
        let dues = self.due(on).into_iter();
        let of_people = dues.filter(|due| matches!(due.whom, Whom::Person(_)));
        of_people
            .map(|due| format!("{} {}", due.key, due.last))
            .collect()
    }

    fn covered(&self, on: &str) -> Vec<String> {
        let hr = actor(Role::Hr, &[]);
        let covered = covered(&self.seen(&hr), day(on), day(FAR)).into_iter();
        covered
            .map(|covered| format!("{} {}", covered.due.key, covered.due.last))
            .collect()
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

fn actor(role: Role, departments: &[&str]) -> Actor {
    Actor {
        by: By {
            id: "u".to_owned(),
            name: "人事".to_owned(),
        },
        role,
        departments: departments.iter().map(ToString::to_string).collect(),
    }
}

fn credential(kind: &str, issued: &str, expires: &str) -> Credential {
    Credential {
        kind: CredentialKindId::of(&Catalogue::built_in().unwrap(), kind).unwrap(),
        category: None,
        number: None,
        issuer: None,
        issued: Day::parse(issued),
        expires: Day::parse(expires),
        revoked_from: None,
        suspended_from: None,
    }
}

fn person(credentials: Vec<Credential>) -> Person {
    Person {
        credentials,
        employment: vec![Employment {
            from: Day::parse("2015-01-01"),
            to: None,
        }],
        ..Person::new(StaffNumber::new("1"))
    }
}

/// A hospital of one person in which nothing else is recorded.
fn with(person: Person) -> Site {
    let mut hospital = demo::hospital(today(), 1).unwrap();
    hospital.people = vec![person];
    hospital.programmes.clear();
    hospital.institution.papers.clear();
    Site::of(hospital)
}

#[test]
fn each_validity_ends_as_its_kind_says() {
    let site = with(person(vec![
        credential("permit-ct", "2020-01-01", ""),
        credential("bls", "2025-03-01", ""),
        credential("radiation-health-check", "2025-06-15", ""),
        credential("dose-record", "2026-10-01", ""),
        credential("radiation-training-certificate", "2020-01-01", ""),
        credential("permit-mr", "2020-01-01", "2027-05-31"),
    ]));
    let expected = [
        "credential-1-3 2026-12-30",
        "credential-1-1 2027-03-01",
        "credential-1-5 2027-05-31",
        "credential-1-2 2027-06-15",
    ];
    assert_eq!(site.told("2026-11-22"), expected);
}

#[test]
fn a_term_from_29_february_ends_on_28_february() {
    let site = with(person(vec![credential("bls", "2024-02-29", "")]));
    assert_eq!(site.told("2026-02-28"), ["credential-1-0 2026-02-28"]);
    let stages: Vec<_> = ["2026-02-28", "2026-03-01"]
        .map(|on| stage(day("2026-02-28"), &[60, 30], day(on)))
        .into();
    assert_eq!(stages, [Some(Stage::Within(30)), Some(Stage::Overdue)]);
}

#[test]
fn what_is_renewed_is_silent_and_told_as_covered_only_when_asked_for() {
    let renewed = vec![
        credential("bls", "2025-01-01", "2026-12-31"),
        credential("bls", "2027-01-02", "2028-11-30"),
    ];
    let site = with(person(renewed));
    assert_eq!(site.told("2026-11-22"), ["credential-1-0 2026-12-31"]);
    let site = with(person(vec![
        credential("bls", "2025-01-01", "2026-12-31"),
        credential("bls", "2026-11-01", "2028-10-31"),
    ]));
    assert_eq!(site.told("2026-11-22"), ["credential-1-1 2028-10-31"]);
    assert_eq!(site.covered("2026-11-22"), ["credential-1-0 2026-12-31"]);
    // Which one is newer is not a matter of the order in which they were entered.
    let site = with(person(vec![
        credential("bls", "2026-11-01", "2028-10-31"),
        credential("bls", "2025-01-01", "2026-12-31"),
    ]));
    assert_eq!(site.told("2026-11-22"), ["credential-1-0 2028-10-31"]);
}

#[test]
fn a_paper_without_a_first_day_does_not_silence_another() {
    let site = with(person(vec![
        credential("bls", "2025-01-01", "2026-12-31"),
        credential("bls", "", "2028-10-31"),
    ]));
    assert_eq!(site.told("2026-11-22"), ["credential-1-0 2026-12-31"]);
    assert!(site.covered("2026-11-22").is_empty());
    let alone = with(person(vec![credential("bls", "", "2028-10-31")]));
    assert_eq!(alone.told("2026-11-22"), ["credential-1-0 2028-10-31"]);
}

#[test]
fn who_has_left_and_what_was_withdrawn_are_silent() {
    let mut left = person(vec![credential("bls", "2025-01-01", "2026-12-31")]);
    left.employment[0].to = Day::parse("2026-11-21");
    let site = with(left);
    assert!(site.told("2026-11-22").is_empty());
    assert_eq!(site.told("2026-11-21"), ["credential-1-0 2026-12-31"]);
    let mut revoked = credential("bls", "2025-01-01", "2026-12-31");
    revoked.revoked_from = Day::parse("2026-06-01");
    assert!(with(person(vec![revoked])).told("2026-11-22").is_empty());
    let mut suspended = credential("bls", "2025-01-01", "2026-12-31");
    suspended.suspended_from = Day::parse("2026-06-01");
    assert!(with(person(vec![suspended])).told("2026-11-22").is_empty());
}

#[test]
fn who_is_suspended_or_away_still_has_papers_to_renew() {
    for kind in [AbsenceKind::Suspension, AbsenceKind::Leave] {
        let mut away = person(vec![credential("bls", "2025-01-01", "2026-12-31")]);
        away.absences = vec![Absence {
            kind,
            from: Day::parse("2026-01-01"),
            to: None,
        }];
        assert_eq!(with(away).told("2026-11-22").len(), 1);
    }
    let hospital = demo::hospital(today(), 1).unwrap();
    let nurse = hospital.people.iter().find_map(|person| {
        let mut licences = person.licences.iter();
        licences.find(|one| one.level == Some(LicenceLevel::Nurse))
    });
    let mut licence = nurse.unwrap().clone();
    licence.from = Day::parse("2022-03-01");
    licence.to = None;
    licence.suspended = vec![Suspension {
        from: Day::parse("2026-01-01"),
        to: None,
    }];
    let mut suspended = person(Vec::new());
    suspended.licences = vec![licence];
    assert_eq!(
        with(suspended).told("2026-11-22"),
        ["licence-1-0 2027-03-01"]
    );
}

#[test]
fn who_is_posted_elsewhere_belongs_to_that_programme_too() {
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let catalogue = Catalogue::built_in().unwrap();
    hospital.people[0].credentials = vec![credential("bls", "2025-01-01", "2026-12-31")];
    let staff = hospital.people[0].staff.clone();
    let own = hospital.people[0].departments[0].department.clone();
    let posting = |to: &str| Posting {
        staff: staff.clone(),
        post: PostId::of(&catalogue, "physician").unwrap(),
        full_time: Some(false),
        from: Day::parse("2020-01-01"),
        to: Day::parse(to),
    };
    let elsewhere = hospital.programmes.iter_mut();
    let elsewhere: Vec<_> = elsewhere
        .filter(|programme| !programme.departments.contains(&own))
        .collect();
    let mut ids = Vec::new();
    for (programme, to) in elsewhere.into_iter().zip(["", "2026-11-21"]) {
        programme.postings.push(posting(to));
        ids.push(programme.id.clone());
    }
    assert_eq!(
        ids.len(),
        2,
        "the demo has two programmes of other departments"
    );
    let site = Site::of(hospital);
    let dues = site.due("2026-11-22");
    let of_person = dues
        .iter()
        .find(|due| due.whom == Whom::Person(staff.clone()));
    let of_person = of_person.unwrap();
    assert!(of_person.programmes.contains(&ids[0]));
    assert!(!of_person.programmes.contains(&ids[1]));
    // The own head does not learn of a programme that may not be read.
    let head = actor(Role::Head, &[&own]);
    let seen = site.seen(&head);
    let of_head = due(&seen, day("2026-11-22"), day(FAR));
    let of_head = of_head.iter().find(|due| due.key == of_person.key).unwrap();
    assert!(!of_head.programmes.contains(&ids[0]));
    assert_eq!(of_head.departments, [own.as_str()]);
}

#[test]
fn a_head_is_told_of_own_people_and_programmes_only() {
    let site = Site::of(demo::hospital(today(), 1).unwrap());
    let all = site.due("2026-11-22");
    assert!(all.iter().any(|due| due.whom == Whom::Institution));
    let mut n_of_heads = 0;
    for department in &site.snapshot.hospital.institution.departments {
        let head = actor(Role::Head, &[&department.id]);
        let seen = site.seen(&head);
        for due in due(&seen, today(), day(FAR)) {
            n_of_heads += 1;
            match &due.whom {
                Whom::Person(staff) => assert!(seen.person(staff.as_str()).is_some()),
                Whom::Programme(id) => assert!(seen.programme(id).is_some()),
                Whom::Institution => panic!("{due:?}"),
            }
            for id in &due.programmes {
                assert!(seen.programme(id).is_some(), "{due:?}");
            }
        }
    }
    assert!(n_of_heads > 0);
}

#[test]
fn stages_are_those_of_the_kind_or_as_the_hospital_set_them() {
    let on = day("2026-11-22");
    let reached = |last: &str, leads: &[u32]| stage(day(last), leads, on);
    assert_eq!(
        reached("2027-05-21", &DEFAULT_LEAD_DAYS),
        Some(Stage::Within(180))
    );
    assert_eq!(reached("2027-05-22", &DEFAULT_LEAD_DAYS), None);
    assert_eq!(
        reached("2026-11-29", &DEFAULT_LEAD_DAYS),
        Some(Stage::Within(7))
    );
    assert_eq!(
        reached("2026-11-30", &DEFAULT_LEAD_DAYS),
        Some(Stage::Within(14))
    );
    assert_eq!(
        reached("2026-11-22", &DEFAULT_LEAD_DAYS),
        Some(Stage::Within(0))
    );
    assert_eq!(reached("2026-11-21", &[60]), Some(Stage::Overdue));
    let catalogue = Catalogue::built_in().unwrap();
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let bls = CredentialKindId::of(&catalogue, "bls").unwrap();
    let what = What::Credential {
        kind: bls.clone(),
        category: None,
    };
    assert_eq!(lead_days(&what, &hospital, &catalogue), [60, 30]);
    // As the regulations and the practice of hospitals have it.
    assert_eq!(lead_days(&What::Filing, &hospital, &catalogue), [60, 30]);
    let licence = What::Licence {
        level: Some(LicenceLevel::Nurse),
    };
    assert_eq!(lead_days(&licence, &hospital, &catalogue), [90, 60, 30]);
    hospital.institution.lead_times.push(LeadTime {
        credential: Some(bls),
        paper: None,
        duty: None,
        other: None,
        first: 15,
        second: Some(45),
        third: Some(15),
        fourth: None,
    });
    assert_eq!(lead_days(&what, &hospital, &catalogue), [45, 15]);
}

#[test]
fn what_rests_is_listed_with_who_and_until_when_and_is_awake_the_day_after() {
    let site = |until: &str| {
        let mut site = with(person(vec![credential("bls", "2025-01-01", "2026-12-31")]));
        site.snapshot.hospital.institution.postponements = vec![Postponement {
            key: "credential-1-0".to_owned(),
            last: Day::parse("2026-12-31"),
            until: Day::parse(until),
            reason: "已报名".to_owned(),
            by: "人事".to_owned(),
        }];
        site
    };
    let rests = |until: &str, on: &str| site(until).due(on)[0].rests.is_some();
    assert!(rests("2026-12-10", "2026-12-10") && !rests("2026-12-10", "2026-12-11"));
    assert!(rests("", "2026-12-31") && !rests("", "2027-01-01"));
    // With a corrected expiry it is awake, however long it was put off for.
    for until in ["", "2026-12-10"] {
        let mut site = site(until);
        let paper = &mut site.snapshot.hospital.people[0].credentials[0];
        paper.expires = Day::parse("2026-12-20");
        assert!(site.due("2026-12-01")[0].rests.is_none(), "{until}");
    }
    // Of what it was for nothing was kept: rather told again, but for a day that somebody chose.
    for (until, expected) in [("", false), ("2026-12-10", true)] {
        let mut site = site(until);
        site.snapshot.hospital.institution.postponements[0].last = None;
        assert_eq!(site.due("2026-12-01")[0].rests.is_some(), expected);
    }
}

#[test]
fn the_list_is_asked_for_by_stage_month_kind_person_and_department_in_pages() {
    let site = Site::of(demo::synthetic(400, today(), 3).unwrap());
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    let read = |address: &str| {
        let pairs = address.split('&').filter_map(|pair| pair.split_once('='));
        query::Query::read(pairs, &seen)
    };
    let listed = |address: &str| query::list(&seen, &read(address).unwrap(), today()).unwrap();
    let whole = listed("");
    assert_eq!(whole.rows.len(), 50);
    assert_eq!(
        whole.n_found,
        whole.stages.iter().map(|(_, n)| n).sum::<usize>()
    );
    for (stage, n) in &whole.stages {
        assert_eq!(listed(&format!("stage={}", stage.word())).n_found, *n);
    }
    // What has ended in the month of the day is in its list, and so in its number.
    for (month, n) in &whole.months {
        let word = query::month_word(*month);
        assert_eq!(listed(&format!("month={word}")).n_found, *n, "{word}");
    }
    let n_of_kinds: usize = query::KINDS
        .iter()
        .map(|kind| listed(&format!("kind={kind}")).n_found)
        .sum();
    assert_eq!(n_of_kinds, whole.n_found);
    let one = whole.rows.iter().find_map(|row| match &row.due.whom {
        Whom::Person(staff) => Some(staff.clone()),
        _ => None,
    });
    let one = one.unwrap();
    let of_one = listed(&format!("q={one}"));
    assert!(
        of_one
            .rows
            .iter()
            .all(|row| row.due.whom == Whom::Person(one.clone()))
    );
    let more = listed("covered=1");
    assert!(whole.n_found <= more.n_found);
    assert_eq!(listed("rest=only").n_found, 0);
    assert_eq!(listed("rest=without").n_found, whole.n_found);
    let last = listed(&format!("page={}", whole.n_pages));
    assert!(last.rows[0].due.last >= whole.rows[49].due.last);
    let beyond = read(&format!("page={}", whole.n_pages + 1)).unwrap();
    assert!(query::list(&seen, &beyond, today()).is_err());
    for bad in [
        "kind=moon",
        "kind=credential:moon",
        "stage=8",
        "month=2026-13",
        "page=0",
        "x=1",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
    let again = "q=a&kind=credential:bls&stage=30&month=2026-12&rest=only&covered=1&page=2";
    let pairs = read(again).unwrap().pairs();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(pairs.join("&"), again);
}
