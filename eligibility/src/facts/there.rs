//! Whom and what a record may refer to.

use std::collections::BTreeSet;

use super::{Hospital, StaffNumber};
use crate::file::{Cx, FaultKind, Thing};

/// The departments and the people there are, to check references against: a large hospital has as many
/// references as records.
pub(crate) struct There<'h> {
    departments: BTreeSet<&'h str>,
    staff: BTreeSet<&'h StaffNumber>,
}

impl<'h> There<'h> {
    /// Those of a hospital.
    pub(crate) fn of(hospital: &'h Hospital) -> Self {
        let departments = hospital.institution.departments.iter();
        Self {
            departments: departments.map(|department| &*department.id).collect(),
            staff: hospital.people.iter().map(|person| &person.staff).collect(),
        }
    }

    /// Notes a fault if there is no department with the id.
    pub(crate) fn check_department(&self, id: &str, cx: &mut Cx<'_>) {
        if !self.departments.contains(id) {
            cx.fault(FaultKind::Dangling {
                what: Thing::Department,
                found: id.to_owned(),
            });
        }
    }

    /// Notes a fault if there is no person with the staff number.
    pub(crate) fn check_staff(&self, staff: &StaffNumber, cx: &mut Cx<'_>) {
        if !self.staff.contains(staff) {
            cx.fault(FaultKind::Dangling {
                what: Thing::Person,
                found: staff.to_string(),
            });
        }
    }
}
