//! What was never recorded, against the reasons of the verdicts and against what is due on a day.

use super::*;
use crate::assess::{Question, Reason, assess, duties_due};
use crate::facts::{Absence, AbsenceKind, Duty, Roster, StaffNumber};
use crate::file::Node;
use crate::standard::Library;

const EQM: &str = include_str!("../../../tests/cases/eqm/base.toml");
const NHC36G: &str = include_str!("../../../tests/cases/nhc36g/base.toml");

struct Site {
    catalogue: Catalogue,
    standard: Standard,
    roster: Roster,
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

impl Site {
    fn of(standard: &str, roster: &str) -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let library = Library::built_in(&catalogue).unwrap();
        let standard = library.get(standard).unwrap().clone();
        let roster = Roster::read(&Node::from_toml(roster).unwrap(), &catalogue).unwrap();
        Self {
            catalogue,
            standard,
            roster,
        }
    }

    fn never(&self, on: Day) -> Vec<NeverRecorded> {
        let (hospital, programme) = (&self.roster.hospital, &self.roster.programme);
        never_recorded(on, &self.catalogue, &self.standard, hospital, programme)
    }

    /// Each group in short.
    fn told(&self, on: &str) -> Vec<String> {
        let never = self.never(day(on)).into_iter();
        let says = never.map(|one| {
            let what = match one.what {
                Recurring::Duty(duty) => duty.to_string(),
                Recurring::Papers(kinds) => {
                    let kinds: Vec<_> = kinds.iter().map(ToString::to_string).collect();
                    kinds.join("|")
                }
            };
            let n_subjects = one.subjects.len();
            format!("{what} {n_subjects} ({} by others)", one.n_by_other)
        });
        says.collect()
    }

    /// Duty and clause of what the verdicts say was never done, or only by others; and likewise of this.
    fn by_reasons_and_here(&self, on: Day) -> [Vec<(String, String)>; 2] {
        let (hospital, programme) = (&self.roster.hospital, &self.roster.programme);
        let question = Question::on(on);
        let answer = assess(
            question,
            &self.catalogue,
            &self.standard,
            hospital,
            programme,
        );
        let mut by_reasons = Vec::new();
        for clause in &answer.unwrap().clauses {
            for reason in clause.tests.iter().flat_map(|test| &test.reasons) {
                if let Reason::DutyNever { duty, .. } | Reason::DutyByOther { duty, .. } = reason {
                    by_reasons.push((duty.to_string(), clause.id.to_string()));
                }
            }
        }
        let mut here = Vec::new();
        for one in self.never(on) {
            if let Recurring::Duty(duty) = &one.what {
                let clauses = one.clauses.iter();
                here.extend(clauses.map(|clause| (duty.to_string(), clause.to_string())));
            }
        }
        [by_reasons, here].map(|mut all| {
            all.sort();
            all.dedup();
            all
        })
    }
}

#[test]
fn what_the_verdicts_call_never_done_stands_here_or_is_still_awaited() {
    let full = Site::of("eqm", EQM);
    let n_duties = full.roster.programme.duties.len();
    for from in ["", "2020-01-01", "2026-02-20"] {
        for by in ["N001", "N003"] {
            for left_out in 0..=n_duties {
                let mut site = Site::of("eqm", EQM);
                if left_out < n_duties {
                    site.roster.programme.duties.remove(left_out);
                }
                for duty in &mut site.roster.programme.duties {
                    duty.by = Some(StaffNumber::new(by));
                }
                for item in &mut site.roster.hospital.equipment {
                    item.from = Day::parse(from);
                }
                let on = day("2026-03-01");
                let [by_reasons, here] = site.by_reasons_and_here(on);
                assert!(here.iter().all(|one| by_reasons.contains(one)), "{here:?}");
                let dues = duties_due(
                    on,
                    &site.catalogue,
                    &site.standard,
                    &site.roster.hospital,
                    &site.roster.programme,
                );
                for one in by_reasons.iter().filter(|one| !here.contains(one)) {
                    let awaited = dues.iter().any(|due| {
                        (due.duty.as_str(), due.clause.as_str()) == (&*one.0, &*one.1)
                            && due.done.is_none()
                            && on <= due.last
                    });
                    assert!(awaited, "{from} {by} {left_out}: {one:?} is told nowhere");
                }
            }
        }
    }
}

#[test]
fn the_first_of_a_new_machine_has_a_day_and_after_it_was_never_recorded() {
    let mut site = Site::of("eqm", EQM);
    site.roster
        .programme
        .duties
        .retain(|duty| duty.duty.as_str() != "critical-round");
    for item in &mut site.roster.hospital.equipment {
        item.from = Day::parse("2026-02-20");
    }
    let is_awaited = |on: &str| {
        let (hospital, programme) = (&site.roster.hospital, &site.roster.programme);
        let dues = duties_due(
            day(on),
            &site.catalogue,
            &site.standard,
            hospital,
            programme,
        );
        let mut dues = dues.iter();
        dues.any(|due| due.duty.as_str() == "critical-round" && due.last == day("2026-03-02"))
    };
    let is_never = |on: &str| {
        let told = site.told(on);
        told.iter()
            .any(|says| says.starts_with("critical-round 2 (0"))
    };
    assert!(is_awaited("2026-03-02") && !is_never("2026-03-02"));
    assert!(!is_awaited("2026-03-03") && is_never("2026-03-03"));
}

