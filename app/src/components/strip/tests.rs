use eligibility::assess::timeline;
use leptos::reactive::owner::Owner;

use super::*;
use crate::test_hospital::{TestHospital, address};
use crate::view::strip::question;

fn html(lang: Lang, on: &str) -> String {
    let test = TestHospital::new();
    let address = address(lang, on);
    let question = question(address.on.unwrap(), false);
    let (standard, hospital) = (test.standard(), test.hospital());
    let catalogue = test.assessments.catalogue();
    let timeline = timeline(question, catalogue, standard, hospital, test.programme()).unwrap();
    let strip = StripView::of(test.voice(lang), &timeline, standard, hospital).unwrap();
    Owner::new()
        .with(|| view! { <Strip address strip /> }.into_view().to_html())
        .replace("><", ">\n<")
}

#[test]
fn the_strip_is_drawn_and_told_in_both_languages() {
    insta::assert_snapshot!("strip_zh", html(Lang::Zh, "2026-03-01"));
    insta::assert_snapshot!("strip_en", html(Lang::En, "2026-03-01"));
}

#[test]
fn a_break_leads_to_the_clause_on_the_sheet_of_its_day() {
    let html = html(Lang::En, "2026-03-01");
    let link = "href=\"/programmes/pet?on=2026-11-22&amp;lang=en#test.pet.2a\"";
    assert!(html.contains(link), "{html}");
}

#[test]
fn that_nothing_breaks_is_said() {
    assert!(html(Lang::Zh, "2027-04-01").contains("没有由符合变为"));
    assert!(html(Lang::En, "2027-04-01").contains("no clause that is met becomes"));
    assert!(!html(Lang::Zh, "2026-03-01").contains("没有由符合变为"));
}

#[test]
fn everything_drawn_is_also_told_and_nothing_needs_an_inline_style() {
    let html = html(Lang::Zh, "2025-03-01");
    let (drawing, told) = html.split_once("<dl").unwrap();
    let drawn = drawing.matches("<rect").count();
    assert_eq!(
        told.split("<h3").next().unwrap().matches("<li").count(),
        drawn
    );
    assert!(drawing.contains("data-verdict=\"none\"") && told.contains("未评估"));
    assert!(!html.contains("style=") && !html.contains("<script"));
}

#[test]
fn a_length_is_a_share_with_two_places() {
    assert_eq!(percent(0), "0.00%");
    assert_eq!(percent(1_205), "12.05%");
    assert_eq!(percent(10_000), "100.00%");
}

#[test]
fn only_months_that_begin_a_quarter_are_labelled() {
    let day = |text| Day::parse(text).unwrap();
    assert_eq!(quarter(Lang::Zh, day("2027-01-01")), Some("1月"));
    assert_eq!(quarter(Lang::En, day("2027-10-01")), Some("Oct"));
    assert_eq!(quarter(Lang::En, day("2027-11-01")), None);
    assert_eq!(quarter(Lang::En, day("2027-10-02")), None);
}
