//! What somebody holds on a day, and what of it ends when if nothing is renewed.
//!
//! A renewal is a new record, so the records of one kind are looked at together: a paper that is
//! followed by another without a day between is silent. When a credential ends is asked of the rules
//! core, so lists and clauses name the same day.

use eligibility::assess::{Ends, PaperEnds, licence_end};
use eligibility::catalogue::{Catalogue, CredentialKind, CredentialKindId, ProfessionId};
use eligibility::day::Day;
use eligibility::facts::{Credential, Licence, LicenceLevel, Person};

/// How many days ahead the list looks when nothing else is asked.
pub const AHEAD: u32 = 180;

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind<'p> {
    /// A credential; the profession it is for where it is examined by profession.
    Credential(&'p CredentialKindId, Option<&'p ProfessionId>),
    /// A licence to practise.
    Licence(Option<LicenceLevel>),
    /// 多点执业备案: the filing for this institution.
    Filing,
}

/// A paper that ends, or has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'p> {
    /// What it is.
    pub kind: PaperKind<'p>,
    /// Its last valid day.
    pub last: Day,
    /// The place of the record that ends on that day, among the person's credentials or licences.
    pub place: usize,
    /// The first day of a newer record that begins after days without.
    pub resumes: Option<Day>,
}

/// A paper that will end and that a newer one follows already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered<'p> {
    /// What ends, and which record.
    pub due: Due<'p>,
    /// The place of the newer record.
    pub by: usize,
}

/// A credential held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<'p> {
    /// Its kind.
    pub kind: &'p CredentialKindId,
    /// Whether both of its days are known.
    pub is_sure: bool,
}

/// Within which time papers are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueWithin {
    /// Those that have ended.
    Overdue,
    /// Those that end on the day or in so many days after it.
    Days(u32),
}

impl DueWithin {
    /// Every choice.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Days(30),
        Self::Days(60),
        Self::Days(90),
        Self::Days(AHEAD),
    ];

    /// The word that stands for it in addresses.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Overdue => "overdue".to_owned(),
            Self::Days(days) => days.to_string(),
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }

    /// Whether a paper that ends on a day is meant.
    #[must_use]
    pub fn has(self, last: Day, on: Day) -> bool {
        match self {
            Self::Overdue => last < on,
            Self::Days(days) => on <= last && last <= on.plus_days(days),
        }
    }
}

/// The days on which one record is valid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    from: Option<Day>,
    ends: Ends,
    /// Whether it ends because it was taken away: then there is nothing to renew.
    is_withdrawn: bool,
}

impl Span {
    /// The span of a record, which ends earlier where it is withdrawn.
    pub(crate) fn of(from: Option<Day>, ends: Ends, withdrawn_from: Option<Day>) -> Self {
        let last = withdrawn_from.map(Day::prev);
        let earlier = |last: &Day| match ends {
            Ends::After(day) => *last < day,
            Ends::Never | Ends::Unknown => true,
        };
        let last = last.filter(earlier);
        Self {
            from,
            ends: last.map_or(ends, Ends::After),
            is_withdrawn: last.is_some(),
        }
    }

    fn begins_by(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day)
    }

    fn may_hold(&self, on: Day) -> bool {
        let lasts = match self.ends {
            Ends::After(last) => on <= last,
            Ends::Never | Ends::Unknown => true,
        };
        self.begins_by(on) && lasts
    }
}

/// What ends of somebody's papers, the earliest first: what has ended and nothing came after, and
/// what is valid on the day and will end.
#[must_use]
pub fn dues<'p>(person: &'p Person, ends: &PaperEnds<'_>, on: Day) -> Vec<Due<'p>> {
    let due = |(kind, spans): (PaperKind<'p>, Vec<(usize, Span)>)| {
        let (place, last) = last_day(&spans, on)?;
        let resumes = resumes(&spans, last);
        Some(Due {
            kind,
            last,
            place,
            resumes,
        })
    };
    let groups = groups(person, ends, on).into_iter();
    let mut dues: Vec<_> = groups.filter_map(due).collect();
    dues.sort_by_key(|due| due.last);
    dues
}

