use eligibility::assess::Question;
use eligibility::assess::ways::{
    Action, Course, CourseCases, DutyAbout, Hire, LeftOut, Limits, Step, single_points, ways_out,
};
use eligibility::catalogue::{Catalogue, DisciplineId, PostId, Vocabulary};
use eligibility::facts::{Level, LicenceLevel, StaffNumber};
use eligibility::standard::{CaseSort, Library, Test};

use super::{clause_id, day, n_codes, said};
use crate::locale::Lang;
use crate::test_hospital::TestHospital;
use crate::wording::ways_text::{hire_line, ways_text};
use crate::wording::{condition, left_out, step};

macro_rules! first {
    ($catalogue:expr, $id:ident in $list:ident) => {
        eligibility::catalogue::$id::of($catalogue, $catalogue.ids(Vocabulary::$list)[0]).unwrap()
    };
}

#[expect(clippy::too_many_lines, reason = "one example per action")]
fn actions(catalogue: &Catalogue) -> Vec<(&'static str, Action)> {
    let post = PostId::of(catalogue, "physician").unwrap();
    let discipline = DisciplineId::of(catalogue, "imaging").unwrap();
    let kind = first!(catalogue, CredentialKindId in CredentialKind);
    let training = first!(catalogue, TrainingKindId in TrainingKind);
    let missing = eligibility::assess::Missing::field("credentials", 0, "issued");
    let technique = first!(catalogue, TechniqueId in Technique);
    let at_all = Course {
        kind: training,
        technique: None,
        months: 0,
        courses: 1,
        cases: Vec::new(),
        filed_base: false,
        base: None,
        instructed: false,
        passed: false,
    };
    let at_any_base = Course {
        technique: Some(technique.clone()),
        courses: 2,
        filed_base: true,
        ..at_all.clone()
    };
    let sorts = [CaseSort::TakenPart, CaseSort::Managed, CaseSort::Done];
    let course = Course {
        months: 6,
        courses: 1,
        cases: sorts.map(|sort| CourseCases { sort, number: 30 }).to_vec(),
        base: Some("3".into()),
        instructed: true,
        passed: true,
        ..at_any_base.clone()
    };
    let item = eligibility::assess::Item {
        kind: first!(catalogue, EquipmentKindId in EquipmentKind),
        name: Some("3".into()),
    };
    let duty = |about, others: usize| {
        let staff = ["0102", "0103", "0201", "0202"].map(StaffNumber::new);
        Action::DoDuty {
            duty: first!(catalogue, DutyId in Duty),
            on: day("2026-03-01"),
            about,
            or_by: staff.into_iter().take(others).collect(),
        }
    };
    vec![
        ("renew", Action::Renew { kind: kind.clone() }),
        ("obtain", Action::Obtain { kinds: vec![kind] }),
        (
            "renew-licence",
            Action::RenewLicence {
                level: LicenceLevel::Physician,
            },
        ),
        ("file-practice", Action::FilePractice),
        (
            "obtain-title",
            Action::ObtainTitle {
                series: vec![first!(catalogue, TitleSeriesId in TitleSeries)],
                level: Level::Senior,
                discipline: vec![discipline],
            },
        ),
        ("train", Action::Train(Box::new(course.clone()))),
        ("train at-all", Action::Train(Box::new(at_all))),
        ("train at-any-base", Action::Train(Box::new(at_any_base))),
        (
            "record-exemption",
            Action::RecordExemption {
                technique: technique.clone(),
            },
        ),
        ("do-duty", duty(DutyAbout::Institution, 0)),
        ("do-duty item", duty(DutyAbout::Item(item), 1)),
        ("do-duty all", duty(DutyAbout::AllEquipment, 4)),
        (
            "do-duty person",
            duty(DutyAbout::Person(StaffNumber::new("0102")), 0),
        ),
        ("do-duty everybody", duty(DutyAbout::Everybody, 0)),
        (
            "post",
            Action::Post {
                post: post.clone(),
                full_time: true,
            },
        ),
        (
            "make-full-time",
            Action::MakeFullTime { post: post.clone() },
        ),
        (
            "end-posting",
            Action::EndPosting {
                post: post.clone(),
                programme: None,
            },
        ),
        (
            "move",
            Action::Move {
                department: "8".into(),
            },
        ),
        (
            "appoint",
            Action::Appoint {
                post: post.clone(),
                instead_of: Vec::new(),
            },
        ),
        (
            "appoint instead",
            Action::Appoint {
                post,
                instead_of: vec![StaffNumber::new("0102")],
            },
        ),
        ("fill", Action::Fill { missing }),
        (
            "fill record",
            Action::Fill {
                missing: eligibility::assess::Missing::record("titles"),
            },
        ),
        (
            "attest",
            Action::Attest {
                clause: clause_id(catalogue),
                item: None,
            },
        ),
        (
            "declare",
            Action::Declare {
                fact: first!(catalogue, DeclaredFactId in DeclaredFact),
                value: true,
            },
        ),
        (
            "obtain-paper",
            Action::ObtainPaper {
                paper: first!(catalogue, PaperKindId in PaperKind),
            },
        ),
        (
            "install",
            Action::Install {
                equipment: first!(catalogue, EquipmentKindId in EquipmentKind),
                number: 2,
            },
        ),
        (
            "record",
            Action::Record {
                figure: first!(catalogue, FigureId in Figure),
                year: 2025,
            },
        ),
        (
            "wait",
            Action::Wait {
                until: day("2026-06-01"),
            },
        ),
    ]
}

