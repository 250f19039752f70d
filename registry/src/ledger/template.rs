//! The template: headers with `*` where something must stand, drop-downs, an example row, notes.

use eligibility::catalogue::Catalogue;
use eligibility::facts::Hospital;
use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook, Worksheet};

use super::export::{Layout, WriteError, header_format, width};
use super::kinds::{
    CHOICES, Column, EXAMPLE, ID_NUMBER, Kind, NAME, NOTES, Owner, SHEETS, STAFF, STATUS, WIDE,
};
use super::lexicon::Lexicon;
use super::{book, special, titles};

/// How many rows have drop-downs.
const ROWS: u32 = 2_000;

/// A column of the template.
struct Shown {
    header: String,
    required: bool,
    example: String,
    choices: Vec<String>,
}

/// Makes the template.
///
/// # Errors
/// What a workbook cannot hold.
pub fn xlsx(
    hospital: &Hospital,
    catalogue: &Catalogue,
    layout: Layout,
) -> Result<Vec<u8>, WriteError> {
    let lexicon = Lexicon::new(catalogue, hospital);
    let mut workbook = Workbook::new();
    let mut lists = Vec::new();
    for (name, columns) in sheets(layout, hospital, &lexicon) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        write(sheet, &columns, &mut lists)?;
    }
    let notes = workbook.add_worksheet();
    notes.set_name(NOTES.0)?;
    notes.set_column_width(0, 110)?;
    for (row, line) in (0..).zip(lines()) {
        notes.write_string(row, 0, line)?;
    }
    // A list in the validation itself holds 255 characters, so the words stand on a sheet.
    let choices = workbook.add_worksheet();
    choices.set_name(CHOICES.0)?;
    choices.set_hidden(true);
    for (column, list) in (0..).zip(&lists) {
        for (row, word) in (0..).zip(list) {
            choices.write_string(row, column, word)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn sheets(layout: Layout, hospital: &Hospital, lexicon: &Lexicon<'_>) -> Vec<(String, Vec<Shown>)> {
    let shown = |column: &Column| shown(column, hospital, lexicon);
    match layout {
        Layout::Wide => {
            let mut columns = vec![staff(), name(), id_number()];
            let wide = SHEETS
                .iter()
                .filter(|kind| kind.is_wide() && kind.owner != Owner::Itself);
            let common = wide
                .flat_map(|kind| kind.columns)
                .filter(|column| column.common);
            // What a record must have need not be filled where there is no such record.
            columns.extend(common.map(|column| Shown {
                required: false,
                ..shown(column)
            }));
            columns.push(status());
            vec![(WIDE.0.to_owned(), columns)]
        }
        Layout::Sheets => {
            let of = |kind: &'static super::kinds::SheetKind| {
                let mut columns = Vec::new();
                if kind.owner != Owner::Hospital {
                    columns.extend([staff(), name()]);
                }
                let own = kind
                    .columns
                    .iter()
                    .filter(|column| !column.is_virtual && kind.owner != Owner::Itself);
                columns.extend(own.map(shown));
                if kind.owner == Owner::Hospital
                    && let Some(first) = columns.first_mut()
                {
                    first.example = format!("{EXAMPLE}科室");
                }
                (kind.zh.to_owned(), columns)
            };
            SHEETS.iter().map(of).collect()
        }
    }
}

fn plain(header: &str, required: bool, example: &str) -> Shown {
    Shown {
        header: header.to_owned(),
        required,
        example: example.to_owned(),
        choices: Vec::new(),
    }
}

fn staff() -> Shown {
    plain(STAFF.0, true, &format!("{EXAMPLE}0001"))
}

fn name() -> Shown {
    plain(NAME.0, false, "张三")
}

fn id_number() -> Shown {
    plain(&format!("{}（可空）", ID_NUMBER.0), false, "")
}

fn status() -> Shown {
    Shown {
        choices: special::statuses(),
        ..plain(STATUS.0, false, "在职")
    }
}

fn shown(column: &Column, hospital: &Hospital, lexicon: &Lexicon<'_>) -> Shown {
    let zh = |words: Vec<(String, String)>| words.into_iter().map(|(zh, _)| zh).collect();
    let choices: Vec<String> = match column.kind {
        Kind::Word(vocabulary) | Kind::Words(vocabulary) => zh(lexicon.choices(vocabulary)),
        Kind::Closed(set) => set.words.iter().map(|word| word.zh.to_owned()).collect(),
        Kind::Title => titles::choices(),
        Kind::YesNo if column.key == "passed" => vec!["合格".into(), "不合格".into()],
        Kind::YesNo if column.key == "main_here" => vec!["本院".into(), "外院".into()],
        Kind::YesNo => vec!["是".into(), "否".into()],
        Kind::Department => {
            let departments = hospital.institution.departments.iter();
            departments
                .map(|department| lexicon.say_department(hospital, &department.id))
                .collect()
        }
        Kind::Programme => {
            let programmes = hospital.programmes.iter();
            programmes
                .map(|one| lexicon.say_programme(&one.id, one.name.as_deref()))
                .collect()
        }
        _ => Vec::new(),
    };
    let example = match column.kind {
        Kind::Day => "2020-01-01".to_owned(),
        Kind::Count => "30".to_owned(),
        Kind::Events => "无".to_owned(),
        Kind::Text => "（文字）".to_owned(),
        _ => choices.first().cloned().unwrap_or_default(),
    };
    Shown {
        header: column.zh.to_owned(),
        required: column.required,
        example,
        choices,
    }
}

fn write(
    sheet: &mut Worksheet,
    columns: &[Shown],
    lists: &mut Vec<Vec<String>>,
) -> Result<(), WriteError> {
    let (text, grey) = (
        Format::new().set_num_format("@"),
        Format::new().set_num_format("@").set_font_color("808080"),
    );
    sheet.set_freeze_panes(1, 2)?;
    for (column, shown) in (0..).zip(columns) {
        let mark = if shown.required { "*" } else { "" };
        let header = format!("{}{mark}", shown.header);
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, width(&header))?;
        sheet.write_string_with_format(0, column, &header, &header_format())?;
        if !shown.example.is_empty() {
            sheet.write_string_with_format(1, column, &shown.example, &grey)?;
        }
        if !shown.choices.is_empty() {
            let place = lists
                .iter()
                .position(|list| *list == shown.choices)
                .unwrap_or_else(|| {
                    lists.push(shown.choices.clone());
                    lists.len() - 1
                });
            let (letters, last) = (letters(place), shown.choices.len());
            let formula = format!("={}!${letters}$1:${letters}${last}", CHOICES.0);
            // Other words for the same are taken too, so the list is an offer.
            let validation = DataValidation::new()
                .allow_list_formula(Formula::new(formula))
                .show_error_message(false);
            sheet.add_data_validation(1, column, ROWS, column, &validation)?;
        }
    }
    Ok(())
}

