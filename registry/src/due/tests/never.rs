//! What was never recorded: apart from what is due, once for a programme, and as far as it may be seen.

use eligibility::assess::Recurring;
use eligibility::catalogue::EquipmentKindId;
use eligibility::facts::Installation;

use super::*;

/// The demo hospital with a programme of duties of which nothing is recorded, for a machine in use
/// since a day.
fn site(from: &str) -> (Site, String) {
    let catalogue = Catalogue::built_in().unwrap();
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let programme = &mut hospital.programmes[0];
    programme.standard = Some("eqm".to_owned());
    programme.duties.clear();
    let id = programme.id.clone();
    let department = programme.departments[0].clone();
    let mut item = Installation {
        name: Some("一号机".to_owned()),
        kind: EquipmentKindId::of(&catalogue, "monitor").unwrap(),
        department: Some(department),
        from: Day::parse(from),
        to: None,
        ..hospital.equipment[0].clone()
    };
    item.rows = None;
    hospital.equipment = vec![item];
    (Site::of(hospital), id)
}

fn of_duty<'n>(never: &'n [Never], programme: &str, duty: &str) -> Option<&'n Never> {
    never.iter().find(|one| {
        one.programme == programme
            && matches!(&one.what, Recurring::Duty(id) if id.as_str() == duty)
    })
}

impl Site {
    fn never(&self, on: &str) -> Vec<Never> {
        let hr = actor(Role::Hr, &[]);
        never(&self.seen(&hr), day(on))
    }
}

#[test]
fn the_first_of_a_new_machine_is_due_on_a_day_and_later_was_never_recorded() {
    // The monthly round is awaited until the end of the month after the first.
    let (site, id) = site("2026-11-05");
    let dated = |on: &str| {
        let dues = site.due(on).into_iter();
        let mut dues = dues.filter(|due| due.whom == Whom::Programme(id.clone()));
        dues.find(|due| due.what.kind() == Some("general-round"))
    };
    let last = day("2026-12-31");
    assert_eq!(dated("2026-12-31").map(|due| due.last), Some(last));
    assert!(of_duty(&site.never("2026-12-31"), &id, "general-round").is_none());
    assert_eq!(dated("2027-01-01"), None);
    let never = site.never("2027-01-01");
    let round = of_duty(&never, &id, "general-round").unwrap();
    assert_eq!(round.key, format!("never-{id}-duty-general-round"));
    assert_eq!(round.items[0].name.as_deref(), Some("一号机"));
    assert_eq!((round.n_people(), round.n_by_other), (0, 0));
}

#[test]
fn keys_are_apart_from_each_other_and_from_those_of_what_is_due() {
    let (site, _) = site("2015-01-01");
    let never = site.never("2026-11-22");
    assert!(!never.is_empty());
    let keys: BTreeSet<_> = never.iter().map(|one| &one.key).collect();
    assert_eq!(keys.len(), never.len());
    assert!(keys.iter().all(|key| key.starts_with(Never::PREFIX)));
    let dues = site.due("2026-11-22");
    assert!(dues.iter().all(|due| !due.key.starts_with(Never::PREFIX)));
}

#[test]
fn a_head_learns_of_own_programmes_and_reads_the_names_of_own_people_only() {
    let mut hospital = demo::hospital(today(), 1).unwrap();
    for person in &mut hospital.people {
        person.credentials.clear();
    }
    for programme in &mut hospital.programmes {
        programme.standard = Some("nhc36g".to_owned());
    }
    let site = Site::of(hospital);
    let all = site.never("2026-11-22");
    let n_of_papers = |all: &[Never]| {
        let papers = all
            .iter()
            .filter(|one| matches!(one.what, Recurring::Papers(_)));
        papers.map(Never::n_people).sum::<usize>()
    };
    assert!(n_of_papers(&all) > 0);
    assert!(all.iter().all(|one| one.n_others == 0));
    let mut n_of_heads = 0;
    for department in &site.snapshot.hospital.institution.departments {
        let head = actor(Role::Head, &[&department.id]);
        let seen = site.seen(&head);
        for one in never(&seen, today()) {
            n_of_heads += 1;
            assert!(seen.programme(&one.programme).is_some(), "{one:?}");
            let mut people = one.people.iter();
            assert!(people.all(|staff| seen.person(staff.as_str()).is_some()));
            let whole = all.iter().find(|whole| whole.key == one.key).unwrap();
            assert_eq!(one.n_people(), whole.n_people());
        }
    }
    assert!(n_of_heads > 0);
}

#[test]
fn it_stands_on_the_last_page_and_is_asked_for_like_the_rest() {
    let mut hospital = demo::synthetic(400, today(), 3).unwrap();
    let programme = &mut hospital.programmes[0];
    programme.standard = Some("nhc36g".to_owned());
    programme.duties.clear();
    let (id, department) = (programme.id.clone(), programme.departments[0].clone());
    let site = Site::of(hospital);
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    let listed = |address: &str| {
        let pairs = address.split('&').filter_map(|pair| pair.split_once('='));
        let query = query::Query::read(pairs, &seen).unwrap();
        query::list(&seen, &query, today()).unwrap()
    };
    let first = listed("");
    assert!(first.n_pages > 1 && first.never.is_empty() && first.n_never > 0);
    let last = listed(&format!("page={}", first.n_pages));
    assert_eq!(last.never.len(), first.n_never);
    let drill = "kind=duty:emergency-drill";
    assert!(of_duty(&listed(drill).never, &id, "emergency-drill").is_some());
    let of_department = listed(&format!("{drill}&department={department}"));
    assert!(of_duty(&of_department.never, &id, "emergency-drill").is_some());
    for none in [
        "kind=credential",
        "stage=30",
        "month=2026-12",
        "rest=only",
        "q=zzzz",
    ] {
        let listed = listed(&format!("{none}&page=1"));
        let found = of_duty(&listed.never, &id, "emergency-drill");
        assert!(found.is_none(), "{none}");
    }
}
