use eligibility::assess::{
    Cause, ChangeCause, Evidence, Finding, FindingChange, Missing, Reason, Rules, Standing,
    TimelineQuestion, timeline,
};
use eligibility::catalogue::{Catalogue, CredentialKindId, DeclaredFactId};
use eligibility::facts::StaffNumber;
use eligibility::standard::{Force, Library};

use super::{day, said};
use crate::locale::Lang;
use crate::test_hospital::TestHospital;
use crate::wording::timeline_text::{About, cause, timeline_text};

/// A person who moves because of findings.
fn person(clause: usize, to: Standing, findings: Vec<FindingChange>) -> ChangeCause {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let clauses = &library.get("sx2025.petct").unwrap().editions[0].clauses;
    ChangeCause::Person {
        staff: StaffNumber::new("110"),
        clause: clauses[clause].id.clone(),
        before: Standing::Counted,
        after: to,
        findings,
    }
}

fn people(catalogue: &Catalogue) -> Vec<(&'static str, ChangeCause)> {
    let kind = CredentialKindId::of(catalogue, "permit-ct").unwrap();
    let held = Finding::on(Evidence::Credential {
        kind: kind.clone(),
        number: None,
        issued: Some(day("2020-01-01")),
        ends: Some(day("2026-12-31")),
        own_interval: None,
    });
    let on = day("2026-12-31");
    let expired = Finding::from(Cause::CredentialExpired {
        kind,
        on,
        own_interval: None,
    });
    let away = Finding::from(Cause::NotEmployed { until: Some(on) });
    let missing = Finding::from(Missing::record("titles"));
    let change = |before: &Finding, after: &Finding| {
        vec![FindingChange {
            before: Some(before.clone()),
            after: Some(after.clone()),
        }]
    };
    vec![
        (
            "ends",
            person(0, Standing::Rejected, change(&held, &expired)),
        ),
        (
            "begins",
            person(0, Standing::Possible, change(&expired, &held)),
        ),
        // Being employed is no record worth showing, so what it was before is said.
        (
            "back",
            person(0, Standing::NotAsked, change(&away, &Finding::held())),
        ),
        (
            "unsure",
            person(1, Standing::Possible, change(&held, &missing)),
        ),
    ]
}

#[test]
fn every_cause_of_a_change_is_said_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let changed = library.get("sx2025.petct").unwrap().editions[0].clauses[0]
        .id
        .clone();
    let hospital = TestHospital::new();
    let fact = DeclaredFactId::of(&catalogue, "own-preparation").unwrap();
    let grounds = |before: Vec<Reason>, after: Vec<Reason>| ChangeCause::Grounds {
        clause: changed.clone(),
        before,
        after,
    };
    let rules = |force| {
        Some(Rules {
            edition: "2025".to_owned(),
            force,
        })
    };
    let mut causes = people(&catalogue);
    causes.extend([
        (
            "rules",
            ChangeCause::Rules {
                before: rules(Force::InForce),
                after: rules(Force::Lapsed),
            },
        ),
        (
            "grounds",
            grounds(Vec::new(), vec![Reason::DeclaredNo { fact: fact.clone() }]),
        ),
        (
            "grounds gone",
            grounds(vec![Reason::DeclaredUnknown { fact }], Vec::new()),
        ),
    ]);
    insta::assert_snapshot!(said(&causes, |voice, one| {
        let lines = cause(voice, hospital.hospital(), &changed, one);
        assert!(!lines.iter().any(String::is_empty));
        lines.join("\n    ")
    }));
}

#[test]
fn a_timeline_is_told_in_both_languages() {
    let hospital = TestHospital::new();
    let facts = hospital.hospital();
    let programme = facts
        .programmes
        .iter()
        .find(|p| p.standard.is_some())
        .unwrap();
    let standard = hospital.assessments.standard(programme).unwrap();
    let about = About {
        standard,
        hospital: facts,
        programme,
    };
    let question = TimelineQuestion {
        as_if_in_force: true,
        ..TimelineQuestion::over(day("2026-03-01"), day("2027-02-28"))
    };
    let catalogue = hospital.assessments.catalogue();
    let line = timeline(question, catalogue, standard, facts, programme).unwrap();
    assert!(!line.changes.is_empty());
    for lang in Lang::ALL {
        let text = timeline_text(hospital.voice(lang), &line, about);
        insta::assert_snapshot!(format!("timeline_{}", lang.code()), text);
    }
}
