//! Numbers of papers that hold an identity number: those of physicians' qualifications end with it.

use eligibility::file::Node;

use crate::ledger::records::with;

/// The key of a paper's number.
const NUMBER: &str = "number";
/// How many characters an identity number has.
const LONG: usize = 18;
/// So many characters at the end are shown, as of an identity number itself.
const SHOWN: usize = 4;

/// The record for those who may not see identity numbers: of a number so long that one may be in it,
/// its last characters alone.
#[must_use]
pub fn masked(record: &Node) -> Node {
    match record.get(NUMBER).and_then(Node::as_text) {
        Some(number) if is_long(number) => with(record, NUMBER, Node::text(mask(number))),
        _ => record.clone(),
    }
}

/// The record with the number that is recorded, where it holds what [`masked`] shows of that: who
/// left it as shown meant the number to stay.
#[must_use]
pub fn unmasked(record: &Node, recorded: &Node) -> Node {
    let number = |record: &Node| {
        record
            .get(NUMBER)
            .and_then(Node::as_text)
            .map(str::to_owned)
    };
    match (number(record), number(recorded)) {
        (Some(shown), Some(number)) if is_long(&number) && shown == mask(&number) => {
            with(record, NUMBER, Node::text(number))
        }
        _ => record.clone(),
    }
}

/// Whether so many digits stand in a row that an identity number may be among them.
fn is_long(number: &str) -> bool {
    let parts = number.split(|letter: char| !letter.is_ascii_digit());
    let longest = parts.map(str::len).max().unwrap_or_default();
    // The last character of an identity number may be an X.
    longest >= LONG - 1
}

fn mask(number: &str) -> String {
    let hidden = number.chars().count().saturating_sub(SHOWN);
    let masked = number.chars().enumerate();
    masked
        .map(|(place, letter)| if place < hidden { '*' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_may_hold_an_identity_number_is_masked_and_comes_back() {
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
}
