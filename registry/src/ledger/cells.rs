//! What the cell of a column says.

use eligibility::file::{Decimal, Node, Rule, Shape as _, Value, stray_control};

use super::book::Cell;
use super::day::{self, NoDay};
use super::fault::Fault;
use super::kinds::{Column, Kind};
use super::lexicon::{self, Lexicon};
use super::text::{folded, key, restored, short};

/// What says that something goes on.
const ONGOING: &[&str] = &[
    "至今", "今", "现在", "目前", "在职", "在岗", "now", "present",
];
/// What says that something never ends.
const NEVER: &[&str] = &[
    "长期",
    "长期有效",
    "永久",
    "永久有效",
    "终身",
    "无期限",
    "无",
    "never",
];
/// What says that there is nothing, where a word or a day is asked for.
const NOTHING: &[&str] = &["无", "暂无", "/", "-", "--", "none", "n/a"];
const YES: &[&str] = &[
    "是",
    "有",
    "合格",
    "通过",
    "已通过",
    "本院",
    "本机构",
    "√",
    "✓",
    "y",
    "yes",
    "true",
    "1",
    "passed",
    "pass",
    "here",
];
const NO: &[&str] = &[
    "否",
    "无",
    "没有",
    "不合格",
    "未通过",
    "外院",
    "其他机构",
    "×",
    "✗",
    "x",
    "n",
    "no",
    "false",
    "0",
    "failed",
    "fail",
    "elsewhere",
];

/// What a cell says: a value of a record, or a blank.
pub type Said = Result<Option<Node>, Fault>;

/// The text of a cell as it was before it left, and nothing Excel spoiled.
///
/// # Errors
/// A control character, an error of Excel's, or digits it has lost.
pub fn text(cell: &Cell) -> Result<String, Fault> {
    match cell {
        Cell::Text(text) => {
            let text = text.trim();
            if let Some(found) = stray_control(text) {
                return Err(Fault::Record(Rule::ControlCharacter { found }.into()));
            }
            if is_error(text) {
                let found = short(text);
                return Err(Fault::ExcelError { found });
            }
            Ok(restored(text).to_owned())
        }
        Cell::Error(found) => Err(Fault::ExcelError {
            found: short(found),
        }),
        // Beyond 15 digits Excel keeps none, and shows zeros.
        Cell::Number(number) if number.abs() >= 1e15 => Err(Fault::DigitsLost {
            found: short(&number.to_string()),
        }),
        _ => Ok(cell.shown()),
    }
}

fn is_error(text: &str) -> bool {
    let known = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!",
    ];
    known.contains(&text)
}

/// A text that Excel has written as `1.10105E+17`.
fn lost_digits(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+") else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(exponent) && mantissa.split('.').all(digits)
}

/// Reads the cell of a column.
///
/// # Errors
/// What is wrong with it.
pub fn read(column: &Column, cell: &Cell, lexicon: &Lexicon<'_>) -> Said {
    if matches!(column.kind, Kind::Day | Kind::LastDay | Kind::Expiry)
        && let Cell::Date(serial) | Cell::Number(serial) = cell
    {
        let day = match cell {
            Cell::Date(_) => day::of_serial(*serial).ok_or(NoDay::NoSuchDay),
            _ => day::of_number(*serial),
        };
        let day = day.map_err(|why| no_day(why, &cell.shown()))?;
        return Ok(Some(Node::text(day.to_string())));
    }
    let text = text(cell)?;
    if text.is_empty() {
        return Ok(None);
    }
    let says = |words: &[&str]| words.contains(&&*key(&text));
    match column.kind {
        Kind::Text if lost_digits(&text) => Err(Fault::DigitsLost {
            found: short(&text),
        }),
        Kind::Text | Kind::Staff | Kind::Standard | Kind::Clause | Kind::Item => {
            Ok(Some(Node::text(text)))
        }
        Kind::LastDay if says(ONGOING) => Ok(None),
        // Whether the kind of credential allows it is asked when the kind is known.
        Kind::Expiry if says(NEVER) => Ok(Some(Node::bare(Value::Null))),
        Kind::Count => count(&text),
        Kind::Amount => amount(&text),
        Kind::YesNo => yes_no(&text),
        Kind::Events => events(&text),
        Kind::Department => lexicon.department(&text).map(|id| Some(Node::text(id))),
        Kind::Programme => lexicon.programme(&text).map(|id| Some(Node::text(id))),
        _ if says(NOTHING) => Ok(None),
        Kind::Day | Kind::LastDay | Kind::Expiry => day(&text).map(Some),
        Kind::Word(vocabulary) => lexicon
            .word(vocabulary, &text)
            .map(|id| Some(Node::text(id))),
        Kind::Words(vocabulary) => {
            many(&text, |part| lexicon.word(vocabulary, part).map(Node::text))
        }
        Kind::Closed(set) => lexicon::closed(&set, &text).map(|id| Some(Node::text(id))),
        // What it says of the series is taken when the series' own column is known.
        Kind::Title => Ok(Some(Node::text(text))),
        Kind::Periods => many(&text, period),
    }
}

