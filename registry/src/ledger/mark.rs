//! What an export says of itself: who took it, when and what for, on paper and on the screen.
//!
//! An import passes over it, so a file that comes back changes nothing.

use rust_xlsxwriter::Worksheet;

use super::export::WriteError;
use super::kinds::MARK;
use super::text::neutralised;

/// The most cells of a mark.
pub(super) const MOST_CELLS: usize = 8;

/// What is said of a file that no import takes as it is.
const IN_PARTS: &str = "超出一次导入的上限；如要再导入，请分科室导出。More than one import takes: to \
                        import it again, export it department by department.";

/// How much of a name stands in a foot: all of a foot holds 255 characters.
const MOST_OF_A_NAME: usize = 60;

/// The mark of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Who took it.
    pub who: String,
    /// When, as the hospital's clocks have it.
    pub at: String,
    /// What for.
    pub reason: String,
    /// Whether the file is more than one import takes.
    pub in_parts: bool,
}

impl Mark {
    /// In one line, above the headers of a table.
    pub(super) fn title(&self) -> String {
        let Self {
            who, at, reason, ..
        } = self;
        let title = format!("准入导出：{who}，{at}，用途：{reason}");
        if self.in_parts {
            format!("{title}。{IN_PARTS}")
        } else {
            title
        }
    }

    /// In the foot of a page, with the page's number. What Excel would take for a code is doubled.
    pub(super) fn foot(&self) -> String {
        let letters = self.who.chars().filter(|letter| !letter.is_control());
        let who: String = letters.take(MOST_OF_A_NAME).collect();
        let who = who.replace('&', "&&");
        format!("&L导出：{who}，{}&R第 &P 页，共 &N 页", self.at)
    }

    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        sheet.set_name(MARK.0)?;
        sheet.set_column_width(0, 16)?;
        sheet.set_column_width(1, 60)?;
        let lines = [
            ("导出人", &self.who),
            ("导出时间", &self.at),
            ("用途", &self.reason),
        ];
        for (row, (label, text)) in (0..).zip(lines) {
            sheet.write_string(row, 0, label)?;
            sheet.write_string(row, 1, neutralised(text))?;
        }
        let says = "内含个人信息，限上述用途使用，不得外传；导出已记入操作日志。";
        sheet.write_string(3, 0, says)?;
        if self.in_parts {
            sheet.write_string(4, 0, IN_PARTS)?;
        }
        Ok(())
    }
}
