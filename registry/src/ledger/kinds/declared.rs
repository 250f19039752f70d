//! The sheets and their columns.

use eligibility::catalogue::Vocabulary as V;
use eligibility::file::Thing;

use super::{Closed, Column, Kind, Owner, SheetKind, Word};

const fn word(
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    also: &'static [&'static str],
) -> Word {
    Word { id, zh, en, also }
}

const fn column(key: &'static str, zh: &'static str, en: &'static str, kind: Kind) -> Column {
    Column {
        key,
        zh,
        en,
        also: &[],
        kind,
        required: false,
        common: false,
        is_virtual: false,
    }
}

impl Column {
    const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    const fn common(self) -> Self {
        Self {
            common: true,
            ..self
        }
    }

    const fn checked_only(self) -> Self {
        Self {
            is_virtual: true,
            ..self
        }
    }
}

const LICENCE_LEVEL: Closed = Closed {
    what: Thing::LicenceLevel,
    words: &[
        word(
            "physician",
            "执业医师",
            "physician",
            &["医师执业证", "医师"],
        ),
        word(
            "assistant-physician",
            "执业助理医师",
            "assistant physician",
            &["助理医师"],
        ),
        word(
            "nurse",
            "护士",
            "nurse",
            &["注册护士", "执业护士", "护士执业证"],
        ),
        word("pharmacist", "药师", "pharmacist", &["执业药师"]),
    ],
};

const ABSENCE: Closed = Closed {
    what: Thing::AbsenceKind,
    words: &[
        word("suspension", "停职", "suspension", &["暂停"]),
        word("leave", "休假", "leave", &["请假", "产假", "病假"]),
        word("secondment", "外派", "secondment", &["借调", "支援"]),
        word(
            "training-elsewhere",
            "外出进修",
            "training elsewhere",
            &["进修"],
        ),
    ],
};

const LIST: Closed = Closed {
    what: Thing::ListKind,
    words: &[
        word("employment", "任职", "employment", &[]),
        word("departments", "科室", "departments", &[]),
        word("titles", "职称", "titles", &[]),
        word("licences", "执业证", "licences", &[]),
        word("credentials", "证书", "credentials", &[]),
        word("experience", "经历", "experience", &[]),
        word("training", "培训", "training", &[]),
        word("exemptions", "免于培训", "exemptions", &[]),
        word("cases", "例数", "cases", &[]),
        word("attestations", "声明", "attestations", &[]),
    ],
};

const RADIATION: Closed = Closed {
    what: Thing::RadiationCode,
    words: &[
        word("2A", "2A 诊断放射学", "2A diagnosis", &["诊断放射学"]),
        word("2B", "2B 牙科放射学", "2B dental", &["牙科放射学", "牙科"]),
        word("2C", "2C 核医学", "2C nuclear medicine", &["核医学"]),
        word("2D", "2D 放射治疗", "2D radiotherapy", &["放射治疗"]),
        word("2E", "2E 介入放射学", "2E intervention", &["介入放射学"]),
        word("2F", "2F 其他", "2F other", &["其他", "其它"]),
    ],
};

