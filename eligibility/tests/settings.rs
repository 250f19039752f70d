//! What a hospital sets for itself: read within bounds, and asked for by every assessment.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use eligibility::assess::{Question, TimelineQuestion, Verdict, assess, timeline};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Roster;
use eligibility::file::{Faults, Node};
use eligibility::standard::Library;

const G07: &str = include_str!("cases/g07/base.toml");

fn read(settings: &str) -> Result<Roster, Faults> {
    let text = G07.replacen(
        "[institution]\n",
        &format!("[institution]\n{settings}\n"),
        1,
    );
    let node = Node::from_toml(&text).unwrap();
    Roster::read(&node, &Catalogue::built_in().unwrap())
}

#[test]
fn settings_are_read_within_their_bounds() {
    for (key, most) in [("own_interval_months", 120), ("long_absence_days", 3650)] {
        for sound in [1, most] {
            assert!(read(&format!("{key} = {sound}")).is_ok(), "{key} {sound}");
        }
        for wrong in [0, most + 1] {
            let faults = read(&format!("{key} = {wrong}")).unwrap_err();
            let paths: Vec<&str> = faults.0.iter().map(|fault| fault.path.as_str()).collect();
            assert_eq!(paths, ["institution"], "{key} {wrong}");
        }
    }
}

#[test]
fn a_timeline_breaks_on_the_day_the_own_interval_ends() {
    let roster = read("own_interval_months = 6").unwrap();
    let catalogue = Catalogue::built_in().unwrap();
    let standards = Library::built_in(&catalogue).unwrap();
    let standard = standards.get("g07").unwrap();
    let (hospital, programme) = (&roster.hospital, &roster.programme);
    let day = |text| Day::parse(text).unwrap();
    let verdict = |on| {
        let question = Question::on(on);
        let assessed = assess(question, &catalogue, standard, hospital, programme).unwrap();
        let mut clauses = assessed.clauses.into_iter();
        clauses
            .find(|clause| clause.id.as_str() == "g07.3.9")
            .map(|clause| clause.verdict)
    };
    assert_eq!(verdict(day("2026-04-20")), Some(Verdict::Met));
    assert_eq!(verdict(day("2026-04-21")), Some(Verdict::Short));
    let question = TimelineQuestion::over(day("2026-03-01"), day("2026-06-30"));
    let answer = timeline(question, &catalogue, standard, hospital, programme).unwrap();
    let mut changes = answer.changes.iter();
    let change = changes.find(|change| change.clause.as_str() == "g07.3.9");
    assert_eq!(change.unwrap().day, day("2026-04-21"));
}

#[test]
fn a_question_may_ask_for_another_interval_than_the_hospital_has_set() {
    let roster = read("own_interval_months = 6").unwrap();
    let catalogue = Catalogue::built_in().unwrap();
    let standards = Library::built_in(&catalogue).unwrap();
    let standard = standards.get("g07").unwrap();
    let mut question = Question::on(Day::parse("2026-04-21").unwrap());
    question.settings.own_interval_months = Some(12);
    let (hospital, programme) = (&roster.hospital, &roster.programme);
    let assessed = assess(question, &catalogue, standard, hospital, programme).unwrap();
    let mut clauses = assessed.clauses.iter();
    let clause = clauses.find(|clause| clause.id.as_str() == "g07.3.9");
    assert_eq!(clause.unwrap().verdict, Verdict::Met);
}
