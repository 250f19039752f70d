//! Sets of people, and needs that are computed.

use eligibility::assess::{NeedPart, Reason, Verdict};
use eligibility::catalogue::{Catalogue, DepartmentKindId, EquipmentKindId, PostId};
use eligibility::standard::SetScope;

use crate::wording::tests::clause_id;

fn on_posts(catalogue: &Catalogue, posts: &[&str]) -> SetScope {
    let posts = posts.iter().map(|id| PostId::of(catalogue, id).unwrap());
    SetScope::Posted(posts.collect())
}

fn in_departments(catalogue: &Catalogue, kinds: &[&str]) -> SetScope {
    let only = kinds
        .iter()
        .map(|id| DepartmentKindId::of(catalogue, id).unwrap());
    SetScope::Members {
        only: only.collect(),
    }
}

pub(super) fn people(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let physicians = || on_posts(catalogue, &["physician"]);
    let two_posts = || on_posts(catalogue, &["physician", "technologist"]);
    let members = || in_departments(catalogue, &[]);
    let radiology = || in_departments(catalogue, &["radiology", "ultrasound"]);
    let not_everybody = |scope| Reason::NotEverybody {
        scope,
        meeting: 3,
        concerned: 4,
    };
    let in_department = |possibly| Reason::InDepartment {
        department: "CT".into(),
        required: 3,
        surely: 2,
        possibly,
    };
    let worst_of = |verdict| Reason::WorstOf {
        verdict,
        clauses: vec![clause_id(catalogue), clause_id(catalogue)],
    };
    vec![
        ("not-everybody", not_everybody(physicians())),
        ("not-everybody posts", not_everybody(two_posts())),
        ("not-everybody members", not_everybody(members())),
        ("not-everybody kinds", not_everybody(radiology())),
        (
            "passed-over",
            Reason::PassedOver {
                scope: physicians(),
            },
        ),
        (
            "passed-over members",
            Reason::PassedOver { scope: members() },
        ),
        (
            "nobody-concerned",
            Reason::NobodyConcerned { scope: two_posts() },
        ),
        (
            "nobody-concerned kinds",
            Reason::NobodyConcerned { scope: radiology() },
        ),
        (
            "nobody-could",
            Reason::NobodyCould {
                scope: physicians(),
            },
        ),
        (
            "nobody-could members",
            Reason::NobodyCould { scope: members() },
        ),
        ("in-department", in_department(2)),
        ("in-department open", in_department(4)),
        ("worst-of", worst_of(Verdict::Short)),
        ("worst-of undetermined", worst_of(Verdict::Undetermined)),
        ("worst-of met", worst_of(Verdict::Met)),
        ("worst-of none", worst_of(Verdict::NotApplicable)),
    ]
}

/// `each` people for every `per` machines beyond a number, as the core computes it.
fn part(
    catalogue: &Catalogue,
    kinds: &[&str],
    (units, units_possibly): (u32, u32),
    (each, per, beyond): (u32, u32, u32),
) -> NeedPart {
    let equipment = kinds
        .iter()
        .map(|id| EquipmentKindId::of(catalogue, id).unwrap());
    let people = |units: u32| (units.saturating_sub(beyond) * each).div_ceil(per);
    NeedPart {
        equipment: equipment.collect(),
        units,
        units_possibly,
        each,
        per,
        beyond,
        least: people(units),
        most: people(units_possibly),
    }
}

/// A need of nothing yet.
const fn need(parts: Vec<NeedPart>, least: usize, most: Option<usize>) -> Reason {
    Reason::Need {
        at_least: 0,
        plus: 0,
        parts,
        as_many_as: None,
        less: 0,
        least,
        most,
    }
}

pub(super) fn needs(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let part = |kinds, units, rule| part(catalogue, kinds, units, rule);
    let machines = |ct| {
        vec![
            part(&["dr"], (2, 2), (1, 1, 0)),
            part(&["ct"], ct, (2, 1, 0)),
            part(&["mr"], (1, 1), (2, 1, 0)),
        ]
    };
    let at_least = |need| match need {
        Reason::Need {
            parts, least, most, ..
        } => Reason::Need {
            at_least: 8,
            plus: 0,
            parts,
            as_many_as: None,
            less: 0,
            least,
            most,
        },
        other => other,
    };
    let as_many_as = |people, at_least, less, least, most| Reason::Need {
        at_least,
        plus: 0,
        parts: Vec::new(),
        as_many_as: Some(people),
        less,
        least,
        most: Some(most),
    };
    let beyond = part(&["linac", "tomotherapy"], (5, 5), (1, 1, 3));
    let halves = |units| part(&["ultrasound-unit"], units, (1, 2, 0));
    vec![
        ("need", at_least(need(machines((3, 3)), 10, Some(10)))),
        ("need open", at_least(need(machines((3, 4)), 10, Some(12)))),
        ("need unknown", at_least(need(machines((0, 0)), 8, None))),
        (
            "need beyond",
            Reason::Need {
                at_least: 0,
                plus: 4,
                parts: vec![beyond],
                as_many_as: None,
                less: 1,
                least: 5,
                most: Some(5),
            },
        ),
        ("need halves", need(vec![halves((5, 5))], 3, Some(3))),
        ("need halves open", need(vec![halves((5, 7))], 3, Some(4))),
        ("need people", as_many_as((5, 5), 0, 0, 5, 5)),
        ("need people open", as_many_as((5, 6), 2, 1, 4, 5)),
    ]
}
