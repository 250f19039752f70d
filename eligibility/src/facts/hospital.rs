//! The institution, its departments and everything recorded there.

use super::programme::{Declared, Programme};
use super::reminders::{LeadTime, Postponement};
use super::there::There;
use super::{Person, StaffNumber};
use crate::catalogue::{
    DepartmentKindId, EquipmentKindId, InstitutionKindId, InstitutionLevelId, PaperKindId,
    RoomKindId, ServiceId, SubjectId, TechniqueId,
};
use crate::day::Day;
use crate::file::{Cx, Decimal, Rule, Thing, record, word_enum};

record! {
    /// The kind of institution in a stretch of time.
    pub struct InstitutionKindRecord {
        /// The kind.
        kind: InstitutionKindId,
        /// First day; blank means from the beginning.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// The level of the institution in a stretch of time.
    pub struct InstitutionLevelRecord {
        /// The level.
        level: InstitutionLevelId,
        /// First day; blank means from the beginning.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A registered clinical subject (诊疗科目).
    pub struct SubjectRecord {
        /// The subject.
        subject: SubjectId,
        /// First day; blank means from the beginning.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A service the institution has offered since a day; equipment in use says the same of its kind.
    pub struct ServiceRecord {
        /// The service.
        service: ServiceId,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A dated paper of the institution.
    pub struct Paper {
        /// The kind.
        kind: PaperKindId,
        /// The number on it.
        number: Option<String>,
        /// Who issued it.
        issuer: Option<String>,
        /// The day of issue; blank is missing.
        issued: Option<Day>,
        /// The last valid day, if printed.
        expires: Option<Day>,
        /// The day from which it is revoked.
        revoked_from: Option<Day>,
    }
    in order (issued, expires), (issued, revoked_from)
}

record! {
    /// An item of equipment.
    pub struct Installation {
        /// The kind.
        kind: EquipmentKindId,
        /// A name or number for the item.
        name: Option<String>,
        /// The id of the department that uses it.
        department: Option<String>,
        /// First day in use; blank is missing.
        from: Option<Day>,
        /// Last day in use; blank while in use.
        to: Option<Day>,
        /// Rows of detectors (排) of a CT; blank is missing.
        rows: Option<u32>,
        /// Field strength of an MR system in tesla; blank is missing.
        tesla: Option<Decimal>,
        /// How many engineers outside the hospital can be called for it; blank is missing.
        external_contacts: Option<u32>,
        /// Whether it stores its images in the image management system; blank is missing.
        image_system: Option<bool>,
    }
    in order (from, to)
}

record! {
    /// A room (机房, 候诊区 …).
    pub struct Room {
        /// The kind.
        kind: RoomKindId,
        /// A name or number.
        name: Option<String>,
        /// The id of the department that uses it.
        department: Option<String>,
        /// Usable floor area in square metres; blank is missing.
        area: Option<Decimal>,
        /// The shortest side in metres; blank is missing.
        shortest_side: Option<Decimal>,
        /// How many machines are used in it; blank is missing.
        units: Option<u32>,
        /// Whether it has its control room and auxiliary rooms; blank is missing.
        control_room: Option<bool>,
        /// Whether protective gear is at hand; blank is missing.
        protective_gear: Option<bool>,
        /// Whether rescue equipment is at hand; blank is missing.
        rescue_equipment: Option<bool>,
        /// Whether a defibrillator is at hand; blank is missing.
        defibrillator: Option<bool>,
        /// First day in use; blank is missing.
        from: Option<Day>,
        /// Last day in use; blank while in use.
        to: Option<Day>,
    }
    in order (from, to)
}

word_enum! {
    /// With whom a training base is filed; the rules ask for a filing with the province.
    pub enum Authority (Authority) {
        /// 省级卫生健康行政部门.
        Province = "province",
        /// Any other.
        Other = "other",
    }
}

record! {
    /// A filing of a training base (培训基地备案).
    pub struct Base {
        /// The name, the one that records of training give.
        name: String,
        /// The technique it is filed for.
        technique: TechniqueId,
        /// With whom it is filed; blank is missing.
        authority: Option<Authority>,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it stands.
        to: Option<Day>,
    }
    in order (from, to)
}

word_enum! {
    /// A list of the institution that may be marked incomplete.
    pub enum InstitutionList (ListKind) {
        /// Papers.
        Papers = "papers",
        /// Registered subjects.
        Subjects = "subjects",
        /// Filings of training bases.
        Bases = "bases",
    }
}

record! {
    /// A department (科室).
    pub struct Department {
        /// The id used in this file.
        id: String,
        /// The name.
        name: Option<String>,
        /// The kind.
        kind: DepartmentKindId,
    }
}

record! {
    /// The institution (医疗机构).
    pub struct Institution {
        /// The name.
        name: Option<String>,
        /// The kind in the course of time; none on a day is missing.
        kinds: Vec<InstitutionKindRecord>,
        /// The level in the course of time; none on a day is missing.
        levels: Vec<InstitutionLevelRecord>,
        /// Registered clinical subjects (诊疗科目).
        subjects: Vec<SubjectRecord>,
        /// Papers.
        papers: Vec<Paper>,
        /// Services.
        services: Vec<ServiceRecord>,
        /// Facts declared for the whole institution.
        declared: Vec<Declared>,
        /// Departments.
        departments: Vec<Department>,
        /// Filings of training bases.
        bases: Vec<Base>,
        /// When the hospital wants to be reminded, where that is not as the catalogue says.
        lead_times: Vec<LeadTime>,
        /// What is due and was put off.
        postponements: Vec<Postponement>,
        /// The lists that are not complete: what is not in them may still be there.
        incomplete: Vec<InstitutionList>,
        /// How often, in months, what no text gives an interval for is due again (按本院设定周期);
        /// blank for the default.
        own_interval_months: Option<u32>,
        /// Absences longer than this many days are not counted; blank for the default of 90.
        long_absence_days: Option<u32>,
    }
    check with sane_settings
}

/// The longest interval a hospital may set, in months: ten years.
const MOST_MONTHS: u32 = 120;

/// The longest absence that may be set to count, in days: ten years.
const MOST_DAYS: u32 = 3650;

fn sane_settings(institution: &Institution, cx: &mut Cx<'_>) {
    let settings = [
        (
            "own_interval_months",
            institution.own_interval_months,
            MOST_MONTHS,
        ),
        (
            "long_absence_days",
            institution.long_absence_days,
            MOST_DAYS,
        ),
    ];
    for (key, set, most) in settings {
        if set.is_some_and(|set| !(1..=most).contains(&set)) {
            cx.fault(Rule::OutOfRange {
                key,
                least: 1,
                most: Some(most),
            });
        }
    }
}

impl Institution {
    /// Whether a list holds everything there is of its kind.
    #[must_use]
    pub fn is_complete(&self, list: InstitutionList) -> bool {
        !self.incomplete.contains(&list)
    }
}

record! {
    /// Everything a hospital has recorded.
    pub struct Hospital {
        /// The institution and its departments.
        institution: Institution,
        /// Equipment.
        equipment: Vec<Installation>,
        /// Rooms.
        rooms: Vec<Room>,
        /// Programmes.
        programmes: Vec<Programme>,
        /// People, in ascending order of staff number.
        people: Vec<Person>,
    }
}

impl Hospital {
    /// Orders the people and checks what refers to what, noting a fault for each reference to
    /// something that is not there and each id that stands twice.
    pub fn check(&mut self, cx: &mut Cx<'_>) {
        let there = There::of(self);
        self.check_people(&there, cx);
        self.check_equipment(&there, cx);
        for (index, programme) in self.programmes.iter().enumerate() {
            cx.at_item("programmes", index, |cx| programme.check(&there, cx));
        }
        let ids = self.programmes.iter().map(|programme| &*programme.id);
        cx.unique(("programmes", "id"), Thing::Programme, ids);
        self.sort();
    }

