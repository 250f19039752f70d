//! Sentences in Chinese, one file per enum.

pub(super) mod cause;
pub(super) mod change;
pub(super) mod condition;
pub(super) mod evidence;
pub(super) mod fault;
pub(super) mod ledger;
pub(super) mod missing;
pub(super) mod reason;
pub(super) mod upkeep;
pub(super) mod way;

/// A sentence with a space wherever a Chinese character meets a Latin letter or a digit; sentences
/// are put together from labels, and no label knows its neighbour.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        let meet = |a: char, b: char| is_chinese(a) && b.is_ascii_alphanumeric();
        if before.is_some_and(|before| meet(before, c) || meet(c, before)) {
            out.push(' ');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}')
}
