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
    let catalogue = Catalogue::built_in().unwrap();
    let mut hospital = demo::hospital(today(), 1).unwrap();
    let programme = &mut hospital.programmes[0];
    programme.standard = Some("eqm".to_owned());
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

#[test]
fn a_duty_is_due_as_its_clause_says_and_overdue_the_day_after() {
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
    let duties: Vec<(&str, &str)> = asked.iter().map(|id| (id.as_str(), "2026-11-02")).collect();
    let (site, id) = with_duties(&duties);
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
        assert!(due.key.starts_with(&format!("duty-{id}-{clause}")));
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
