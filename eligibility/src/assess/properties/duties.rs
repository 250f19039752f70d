//! Records of duties: whom and what they hold for.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::roster::middle;
use super::{Drawn, each_hospital};
use crate::assess::finding::{Evidence, Finding};
use crate::assess::reason::{Item, Reason};
use crate::assess::report::{ClauseReport, TestReport};
use crate::assess::truth::Verdict;
use crate::assess::world::Settings;
use crate::day::{AsOf, Day};
use crate::facts::{Hospital, Programme, StaffNumber};

impl Drawn<'_> {
    fn reports(
        &self,
        (hospital, programme): (&Hospital, &Programme),
        on: Day,
    ) -> Vec<ClauseReport> {
        self.evaluate(Settings::default(), (hospital, programme), |evaluation| {
            evaluation.reports(AsOf(on), false)
        })
    }
}

fn periodic(clauses: &[ClauseReport]) -> impl Iterator<Item = &TestReport> {
    let tests = clauses.iter().flat_map(|clause| &clause.tests);
    tests.filter(|test| test.kind == "periodic")
}

/// Months before and after the middle.
fn days() -> impl Iterator<Item = Day> {
    (0..12).map(|month| middle().minus_months(5).plus_months(month))
}

/// Whether somebody was here on a day by name or, as far as the postings say, on any post.
fn may_be_of(drawn: &Drawn<'_>, staff: &StaffNumber, on: Day) -> bool {
    let mut duties = drawn.programme.duties.iter();
    let mut postings = drawn.programme.postings.iter();
    duties.any(|duty| duty.on == on && duty.staff.as_ref() == Some(staff))
        || postings
            .any(|posting| posting.staff == *staff && posting.from.is_some_and(|from| from <= on))
}

/// How many items of a name and kind were surely in use on one day and may be on a later one.
fn n_there(drawn: &Drawn<'_>, item: &Item, on: Day, later: Day) -> usize {
    let equipment = drawn.hospital.equipment.iter();
    let there = equipment.filter(|known| {
        (&known.kind, &known.name) == (&item.kind, &item.name)
            && known.from.is_some_and(|from| from <= on)
            && known.to.is_none_or(|to| later <= to)
    });
    there.count()
}

#[test]
fn a_record_never_counts_for_who_or_what_came_after_it() {
    let (people, items) = (Cell::new(0), Cell::new(0));
    each_hospital(false, 400..412, |_, drawn| {
        let facts = (&drawn.hospital, &drawn.programme);
        for day in days() {
            let clauses = drawn.reports(facts, day);
            for test in periodic(&clauses) {
                for person in &test.people.counted {
                    for finding in &person.findings {
                        let Finding::Held { evidence } = finding else {
                            continue;
                        };
                        for one in evidence {
                            if let Evidence::Duty { on, .. } = one {
                                let name = format!("{} on {day}: {}", drawn.name, person.staff);
                                assert!(may_be_of(drawn, &person.staff, *on), "{name} by {on}");
                                people.set(people.get() + 1);
                            }
                        }
                    }
                }
                let mut done: BTreeMap<(&Item, Day), usize> = BTreeMap::new();
                for reason in &test.reasons {
                    if let Reason::DutyDone {
                        item: Some(item),
                        on,
                        ..
                    } = reason
                    {
                        *done.entry((item, *on)).or_default() += 1;
                    }
                }
                for ((item, on), n) in done {
                    let there = n_there(drawn, item, on, day);
                    assert!(n <= there, "{} on {day}: {item:?} by {on}", drawn.name);
                    items.set(items.get() + n);
                }
            }
        }
    });
    println!("{} people, {} items", people.get(), items.get());
    assert!(people.get() > 20 && items.get() > 100, "too little happens");
}

/// Whatever the day were, the clause would not be met; so it is not where the day is blank.
#[test]
fn a_blank_first_day_never_makes_a_duty_met() {
    let blanks = Cell::new(0);
    each_hospital(false, 420..426, |_, drawn| {
        let full = drawn.reports((&drawn.hospital, &drawn.programme), middle());
        let check = |hospital: &Hospital, programme: &Programme, what: &str| {
            let less = drawn.reports((hospital, programme), middle());
            for (full, less) in full.iter().zip(&less) {
                let of_duties = full.tests.iter().all(|test| test.kind == "periodic");
                assert!(
                    !of_duties || less.verdict != Verdict::Met || full.verdict == Verdict::Met,
                    "{}: {} {:?}, met without {what}",
                    drawn.name,
                    full.id,
                    full.verdict
                );
            }
            blanks.set(blanks.get() + 1);
        };
        for place in 0..drawn.hospital.equipment.len() {
            let mut hospital = drawn.hospital.clone();
            hospital.equipment[place].from = None;
            check(
                &hospital,
                &drawn.programme,
                &format!("equipment[{place}].from"),
            );
        }
        for place in 0..drawn.programme.postings.len() {
            let mut programme = drawn.programme.clone();
            programme.postings[place].from = None;
            check(
                &drawn.hospital,
                &programme,
                &format!("postings[{place}].from"),
            );
        }
    });
    assert!(blanks.get() > 500, "{}", blanks.get());
}
