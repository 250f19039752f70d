//! What is said of ways out: steps, sets of steps, and people to be hired.

use serde::Serialize;

use super::course::Course;
use super::left_out::LeftOut;
use crate::assess::finding::Missing;
use crate::assess::reason::Item;
use crate::assess::truth::Verdict;
use crate::catalogue::{
    CredentialKindId, DeclaredFactId, DisciplineId, DutyId, EquipmentKindId, FigureId, PaperKindId,
    PostId, TechniqueId, TitleSeriesId,
};
use crate::day::Day;
use crate::facts::{Level, LicenceLevel, StaffNumber};
use crate::standard::{ClauseId, Condition};
use crate::whatif::Change;

/// How far to search before saying that there may be more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The greatest gap of a clause that is searched.
    pub gap: usize,
    /// How many people (or ways of helping one) are looked at per clause.
    pub candidates: usize,
    /// How many assessments are made per clause.
    pub assessments: usize,
    /// How many later days are looked at for a recovery by time alone.
    pub days: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            gap: 3,
            candidates: 12,
            assessments: 2000,
            days: 400,
        }
    }
}

/// The ways out for one clause that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseWays {
    /// The clause.
    pub clause: ClauseId,
    /// Its verdict today: short or undetermined.
    pub verdict: Verdict,
    /// The first later day on which it is met if nothing else changes.
    pub recovers_on: Option<Day>,
    /// The smallest sets of steps, by number of steps, number of people and staff numbers.
    pub ways: Vec<Way>,
    /// What hiring would take, for each of its headcounts and roles that is not met.
    pub hire: Vec<Hire>,
    /// What it asks for besides that no step is known for: not searched, whatever the people do.
    /// Empty where the ways close the clause by themselves.
    pub left_out: Vec<LeftOut>,
    /// Whether a limit cut the search off, so that there may be other or smaller ways.
    pub cut_off: bool,
}

impl ClauseWays {
    /// Whether everything was searched and the people there are cannot close the clause.
    #[must_use]
    pub fn has_no_way(&self) -> bool {
        self.ways.is_empty() && self.left_out.is_empty() && !self.cut_off
    }
}

/// Steps that together close a clause, none of which can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The steps, taken on the day asked about.
    pub steps: Vec<Step>,
    /// The day on which the clause is met: that day, or later where a step takes its time.
    pub met_on: Day,
    /// Clauses met today that are not met on that day any more.
    pub costs: Vec<ClauseId>,
    /// Other clauses not met today that are met on that day.
    pub also_closes: Vec<ClauseId>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The person it is about; `None` for the institution or for waiting as such.
    pub staff: Option<StaffNumber>,
    /// What is to be done.
    pub action: Action,
    /// The day on which it has its effect, where that is later than the day asked about.
    pub ready_on: Option<Day>,
    /// The step as changes of a what-if, with assumed numbers, dates and, for a missing fact, the
    /// value that helps; none for waiting.
    pub changes: Vec<Change>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Action {
    /// Renew a paper.
    Renew {
        /// The kind.
        kind: CredentialKindId,
    },
    /// Obtain one of several papers.
    Obtain {
        /// The kinds.
        kinds: Vec<CredentialKindId>,
    },
    /// Have the licence registered anew.
    RenewLicence {
        /// Its level.
        level: LicenceLevel,
    },
    /// File, or file again, for practice here beside the main institution.
    FilePractice,
    /// Obtain a title.
    ObtainTitle {
        /// The series that count.
        series: Vec<TitleSeriesId>,
        /// The least level.
        level: Level,
        /// The disciplines; empty for any.
        discipline: Vec<DisciplineId>,
    },
    /// Train.
    Train(Box<Course>),
    /// Have an exemption from base training recorded, whose criteria are met.
    RecordExemption {
        /// The technique.
        technique: TechniqueId,
    },
    /// Do a regular duty and record it; the step is about one who may do it, where that matters.
    DoDuty {
        /// The duty.
        duty: DutyId,
        /// The day to do it.
        on: Day,
        /// What or whom it is about.
        about: DutyAbout,
        /// Others who may do it just as well.
        or_by: Vec<StaffNumber>,
    },
    /// Put on the post.
    Post {
        /// The post.
        post: PostId,
        /// Whether full-time.
        full_time: bool,
    },
    /// Make full-time on the post held.
    MakeFullTime {
        /// The post.
        post: PostId,
    },
    /// End a posting.
    EndPosting {
        /// The post.
        post: PostId,
        /// The other programme it is in; `None` for this one.
        programme: Option<String>,
    },
    /// Move to a department of the programme.
    Move {
        /// The department's id.
        department: String,
    },
    /// Appoint as holder of a role.
    Appoint {
        /// The role.
        post: PostId,
        /// Who holds it today and steps down.
        instead_of: Vec<StaffNumber>,
    },
    /// Fill in a missing fact; whether it helps depends on how it turns out.
    Fill {
        /// The fact.
        #[serde(flatten)]
        missing: Missing,
    },
    /// Have something attested.
    Attest {
        /// The clause.
        clause: ClauseId,
        /// The part of it, where it has several.
        item: Option<String>,
    },
    /// Declare a fact that is not declared; whether it helps depends on what is so.
    Declare {
        /// The fact.
        fact: DeclaredFactId,
        /// What would help.
        value: bool,
    },
    /// Obtain or renew a paper of the institution.
    ObtainPaper {
        /// The kind.
        paper: PaperKindId,
    },
    /// Put devices into use.
    Install {
        /// The kind.
        equipment: EquipmentKindId,
        /// How many.
        number: usize,
    },
    /// Record a figure that is missing; whether it helps depends on what it is.
    Record {
        /// The figure.
        figure: FigureId,
        /// The calendar year.
        year: i32,
    },
    /// Wait: time alone does the rest.
    Wait {
        /// The day.
        until: Day,
    },
}

/// What or whom a duty is to be done for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DutyAbout {
    /// The institution as a whole.
    Institution,
    /// One item of equipment.
    Item(Item),
    /// All equipment that the clause is about.
    AllEquipment,
    /// One person.
    Person(StaffNumber),
    /// Everybody whom the clause is about.
    Everybody,
}

/// People to be hired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hire {
    /// How many.
    pub number: usize,
    /// Whether so many, and no fewer, were tried out and close the headcount or fill the role.
    pub verified: bool,
    /// The post they are to be put on, where one is asked for.
    pub post: Option<PostId>,
    /// Whether full-time.
    pub full_time: bool,
    /// The ids of the departments they may join, where members are counted.
    pub departments: Vec<String>,
    /// What each must meet.
    pub conditions: Vec<Condition>,
}

impl Step {
    pub(super) fn new(staff: &StaffNumber, action: Action, changes: Vec<Change>) -> Self {
        Self {
            staff: Some(staff.clone()),
            action,
            ready_on: None,
            changes,
        }
    }

    pub(super) fn of_institution(action: Action, change: Change) -> Self {
        Self {
            staff: None,
            action,
            ready_on: None,
            changes: vec![change],
        }
    }

    pub(super) fn wait(staff: Option<&StaffNumber>, until: Day) -> Self {
        Self {
            staff: staff.cloned(),
            action: Action::Wait { until },
            ready_on: Some(until),
            changes: Vec::new(),
        }
    }

    /// The day on which all steps have their effect.
    #[must_use]
    pub fn ready(steps: &[Self], on: Day) -> Day {
        let days = steps.iter().filter_map(|step| step.ready_on);
        days.max().map_or(on, |day| day.max(on))
    }
}
