//! How long before the end to speak of it.

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, LeadTime, Reminded};
use eligibility::standard::{Calendar, Interval};

use super::What;

/// Days before the end at which to warn where neither the catalogue nor the hospital says.
pub const DEFAULT_LEAD_DAYS: [u32; 7] = [180, 90, 60, 30, 14, 7, 0];

/// Of licences that end by law, which are those of nurses: the last is the day by which an extension is
/// to be asked for (护士条例 art. 8).
const LICENCE_LEAD_DAYS: [u32; 3] = [90, 60, 30];

/// Of filings for this institution.
const FILING_LEAD_DAYS: [u32; 2] = [60, 30];

/// How near the end is, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The last day has passed.
    Overdue,
    /// So many days are left at most.
    Within(u32),
}

impl Stage {
    /// The word that stands for it in addresses: `overdue`, `30`.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Overdue => "overdue".to_owned(),
            Self::Within(days) => days.to_string(),
        }
    }
}

/// The stage a last day has reached on a day: that of the fewest lead days that still hold what is
/// left; `None` while it is farther away than all of them.
#[must_use]
pub fn stage(last: Day, lead_days: &[u32], on: Day) -> Option<Stage> {
    if last < on {
        return Some(Stage::Overdue);
    }
    let left = last.days_since(on);
    let reached = lead_days.iter().filter(|days| left <= i64::from(**days));
    reached.min().map(|days| Stage::Within(*days))
}

/// When to warn of one kind: what the hospital has set last for it, else what the catalogue says, else
/// 90, 60 and 30 days for licences, 60 and 30 for filings, and [`DEFAULT_LEAD_DAYS`] for the rest.
/// Descending, in days.
#[must_use]
pub fn lead_days(what: &What, hospital: &Hospital, catalogue: &Catalogue) -> Vec<u32> {
    let set = hospital.institution.lead_times.iter().rev();
    if let Some(set) = set.into_iter().find(|set| is_for(set, what)) {
        return set.days();
    }
    let known = match what {
        What::Credential { kind, .. } => catalogue.credential(kind),
        What::InstitutionPaper { kind } => catalogue.paper(kind),
        _ => None,
    };
    match known.filter(|kind| !kind.lead_days.is_empty()) {
        Some(kind) => {
            let mut days = kind.lead_days.clone();
            days.sort_unstable_by(|one, other| other.cmp(one));
            days.dedup();
            days
        }
        None => match what {
            What::Licence { .. } => LICENCE_LEAD_DAYS.to_vec(),
            What::Filing => FILING_LEAD_DAYS.to_vec(),
            _ => DEFAULT_LEAD_DAYS.to_vec(),
        },
    }
}

/// Of the lead days of a duty those that make sense for how often it is done: a weekly round is not
/// spoken of 90 days ahead.
pub(super) fn within_interval(mut days: Vec<u32>, interval: Interval) -> Vec<u32> {
    let whole = match interval {
        Interval::Days(days) => days,
        Interval::Months(months) => months.saturating_mul(30),
        Interval::Each(Calendar::Week) => 7,
        Interval::Each(Calendar::Month) => 30,
        Interval::Each(Calendar::Quarter) => 91,
    };
    days.retain(|days| *days <= whole / 2);
    if days.is_empty() {
        days.push(0);
    }
    days
}

/// Whether the hospital has set anything for what is due.
pub(super) fn is_set(what: &What, hospital: &Hospital) -> bool {
    let mut set = hospital.institution.lead_times.iter();
    set.any(|set| is_for(set, what))
}

fn is_for(set: &LeadTime, what: &What) -> bool {
    match what {
        What::Credential { kind, .. } => set.credential.as_ref() == Some(kind),
        What::InstitutionPaper { kind } => set.paper.as_ref() == Some(kind),
        What::Duty { duty, .. } => set.duty.as_ref() == Some(duty),
        What::Licence { .. } => set.other == Some(Reminded::Licence),
        What::Filing => set.other == Some(Reminded::Filing),
        What::Break { .. } => set.other == Some(Reminded::Break),
    }
}
