//! What calendars tell of each thing, and have told.
//!
//! A subscriber keeps an event by its name and takes a newer state of it only with a higher number. A
//! renewal is another record, and the day on which a clause breaks follows from many, so no record could
//! give that number. What was told is therefore kept: of each paper line, duty and clause the last day,
//! how often what is told has changed, and since when it is as it is.
//!
//! # Invariants
//! - One line of papers (of a person and a kind), one duty and one clause of a programme is one event,
//!   whatever renews it and however its day moves.
//! - Its number grows with every change of what is told, also when a change is taken back, and with
//!   nothing else; it goes on when something that was gone comes back.
//! - The same for every reader: languages and rights only choose among it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use eligibility::catalogue::{CredentialKindId, DutyId, PaperKindId, ProfessionId};
use eligibility::day::Day;
use eligibility::facts::{LicenceLevel, StaffNumber};
use eligibility::standard::ClauseId;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::act::{beginning_of, instant};
use crate::due::{Due, Sight, What, Whom};
use crate::hex::hex;
use crate::seen::Seen;
use crate::store::{Store, StoreError, ToldRow};

/// For how many days it is told that something moved away, or is gone.
pub const DAYS_TOLD: u32 = 30;
/// How many hexadecimal characters of a digest are kept.
const DIGEST: usize = 16;

/// What names something for as long as it is renewed and its day moves: `credential-N0103-permit-ct`,
/// `licence-N0103-nurse`, `filing-N0103`, `paper-radiation-permit`, and for duties and clauses their
/// [`Due::key`].
#[must_use]
pub fn key(due: &Due) -> String {
    let word = due.what.word();
    let staff = match &due.whom {
        Whom::Person(staff) => staff.as_str(),
        Whom::Institution | Whom::Programme(_) => "",
    };
    match &due.what {
        What::Credential { kind, category } => match category {
            Some(category) => format!("{word}-{staff}-{kind}-{category}"),
            None => format!("{word}-{staff}-{kind}"),
        },
        What::Licence { level: Some(level) } => format!("{word}-{staff}-{}", level.word()),
        What::Licence { level: None } | What::Filing => format!("{word}-{staff}"),
        What::InstitutionPaper { kind } => format!("{word}-{kind}"),
        What::Duty { .. } | What::Break { .. } => due.key.clone(),
    }
}

/// What is to be told as of a version of the hospital and a day: nobody's to read, only to be noted.
#[derive(Debug)]
pub struct Said {
    version: i64,
    day: Day,
    /// By key: the last day, a digest of what is told, and what it is of.
    things: BTreeMap<String, (Day, String, String)>,
}

/// What is to be told of everything that is due on a day.
#[must_use]
pub fn said(seen: &Seen<'_>, on: Day) -> Said {
    let hospital = seen.hospital();
    let people = hospital.people.iter();
    let people: BTreeMap<_, _> = people
        .map(|person| (&person.staff, person.name.as_deref()))
        .collect();
    let programmes = hospital.programmes.iter();
    let programmes: BTreeMap<_, _> = programmes
        .map(|programme| (&programme.id, programme.name.as_deref()))
        .collect();
    let whose = |whom: &Whom| match whom {
        Whom::Person(staff) => people.get(staff).copied().flatten(),
        Whom::Programme(id) => programmes.get(id).copied().flatten(),
        Whom::Institution => hospital.institution.name.as_deref(),
    };
    let everything = seen.everything_due(on);
    let things = everything.due.iter().map(|due| {
        let item = match &due.what {
            What::Duty { item, .. } => item.as_deref(),
            _ => None,
        };
        let said = (due.last.to_string(), whose(&due.whom), item);
        let mut digest = hex(&Sha256::digest(format!("{said:?}").as_bytes()));
        digest.truncate(DIGEST);
        (key(due), (due.last, digest, Thing::of(due).written()))
    });
    Said {
        version: seen.version(),
        day: on,
        things: things.collect(),
    }
}

/// What calendars tell, as of a version of the hospital and a day.
#[derive(Debug)]
pub struct Telling {
    /// As of when it was asked for.
    of: (i64, Day),
    /// As of when it was noted, which may be later.
    noted: (i64, Day),
    rows: BTreeMap<String, ToldRow>,
}

