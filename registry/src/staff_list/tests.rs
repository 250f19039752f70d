//! The list over made-up hospitals.

use std::sync::Arc;
use std::time::Duration;

use eligibility::catalogue::{Catalogue, CredentialKindId, ProfessionId};
use eligibility::facts::Level;
use eligibility::standard::Library;

use super::papers::DueWithin;
use super::query::{LevelAsked, QueryFault};
use super::*;
use crate::access::{Actor, Role};
use crate::act::By;
use crate::assessments::Assessments;
use crate::demo;
use crate::snapshot::Snapshot;

struct Site {
    snapshot: Snapshot,
    assessments: Assessments,
}

impl Site {
    fn of(hospital: eligibility::facts::Hospital) -> Self {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::default();
        Self {
            snapshot: Snapshot::unstored(1, hospital),
            assessments: Assessments::new(catalogue, library),
        }
    }

    fn demo() -> Self {
        Self::of(demo::hospital(today(), 1).unwrap())
    }

    fn seen<'s>(&'s self, actor: &'s Actor) -> Seen<'s> {
        Seen::new(actor.reading(), today(), &self.snapshot, &self.assessments)
    }

    fn read(&self, address: &str) -> Query {
        self.try_read(address).unwrap()
    }

    fn try_read(&self, address: &str) -> Result<Query, query::Unreadable> {
        let pairs = address.split('&').filter_map(|pair| pair.split_once('='));
        Query::read(pairs, &self.seen(&actor(Role::Hr, &[])))
    }

    /// The staff numbers that an address finds on a day.
    fn found_on(&self, address: &str, on: Day) -> Vec<String> {
        let hr = actor(Role::Hr, &[]);
        let people = people(&self.seen(&hr), &self.read(address), on);
        people.iter().map(|one| one.staff.to_string()).collect()
    }

