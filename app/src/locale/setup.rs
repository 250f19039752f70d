//! What must be said of records that are kept in place and of proposals, in both languages.

/// The words of the pages on which a programme and the institution are set up.
#[derive(Debug)]
pub struct SetUpWords {
    /// The page of a programme's records, and the link to it.
    pub records: &'static str,
    /// A link.
    pub to_sheet: &'static str,
    /// The page of the institution's records, and the link to it.
    pub institution: &'static str,
    /// What the institution's page is for.
    pub institution_lead: &'static str,
    /// The page on which a programme is made, and the link to it.
    pub new_programme: &'static str,
    /// What the page is for.
    pub new_programme_lead: &'static str,
    /// A button.
    pub make: &'static str,
    /// A link.
    pub add: &'static str,
    /// A link.
    pub correct: &'static str,
    /// A link.
    pub end: &'static str,
    /// A link and a button.
    pub remove: &'static str,
    /// A link that closes a form.
    pub cancel: &'static str,
    /// A column.
    pub what: &'static str,
    /// An empty list.
    pub none: &'static str,
    /// Above records that have ended or are long past.
    pub earlier: &'static str,
    /// What stands in the standard.
    pub asked: &'static str,
    /// Beside the number of a clause.
    pub clause: &'static str,
    /// A role nobody has.
    pub not_posted: &'static str,
    /// A fact that is so, and the button that declares it.
    pub yes: &'static str,
    /// A fact that is not so, and the button that declares it.
    pub no: &'static str,
    /// A fact of which nothing is known.
    pub undeclared: &'static str,
    /// A link.
    pub declare: &'static str,
    /// A link.
    pub attest: &'static str,
    /// A link.
    pub attest_again: &'static str,
    /// The standard that is named is not at hand, or none is.
    pub no_standard: &'static str,
    /// What is about to be removed.
    pub removing: &'static str,
    /// A box.
    pub remove_sure: &'static str,
    /// A required field.
    pub remove_why: &'static str,
    /// The box was not ticked, or no reason given.
    pub remove_unsure: &'static str,
    /// A link of a reader who may not correct.
    pub propose: &'static str,
    /// A link of a reader who may not add.
    pub propose_new: &'static str,
    /// No department was chosen.
    pub needs_department: &'static str,
}

pub(super) static ZH: SetUpWords = SetUpWords {
    records: "资料与岗位",
    to_sheet: "回到核对表",
    institution: "医疗机构资料",
    institution_lead: "机构、科室、设备和用房的登记。各项目的核对表都用到这些记录，改动后立即生效。",
    new_programme: "新建项目",
    new_programme_lead: "先定编号、名称、适用标准和科室；建好后接着登记岗位、申报事实、指标和声明。",
    make: "建立项目",
    add: "新增",
    correct: "更正",
    end: "结束",
    remove: "删除",
    cancel: "取消",
    what: "操作",
    none: "没有登记。",
    earlier: "已结束或更早的",
    asked: "适用标准要求的",
    clause: "条款",
    not_posted: "现在没有人在岗",
    yes: "是",
    no: "否",
    undeclared: "尚未申报",
    declare: "申报",
    attest: "去声明",
    attest_again: "重新声明",
    no_standard: "没有选定标准，因此不知道该申报、统计和声明什么；请先更正项目，选定适用标准。",
    removing: "要删除的是",
    remove_sure: "我确认要删除",
    remove_why: "删除的原因（必填）",
    remove_unsure: "没有删除：请勾选确认，并写明原因",
    propose: "提出更正",
    propose_new: "提出新增",
    needs_department: "请至少选一个科室：本项目的人员从这些科室中来",
};

pub(super) static EN: SetUpWords = SetUpWords {
    records: "Records and posts",
    to_sheet: "Back to the sheet",
    institution: "Institution",
    institution_lead: "What is recorded of the institution, its departments, equipment and rooms. Every sheet uses these records; a change holds at once.",
    new_programme: "New programme",
    new_programme_lead: "First its id, name, standard and departments; then postings, declared facts, figures and attestations.",
    make: "Create the programme",
    add: "Add",
    correct: "Correct",
    end: "End",
    remove: "Remove",
    cancel: "Cancel",
    what: "Do",
    none: "Nothing is recorded.",
    earlier: "Ended or earlier",
    asked: "Asked for by the standard",
    clause: "clause",
    not_posted: "nobody is posted today",
    yes: "Yes",
    no: "No",
    undeclared: "not declared yet",
    declare: "Declare",
    attest: "Attest",
    attest_again: "Attest again",
    no_standard: "No standard is chosen, so it is not known what to declare, measure and attest; correct the programme and choose one.",
    removing: "This is to be removed",
    remove_sure: "I am sure that it is to be removed",
    remove_why: "Why it is removed (required)",
    remove_unsure: "Nothing was removed: tick the box and say why",
    propose: "Propose a correction",
    propose_new: "Propose another",
    needs_department: "Choose at least one department: the people of the programme come from these",
};

