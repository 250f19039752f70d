//! The shapes of tests about the institution, its equipment, rooms, figures and duties.

use super::people::WhoFile;
use crate::catalogue::{
    DeclaredFactId, DepartmentKindId, DutyId, EquipmentKindId, FigureId, InstitutionKindId,
    InstitutionLevelId, PaperKindId, PostId, RoomKindId, ServiceId, SubjectId,
};
use crate::file::{Cx, Decimal, Listed, Rule, record, word_enum};
use crate::standard::model::{Calendar, RoomFeature, WhenEmpty};

record! {
    /// Something about the institution; exactly one of the keys.
    pub(in crate::standard) struct PaperFile {
        /// At least this level.
        level: Option<InstitutionLevelId>,
        /// Any level of this tier or above.
        tier: Option<u32>,
        /// One of these kinds.
        kind: Listed<InstitutionKindId>,
        /// Beside `kind`: kinds for which the text leaves it open.
        kind_unsure: Listed<InstitutionKindId>,
        /// All of these registered subjects.
        subjects: Listed<SubjectId>,
        /// One of these registered subjects.
        any_subject: Listed<SubjectId>,
        /// None of these registered subjects.
        without_subjects: Listed<SubjectId>,
        /// A valid paper of this kind.
        paper: Option<PaperKindId>,
        /// The declared fact without which this is not asked.
        only_if: Option<DeclaredFactId>,
    }
    check with one_paper
}

fn one_paper(paper: &PaperFile, cx: &mut Cx<'_>) {
    let asked = [
        paper.level.is_some(),
        paper.tier.is_some(),
        !paper.kind.is_empty(),
        !paper.subjects.is_empty(),
        !paper.any_subject.is_empty(),
        !paper.without_subjects.is_empty(),
        paper.paper.is_some(),
    ];
    if asked.iter().filter(|asked| **asked).count() != 1 {
        let keys = &[
            "level",
            "tier",
            "kind",
            "subjects",
            "any_subject",
            "without_subjects",
            "paper",
        ];
        cx.fault(Rule::ExactlyOne { keys });
    }
}

record! {
    /// A service offered for years.
    pub(in crate::standard) struct InServiceFile {
        /// The service, or the kind of equipment in use.
        service: ServiceId,
        /// How many years.
        years: u32,
    }
}

record! {
    /// The average of a figure over complete calendar years.
    pub(in crate::standard) struct YearlyFile {
        /// The figure.
        figure: FigureId,
        /// How many years.
        years: u32,
        /// The least average.
        at_least: u32,
        /// Whether each year must reach it and not the average.
        each: Option<bool>,
        /// Whether the years are 12-month windows ending on the day and not calendar years.
        rolling: Option<bool>,
    }
    check with some_yearly_years
}

/// The most years that an average is taken over.
const MOST_YEARS: u32 = 50;

fn some_yearly_years(yearly: &YearlyFile, cx: &mut Cx<'_>) {
    some_years("years", yearly.years, cx);
}

/// Notes a number of years that nothing can be computed over.
pub(super) fn some_years(key: &'static str, years: u32, cx: &mut Cx<'_>) {
    if years == 0 || years > MOST_YEARS {
        let most = Some(MOST_YEARS);
        cx.fault(Rule::OutOfRange {
            key,
            least: 1,
            most,
        });
    }
}

record! {
    /// A least ratio.
    pub(in crate::standard) struct ShareFile {
        /// The figure.
        figure: FigureId,
        /// The numerator of the least ratio.
        numerator: u32,
        /// Its denominator.
        denominator: u32,
    }
    check with some_denominator
}

fn some_denominator(share: &ShareFile, cx: &mut Cx<'_>) {
    if share.denominator == 0 {
        cx.fault(Rule::ZERO_DENOMINATOR);
    }
}

record! {
    /// Equipment in use.
    pub(in crate::standard) struct InstalledFile {
        /// The kind.
        equipment: EquipmentKindId,
        /// How many.
        at_least: u32,
        /// Only CT with at least so many rows.
        rows_at_least: Option<u32>,
        /// Only CT with exactly so many rows.
        rows_exactly: Option<u32>,
        /// Only MR systems of at least so many tesla.
        tesla_at_least: Option<Decimal>,
    }
}

record! {
    /// A figure of the present: the one whose period contains the day, else the latest that ended at
    /// most 12 months ago. Exactly one of `at_least` and `more_than`.
    pub(in crate::standard) struct CurrentFile {
        /// The figure.
        figure: FigureId,
        /// The bound, inclusive.
        at_least: Option<u32>,
        /// The bound, strict.
        more_than: Option<u32>,
        /// The denominator of the bound, for ratios; 1 when blank.
        of: Option<u32>,
    }
    check with one_bound
}

fn one_bound(current: &CurrentFile, cx: &mut Cx<'_>) {
    exactly_one_bound(current.at_least.is_some(), current.more_than.is_some(), cx);
    if current.of == Some(0) {
        cx.fault(Rule::OutOfRange {
            key: "of",
            least: 1,
            most: None,
        });
    }
}

fn exactly_one_bound(inclusive: bool, strict: bool, cx: &mut Cx<'_>) {
    if inclusive == strict {
        let keys = &["at_least", "more_than"];
        cx.fault(Rule::ExactlyOne { keys });
    }
}

record! {
    /// A sum of the records of a figure; one of several is enough.
    pub(in crate::standard) struct TotalFile {
        /// The figures, each with its bound.
        any: Listed<TotalOfFile>,
        /// In how many last years; blank for all time.
        years: Option<u32>,
    }
    check with some_figure
}

