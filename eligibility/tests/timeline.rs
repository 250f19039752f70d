//! Timelines of a small programme whose records end, begin and are renewed on known days.
//!
//! That a timeline is the assessment of every day is shown on random hospitals beside the code.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use eligibility::assess::{
    Cause, Change, ChangeCause, Evidence, Finding, Question, Reason, Standing, Timeline,
    TimelineQuestion, Verdict, assess, timeline,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Roster;
use eligibility::file::Node;
use eligibility::standard::{Force, Library, Standard};

/// A roster that meets every clause of the standard on 2026-03-01.
const BASE: &str = include_str!("cases/sx2025.petct/base.toml");

const PHYSICIANS: &str = "sx2025.petct.4.1a";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

struct World {
    catalogue: Catalogue,
    standard: Standard,
    roster: Roster,
}

impl World {
    /// The base roster with texts replaced, each of which must be there.
    fn with(replaced: &[(&str, &str)]) -> Self {
        Self::of("sx2025.petct", BASE, replaced)
    }

    /// The same of the roster of a standard.
    fn of(standard: &str, base: &str, replaced: &[(&str, &str)]) -> Self {
        let mut text = base.to_owned();
        for (old, new) in replaced {
            assert!(text.contains(old), "{old}");
            text = text.replacen(old, new, 1);
        }
        let catalogue = Catalogue::built_in().unwrap();
        let library = Library::built_in(&catalogue).unwrap();
        let node = Node::from_toml(&text).unwrap();
        let roster = Roster::read(&node, &catalogue).unwrap_or_else(|faults| panic!("{faults}"));
        Self {
            standard: library.get(standard).unwrap().clone(),
            roster,
            catalogue,
        }
    }

    fn ask(&self, question: TimelineQuestion) -> Option<Timeline> {
        let Roster {
            hospital,
            programme,
        } = &self.roster;
        timeline(
            question,
            &self.catalogue,
            &self.standard,
            hospital,
            programme,
        )
    }

    fn over(&self, from: &str, to: &str) -> Timeline {
        self.ask(TimelineQuestion::over(day(from), day(to)))
            .unwrap()
    }

    fn verdicts(&self, on: Day) -> Vec<(String, Verdict)> {
        let Roster {
            hospital,
            programme,
        } = &self.roster;
        let question = Question::on(on);
        let done = assess(
            question,
            &self.catalogue,
            &self.standard,
            hospital,
            programme,
        );
        let clauses = done.unwrap().clauses;
        let verdict =
            |clause: &eligibility::assess::ClauseReport| (clause.id.to_string(), clause.verdict);
        clauses.iter().map(verdict).collect()
    }
}

/// The permit of N003, one of three physicians where three are asked for.
const PERMIT: &str = r#"{ kind = "permit-nuclear-medicine", category = "physician", issued = 2018-05-20 }]

# 赵四"#;

/// The base roster with other permits for N003.
fn permits(permits: &str) -> World {
    World::with(&[(PERMIT, &format!("{permits}]\n\n# 赵四"))])
}

fn permit(issued: &str, expires: &str) -> String {
    format!(
        r#"{{ kind = "permit-nuclear-medicine", category = "physician", issued = {issued}, expires = {expires} }}"#
    )
}

fn of<'t>(timeline: &'t Timeline, clause: &str) -> Vec<&'t Change> {
    let changes = timeline.changes.iter();
    changes
        .filter(|change| change.clause.as_str() == clause)
        .collect()
}

/// The days on which a clause breaks and recovers.
fn turns(timeline: &Timeline, clause: &str) -> (Vec<String>, Vec<String>) {
    let mut clauses = timeline.course.clauses.iter();
    let turns = clauses
        .find(|known| known.id.as_str() == clause)
        .unwrap()
        .turns();
    let texts = |days: &[Day]| days.iter().map(ToString::to_string).collect();
    (texts(&turns.breaks), texts(&turns.recoveries))
}

