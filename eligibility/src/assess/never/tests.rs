//! What was never recorded, against the reasons of the verdicts and against what is due on a day.

use super::*;
use crate::assess::{Question, Reason, assess, duties_due};
use crate::facts::{Roster, StaffNumber};
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
