//! The demo hospital: made up from a day and a seed, with dates relative to that day.
//!
//! Every name is made up by chance. Staff numbers are fixed (`N` and the code of the cast), so that
//! pages, tests and manuals can point at people. Nobody else in the seven programmes is at fault:
//!
//! | defect | who | programme, clause | effect |
//! |---|---|---|---|
//! | certificate 83 expired yesterday | N0116, radiopharmacist | `petct-sx`, sx2025.petct.4.1d | short: the only holder on the post |
//! | posted without any permit | N0219, physician | `petct-sx`, sx2025.petct.4.1a | short: every physician posted must hold one |
//! | one month short of ten years of nuclear medicine | N0103, leader | `petmr-sx`, sx2025.petmr.4.2c | short, cured by time in a month |
//! | nuclear medicine permit expires on the last day of this month | N0106, physician | `petmr-sx`, sx2025.petmr.4.1a | met today, breaks the day after |
//! | multi-site filing ends in 20 days | N0601, surgeon | `lap-sx`, sx2025.lap.4b2 | met today, then short: the only 正高 |
//! | away at a training since 120 days, 62 to go | N0802, surgeon | `lap-zzq`, zzq2023.lap.4b | short by one: two of three seniors left |
//! | SPECT experience without a first day | N0102, leader | `petct-zzq`, zzq2023.petct.4.2c | undetermined |
//! | exempt though only 主治 | N0403, operator | `seeds`, g07.2.1.3 | short: the exemption is refused, beside one trained (N0402) and one exempt (N0401) |
//! | four of six months at the training base | N0404, trainee | `seeds`, g07.4.1.2b–e | short while the training goes on |
//! | title without its dates | N0212, radiologist | none | a blank to fill in the staff file |
//! | licence ends in 25 days | N0118, nurse | none | in the list of what expires |
//! | left two months ago | N0220, radiologist | none | silent |
//! | was suspended, nine to six months ago | N0214, radiologist | none | counts again |
//!
//! `rt-sx` meets every clause until the figures of another calendar year are due, `lap-sx` until the
//! filing ends. Besides, about one routine paper in twenty (health checks, radiation training) is
//! overdue; `seeds` alone asks for those of its own people.

mod career;
mod cast;
mod defects;
mod institution;
mod node;
mod programmes;
mod random;
pub mod self_assessed;
mod special;
mod technique;

use std::collections::{BTreeMap, BTreeSet};

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::file::{Faults, Node};

use self::career::Draft;
use self::cast::Member;
use self::node::record;
use self::random::Random;
use crate::tree;

/// The demo hospital as of `day`: about 160 people and seven programmes with the defects above.
///
/// # Errors
/// Never for a day between 1960 and 2190; a test makes it on every kind of day.
pub fn hospital(day: Day, seed: u64) -> Result<Hospital, Faults> {
    let members = cast::members();
    let mut random = Random::new(seed);
    let mut taken = BTreeSet::new();
    let mut drafts = BTreeMap::new();
    for member in &members {
        let staff = format!("N{}", member.code);
        let draft = make(member, staff, "", day, &mut random, &mut taken);
        drafts.insert(member.code.clone(), draft);
    }
    for (code, draft) in &mut drafts {
        technique::qualify(code, draft, day);
    }
    defects::deliberate(&mut drafts, day);
    let staff = |code: &str| Some(format!("N{code}"));
    let suffix = String::new();
    let mut programmes = programmes::programmes(day, &suffix, &staff);
    programmes.push(technique::programme(day, &staff));
    checked(
        institution::institution(day, std::slice::from_ref(&suffix)),
        institution::equipment(day, &suffix).collect(),
        programmes,
        drafts.into_values().map(Draft::into_node).collect(),
    )
}

/// A hospital of `n_staff` made-up people, for load and for rosters: the cast of the demo hospital
/// over and over, each time with departments, equipment and six programmes of its own.
///
/// # Errors
/// Never for a day between 1960 and 2190.
pub fn synthetic(n_staff: usize, day: Day, seed: u64) -> Result<Hospital, Faults> {
    let members = cast::members();
    let mut random = Random::new(seed);
    let (mut suffixes, mut people) = (Vec::new(), Vec::new());
    let (mut equipment, mut all_programmes) = (Vec::new(), Vec::new());
    for block in 1..=n_staff.div_ceil(members.len().max(1)) {
        let suffix = format!("-{block:03}");
        let mut taken = BTreeSet::new();
        let mut present = BTreeSet::new();
        for member in members.iter().take(n_staff - people.len()) {
            let staff = format!("S{block:03}{}", member.code);
            let mut draft = make(member, staff, &suffix, day, &mut random, &mut taken);
            defects::by_chance(&mut draft, day, &mut random);
            people.push(draft.into_node());
            present.insert(member.code.as_str());
        }
        let staff = |code: &str| present.contains(code).then(|| format!("S{block:03}{code}"));
        equipment.extend(institution::equipment(day, &suffix));
        all_programmes.extend(programmes::programmes(day, &suffix, &staff));
        suffixes.push(suffix);
    }
    checked(
        institution::institution(day, &suffixes),
        equipment,
        all_programmes,
        people,
    )
}

fn make(
    member: &Member,
    staff: String,
    suffix: &str,
    day: Day,
    random: &mut Random,
    taken: &mut BTreeSet<String>,
) -> Draft {
    let name = random.name(taken);
    let mut draft = career::draft(member, staff, name, day, random);
    let department = format!("{}{suffix}", member.department);
    special::qualify(&member.code, &department, &mut draft, day);
    draft
}

fn checked(
    institution: Node,
    equipment: Vec<Node>,
    programmes: Vec<Node>,
    people: Vec<Node>,
) -> Result<Hospital, Faults> {
    let tree = record! {
        institution: institution,
        equipment: equipment,
        programmes: programmes,
        people: people,
    };
    tree::read(&tree, &Catalogue::built_in()?)
}

#[cfg(test)]
mod tests;
