//! What is wrong with a file. Keys and words of the file itself stand in backticks as written there.

use eligibility::catalogue::Vocabulary;
use eligibility::file::{Expected, Fault, FaultKind, Found, Rule, Thing};

pub(in crate::wording) fn place(fault: &Fault) -> String {
    match (fault.line, fault.path.as_str()) {
        (None, "") => String::new(),
        (None, path) => format!("`{path}`："),
        (Some(line), "") => format!("第 {line} 行："),
        (Some(line), path) => format!("第 {line} 行 `{path}`："),
    }
}

pub(in crate::wording) fn kind(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Syntax { message } => {
            format!(
                "文件格式有误，无法读下去；请改正后重试（解析器原文：`{}`）",
                message.replace('`', "'")
            )
        }
        FaultKind::UnknownKey { found, allowed } => {
            format!("没有 `{found}` 这个键；此处可用：{}", quoted(allowed))
        }
        FaultKind::RepeatedKey { found } => format!("键 `{found}` 写了两次；请只留一个"),
        FaultKind::MissingKey { key } => format!("缺少必填的键 `{key}`；请补上"),
        FaultKind::WrongKind { expected, found } => {
            format!(
                "此处应为{}，写的是{}",
                self::expected(*expected),
                self::found(found)
            )
        }
        FaultKind::UnknownWord {
            what,
            found,
            allowed,
        } => {
            format!(
                "没有 `{found}` 这个{}；可用：{}",
                self::thing(*what),
                quoted(allowed)
            )
        }
        FaultKind::OutOfOrder {
            first_key,
            first,
            last_key,
            last,
        } => {
            format!("`{last_key}` {last} 早于 `{first_key}` {first}；请核对日期")
        }
        FaultKind::Duplicate { what, found } => {
            format!("{} `{found}` 出现了两次；请改正其一", self::thing(*what))
        }
        FaultKind::Dangling { what, found } => {
            format!(
                "本文件中没有 `{found}` 这个{}；请补录或改正引用",
                self::thing(*what)
            )
        }
        FaultKind::NotAllowed { rule } => self::rule(rule),
    }
}

fn quoted<T: std::fmt::Display>(words: &[T]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join("、")
}

/// What a word or an id is for.
pub(in crate::wording) const fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::TitleLevel => "职称级别",
        Thing::AbsenceKind => "缺勤类别",
        Thing::LicenceLevel => "执业证级别",
        Thing::Authority => "备案部门",
        Thing::ListKind => "记录清单",
        Thing::RadiationCode => "照射种类代码",
        Thing::Validity => "有效期规则",
        Thing::Pool => "人员范围",
        Thing::Flag => "条款性质",
        Thing::Combination => "组合方式",
        Thing::WhenEmpty => "无人时的规则",
        Thing::About => "定期工作的对象",
        Thing::Calendar => "日历周期",
        Thing::RoomFeature => "机房配置",
        Thing::Reminded => "提醒对象",
        Thing::Department => "科室编号",
        Thing::Person => "工号",
        Thing::Programme => "项目编号",
        Thing::Standard => "标准编号",
        Thing::Edition => "版本编号",
        Thing::Clause => "条款编号",
        Thing::Reading => "歧义编号",
        Thing::Alternative => "口径编号",
        Thing::Of(list) => vocabulary(list),
    }
}

const fn vocabulary(list: Vocabulary) -> &'static str {
    match list {
        Vocabulary::InstitutionKind => "机构类别",
        Vocabulary::InstitutionLevel => "机构级别",
        Vocabulary::DepartmentKind => "科室类别",
        Vocabulary::Profession => "人员类别",
        Vocabulary::TitleSeries => "职称系列",
        Vocabulary::Discipline => "专业方向",
        Vocabulary::ExperienceField => "经历类别",
        Vocabulary::LicenceCategory => "执业类别",
        Vocabulary::Scope => "执业范围",
        Vocabulary::Subject => "诊疗科目",
        Vocabulary::CredentialKind => "证书种类",
        Vocabulary::PaperKind => "机构证照种类",
        Vocabulary::TrainingKind => "培训种类",
        Vocabulary::Technique => "限制类技术",
        Vocabulary::EquipmentKind => "设备种类",
        Vocabulary::Service => "服务",
        Vocabulary::Post => "岗位",
        Vocabulary::DeclaredFact => "申报事实",
        Vocabulary::Figure => "指标",
        Vocabulary::RoomKind => "机房种类",
        Vocabulary::Duty => "定期工作",
    }
}

