//! What is wrong with a staff ledger, and what became of its rows.

use eligibility::file::Thing;
use registry::ledger::preview::Counts;
use registry::ledger::{BookFault, Fault, IdFault, Outcome, Warning};

pub(in crate::wording) fn book(fault: &BookFault) -> String {
    match fault {
        BookFault::Empty => "the file is empty; check that it is the right one".into(),
        BookFault::TooBig { bytes, most } => format!(
            "the file has {} MB, at most {} are taken; split it",
            bytes.div_ceil(1 << 20),
            most >> 20
        ),
        BookFault::OldOrLocked => {
            "an old .xls, or a workbook with a password; save it as .xlsx without one".into()
        }
        BookFault::NotAWorkbook => "not an Excel workbook; save it as .xlsx or .csv".into(),
        BookFault::NotText => "unknown encoding; use UTF-8 or GB18030 for CSV, or .xlsx".into(),
        BookFault::Damaged { message } => {
            format!("the file is damaged, {message}; save a copy with Excel and try again")
        }
        BookFault::TooManyEntries { most } => {
            format!("more than {most} files in the archive; save a copy with Excel and try again")
        }
        BookFault::UnpacksTooBig { most } => format!(
            "unpacks to more than {} MB, or far too well; keep only the sheets of the ledger",
            most >> 20
        ),
        BookFault::SizeForged { entry } => {
            format!("`{entry}` is not as large as it says; save a copy with Excel and try again")
        }
        BookFault::BadName { entry } => {
            format!(
                "the archive holds a file named `{entry}`; save a copy with Excel and try again"
            )
        }
        BookFault::NestedArchive { entry } => {
            format!("`{entry}` is an archive in the workbook; remove embedded objects")
        }
        BookFault::HasEntities { entry } => {
            format!("`{entry}` defines entities, which are not read; save a copy with Excel")
        }
        BookFault::NotUtf8 { entry } => {
            format!("`{entry}` is not UTF-8; save a copy with Excel and try again")
        }
        BookFault::Dates1904 => {
            "the workbook counts days from 1904; switch that off in Excel and save it".into()
        }
        BookFault::TooManyColumns { sheet, row, most } => {
            format!("sheet `{sheet}`, row {row}: more than {most} columns; remove what is beyond")
        }
        BookFault::TooManyRows { sheet, most } => {
            format!("sheet `{sheet}`: more than {most} rows; split the file")
        }
        BookFault::TooManyCells { most } => {
            format!("more than {most} filled cells, or too much text; split the file")
        }
        BookFault::TextTooLong { sheet, row, most } => {
            format!("sheet `{sheet}`, row {row}: a text of more than {most} characters; shorten it")
        }
        BookFault::NoHeaders => "no row of headers with a staff number among the first ten of any \
            sheet; add it, or say which column it is"
            .into(),
        BookFault::BadMapping { from, to } => format!(
            "header `{from}` cannot be taken as `{to}`: the file lacks the one, or there is no such column"
        ),
    }
}

pub(in crate::wording) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "must be filled in".into(),
        Fault::NotADay { found } => {
            format!("`{found}` is no day; write 2026-03-01, 2026/3/1 or 20260301")
        }
        Fault::NoSuchDay { found } => {
            format!("there is no day `{found}` between 1900 and 2199; check it")
        }
        Fault::OutOfOrder {
            first_header,
            first,
            last,
        } => format!("{last} is before {first} in `{first_header}`; check the dates"),
        Fault::NotACount { found } => format!("`{found}` is not a whole number from 0"),
        Fault::NotAnAmount { found } => {
            format!("`{found}` is not a number from 0 with at most two decimals, such as 24.5")
        }
        Fault::NotYesNo { found } => format!("`{found}` is neither yes nor no"),
        Fault::UnknownWord {
            what,
            found,
            allowed,
        } => format!("unknown {what} `{found}`; use one of {}", words(allowed)),
        Fault::UnknownStatus { found, allowed } => {
            format!("unknown status `{found}`; use one of {}", words(allowed))
        }
        Fault::NotRecorded {
            what: Thing::Person,
            found,
            ..
        } => {
            format!("no staff number `{found}`; check it, or put new people on the sheet of people")
        }
        Fault::NotRecorded {
            what,
            found,
            recorded,
        } if recorded.is_empty() => {
            format!("no {what} `{found}` on record, nor any other; record it first")
        }
        Fault::NotRecorded {
            what,
            found,
            recorded,
        } => format!(
            "no {what} `{found}` on record; on record: {}",
            recorded.join(", ")
        ),
        Fault::SeveralMeant { what, found, ids } => {
            format!(
                "`{found}` may be one {what} of several; write its id: {}",
                ids.join(", ")
            )
        }
        Fault::TitleOfOtherSeries { title, series } => {
            format!("`{title}` is no title of the series `{series}`; correct one of them")
        }
        Fault::DigitsLost { found } => format!(
            "Excel made `{found}` of a long number and lost its last digits; format the column as text and fill it in again"
        ),
        Fault::ExcelError { found } => format!("the cell holds Excel's error {found}; correct it"),
        Fault::OtherName {
            found,
            expected,
            row: Some(row),
        } => format!(
            "the name is `{found}`, but `{expected}` in row {row} with the same staff number; check the number"
        ),
        Fault::OtherName {
            found, expected, ..
        } => format!(
            "the name is `{found}`, but the staff number is recorded for `{expected}`; check the number, or change the name in the file"
        ),
        Fault::OtherRow { row } => {
            format!("row {row} says something else about the same record; keep the right one")
        }
        Fault::SeveralRecorded { n, headers } => {
            format!(
                "{n} recorded ones may be meant; fill in what tells them apart: {}",
                headers.join(", ")
            )
        }
        Fault::Contradicts { header } => format!("contradicts `{header}`; correct one of them"),
        Fault::ExactlyOne { headers } => {
            format!("fill in exactly one of {}", headers.join(", "))
        }
        Fault::OutOfRange { least, most } => super::fault::range(*least, *most),
        Fault::StatusWithoutDay { found, header } => format!(
            "the status is `{found}` without a day in `{header}`; fill it in, or the person is counted as present"
        ),
        Fault::NeverExpires { .. } => {
            "this kind of credential expires; fill in the printed day, or \
            leave the cell blank if there is none"
                .into()
        }
        Fault::Record(kind) => super::fault::kind(kind),
    }
}

