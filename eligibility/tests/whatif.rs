//! Changes made in memory: what they do to the verdicts, and what is said of those that cannot be.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

use eligibility::assess::{Assessment, Question, Verdict, assess};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, Roster, StaffNumber};
use eligibility::file::{Faults, Node};
use eligibility::standard::{Library, Standard};
use eligibility::whatif::{Change, WhatIf, compare};

const PETCT: &str = include_str!("cases/sx2025.petct/base.toml");
const PETMR: &str = include_str!("cases/sx2025.petmr/base.toml");

struct Fixture {
    catalogue: Catalogue,
    standards: Library,
    standard: &'static str,
    roster: Roster,
}

impl Fixture {
    fn new(standard: &'static str, base: &str) -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let standards = Library::built_in(&catalogue).unwrap();
        let roster = Roster::read(&Node::from_toml(base).unwrap(), &catalogue).unwrap();
        Self {
            catalogue,
            standards,
            standard,
            roster,
        }
    }

    fn petct() -> Self {
        Self::new("sx2025.petct", PETCT)
    }

    fn standard(&self) -> &Standard {
        self.standards.get(self.standard).unwrap()
    }

    fn read(&self, text: &str) -> Result<WhatIf, Faults> {
        WhatIf::read(&Node::from_toml(text).unwrap(), &self.catalogue)
    }

    fn applied(&self, text: &str) -> Result<(Hospital, Programme), Faults> {
        let Roster {
            hospital,
            programme,
        } = &self.roster;
        self.read(text)?.apply(&self.catalogue, hospital, programme)
    }

    fn assess(&self, question: Question, hospital: &Hospital, programme: &Programme) -> Assessment {
        assess(
            question,
            &self.catalogue,
            self.standard(),
            hospital,
            programme,
        )
        .unwrap()
    }

    /// The assessments of a day without and with the changes.
    fn both(&self, on: &str, text: &str) -> (Assessment, Assessment) {
        let question = Question::on(day(on));
        let before = self.assess(question, &self.roster.hospital, &self.roster.programme);
        let (hospital, programme) = self.applied(text).unwrap();
        let asked = self.read(text).unwrap().question(question);
        (before, self.assess(asked, &hospital, &programme))
    }

    /// The verdict of a clause on a day with the changes; the base roster meets everything on
    /// 2026-03-01.
    fn verdict(&self, on: &str, clause: &str, text: &str) -> Verdict {
        verdict(&self.both(on, text).1, clause)
    }

