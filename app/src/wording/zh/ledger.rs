//! What is wrong with a staff ledger, and what became of its rows.

use eligibility::file::Thing;
use registry::ledger::preview::Counts;
use registry::ledger::{BookFault, Fault, IdFault, Outcome, Warning};

use super::fault as file;

pub(in crate::wording) fn book(fault: &BookFault) -> String {
    match fault {
        BookFault::Empty => "文件是空的；请检查是否选对了文件".into(),
        BookFault::TooBig { bytes, most } => format!(
            "文件有 {} MB，最多 {} MB；请拆成几个文件",
            bytes.div_ceil(1 << 20),
            most >> 20
        ),
        BookFault::OldOrLocked => {
            "这是旧版 .xls 或加了密码的工作簿；请去掉密码，另存为 .xlsx 再导入".into()
        }
        BookFault::NotAWorkbook => "这不是 Excel 工作簿；请另存为 .xlsx 或 .csv 再导入".into(),
        BookFault::NotText => {
            "看不懂文件的编码；CSV 请用 UTF-8 或 GB18030（GBK），或改用 .xlsx".into()
        }
        BookFault::Damaged { message } => format!(
            "文件已损坏，无法读下去；请用 Excel 打开后另存一份再导入（解析器原文：`{}`）",
            message.replace('`', "'")
        ),
        BookFault::TooManyEntries { most } => {
            format!("压缩包内文件多于 {most} 个，不像普通的工作簿；请另存一份再导入")
        }
        BookFault::UnpacksTooBig { most } => {
            format!(
                "解压后超过 {} MB 或压缩比异常；请只留台账工作表再导入",
                most >> 20
            )
        }
        BookFault::SizeForged { entry } => {
            format!("压缩包中的 `{entry}` 与其声明的大小不符；请另存一份再导入")
        }
        BookFault::BadName { entry } => {
            format!("压缩包中有不合规的文件名 `{entry}`；请另存一份再导入")
        }
        BookFault::NestedArchive { entry } => {
            format!("工作簿中嵌有另一个压缩包 `{entry}`；请删除嵌入的对象再导入")
        }
        BookFault::HasEntities { entry } => {
            format!("`{entry}` 含有自定义实体，不予读取；请另存一份再导入")
        }
        BookFault::NotUtf8 { entry } => format!("`{entry}` 不是 UTF-8 编码；请另存一份再导入"),
        BookFault::Dates1904 => {
            "工作簿使用 1904 日期系统，日期会差四年；请在 Excel 选项中取消后另存再导入".into()
        }
        BookFault::TooManyColumns { sheet, row, most } => {
            format!("工作表“{sheet}”第 {row} 行超过 {most} 列；请删除右侧多余的内容")
        }
        BookFault::TooManyRows { sheet, most } => {
            format!("工作表“{sheet}”超过 {most} 行；请拆成几个文件")
        }
        BookFault::TooManyCells { most } => {
            format!("有内容的单元格多于 {most} 个，或文字总量过大；请拆成几个文件")
        }
        BookFault::TextTooLong { sheet, row, most } => {
            format!("工作表“{sheet}”第 {row} 行有超过 {most} 字的单元格；请缩短")
        }
        BookFault::NoHeaders => {
            "没有找到含“工号”的表头行（在每张工作表的前 10 行里找）；请补上表头，或指明哪一列是工号"
                .into()
        }
        BookFault::BadMapping { from, to } => {
            format!("无法把表头“{from}”当作“{to}”：文件里没有前者，或没有后者这一列")
        }
    }
}

