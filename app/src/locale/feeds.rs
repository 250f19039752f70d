//! What must be said of subscribing to calendars, in both languages.

/// The words of the page about calendars.
#[derive(Debug)]
pub struct FeedWords {
    /// What the page is.
    pub feeds: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// Heading.
    pub own: &'static str,
    /// That there is none.
    pub none: &'static str,
    /// Heading, and its button.
    pub add: &'static str,
    /// A column and a field.
    pub scope: &'static str,
    /// What a calendar of everything is of.
    pub hospital: &'static str,
    /// A group of choices.
    pub departments: &'static str,
    /// A group of choices.
    pub programmes: &'static str,
    /// A choice.
    pub person: &'static str,
    /// A field.
    pub staff: &'static str,
    /// When to fill it.
    pub staff_hint: &'static str,
    /// What is wrong with it where nothing stands in it.
    pub staff_missing: &'static str,
    /// What is wrong with it where nobody has it.
    pub staff_unknown: &'static str,
    /// A field.
    pub language: &'static str,
    /// A box.
    pub early: &'static str,
    /// What the box does.
    pub early_hint: &'static str,
    /// A box.
    pub initials: &'static str,
    /// What the box does.
    pub initials_hint: &'static str,
    /// A column.
    pub options: &'static str,
    /// A column.
    pub created: &'static str,
    /// A column.
    pub last_used: &'static str,
    /// That nobody has fetched it yet.
    pub never: &'static str,
    /// A column.
    pub lasts_until: &'static str,
    /// A column.
    pub change: &'static str,
    /// A button.
    pub reset: &'static str,
    /// A button.
    pub remove: &'static str,
    /// What to know of a new address.
    pub given: &'static str,
    /// The link by which a device's calendar opens.
    pub open: &'static str,
    /// What the picture is.
    pub picture: &'static str,
    /// That something cannot be subscribed to.
    pub not_there: &'static str,
    /// That there are as many as there may be.
    pub too_many: &'static str,
    /// Heading.
    pub how: &'static str,
    /// A link to a file.
    pub download: &'static str,
    /// The link of other pages.
    pub calendar: &'static str,
}

/// Chinese.
pub(super) static ZH: FeedWords = FeedWords {
    feeds: "日历订阅",
    lead: "把证件到期日、职责到期日和条款失效日订阅到手机或电脑的日历里，以后自动更新。拿到链接的人不用登录就能看到里面的内容，请不要转发；怀疑外泄时重置链接，旧链接立即失效。",
    own: "我的订阅",
    none: "还没有订阅。",
    add: "新建订阅",
    scope: "范围",
    hospital: "全院",
    departments: "科室",
    programmes: "项目",
    person: "个人（在下面填工号）",
    staff: "工号",
    staff_hint: "只在范围选“个人”时填写。",
    staff_missing: "请填写工号",
    staff_unknown: "没有这个工号的在职人员，或者您无权查看",
    language: "语言",
    early: "提前提醒",
    early_hint: "除到期当天外，按各类证件的提前天数另设日程。",
    initials: "姓名只显示拼音首字母",
    initials_hint: "日历内容会存放在手机厂商或邮箱服务商的服务器上；勾选后其中没有姓名。",
    options: "选项",
    created: "链接建立",
    last_used: "最近读取",
    never: "从未",
    lasts_until: "不用则失效",
    change: "操作",
    reset: "重置链接",
    remove: "移除",
    given: "链接只显示这一次，请现在就添加到日历里：",
    open: "在本机日历中打开",
    picture: "订阅链接的二维码",
    not_there: "没有这个范围，或者您无权查看，请重新选择",
    too_many: "订阅已达上限，请先移除不用的",
    how: "怎样添加",
    download: "只下载一次（不会更新）",
    calendar: "日历",
};

/// English.
pub(super) static EN: FeedWords = FeedWords {
    feeds: "Calendars",
    lead: "Subscribe to the days on which papers end, duties are due and clauses stop being met; the calendar on your phone or computer then keeps itself up to date. Whoever has a link reads what is in it without signing in, so do not pass it on. If others may know it, reset it: the old one ends at once.",
    own: "My calendars",
    none: "None yet.",
    add: "Add a calendar",
    scope: "Of",
    hospital: "The whole hospital",
    departments: "Departments",
    programmes: "Programmes",
    person: "One person (give the staff number below)",
    staff: "Staff number",
    staff_hint: "Only for the calendar of one person.",
    staff_missing: "type a staff number",
    staff_unknown: "nobody who works here has this number, or you may not read the file",
    language: "Language",
    early: "Remind in advance",
    early_hint: "Further events so many days before as is set for each kind of paper.",
    initials: "Initials instead of names",
    initials_hint: "What is in a calendar lies on the servers of whoever runs it; with this, no names do.",
    options: "Options",
    created: "Link made",
    last_used: "Last read",
    never: "never",
    lasts_until: "Ends if not read",
    change: "Change",
    reset: "Reset the link",
    remove: "Remove",
    given: "The link is shown only now; add it to your calendar at once:",
    open: "Open in this device's calendar",
    picture: "The link as a QR code",
    not_there: "there is no such calendar, or you may not read it; choose another",
    too_many: "you have as many as you may have; remove one you do not use",
    how: "How to add one",
    download: "Download once (it will not be updated)",
    calendar: "Calendar",
};
