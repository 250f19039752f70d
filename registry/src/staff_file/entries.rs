//! The records of a file with their days, and how each stands on a day.

use std::cmp::Reverse;

use eligibility::assess::{Ends, PaperEnds, licence_end};
use eligibility::day::Day;
use eligibility::facts::{Credential, Licence, Person, Programme};
use eligibility::file::Node;

use super::{is_elsewhere, is_post, kinds};
use crate::forms::Recorded;
use crate::seen::Seen;
use crate::staff_list::papers;
use crate::store::RecordKind;

/// A record of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The record.
    pub record: Recorded,
    /// The programme, of a posting.
    pub programme: Option<&'a Programme>,
    /// Its days.
    pub span: Span,
    /// How it stands on the day.
    pub state: State,
    /// Whether another record of the kind follows it without a day between.
    pub is_followed: bool,
}

/// What sort of days a record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A paper: it is valid for a time.
    Paper,
    /// Something that goes on for a time.
    Stretch,
    /// A time that is looked back on, such as that of a number of cases.
    Past,
    /// One day, from which on it stands.
    Moment,
    /// None.
    Timeless,
}

/// The days of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// What sort of days they are.
    pub sort: Sort,
    /// The first, or the only one; `None` if it is not recorded.
    pub from: Option<Day>,
    /// How it ends if nobody takes it away.
    pub ends: Ends,
    /// From when it is taken away: revoked, or cancelled.
    pub withdrawn: Option<Day>,
    /// Whether it is suspended on the day.
    pub is_suspended: bool,
}

/// How a record stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds; through this day, if it ends.
    Holds(Option<Day>),
    /// It ended; this was its last day.
    Ended(Day),
    /// It begins on this day.
    NotYet(Day),
    /// It was taken away on this day.
    Withdrawn(Day),
    /// It is suspended.
    Suspended,
    /// A day is missing by which one could tell.
    Unknown,
    /// It has no days.
    Timeless,
}

impl Span {
    const fn timeless() -> Self {
        Self::of(Sort::Timeless, None, Ends::Never)
    }

    const fn of(sort: Sort, from: Option<Day>, ends: Ends) -> Self {
        Self {
            sort,
            from,
            ends,
            withdrawn: None,
            is_suspended: false,
        }
    }

    /// The last day, if it is known.
    #[must_use]
    pub fn last(&self) -> Option<Day> {
        let withdrawn = self.withdrawn.map(Day::prev);
        match self.ends {
            Ends::After(last) => Some(withdrawn.map_or(last, |day| day.min(last))),
            Ends::Never | Ends::Unknown => withdrawn,
        }
    }

    /// The day by which records are put in order.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        self.from.or_else(|| self.last())
    }

    fn state(&self, on: Day, blank_is_always: bool) -> State {
        if self.sort == Sort::Timeless {
            return State::Timeless;
        }
        if let Some(from) = self.withdrawn.filter(|from| *from <= on) {
            return State::Withdrawn(from);
        }
        if let Some(from) = self.from.filter(|from| on < *from) {
            return State::NotYet(from);
        }
        match self.ends {
            Ends::After(last) if last < on => State::Ended(last),
            _ if self.is_suspended => State::Suspended,
            _ if self.from.is_none() && !blank_is_always => State::Unknown,
            Ends::After(last) => State::Holds(Some(last)),
            Ends::Never => State::Holds(None),
            Ends::Unknown => State::Unknown,
        }
    }
}

/// The records of the file of somebody who may be seen, the newest first; those without a day last.
#[must_use]
pub fn entries<'a>(seen: &Seen<'a>, staff: &str, on: Day) -> Vec<Entry<'a>> {
    let Some(person) = seen.person(staff) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    let ends = seen.paper_ends(on);
    for kind in kinds() {
        if is_post(kind) {
            posts(seen, staff, on, kind, &mut entries);
            continue;
        }
        for (place, record) in seen.recorded(kind, Some(staff)).into_iter().enumerate() {
            let span = span(&ends, person, (place, &record.node), kind, on);
            entries.push(entry(record, None, span, on));
        }
    }
    follow(&mut entries);
    // Stable, so the kinds of a day stay in their order.
    entries.sort_by_key(|entry| Reverse(entry.span.day()));
    entries
}