    fn found(&self, address: &str) -> Vec<String> {
        self.found_on(address, today())
    }
}

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn actor(role: Role, departments: &[&str]) -> Actor {
    Actor {
        by: By {
            id: "u".to_owned(),
            name: "u".to_owned(),
        },
        role,
        departments: departments.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn each_filter_leaves_exactly_those_it_names() {
    let site = Site::demo();
    let catalogue = site.assessments.catalogue();
    let all = &site.snapshot.hospital.people;
    let expected = |is_meant: &dyn Fn(&Person) -> bool| -> Vec<String> {
        let meant = all.iter().filter(|person| is_meant(person));
        meant.map(|person| person.staff.to_string()).collect()
    };
    assert_eq!(site.found("").len(), all.len());
    let nurse = ProfessionId::of(catalogue, "nurse").unwrap();
    let nurses = expected(&|person| person.professions.iter().any(|one| one.profession == nurse));
    assert_eq!(site.found("profession=nurse"), nurses);
    let members = expected(&|person| person.departments.iter().any(|one| one.department == "nm"));
    assert_eq!(site.found("department=nm"), members);
    let ct = CredentialKindId::of(catalogue, "permit-ct").unwrap();
    let holders = expected(&|person| {
        let mut held = person.credentials.iter();
        held.any(|one| one.kind == ct && one.expires.is_none_or(|last| today() <= last))
    });
    assert_eq!(site.found("credential=permit-ct"), holders);
    let both = site.found("department=nm&profession=nurse");
    assert!(!both.is_empty() && both.len() < nurses.len());
    assert!(
        both.iter()
            .all(|staff| nurses.contains(staff) && members.contains(staff))
    );
    for staff in site.found("series=medical&level=deputy-senior-up") {
        let mut people = all.iter();
        let person = people
            .find(|person| person.staff.as_str() == staff)
            .unwrap();
        let level = standing::title(person, None, today()).unwrap().level;
        assert!(level >= Some(Level::DeputySenior));
    }
    let senior = site.found("level=senior").len();
    let deputy = site.found("level=deputy-senior").len();
    assert!(senior > 0 && deputy > 0);
    assert_eq!(site.found("level=deputy-senior-up").len(), senior + deputy);
}

#[test]
fn people_are_found_by_number_and_by_the_pinyin_of_their_names() {
    let site = Site::demo();
    assert_eq!(site.found("q=n0103"), ["N0103"]);
    assert!(site.found("q=N01").len() > 1);
    let person = site.snapshot.hospital.people.first().unwrap();
    let name = person.name.as_deref().unwrap();
    assert!(
        site.found(&format!("q={name}"))
            .contains(&person.staff.to_string())
    );
    assert_eq!(site.found("q=zzzzzz"), [""; 0]);
}

#[test]
fn the_list_is_as_of_its_day() {
    let site = Site::demo();
    // N0220 left two months ago; N0802 is away for training.
    assert_eq!(site.found("status=left&q=N0220"), ["N0220"]);
    let before = today().minus_months(3);
    assert_eq!(site.found_on("status=active&q=N0220", before), ["N0220"]);
    assert_eq!(site.found("status=absent&q=N0802"), ["N0802"]);
    let long_ago = Day::parse("1950-01-01").unwrap();
    let all = site.snapshot.hospital.people.len();
    assert_eq!(site.found_on("status=not-yet", long_ago).len(), all);
    // The nuclear medicine permit of N0106 ends with the month.
    assert_eq!(site.found("due=30&q=N0106"), ["N0106"]);
    assert_eq!(site.found("due=overdue&q=N0106"), [""; 0]);
    let later = today().plus_months(1);
    assert_eq!(site.found_on("due=overdue&q=N0106", later), ["N0106"]);
    // The licence of N0118 ends in 25 days, the filing of N0601 in 20, 83 of N0116 ended yesterday.
    assert_eq!(site.found("due=30&q=N0118"), ["N0118"]);
    assert_eq!(site.found("due=30&q=N0601"), ["N0601"]);
    assert_eq!(site.found("due=overdue&q=N0116"), ["N0116"]);
}

#[test]
fn who_has_left_is_silent() {
    let mut hospital = demo::hospital(today(), 1).unwrap();
    for person in &mut hospital.people {
        for employment in &mut person.employment {
            employment.to = Some(today().prev());
        }
    }
    let site = Site::of(hospital);
    for choice in DueWithin::ALL {
        assert_eq!(site.found(&format!("due={}", choice.word())), [""; 0]);
    }
    assert!(!site.found("status=left").is_empty());
}

#[test]
fn a_head_finds_own_people_only() {
    let site = Site::demo();
    let head = actor(Role::Head, &["nm"]);
    let seen = site.seen(&head);
    let own = people(&seen, &Query::default(), today());
    assert!(!own.is_empty() && own.len() < site.found("").len());
    let is_own = |person: &&Person| person.departments.iter().any(|one| one.department == "nm");
    assert!(own.iter().all(is_own));
    assert!(people(&seen, &site.read("q=N02"), today()).is_empty());
    assert_eq!(seen.people().count(), own.len());
    // Other departments are no choice.
    assert!(Query::read([("department", "nm")], &seen).is_ok());
    assert!(Query::read([("department", "gs")], &seen).is_err());
}

#[test]
fn pages_follow_one_another_without_gap_in_either_order() {
    let site = Site::demo();
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    for sort in Sort::ALL {
        let query = Query::default().sorted(sort);
        let all = people(&seen, &query, today());
        let first = list(&seen, &query, today()).unwrap();
        assert_eq!(first.n_people, all.len());
        assert_eq!(first.n_pages, all.len().div_ceil(PER_PAGE));
        let mut shown = Vec::new();
        for page in 1..=first.n_pages {
            let page = list(&seen, &query.at_page(page), today()).unwrap();
            shown.extend(page.rows.iter().map(|row| row.person));
        }
        assert_eq!(shown, all);
        let beyond = list(&seen, &query.at_page(first.n_pages + 1), today());
        let last = first.n_pages;
        assert_eq!(beyond, Err(NoSuchPage { last }));
        let far = list(&seen, &query.at_page(usize::MAX), today());
        assert_eq!(far, Err(NoSuchPage { last }));
    }
    let nobody = list(&seen, &site.read("q=zzzzzz"), today()).unwrap();
    assert_eq!((nobody.n_people, nobody.n_pages), (0, 1));
}

#[test]
fn a_query_is_read_back_as_it_is_written() {
    let site = Site::demo();
    let address = "q=zs&department=nm&profession=nurse&series=nursing&level=junior-up&credential=bls\
        &status=active&due=90&sort=name&page=2";
    let query = site.read(address);
    let pairs = query.pairs();
    let written: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(written.join("&"), address);
    assert_eq!(site.read("q=&department= &page=1"), Query::default());
    for level in LevelAsked::all() {
        assert_eq!(
            site.read(&format!("level={}", level.word())).level,
            Some(level)
        );
    }
    for status in Status::ALL {
        assert_eq!(
            site.read(&format!("status={}", status.word())).status,
            Some(status)
        );
    }
}

#[test]
fn what_cannot_be_understood_is_told_and_not_left_out() {
    let site = Site::demo();
    let unreadable = site
        .try_read("q=li&department=none&status=here&due=31&page=0&depratment=nm")
        .unwrap_err();
    assert_eq!(unreadable.readable.text.as_deref(), Some("li"));
    let word = |key, found: &str| QueryFault::UnknownWord {
        key,
        found: found.to_owned(),
    };
    let expected = [
        word("department", "none"),
        word("status", "here"),
        word("due", "31"),
        QueryFault::NotAPage("0".to_owned()),
        QueryFault::UnknownKey("depratment".to_owned()),
    ];
    assert_eq!(unreadable.faults, expected);
    let long = site
        .try_read(&format!("q={}", "张".repeat(61)))
        .unwrap_err();
    assert_eq!(long.faults, [QueryFault::TooLong]);
}

#[test]
fn three_thousand_people_are_listed_quickly() {
    let site = Site::of(demo::synthetic(3_000, today(), 7).unwrap());
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    for address in [
        "",
        "q=zs",
        "q=wangfang&sort=name",
        "due=90",
        "credential=permit-ct&sort=name",
    ] {
        let query = site.read(address);
        let first = list(&seen, &query, today()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test that takes the time")]
        let begun = std::time::Instant::now();
        assert_eq!(list(&seen, &query, today()).unwrap(), first);
        let took = begun.elapsed();
        println!("`{address}`: {} people in {took:?}", first.n_people);
        // Generous: this is an unoptimised build on a busy machine.
        assert!(took < Duration::from_secs(2), "`{address}` took {took:?}");
    }
}
