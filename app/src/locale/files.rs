//! What must be said on the page of a staff file and its history, in both languages.

/// The words of a staff file.
#[derive(Debug)]
pub struct FileWords {
    /// What the list is called.
    pub staff: &'static str,
    /// What the page is.
    pub file: &'static str,
    /// Label.
    pub number: &'static str,
    /// Label.
    pub status: &'static str,
    /// Label.
    pub departments: &'static str,
    /// Label.
    pub professions: &'static str,
    /// Label.
    pub title: &'static str,
    /// Label.
    pub postings: &'static str,
    /// Label.
    pub counts_for: &'static str,
    /// That somebody counts nowhere on the day.
    pub counts_for_nothing: &'static str,
    /// What is not recorded.
    pub none: &'static str,
    /// Heading.
    pub picture: &'static str,
    /// What the picture shows.
    pub picture_note: &'static str,
    /// Heading.
    pub records: &'static str,
    /// That nothing is recorded.
    pub no_records: &'static str,
    /// What the links choose.
    pub order: &'static str,
    /// A choice.
    pub by_year: &'static str,
    /// A choice.
    pub by_kind: &'static str,
    /// Heading of records without a day.
    pub undated: &'static str,
    /// How a record stands.
    pub holds: &'static str,
    /// How a record stands.
    pub goes_on: &'static str,
    /// How a record stands.
    pub over: &'static str,
    /// How a record stands.
    pub expired: &'static str,
    /// How a record stands.
    pub begins: &'static str,
    /// How a record stands.
    pub withdrawn: &'static str,
    /// How a record stands.
    pub on_hold: &'static str,
    /// How a record stands.
    pub undetermined: &'static str,
    /// That another record follows.
    pub followed: &'static str,
    /// A link.
    pub add: &'static str,
    /// A link.
    pub edit: &'static str,
    /// A link.
    pub renew: &'static str,
    /// A link.
    pub end: &'static str,
    /// A link.
    pub remove: &'static str,
    /// A link.
    pub history: &'static str,
    /// A link.
    pub leave: &'static str,
    /// A link.
    pub cancel: &'static str,
    /// A link.
    pub correct_person: &'static str,
    /// A link.
    pub remove_person: &'static str,
    /// What a renewal does.
    pub renew_note: &'static str,
    /// What an end does.
    pub end_note: &'static str,
    /// What ends with the last employment.
    pub ends_too: &'static str,
    /// A field.
    pub last_day: &'static str,
    /// A button.
    pub save_end: &'static str,
    /// What a removal does.
    pub remove_note: &'static str,
    /// A field.
    pub remove_reason: &'static str,
    /// What is wrong with a field.
    pub reason_missing: &'static str,
    /// A button.
    pub confirm_remove: &'static str,
    /// What leaving does.
    pub leave_note: &'static str,
    /// A field.
    pub leave_last: &'static str,
    /// A box.
    pub leave_memberships: &'static str,
    /// A button.
    pub leave_save: &'static str,
    /// That nothing goes on.
    pub leave_nothing: &'static str,
    /// What goes on.
    pub leave_now: &'static str,
    /// That one may not change this.
    pub not_yours: &'static str,
    /// Heading.
    pub history_of: &'static str,
    /// What the history shows.
    pub history_note: &'static str,
    /// That there are no entries.
    pub history_empty: &'static str,
    /// A link.
    pub history_all: &'static str,
    /// A link.
    pub back_to_file: &'static str,
    /// A link.
    pub older: &'static str,
    /// A column.
    pub when: &'static str,
    /// A column.
    pub who: &'static str,
    /// A column.
    pub what: &'static str,
    /// A column.
    pub before_after: &'static str,
    /// An act.
    pub added: &'static str,
    /// An act.
    pub corrected: &'static str,
    /// An act.
    pub removed: &'static str,
    /// An act.
    pub restored: &'static str,
    /// Nothing stands in a field.
    pub blank: &'static str,
    /// What stands before a reason.
    pub because: &'static str,
    /// A button.
    pub restore: &'static str,
    /// Why nothing was taken back.
    pub restore_nothing: &'static str,
    /// A link and a heading.
    pub new_person: &'static str,
    /// A link at a record, for those who propose.
    pub propose: &'static str,
    /// Opens the kinds of which a record can be proposed.
    pub propose_new: &'static str,
    /// What happens with a new person.
    pub new_note: &'static str,
    /// A field.
    pub name: &'static str,
    /// A field.
    pub department: &'static str,
    /// A field.
    pub from: &'static str,
    /// A field.
    pub profession: &'static str,
    /// A button.
    pub create: &'static str,
    /// What is wrong with a staff number.
    pub number_taken: &'static str,
    /// Nothing is chosen.
    pub choose: &'static str,
    /// A field.
    pub programme: &'static str,
}

