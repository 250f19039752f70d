//! What is wrong with a file. Keys and words of the file itself stand in backticks as written there.

use eligibility::catalogue::Vocabulary;
use eligibility::file::{Fault, FaultKind};

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
        FaultKind::MissingKey { key } => format!("缺少必填的键 `{key}`"),
        FaultKind::WrongKind { expected, found } => {
            format!(
                "此处应为{}，写的是{}",
                self::expected(expected),
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
                self::what(what),
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
            format!("{} `{found}` 出现了两次；须唯一", self::what(what))
        }
        FaultKind::Dangling { what, found } => {
            format!(
                "本文件中没有 `{found}` 这个{}；请补录或改正引用",
                self::what(what)
            )
        }
        FaultKind::NotAllowed { why } => {
            rule(why).map_or_else(|| format!("不允许这样写：`{why}`"), ToOwned::to_owned)
        }
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join("、")
}

/// What a word or an id is for. Lists of the catalogue first, then what the file formats add.
fn what(what: &str) -> String {
    let list = Vocabulary::ALL.iter().find(|list| list.what() == what);
    if let Some(list) = list {
        return vocabulary(*list).to_owned();
    }
    if let Some(list) = what
        .strip_suffix(" id")
        .and_then(|what| Vocabulary::ALL.iter().find(|list| list.what() == what))
    {
        return format!("{}编号", vocabulary(*list));
    }
    let known = match what {
        "title level" => "职称级别",
        "kind of absence" => "缺勤类别",
        "licence level" => "执业证级别",
        "list of records" => "记录清单",
        "validity" => "有效期规则",
        "pool" => "人员范围",
        "flag" => "条款性质",
        "combination" => "组合方式",
        "rule for an empty set" => "无人时的规则",
        "照射种类 code" => "照射种类代码",
        "department id" => "科室编号",
        "department" => "科室",
        "staff number" => "工号",
        "person with staff number" => "工号的人员",
        "standard id" => "标准编号",
        "edition id" => "版本编号",
        "clause id" => "条款编号",
        "clause" => "条款",
        other => return format!("`{other}`"),
    };
    known.to_owned()
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
    }
}

fn expected(expected: &str) -> String {
    let known = match expected {
        "a table of keys and values" => "一组键和值",
        "a list" => "一个列表",
        "a text" => "文字",
        "true or false" => "`true` 或 `false`",
        "a whole number from 0 to 4294967295" => "0 至 4294967295 的整数",
        "a day as YYYY-MM-DD between 1900 and 2199" => "日期，写作 2026-03-01，1900 至 2199 年",
        other => {
            let id = other
                .strip_prefix("a ")
                .and_then(|rest| rest.strip_suffix(" id"));
            let word = other
                .strip_prefix("the ")
                .and_then(|rest| rest.strip_suffix(" as a text"));
            return match (id, word) {
                (Some(id), _) => format!("{}编号", what(id)),
                (_, Some(word)) => format!("表示{}的文字", what(word)),
                _ => format!("`{other}`"),
            };
        }
    };
    known.to_owned()
}

fn found(found: &str) -> &str {
    match found {
        "null" => "空值",
        "a list" => "列表",
        "a table" => "一组键和值",
        other => other,
    }
}

/// The rules of the file formats that the core states as sentences.
fn rule(why: &str) -> Option<&'static str> {
    Some(match why {
        "an empty text; leave the key out instead" => "文字为空；不填时请不写这个键",
        "a programme needs `departments`, `postings` or a `leader`: name whose people are assessed" => {
            "项目须写 `departments`、`postings` 或 `leader` 之一，说明核对谁的人员"
        }
        "a ratio cannot have the denominator 0" => "比例的分母不能是 0",
        "experience needs either `field` or `of_title`" => "经历须写 `field` 或 `of_title` 之一",
        "experience takes `inside` or `inside_of_title`, not both" => {
            "经历只能写 `inside` 或 `inside_of_title` 之一"
        }
        "`years` must be from 1 to 50" => "`years` 须在 1 至 50 之间",
        "`need` must be at least 1" => "`need` 至少为 1",
        "a waiver needs either `declared` or `kind`" => "免考规则须写 `declared` 或 `kind` 之一",
        "a waiver never touches a personnel clause (A28)" => "免考规则不得涉及人员条款（A28）",
        "an alternative must change at least one clause" => "另一口径须至少改动一条条款",
        "`within` leads back to this headcount" => "`within` 绕回了本条人数要求",
        "a clause with flag W or X takes no tests" => "性质为 W 或 X 的条款不写检验",
        "a paper needs exactly one of `level`, `tier`, `kind`, `subjects`, `paper`" => {
            "机构证照须写 `level`、`tier`、`kind`、`subjects`、`paper` 中的一个"
        }
        _ => return None,
    })
}
