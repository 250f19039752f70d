//! Figures and their bounds.

use eligibility::day::Day;

use crate::wording::Voice;

/// How a bound is compared.
pub(super) const fn more(strict: bool) -> &'static str {
    if strict { "大于" } else { "不少于" }
}

/// A bound: a whole number, a percentage or a fraction.
pub(super) fn bound(bound: u32, of: u32, strict: bool) -> String {
    let more = more(strict);
    match of {
        1 => format!("要求{more} {bound}"),
        100 => format!("要求{more} {bound}%"),
        _ => format!("要求{more} {bound}/{of}"),
    }
}

/// What is recorded; of a ratio both parts.
pub(super) fn held(numerator: u32, denominator: Option<u32>, ratio: bool) -> String {
    match denominator {
        Some(denominator) => format!("为 {numerator}/{denominator}"),
        None if ratio => format!("只登记了分子 {numerator}，请补填分母"),
        None => format!("为 {numerator}"),
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
    let asked = format!("{surely}，要求不少于 {needed}");
    if surely >= u64::from(needed) {
        asked
    } else if possibly > surely {
        let open = possibly - surely;
        format!("{asked}；另有 {open} 登记在跨期的记录中，请按此期间分开登记")
    } else {
        format!("{asked}；没有登记齐的，请在指标中补录")
    }
}
