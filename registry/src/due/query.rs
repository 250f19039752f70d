//! The list as it is asked for by an address: filters, counts by stage and month, pages.

use std::sync::Arc;

use eligibility::catalogue::{CredentialKindId, DutyId, PaperKindId};
use eligibility::day::Day;

use super::{Due, Never, Stage, What, Whom, covered, due, never, stage};
use crate::seen::Seen;
use crate::staff_list::names::{Names, Typed};
use crate::staff_list::query::{MOST_CHARS, QueryFault};
use crate::staff_list::{NoSuchPage, PER_PAGE};
use crate::store::RecordId;

/// The stages by which the list is told, in days left at most; what has ended stands before them.
pub const LADDER: [u32; 6] = [7, 14, 30, 60, 90, AHEAD];
/// How many days ahead the list looks when nothing else is asked.
pub const AHEAD: u32 = 180;
/// How many months are counted, the present one included.
pub const MONTHS: u32 = 13;
/// The words of what may be due; of credentials, papers and duties one kind may be asked for, such as
/// `credential:bls`.
pub const KINDS: [&str; 6] = ["credential", "licence", "filing", "paper", "duty", "break"];

/// The keys of an address.
pub mod key {
    /// A name, pinyin or a staff number.
    pub const TEXT: &str = "q";
    /// A department's id.
    pub const DEPARTMENT: &str = "department";
    /// A kind of thing.
    pub const KIND: &str = "kind";
    /// A stage.
    pub const STAGE: &str = "stage";
    /// A month.
    pub const MONTH: &str = "month";
    /// Whether what rests is shown.
    pub const REST: &str = "rest";
    /// Whether papers are listed that newer ones follow.
    pub const COVERED: &str = "covered";
    /// The page, from 1.
    pub const PAGE: &str = "page";
}

/// What is listed; what is blank is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// A part of a name, of its pinyin, or of a staff number; then only what is somebody's is listed.
    pub text: Option<String>,
    /// The id of a department.
    pub department: Option<String>,
    /// One of [`KINDS`], with the id of a kind after a colon or without.
    pub kind: Option<String>,
    /// A stage of [`LADDER`], or what has ended.
    pub stage: Option<Stage>,
    /// The first day of a month in which it ends.
    pub month: Option<Day>,
    /// Whether only what rests is listed, or only what does not.
    pub rests: Option<bool>,
    /// Whether papers are listed too that newer ones follow.
    pub covered: bool,
    /// The page, from 1.
    pub page: usize,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What stands on the page, the earliest first.
    pub rows: Vec<Row>,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are; one where nothing is found.
    pub n_pages: usize,
    /// How many are found.
    pub n_found: usize,
    /// How many there are at each stage, whatever stage or month is asked for; the most urgent first.
    pub stages: Vec<(Stage, usize)>,
    /// How many end in each month from that of the day on, by its first day, likewise.
    pub months: Vec<(Day, usize)>,
    /// What was never recorded and so has no day: the last of all, on the last page. There is nothing
    /// of it where a stage, a month or what rests is asked for.
    pub never: Vec<Never>,
    /// How many of these there are on all pages.
    pub n_never: usize,
}

/// Something in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub due: Due,
    /// Whether a newer paper follows it already, and which.
    pub covered: Option<Option<RecordId>>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: None,
            department: None,
            kind: None,
            stage: None,
            month: None,
            rests: None,
            covered: false,
            page: 1,
        }
    }
}

/// Every stage, the most urgent first.
pub fn stages() -> impl Iterator<Item = Stage> {
    let within = LADDER.into_iter().map(Stage::Within);
    std::iter::once(Stage::Overdue).chain(within)
}

/// The word by which what is due is asked for: with the id of its kind where it has one.
#[must_use]
pub fn kind_word(what: &What) -> String {
    match what.kind() {
        Some(kind) => format!("{}:{kind}", what.word()),
        None => what.word().to_owned(),
    }
}

/// The word of a month, such as `2026-03`.
#[must_use]
pub fn month_word(month: Day) -> String {
    month.to_string().chars().take(7).collect()
}