/// Every kind of record a ledger holds, what others refer to first.
pub static SHEETS: &[SheetKind] = &[
    SheetKind {
        record: "department",
        zh: "科室",
        en: "Departments",
        also: &["部门"],
        owner: Owner::Hospital,
        columns: &[
            column("id", "科室编号", "Department id", Kind::Text)
                .also(&["编号"])
                .required(),
            column("name", "科室名称", "Department name", Kind::Text).also(&["科室", "名称"]),
            column(
                "kind",
                "科室类别",
                "Kind of department",
                Kind::Word(V::DepartmentKind),
            )
            .also(&["类别"])
            .required(),
        ],
        fixed: &["id"],
        telling: &[],
        apart: &[],
    },
    SheetKind {
        record: "person",
        zh: "人员",
        en: "People",
        also: &["人员基本信息", "基本信息", "员工"],
        owner: Owner::Itself,
        columns: &[column("name", "姓名", "Name", Kind::Text)],
        fixed: &["staff"],
        telling: &[],
        apart: &[],
    },
    SheetKind {
        record: "employment",
        zh: "任职",
        en: "Employment",
        also: &["在职", "入离职"],
        owner: Owner::Person,
        columns: &[
            column("from", "入职日期", "Employed from", Kind::Day)
                .also(&["入职时间", "参加工作日期", "到院日期"])
                .common(),
            column("to", "离职日期", "Employed to", Kind::LastDay)
                .also(&["离职时间", "离院日期"])
                .common(),
        ],
        fixed: &[],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "membership",
        zh: "所属科室",
        en: "Memberships",
        also: &["人员科室"],
        owner: Owner::Person,
        columns: &[
            column("department", "科室", "Department", Kind::Department)
                .also(&["所在科室", "部门", "编制科室"])
                .required()
                .common(),
            column("from", "科室起", "Member from", Kind::Day).also(&["入科日期"]),
            column("to", "科室止", "Member to", Kind::LastDay).also(&["出科日期"]),
        ],
        fixed: &["department"],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "profession",
        zh: "人员类别",
        en: "Professions",
        also: &[],
        owner: Owner::Person,
        columns: &[
            column(
                "profession",
                "人员类别",
                "Profession",
                Kind::Word(V::Profession),
            )
            .also(&["类别", "职业类别"])
            .required()
            .common(),
            column("from", "人员类别起", "Profession from", Kind::Day),
            column("to", "人员类别止", "Profession to", Kind::LastDay),
        ],
        fixed: &["profession"],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "discipline",
        zh: "专业方向",
        en: "Disciplines",
        also: &[],
        owner: Owner::Person,
        columns: &[
            column(
                "discipline",
                "专业方向",
                "Discipline",
                Kind::Word(V::Discipline),
            )
            .also(&["专业"])
            .required()
            .common(),
            column("from", "专业方向起", "Discipline from", Kind::Day),
            column("to", "专业方向止", "Discipline to", Kind::LastDay),
        ],
        fixed: &["discipline"],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "title",
        zh: "职称",
        en: "Titles",
        also: &["专业技术职务"],
        owner: Owner::Person,
        columns: &[
            column(
                "series",
                "职称系列",
                "Title series",
                Kind::Word(V::TitleSeries),
            )
            .also(&["系列"])
            .common(),
            column("level", "职称", "Title", Kind::Title)
                .also(&["职称级别", "专业技术职务", "现任职称", "Title level"])
                .common(),
            column(
                "discipline",
                "职称专业",
                "Title discipline",
                Kind::Word(V::Discipline),
            ),
            column("qualified", "任职资格日期", "Qualified on", Kind::Day)
                .also(&[
                    "资格取得日期",
                    "职称取得日期",
                    "职称取得时间",
                    "职称证取得时间",
                ])
                .common(),
            column("appointed", "聘任日期", "Appointed on", Kind::Day)
                .also(&["聘任时间", "聘用日期"])
                .common(),
        ],
        fixed: &["series", "level"],
        telling: &[],
        apart: &["discipline"],
    },
    SheetKind {
        record: "licence",
        zh: "执业证",
        en: "Licences",
        also: &["执业注册", "执业证书"],
        owner: Owner::Person,
        columns: &[
            column(
                "level",
                "执业证级别",
                "Licence level",
                Kind::Closed(LICENCE_LEVEL),
            )
            .also(&["执业级别", "医师执业级别"]),
            column(
                "category",
                "执业类别",
                "Licence category",
                Kind::Word(V::LicenceCategory),
            )
            .also(&["医师执业类别"])
            .common(),
            column(
                "scopes",
                "执业范围",
                "Scope of practice",
                Kind::Words(V::Scope),
            )
            .also(&["医师执业范围"])
            .common(),
            column("number", "执业证号", "Licence number", Kind::Text)
                .also(&["执业证书编号", "执业证编号", "执业证书号"])
                .common(),
            column(
                "main_here",
                "主要执业机构",
                "Main institution here",
                Kind::YesNo,
            )
            .also(&["第一执业机构", "主要执业机构为本院"])
            .common(),
            column(
                "registered",
                "是否本机构注册",
                "Registered here",
                Kind::YesNo,
            )
            .also(&["本机构注册", "是否注册在本院"])
            .common()
            .checked_only(),
            column("filing_from", "多点备案起", "Filing from", Kind::Day)
                .also(&["多点执业备案起", "备案起"])
                .common(),
            column("filing_to", "多点备案止", "Filing to", Kind::Day)
                .also(&["多点执业备案止", "备案止"])
                .common(),
            column("from", "执业注册日期", "Registered from", Kind::Day).also(&[
                "注册日期",
                "执业开始日期",
                "执业证发证日期",
            ]),
            column("to", "执业注册止", "Registered to", Kind::LastDay).also(&["注册有效期至"]),
            column("cancelled_from", "注销日期", "Cancelled from", Kind::Day)
                .also(&["注销注册日期"]),
            column("suspended", "暂停执业", "Suspended", Kind::Periods),
        ],
        fixed: &["level"],
        telling: &["number", "from"],
        apart: &[],
    },
    SheetKind {
        record: "periodic_assessment",
        zh: "定期考核",
        en: "Periodic assessments",
        also: &["医师定期考核"],
        owner: Owner::Person,
        columns: &[
            column("on", "定期考核日期", "Assessed on", Kind::Day).also(&["定期考核时间"]),
            column("passed", "定期考核结果", "Assessment passed", Kind::YesNo)
                .also(&["医师定期考核是否合格", "定期考核是否合格"]),
        ],
        fixed: &[],
        telling: &["on"],
        apart: &[],
    },
    SheetKind {
        record: "credential",
        zh: "证书",
        en: "Credentials",
        also: &["资质证书", "资质", "上岗证"],
        owner: Owner::Person,
        columns: &[
            column(
                "kind",
                "证书名称",
                "Credential",
                Kind::Word(V::CredentialKind),
            )
            .also(&["证书种类", "证书类型", "证件名称", "资质名称"])
            .required()
            .common(),
            column(
                "category",
                "证书人员类别",
                "Credential profession",
                Kind::Word(V::Profession),
            )
            .also(&["上岗证类别"]),
            column("number", "证书编号", "Credential number", Kind::Text)
                .also(&["证书号", "证号", "证件编号", "证书号码"])
                .common(),
            column("issuer", "发证机关", "Issuer", Kind::Text)
                .also(&["发证单位", "颁发机构", "发证机构", "颁发单位"])
                .common(),
            column("issued", "发证日期", "Issued on", Kind::Day)
                .also(&["发证时间", "颁发日期", "签发日期", "初始日期"])
                .common(),
            column("expires", "有效期至", "Expires on", Kind::Expiry)
                .also(&[
                    "有效期",
                    "有效日期",
                    "到期日期",
                    "失效日期",
                    "截止日期",
                    "有效期截止",
                ])
                .common(),
            column(
                "revoked_from",
                "证书吊销日期",
                "Credential revoked from",
                Kind::Day,
            ),
            column(
                "suspended_from",
                "证书暂停日期",
                "Credential suspended from",
                Kind::Day,
            ),
        ],
        fixed: &["kind"],
        telling: &["number", "issued"],
        apart: &["category"],
    },
    SheetKind {
        record: "experience",
        zh: "经历",
        en: "Experience",
        also: &["工作经历"],
        owner: Owner::Person,
        columns: &[
            column("field", "经历领域", "Field", Kind::Word(V::ExperienceField))
                .also(&["从事领域", "工作领域", "从事专业"])
                .required()
                .common(),
            column("from", "经历起", "Experience from", Kind::Day)
                .also(&["从事起", "经历开始日期"])
                .common(),
            column("to", "经历止", "Experience to", Kind::LastDay)
                .also(&["从事止", "经历结束日期"])
                .common(),
            column("employer", "经历单位", "Employer", Kind::Text).also(&["工作单位"]),
        ],
        fixed: &["field"],
        telling: &["from"],
        apart: &["employer"],
    },
    SheetKind {
        record: "training",
        zh: "培训",
        en: "Training",
        also: &["培训记录"],
        owner: Owner::Person,
        columns: &[
            column("kind", "培训名称", "Training", Kind::Word(V::TrainingKind))
                .also(&["培训种类", "培训类型", "培训项目"])
                .required()
                .common(),
            column(
                "technique",
                "培训技术",
                "Training technique",
                Kind::Word(V::Technique),
            ),
            column("base", "培训基地", "Training base", Kind::Text)
                .also(&["培训单位", "培训机构"])
                .common(),
            column("from", "培训起", "Training from", Kind::Day)
                .also(&["培训开始日期"])
                .common(),
            column("to", "培训止", "Training to", Kind::LastDay)
                .also(&["培训结束日期"])
                .common(),
            column("instructor", "指导医师", "Instructor", Kind::Text),
            column(
                "cases_taken_part",
                "参与例数",
                "Cases taken part in",
                Kind::Count,
            ),
            column("cases_managed", "管理例数", "Cases managed", Kind::Count),
            column("cases_done", "完成例数", "Cases done", Kind::Count),
            column("examined", "考核日期", "Examined on", Kind::Day),
            column("passed", "考核结果", "Passed", Kind::YesNo)
                .also(&["考核是否合格", "培训考核结果"])
                .common(),
        ],
        fixed: &["kind", "technique"],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "exemption",
        zh: "免于培训",
        en: "Exemptions",
        also: &["免培训"],
        owner: Owner::Person,
        columns: &[
            column(
                "technique",
                "免培训技术",
                "Exempt technique",
                Kind::Word(V::Technique),
            )
            .required(),
            column(
                "granted",
                "免培训认定日期",
                "Exemption granted on",
                Kind::Day,
            ),
            column("by", "免培训认定机构", "Exemption granted by", Kind::Text),
        ],
        fixed: &["technique"],
        telling: &["granted"],
        apart: &[],
    },
    SheetKind {
        record: "case_volume",
        zh: "例数",
        en: "Case volumes",
        also: &["病例数"],
        owner: Owner::Person,
        columns: &[
            column(
                "technique",
                "例数技术",
                "Cases of technique",
                Kind::Word(V::Technique),
            )
            .also(&["技术名称"])
            .required()
            .common(),
            column("from", "例数起", "Cases from", Kind::Day)
                .required()
                .common(),
            column("to", "例数止", "Cases to", Kind::Day)
                .required()
                .common(),
            column(
                "independent",
                "独立病例数",
                "Independent cases",
                Kind::Count,
            )
            .also(&["独立完成例数"])
            .common(),
            column(
                "events_recorded",
                "不良事件已全部登记",
                "Events recorded in full",
                Kind::YesNo,
            ),
            column(
                "serious_events",
                "严重不良事件",
                "Serious adverse events",
                Kind::Events,
            )
            .common(),
        ],
        fixed: &["technique", "from"],
        telling: &[],
        apart: &[],
    },
    SheetKind {
        record: "radiation_work",
        zh: "照射种类",
        en: "Radiation work",
        also: &["放射工作"],
        owner: Owner::Person,
        columns: &[
            column(
                "code",
                "照射种类",
                "Radiation work code",
                Kind::Closed(RADIATION),
            )
            .also(&["职业照射种类", "照射种类代码"])
            .required(),
            column("from", "照射起", "Radiation work from", Kind::Day).also(&["放射工作起"]),
            column("to", "照射止", "Radiation work to", Kind::LastDay).also(&["放射工作止"]),
        ],
        fixed: &["code"],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "absence",
        zh: "缺勤",
        en: "Absences",
        also: &["离岗"],
        owner: Owner::Person,
        columns: &[
            column("kind", "缺勤类别", "Kind of absence", Kind::Closed(ABSENCE)).required(),
            column("from", "缺勤起", "Absent from", Kind::Day),
            column("to", "缺勤止", "Absent to", Kind::LastDay),
        ],
        fixed: &["kind"],
        telling: &["from"],
        apart: &[],
    },
    SheetKind {
        record: "incomplete_list",
        zh: "未录全",
        en: "Incomplete lists",
        also: &["未录全清单"],
        owner: Owner::Person,
        columns: &[column("list", "未录全清单", "Incomplete list", Kind::Closed(LIST)).required()],
        fixed: &["list"],
        telling: &[],
        apart: &[],
    },
    SheetKind {
        record: "posting",
        zh: "岗位",
        en: "Postings",
        also: &["岗位安排"],
        owner: Owner::Programme,
        columns: &[
            column("programme", "项目", "Programme", Kind::Programme)
                .also(&["项目名称"])
                .required()
                .common(),
            column("post", "岗位", "Post", Kind::Word(V::Post))
                .also(&["岗位名称", "工作岗位"])
                .required()
                .common(),
            column("full_time", "专职", "Full-time", Kind::YesNo).also(&["是否专职"]),
            column("from", "上岗日期", "Posted from", Kind::Day).also(&["上岗时间"]),
            column("to", "离岗日期", "Posted to", Kind::LastDay),
        ],
        fixed: &["staff", "post"],
        telling: &["from"],
        apart: &[],
    },
];