/// The words of proposals.
#[derive(Debug)]
pub struct ProposalWords {
    /// The page, and the link to it for those who decide.
    pub proposals: &'static str,
    /// The page, and the link to it for those who propose.
    pub own_proposals: &'static str,
    /// What the page is for, for those who decide.
    pub lead: &'static str,
    /// What the page is for, for those who propose.
    pub own_lead: &'static str,
    /// An empty page.
    pub none: &'static str,
    /// Above those that wait.
    pub open: &'static str,
    /// Above those that were settled.
    pub settled: &'static str,
    /// The page on which one is made.
    pub propose: &'static str,
    /// What the page is for.
    pub propose_lead: &'static str,
    /// Above the form that proposes a removal.
    pub propose_removal: &'static str,
    /// Its button.
    pub removal: &'static str,
    /// A required field.
    pub removal_why: &'static str,
    /// No reason was given for a removal.
    pub removal_needs_why: &'static str,
    /// A column.
    pub field: &'static str,
    /// A column.
    pub before: &'static str,
    /// A column.
    pub after: &'static str,
    /// A field without a value.
    pub blank: &'static str,
    /// Above a reason.
    pub reason: &'static str,
    /// No reason was given.
    pub no_reason: &'static str,
    /// A kind of proposal.
    pub is_add: &'static str,
    /// A kind of proposal.
    pub is_correct: &'static str,
    /// A kind of proposal.
    pub is_remove: &'static str,
    /// A state.
    pub state_open: &'static str,
    /// A state.
    pub state_accepted: &'static str,
    /// A state.
    pub state_refused: &'static str,
    /// A state.
    pub state_withdrawn: &'static str,
    /// A button.
    pub accept: &'static str,
    /// A button.
    pub refuse: &'static str,
    /// A required field.
    pub refuse_why: &'static str,
    /// No reason was given for refusing.
    pub refuse_needs_why: &'static str,
    /// A button.
    pub withdraw: &'static str,
    /// It is not open any more.
    pub not_open: &'static str,
    /// The record was changed since the page was made.
    pub stale: &'static str,
    /// The record was changed since it was proposed.
    pub changed_since: &'static str,
    /// What the head may not read any more.
    pub unseen: &'static str,
}

pub(super) static PROPOSALS_ZH: ProposalWords = ProposalWords {
    proposals: "更正建议",
    own_proposals: "我的更正建议",
    lead: "科室负责人提出的更正。采纳后立即改动记录；不采纳请写明原因，提出人会看到。",
    own_lead: "您提出的更正由人事处理。还没有处理的可以撤回。",
    none: "还没有更正建议。",
    open: "待处理",
    settled: "已处理",
    propose: "提出更正",
    propose_lead: "您所写的会交给人事核对，采纳后才会改动记录。",
    propose_removal: "这条记录不该有？",
    removal: "建议删除",
    removal_why: "为什么该删除（必填）",
    removal_needs_why: "请写明为什么该删除",
    field: "内容",
    before: "原来",
    after: "建议改为",
    blank: "（空）",
    reason: "原因",
    no_reason: "没有写原因",
    is_add: "新增",
    is_correct: "更正",
    is_remove: "删除",
    state_open: "待处理",
    state_accepted: "已采纳",
    state_refused: "未采纳",
    state_withdrawn: "已撤回",
    accept: "采纳",
    refuse: "不采纳",
    refuse_why: "不采纳的原因（必填）",
    refuse_needs_why: "请写明不采纳的原因，提出人会看到",
    withdraw: "撤回",
    not_open: "这条建议已经处理过，或已撤回；没有再改动任何记录",
    stale: "您打开此页后，别人改动了这条记录，建议还没有提出；请核对现在的内容再提出",
    changed_since: "提出之后，这条记录又被改动过，因此没有采纳，也没有改动任何内容。请核对现在的记录：需要的话直接更正，再以此为由不采纳这条建议",
    unseen: "这份资料现在不归您的科室，内容不再显示",
};

pub(super) static PROPOSALS_EN: ProposalWords = ProposalWords {
    proposals: "Proposals",
    own_proposals: "My proposals",
    lead: "Corrections that heads of departments propose. Accepting one changes the record at once; if you refuse one, say why: who proposed it will read it.",
    own_lead: "HR decides on what you propose. What is still open can be withdrawn.",
    none: "There are no proposals yet.",
    open: "Open",
    settled: "Settled",
    propose: "Propose a correction",
    propose_lead: "What you write goes to HR; the record changes only when they accept it.",
    propose_removal: "Should this record not be there?",
    removal: "Propose to remove it",
    removal_why: "Why it should be removed (required)",
    removal_needs_why: "Say why it should be removed",
    field: "Field",
    before: "Now",
    after: "Proposed",
    blank: "(blank)",
    reason: "Reason",
    no_reason: "no reason given",
    is_add: "Add",
    is_correct: "Correct",
    is_remove: "Remove",
    state_open: "open",
    state_accepted: "accepted",
    state_refused: "refused",
    state_withdrawn: "withdrawn",
    accept: "Accept",
    refuse: "Refuse",
    refuse_why: "Why it is refused (required)",
    refuse_needs_why: "Say why it is refused: who proposed it will read it",
    withdraw: "Withdraw",
    not_open: "This proposal is settled already, or withdrawn; no record was changed",
    stale: "Somebody changed this record after you opened the page, and nothing was proposed; look at what it is now and propose again",
    changed_since: "The record was changed after this was proposed, so it was not accepted and nothing was changed. Look at the record as it is now: correct it directly if need be, and refuse this proposal for that reason",
    unseen: "This file is not of your departments any more, so its content is not shown",
};
