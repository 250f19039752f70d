//! How sheets are understood.

use super::*;
use crate::ledger::fault::BookFault;
use crate::ledger::preview::Outcome;
use crate::store::Change;

const HEADERS: &[&str] = &[
    "工号",
    "姓名",
    "科室",
    "人员类别",
    "职称",
    "任职资格日期",
    "证书名称",
    "证书编号",
    "发证日期",
    "有效期至",
];

#[test]
fn several_rows_add_records_to_one_person() {
    let book = book_of([sheet(
        "台账",
        &[
            &["2026 年人员资质台账"],
            HEADERS,
            &[
                "X1",
                "甲",
                "放射科",
                "技师",
                "主管技师",
                "2020/3/1",
                "CT上岗证",
                "12",
                "2019.5.6",
            ],
            &[
                "X1",
                "甲",
                "放射科",
                "技师",
                "主管技师",
                "",
                "MR上岗证",
                "13",
                "20200102",
            ],
            &[
                "X1",
                "甲",
                "",
                "",
                "",
                "",
                "BLS",
                "14",
                "2026年1月2日",
                "2028-01-01",
            ],
        ],
    )]);
    let preview = preview_of(&book, &demo_hospital());
    assert_eq!(found(&preview), [""; 0]);
    assert_eq!(preview.counts.new_people, 1);
    // The person, a membership, a profession, a title and three credentials.
    assert_eq!(preview.counts.added, 7);
    assert_eq!(warned(&preview), ["4 职称 repeated"]);
}

#[test]
fn headers_are_known_by_other_names_and_unknown_ones_are_reported() {
    let book = book_of([sheet(
        "Sheet1",
        &[
            &[
                "*员工编号",
                "名字",
                " 所在 科室 ",
                "籍贯",
                "证书种类",
                "证 号",
                "到期日期：",
                "旧表头",
            ],
            &[
                "X1",
                "甲",
                "放射科",
                "太原",
                "bls",
                "1",
                "2027-01-01",
                "2025-01-01",
            ],
        ],
    )]);
    let hospital = demo_hospital();
    let preview = preview_of(&book, &hospital);
    let unknown = |preview: &Preview| preview.sheets[0].heads.clone().unwrap().unknown;
    assert_eq!(
        unknown(&preview),
        [(3, "籍贯".to_owned()), (7, "旧表头".to_owned())]
    );
    assert_eq!(found(&preview), [""; 0]);
    let snapshot = Snapshot::unstored(1, hospital);
    let made = |from: &str, to: &str| {
        preview::make(
            &book,
            &[(from.to_owned(), to.to_owned())],
            &snapshot,
            &catalogue(),
        )
    };
    let mapped = made("旧表头", "发证日期").unwrap();
    assert_eq!(unknown(&mapped), [(3, "籍贯".to_owned())]);
    let issued = |planned: &preview::Planned| match &planned.change {
        Change::Add { node, .. } => node.get("issued").is_some(),
        _ => false,
    };
    assert!(mapped.changes.iter().any(issued));
    for (from, to) in [("没有的", "发证日期"), ("旧表头", "没有的")] {
        assert!(matches!(made(from, to), Err(BookFault::BadMapping { .. })));
    }
}

