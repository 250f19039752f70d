//! The HTML of ways out, single points of failure and changes.

use eligibility::assess::Question;
use leptos::prelude::*;

use super::html;
use crate::components::change_forms::ChangeForms;
use crate::components::chosen_changes::ChosenChanges;
use crate::components::difference_table::DifferenceTable;
use crate::locale::Lang;
use crate::pages::sheet::body::SheetBody;
use crate::test_hospital::{TestHospital, address, day};
use crate::view::address::Address;
use crate::view::remedies::Remedies;
use crate::view::what_if::WhatIfView;
use crate::view::what_if::options::Choices;

const ON: &str = "2026-11-22";

fn changed(lang: Lang, changes: &[&str]) -> (Address, WhatIfView) {
    let test = TestHospital::new();
    let changes = changes.iter().map(ToString::to_string).collect();
    let address = address(lang, ON).what_if("pet", changes);
    let programme = test.seen().programme("pet").unwrap();
    let page = WhatIfView::of(test.voice(lang), &programme, &address, day(ON));
    (address, page.unwrap())
}

fn differences(lang: Lang) -> String {
    let changes = [
        "leave~N5~2026-11-20",
        "renew~N2~permit-ct~2026-11-22~2031-11-21~",
    ];
    let (_, page) = changed(lang, &changes);
    let then = page.then.unwrap();
    html(|| {
        view! {
            <ChosenChanges lang chosen=page.chosen />
            <DifferenceTable lang differences=then.differences />
        }
    })
}

/// The sheet with its ways out and single points of failure.
fn remedied(lang: Lang) -> String {
    let test = TestHospital::new();
    let question = Question::on(day(ON));
    let programme = test.seen().programme("pet").unwrap();
    let (ways, points) = (programme.ways(question), programme.single_points(question));
    let (ways, points) = (ways.unwrap(), points.unwrap());
    let remedies = Remedies {
        ways: &ways,
        points: &points,
    };
    let address = address(lang, ON);
    let sheet = test.sheet(lang, ON, false).with_remedies(
        test.voice(lang),
        test.hospital(),
        (&address, "pet"),
        remedies,
    );
    html(|| view! { <SheetBody address sheet /> })
}

#[test]
fn changes_are_listed_in_words_and_the_clauses_that_differ_with_them() {
    insta::assert_snapshot!("differences_zh", differences(Lang::Zh));
    insta::assert_snapshot!("differences_en", differences(Lang::En));
}

#[test]
fn each_change_has_a_link_that_leaves_the_others() {
    let html = differences(Lang::En);
    let rest = "/programmes/pet/what-if?on=2026-11-22&amp;lang=en&amp;change=leave~N5~2026-11-20\"";
    assert!(html.contains(rest), "{html}");
}

#[test]
fn what_cannot_be_made_is_said_and_nothing_is_shown_for_it() {
    for (changes, place) in [
        (&["leave~NONE~2026-12-01"][..], 0),
        (&["rules~2026-12-01", "leave~N5~soon"][..], 1),
        (&["rules~2026-12-01", "rules~2027-12-01"][..], 1),
        (
            &[
                "rules~2026-12-01",
                "leave~N5~2026-12-01",
                "leave~NONE~2026-12-01",
            ][..],
            2,
        ),
    ] {
        let (_, page) = changed(Lang::Zh, changes);
        assert!(page.then.is_none() && page.has_problem(), "{changes:?}");
        let at = page.chosen.iter().position(|one| one.problem.is_some());
        assert_eq!(at, Some(place), "{changes:?}");
    }
}

#[test]
fn forms_keep_what_is_chosen_and_have_a_label_for_every_field() {
    let test = TestHospital::new();
    let (address, _) = changed(Lang::Zh, &["leave~N5~2026-12-01"]);
    let programme = test.hospital().programme("pet").unwrap();
    let choices = Choices::of(test.voice(Lang::Zh), test.hospital(), &programme);
    let html = html(|| view! { <ChangeForms address choices refused=None /> });
    let kept = "<input type=\"hidden\" name=\"change\" value=\"leave~N5~2026-12-01\">";
    assert_eq!(html.matches("<form").count(), 5);
    assert_eq!(html.matches(kept).count(), 5, "{html}");
    for id in html.split(" id=\"").skip(1) {
        let id = id.split('"').next().unwrap();
        assert!(html.contains(&format!("for=\"{id}\"")), "{id}");
    }
}

#[test]
fn an_open_clause_has_its_ways_out_and_a_needed_person_a_mark() {
    let chinese = remedied(Lang::Zh);
    assert!(
        chinese.contains("补救办法") && chinese.contains("缺此一人即不再符合"),
        "{chinese}"
    );
    assert!(chinese.contains("若其一人缺席即不再符合"), "{chinese}");
    let english = remedied(Lang::En);
    assert!(english.contains("Ways out") && english.contains("no longer met without this person"));
    let link = "/programmes/pet/what-if?on=2026-11-22&amp;lang=en&amp;change=renew~N2~permit-ct~";
    assert!(english.contains(link), "{english}");
}