#[test]
fn duties_of_the_institution_and_papers_of_people_stand_here_once_for_all_clauses() {
    let mut site = Site::of("nhc36g", NHC36G);
    assert!(
        site.told("2026-03-01").is_empty(),
        "{:?}",
        site.told("2026-03-01")
    );
    site.roster
        .programme
        .duties
        .retain(|duty| duty.duty.as_str() != "emergency-drill");
    let asked = ["dose-record", "contrast-rescue"];
    let mut n_without = [0, 0];
    for person in &mut site.roster.hospital.people {
        for (kind, n) in asked.iter().zip(&mut n_without) {
            if person
                .credentials
                .iter()
                .any(|one| one.kind.as_str() == *kind)
            {
                *n += 1;
            }
        }
        person
            .credentials
            .retain(|one| !asked.contains(&one.kind.as_str()));
    }
    assert!(n_without.iter().all(|n| *n > 1));
    let [doses, rescues] = n_without;
    let never = site.told("2026-03-01");
    for expected in [
        "emergency-drill 1 (0 by others)".to_owned(),
        format!("dose-record {doses} (0 by others)"),
        format!("contrast-rescue {rescues} (0 by others)"),
    ] {
        assert!(never.contains(&expected), "{expected} in {never:?}");
    }
    assert_eq!(never.len(), 3);
    let doses = site.never(day("2026-03-01")).into_iter();
    let mut doses = doses.filter(
        |one| matches!(&one.what, Recurring::Papers(kinds) if kinds[0].as_str() == "dose-record"),
    );
    let clauses: Vec<_> = doses
        .next()
        .unwrap()
        .clauses
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(clauses, ["nhc36g.4.2c", "nhc36g.4.2e"]);
}

#[test]
fn what_only_others_did_is_said_to_be_so() {
    let mut site = Site::of("eqm", EQM);
    for duty in &mut site.roster.programme.duties {
        if duty.duty.as_str() == "critical-round" {
            duty.by = Some(StaffNumber::new("N003"));
        }
    }
    assert_eq!(site.told("2026-03-01"), ["critical-round 2 (2 by others)"]);
}

const G07: &str = include_str!("../../../tests/cases/g07/base.toml");

/// What is due of a duty: for whom and by which day.
fn due_of(site: &Site, duty: &str, on: &str) -> Vec<(DutySubject, String)> {
    let (hospital, programme) = (&site.roster.hospital, &site.roster.programme);
    let dues = duties_due(
        day(on),
        &site.catalogue,
        &site.standard,
        hospital,
        programme,
    );
    let of = dues.into_iter().filter(|due| due.duty.as_str() == duty);
    of.map(|due| (due.subject, due.last.to_string())).collect()
}

fn nameless(duty: &str, on: &str, site: &Site) -> Duty {
    let known = &site.roster.programme.duties;
    let like = known.iter().find(|known| known.duty.as_str() == duty);
    Duty {
        on: day(on),
        staff: None,
        item: None,
        ..like.unwrap().clone()
    }
}

#[test]
fn who_came_after_an_assessment_of_all_was_never_assessed() {
    let mut site = Site::of("g07", G07);
    let all = nameless("ability-assessment", "2025-09-01", &site);
    let duties = &mut site.roster.programme.duties;
    duties.retain(|duty| duty.duty != all.duty);
    duties.push(all);
    let of_all = (DutySubject::All, "2026-09-01".to_owned());
    let due = || -> _ { [of_all.clone()] };
    assert_eq!(due_of(&site, "ability-assessment", "2026-03-01"), due());
    assert!(site.told("2026-03-01").is_empty());
    let postings = &mut site.roster.programme.postings;
    let second = postings
        .iter_mut()
        .find(|posting| posting.staff.as_str() == "S002");
    second.unwrap().from = Some(day("2026-02-01"));
    assert_eq!(due_of(&site, "ability-assessment", "2026-03-01"), due());
    assert_eq!(
        site.told("2026-03-01"),
        ["ability-assessment 1 (0 by others)"]
    );
}

#[test]
fn for_whom_only_an_older_record_of_all_counts_it_is_due_by_name() {
    let mut site = Site::of("g07", G07);
    let [old, new] =
        ["2025-04-01", "2025-09-01"].map(|on| nameless("ability-assessment", on, &site));
    let duties = &mut site.roster.programme.duties;
    duties.retain(|duty| duty.duty != old.duty);
    duties.extend([old, new]);
    let mut people = site.roster.hospital.people.iter_mut();
    let second = people
        .find(|person| person.staff.as_str() == "S002")
        .unwrap();
    second.absences.push(Absence {
        kind: AbsenceKind::Leave,
        from: Some(day("2025-06-01")),
        to: Some(day("2025-12-31")),
    });
    let by_name = DutySubject::Person(StaffNumber::new("S002"));
    assert_eq!(
        due_of(&site, "ability-assessment", "2026-03-01"),
        [
            (DutySubject::All, "2026-09-01".to_owned()),
            (by_name, "2026-04-01".to_owned())
        ]
    );
}

#[test]
fn a_new_machine_of_the_old_name_has_the_first_still_before_it() {
    let mut site = Site::of("eqm", EQM);
    let equipment = &mut site.roster.hospital.equipment;
    equipment.retain(|item| item.name.as_deref() == Some("呼吸机一"));
    let new = Installation {
        from: Some(day("2026-02-26")),
        ..equipment[0].clone()
    };
    equipment[0].to = Some(day("2026-02-25"));
    equipment.push(new);
    for duty in &mut site.roster.programme.duties {
        duty.item = Some("呼吸机一".to_owned());
    }
    let due = |on| due_of(&site, "first-level-care", on);
    let first = (DutySubject::Item(1), "2027-02-26".to_owned());
    for on in ["2026-03-01", "2027-02-26"] {
        assert_eq!(due(on), std::slice::from_ref(&first), "{on}");
    }
    assert_eq!(due("2027-02-27"), []);
    let told = site.told("2027-02-27");
    assert!(
        told.contains(&"first-level-care 1 (0 by others)".to_owned()),
        "{told:?}"
    );
}
