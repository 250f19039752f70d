//! Missing facts, in the words of the staff file.

use eligibility::assess::Missing;

pub(in crate::wording) fn missing(missing: Missing) -> String {
    let list = list(missing.list);
    match (missing.index, missing.field) {
        (Some(index), "so_far") => format!(
            "{list}第 {} 条：培训当日尚未结束，所填例数是全程的，至当日有多少例不详；请将结束日期留空并填至今的例数，或待培训结束后再看",
            index + 1
        ),
        (Some(index), field) => {
            format!(
                "{list}第 {} 条：{}未填；请补填",
                index + 1,
                self::field(field)
            )
        }
        (None, "") => record(missing.list, list),
        (None, "complete") => format!(
            "{list}：已有的备案没有覆盖培训全程，而此项未标为完整；另有备案的请补录，没有请将此项标为完整"
        ),
        (None, field) => format!("{list}：{}未填；请补填", self::field(field)),
    }
}

/// A record is wanted, or the word that there is none.
fn record(key: &str, list: &str) -> String {
    match key {
        "professions" | "disciplines" => format!("{list}：没有当日有效的记录；请补录"),
        "attestations" => format!("{list}：没有当日有效的记录；请由负责人作出声明并登记"),
        "cases" => format!(
            "{list}：所看的期间没有记全；请按期间补录（没有做的登记 0 例），记全后将此项标为完整"
        ),
        "duties" => {
            format!("{list}：没有能计入的记录；做过的请补录并写明由谁完成，没做的完成后登记")
        }
        "bases" => format!("{list}：没有这家基地的备案记录；请查明后补录备案部门和起止日期"),
        "postings" => format!(
            "{list}：当日没有此人在该岗位的安排，而岗位安排没有登记或未标为完整；在岗的请补录，岗位安排登记齐后标为完整"
        ),
        _ => {
            format!("{list}：没有合要求的记录，而此项未标为完整；有的请补录，没有请将此项标为完整")
        }
    }
}

pub(super) fn list(key: &str) -> &str {
    match key {
        "employment" => "任职",
        "absences" => "缺勤",
        "departments" => "所属科室",
        "professions" => "人员类别",
        "disciplines" => "专业方向",
        "titles" => "职称",
        "licences" => "执业证",
        "assessments" => "定期考核",
        "credentials" => "证书",
        "experience" => "经历",
        "training" => "培训",
        "exemptions" => "免于培训",
        "cases" => "例数",
        "radiation_work" => "放射工作",
        "duties" => "定期工作",
        "bases" => "培训基地备案",
        "attestations" => "声明",
        "postings" => "项目的岗位安排",
        "elsewhere" => "其他项目的岗位安排",
        "equipment" => "设备",
        other => other,
    }
}

pub(super) fn field(key: &str) -> &str {
    match key {
        "from" => "起始日期",
        "to" => "结束日期",
        "issued" => "发证日期",
        "expires" => "有效期截止日",
        "category" => "类别",
        "level" => "级别",
        "series" => "系列",
        "discipline" => "专业",
        "qualified" => "取得日期",
        "scopes" => "执业范围",
        "main_here" => "主要执业机构是否为本机构",
        "filing_from" => "多点执业备案起始日期",
        "filing_to" => "多点执业备案截止日期",
        "suspended" => "暂停执业的起止日期",
        "full_time" => "是否专职",
        "on" => "日期",
        "passed" => "是否合格",
        "technique" => "技术",
        "base" => "培训基地",
        "authority" => "备案部门（省级或其他）",
        "instructor" => "指导医师",
        "examined" => "考核日期",
        "granted" => "批准日期",
        "by" => "批准人",
        "cases_taken_part" => "参与例数",
        "cases_managed" => "全程管理例数",
        "cases_done" => "在指导下独立完成例数",
        "independent" => "独立开展例数",
        "events_recorded" => "不良事件是否已记全",
        "serious_events" => "严重不良事件的日期",
        other => other,
    }
}
