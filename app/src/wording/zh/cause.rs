//! Why a condition does not hold.

use eligibility::assess::Cause;
use eligibility::catalogue::TechniqueId;
use eligibility::day::Day;

use crate::wording::Voice;

#[expect(
    clippy::too_many_lines,
    reason = "one sentence per cause; split up, the match would no longer be exhaustive"
)]
pub(in crate::wording) fn cause(v: Voice<'_>, cause: &Cause) -> String {
    match cause {
        Cause::NotEmployed { until: Some(until) } => {
            format!("已于 {until} 离职，当日不在职；若仍在职，请补录任职记录")
        }
        Cause::NotEmployed { until: None } => "当日不在职；若在职，请补录任职记录".into(),
        Cause::Suspended { from, to } => {
            let period = v.period(*from, *to);
            format!("停职（{period}），停职期间不计入；复职后登记停职的结束日期")
        }
        Cause::Absent { kind, from, to } => {
            let (kind, period) = (v.absence(*kind), v.period(Some(*from), *to));
            format!("{kind}（{period}），长期不在岗，不计入；返岗后登记结束日期")
        }
        Cause::NotMember => "当日不属于本项目的科室；若已调入，请登记所属科室".into(),
        Cause::NotPosted { post } => {
            let post = v.post(post);
            format!("没有安排在本项目的“{post}”；若确在此岗，请登记岗位安排")
        }
        Cause::PostedAs { post } => {
            format!("派在“{}”上，这里数的是其他人员", v.post(post))
        }
        Cause::NotFullTime { post } => {
            format!(
                "在“{}”上不是专职，要求专职；改为专职后更新岗位安排",
                v.post(post)
            )
        }
        Cause::FullTimeElsewhere { post, programme } => {
            let programme = programme
                .as_deref()
                .map_or_else(String::new, |name| format!("{name}的"));
            let post = v.post(post);
            format!("专职于{programme}“{post}”，不能再计入此处；若已不是专职，请更新岗位安排")
        }
        Cause::WrongProfession { held, asked } => {
            let (held, asked) = (v.professions(held), v.professions(asked));
            format!("人员类别是{held}，要求{asked}；登记有误的，请更正")
        }
        Cause::WrongDiscipline { held, asked } => {
            let (held, asked) = (v.disciplines(held), v.disciplines(asked));
            format!("专业方向是{held}，要求{asked}；登记有误的，请更正")
        }
        Cause::NoLicence { asked } => {
            format!("没有执业证，要求{}；有证的，请补录", v.licence(*asked))
        }
        Cause::LicenceLevel { held, asked } => {
            let (held, asked) = (v.licence(*held), v.licence(*asked));
            format!("执业证级别是{held}，要求{asked}；取得后登记新证")
        }
        Cause::LicenceCategory { held, asked } => {
            let (held, asked) = (v.category(held), v.categories(asked));
            format!("执业类别是{held}，要求{asked}；变更注册后登记新记录")
        }
        Cause::LicenceScope { held, asked } => {
            let (held, asked) = (v.scopes(held), v.scopes(asked));
            format!("执业范围是{held}，要求{asked}；变更注册后登记新记录")
        }
        Cause::LicenceNotYet { from } => {
            format!("执业注册自 {from} 起生效，当日尚未生效；日期有误的，请更正")
        }
        Cause::LicenceEnded { to } => format!("执业注册已于 {to} 到期；延续后登记新记录"),
        Cause::LicenceSuspended { from, to } => {
            let period = v.period(Some(*from), *to);
            format!("暂停执业（{period}）；恢复后登记结束日期")
        }
        Cause::LicenceCancelled { from } => format!("执业证自 {from} 起注销；重新注册后登记新证"),
        Cause::NotRegisteredHere => {
            "主要执业机构不在本机构，也没有多点执业备案；备案或变更后登记".into()
        }
        Cause::FilingNotYet { from } => {
            format!("多点执业备案自 {from} 起生效，当日尚未生效；日期有误的，请更正")
        }
        Cause::FilingEnded { to } => format!("多点执业备案已于 {to} 到期；续办后登记新的备案"),
        Cause::AssessmentFailed { on } => {
            format!("{on} 的医师定期考核不合格；再次考核合格后登记")
        }
        Cause::NoTitle { asked } => {
            format!("没有职称，要求{}及以上；取得后登记", v.level(*asked))
        }
        Cause::TitleSeries { held, asked } => {
            let (held, asked) = (v.series(held), v.several_series(asked));
            format!("职称属于{held}系列，要求{asked}系列；另有职称的，请补录")
        }
        Cause::TitleLevel { held, asked } => {
            let (held, asked) = (v.level(*held), v.level(*asked));
            format!("职称是{held}，要求{asked}及以上；晋升后登记新职称")
        }
        Cause::TitleDiscipline { held, asked } => {
            let (held, asked) = (v.discipline(held), v.disciplines(asked));
            format!("职称专业是{held}，要求{asked}；另有职称的，请补录")
        }
        Cause::TitleNotYet { level, qualified } => {
            let level = v.level(*level);
            format!("{level}职称 {qualified} 才取得，当日尚未取得；日期有误的，请更正")
        }
        Cause::TitleTooShort {
            held_since,
            months,
            reaches,
        } => {
            let held = v.duration(*months);
            format!("职称 {held_since} 取得，至今 {held}，年限不足；{reaches} 届满")
        }
        Cause::NoCredential { asked } => {
            format!("没有{}；取得后登记", v.credentials(asked))
        }
        Cause::CredentialNotYet { kind, issued } => {
            let kind = v.credential(kind);
            format!("{kind} {issued} 才发证，当日尚未取得；日期有误的，请更正")
        }
        Cause::CredentialExpired { kind, on } => {
            format!("{}已于 {on} 到期；续证后再登记新记录", v.credential(kind))
        }
        Cause::CredentialRevoked { kind, from } => {
            format!(
                "{}自 {from} 起被撤销；重新取得后登记新记录",
                v.credential(kind)
            )
        }
        Cause::CredentialSuspended { kind, from } => {
            format!(
                "{}自 {from} 起暂停使用；恢复后登记新记录",
                v.credential(kind)
            )
        }
        Cause::CredentialForOther {
            kind,
            category,
            held,
        } => {
            let (kind, held) = (v.credential(kind), v.professions(held));
            let other = category.as_ref().map_or_else(String::new, |category| {
                format!("是{}类的，", v.profession(category))
            });
            format!("{kind}{other}不适用于{held}；取得本类别的证后登记")
        }
        Cause::NoExperience { fields } => {
            format!("没有{}经历；有的，请补录", v.fields(fields))
        }
        Cause::ExperienceTooShort {
            fields,
            inside,
            months,
            needed,
            reaches,
        } => {
            let (held, asked) = (v.duration(*months), v.duration(*needed));
            let work = experience(&v.fields(fields), &v.fields(inside));
            format!("{work} {held}，要求 {asked}；{}", complete(*reaches))
        }
        Cause::NoTraining { kind } => format!("没有{}；完成后登记", v.training(kind)),
        Cause::TrainingTooShort {
            kind,
            months,
            needed,
            reaches,
        } => {
            let (held, asked) = (v.duration(*months), v.duration(*needed));
            format!(
                "{} {held}，要求 {asked}；{}",
                v.training(kind),
                complete(*reaches)
            )
        }
        Cause::TrainingFailed { kind } => {
            format!("{}未通过考核；通过后登记", v.training(kind))
        }
        Cause::NotYetExamined { kind, on } => {
            format!(
                "{}的考核在 {on}，当日尚未考核；考核合格后即计入",
                v.training(kind)
            )
        }
        Cause::TooFewCourses {
            kind,
            courses,
            needed,
        } => {
            let kind = v.training(kind);
            format!("{kind} {courses} 次，要求 {needed} 次；补足后登记")
        }
        Cause::TooFewTrainingCases {
            kind,
            sort,
            cases,
            needed,
        } => {
            let (kind, sort) = (v.training(kind), v.case_sort(*sort));
            format!("{kind}期间{sort} {cases} 例，要求 {needed} 例；补足后登记")
        }
        Cause::BaseNotFiled {
            base,
            technique,
            with_another: true,
        } => {
            let technique = technique.as_ref().map_or("", |id| v.technique(id));
            format!(
                "“{base}”作为{technique}培训基地只在省级以外的部门备案，该培训不计入；已在省级备案的，请补录"
            )
        }
        Cause::BaseNotFiled {
            base,
            technique,
            with_another: false,
        } => {
            let technique = technique.as_ref().map_or("", |id| v.technique(id));
            format!(
                "“{base}”作为{technique}培训基地的省级备案没有覆盖培训全程，该培训不计入；备案有误的，请更正"
            )
        }
        Cause::NotExempted {
            technique,
            criteria_met: true,
        } => {
            let technique = v.technique(technique);
            format!("没有{technique}免于培训的记录，但已具备条件；办理免于培训后登记")
        }
        Cause::NotExempted {
            technique,
            criteria_met: false,
        } => {
            let technique = v.technique(technique);
            format!("没有{technique}免于培训的记录；已获批准的，请补录")
        }
        Cause::ExemptionRefused {
            technique,
            granted,
            criteria,
        } => refused(v, technique, *granted, criteria),
        Cause::TooFewCases {
            technique,
            from,
            to,
            cases,
            needed,
            each,
        } => {
            let (technique, yearly) = (v.technique(technique), yearly(*each));
            format!(
                "{from} 至 {to} 独立开展{technique} {cases} 例，要求{yearly}不少于 {needed} 例；漏登的，请补录"
            )
        }
        Cause::CasesBeyondHospital {
            technique,
            from,
            to,
            cases,
            needed,
        } => {
            let technique = v.technique(technique);
            format!(
                "{from} 至 {to} 全院{technique}只有 {cases} 例，个人不可能达到 {needed} 例；请核对全院指标和个人例数"
            )
        }
        Cause::SeriousEvent { technique, on } => {
            let technique = v.technique(technique);
            let on = on.map_or_else(
                || "有一次日期未填的".to_owned(),
                |day| format!("于 {day} 发生"),
            );
            format!("{technique}{on}严重不良事件，要求没有；登记有误的，请更正")
        }
        Cause::NoRadiationWork => "当日不从事放射工作；从事的，请登记放射工作".into(),
        Cause::NotBeforeEntry { asked, entry } => {
            let asked = v.credentials(asked);
            format!("{entry} 上岗前没有取得{asked}；当时已取得的，请补录或更正发证日期")
        }
        Cause::DutyOverdue {
            duty,
            last,
            due,
            set_here,
        } => overdue(v.duty(duty), *last, *due, *set_here),
        Cause::AttestedUnable { by, on } => {
            format!("{by}于 {on} 声明其不具备此能力；具备后重新声明")
        }
        Cause::CountedElsewhere { clause } => {
            format!("已计入条款 {clause}，同一标准内一人不重复计算；需另配人员")
        }
    }
}

