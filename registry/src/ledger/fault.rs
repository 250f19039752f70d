//! What can be wrong with a ledger, as data; the words are made at the edge.

use eligibility::day::Day;
use eligibility::file::{FaultKind, Thing};
use thiserror::Error;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BookFault {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It has more bytes than are taken.
    #[error("{bytes} bytes, at most {most} are taken")]
    TooBig {
        /// How many it has.
        bytes: usize,
        /// How many are taken.
        most: usize,
    },
    /// An old workbook (.xls), or one with a password.
    #[error("an old or a locked workbook")]
    OldOrLocked,
    /// An archive, but not a workbook.
    #[error("an archive without a workbook")]
    NotAWorkbook,
    /// Neither UTF-8 nor GB18030.
    #[error("neither UTF-8 nor GB18030")]
    NotText,
    /// It cannot be understood.
    #[error("damaged: {message}")]
    Damaged {
        /// What the parser says.
        message: String,
    },
    /// The archive has more entries than a workbook has.
    #[error("more than {most} entries")]
    TooManyEntries {
        /// How many are taken.
        most: usize,
    },
    /// The archive unpacks to more than is taken.
    #[error("unpacks to more than {most} bytes")]
    UnpacksTooBig {
        /// How many bytes are taken.
        most: u64,
    },
    /// An entry holds more than it says, or says it holds what it cannot.
    #[error("entry `{entry}` forges its size")]
    SizeForged {
        /// The entry.
        entry: String,
    },
    /// An entry with a name that leads out of the archive, or that stands twice.
    #[error("entry `{entry}` has a name that is not taken")]
    BadName {
        /// The entry.
        entry: String,
    },
    /// An archive in the archive.
    #[error("entry `{entry}` is itself an archive")]
    NestedArchive {
        /// The entry.
        entry: String,
    },
    /// XML with definitions of its own.
    #[error("entry `{entry}` defines entities")]
    HasEntities {
        /// The entry.
        entry: String,
    },
    /// XML in another encoding.
    #[error("entry `{entry}` is not UTF-8")]
    NotUtf8 {
        /// The entry.
        entry: String,
    },
    /// Days count from 1904, so that plain numbers would mean other days.
    #[error("days count from 1904")]
    Dates1904,
    /// Something stands too far to the right.
    #[error("sheet `{sheet}` row {row}: more than {most} columns")]
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// How many are taken.
        most: u32,
    },
    /// Something stands too far down.
    #[error("sheet `{sheet}`: more than {most} rows")]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// How many are taken.
        most: u32,
    },
    /// More cells are filled than are taken.
    #[error("more than {most} cells")]
    TooManyCells {
        /// How many are taken.
        most: usize,
    },
    /// A cell holds a longer text than is taken.
    #[error("sheet `{sheet}` row {row}: a text of more than {most} characters")]
    TextTooLong {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// How many characters are taken.
        most: usize,
    },
    /// No sheet has a row of headers with the staff number in it.
    #[error("no sheet with headers")]
    NoHeaders,
    /// A header that was to be mapped is not in the file, or what it was to mean is no column.
    #[error("`{from}` cannot be mapped to `{to}`")]
    BadMapping {
        /// The header in the file.
        from: String,
        /// The column it was to be.
        to: String,
    },
}

/// What is wrong with a cell or a row; the row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Blank, and must not be.
    Missing,
    /// Not written as a day.
    NotADay {
        /// What stands there.
        found: String,
    },
    /// No calendar has this day, or it lies outside 1900 to 2199.
    NoSuchDay {
        /// What stands there.
        found: String,
    },
    /// A last day before the first, which stands in another column.
    OutOfOrder {
        /// The header of the first day.
        first_header: String,
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// Not a whole number that is not negative.
    NotACount {
        /// What stands there.
        found: String,
    },
    /// Not a number with at most two decimals that is not negative.
    NotAnAmount {
        /// What stands there.
        found: String,
    },
    /// Neither yes nor no.
    NotYesNo {
        /// What stands there.
        found: String,
    },
    /// No word of the list; the words allowed, in both languages.
    UnknownWord {
        /// What the word is for.
        what: Thing,
        /// What stands there.
        found: String,
        /// The words allowed: Chinese, English.
        allowed: Vec<(String, String)>,
    },
    /// No word for a status; those allowed, in both languages.
    UnknownStatus {
        /// What stands there.
        found: String,
        /// The words allowed: Chinese, English.
        allowed: Vec<(String, String)>,
    },
    /// No such department, programme or person is recorded.
    NotRecorded {
        /// What.
        what: Thing,
        /// What stands there.
        found: String,
        /// What is recorded; of people none are named.
        recorded: Vec<String>,
    },
    /// A word that several things are called.
    SeveralMeant {
        /// What the word is for.
        what: Thing,
        /// What stands there.
        found: String,
        /// The ids it could be.
        ids: Vec<String>,
    },
    /// The title is not one of the series in the other column.
    TitleOfOtherSeries {
        /// The title.
        title: String,
        /// The series it stands beside.
        series: String,
    },
    /// Excel has rounded a long number; its last digits are lost.
    DigitsLost {
        /// What is left.
        found: String,
    },
    /// An error of Excel's in the cell.
    ExcelError {
        /// Which.
        found: String,
    },
    /// The staff number belongs to another name.
    OtherName {
        /// The name here.
        found: String,
        /// The name it belongs to.
        expected: String,
        /// The row with that name; `None` if it is recorded.
        row: Option<u32>,
    },
    /// Another row says something else about the same record.
    OtherRow {
        /// That row.
        row: u32,
    },
    /// Several recorded ones could be meant.
    SeveralRecorded {
        /// How many.
        n: usize,
        /// The headers that would tell them apart.
        headers: Vec<String>,
    },
    /// Two cells of the row contradict each other.
    Contradicts {
        /// The header of the other cell.
        header: String,
    },
    /// Of some cells exactly one is to be filled in.
    ExactlyOne {
        /// Their headers.
        headers: Vec<String>,
    },
    /// A number that is too small or too large.
    OutOfRange {
        /// The least it may be.
        least: u32,
        /// The most it may be, if there is such.
        most: Option<u32>,
    },
    /// Left or absent by the status, without the day.
    StatusWithoutDay {
        /// The status.
        found: String,
        /// The header of the column in which the day belongs.
        header: String,
    },
    /// What no expiry can mean for this kind of credential.
    NeverExpires {
        /// What stands there.
        found: String,
    },
    /// The checks of the facts refuse it.
    Record(FaultKind),
}

