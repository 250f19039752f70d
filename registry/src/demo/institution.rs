//! The institution: kind, level, subjects, papers, services, departments and equipment.

use eligibility::day::Day;
use eligibility::file::Node;

use super::career::INSTITUTION;
use super::cast::DEPARTMENTS;
use super::node::record;
use super::technique;

const AUTHORITY: &str = "示例省卫生健康委员会";

/// Kind, department, name and months in use.
const EQUIPMENT: &[(&str, &str, &str, u32)] = &[
    ("mr", "rad", "MR 1 号机（3.0T）", 74),
    ("mr", "rad", "MR 2 号机（1.5T）", 131),
    ("ct", "rad", "CT 1 号机（256 排）", 40),
    ("ct", "rad", "CT 2 号机（64 排）", 98),
    ("ct", "rad", "急诊 CT（64 排）", 63),
    ("dr", "rad", "DR 1 号机", 55),
    ("dr", "rad", "DR 2 号机", 87),
    ("dsa", "rad", "DSA 1 号机", 70),
    ("pet-ct", "nm", "PET/CT", 66),
    ("spect", "nm", "SPECT/CT", 150),
    ("linac", "rt", "直线加速器 1 号机", 109),
    ("linac", "rt", "直线加速器 2 号机", 45),
    ("simulator", "rt", "CT 模拟定位机", 109),
    ("laparoscope", "gs", "腹腔镜系统 1 号", 92),
    ("laparoscope", "ts", "胸腔镜系统", 51),
    ("laparoscope", "uro", "腹腔镜系统 2 号", 33),
    ("laparoscope", "gyn", "腹腔镜系统 3 号", 60),
    ("ultrasound-unit", "us", "超声 1 号机", 28),
    ("ultrasound-unit", "us", "超声 2 号机", 76),
];

/// Equipment that stores its images in the image management system.
const IMAGING: &[&str] = &[
    "mr",
    "ct",
    "dr",
    "dsa",
    "pet-ct",
    "spect",
    "ultrasound-unit",
];

/// The institution, with its departments once for each suffix.
pub fn institution(day: Day, suffixes: &[String]) -> Node {
    let opened = day.minus_months(12 * 34);
    let subjects = [
        "imaging",
        "nuclear-medicine",
        "radiotherapy",
        "oncology",
        "cardiology",
        "neurology",
        "surgery",
        "gynaecology",
        "pathology",
    ];
    let services = [("laparoscopic-surgery", 186), ("radiotherapy", 221)];
    let service = |(service, months): (&'static str, u32)| {
        record! { service: service, from: day.minus_months(months) }
    };
    let facts = [
        "first-application",
        "newly-founded",
        "non-public",
        "training-base",
    ];
    record! {
        name: INSTITUTION,
        kinds: vec![record! { kind: "general", from: opened }],
        levels: vec![
            record! { level: "2A", from: opened, to: day.minus_months(12 * 15).prev() },
            record! { level: "3A", from: day.minus_months(12 * 15) },
        ],
        subjects: subjects.map(|subject| record! { subject: subject, from: opened }).to_vec(),
        papers: papers(day),
        services: services.map(service).to_vec(),
        declared: facts.map(|fact| record! { fact: fact, value: false, from: opened }).to_vec(),
        bases: technique::bases(day),
        departments: suffixes.iter().flat_map(|suffix| departments(suffix)).collect::<Vec<_>>(),
    }
}

/// The equipment of the departments with a suffix.
pub fn equipment(day: Day, suffix: &str) -> impl Iterator<Item = Node> {
    EQUIPMENT
        .iter()
        .map(move |(kind, department, name, months)| {
            record! {
                kind: *kind,
                name: format!("{name}{suffix}"),
                department: format!("{department}{suffix}"),
                from: day.minus_months(*months),
                rows: rows(name),
                tesla: tesla(name),
                image_system: IMAGING.contains(kind).then_some(true),
            }
        })
}

/// Rows of a CT, as its name gives them.
fn rows(name: &str) -> Option<u32> {
    let (_, after) = name.split_once('（')?;
    let (rows, _) = after.split_once(" 排")?;
    rows.parse().ok()
}

/// The field of an MR system, as its name gives it.
fn tesla(name: &str) -> Option<&str> {
    let (_, after) = name.split_once('（')?;
    let (tesla, _) = after.split_once('T')?;
    Some(tesla)
}

fn departments(suffix: &str) -> impl Iterator<Item = Node> {
    DEPARTMENTS.iter().map(move |department| {
        record! {
            id: format!("{}{suffix}", department.id),
            name: format!("{}{suffix}", department.name),
            kind: department.kind,
        }
    })
}

fn papers(day: Day) -> Vec<Node> {
    let paper = |kind: &str, number: &str, months: u32, expires: Option<Day>| {
        record! {
            kind: kind,
            number: number,
            issuer: AUTHORITY,
            issued: day.minus_months(months),
            expires: expires,
        }
    };
    vec![
        paper(
            "practice-licence",
            "SL-0001",
            62,
            Some(day.plus_months(118).prev()),
        ),
        paper("radiation-diagnosis-licence", "SL-放-0012", 19, None),
        paper("radiation-diagnosis-licence", "SL-放-0012", 7, None),
        paper("radiation-safety-licence", "SL-辐-0103", 31, None),
        paper("radiopharmaceutical-licence", "SL-药-0044", 22, None),
        paper("equipment-permit", "SL-乙-2021-07", 70, None),
    ]
}
