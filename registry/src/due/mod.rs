//! Everything that ends, is due again or breaks, in one list: papers of people and of the
//! institution, duties, and clauses that stop being met if nothing is renewed.
//!
//! - [`due`]: the list through the eyes of one actor, from which pages, notices, feeds and the API are
//!   made.
//! - [`covered`]: papers that will end and that a newer one follows already.
//! - [`never`]: what has no day, since nothing of it was ever recorded.
//! - [`stage`] and [`lead_days`]: when to speak of what.
//! - [`effects`]: what becomes of the clauses when something lapses.
//! - [`short_now`]: what is short by now because of what ended long before.
//! - [`query`]: filters, counts and pages of the list.
//! - [`rest`]: letting something rest for a while.
//! - [`renewal`]: the record that renews a paper.
//!
//! # Invariants
//! - What is due is computed when it is read, never stored; the list of a snapshot's version and a day
//!   is kept as other answers are.
//! - A paper that another follows without a day between is silent; so are people who have left, and
//!   what was withdrawn.
//! - Nobody is shown what they may not read: people and programmes come from [`Seen`].
//! - What rests is still listed, and no verdict changes by it.

mod breaks;
mod effects;
mod lead;
mod list;
mod never;
pub mod query;
pub mod renewal;
pub mod rest;
mod short_now;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use eligibility::catalogue::{CredentialKindId, DutyId, PaperKindId, ProfessionId};
use eligibility::day::{Day, LAST_YEAR};
use eligibility::facts::{LicenceLevel, StaffNumber};
use eligibility::standard::ClauseId;

pub use self::breaks::is_foreseen;
pub use self::effects::{Effect, effects};
pub use self::lead::{DEFAULT_LEAD_DAYS, Stage, are_lead_days_set, lead_days, stage};
pub(crate) use self::list::{Everything, everything};
pub use self::never::{Never, NeverItem, never};
pub use self::short_now::{ShortNow, short_now};
use crate::seen::Seen;
use crate::store::RecordId;

/// Something that ends, is due again or breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Names it for the life of its record, or of its programme's clause: `credential-N0103-4`,
    /// `licence-N0103-1`, `filing-N0103-1`, `paper-2`, `duty-petct-sx-eqm.1.1b-annual-check-item1`,
    /// `break-petct-sx-sx2025.petct.4.1a`. No two in a list are the same.
    pub key: String,
    /// What it is.
    pub what: What,
    /// Whose it is.
    pub whom: Whom,
    /// The departments whose heads it concerns: those of the person on the day, or of the programme.
    /// None for papers of the institution.
    pub departments: Vec<String>,
    /// The programmes it belongs to, of those that may be read: those in which the person is posted
    /// or to whose departments the person belongs, those that ask for a paper of the institution, or
    /// the programme itself.
    pub programmes: Vec<String>,
    /// The last good day: of a paper its last valid one, of a duty the last on which it is not overdue,
    /// of a clause the last on which it is met.
    pub last: Day,
    /// So many days before `last` to warn, descending: of the kind, or as the hospital has set them.
    pub lead_days: Vec<u32>,
    /// The version of [`Due::record`], which grows with each change of it; 0 where there is none.
    pub version: i64,
    /// The record it comes from: the paper, the duty last done, of a break the paper behind it where
    /// there is a single one. `None` where nothing is stored that could be opened.
    pub record: Option<RecordId>,
    /// The first day of a newer paper, where it begins after days without one.
    pub resumes: Option<Day>,
    /// That somebody lets it rest on the day of the list.
    pub rests: Option<Rest>,
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A credential; the profession it is for where it is examined by profession.
    Credential {
        /// The kind.
        kind: CredentialKindId,
        /// The profession.
        category: Option<ProfessionId>,
    },
    /// A licence to practise.
    Licence {
        /// The level, if it is known.
        level: Option<LicenceLevel>,
    },
    /// 多点执业备案: a filing for this institution.
    Filing,
    /// A paper of the institution.
    InstitutionPaper {
        /// The kind.
        kind: PaperKindId,
    },
    /// A duty of a programme.
    Duty {
        /// The programme's id.
        programme: String,
        /// The clause that asks for it.
        clause: ClauseId,
        /// The duty.
        duty: DutyId,
        /// The name of the item of equipment, where it is due for one alone and that has a name.
        item: Option<String>,
    },
    /// A clause that is met and will not be.
    Break {
        /// The programme's id.
        programme: String,
        /// The clause.
        clause: ClauseId,
    },
}

/// Whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// A person's.
    Person(StaffNumber),
    /// The institution's.
    Institution,
    /// A programme's, by its id.
    Programme(String),
}

