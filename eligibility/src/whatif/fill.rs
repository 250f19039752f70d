//! Filling in a missing fact: the record is written, the field set, and the record read again, so
//! that the value is checked as it would be in a file.

use super::Facts;
use super::change::FactFilled;
use crate::facts::{Person, Posting, PostingElsewhere};
use crate::file::{Cx, FaultKind, Node, Rule, Shape, Value};

/// The lists of a person's file whose facts may be missing.
const LISTS: &[&str] = &[
    "employment",
    "absences",
    "departments",
    "professions",
    "disciplines",
    "titles",
    "licences",
    "assessments",
    "credentials",
    "experience",
    "training",
    "exemptions",
    "cases",
    "radiation_work",
    "postings",
    "elsewhere",
];

impl Facts {
    pub(super) fn fact_filled(&mut self, change: &FactFilled, cx: &mut Cx<'_>) {
        if !LISTS.contains(&change.list.as_str()) {
            cx.at_key("list", None, |cx| {
                cx.fault(FaultKind::UnknownKey {
                    found: change.list.clone(),
                    allowed: LISTS.iter().map(ToString::to_string).collect(),
                });
            });
            return;
        }
        let Some(person) = self.person(&change.staff, cx) else {
            return;
        };
        match change.list.as_str() {
            "postings" => {
                let staff = |p: &Posting| p.staff == change.staff;
                fill_one(&mut self.programme.postings, staff, change, cx);
            }
            "elsewhere" => {
                let staff = |p: &PostingElsewhere| p.staff == change.staff;
                fill_one(&mut self.programme.elsewhere, staff, change, cx);
            }
            _ => {
                let (mut node, faults) = (person.write(), cx.n_faults());
                if !fill(&mut node, change, cx) {
                    return;
                }
                let read = cx.at_key("value", None, |cx| Person::read(&node, cx));
                let Some(filled) = read.filter(|_| cx.n_faults() == faults) else {
                    return;
                };
                for membership in &filled.departments {
                    self.has_department(&membership.department, cx);
                }
                if let (true, Some(person)) =
                    (cx.n_faults() == faults, self.person(&change.staff, cx))
                {
                    *person = filled;
                }
            }
        }
    }
}

/// Fills a field of one record of the programme, by its place among all of them.
fn fill_one<T: Shape + Clone>(
    list: &mut [T],
    about: impl Fn(&T) -> bool,
    change: &FactFilled,
    cx: &mut Cx<'_>,
) {
    let index = change.index.and_then(|index| usize::try_from(index).ok());
    let record = index.and_then(|index| list.get_mut(index));
    let (Some(record), Some(field)) = (record.filter(|record| about(record)), &change.field) else {
        super::nothing("postings", cx);
        return;
    };
    let mut node = record.write();
    set(&mut node, field, &change.value.0);
    let faults = cx.n_faults();
    let read = cx.at_key("value", None, |cx| T::read(&node, cx));
    if let Some(read) = read.filter(|_| cx.n_faults() == faults) {
        *record = read;
    }
}

/// Sets the field in the person's file, or adds the record; whether there was a place for it.
fn fill(file: &mut Node, change: &FactFilled, cx: &mut Cx<'_>) -> bool {
    let Value::Table(lists) = &mut file.value else {
        return false;
    };
    let place = lists.iter().position(|(key, _)| *key == change.list);
    let place = place.unwrap_or_else(|| {
        lists.push((change.list.clone(), Node::list([])));
        lists.len() - 1
    });
    let Some((
        _,
        Node {
            value: Value::List(records),
            ..
        },
    )) = lists.get_mut(place)
    else {
        return false;
    };
    match (change.index, &change.field) {
        (None, None) => {
            records.push(change.value.0.clone());
            true
        }
        (Some(index), Some(field)) => {
            let n_records = u32::try_from(records.len()).unwrap_or(u32::MAX);
            let record = usize::try_from(index)
                .ok()
                .and_then(|at| records.get_mut(at));
            let Some(record) = record else {
                let most = n_records.checked_sub(1);
                cx.fault(Rule::OutOfRange {
                    key: "index",
                    least: 0,
                    most: Some(most.unwrap_or(0)),
                });
                return false;
            };
            set(record, field, &change.value.0);
            true
        }
        _ => {
            cx.fault(FaultKind::MissingKey {
                key: if change.field.is_none() {
                    "field"
                } else {
                    "index"
                }
                .to_owned(),
            });
            false
        }
    }
}

fn set(record: &mut Node, field: &str, value: &Node) {
    let Value::Table(entries) = &mut record.value else {
        return;
    };
    if let Some((_, node)) = entries.iter_mut().find(|(key, _)| key == field) {
        *node = value.clone();
    } else {
        entries.push((field.to_owned(), value.clone()));
    }
}