#[test]
fn an_expired_permit_is_named_with_its_holder_on_the_day_after_its_last() {
    for (last, first_without) in [
        ("2026-04-30", "2026-05-01"),
        ("2027-02-28", "2027-03-01"),
        ("2028-02-28", "2028-02-29"),
        ("2028-02-29", "2028-03-01"),
        ("2026-12-31", "2027-01-01"),
    ] {
        let world = permits(&permit("2018-05-20", last));
        let line = world.over("2026-03-01", "2028-12-31");
        let changes = of(&line, PHYSICIANS);
        let [change] = changes.as_slice() else {
            panic!("{last}: {changes:?}");
        };
        assert_eq!(change.day, day(first_without));
        let (before, after) = (
            change.before.as_ref().unwrap(),
            change.after.as_ref().unwrap(),
        );
        assert_eq!(
            (before.verdict, after.verdict),
            (Verdict::Met, Verdict::Short)
        );
        assert_eq!((before.counts[0].surely, after.counts[0].surely), (3, 2));
        let [
            ChangeCause::Person {
                staff,
                before,
                after,
                findings,
                ..
            },
        ] = change.causes.as_slice()
        else {
            panic!("{last}: {:?}", change.causes);
        };
        assert_eq!(staff.as_str(), "N003");
        assert_eq!((*before, *after), (Standing::Counted, Standing::Rejected));
        let [finding] = findings.as_slice() else {
            panic!("{last}: {findings:?}");
        };
        assert!(matches!(
            &finding.after,
            Some(Finding::Failed { cause: Cause::CredentialExpired { on, .. } }) if *on == day(last)
        ));
    }
}

#[test]
fn a_renewal_recorded_for_the_next_day_makes_no_break() {
    let (old, new) = (
        permit("2018-05-20", "2026-06-30"),
        permit("2026-07-01", "2031-06-30"),
    );
    let line = permits(&format!("{old}, {new}")).over("2026-03-01", "2028-02-28");
    assert_eq!(of(&line, PHYSICIANS), Vec::<&Change>::new());
}

#[test]
fn a_late_renewal_breaks_and_recovers() {
    let (old, new) = (
        permit("2018-05-20", "2026-06-30"),
        permit("2026-08-01", "2031-06-30"),
    );
    let line = permits(&format!("{old}, {new}")).over("2026-03-01", "2026-11-30");
    let (breaks, recoveries) = turns(&line, PHYSICIANS);
    assert_eq!(breaks, ["2026-07-01"]);
    assert_eq!(recoveries, ["2026-08-01"]);
    let personnel = line.course.personnel_turns();
    assert_eq!(personnel.breaks, [day("2026-07-01")]);
    assert_eq!(personnel.recoveries, [day("2026-08-01")]);
    // What begins is named by its record.
    let ChangeCause::Person { findings, .. } = &of(&line, PHYSICIANS)[1].causes[0] else {
        panic!("{:?}", of(&line, PHYSICIANS)[1].causes);
    };
    let Some(Finding::Held { evidence }) = &findings[0].after else {
        panic!("{findings:?}");
    };
    assert!(matches!(
        evidence.as_slice(),
        [Evidence::Credential { issued: Some(issued), .. }] if *issued == day("2026-08-01")
    ));
}

#[test]
fn years_begun_on_29_february_are_reached_on_28_february() {
    let spect = r#"{ field = "spect-use", from = 2010-03-01 }"#;
    let later = r#"{ field = "spect-use", from = 2024-02-29 }"#;
    let line = World::with(&[(spect, later)]).over("2026-12-01", "2027-12-31");
    let (breaks, recoveries) = turns(&line, "sx2025.petct.4.2d");
    assert_eq!(breaks, Vec::<String>::new());
    assert_eq!(recoveries, ["2027-02-28"]);
}

#[test]
fn an_edition_that_lapses_ends_every_clause_on_the_day_after_its_last() {
    let world = World::with(&[]);
    let line = world.over("2030-06-01", "2030-07-31");
    let n_clauses = world.verdicts(day("2030-06-15")).len();
    let lapsed: Vec<&Change> = line.changes.iter().filter(|c| c.after.is_none()).collect();
    assert_eq!(lapsed.len(), n_clauses);
    for change in lapsed {
        assert_eq!(change.day, day("2030-06-16"));
        let [ChangeCause::Rules { before, after }] = change.causes.as_slice() else {
            panic!("{:?}", change.causes);
        };
        assert_eq!(before.as_ref().unwrap().force, Force::InForce);
        assert_eq!(after.as_ref().unwrap().force, Force::Lapsed);
    }
    assert_eq!(line.course.on(day("2030-06-16")).count(), 0);
    let strip = line.course.strip();
    assert_eq!(strip.on(day("2030-06-16")).unwrap().all, None);
    assert_ne!(strip.on(day("2030-06-15")).unwrap().all, None);
}

#[test]
fn as_if_in_force_goes_on_after_the_edition_and_says_that_it_lapsed() {
    let world = World::with(&[]);
    let question = TimelineQuestion {
        as_if_in_force: true,
        ..TimelineQuestion::over(day("2030-06-01"), day("2030-07-31"))
    };
    let line = world.ask(question).unwrap();
    assert_eq!(line.changes, []);
    assert!(line.course.on(day("2030-07-31")).count() > 0);
    let rules: Vec<(Day, Force)> = line
        .course
        .rules
        .iter()
        .map(|(d, r)| (d, r.force))
        .collect();
    assert_eq!(
        rules,
        [
            (day("2030-06-01"), Force::InForce),
            (day("2030-06-16"), Force::Lapsed)
        ]
    );
}

