//! What people have done: experience, training, cases, radiation work.

use eligibility::catalogue::Vocabulary as V;

use super::{column, words};
use crate::ledger::kinds::{Kind, Owner, SheetKind};

pub const EXPERIENCE: SheetKind = SheetKind {
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
};

pub const TRAINING: SheetKind = SheetKind {
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
};

pub const EXEMPTION: SheetKind = SheetKind {
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
};

pub const CASE_VOLUME: SheetKind = SheetKind {
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
};

pub const RADIATION_WORK: SheetKind = SheetKind {
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
            Kind::Closed(words::RADIATION_CODES),
        )
        .also(&["职业照射种类", "照射种类代码"])
        .required(),
        column("from", "照射起", "Radiation work from", Kind::Day).also(&["放射工作起"]),
        column("to", "照射止", "Radiation work to", Kind::LastDay).also(&["放射工作止"]),
    ],
    fixed: &["code"],
    telling: &["from"],
    apart: &[],
};
