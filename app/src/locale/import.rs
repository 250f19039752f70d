//! What must be said of importing a ledger, in both languages.

/// The words of the pages about importing.
#[derive(Debug)]
pub struct ImportWords {
    /// What the page is.
    pub import: &'static str,
    /// What the list of steps is.
    pub steps: &'static str,
    /// A step.
    pub step_template: &'static str,
    /// A step.
    pub step_upload: &'static str,
    /// A step.
    pub step_preview: &'static str,
    /// A step.
    pub step_result: &'static str,
    /// What the template is for.
    pub template_intro: &'static str,
    /// A link.
    pub template_wide: &'static str,
    /// A link.
    pub template_sheets: &'static str,
    /// A field.
    pub file: &'static str,
    /// A button.
    pub upload: &'static str,
    /// That no file was chosen.
    pub no_file: &'static str,
    /// Heading.
    pub waiting: &'static str,
    /// A column.
    pub handed_in: &'static str,
    /// A column.
    pub size: &'static str,
    /// A link.
    pub go_on: &'static str,
    /// A button.
    pub give_up: &'static str,
    /// Heading.
    pub recent: &'static str,
    /// An empty list.
    pub none_yet: &'static str,
    /// A column.
    pub batch: &'static str,
    /// A column.
    pub done_at: &'static str,
    /// A column.
    pub done_by: &'static str,
    /// A column.
    pub n_changes: &'static str,
    /// A column.
    pub state: &'static str,
    /// A state.
    pub in_effect: &'static str,
    /// A state.
    pub undone: &'static str,
    /// A title.
    pub gone: &'static str,
    /// What the page for a file that is gone says.
    pub gone_body: &'static str,
    /// A title.
    pub running: &'static str,
    /// What to do meanwhile.
    pub running_body: &'static str,
    /// A link.
    pub reload: &'static str,
    /// A title.
    pub preview: &'static str,
    /// That a file changes nothing.
    pub nothing: &'static str,
    /// That only bad rows are left.
    pub nothing_good: &'static str,
    /// A column.
    pub sheet: &'static str,
    /// A column.
    pub kind: &'static str,
    /// A kind of sheet.
    pub wide: &'static str,
    /// A column.
    pub new: &'static str,
    /// A column.
    pub changed: &'static str,
    /// A column.
    pub unchanged: &'static str,
    /// A column and a heading.
    pub bad: &'static str,
    /// Heading.
    pub bad_rows: &'static str,
    /// Heading.
    pub warnings: &'static str,
    /// Heading.
    pub changes: &'static str,
    /// A column.
    pub place: &'static str,
    /// A column.
    pub column: &'static str,
    /// A column.
    pub found: &'static str,
    /// A column.
    pub person: &'static str,
    /// A link.
    pub own_sheet: &'static str,
    /// Heading.
    pub mapping: &'static str,
    /// What to do about them.
    pub mapping_body: &'static str,
    /// A choice.
    pub ignore: &'static str,
    /// A button.
    pub remap: &'static str,
    /// A field.
    pub which_staff: &'static str,
    /// What is chosen.
    pub mode: &'static str,
    /// A choice.
    pub all_or_nothing: &'static str,
    /// A choice.
    pub good_rows: &'static str,
    /// A button.
    pub apply: &'static str,
    /// A title.
    pub result: &'static str,
    /// A title.
    pub act: &'static str,
    /// A title.
    pub undoing: &'static str,
    /// What was done.
    pub done: &'static str,
    /// A field.
    pub reason: &'static str,
    /// Label.
    pub reason_given: &'static str,
    /// Heading and button.
    pub undo: &'static str,
    /// What undoing does.
    pub undo_body: &'static str,
    /// A checkbox.
    pub sure: &'static str,
    /// That the box was not checked.
    pub not_sure: &'static str,
    /// A link.
    pub see_undoing: &'static str,
    /// A link.
    pub see_original: &'static str,
    /// A link.
    pub see_log: &'static str,
    /// A link.
    pub to_import: &'static str,
    /// A link.
    pub earlier: &'static str,
    /// A link.
    pub later: &'static str,
}

