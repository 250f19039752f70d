//! A timeline as JSON; `timeline.schema.json` describes it and a test holds the two together.

use app::wording::Voice;
use app::wording::timeline_text::{About, cause};
use eligibility::assess::{
    Change, ChangeCause, ClauseCourse, ClauseState, Count, Rules, Timeline, Turns, Verdict,
};
use eligibility::day::Day;
use eligibility::standard::{ClauseId, Flag};
use serde::Serialize;

use super::error::CliError;

/// The timeline as an indented JSON text.
pub(super) fn json(
    voice: Voice<'_>,
    about: About<'_>,
    timeline: &Timeline,
) -> Result<String, CliError> {
    let course = &timeline.course;
    let strip = course.strip();
    let steps = strip.iter().map(|(from, overall)| Step {
        from,
        verdict: overall.all,
        personnel_verdict: overall.personnel,
    });
    let rules = course
        .rules
        .iter()
        .map(|(from, rules)| InForce { from, rules });
    let changes = timeline.changes.iter().map(|change| Row {
        day: change.day,
        id: &change.clause,
        flag: change.flag,
        before: change.before.as_ref().map(State::of),
        after: change.after.as_ref().map(State::of),
        causes: told(voice, about, change),
    });
    let document = Document {
        standard: &course.standard,
        from: course.from,
        to: course.to,
        as_if_in_force: course.as_if_in_force,
        rules: rules.collect(),
        verdicts: steps.collect(),
        turns: course.turns(),
        personnel_turns: course.personnel_turns(),
        clauses: course
            .clauses
            .iter()
            .map(|clause| Start::of(clause, course.from))
            .collect(),
        changes: changes.collect(),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
}

fn told<'a>(voice: Voice<'_>, about: About<'_>, change: &'a Change) -> Vec<Told<'a>> {
    let causes = change.causes.iter();
    causes
        .map(|behind| Told {
            behind,
            text: cause(voice, about.hospital, &change.clause, behind),
        })
        .collect()
}

#[derive(Serialize)]
struct Document<'a> {
    standard: &'a str,
    from: Day,
    to: Day,
    as_if_in_force: bool,
    rules: Vec<InForce<'a>>,
    verdicts: Vec<Step>,
    turns: Turns,
    personnel_turns: Turns,
    clauses: Vec<Start<'a>>,
    changes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct InForce<'a> {
    from: Day,
    #[serde(flatten)]
    rules: &'a Rules,
}

#[derive(Serialize)]
struct Step {
    from: Day,
    verdict: Option<Verdict>,
    personnel_verdict: Option<Verdict>,
}

/// A clause on the first day, and when it breaks and recovers.
#[derive(Serialize)]
struct Start<'a> {
    id: &'a ClauseId,
    flag: Flag,
    state: Option<State>,
    #[serde(flatten)]
    turns: Turns,
}

impl<'a> Start<'a> {
    fn of(clause: &'a ClauseCourse, on: Day) -> Self {
        let state = clause.states.on(on).and_then(Option::as_ref);
        Self {
            id: &clause.id,
            flag: clause.flag,
            state: state.map(State::of),
            turns: clause.turns(),
        }
    }
}

#[derive(Serialize)]
struct State {
    verdict: Verdict,
    counts: Vec<Counts>,
}

impl State {
    fn of(state: &ClauseState) -> Self {
        let held = |count: &Count| Counts {
            required: count.required,
            held: count.surely,
            possibly: count.possibly,
            gap: count.gap(),
        };
        Self {
            verdict: state.verdict,
            counts: state.counts.iter().map(held).collect(),
        }
    }
}

#[derive(Serialize)]
struct Counts {
    required: usize,
    held: usize,
    possibly: usize,
    gap: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    day: Day,
    id: &'a ClauseId,
    flag: Flag,
    before: Option<State>,
    after: Option<State>,
    causes: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    behind: &'a ChangeCause,
    text: Vec<String>,
}
