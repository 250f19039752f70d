//! What ends and was never recorded, said in both languages.

use eligibility::assess::ClauseState;
use eligibility::catalogue::{Catalogue, CredentialKindId, DutyId, PaperKindId};
use eligibility::standard::Library;

use super::*;

#[test]
fn days_left_and_stages_are_said_in_both_languages() {
    let on = Day::parse("2026-11-22").unwrap();
    let day = |text| Day::parse(text).unwrap();
    let said = |lang| {
        ["2026-11-21", "2026-11-22", "2026-11-23", "2026-12-22"]
            .map(|last| left(lang, day(last), on))
    };
    assert_eq!(
        said(Lang::Zh),
        ["已过 1 天", "今天到期", "还有 1 天", "还有 30 天"]
    );
    assert_eq!(
        said(Lang::En),
        ["1 day over", "ends today", "1 day left", "30 days left"]
    );
    assert_eq!(stage(Lang::Zh, Stage::Within(14), Some(7)), "8–14 天");
    assert_eq!(stage(Lang::En, Stage::Within(7), None), "within 7 days");
}

#[test]
fn of_a_clause_that_was_short_already_the_count_is_told_that_fell() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let edition = &library.get("nhc36g").unwrap().editions[0];
    let mut clauses = edition.clauses.iter();
    let clause = clauses
        .find(|clause| clause.id.as_str().ends_with("4.2c"))
        .unwrap();
    let count = |surely, possibly| Count {
        required: 35,
        surely,
        possibly,
    };
    let state = |counts: [Count; 2]| {
        Some(ClauseState {
            verdict: Verdict::Short,
            counts: counts.into(),
        })
    };
    let lapsed = Effect {
        programme: "p".to_owned(),
        clause: clause.id.clone(),
        day: Day::parse("2026-12-31").unwrap(),
        before: state([count(32, 32), count(34, 34)]),
        after: state([count(32, 32), count(33, 34)]),
    };
    assert_eq!(
        effect(Lang::Zh, &lapsed, "CT 四（二）"),
        "CT 四（二）：自 2026-12-31 起由 34 降至 33（可能 34）（需 35）"
    );
    assert_eq!(
        effect(Lang::En, &lapsed, "CT 4.2c"),
        "CT 4.2c: falls from 34 to 33 (maybe 34) of 35 on 2026-12-31"
    );
    let both = Effect {
        after: state([count(31, 31), count(33, 33)]),
        ..lapsed
    };
    assert_eq!(
        effect(Lang::En, &both, "CT 4.2c"),
        "CT 4.2c: falls from 32 to 31 of 35, from 34 to 33 of 35 on 2026-12-31"
    );
}

#[test]
fn clauses_under_one_number_are_told_apart_and_what_broke_is_said_to_have() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let voice = Voice::new(lang, &catalogue);
        for edition in library.iter().flat_map(|standard| &standard.editions) {
            let clauses = edition.clauses.iter().filter(|one| one.is_assessed());
            let mut said: Vec<_> = clauses.map(|one| clause(voice, edition, one)).collect();
            let n = said.len();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), n, "{said:?}");
        }
    }
    let day = |text| Day::parse(text).unwrap();
    let said = |lang, last| breaking(lang, "四（一）3", (day(last), day("2026-11-22")));
    assert_eq!(
        said(Lang::Zh, "2026-11-22"),
        "条款 四（一）3：若不续办，此后不再符合"
    );
    assert_eq!(
        said(Lang::Zh, "2026-11-21"),
        "条款 四（一）3：已于 2026-11-22 起不符合"
    );
    assert_eq!(
        said(Lang::En, "2026-11-19"),
        "clause 四（一）3: not met since 2026-11-20"
    );
}

