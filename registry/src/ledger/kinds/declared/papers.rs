//! Titles, licences and credentials.

use eligibility::catalogue::Vocabulary as V;

use super::{column, words};
use crate::ledger::kinds::{Kind, Owner, SheetKind};

pub const TITLE: SheetKind = SheetKind {
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
};

pub const LICENCE: SheetKind = SheetKind {
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
            Kind::Closed(words::LICENCE_LEVELS),
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
        column("cancelled_from", "注销日期", "Cancelled from", Kind::Day).also(&["注销注册日期"]),
        column("suspended", "暂停执业", "Suspended", Kind::Periods),
    ],
    fixed: &["level"],
    telling: &["number", "from"],
    apart: &[],
};

pub const PERIODIC_ASSESSMENT: SheetKind = SheetKind {
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
};

pub const CREDENTIAL: SheetKind = SheetKind {
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
};
