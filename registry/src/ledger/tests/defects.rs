//! Every defect of a realistic ledger is found where it is, and nothing else is refused.

use super::made_up::{book_of_rows, defects, empty_hospital, ledger};
use super::*;
use crate::ledger::preview::Outcome;

#[test]
fn a_ledger_without_a_defect_is_taken_whole() {
    let preview = preview_of(&book_of_rows(&ledger()), &empty_hospital());
    assert_eq!(found(&preview), [""; 0]);
    assert_eq!(preview.counts.new + preview.counts.unchanged, 1_800);
}

#[test]
fn forty_defects_are_found_where_they_are_and_nothing_else_is_refused() {
    let mut rows = ledger();
    let planted = defects(&mut rows);
    assert_eq!(planted.len(), 40);
    let kinds: std::collections::BTreeSet<_> = planted
        .iter()
        .map(|(_, header, code)| (header, code))
        .collect();
    assert_eq!(kinds.len(), 12);
    let preview = preview_of(&book_of_rows(&rows), &empty_hospital());
    let expected: Vec<_> = planted
        .iter()
        .map(|(row, header, code)| format!("{row} {header} {code}"))
        .collect();
    assert_eq!(found(&preview), expected);
    let bad = preview
        .rows
        .iter()
        .filter(|row| row.outcome == Outcome::Bad)
        .count();
    assert_eq!((bad, preview.counts.bad), (40, 40));
}