fn words(allowed: &[(String, String)]) -> String {
    let words: Vec<&str> = allowed.iter().map(|(_, en)| &**en).collect();
    words.join(", ")
}

pub(in crate::wording) fn warning(warning: &Warning) -> String {
    match warning {
        Warning::IdNumber { wrong } => match wrong {
            IdFault::Form => {
                "the identity number has not 18 digits; it is not kept, so correct it".into()
            }
            IdFault::BirthDate => {
                "the birth date in the identity number does not exist; the number is not kept"
                    .into()
            }
            IdFault::CheckDigit => {
                "the check digit of the identity number is wrong; the number is not kept".into()
            }
        },
        Warning::Repeated { row } => format!("the same as row {row}; recorded once"),
        Warning::MayBeRecorded => {
            "a recorded one may be the same; added as a new record, check it".into()
        }
        Warning::Clears { was } => format!("the cell is blank, so the recorded `{was}` goes"),
        Warning::NoName => "a new person without a name".into(),
        Warning::Renames { was } => format!("changes the recorded name `{was}`"),
        Warning::LikeRecorded { staff } => {
            format!(
                "staff number `{staff}` is recorded and differs by zeros only; check whether it is the same person"
            )
        }
        Warning::SeriesAssumed => {
            "the medical and the public health series have this title; taken as medical, check it"
                .into()
        }
        Warning::LevelFromProfession => {
            "no column for the level of the licence; taken from the profession".into()
        }
        Warning::OtherInstitution { found } => {
            format!("`{found}` is not this institution, so the main one is elsewhere")
        }
        Warning::PostWithoutProgramme => {
            "no programme is named, so the post is not recorded".into()
        }
        Warning::HereButLeft { header } => {
            format!("employed by the status, with a day in `{header}`; the day counts, check it")
        }
        Warning::StillPosted { n } => format!(
            "{n} posts go on after the employment ends, and the import does not end them; record the leaving in the staff file afterwards"
        ),
        Warning::IdNumberOfAnother { staff } => format!(
            "staff number `{staff}` has the same identity number; it is kept all the same, so see whether one is wrong or one person has two numbers"
        ),
        Warning::OtherIdNumber => {
            "the rows of this person give different identity numbers; none is kept".into()
        }
        Warning::IdNumberNotKept => {
            "the server has no key, so the identity number is not kept; all else is imported".into()
        }
        Warning::OtherBirthDate => {
            "differs from the birth date in the identity number; neither is kept".into()
        }
    }
}

pub(in crate::wording) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Example => "example",
        Outcome::Unchanged => "unchanged",
        Outcome::Changed => "changed",
        Outcome::New => "new",
        Outcome::Bad => "bad",
    }
}

pub(in crate::wording) fn counts(counts: &Counts) -> String {
    format!(
        "rows: {} new, {} changed, {} unchanged, {} bad; {} new people, {} records added, {} corrected, {} warnings",
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.bad,
        counts.new_people,
        counts.added,
        counts.corrected,
        counts.warnings
    )
}
