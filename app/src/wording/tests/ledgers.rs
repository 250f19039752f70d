use eligibility::catalogue::Vocabulary;
use eligibility::file::{FaultKind, Thing};
use registry::ledger::preview::Counts;
use registry::ledger::{At, BookFault, Fault, IdFault, Outcome, RowReport, Warning};

use super::{day, n_codes, said};
use crate::locale::Lang;
use crate::wording::ledger_text;

fn book_faults() -> Vec<(&'static str, BookFault)> {
    let entry = || "`xl/a.xml`".trim_matches('`').to_owned();
    let sheet = || "1".to_owned();
    vec![
        ("empty", BookFault::Empty),
        (
            "too-big",
            BookFault::TooBig {
                bytes: 22_000_000,
                most: 20 << 20,
            },
        ),
        ("old-or-locked", BookFault::OldOrLocked),
        ("not-a-workbook", BookFault::NotAWorkbook),
        ("not-text", BookFault::NotText),
        (
            "damaged",
            BookFault::Damaged {
                message: "no end".into(),
            },
        ),
        (
            "too-many-entries",
            BookFault::TooManyEntries { most: 1_000 },
        ),
        (
            "unpacks-too-big",
            BookFault::UnpacksTooBig { most: 48 << 20 },
        ),
        ("size-forged", BookFault::SizeForged { entry: entry() }),
        ("bad-name", BookFault::BadName { entry: entry() }),
        (
            "nested-archive",
            BookFault::NestedArchive { entry: entry() },
        ),
        ("has-entities", BookFault::HasEntities { entry: entry() }),
        ("not-utf8", BookFault::NotUtf8 { entry: entry() }),
        ("dates-1904", BookFault::Dates1904),
        (
            "too-many-columns",
            BookFault::TooManyColumns {
                sheet: sheet(),
                row: 3,
                most: 200,
            },
        ),
        (
            "too-many-rows",
            BookFault::TooManyRows {
                sheet: sheet(),
                most: 20_000,
            },
        ),
        ("too-many-cells", BookFault::TooManyCells { most: 200_000 }),
        (
            "text-too-long",
            BookFault::TextTooLong {
                sheet: sheet(),
                row: 3,
                most: 1_000,
            },
        ),
        ("no-headers", BookFault::NoHeaders),
        (
            "bad-mapping",
            BookFault::BadMapping {
                from: "1".into(),
                to: "2".into(),
            },
        ),
    ]
}

#[test]
fn every_reason_not_to_read_a_ledger_is_said_in_both_languages() {
    let faults = book_faults();
    assert_eq!(n_codes(&faults), 20);
    insta::assert_snapshot!(said(&faults, |voice, one| ledger_text::book_fault(
        voice.lang, one
    )));
}

fn faults() -> Vec<Fault> {
    let (found, header) = (|| "123".to_owned(), || "A".to_owned());
    let allowed = || vec![("核医学".to_owned(), "nuclear medicine".to_owned())];
    let name = |row| Fault::OtherName {
        found: found(),
        expected: "456".into(),
        row,
    };
    let not_recorded = |what, recorded: &[&str]| Fault::NotRecorded {
        what,
        found: found(),
        recorded: recorded.iter().map(ToString::to_string).collect(),
    };
    vec![
        Fault::Missing,
        Fault::NotADay { found: found() },
        Fault::NoSuchDay { found: found() },
        Fault::OutOfOrder {
            first_header: header(),
            first: day("2026-03-01"),
            last: day("2026-02-01"),
        },
        Fault::NotACount { found: found() },
        Fault::NotYesNo { found: found() },
        Fault::UnknownWord {
            what: Thing::Of(Vocabulary::Discipline),
            found: found(),
            allowed: allowed(),
        },
        Fault::UnknownStatus {
            found: found(),
            allowed: allowed(),
        },
        not_recorded(Thing::Department, &["1", "2"]),
        not_recorded(Thing::Programme, &[]),
        not_recorded(Thing::Person, &[]),
        Fault::SeveralMeant {
            what: Thing::Department,
            found: found(),
            ids: vec!["1".into(), "2".into()],
        },
        Fault::TitleOfOtherSeries {
            title: found(),
            series: "456".into(),
        },
        Fault::DigitsLost { found: found() },
        Fault::ExcelError { found: "#1".into() },
        name(None),
        name(Some(7)),
        Fault::OtherRow { row: 7 },
        Fault::SeveralRecorded {
            n: 2,
            headers: vec![header()],
        },
        Fault::Contradicts { header: header() },
        Fault::ExactlyOne {
            headers: vec![header(), header()],
        },
        Fault::OutOfRange {
            least: 0,
            most: Some(400),
        },
        Fault::OutOfRange {
            least: 1,
            most: None,
        },
        Fault::StatusWithoutDay {
            found: found(),
            header: header(),
        },
        Fault::NeverExpires { found: found() },
        Fault::Record(FaultKind::MissingKey { key: "kind".into() }),
    ]
}

