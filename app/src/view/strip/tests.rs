use std::sync::Arc;

use eligibility::assess::{Question, timeline};
use eligibility::catalogue::Catalogue;
use eligibility::facts::{Absence, AbsenceKind, Hospital, StaffNumber};
use eligibility::standard::Library;
use registry::assessments::Assessments;
use registry::demo;
use registry::snapshot::Snapshot;

use super::*;
use crate::test_hospital::{TestHospital, day};

fn strip_of(lang: Lang, on: &str, change: impl FnOnce(&mut Hospital)) -> Option<StripView> {
    let test = TestHospital::new();
    let mut hospital = test.hospital().clone();
    change(&mut hospital);
    let question = question(day(on), false);
    let catalogue = test.assessments.catalogue();
    let (standard, programme) = (test.standard(), test.programme());
    let timeline = timeline(question, catalogue, standard, &hospital, programme)?;
    StripView::of(test.voice(lang), &timeline, standard, &hospital)
}

fn strip(lang: Lang, on: &str) -> StripView {
    strip_of(lang, on, |_| {}).unwrap()
}

fn find<'s>(strip: &'s StripView, id: &str) -> Option<&'s Break> {
    strip.breaks.iter().find(|one| one.id == id)
}

#[test]
fn the_stretches_cover_every_day_once_and_neighbours_differ() {
    for on in ["2025-03-01", "2026-03-01", "2028-12-31"] {
        let strip = strip(Lang::Zh, on);
        for row in &strip.rows {
            assert_eq!(row.first().unwrap().from, day(on));
            assert_eq!(row.last().unwrap().to, strip.to);
            for pair in row.windows(2) {
                assert_eq!(pair[0].to.next(), pair[1].from);
                assert_ne!(pair[0].verdict, pair[1].verdict);
            }
        }
    }
}

#[test]
fn a_break_names_who_and_which_record_in_both_languages() {
    let said = |lang| {
        let strip = strip(lang, "2026-03-01");
        let one = find(&strip, "test.pet.2a").unwrap().clone();
        assert_eq!(one.day, day("2026-11-22"));
        assert_eq!(one.verdict, Verdict::Short);
        assert_eq!(one.recovers_on, None);
        (one.left.join("|"), one.causes.concat().join("|"))
    };
    let (left, causes) = said(Lang::Zh);
    assert_eq!(left, "2 人中的 1 人");
    assert!(
        causes.contains("钱二（N2）") && causes.contains("2026-11-21"),
        "{causes}"
    );
    let (left, causes) = said(Lang::En);
    assert_eq!(left, "1 of 2");
    assert!(
        causes.contains("N2") && causes.contains("2026-11-21"),
        "{causes}"
    );
}

#[test]
fn a_break_says_when_the_clause_is_met_again() {
    let away = Absence {
        kind: AbsenceKind::Suspension,
        from: Some(day("2026-06-01")),
        to: Some(day("2026-07-31")),
    };
    let strip = strip_of(Lang::Zh, "2026-03-01", |hospital| {
        let nurse = StaffNumber::new("N5");
        let mut people = hospital.people.iter_mut();
        let nurse = people.find(|person| person.staff == nurse).unwrap();
        nurse.absences.push(away);
    });
    let strip = strip.unwrap();
    let one = find(&strip, "test.pet.2e").unwrap();
    assert_eq!(one.day, day("2026-06-01"));
    assert_eq!(one.recovers_on, Some(day("2026-08-01")));
}

#[test]
fn what_is_short_all_along_does_not_break() {
    let strip = strip(Lang::Zh, "2027-04-01");
    assert_eq!(strip.breaks, []);
    assert!(
        strip.rows[0]
            .iter()
            .all(|s| s.verdict != Some(Verdict::Met))
    );
}

#[test]
fn days_without_an_edition_in_force_are_not_assessed() {
    let before = strip(Lang::Zh, "2025-03-01");
    assert_eq!(before.rows[0][0].verdict, None);
    assert_eq!(before.rows[0][0].to, day("2025-06-15"));
    assert_eq!(before.rules[0].0, day("2025-06-16"));

    let after = strip(Lang::En, "2028-12-31");
    let last = after.rows[1].last().unwrap();
    assert_eq!((last.from, last.verdict), (day("2030-06-16"), None));
    assert!(after.rules[0].1.contains("lapsed"), "{:?}", after.rules);

    assert_eq!(strip_of(Lang::Zh, "2031-01-01", |_| {}), None);
}

#[test]
fn places_go_from_nothing_to_the_whole() {
    let strip = strip(Lang::Zh, "2026-03-01");
    assert_eq!(strip.place(strip.from), 0);
    assert_eq!(strip.place(strip.to.next()), 10_000);
    assert_eq!(strip.months.first(), Some(&day("2026-03-01")));
    assert_eq!(strip.months.last(), Some(&day("2028-03-01")));
}

#[test]
fn the_first_break_is_the_next_break_of_the_summary() {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(Arc::clone(&catalogue), library);
    let on = day("2026-11-22");
    let hospital = demo::hospital(on, 1).unwrap();
    let snapshot = Snapshot::unstored(1, hospital);
    let mut n_breaks = 0;
    for programme in &snapshot.hospital.programmes {
        let answer = assessments.answer(&snapshot, &programme.id, Question::on(on));
        let line = assessments.timeline(&snapshot, &programme.id, question(on, false));
        let standard = assessments.standard(programme).unwrap();
        let voice = Voice::new(Lang::En, &catalogue);
        let strip = StripView::of(voice, &line.unwrap(), standard, &snapshot.hospital);
        let strip = strip.unwrap();
        let next = answer.unwrap().breaks_on().filter(|day| *day <= strip.to);
        assert_eq!(
            strip.breaks.first().map(|one| one.day),
            next,
            "{}",
            programme.id
        );
        assert!(strip.breaks.iter().all(|one| !one.causes.is_empty()));
        n_breaks += strip.breaks.len();
    }
    assert!(n_breaks > 0);
}
