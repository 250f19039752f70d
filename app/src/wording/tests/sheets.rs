use crate::locale::Lang;
use crate::test_hospital::TestHospital;
use crate::wording::sheet_text::sheet_text;

#[track_caller]
fn text(lang: Lang, on: &str, as_if: bool) -> String {
    let test = TestHospital::new();
    let assessment = test.assess(on, as_if);
    sheet_text(
        test.voice(lang),
        &assessment,
        test.standard(),
        test.hospital(),
        test.programme(),
    )
}

#[test]
fn a_person_can_read_the_sheet_in_chinese() {
    insta::assert_snapshot!(text(Lang::Zh, "2026-11-22", false));
}

#[test]
fn a_person_can_read_the_sheet_in_english() {
    insta::assert_snapshot!(text(Lang::En, "2026-11-22", false));
}

#[test]
fn an_edition_not_in_force_is_loud_and_gives_no_verdict() {
    insta::assert_snapshot!(text(Lang::Zh, "2025-06-15", false));
}

#[test]
fn as_if_in_force_stays_loud() {
    let text = text(Lang::En, "2030-06-16", true);
    assert!(text.contains("!!! Lapsed on 2030-06-16"), "{text}");
    assert!(text.contains("▲ Short"), "{text}");
}
