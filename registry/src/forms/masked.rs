//! Identity numbers inside of what is recorded: the numbers of physicians' qualifications end with
//! one, and people type them into names of files and remarks.

use eligibility::file::{Node, Value};

/// So many digits in a row may hold an identity number; its last character may be an X.
const LONG: usize = 17;
/// So many characters at the end are shown, as of an identity number itself.
const SHOWN: usize = 4;
/// By it people are found; it is no secret, whatever it looks like.
const STAFF: &str = "staff";

/// A record for those who may not see identity numbers: of digits so many that one may be in them, the
/// last characters alone.
#[must_use]
pub fn masked(record: &Node) -> Node {
    match &record.value {
        Value::Text(text) => Node::text(masked_text(text)),
        Value::List(items) => Node::list(items.iter().map(masked)),
        Value::Table(fields) => Node::table(fields.iter().map(|(key, node)| {
            let shown = if key == STAFF {
                node.clone()
            } else {
                masked(node)
            };
            (key.clone(), shown)
        })),
        _ => record.clone(),
    }
}

/// The record with what is recorded wherever it holds what [`masked`] shows of that: who left it as
/// shown meant it to stay.
#[must_use]
pub fn unmasked(record: &Node, recorded: &Node) -> Node {
    let Value::Table(fields) = &record.value else {
        return record.clone();
    };
    let fields = fields.iter().map(|(key, node)| {
        let was = recorded.get(key).filter(|was| {
            let texts = node.as_text().zip(was.as_text());
            texts.is_some_and(|(shown, was)| is_mask_of(shown, was))
        });
        (key.clone(), was.unwrap_or(node).clone())
    });
    Node::table(fields)
}

/// Whether a text is what is shown of another to those who may not see it whole, and not that itself.
#[must_use]
pub fn is_mask_of(shown: &str, text: &str) -> bool {
    shown != text && shown == masked_text(text)
}

/// A text in which of many digits in a row only the last are shown.
#[must_use]
pub fn masked_text(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut shown = String::with_capacity(text.len());
    let mut rest = letters.as_slice();
    while let Some(first) = rest.first() {
        let n_digits = rest.iter().take_while(|one| one.is_ascii_digit()).count();
        if n_digits == 0 {
            shown.push(*first);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let ends_with_x = matches!(rest.get(n_digits), Some('X' | 'x'));
        let n_letters = n_digits + usize::from(n_digits >= LONG && ends_with_x);
        let (run, others) = rest.split_at(n_letters);
        let hidden = if n_digits < LONG {
            0
        } else {
            n_letters - SHOWN
        };
        let letters = run.iter().enumerate();
        shown.extend(letters.map(|(place, one)| if place < hidden { '*' } else { *one }));
        rest = others;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_may_hold_an_identity_number_is_masked_and_comes_back() {
        const NUMBER: &str = "number";
        let paper =
            |number: &str| Node::table([("kind", Node::text("x")), (NUMBER, Node::text(number))]);
        for (number, end) in [
            ("198814110105194912310021110", "*1110"),
            ("11010519491231002X", "*002X"),
        ] {
            let shown = masked(&paper(number));
            let text = shown.get(NUMBER).and_then(Node::as_text).unwrap();
            assert!(text.starts_with("****") && text.ends_with(end));
            let back = unmasked(&shown, &paper(number));
            assert_eq!(back.get(NUMBER), paper(number).get(NUMBER));
        }
        for number in ["110141000012345", "CT-2020-001"] {
            assert_eq!(masked(&paper(number)), paper(number));
        }
        let typed = paper("198814110105194912310021119");
        assert_eq!(
            unmasked(&typed, &paper("198814110105194912310021110")),
            typed
        );
    }

    #[test]
    fn a_number_is_masked_wherever_it_stands_but_in_a_staff_number() {
        for (text, expected) in [
            ("王芳 11010519491231002X.pdf", "王芳 **************002X.pdf"),
            ("(11010519491231002x)", "(**************002x)"),
            ("2026030120260302", "2026030120260302"),
            ("1-11010519491231002-1", "1-*************1002-1"),
            ("", ""),
        ] {
            assert_eq!(masked_text(text), expected);
            assert_eq!(is_mask_of(expected, text), text != expected);
        }
        let number = "11010519491231002X";
        let inner = |number: &str| Node::list([Node::table([("note", Node::text(number))])]);
        let record = Node::table([("staff", Node::text(number)), ("content", inner(number))]);
        let shown = masked(&record);
        assert_eq!(shown.get("staff"), record.get("staff"));
        let expected = inner("**************002X");
        assert_eq!(shown.get("content"), Some(&expected));
    }
}
