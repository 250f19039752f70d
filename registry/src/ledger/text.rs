//! Texts as they are compared and as they leave: widths folded, formulas made harmless.

/// The same with full-width letters, digits and signs as plain ones.
#[must_use]
pub fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '–' | '—' => '-',
        _ => c,
    };
    text.chars().map(fold).collect()
}

/// What a header or a word is compared by: without blanks, control characters, marks of required
/// columns, quotes, and in small letters.
#[must_use]
pub fn key(text: &str) -> String {
    let folded = folded(text);
    let is_ornament = |c: &char| {
        c.is_whitespace() || c.is_control() || matches!(c, '*' | ':' | '"' | '\'' | '·' | '_')
    };
    let kept = folded.chars().filter(|c| !is_ornament(c));
    kept.flat_map(char::to_lowercase).collect()
}

/// The same without what stands in brackets, such as `（可空）`.
#[must_use]
pub fn without_brackets(key: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in key.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Whether a spreadsheet might take a text that begins so for a formula.
const fn begins_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠'
    )
}

fn is_suspect(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(begins_formula)
}

/// A text as it leaves: what might be taken for a formula gets an apostrophe before it.
#[must_use]
pub fn neutralised(text: &str) -> String {
    if is_suspect(text) {
        return format!("'{text}");
    }
    text.to_owned()
}

/// The text that left as this one.
#[must_use]
pub fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_suspect(rest) => rest,
        _ => text,
    }
}

/// Whether two texts say the same; cells keep neither blanks around a text nor the difference
/// between ends of lines.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let plain = |text: &str| {
        text.replace("\r\n", "\n")
            .replace('\r', "\n")
            .trim()
            .to_owned()
    };
    plain(a) == plain(b)
}

/// The first characters of a text, for messages.
#[must_use]
pub fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_comes_back_as_it_was() {
        for text in [
            "=1+1", "+86", "-1", "@SUM", "\tx", "\rx", "\0x", "＝1", "＋1", "－1", "＠1", "'=1",
            "''=1", "'甲", "甲", "", "'", "1-2",
        ] {
            let out = neutralised(text);
            assert!(!out.starts_with(begins_formula), "{text:?}");
            assert_eq!(restored(&out), text);
        }
    }

    #[test]
    fn headers_are_compared_without_ornament() {
        assert_eq!(key("＊ 有效期 至："), key("有效期至*"));
        assert_eq!(without_brackets(&key("身份证号（可空）")), "身份证号");
        assert_eq!(key("PET/CT 使用"), "pet/ct使用");
    }
}
