//! Papers of the institution, duties and break dates.

use eligibility::assess::{Question, Reason, Verdict};
use eligibility::catalogue::{DutyId, PaperKindId};
use eligibility::facts::{Duty, Paper};
use eligibility::standard::Test;

use super::*;

#[test]
fn papers_of_the_institution_stand_in_the_list_with_the_programmes_that_ask_for_them() {
    let catalogue = Catalogue::built_in().unwrap();
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let paper = |issued: &str, expires: &str| Paper {
        kind: PaperKindId::of(&catalogue, "radiation-safety-licence").unwrap(),
        number: None,
        issuer: None,
        issued: Day::parse(issued),
        expires: Day::parse(expires),
        revoked_from: None,
    };
    hospital.institution.papers = vec![paper("2022-01-01", ""), paper("2016-12-31", "2021-12-31")];
    let site = Site::of(hospital);
    let dues = site.due("2026-11-22");
    let told: Vec<_> = dues
        .iter()
        .filter(|due| due.whom == Whom::Institution)
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].key.as_str(), told[0].last),
        ("paper-0", day("2027-01-01"))
    );
    assert_eq!(told[0].lead_days, [90, 60, 30]);
}

/// The demo hospital with a duty done on a day in a programme that is assessed by a standard of
/// duties.
fn with_duties(duties: &[(&str, &str)]) -> (Site, String) {
    with_duties_of("eqm", duties)
}

/// The same by a standard.
fn with_duties_of(standard: &str, duties: &[(&str, &str)]) -> (Site, String) {
    let catalogue = Catalogue::built_in().unwrap();
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let programme = &mut hospital.programmes[0];
    programme.standard = Some(standard.to_owned());
    let duty = |(duty, on): &(&str, &str)| Duty {
        duty: DutyId::of(&catalogue, duty).unwrap(),
        on: day(on),
        by: None,
        by_name: Some("王工".to_owned()),
        staff: None,
        item: None,
        note: None,
    };
    programme.duties = duties.iter().map(duty).collect();
    let id = programme.id.clone();
    (Site::of(hospital), id)
}

/// The same with everything that the standard of duties asks, done on a day.
fn with_all_duties(on: &str) -> (Site, String) {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let eqm = library.get("eqm").unwrap();
    let asked: BTreeSet<String> = eqm
        .editions
        .iter()
        .flat_map(|edition| &edition.clauses)
        .flat_map(|clause| &clause.tests)
        .filter_map(|test| match test {
            Test::Periodic(rule) => Some(rule.duty.to_string()),
            _ => None,
        })
        .collect();
    let duties: Vec<(&str, &str)> = asked.iter().map(|id| (id.as_str(), on)).collect();
    with_duties(&duties)
}

#[test]
fn a_duty_is_due_as_its_clause_says_and_overdue_the_day_after() {
    let (site, id) = with_all_duties("2026-11-02");
    let dues = site.due("2026-11-22");
    let of_duties: Vec<_> = dues
        .iter()
        .filter(|due| matches!(&due.what, What::Duty { programme, .. } if *programme == id))
        .collect();
    assert!(!of_duties.is_empty());
    // Each says what the assessment says: good on its last day, not the day after.
    for due in of_duties {
        let What::Duty { clause, duty, .. } = &due.what else {
            panic!("{due:?}");
        };
        assert!(due.key.starts_with(&format!("duty-{id}-{clause}-{duty}")));
        let overdue = |on: Day| {
            let question = Question::on(on);
            let answer = site
                .assessments
                .answer(&site.snapshot, &id, question)
                .unwrap();
            let report = answer.clauses.iter().find(|one| one.id == *clause).unwrap();
            let mut reasons = report.tests.iter().flat_map(|test| &test.reasons);
            reasons.any(
                |reason| matches!(reason, Reason::DutyOverdue { duty: one, .. } if one == duty),
            )
        };
        if due.last >= today() {
            assert!(!overdue(due.last), "{due:?}");
        }
    }
}

#[test]
fn of_a_clause_that_asks_two_duties_both_are_in_the_list() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let mut n_pairs = 0;
    for standard in library.iter() {
        let clauses = standard
            .editions
            .iter()
            .flat_map(|edition| &edition.clauses);
        for clause in clauses {
            let tests = clause.tests.iter().filter_map(|test| match test {
                Test::Periodic(rule) => Some(rule.duty.as_str()),
                _ => None,
            });
            let asked: BTreeSet<&str> = tests.collect();
            if asked.len() < 2 {
                continue;
            }
            // Done on different days, as training and drill are.
            let days = ["2026-11-02", "2026-11-03", "2026-11-04"];
            let done: Vec<(&str, &str)> = asked.iter().copied().zip(days).collect();
            let (site, id) = with_duties_of(&standard.id, &done);
            let dues = site.due("2026-11-22").into_iter();
            let in_list: BTreeSet<String> = dues
                .filter_map(|due| match due.what {
                    What::Duty {
                        programme,
                        clause: of,
                        duty,
                        ..
                    } if programme == id && of == clause.id => Some(duty.to_string()),
                    _ => None,
                })
                .collect();
            for one in &in_list {
                assert!(asked.contains(one.as_str()));
            }
            n_pairs += usize::from(in_list.len() > 1);
        }
    }
    // Training and drill, evaluation and rate of images.
    assert!(n_pairs >= 2, "{n_pairs}");
}

