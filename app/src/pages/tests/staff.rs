//! The list of people and the form that exports, as pages.

use super::*;

#[test]
fn the_list_finds_people_keeps_its_filter_and_leads_to_their_files() {
    let (html, status) = page("/staff");
    assert_eq!(status, 200);
    assert!(html.contains("第 1–5 人，共 5 人"), "{html}");
    assert!(html.contains("href=\"/staff/N1\">赵一"), "{html}");
    assert!(html.contains("李&lt;四&gt;"), "{html}");
    let (html, status) = page("/staff?q=qe&department=nm&on=2026-11-22&lang=en");
    assert_eq!(status, 200);
    assert!(html.contains("1 to 1 of 1 people"), "{html}");
    assert!(
        html.contains("href=\"/staff/N2?on=2026-11-22&amp;lang=en\""),
        "{html}"
    );
    let chinese = "href=\"/staff?on=2026-11-22&amp;q=qe&amp;department=nm\"";
    assert!(html.contains(chinese), "{html}");
    let by_name =
        "href=\"/staff?on=2026-11-22&amp;lang=en&amp;q=qe&amp;department=nm&amp;sort=name\"";
    assert!(html.contains(by_name), "{html}");
    assert!(html.contains("value=\"qe\""), "{html}");
}

#[test]
fn the_list_is_as_of_the_day_of_its_address() {
    let overdue = |on: &str| page(&format!("/staff?due=overdue&on={on}")).0;
    assert!(overdue("2026-11-22").contains("已过期"));
    assert!(overdue("2026-11-22").contains("href=\"/staff/N2?"));
    assert!(!overdue("2026-11-21").contains("href=\"/staff/N2?"));
}

#[test]
fn nobody_found_says_what_to_do() {
    let (html, status) = page("/staff?q=zzzz");
    assert_eq!(status, 200);
    assert!(
        html.contains("没有符合条件的人员。") && html.contains("清除条件"),
        "{html}"
    );
    assert!(!html.contains("<table"), "{html}");
    let (html, _) = page_for("/staff", Some(actor(Role::Head, &["rad"])));
    assert!(html.contains("还没有可以查看的人员。"), "{html}");
}

#[test]
fn what_the_address_asks_and_nobody_understands_is_said_and_nobody_listed() {
    for (uri, says) in [
        ("/staff?status=here", "“状态”里没有“here”这一项"),
        ("/staff?depratment=nm", "没有“depratment”这个筛选条件"),
        ("/staff?page=x", "页码“x”不对"),
        ("/staff?page=2", "没有第 2 页"),
        ("/staff?on=2026-02-30", "2026-02-30"),
    ] {
        let (html, status) = page(uri);
        assert_eq!(status, 400, "{uri}");
        assert!(
            html.contains(says) && html.contains("role=\"alert\""),
            "{html}"
        );
        assert!(!html.contains("<table"), "{uri}");
    }
}

#[test]
fn a_head_sees_own_people_and_no_way_to_export() {
    let (html, status) = page_for("/staff", Some(actor(Role::Head, &["nm"])));
    assert_eq!(status, 200);
    assert!(
        html.contains("共 5 人") && !html.contains("/export"),
        "{html}"
    );
    let (html, status) = page_for("/export", Some(actor(Role::Head, &["nm"])));
    assert_eq!(status, 404);
    assert!(html.contains("没有此页"), "{html}");
    let (none, _) = page_for("/staff?department=other", Some(actor(Role::Head, &["nm"])));
    assert!(none.contains("“科室”里没有“other”这一项"), "{none}");
}

#[test]
fn the_form_that_exports_sends_the_filter_and_asks_what_for() {
    let form = "action=\"/export?on=2026-11-22&amp;status=active\"";
    for uri in [
        "/staff?status=active&on=2026-11-22&sort=name",
        "/export?status=active&on=2026-11-22",
    ] {
        let (html, status) = page_for(uri, Some(actor(Role::Auditor, &[])));
        assert_eq!(status, 200);
        assert!(html.contains(form), "{html}");
        assert!(
            html.contains("name=\"reason\"") && html.contains("：5 人"),
            "{html}"
        );
        assert!(!html.contains("type=\"password\""), "{html}");
    }
    let (html, status) = page("/export?status=here");
    assert_eq!(status, 400);
    assert!(
        html.contains("没有导出") && !html.contains("name=\"reason\""),
        "{html}"
    );
}

#[test]
fn people_stand_in_the_head_of_every_page() {
    assert!(page("/").0.contains("href=\"/staff\""));
    assert!(
        page("/programmes/pet?lang=en")
            .0
            .contains("href=\"/staff?lang=en\">Staff")
    );
}
