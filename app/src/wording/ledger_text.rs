//! A staff ledger in words: its faults, its rows and what became of them.

use registry::ledger::preview::{Counts, SheetReport};
use registry::ledger::{At, BookFault, Fault, Outcome, Preview, RowReport, Warning};

use super::{en, zh};
use crate::locale::Lang;

/// Why a file cannot be read, and what to do.
#[must_use]
pub fn book_fault(lang: Lang, fault: &BookFault) -> String {
    match lang {
        Lang::Zh => zh::spaced(&zh::ledger::book(fault)),
        Lang::En => en::ledger::book(fault),
    }
}

/// What is wrong with a cell or a row, and what to do.
#[must_use]
pub fn fault(lang: Lang, fault: &Fault) -> String {
    match lang {
        Lang::Zh => zh::ledger::fault(fault),
        Lang::En => en::ledger::fault(fault),
    }
}

/// What is worth a look.
#[must_use]
pub fn warning(lang: Lang, warning: &Warning) -> String {
    match lang {
        Lang::Zh => zh::ledger::warning(warning),
        Lang::En => en::ledger::warning(warning),
    }
}

/// What becomes of a row.
#[must_use]
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match lang {
        Lang::Zh => zh::ledger::outcome(outcome),
        Lang::En => en::ledger::outcome(outcome),
    }
}

/// How many rows become what.
#[must_use]
pub fn counts(lang: Lang, counts: &Counts) -> String {
    match lang {
        Lang::Zh => zh::ledger::counts(counts),
        Lang::En => en::ledger::counts(counts),
    }
}

/// All that is said of a row, each with its header; for a sheet that is given back.
#[must_use]
pub fn row(lang: Lang, row: &RowReport) -> String {
    let faults = row
        .faults
        .iter()
        .map(|at| said(lang, at, |what| fault(lang, what)));
    let warnings = row
        .warnings
        .iter()
        .map(|at| said(lang, at, |what| warning(lang, what)));
    let all: Vec<String> = faults.chain(warnings).collect();
    all.join(match lang {
        Lang::Zh => "；\n",
        Lang::En => ";\n",
    })
}

fn said<T>(lang: Lang, at: &At<T>, say: impl Fn(&T) -> String) -> String {
    match (lang, &at.header) {
        (Lang::Zh, Some(header)) => format!("“{header}”：{}", say(&at.what)),
        (Lang::En, Some(header)) => format!("{header}: {}", say(&at.what)),
        (_, None) => say(&at.what),
    }
}

/// Everything found, a line each: headers without a meaning, faults and warnings.
#[must_use]
pub fn findings(lang: Lang, preview: &Preview) -> String {
    let mut lines: Vec<String> = preview
        .sheets
        .iter()
        .flat_map(|sheet| headers(lang, sheet))
        .collect();
    for row in &preview.rows {
        let sheet = preview
            .sheets
            .get(row.sheet)
            .map_or("", |sheet| &*sheet.name);
        let place = match lang {
            Lang::Zh => format!("工作表“{sheet}”第 {} 行", row.row),
            Lang::En => format!("sheet {sheet}, row {}", row.row),
        };
        let (colon, note) = match lang {
            Lang::Zh => ("", "（提示）"),
            Lang::En => (": ", "(note) "),
        };
        for at in &row.faults {
            lines.push(format!(
                "{place}{colon}{}",
                said(lang, at, |what| fault(lang, what))
            ));
        }
        for at in &row.warnings {
            lines.push(format!(
                "{place}{colon}{note}{}",
                said(lang, at, |what| warning(lang, what))
            ));
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn headers(lang: Lang, sheet: &SheetReport) -> Vec<String> {
    let name = &sheet.name;
    let Some(heads) = &sheet.heads else {
        return vec![match lang {
            Lang::Zh => format!("工作表“{name}”没有读取：没有含“工号”的表头行"),
            Lang::En => format!("sheet {name} was not read: no row of headers with a staff number"),
        }];
    };
    let unknown = heads.unknown.iter().map(|(_, header)| match lang {
        Lang::Zh => format!("工作表“{name}”的“{header}”一列看不懂，没有读取；可用 --map \"{header}=列名\" 指明"),
        Lang::En => format!("sheet {name}: column {header} was not read; say what it is with --map \"{header}=COLUMN\""),
    });
    let repeated = heads.repeated.iter().map(|(_, header)| match lang {
        Lang::Zh => format!("工作表“{name}”的“{header}”与前面的一列含义相同，没有读取"),
        Lang::En => {
            format!("sheet {name}: column {header} means what an earlier one does and was not read")
        }
    });
    unknown.chain(repeated).collect()
}
