use eligibility::assess::{ReadingVerdict, Verdict};
use eligibility::day::Day;
use eligibility::duration::Anniversary;
use eligibility::facts::Hospital;

use super::*;
use crate::demo;

fn snapshot(version: i64) -> Snapshot {
    let hospital = demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap();
    Snapshot::unstored(version, hospital)
}

#[test]
fn an_answer_is_kept_while_the_snapshot_stands_and_made_anew_after_it() {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(catalogue, library);
    let question = Question::on(Day::parse("2026-11-22").unwrap());
    let (first, mut second) = (snapshot(1), snapshot(2));
    let before = assessments.answer(&first, "rt-sx", question).unwrap();
    let again = assessments.answer(&first, "rt-sx", question).unwrap();
    assert!(Arc::ptr_eq(&before, &again));

    second.hospital.people.clear();
    let after = assessments.answer(&second, "rt-sx", question).unwrap();
    assert_ne!(before.verdict(), after.verdict());
    assert_eq!(assessments.answer(&second, "none", question), None);
}

#[test]
fn another_setting_is_another_question() {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(catalogue, library);
    // On this day the leader of the PET/MR programme reaches ten years.
    let mut question = Question::on(Day::parse("2026-12-22").unwrap());
    let counts = assessments.answer(&snapshot(1), "petmr-sx", question);
    question.settings.anniversary = Anniversary::DayAfter;
    let day_after = assessments.answer(&snapshot(1), "petmr-sx", question);
    assert_ne!(counts, day_after);
}

/// What clause 4.1c of the second PET/CT programme would be if nobody counted for two standards.
fn not_shared(hospital: Hospital) -> Vec<ReadingVerdict> {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(catalogue, library);
    let version = 1;
    let snapshot = Snapshot::unstored(version, hospital);
    let question = Question::on(Day::parse("2026-11-01").unwrap());
    let answer = assessments.answer(&snapshot, "petct-zzq", question);
    let mut clauses = answer.unwrap().clauses.clone().into_iter();
    let clause = clauses.find(|clause| clause.id.to_string() == "zzq2023.petct.4.1c");
    let clause = clause.unwrap();
    assert_eq!(clause.verdict, Verdict::Met);
    let readings = clause.readings.into_iter();
    readings.filter(|other| other.id == "R-18").collect()
}

/// The demo hospital, where the radiopharmacist N0116 is on the post of two PET/CT programmes.
fn demo_hospital() -> Hospital {
    snapshot(1).hospital
}

#[test]
fn a_clause_says_that_it_lives_on_a_person_of_another_programme() {
    let expected = ReadingVerdict {
        id: "R-18".to_owned(),
        alternative: "not-shared".to_owned(),
        verdict: Verdict::Short,
    };
    assert_eq!(not_shared(demo_hospital()), [expected]);
}

#[test]
fn with_enough_people_sharing_makes_no_difference() {
    let mut hospital = demo_hospital();
    let shared = StaffNumber::new("N0116");
    let second = StaffNumber::new("N0116a");
    let place = hospital.people.iter().position(|p| p.staff == shared);
    let mut person = hospital.people[place.unwrap()].clone();
    person.staff = second.clone();
    hospital.people.insert(place.unwrap() + 1, person);
    let mut programmes = hospital.programmes.iter_mut();
    let programme = programmes.find(|programme| programme.id == "petct-zzq");
    let postings = &mut programme.unwrap().postings;
    let own = postings.iter().find(|posting| posting.staff == shared);
    let mut posting = own.unwrap().clone();
    posting.staff = second;
    postings.push(posting);
    assert_eq!(not_shared(hospital), []);
}

#[test]
fn another_programme_under_the_same_standard_is_no_other_standard() {
    let mut hospital = demo_hospital();
    let mut programmes = hospital.programmes.iter_mut();
    let other = programmes.find(|programme| programme.id == "petct-sx");
    other.unwrap().standard = Some("zzq2023.petct".to_owned());
    let mut programmes = hospital.programmes.iter_mut();
    let leader = programmes.find(|programme| programme.id == "petmr-sx");
    leader.unwrap().standard = None;
    assert_eq!(not_shared(hospital), []);
}

#[test]
fn programmes_that_share_nobody_are_of_different_circles() {
    let hospital = demo_hospital();
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let circles = Circles::of(&hospital);
    let together = |id: &str| {
        let mut programmes = hospital.programmes.iter();
        let programme = programmes.find(|programme| programme.id == id).unwrap();
        circles.together(&hospital, &library, programme)
    };
    assert_eq!(together("petct-zzq"), ["petmr-sx", "petct-sx", "petct-zzq"]);
    assert!(!together("rt-sx").contains(&"petct-sx".to_owned()));
}

#[test]
fn a_timeline_is_kept_while_the_snapshot_stands() {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(catalogue, library);
    let from = Day::parse("2026-11-22").unwrap();
    let question = TimelineQuestion::over(from, from.plus_months(24));
    let (first, mut second) = (snapshot(1), snapshot(2));
    let before = assessments.timeline(&first, "rt-sx", question).unwrap();
    let again = assessments.timeline(&first, "rt-sx", question).unwrap();
    assert!(Arc::ptr_eq(&before, &again));

    second.hospital.people.clear();
    let after = assessments.timeline(&second, "rt-sx", question).unwrap();
    assert_ne!(before.course, after.course);
    let backwards = TimelineQuestion::over(from, from.prev());
    assert_eq!(assessments.timeline(&second, "rt-sx", backwards), None);
    assert_eq!(assessments.timeline(&second, "none", question), None);
}
