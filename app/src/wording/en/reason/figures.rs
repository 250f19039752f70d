//! Figures and their bounds.

use eligibility::day::Day;

use crate::wording::Voice;

/// A bound: a whole number, a percentage or a fraction.
pub(super) fn bound(bound: u32, of: u32, strict: bool) -> String {
    let bound = match of {
        1 => bound.to_string(),
        100 => format!("{bound}%"),
        _ => format!("{bound}/{of}"),
    };
    if strict {
        format!("more than {bound}")
    } else {
        format!("{bound} or more")
    }
}

/// What is recorded; of a ratio both parts.
pub(super) fn held(numerator: u32, denominator: Option<u32>, ratio: bool) -> String {
    match denominator {
        Some(denominator) => format!("{numerator}/{denominator}"),
        None if ratio => format!("{numerator} of a denominator that is blank (fill it in)"),
        None => numerator.to_string(),
    }
}

/// The period of a figure.
pub(super) fn period(v: Voice<'_>, from: Day, to: Day) -> String {
    if from == to {
        from.to_string()
    } else {
        v.period(Some(from), Some(to))
    }
}

/// A sum, what is asked, and what to do where it is not enough.
pub(super) fn sum(surely: u64, possibly: u64, needed: u32) -> String {
    let asked = format!("{surely} in all, and {needed} are required");
    if surely >= u64::from(needed) {
        asked
    } else if possibly > surely {
        let open = possibly - surely;
        format!("{asked}; {open} more in records that reach beyond, split them at these days")
    } else {
        format!("{asked}; add what is not recorded")
    }
}