#[test]
fn every_step_is_said_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    let test = TestHospital::new();
    let steps: Vec<(&str, Step)> = actions(&catalogue)
        .into_iter()
        .map(|(code, action)| {
            let step = Step {
                staff: Some(StaffNumber::new("0101")),
                action,
                ready_on: (code == "train").then(|| day("2026-09-01")),
                changes: Vec::new(),
            };
            (code, step)
        })
        .collect();
    assert_eq!(n_codes(&steps), 20);
    insta::assert_snapshot!(said(&steps, |voice, one| step(voice, test.hospital(), one)));
}

#[test]
fn what_is_not_searched_is_said_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    let figure = first!(&catalogue, FigureId in Figure);
    let kind = first!(&catalogue, EquipmentKindId in EquipmentKind);
    let service = first!(&catalogue, ServiceId in Service);
    let figures = vec![figure];
    let clauses = vec![clause_id(&catalogue)];
    let all = [
        ("figures", LeftOut::Figures { figures }),
        ("service", LeftOut::Service { service }),
        ("equipment", LeftOut::Equipment { kinds: vec![kind] }),
        ("equipment any", LeftOut::Equipment { kinds: Vec::new() }),
        ("rooms", LeftOut::Rooms),
        ("registration", LeftOut::Registration),
        ("each-department", LeftOut::EachDepartment),
        ("nobody-concerned", LeftOut::NobodyConcerned),
        ("postings", LeftOut::Postings),
        ("clauses", LeftOut::Clauses { clauses }),
        ("applicability", LeftOut::Applicability),
    ];
    assert_eq!(n_codes(&all), 10);
    insta::assert_snapshot!(said(&all, left_out));
}

#[test]
fn who_was_not_tried_out_is_not_promised() {
    let test = TestHospital::new();
    let hire = |verified| Hire {
        number: 2,
        verified,
        post: None,
        full_time: false,
        departments: Vec::new(),
        conditions: Vec::new(),
    };
    let said = |lang, verified| hire_line(test.voice(lang), &hire(verified), test.hospital());
    assert_eq!(said(Lang::Zh, true), "招 2 人");
    assert_eq!(said(Lang::Zh, false), "招 2 人（没有试算过，可能还不够）");
    assert_eq!(said(Lang::En, true), "hire 2");
    assert_eq!(
        said(Lang::En, false),
        "hire 2 (not tried out: it may not be enough)"
    );
}

#[test]
fn every_condition_of_the_built_in_standards_is_said_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let clauses = library
        .iter()
        .flat_map(|standard| &standard.editions[0].clauses);
    let conditions = clauses.flat_map(|clause| {
        let tests = clause.tests.iter().flat_map(|test| match test {
            Test::Headcount(headcount) => headcount.conditions.as_slice(),
            Test::Leader(leader) => &leader.conditions,
            Test::Every(every) => &every.conditions,
            _ => &[],
        });
        tests.map(|one| (clause.id.as_str(), one))
    });
    let mut conditions: Vec<_> = conditions.collect();
    let mut seen = Vec::new();
    conditions.retain(|(_, one)| {
        let new = !seen.contains(one);
        seen.push(*one);
        new
    });
    insta::assert_snapshot!(said(&conditions, |voice, one| condition(voice, one)));
}

#[test]
fn a_person_can_read_the_ways_out() {
    let test = TestHospital::new();
    let on = day("2026-11-22");
    let facts = (test.hospital(), test.programme());
    let mut out = String::new();
    for lang in [Lang::Zh, Lang::En] {
        let voice = test.voice(lang);
        let (question, standard) = (Question::on(on), test.standard());
        let ways = ways_out(
            question,
            voice.catalogue,
            standard,
            facts,
            Limits::default(),
        );
        let points = single_points(question, voice.catalogue, standard, facts);
        out.push_str(&ways_text(voice, on, &ways, &points, test.hospital()));
    }
    insta::assert_snapshot!(out);
}