    /// Orders the people by staff number.
    pub(crate) fn sort(&mut self) {
        self.people.sort_by(|a, b| a.staff.cmp(&b.staff));
    }

    /// Checks that equipment and rooms are in departments there are.
    pub(crate) fn check_equipment(&self, there: &There<'_>, cx: &mut Cx<'_>) {
        let items = self.equipment.iter().map(|item| item.department.as_ref());
        let rooms = self.rooms.iter().map(|room| room.department.as_ref());
        let lists: [(&str, Vec<Option<&String>>); 2] =
            [("equipment", items.collect()), ("rooms", rooms.collect())];
        for (list, departments) in lists {
            for (index, department) in departments.into_iter().enumerate() {
                let Some(department) = department else {
                    continue;
                };
                cx.at_item(list, index, |cx| {
                    cx.at_key("department", None, |cx| {
                        there.check_department(department, cx);
                    });
                });
            }
        }
    }

    /// The person with a staff number.
    #[must_use]
    pub fn person(&self, staff: &StaffNumber) -> Option<&Person> {
        self.people.iter().find(|person| person.staff == *staff)
    }

    /// The programme with an id, and with it the postings of the hospital's other programmes: who
    /// is full-time on one of those is not counted here.
    #[must_use]
    pub fn programme(&self, id: &str) -> Option<Programme> {
        let mut programme = self.programmes.iter().find(|p| p.id == id)?.clone();
        let others = self.programmes.iter().filter(|other| other.id != id);
        let postings = others.flat_map(|other| {
            let name = other.name.as_ref().unwrap_or(&other.id);
            other
                .postings
                .iter()
                .map(|posting| posting.seen_from_outside(name))
        });
        programme.elsewhere.extend(postings);
        Some(programme)
    }

    /// The department with an id.
    #[must_use]
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.institution
            .departments
            .iter()
            .find(|department| department.id == id)
    }

    /// Checks that staff numbers and departments are unique, and memberships are of departments
    /// there are.
    pub(crate) fn check_people(&self, there: &There<'_>, cx: &mut Cx<'_>) {
        let departments = self.institution.departments.iter();
        let ids = departments.map(|department| &*department.id);
        cx.at_key("institution", None, |cx| {
            cx.unique(("departments", "id"), Thing::Department, ids);
        });
        let staff = self.people.iter().map(|person| person.staff.as_str());
        cx.unique(("people", "staff"), Thing::Person, staff);
        for (index, person) in self.people.iter().enumerate() {
            cx.at_item("people", index, |cx| check_memberships(person, there, cx));
        }
    }
}

fn check_memberships(person: &Person, there: &There<'_>, cx: &mut Cx<'_>) {
    for (index, membership) in person.departments.iter().enumerate() {
        cx.at_item("departments", index, |cx| {
            cx.at_key("department", None, |cx| {
                there.check_department(&membership.department, cx);
            });
        });
    }
}
