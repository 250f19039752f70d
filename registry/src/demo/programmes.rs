//! The six programmes: their departments, posts, declarations, figures and attestations.

use eligibility::day::Day;
use eligibility::file::Node;

use super::node::record;

/// What one programme is made of. People are named by their codes in the cast.
struct Plan {
    id: &'static str,
    name: &'static str,
    standard: &'static str,
    departments: &'static [&'static str],
    leader: Option<&'static str>,
    /// Post, whether full-time, and who is on it.
    posts: &'static [(&'static str, bool, &'static [&'static str])],
    own_preparation: Option<bool>,
    figures: &'static [Amount],
    /// Clauses attested for the institution, with the item after `#` where a clause has several.
    attested: &'static [&'static str],
    /// Clauses attested for a person.
    abilities: &'static [(&'static str, &'static str)],
}

/// A figure of a year: the count, its yearly growth, and the whole where it is a ratio.
struct Amount {
    figure: &'static str,
    last_year: u32,
    growth: u32,
    of: Option<u32>,
}

const MR: Amount = Amount {
    figure: "mr-examinations",
    last_year: 31_480,
    growth: 1_730,
    of: None,
};
const PET_CT: Amount = Amount {
    figure: "pet-ct-examinations",
    last_year: 3_260,
    growth: 410,
    of: None,
};
const ONCOLOGY: Amount = Amount {
    figure: "oncology-admissions",
    last_year: 5_912,
    growth: 320,
    of: None,
};
const LAPAROSCOPY: Amount = Amount {
    figure: "laparoscopic-share",
    last_year: 4_118,
    growth: 260,
    of: Some(7_950),
};

/// Complete calendar years for which figures stand.
const YEARS_OF_FIGURES: i32 = 3;

static PLANS: [Plan; 6] = [
    Plan {
        id: "petmr-sx",
        name: "PET/MR 项目（山西标准）",
        standard: "sx2025.petmr",
        departments: &["nm", "rad"],
        leader: Some("0103"),
        posts: &[
            (
                "physician",
                false,
                &["0101", "0103", "0104", "0106", "0203", "0207", "0208"],
            ),
            ("technologist", false, &["0109", "0110", "0221", "0222"]),
            ("radiopharmacist", true, &["0115", "0117"]),
        ],
        own_preparation: Some(true),
        figures: &[MR, PET_CT],
        attested: &[
            "1", "2.2", "3.2", "3.3", "3.4", "3.5", "3.6", "5.1", "5.2", "5.3", "5.4", "5.5",
        ],
        abilities: &[],
    },
    Plan {
        id: "petct-sx",
        name: "PET/CT 项目（山西标准）",
        standard: "sx2025.petct",
        departments: &["nm", "rad"],
        leader: Some("0201"),
        posts: &[
            ("physician", false, &["0104", "0105", "0211", "0219"]),
            ("technologist", false, &["0111", "0223"]),
            ("radiopharmacist", false, &["0116"]),
        ],
        own_preparation: Some(false),
        figures: &[PET_CT],
        attested: &["1", "2", "3.1", "3.2", "3.3", "5.1", "5.2", "5.3", "5.4"],
        abilities: &[],
    },
    Plan {
        id: "lap-sx",
        name: "腹腔镜手术系统项目（山西标准）",
        standard: "sx2025.lap",
        departments: &["gs", "ts", "hn"],
        leader: Some("0501"),
        posts: &[
            ("operator", false, &["0501", "0502", "0601", "0602", "0701"]),
            ("engineer", true, &["1302"]),
        ],
        own_preparation: None,
        figures: &[LAPAROSCOPY],
        attested: &[
            "1", "2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "5.1", "5.2",
        ],
        abilities: &[("4c2", "0501"), ("4d", "0501")],
    },
    Plan {
        id: "rt-sx",
        name: "放射治疗设备项目（山西标准）",
        standard: "sx2025.rt",
        departments: &["rt"],
        leader: None,
        posts: &[
            ("physician", false, &["0301", "0302", "0303", "0304"]),
            ("physicist", false, &["0309", "0310"]),
            ("technologist", false, &["0313", "0314", "0315"]),
            ("engineer", true, &["1301"]),
        ],
        own_preparation: None,
        figures: &[ONCOLOGY],
        attested: &[
            "1.2",
            "2.1#equipment",
            "2.2#equipment",
            "2.3",
            "2.4",
            "3f",
            "4",
        ],
        abilities: &[("3e", "0309"), ("3e", "0310")],
    },
    Plan {
        id: "petct-zzq",
        name: "PET/CT 项目（自治区标准）",
        standard: "zzq2023.petct",
        departments: &["nm", "rad"],
        leader: Some("0102"),
        posts: &[
            ("physician", false, &["0102", "0107", "0108", "0213"]),
            ("technologist", false, &["0112", "0227"]),
            ("radiopharmacist", false, &["0116"]),
        ],
        own_preparation: Some(false),
        figures: &[PET_CT],
        attested: &["1", "2", "3a", "3b", "5a", "5b", "5c", "5d"],
        abilities: &[],
    },
    Plan {
        id: "lap-zzq",
        name: "腹腔镜手术系统项目（自治区标准）",
        standard: "zzq2023.lap",
        departments: &["uro", "gyn"],
        leader: Some("0801"),
        posts: &[
            ("operator", false, &["0801", "0802", "0803", "0901"]),
            ("engineer", true, &["1303"]),
        ],
        own_preparation: None,
        figures: &[LAPAROSCOPY],
        attested: &["1", "2", "3a", "3b", "3c", "3d", "5a", "5b"],
        abilities: &[("4c", "0801")],
    },
];