    /// Where each fault of applying stands and what it is.
    fn faults(&self, text: &str) -> Vec<String> {
        let faults = self.applied(text).unwrap_err();
        faults.0.iter().map(ToString::to_string).collect()
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn verdict(assessment: &Assessment, clause: &str) -> Verdict {
    let id = format!("{}.{clause}", assessment.standard);
    let report = assessment.clauses.iter().find(|c| c.id.as_str() == id);
    report.unwrap().verdict
}

fn staff(numbers: &[&str]) -> Vec<StaffNumber> {
    numbers
        .iter()
        .map(|number| StaffNumber::new(number))
        .collect()
}

#[test]
fn who_leaves_is_counted_through_the_last_day() {
    let fixture = Fixture::petct();
    let text = r#"
        [[change]]
        person_leaves = { staff = "N004", last_day = 2026-03-01 }
    "#;
    assert_eq!(fixture.verdict("2026-03-01", "4.1c", text), Verdict::Met);
    assert_eq!(fixture.verdict("2026-03-02", "4.1c", text), Verdict::Short);
}

#[test]
fn who_leaves_leaves_every_post() {
    let fixture = Fixture::petct();
    let text = r#"change = [{ person_leaves = { staff = "N001", last_day = 2026-02-28 } }]"#;
    let (hospital, programme) = fixture.applied(text).unwrap();
    let left = Some(day("2026-02-28"));
    let own = programme
        .postings
        .iter()
        .filter(|p| p.staff.as_str() == "N001");
    assert_eq!(own.map(|p| p.to).collect::<Vec<_>>(), [left, left]);
    let person = hospital.person(&StaffNumber::new("N001")).unwrap();
    assert_eq!(
        person.employment.iter().map(|e| e.to).collect::<Vec<_>>(),
        [left]
    );
}

#[test]
fn who_joins_and_is_posted_counts() {
    let fixture = Fixture::petct();
    let leaves = r#"{ person_leaves = { staff = "N004", last_day = 2026-01-31 } }"#;
    let joins = r#"
        { person_joins = { staff = "N007", name = "周七", employment = [{ from = 2026-02-01 }],
            departments = [{ department = "nm", from = 2026-02-01 }],
            professions = [{ profession = "technologist" }],
            titles = [{ series = "technical", level = "junior", discipline = "nuclear-medicine", qualified = 2020-10-01 }] } },
        { posted = { staff = "N007", post = "technologist", full_time = false, from = 2026-02-01 } }
    "#;
    assert_eq!(
        fixture.verdict("2026-03-01", "4.1c", &format!("change = [{leaves}]")),
        Verdict::Short
    );
    let both = format!("change = [{leaves}, {joins}]");
    let (before, after) = fixture.both("2026-03-01", &both);
    assert_eq!(verdict(&after, "4.1c"), Verdict::Met);
    let differences = compare(&before, &after);
    let technologists = differences
        .iter()
        .find(|d| d.clause.as_str() == "sx2025.petct.4.1c");
    let technologists = technologists.unwrap();
    assert_eq!(technologists.newly_counted, staff(&["N007"]));
    assert_eq!(technologists.no_longer_counted, staff(&["N004"]));
}

#[test]
fn a_revoked_paper_counts_no_more_and_a_renewed_one_again() {
    let fixture = Fixture::petct();
    let revoked = r#"{ paper_revoked = { staff = "N003", kind = "permit-nuclear-medicine", from = 2026-02-01 } }"#;
    let renewed = r#"{ paper_renewed = { staff = "N003", kind = "permit-nuclear-medicine", issued = 2026-02-20 } }"#;
    let clause = "4.1a";
    assert_eq!(
        fixture.verdict("2026-01-31", clause, &format!("change = [{revoked}]")),
        Verdict::Met
    );
    assert_eq!(
        fixture.verdict("2026-02-01", clause, &format!("change = [{revoked}]")),
        Verdict::Short
    );
    let both = format!("change = [{revoked}, {renewed}]");
    assert_eq!(fixture.verdict("2026-03-01", clause, &both), Verdict::Met);
    let (hospital, _) = fixture.applied(&both).unwrap();
    let person = hospital.person(&StaffNumber::new("N003")).unwrap();
    let category = person.credentials.last().unwrap().category.as_ref();
    assert_eq!(
        category.unwrap().as_str(),
        "physician",
        "taken from the paper renewed"
    );
}

#[test]
fn a_filing_that_adjoins_goes_on_and_another_stands_beside_it() {
    let fixture = Fixture::petct();
    let filed = |filings: &str| {
        let base = PETCT.replacen(
            "main_here = true, from = 2015-07-01",
            "main_here = false, filing_from = 2024-01-01, filing_to = 2026-02-28, from = 2015-07-01",
            1,
        );
        let fixture = Fixture::new("sx2025.petct", &base);
        let (hospital, _) = fixture.applied(filings).unwrap();
        let person = hospital.person(&StaffNumber::new("N002")).unwrap();
        person
            .licences
            .iter()
            .map(|l| (l.filing_from, l.filing_to))
            .collect::<Vec<_>>()
    };
    let span = |from, to| (Some(day(from)), Some(day(to)));
    let adjoining =
        r#"change = [{ filing_renewed = { staff = "N002", from = 2026-03-01, to = 2027-02-28 } }]"#;
    assert_eq!(filed(adjoining), [span("2024-01-01", "2027-02-28")]);
    let later =
        r#"change = [{ filing_renewed = { staff = "N002", from = 2026-03-02, to = 2027-02-28 } }]"#;
    assert_eq!(
        filed(later),
        [
            span("2024-01-01", "2026-02-28"),
            span("2026-03-02", "2027-02-28")
        ]
    );
    assert_eq!(
        fixture.faults(adjoining).len(),
        1,
        "there is nothing to renew at the main institution"
    );
}

#[test]
fn a_suspended_or_cancelled_licence_takes_its_holder_out() {
    let fixture = Fixture::petct();
    for change in [
        r#"licence_suspended = { staff = "N002", from = 2026-02-01, to = 2026-03-01 }"#,
        r#"licence_cancelled = { staff = "N002", from = 2026-03-01 }"#,
        r#"absent = { staff = "N002", kind = "suspension", from = 2026-02-01 }"#,
    ] {
        let text = format!("change = [{{ {change} }}]");
        assert_eq!(
            fixture.verdict("2026-03-01", "4.1a", &text),
            Verdict::Short,
            "{change}"
        );
    }
}

#[test]
fn a_title_obtained_counts_from_its_day() {
    let fixture = Fixture::petct();
    let text = r#"change = [
        { posting_ended = { staff = "N001", post = "leader", last_day = 2026-01-31 } },
        { posted = { staff = "N003", post = "leader", from = 2026-02-01 } },
        { title_obtained = { staff = "N003", series = "medical", level = "senior", discipline = "nuclear-medicine", qualified = 2026-03-01 } },
    ]"#;
    assert_eq!(fixture.verdict("2026-02-28", "4.2a", text), Verdict::Short);
    assert_eq!(fixture.verdict("2026-03-01", "4.2a", text), Verdict::Met);
}

#[test]
fn a_new_posting_gives_way_to_the_old_one_after_its_last_day() {
    let fixture = Fixture::petct();
    let text = r#"change = [{ posted = { staff = "N006", post = "radiopharmacist", full_time = true, from = 2026-02-01, to = 2026-02-28 } }]"#;
    let (_, programme) = fixture.applied(text).unwrap();
    let mut own: Vec<_> = programme
        .postings
        .iter()
        .filter(|p| p.staff.as_str() == "N006")
        .collect();
    own.sort_by_key(|posting| posting.from);
    let stretches: Vec<_> = own.iter().map(|p| (p.full_time, p.from, p.to)).collect();
    let on = |text| Some(day(text));
    assert_eq!(
        stretches,
        [
            (Some(false), on("2020-01-01"), on("2026-01-31")),
            (Some(true), on("2026-02-01"), on("2026-02-28")),
            (Some(false), on("2026-03-01"), None),
        ]
    );
}

#[test]
fn who_moves_to_a_department_is_a_member_there_only() {
    let fixture = Fixture::petct();
    let text = r#"change = [{ department_moved = { staff = "N001", department = "rad", from = 2026-03-01 } }]"#;
    let (hospital, _) = fixture.applied(text).unwrap();
    let person = hospital.person(&StaffNumber::new("N001")).unwrap();
    let stays: Vec<_> = person
        .departments
        .iter()
        .map(|m| (&*m.department, m.to))
        .collect();
    assert_eq!(stays, [("nm", Some(day("2026-02-28"))), ("rad", None)]);
}

#[test]
fn a_declaration_replaces_the_one_before_it_instead_of_contradicting_it() {
    let fixture = Fixture::petct();
    let text = r#"change = [{ fact_declared = { fact = "own-preparation", value = false, from = 2026-03-01 } }]"#;
    assert_eq!(fixture.verdict("2026-02-28", "4.1e", text), Verdict::Met);
    assert_eq!(
        fixture.verdict("2026-03-01", "4.1e", text),
        Verdict::NotApplicable
    );
}

#[test]
fn an_attestation_given_and_a_figure_recorded_decide_their_clauses() {
    let fixture = Fixture::petct();
    let unfit = r#"change = [{ attested = { clause = "sx2025.petct.2", met = false, by = "医务科", on = 2026-02-01 } }]"#;
    assert_eq!(fixture.verdict("2026-03-01", "2", unfit), Verdict::Short);

    let fixture = Fixture::new("sx2025.petmr", PETMR);
    let figures = &fixture.roster.programme.figures;
    let low = figures.iter().map(|figure| {
        format!(
            r#"{{ figure_recorded = {{ figure = "{}", from = {}, to = {}, numerator = 1, denominator = 3 }} }}"#,
            figure.figure, figure.from, figure.to
        )
    });
    let text = format!("change = [{}]", low.collect::<Vec<_>>().join(", "));
    let (_, changed) = fixture.applied(&text).unwrap();
    assert_eq!(
        changed.figures.len(),
        figures.len(),
        "each replaces the one of its period"
    );
    let (before, after) = fixture.both("2026-03-01", &text);
    assert!(!compare(&before, &after).is_empty());
    assert_eq!(after.verdict(), Some(Verdict::Short));
}

#[test]
fn a_device_is_put_into_use_and_taken_out_by_its_name_where_there_are_several() {
    let fixture = Fixture::petct();
    let added = r#"
        { device_added = { kind = "pet-ct", name = "一号", from = 2024-01-01 } },
        { device_added = { kind = "pet-ct", name = "二号", from = 2025-01-01 } }
    "#;
    let removed = |name: &str| {
        format!(
            r#"change = [{added}, {{ device_removed = {{ kind = "pet-ct", {name} last_day = 2026-01-31 }} }}]"#
        )
    };
    let (hospital, _) = fixture.applied(&removed(r#"name = "二号","#)).unwrap();
    let ends: Vec<_> = hospital
        .equipment
        .iter()
        .rev()
        .take(2)
        .map(|item| item.to)
        .collect();
    assert_eq!(ends, [Some(day("2026-01-31")), None]);
    let faults = fixture.faults(&removed(""));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].contains("一号") && faults[0].contains("二号"),
        "{faults:?}"
    );
}

#[test]
fn a_missing_fact_is_filled_in_and_checked_as_in_a_file() {
    let base = PETCT.replacen(", issued = 2012-05-20", "", 1);
    let fixture = Fixture::new("sx2025.petct", &base);
    let fill = |value: &str| {
        format!(
            r#"change = [{{ fact_filled = {{ staff = "N001", list = "credentials", index = 0, field = "issued", value = {value} }} }}]"#
        )
    };
    let nothing = r#"change = [{ fact_declared = { fact = "newly-founded", value = false, from = 2026-01-01 } }]"#;
    assert_eq!(
        fixture.verdict("2026-03-01", "4.1a", nothing),
        Verdict::Undetermined
    );
    assert_eq!(
        fixture.verdict("2026-03-01", "4.1a", &fill("2012-05-20")),
        Verdict::Met
    );
    let faults = fixture.faults(&fill("\"soon\""));
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].contains("change[0].fact_filled.value.credentials[0].issued"),
        "{faults:?}"
    );
}

