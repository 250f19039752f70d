//! Ways out of a shortage: steps, and what people to be hired have to meet.

use std::fmt::Write as _;

use eligibility::assess::ways::{Action, Course, DutyAbout, LeftOut, Step};
use eligibility::facts::{Hospital, StaffNumber};

use super::missing;
use crate::wording::{Voice, ids, what_if_text};

pub(in crate::wording) fn step(v: Voice<'_>, hospital: &Hospital, step: &Step) -> String {
    let who = step
        .staff
        .as_ref()
        .map_or_else(String::new, |staff| v.person(hospital, staff));
    let ready = match (&step.action, step.ready_on) {
        (Action::Wait { .. } | Action::DoDuty { .. }, _) | (_, None) => String::new(),
        (_, Some(day)) => format!("（{day} 见效）"),
    };
    format!("{}{ready}", action(v, hospital, &who, &step.action))
}

fn action(v: Voice<'_>, hospital: &Hospital, who: &str, action: &Action) -> String {
    match action {
        Action::Renew { kind } => format!("{who}续办{}", v.credential(kind)),
        Action::Obtain { kinds } => format!("{who}取得{}", v.credentials(kinds)),
        Action::RenewLicence { level } => format!("{who}延续{}执业注册", v.licence(*level)),
        Action::FilePractice => format!("{who}办理多点执业备案"),
        Action::ObtainTitle {
            series,
            level,
            discipline,
        } => {
            let (series, level) = (v.several_series(series), v.level(*level));
            let discipline = v.disciplines(discipline);
            format!("{who}取得{discipline}{series}系列{level}及以上职称")
        }
        Action::Train(asked) => format!("{who}{}", course(v, asked)),
        Action::RecordExemption { technique } => {
            format!("{who}办理{}免于培训，并登记", v.technique(technique))
        }
        Action::DoDuty {
            duty,
            on,
            about,
            or_by,
        } => {
            let by = match who {
                "" => String::new(),
                who => format!("由{who}{}", others(v, hospital, or_by)),
            };
            let about = duty_about(v, hospital, about);
            format!("{by}于 {on} 完成“{}”{about}，并登记", v.duty(duty))
        }
        Action::Post { post, full_time } => {
            let full_time = if *full_time { "专职" } else { "" };
            format!("安排{who}{full_time}担任“{}”", v.post(post))
        }
        Action::MakeFullTime { post } => format!("{who}的“{}”改为专职", v.post(post)),
        Action::EndPosting { post, programme } => {
            let place = programme
                .as_ref()
                .map_or_else(String::new, |name| format!("{name}的"));
            format!("{who}不再担任{place}“{}”", v.post(post))
        }
        Action::Move { department } => {
            format!(
                "{who}调入{}",
                what_if_text::department(hospital, department)
            )
        }
        Action::Appoint { post, instead_of } => {
            let others = instead_of.iter().map(|staff| v.person(hospital, staff));
            let others: Vec<String> = others.collect();
            let instead = if others.is_empty() {
                String::new()
            } else {
                format!("，接替{}", others.join("、"))
            };
            format!("任命{who}为“{}”{instead}", v.post(post))
        }
        Action::Fill { missing } => format!("补填{who}的{}，且结果符合", filled(*missing)),
        Action::Attest { clause, item } => {
            let item = item
                .as_ref()
                .map_or_else(String::new, |item| format!("（事项 `{item}`）"));
            format!("由负责人声明{who}符合 `{clause}`{item}")
        }
        Action::Declare { fact, value } => {
            let value = if *value { "是" } else { "否" };
            format!("申报“{}”，且为“{value}”", v.fact(fact))
        }
        Action::ObtainPaper { paper } => format!("取得或续办{}", v.paper(paper)),
        Action::Install { equipment, number } => {
            format!("启用{} {number} 台", v.equipment(equipment))
        }
        Action::Record { figure, year } => {
            format!("登记 {year} 年的{}，且达到要求", v.figure(figure))
        }
        Action::Wait { until } if who.is_empty() => format!("等到 {until}"),
        Action::Wait { until } => format!("等到 {until}，{who}届时符合"),
    }
}

