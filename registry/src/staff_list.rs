//! The list of people: who of those one may see is asked for, in which order, and what stands in a
//! row, all as of a day.
//!
//! - [`query`]: what is asked, from and to an address.
//! - [`standing`]: here or not, departments, title.
//! - [`papers`]: what is held, and what ends.
//! - `names`: finding and sorting by name and pinyin.
//!
//! # Invariants
//! - People come from [`Seen::people`] only, so a list shows nobody its reader may not see.
//! - Who has left is silent: nothing of theirs is due.

pub mod names;
pub mod papers;
pub mod query;
pub mod standing;
#[cfg(test)]
mod tests;

use eligibility::assess::PaperEnds;
use eligibility::day::Day;
use eligibility::facts::{Membership, Person, ProfessionRecord, Title};

use self::names::Typed;
use self::papers::{Due, Held};
use self::query::{Query, Sort};
use self::standing::Status;
use crate::seen::Seen;

/// How many people stand on a page.
pub const PER_PAGE: usize = 50;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<'a> {
    /// The people of the page.
    pub rows: Vec<Row<'a>>,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are; one where nobody is found.
    pub n_pages: usize,
    /// How many people are found.
    pub n_people: usize,
}

/// Somebody in the list, as of its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The file.
    pub person: &'a Person,
    /// Whether the person works here.
    pub status: Status,
    /// The departments.
    pub departments: Vec<&'a Membership>,
    /// The professions.
    pub professions: Vec<&'a ProfessionRecord>,
    /// The highest title.
    pub title: Option<&'a Title>,
    /// The permits held.
    pub permits: Vec<Held<'a>>,
    /// What ends, the earliest first.
    pub dues: Vec<Due<'a>>,
}

/// The address asks for a page after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchPage {
    /// The last page there is.
    pub last: usize,
}

/// The page that is asked for.
///
/// # Errors
/// That there are not so many pages.
pub fn list<'a>(seen: &Seen<'a>, query: &Query, on: Day) -> Result<List<'a>, NoSuchPage> {
    let people = people(seen, query, on);
    let n_people = people.len();
    let n_pages = n_people.div_ceil(PER_PAGE).max(1);
    let before = query.page.saturating_sub(1).saturating_mul(PER_PAGE);
    if n_pages < query.page {
        return Err(NoSuchPage { last: n_pages });
    }
    let shown = people.into_iter().skip(before).take(PER_PAGE);
    let ends = seen.paper_ends(on);
    Ok(List {
        rows: shown.map(|person| Row::of(person, &ends, on)).collect(),
        page: query.page,
        n_pages,
        n_people,
    })
}

/// Everybody who is asked for, in order.
#[must_use]
pub fn people<'a>(seen: &Seen<'a>, query: &Query, on: Day) -> Vec<&'a Person> {
    let typed = query.text.as_deref().map(Typed::of);
    let needs_names = typed.is_some() || query.sort == Sort::Name;
    let names = needs_names.then(|| seen.names());
    let is_named = |person: &Person| match (&typed, &names) {
        (Some(typed), Some(names)) => names.is_meant(&person.staff, typed),
        _ => true,
    };
    let asked = Asked {
        query,
        ends: seen.paper_ends(on),
        on,
    };
    let people = seen.people().filter(|person| is_named(person));
    let mut people: Vec<_> = people.filter(|person| asked.is_met(person)).collect();
    if let (Sort::Name, Some(names)) = (query.sort, &names) {
        people.sort_by_cached_key(|person| names.place(&person.staff));
    }
    people
}

/// What is asked besides the name, as of a day.
struct Asked<'q> {
    query: &'q Query,
    ends: PaperEnds<'q>,
    on: Day,
}

impl Asked<'_> {
    /// Whether all that is asked holds; what is cheap is looked at first.
    fn is_met(&self, person: &Person) -> bool {
        let status = Status::of(person, self.on);
        self.query.status.is_none_or(|asked| asked == status)
            && self.is_of_department(person, status)
            && self.is_of_profession(person)
            && self.has_title(person)
            && self.holds_credential(person)
            && self.is_due(person, status)
    }

    fn is_of_department(&self, person: &Person, status: Status) -> bool {
        let Some(asked) = &self.query.department else {
            return true;
        };
        let departments = standing::departments(person, status, self.on);
        departments.iter().any(|one| one.department == *asked)
    }

    fn is_of_profession(&self, person: &Person) -> bool {
        let Some(asked) = &self.query.profession else {
            return true;
        };
        let professions = standing::professions(person, self.on);
        professions.iter().any(|one| one.profession == *asked)
    }

    fn has_title(&self, person: &Person) -> bool {
        let (series, level) = (&self.query.series, self.query.level);
        if series.is_none() && level.is_none() {
            return true;
        }
        standing::title(person, series.as_ref(), self.on).is_some_and(|title| {
            level.is_none_or(|asked| title.level.is_some_and(|level| asked.has(level)))
        })
    }

    fn holds_credential(&self, person: &Person) -> bool {
        let asked = self.query.credential.as_ref();
        asked.is_none_or(|asked| papers::holds(person, asked, &self.ends, self.on))
    }

    fn is_due(&self, person: &Person, status: Status) -> bool {
        let Some(within) = self.query.due else {
            return true;
        };
        let dues = dues(person, status, &self.ends, self.on);
        dues.iter().any(|due| within.has(due.last, self.on))
    }
}

impl<'a> Row<'a> {
    fn of(person: &'a Person, ends: &PaperEnds<'_>, on: Day) -> Self {
        let status = Status::of(person, on);
        let mut permits = papers::held(person, ends, on);
        permits.retain(|held| papers::is_permit(held.kind, ends.catalogue()));
        Self {
            person,
            status,
            departments: standing::departments(person, status, on),
            professions: standing::professions(person, on),
            title: standing::title(person, None, on),
            permits,
            dues: dues(person, status, ends, on),
        }
    }
}

/// What ends of somebody's papers; nothing of who has left.
fn dues<'p>(person: &'p Person, status: Status, ends: &PaperEnds<'_>, on: Day) -> Vec<Due<'p>> {
    if status == Status::Left {
        return Vec::new();
    }
    papers::dues(person, ends, on)
}
