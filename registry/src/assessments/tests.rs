use eligibility::assess::{ReadingVerdict, Verdict};
use eligibility::catalogue::CredentialKindId;
use eligibility::day::Day;
use eligibility::duration::Anniversary;
use eligibility::facts::{Hospital, Roster};
use eligibility::file::Node;

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

/// The roster of a case folder of the rules.
fn base(text: &str) -> Roster {
    let node = Node::from_toml(text).unwrap();
    Roster::read(&node, &Catalogue::built_in().unwrap()).unwrap()
}

/// What clauses of a programme would be if nobody counted for two standards.
fn apart_of(hospital: Hospital, programme: &str) -> BTreeMap<String, (Verdict, Verdict)> {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(catalogue, library);
    let version = 1;
    let snapshot = Snapshot::unstored(version, hospital);
    let question = Question::on(Day::parse("2026-03-01").unwrap());
    let answer = assessments.answer(&snapshot, programme, question).unwrap();
    let apart = answer.clauses.iter().filter_map(|clause| {
        let reading = clause.readings.iter().find(|other| other.id == "R-18")?;
        Some((clause.id.to_string(), (clause.verdict, reading.verdict)))
    });
    apart.collect()
}

/// Seeds (G07) and ablation (G08) in one hospital, each with people of its own, but that S001 is the
/// only operator of the seeds and one of two of ablation.
fn two_techniques() -> Hospital {
    let seeds = base(include_str!(
        "../../../eligibility/tests/cases/g07/base.toml"
    ));
    let ablation = base(include_str!(
        "../../../eligibility/tests/cases/g08/base.toml"
    ));
    let (mut first, mut second) = (seeds.programme, ablation.programme);
    first.standard = Some("g07".to_owned());
    second.standard = Some("g08".to_owned());
    let mut hospital = seeds.hospital;
    let of_second = ablation.hospital;
    hospital
        .institution
        .bases
        .extend(of_second.institution.bases);
    hospital.people.extend(of_second.people);
    let (shared, replaced) = (StaffNumber::new("S001"), StaffNumber::new("T001"));
    let mut people = hospital.people.iter();
    let trained = people.find(|person| person.staff == replaced).unwrap();
    let training = trained.training.clone();
    let mut people = hospital.people.iter_mut();
    let operator = people.find(|person| person.staff == shared).unwrap();
    operator.training.extend(training);
    let is_other = |staff: &StaffNumber| *staff == StaffNumber::new("S002");
    first.postings.retain(|posting| !is_other(&posting.staff));
    for posting in &mut second.postings {
        if posting.staff == replaced {
            posting.staff = shared.clone();
        }
    }
    hospital.programmes = vec![first, second];
    hospital
}

#[test]
fn two_techniques_that_share_an_operator_say_so() {
    let expected = BTreeMap::from([("g08.1.7a".to_owned(), (Verdict::Met, Verdict::Short))]);
    assert_eq!(apart_of(two_techniques(), "ablation"), expected);
    // The seeds come first, and what they count on one post they may count on another.
    assert_eq!(apart_of(two_techniques(), "seeds"), BTreeMap::new());
}

#[test]
fn two_techniques_with_operators_of_their_own_share_nobody() {
    let mut hospital = two_techniques();
    let shared = StaffNumber::new("S001");
    for posting in &mut hospital.programmes[1].postings {
        if posting.staff == shared {
            posting.staff = StaffNumber::new("T001");
        }
    }
    assert_eq!(apart_of(hospital.clone(), "ablation"), BTreeMap::new());
    assert_eq!(apart_of(hospital, "seeds"), BTreeMap::new());
}

#[test]
fn a_nurse_shared_by_two_techniques_is_missing_in_the_second() {
    let mut hospital = two_techniques();
    let (nurse, own) = (StaffNumber::new("S004"), ["T003", "T004"]);
    let of_ablation = StaffNumber::new("T003");
    let mut people = hospital.people.iter();
    let course = people.find(|person| person.staff == of_ablation).unwrap();
    let course = course.training.clone();
    let mut people = hospital.people.iter_mut();
    let person = people.find(|person| person.staff == nurse).unwrap();
    person.training.extend(course);
    let postings = &mut hospital.programmes[1].postings;
    postings.retain(|posting| posting.staff != StaffNumber::new(own[1]));
    for posting in postings {
        if posting.staff == of_ablation {
            posting.staff = nurse.clone();
        }
    }
    let apart = apart_of(hospital, "ablation");
    let short = (Verdict::Met, Verdict::Short);
    assert_eq!(apart.get("g08.1.7b"), Some(&short));
    assert_eq!(apart.get("g08.2.2"), Some(&short));
}

/// PET/MR and PET/CT with the same five physicians: PET/MR takes all of them.
#[test]
fn physicians_of_two_machines_say_so() {
    let petmr = base(include_str!(
        "../../../eligibility/tests/cases/sx2025.petmr/base.toml"
    ));
    let mut hospital = petmr.hospital;
    // A permit in nuclear medicine counts for both.
    let permits = hospital.people.iter_mut().flat_map(|p| &mut p.credentials);
    let nuclear = permits.map(|credential| &mut credential.kind);
    let catalogue = Catalogue::built_in().unwrap();
    let both = CredentialKindId::of(&catalogue, "permit-nuclear-medicine").unwrap();
    for kind in nuclear.filter(|kind| kind.as_str() == "permit-mr") {
        *kind = both.clone();
    }
    let (mut first, mut second) = (petmr.programme.clone(), petmr.programme);
    first.standard = Some("sx2025.petmr".to_owned());
    second.standard = Some("sx2025.petct".to_owned());
    second.id = "petct".to_owned();
    hospital.programmes = vec![first, second];
    let apart = apart_of(hospital.clone(), "petct");
    let short = (Verdict::Met, Verdict::Short);
    assert_eq!(apart.get("sx2025.petct.4.1a"), Some(&short));
    assert_eq!(apart_of(hospital, "petmr").get("sx2025.petmr.4.1a"), None);
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