#[test]
fn the_rules_of_one_day_hold_for_the_whole_span() {
    let question = TimelineQuestion {
        rules_on: Some(day("2026-03-01")),
        ..TimelineQuestion::over(day("2030-06-01"), day("2030-07-31"))
    };
    let line = World::with(&[]).ask(question).unwrap();
    assert!(line.changes.iter().all(|change| change.after.is_some()));
    assert!(line.course.on(day("2030-07-31")).count() > 0);
}

#[test]
fn an_edition_that_begins_inside_the_span_begins_its_clauses_there() {
    let line = World::with(&[]).over("2025-06-01", "2025-06-30");
    assert_eq!(line.course.on(day("2025-06-15")).count(), 0);
    assert!(line.course.on(day("2025-06-16")).count() > 0);
    assert!(
        line.changes
            .iter()
            .all(|change| change.day == day("2025-06-16"))
    );
}

#[test]
fn a_handover_names_who_leaves_the_role_and_who_takes_it() {
    let leader = r#"leader = [{ staff = "N001", from = 2019-01-01 }]"#;
    let handover = r#"leader = [
        { staff = "N001", from = 2019-01-01, to = 2026-05-31 },
        { staff = "N002", from = 2026-06-01 },
    ]"#;
    let line = World::with(&[(leader, handover)]).over("2026-03-01", "2026-11-30");
    let changes = of(&line, "sx2025.petct.4.2a");
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(change.day, day("2026-06-01"));
    let people: Vec<(&str, Standing, Standing)> = change
        .causes
        .iter()
        .filter_map(|cause| match cause {
            ChangeCause::Person {
                staff,
                before,
                after,
                ..
            } => Some((staff.as_str(), *before, *after)),
            _ => None,
        })
        .collect();
    assert_eq!(
        people,
        [
            ("N001", Standing::Counted, Standing::NotAsked),
            ("N002", Standing::NotAsked, Standing::Rejected),
        ]
    );
}

#[test]
fn a_lapsed_attestation_is_the_reason_its_clause_breaks() {
    let line = World::with(&[]).over("2026-03-01", "2027-02-28");
    let changes = of(&line, "sx2025.petct.5.1");
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    // Attested on 2025-12-01 for twelve months.
    assert_eq!(change.day, day("2026-12-02"));
    assert!(matches!(
        change.causes.as_slice(),
        [ChangeCause::Grounds { .. }]
    ));
}

#[test]
fn a_declaration_that_ends_is_what_the_clause_depended_on() {
    let declared = r#"{ fact = "own-preparation", value = true }"#;
    let ends = r#"{ fact = "own-preparation", value = true, to = 2026-09-30 },
    { fact = "own-preparation", value = false, from = 2026-10-01 }"#;
    let line = World::with(&[(declared, ends)]).over("2026-03-01", "2026-11-30");
    let changes = of(&line, "sx2025.petct.4.1e");
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(change.day, day("2026-10-01"));
    assert_eq!(
        change.after.as_ref().unwrap().verdict,
        Verdict::NotApplicable
    );
    assert!(matches!(
        change.causes.as_slice(),
        [ChangeCause::Grounds { .. }]
    ));
    assert_eq!(turns(&line, "sx2025.petct.4.1e").0, Vec::<String>::new());
}

#[test]
fn both_ends_of_the_span_are_in_it() {
    let world = permits(&permit("2018-05-20", "2026-06-30"));
    let on = |from: &str, to: &str| of(&world.over(from, to), PHYSICIANS).len();
    assert_eq!(on("2026-06-30", "2026-07-01"), 1);
    assert_eq!(on("2026-06-29", "2026-06-30"), 0);
    // What changed before the span, or on its first day, is its first state.
    assert_eq!(on("2026-07-01", "2026-07-31"), 0);
    let first = world.over("2026-07-01", "2026-07-01");
    assert_eq!(first.changes, []);
    let found: Vec<_> = first.course.on(day("2026-07-01")).collect();
    let found: Vec<_> = found
        .iter()
        .map(|(c, s)| (c.id.to_string(), s.verdict))
        .collect();
    assert_eq!(found, world.verdicts(day("2026-07-01")));
    let backwards = TimelineQuestion::over(day("2026-07-02"), day("2026-07-01"));
    assert_eq!(world.ask(backwards), None);
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let world = permits(&permit("2018-05-20", "2026-06-30"));
    let bytes = || format!("{:?}", world.over("2026-03-01", "2028-02-28"));
    assert_eq!(bytes(), bytes());
}

