//! Importing in words: how far it is, why nothing was written, and what is not read of a file.

use registry::history::UndoError;
use registry::import::Stage;
use registry::ledger::{MAX_BYTES, MAX_CELLS, MAX_CHARS, MAX_COLUMNS, MAX_ROWS};
use registry::store::{ApplyError, ChangeFault};
use registry::uploads::{LASTS, MOST};

use super::field_text::{record_kind, records};
use super::record_text;
use crate::locale::Lang;
use crate::view::import::Refusal;

/// How far an import is.
#[must_use]
pub fn stage(lang: Lang, stage: Stage) -> String {
    match (lang, stage) {
        (Lang::Zh, Stage::Reading) => "读取文件…".to_owned(),
        (Lang::En, Stage::Reading) => "reading the file…".to_owned(),
        (Lang::Zh, Stage::Comparing { n_rows, .. }) => format!("核对 {n_rows} 行…"),
        (Lang::En, Stage::Comparing { n_rows, .. }) => format!("comparing {n_rows} rows…"),
        (Lang::Zh, Stage::Writing { n_changes }) => format!("写入 {n_changes} 处改动…"),
        (Lang::En, Stage::Writing { n_changes }) => format!("writing {n_changes} changes…"),
    }
}

/// Which files are taken, and for how long.
#[must_use]
pub fn limits(lang: Lang) -> Vec<String> {
    let (mega, hours) = (MAX_BYTES >> 20, LASTS.num_hours());
    match lang {
        Lang::Zh => vec![
            "类型：Excel 工作簿（.xlsx）或 CSV（UTF-8、GB18030）；不收旧版 .xls 和加密的文件".into(),
            format!("大小：{mega} MB，每张表 {MAX_ROWS} 行、{MAX_COLUMNS} 列，全部 {MAX_CELLS} 个有内容的单元格，每格 {MAX_CHARS} 字"),
            format!("上传后先预览，不会写入；每人保留最近 {MOST} 份，{hours} 小时后自动删除"),
        ],
        Lang::En => vec![
            "Type: an Excel workbook (.xlsx) or CSV (UTF-8, GB18030); no old .xls, nothing with a password".into(),
            format!("Size: {mega} MB, {MAX_ROWS} rows and {MAX_COLUMNS} columns a sheet, {MAX_CELLS} filled cells in all, {MAX_CHARS} characters a cell"),
            format!("You see first what would change; nothing is written yet. The last {MOST} files of each account are kept, for {hours} hours"),
        ],
    }
}

/// The size of a file.
#[must_use]
pub fn size(n_bytes: i64) -> String {
    if n_bytes < 1 << 20 {
        format!("{} kB", (n_bytes + 1023) >> 10)
    } else {
        format!("{} MB", (n_bytes + (1 << 20) - 1) >> 20)
    }
}

/// Why nothing was written.
#[must_use]
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match (lang, refusal) {
        (Lang::Zh, Refusal::BadRows(n)) => {
            format!("有 {n} 行有误，没有写入；请改正后重新上传，或选择“只导入无误的行”")
        }
        (Lang::En, Refusal::BadRows(n)) => format!(
            "{n} rows are bad, so nothing was written; correct them and hand the file in again, or choose the good rows only"
        ),
        (Lang::Zh, Refusal::Overtaken) => {
            "预览之后有人改过这些记录，没有写入；下面是按现在的记录重新核对的结果，请再看一遍".into()
        }
        (Lang::En, Refusal::Overtaken) => {
            "somebody changed these records since you looked, so nothing was written; below is what the file would do now, please look again".into()
        }
        (Lang::Zh, Refusal::Failed) => "服务器出错，没有写入；请稍后再试".into(),
        (Lang::En, Refusal::Failed) => "the server failed, so nothing was written; please try again later".into(),
        (_, Refusal::NotApplied(error)) => apply_error(lang, error),
    }
}

