//! What is short by now because of something that ended long before.

use eligibility::assess::Verdict;

use super::intervals::site;
use super::*;

/// What is short of the paper of a kind that ended on a day, and the paper.
fn short_of(site: &Site, word: &str, on: &str) -> (Due, Vec<ShortNow>) {
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    let dues = due(&seen, day(on), day(FAR)).into_iter();
    let mut dues = dues.filter(|due| due.what.word() == word && due.last < day(on));
    let due = dues.next().unwrap();
    let short = short_now(&seen, &due, day(on));
    (due, short)
}

#[test]
fn a_paper_that_ended_long_ago_names_the_clauses_that_miss_it_and_no_others() {
    let rescue = credential("contrast-rescue", "2024-01-10", "");
    let ended = site(None, vec![rescue.clone()]);
    let (paper, short) = short_of(&ended, "credential", "2026-11-22");
    assert_eq!(paper.last, day("2025-01-10"));
    assert!(!is_foreseen(paper.last, day("2026-11-22")));
    let told: Vec<_> = short.iter().map(|one| one.clause.as_str()).collect();
    assert_eq!(told, ["nhc36g.4.4"]);
    assert_eq!(short[0].verdict, Verdict::Short);
    let count = short[0].count.unwrap();
    assert_eq!((count.surely, count.required), (0, 1));
    // Of a paper that no clause asks for nothing is short.
    let bls = credential("bls", "2023-01-10", "2024-01-09");
    let other = site(None, vec![bls]);
    let (_, short) = short_of(&other, "credential", "2026-11-22");
    assert_eq!(short, []);
    // What has not ended takes nothing yet.
    let held = site(None, vec![rescue]);
    let hr = actor(Role::Hr, &[]);
    let seen = held.seen(&hr);
    let dues = due(&seen, day("2024-06-01"), day(FAR));
    let paper = dues.iter().find(|due| due.what.word() == "credential");
    assert_eq!(short_now(&seen, paper.unwrap(), day("2024-06-01")), []);
}

#[test]
fn what_is_named_is_not_met_and_does_not_count_the_person() {
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let on = day("2026-11-22");
    let long_ago = Day::parse("2026-01-31");
    let mut n_short = 0;
    for person in &mut hospital.people {
        for paper in &mut person.credentials {
            paper.expires = long_ago;
        }
    }
    let site = Site::of(hospital);
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    for due in due(&seen, on, day(FAR)) {
        if due.what.word() != "credential" || due.last != long_ago.unwrap() {
            continue;
        }
        let Whom::Person(staff) = &due.whom else {
            panic!("{due:?}");
        };
        for short in short_now(&seen, &due, on) {
            n_short += 1;
            let question = eligibility::assess::Question::on(on);
            let programme = seen.programme(&short.programme).unwrap();
            let answer = programme.answer(question).unwrap();
            let clause = answer.clauses.iter().find(|one| one.id == short.clause);
            let clause = clause.unwrap();
            assert_ne!(clause.verdict, Verdict::Met);
            assert_eq!(clause.verdict, short.verdict);
            let mut rejected = clause.tests.iter().flat_map(|test| &test.people.rejected);
            assert!(rejected.any(|person| person.staff == *staff), "{short:?}");
        }
    }
    assert!(n_short > 0);
}

#[test]
fn to_a_head_only_own_programmes_are_told() {
    let mut site = site(None, vec![credential("contrast-rescue", "2024-01-10", "")]);
    let elsewhere = site.snapshot.hospital.institution.departments.iter();
    let own = &site.snapshot.hospital.programmes[0].departments;
    let other = elsewhere
        .map(|one| one.id.clone())
        .find(|id| !own.contains(id));
    let other = other.unwrap();
    let membership = &mut site.snapshot.hospital.people[0].departments;
    let mut second = membership[0].clone();
    second.department.clone_from(&other);
    membership.push(second);
    let site = Site::of(site.snapshot.hospital);
    let (paper, short) = short_of(&site, "credential", "2026-11-22");
    assert_eq!(short.len(), 1);
    let head = actor(Role::Head, &[&other]);
    let seen = site.seen(&head);
    assert_eq!(short_now(&seen, &paper, day("2026-11-22")), []);
}
