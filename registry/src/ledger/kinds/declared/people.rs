//! Departments, people and where they work.

use eligibility::catalogue::Vocabulary as V;

use super::{column, words};
use crate::ledger::kinds::{Kind, Owner, SheetKind};

pub const DEPARTMENT: SheetKind = SheetKind {
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
};

pub const PERSON: SheetKind = SheetKind {
    record: "person",
    zh: "人员",
    en: "People",
    also: &["人员基本信息", "基本信息", "员工"],
    owner: Owner::Itself,
    columns: &[column("name", "姓名", "Name", Kind::Text)],
    fixed: &["staff"],
    telling: &[],
    apart: &[],
};

pub const EMPLOYMENT: SheetKind = SheetKind {
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
};

pub const MEMBERSHIP: SheetKind = SheetKind {
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
};

pub const PROFESSION: SheetKind = SheetKind {
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
};

pub const DISCIPLINE: SheetKind = SheetKind {
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
};

pub const ABSENCE: SheetKind = SheetKind {
    record: "absence",
    zh: "缺勤",
    en: "Absences",
    also: &["离岗"],
    owner: Owner::Person,
    columns: &[
        column(
            "kind",
            "缺勤类别",
            "Kind of absence",
            Kind::Closed(words::ABSENCES),
        )
        .required(),
        column("from", "缺勤起", "Absent from", Kind::Day),
        column("to", "缺勤止", "Absent to", Kind::LastDay),
    ],
    fixed: &["kind"],
    telling: &["from"],
    apart: &[],
};

pub const INCOMPLETE_LIST: SheetKind = SheetKind {
    record: "incomplete_list",
    zh: "未录全",
    en: "Incomplete lists",
    also: &["未录全清单"],
    owner: Owner::Person,
    columns: &[column(
        "list",
        "未录全清单",
        "Incomplete list",
        Kind::Closed(words::LISTS),
    )
    .required()],
    fixed: &["list"],
    telling: &[],
    apart: &[],
};

pub const POSTING: SheetKind = SheetKind {
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
    fixed: &["programme", "staff", "post"],
    telling: &["from"],
    apart: &[],
};
