use eligibility::file::{Fault, FaultKind};

use super::{day, n_codes, said};
use crate::wording::fault;

#[test]
fn every_fault_is_said_in_both_languages() {
    let (what, found) = (|what: &str| what.to_owned(), || "petscan".to_owned());
    let allowed = || vec!["pet-ct".to_owned(), "pet-mr".to_owned()];
    let kinds = [
        FaultKind::Syntax {
            message: "expected `,`".into(),
        },
        FaultKind::UnknownKey {
            found: found(),
            allowed: allowed(),
        },
        FaultKind::RepeatedKey { found: found() },
        FaultKind::MissingKey {
            key: "staff".into(),
        },
        FaultKind::WrongKind {
            expected: what("a day as YYYY-MM-DD between 1900 and 2199"),
            found: "`2026-3-1`".into(),
        },
        FaultKind::WrongKind {
            expected: what("a equipment kind id"),
            found: "a list".into(),
        },
        FaultKind::WrongKind {
            expected: what("the title level as a text"),
            found: "null".into(),
        },
        FaultKind::UnknownWord {
            what: what("equipment kind"),
            found: found(),
            allowed: allowed(),
        },
        FaultKind::OutOfOrder {
            first_key: "from".into(),
            first: day("2026-03-01"),
            last_key: "to".into(),
            last: day("2026-02-28"),
        },
        FaultKind::Duplicate {
            what: what("post id"),
            found: found(),
        },
        FaultKind::Dangling {
            what: what("person with staff number"),
            found: found(),
        },
        FaultKind::NotAllowed {
            why: "a ratio cannot have the denominator 0".into(),
        },
        FaultKind::NotAllowed {
            why: "a rule we have no words for".into(),
        },
    ];
    let faults = kinds.map(|kind| {
        let line = matches!(kind, FaultKind::Syntax { .. }).then_some(3);
        (
            kind.code(),
            Fault {
                path: "people[3].titles[0]".into(),
                line,
                kind,
            },
        )
    });
    assert_eq!(n_codes(&faults), 10);
    insta::assert_snapshot!(said(&faults, |voice, one| fault(voice.lang, one)));
}
