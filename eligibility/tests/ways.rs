//! Ways out of a shortage, on rosters that meet everything but for one or two defects.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use eligibility::assess::Question;
use eligibility::assess::ways::{
    Action, ClauseWays, Course, Limits, Step, Way, single_points, ways_out,
};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, Roster};
use eligibility::file::Node;
use eligibility::standard::{ClauseId, Library, Standard};
use eligibility::whatif::WhatIf;

mod ways {
    pub mod duties;
    pub mod members;
    pub mod techniques;
}

const PETCT: &str = include_str!("cases/sx2025.petct/base.toml");
const RT: &str = include_str!("cases/sx2025.rt/base.toml");

struct Fixture {
    catalogue: Catalogue,
    standards: Library,
    standard: &'static str,
    hospital: Hospital,
    programme: Programme,
}

impl Fixture {
    /// A base roster with changes made to it.
    fn new(standard: &'static str, base: &str, changes: &str) -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let standards = Library::built_in(&catalogue).unwrap();
        let Roster {
            hospital,
            programme,
        } = Roster::read(&Node::from_toml(base).unwrap(), &catalogue).unwrap();
        let (hospital, programme) = if changes.is_empty() {
            (hospital, programme)
        } else {
            let text = format!("change = [{changes}]");
            let what_if = WhatIf::read(&Node::from_toml(&text).unwrap(), &catalogue).unwrap();
            what_if.apply(&catalogue, &hospital, &programme).unwrap()
        };
        Self {
            catalogue,
            standards,
            standard,
            hospital,
            programme,
        }
    }

    fn petct(changes: &str) -> Self {
        Self::new("sx2025.petct", PETCT, changes)
    }

    fn standard(&self) -> &Standard {
        self.standards.get(self.standard).unwrap()
    }

    fn ways_with(&self, limits: Limits) -> Vec<ClauseWays> {
        let facts = (&self.hospital, &self.programme);
        ways_out(question(), &self.catalogue, self.standard(), facts, limits)
    }

    fn ways(&self) -> Vec<ClauseWays> {
        self.ways_with(Limits::default())
    }

    fn of(&self, clause: &str) -> ClauseWays {
        let id = format!("{}.{clause}", self.standard);
        let all = self.ways();
        let found = all.iter().find(|ways| ways.clause.as_str() == id);
        found.unwrap().clone()
    }
}

