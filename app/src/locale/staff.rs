//! What must be said on the list of people, in both languages.

/// The words of the list of people.
#[derive(Debug)]
pub struct StaffWords {
    /// What the page is, and the link to it.
    pub staff: &'static str,
    /// A field.
    pub text: &'static str,
    /// What may be typed into it.
    pub text_hint: &'static str,
    /// A column.
    pub number: &'static str,
    /// A field and a column.
    pub department: &'static str,
    /// A field and a column.
    pub profession: &'static str,
    /// A field.
    pub series: &'static str,
    /// A field.
    pub level: &'static str,
    /// A column.
    pub title: &'static str,
    /// A field.
    pub credential: &'static str,
    /// A column.
    pub permits: &'static str,
    /// A field and a column.
    pub due: &'static str,
    /// A field and a column.
    pub status: &'static str,
    /// An order.
    pub sort: &'static str,
    /// A page.
    pub page: &'static str,
    /// A choice that asks nothing.
    pub any: &'static str,
    /// A button.
    pub find: &'static str,
    /// A link that asks nothing any more.
    pub clear: &'static str,
    /// That nobody is found, and what to do.
    pub nobody: &'static str,
    /// That nobody is recorded, and what to do.
    pub none_recorded: &'static str,
    /// What the links between pages are for.
    pub pages: &'static str,
    /// A link.
    pub previous: &'static str,
    /// A link.
    pub next: &'static str,
    /// A link.
    pub last_page: &'static str,
    /// A status.
    pub active: &'static str,
    /// A status.
    pub absent: &'static str,
    /// A status.
    pub suspended: &'static str,
    /// A status.
    pub not_yet: &'static str,
    /// A status.
    pub left: &'static str,
    /// A status.
    pub unknown: &'static str,
    /// A choice of papers.
    pub overdue: &'static str,
    /// A paper.
    pub licence: &'static str,
    /// A paper.
    pub filing: &'static str,
    /// After a level of titles.
    pub or_higher: &'static str,
    /// After a paper of which a day is missing.
    pub day_missing: &'static str,
}

/// Chinese.
pub(super) static ZH: StaffWords = StaffWords {
    staff: "人员",
    text: "姓名或工号",
    text_hint: "姓名可输汉字、全拼或首字母",
    number: "工号",
    department: "科室",
    profession: "人员类别",
    series: "职称系列",
    level: "职称级别",
    title: "职称",
    credential: "持有证书",
    permits: "上岗证和资格",
    due: "证书到期",
    status: "状态",
    sort: "排序",
    page: "页码",
    any: "不限",
    find: "查询",
    clear: "清除条件",
    nobody: "没有符合条件的人员。请减少条件、检查拼写，或换一个截至日期。",
    none_recorded: "还没有可以查看的人员。人事可以导入台账；科室负责人请确认账号负责的科室。",
    pages: "分页",
    previous: "上一页",
    next: "下一页",
    last_page: "看最后一页",
    active: "在岗",
    absent: "请假或外出",
    suspended: "停职",
    not_yet: "未到岗",
    left: "已离职",
    unknown: "任职日期未填",
    overdue: "已过期",
    licence: "执业证",
    filing: "多点执业备案",
    or_higher: "及以上",
    day_missing: "日期未填",
};

/// English.
pub(super) static EN: StaffWords = StaffWords {
    staff: "Staff",
    text: "Name or staff number",
    text_hint: "Names by characters, pinyin or initials",
    number: "Staff number",
    department: "Department",
    profession: "Profession",
    series: "Series of titles",
    level: "Level of title",
    title: "Title",
    credential: "Holds",
    permits: "Permits and qualifications",
    due: "Papers ending",
    status: "Status",
    sort: "Order",
    page: "Page",
    any: "Any",
    find: "Find",
    clear: "Clear the filter",
    nobody: "Nobody passes the filter. Ask for less, look at the spelling, or take another day.",
    none_recorded: "There is nobody to see yet. HR can import a ledger; a department head should check which departments the account answers for.",
    pages: "Pages",
    previous: "Previous",
    next: "Next",
    last_page: "See the last page",
    active: "On duty",
    absent: "Away",
    suspended: "Suspended",
    not_yet: "Not yet here",
    left: "Left",
    unknown: "Employment date missing",
    overdue: "Overdue",
    licence: "Licence",
    filing: "Multi-site filing",
    or_higher: " and above",
    day_missing: "date missing",
};
