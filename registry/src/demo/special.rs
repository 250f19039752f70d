//! People whose files differ from what role and level alone would make.

use eligibility::day::Day;

use super::career::Draft;
use super::node::record;

/// The department, and the further records that programmes rest on: training, years on machines.
pub fn qualify(code: &str, department: &str, draft: &mut Draft, day: Day) {
    let start = draft.start;
    draft.add(
        "departments",
        record! { department: department, from: start },
    );
    match code {
        "0101" | "0104" | "0105" | "0106" => {
            draft.add_experience("spect-use", Some(start.plus_months(24)));
            let from = start.plus_months(30).max(day.minus_months(64));
            draft.add_experience("pet-ct-use", Some(from));
        }
        "0201" => draft.add_experience("spect-use", Some(start.plus_months(60))),
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
    let other = "示例大学附属第一医院";
    draft.put("experience", "field", "surgery", "employer", other);
    draft.put_licence("main_here", false);
    draft.put_licence("filing_from", from);
    draft.put_licence("filing_to", day.plus_months(13));
}

/// Ten years of nuclear medicine are reached in a month; before that the person did imaging.
pub fn newcomer_to_nuclear_medicine(draft: &mut Draft, day: Day) {
    let came = day.minus_months(119);
    let started = came.minus_months(74);
    for list in ["employment", "experience", "disciplines", "titles"] {
        draft.clear(list);
    }
    draft.add("employment", record! { from: came });
    draft.put("departments", "department", "nm", "from", came);
    draft.put("professions", "profession", "physician", "from", started);
    draft.put_licence("from", started.plus_months(12));
    draft.put_paper("physician-qualification", "issued", started);
    draft.put_paper("permit-nuclear-medicine", "issued", came.plus_months(24));
    draft.put_paper("radiation-worker", "issued", came);
    let imaging = record! { discipline: "imaging", from: started, to: came.prev() };
    draft.add("disciplines", imaging);
    draft.add(
        "disciplines",
        record! { discipline: "nuclear-medicine", from: came },
    );
    let employer = "示例县人民医院";
    let before = record! { field: "imaging", from: started, to: came.prev(), employer: employer };
    draft.add("experience", before);
    draft.add_experience("nuclear-medicine", Some(came));
    draft.add_experience("spect-use", Some(came));
    draft.add_experience("pet-ct-use", Some(day.minus_months(62)));
    change_of_discipline(draft, started, day);
}

fn change_of_discipline(draft: &mut Draft, started: Day, day: Day) {
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
