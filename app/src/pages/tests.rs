//! Whole pages, from the address to the HTML and the status.

mod staff;

use axum::http::Request;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos_axum::ResponseOptions;
use leptos_meta::provide_meta_context;
use leptos_router::location::RequestUrl;
use registry::access::{Actor, Role};
use registry::accounts::Visitor;

use crate::shell::{Site, shell};
use crate::source::Source;
use crate::test_hospital::{TestHospital, actor};

/// The HTML and the status of an address, for HR.
fn page(uri: &str) -> (String, u16) {
    page_for(uri, Some(actor(Role::Hr, &[])))
}

fn page_for(uri: &str, actor: Option<Actor>) -> (String, u16) {
    page_from(uri, Some(Source::new(TestHospital::new())), actor)
}

fn page_from(uri: &str, source: Option<Source>, actor: Option<Actor>) -> (String, u16) {
    Owner::new().with(|| {
        let mut parts = Request::get(uri).body(()).unwrap().into_parts().0;
        if let Some(actor) = actor {
            parts.extensions.insert(Visitor {
                actor,
                login: "wang.fang".to_owned(),
                session: "s1".to_owned(),
                since: "2026-11-22T08:30:00.000Z".to_owned(),
            });
        }
        provide_context(RequestUrl::new(uri));
        provide_context(parts);
        let response = ResponseOptions::default();
        provide_context(response.clone());
        provide_meta_context();
        if let Some(source) = source {
            provide_context(source);
        }
        let site = Site {
            stylesheet: "/style.css",
            browser_half: None::<LeptosOptions>,
        };
        let html = shell(site).to_html();
        let status = response.0.read().unwrap().status;
        (html, status.map_or(200, |status| status.as_u16()))
    })
}

#[test]
fn the_board_is_for_today_unless_the_address_says_otherwise() {
    let (html, status) = page("/");
    assert_eq!(status, 200);
    assert!(
        html.contains("lang=\"zh-CN\"") && html.contains("value=\"2026-11-22\""),
        "{html}"
    );
    assert!(html.contains("href=\"/programmes/pet\""), "{html}");
    let (html, _) = page("/?on=2026-12-22&lang=en");
    assert!(
        html.contains("<html lang=\"en\"") && html.contains("value=\"2026-12-22\""),
        "{html}"
    );
}

#[test]
fn another_date_gives_another_verdict() {
    let leader = |uri: &str| {
        let html = page(uri).0;
        let row = html.split("id=\"test.pet.2d\"").nth(1).unwrap();
        row.split('>').next().unwrap().to_owned()
    };
    assert!(leader("/programmes/pet?on=2026-12-21").contains("short"));
    assert!(leader("/programmes/pet?on=2026-12-22").contains("met"));
}

#[test]
fn an_unknown_programme_is_not_found_and_leads_back() {
    let (html, status) = page("/programmes/nothing?lang=en");
    assert_eq!(status, 404);
    assert!(
        html.contains("No such page") && html.contains("href=\"/?lang=en\""),
        "{html}"
    );
    assert_eq!(page("/nothing/here").1, 404);
}

#[test]
fn a_bad_date_is_refused_with_what_was_typed() {
    for uri in ["/?on=2026-02-30", "/programmes/pet?on=2026-02-30"] {
        let (html, status) = page(uri);
        assert_eq!(status, 400);
        assert!(
            html.contains("value=\"2026-02-30\"") && !html.contains("<table"),
            "{html}"
        );
    }
}

#[test]
fn an_edition_not_in_force_is_evaluated_only_on_request() {
    let before = "/programmes/pet?on=2025-06-15";
    assert!(!page(before).0.contains("<table"));
    let (html, _) = page(&format!("{before}&as_if=1"));
    assert!(
        html.contains("<table") && html.contains("不作为正式结论"),
        "{html}"
    );
}

#[test]
fn a_programme_without_a_standard_says_what_to_do() {
    assert!(page("/programmes/new").0.contains("请在项目里选定标准"));
}

#[test]
fn a_server_without_facts_says_so() {
    let (html, status) = page_from("/", None, None);
    assert_eq!(status, 503);
    assert!(html.contains("数据尚未载入"), "{html}");
}

#[test]
fn the_sheet_looks_24_months_ahead_even_before_the_edition() {
    let ahead = |on: &str| page(&format!("/programmes/pet?on={on}")).0;
    assert!(ahead("2026-03-01").contains("class=\"strip\""));
    assert!(ahead("2025-06-15").contains("class=\"strip\""));
    assert!(!ahead("2031-01-01").contains("class=\"strip\""));
}