#[test]
fn another_day_and_another_edition_are_part_of_the_question() {
    let fixture = Fixture::petct();
    let what_if = fixture
        .read("on = 2027-01-01\nedition = 2025-06-15\nas_if_in_force = true")
        .unwrap();
    let asked = what_if.question(Question::on(day("2026-03-01")));
    assert_eq!(
        (asked.on.day(), asked.rules_on),
        (day("2027-01-01"), day("2025-06-15"))
    );
    assert!(asked.as_if_in_force);
    let later = fixture
        .read("on = 2027-01-01")
        .unwrap()
        .question(Question::on(day("2026-03-01")));
    assert_eq!(
        later.rules_on,
        day("2026-03-01"),
        "the rules stay unless they are named"
    );
}

#[test]
fn every_fault_of_a_file_is_found_with_its_place() {
    let fixture = Fixture::petct();
    let faults = fixture
        .read(
            r#"
            [[change]]
            posted = { staff = "N001", post = "pilot", from = "2026-02-30" }
            [[change]]
            absent = { staff = "N001", kind = "leave", from = 2026-03-02, to = 2026-03-01 }
            [[change]]
            [[change]]
            fired = { staff = "N001" }
            [[change]]
            person_leaves = { staff = "N001" }
            "#,
        )
        .unwrap_err();
    let places: Vec<_> = faults
        .0
        .iter()
        .map(|f| (f.path.as_str(), f.kind.code()))
        .collect();
    assert_eq!(
        places,
        [
            ("change[0].posted.post", "unknown-word"),
            ("change[0].posted.from", "wrong-kind"),
            ("change[1].absent", "out-of-order"),
            ("change[2]", "not-allowed"),
            ("change[3].fired", "unknown-key"),
            ("change[4].person_leaves", "missing-key"),
        ]
    );
    assert!(faults.0.iter().all(|fault| fault.line.is_some()));
    assert!(
        fixture.read("").is_err(),
        "a file that asks nothing is a mistake"
    );
}