/// What is told of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'t> {
    /// How often it has changed.
    pub n: i64,
    /// Since when it is as it is, in UTC.
    pub since: &'t str,
    /// The last good day before it moved, where it did so in the last 30 days.
    pub was: Option<Day>,
}

impl Telling {
    /// What is told of something due; `None` of what was not noted, which a server has that is behind
    /// another.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<Told<'_>> {
        let row = self.rows.get(key)?;
        Some(Told {
            n: row.n,
            since: &row.since,
            was: row.was.filter(|_| self.is_recent(row)),
        })
    }

    /// How far ahead what is due has to be looked at: to a day, or to where something has moved from
    /// before it.
    #[must_use]
    pub fn reaching(&self, until: Day) -> Day {
        let moved = self.rows.values().filter(|row| !row.is_gone);
        let moved = moved.filter(|row| row.was.is_some_and(|was| was <= until));
        let recent = moved.filter(|row| self.is_recent(row));
        recent.map(|row| row.day).fold(until, Day::max)
    }

    /// What is not due any more since the last 30 days, as far as it may be seen: papers of who has
    /// left or that were removed, duties that nobody asks for any more, clauses that do not break.
    #[must_use]
    pub fn gone(&self, seen: &Seen<'_>) -> Vec<Due> {
        let sight = Sight::of(seen);
        let gone = self.rows.values().filter(|row| row.is_gone);
        let recent = gone.filter(|row| self.is_recent(row));
        let dues = recent.filter_map(|row| Thing::read(&row.thing)?.due(row, seen));
        dues.filter_map(|due| sight.of_due(&due)).collect()
    }

    fn is_recent(&self, row: &ToldRow) -> bool {
        row.since >= beginning_of(self.of.1.minus_days(DAYS_TOLD))
    }
}

/// Keeps what is told while the hospital stands as it is.
#[derive(Debug, Default)]
pub struct Teller {
    kept: Mutex<Option<Arc<Telling>>>,
}

impl Teller {
    /// What is told as of a version of the hospital and a day, if that was noted here.
    #[must_use]
    pub fn known(&self, version: i64, day: Day) -> Option<Arc<Telling>> {
        self.kept().filter(|telling| telling.of == (version, day))
    }

    /// Notes what is told from now on, unless another server has.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn note(
        &self,
        store: &Store,
        said: Said,
        at: DateTime<Utc>,
    ) -> Result<Arc<Telling>, StoreError> {
        let of = (said.version, said.day);
        let known = self
            .kept()
            .map(|telling| (telling.noted, telling.rows.clone()));
        let changed = |rows: &BTreeMap<String, ToldRow>| changed(rows, said, at);
        let (noted, rows) = store.note_told(of, known, changed).await?;
        let telling = Arc::new(Telling { of, noted, rows });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|kept| kept.of <= of) {
            *kept = Some(Arc::clone(&telling));
        }
        Ok(telling)
    }

    fn kept(&self) -> Option<Arc<Telling>> {
        // The lock is held only to copy or to swap a pointer, which leaves nothing half done.
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }
}

/// The rows that change by what is said now.
fn changed(rows: &BTreeMap<String, ToldRow>, said: Said, at: DateTime<Utc>) -> Vec<ToldRow> {
    let since = instant(at);
    let recently = beginning_of(said.day.minus_days(DAYS_TOLD));
    let gone = rows.values().filter(|row| !row.is_gone);
    let gone = gone.filter(|row| !said.things.contains_key(&row.key));
    let mut changed: Vec<ToldRow> = gone
        .map(|row| ToldRow {
            is_gone: true,
            n: row.n.saturating_add(1),
            since: since.clone(),
            ..row.clone()
        })
        .collect();
    for (key, (day, digest, thing)) in said.things {
        let Some(row) = rows.get(&key) else {
            changed.push(ToldRow {
                key,
                day,
                was: None,
                n: 0,
                since: since.clone(),
                is_gone: false,
                said: digest,
                thing,
            });
            continue;
        };
        let is_told = row.is_gone || row.said != digest;
        if !is_told && row.thing == thing {
            continue;
        }
        // Of several moves within the time in which they are told the first one counts: there the event
        // lies that subscribers have.
        let earlier = row.was.filter(|_| row.since >= recently);
        let moved = (is_told && row.day != day).then_some(row.day);
        changed.push(ToldRow {
            key,
            day,
            was: earlier.or(moved).or(row.was),
            n: row.n.saturating_add(i64::from(is_told)),
            since: if is_told {
                since.clone()
            } else {
                row.since.clone()
            },
            is_gone: false,
            said: digest,
            thing,
        });
    }
    changed
}