/// A figure counts against its last year as long as against its first.
#[test]
fn a_figure_over_two_years_counts_until_the_last_of_them_is_out() {
    const CASES: &str = r#"    { figure = "seed-cases", from = 2023-01-01, to = 2023-12-31, numerator = 220 },
    { figure = "seed-cases", from = 2024-01-01, to = 2024-12-31, numerator = 230 },
    { figure = "seed-cases", from = 2025-01-01, to = 2025-12-31, numerator = 240 },
"#;
    let two_years = r#"    { figure = "seed-cases", from = 2022-07-01, to = 2023-12-31, numerator = 100 },
"#;
    let base = include_str!("cases/g07.base/base.toml");
    let line = World::of("g07.base", base, &[(CASES, two_years)]).over("2026-06-01", "2027-06-30");
    let changes: Vec<_> = of(&line, "g07.4.2.1.3")
        .into_iter()
        .map(|change| (change.day, change.after.as_ref().map(|state| state.verdict)))
        .collect();
    assert_eq!(changes, [(day("2027-01-01"), Some(Verdict::Undetermined))]);
}

/// A physician who may count without a discipline on record, and a physicist of another profession.
const PHYSICISTS: [(&str, &str); 2] = [
    (
        r#"professions = [{ profession = "physicist" }]"#,
        r#"professions = [{ profession = "engineer" }]"#,
    ),
    (
        "# 李二：物理师",
        r#"[[people]]
staff = "R004"
employment = [{ from = 2010-07-01 }]
departments = [{ department = "rt", from = 2010-07-01 }]
professions = [{ profession = "physician" }]
licences = [
    { level = "physician", category = "clinical", scopes = ["imaging-and-radiotherapy"], main_here = true, from = 2010-07-01 },
]"#,
    ),
];

/// R001 counts as physician all along, and could be the physicist if R004 proves to be a physician.
#[test]
fn who_could_count_for_another_group_is_behind_a_change_though_counted_where_they_were() {
    let base = include_str!("cases/zzq2023.rt/base.toml");
    let professions = (
        r#"professions = [{ profession = "physician" }]"#,
        r#"professions = [{ profession = "physician" }, { profession = "physicist", from = 2026-06-01 }]"#,
    );
    let [other, unsure] = PHYSICISTS;
    let line = World::of("zzq2023.rt", base, &[other, professions, unsure])
        .over("2026-03-01", "2026-11-30");
    let changes = of(&line, "zzq2023.rt.3a");
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(change.day, day("2026-06-01"));
    let after = change.after.as_ref().map(|state| state.verdict);
    assert_eq!(after, Some(Verdict::Undetermined));
    let [
        ChangeCause::Person {
            staff,
            before: Standing::Rejected,
            after: Standing::Rejected,
            findings,
            ..
        },
    ] = change.causes.as_slice()
    else {
        panic!("{:?}", change.causes);
    };
    assert_eq!(staff.as_str(), "R001");
    let before = findings.iter().find_map(|change| change.before.as_ref());
    assert_eq!(before.and_then(Finding::code), Some("wrong-profession"));
    let mut after = findings.iter().filter_map(|change| change.after.as_ref());
    assert!(after.any(|finding| finding.code() == Some("counted-elsewhere")));
}

#[test]
fn a_machine_more_is_behind_a_need_that_grows() {
    let base = include_str!("cases/nhc36/base.toml");
    let (machine, more) = (
        r#"    { kind = "ct", name = "CT-64", department = "rad", rows = 64, from = 2020-01-01 },
"#,
        r#"    { kind = "ct", name = "CT-64", department = "rad", rows = 64, from = 2020-01-01 },
    { kind = "ct", name = "CT-128", department = "rad", rows = 128, from = 2026-06-01 },
"#,
    );
    let line = World::of("nhc36", base, &[(machine, more)]).over("2026-03-01", "2026-11-30");
    let changes = of(&line, "nhc36.3.1e");
    let change = changes
        .iter()
        .find(|change| change.day == day("2026-06-01"))
        .unwrap();
    let needs = |reasons: &[Reason]| {
        let needs = reasons.iter().map(|reason| match reason {
            Reason::Need { least, .. } => *least,
            other => panic!("{other:?}"),
        });
        needs.collect::<Vec<_>>()
    };
    let [ChangeCause::Grounds { before, after, .. }] = change.causes.as_slice() else {
        panic!("{:?}", change.causes);
    };
    assert_eq!((needs(before), needs(after)), (vec![8], vec![10]));
}
