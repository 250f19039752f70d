//! The institution, its departments and everything recorded there.

use super::programme::{Declared, Programme};
use super::{Person, StaffNumber, check_period, in_order};
use crate::catalogue::{
    DepartmentKindId, EquipmentKindId, InstitutionKindId, InstitutionLevelId, PaperKindId,
    ServiceId, SubjectId,
};
use crate::day::Day;
use crate::file::{Cx, FaultKind, record};

check_period! {
    kind_in_order => InstitutionKindRecord,
    level_in_order => InstitutionLevelRecord,
    subject_in_order => SubjectRecord,
    service_in_order => ServiceRecord,
    installation_in_order => Installation,
}

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
    check with kind_in_order
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
    check with level_in_order
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
    check with subject_in_order
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
    check with service_in_order
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
    check with paper_in_order
}

fn paper_in_order(paper: &Paper, cx: &mut Cx<'_>) {
    in_order(cx, ("issued", paper.issued), ("expires", paper.expires));
    in_order(
        cx,
        ("issued", paper.issued),
        ("revoked_from", paper.revoked_from),
    );
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
    }
    check with installation_in_order
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
    }
}

record! {
    /// Everything a hospital has recorded.
    pub struct Hospital {
        /// The institution and its departments.
        institution: Institution,
        /// Equipment.
        equipment: Vec<Installation>,
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
        self.check_people(cx);
        self.check_equipment("equipment", cx);
        for (index, programme) in self.programmes.iter().enumerate() {
            let key = format!("programmes[{index}]");
            if self
                .programmes
                .iter()
                .take(index)
                .any(|earlier| earlier.id == programme.id)
            {
                cx.at_key(&format!("{key}.id"), None, |cx| {
                    let (what, found) = ("programme id".to_owned(), programme.id.clone());
                    cx.fault(FaultKind::Duplicate { what, found });
                });
            }
            cx.at_key(&key, None, |cx| programme.check(self, cx));
        }
        self.sort();
    }

    /// Orders the people by staff number.
    pub(crate) fn sort(&mut self) {
        self.people.sort_by(|a, b| a.staff.cmp(&b.staff));
    }

    /// Checks that equipment is in departments there are.
    pub(crate) fn check_equipment(&self, key: &str, cx: &mut Cx<'_>) {
        for (index, item) in self.equipment.iter().enumerate() {
            if let Some(department) = &item.department {
                cx.at_key(&format!("{key}[{index}].department"), None, |cx| {
                    self.check_department(department, cx);
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

    fn check_departments(&self, cx: &mut Cx<'_>) {
        let departments = &self.institution.departments;
        for (index, department) in departments.iter().enumerate() {
            if departments
                .iter()
                .take(index)
                .any(|earlier| earlier.id == department.id)
            {
                cx.at_key(
                    &format!("institution.departments[{index}].id"),
                    None,
                    |cx| {
                        let (what, found) = ("department id".to_owned(), department.id.clone());
                        cx.fault(FaultKind::Duplicate { what, found });
                    },
                );
            }
        }
    }

    /// Checks that staff numbers and departments are unique, and memberships are of departments
    /// there are.
    pub(crate) fn check_people(&self, cx: &mut Cx<'_>) {
        self.check_departments(cx);
        let mut seen = std::collections::BTreeSet::new();
        for (index, person) in self.people.iter().enumerate() {
            if !seen.insert(&person.staff) {
                cx.at_key(&format!("people[{index}].staff"), None, |cx| {
                    let (what, found) = ("staff number".to_owned(), person.staff.to_string());
                    cx.fault(FaultKind::Duplicate { what, found });
                });
            }
            for (place, membership) in person.departments.iter().enumerate() {
                let key = format!("people[{index}].departments[{place}].department");
                cx.at_key(&key, None, |cx| {
                    self.check_department(&membership.department, cx);
                });
            }
        }
    }

    /// Notes a fault if there is no department with the id.
    pub(crate) fn check_department(&self, id: &str, cx: &mut Cx<'_>) {
        if self.department(id).is_none() {
            cx.fault(FaultKind::Dangling {
                what: "department".to_owned(),
                found: id.to_owned(),
            });
        }
    }

    /// Notes a fault if there is no person with the staff number.
    pub(crate) fn check_staff(&self, staff: &StaffNumber, cx: &mut Cx<'_>) {
        if self.person(staff).is_none() {
            cx.fault(FaultKind::Dangling {
                what: "person with staff number".to_owned(),
                found: staff.to_string(),
            });
        }
    }
}