#[test]
fn every_change_that_cannot_be_made_says_which_and_what_there_is() {
    let fixture = Fixture::petct();
    let faults = fixture.faults(
        r#"change = [
            { person_leaves = { staff = "N099", last_day = 2026-03-01 } },
            { paper_renewed = { staff = "N001", kind = "permit-ct", issued = 2026-03-01 } },
            { department_moved = { staff = "N001", department = "surgery", from = 2026-03-01 } },
            { posting_ended = { staff = "N004", post = "engineer", last_day = 2026-03-01 } },
            { licence_cancelled = { staff = "N004", from = 2026-03-01 } },
            { device_removed = { kind = "mr", last_day = 2026-03-01 } },
            { person_joins = { staff = "N001" } },
            { person_leaves = { staff = "N002", last_day = 2026-01-01 } },
            { person_leaves = { staff = "N002", last_day = 2026-02-01 } },
            { attested = { clause = "sx2025.petct.2", staff = "N098", met = true, by = "医务科", on = 2026-03-01 } },
            { fact_filled = { staff = "N001", list = "papers", value = 1 } },
            { fact_filled = { staff = "N001", list = "titles", index = 7, field = "level", value = "senior" } },
        ]"#,
    );
    let expected = [
        ("change[0].person_leaves.staff", "N006"),
        ("change[1].paper_renewed.kind", "permit-nuclear-medicine"),
        ("change[2].department_moved.department", "nm, rad"),
        ("change[3].posting_ended.post", "technologist"),
        ("change[4].licence_cancelled", "licences"),
        ("change[5].device_removed.kind", "mr"),
        ("change[6].person_joins.staff", "stands twice"),
        ("change[8].person_leaves", "employment"),
        ("change[9].attested.staff", "N001"),
        ("change[10].fact_filled.list", "credentials"),
        ("change[11].fact_filled", "index"),
    ];
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for (fault, (place, says)) in faults.iter().zip(expected) {
        assert!(
            fault.contains(place) && fault.contains(says),
            "{place}, {says}: {fault}"
        );
    }
}