fn expected(expected: Expected) -> String {
    let known = match expected {
        Expected::Table => "一组键和值",
        Expected::List => "一个列表",
        Expected::Text => "文字",
        Expected::YesOrNo => " `true` 或 `false`",
        Expected::WholeNumber => " 0 至 4294967295 的整数",
        Expected::Decimal => "不小于 0、小数至多两位的数",
        Expected::Day => "日期（写作 2026-03-01，1900 至 2199 年）",
        Expected::Word(thing) => return format!("表示{}的文字", self::thing(thing)),
    };
    known.to_owned()
}

fn found(found: &Found) -> String {
    match found {
        Found::Null => "空值".to_owned(),
        Found::List => "列表".to_owned(),
        Found::Table => "一组键和值".to_owned(),
        Found::Value(text) => format!(" `{text}`"),
    }
}

/// Between which numbers another has to be, ends included.
pub(super) fn range(least: u32, most: Option<u32>) -> String {
    match most {
        Some(most) => format!("须在 {least} 至 {most} 之间"),
        None => format!("至少为 {least}"),
    }
}

/// What the rules of the file formats ask for.
fn rule(rule: &Rule) -> String {
    match rule {
        Rule::EmptyText => "文字为空；请填写，不填时请不写这个键".into(),
        Rule::ControlCharacter { found } => format!(
            "文字中有看不见的控制字符 `U+{:04X}`；请删去，或重新输入这段文字",
            u32::from(*found)
        ),
        Rule::EmptyList => "列表为空；请写明所要求的，无要求时请不写这个键".into(),
        Rule::AsksNothing => "没有写任何条件，会使所有人都计入；请至少写一个条件".into(),
        Rule::ExactlyOne { keys } => format!("须写 {} 之一，且只写一个", quoted(keys)),
        Rule::AtLeastOne { keys } => format!("至少须写 {} 之一", quoted(keys)),
        Rule::AtMostOne { keys } => format!("{} 只能写一个", quoted(keys)),
        Rule::OutOfRange { key, least, most } => format!("`{key}` {}", range(*least, *most)),
        Rule::NobodyToAssess => {
            "项目须写 `departments`、`postings` 或 `leader` 之一，说明核对谁的人员".into()
        }
        Rule::ClauseWithoutTest { tests } => {
            format!(
                "性质为 `P`、`Q` 或 `NP` 的条款须写检验：{} 之一",
                quoted(tests)
            )
        }
        Rule::TestNotAssessed => "性质为 `W` 或 `X` 的条款不核对；请去掉检验或改正 `flag`".into(),
        Rule::WaivesOutsideWaiver => {
            "只有性质为 `W` 的条款可写 `waives`；请去掉或改正 `flag`".into()
        }
        Rule::WaivesPersonnel { clause } => {
            format!("免考规则不得涉及人员条款（`A28`）；请从 `clauses` 中去掉 `{clause}`")
        }
        Rule::NoOuterHeadcount { clause } => {
            format!("条款 `{clause}` 没有同组的人数要求；请改正 `within` 或 `group`")
        }
        Rule::WorstOfOthers { clause } => {
            format!("条款 `{clause}` 本身就取其他条款中最差的结论；请直接写那些条款")
        }
        Rule::WithinCircle => "`within` 绕回了本条人数要求；请改正 `within`".into(),
        Rule::PoolKeys => "人员范围的键不配套：`posted` 须写 `post`，可写 `full_time`；\
            `members-or-posted` 须写 `post`；`members` 两者都不写，可写 `department_kind` 和 \
            `except_department_kind`"
            .into(),
        Rule::OtherPool => "其中的人数要求与外层人员范围相同；请去掉人员范围的键".into(),
        Rule::ChangesNothing => "另一口径须至少改动一条条款".into(),
        Rule::NothingToDrop { clause, key } => {
            format!("条款 `{clause}` 没有 `{key}` 这个键可去掉；请改正 `drop`")
        }
        Rule::EditionsOverlap { edition, other } => {
            format!(
                "版本 `{edition}` 与 `{other}` 的施行期重叠；请改正 `from` 或 `to`，每天至多属于一个版本"
            )
        }
        Rule::NotOnRecord {
            what,
            found,
            recorded,
        } => {
            let what = thing(*what);
            if recorded.is_empty() {
                format!("没有登记 `{found}` 这个{what}，也没有登记其他{what}；请改正")
            } else {
                format!(
                    "没有登记 `{found}` 这个{what}；已登记的有：{}",
                    quoted(recorded)
                )
            }
        }
        Rule::NothingToChange { list } => {
            let list = super::missing::list(list);
            format!("{list}中没有当日可变更的记录；请核对人员和日期")
        }
        Rule::MonthsAndValidity { kind } => {
            format!(
                "`{kind}`：`validity` 为 `fixed` 或 `interval` 时须写 `months` 或 `days` 之一，其他情况都不写"
            )
        }
    }
}
