//! Which characters a text may hold.

/// Whether it is a control character that stands neither between words nor between lines.
///
/// No keyboard types one and no page shows it. Not every database keeps NUL, and not every reader of
/// a file that holds one goes on.
#[must_use]
pub fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The first of those in a text.
#[must_use]
pub fn stray_control(text: &str) -> Option<char> {
    text.chars().find(|c| is_stray_control(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{Cx, FaultKind, Node, Rule, Shape as _};

    #[test]
    fn only_tabs_and_ends_of_lines_are_control_characters_of_a_text() {
        for text in ["", "甲\t乙\r\n丙", "\u{feff}é👩\u{200d}⚕"] {
            assert_eq!(stray_control(text), None, "{text:?}");
        }
        for control in ['\0', '\u{1}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}'] {
            assert_eq!(stray_control(&format!("甲{control}乙")), Some(control));
        }
    }

    #[test]
    fn a_file_may_not_bring_one_and_what_is_recorded_can_be_read() {
        let node = Node::text("甲\0乙");
        let mut cx = Cx::of_file(&node, None);
        let read = String::read(&node, &mut cx);
        let faults = cx.finish(read).unwrap_err().0;
        let rule = Rule::ControlCharacter { found: '\0' };
        let kinds: Vec<FaultKind> = faults.into_iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [rule.into()]);
        let mut cx = Cx::of_file(&node, None).recorded();
        let read = String::read(&node, &mut cx);
        assert_eq!(cx.finish(read).as_deref(), Ok("甲\0乙"));
    }
}
