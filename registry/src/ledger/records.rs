//! The records of the facts by the name of their kind: what is recorded, and whether a record
//! stands the checks of the facts.

use eligibility::catalogue::Catalogue;
use eligibility::facts::{
    Absence, Attestation, Base, CaseVolume, Credential, Declared, Department, DisciplineRecord,
    Duty, Employment, Exemption, Experience, Figure, Hospital, Installation, Institution,
    InstitutionKindRecord, InstitutionLevelRecord, InstitutionList, LeadTime, Licence, ListKind,
    Membership, Paper, PeriodicAssessment, Person, Posting, PostingElsewhere, Postponement,
    ProfessionRecord, Programme, ProgrammeList, RadiationWork, Room, ServiceRecord, SubjectRecord,
    Title, Training,
};
use eligibility::file::{Cx, Fault, FaultKind, Node, Rule, Shape};

use super::fault::Fault as LedgerFault;
use super::kinds::SheetKind;
use crate::store::{RecordId, RecordIndex, RecordKind};

/// A record that is recorded, with what names it; the name is missing where nothing is stored.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The record.
    pub node: Node,
    /// Its id and version.
    pub id: Option<(RecordId, i64)>,
}

macro_rules! of_person {
    ($($record:literal: $field:ident as $type:ty),* $(,)?) => {
        fn list(person: &Person, record: &str) -> Vec<Node> {
            match record {
                $( $record => person.$field.iter().map(Shape::write).collect(), )*
                _ => Vec::new(),
            }
        }

        fn faults_of_person(record: &str, node: &Node, catalogue: &Catalogue) -> Vec<Fault> {
            match record {
                $( $record => read::<$type>(node, catalogue), )*
                _ => Vec::new(),
            }
        }
    };
}
of_person! {
    "employment": employment as Employment,
    "absence": absences as Absence,
    "membership": departments as Membership,
    "profession": professions as ProfessionRecord,
    "discipline": disciplines as DisciplineRecord,
    "title": titles as Title,
    "licence": licences as Licence,
    "periodic_assessment": assessments as PeriodicAssessment,
    "credential": credentials as Credential,
    "experience": experience as Experience,
    "training": training as Training,
    "exemption": exemptions as Exemption,
    "case_volume": cases as CaseVolume,
    "radiation_work": radiation_work as RadiationWork,
    "incomplete_list": incomplete as ListKind,
}

fn read<T: Shape>(node: &Node, catalogue: &Catalogue) -> Vec<Fault> {
    let mut cx = Cx::of_file(node, Some(catalogue));
    let value = T::read(node, &mut cx);
    cx.finish(value)
        .err()
        .map(|faults| faults.0)
        .unwrap_or_default()
}

/// What the checks of the facts say of a record.
#[must_use]
pub fn faults(sheet: &SheetKind, node: &Node, catalogue: &Catalogue) -> Vec<Fault> {
    match sheet.record {
        "institution" => read::<Institution>(node, catalogue),
        "institution_kind" => read::<InstitutionKindRecord>(node, catalogue),
        "institution_level" => read::<InstitutionLevelRecord>(node, catalogue),
        "institution_subject" => read::<SubjectRecord>(node, catalogue),
        "institution_paper" => read::<Paper>(node, catalogue),
        "institution_service" => read::<ServiceRecord>(node, catalogue),
        "institution_declared" | "declared" => read::<Declared>(node, catalogue),
        "institution_incomplete" => read::<InstitutionList>(node, catalogue),
        "training_base" => read::<Base>(node, catalogue),
        "lead_time" => read::<LeadTime>(node, catalogue),
        "postponement" => read::<Postponement>(node, catalogue),
        "department" => read::<Department>(node, catalogue),
        "equipment" => read::<Installation>(node, catalogue),
        "room" => read::<Room>(node, catalogue),
        "person" => read::<Person>(node, catalogue),
        "programme" => read::<Programme>(node, catalogue),
        "programme_incomplete" => read::<ProgrammeList>(node, catalogue),
        "posting" => read::<Posting>(node, catalogue),
        "posting_elsewhere" => read::<PostingElsewhere>(node, catalogue),
        "figure" => read::<Figure>(node, catalogue),
        "attestation" => read::<Attestation>(node, catalogue),
        "duty" => read::<Duty>(node, catalogue),
        record => faults_of_person(record, node, catalogue),
    }
}

