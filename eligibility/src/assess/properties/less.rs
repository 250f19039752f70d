//! More is never worse, and what is missing is never met.

use super::roster::middle;
use super::{Drawn, each_hospital};
use crate::assess::report::ClauseReport;
use crate::assess::truth::Verdict;
use crate::assess::world::Settings;
use crate::catalogue::{DisciplineId, TitleSeriesId};
use crate::day::AsOf;
use crate::facts::{Hospital, ListKind, Person, Programme};
use crate::standard::{Condition, Edition, ExperienceRule, FieldRule, Test};

impl Drawn<'_> {
    fn of(&self, hospital: &Hospital, programme: &Programme) -> Vec<ClauseReport> {
        self.evaluate(Settings::default(), (hospital, programme), |evaluation| {
            evaluation.reports(AsOf(middle()), false)
        })
    }
}

/// Clauses for which more records of a person can only help, when nobody can meet two groups' demands:
/// all about people, but for
/// - a headcount that must be of others than an earlier sibling's (`apart`): who newly fits the
///   earlier one is taken from the later;
/// - where a title goes altogether (`titles`), a leader's years in the discipline of the title: without
///   one of the level, a lower one names the discipline. A title with a blank field stays in doubt, so
///   that this exempts nothing there.
fn only_helped(edition: &Edition, place: usize, titles: bool) -> bool {
    let clause = &edition.clauses[place];
    let by_title = |condition: &Condition| {
        matches!(
            condition,
            Condition::Experience(
                ExperienceRule {
                    field: FieldRule::OfTitle(_),
                    ..
                } | ExperienceRule {
                    inside: Some(FieldRule::OfTitle(_)),
                    ..
                }
            )
        )
    };
    clause.tests.iter().all(|test| match test {
        Test::Headcount(headcount) => headcount.apart.is_none(),
        Test::Leader(leader) => !(titles && leader.conditions.iter().any(by_title)),
        Test::Every(_) => true,
        _ => false,
    })
}

/// One list of a person's file that grants something by each record.
struct List {
    name: &'static str,
    kind: ListKind,
    len: fn(&Person) -> usize,
    remove: fn(&mut Person, usize),
}

macro_rules! list {
    ($field:ident, $kind:ident) => {
        List {
            name: stringify!($field),
            kind: ListKind::$kind,
            len: |person| person.$field.len(),
            remove: |person, place| {
                person.$field.remove(place);
            },
        }
    };
}

const LISTS: &[List] = &[
    list!(titles, Titles),
    list!(licences, Licences),
    list!(credentials, Credentials),
    list!(experience, Experience),
    list!(training, Training),
    list!(employment, Employment),
    list!(departments, Departments),
];

/// Compares the roster with one that has less of it: what was not met stays so; where the shorter
/// list still says all there is, no verdict and no sure count is better.
fn check_less(
    drawn: &Drawn<'_>,
    full: &[ClauseReport],
    less: &[ClauseReport],
    titles: bool,
    strict: bool,
    what: &str,
) {
    for (full, less) in full.iter().zip(less) {
        if !only_helped(&drawn.standard.editions[0], full.place, titles) {
            continue;
        }
        let name = format!("{}: {} without {what}", drawn.name, full.id);
        assert!(
            less.verdict != Verdict::Met || full.verdict == Verdict::Met,
            "{name}: {:?}, now met",
            full.verdict
        );
        if strict {
            assert!(
                less.verdict <= full.verdict,
                "{name}: {:?}, now {:?}",
                full.verdict,
                less.verdict
            );
            let held = |clause: &ClauseReport| -> Vec<usize> {
                let headcounts = clause.tests.iter().filter(|test| test.kind == "headcount");
                headcounts.map(|test| test.count.unwrap().surely).collect()
            };
            for (less, full) in held(less).iter().zip(held(full)) {
                assert!(*less <= full, "{name}: {full} held, now {less}");
            }
        }
    }
}

/// Adding the record back is adding a credential, a title or any other record that grants something.
#[test]
fn a_record_more_never_worsens_a_minimum() {
    each_hospital(true, 60..64, |_, drawn| {
        let full = drawn.of(&drawn.hospital, &drawn.programme);
        for (at, person) in drawn.hospital.people.iter().enumerate() {
            for list in LISTS {
                for place in 0..(list.len)(person) {
                    let mut hospital = drawn.hospital.clone();
                    (list.remove)(&mut hospital.people[at], place);
                    let less = drawn.of(&hospital, &drawn.programme);
                    // Nothing at all of an employment or a department is a missing fact.
                    let says_all = (list.len)(person) > 1
                        || !matches!(list.kind, ListKind::Employment | ListKind::Departments);
                    let strict = says_all && person.is_complete(list.kind);
                    let what = format!("{} {}[{place}]", person.staff, list.name);
                    check_less(drawn, &full, &less, list.name == "titles", strict, &what);
                }
            }
        }
    });
}