impl Fault {
    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotADay { .. } => "not-a-day",
            Self::NoSuchDay { .. } => "no-such-day",
            Self::OutOfOrder { .. } => "out-of-order",
            Self::NotACount { .. } => "not-a-count",
            Self::NotAnAmount { .. } => "not-an-amount",
            Self::NotYesNo { .. } => "not-yes-no",
            Self::UnknownWord { .. } => "unknown-word",
            Self::UnknownStatus { .. } => "unknown-status",
            Self::NotRecorded { .. } => "not-recorded",
            Self::SeveralMeant { .. } => "several-meant",
            Self::TitleOfOtherSeries { .. } => "title-of-other-series",
            Self::DigitsLost { .. } => "digits-lost",
            Self::ExcelError { .. } => "excel-error",
            Self::OtherName { .. } => "other-name",
            Self::OtherRow { .. } => "other-row",
            Self::SeveralRecorded { .. } => "several-recorded",
            Self::Contradicts { .. } => "contradicts",
            Self::ExactlyOne { .. } => "exactly-one",
            Self::OutOfRange { .. } => "out-of-range",
            Self::StatusWithoutDay { .. } => "status-without-day",
            Self::NeverExpires { .. } => "never-expires",
            Self::Record(_) => "record",
        }
    }
}

/// What is worth a look; the row is taken all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The identity number's length, check digit or birth date is wrong. It is not kept.
    IdNumber {
        /// What is wrong.
        wrong: IdFault,
    },
    /// The same as an earlier row.
    Repeated {
        /// That row.
        row: u32,
    },
    /// A record of the kind is there that might be the same; a new one is added.
    MayBeRecorded,
    /// The cell is blank, and what was recorded in the field goes.
    Clears {
        /// What was recorded.
        was: String,
    },
    /// A new person without a name.
    NoName,
    /// The recorded name changes.
    Renames {
        /// The recorded name.
        was: String,
    },
    /// A recorded staff number differs by zeros at its beginning only.
    LikeRecorded {
        /// That number.
        staff: String,
    },
    /// A title that two series have was taken to be medical.
    SeriesAssumed,
    /// The licence's level was taken from the profession.
    LevelFromProfession,
    /// Another institution's name, so the main institution is not this one.
    OtherInstitution {
        /// The name.
        found: String,
    },
    /// A post without a programme is not recorded.
    PostWithoutProgramme,
    /// Employed by the status, with a last day in another column.
    HereButLeft {
        /// The header of the last day.
        header: String,
    },
    /// The last employment ends, and posts go on that the import does not end.
    StillPosted {
        /// How many.
        n: usize,
    },
    /// A birth date that is not the one in the identity number.
    OtherBirthDate,
    /// Somebody else has the same identity number.
    IdNumberOfAnother {
        /// Their staff number.
        staff: String,
    },
    /// Another row gives the same person another identity number. Neither is kept.
    OtherIdNumber,
    /// The identity number is not kept, since the server has no key for it.
    IdNumberNotKept,
}

impl Warning {
    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::IdNumber { .. } => "id-number",
            Self::Repeated { .. } => "repeated",
            Self::MayBeRecorded => "may-be-recorded",
            Self::Clears { .. } => "clears",
            Self::NoName => "no-name",
            Self::Renames { .. } => "renames",
            Self::LikeRecorded { .. } => "like-recorded",
            Self::SeriesAssumed => "series-assumed",
            Self::LevelFromProfession => "level-from-profession",
            Self::OtherInstitution { .. } => "other-institution",
            Self::PostWithoutProgramme => "post-without-programme",
            Self::HereButLeft { .. } => "here-but-left",
            Self::StillPosted { .. } => "still-posted",
            Self::OtherBirthDate => "other-birth-date",
            Self::IdNumberOfAnother { .. } => "id-number-of-another",
            Self::OtherIdNumber => "other-id-number",
            Self::IdNumberNotKept => "id-number-not-kept",
        }
    }
}

/// What is wrong with an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdFault {
    /// Not 18 digits, the last of which may be an X.
    Form,
    /// The birth date in it is no day.
    BirthDate,
    /// The check digit is another.
    CheckDigit,
}