/// A fault of a record at the field it is of, by key; `header` says what a field is called.
#[must_use]
pub fn placed(fault: Fault, header: impl Fn(&str) -> String) -> (String, LedgerFault) {
    // What is inside one cell, such as periods, is wrong there.
    let inside = fault.path.split(['[', '.']).next().unwrap_or_default();
    match fault.kind {
        FaultKind::OutOfOrder {
            first_key,
            first,
            last_key,
            last,
        } => {
            let inside = Some(inside).filter(|key| !key.is_empty());
            let first_header = header(inside.unwrap_or(&first_key));
            let key = inside.unwrap_or(&last_key).to_owned();
            let fault = LedgerFault::OutOfOrder {
                first_header,
                first,
                last,
            };
            (key, fault)
        }
        FaultKind::NotAllowed {
            rule: Rule::ExactlyOne { keys },
        } if inside.is_empty() => {
            let headers = keys.iter().map(|key| header(key)).collect();
            let first = keys.first().copied().unwrap_or_default();
            (first.to_owned(), LedgerFault::ExactlyOne { headers })
        }
        FaultKind::NotAllowed {
            rule: Rule::OutOfRange { key, least, most },
        } if inside.is_empty() => (key.to_owned(), LedgerFault::OutOfRange { least, most }),
        kind => (inside.to_owned(), LedgerFault::Record(kind)),
    }
}

/// The records of a kind that a person has, the person's own included.
#[must_use]
pub fn of_person(person: &Person, sheet: &SheetKind, index: &RecordIndex) -> Vec<Recorded> {
    let staff = person.staff.as_str();
    let kind = RecordKind::from_name(sheet.record);
    let name = |place, node| Recorded {
        id: kind.and_then(|kind| index.at(kind, Some(staff), place)),
        node,
    };
    list(person, sheet.record)
        .into_iter()
        .enumerate()
        .map(|(place, node)| name(place, node))
        .collect()
}

/// The postings of a person, each with the id of its programme.
#[must_use]
pub fn postings(hospital: &Hospital, staff: &str, index: &RecordIndex) -> Vec<Recorded> {
    let mut found = Vec::new();
    let kind = RecordKind::from_name("posting");
    for programme in &hospital.programmes {
        for (place, posting) in programme.postings.iter().enumerate() {
            if posting.staff.as_str() == staff {
                let id = kind.and_then(|kind| index.at(kind, Some(&programme.id), place));
                let node = with(&posting.write(), "programme", Node::text(&*programme.id));
                found.push(Recorded { node, id });
            }
        }
    }
    found
}

/// The departments.
#[must_use]
pub fn departments(hospital: &Hospital, index: &RecordIndex) -> Vec<Recorded> {
    let kind = RecordKind::from_name("department");
    let departments = hospital.institution.departments.iter().enumerate();
    let recorded = |(place, department): (usize, &Department)| Recorded {
        node: department.write(),
        id: kind.and_then(|kind| index.at(kind, None, place)),
    };
    departments.map(recorded).collect()
}

/// The same record with another value under a key; none takes the key away.
#[must_use]
pub fn with(record: &Node, key: &str, value: impl Into<Option<Node>>) -> Node {
    let eligibility::file::Value::Table(entries) = &record.value else {
        return record.clone();
    };
    let kept = entries.iter().filter(|(known, _)| known != key).cloned();
    let new = value.into().map(|value| (key.to_owned(), value));
    Node::table(kept.chain(new))
}
