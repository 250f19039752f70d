//! The word before a name where base training is asked for: trained, exempt, or neither.

use eligibility::assess::{Evidence, PersonReport, TrainingStanding, Truth};

use crate::locale::Lang;

/// How a person of a report stands with base training, or whether a trainee may begin; `None` where
/// the clause asks for neither. `truth` is where the person stands in the report.
#[must_use]
pub fn word_before(lang: Lang, truth: Truth, person: &PersonReport) -> Option<String> {
    person.evidence().find_map(|record| match record {
        Evidence::BaseTraining {
            standing, refused, ..
        } => {
            let word = standing_word(lang, *standing);
            let refused = refused
                .as_ref()
                .map(|_| standing_word(lang, TrainingStanding::Refused));
            let words = std::iter::once(word).chain(refused);
            Some(words.collect::<Vec<_>>().join(lang.words().separator))
        }
        Evidence::Entry { .. } => Some(entry_word(lang, truth).to_owned()),
        _ => None,
    })
}

/// How somebody stands with base training.
#[must_use]
pub const fn standing_word(lang: Lang, standing: TrainingStanding) -> &'static str {
    match (lang, standing) {
        (Lang::Zh, TrainingStanding::Trained) => "已培训",
        (Lang::Zh, TrainingStanding::Exempt) => "免于培训",
        (Lang::Zh, TrainingStanding::Refused) => "免训不成立",
        (Lang::Zh, TrainingStanding::Untrained) => "未培训",
        (Lang::Zh, TrainingStanding::Open) => "培训无法判定",
        (Lang::En, TrainingStanding::Trained) => "trained",
        (Lang::En, TrainingStanding::Exempt) => "exempt",
        (Lang::En, TrainingStanding::Refused) => "exemption refused",
        (Lang::En, TrainingStanding::Untrained) => "not trained",
        (Lang::En, TrainingStanding::Open) => "training undetermined",
    }
}

/// Whether a trainee may begin.
#[must_use]
pub const fn entry_word(lang: Lang, truth: Truth) -> &'static str {
    match (lang, truth) {
        (Lang::Zh, Truth::Yes) => "可以开始",
        (Lang::Zh, Truth::No) => "不能开始",
        (Lang::Zh, Truth::Maybe) => "无法判定",
        (Lang::En, Truth::Yes) => "may start",
        (Lang::En, Truth::No) => "may not start",
        (Lang::En, Truth::Maybe) => "undetermined",
    }
}