fn posts<'a>(
    seen: &Seen<'a>,
    staff: &str,
    on: Day,
    kind: RecordKind,
    entries: &mut Vec<Entry<'a>>,
) {
    for programme in seen.programmes() {
        let programme = programme.programme();
        // Few programmes name the person; only their records are written out.
        let is_named = if is_elsewhere(kind) {
            let mut posts = programme.elsewhere.iter();
            posts.any(|post| post.staff.as_str() == staff)
        } else {
            let mut posts = programme.postings.iter();
            posts.any(|post| post.staff.as_str() == staff)
        };
        if !is_named {
            continue;
        }
        for record in seen.recorded(kind, Some(&programme.id)) {
            if record.node.get("staff").and_then(Node::as_text) == Some(staff) {
                let span = stretch(&record.node);
                entries.push(entry(record, Some(programme), span, on));
            }
        }
    }
}

fn entry(record: Recorded, programme: Option<&Programme>, span: Span, on: Day) -> Entry<'_> {
    // Of these a blank first day means from the beginning.
    let blank_is_always = matches!(record.id.kind.name(), "profession" | "discipline");
    let state = span.state(on, blank_is_always);
    Entry {
        record,
        programme,
        span,
        state,
        is_followed: false,
    }
}

fn span(
    ends: &PaperEnds<'_>,
    person: &Person,
    (place, node): (usize, &Node),
    kind: RecordKind,
    on: Day,
) -> Span {
    let moment = |key| Span::of(Sort::Moment, day(node, key), Ends::Never);
    match kind.name() {
        "incomplete_list" => Span::timeless(),
        "title" => moment("qualified"),
        "exemption" => moment("granted"),
        "periodic_assessment" => moment("on"),
        "credential" => {
            let record = person.credentials.get(place);
            record.map_or_else(Span::timeless, |record| {
                let ends = ends.ends(person, &record.kind, (record.issued, record.expires));
                credential(record, ends, on)
            })
        }
        "licence" => {
            let record = person.licences.get(place);
            record.map_or_else(Span::timeless, |record| licence(record, on))
        }
        "case_volume" => Span {
            sort: Sort::Past,
            ..stretch(node)
        },
        _ => stretch(node),
    }
}

fn stretch(node: &Node) -> Span {
    let ends = day(node, "to").map_or(Ends::Never, Ends::After);
    Span::of(Sort::Stretch, day(node, "from"), ends)
}

fn day(node: &Node, key: &str) -> Option<Day> {
    Day::parse(node.get(key)?.as_text()?)
}

fn credential(record: &Credential, ends: Ends, on: Day) -> Span {
    Span {
        withdrawn: record.revoked_from,
        is_suspended: record.suspended_from.is_some_and(|from| from <= on),
        ..Span::of(Sort::Paper, record.issued, ends)
    }
}

/// A licence; that of somebody whose main institution is another lasts as long as its filing here.
fn licence(record: &Licence, on: Day) -> Span {
    let stands = licence_end(record).map_or(Ends::Never, Ends::After);
    let (from, ends) = match record.main_here {
        Some(false) => {
            let filed = record.filing_to.map_or(Ends::Unknown, Ends::After);
            let ends = match (filed, stands) {
                (Ends::After(filed), Ends::After(stands)) => Ends::After(filed.min(stands)),
                _ => filed,
            };
            (record.filing_from, ends)
        }
        _ => (record.from, stands),
    };
    let is_suspended = record
        .suspended
        .iter()
        .any(|one| one.from.is_none_or(|from| from <= on) && one.to.is_none_or(|to| on <= to));
    Span {
        withdrawn: record.cancelled_from,
        is_suspended,
        ..Span::of(Sort::Paper, from, ends)
    }
}

/// Marks the papers that another of their kind follows: they need no renewal any more.
fn follow(entries: &mut [Entry<'_>]) {
    let papers: Vec<_> = entries
        .iter()
        .filter(|entry| entry.span.sort == Sort::Paper)
        .map(|entry| (same(&entry.record), entry.span))
        .collect();
    for entry in entries.iter_mut() {
        let Ends::After(last) = entry.span.ends else {
            continue;
        };
        let own = same(&entry.record);
        let follows = |(same, span): &(Vec<Option<String>>, Span)| {
            *same == own && span.withdrawn.is_none() && papers::follows(span.from, span.ends, last)
        };
        entry.is_followed = entry.span.sort == Sort::Paper && papers.iter().any(follows);
    }
}

/// What two papers have in common when one renews the other.
fn same(record: &Recorded) -> Vec<Option<String>> {
    let text = |key: &&str| {
        let text = record.node.get(key).and_then(Node::as_text);
        text.map(ToOwned::to_owned)
    };
    let kind = Some(record.id.kind.name().to_owned());
    let keys = ["kind", "level", "category"].iter().map(text);
    std::iter::once(kind).chain(keys).collect()
}
