//! Roster files: one programme of a hospital, from and to JSON.

use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Roster};
use eligibility::file::{Fault, FaultKind, Faults, Node};

/// What some editors put before the text of a file.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a roster file.
///
/// # Errors
/// Every fault of the file, each with its path; where it is not JSON, the line at which reading
/// stopped.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Roster, Faults> {
    Roster::read(&parse(bytes)?, catalogue)
}

/// Parses JSON into a node; where it is not JSON, the line at which reading stopped.
pub(crate) fn parse(bytes: &[u8]) -> Result<Node, Faults> {
    serde_json::from_slice(without_mark(bytes)).map_err(|error| syntax_fault(&error))
}

/// The text without the mark that some editors put before it.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// Writes a roster as the file it would be read from, for people to read too.
///
/// # Errors
/// Never with a roster that was read: it holds nothing JSON cannot say.
pub fn write(roster: &Roster) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&roster.write())?;
    text.push('\n');
    Ok(text)
}

/// The roster of one programme; `None` if the hospital has none with the id.
///
/// Postings in the hospital's other programmes come along, since a full-time one elsewhere keeps
/// a person from being counted here.
#[must_use]
pub fn of(hospital: &Hospital, programme: &str) -> Option<Roster> {
    let programme = hospital.programme(programme)?;
    let hospital = Hospital {
        programmes: Vec::new(),
        ..hospital.clone()
    };
    Some(Roster {
        hospital,
        programme,
    })
}

fn syntax_fault(error: &serde_json::Error) -> Faults {
    let text = error.to_string();
    // The parser's own place is given as the fault's line.
    let message = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    Faults(vec![Fault {
        path: String::new(),
        line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
        kind: FaultKind::Syntax {
            message: format!("{message} (column {})", error.column()),
        },
    }])
}

#[cfg(test)]
mod tests {
    use eligibility::day::Day;

    use super::*;
    use crate::demo;

    #[track_caller]
    fn faults(text: &str) -> Vec<(String, Option<u32>, &'static str)> {
        let faults = read(text.as_bytes(), &Catalogue::built_in().unwrap()).unwrap_err();
        faults
            .0
            .into_iter()
            .map(|fault| (fault.path, fault.line, fault.kind.code()))
            .collect()
    }

    #[test]
    fn a_written_roster_is_read_back() {
        let hospital = demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap();
        let catalogue = Catalogue::built_in().unwrap();
        for programme in &hospital.programmes {
            let roster = of(&hospital, &programme.id).unwrap();
            let mut again = read(write(&roster).unwrap().as_bytes(), &catalogue).unwrap();
            // A file names the leader apart, so it comes back at the end.
            let mut expected = roster.clone();
            expected
                .programme
                .postings
                .sort_by(|a, b| (&a.staff, &a.post).cmp(&(&b.staff, &b.post)));
            again
                .programme
                .postings
                .sort_by(|a, b| (&a.staff, &a.post).cmp(&(&b.staff, &b.post)));
            assert_eq!(again, expected);
        }
    }

    #[test]
    fn a_roster_brings_the_postings_of_other_programmes_along() {
        let hospital = demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap();
        let roster = of(&hospital, "petct-sx").unwrap();
        let engineer = roster
            .programme
            .elsewhere
            .iter()
            .find(|p| p.staff.as_str() == "N1301");
        assert_eq!(engineer.unwrap().full_time, Some(true));
        assert_eq!(of(&hospital, "no such"), None);
    }

    #[test]
    fn what_is_not_json_is_reported_with_its_line() {
        assert_eq!(
            faults("{\n  \"people\": [,]\n}"),
            [(String::new(), Some(2), "syntax")]
        );
        assert_eq!(faults(""), [(String::new(), Some(1), "syntax")]);
    }

    #[test]
    fn every_fault_is_reported_and_a_byte_order_mark_is_none() {
        let text = "\u{feff}{\"institution\": {}, \"programme\": {\"departments\": [\"x\"]}, \
            \"people\": [{\"staff\": \"1\", \"age\": 3}, {\"name\": \"甲\"}]}";
        let found = faults(text);
        assert!(
            found.contains(&("people[0].age".into(), None, "unknown-key")),
            "{found:?}"
        );
        assert!(
            found.contains(&("people[1]".into(), None, "missing-key")),
            "{found:?}"
        );
    }
}