/// What will end of somebody's papers and needs no renewal any more, the earliest first.
#[must_use]
pub fn covered<'p>(person: &'p Person, ends: &PaperEnds<'_>, on: Day) -> Vec<Covered<'p>> {
    let groups = groups(person, ends, on).into_iter();
    let mut covered: Vec<_> = groups
        .flat_map(|(kind, spans)| {
            let of = covered_among(&spans, on).into_iter();
            of.map(move |(place, last, by)| {
                let due = Due {
                    kind,
                    last,
                    place,
                    resumes: None,
                };
                Covered { due, by }
            })
        })
        .collect();
    covered.sort_by_key(|covered| covered.due.last);
    covered
}

/// The papers of one kind together, each with its place among the person's records.
fn groups<'p>(
    person: &'p Person,
    ends: &PaperEnds<'_>,
    on: Day,
) -> Vec<(PaperKind<'p>, Vec<(usize, Span)>)> {
    let mut kinds: Vec<(PaperKind<'p>, Vec<(usize, Span)>)> = Vec::new();
    let mut add = |kind: PaperKind<'p>, place: usize, span: Span| match kinds
        .iter_mut()
        .find(|(known, _)| *known == kind)
    {
        Some((_, spans)) => spans.push((place, span)),
        None => kinds.push((kind, vec![(place, span)])),
    };
    for (place, record) in person.credentials.iter().enumerate() {
        let kind = ends.catalogue().credential(&record.kind);
        add(kind_of(record, kind), place, span_of(person, record, ends));
    }
    for (place, licence) in person.licences.iter().enumerate() {
        let kind = PaperKind::Licence(licence.level);
        add(kind, place, span_of_licence(licence));
    }
    let here = |licence: &Licence| {
        licence.main_here == Some(true) && span_of_licence(licence).may_hold(on)
    };
    if !person.licences.iter().any(here) {
        for (place, licence) in person.licences.iter().enumerate() {
            let ends = licence.filing_to.map_or(Ends::Unknown, Ends::After);
            let span = Span::of(licence.filing_from, ends, licence.cancelled_from);
            add(PaperKind::Filing, place, span);
        }
    }
    kinds
}

/// The last day on which papers of one kind hold, later ones that follow without a day between
/// included, and the place of the one that ends then; `None` where they do not end, or nobody knows
/// when. A paper whose first day is not known may hold on the day, but is not taken to follow or to
/// outlast another: nobody knows that it does.
pub(crate) fn last_day(spans: &[(usize, Span)], on: Day) -> Option<(usize, Day)> {
    let ended = |(place, span): &(usize, Span)| match span.ends {
        Ends::After(last) if !span.is_withdrawn && last < on => Some((*place, last)),
        _ => None,
    };
    let holding = || spans.iter().filter(|(_, span)| span.may_hold(on));
    if holding().next().is_none() {
        return spans.iter().filter_map(ended).max_by_key(|(_, last)| *last);
    }
    let is_sure = holding().any(|(_, span)| span.from.is_some());
    let mut reached: Option<(usize, Day)> = None;
    loop {
        let day = reached.map_or(on, |(_, last)| last.next());
        let mut next: Option<(usize, Day)> = None;
        for (place, span) in spans.iter().filter(|(_, span)| span.may_hold(day)) {
            if span.from.is_none() && (is_sure || reached.is_some()) {
                continue;
            }
            match span.ends {
                Ends::Never => return None,
                Ends::After(last) if next.is_none_or(|(_, known)| known < last) => {
                    next = Some((*place, last));
                }
                Ends::After(_) | Ends::Unknown => {}
            }
        }
        // Nothing more follows.
        if next.is_none() {
            return reached;
        }
        reached = next;
    }
}

/// The first day of the next paper of a kind where it begins after days without any since a last day.
pub(crate) fn resumes(spans: &[(usize, Span)], last: Day) -> Option<Day> {
    let later = spans.iter().filter(|(_, span)| !span.is_withdrawn);
    let begins = later.filter_map(|(_, span)| {
        let from = span.from.filter(|from| last.next() < *from)?;
        match span.ends {
            Ends::After(end) => (from <= end).then_some(from),
            Ends::Never | Ends::Unknown => Some(from),
        }
    });
    begins.min()
}

/// Of papers of one kind those that end on the day or later and that another follows: its place, its
/// last day and the place of the other.
pub(crate) fn covered_among(spans: &[(usize, Span)], on: Day) -> Vec<(usize, Day, usize)> {
    let covered = spans.iter().filter_map(|(place, span)| {
        let Ends::After(last) = span.ends else {
            return None;
        };
        if span.is_withdrawn || last < on {
            return None;
        }
        let mut others = spans.iter();
        let (by, _) = others
            .find(|(_, other)| !other.is_withdrawn && follows(other.from, other.ends, last))?;
        Some((*place, last, *by))
    });
    covered.collect()
}

/// Whether a paper takes the place of one that ends on a day, without a day between.
pub(crate) fn follows(from: Option<Day>, ends: Ends, last: Day) -> bool {
    let begins = from.is_some_and(|from| from <= last.next());
    let lasts = match ends {
        Ends::After(other) => last < other,
        Ends::Never => true,
        Ends::Unknown => false,
    };
    begins && lasts
}

fn kind_of<'p>(record: &'p Credential, kind: Option<&CredentialKind>) -> PaperKind<'p> {
    let by_category = kind.is_some_and(|kind| kind.by_category == Some(true));
    let category = record.category.as_ref().filter(|_| by_category);
    PaperKind::Credential(&record.kind, category)
}