fn no_day(why: NoDay, text: &str) -> Fault {
    let found = short(text);
    match why {
        NoDay::NotADay => Fault::NotADay { found },
        NoDay::NoSuchDay => Fault::NoSuchDay { found },
    }
}

fn day(text: &str) -> Result<Node, Fault> {
    let day = day::parse(text).map_err(|why| no_day(why, text))?;
    Ok(Node::text(day.to_string()))
}

fn count(text: &str) -> Said {
    let folded = folded(text);
    let digits = folded.trim().trim_end_matches(['例', '次']).trim_end();
    let number: Result<u32, _> = digits.parse();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    match number {
        Ok(number) if plain => Ok(Some(Node::bare(Value::Int(number.into())))),
        _ => Err(Fault::NotACount { found: short(text) }),
    }
}

fn amount(text: &str) -> Said {
    let folded = folded(text);
    match Decimal::parse(folded.trim()) {
        Some(amount) => Ok(Some(amount.write())),
        None => Err(Fault::NotAnAmount { found: short(text) }),
    }
}

fn yes_no(text: &str) -> Said {
    let folded = key(text);
    let is = |words: &[&str]| words.contains(&&*folded);
    match (is(YES), is(NO)) {
        (true, _) => Ok(Some(Node::bare(Value::Bool(true)))),
        (_, true) => Ok(Some(Node::bare(Value::Bool(false)))),
        _ => Err(Fault::NotYesNo { found: short(text) }),
    }
}

/// Parts separated by semicolons or new lines, and by 、 or commas where the whole is no part.
fn many(text: &str, read: impl Fn(&str) -> Result<Node, Fault>) -> Said {
    let mut items = Vec::new();
    for part in text.split([';', '；', '\n']).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        match read(part) {
            Ok(item) => items.push(item),
            Err(fault) => {
                let parts: Vec<_> = part.split(['、', ',', '，']).map(str::trim).collect();
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                let read: Result<Vec<_>, _> = parts.map(&read).collect();
                items.extend(read.map_err(|_| fault)?);
            }
        }
    }
    Ok((!items.is_empty()).then(|| Node::list(items)))
}

/// Days of events, an unknown day being 日期不详; 无 is an empty list, which is not a blank.
fn events(text: &str) -> Said {
    let unknown = ["有", "日期不详", "不详", "yes", "unknown"];
    if NOTHING.contains(&&*key(text)) || key(text) == "否" || key(text) == "0" {
        return Ok(Some(Node::list([])));
    }
    many(text, |part| {
        if unknown.contains(&&*key(part)) {
            return Ok(Node::table::<&str>([]));
        }
        Ok(Node::table([("on", day(part)?)]))
    })
}

fn period(text: &str) -> Result<Node, Fault> {
    let folded = folded(text);
    let not_a_day = || Fault::NotADay { found: short(text) };
    let (from, to) = folded.split_once(['~', '至']).ok_or_else(not_a_day)?;
    let mut entries = Vec::new();
    for (key, side) in [("from", from.trim()), ("to", to.trim())] {
        if !side.is_empty() && side != "今" {
            entries.push((key, day(side)?));
        }
    }
    Ok(Node::table(entries))
}

