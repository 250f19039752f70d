//! Tests about the institution, its equipment, rooms, figures and duties.

use serde::Serialize;

use super::{Calendar, PeopleSet, RoomFeature, WhenEmpty};
use crate::catalogue::{
    DeclaredFactId, DepartmentKindId, DutyId, EquipmentKindId, FigureId, InstitutionKindId,
    InstitutionLevelId, PaperKindId, PostId, RoomKindId, ServiceId, SubjectId,
};
use crate::file::Decimal;
use crate::standard::condition::Condition;

/// A judgement nobody can compute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attest {
    /// The part of the clause, where several can be attested.
    pub item: Option<String>,
    /// The declared fact without which the attestation does not help.
    pub when: Option<DeclaredFactId>,
    /// How many months it counts at most.
    pub months: Option<u32>,
}

/// The institution's own papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperRule {
    /// At least a level.
    Level(InstitutionLevelId),
    /// Any level of a tier (3 for 三级) or above.
    Tier(u32),
    /// One of several kinds; `unsure` kinds may or may not be meant.
    Kind {
        /// The kinds that do.
        kinds: Vec<InstitutionKindId>,
        /// The kinds for which the text leaves it open.
        unsure: Vec<InstitutionKindId>,
    },
    /// All of several registered subjects.
    Subjects(Vec<SubjectId>),
    /// One of several registered subjects.
    AnySubject(Vec<SubjectId>),
    /// None of several registered subjects.
    WithoutSubjects(Vec<SubjectId>),
    /// A valid paper of a kind.
    Paper(PaperKindId),
    /// What is asked only where a fact is declared.
    OnlyIf(DeclaredFactId, Box<Self>),
}

/// A service offered for at least so many months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InService {
    /// The service, or the kind of equipment whose use is the service.
    pub service: ServiceId,
    /// How many months.
    pub months: u32,
}

/// A figure over the last years: its average, or each year's, over complete calendar years or
/// over 12-month windows ending on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// The figure.
    pub figure: FigureId,
    /// How many years.
    pub years: u32,
    /// The least average, or the least of each year.
    pub at_least: u32,
    /// Whether each year must reach it.
    pub each: bool,
    /// Whether the years are 12-month windows ending on the day (A41's alternative).
    pub rolling: bool,
}

/// A ratio of the last complete calendar year, compared without rounding, inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The figure.
    pub figure: FigureId,
    /// The numerator of the least ratio.
    pub numerator: u32,
    /// Its denominator.
    pub denominator: u32,
}

/// At least so many items of a kind of equipment in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The kind.
    pub equipment: EquipmentKindId,
    /// How many.
    pub at_least: u32,
    /// Only CT with at least so many rows.
    pub rows_at_least: Option<u32>,
    /// Only CT with exactly so many rows.
    pub rows_exactly: Option<u32>,
    /// Only MR systems of at least so many tesla.
    pub tesla_at_least: Option<Decimal>,
}

/// A figure of the present: the one whose period contains the day, else the latest that ended at
/// most 12 months ago; compared without rounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// The figure.
    pub figure: FigureId,
    /// The bound's numerator.
    pub bound: u32,
    /// The bound's denominator; at least 1.
    pub of: u32,
    /// Whether the bound itself is not enough (大于).
    pub strict: bool,
}

/// A sum of the records of a figure; one of several is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The figures, each with its least sum.
    pub any: Vec<(FigureId, u32)>,
    /// In how many last years; `None` for all time.
    pub years: Option<u32>,
}

/// The floor area of all rooms of some kinds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floor {
    /// The kinds of room.
    pub rooms: Vec<RoomKindId>,
    /// The bound in square metres.
    pub bound: Decimal,
    /// Whether the bound itself is not enough (大于).
    pub strict: bool,
}

/// Every item of equipment in use meets a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EveryItem {
    /// The kinds; empty for all.
    pub equipment: Vec<EquipmentKindId>,
    /// Only items in departments of these kinds; empty for all.
    pub departments: Vec<DepartmentKindId>,
    /// What each must meet.
    pub condition: ItemCondition,
    /// What an empty set means.
    pub when_empty: WhenEmpty,
}

/// What an item of equipment must meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemCondition {
    /// So many engineers outside the hospital can be called.
    ExternalContacts(u32),
    /// Its images are stored in the image management system.
    ImageSystem,
}

/// Every room of some kinds meets conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EveryRoom {
    /// The kinds.
    pub rooms: Vec<RoomKindId>,
    /// The least square metres.
    pub area: Option<Decimal>,
    /// The least shortest side in metres.
    pub side: Option<Decimal>,
    /// The square metres are for each machine of these kinds used in the room; empty for the room.
    pub per_unit: Vec<EquipmentKindId>,
    /// Kinds of machine of which each stands in such a room; empty where it does not matter.
    pub machines: Vec<EquipmentKindId>,
    /// What it must have.
    pub has: Vec<RoomFeature>,
    /// What an empty set means.
    pub when_empty: WhenEmpty,
}

/// A duty done again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periodic {
    /// The duty.
    pub duty: DutyId,
    /// How often.
    pub interval: Interval,
    /// Whether the interval is the hospital's own, since the text names none (A40).
    pub set_here: bool,
    /// What it is about.
    pub about: About,
    /// It must be done by somebody on one of these posts; empty for anybody.
    pub by_posts: Vec<PostId>,
    /// What whoever does it must meet on the day it is done.
    pub by: Vec<Condition>,
    /// What an empty set means.
    pub when_empty: WhenEmpty,
}

/// How often a duty must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// At most so many days after the last time.
    Days(u32),
    /// At most so many months after the last time.
    Months(u32),
    /// At least once in each stretch of the calendar.
    Each(Calendar),
}

/// What a duty is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The institution as a whole.
    Institution,
    /// Each person of a set.
    People(PeopleSet),
    /// Each item of equipment in use.
    Equipment {
        /// The kinds; empty for all.
        kinds: Vec<EquipmentKindId>,
        /// Only items in departments of these kinds; empty for all.
        departments: Vec<DepartmentKindId>,
    },
}
