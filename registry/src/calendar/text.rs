//! What a calendar may hold of a text.

/// One line: no control characters, no signs that end a line anywhere or turn the direction of
/// writing, one blank where there were several, none at the ends.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_apart = false;
    for letter in text.chars() {
        if letter.is_control() || letter.is_whitespace() {
            is_apart = true;
        } else if !turns(letter) {
            if is_apart && !out.is_empty() {
                out.push(' ');
            }
            is_apart = false;
            out.push(letter);
        }
    }
    out
}

/// Several such lines, without empty ones.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n').map(line) {
        if !line.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&line);
        }
    }
    out
}

/// A text with a backslash before what means something in a value.
pub(super) fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        if matches!(letter, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// What may stand in an address; the rest was percent-encoded by whoever made it.
pub(super) fn address(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    text.chars().filter(char::is_ascii_graphic).collect()
}

/// Whether a sign turns the direction of what follows, so that a text reads as another.
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
