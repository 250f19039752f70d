//! What a hospital sets for its own reminders; no verdict depends on any of it.

use crate::catalogue::{CredentialKindId, DutyId, PaperKindId};
use crate::day::Day;
use crate::file::{Cx, Rule, record, word_enum};

word_enum! {
    /// What is reminded of and is no kind of the catalogue.
    pub enum Reminded (Reminded) {
        /// Licences to practise (执业证).
        Licence = "licence",
        /// 多点执业备案: filings for this institution.
        Filing = "filing",
        /// Clauses that would stop being met (失效日).
        Break = "break",
    }
}

record! {
    /// How many days before the end the hospital wants to be reminded of one kind of paper or duty,
    /// in place of what the catalogue says.
    pub struct LeadTime {
        /// The kind of credential.
        credential: Option<CredentialKindId>,
        /// The kind of paper of the institution.
        paper: Option<PaperKindId>,
        /// The duty.
        duty: Option<DutyId>,
        /// What is no kind of the catalogue.
        other: Option<Reminded>,
        /// Days before the end of the first reminder.
        first: u32,
        /// Of a second one.
        second: Option<u32>,
        /// Of a third one.
        third: Option<u32>,
        /// Of a fourth one.
        fourth: Option<u32>,
    }
    check with one_kind
}

record! {
    /// That somebody has seen that something ends and lets it rest. No verdict changes by it.
    pub struct Postponement {
        /// What ends, by its key in the list of what is due.
        key: String,
        /// The last good day it had when it was let rest: with another one it is awake, as it is
        /// another round, or another end. Blank where that was not kept.
        last: Option<Day>,
        /// Through which day it rests; blank means until it has ended, and nothing where `last` is
        /// blank too.
        until: Option<Day>,
        /// Why.
        reason: String,
        /// Who lets it rest.
        by: String,
    }
}

/// The most days ahead: ten years.
const MOST_DAYS: u32 = 3650;

fn one_kind(lead: &LeadTime, cx: &mut Cx<'_>) {
    let kinds = [
        lead.credential.is_some(),
        lead.paper.is_some(),
        lead.duty.is_some(),
        lead.other.is_some(),
    ];
    if kinds.into_iter().filter(|is_named| *is_named).count() != 1 {
        cx.fault(Rule::ExactlyOne {
            keys: &["credential", "paper", "duty", "other"],
        });
    }
    let days = [
        ("first", Some(lead.first)),
        ("second", lead.second),
        ("third", lead.third),
        ("fourth", lead.fourth),
    ];
    for (key, days) in days {
        if days.is_some_and(|days| days > MOST_DAYS) {
            cx.fault(Rule::OutOfRange {
                key,
                least: 0,
                most: Some(MOST_DAYS),
            });
        }
    }
}

impl LeadTime {
    /// The days, descending, each once.
    #[must_use]
    pub fn days(&self) -> Vec<u32> {
        let more = [self.second, self.third, self.fourth].into_iter().flatten();
        let mut days: Vec<u32> = std::iter::once(self.first).chain(more).collect();
        days.sort_unstable_by(|one, other| other.cmp(one));
        days.dedup();
        days
    }
}
