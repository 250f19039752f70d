//! Changes of a person's file.

use super::change::{
    Away, DepartmentMoved, ExperienceAdded, FilingRenewed, LicenceCancelled, LicenceSuspended,
    PaperIssued, PaperRevoked, PersonLeaves, TitleObtained,
};
use super::period::{clear, end};
use super::{Facts, nothing, recorded};
use crate::catalogue::Vocabulary;
use crate::facts::{
    Absence, Credential, Employment, Experience, Licence, ListKind, Membership, Person, Suspension,
    Title,
};
use crate::file::{Cx, FaultKind, Thing};

impl Facts {
    pub(super) fn person_leaves(&mut self, change: &PersonLeaves, cx: &mut Cx<'_>) {
        let last_day = change.last_day;
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        let never_recorded = person.employment.is_empty();
        if !end(&mut person.employment, last_day, |_| true) && !never_recorded {
            nothing("employment", cx);
            return;
        }
        // That somebody left is known, also of a file that does not say since when they were here,
        // or whose list of employment is not complete.
        if person.employment.is_empty() {
            person.employment.push(Employment {
                from: None,
                to: Some(last_day),
            });
        }
        person
            .incomplete
            .retain(|list| *list != ListKind::Employment);
        self.end_postings(&change.staff, last_day);
    }

    pub(super) fn person_joins(&mut self, joins: &Person, cx: &mut Cx<'_>) {
        let people = &self.hospital.people;
        let place = people.binary_search_by(|person| person.staff.cmp(&joins.staff));
        let Err(place) = place else {
            let found = joins.staff.to_string();
            cx.at_key("staff", None, |cx| {
                cx.fault(FaultKind::Duplicate {
                    what: Thing::Person,
                    found,
                });
            });
            return;
        };
        let faults = cx.n_faults();
        for (index, membership) in joins.departments.iter().enumerate() {
            cx.at_item("departments", index, |cx| {
                self.has_department(&membership.department, cx);
            });
        }
        if cx.n_faults() == faults {
            self.hospital.people.insert(place, joins.clone());
        }
    }

    pub(super) fn paper_renewed(&mut self, change: &PaperIssued, cx: &mut Cx<'_>) {
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        let records = person.credentials.iter();
        let of_kind = records.filter(|record| record.kind == change.kind);
        let last = of_kind.max_by_key(|record| record.issued).cloned();
        let Some(last) = last else {
            no_paper(person, change.kind.as_str(), cx);
            return;
        };
        let mut paper = issued(change);
        paper.category = paper.category.or(last.category);
        paper.issuer = paper.issuer.or(last.issuer);
        person.credentials.push(paper);
    }

    pub(super) fn paper_obtained(&mut self, change: &PaperIssued, cx: &mut Cx<'_>) {
        if let Some(person) = self.person(&change.staff, cx) {
            person.credentials.push(issued(change));
        }
    }

    pub(super) fn paper_revoked(&mut self, change: &PaperRevoked, cx: &mut Cx<'_>) {
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        if !person
            .credentials
            .iter()
            .any(|held| held.kind == change.kind)
        {
            no_paper(person, change.kind.as_str(), cx);
            return;
        }
        let mut any = false;
        for record in &mut person.credentials {
            let earlier = record.issued.is_none_or(|issued| issued <= change.from);
            let stands = record.revoked_from.is_none_or(|from| change.from < from);
            if record.kind == change.kind && earlier && stands {
                record.revoked_from = Some(change.from);
                any = true;
            }
        }
        if !any {
            nothing("credentials", cx);
        }
    }