/// Why changes were not made, for somebody who did not type them one by one.
#[must_use]
pub fn apply_error(lang: Lang, error: &ApplyError) -> String {
    match (lang, error) {
        (Lang::Zh, ApplyError::Store(_)) => "服务器出错，没有写入；请稍后再试".into(),
        (Lang::En, ApplyError::Store(_)) => {
            "the server failed, so nothing was written; please try again later".into()
        }
        (Lang::Zh, ApplyError::Stale { id, .. }) => format!(
            "记录（{}）刚被别人改过，没有写入；请重新核对后再试",
            records(lang, std::slice::from_ref(id))
        ),
        (Lang::En, ApplyError::Stale { id, .. }) => format!(
            "a record ({}) was changed by somebody else meanwhile, so nothing was written; look again and retry",
            records(lang, std::slice::from_ref(id))
        ),
        (_, ApplyError::InUse { id, table: table @ ("attachment" | "identity_number"), n_rows, .. }) => {
            let colon = lang.words().colon;
            let record = records(lang, std::slice::from_ref(id));
            format!("{record}{colon}{}", record_text::in_use(lang, table, *n_rows))
        }
        (Lang::Zh, ApplyError::InUse { id, table, n_rows, .. }) => format!(
            "记录（{}）还被 {n_rows} 条“{}”引用，没有写入；请先处理那些记录",
            records(lang, std::slice::from_ref(id)),
            record_kind(lang, table)
        ),
        (Lang::En, ApplyError::InUse { id, table, n_rows, .. }) => format!(
            "a record ({}) is still referred to by {n_rows} of {}, so nothing was written; see to those first",
            records(lang, std::slice::from_ref(id)),
            record_kind(lang, table)
        ),
        (Lang::Zh, ApplyError::Refused { .. }) => {
            "记录与现有的编号或引用冲突，没有写入；请核对工号、科室和项目是否还在".into()
        }
        (Lang::En, ApplyError::Refused { .. }) => {
            "a record collides with an id or lacks what it refers to, so nothing was written; see whether person, department and programme are still there".into()
        }
        (_, ApplyError::Faulty(faults)) => faulty(lang, faults),
    }
}

fn faulty(lang: Lang, faults: &[ChangeFault]) -> String {
    let said: Vec<_> = faults
        .iter()
        .take(5)
        .map(|fault| super::fault(lang, &fault.fault))
        .collect();
    let said = said.join(lang.words().stop);
    match lang {
        Lang::Zh => format!("改动后的记录通不过核对，没有写入：{said}"),
        Lang::En => format!(
            "the changed records would not stand the checks, so nothing was written: {said}"
        ),
    }
}

/// Why nothing was taken back.
#[must_use]
pub fn undo_error(lang: Lang, error: &UndoError) -> String {
    match (lang, error) {
        (Lang::Zh, UndoError::NotFound) => "没有可撤销的改动".into(),
        (Lang::En, UndoError::NotFound) => "there is nothing to take back".into(),
        (Lang::Zh, UndoError::TakenBack) => "已经撤销过，没有再撤销".into(),
        (Lang::En, UndoError::TakenBack) => "it was taken back already, so nothing was done".into(),
        (Lang::Zh, UndoError::ChangedSince(changed)) => format!(
            "有 {} 条记录后来又改过，撤销会丢掉后来的改动，所以没有撤销。请逐条核对：{}",
            changed.len(),
            records(lang, changed)
        ),
        (Lang::En, UndoError::ChangedSince(changed)) => format!(
            "{} records were changed since, and taking this back would lose those changes, so nothing was done. Look at them one by one: {}",
            changed.len(),
            records(lang, changed)
        ),
        (_, UndoError::Apply(error)) => apply_error(lang, error),
        (Lang::Zh, UndoError::Store(_)) => "服务器出错，没有撤销；请稍后再试".into(),
        (Lang::En, UndoError::Store(_)) => {
            "the server failed, so nothing was taken back; please try again later".into()
        }
    }
}

/// That a sheet is not read.
#[must_use]
pub const fn not_read(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "未读取：没有含“工号”的表头行",
        Lang::En => "not read: no row of headers with a staff number",
    }
}

/// That a column is not read, since an earlier one means the same.
#[must_use]
pub fn repeated(lang: Lang, sheet: &str, header: &str) -> String {
    match lang {
        Lang::Zh => format!("工作表“{sheet}”的“{header}”与前面的一列含义相同，没有读取"),
        Lang::En => {
            format!(
                "sheet {sheet}: column {header} means what an earlier one does and was not read"
            )
        }
    }
}

