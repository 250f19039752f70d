//! What-if files, in TOML or JSON.

use eligibility::catalogue::Catalogue;
use eligibility::file::{Fault, FaultKind, Faults, Node};
use eligibility::whatif::WhatIf;

use crate::roster;

/// Reads a what-if file; JSON where it begins with a brace, TOML otherwise.
///
/// # Errors
/// Every fault of the file, each with its path.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<WhatIf, Faults> {
    let is_json = roster::without_mark(bytes).trim_ascii_start().first() == Some(&b'{');
    let node = if is_json {
        roster::parse(bytes)?
    } else {
        let text = std::str::from_utf8(roster::without_mark(bytes)).map_err(|error| {
            Faults(vec![Fault {
                path: String::new(),
                line: None,
                kind: FaultKind::Syntax {
                    message: error.to_string(),
                },
            }])
        })?;
        Node::from_toml(text)?
    };
    WhatIf::read(&node, catalogue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<WhatIf, Faults> {
        read(text.as_bytes(), &Catalogue::built_in().unwrap())
    }

    #[test]
    fn json_and_toml_say_the_same() {
        let json = of(
            "\u{feff} {\"change\": [{\"person_leaves\": {\"staff\": \"1\", \"last_day\": \"2026-03-01\"}}]}",
        );
        let toml =
            of("\u{feff}[[change]]\nperson_leaves = { staff = \"1\", last_day = 2026-03-01 }");
        assert_eq!(json.unwrap().changes, toml.unwrap().changes);
    }

    #[test]
    fn what_is_neither_is_a_fault_of_form() {
        for text in ["{\"change\": [", "change = ["] {
            assert_eq!(of(text).unwrap_err().0[0].kind.code(), "syntax");
        }
        let not_text = read(&[0xff, 0xfe], &Catalogue::built_in().unwrap());
        assert_eq!(not_text.unwrap_err().0[0].kind.code(), "syntax");
    }
}
