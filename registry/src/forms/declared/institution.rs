//! The institution, its equipment and its rooms.

use eligibility::catalogue::Vocabulary as V;
use eligibility::file::Thing;

use super::{FROM, TO, kind};
use crate::ledger::kinds::{Closed, Kind, Owner, SheetKind, Word, column};

const AUTHORITIES: Closed = Closed {
    what: Thing::Authority,
    words: &[
        word("province", "省级卫生健康行政部门", "provincial authority"),
        word("other", "其他部门", "another authority"),
    ],
};

const LISTS: Closed = Closed {
    what: Thing::ListKind,
    words: &[
        word("papers", "机构证照", "papers"),
        word("subjects", "诊疗科目", "subjects"),
        word("bases", "培训基地备案", "filings of training bases"),
    ],
};

pub(super) const fn word(id: &'static str, zh: &'static str, en: &'static str) -> Word {
    Word {
        id,
        zh,
        en,
        also: &[],
    }
}

pub const INSTITUTION: SheetKind = kind(
    "institution",
    ("医疗机构", "Institution"),
    Owner::Hospital,
    &[
        column("name", "机构名称", "Name", Kind::Text),
        column(
            "own_interval_months",
            "本院设定周期（月）",
            "Own interval (months)",
            Kind::Count,
        ),
        column(
            "long_absence_days",
            "长期缺勤界限（天）",
            "Long absence (days)",
            Kind::Count,
        ),
    ],
    &[],
);

pub const INSTITUTION_KIND: SheetKind = kind(
    "institution_kind",
    ("机构类别", "Kind of institution"),
    Owner::Hospital,
    &[
        column(
            "kind",
            "机构类别",
            "Kind of institution",
            Kind::Word(V::InstitutionKind),
        )
        .required(),
        FROM,
        TO,
    ],
    &["kind", "from"],
);

pub const INSTITUTION_LEVEL: SheetKind = kind(
    "institution_level",
    ("机构等级", "Level of institution"),
    Owner::Hospital,
    &[
        column(
            "level",
            "机构等级",
            "Level of institution",
            Kind::Word(V::InstitutionLevel),
        )
        .required(),
        FROM,
        TO,
    ],
    &["level", "from"],
);

pub const INSTITUTION_SUBJECT: SheetKind = kind(
    "institution_subject",
    ("诊疗科目", "Registered subject"),
    Owner::Hospital,
    &[
        column(
            "subject",
            "诊疗科目",
            "Registered subject",
            Kind::Word(V::Subject),
        )
        .required(),
        FROM,
        TO,
    ],
    &["subject", "from"],
);

pub const INSTITUTION_PAPER: SheetKind = kind(
    "institution_paper",
    ("机构证照", "Paper of the institution"),
    Owner::Hospital,
    &[
        column("kind", "证照名称", "Paper", Kind::Word(V::PaperKind)).required(),
        column("number", "证照编号", "Number", Kind::Text),
        column("issuer", "发证机关", "Issuer", Kind::Text),
        column("issued", "发证日期", "Issued on", Kind::Day),
        column("expires", "有效期至", "Expires on", Kind::Expiry),
        column("revoked_from", "吊销日期", "Revoked from", Kind::Day),
    ],
    &["kind", "number", "issued"],
);

pub const INSTITUTION_SERVICE: SheetKind = kind(
    "institution_service",
    ("开展的服务", "Service offered"),
    Owner::Hospital,
    &[
        column("service", "服务项目", "Service", Kind::Word(V::Service)).required(),
        FROM,
        TO,
    ],
    &["service", "from"],
);

pub const INSTITUTION_DECLARED: SheetKind = kind(
    "institution_declared",
    ("机构申报事实", "Fact declared for the institution"),
    Owner::Hospital,
    super::programme::DECLARED_COLUMNS,
    &["fact", "from"],
);

pub const TRAINING_BASE: SheetKind = kind(
    "training_base",
    ("培训基地备案", "Filing of a training base"),
    Owner::Hospital,
    &[
        column("name", "基地名称", "Base", Kind::Text).required(),
        column("technique", "技术", "Technique", Kind::Word(V::Technique)).required(),
        column(
            "authority",
            "备案部门",
            "Filed with",
            Kind::Closed(AUTHORITIES),
        ),
        FROM,
        TO,
    ],
    &["name", "technique", "from"],
);

pub const INSTITUTION_INCOMPLETE: SheetKind = kind(
    "institution_incomplete",
    ("未录全", "Incomplete list"),
    Owner::Hospital,
    &[column("list", "未录全清单", "Incomplete list", Kind::Closed(LISTS)).required()],
    &["list"],
);

pub const EQUIPMENT: SheetKind = kind(
    "equipment",
    ("设备", "Equipment"),
    Owner::Hospital,
    &[
        column(
            "kind",
            "设备种类",
            "Kind of equipment",
            Kind::Word(V::EquipmentKind),
        )
        .required(),
        column("name", "设备名称或编号", "Name or number", Kind::Text),
        column("department", "使用科室", "Used by", Kind::Department),
        column("from", "启用日期", "In use from", Kind::Day),
        column("to", "停用日期", "In use to", Kind::LastDay),
        column("rows", "CT 排数", "CT rows", Kind::Count),
        column("tesla", "磁场强度（T）", "Field strength (T)", Kind::Amount),
        column(
            "external_contacts",
            "可请的院外工程师人数",
            "Engineers on call from outside",
            Kind::Count,
        ),
        column(
            "image_system",
            "接入影像存储系统",
            "Stores images in the image system",
            Kind::YesNo,
        ),
    ],
    &["kind", "name"],
);

pub const ROOM: SheetKind = kind(
    "room",
    ("机房与用房", "Room"),
    Owner::Hospital,
    &[
        column("kind", "用房种类", "Kind of room", Kind::Word(V::RoomKind)).required(),
        column("name", "名称或编号", "Name or number", Kind::Text),
        column("department", "使用科室", "Used by", Kind::Department),
        column("area", "使用面积（㎡）", "Area (m²)", Kind::Amount),
        column(
            "shortest_side",
            "最小边长（m）",
            "Shortest side (m)",
            Kind::Amount,
        ),
        column("units", "设备台数", "Machines in it", Kind::Count),
        column(
            "control_room",
            "有控制室和辅助用房",
            "Has control and auxiliary rooms",
            Kind::YesNo,
        ),
        column(
            "protective_gear",
            "有防护用品",
            "Protective gear at hand",
            Kind::YesNo,
        ),
        column(
            "rescue_equipment",
            "有抢救设备",
            "Rescue equipment at hand",
            Kind::YesNo,
        ),
        column(
            "defibrillator",
            "有除颤仪",
            "Defibrillator at hand",
            Kind::YesNo,
        ),
        column("from", "启用日期", "In use from", Kind::Day),
        column("to", "停用日期", "In use to", Kind::LastDay),
    ],
    &["kind", "name"],
);