fn question() -> Question {
    Question::on(day("2026-03-01"))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A way in short: who does what.
fn told(way: &Way) -> Vec<String> {
    way.steps.iter().map(step).collect()
}

fn step(step: &Step) -> String {
    let who = step.staff.as_ref().map_or("-", |staff| staff.as_str());
    let what = match &step.action {
        Action::Renew { kind } => format!("renew {kind}"),
        Action::Obtain { kinds } => format!("obtain {}", kinds[0]),
        Action::Post { post, .. } => format!("post {post}"),
        Action::EndPosting { post, .. } => format!("end {post}"),
        Action::MakeFullTime { post } => format!("full-time {post}"),
        Action::ObtainTitle { level, .. } => format!("title {}", level.word()),
        Action::Appoint { post, instead_of } => format!("appoint {post} for {instead_of:?}"),
        Action::Fill { missing } => format!("fill {} {}", missing.list, missing.field),
        Action::Wait { until } => format!("wait {until}"),
        Action::Attest { clause, .. } => format!("attest {clause}"),
        Action::Declare { fact, value } => format!("declare {fact} {value}"),
        Action::Train(course) => told_course(course),
        Action::RecordExemption { technique } => format!("record exemption {technique}"),
        Action::DoDuty {
            duty,
            on,
            about,
            or_by,
        } => format!("do {duty} on {on} for {about:?} or {}", or_by.len()),
        other => format!("{other:?}"),
    };
    format!("{who}: {what}")
}

fn told_course(course: &Course) -> String {
    let mut told = vec![format!("train {} {}", course.kind, course.months)];
    if course.filed_base {
        told.push(format!("at {:?}", course.base));
    }
    let cases = course.cases.iter();
    told.extend(cases.map(|cases| format!("{:?} {}", cases.sort, cases.number)));
    told.join(" ")
}

fn all_told(ways: &ClauseWays) -> Vec<Vec<String>> {
    ways.ways.iter().map(told).collect()
}

#[test]
fn a_roster_that_meets_everything_needs_no_way_out() {
    assert_eq!(Fixture::petct("").ways(), []);
}

#[test]
fn an_expired_permit_is_renewed() {
    let revoked = r#"{ paper_revoked = { staff = "N003", kind = "permit-nuclear-medicine", from = 2026-02-01 } }"#;
    let ways = Fixture::petct(revoked).of("4.1a");
    assert_eq!(all_told(&ways)[0], ["N003: renew permit-nuclear-medicine"]);
    let first = &ways.ways[0];
    assert_eq!((first.met_on, first.costs.len()), (day("2026-03-01"), 0));
    assert_eq!(ways.hire[0].number, 1);
}

#[test]
fn the_near_miss_is_put_on_the_post() {
    let ended =
        r#"{ posting_ended = { staff = "N003", post = "physician", last_day = 2026-02-01 } }"#;
    let ways = Fixture::petct(ended).of("4.1a");
    assert_eq!(all_told(&ways)[0], ["N003: post physician"]);
}

#[test]
fn where_nobody_is_posted_all_who_fit_are() {
    let ends = ["N001", "N002", "N003"].map(|staff| {
        format!(r#"{{ posting_ended = {{ staff = "{staff}", post = "physician", last_day = 2026-02-01 }} }}"#)
    });
    let ways = Fixture::petct(&ends.join(", ")).of("4.1a");
    assert_eq!(
        all_told(&ways)[0],
        [
            "N001: post physician",
            "N002: post physician",
            "N003: post physician"
        ]
    );
    assert_eq!(ways.hire[0].number, 3);
    assert_eq!(ways.hire[0].post.as_ref().unwrap().as_str(), "physician");
    assert!(!ways.hire[0].conditions.is_empty());
}

#[test]
fn who_leads_without_the_title_obtains_it_or_makes_room() {
    let leader = r#"
        { posting_ended = { staff = "N001", post = "leader", last_day = 2026-02-01 } },
        { posted = { staff = "N003", post = "leader", from = 2026-02-02 } }
    "#;
    let ways = Fixture::petct(leader).of("4.2a");
    let told = all_told(&ways);
    assert!(
        told.iter()
            .any(|way| way.len() == 1 && way[0].starts_with("N003: title")),
        "{told:?}"
    );
    let appoint = "N001: appoint leader for [StaffNumber(\"N003\")]";
    assert!(told.iter().any(|way| *way == [appoint]), "{told:?}");
}

#[test]
fn a_missing_leader_is_appointed() {
    let ended = r#"{ posting_ended = { staff = "N001", post = "leader", last_day = 2026-02-01 } }"#;
    let ways = Fixture::petct(ended).of("4.2a");
    assert_eq!(all_told(&ways)[0], ["N001: appoint leader for []"]);
    let first = &ways.ways[0];
    assert!(
        first
            .also_closes
            .iter()
            .any(|id| id.as_str() == "sx2025.petct.4.2c"),
        "{first:?}"
    );
}

#[test]
fn years_too_short_are_only_waited_for() {
    let base = PETCT.replace(
        "field = \"spect-use\", from = 2010-03-01",
        "field = \"spect-use\", from = 2023-06-01",
    );
    let fixture = Fixture::new("sx2025.petct", &base, "");
    let ways = fixture.of("4.2d");
    let waits = ways.recovers_on.unwrap();
    assert_eq!(all_told(&ways)[0], [format!("-: wait {waits}")]);
    assert!(waits > day("2026-03-01"));
    let alone = ways
        .ways
        .iter()
        .filter(|way| told(way) == [format!("N001: wait {waits}")]);
    assert_eq!(alone.count(), 0, "the same wait is not offered twice");
}

#[test]
fn a_missing_fact_is_filled_in() {
    let base = PETCT.replacen(", issued = 2012-05-20", "", 1);
    let ways = Fixture::new("sx2025.petct", &base, "").of("4.1a");
    assert_eq!(all_told(&ways)[0], ["N001: fill credentials issued"]);
}

#[test]
fn what_nobody_attested_is_attested_and_what_nobody_declared_is_declared() {
    let base = PETCT.replacen(
        r#"{ clause = "sx2025.petct.2", met = true, by = "医务科", on = 2025-12-01 },"#,
        "",
        1,
    );
    let ways = Fixture::new("sx2025.petct", &base, "").of("2");
    assert_eq!(all_told(&ways), [["-: attest sx2025.petct.2"]]);

    let base = PETCT.replacen(r#"{ fact = "own-preparation", value = true },"#, "", 1);
    let ways = Fixture::new("sx2025.petct", &base, "").of("4.1e");
    assert_eq!(
        all_told(&ways),
        [
            ["-: declare own-preparation true"],
            ["-: declare own-preparation false"]
        ]
    );
}

/// The second technologist is the only radiopharmacist too.
const ONE_FOR_TWO: &str = r#"
    { person_leaves = { staff = "N006", last_day = 2026-01-31 } },
    { fact_declared = { fact = "own-preparation", value = false, from = 2026-01-01 } },
    { posted = { staff = "N005", post = "radiopharmacist", full_time = false, from = 2020-01-01 } },
    { paper_obtained = { staff = "N005", kind = "nuclear-physicist", issued = 2019-01-01 } }
"#;

const THIRD_TECHNOLOGIST: &str = r#"
    { person_joins = { staff = "N020", employment = [{ from = 2016-07-01 }],
        departments = [{ department = "nm", from = 2016-07-01 }],
        professions = [{ profession = "technologist" }],
        titles = [{ series = "technical", level = "junior", discipline = "nuclear-medicine", qualified = 2018-10-01 }] } }
"#;

#[test]
fn where_one_person_fills_two_posts_somebody_else_frees_them() {
    let alone = Fixture::petct(ONE_FOR_TWO).of("4.1d");
    assert_eq!(alone.ways, [], "{:?}", all_told(&alone));
    assert_eq!(alone.hire[0].number, 1);

    let third = Fixture::petct(&format!("{ONE_FOR_TWO}, {THIRD_TECHNOLOGIST}")).of("4.1d");
    let told = all_told(&third);
    assert_eq!(
        told[0],
        ["N020: post technologist"],
        "frees the one who can do both"
    );
    let itself = [
        "N020: post radiopharmacist",
        "N020: obtain nuclear-physicist",
    ];
    assert!(told.iter().any(|way| *way == itself), "{told:?}");
    assert!(third.ways.iter().all(|way| way.costs.is_empty()));
}

#[test]
fn a_training_takes_its_time() {
    let training = r#"training = [{ kind = "radiotherapy-physics", base = "省肿瘤医院", from = 2015-01-01, to = 2016-06-30 }]"#;
    let ways = Fixture::new("sx2025.rt", &RT.replacen(training, "", 1), "").of("3c");
    assert_eq!(all_told(&ways)[0], ["R002: train radiotherapy-physics 12"]);
    assert_eq!(ways.ways[0].met_on, day("2027-03-01"));
}

#[test]
fn a_way_that_takes_somebody_from_a_post_that_needs_them_names_what_it_costs() {
    let full_time = r#"
        { posted = { staff = "N004", post = "radiopharmacist", full_time = true, from = 2026-02-01 } }
    "#;
    let fixture = Fixture::petct(full_time);
    let ways = fixture.ways();
    for clause in &ways {
        let told = all_told(clause);
        assert!(
            told.iter().any(|way| *way == ["N004: end radiopharmacist"]),
            "{told:?}"
        );
    }
    assert!(!ways.is_empty());
}

#[test]
fn where_there_is_nobody_only_hiring_is_left() {
    let left = r#"{ person_leaves = { staff = "R002", last_day = 2026-01-31 } }"#;
    let fixture = Fixture::new("sx2025.rt", RT, left);
    let ways = fixture.of("3c");
    assert_eq!(ways.ways, [], "{:?}", all_told(&ways));
    assert!(!ways.hire.is_empty() && ways.hire.iter().all(|hire| hire.number >= 1));
    assert!(!ways.cut_off);
}

#[test]
fn a_search_that_is_cut_off_says_so() {
    let ends = ["N001", "N002", "N003"].map(|staff| {
        format!(r#"{{ posting_ended = {{ staff = "{staff}", post = "physician", last_day = 2026-02-01 }} }}"#)
    });
    let fixture = Fixture::petct(&ends.join(", "));
    let few = Limits {
        candidates: 2,
        ..Limits::default()
    };
    let small = Limits {
        gap: 2,
        ..Limits::default()
    };
    let hasty = Limits {
        assessments: 1,
        ..Limits::default()
    };
    for limits in [few, small, hasty] {
        let all = fixture.ways_with(limits);
        let found = all
            .iter()
            .find(|ways| ways.clause.as_str() == "sx2025.petct.4.1a");
        let ways = found.unwrap();
        assert!(ways.cut_off && ways.ways.is_empty(), "{limits:?}: {ways:?}");
    }
    assert!(!fixture.of("4.1a").cut_off);
}

#[test]
fn single_points_are_those_whose_absence_alone_takes_a_clause_out_of_met() {
    let fixture = Fixture::petct("");
    let facts = (&fixture.hospital, &fixture.programme);
    let points = single_points(question(), &fixture.catalogue, fixture.standard(), facts);
    let of = |staff: &str| -> Vec<&str> {
        let found = points.iter().find(|(known, _)| known.as_str() == staff);
        found
            .map(|(_, clauses)| clauses.iter().map(ClauseId::as_str).collect())
            .unwrap_or_default()
    };
    // Two technologists are needed and two are there; the leader is one.
    assert!(of("N004").contains(&"sx2025.petct.4.1c"), "{points:?}");
    assert!(of("N001").contains(&"sx2025.petct.4.2a"), "{points:?}");
    let third = r#"
        { person_joins = { staff = "N007", employment = [{ from = 2016-07-01 }],
            departments = [{ department = "nm", from = 2016-07-01 }],
            professions = [{ profession = "technologist" }],
            titles = [{ series = "technical", level = "junior", discipline = "nuclear-medicine", qualified = 2017-10-01 }] } },
        { posted = { staff = "N007", post = "technologist", full_time = false, from = 2020-01-01 } }
    "#;
    let fixture = Fixture::petct(third);
    let facts = (&fixture.hospital, &fixture.programme);
    let points = single_points(question(), &fixture.catalogue, fixture.standard(), facts);
    let technologists = points
        .keys()
        .filter(|staff| ["N004", "N005", "N007"].contains(&staff.as_str()));
    assert_eq!(
        technologists.count(),
        0,
        "a third one makes nobody indispensable: {points:?}"
    );
}
