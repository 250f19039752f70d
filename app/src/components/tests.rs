//! The HTML of board and sheet, rendered without a browser.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use crate::components::board_table::BoardTable;
use crate::components::date_form::DateForm;
use crate::components::frame::Frame;
use crate::locale::Lang;
use crate::pages::sheet::body::SheetBody;
use crate::test_hospital::{TestHospital, address, day};
use crate::view::address::{Address, Show};
use crate::view::board::BoardView;

fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    // One element a line, so that a changed snapshot shows where.
    Owner::new()
        .with(|| view().into_view().to_html())
        .replace("><", ">\n<")
}

fn board(lang: Lang) -> String {
    let test = TestHospital::new();
    let address = Address {
        lang,
        on: Some(day("2026-11-22")),
        path: "/".into(),
        ..Address::default()
    };
    let board = BoardView::of(test.voice(lang), day("2026-11-22"), &test.seen());
    html(|| view! { <BoardTable address board /> })
}

fn sheet(lang: Lang, on: &str, show: Show) -> String {
    let sheet = TestHospital::new().sheet(lang, on, false);
    let address = Address {
        show,
        ..address(lang, on)
    };
    html(|| view! { <SheetBody address sheet /> })
}

#[test]
fn the_board_shows_the_worst_first_and_links_keep_day_and_language() {
    insta::assert_snapshot!("board_zh", board(Lang::Zh));
    let english = board(Lang::En);
    insta::assert_snapshot!("board_en", english);
    assert!(
        english.contains("href=\"/programmes/pet?on=2026-11-22&amp;lang=en\""),
        "{english}"
    );
    let (pet, new) = (
        english.find("/programmes/pet"),
        english.find("/programmes/new"),
    );
    assert!(pet.unwrap() < new.unwrap());
}

#[test]
fn the_sheet_shows_every_clause_with_its_proof() {
    insta::assert_snapshot!("sheet_zh", sheet(Lang::Zh, "2026-11-22", Show::All));
    insta::assert_snapshot!("sheet_en", sheet(Lang::En, "2026-11-22", Show::All));
}

#[test]
fn tables_name_their_rows_and_columns() {
    for html in [board(Lang::Zh), sheet(Lang::Zh, "2026-11-22", Show::All)] {
        assert!(html.contains("<caption>"));
        assert_eq!(
            html.matches("<th").count() - html.matches("<thead").count(),
            html.matches("scope=").count()
        );
        assert!(html.contains("scope=\"row\"") && html.contains("scope=\"col\""));
    }
}

#[test]
fn open_clauses_are_unfolded_and_met_ones_are_not() {
    let html = sheet(Lang::Zh, "2026-11-22", Show::All);
    let row = |id: &str| {
        let from = html.find(&format!("id=\"test.pet.{id}\"")).unwrap();
        html.split_at(from).1.split("</tr>").next().unwrap()
    };
    assert!(row("2a").contains("data-group=\"near\" open"));
    assert!(row("2e").contains("data-group=\"counted\" class"));
}

#[test]
fn a_filter_shows_fewer_clauses_and_says_how_many() {
    let html = sheet(Lang::Zh, "2026-11-22", Show::Open);
    assert!(!html.contains("id=\"test.pet.2e\""));
    assert!(html.contains("id=\"test.pet.2a\""));
    assert!(html.contains("aria-current=\"page\""));
}

#[test]
fn an_edition_not_in_force_has_a_notice_and_a_way_to_evaluate_it() {
    let html = sheet(Lang::Zh, "2025-06-15", Show::All);
    assert!(html.contains("尚未施行") && html.contains("name=\"as_if\""));
    assert!(html.contains("name=\"on\" value=\"2025-06-15\""));
    assert!(!html.contains("<table"));
}

#[test]
fn names_cannot_smuggle_in_elements() {
    let html = sheet(Lang::Zh, "2026-11-22", Show::All);
    assert!(
        html.contains("李&lt;四") && !html.contains("<四>"),
        "{html}"
    );
}

#[test]
fn the_date_field_has_a_label_and_steps_that_are_links() {
    let html = html(|| {
        let address = address(Lang::En, "2026-03-31");
        view! { <DateForm address on=day("2026-03-31") bad_date=None /> }
    });
    assert!(html.contains("<label for=\"on\">") && html.contains("id=\"on\" type=\"date\""));
    assert!(
        html.contains("/programmes/pet?on=2026-02-28&amp;lang=en"),
        "{html}"
    );
    assert!(
        html.contains("<input type=\"hidden\" name=\"lang\" value=\"en\">"),
        "{html}"
    );
}

#[test]
fn a_bad_date_stays_as_typed_and_the_form_says_what_to_write() {
    let html = html(|| {
        let bad_date = Some("2026-02-30".to_owned());
        view! { <DateForm address=Address::default() on=day("2026-03-31") bad_date /> }
    });
    assert!(
        html.contains("type=\"text\" name=\"on\" value=\"2026-02-30\""),
        "{html}"
    );
    assert!(html.contains("aria-describedby=\"on-problem\"") && html.contains("role=\"alert\""));
}

#[test]
fn every_page_has_a_way_round_its_head_and_into_the_other_language() {
    let html = html(|| view! { <Frame address=address(Lang::Zh, "2026-03-01")>"内容"</Frame> });
    assert!(html.contains("href=\"#content\"") && html.contains("<main id=\"content\""));
    assert!(
        html.contains("href=\"/programmes/pet?on=2026-03-01&amp;lang=en\" lang=\"en\""),
        "{html}"
    );
}

mod what_if;