#[test]
fn a_sheet_leads_to_its_what_if_page_and_keeps_day_and_language() {
    let (html, _) = page("/programmes/pet?on=2026-03-01&lang=en");
    let link = "href=\"/programmes/pet/what-if?on=2026-03-01&amp;lang=en\"";
    assert!(html.contains(link), "{html}");
    let (html, status) = page("/programmes/pet/what-if?on=2026-03-01&lang=en");
    assert_eq!(status, 200);
    assert!(html.contains("Nothing is saved.") && !html.contains("<table"));
    assert_eq!(page("/programmes/none/what-if").1, 404);
}

#[test]
fn a_change_of_the_address_is_made_and_shown_above_the_sheet_it_gives() {
    let (html, status) = page("/programmes/pet/what-if?change=leave~N5~2026-11-20");
    assert_eq!(status, 200);
    assert!(
        html.contains("N5") && html.contains("class=\"differences"),
        "{html}"
    );
    assert!(html.contains("class=\"clauses"));
    let (other, _) = page("/programmes/pet/what-if?change=leave~N5~2026-11-20&lang=en");
    assert!(other.contains("Clauses that differ"));
}

#[test]
fn a_form_that_is_sent_leads_to_the_address_with_its_change() {
    let sent = "/programmes/pet/what-if?change=rules~2026-12-01&add=leave&who=N5&from=2026-12-01";
    let (html, status) = page(sent);
    assert_eq!(status, 303);
    let both = "what-if?lang=en&amp;change=rules~2026-12-01&amp;change=leave~N5~2026-12-01\"";
    assert!(html.contains(both), "{html}");
}

#[test]
fn a_form_or_a_change_that_cannot_be_read_is_refused() {
    let sent = "/programmes/pet/what-if?add=leave&who=N5&from=2026-12-32";
    let (html, status) = page(sent);
    assert_eq!(status, 400);
    assert!(
        html.contains("value=\"2026-12-32\"") && html.contains("role=\"alert\""),
        "{html}"
    );
    let (html, status) = page("/programmes/pet/what-if?change=leave~N5");
    assert_eq!(status, 400);
    assert!(!html.contains("<table"), "{html}");
}

#[test]
fn nobody_sees_anything_without_signing_in() {
    for uri in [
        "/",
        "/programmes/pet",
        "/programmes/pet/what-if",
        "/account",
        "/users",
        "/staff",
        "/export",
    ] {
        let html = page_for(uri, None).0;
        assert!(
            html.contains("name=\"password\"") && !html.contains("PET"),
            "{html}"
        );
    }
}

#[test]
fn who_is_signed_in_stands_at_the_head_of_every_page_with_the_way_out() {
    for uri in ["/", "/programmes/pet?lang=en", "/nothing"] {
        let html = page(uri).0;
        let form = "<form method=\"post\" action=\"/sign-out";
        assert!(html.contains("王芳") && html.contains(form), "{html}");
        assert!(!html.contains("href=\"/users"), "only administrators");
    }
    let administrator = page_for("/", Some(actor(Role::Administrator, &[]))).0;
    assert!(administrator.contains("href=\"/users"));
}

#[test]
fn a_programme_of_another_department_is_as_unknown_as_none_at_all() {
    let other = || Some(actor(Role::Head, &["rad"]));
    let (html, status) = page_for("/", other());
    assert_eq!(status, 200);
    assert!(!html.contains("/programmes/pet"));
    for path in [
        "/programmes/ID",
        "/programmes/ID/what-if?change=leave~N5~2026-12-01",
    ] {
        let [theirs, none] = ["pet", "zzz"].map(|id| {
            let (html, status) = page_for(&path.replace("ID", id), other());
            assert_eq!(status, 404);
            html.replace(id, "ID")
        });
        assert_eq!(theirs, none);
    }
    let own = page_for("/programmes/pet", Some(actor(Role::Head, &["nm"])));
    assert_eq!(own.1, 200);
}

#[test]
fn where_to_go_and_the_token_of_a_link_are_kept_by_forms_and_by_the_other_language() {
    let html = page_for("/sign-in?next=%2F%3Fon%3D2026-03-01", None).0;
    let action = "action=\"/sign-in?next=%2F%3Fon%3D2026-03-01\"";
    assert!(html.contains(action), "{html}");
    assert!(
        html.contains("href=\"/sign-in?lang=en&amp;next=%2F"),
        "{html}"
    );
    let (html, status) = page_for("/set-up?token=abc", None);
    assert_eq!(status, 404);
    assert!(
        html.contains("已过期") && html.contains("token=abc"),
        "{html}"
    );
}