/// Experience of a field, or of two on the same days.
pub(in crate::wording) fn experience(fields: &str, inside: &str) -> String {
    if inside.is_empty() {
        format!("{fields}经历")
    } else {
        format!("同时从事{fields}和{inside}的经历")
    }
}

/// Causes one after the other, each under its number.
fn numbered(v: Voice<'_>, causes: &[Cause]) -> String {
    let one = |(place, of): (usize, &Cause)| format!("（{}）{}", place + 1, cause(v, of));
    causes.iter().enumerate().map(one).collect()
}

/// In each of the years, or all together.
pub(super) const fn yearly(each: bool) -> &'static str {
    if each { "每年" } else { "" }
}

/// That a duty is overdue; `what` names it and what it is about.
pub(super) fn overdue(what: &str, last: Day, due: Day, set_here: bool) -> String {
    let own = own_interval(set_here);
    format!("{what}最近一次在 {last}，{own}最迟应于 {due} 再做，已逾期；完成后登记")
}

/// That the interval is the hospital's own.
pub(super) const fn own_interval(set_here: bool) -> &'static str {
    if set_here {
        "按本院设定周期"
    } else {
        ""
    }
}

fn complete(reaches: Option<Day>) -> String {
    reaches.map_or_else(
        || "照现有记录不会届满，请核对起止日期".to_owned(),
        |day| format!("{day} 届满"),
    )
}

/// An exemption on record that does not count.
pub(super) fn refused(
    v: Voice<'_>,
    technique: &TechniqueId,
    granted: Option<Day>,
    criteria: &[Cause],
) -> String {
    let technique = v.technique(technique);
    let granted = granted.map_or_else(String::new, |day| format!("（{day} 批准）"));
    let criteria = numbered(v, criteria);
    format!("{technique}免于培训{granted}不能计入，以下条件不符合：{criteria}")
}