impl Query {
    /// Reads the keys and values of an address; a value that is blank asks nothing. Of departments
    /// there are those that may be read.
    ///
    /// # Errors
    /// Everything that cannot be understood, with what can.
    pub fn read<'p>(
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        seen: &Seen<'_>,
    ) -> Result<Self, (Box<Self>, Vec<QueryFault>)> {
        let mut query = Self::default();
        let pairs = pairs.into_iter().map(|(key, value)| (key, value.trim()));
        let faults: Vec<_> = pairs
            .filter(|(_, value)| !value.is_empty())
            .filter_map(|pair| query.take(pair, seen).err())
            .collect();
        if faults.is_empty() {
            Ok(query)
        } else {
            Err((Box::new(query), faults))
        }
    }

    fn take(&mut self, (key, found): (&str, &str), seen: &Seen<'_>) -> Result<(), QueryFault> {
        match key {
            key::TEXT if found.chars().count() > MOST_CHARS => return Err(QueryFault::TooLong),
            key::TEXT => self.text = Some(found.to_owned()),
            key::DEPARTMENT => {
                let mut known = seen.departments();
                let known = known.any(|department| department.id == found);
                self.department = Some(word(key::DEPARTMENT, found, known.then(|| found.into()))?);
            }
            key::KIND => {
                let known = is_kind(found, seen).then(|| found.to_owned());
                self.kind = Some(word(key::KIND, found, known)?);
            }
            key::STAGE => {
                let known = stages().find(|stage| stage.word() == found);
                self.stage = Some(word(key::STAGE, found, known)?);
            }
            key::MONTH => {
                let known = Day::parse(&format!("{found}-01"));
                self.month = Some(word(key::MONTH, found, known)?);
            }
            key::REST => {
                let known = match found {
                    "only" => Some(true),
                    "without" => Some(false),
                    _ => None,
                };
                self.rests = Some(word(key::REST, found, known)?);
            }
            key::COVERED => {
                let known = (found == "1").then_some(true);
                self.covered = word(key::COVERED, found, known)?;
            }
            key::PAGE => {
                let page = found.parse().ok().filter(|page| *page > 0);
                self.page = page.ok_or_else(|| QueryFault::NotAPage(found.to_owned()))?;
            }
            _ => return Err(QueryFault::UnknownKey(key.to_owned())),
        }
        Ok(())
    }

    /// Keys and values of an address that asks the same, without what is as usual.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let rests = self.rests.map(|only| if only { "only" } else { "without" });
        let pairs = [
            (key::TEXT, self.text.clone()),
            (key::DEPARTMENT, self.department.clone()),
            (key::KIND, self.kind.clone()),
            (key::STAGE, self.stage.map(Stage::word)),
            (key::MONTH, self.month.map(month_word)),
            (key::REST, rests.map(ToOwned::to_owned)),
            (key::COVERED, self.covered.then(|| "1".to_owned())),
            (key::PAGE, (self.page > 1).then(|| self.page.to_string())),
        ];
        let pairs = pairs.into_iter();
        pairs
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }

    /// The same on another page.
    #[must_use]
    pub fn at_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// The same at another stage or in another month, from the first page.
    #[must_use]
    pub fn when(&self, stage: Option<Stage>, month: Option<Day>) -> Self {
        Self {
            stage,
            month,
            page: 1,
            ..self.clone()
        }
    }
}

