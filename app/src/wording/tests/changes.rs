use eligibility::catalogue::{Catalogue, Vocabulary};
use eligibility::file::Node;
use eligibility::whatif::{Change, WhatIf, compare};

use super::{check_chinese, n_codes, said};
use crate::locale::Lang;
use crate::test_hospital::TestHospital;
use crate::wording::change;
use crate::wording::what_if_text::{changes, what_if_text};

/// One change of each kind, in the order of the enum.
const EVERY: &str = r#"change = [
    { person_leaves = { staff = "0101", last_day = 2026-03-01 } },
    { person_joins = { staff = "9001" } },
    { paper_renewed = { staff = "0101", kind = "KIND", issued = 2026-03-01, expires = 2028-03-01 } },
    { paper_obtained = { staff = "0101", kind = "KIND", issued = 2026-03-01 } },
    { paper_revoked = { staff = "0101", kind = "KIND", from = 2026-03-01 } },
    { filing_renewed = { staff = "0101", from = 2026-03-01, to = 2027-02-28 } },
    { licence_registered = { staff = "0101", licence = { level = "physician", from = 2026-03-01 } } },
    { licence_suspended = { staff = "0101", from = 2026-03-01 } },
    { licence_cancelled = { staff = "0101", from = 2026-03-01 } },
    { title_obtained = { staff = "0101", series = "medical", level = "senior", discipline = "imaging", qualified = 2026-03-01 } },
    { posted = { staff = "0101", post = "physician", full_time = true, from = 2026-03-01 } },
    { posting_ended = { staff = "0101", post = "physician", programme = "7", last_day = 2026-03-01 } },
    { department_moved = { staff = "0101", department = "8", from = 2026-03-01 } },
    { absent = { staff = "0101", kind = "leave", from = 2026-03-01, to = 2026-06-30 } },
    { experience_added = { staff = "0101", field = "imaging", from = 2020-03-01 } },
    { training_added = { staff = "0101", training = { kind = "TRAINING", from = 2026-01-01, to = 2026-06-30, passed = true } } },
    { exemption_recorded = { staff = "0101", exemption = { technique = "seed-implantation", granted = 2026-03-01, by = "3" } } },
    { base_filed = { name = "3", technique = "seed-implantation", from = 2026-03-01 } },
    { device_added = { kind = "mr", name = "2", from = 2026-03-01 } },
    { device_removed = { kind = "mr", last_day = 2026-03-01 } },
    { fact_declared = { fact = "own-preparation", value = true, from = 2026-03-01 } },
    { attested = { clause = "sx2025.petct.5.1", staff = "0101", met = true, by = "3", on = 2026-03-01 } },
    { figure_recorded = { figure = "laparoscopic-share", from = 2025-01-01, to = 2025-12-31, numerator = 40, denominator = 120 } },
    { duty_done = { duty = "general-round", on = 2026-03-01, by = "0101", item = "3" } },
    { institution_paper = { kind = "PAPER", issued = 2026-03-01 } },
    { fact_filled = { staff = "0101", list = "credentials", index = 0, field = "issued", value = 2026-03-01 } },
]"#;

#[test]
fn every_change_is_said_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    let first = |vocabulary| catalogue.ids(vocabulary)[0].to_owned();
    let text = EVERY
        .replace("KIND", &first(Vocabulary::CredentialKind))
        .replace("TRAINING", &first(Vocabulary::TrainingKind))
        .replace("PAPER", &first(Vocabulary::PaperKind));
    let what_if = WhatIf::read(&Node::from_toml(&text).unwrap(), &catalogue).unwrap();
    let made: Vec<_> = what_if.changes.iter().map(|one| (one.key(), one)).collect();
    assert_eq!(n_codes(&made), Change::KEYS.len());
    let own = TestHospital::new();
    let said = said(&made, |voice, one| change(voice, own.hospital(), one));
    insta::assert_snapshot!(said);
}

#[test]
fn a_what_if_says_what_it_changes_and_what_differs() {
    let test = TestHospital::new();
    let mut out = String::new();
    for lang in [Lang::Zh, Lang::En] {
        let voice = test.voice(lang);
        let before = test.assess("2026-11-22", false);
        let later = test.assess("2030-06-16", true);
        let mut what_if = WhatIf::of(Vec::new());
        what_if.on = eligibility::day::Day::parse("2030-06-16");
        what_if.as_if_in_force = Some(true);
        let block = what_if_text(voice, &what_if, &compare(&before, &later), test.hospital());
        out.push_str(&block);
        let same = what_if_text(voice, &what_if, &compare(&before, &before), test.hospital());
        assert!(same.lines().count() == 5, "{same}");
    }
    let mut rules = WhatIf::of(Vec::new());
    rules.rules_on = Some(super::day("2026-03-01"));
    let said = changes(test.voice(Lang::Zh), &rules, test.hospital());
    check_chinese("rules", &said[0]);
    insta::assert_snapshot!(out);
}
