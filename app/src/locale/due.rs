//! What must be said on the list of what ends, in both languages.

/// The words of the list of what ends.
#[derive(Debug)]
pub struct DueWords {
    /// What the page is, and the link to it.
    pub due: &'static str,
    /// What stands on it.
    pub lead: &'static str,
    /// A heading.
    pub by_stage: &'static str,
    /// A heading.
    pub by_month: &'static str,
    /// A choice of stages and months.
    pub all: &'static str,
    /// A field and a column.
    pub kind: &'static str,
    /// A field.
    pub stage: &'static str,
    /// A field.
    pub month: &'static str,
    /// A field.
    pub rests: &'static str,
    /// A choice of it.
    pub rests_only: &'static str,
    /// A choice of it.
    pub rests_not: &'static str,
    /// A box.
    pub covered: &'static str,
    /// A column.
    pub whose: &'static str,
    /// A column.
    pub last: &'static str,
    /// A column.
    pub effect: &'static str,
    /// A column.
    pub what_to_do: &'static str,
    /// Whose a paper is that is nobody's.
    pub institution: &'static str,
    /// A thing.
    pub credentials: &'static str,
    /// A thing.
    pub papers: &'static str,
    /// A thing.
    pub duties: &'static str,
    /// A thing.
    pub breaks: &'static str,
    /// That no clause changes by a lapse.
    pub no_effect: &'static str,
    /// That no clause is short by now because of a lapse.
    pub no_effect_now: &'static str,
    /// That it is not looked so far ahead.
    pub not_foreseen: &'static str,
    /// A heading.
    pub never: &'static str,
    /// What stands below it.
    pub never_lead: &'static str,
    /// A column.
    pub asked_by: &'static str,
    /// A column.
    pub concerned: &'static str,
    /// That nothing is found, and what to do.
    pub nothing: &'static str,
    /// That a newer paper follows.
    pub is_covered: &'static str,
    /// A link.
    pub renew: &'static str,
    /// A link.
    pub record_duty: &'static str,
    /// A link for heads.
    pub propose: &'static str,
    /// A link to the sheet.
    pub see_sheet: &'static str,
    /// A button.
    pub renew_chosen: &'static str,
    /// A heading and a button.
    pub let_rest: &'static str,
    /// What letting rest does.
    pub rest_note: &'static str,
    /// A field.
    pub until: &'static str,
    /// What a blank means.
    pub until_hint: &'static str,
    /// A field.
    pub reason: &'static str,
    /// A button.
    pub wake: &'static str,
    /// A box.
    pub choose: &'static str,
    /// Why nothing rests.
    pub none_chosen: &'static str,
    /// Why nothing rests.
    pub reason_missing: &'static str,
    /// Why nothing rests.
    pub past: &'static str,
    /// Why nothing rests.
    pub needs_day: &'static str,
    /// Why nothing rests.
    pub no_day: &'static str,
    /// The heading of the reminders in force.
    pub lead_in_force: &'static str,
    /// What they are.
    pub lead_note: &'static str,
    /// When something is spoken of.
    pub lead_days: &'static str,
    /// Who has set that.
    pub lead_by: &'static str,
    /// The hospital has.
    pub lead_own: &'static str,
    /// Nobody has; it comes with the product.
    pub lead_preset: &'static str,
    /// A link for those who may set lead times.
    pub lead_times: &'static str,
    /// The title of the page on which papers are renewed.
    pub renewing: &'static str,
    /// What it does.
    pub renewing_lead: &'static str,
    /// That some of what was chosen is not renewed here.
    pub not_renewed: &'static str,
    /// That nothing of what was chosen is there any more.
    pub nothing_to_renew: &'static str,
    /// A legend.
    pub for_all: &'static str,
    /// A field.
    pub first_day: &'static str,
    /// A field.
    pub last_day: &'static str,
    /// What a blank means.
    pub last_day_hint: &'static str,
    /// A field.
    pub number: &'static str,
    /// A field.
    pub scan: &'static str,
    /// A button.
    pub save_all: &'static str,
    /// That nothing was written.
    pub nothing_written: &'static str,
    /// Why a paper is not renewed.
    pub no_first_day: &'static str,
    /// What is said of a paper without a term and without its last day.
    pub no_last_day: &'static str,
    /// Why a paper is not renewed.
    pub gone: &'static str,
    /// A link from the list of people.
    pub of_these: &'static str,
    /// The way back.
    pub back: &'static str,
}