/// A person more never worsens a headcount. Not said of clauses about everybody on a post or about
/// the leader, which the person may be the one to fail.
#[test]
fn a_person_more_never_worsens_a_headcount() {
    each_hospital(true, 70..82, |_, drawn| {
        let full = drawn.of(&drawn.hospital, &drawn.programme);
        for at in 0..drawn.hospital.people.len() {
            let mut hospital = drawn.hospital.clone();
            let gone = hospital.people.remove(at);
            let mut programme = drawn.programme.clone();
            programme
                .postings
                .retain(|posting| posting.staff != gone.staff);
            if programme.postings.is_empty() {
                continue;
            }
            let less = drawn.of(&hospital, &programme);
            for (full, less) in full.iter().zip(&less) {
                let clause = &drawn.standard.editions[0].clauses[full.place];
                if clause.kinds() == ["headcount"]
                    && only_helped(&drawn.standard.editions[0], full.place, false)
                {
                    assert!(
                        less.verdict <= full.verdict,
                        "{}: {} {:?}, {:?} without {}",
                        drawn.name,
                        full.id,
                        full.verdict,
                        less.verdict,
                        gone.staff
                    );
                }
            }
        }
    });
}

/// One field that a right needs, blanked in one record or in all. Left out, because a blank there has a meaning of its own: last days
/// and expiries (it goes on), revocations, suspensions and cancellations (there is none), the
/// category of a permit (it fits the one profession there is), first days of professions and
/// disciplines (from the beginning).
type Blank = (&'static str, fn(&mut Person, Option<usize>) -> bool);

macro_rules! blank {
    ($list:ident . $field:ident) => {
        (
            concat!(stringify!($list), ".", stringify!($field)),
            |person, only| {
                let mut any = false;
                for (place, record) in person.$list.iter_mut().enumerate() {
                    if only.is_none_or(|only| only == place) {
                        any |= record.$field.take().is_some();
                    }
                }
                any
            },
        )
    };
}

const BLANKS: &[Blank] = &[
    blank!(employment.from),
    blank!(departments.from),
    blank!(titles.series),
    blank!(titles.level),
    blank!(titles.discipline),
    blank!(titles.qualified),
    blank!(licences.level),
    blank!(licences.category),
    blank!(licences.main_here),
    blank!(licences.from),
    blank!(credentials.issued),
    blank!(experience.from),
    blank!(training.from),
    ("licences.scopes", |person, only| {
        let mut any = false;
        for (place, licence) in person.licences.iter_mut().enumerate() {
            if only.is_none_or(|only| only == place) {
                any |= !std::mem::take(&mut licence.scopes).is_empty();
            }
        }
        any
    }),
    ("professions", |person, only| {
        only.is_none() && !std::mem::take(&mut person.professions).is_empty()
    }),
];

/// More records than anybody has in one list.
const MOST_RECORDS: usize = 6;

/// The hospital drawn, whose people have titles in two disciplines, and some of a series that never
/// replaces another, as few of those drawn do.
fn with_mixed_titles(drawn: &Drawn<'_>) -> Hospital {
    let id = |text| DisciplineId::of(drawn.catalogue, text).unwrap();
    let mut hospital = drawn.hospital.clone();
    for (at, person) in hospital.people.iter_mut().enumerate() {
        for (place, title) in person.titles.iter_mut().enumerate() {
            if (at + place) % 2 == 1 && title.discipline.is_some() {
                let imaging = title.discipline == Some(id("imaging"));
                let other = if imaging {
                    "nuclear-medicine"
                } else {
                    "imaging"
                };
                title.discipline = Some(id(other));
            }
            if (at + place) % 5 == 4 && title.series.is_some() {
                title.series = Some(TitleSeriesId::of(drawn.catalogue, "teaching").unwrap());
            }
        }
    }
    hospital
}

#[test]
fn a_missing_field_never_makes_a_clause_met() {
    each_hospital(true, 80..84, |_, drawn| {
        let mixed = with_mixed_titles(drawn);
        let full = drawn.of(&mixed, &drawn.programme);
        for at in 0..mixed.people.len() {
            for (name, blank) in BLANKS {
                for only in std::iter::once(None).chain((0..MOST_RECORDS).map(Some)) {
                    let mut hospital = mixed.clone();
                    if blank(&mut hospital.people[at], only) {
                        let less = drawn.of(&hospital, &drawn.programme);
                        let what = format!("{} {name} of {only:?}", hospital.people[at].staff);
                        check_less(drawn, &full, &less, false, false, &what);
                    }
                }
            }
        }
    });
}