/// Chinese.
pub(super) static ZH: ImportWords = ImportWords {
    import: "导入台账",
    steps: "导入的步骤",
    step_template: "下载模板",
    step_upload: "上传",
    step_preview: "预览",
    step_result: "结果",
    template_intro: "模板里有列名、下拉选项、样例行和填写说明；自己的台账也可以直接上传，列名不同可在预览时对应。",
    template_wide: "宽表模板（一张表，一人可多行）",
    template_sheets: "分表模板（每类记录一张表）",
    file: "台账文件",
    upload: "上传并预览",
    no_file: "没有收到文件，请先选择文件",
    waiting: "还没导入的文件",
    handed_in: "上传时间",
    size: "大小",
    go_on: "继续",
    give_up: "放弃并删除文件",
    recent: "最近的导入",
    none_yet: "还没有导入过。",
    batch: "批次",
    done_at: "时间",
    done_by: "操作人",
    n_changes: "改动",
    state: "状态",
    in_effect: "已导入",
    undone: "已撤销",
    gone: "文件不在了",
    gone_body: "文件已经导入、已放弃或超过保存时间。导入过的批次在导入页上。",
    running: "正在导入",
    running_body: "完成后会自动转到结果；可以离开这一页，导入不会中断。",
    reload: "刷新",
    preview: "预览",
    nothing: "文件里的内容都已登记，没有要写入的改动。",
    nothing_good: "除了有误的行，没有要写入的改动。",
    sheet: "工作表",
    kind: "内容",
    wide: "宽表",
    new: "新增",
    changed: "更正",
    unchanged: "无变化",
    bad: "有误",
    bad_rows: "有误的行",
    warnings: "提示与重复",
    changes: "将要写入的改动",
    place: "位置",
    column: "列",
    found: "问题与允许的写法",
    person: "工号",
    own_sheet: "下载带结果列的原表",
    mapping: "没认出的列",
    mapping_body: "为每一列选择含义，或明确忽略。",
    ignore: "忽略这一列",
    remap: "按所选重新核对",
    which_staff: "哪一列是工号",
    mode: "有误的行",
    all_or_nothing: "有误就都不导入",
    good_rows: "只导入无误的行",
    apply: "确认导入",
    result: "导入结果",
    act: "同一次办理的改动",
    undoing: "撤销结果",
    done: "做了什么",
    reason: "原因（可不填）",
    reason_given: "原因",
    undo: "撤销整个批次",
    undo_body: "每条记录恢复到这次改动之前。之后又有人改过的，会全部拒绝并列出。",
    sure: "我确认要撤销",
    not_sure: "请先勾选确认",
    see_undoing: "查看撤销",
    see_original: "查看被撤销的批次",
    see_log: "在操作日志中查看每条改动",
    to_import: "回到导入",
    earlier: "上一页",
    later: "下一页",
};

/// English.
pub(super) static EN: ImportWords = ImportWords {
    import: "Import a ledger",
    steps: "Steps of an import",
    step_template: "Get the template",
    step_upload: "Hand in",
    step_preview: "Preview",
    step_result: "Result",
    template_intro: "The template has headers, drop-downs, an example row and notes. Your own ledger can be handed in as it is; headers that differ can be mapped in the preview.",
    template_wide: "Wide template (one sheet, several rows a person)",
    template_sheets: "Template by kind of record (a sheet for each)",
    file: "Ledger file",
    upload: "Hand in and preview",
    no_file: "No file came; choose one first",
    waiting: "Files not imported yet",
    handed_in: "Handed in",
    size: "Size",
    go_on: "Go on",
    give_up: "Give up and delete the file",
    recent: "Recent imports",
    none_yet: "Nothing has been imported yet.",
    batch: "Batch",
    done_at: "Time",
    done_by: "By",
    n_changes: "Changes",
    state: "State",
    in_effect: "Imported",
    undone: "Taken back",
    gone: "The file is gone",
    gone_body: "It was imported, given up, or kept too long. What was imported is on the page for importing.",
    running: "Importing",
    running_body: "The result comes by itself when it is done. You may leave this page; the import goes on.",
    reload: "Reload",
    preview: "Preview",
    nothing: "Everything in the file is recorded already; nothing changes.",
    nothing_good: "But for the bad rows, nothing changes.",
    sheet: "Sheet",
    kind: "Content",
    wide: "wide",
    new: "New",
    changed: "Changed",
    unchanged: "Unchanged",
    bad: "Bad",
    bad_rows: "Bad rows",
    warnings: "Notes and duplicates",
    changes: "What will be written",
    place: "Place",
    column: "Column",
    found: "What was found and what is allowed",
    person: "Staff number",
    own_sheet: "Your own sheet with a column of results",
    mapping: "Columns not recognised",
    mapping_body: "Say what each column means, or that it is to be ignored.",
    ignore: "Ignore this column",
    remap: "Check again with these",
    which_staff: "Which column is the staff number",
    mode: "Bad rows",
    all_or_nothing: "Import nothing while there are bad rows",
    good_rows: "Import the good rows only",
    apply: "Import",
    result: "Result of the import",
    act: "The changes of one act",
    undoing: "Taken back",
    done: "What was done",
    reason: "Reason (optional)",
    reason_given: "Reason",
    undo: "Take the whole batch back",
    undo_body: "Each record becomes what it was before. If one was changed since, nothing is done and you are told which.",
    sure: "Yes, take it back",
    not_sure: "Check the box first",
    see_undoing: "See how it was taken back",
    see_original: "See what was taken back",
    see_log: "See each change in the audit log",
    to_import: "Back to importing",
    earlier: "Previous",
    later: "Next",
};