/// Chinese.
pub(super) static ZH: DueWords = DueWords {
    due: "到期",
    lead: "证书、执业证、备案、机构证照的到期日，定期工作的应做日，以及条款的失效日。已由新证接续的、已离职人员的不列。",
    by_stage: "按剩余天数",
    by_month: "按月份",
    all: "全部",
    kind: "事项",
    stage: "剩余天数",
    month: "月份",
    rests: "暂缓",
    rests_only: "只看已暂缓的",
    rests_not: "不看已暂缓的",
    covered: "也列出已由新证接续的",
    whose: "所属",
    last: "最后有效日",
    effect: "到期后的影响",
    what_to_do: "处理",
    institution: "本机构",
    credentials: "证书",
    papers: "机构证照",
    duties: "定期工作",
    breaks: "条款失效",
    no_effect: "不改变任何条款的结论",
    no_effect_now: "今日各条款不受影响",
    not_foreseen: "24 个月以后的影响不作推算",
    never: "从未登记",
    never_lead: "下列工作和证件要反复做、反复取得，却从未登记过，所以没有到期日。相关条款今天就不能算符合；其实做过的，请补登记。",
    asked_by: "要求的条款",
    concerned: "涉及",
    nothing: "没有符合条件的到期事项。请减少条件，或换一个截至日期。",
    is_covered: "已由新证接续，无需处理",
    renew: "续期",
    record_duty: "登记",
    propose: "提议更正",
    see_sheet: "查看评估",
    renew_chosen: "为所选证照续期",
    let_rest: "暂缓所选事项",
    rest_note: "暂缓只停止提醒，不改变任何结论：过期的证照照样不计入。",
    until: "暂缓至",
    until_hint: "留空表示已知悉，到期前不再提醒",
    reason: "理由",
    wake: "取消暂缓",
    choose: "选择",
    none_chosen: "请先勾选事项。",
    reason_missing: "请写明理由",
    past: "这一天已经过去，请填今天或以后的日期",
    needs_day: "所选事项中有已过期的，请填暂缓到哪一天",
    no_day: "看不懂这个日期，请写成年-月-日",
    lead_in_force: "现行的提醒天数",
    lead_note: "本院现有到期事项的每一种。本院在上面另设的，以本院的为准；定期工作的提醒不早于其间隔的一半。到期当天之后一律算已过期，不受此限。",
    lead_days: "提醒",
    lead_by: "由谁设定",
    lead_own: "本院",
    lead_preset: "默认",
    lead_times: "提醒提前天数",
    renewing: "批量续期",
    renewing_lead: "每一项续期都新增一条记录，旧记录保留。全部无误才会一次写入；有一项不对，就一项也不写。",
    not_renewed: "所选事项中，定期工作、条款失效和已续期的不在这里办理，已略去：",
    nothing_to_renew: "所选事项里没有可以续期的证照，可能已有人续期。",
    for_all: "各项共用（某一项另填的，以另填的为准）",
    first_day: "新证起始日期",
    last_day: "新证有效期至",
    last_day_hint: "有固定期限的证照可留空，按种类推算",
    number: "新证编号",
    scan: "扫描件",
    save_all: "全部续期",
    nothing_written: "没有写入任何记录，请改正下面标出的各项后重新提交；扫描件须重新选择。",
    no_first_day: "请填新证起始日期",
    no_last_day: "这类证照没有固定期限，请填新证有效期至",
    gone: "这一项已不在到期清单里，可能已有人续期",
    of_these: "看这些人员的到期事项",
    back: "返回到期清单",
};

/// English.
pub(super) static EN: DueWords = DueWords {
    due: "Expiring",
    lead: "The last days of credentials, licences, filings and papers of the institution, the days on which duties are due again, and the break dates of clauses. What a newer paper follows and what is of people who have left is not listed.",
    by_stage: "By days left",
    by_month: "By month",
    all: "All",
    kind: "What",
    stage: "Days left",
    month: "Month",
    rests: "Put off",
    rests_only: "Only what is put off",
    rests_not: "Without what is put off",
    covered: "List also what a newer paper follows",
    whose: "Whose",
    last: "Last good day",
    effect: "What a lapse does",
    what_to_do: "What to do",
    institution: "The institution",
    credentials: "Credentials",
    papers: "Papers of the institution",
    duties: "Duties",
    breaks: "Clauses that break",
    no_effect: "no clause changes",
    no_effect_now: "no clause is affected today",
    not_foreseen: "not foreseen: more than 24 months ahead",
    never: "Never recorded",
    never_lead: "These duties and papers are to be done or got again and again and were never recorded, so there is no day on which they end. Their clauses are not met today; what was done all the same has to be recorded.",
    asked_by: "Asked for by",
    concerned: "For",
    nothing: "Nothing that ends passes the filter. Ask for less, or take another day.",
    is_covered: "A newer paper follows; nothing to do",
    renew: "Renew",
    record_duty: "Record it",
    propose: "Propose a correction",
    see_sheet: "See the sheet",
    renew_chosen: "Renew what is chosen",
    let_rest: "Put off what is chosen",
    rest_note: "Putting off only stops reminders. No verdict changes: a paper that has ended does not count.",
    until: "Put off until",
    until_hint: "blank: taken note of, no reminder before it ends",
    reason: "Reason",
    wake: "Put off no longer",
    choose: "Choose",
    none_chosen: "Tick something first.",
    reason_missing: "say why",
    past: "this day has passed; take today or a later one",
    needs_day: "something that is chosen has ended; say until which day to put it off",
    no_day: "this is no date; write year-month-day",
    lead_in_force: "Reminders in force",
    lead_note: "For each kind of thing that ends here. What the hospital has set above takes the place of what is preset; of a duty nothing is told earlier than half its interval before. What has ended is told as overdue whatever is set.",
    lead_days: "Reminders",
    lead_by: "Set by",
    lead_own: "the hospital",
    lead_preset: "preset",
    lead_times: "Lead times",
    renewing: "Renew several papers",
    renewing_lead: "Each renewal adds a record, the old one stays. All are written at once when all are right; if one is wrong, none is.",
    not_renewed: "Duties, clauses and what is renewed already are not renewed here and were left out:",
    nothing_to_renew: "None of what was chosen is a paper that can be renewed; somebody may have done it.",
    for_all: "For all (what is typed at one paper goes before it)",
    first_day: "First day of the new paper",
    last_day: "Last day of the new paper",
    last_day_hint: "may be blank where the kind of paper has a fixed term",
    number: "Number of the new paper",
    scan: "Scan",
    save_all: "Renew all",
    nothing_written: "Nothing was written. Correct what is marked below and send it again; scans have to be chosen again.",
    no_first_day: "the first day of the new paper is missing",
    no_last_day: "papers of this kind have no fixed term: the last day of the new one is missing",
    gone: "this is not in the list any more; somebody may have renewed it",
    of_these: "What ends of these people",
    back: "Back to the list",
};