/// That something was put off or taken note of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Through which day; `None` until it has ended.
    pub until: Option<Day>,
    /// Why.
    pub reason: String,
    /// Who did so.
    pub by: String,
    /// The record that says so, with its version; `None` where nothing is stored.
    pub record: Option<(RecordId, i64)>,
}

/// A paper that will end and that a newer one follows already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// What ends.
    pub due: Due,
    /// The newer record.
    pub by: Option<RecordId>,
}

impl What {
    /// The word of the kind of thing, as it stands in addresses and keys.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Credential { .. } => "credential",
            Self::Licence { .. } => "licence",
            Self::Filing => "filing",
            Self::InstitutionPaper { .. } => "paper",
            Self::Duty { .. } => "duty",
            Self::Break { .. } => "break",
        }
    }

    /// The id of the kind of credential or paper, or of the duty; `None` of anything else.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        match self {
            Self::Credential { kind, .. } => Some(kind.as_str()),
            Self::InstitutionPaper { kind } => Some(kind.as_str()),
            Self::Duty { duty, .. } => Some(duty.as_str()),
            Self::Licence { .. } | Self::Filing | Self::Break { .. } => None,
        }
    }
}

/// What ends, is due again or breaks, the earliest last day first, as of the day `on`; what ends after
/// `until` is left out, what has ended is not. Clauses are foreseen for 24 months from `on`, whatever
/// `until` is; one that broke in the 30 days before is still told.
#[must_use]
pub fn due(seen: &Seen<'_>, on: Day, until: Day) -> Vec<Due> {
    let everything = seen.everything_due(on);
    let sight = Sight::of(seen);
    let ending = everything.due.iter().take_while(|due| due.last <= until);
    ending.filter_map(|due| sight.of_due(due)).collect()
}

/// How much has ended, and how much ends from `on` in so many days, of what does not rest.
#[must_use]
pub fn pressing(seen: &Seen<'_>, on: Day, days: u32) -> (usize, usize) {
    let everything = seen.everything_due(on);
    let sight = Sight::of(seen);
    let until = on.plus_days(days);
    let ending = everything.due.iter().take_while(|due| due.last <= until);
    let awake = ending.filter(|due| due.rests.is_none() && sight.sees(due));
    let (overdue, soon): (Vec<&Due>, Vec<&Due>) = awake.partition(|due| due.last < on);
    (overdue.len(), soon.len())
}

/// [`due`] with nothing left out.
#[must_use]
pub fn all(seen: &Seen<'_>, on: Day) -> Vec<Due> {
    due(seen, on, Day::last_of_year(LAST_YEAR))
}

/// Papers that end from `on` to `until` and that another follows without a day between, the earliest
/// first: nobody needs to do anything about them.
#[must_use]
pub fn covered(seen: &Seen<'_>, on: Day, until: Day) -> Vec<Covered> {
    let everything = seen.everything_due(on);
    let sight = Sight::of(seen);
    let ending = everything.covered.iter();
    let ending = ending.take_while(|covered| covered.due.last <= until);
    let seen = ending.filter_map(|covered| {
        Some(Covered {
            due: sight.of_due(&covered.due)?,
            by: covered.by.clone(),
        })
    });
    seen.collect()
}

/// What an actor may see, looked up once for a whole list.
pub(crate) struct Sight<'a> {
    whole: bool,
    people: BTreeSet<&'a StaffNumber>,
    programmes: BTreeSet<&'a str>,
}

impl<'a> Sight<'a> {
    pub(crate) fn of(seen: &Seen<'a>) -> Self {
        let whole = seen.whole().is_some();
        let people = seen.people().map(|person| &person.staff);
        let programmes = seen.programmes();
        Self {
            whole,
            // Who reads everything is not asked person by person.
            people: if whole {
                BTreeSet::new()
            } else {
                people.collect()
            },
            programmes: programmes.map(|seen| seen.id()).collect(),
        }
    }

    fn sees(&self, due: &Due) -> bool {
        if self.whole {
            return true;
        }
        let is_seen = match &due.whom {
            Whom::Person(staff) => self.people.contains(staff),
            Whom::Institution => false,
            Whom::Programme(id) => self.programmes.contains(id.as_str()),
        };
        // A duty of one person is also one of its programme.
        is_seen
            && match &due.what {
                What::Duty { programme, .. } => self.programmes.contains(programme.as_str()),
                _ => true,
            }
    }

    /// A due as it may be seen; `None` if it may not.
    pub(crate) fn of_due(&self, due: &Due) -> Option<Due> {
        if !self.sees(due) {
            return None;
        }
        let mut due = due.clone();
        if !self.whole {
            due.programmes
                .retain(|id| self.programmes.contains(id.as_str()));
        }
        Some(due)
    }
}