#[test]
fn a_changed_expiry_corrects_and_another_number_is_a_new_record() {
    let hospital = demo_hospital();
    let person = hospital
        .people
        .iter()
        .find(|person| person.credentials.iter().any(|c| c.kind.as_str() == "bls"))
        .unwrap();
    let bls = person
        .credentials
        .iter()
        .find(|c| c.kind.as_str() == "bls")
        .unwrap();
    let (staff, number) = (person.staff.as_str(), bls.number.as_deref().unwrap());
    let issued = bls.issued.unwrap().to_string();
    let kinds_of = |row: &[&str]| {
        let head: &[&str] = &["工号", "证书名称", "证书编号", "发证日期", "有效期至"];
        let preview = preview_of(&book_of([sheet("证书", &[head, row])]), &hospital);
        assert_eq!(found(&preview), [""; 0]);
        (preview.rows[0].outcome, warned(&preview))
    };
    // Nothing is stored, so a correction cannot name its record and is told from a new one by that.
    let nothing: Vec<String> = Vec::new();
    assert_eq!(kinds_of(&[staff, "BLS", "999", &issued]).0, Outcome::New);
    assert_eq!(
        kinds_of(&[staff, "BLS", number, &issued]),
        (Outcome::Unchanged, nothing)
    );
    let corrected = kinds_of(&[staff, "BLS", number, &issued, "2030-01-01"]);
    assert_eq!(
        corrected,
        (Outcome::New, vec!["2 证书名称 may-be-recorded".to_owned()])
    );
}

#[test]
fn a_staff_number_with_another_name_is_a_slip() {
    let hospital = demo_hospital();
    let recorded = &hospital.people[0];
    let book = book_of([sheet(
        "台账",
        &[
            &["工号", "姓名", "证书名称", "证书编号"],
            &[recorded.staff.as_str(), "别人", "BLS", "1"],
            &["X1", "甲", "BLS", "2"],
            &["X1", "乙", "BLS", "3"],
        ],
    )]);
    let preview = preview_of(&book, &hospital);
    assert_eq!(found(&preview), ["2 姓名 other-name", "4 姓名 other-name"]);
    assert_eq!(preview.rows[1].outcome, Outcome::New);
}

#[test]
fn records_of_unknown_people_are_no_new_people() {
    let rows: &[&[&str]] = &[&["工号", "证书名称"], &["X9", "BLS"], &["X1", "BLS"]];
    let people: &[&[&str]] = &[&["工号", "姓名"], &["X1", "甲"]];
    let book = book_of([sheet("证书", rows), sheet("人员", people)]);
    let preview = preview_of(&book, &demo_hospital());
    assert_eq!(found(&preview), ["2 工号 not-recorded"]);
    assert_eq!(preview.counts.new_people, 1);
}

#[test]
fn departments_of_the_file_are_known_to_its_rows() {
    let book = book_of([
        sheet(
            "所属科室",
            &[&["工号", "科室"], &["X1", "新科"], &["X1", "没有的科"]],
        ),
        sheet("人员", &[&["工号", "姓名"], &["X1", "甲"]]),
        sheet(
            "科室",
            &[
                &["科室编号", "科室名称", "科室类别"],
                &["new", "新科", "放射科"],
            ],
        ),
    ]);
    let preview = preview_of(&book, &demo_hospital());
    assert_eq!(found(&preview), ["3 科室 not-recorded"]);
    assert_eq!(preview.counts.added, 3);
    assert!(
        matches!(&preview.changes[0].change, Change::Add { kind, .. } if kind.name() == "department")
    );
}

/// Rows whose columns say more together.
fn told_together(hospital: &Hospital) -> Book {
    let institution = hospital.institution.name.clone().unwrap();
    let heads: &[&str] = &[
        "工号",
        "人员类别",
        "执业类别",
        "执业范围",
        "主要执业机构",
        "是否本机构注册",
        "职称",
        "证书名称",
        "有效期至",
        "岗位",
        "状态",
        "离职日期",
    ];
    book_of([sheet(
        "台账",
        &[
            heads,
            &[
                "X1",
                "医师",
                "临床",
                "内科",
                &institution,
                "是",
                "副主任医师",
                "医师资格证",
                "长期",
            ],
            &[
                "X2",
                "医师",
                "临床",
                "内科",
                "某某人民医院",
                "是",
                "主管护师",
                "BLS",
                "长期",
                "门诊",
            ],
            &[
                "X3",
                "技师",
                "",
                "",
                "",
                "",
                "副主任医师",
                "",
                "",
                "",
                "离职",
            ],
            &[
                "X4",
                "技师",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "在职",
                "2020-01-01",
            ],
        ],
    )])
}

