//! The hospital's own records: what it is, its departments, equipment and rooms.

use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::file::Node;
use registry::forms::Recorded;
use registry::seen::Seen;
use registry::store::RecordKind;

use super::{KindView, Place};
use crate::locale::Lang;
use crate::wording::{record_text, setup_text};

/// The lists, in the order in which they are shown.
const LISTS: [&str; 13] = [
    "institution",
    "institution_kind",
    "institution_level",
    "department",
    "equipment",
    "room",
    "institution_subject",
    "institution_service",
    "institution_paper",
    "institution_declared",
    "training_base",
    "institution_incomplete",
    "lead_time",
];

/// The hospital's records, list by list; `None` for those who may not read everything.
#[must_use]
pub fn lists(place: &Place<'_>, seen: &Seen<'_>) -> Option<Vec<KindView>> {
    let hospital = seen.whole()?;
    let list = |kind: &&str| {
        let records = seen.recorded(RecordKind::from_name(kind)?, None);
        let list = place.list(kind, &records)?;
        Some(match *kind {
            "department" => departments(list, &records, place, hospital),
            _ => list,
        })
    };
    Some(LISTS.iter().filter_map(list).collect())
}

/// How many people and machines each department has, and what would stand in the way of its removal.
fn departments(
    mut list: KindView,
    records: &[Recorded],
    place: &Place<'_>,
    hospital: &Hospital,
) -> KindView {
    let lang = place.address.lang;
    let id = |record: &Recorded| {
        let id = record.node.get("id").and_then(Node::as_text);
        id.unwrap_or_default().to_owned()
    };
    for (row, record) in list.rows.iter_mut().zip(records) {
        row.note = Some(numbers(lang, hospital, &id(record), place.today));
    }
    list.warned(|removed, remove| {
        let record = records.iter().find(|record| record.id == *removed);
        let uses = record.map_or_else(Vec::new, |record| uses(lang, hospital, &id(record)));
        if !uses.is_empty() {
            remove.warnings = vec![setup_text::used_by(lang, &uses)];
        }
    })
}

fn numbers(lang: Lang, hospital: &Hospital, department: &str, today: Day) -> String {
    let lives = |from: Option<Day>, to: Option<Day>| {
        from.is_none_or(|from| from <= today) && to.is_none_or(|to| today <= to)
    };
    let is_member = |person: &&eligibility::facts::Person| {
        let mut memberships = person.departments.iter();
        memberships.any(|one| one.department == department && lives(one.from, one.to))
    };
    let n_members = hospital.people.iter().filter(is_member).count();
    let items = hospital
        .equipment
        .iter()
        .filter(|item| item.department.as_deref() == Some(department) && lives(item.from, item.to));
    setup_text::of_department(lang, n_members, items.count())
}

/// How many records of each kind name a department.
fn uses(lang: Lang, hospital: &Hospital, department: &str) -> Vec<(&'static str, usize)> {
    let memberships = hospital.people.iter().flat_map(|one| &one.departments);
    let memberships = memberships.filter(|one| one.department == department);
    let of = |named: Option<&String>| named.is_some_and(|id| id == department);
    let items = hospital.equipment.iter();
    let rooms = hospital.rooms.iter();
    let programmes = hospital.programmes.iter();
    let counts = [
        ("membership", memberships.count()),
        (
            "equipment",
            items.filter(|one| of(one.department.as_ref())).count(),
        ),
        (
            "room",
            rooms.filter(|one| of(one.department.as_ref())).count(),
        ),
        (
            "programme_department",
            programmes
                .filter(|one| one.departments.iter().any(|id| id == department))
                .count(),
        ),
    ];
    let named = counts.into_iter().filter(|(_, n)| *n > 0);
    named
        .filter_map(|(kind, n)| Some((record_text::kind(lang, RecordKind::from_name(kind)?), n)))
        .collect()
}