fn span_of(person: &Person, record: &Credential, ends: &PaperEnds<'_>) -> Span {
    let withdrawn = [record.revoked_from, record.suspended_from];
    let withdrawn = withdrawn.into_iter().flatten().min();
    let ends = ends.ends(person, &record.kind, (record.issued, record.expires));
    Span::of(record.issued, ends, withdrawn)
}

fn span_of_licence(licence: &Licence) -> Span {
    let ends = licence_end(licence).map_or(Ends::Never, Ends::After);
    Span::of(licence.from, ends, licence.cancelled_from)
}

/// The kinds of credential somebody holds on a day, each once, in the order of the file.
#[must_use]
pub fn held<'p>(person: &'p Person, ends: &PaperEnds<'_>, on: Day) -> Vec<Held<'p>> {
    let mut held: Vec<Held<'p>> = Vec::new();
    for record in &person.credentials {
        let span = span_of(person, record, ends);
        if !span.may_hold(on) {
            continue;
        }
        let is_sure = span.from.is_some() && span.ends != Ends::Unknown;
        match held.iter_mut().find(|known| *known.kind == record.kind) {
            Some(known) => known.is_sure |= is_sure,
            None => held.push(Held {
                kind: &record.kind,
                is_sure,
            }),
        }
    }
    held
}

/// Whether somebody holds, or may hold, a kind of credential on a day.
#[must_use]
pub fn holds(person: &Person, asked: &CredentialKindId, ends: &PaperEnds<'_>, on: Day) -> bool {
    let mut records = person.credentials.iter();
    records.any(|record| record.kind == *asked && span_of(person, record, ends).may_hold(on))
}

/// Whether a kind of credential lets people do something: a permit (上岗证), or a certificate of
/// their profession. These stand in the list; health checks and trainings do not.
#[must_use]
pub fn is_permit(kind: &CredentialKindId, catalogue: &Catalogue) -> bool {
    let known = catalogue.credential(kind);
    kind.as_str().starts_with("permit-") || known.is_some_and(|kind| !kind.fits.is_empty())
}

#[cfg(test)]
mod tests;