#[test]
fn every_fault_of_a_ledger_is_said_in_both_languages() {
    let faults: Vec<_> = faults()
        .into_iter()
        .map(|fault| (fault.code(), fault))
        .collect();
    assert_eq!(n_codes(&faults), 22);
    insta::assert_snapshot!(said(&faults, |voice, one| ledger_text::fault(
        voice.lang, one
    )));
}

#[test]
fn every_warning_of_a_ledger_is_said_in_both_languages() {
    let id = |wrong| Warning::IdNumber { wrong };
    let text = || "123".to_owned();
    let warnings = [
        id(IdFault::Form),
        id(IdFault::BirthDate),
        id(IdFault::CheckDigit),
        Warning::Repeated { row: 7 },
        Warning::MayBeRecorded,
        Warning::Clears { was: text() },
        Warning::NoName,
        Warning::Renames { was: text() },
        Warning::LikeRecorded { staff: text() },
        Warning::SeriesAssumed,
        Warning::LevelFromProfession,
        Warning::OtherInstitution { found: text() },
        Warning::PostWithoutProgramme,
        Warning::HereButLeft { header: text() },
        Warning::StillPosted { n: 7 },
        Warning::OtherBirthDate,
        Warning::IdNumberOfAnother { staff: text() },
        Warning::OtherIdNumber,
        Warning::IdNumberNotKept,
    ];
    let warnings: Vec<_> = warnings
        .into_iter()
        .map(|warning| (warning.code(), warning))
        .collect();
    assert_eq!(n_codes(&warnings), 17);
    insta::assert_snapshot!(said(&warnings, |voice, one| ledger_text::warning(
        voice.lang, one
    )));
}

#[test]
fn what_becomes_of_rows_is_said_in_both_languages() {
    let outcomes = [
        ("example", Outcome::Example),
        ("unchanged", Outcome::Unchanged),
        ("changed", Outcome::Changed),
        ("new", Outcome::New),
        ("bad", Outcome::Bad),
    ];
    let outcomes = said(&outcomes, |voice, one| {
        ledger_text::outcome(voice.lang, *one).to_owned()
    });
    let counts = said(
        &[(
            "counts",
            Counts {
                new: 3,
                bad: 1,
                ..Counts::default()
            },
        )],
        |voice, one| ledger_text::counts(voice.lang, one),
    );
    let row = RowReport {
        sheet: 0,
        row: 5,
        staff: Some("1".into()),
        outcome: Outcome::Bad,
        faults: vec![At {
            column: Some(2),
            header: Some("有效期至".into()),
            what: Fault::Missing,
        }],
        warnings: vec![At {
            column: None,
            header: None,
            what: Warning::NoName,
        }],
    };
    let row = ledger_text::row(Lang::Zh, &row);
    insta::assert_snapshot!(format!("{outcomes}{counts}{row}"));
}