#[test]
fn whatever_is_due_has_a_name_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let eqm = library.get("eqm").unwrap();
    let duty = What::Duty {
        programme: "p".to_owned(),
        clause: eqm.editions[0].clauses[0].id.clone(),
        duty: DutyId::of(&catalogue, "image-quality-round").unwrap(),
        item: Some("1 号 CT".to_owned()),
    };
    let paper = What::InstitutionPaper {
        kind: PaperKindId::of(&catalogue, "practice-licence").unwrap(),
    };
    let said = |lang| {
        let voice = Voice::new(lang, &catalogue);
        [what(voice, &duty, None), what(voice, &paper, None)]
    };
    assert_eq!(
        said(Lang::Zh),
        ["影像质量和报告质量巡查（1 号 CT）", "医疗机构执业许可证"]
    );
    assert!(said(Lang::En)[0].ends_with("(1 号 CT)"));
}

#[test]
fn what_is_short_by_now_and_what_is_not_are_said_for_all_and_for_those_who_see_some() {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    let clause = library.get("nhc36g").unwrap().editions[0].clauses[0]
        .id
        .clone();
    let counted = ShortNow {
        programme: "p".to_owned(),
        clause,
        verdict: Verdict::Short,
        count: Some(Count {
            required: 3,
            surely: 1,
            possibly: 2,
        }),
    };
    assert_eq!(
        short_now(Lang::Zh, &counted, "CT 四（二）"),
        "CT 四（二）：今日有 1（可能 2），需 3"
    );
    assert_eq!(
        short_now(Lang::En, &counted, "CT 4.2"),
        "CT 4.2: now 1 (maybe 2) of 3"
    );
    let bare = ShortNow {
        count: None,
        ..counted
    };
    assert_eq!(
        short_now(Lang::Zh, &bare, "CT 三（七）"),
        "CT 三（七）：今日不符合"
    );
    let none = |lang: Lang, is_limited| {
        let words = lang.words().due;
        no_effect(lang, words.no_effect_now, is_limited)
    };
    assert_eq!(none(Lang::Zh, false), "今日各条款不受影响");
    assert_eq!(none(Lang::Zh, true), "在您可见的项目中，今日各条款不受影响");
    assert_eq!(
        none(Lang::En, true),
        "in the programmes you may see, no clause is affected today"
    );
}

#[test]
fn days_without_a_paper_are_counted_and_said_before_and_after() {
    let day = |text| Day::parse(text).unwrap();
    let (last, from) = (day("2026-02-28"), day("2026-03-03"));
    assert_eq!(gap(Lang::Zh, last, from), "新证自 2026-03-03 起，中断 2 天");
    assert_eq!(
        gap(Lang::En, last, day("2026-03-02")),
        "a new one from 2026-03-02, 1 day without"
    );
    assert!(without_gap(Lang::Zh, last).contains("晚于 2026-03-01 就有中断"));
    assert!(without_gap(Lang::En, last).contains("after 2026-03-01"));
    assert!(renewed_with_gaps(Lang::Zh, 2).contains("2 项"));
}

#[test]
fn what_was_never_recorded_says_for_how_many() {
    let catalogue = Catalogue::built_in().unwrap();
    let duty = DutyId::of(&catalogue, "emergency-drill").unwrap();
    let kind = |id| CredentialKindId::of(&catalogue, id).unwrap();
    let group = |what, n_others| Never {
        key: "never".to_owned(),
        programme: "p".to_owned(),
        what,
        clauses: Vec::new(),
        departments: Vec::new(),
        people: Vec::new(),
        n_others,
        items: Vec::new(),
        n_by_other: 0,
    };
    let papers = Recurring::Papers(vec![kind("cpr"), kind("bls")]);
    let zh = Voice::new(Lang::Zh, &catalogue);
    let drill = never(zh, &group(Recurring::Duty(duty), 0));
    assert_eq!(
        drill,
        zh.duty(&DutyId::of(&catalogue, "emergency-drill").unwrap())
    );
    assert_eq!(
        never(zh, &group(papers.clone(), 12)),
        "心肺复苏培训考核或BLS 证书（12 人）"
    );
    let en = Voice::new(Lang::En, &catalogue);
    assert!(never(en, &group(papers, 1)).ends_with(" (1 person)"));
    assert_eq!(by_other(Lang::Zh, 0), None);
    assert!(by_other(Lang::Zh, 2).unwrap().contains("2 项"));
}
