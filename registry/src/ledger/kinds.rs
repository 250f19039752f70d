//! The kinds of record a ledger holds: their sheets and columns, declared once for reading,
//! comparing, writing and the template.

use eligibility::catalogue::Vocabulary;
use eligibility::file::Thing;

use crate::store::RecordKind;

mod declared;

pub use declared::SHEETS;
pub(crate) use declared::column;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A day.
    Day,
    /// A last day; 至今 is a blank.
    LastDay,
    /// The last valid day of a credential; what never expires is a blank where the kind allows it.
    Expiry,
    /// A whole number.
    Count,
    /// Yes or no, passed or not, here or not.
    YesNo,
    /// A word of the catalogue.
    Word(Vocabulary),
    /// Words of the catalogue, one after another.
    Words(Vocabulary),
    /// One of a closed set of words.
    Closed(Closed),
    /// A title by its name, or a level.
    Title,
    /// A recorded department by name or id.
    Department,
    /// A recorded programme by name or id.
    Programme,
    /// Days of serious events; 无 for none, 有 for one on an unknown day.
    Events,
    /// Stretches of days, such as `2020-01-01~2020-06-30`.
    Periods,
    /// A number with at most two decimals. Only forms ask for it.
    Amount,
    /// The staff number of somebody who is recorded. Only forms ask for it.
    Staff,
    /// A standard, by its id. Only forms ask for it.
    Standard,
    /// The full id of a clause. Only forms ask for it.
    Clause,
    /// The name of an item of equipment. Only forms ask for it.
    Item,
}

/// A closed set of words that is not in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// What the words are for.
    pub what: Thing,
    /// The words.
    pub words: &'static [Word],
}

/// A word: its id, its labels and what else it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word of the facts.
    pub id: &'static str,
    /// The Chinese label.
    pub zh: &'static str,
    /// The English label.
    pub en: &'static str,
    /// What else it is called.
    pub also: &'static [&'static str],
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key of the record it holds.
    pub key: &'static str,
    /// The Chinese header, unlike that of any other kind's columns.
    pub zh: &'static str,
    /// The English header.
    pub en: &'static str,
    /// What else the header is called.
    pub also: &'static [&'static str],
    /// What stands in it.
    pub kind: Kind,
    /// Whether a record of the kind must have it.
    pub required: bool,
    /// Whether the template's wide sheet has it.
    pub common: bool,
    /// Whether it is read and checked, but no field of the record.
    pub is_virtual: bool,
}

/// Whose the records of a kind are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The hospital's own: departments.
    Hospital,
    /// The person's file itself.
    Itself,
    /// A person, by the staff number.
    Person,
    /// A programme, the person being a field.
    Programme,
}

/// A kind of record and its sheet.
#[derive(Debug)]
pub struct SheetKind {
    /// The record's stable name, such as `credential`.
    pub record: &'static str,
    /// The Chinese name of the sheet.
    pub zh: &'static str,
    /// The English name of the sheet.
    pub en: &'static str,
    /// What else the sheet is called.
    pub also: &'static [&'static str],
    /// Whose the records are.
    pub owner: Owner,
    /// Its columns, after the staff number and the name.
    pub columns: &'static [Column],
    /// The natural key: fields that are equal when two records are the same.
    pub fixed: &'static [&'static str],
    /// Fields of which one at least is equal, and none differs, when two records are the same.
    pub telling: &'static [&'static str],
    /// Fields that make two records different when they differ, and else tell nothing.
    pub apart: &'static [&'static str],
}

impl SheetKind {
    /// The column of a key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// Whether records are bare words instead of tables.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        RecordKind::from_name(self.record).is_some_and(RecordKind::is_of_words)
    }

    /// Whether its columns may stand in the one wide sheet.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.owner != Owner::Hospital
    }
}

/// The header of the staff number: Chinese, English, and what else it is called.
pub const STAFF: (&str, &str, &[&str]) = (
    "工号",
    "Staff number",
    &[
        "员工号",
        "职工号",
        "员工编号",
        "职工编号",
        "人员编号",
        "职工工号",
        "员工工号",
        "staff",
        "staffno",
    ],
);
/// The header of the name.
pub const NAME: (&str, &str, &[&str]) = (
    "姓名",
    "Name",
    &["名字", "员工姓名", "职工姓名", "人员姓名"],
);
/// The header of the identity number, which is kept sealed and apart from everything else.
pub const ID_NUMBER: (&str, &str, &[&str]) = (
    "身份证号",
    "Identity number",
    &[
        "身份证",
        "身份证号码",
        "公民身份号码",
        "证件号码",
        "idnumber",
    ],
);
/// The header of the birth date, which is compared with the identity number and not kept.
pub const BIRTH: (&str, &str, &[&str]) = ("出生日期", "Birth date", &["出生年月日", "生日"]);
/// The header of the status, which is checked against the other columns and not kept.
pub const STATUS: (&str, &str, &[&str]) = ("状态", "Status", &["人员状态", "在职状态", "在岗状态"]);
/// The header of the column that is added to a sheet that is given back.
pub const RESULT: (&str, &str) = ("导入结果", "Import result");

/// What a staff number begins with in the template's example row, which is not read.
pub const EXAMPLE: &str = "示例";
/// The sheets of the template that hold no records.
pub const NOTES: (&str, &str) = ("填写说明", "Notes");
/// The sheet with the words of the drop-downs.
pub const CHOICES: (&str, &str) = ("选项", "Choices");
/// The sheet of an export that says who made it.
pub const MARK: (&str, &str) = ("导出说明", "Export");
/// The name of the wide sheet.
pub const WIDE: (&str, &str) = ("人员台账", "Staff ledger");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ledger::text::key;

    #[test]
    fn every_kind_of_record_of_a_person_has_a_sheet() {
        let sheets: BTreeSet<_> = SHEETS.iter().map(|sheet| sheet.record).collect();
        assert_eq!(sheets.len(), SHEETS.len());
        for kind in RecordKind::all() {
            let expected =
                kind.is_of_person() || ["person", "posting", "department"].contains(&kind.name());
            assert_eq!(sheets.contains(kind.name()), expected, "{kind:?}");
        }
    }

    #[test]
    fn no_header_has_two_meanings_in_the_wide_sheet() {
        let mut seen = BTreeSet::new();
        let fixed = [STAFF, NAME, ID_NUMBER, BIRTH, STATUS];
        for (zh, en, also) in fixed {
            for text in [zh, en].iter().chain(also) {
                assert!(seen.insert(key(text)), "{text}");
            }
        }
        for sheet in SHEETS
            .iter()
            .filter(|sheet| sheet.is_wide() && sheet.owner != Owner::Itself)
        {
            for column in sheet.columns {
                let texts: BTreeSet<_> = [column.zh, column.en]
                    .iter()
                    .chain(column.also)
                    .map(|text| key(text))
                    .collect();
                for text in texts {
                    assert!(seen.insert(text.clone()), "{text}");
                }
            }
            for name in sheet.fixed.iter().chain(sheet.telling).chain(sheet.apart) {
                assert!(*name == "staff" || sheet.column(name).is_some(), "{name}");
            }
        }
    }
}