/// The letters of a column.
fn letters(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        let digit = u8::try_from(place % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        if place < 26 {
            break;
        }
        place = place / 26 - 1;
    }
    letters.iter().rev().collect()
}

fn lines() -> Vec<String> {
    let mega = book::MAX_BYTES >> 20;
    vec![
        "1. 带 * 的列必填；其余列没有就空着，空白表示缺这项资料，系统不会猜。".into(),
        "2. 日期可写 2026-03-01、2026/3/1、2026.3.1、2026年3月1日 或 20260301；仍在进行的止日可写“至今”或空着。".into(),
        "3. 一个人有多本证书、多段经历时，写成多行，工号相同即可；其余列可以不重复。".into(),
        format!("4. 工号以“{EXAMPLE}”开头的行是样例，不会导入。"),
        "5. 下拉列表中的词可用，系统认得的别名、英文和编号也可用；一格多项用“；”隔开。".into(),
        "6. 身份证号加密保存，查看须写明原因；导出的台账中没有。".into(),
        "7. 导入只新增和更正，不删除；同一文件再导入一次不会有变化。".into(),
        format!(
            "8. 限制：文件 {mega} MB、{} 个有内容的单元格、{} 列、{} 行、每格 {} 字。",
            book::MAX_CELLS,
            book::MAX_COLUMNS,
            book::MAX_ROWS,
            book::MAX_CHARS
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }
}