/// Where in a file something stands.
#[must_use]
pub fn place(lang: Lang, sheet: &str, row: u32) -> String {
    match lang {
        Lang::Zh => format!("“{sheet}”第 {row} 行"),
        Lang::En => format!("{sheet}, row {row}"),
    }
}

/// A column by its letters and its header.
#[must_use]
pub fn column(lang: Lang, at: Option<u32>, header: Option<&str>) -> String {
    let letters = at.map(letters);
    match (lang, letters, header) {
        (Lang::Zh, Some(letters), Some(header)) => format!("{letters} 列“{header}”"),
        (Lang::Zh, Some(letters), None) => format!("{letters} 列"),
        (Lang::En, Some(letters), Some(header)) => format!("{letters}, {header}"),
        (Lang::En, Some(letters), None) => letters,
        (_, None, header) => header.unwrap_or("—").to_owned(),
    }
}

/// The letters of a column, as spreadsheets write them.
fn letters(mut at: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// How many of a list are shown, and which.
#[must_use]
pub fn page(lang: Lang, page: usize, n_pages: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {page} / {n_pages} 页"),
        Lang::En => format!("page {page} of {n_pages}"),
    }
}

/// What a batch did.
#[must_use]
pub fn batch(lang: Lang, added: i64, corrected: i64, removed: i64) -> String {
    let parts = match lang {
        Lang::Zh => [
            (added, format!("新增 {added} 条")),
            (corrected, format!("更正 {corrected} 条")),
            (removed, format!("删除 {removed} 条")),
        ],
        Lang::En => [
            (added, format!("{added} added")),
            (corrected, format!("{corrected} corrected")),
            (removed, format!("{removed} removed")),
        ],
    };
    let told: Vec<_> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, said)| said)
        .collect();
    told.join(lang.words().separator)
}

#[cfg(test)]
mod tests {
    use registry::store::{RecordId, Refusal as Refused};

    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let found = [0, 25, 26, 701, 702].map(letters);
        assert_eq!(found, ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(
            column(Lang::Zh, Some(2), Some("有效期至")),
            "C 列“有效期至”"
        );
        assert_eq!(column(Lang::En, None, None), "—");
    }

    #[test]
    fn why_nothing_was_done_is_said_in_the_language_of_the_page() {
        let id = || RecordId::parse("credential:0103:4").unwrap();
        let apply_errors = || {
            let in_use = |table| ApplyError::InUse {
                change: 0,
                id: id(),
                table,
                n_rows: 2,
            };
            vec![
                in_use("posting"),
                in_use("attachment"),
                in_use("identity_number"),
                ApplyError::Stale {
                    change: 0,
                    id: id(),
                    now: None,
                },
                ApplyError::Refused {
                    change: 0,
                    refusal: Refused::Taken,
                },
                ApplyError::Faulty(Vec::new()),
            ]
        };
        let refusals = [Refusal::BadRows(3), Refusal::Overtaken, Refusal::Failed];
        let undo = [
            UndoError::NotFound,
            UndoError::TakenBack,
            UndoError::ChangedSince(vec![id(); 25]),
        ];
        let texts = |lang| {
            let refusals = refusals.iter().map(move |one| refusal(lang, one));
            let undo = undo.iter().map(move |one| undo_error(lang, one));
            let errors = apply_errors().into_iter();
            let errors = errors.map(move |one| refusal(lang, &Refusal::NotApplied(one)));
            refusals.chain(undo).chain(errors).collect::<Vec<_>>()
        };
        for text in texts(Lang::Zh) {
            assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
        }
        for text in texts(Lang::En) {
            assert!(!text.contains(|c| ('一'..='龥').contains(&c)), "{text}");
        }
        let many = undo_error(Lang::Zh, &UndoError::ChangedSince(vec![id(); 25]));
        assert!(
            many.contains("有 25 条") && many.contains("证书 0103") && many.ends_with("另 5 条")
        );
    }

    #[test]
    fn small_files_are_not_called_nothing() {
        assert_eq!((size(1), size(2 << 20)), ("1 kB".into(), "2 MB".into()));
    }
}
