//! What is deliberately wrong in the demo hospital, and what chance puts wrong among many.

use std::collections::BTreeMap;

use eligibility::day::Day;

use super::career::{Draft, INSTITUTION, days_before};
use super::node::record;
use super::random::Random;

/// The department, and the further records that programmes rest on: training, years on machines.
pub fn qualify(code: &str, department: &str, draft: &mut Draft, day: Day) {
    let start = draft.start;
    draft.add(
        "departments",
        record! { department: department, from: start },
    );
    let mut field = |field: &str, from: Day| {
        draft.add(
            "experience",
            record! { field: field, from: from, employer: INSTITUTION },
        );
    };
    match code {
        "0101" | "0104" | "0105" | "0106" => {
            field("spect-use", start.plus_months(24));
            field(
                "pet-ct-use",
                start.plus_months(30).max(day.minus_months(64)),
            );
        }
        "0201" => field("spect-use", start.plus_months(60)),
        "0309" | "0310" => physics_training(draft),
        "0601" => works_mainly_elsewhere(department, draft, day),
        _ => {}
    }
}

fn physics_training(draft: &mut Draft) {
    let from = draft.start.plus_months(12);
    draft.add(
        "training",
        record! {
            kind: "radiotherapy-physics",
            base: "示例大学附属肿瘤医院",
            from: from,
            to: from.plus_months(14).prev(),
            examined: from.plus_months(14),
            passed: true,
        },
    );
}

/// A surgeon of another hospital, filed here (多点执业备案).
fn works_mainly_elsewhere(department: &str, draft: &mut Draft, day: Day) {
    let from = day.minus_months(23);
    draft.clear("employment");
    draft.add("employment", record! { from: from });
    draft.clear("departments");
    draft.add(
        "departments",
        record! { department: department, from: from },
    );
    draft.put(
        "experience",
        "field",
        "surgery",
        "employer",
        "示例大学附属第一医院",
    );
    draft.put("licences", "level", "physician", "main_here", false);
    draft.put("licences", "level", "physician", "filing_from", from);
    draft.put(
        "licences",
        "level",
        "physician",
        "filing_to",
        day.plus_months(13),
    );
}

/// Puts the defects of the table in [`crate::demo`] into the files, by code.
pub fn deliberate(drafts: &mut BTreeMap<String, Draft>, day: Day) {
    let mut edit = |code: &str, edit: &dyn Fn(&mut Draft)| {
        if let Some(draft) = drafts.get_mut(code) {
            edit(draft);
        }
    };
    let month_end = month_end(day);
    edit("0116", &|d| {
        d.put(
            "credentials",
            "kind",
            "nuclear-physicist",
            "expires",
            day.prev(),
        );
    });
    edit("0106", &|d| {
        d.put(
            "credentials",
            "kind",
            "permit-nuclear-medicine",
            "expires",
            month_end,
        );
    });
    edit("0103", &|d| newcomer_to_nuclear_medicine(d, day));
    edit("0102", &|d| {
        d.add(
            "experience",
            record! { field: "spect-use", employer: INSTITUTION },
        );
        d.add(
            "experience",
            record! { field: "pet-ct-use", from: day.minus_months(64), employer: INSTITUTION },
        );
    });
    edit("0601", &|d| {
        d.put(
            "licences",
            "level",
            "physician",
            "filing_to",
            day.plus_days(20),
        );
    });
    edit("0802", &|d| {
        let (from, to) = (days_before(day, 120), day.plus_days(62));
        d.add(
            "absences",
            record! { kind: "training-elsewhere", from: from, to: to },
        );
    });
    edit("0212", &|d| {
        d.put("titles", "level", "intermediate", "qualified", None::<Day>);
        d.put("titles", "level", "intermediate", "appointed", None::<Day>);
    });
    edit("0118", &|d| {
        let from = day.plus_days(25).minus_months(60);
        d.clear("licences");
        let licence = record! { level: "nurse", number: "示-护-0118", main_here: true, from: from };
        d.add("licences", licence);
    });
    edit("0220", &|d| {
        let (from, to) = (d.start, day.minus_months(2));
        d.clear("employment");
        d.add("employment", record! { from: from, to: to });
    });
    edit("0214", &|d| {
        let suspended = vec![record! { from: day.minus_months(9), to: day.minus_months(6).prev() }];
        d.put("licences", "level", "physician", "suspended", suspended);
    });
}

/// Ten years of nuclear medicine are reached in a month; before that the person did imaging.
fn newcomer_to_nuclear_medicine(draft: &mut Draft, day: Day) {
    let came = day.minus_months(119);
    let started = came.minus_months(74);
    for list in ["employment", "experience", "disciplines", "titles"] {
        draft.clear(list);
    }
    draft.add("employment", record! { from: came });
    draft.put("departments", "department", "nm", "from", came);
    draft.put("professions", "profession", "physician", "from", started);
    draft.put(
        "licences",
        "level",
        "physician",
        "from",
        started.plus_months(12),
    );
    for (kind, issued) in [
        ("physician-qualification", started),
        ("permit-nuclear-medicine", came.plus_months(24)),
        ("radiation-worker", came),
    ] {
        draft.put("credentials", "kind", kind, "issued", issued);
    }
    let before = "示例县人民医院";
    draft.add(
        "experience",
        record! { field: "imaging", from: started, to: came.prev(), employer: before },
    );
    let here = [
        ("nuclear-medicine", came),
        ("spect-use", came),
        ("pet-ct-use", day.minus_months(62)),
    ];
    for (field, from) in here {
        draft.add(
            "experience",
            record! { field: field, from: from, employer: INSTITUTION },
        );
    }
    draft.add(
        "disciplines",
        record! { discipline: "imaging", from: started, to: came.prev() },
    );
    draft.add(
        "disciplines",
        record! { discipline: "nuclear-medicine", from: came },
    );
    for (level, discipline, qualified) in [
        ("junior", "imaging", started.plus_months(12)),
        ("intermediate", "imaging", started.plus_months(72)),
        ("deputy-senior", "nuclear-medicine", day.minus_months(31)),
    ] {
        let appointed = qualified.plus_days(60);
        draft.add(
            "titles",
            record! {
                series: "medical",
                level: level,
                discipline: discipline,
                qualified: qualified,
                appointed: appointed,
            },
        );
    }
}

/// What goes wrong by chance: a printed expiry, a missing date, a long absence.
pub fn by_chance(draft: &mut Draft, day: Day, random: &mut Random) {
    if random.chance(6) {
        let expires = days_before(day.plus_months(6), random.between(0, 240));
        for permit in [
            "permit-ct",
            "permit-mr",
            "permit-nuclear-medicine",
            "permit-linac",
        ] {
            draft.put("credentials", "kind", permit, "expires", expires);
        }
    }
    if random.chance(2) {
        draft.put("titles", "level", "intermediate", "qualified", None::<Day>);
    }
    if random.chance(2) {
        let from = days_before(day, random.between(10, 200));
        draft.add("absences", record! { kind: "leave", from: from });
    }
}

/// The last day of the month of `day`.
fn month_end(day: Day) -> Day {
    let last = (0..31).map(|days| day.plus_days(days));
    last.into_iter()
        .find(|day| day.next().to_string().ends_with("-01"))
        .unwrap_or(day)
}
