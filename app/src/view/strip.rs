//! The next 24 months of a sheet: the verdicts from day to day, and what breaks when.

use eligibility::assess::{
    Change, ChangeCause, ClauseCourse, ClauseState, Course, Overall, Timeline, TimelineQuestion,
    Verdict,
};
use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::standard::{Clause, Flag, Standard};

use super::clause::held;
use crate::locale::Lang;
use crate::wording::Voice;
use crate::wording::timeline_text::cause;

/// How far a sheet looks ahead, in months.
const MONTHS: u32 = 24;

/// What a sheet asks of the future: 24 months from its day on, each day against its own rules.
#[must_use]
pub fn question(on: Day, as_if_in_force: bool) -> TimelineQuestion {
    TimelineQuestion {
        as_if_in_force,
        ..TimelineQuestion::over(on, on.plus_months(MONTHS))
    }
}

/// The next 24 months as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripView {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// All clauses, and the personnel clauses.
    pub rows: [Vec<Stretch>; 2],
    /// The first days of months within the span.
    pub months: Vec<Day>,
    /// Changes of the edition or of whether it is in force, a sentence each.
    pub rules: Vec<(Day, String)>,
    /// What breaks, by day and then in document order.
    pub breaks: Vec<Break>,
}

/// Days with the same worst verdict, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The worst verdict; `None` while nothing is assessed.
    pub verdict: Option<Verdict>,
}

/// A clause that was met and is not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first day on which it is short or undetermined.
    pub day: Day,
    /// The clause's full id.
    pub id: String,
    /// The number printed in the document.
    pub number: String,
    /// Whether it is about people.
    pub personnel: bool,
    /// What it asks.
    pub requirement: String,
    /// Its verdict from that day on.
    pub verdict: Verdict,
    /// What is left of what is required, for each test that has too few people.
    pub left: Vec<String>,
    /// Who and which record is behind it: for each cause what happened, then the particulars.
    pub causes: Vec<Vec<String>>,
    /// The first day on which it is met again; `None` if that does not come within the span.
    pub recovers_on: Option<Day>,
}

impl StripView {
    /// A timeline in words; `None` if nothing is assessed on any of its days.
    #[must_use]
    pub fn of(
        voice: Voice<'_>,
        timeline: &Timeline,
        standard: &Standard,
        hospital: &Hospital,
    ) -> Option<Self> {
        let course = &timeline.course;
        let rows = [
            stretches(course, |overall| overall.all),
            stretches(course, |overall| overall.personnel),
        ];
        let assessed = |stretch: &Stretch| stretch.verdict.is_some();
        if !rows.iter().flatten().any(assessed) {
            return None;
        }
        let told = Told {
            voice,
            timeline,
            standard,
            hospital,
        };
        let clauses = course.clauses.iter();
        let mut breaks: Vec<Break> = clauses.flat_map(|clause| told.breaks(clause)).collect();
        // Stable, so in document order on each day.
        breaks.sort_by_key(|one| one.day);
        Some(Self {
            from: course.from,
            to: course.to,
            rows,
            months: months(course.from, course.to),
            rules: told.rules(),
            breaks,
        })
    }

    /// How far a day is from the first, in hundredths of a per cent of the span.
    #[must_use]
    pub fn place(&self, day: Day) -> i64 {
        let days = self.to.next().days_since(self.from).max(1);
        (day.days_since(self.from) * 10_000) / days
    }
}

/// The stretches of one of the worst verdicts of each day.
fn stretches(course: &Course, of: impl Fn(&Overall) -> Option<Verdict>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (from, overall) in course.strip().iter() {
        let verdict = of(overall);
        match stretches.last_mut() {
            Some(last) if last.verdict == verdict => continue,
            Some(last) => last.to = from.prev(),
            None => {}
        }
        stretches.push(Stretch {
            from,
            to: course.to,
            verdict,
        });
    }
    stretches
}

fn months(from: Day, to: Day) -> Vec<Day> {
    let first = from.first_of_month();
    let months = (0..=MONTHS).map(|n| first.plus_months(n));
    months.filter(|day| from <= *day && *day <= to).collect()
}

/// What is told, of what and in which language.
struct Told<'a> {
    voice: Voice<'a>,
    timeline: &'a Timeline,
    standard: &'a Standard,
    hospital: &'a Hospital,
}

impl Told<'_> {
    fn rules(&self) -> Vec<(Day, String)> {
        let changes = self.timeline.course.rules.changes();
        let said = changes.map(|(day, before, after)| {
            let text = crate::wording::timeline_text::rules(self.voice, Some(before), Some(after));
            (day, text)
        });
        said.collect()
    }

    fn breaks(&self, clause: &ClauseCourse) -> Vec<Break> {
        let turns = clause.turns();
        let of = |day: &Day| {
            let state = clause.states.on(*day)?.as_ref()?;
            let text = self.clause(*day, clause)?;
            let mut recoveries = turns.recoveries.iter();
            Some(Break {
                day: *day,
                id: clause.id.to_string(),
                number: text.number.clone(),
                personnel: clause.flag == Flag::Personnel,
                requirement: self.voice.text(&text.text).to_owned(),
                verdict: state.verdict,
                left: left(self.voice.lang, state),
                causes: self.causes(*day, clause),
                recovers_on: recoveries.find(|recovery| *recovery > day).copied(),
            })
        };
        turns.breaks.iter().filter_map(of).collect()
    }

    fn causes(&self, day: Day, clause: &ClauseCourse) -> Vec<Vec<String>> {
        let of = |change: &&Change| {
            change.day == day && change.clause == clause.id && change.flag == clause.flag
        };
        let change = self.timeline.changes.iter().find(of);
        let causes = change.into_iter().flat_map(|change| &change.causes);
        let said =
            causes.map(|one: &ChangeCause| cause(self.voice, self.hospital, &clause.id, one));
        said.filter(|lines| !lines.is_empty()).collect()
    }

    /// The clause as the edition of a day has it.
    fn clause(&self, day: Day, of: &ClauseCourse) -> Option<&Clause> {
        let rules = self.timeline.course.rules.on(day)?;
        let mut editions = self.standard.editions.iter();
        let edition = editions.find(|edition| edition.id == rules.edition)?;
        let mut clauses = edition.clauses.iter();
        clauses.find(|clause| clause.id == of.id && clause.flag == of.flag)
    }
}

/// What is left of what is required: "2 of 3".
fn left(lang: Lang, state: &ClauseState) -> Vec<String> {
    let short = state.counts.iter().filter(|count| count.gap() > 0);
    let said = short.map(|count| {
        let held = held(lang, *count);
        match lang {
            Lang::Zh => format!("{} 人中的 {held} 人", count.required),
            Lang::En => format!("{held} of {}", count.required),
        }
    });
    // Two tests of a clause may ask for as many of the same people.
    let mut left: Vec<String> = said.collect();
    left.dedup();
    left
}

#[cfg(test)]
mod tests;