#[test]
fn an_attestation_for_a_clause_that_is_not_there_is_no_change() {
    let fixture = Fixture::petct();
    let what_if = fixture
        .read(r#"change = [{ attested = { clause = "sx2025.petct.9.9", met = true, by = "医务科", on = 2026-03-01 } }]"#)
        .unwrap();
    let faults = what_if.check_clauses(fixture.standard()).unwrap_err();
    assert_eq!(faults.0.len(), 1);
    assert_eq!(faults.0[0].path, "change[0].attested.clause");
}

#[test]
fn nothing_differs_without_a_change_and_the_facts_stay_as_they_are() {
    let fixture = Fixture::petct();
    let before = fixture.roster.clone();
    let (today, after) = fixture.both("2026-03-01", "edition = 2026-03-01");
    assert_eq!(compare(&today, &after), []);
    let _changed = fixture
        .applied(r#"change = [{ person_leaves = { staff = "N001", last_day = 2026-03-01 } }]"#)
        .unwrap();
    assert_eq!(fixture.roster, before);
}

#[test]
fn a_what_if_that_was_written_is_read_back() {
    let fixture = Fixture::petct();
    let text = r#"
        on = 2026-04-01
        change = [
            { training_added = { staff = "N001", training = { kind = "nuclear-medicine", from = 2026-01-01 } } },
            { experience_added = { staff = "N001", field = "imaging", from = 2020-01-01 } },
            { institution_paper = { kind = "radiation-licence", issued = 2026-01-01 } },
        ]
    "#;
    let text = text
        .replace(
            "\"nuclear-medicine\", from",
            &format!("\"{}\", from", fixture.catalogue.training_kind[0].id),
        )
        .replace("radiation-licence", &fixture.catalogue.paper_kind[0].id);
    let read = fixture.read(&text).unwrap();
    let again = WhatIf::read(&read.write(), &fixture.catalogue).unwrap();
    assert_eq!(again.changes, read.changes);
    assert_eq!(again.on, read.on);
    let keys: Vec<_> = read.changes.iter().map(Change::key).collect();
    assert_eq!(
        keys,
        ["training_added", "experience_added", "institution_paper"]
    );
}
