use eligibility::assess::{
    Cause, Evidence, Finding, PersonReport, Refusal, TrainingStanding, Truth,
};
use eligibility::catalogue::{PostId, TechniqueId};
use eligibility::facts::StaffNumber;

use super::{catalogue, check_chinese, day};
use crate::locale::Lang;
use crate::wording::{entry_word, standing_word, word_before};

fn report(findings: Vec<Finding>) -> PersonReport {
    PersonReport {
        staff: StaffNumber::new("1"),
        findings,
        from: None,
    }
}

#[test]
fn trained_exempt_refused_and_neither_have_a_word_each() {
    for lang in [Lang::Zh, Lang::En] {
        let standings = [
            TrainingStanding::Trained,
            TrainingStanding::Exempt,
            TrainingStanding::Refused,
            TrainingStanding::Untrained,
            TrainingStanding::Open,
        ];
        let mut words: Vec<&str> = standings.map(|one| standing_word(lang, one)).to_vec();
        words.extend([Truth::Yes, Truth::Maybe, Truth::No].map(|truth| entry_word(lang, truth)));
        if lang == Lang::Zh {
            for word in &words {
                check_chinese("word", word);
            }
        }
        let n_words = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), n_words);
    }
}

#[test]
fn a_refused_exemption_is_said_of_whoever_is_trained_too() {
    let catalogue = catalogue();
    let standing = |refused| {
        Finding::on(Evidence::BaseTraining {
            technique: TechniqueId::of(&catalogue, "seed-implantation").unwrap(),
            standing: TrainingStanding::Trained,
            refused,
        })
    };
    let refusal = Refusal {
        granted: Some(day("2022-06-15")),
        criteria: Vec::new(),
    };
    let word = |finding| word_before(Lang::Zh, Truth::Yes, &report(vec![finding]));
    assert_eq!(word(standing(None)).unwrap(), "已培训");
    assert_eq!(word(standing(Some(refusal))).unwrap(), "已培训、免训不成立");
    let cause = Cause::NotPosted {
        post: PostId::of(&catalogue, "operator").unwrap(),
    };
    assert_eq!(word(cause.into()), None);
}

#[test]
fn a_trainee_may_start_may_not_or_cannot_be_told() {
    let entry = Finding::on(Evidence::Entry {
        on: Some(day("2026-03-01")),
        begun: false,
    });
    let word = |lang, truth| word_before(lang, truth, &report(vec![entry.clone()])).unwrap();
    assert_eq!(word(Lang::Zh, Truth::Yes), "可以开始");
    assert_eq!(word(Lang::Zh, Truth::No), "不能开始");
    assert_eq!(word(Lang::En, Truth::Maybe), "undetermined");
}
