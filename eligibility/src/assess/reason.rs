//! What decided a clause besides counting people, as data.

use serde::Serialize;

use super::truth::Verdict;
use super::world::OwnInterval;
use crate::catalogue::{
    DeclaredFactId, DutyId, EquipmentKindId, FigureId, InstitutionKindId, InstitutionLevelId,
    PaperKindId, PostId, RoomKindId, ServiceId, SubjectId,
};
use crate::day::Day;
use crate::facts::StaffNumber;
use crate::file::Decimal;
use crate::standard::{ClauseId, ItemCondition, RoomFeature, SetScope, WaiverCause};

/// What the machines of some kinds ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeedPart {
    /// The kinds of machine.
    pub equipment: Vec<EquipmentKindId>,
    /// How many are surely in use.
    pub units: u32,
    /// How many may be.
    pub units_possibly: u32,
    /// So many people …
    pub each: u32,
    /// … for so many machines …
    pub per: u32,
    /// … beyond so many.
    pub beyond: u32,
    /// The least they ask for.
    pub least: u32,
    /// The most they ask for.
    pub most: u32,
}

/// An item of equipment by what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Item {
    /// The kind.
    pub kind: EquipmentKindId,
    /// Its name, if it has one.
    pub name: Option<String>,
}

/// A room by what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RoomName {
    /// The kind.
    pub kind: RoomKindId,
    /// Its name, if it has one.
    pub name: Option<String>,
}