    /// A filing that adjoins the last one goes on with it; another stands beside it, as a new record
    /// of the licence.
    pub(super) fn filing_renewed(&mut self, change: &FilingRenewed, cx: &mut Cx<'_>) {
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        let place = person
            .licences
            .iter()
            .rposition(|licence| licence.main_here != Some(true));
        let Some(licence) = place.and_then(|place| person.licences.get_mut(place)) else {
            nothing("licences", cx);
            return;
        };
        let adjoins = match (licence.filing_from, licence.filing_to) {
            (Some(from), Some(to)) => from <= change.from && change.from <= to.next(),
            _ => false,
        };
        if adjoins {
            licence.filing_to = licence.filing_to.max(Some(change.to));
            return;
        }
        let renewed = Licence {
            filing_from: Some(change.from),
            filing_to: Some(change.to),
            ..licence.clone()
        };
        if licence.filing_from.is_none() && licence.filing_to.is_none() {
            *licence = renewed;
        } else {
            person.licences.push(renewed);
        }
    }

    pub(super) fn licence_suspended(&mut self, change: &LicenceSuspended, cx: &mut Cx<'_>) {
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        let mut any = false;
        for licence in &mut person.licences {
            let stands = licence.cancelled_from.is_none_or(|from| change.from < from);
            if stands
                && change
                    .level
                    .is_none_or(|level| licence.level == Some(level))
            {
                licence.suspended.push(Suspension {
                    from: Some(change.from),
                    to: change.to,
                });
                any = true;
            }
        }
        if !any {
            nothing("licences", cx);
        }
    }

    pub(super) fn licence_cancelled(&mut self, change: &LicenceCancelled, cx: &mut Cx<'_>) {
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        let mut any = false;
        for licence in &mut person.licences {
            let stands = licence.cancelled_from.is_none_or(|from| change.from < from);
            let registered = licence.from.is_none_or(|from| from <= change.from);
            let meant = change
                .level
                .is_none_or(|level| licence.level == Some(level));
            if stands && registered && meant {
                licence.cancelled_from = Some(change.from);
                any = true;
            }
        }
        if !any {
            nothing("licences", cx);
        }
    }

    pub(super) fn title_obtained(&mut self, change: &TitleObtained, cx: &mut Cx<'_>) {
        if let Some(person) = self.person(&change.staff, cx) {
            person.titles.push(Title {
                series: Some(change.series.clone()),
                level: Some(change.level),
                discipline: change.discipline.clone(),
                qualified: Some(change.qualified),
                appointed: change.appointed,
            });
        }
    }

    pub(super) fn department_moved(&mut self, change: &DepartmentMoved, cx: &mut Cx<'_>) {
        if !self.has_department(&change.department, cx) {
            return;
        }
        if let Some(person) = self.person(&change.staff, cx) {
            clear(&mut person.departments, change.from, None, |_| true);
            person.departments.push(Membership {
                department: change.department.clone(),
                from: Some(change.from),
                to: None,
            });
        }
    }

    pub(super) fn absent(&mut self, change: &Away, cx: &mut Cx<'_>) {
        if let Some(person) = self.person(&change.staff, cx) {
            person.absences.push(Absence {
                kind: change.kind,
                from: Some(change.from),
                to: change.to,
            });
        }
    }

    pub(super) fn experience_added(&mut self, change: &ExperienceAdded, cx: &mut Cx<'_>) {
        if let Some(person) = self.person(&change.staff, cx) {
            person.experience.push(Experience {
                field: change.field.clone(),
                from: Some(change.from),
                to: change.to,
                employer: change.employer.clone(),
            });
        }
    }
}

fn issued(change: &PaperIssued) -> Credential {
    Credential {
        kind: change.kind.clone(),
        category: change.category.clone(),
        number: change.number.clone(),
        issuer: change.issuer.clone(),
        issued: Some(change.issued),
        expires: change.expires,
        revoked_from: None,
        suspended_from: None,
    }
}

/// Notes that the person has no paper of the kind, with the kinds there are.
fn no_paper(person: &Person, kind: &str, cx: &mut Cx<'_>) {
    let held = person.credentials.iter();
    let mut held: Vec<&str> = held.map(|record| record.kind.as_str()).collect();
    held.sort_unstable();
    held.dedup();
    let what = Thing::Of(Vocabulary::CredentialKind);
    recorded(what, ("kind", kind), &held, cx);
}
