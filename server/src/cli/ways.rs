//! Ways out of a shortage as JSON and as text, for `zhunru assess --ways`.

use std::collections::BTreeMap;

use app::wording::{self, Voice, ways_text};
use eligibility::assess::ways::{
    Action, ClauseWays, Hire, LeftOut, Limits, Step, Way, single_points, ways_out,
};
use eligibility::assess::{Question, Verdict};
use eligibility::catalogue::PostId;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, StaffNumber};
use eligibility::standard::{ClauseId, Standard};
use eligibility::whatif::Change;
use serde::Serialize;

/// What was found for one assessment.
pub(super) struct Found {
    on: Day,
    ways: Vec<ClauseWays>,
    points: BTreeMap<StaffNumber, Vec<ClauseId>>,
}

impl Found {
    /// Searches, within the usual limits.
    pub(super) fn search(
        voice: Voice<'_>,
        question: Question,
        standard: &Standard,
        facts: (&Hospital, &Programme),
    ) -> Self {
        let (catalogue, limits) = (voice.catalogue, Limits::default());
        Self {
            on: question.on.day(),
            ways: ways_out(question, catalogue, standard, facts, limits),
            points: single_points(question, catalogue, standard, facts),
        }
    }

    /// The block of a sheet.
    pub(super) fn text(&self, voice: Voice<'_>, hospital: &Hospital) -> String {
        ways_text::ways_text(voice, self.on, &self.ways, &self.points, hospital)
    }

    /// What is written beside an assessment.
    pub(super) fn document<'a>(&'a self, voice: Voice<'a>, hospital: &'a Hospital) -> Document<'a> {
        let writer = Writer {
            voice,
            hospital,
            on: self.on,
        };
        Document {
            ways: self.ways.iter().map(|ways| writer.clause(ways)).collect(),
            single_points: &self.points,
        }
    }
}

/// Ways out, ready to be written.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    ways: Vec<ClauseRow<'a>>,
    single_points: &'a BTreeMap<StaffNumber, Vec<ClauseId>>,
}

#[derive(Serialize)]
struct ClauseRow<'a> {
    clause: &'a ClauseId,
    verdict: Verdict,
    recovers_on: Option<Day>,
    ways: Vec<WayRow<'a>>,
    hire: Vec<HireRow<'a>>,
    left_out: Vec<LeftOutRow<'a>>,
    cut_off: bool,
}

#[derive(Serialize)]
struct LeftOutRow<'a> {
    #[serde(flatten)]
    left_out: &'a LeftOut,
    text: String,
}

#[derive(Serialize)]
struct WayRow<'a> {
    steps: Vec<StepRow<'a>>,
    met_on: Day,
    costs: &'a [ClauseId],
    also_closes: &'a [ClauseId],
    text: String,
}

#[derive(Serialize)]
struct StepRow<'a> {
    staff: Option<&'a StaffNumber>,
    #[serde(flatten)]
    action: &'a Action,
    ready_on: Option<Day>,
    changes: &'a [Change],
    text: String,
}

#[derive(Serialize)]
struct HireRow<'a> {
    number: usize,
    verified: bool,
    post: Option<&'a PostId>,
    full_time: bool,
    departments: &'a [String],
    conditions: Vec<String>,
    text: String,
}

struct Writer<'a> {
    voice: Voice<'a>,
    hospital: &'a Hospital,
    on: Day,
}

impl Writer<'_> {
    fn clause<'a>(&self, ways: &'a ClauseWays) -> ClauseRow<'a> {
        ClauseRow {
            clause: &ways.clause,
            verdict: ways.verdict,
            recovers_on: ways.recovers_on,
            ways: ways.ways.iter().map(|way| self.way(way)).collect(),
            hire: ways.hire.iter().map(|hire| self.hire(hire)).collect(),
            left_out: ways.left_out.iter().map(|one| self.left_out(one)).collect(),
            cut_off: ways.cut_off,
        }
    }

    fn left_out<'a>(&self, left_out: &'a LeftOut) -> LeftOutRow<'a> {
        LeftOutRow {
            left_out,
            text: wording::left_out(self.voice, left_out),
        }
    }

    fn way<'a>(&self, way: &'a Way) -> WayRow<'a> {
        WayRow {
            steps: way.steps.iter().map(|step| self.step(step)).collect(),
            met_on: way.met_on,
            costs: &way.costs,
            also_closes: &way.also_closes,
            text: ways_text::way_line(self.voice, self.on, way, self.hospital),
        }
    }

    fn step<'a>(&self, step: &'a Step) -> StepRow<'a> {
        StepRow {
            staff: step.staff.as_ref(),
            action: &step.action,
            ready_on: step.ready_on,
            changes: &step.changes,
            text: wording::step(self.voice, self.hospital, step),
        }
    }

    fn hire<'a>(&self, hire: &'a Hire) -> HireRow<'a> {
        let conditions = hire.conditions.iter();
        HireRow {
            number: hire.number,
            verified: hire.verified,
            post: hire.post.as_ref(),
            full_time: hire.full_time,
            departments: &hire.departments,
            conditions: conditions
                .map(|one| wording::condition(self.voice, one))
                .collect(),
            text: ways_text::hire_line(self.voice, hire, self.hospital),
        }
    }
}
