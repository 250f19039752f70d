//! What must be said of the audit log, in both languages.

/// The words of the page about the audit log.
#[derive(Debug)]
pub struct AuditWords {
    /// What the page is.
    pub audit: &'static str,
    /// A field.
    pub from: &'static str,
    /// A field.
    pub to: &'static str,
    /// That a day is none.
    pub bad_day: &'static str,
    /// A field.
    pub who: &'static str,
    /// A field.
    pub act: &'static str,
    /// A choice.
    pub any: &'static str,
    /// A field.
    pub about: &'static str,
    /// A field and a label.
    pub batch: &'static str,
    /// A field.
    pub text: &'static str,
    /// A button.
    pub search: &'static str,
    /// A link.
    pub clear: &'static str,
    /// An empty list.
    pub nothing: &'static str,
    /// A link.
    pub older: &'static str,
    /// A link.
    pub newest: &'static str,
    /// A column.
    pub field: &'static str,
    /// A column.
    pub before: &'static str,
    /// A column.
    pub after: &'static str,
    /// Label.
    pub reason: &'static str,
    /// Heading.
    pub chain: &'static str,
    /// A field.
    pub noted: &'static str,
    /// That a head is none.
    pub bad_head: &'static str,
    /// A button.
    pub verify: &'static str,
    /// That the log is being read already.
    pub busy: &'static str,
    /// That an entry should be looked at.
    pub alert: &'static str,
    /// Opens a form.
    pub restore: &'static str,
    /// What restoring does.
    pub restore_body: &'static str,
    /// A button.
    pub restore_now: &'static str,
}

/// Chinese.
pub(super) static ZH: AuditWords = AuditWords {
    audit: "操作日志",
    from: "从",
    to: "到",
    bad_day: "不是日期，请写成年-月-日",
    who: "操作人",
    act: "操作",
    any: "全部",
    about: "工号、登录名或记录编号",
    batch: "批次",
    text: "内容",
    search: "查询",
    clear: "清除条件",
    nothing: "没有符合条件的记录。",
    older: "更早的",
    newest: "最新的",
    field: "字段",
    before: "之前",
    after: "之后",
    reason: "原因",
    chain: "日志的链",
    noted: "以前留存的链首（可不填）",
    bad_head: "链首由序号、冒号和六十四位校验值组成，请照原样粘贴",
    verify: "核对整条链",
    busy: "正在核对，请稍后再试。",
    alert: "请核实",
    restore: "恢复…",
    restore_body: "把这条记录恢复到这次改动之前；之后又改过的不能恢复。",
    restore_now: "确认恢复",
};

/// English.
pub(super) static EN: AuditWords = AuditWords {
    audit: "Audit log",
    from: "From",
    to: "To",
    bad_day: "Not a day; write year-month-day",
    who: "By whom",
    act: "What was done",
    any: "Everything",
    about: "Staff number, login or record",
    batch: "Batch",
    text: "Text",
    search: "Search",
    clear: "Clear",
    nothing: "No entry fits.",
    older: "Older",
    newest: "Newest",
    field: "Field",
    before: "Before",
    after: "After",
    reason: "Reason",
    chain: "The chain of the log",
    noted: "A head noted before (optional)",
    bad_head: "A head is a number, a colon and a hash of 64 digits; paste it as it was",
    verify: "Verify the whole chain",
    busy: "It is being verified already; try again later.",
    alert: "Please check",
    restore: "Restore…",
    restore_body: "Makes the record what it was before this change; not if it was changed since.",
    restore_now: "Restore",
};
