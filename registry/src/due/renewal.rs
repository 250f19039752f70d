//! Renewing papers: a renewal is a new record that has in common with the old one what the next paper
//! of its kind has.

use eligibility::assess::{Ends, ends};
use eligibility::day::Day;
use eligibility::file::Node;

use super::{Due, What, Whom};
use crate::access::Editing;
use crate::forms::{self, FieldFault, Forms};
use crate::seen::Seen;
use crate::store::{Change, RecordKind};

/// What was typed for one paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typed<'t> {
    /// Its first valid day.
    pub first: &'t str,
    /// Its last valid day; blank for what its kind says.
    pub last: &'t str,
    /// Its number; blank keeps that of a licence, and leaves that of any other paper blank.
    pub number: &'t str,
}

/// Why a paper cannot be renewed so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenewalFault {
    /// What stands in a field is wrong.
    Field(FieldFault),
    /// Without a first day nobody could tell whether it follows the old one.
    NoFirstDay,
    /// Of what has no term of its own nobody could tell when it ends without its last day.
    NoLastDay,
    /// It would not last longer than the one there is.
    NotLater {
        /// The last day of the one there is.
        last: Day,
    },
    /// There is nothing to renew: it is no paper, or nothing stored.
    NotRenewed,
}

/// What a renewal has in common with what it renews; nothing for what is not renewed.
#[must_use]
pub fn renewed_keys(kind: RecordKind) -> &'static [&'static str] {
    match kind.name() {
        "credential" => &["kind", "category", "issuer"],
        "licence" => &["level", "category", "scopes", "number", "main_here"],
        "institution_paper" => &["kind", "issuer"],
        _ => &[],
    }
}

/// The keys of the first and the last day of what is renewed, and of what stays besides
/// [`renewed_keys`]; `None` for what is not renewed.
#[must_use]
pub const fn keys(what: &What) -> Option<(&'static str, &'static str, &'static [&'static str])> {
    match what {
        What::Credential { .. } | What::InstitutionPaper { .. } => Some(("issued", "expires", &[])),
        What::Licence { .. } => Some(("from", "to", &["filing_from", "filing_to"])),
        What::Filing => Some(("filing_from", "filing_to", &["from", "to"])),
        What::Duty { .. } | What::Break { .. } => None,
    }
}

/// The record that renews a paper.
///
/// # Errors
/// Everything that is wrong.
pub fn renewal(
    _right: &Editing<'_>,
    seen: &Seen<'_>,
    forms: &Forms<'_>,
    due: &Due,
    typed: Typed<'_>,
) -> Result<Change, Vec<RenewalFault>> {
    let record = due.record.as_ref().and_then(|id| seen.record(id));
    let found = record.and_then(|record| {
        let form = forms::form(record.id.kind)?;
        Some((record, form, keys(&due.what)?))
    });
    let Some((record, form, (first, last, kept))) = found else {
        return Err(vec![RenewalFault::NotRenewed]);
    };
    let kind = record.id.kind;
    let filled = forms.filled(form, &record.node);
    let same = |key: &str| renewed_keys(kind).contains(&key) || kept.contains(&key);
    let text = |key: &str| match key {
        "number" if !typed.number.trim().is_empty() => typed.number,
        key if key == first => typed.first,
        key if key == last => typed.last,
        key if same(key) => {
            let mut filled = filled.iter();
            let found = filled.find(|(column, _)| column.key == key);
            found.map_or("", |(_, text)| text.as_str())
        }
        _ => "",
    };
    let node = forms.read(form, text).map_err(|faults| {
        let faults = faults.into_iter().map(RenewalFault::Field);
        faults.collect::<Vec<_>>()
    })?;
    let day = |key| node.get(key).and_then(Node::as_text).and_then(Day::parse);
    let Some(from) = day(first) else {
        return Err(vec![RenewalFault::NoFirstDay]);
    };
    let is_later = match lasts(seen, due, from, day(last)) {
        Ends::After(until) => due.last < until,
        Ends::Never => true,
        // A licence whose end is not typed stands while nobody ends it, or as long as the law says.
        Ends::Unknown if matches!(due.what, What::Licence { .. }) => true,
        Ends::Unknown => return Err(vec![RenewalFault::NoLastDay]),
    };
    if !is_later {
        return Err(vec![RenewalFault::NotLater { last: due.last }]);
    }
    Ok(Change::Add {
        kind,
        owner: record.id.owner,
        node,
    })
}

/// How many days lie between what ends and a new record by which it is renewed, on which there is neither.
/// It may be so and is renewed all the same; who does it should know.
#[must_use]
pub fn gap(due: &Due, change: &Change) -> Option<i64> {
    let Change::Add { node, .. } = change else {
        return None;
    };
    let (first, ..) = keys(&due.what)?;
    let from = node
        .get(first)
        .and_then(Node::as_text)
        .and_then(Day::parse)?;
    let days = from.days_since(due.last) - 1;
    (days > 0).then_some(days)
}

fn lasts(seen: &Seen<'_>, due: &Due, from: Day, to: Option<Day>) -> Ends {
    let person = match &due.whom {
        Whom::Person(staff) => seen.person(staff.as_str()),
        Whom::Institution | Whom::Programme(_) => None,
    };
    match (&due.what, person) {
        (What::Credential { kind, .. }, Some(person)) => {
            let ends = seen.paper_ends(seen.today());
            ends.ends(person, kind, (Some(from), to))
        }
        (What::InstitutionPaper { kind }, _) => ends(seen.catalogue().paper(kind), Some(from), to),
        _ => to.map_or(Ends::Unknown, Ends::After),
    }
}