#[test]
fn columns_together_say_more_than_each_alone() {
    let hospital = demo_hospital();
    let book = told_together(&hospital);
    let preview = preview_of(&book, &hospital);
    assert_eq!(
        found(&preview),
        [
            "3 是否本机构注册 contradicts",
            "3 有效期至 never-expires",
            "4 状态 status-without-day",
        ]
    );
    let warned = warned(&preview);
    for expected in [
        "2 执业类别 level-from-profession",
        "3 主要执业机构 other-institution",
        "3 岗位 post-without-programme",
        "4 职称 series-assumed",
        "5 状态 here-but-left",
    ] {
        assert!(
            warned.contains(&expected.to_owned()),
            "{expected} {warned:?}"
        );
    }
    let licence = preview
        .changes
        .iter()
        .find_map(|planned| match &planned.change {
            Change::Add { kind, node, .. } if kind.name() == "licence" => Some(node.clone()),
            _ => None,
        });
    let licence = licence.unwrap();
    assert_eq!(
        licence.get("level").and_then(|node| node.as_text()),
        Some("physician")
    );
}

#[test]
fn rows_that_contradict_each_other_about_one_record_are_refused() {
    let hospital = demo_hospital();
    let holds_bls = |person: &&eligibility::facts::Person| {
        person.credentials.iter().any(|c| c.kind.as_str() == "bls")
    };
    let person = hospital.people.iter().find(holds_bls).unwrap();
    let paper = person
        .credentials
        .iter()
        .find(|c| c.kind.as_str() == "bls")
        .unwrap();
    let (staff, number) = (person.staff.as_str(), paper.number.as_deref().unwrap());
    let issued = paper.issued.unwrap().to_string();
    let book = book_of([sheet(
        "证书",
        &[
            &["工号", "证书名称", "证书编号", "发证日期", "有效期至"],
            // The recorded one stands below as it is, so this is no correction of it.
            &[staff, "BLS", number, &issued, "2031-01-01"],
            &[staff, "BLS", number, &issued],
            &[staff, "BLS", "new", "2026-01-01", "2028-01-01"],
            &[staff, "BLS", "new", "2026-01-01", "2029-01-01"],
            &[staff, "BLS", "new", "2026-01-01", "2028-01-01"],
        ],
    )]);
    let preview = preview_of(&book, &hospital);
    assert_eq!(
        found(&preview),
        ["2 证书名称 other-row", "5 证书名称 other-row"]
    );
    assert_eq!(warned(&preview), ["6 证书名称 repeated"]);
    assert_eq!(preview.counts.added, 1);
}

/// Whoever holds a post of one programme and is to hold the same of another holds both.
#[test]
fn the_same_post_of_another_programme_is_another_posting() {
    let hospital = demo_hospital();
    let held = &hospital.programmes[0].postings[0];
    let other = hospital.programmes.iter().find(|one| {
        let mut postings = one.postings.iter();
        !postings.any(|posting| posting.staff == held.staff)
    });
    let (other, staff) = (&*other.unwrap().id, held.staff.as_str());
    let (from, post) = (held.from.unwrap().to_string(), held.post.as_str());
    let book = book_of([sheet(
        "岗位",
        &[
            &["工号", "项目", "岗位", "上岗日期"],
            &[staff, other, post, &from],
            &[staff, &hospital.programmes[0].id, post, &from],
        ],
    )]);
    let preview = preview_of(&book, &hospital);
    assert_eq!(found(&preview), [""; 0]);
    let [planned] = &preview.changes[..] else {
        panic!("{:?}", preview.changes);
    };
    assert!(
        matches!(&planned.change, Change::Add { owner, .. } if owner.as_deref() == Some(other)),
        "{planned:?}"
    );
}
