//! When the hospital wants to be reminded, and what it let rest.

use eligibility::catalogue::Vocabulary as V;
use eligibility::file::Thing;

use super::institution::word;
use super::kind;
use crate::ledger::kinds::{Closed, Kind, Owner, SheetKind, column};

const REMINDED: Closed = Closed {
    what: Thing::Reminded,
    words: &[
        word("licence", "执业证", "licences to practise"),
        word("filing", "多点执业备案", "multi-site filings"),
        word("break", "条款失效日", "break dates of clauses"),
    ],
};

pub const LEAD_TIME: SheetKind = kind(
    "lead_time",
    ("到期提醒提前天数", "Lead times"),
    Owner::Hospital,
    &[
        column(
            "credential",
            "证书种类",
            "Kind of credential",
            Kind::Word(V::CredentialKind),
        ),
        column(
            "paper",
            "机构证照种类",
            "Paper of the institution",
            Kind::Word(V::PaperKind),
        ),
        column("duty", "定期工作", "Duty", Kind::Word(V::Duty)),
        column("other", "其他", "Other", Kind::Closed(REMINDED)),
        column(
            "first",
            "第一次提前（天）",
            "First reminder (days before)",
            Kind::Count,
        )
        .required(),
        column(
            "second",
            "第二次提前（天）",
            "Second reminder (days before)",
            Kind::Count,
        ),
        column(
            "third",
            "第三次提前（天）",
            "Third reminder (days before)",
            Kind::Count,
        ),
        column(
            "fourth",
            "第四次提前（天）",
            "Fourth reminder (days before)",
            Kind::Count,
        ),
    ],
    &["credential", "paper", "duty", "other"],
);

pub const POSTPONEMENT: SheetKind = kind(
    "postponement",
    ("暂缓处理", "Let rest"),
    Owner::Hospital,
    &[
        column("key", "到期事项", "What ends", Kind::Text).required(),
        column("last", "针对的到期日", "For the last day", Kind::LastDay),
        column("until", "暂缓至", "Until", Kind::LastDay),
        column("reason", "理由", "Reason", Kind::Text).required(),
        column("by", "经办人", "By", Kind::Text).required(),
    ],
    &["key"],
);
