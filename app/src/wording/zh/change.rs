//! Changes one asks about: what would happen, as a clause after 若.

use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::whatif::{Change, FactFilled, PaperIssued};

use super::missing;
use crate::wording::{
    Voice,
    what_if_text::{department, value},
};

/// What a what-if changes of the question.
pub(in crate::wording) fn on(day: Day) -> String {
    format!("日期为 {day}")
}

pub(in crate::wording) fn rules_on(day: Day) -> String {
    format!("按 {day} 的标准版本核对")
}

pub(in crate::wording) const AS_IF_IN_FORCE: &str = "标准版本未施行也照样核对";

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per change; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn change(v: Voice<'_>, hospital: &Hospital, change: &Change) -> String {
    let who = |staff| v.person(hospital, staff);
    match change {
        Change::PersonLeaves(c) => format!("{}离职，最后在职日 {}", who(&c.staff), c.last_day),
        Change::PersonJoins(person) => person.name.as_ref().map_or_else(
            || format!("{}入职", person.staff),
            |name| format!("{name}（{}）入职", person.staff),
        ),
        Change::PaperRenewed(c) => format!("{}续办{}", who(&c.staff), paper(v, c)),
        Change::PaperObtained(c) => format!("{}取得{}", who(&c.staff), paper(v, c)),
        Change::PaperRevoked(c) => {
            format!(
                "{}的{}自 {} 起被撤销",
                who(&c.staff),
                v.credential(&c.kind),
                c.from
            )
        }
        Change::FilingRenewed(c) => {
            let period = v.period(Some(c.from), Some(c.to));
            format!("{}办理多点执业备案（{period}）", who(&c.staff))
        }
        Change::LicenceRegistered(c) => {
            let level = c.licence.level.map_or("执业证", |level| v.licence(level));
            let period = v.period(c.licence.from, c.licence.to);
            format!("{}执业注册（{level}，{period}）", who(&c.staff))
        }
        Change::LicenceSuspended(c) => {
            format!(
                "{}暂停执业（{}）",
                who(&c.staff),
                v.period(Some(c.from), c.to)
            )
        }
        Change::LicenceCancelled(c) => {
            format!("{}的执业证自 {} 起注销", who(&c.staff), c.from)
        }
        Change::TitleObtained(c) => {
            let discipline = c.discipline.as_ref().map_or("", |id| v.discipline(id));
            let (series, level) = (v.series(&c.series), v.level(c.level));
            format!(
                "{}于 {} 取得{discipline}{series}系列{level}职称",
                who(&c.staff),
                c.qualified
            )
        }
        Change::Posted(c) => {
            let full_time = if c.full_time == Some(true) {
                "专职"
            } else {
                ""
            };
            let period = v.period(Some(c.from), c.to);
            format!(
                "{}{full_time}担任“{}”（{period}）",
                who(&c.staff),
                v.post(&c.post)
            )
        }
        Change::PostingEnded(c) => {
            let place = c
                .programme
                .as_ref()
                .map_or_else(String::new, |name| format!("{name}的"));
            let post = v.post(&c.post);
            format!(
                "{}离开{place}“{post}”，最后在岗日 {}",
                who(&c.staff),
                c.last_day
            )
        }
        Change::DepartmentMoved(c) => {
            let department = department(hospital, &c.department);
            format!("{}自 {} 起调入{department}", who(&c.staff), c.from)
        }
        Change::Absent(c) => {
            let (kind, period) = (v.absence(c.kind), v.period(Some(c.from), c.to));
            format!("{}{kind}（{period}）", who(&c.staff))
        }
        Change::ExperienceAdded(c) => {
            let (field, period) = (v.field(&c.field), v.period(Some(c.from), c.to));
            format!("{}从事{field}（{period}）", who(&c.staff))
        }
        Change::TrainingAdded(c) => {
            let kind = v.training(&c.training.kind);
            let passed = if c.training.passed == Some(true) {
                "，合格"
            } else {
                ""
            };
            let period = v.period(c.training.from, c.training.to);
            format!("{}参加{kind}（{period}{passed}）", who(&c.staff))
        }
        Change::ExemptionRecorded(c) => {
            let (technique, granted) = (v.technique(&c.exemption.technique), c.exemption.granted);
            let granted = granted.map_or_else(String::new, |day| format!("（{day} 批准）"));
            format!("登记{}的{technique}免于培训{granted}", who(&c.staff))
        }
        Change::BaseFiled(base) => {
            let (technique, period) = (v.technique(&base.technique), v.period(base.from, base.to));
            format!("“{}”备案为{technique}培训基地（{period}）", base.name)
        }
        Change::DeviceAdded(item) => {
            let period = v.period(item.from, item.to);
            format!(
                "{}{}启用（{period}）",
                v.equipment(&item.kind),
                name(item.name.as_ref())
            )
        }
        Change::DeviceRemoved(c) => {
            let kind = v.equipment(&c.kind);
            format!(
                "{kind}{}停用，最后使用日 {}",
                name(c.name.as_ref()),
                c.last_day
            )
        }
        Change::FactDeclared(c) => {
            let value = if c.value { "是" } else { "否" };
            let period = v.period(Some(c.from), c.to);
            format!("申报“{}”为“{value}”（{period}）", v.fact(&c.fact))
        }
        Change::Attested(a) => {
            let about = a.staff.as_ref().map_or_else(String::new, who);
            let met = if a.met { "符合" } else { "不符合" };
            format!("{}于 {} 声明{about}{met}条款 `{}`", a.by, a.on, a.clause)
        }
        Change::FigureRecorded(f) => {
            let of = f
                .denominator
                .map_or_else(String::new, |of| format!("/{of}"));
            let period = v.period(Some(f.from), Some(f.to));
            format!(
                "登记{}（{period}）为 {}{of}",
                v.figure(&f.figure),
                f.numerator
            )
        }
        Change::DutyDone(duty) => {
            let by = duty.by.as_ref().map(who).or_else(|| duty.by_name.clone());
            let by = by.map_or_else(String::new, |by| format!("由{by}"));
            let about = duty.staff.as_ref().map(who).or_else(|| duty.item.clone());
            let about = about.map_or_else(String::new, |about| format!("（{about}）"));
            format!("{by}于 {} 完成“{}”{about}", duty.on, v.duty(&duty.duty))
        }
        Change::InstitutionPaper(p) => format!(
            "本机构取得{}（{}）",
            v.paper(&p.kind),
            v.period(p.issued, p.expires)
        ),
        Change::FactFilled(c) => format!("{}的{}", who(&c.staff), filled(c)),
    }
}

fn paper(v: Voice<'_>, paper: &PaperIssued) -> String {
    let ends = paper
        .expires
        .map_or_else(String::new, |day| format!("，有效至 {day}"));
    format!(
        "{}（{} 发证{ends}）",
        v.credential(&paper.kind),
        paper.issued
    )
}

fn name(name: Option<&String>) -> String {
    name.map_or_else(String::new, |name| format!("“{name}”"))
}

fn filled(filled: &FactFilled) -> String {
    let list = known(missing::list(&filled.list), &filled.list);
    match (filled.index, &filled.field) {
        (Some(index), Some(field)) => {
            let (place, field) = (u64::from(index) + 1, known(missing::field(field), field));
            format!(
                "{list}第 {place} 条：{field}填为 `{}`",
                value(&filled.value.0)
            )
        }
        _ => format!("{list}补录一条"),
    }
}

/// A label, or the key as written in the file.
fn known(label: &str, key: &str) -> String {
    if label == key {
        format!("`{key}`")
    } else {
        label.to_owned()
    }
}