/// The page that is asked for, as of a day. Without a stage or a month it holds what has ended and
/// what ends in the 180 days after the day.
///
/// # Errors
/// That there are not so many pages.
pub fn list(seen: &Seen<'_>, query: &Query, on: Day) -> Result<List, NoSuchPage> {
    let ahead = on.plus_days(AHEAD);
    let first = on.first_of_month();
    let counted = first.plus_months(MONTHS).prev();
    let month_ends = query.month.map(|month| month.plus_months(1).prev());
    let until = ahead.max(counted).max(month_ends.unwrap_or(ahead));
    let asked = Asked::of(seen, query);
    let mut rows: Vec<Row> = due(seen, on, until)
        .into_iter()
        .map(|due| Row { due, covered: None })
        .collect();
    if query.covered {
        rows.extend(covered(seen, on, until).into_iter().map(|covered| Row {
            due: covered.due,
            covered: Some(covered.by),
        }));
        rows.sort_by(|one, other| {
            (one.due.last, &one.due.key).cmp(&(other.due.last, &other.due.key))
        });
    }
    rows.retain(|row| asked.is_met(&row.due));
    let at = |row: &Row| stage(row.due.last, &LADDER, on);
    let n_at = |wanted: Stage| rows.iter().filter(|row| at(row) == Some(wanted)).count();
    let stages = stages().map(|stage| (stage, n_at(stage))).collect();
    let is_in = |row: &Row, month: Day| row.due.last.first_of_month() == month;
    let n_in = |month: Day| rows.iter().filter(|row| is_in(row, month)).count();
    let months = (0..MONTHS).map(|n| first.plus_months(n));
    let months = months.map(|month| (month, n_in(month))).collect();
    rows.retain(|row| match (query.stage, query.month) {
        (None, None) => row.due.last <= ahead,
        (asked, month) => {
            asked.is_none_or(|asked| at(row) == Some(asked))
                && month.is_none_or(|month| is_in(row, month))
        }
    });
    let n_found = rows.len();
    let n_pages = n_found.div_ceil(PER_PAGE).max(1);
    if n_pages < query.page {
        return Err(NoSuchPage { last: n_pages });
    }
    let before = query.page.saturating_sub(1).saturating_mul(PER_PAGE);
    let mut never = never(seen, on);
    never.retain(|one| asked.is_met_without_day(one));
    let n_never = never.len();
    if query.page < n_pages {
        never.clear();
    }
    Ok(List {
        rows: rows.into_iter().skip(before).take(PER_PAGE).collect(),
        page: query.page,
        n_pages,
        n_found,
        stages,
        months,
        never,
        n_never,
    })
}

/// What is asked besides when it ends.
struct Asked<'q> {
    query: &'q Query,
    typed: Option<(Typed, Arc<Names>)>,
}

impl<'q> Asked<'q> {
    fn of(seen: &Seen<'_>, query: &'q Query) -> Self {
        let text = query.text.as_deref();
        let typed = text.map(|text| (Typed::of(text), seen.names()));
        Self { query, typed }
    }

    fn is_met(&self, due: &Due) -> bool {
        let query = self.query;
        let department = query.department.as_ref();
        let kind = query.kind.as_deref();
        department.is_none_or(|id| due.departments.contains(id))
            && kind.is_none_or(|kind| kind == due.what.word() || kind == kind_word(&due.what))
            && query.rests.is_none_or(|rests| rests == due.rests.is_some())
            && self.is_named(due)
    }

    /// Whether all that is asked holds of something without a day.
    fn is_met_without_day(&self, never: &Never) -> bool {
        let query = self.query;
        let department = query.department.as_ref();
        let (word, ids) = never.words();
        let is_kind = |kind: &str| match kind.split_once(':') {
            Some((asked, id)) => asked == word && ids.contains(&id),
            None => kind == word,
        };
        let named = |(typed, names): &(Typed, Arc<Names>)| {
            let mut people = never.people.iter();
            people.any(|staff| names.is_meant(staff, typed))
        };
        (query.stage.is_none() && query.month.is_none() && query.rests != Some(true))
            && department.is_none_or(|id| never.departments.contains(id))
            && query.kind.as_deref().is_none_or(is_kind)
            && self.typed.as_ref().is_none_or(named)
    }

    fn is_named(&self, due: &Due) -> bool {
        let Some((typed, names)) = &self.typed else {
            return true;
        };
        match &due.whom {
            Whom::Person(staff) => names.is_meant(staff, typed),
            Whom::Institution | Whom::Programme(_) => false,
        }
    }
}

fn is_kind(found: &str, seen: &Seen<'_>) -> bool {
    let catalogue = seen.catalogue();
    match found.split_once(':') {
        Some(("credential", id)) => CredentialKindId::of(catalogue, id).is_ok(),
        Some(("paper", id)) => PaperKindId::of(catalogue, id).is_ok(),
        Some(("duty", id)) => DutyId::of(catalogue, id).is_ok(),
        Some(_) => false,
        None => KINDS.contains(&found),
    }
}

/// The word there is, or that there is none.
fn word<T>(key: &'static str, found: &str, known: Option<T>) -> Result<T, QueryFault> {
    known.ok_or_else(|| QueryFault::UnknownWord {
        key,
        found: found.to_owned(),
    })
}
