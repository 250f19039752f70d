//! What must be said of the next 24 months on a sheet, in every language.

/// The words of the strip of months and of the list under it.
#[derive(Debug)]
pub struct StripWords {
    /// Heading.
    pub heading: &'static str,
    /// What is taken for granted.
    pub note: &'static str,
    /// The row of all clauses.
    pub all: &'static str,
    /// The row of the personnel clauses.
    pub personnel: &'static str,
    /// The months, January first, as short as can be.
    pub months: [&'static str; 12],
    /// Heading of the changes of edition, and of whether it is in force.
    pub rules: &'static str,
    /// Heading of what breaks.
    pub breaks: &'static str,
    /// That nothing breaks.
    pub nothing_breaks: &'static str,
    /// What is left of what is required.
    pub left: &'static str,
    /// That a clause does not recover within the span.
    pub no_recovery: &'static str,
    /// Before the number of causes that are folded away.
    pub more_causes: &'static str,
}

/// Chinese.
pub(super) static ZH: StripWords = StripWords {
    heading: "今后 24 个月",
    note: "按现有记录推算：到期的不续办，也没有新的记录。",
    all: "全部条款",
    personnel: "人员条款",
    months: [
        "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
    ],
    rules: "标准版本的变化",
    breaks: "何时、因谁的哪份记录失效",
    nothing_breaks: "这 24 个月内，没有由符合变为不符合或无法判定的条款。",
    left: "余",
    no_recovery: "期内不恢复",
    more_causes: "其余原因，项数",
};

/// English.
pub(super) static EN: StripWords = StripWords {
    heading: "The next 24 months",
    note: "From the records as they stand: nothing is renewed and nothing is added.",
    all: "All clauses",
    personnel: "Personnel clauses",
    months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    rules: "Changes of the edition",
    breaks: "What breaks when, because of whose record",
    nothing_breaks: "In these 24 months no clause that is met becomes short or undetermined.",
    left: "Left",
    no_recovery: "Not within these months",
    more_causes: "Further causes",
};