/// What something is, as it is kept to tell that it is gone.
#[derive(Debug, Serialize, Deserialize)]
struct Thing {
    what: String,
    kind: Option<String>,
    /// The profession a credential is for, or the level of a licence.
    of: Option<String>,
    clause: Option<String>,
    item: Option<String>,
    staff: Option<String>,
    programme: Option<String>,
    departments: Vec<String>,
    programmes: Vec<String>,
    lead_days: Vec<u32>,
}

impl Thing {
    fn of(due: &Due) -> Self {
        let text = |text: &str| Some(text.to_owned());
        let (of, clause, item) = match &due.what {
            What::Credential { category, .. } => {
                let category = category.as_ref();
                (category.and_then(|id| text(id.as_str())), None, None)
            }
            What::Licence { level } => (level.and_then(|level| text(level.word())), None, None),
            What::Filing | What::InstitutionPaper { .. } => (None, None, None),
            What::Duty { clause, item, .. } => (None, text(clause.as_str()), item.clone()),
            What::Break { clause, .. } => (None, text(clause.as_str()), None),
        };
        let programme = match &due.what {
            What::Duty { programme, .. } | What::Break { programme, .. } => text(programme),
            _ => None,
        };
        let staff = match &due.whom {
            Whom::Person(staff) => text(staff.as_str()),
            Whom::Institution | Whom::Programme(_) => None,
        };
        Self {
            what: due.what.word().to_owned(),
            kind: due.what.kind().and_then(text),
            of,
            clause,
            item,
            staff,
            programme,
            departments: due.departments.clone(),
            programmes: due.programmes.clone(),
            lead_days: due.lead_days.clone(),
        }
    }

    fn written(&self) -> String {
        // Texts and numbers only, which always can be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn read(written: &str) -> Option<Self> {
        serde_json::from_str(written).ok()
    }

    /// What was due; `None` where the words or the clause are not known any more.
    fn due(self, row: &ToldRow, seen: &Seen<'_>) -> Option<Due> {
        let catalogue = seen.catalogue();
        let kind = self.kind.as_deref().unwrap_or_default();
        let of = self.of.as_deref();
        let clause = self.clause.as_deref();
        let programme = self.programme.clone().unwrap_or_default();
        let what = match self.what.as_str() {
            "credential" => What::Credential {
                kind: CredentialKindId::of(catalogue, kind).ok()?,
                category: of.and_then(|id| ProfessionId::of(catalogue, id).ok()),
            },
            "licence" => What::Licence {
                level: of.and_then(LicenceLevel::from_word),
            },
            "filing" => What::Filing,
            "paper" => What::InstitutionPaper {
                kind: PaperKindId::of(catalogue, kind).ok()?,
            },
            "duty" => What::Duty {
                programme,
                clause: clause_of(seen, clause?)?,
                duty: DutyId::of(catalogue, kind).ok()?,
                item: self.item,
            },
            "break" => What::Break {
                programme,
                clause: clause_of(seen, clause?)?,
            },
            _ => return None,
        };
        let whom = match (self.staff, self.programme) {
            (Some(staff), _) => Whom::Person(StaffNumber::new(&staff)),
            (None, Some(id)) => Whom::Programme(id),
            (None, None) => Whom::Institution,
        };
        Some(Due {
            key: row.key.clone(),
            what,
            whom,
            departments: self.departments,
            programmes: self.programmes,
            last: row.day,
            lead_days: self.lead_days,
            version: row.n,
            record: None,
            resumes: None,
            rests: None,
        })
    }
}

fn clause_of(seen: &Seen<'_>, id: &str) -> Option<ClauseId> {
    let editions = seen
        .standards()
        .iter()
        .flat_map(|standard| &standard.editions);
    let mut clauses = editions.flat_map(|edition| &edition.clauses);
    let found = clauses.find(|clause| clause.id.as_str() == id)?;
    Some(found.id.clone())
}

#[cfg(test)]
mod tests;