fn some_figure(total: &TotalFile, cx: &mut Cx<'_>) {
    if total.any.is_empty() {
        cx.fault(Rule::ExactlyOne { keys: &["any"] });
    }
    if let Some(years) = total.years {
        some_years("years", years, cx);
    }
}

record! {
    /// A figure and its bound.
    pub(in crate::standard) struct TotalOfFile {
        /// The figure.
        figure: FigureId,
        /// The least sum.
        at_least: u32,
    }
}

record! {
    /// The floor area of all rooms of some kinds together. Exactly one of `at_least` and `more_than`.
    pub(in crate::standard) struct FloorFile {
        /// The kinds of room.
        room: Listed<RoomKindId>,
        /// The least square metres, inclusive.
        at_least: Option<Decimal>,
        /// The bound in square metres, strict.
        more_than: Option<Decimal>,
    }
    check with one_floor_bound
}

fn one_floor_bound(floor: &FloorFile, cx: &mut Cx<'_>) {
    exactly_one_bound(floor.at_least.is_some(), floor.more_than.is_some(), cx);
}

record! {
    /// Every item of equipment in use meets a condition; exactly one of the conditions.
    pub(in crate::standard) struct EveryItemFile {
        /// The kinds; none for all.
        equipment: Listed<EquipmentKindId>,
        /// Only items in departments of these kinds; none for all.
        department_kind: Listed<DepartmentKindId>,
        /// So many engineers outside the hospital can be called.
        external_contacts_at_least: Option<u32>,
        /// Its images are stored in the image management system.
        image_system: Option<bool>,
        /// What an empty set means.
        when_empty: Option<WhenEmpty>,
    }
    check with one_item_condition
}

fn one_item_condition(item: &EveryItemFile, cx: &mut Cx<'_>) {
    let system = item.image_system == Some(true);
    if item.external_contacts_at_least.is_some() == system {
        let keys = &["external_contacts_at_least", "image_system"];
        cx.fault(Rule::ExactlyOne { keys });
    }
}

record! {
    /// Every room of some kinds meets conditions.
    pub(in crate::standard) struct EveryRoomFile {
        /// The kinds.
        room: Listed<RoomKindId>,
        /// The least square metres.
        area_at_least: Option<Decimal>,
        /// The least shortest side in metres.
        side_at_least: Option<Decimal>,
        /// The square metres are for each machine of these kinds used in the room.
        per_unit: Listed<EquipmentKindId>,
        /// Kinds of machine of which each stands in such a room: while more may be in use than the rooms
        /// are for, it cannot be told. A room is for one unless its number is recorded. Not beside
        /// `per_unit`, which says so too.
        machines: Listed<EquipmentKindId>,
        /// What it must have.
        has: Listed<RoomFeature>,
        /// What an empty set means.
        when_empty: Option<WhenEmpty>,
    }
    check with some_room_condition
}

fn some_room_condition(room: &EveryRoomFile, cx: &mut Cx<'_>) {
    if room.area_at_least.is_none() && room.side_at_least.is_none() && room.has.is_empty() {
        cx.fault(Rule::AsksNothing);
    }
    if !room.per_unit.is_empty() && !room.machines.is_empty() {
        let keys = &["per_unit", "machines"];
        cx.fault(Rule::AtMostOne { keys });
    }
}

word_enum! {
    /// What a duty is about.
    #[derive(Default)]
    pub enum AboutWord (About) {
        /// The institution as a whole.
        #[default]
        Institution = "institution",
        /// Each person of a set.
        People = "people",
        /// Each item of equipment in use.
        Equipment = "equipment",
    }
}

record! {
    /// A duty done again and again; exactly one of `days`, `months` and `calendar`.
    pub(in crate::standard) struct PeriodicFile {
        /// The duty.
        duty: DutyId,
        /// At most so many days since the last.
        days: Option<u32>,
        /// At most so many months since the last.
        months: Option<u32>,
        /// At least once in each stretch of the calendar.
        calendar: Option<Calendar>,
        /// Whether the interval is the hospital's own, since the text names none.
        set_here: Option<bool>,
        /// What it is about.
        about: Option<AboutWord>,
        /// The posts whose people it is about.
        posts: Listed<PostId>,
        /// Whether it is about the members of the programme's departments.
        members: Option<bool>,
        /// Only members of, or equipment in, departments of these kinds.
        department_kind: Listed<DepartmentKindId>,
        /// What narrows the set of people.
        of: Option<WhoFile>,
        /// The kinds of equipment it is about; none for all.
        equipment: Listed<EquipmentKindId>,
        /// It must be done by somebody on one of these posts.
        by_posts: Listed<PostId>,
        /// What whoever does it must meet on the day it is done.
        by: Option<WhoFile>,
        /// What an empty set means.
        when_empty: Option<WhenEmpty>,
    }
    check with one_interval
}

fn one_interval(periodic: &PeriodicFile, cx: &mut Cx<'_>) {
    let intervals = [
        periodic.days.is_some(),
        periodic.months.is_some(),
        periodic.calendar.is_some(),
    ];
    if intervals.iter().filter(|given| **given).count() != 1 {
        let keys = &["days", "months", "calendar"];
        cx.fault(Rule::ExactlyOne { keys });
    }
    for (key, length) in [("days", periodic.days), ("months", periodic.months)] {
        if length == Some(0) {
            cx.fault(Rule::OutOfRange {
                key,
                least: 1,
                most: None,
            });
        }
    }
}

record! {
    /// A judgement that is attested.
    pub(in crate::standard) struct AttestFile {
        /// The part of the clause, where several can be attested.
        item: Option<String>,
        /// The declared fact without which it does not help.
        when: Option<DeclaredFactId>,
        /// How many months it counts at most, where less than it says itself.
        months: Option<u32>,
    }
}
