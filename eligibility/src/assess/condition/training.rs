//! Training of a kind: months in all stays together, courses, cases, and whether it was passed.
//!
//! A record counts for sure when it surely is of the technique, at a base filed for it on all its
//! days, and after entry, as far as the rule asks for that; it counts possibly when none of this is
//! ruled out. Each amount is taken over both.

use super::filing::filed;
use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{ListKind, Person, Training};
use crate::standard::{CaseSort, TrainingRule};

/// A record of the kind asked for, and how sure it is that it counts.
struct Candidate<'a> {
    index: usize,
    record: &'a Training,
    truth: Truth,
    /// What to fill in where it is not sure.
    missing: Option<Missing>,
    /// Why it does not count.
    cause: Option<Cause>,
}

struct Asked<'a> {
    rule: &'a TrainingRule,
    on: AsOf,
    world: &'a World<'a>,
    person: &'a Person,
}

pub(super) fn training(
    rule: &TrainingRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> Finding {
    let asked = Asked {
        rule,
        on,
        world,
        person,
    };
    let candidates = asked.candidates();
    let (surely, possibly) = (
        asked.shortage(&candidates, Truth::Yes),
        asked.shortage(&candidates, Truth::Maybe),
    );
    let Some(shortage) = surely else {
        return asked.held(&candidates);
    };
    match possibly {
        None => asked.first_missing(&candidates).into(),
        Some(_) if !person.is_complete(ListKind::Training) => {
            asked.first_missing(&candidates).into()
        }
        Some(Shortage::Blank(missing)) => missing.into(),
        Some(Shortage::Short(cause)) => {
            // A training that is left out says more than that there is none.
            let left_out = candidates
                .iter()
                .find_map(|candidate| candidate.cause.clone());
            match (left_out, shortage) {
                (Some(left_out), Shortage::Short(Cause::NoTraining { .. })) => left_out.into(),
                _ => cause.into(),
            }
        }
    }
}

/// What is lacking.
enum Shortage {
    /// Surely too little.
    Short(Cause),
    /// A blank field decides.
    Blank(Missing),
}

impl<'a> Asked<'a> {
    fn candidates(&self) -> Vec<Candidate<'a>> {
        let records = self.person.training.iter().enumerate();
        let of_kind = records.filter(|(_, record)| record.kind == self.rule.kind);
        of_kind
            .filter_map(|(index, record)| self.candidate(index, record))
            .collect()
    }

    /// `None` for another technique.
    fn candidate(&self, index: usize, record: &'a Training) -> Option<Candidate<'a>> {
        let field = |field| Some(Missing::field("training", index, field));
        let mut checks: Vec<(Truth, Option<Missing>, Option<Cause>)> = Vec::new();
        if let Some(technique) = &self.rule.technique {
            match &record.technique {
                Some(held) if held != technique => return None,
                Some(_) => {}
                None => checks.push((Truth::Maybe, field("technique"), None)),
            }
        }
        if self.rule.after_entry {
            checks.push(self.after_entry(index, record));
        }
        if self.rule.filed_base {
            let technique = self.rule.technique.as_ref();
            checks.push(filed(technique, (index, record), self.on, self.world));
        }
        if self.rule.instructed && record.instructor.is_none() {
            checks.push((Truth::Maybe, field("instructor"), None));
        }
        let worst = checks.into_iter().min_by_key(|(truth, ..)| *truth);
        let (truth, missing, cause) = worst.unwrap_or((Truth::Yes, None, None));
        Some(Candidate {
            index,
            record,
            truth,
            missing,
            cause,
        })
    }

    fn after_entry(
        &self,
        index: usize,
        record: &Training,
    ) -> (Truth, Option<Missing>, Option<Cause>) {
        let entry = self.person.employment.iter().map(|record| record.from);
        let entry: Option<Day> = entry.min().flatten();
        match (entry, record.from) {
            (Some(entry), Some(from)) if entry <= from => (Truth::Yes, None, None),
            (Some(_), Some(_)) => {
                let kind = self.rule.kind.clone();
                (Truth::No, None, Some(Cause::NoTraining { kind }))
            }
            (None, _) => {
                let mut records = self.person.employment.iter();
                let blank = records.position(|record| record.from.is_none());
                let missing = match blank {
                    Some(index) => Missing::field("employment", index, "from"),
                    None => Missing::record("employment"),
                };
                (Truth::Maybe, Some(missing), None)
            }
            (_, None) => (
                Truth::Maybe,
                Some(Missing::field("training", index, "from")),
                None,
            ),
        }
    }

    /// What the records that are at least so sure lack; `None` when they are enough.
    fn shortage(&self, candidates: &[Candidate<'a>], least: Truth) -> Option<Shortage> {
        let counted: Vec<&Candidate<'a>> = candidates
            .iter()
            .filter(|candidate| candidate.truth >= least && self.has_begun(candidate.record))
            .collect();
        let kind = || self.rule.kind.clone();
        // Where all goes well, a blank day or number is a good one.
        let well = least == Truth::Maybe;
        let blank_start = candidates.iter().find(|c| c.record.from.is_none());
        if let (Some(candidate), true) =
            (blank_start, counted.is_empty() || self.too_short(&counted))
        {
            let missing = Missing::field("training", candidate.index, "from");
            return (!well).then_some(Shortage::Blank(missing));
        }
        if counted.is_empty() {
            return Some(Shortage::Short(Cause::NoTraining { kind: kind() }));
        }
        if self.too_short(&counted) {
            return Some(Shortage::Short(self.too_short_cause(&counted)));
        }
        let courses = self.courses(&counted);
        if courses < self.rule.courses {
            let (kind, needed) = (kind(), self.rule.courses);
            return Some(Shortage::Short(Cause::TooFewCourses {
                kind,
                courses,
                needed,
            }));
        }
        let mut cases = self.rule.cases.iter();
        let too_few = cases.find_map(|(sort, needed)| self.too_few(&counted, *sort, *needed, well));
        too_few.or_else(|| self.not_passed(&counted, well))
    }

    /// The cases of one sort, where they are not surely enough. The number of a stay that ends later
    /// is of the whole stay: how many of them were done by the day is not known.
    fn too_few(
        &self,
        counted: &[&Candidate<'a>],
        sort: CaseSort,
        needed: u32,
        well: bool,
    ) -> Option<Shortage> {
        let goes_on = |candidate: &Candidate<'a>| goes_on(candidate.record, self.on);
        let cases = |with_later: bool| {
            let numbers = counted.iter().filter(|c| with_later || !goes_on(c));
            let numbers = numbers.filter_map(|c| of_sort(sort, c.record));
            numbers.fold(0u32, u32::saturating_add)
        };
        let (by_the_day, in_all) = (cases(false), cases(true));
        if by_the_day >= needed || (well && in_all >= needed) {
            return None;
        }
        let blank = counted.iter().find(|c| of_sort(sort, c.record).is_none());
        match blank {
            Some(_) if well => return None,
            Some(candidate) => {
                let missing = Missing::field("training", candidate.index, field_of(sort));
                return Some(Shortage::Blank(missing));
            }
            None => {}
        }
        let open = counted.iter().find(|c| goes_on(c));
        if let (Some(candidate), true) = (open, in_all >= needed) {
            let missing = Missing::field("training", candidate.index, SO_FAR);
            return Some(Shortage::Blank(missing));
        }
        Some(Shortage::Short(Cause::TooFewTrainingCases {
            kind: self.rule.kind.clone(),
            sort,
            cases: in_all,
            needed,
        }))
    }

    /// Courses that are over; one that goes on has not been taken yet.
    fn courses(&self, counted: &[&Candidate<'a>]) -> u32 {
        let over = counted
            .iter()
            .filter(|candidate| candidate.record.to.is_some_and(|to| to <= self.on.day()));
        u32::try_from(over.count()).unwrap_or(u32::MAX)
    }

    fn not_passed(&self, counted: &[&Candidate<'a>], well: bool) -> Option<Shortage> {
        let passed = |candidate: &&Candidate<'a>| passed(candidate.record, self.on);
        if !self.rule.passed || counted.iter().any(|c| passed(c) == Ok(true)) {
            return None;
        }
        let blank = counted.iter().find_map(|c| Some((c, passed(c).err()?)));
        match blank {
            Some(_) if well => None,
            Some((candidate, field)) => {
                let missing = Missing::field("training", candidate.index, field);
                Some(Shortage::Blank(missing))
            }
            None => {
                let kind = self.rule.kind.clone();
                Some(Shortage::Short(match examined_later(counted) {
                    Some(on) => Cause::NotYetExamined { kind, on },
                    None => Cause::TrainingFailed { kind },
                }))
            }
        }
    }

    /// The first day of an examination passed by now.
    fn passed_on(&self, counted: &[&Candidate<'a>]) -> Option<Day> {
        let passed = counted
            .iter()
            .filter(|c| passed(c.record, self.on) == Ok(true));
        passed.filter_map(|c| examination(c.record)).min()
    }

    fn has_begun(&self, record: &Training) -> bool {
        record.from.is_some_and(|from| from <= self.on.day())
    }

    fn months(&self, counted: &[&Candidate<'a>]) -> u32 {
        let anniversary = self.world.settings.anniversary;
        let tenures = self.tenures(counted);
        let months = tenures
            .iter()
            .map(|tenure| tenure.months_on(self.on, anniversary));
        months.max().unwrap_or(0)
    }

    /// One tenure of all stays, or one of each where they do not add up.
    fn tenures(&self, counted: &[&Candidate<'a>]) -> Vec<Tenure> {
        let stretches: Vec<Stretch> = counted.iter().filter_map(|c| stretch(c.record)).collect();
        if self.rule.one_stay {
            stretches
                .into_iter()
                .map(|one| Tenure::of(vec![one]))
                .collect()
        } else {
            vec![Tenure::of(stretches)]
        }
    }

    fn too_short(&self, counted: &[&Candidate<'a>]) -> bool {
        self.months(counted) < self.rule.months
    }

    fn too_short_cause(&self, counted: &[&Candidate<'a>]) -> Cause {
        let anniversary = self.world.settings.anniversary;
        let tenures = self.tenures(counted);
        let reaches = tenures
            .iter()
            .filter_map(|t| t.reaches(self.rule.months, anniversary));
        Cause::TrainingTooShort {
            kind: self.rule.kind.clone(),
            months: self.months(counted),
            needed: self.rule.months,
            reaches: reaches.min(),
        }
    }

    fn held(&self, candidates: &[Candidate<'a>]) -> Finding {
        let sure: Vec<&Candidate<'a>> = candidates
            .iter()
            .filter(|c| c.truth == Truth::Yes && self.has_begun(c.record))
            .collect();
        let cases = |sort: CaseSort| {
            let over = sure.iter().filter(|c| !goes_on(c.record, self.on));
            let numbers = over.filter_map(|c| of_sort(sort, c.record));
            (sort, numbers.fold(0u32, u32::saturating_add))
        };
        Finding::on(Evidence::Training {
            kind: self.rule.kind.clone(),
            months: self.months(&sure),
            base: sure.iter().find_map(|c| c.record.base.clone()),
            courses: Some(self.courses(&sure)).filter(|_| self.rule.courses > 0),
            cases: self
                .rule
                .cases
                .iter()
                .map(|(sort, _)| cases(*sort))
                .collect(),
            passed_on: self.passed_on(&sure).filter(|_| self.rule.passed),
        })
    }

    /// The first thing to fill in that could make the training enough.
    fn first_missing(&self, candidates: &[Candidate<'a>]) -> Missing {
        let unsure = candidates.iter().find_map(|candidate| candidate.missing);
        let blank = match self.shortage(candidates, Truth::Yes) {
            Some(Shortage::Blank(missing)) => Some(missing),
            Some(Shortage::Short(_)) | None => None,
        };
        let found = blank.or(unsure);
        found.unwrap_or_else(|| Missing::record("training"))
    }
}

const fn of_sort(sort: CaseSort, record: &Training) -> Option<u32> {
    match sort {
        CaseSort::TakenPart => record.cases_taken_part,
        CaseSort::Managed => record.cases_managed,
        CaseSort::Done => record.cases_done,
    }
}

const fn field_of(sort: CaseSort) -> &'static str {
    match sort {
        CaseSort::TakenPart => "cases_taken_part",
        CaseSort::Managed => "cases_managed",
        CaseSort::Done => "cases_done",
    }
}

/// The name of a number that is not recorded: that of a stay's cases up to the day.
const SO_FAR: &str = "so_far";

/// Whether a stay is recorded to end after the day; without a last day its numbers are those so far.
fn goes_on(record: &Training, on: AsOf) -> bool {
    record.to.is_some_and(|to| to > on.day())
}

/// The first day of an examination that is recorded as passed, of stays none of which is passed by
/// now.
fn examined_later(counted: &[&Candidate<'_>]) -> Option<Day> {
    let later = counted.iter().filter(|c| c.record.passed == Some(true));
    later.filter_map(|c| examination(c.record)).min()
}

/// The day of the examination, else the last day.
fn examination(record: &Training) -> Option<Day> {
    record.examined.or(record.to)
}

/// Whether it was passed by the day; the blank field where that cannot be told.
fn passed(record: &Training, on: AsOf) -> Result<bool, &'static str> {
    match (record.passed, examination(record)) {
        (Some(true), Some(day)) => Ok(day <= on.day()),
        (Some(true), None) => Err("examined"),
        (Some(false), _) => Ok(false),
        (None, _) => Err("passed"),
    }
}

fn stretch(record: &Training) -> Option<Stretch> {
    Some(Stretch {
        from: record.from?,
        to: record.to,
    })
}

/// The days on which training can begin to be enough.
pub(super) fn training_cuts(
    rule: &TrainingRule,
    world: &World<'_>,
    person: &Person,
    add: &mut dyn FnMut(Day),
) {
    let of_kind = || {
        person
            .training
            .iter()
            .filter(|record| record.kind == rule.kind)
    };
    // Which records count can differ, so every choice of the first so many, and each alone, may be
    // the one that reaches the months.
    let stretches: Vec<Stretch> = of_kind().filter_map(stretch).collect();
    let mut tenures: Vec<Tenure> = stretches.iter().map(|one| Tenure::of(vec![*one])).collect();
    tenures.extend(subsets(&stretches));
    for tenure in tenures {
        super::tenure_cuts(&tenure, rule.months, world, add);
    }
    for record in of_kind() {
        record.from.into_iter().for_each(&mut *add);
        record.examined.into_iter().for_each(&mut *add);
        record.to.into_iter().for_each(&mut *add);
        record.to.map(Day::next).into_iter().for_each(&mut *add);
    }
    for filing in &world.hospital.institution.bases {
        super::period_cuts(filing.from, filing.to, add);
    }
}

/// All choices of the stays, or only the whole where there are too many to look at.
fn subsets(stretches: &[Stretch]) -> Vec<Tenure> {
    /// More stays than anybody has; beyond, only all together are looked at.
    const MOST: usize = 6;
    if stretches.len() > MOST {
        return vec![Tenure::of(stretches.to_vec())];
    }
    let chosen = |mask: usize| {
        let bits = stretches.iter().enumerate();
        let chosen = bits
            .filter(|(bit, _)| mask >> bit & 1 == 1)
            .map(|(_, one)| *one);
        Tenure::of(chosen.collect())
    };
    (1..1usize << stretches.len()).map(chosen).collect()
}
