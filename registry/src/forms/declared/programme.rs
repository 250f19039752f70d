//! Programmes and what belongs to them, and a new person.

use eligibility::catalogue::Vocabulary as V;
use eligibility::file::Thing;

use super::institution::word;
use super::{FROM, TO, kind};
use crate::ledger::kinds::{Closed, Column, Kind, Owner, SheetKind, column};

const LISTS: Closed = Closed {
    what: Thing::ListKind,
    words: &[word("postings", "岗位安排", "postings")],
};

/// In a ledger the staff number stands before the columns of every sheet.
pub const PERSON: SheetKind = kind(
    "person",
    ("人员", "Person"),
    Owner::Itself,
    &[
        column("staff", "工号", "Staff number", Kind::Text).required(),
        column("name", "姓名", "Name", Kind::Text),
    ],
    &["staff"],
);

pub const PROGRAMME: SheetKind = kind(
    "programme",
    ("项目", "Programme"),
    Owner::Hospital,
    &[
        column("id", "项目编号", "Programme id", Kind::Text).required(),
        column("name", "项目名称", "Name", Kind::Text),
        column("standard", "适用标准", "Standard", Kind::Standard),
    ],
    &["id"],
);

pub const PROGRAMME_DEPARTMENT: SheetKind = kind(
    "programme_department",
    ("项目科室", "Department of the programme"),
    Owner::Programme,
    &[column("department", "科室", "Department", Kind::Department).required()],
    &["department"],
);

/// In a ledger it is the programme that is a field, here it is the person.
pub const POSTING: SheetKind = kind(
    "posting",
    ("岗位安排", "Posting"),
    Owner::Programme,
    &[
        column("staff", "人员", "Person", Kind::Staff).required(),
        column("post", "岗位", "Post", Kind::Word(V::Post)).required(),
        column("full_time", "专职", "Full-time", Kind::YesNo),
        column("from", "上岗日期", "Posted from", Kind::Day),
        column("to", "离岗日期", "Posted to", Kind::LastDay),
    ],
    &["staff", "post", "from"],
);

pub const POSTING_ELSEWHERE: SheetKind = kind(
    "posting_elsewhere",
    ("在其他项目的岗位", "Posting in another programme"),
    Owner::Programme,
    &[
        column("programme", "其他项目", "Other programme", Kind::Text).required(),
        column("staff", "人员", "Person", Kind::Staff).required(),
        column("post", "岗位", "Post", Kind::Word(V::Post)).required(),
        column("full_time", "专职", "Full-time", Kind::YesNo),
        FROM,
        TO,
    ],
    &["programme", "staff", "post", "from"],
);

pub const DECLARED_COLUMNS: &[Column] = &[
    column(
        "fact",
        "申报事实",
        "Declared fact",
        Kind::Word(V::DeclaredFact),
    )
    .required(),
    column("value", "是否", "Yes or no", Kind::YesNo),
    FROM,
    TO,
];

pub const DECLARED: SheetKind = kind(
    "declared",
    ("申报事实", "Declared fact"),
    Owner::Programme,
    DECLARED_COLUMNS,
    &["fact", "from"],
);

pub const FIGURE: SheetKind = kind(
    "figure",
    ("指标", "Figure"),
    Owner::Programme,
    &[
        column("figure", "指标", "Figure", Kind::Word(V::Figure)).required(),
        column("from", "统计期起", "Period from", Kind::Day).required(),
        column("to", "统计期止", "Period to", Kind::Day).required(),
        column("numerator", "数量或分子", "Count or numerator", Kind::Count).required(),
        column("denominator", "分母", "Denominator", Kind::Count),
        column("recorded", "登记日期", "Recorded on", Kind::Day),
        column("by", "登记人", "Recorded by", Kind::Text),
    ],
    &["figure", "from", "to"],
);

pub const ATTESTATION: SheetKind = kind(
    "attestation",
    ("声明", "Attestation"),
    Owner::Programme,
    &[
        column("clause", "条款", "Clause", Kind::Clause).required(),
        column("item", "条款中的事项", "Item of the clause", Kind::Text),
        column("staff", "所指人员", "About whom", Kind::Staff),
        column("met", "结论", "Met", Kind::YesNo).required(),
        column("by", "声明人", "Attested by", Kind::Text).required(),
        column("on", "声明日期", "Attested on", Kind::Day).required(),
        column("through", "复核日期", "Valid through", Kind::Day),
        column("evidence", "依据", "Evidence", Kind::Text),
    ],
    &["clause", "item", "staff", "on"],
);

pub const DUTY: SheetKind = kind(
    "duty",
    ("周期工作", "Duty done"),
    Owner::Programme,
    &[
        column("duty", "工作", "Duty", Kind::Word(V::Duty)).required(),
        column("on", "完成日期", "Done on", Kind::Day).required(),
        column("by", "完成人", "Done by", Kind::Staff),
        column("by_name", "院外完成人", "Done by somebody else", Kind::Text),
        column("staff", "涉及人员", "About whom", Kind::Staff),
        column("item", "涉及设备", "About which item", Kind::Item),
        column("note", "结果", "What was found", Kind::Text),
    ],
    &["duty", "on", "by", "staff", "item"],
);

pub const PROGRAMME_INCOMPLETE: SheetKind = kind(
    "programme_incomplete",
    ("未录全", "Incomplete list"),
    Owner::Programme,
    &[column("list", "未录全清单", "Incomplete list", Kind::Closed(LISTS)).required()],
    &["list"],
);
