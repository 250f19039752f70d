//! Papers that are done again at the hospital's own interval: one day everywhere.

use eligibility::assess::{Ends, Question, Verdict};
use eligibility::catalogue::ProfessionId;
use eligibility::facts::{Membership, ProfessionRecord};

use super::*;
use crate::due::renewal::{RenewalFault, Typed, renewal};
use crate::forms::Forms;
use crate::snapshot::Snapshots;
use crate::staff_file::entries::entries;
use crate::staff_list;
use crate::store::Store;
use crate::store::testing::engines;

const CLAUSE: &str = "nhc36g.4.4";

/// A nurse in a programme of which the standard has the training done again at the own interval.
pub(super) fn site(months: Option<u32>, credentials: Vec<Credential>) -> Site {
    let catalogue = Catalogue::built_in().unwrap();
    let mut hospital = demo::hospital(today(), 1).unwrap();
    hospital.institution.own_interval_months = months;
    hospital.programmes.truncate(1);
    let programme = &mut hospital.programmes[0];
    programme.standard = Some("nhc36g".to_owned());
    programme.postings.clear();
    let department = programme.departments[0].clone();
    let mut nurse = person(credentials);
    nurse.departments = vec![Membership {
        department,
        from: Day::parse("2015-01-01"),
        to: None,
    }];
    nurse.professions = vec![ProfessionRecord {
        profession: ProfessionId::of(&catalogue, "nurse").unwrap(),
        from: Day::parse("2015-01-01"),
        to: None,
    }];
    hospital.people = vec![nurse];
    Site::of(hospital)
}

impl Site {
    fn verdict(&self, on: Day) -> Verdict {
        let id = &self.snapshot.hospital.programmes[0].id;
        let question = Question::on(on);
        let answer = self.assessments.answer(&self.snapshot, id, question);
        let clauses = &answer.unwrap().clauses;
        let mut clauses = clauses.iter();
        clauses
            .find(|clause| clause.id.as_str() == CLAUSE)
            .unwrap()
            .verdict
    }
}

#[test]
fn the_list_the_people_and_the_clause_name_one_day() {
    for months in [None, Some(1), Some(6), Some(12), Some(24), Some(36)] {
        for issued in ["2024-02-29", "2025-08-31"] {
            let site = site(months, vec![credential("contrast-rescue", issued, "")]);
            let hr = actor(Role::Hr, &[]);
            let seen = site.seen(&hr);
            let on = day(issued);
            let of_person = due(&seen, on, day(FAR)).into_iter();
            let of_person: Vec<_> = of_person
                .filter(|due| matches!(due.whom, Whom::Person(_)) && due.what.word() != "duty")
                .collect();
            let last = of_person[0].last;
            assert_eq!(of_person.len(), 1);
            assert_eq!(site.verdict(last), Verdict::Met, "{months:?} {issued}");
            assert_eq!(
                site.verdict(last.next()),
                Verdict::Short,
                "{months:?} {issued}"
            );
            let people = staff_list::list(&seen, &staff_list::query::Query::default(), on);
            assert_eq!(people.unwrap().rows[0].dues[0].last, last);
        }
    }
}

#[test]
fn what_follows_within_the_own_interval_covers_and_what_comes_after_it_does_not() {
    let twice = |months, second: &str| {
        let papers = vec![
            credential("contrast-rescue", "2026-01-10", ""),
            credential("contrast-rescue", second, ""),
        ];
        site(Some(months), papers)
    };
    // Done again before the six months are over, and a day too late.
    let covered = twice(6, "2026-07-11");
    assert_eq!(covered.covered("2026-06-01"), ["credential-1-0 2026-07-10"]);
    assert_eq!(covered.told("2026-06-01"), ["credential-1-1 2027-01-11"]);
    let late = twice(6, "2026-07-12");
    assert!(late.covered("2026-06-01").is_empty());
    assert_eq!(late.told("2026-06-01"), ["credential-1-0 2026-07-10"]);
    assert_eq!(late.verdict(day("2026-07-11")), Verdict::Short);
    // Within two years it is early enough.
    assert_eq!(
        twice(24, "2026-07-12").told("2026-06-01"),
        ["credential-1-1 2028-07-12"]
    );
}

#[tokio::test]
async fn the_file_names_the_day_of_the_list_and_a_renewal_is_judged_by_it() {
    for scratch in engines().await {
        let papers = vec![credential("contrast-rescue", "2026-02-10", "")];
        let site = site(Some(36), papers);
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let store = Store::open(&scratch.address, Arc::clone(&catalogue)).await;
        let snapshots = Snapshots::open(store.unwrap()).await.unwrap();
        snapshots.found(&site.snapshot.hospital).await.unwrap();
        let hr = actor(Role::Hr, &[]);
        let now = snapshots.current();
        let seen = Seen::new(hr.reading(), today(), &now, &site.assessments);
        let last = day("2029-02-10");
        let file = entries(&seen, "1", today());
        let mut file = file.iter();
        let paper = file.find(|entry| entry.record.id.kind.name() == "credential");
        assert_eq!(paper.unwrap().span.ends, Ends::After(last));
        let dues = due(&seen, today(), day(FAR));
        let paper = dues.into_iter().find(|due| due.what.word() == "credential");
        let paper = paper.unwrap();
        assert_eq!(paper.last, last);
        let choosable = seen.choosable();
        let forms = Forms::new(seen.catalogue(), &choosable, Vec::new());
        let right = hr.editing().unwrap();
        let renew = |first| {
            let typed = Typed {
                first,
                last: "",
                number: "",
            };
            renewal(&right, &seen, &forms, &paper, typed)
        };
        assert_eq!(
            renew("2026-02-10").unwrap_err(),
            [RenewalFault::NotLater { last }]
        );
        assert!(renew("2026-02-11").is_ok());
    }
}
