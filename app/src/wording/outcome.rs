//! Verdicts, force and kinds of test: one word each.

use eligibility::assess::Verdict;
use eligibility::standard::Force;

use crate::locale::Lang;

/// The word of a verdict.
#[must_use]
pub const fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    let words = lang.words();
    match verdict {
        Verdict::Met => words.met,
        Verdict::Short => words.short,
        Verdict::Undetermined => words.undetermined,
        Verdict::NotApplicable => words.not_applicable,
    }
}

/// The mark of a verdict, which differs by shape from the others.
#[must_use]
pub const fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "●",
        Verdict::Short => "▲",
        Verdict::Undetermined => "◆",
        Verdict::NotApplicable => "○",
    }
}

/// Where a day stands to an edition.
#[must_use]
pub const fn force(lang: Lang, force: Force) -> &'static str {
    let words = lang.words();
    match force {
        Force::InForce => words.in_force,
        Force::NotYet => words.not_yet,
        Force::Lapsed => words.lapsed,
    }
}

/// The word for a kind of test, as in `TestReport::kind`; a kind without a word stands for itself.
#[must_use]
pub fn test_kind(lang: Lang, kind: &'static str) -> &'static str {
    let words = lang.words();
    match kind {
        "headcount" => words.test_headcount,
        "leader" => words.test_leader,
        "every" => words.test_every,
        "attest" => words.test_attest,
        "paper" => words.test_paper,
        "measure" => words.test_measure,
        "periodic" => words.test_periodic,
        "all" => words.test_all,
        other => other,
    }
}