/// What decided a clause besides counting people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the fields say what was found and what was asked"
)]
pub enum Reason {
    /// The clause depends on a fact that is not declared for the day.
    DeclaredUnknown {
        fact: DeclaredFactId,
    },
    /// The clause depends on a fact that is declared off.
    DeclaredNo {
        fact: DeclaredFactId,
    },
    /// The clause is waived for the institution.
    Waived {
        cause: WaiverCause,
    },
    /// The clause would be waived if this were so, and it is not known.
    WaiverUnknown {
        cause: WaiverCause,
    },
    /// The programme has no postings: name who works on it.
    NoPostings,
    /// Nobody holds the post on the day.
    NobodyOnPost {
        post: PostId,
    },
    /// Nobody is in the set the clause is about.
    NobodyConcerned {
        scope: SetScope,
    },
    /// Not everybody in the set meets the condition.
    NotEverybody {
        scope: SetScope,
        meeting: usize,
        concerned: usize,
    },
    /// Nobody is in the set, so the condition on everybody is passed over.
    PassedOver {
        scope: SetScope,
    },
    /// Who is in the set is not sure, and nobody who may be meets the condition.
    NobodyCould {
        scope: SetScope,
    },
    /// The postings are marked incomplete, and nobody is recorded there.
    PostingsIncomplete,
    /// How a need that is computed comes about; `most` is blank where nothing bounds it.
    Need {
        at_least: u32,
        plus: u32,
        parts: Vec<NeedPart>,
        as_many_as: Option<(usize, usize)>,
        less: u32,
        least: usize,
        most: Option<usize>,
    },
    /// What one of the programme's departments has on its own.
    InDepartment {
        department: String,
        required: usize,
        surely: usize,
        possibly: usize,
    },
    /// The clauses that have the worst verdict of those meant.
    WorstOf {
        verdict: Verdict,
        clauses: Vec<ClauseId>,
    },
    DutyDone {
        duty: DutyId,
        item: Option<Item>,
        on: Day,
        by: Option<StaffNumber>,
        due: Day,
        own_interval: Option<OwnInterval>,
    },
    DutyOverdue {
        duty: DutyId,
        item: Option<Item>,
        last: Day,
        due: Day,
        own_interval: Option<OwnInterval>,
    },
    /// Done in time, but not for sure by somebody who may.
    DutyUnsure {
        duty: DutyId,
        item: Option<Item>,
        on: Day,
    },
    /// Recorded by a name that several items bore that day, so that it may be about another.
    DutyNameShared {
        duty: DutyId,
        item: Item,
        on: Day,
    },
    /// Only ever done by somebody who may not do it.
    DutyByOther {
        duty: DutyId,
        item: Option<Item>,
        on: Day,
        by: Option<StaffNumber>,
    },
    DutyNever {
        duty: DutyId,
        item: Option<Item>,
    },
    /// New equipment: the duty is not due yet.
    DutyNotDue {
        duty: DutyId,
        item: Item,
        due: Day,
    },
    /// Nothing of the kind is in use.
    NothingInUse,
    /// No equipment, or no room, is recorded at all.
    NothingRecorded,
    ItemsMeet {
        condition: ItemCondition,
        items: usize,
    },
    ItemLacks {
        item: Item,
        condition: ItemCondition,
        held: Option<u32>,
    },
    ItemUnknown {
        item: Item,
        field: &'static str,
    },
    RoomsMeet {
        rooms: usize,
    },
    RoomTooSmall {
        room: RoomName,
        area: Decimal,
        units: u32,
        asked: Decimal,
    },
    RoomTooNarrow {
        room: RoomName,
        side: Decimal,
        asked: Decimal,
    },
    RoomLacks {
        room: RoomName,
        feature: RoomFeature,
    },
    RoomUnknown {
        room: RoomName,
        field: &'static str,
    },
    /// Fewer machines are recorded as used in the rooms than may be in use.
    UnitsOutsideRooms {
        equipment: Vec<EquipmentKindId>,
        placed: u32,
        in_use: u32,
    },
    /// Floor area in hundredths of a square metre.
    FloorArea {
        hundredths: u64,
        bound: Decimal,
        strict: bool,
    },
    Current {
        figure: FigureId,
        from: Day,
        to: Day,
        numerator: u32,
        denominator: Option<u32>,
        bound: u32,
        of: u32,
        strict: bool,
    },
    CurrentMissing {
        figure: FigureId,
    },
    Total {
        figure: FigureId,
        from: Option<Day>,
        to: Day,
        surely: u64,
        possibly: u64,
        needed: u32,
    },
    /// The year, or 12-month window, that decides a figure asked for in each.
    InYear {
        figure: FigureId,
        from: Day,
        to: Day,
        surely: u64,
        possibly: u64,
        needed: u32,
    },
    SubjectsNotAllowed {
        found: Vec<SubjectId>,
    },
    SubjectsFound {
        found: Vec<SubjectId>,
    },
    NoSubjectOf {
        asked: Vec<SubjectId>,
    },
    /// Several people hold the role; each must meet the conditions.
    SeveralHolders {
        post: PostId,
        holders: usize,
    },
    Attested {
        by: String,
        on: Day,
        through: Day,
        item: Option<String>,
        evidence: Option<String>,
    },
    AttestedNotMet {
        by: String,
        on: Day,
        item: Option<String>,
    },
    NotAttested {
        item: Option<String>,
    },
    AttestationLapsed {
        through: Day,
        item: Option<String>,
    },
    InstitutionLevel {
        held: Option<InstitutionLevelId>,
        asked: Option<InstitutionLevelId>,
        tier: Option<u32>,
    },
    InstitutionKind {
        held: Option<InstitutionKindId>,
        asked: Vec<InstitutionKindId>,
    },
    Subjects {
        missing: Vec<SubjectId>,
        recorded: bool,
    },
    Paper {
        paper: PaperKindId,
        number: Option<String>,
        ends: Option<Day>,
    },
    PaperMissing {
        paper: PaperKindId,
    },
    PaperEnded {
        paper: PaperKindId,
        ended: Day,
    },
    PaperUnsure {
        paper: PaperKindId,
    },
    InService {
        service: ServiceId,
        months: u32,
        needed: u32,
        reaches: Option<Day>,
    },
    ServiceUnknown {
        service: ServiceId,
    },
    Yearly {
        figure: FigureId,
        first_year: i32,
        last_year: i32,
        total: u64,
        needed: u64,
    },
    FigureMissing {
        figure: FigureId,
        year: i32,
    },
    FigureConflict {
        figure: FigureId,
        year: i32,
    },
    Share {
        figure: FigureId,
        year: i32,
        numerator: u32,
        denominator: u32,
        asked: (u32, u32),
    },
    Installed {
        equipment: EquipmentKindId,
        count: usize,
        possibly: usize,
        needed: u32,
    },
}