pub(in crate::wording) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "必填，现为空；请填写".into(),
        Fault::NotADay { found } => {
            format!("“{found}”不是日期；请写成 2026-03-01、2026/3/1 或 20260301")
        }
        Fault::NoSuchDay { found } => {
            format!("没有“{found}”这一天，或不在 1900 至 2199 年之间；请核对")
        }
        Fault::OutOfOrder {
            first_header,
            first,
            last,
        } => format!("{last} 早于“{first_header}”的 {first}；请核对"),
        Fault::NotACount { found } => format!("“{found}”不是不小于 0 的整数"),
        Fault::NotAnAmount { found } => {
            format!("“{found}”不是不小于 0 的数；小数最多两位，例如 24.5")
        }
        Fault::NotYesNo { found } => format!("“{found}”看不出是或否；请写“是”或“否”"),
        Fault::UnknownWord {
            what,
            found,
            allowed,
        } => format!(
            "没有“{found}”这个{}；可用：{}",
            file::thing(*what),
            words(allowed)
        ),
        Fault::UnknownStatus { found, allowed } => {
            format!("没有“{found}”这个状态；可用：{}", words(allowed))
        }
        Fault::NotRecorded {
            what: Thing::Person,
            found,
            ..
        } => format!("没有工号“{found}”；请核对工号，新人请先写在“人员”表中"),
        Fault::NotRecorded {
            what,
            found,
            recorded,
        } if recorded.is_empty() => {
            format!(
                "没有登记“{found}”，也没有登记其他{}；请先登记",
                recordable(*what)
            )
        }
        Fault::NotRecorded {
            what,
            found,
            recorded,
        } => format!(
            "没有登记“{found}”这个{}；已登记的有：{}",
            recordable(*what),
            recorded.join("、")
        ),
        Fault::SeveralMeant { what, found, ids } => format!(
            "“{found}”可以指几个{}；请写明编号：{}",
            recordable(*what),
            ids.join("、")
        ),
        Fault::TitleOfOtherSeries { title, series } => {
            format!("“{title}”不是“{series}”系列的职称；请改正其一")
        }
        Fault::DigitsLost { found } => {
            format!("Excel 已把长号码变成“{found}”，末尾几位丢了；请把该列设为文本后重新填写")
        }
        Fault::ExcelError { found } => {
            format!("单元格是 Excel 错误值 {found}；请改正公式或直接填写")
        }
        Fault::OtherName {
            found,
            expected,
            row: Some(row),
        } => format!("姓名是“{found}”，而第 {row} 行同一工号的姓名是“{expected}”；请核对工号"),
        Fault::OtherName {
            found, expected, ..
        } => format!(
            "姓名是“{found}”，而该工号登记的姓名是“{expected}”；请核对工号，改名请在人员档案中办理"
        ),
        Fault::OtherRow { row } => {
            format!("与第 {row} 行说的是同一条记录，但内容不同；请只留正确的一行")
        }
        Fault::SeveralRecorded { n, headers } => format!(
            "已登记的记录中有 {n} 条都可能是它；请填写能区分的列：{}",
            headers.join("、")
        ),
        Fault::Contradicts { header } => format!("与“{header}”一列矛盾；请改正其一"),
        Fault::ExactlyOne { headers } => {
            format!("“{}”须填写其中一项，且只填一项", headers.join("”“"))
        }
        Fault::OutOfRange { least, most } => file::range(*least, *most),
        Fault::StatusWithoutDay { found, header } => {
            format!("状态是“{found}”，但没有“{header}”；请填写日期，否则会照在岗计算")
        }
        Fault::NeverExpires { .. } => {
            "这种证书有有效期，不能写长期有效；请填写证上的日期，证上没有就空着".into()
        }
        Fault::Record(kind) => file::kind(kind),
    }
}

fn recordable(thing: Thing) -> &'static str {
    match thing {
        Thing::Department => "科室",
        Thing::Programme => "项目",
        other => file::thing(other),
    }
}

fn words(allowed: &[(String, String)]) -> String {
    let words: Vec<&str> = allowed.iter().map(|(zh, _)| &**zh).collect();
    words.join("、")
}

pub(in crate::wording) fn warning(warning: &Warning) -> String {
    match warning {
        Warning::IdNumber { wrong } => match wrong {
            IdFault::Form => "身份证号不是 18 位；号码没有保存，请更正".into(),
            IdFault::BirthDate => "身份证号中的出生日期不存在；号码没有保存，请更正".into(),
            IdFault::CheckDigit => "身份证号的校验位不对；号码没有保存，请更正".into(),
        },
        Warning::Repeated { row } => format!("与第 {row} 行重复，只记一次"),
        Warning::MayBeRecorded => "已登记的记录中可能有同一条，仍按新记录添加；请核对".into(),
        Warning::Clears { was } => format!("此格为空，将清除已登记的“{was}”"),
        Warning::NoName => "新人没有姓名".into(),
        Warning::Renames { was } => format!("将把登记的姓名“{was}”改掉"),
        Warning::LikeRecorded { staff } => {
            format!("已有工号“{staff}”，只差开头的 0；请核对是否同一人")
        }
        Warning::SeriesAssumed => "这个职称医疗、公共卫生两个系列都有，按医疗系列记；请核对".into(),
        Warning::LevelFromProfession => "没有执业证级别一列，按人员类别记".into(),
        Warning::OtherInstitution { found } => {
            format!("“{found}”不是本机构，按主要执业机构不在本院记")
        }
        Warning::PostWithoutProgramme => "没有写项目，岗位不予登记".into(),
        Warning::HereButLeft { header } => {
            format!("状态是在职，又有“{header}”；按日期计算，请核对")
        }
        Warning::StillPosted { n } => {
            format!(
                "离职后还有 {n} 个岗位没有结束，导入不会结束它们；请导入后在人员档案中“办理离职”"
            )
        }
        Warning::IdNumberOfAnother { staff } => {
            format!("身份证号与工号“{staff}”的相同，仍会保存；请核对是否填错，或同一人有两个工号")
        }
        Warning::OtherIdNumber => "同一人的身份证号前后不一致，都不保存；请核对".into(),
        Warning::IdNumberNotKept => "服务器没有可用的密钥，身份证号不保存；其余照常导入".into(),
        Warning::OtherBirthDate => "与身份证号中的出生日期不同；两者都不保存".into(),
    }
}

pub(in crate::wording) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Example => "样例",
        Outcome::Unchanged => "无变化",
        Outcome::Changed => "更正",
        Outcome::New => "新增",
        Outcome::Bad => "有误",
    }
}

pub(in crate::wording) fn counts(counts: &Counts) -> String {
    format!(
        "新增 {} 行、更正 {} 行、无变化 {} 行、有误 {} 行；新人 {} 名，新记录 {} 条，更正记录 {} 条，提示 {} 条",
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.bad,
        counts.new_people,
        counts.added,
        counts.corrected,
        counts.warnings
    )
}
