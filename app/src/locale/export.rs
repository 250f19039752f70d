//! What must be said of exporting, in both languages.

/// The words of the form that exports.
#[derive(Debug)]
pub struct ExportWords {
    /// What the page is, and the fold with the form.
    pub export: &'static str,
    /// A choice.
    pub whose: &'static str,
    /// Those whom the list finds.
    pub found: &'static str,
    /// Everybody.
    pub everybody: &'static str,
    /// A field.
    pub format: &'static str,
    /// A field.
    pub reason: &'static str,
    /// What to know before typing.
    pub reason_hint: &'static str,
    /// Why the password is asked for.
    pub password_hint: &'static str,
    /// A button.
    pub download: &'static str,
    /// The link to the list.
    pub back: &'static str,
    /// That no reason was given.
    pub no_reason: &'static str,
    /// That the reason is too long.
    pub long_reason: &'static str,
    /// That nobody is meant.
    pub nobody: &'static str,
    /// That a choice is none.
    pub no_choice: &'static str,
    /// That the filter or the day cannot be read.
    pub unreadable: &'static str,
    /// That the password is wrong or missing.
    pub wrong_password: &'static str,
}

/// Chinese.
pub(super) static ZH: ExportWords = ExportWords {
    export: "导出",
    whose: "导出哪些人",
    found: "当前筛选的人员",
    everybody: "全部人员",
    format: "文件格式",
    reason: "用途",
    reason_hint: "写明给谁、作何用。导出人、用途、条件和行数会记入审计日志。",
    password_hint: "登录已超过三十分钟，请再输入一次密码。",
    download: "导出文件",
    back: "返回人员",
    no_reason: "请填写用途：写明给谁、作何用",
    long_reason: "用途最多两百字，请写短些",
    nobody: "没有可以导出的人员，请返回人员页改筛选条件，或选全部人员",
    no_choice: "请从列表中选一项",
    unreadable: "地址里的筛选条件或日期看不懂，没有导出；请返回人员页重新选择",
    wrong_password: "密码不对，请输入登录时用的密码",
};

/// English.
pub(super) static EN: ExportWords = ExportWords {
    export: "Export",
    whose: "Whom",
    found: "The people of this filter",
    everybody: "Everybody",
    format: "Kind of file",
    reason: "What it is for",
    reason_hint: "Say for whom and what for. Who exports, why, by which filter and how many rows goes into the audit log.",
    password_hint: "You signed in more than thirty minutes ago: please give your password once more.",
    download: "Export the file",
    back: "Back to the staff",
    no_reason: "say for whom and what for",
    long_reason: "at most two hundred characters; write less",
    nobody: "there is nobody to export; go back to change the filter, or take everybody",
    no_choice: "choose one of the list",
    unreadable: "the filter or the day of the address cannot be read, so nothing was exported; go back and choose anew",
    wrong_password: "the password is wrong; give the one you sign in with",
};