/// How a value of a record is written into its cell.
#[must_use]
pub fn say(column: &Column, node: &Node, lexicon: &Lexicon<'_>) -> String {
    let text = || node.as_text().unwrap_or_default();
    match (column.kind, &node.value) {
        (Kind::Word(vocabulary), _) => lexicon.label(vocabulary, text()),
        (Kind::Words(vocabulary), _) => {
            let ids = node.items().iter().filter_map(Node::as_text);
            let labels: Vec<_> = ids.map(|id| lexicon.label(vocabulary, id)).collect();
            labels.join("；")
        }
        (Kind::Closed(set), _) => lexicon::say_closed(&set, text()),
        (Kind::YesNo, Value::Bool(flag)) => say_yes_no(column, *flag).to_owned(),
        (Kind::Count | Kind::Amount, Value::Int(number)) => number.to_string(),
        (Kind::Amount, Value::Fraction(number)) => number.clone(),
        (Kind::Events, _) => {
            let on = |event: &Node| {
                event
                    .get("on")
                    .and_then(Node::as_text)
                    .map(ToOwned::to_owned)
            };
            let events = node.items().iter();
            let days: Vec<_> = events
                .map(|event| on(event).unwrap_or_else(|| "日期不详".into()))
                .collect();
            days.join("；")
        }
        (Kind::Periods, _) => {
            let side = |period: &Node, key| {
                period
                    .get(key)
                    .and_then(Node::as_text)
                    .unwrap_or_default()
                    .to_owned()
            };
            let periods = node.items().iter();
            let texts: Vec<_> = periods
                .map(|one| format!("{}~{}", side(one, "from"), side(one, "to")))
                .collect();
            texts.join("；")
        }
        _ => text().to_owned(),
    }
}

fn say_yes_no(column: &Column, flag: bool) -> &'static str {
    match (column.key, flag) {
        ("main_here", true) => "本院",
        ("main_here", false) => "外院",
        ("passed", true) => "合格",
        ("passed", false) => "不合格",
        (_, true) => "是",
        (_, false) => "否",
    }
}

#[cfg(test)]
mod tests {
    use eligibility::catalogue::{Catalogue, Vocabulary};

    use super::*;
    use crate::ledger::kinds::SHEETS;

    fn column(record: &str, key: &str) -> &'static Column {
        let sheet = SHEETS.iter().find(|sheet| sheet.record == record).unwrap();
        sheet.column(key).unwrap()
    }

    #[test]
    fn every_word_that_is_written_is_read_back() {
        let catalogue = Catalogue::built_in().unwrap();
        let hospital =
            crate::demo::hospital(eligibility::day::Day::parse("2026-11-22").unwrap(), 1).unwrap();
        let lexicon = Lexicon::new(&catalogue, &hospital);
        for vocabulary in Vocabulary::ALL {
            for id in catalogue.ids(*vocabulary) {
                assert_eq!(
                    lexicon
                        .word(*vocabulary, &lexicon.label(*vocabulary, id))
                        .as_deref(),
                    Ok(id),
                    "{vocabulary:?}"
                );
            }
        }
        for department in &hospital.institution.departments {
            let said = lexicon.say_department(&hospital, &department.id);
            assert_eq!(lexicon.department(&said), Ok(department.id.clone()));
        }
        for sheet in SHEETS {
            for column in sheet.columns {
                if let Kind::Closed(set) = column.kind {
                    for word in set.words {
                        assert_eq!(
                            lexicon::closed(&set, &lexicon::say_closed(&set, word.id)),
                            Ok(word.id)
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn lists_in_a_cell_are_read_back() {
        let catalogue = Catalogue::built_in().unwrap();
        let hospital =
            crate::demo::hospital(eligibility::day::Day::parse("2026-11-22").unwrap(), 1).unwrap();
        let lexicon = Lexicon::new(&catalogue, &hospital);
        let said = |record, key, text: &str| {
            let column = column(record, key);
            let node = read(column, &Cell::Text(text.into()), &lexicon)
                .unwrap()
                .unwrap();
            say(column, &node, &lexicon)
        };
        let scopes = "外科专业；医学检验、病理专业";
        assert_eq!(said("licence", "scopes", scopes), scopes);
        assert_eq!(
            said("licence", "scopes", "外科、内科"),
            "外科专业；内科专业"
        );
        let periods = "2010-01-01~2010-06-30；2012-01-01~；~";
        assert_eq!(said("licence", "suspended", periods), periods);
        assert_eq!(
            said("case_volume", "serious_events", "2021-05-05；日期不详"),
            "2021-05-05；日期不详"
        );
        assert_eq!(said("case_volume", "serious_events", "无"), "");
    }
}
