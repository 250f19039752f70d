//! What must be said of records and their forms, in both languages.

/// The words of record forms.
#[derive(Debug)]
pub struct RecordWords {
    /// A button.
    pub save: &'static str,
    /// A button.
    pub propose: &'static str,
    /// A button.
    pub remove: &'static str,
    /// A field.
    pub reason: &'static str,
    /// Marks a field that must be filled in.
    pub required: &'static str,
    /// A box.
    pub sure: &'static str,
    /// What to know of a last valid day.
    pub expiry_hint: &'static str,
    /// What to know of a last day.
    pub last_day_hint: &'static str,
    /// What to know of serious events.
    pub events_hint: &'static str,
    /// What to know of periods.
    pub periods_hint: &'static str,
    /// That a record like it is there.
    pub twin: &'static str,
    /// That there is such a record already, by its id.
    pub taken: &'static str,
    /// That what it refers to is not recorded.
    pub no_such_owner: &'static str,
    /// That a blank or a number cannot be kept.
    pub malformed: &'static str,
    /// That a change cannot be taken back, since what it would bring back does not fit any more.
    pub cannot_undo: &'static str,
    /// That the record is gone.
    pub gone: &'static str,
}

pub(super) static ZH: RecordWords = RecordWords {
    save: "保存",
    propose: "提出更正",
    remove: "删除",
    reason: "原因（可空）",
    required: "（必填）",
    sure: "不是重复，仍然保存",
    expiry_hint: "最后有效的一天；长期有效或证上没有日期时空着",
    last_day_hint: "最后一天；至今则空着",
    events_hint: "没有就写“无”；有就写日期，几个日期用分号隔开，日期不详写“日期不详”",
    periods_hint: "例如 2020-01-01~2020-06-30；几段用分号隔开",
    twin: "已登记过同样的一条；请核对是否重复",
    taken: "这个编号或工号已经有了；请换一个，或去更正已有的那条",
    no_such_owner: "所指的人员、科室或项目没有登记；请先登记",
    malformed: "有必填的内容空着，或数字超出范围；请核对",
    cannot_undo: "不能恢复：恢复后的内容与现在的其他登记不符，或刚被别人改动；请核对后直接更正",
    gone: "这条记录已被删除；要恢复请看历史",
};

pub(super) static EN: RecordWords = RecordWords {
    save: "Save",
    propose: "Propose this correction",
    remove: "Remove",
    reason: "Reason (optional)",
    required: " (required)",
    sure: "It is no duplicate, save it all the same",
    expiry_hint: "The last valid day; blank if it never ends or none is printed",
    last_day_hint: "The last day; blank while it goes on",
    events_hint: "Write none if there were none; else the days, separated by semicolons",
    periods_hint: "Such as 2020-01-01~2020-06-30; several separated by semicolons",
    twin: "The same is recorded already; please check whether this is a duplicate",
    taken: "This id or staff number is taken; choose another, or correct the one there is",
    no_such_owner: "The person, department or programme it names is not recorded; record it first",
    malformed: "Something required is blank, or a number is out of range",
    cannot_undo: "It cannot be taken back: it would not fit what is recorded now, or somebody has just changed it; correct the record instead",
    gone: "This record was removed; see the history to restore it",
};
