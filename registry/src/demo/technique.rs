//! A restricted technique in the demo hospital: one doctor trained, one exempt, one refused.

use eligibility::day::Day;
use eligibility::file::Node;

use super::career::Draft;
use super::node::record;

const STANDARD: &str = "g07";
const TECHNIQUE: &str = "seed-implantation";

/// The base at which the demo hospital's doctors were trained.
const BASE: &str = "示例省肿瘤医院";

/// Post and code, in the order of the sheet.
const POSTS: &[(&str, &str)] = &[
    ("operator", "0401"),
    ("operator", "0402"),
    ("operator", "0403"),
    ("planner", "0309"),
    ("physicist", "0309"),
    ("nurse", "0407"),
    ("technologist", "0314"),
    ("seed-custodian", "0408"),
    ("trainee", "0404"),
];

/// What is attested for the institution.
const ATTESTED: &[&str] = &[
    "1.1", "1.2", "1.4.1", "1.4.3", "1.4.4", "1.5", "3.1", "3.2a", "3.2b", "3.2c", "3.3", "3.4",
    "3.5", "3.6", "3.8", "3.10",
];

/// The filing of the training base.
pub fn bases(day: Day) -> Vec<Node> {
    vec![record! {
        name: BASE,
        technique: TECHNIQUE,
        authority: "province",
        from: day.minus_months(96),
    }]
}

/// What the people of the technique have done and been granted.
pub fn qualify(code: &str, draft: &mut Draft, day: Day) {
    match code {
        // 0403 has the title 主治 only, so that the exemption granted does not stand.
        "0401" | "0403" => exempt(draft, day),
        "0402" => trained(draft, day.minus_months(40), Some(day.minus_months(33))),
        "0404" => trained(draft, day.minus_months(4), None),
        "0309" | "0314" | "0407" | "0408" => staff_course(draft, day),
        _ => return,
    }
    for (kind, months) in [("radiation-training", 7), ("radiation-health-check", 5)] {
        let issued = day.minus_months(months);
        draft.add("credentials", record! { kind: kind, issued: issued });
    }
}

/// Base training that began on a day; without a last day it goes on.
fn trained(draft: &mut Draft, from: Day, to: Option<Day>) {
    let theory = from.minus_months(1);
    draft.add(
        "training",
        record! {
            kind: "technique-theory",
            technique: TECHNIQUE,
            base: BASE,
            from: theory,
            to: theory.plus_days(4),
        },
    );
    let done = to.is_some();
    draft.add(
        "training",
        record! {
            kind: "technique-base",
            technique: TECHNIQUE,
            base: BASE,
            from: from,
            to: to,
            instructor: "示例指导医师",
            cases_taken_part: if done { 41_u32 } else { 19 },
            cases_managed: if done { 33_u32 } else { 12 },
            examined: to.map(|to| to.plus_days(9)),
            passed: to.map(|_| true),
        },
    );
}

/// An exemption on the cases of the last years, each year's events on record up to the day.
fn exempt(draft: &mut Draft, day: Day) {
    let by = "示例市中心医院医疗技术临床应用管理委员会";
    let granted = day.minus_months(14);
    draft.add(
        "exemptions",
        record! { technique: TECHNIQUE, granted: granted, by: by },
    );
    // Ten years of clinical work for sure, the first of them with another hospital.
    draft.add_experience("clinical", Some(draft.start.minus_months(60)));
    for years in 0..6 {
        let to = day.minus_months(12 * years);
        let from = day.minus_months(12 * (years + 1)).next();
        draft.add(
            "cases",
            record! {
                technique: TECHNIQUE,
                from: from,
                to: to,
                independent: 24_u32 - years,
                events_recorded: true,
            },
        );
    }
}

fn staff_course(draft: &mut Draft, day: Day) {
    let from = day.minus_months(30);
    draft.add(
        "training",
        record! {
            kind: "technique-staff",
            technique: TECHNIQUE,
            base: BASE,
            from: from,
            to: from.plus_days(9),
            examined: from.plus_days(9),
            passed: true,
        },
    );
}

/// The programme.
pub fn programme(day: Day, staff: &dyn Fn(&str) -> Option<String>) -> Node {
    let from = day.minus_months(26);
    let posting = |(post, code): &(&str, &str)| {
        Some(record! { staff: staff(code)?, post: *post, full_time: false, from: from })
    };
    let mut attestations: Vec<Node> = ATTESTED
        .iter()
        .map(|clause| attestation(clause, None, day))
        .collect();
    attestations.push(attestation("2.2", staff("0309"), day));
    let assessed = |code: Option<String>, duty: &str| {
        record! { duty: duty, on: day.minus_months(8), staff: code, by_name: "省级质控中心" }
    };
    let duties = vec![
        record! { duty: "environment-inspection", on: day.minus_months(3), by_name: "生态环境局" },
        assessed(None, "institution-ability-assessment"),
        assessed(staff("0401"), "ability-assessment"),
        assessed(staff("0402"), "ability-assessment"),
        assessed(staff("0403"), "ability-assessment"),
    ];
    let last = Day::first_of_year(day.year() - 1);
    let figure = record! {
        figure: "seed-dose-verification",
        from: last,
        to: Day::last_of_year(day.year() - 1),
        numerator: 163_u32,
        denominator: 189_u32,
    };
    record! {
        id: "seeds",
        name: "放射性粒子植入技术（2022年版）",
        standard: STANDARD,
        departments: vec!["onc", "rt"],
        postings: POSTS.iter().filter_map(posting).collect::<Vec<_>>(),
        figures: vec![figure],
        attestations: attestations,
        duties: duties,
    }
}

fn attestation(clause: &str, staff: Option<String>, day: Day) -> Node {
    record! {
        clause: format!("{STANDARD}.{clause}"),
        staff: staff,
        met: true,
        by: "医务处",
        on: day.minus_months(4),
        evidence: "院内逐条核查记录",
    }
}