#[test]
fn a_clause_that_only_a_round_would_break_is_spoken_of_no_earlier_than_the_round() {
    let (site, id) = with_duties_of("nhc36g", &[("equipment-log", "2026-11-22")]);
    let dues = site.due("2026-11-22");
    let breaks = dues
        .iter()
        .filter(|due| matches!(&due.what, What::Break { programme, .. } if *programme == id));
    let mut n_of_duties = 0;
    for one in breaks {
        let behind = dues.iter().filter(|due| {
            matches!(&due.what, What::Duty { programme, clause, .. }
                if *programme == id && matches!(&one.what, What::Break { clause: of, .. } if of == clause))
                && due.last == one.last
        });
        for duty in behind {
            assert!(
                one.lead_days.iter().max() <= duty.lead_days.iter().max(),
                "{one:?}"
            );
            n_of_duties += 1;
        }
    }
    assert!(n_of_duties > 0, "{dues:?}");
}

#[test]
fn an_acknowledged_round_or_break_is_awake_when_its_last_day_is_another() {
    let mut site = Site::of(demo::hospital(today(), 1).unwrap());
    let put_off = |due: &Due, until: &str| Postponement {
        key: due.key.clone(),
        last: Some(due.last),
        until: Day::parse(until),
        reason: "已安排".to_owned(),
        by: "人事".to_owned(),
    };
    for until in ["", "2027-06-30"] {
        let (mut site, id) = with_duties(&[("quarterly-check", "2026-09-02")]);
        let round = |site: &Site| {
            let is_meant = |due: &Due| {
                matches!(&due.what, What::Duty { programme, duty, item: None, .. }
                    if *programme == id && duty.as_str() == "quarterly-check")
            };
            let mut dues = site.due("2026-11-22").into_iter();
            dues.find(|due| is_meant(due) && today() <= due.last)
                .unwrap()
        };
        let before = round(&site);
        let rests = put_off(&before, until);
        site.snapshot.hospital.institution.postponements = vec![rests];
        // The list of a version is kept, so another hospital is another site.
        site = Site::of(site.snapshot.hospital);
        assert!(round(&site).rests.is_some());
        // Done: the next round has the same key and another last day.
        let programme = &mut site.snapshot.hospital.programmes[0];
        let mut done = programme.duties[0].clone();
        done.on = day("2026-11-22");
        programme.duties.push(done);
        site = Site::of(site.snapshot.hospital);
        let after = round(&site);
        assert_eq!(after.key, before.key);
        assert!(before.last < after.last && after.rests.is_none());
    }
    let breaks = |site: &Site| {
        let mut dues = site.due("2026-11-22").into_iter();
        dues.find(|due| matches!(due.what, What::Break { .. }) && due.last >= today())
            .unwrap()
    };
    let mut moved = put_off(&breaks(&site), "");
    site.snapshot.hospital.institution.postponements = vec![moved.clone()];
    let hospital = site.snapshot.hospital.clone();
    assert!(breaks(&Site::of(hospital)).rests.is_some());
    moved.last = Some(moved.last.unwrap().prev());
    site.snapshot.hospital.institution.postponements = vec![moved];
    assert!(breaks(&Site::of(site.snapshot.hospital)).rests.is_none());
}

#[test]
fn a_clause_breaks_the_day_after_its_last_day_because_of_a_paper_in_the_list() {
    let site = Site::of(demo::hospital(today(), 1).unwrap());
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    let dues = due(&seen, today(), day(FAR));
    let breaks: Vec<_> = dues
        .iter()
        .filter(|due| matches!(due.what, What::Break { .. }))
        .collect();
    assert!(!breaks.is_empty());
    let mut n_explained = 0;
    for one in breaks {
        let What::Break { programme, clause } = &one.what else {
            panic!("{one:?}");
        };
        let question = Question::on(today());
        let answer = site.assessments.answer(&site.snapshot, programme, question);
        let answer = answer.unwrap();
        let report = answer.clauses.iter().find(|report| report.id == *clause);
        if one.last >= today() && report.unwrap().verdict == Verdict::Met {
            assert_eq!(report.unwrap().breaks_on, Some(one.last.next()), "{one:?}");
        }
        assert_eq!(effects(&seen, one, today()).len(), 1, "{one:?}");
        let papers = dues.iter().filter(|due| due.last == one.last);
        n_explained += papers
            .filter(|due| {
                let effects = effects(&seen, due, today());
                due.key != one.key
                    && effects
                        .iter()
                        .any(|effect| effect.clause == *clause && effect.programme == *programme)
            })
            .count();
    }
    assert!(n_explained > 0);
}
