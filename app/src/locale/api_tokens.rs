//! What must be said of tokens by which other programs read, in both languages.

/// The words of the page about tokens.
#[derive(Debug)]
pub struct ApiTokenWords {
    /// What the page is.
    pub tokens: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// Where the interface is described.
    pub described: &'static str,
    /// Heading.
    pub own: &'static str,
    /// That there is none.
    pub none: &'static str,
    /// Heading, and its button.
    pub add: &'static str,
    /// A column and a field.
    pub name: &'static str,
    /// What to write there.
    pub name_hint: &'static str,
    /// A column and a group of choices.
    pub scopes: &'static str,
    /// A choice.
    pub assessments: &'static str,
    /// A choice.
    pub expiring: &'static str,
    /// A choice.
    pub staff: &'static str,
    /// A field.
    pub lasts: &'static str,
    /// After a number of days.
    pub days: &'static str,
    /// A column.
    pub created: &'static str,
    /// A column.
    pub expires: &'static str,
    /// A column.
    pub last_used: &'static str,
    /// In that column.
    pub never: &'static str,
    /// A column.
    pub change: &'static str,
    /// A button.
    pub remove: &'static str,
    /// Above a new secret.
    pub given: &'static str,
    /// That the name is missing or too long.
    pub bad_name: &'static str,
    /// That nothing was chosen.
    pub no_scope: &'static str,
    /// That there is no such number of days.
    pub bad_days: &'static str,
    /// That there are as many as there may be.
    pub too_many: &'static str,
}

pub(super) static ZH: ApiTokenWords = ApiTokenWords {
    tokens: "接口令牌",
    lead: "供其他系统只读取数据。持有令牌即可读取您此刻有权查看的内容，仅限勾选的范围；账号停用后令牌同时失效。",
    described: "接口说明文档",
    own: "我的令牌",
    none: "还没有令牌。",
    add: "新建令牌",
    name: "用途",
    name_hint: "写明哪个系统在用，60 字以内。",
    scopes: "可读取",
    assessments: "项目与评估结论",
    expiring: "到期与失效日",
    staff: "人员档案（不含身份证号）",
    lasts: "有效期",
    days: "天",
    created: "创建日期",
    expires: "失效时间",
    last_used: "最近使用",
    never: "未使用",
    change: "操作",
    remove: "收回",
    given: "请立即复制保存，令牌只显示这一次：",
    bad_name: "请填写用途，60 字以内。",
    no_scope: "请至少勾选一项可读取的范围。",
    bad_days: "请选择列出的有效期。",
    too_many: "令牌已达 20 个，请先收回不用的。",
};

pub(super) static EN: ApiTokenWords = ApiTokenWords {
    tokens: "API tokens",
    lead: "For other programs, which only read. Whoever holds a token reads what you may read at that moment, within what is ticked; it ends with your account.",
    described: "The interface (OpenAPI)",
    own: "Own tokens",
    none: "There is no token yet.",
    add: "New token",
    name: "For",
    name_hint: "Which program uses it, in 60 characters at most.",
    scopes: "May read",
    assessments: "programmes and assessments",
    expiring: "what expires and breaks",
    staff: "staff files (no identity numbers)",
    lasts: "Valid for",
    days: "days",
    created: "Made on",
    expires: "Valid until",
    last_used: "Last used",
    never: "never",
    change: "Change",
    remove: "Take back",
    given: "Copy it now; it is not shown again:",
    bad_name: "Say what it is for, in 60 characters at most.",
    no_scope: "Tick at least one thing to be read.",
    bad_days: "Choose one of the terms in the list.",
    too_many: "There are 20 tokens already; take back one that is not used.",
};