fn filled(fact: eligibility::assess::Missing) -> String {
    let list = missing::list(fact.list);
    match (fact.index, fact.field) {
        (_, "") => format!("{list}记录"),
        (Some(index), field) => {
            format!("{list}第 {} 条{}", index + 1, missing::field(field))
        }
        (None, field) => format!("{list}{}", missing::field(field)),
    }
}

/// What a training has to bring.
fn course(v: Voice<'_>, asked: &Course) -> String {
    let mut text = format!("参加{}", v.training(&asked.kind));
    if let Some(technique) = &asked.technique {
        let _infallible = write!(text, "（{}）", v.technique(technique));
    }
    if asked.months > 0 {
        let _infallible = write!(text, "{}", v.duration(asked.months));
    }
    if asked.courses > 1 {
        let _infallible = write!(text, "{} 次", asked.courses);
    }
    if asked.filed_base {
        let base = asked.base.as_ref();
        let base = base.map_or_else(String::new, |name| format!("“{name}”"));
        let _infallible = write!(text, "，在省级备案的基地{base}");
    }
    if asked.instructed {
        text.push_str("，有指导医师");
    }
    for cases in &asked.cases {
        let sort = v.case_sort(cases.sort);
        let _infallible = write!(text, "，{sort} {} 例", cases.number);
    }
    if asked.passed {
        text.push_str("，考核合格");
    }
    text
}

/// How many others are named who may do something as well.
const NAMED: usize = 3;

fn others(v: Voice<'_>, hospital: &Hospital, staff: &[StaffNumber]) -> String {
    let named = staff.iter().take(NAMED);
    let named: Vec<String> = named.map(|staff| v.person(hospital, staff)).collect();
    match staff.len() {
        0 => String::new(),
        n if n > NAMED => format!("（或{}等 {n} 人之一）", named.join("、")),
        _ => format!("（或{}）", named.join("、")),
    }
}

fn duty_about(v: Voice<'_>, hospital: &Hospital, about: &DutyAbout) -> String {
    match about {
        DutyAbout::Institution => String::new(),
        DutyAbout::Item(item) => {
            let name = item.name.as_ref();
            let name = name.map_or_else(String::new, |name| format!(" {name}"));
            format!("（{}{name}）", v.equipment(&item.kind))
        }
        DutyAbout::AllEquipment => "（全部相关设备）".into(),
        DutyAbout::Person(staff) => format!("（{}）", v.person(hospital, staff)),
        DutyAbout::Everybody => "（全部相关人员）".into(),
    }
}

/// What is not searched.
pub(in crate::wording) fn left_out(v: Voice<'_>, left_out: &LeftOut) -> String {
    let what = match left_out {
        LeftOut::Clauses { clauses } => {
            return format!("取决于其他条款，办法见各条：{}", ids(v.lang, clauses));
        }
        LeftOut::Figures { figures } => {
            format!("取决于本院自己的数据（{}），如实登记", v.figures(figures))
        }
        LeftOut::Service { service } => format!("取决于{}开展的年限", v.service(service)),
        LeftOut::Equipment { kinds } if kinds.is_empty() => "取决于本院的设备".into(),
        LeftOut::Equipment { kinds } => {
            format!("取决于本院的设备（{}）", v.several_equipment(kinds))
        }
        LeftOut::Rooms => "取决于本院的房间和面积".into(),
        LeftOut::Registration => "取决于本机构的级别、类别或登记的科目".into(),
        LeftOut::EachDepartment => "各科室须分别达到人数".into(),
        LeftOut::NobodyConcerned => "本条所指的岗位没有人，先安排人员".into(),
        LeftOut::Postings => "岗位名册标明不全，先补全".into(),
        LeftOut::Applicability => "本条是否适用还不能断定，先补填机构类别".into(),
    };
    format!("没有为此查找办法：{what}")
}
