//! Lines of at most 75 octets (RFC 5545 §3.1).

use std::borrow::Cow;

/// The octets of a line, without its end.
const MOST: usize = 75;
/// What goes on in the next line, which begins with a blank.
const CONTINUES: &str = "\r\n ";

/// Adds lines that were folded somehow, folded so that every reader takes them.
pub(super) fn refold(text: &str, out: &mut String) {
    let mut parts = text.split("\r\n").peekable();
    while let Some(part) = parts.next() {
        let mut whole = Cow::Borrowed(part);
        while let Some(rest) = parts.peek().and_then(|next| next.strip_prefix(' ')) {
            whole.to_mut().push_str(rest);
            parts.next();
        }
        fold(&whole, out);
    }
}

fn fold(line: &str, out: &mut String) {
    if line.is_empty() {
        return;
    }
    let (mut rest, mut room) = (line, MOST);
    while rest.len() > room {
        let (now, later) = rest.split_at(end(rest, room));
        out.push_str(now);
        out.push_str(CONTINUES);
        (rest, room) = (later, MOST - 1);
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// Where a line of so many octets can end at the latest.
fn end(line: &str, room: usize) -> usize {
    let found = (1..=room).rev().find(|at| may_end(line, *at));
    // A text has one blank in a row, so there always is such a place; if not, whole characters.
    found.unwrap_or_else(|| line.floor_char_boundary(room))
}

/// Whether a line can be broken at a place: neither inside of a character or an escape, nor at a
/// blank, which some readers take off the ends of lines.
fn may_end(line: &str, at: usize) -> bool {
    let Some((before, after)) = line.split_at_checked(at) else {
        return false;
    };
    let n_backslashes = before.bytes().rev().take_while(|byte| *byte == b'\\');
    !before.ends_with(' ') && !after.starts_with(' ') && n_backslashes.count() % 2 == 0
}