/// The programmes of the departments with a suffix; `staff` says who a code is, if there is one.
pub fn programmes(day: Day, suffix: &str, staff: &dyn Fn(&str) -> Option<String>) -> Vec<Node> {
    PLANS
        .iter()
        .map(|plan| programme(plan, day, suffix, staff))
        .collect()
}

fn programme(plan: &Plan, day: Day, suffix: &str, staff: &dyn Fn(&str) -> Option<String>) -> Node {
    let departments = plan.departments.iter().map(|id| format!("{id}{suffix}"));
    let declared = plan.own_preparation.map(|value| {
        record! { fact: "own-preparation", value: value, from: day.minus_months(30) }
    });
    record! {
        id: format!("{}{suffix}", plan.id),
        name: format!("{}{suffix}", plan.name),
        standard: plan.standard,
        departments: departments.collect::<Vec<_>>(),
        postings: postings(plan, day, staff),
        declared: declared.into_iter().collect::<Vec<_>>(),
        figures: plan.figures.iter().flat_map(|amount| figures(amount, day)).collect::<Vec<_>>(),
        attestations: attestations(plan, day, staff),
    }
}

fn postings(plan: &Plan, day: Day, staff: &dyn Fn(&str) -> Option<String>) -> Vec<Node> {
    let mut postings = Vec::new();
    let from = day.minus_months(26);
    if let Some(leader) = plan.leader.and_then(staff) {
        postings.push(record! { staff: leader, post: "leader", from: from });
    }
    for (post, full_time, codes) in plan.posts {
        for person in codes.iter().filter_map(|code| staff(code)) {
            postings
                .push(record! { staff: person, post: *post, full_time: *full_time, from: from });
        }
    }
    postings
}

/// The last complete calendar years, oldest first.
fn figures(amount: &Amount, day: Day) -> impl Iterator<Item = Node> {
    (1..=YEARS_OF_FIGURES)
        .rev()
        .zip((0_u32..3).rev())
        .map(move |(ago, grown)| {
            let year = day.year() - ago;
            record! {
                figure: amount.figure,
                from: Day::first_of_year(year),
                to: Day::last_of_year(year),
                numerator: amount.last_year - grown * amount.growth,
                denominator: amount.of,
                recorded: Day::last_of_year(year).plus_days(12).min(day),
                by: "病案统计室",
            }
        })
}

fn attestations(plan: &Plan, day: Day, staff: &dyn Fn(&str) -> Option<String>) -> Vec<Node> {
    let by = "医务处";
    let evidence = "院内逐条核查记录";
    let mut attestations = Vec::new();
    for (clause, months) in plan.attested.iter().zip((1..=6).cycle()) {
        let (clause, item) = clause
            .split_once('#')
            .map_or((*clause, None), |(c, i)| (c, Some(i)));
        attestations.push(record! {
            clause: format!("{}.{clause}", plan.standard),
            item: item,
            met: true,
            by: by,
            on: day.minus_months(months),
            evidence: evidence,
        });
    }
    for (clause, code) in plan.abilities {
        let Some(person) = staff(code) else { continue };
        attestations.push(record! {
            clause: format!("{}.{clause}", plan.standard),
            staff: person,
            met: true,
            by: by,
            on: day.minus_months(3),
            evidence: "技术能力考核记录",
        });
    }
    attestations
}
