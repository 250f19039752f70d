//! What must be said of changes one asks about and of ways out, in both languages.

/// The words of the what-if page and of ways out.
#[derive(Debug)]
pub struct WhatIfWords {
    /// What the page is.
    pub title: &'static str,
    /// The link from a sheet.
    pub link: &'static str,
    /// The link to the sheet.
    pub back: &'static str,
    /// What the page is for, while nothing is chosen.
    pub what_for: &'static str,
    /// That nothing is saved.
    pub nothing_saved: &'static str,
    /// Heading of the changes.
    pub chosen: &'static str,
    /// A link.
    pub remove: &'static str,
    /// Before a change that cannot be read.
    pub unread: &'static str,
    /// That there is more than one day of the rules.
    pub twice: &'static str,
    /// That there is no result.
    pub not_shown: &'static str,
    /// That two people are named.
    pub two_people: &'static str,
    /// Heading of the forms.
    pub add: &'static str,
    /// A button.
    pub add_button: &'static str,
    /// A form.
    pub leave: &'static str,
    /// A form.
    pub paper: &'static str,
    /// A form.
    pub post_form: &'static str,
    /// A form.
    pub device: &'static str,
    /// A form.
    pub rules: &'static str,
    /// A field.
    pub who: &'static str,
    /// A field.
    pub number: &'static str,
    /// An option that is none.
    pub choose: &'static str,
    /// A field.
    pub last_day: &'static str,
    /// An option.
    pub renewed: &'static str,
    /// An option.
    pub obtained: &'static str,
    /// A field.
    pub kind: &'static str,
    /// A field.
    pub from: &'static str,
    /// A field.
    pub to: &'static str,
    /// A field.
    pub category: &'static str,
    /// A field.
    pub post: &'static str,
    /// A field.
    pub full_time: &'static str,
    /// An option.
    pub yes: &'static str,
    /// An option.
    pub no: &'static str,
    /// An option.
    pub not_said: &'static str,
    /// A field.
    pub rules_on: &'static str,
    /// Heading of the clauses that differ.
    pub differences: &'static str,
    /// That none differs.
    pub no_differences: &'static str,
    /// Heading of the sheet as it would be.
    pub sheet_then: &'static str,
    /// A column.
    pub before: &'static str,
    /// A column.
    pub after: &'static str,
    /// Label.
    pub newly_counted: &'static str,
    /// Label.
    pub no_longer_counted: &'static str,
    /// Heading of the ways out of a clause.
    pub ways: &'static str,
    /// That there is none among the people there are.
    pub no_way: &'static str,
    /// That the search was cut off.
    pub cut_off: &'static str,
    /// A link.
    pub try_out: &'static str,
    /// Heading of the single points of failure.
    pub points: &'static str,
    /// A mark at such a person.
    pub alone: &'static str,
    /// A mark at several such people.
    pub alone_each: &'static str,
    /// A mark at such people among others, before their names.
    pub alone_some: &'static str,
}

/// Chinese.
pub(super) const ZH: WhatIfWords = WhatIfWords {
    title: "若……",
    link: "试算变动（若……）",
    back: "回到核对表",
    what_for: "先在下面选一项变动，例如某人离职、某证续办，即可看到哪些条款会因此不同。可以选几项，一起试算。",
    nothing_saved: "只是试算，不保存任何内容。",
    chosen: "变动",
    remove: "去掉",
    unread: "看不懂这项变动",
    twice: "标准版本只能选一个；请去掉其余的",
    not_shown: "上面有不能办理的变动；改正或去掉后才能试算。",
    two_people: "所选人员与填写的工号不一致；请只留一个",
    add: "添加变动",
    add_button: "添加",
    leave: "人员离职",
    paper: "证件续办或取得",
    post_form: "人员上岗",
    device: "增加设备",
    rules: "换标准版本",
    who: "人员",
    number: "或填工号",
    choose: "请选择",
    last_day: "最后在职日",
    renewed: "续办",
    obtained: "新取得",
    kind: "种类",
    from: "起始日期",
    to: "截止日期（可不填）",
    category: "证件类别（可不填）",
    post: "岗位",
    full_time: "专职",
    yes: "是",
    no: "否",
    not_said: "未填",
    rules_on: "按哪一天的版本",
    differences: "不同的条款",
    no_differences: "截至这一天没有条款不同。变动以后才起作用的，把截至日期改到那天之后再看。",
    sheet_then: "变动后的核对表",
    before: "变动前",
    after: "变动后",
    newly_counted: "新计入",
    no_longer_counted: "不再计入",
    ways: "补救办法",
    no_way: "现有人员中没有可行的办法。",
    cut_off: "没有全部查完，可能还有别的办法。",
    try_out: "试算",
    points: "若其一人缺席即不再符合",
    alone: "缺此一人即不再符合",
    alone_each: "缺其中任何一人即不再符合",
    alone_some: "缺以下任何一人即不再符合",
};

/// English.
pub(super) const EN: WhatIfWords = WhatIfWords {
    title: "What if",
    link: "What if something changed",
    back: "Back to the sheet",
    what_for: "Choose a change below, such as a person who leaves or a paper that is renewed, to see which clauses would differ. Several changes are made together.",
    nothing_saved: "Nothing is saved.",
    chosen: "Changes",
    remove: "Remove",
    unread: "This change cannot be read",
    twice: "Only one edition of the rules can be chosen; remove the others",
    not_shown: "A change above cannot be made; nothing is shown until it is corrected or removed.",
    two_people: "The person chosen and the staff number typed in differ; leave one of them",
    add: "Add a change",
    add_button: "Add",
    leave: "A person leaves",
    paper: "A paper is renewed or obtained",
    post_form: "A person is put on a post",
    device: "A device is added",
    rules: "Another edition of the rules",
    who: "Person",
    number: "or staff number",
    choose: "choose",
    last_day: "Last day of work",
    renewed: "renewed",
    obtained: "obtained",
    kind: "Kind",
    from: "From",
    to: "To (may be blank)",
    category: "Category on the paper (may be blank)",
    post: "Post",
    full_time: "Full-time",
    yes: "yes",
    no: "no",
    not_said: "not said",
    rules_on: "Edition in force on",
    differences: "Clauses that differ",
    no_differences: "No clause differs on this day. Where a change takes effect later, move the day past it.",
    sheet_then: "The sheet as it would be",
    before: "Before",
    after: "After",
    newly_counted: "Newly counted",
    no_longer_counted: "No longer counted",
    ways: "Ways out",
    no_way: "No way with the people there are.",
    cut_off: "Not everything was searched; there may be other ways.",
    try_out: "Try it",
    points: "Without this one person, no longer met",
    alone: "no longer met without this person",
    alone_each: "no longer met without any one of them",
    alone_some: "no longer met without any one of",
};
