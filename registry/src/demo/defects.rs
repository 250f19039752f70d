//! What is deliberately wrong in the demo hospital, and what chance puts wrong among many.

use std::collections::BTreeMap;

use eligibility::day::Day;

use super::career::Draft;
use super::node::record;
use super::random::Random;
use super::special::newcomer_to_nuclear_medicine;

/// Puts the defects of the table in [`crate::demo`] into the files, by code.
pub fn deliberate(drafts: &mut BTreeMap<String, Draft>, day: Day) {
    for (code, draft) in drafts {
        match code.as_str() {
            "0102" => {
                draft.add_experience("spect-use", None);
                draft.add_experience("pet-ct-use", Some(day.minus_months(64)));
            }
            "0103" => newcomer_to_nuclear_medicine(draft, day),
            "0106" => draft.put_paper("permit-nuclear-medicine", "expires", month_end(day)),
            "0116" => draft.put_paper("nuclear-physicist", "expires", day.prev()),
            "0118" => licence_ends(draft, day.plus_days(25)),
            "0212" => {
                draft.put("titles", "level", "intermediate", "qualified", None::<Day>);
                draft.put("titles", "level", "intermediate", "appointed", None::<Day>);
            }
            "0214" => {
                let (from, to) = (day.minus_months(9), day.minus_months(6).prev());
                draft.put_licence("suspended", vec![record! { from: from, to: to }]);
            }
            "0220" => {
                let (from, to) = (draft.start, day.minus_months(2));
                draft.clear("employment");
                draft.add("employment", record! { from: from, to: to });
            }
            "0601" => draft.put_licence("filing_to", day.plus_days(20)),
            "0802" => {
                let (from, to) = (day.minus_days(120), day.plus_days(62));
                let absence = record! { kind: "training-elsewhere", from: from, to: to };
                draft.add("absences", absence);
            }
            _ => {}
        }
    }
}

/// A nurse's licence of which the five years end on a day.
fn licence_ends(draft: &mut Draft, last: Day) {
    let from = last.minus_months(60);
    draft.clear("licences");
    let number = "示-护-0118";
    let licence = record! { level: "nurse", number: number, main_here: true, from: from };
    draft.add("licences", licence);
}

/// What goes wrong by chance: a printed expiry, a missing date, a long absence.
pub fn by_chance(draft: &mut Draft, day: Day, random: &mut Random) {
    if random.chance(6) {
        let expires = day.plus_months(6).minus_days(random.between(0, 240));
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
        let from = day.minus_days(random.between(10, 200));
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