pub(super) static ZH: FileWords = FileWords {
    staff: "人员名单",
    file: "人员档案",
    number: "工号",
    status: "状态",
    departments: "科室",
    professions: "人员类别",
    title: "职称",
    postings: "岗位",
    counts_for: "计入项目",
    counts_for_nothing: "当日未计入任何项目",
    none: "未登记",
    picture: "任职与证件时段",
    picture_note: "每行一项，横向为年份，竖线为查看的日期；与下面的记录一致",
    records: "全部记录",
    no_records: "还没有任何记录",
    order: "排列方式",
    by_year: "按年份",
    by_kind: "按类别",
    undated: "未填日期",
    holds: "有效",
    goes_on: "在续",
    over: "已结束",
    expired: "已过期",
    begins: "尚未开始",
    withdrawn: "已吊销或注销",
    on_hold: "已暂停",
    undetermined: "缺日期，无法判定",
    followed: "已续期",
    add: "添加记录",
    edit: "更正",
    renew: "续期",
    end: "结束",
    remove: "删除",
    history: "修改历史",
    leave: "办理离职",
    cancel: "取消",
    correct_person: "更正工号姓名",
    remove_person: "删除档案",
    renew_note: "续期是新增一条记录，原来的一条保留不动",
    end_note: "填最后一天；次日起不再算",
    ends_too: "这是最后一段任职：填了最后一天，下列各项同日结束，此后才开始的一并删除（可在历史中整批撤销）",
    last_day: "最后一天",
    save_end: "结束",
    remove_note: "只删除登记错误的记录。到期、结束或吊销的请用更正或结束，不要删除；删除后可从历史恢复",
    remove_reason: "删除的原因",
    reason_missing: "请写明删除的原因",
    confirm_remove: "确认删除",
    leave_note: "一次办理：所选日期起，下列各项不再继续。此后才开始的岗位和科室安排一并删除",
    leave_last: "在院最后一天",
    leave_memberships: "同时结束科室归属（科室负责人此后看不到这份档案）",
    leave_save: "确认离职",
    leave_nothing: "没有仍在继续的任职或岗位，不用办理",
    leave_now: "目前仍在继续的：",
    not_yours: "只有人事可以修改档案；没有保存任何内容",
    history_of: "修改历史",
    history_note: "每次修改前后的内容都留存。恢复是一次新的修改，也会记入历史",
    history_empty: "还没有修改记录；建库时写入的内容不在此列",
    history_all: "整份档案的历史",
    back_to_file: "回到档案",
    older: "更早的修改",
    when: "时间",
    who: "修改人",
    what: "内容",
    before_after: "改动前 → 改动后",
    added: "添加",
    corrected: "更正",
    removed: "删除",
    restored: "恢复",
    blank: "空",
    because: "原因",
    restore: "恢复到改动前",
    restore_nothing: "没有可恢复的内容：这条修改不存在，或已经恢复过",
    new_person: "新增人员",
    propose: "提出更正",
    propose_new: "提出新增",
    new_note: "一次写入：档案、任职、科室和人员类别。证书、职称等随后在档案里添加",
    name: "姓名",
    department: "科室",
    from: "入职日期",
    profession: "人员类别",
    create: "建立档案",
    number_taken: "这个工号已经有人用；请换一个，或去更正那份档案",
    choose: "请选择",
    programme: "项目",
};

pub(super) static EN: FileWords = FileWords {
    staff: "All people",
    file: "Staff file",
    number: "Staff number",
    status: "Status",
    departments: "Departments",
    professions: "Professions",
    title: "Title",
    postings: "Posts",
    counts_for: "Counts for",
    counts_for_nothing: "Counts for no programme on this day",
    none: "not recorded",
    picture: "Periods at a glance",
    picture_note: "A row for each item over the years; the upright line is the day shown. The records below say the same",
    records: "All records",
    no_records: "Nothing is recorded yet",
    order: "Order",
    by_year: "By year",
    by_kind: "By kind",
    undated: "Without a date",
    holds: "valid",
    goes_on: "going on",
    over: "over",
    expired: "expired",
    begins: "not begun",
    withdrawn: "revoked or cancelled",
    on_hold: "suspended",
    undetermined: "a date is missing",
    followed: "renewed",
    add: "Add a record",
    edit: "Correct",
    renew: "Renew",
    end: "End",
    remove: "Remove",
    history: "History",
    leave: "Leaving",
    cancel: "Cancel",
    correct_person: "Correct number and name",
    remove_person: "Remove the file",
    renew_note: "A renewal adds a record; the old one stays as it is",
    end_note: "Give the last day; from the next day on it does not count",
    ends_too: "This is the last employment: once it has a last day, these end on it too, and what would begin later is removed. The history takes all of it back at once",
    last_day: "Last day",
    save_end: "End it",
    remove_note: "Remove only what should never have been recorded. What expired, ended or was revoked is corrected or ended instead. A removal can be taken back in the history",
    remove_reason: "Why it is removed",
    reason_missing: "Say why it is removed",
    confirm_remove: "Remove it",
    leave_note: "In one act, none of these goes on after the last day; posts and memberships that would begin later are removed",
    leave_last: "Last day here",
    leave_memberships: "End the memberships of departments too (their heads then no longer see this file)",
    leave_save: "Record the leaving",
    leave_nothing: "No employment and no post goes on, so there is nothing to end",
    leave_now: "What goes on now:",
    not_yours: "Only HR may change files; nothing was saved",
    history_of: "History of changes",
    history_note: "What stood before and after each change is kept. Taking a change back is a change too, and stands here",
    history_empty: "No changes yet; what the database was founded with does not stand here",
    history_all: "History of the whole file",
    back_to_file: "Back to the file",
    older: "Older changes",
    when: "When",
    who: "Who",
    what: "What",
    before_after: "Before → after",
    added: "added",
    corrected: "corrected",
    removed: "removed",
    restored: "restored",
    blank: "blank",
    because: "Reason",
    restore: "Take this back",
    restore_nothing: "Nothing to take back: there is no such change, or it was taken back already",
    new_person: "New person",
    propose: "Propose a correction",
    propose_new: "Propose a record",
    new_note: "One act records the file, the employment, the department and the profession. Papers and titles are added in the file afterwards",
    name: "Name",
    department: "Department",
    from: "First day here",
    profession: "Profession",
    create: "Open the file",
    number_taken: "This staff number is taken; choose another, or correct that file",
    choose: "choose",
    programme: "Programme",
};
