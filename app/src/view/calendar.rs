//! Calendars of what ends, is due or breaks.
//!
//! A paper keeps its event, whose version and last change are those of its record. A duty is another
//! event each time it is due, and a clause for each day on which it would break: their days follow from
//! several records, so no version could tell a subscriber which of two days is the later word.

use std::collections::BTreeMap;

use eligibility::day::Day;
use eligibility::facts::{Person, StaffNumber};
use registry::act::beginning_of;
use registry::calendar::{Calendar, Event};
use registry::due::{self, Covered, Due, What, Whom};
use registry::feeds::{Scope, Wanted};
use registry::seen::{Seen, SeenProgramme};
use registry::staff_list::names;

use super::address::Address;
use super::sheet::programme_name;
use crate::wording::calendar_text::{self, Matter};
use crate::wording::{Voice, due as wording, feeds};

/// How many days back a calendar goes.
const DAYS_BEHIND: u32 = 30;
/// And ahead.
const DAYS_AHEAD: u32 = 400;
/// For how many days it is told that a paper was renewed.
const DAYS_CANCELLED: u32 = 30;

/// What a calendar is made of, as far as its reader may see it.
#[derive(Clone, Debug)]
pub struct Matters {
    due: Vec<Due>,
    covered: Vec<Covered>,
    today: Day,
}

/// Where links lead, and what names the server.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Scheme, host and port, without a slash at the end.
    pub base_url: &'a str,
}

impl Matters {
    /// What ends, is due or breaks within what a calendar is of; `None` if that is not there.
    #[must_use]
    pub fn of(seen: &Seen<'_>, scope: &Scope, today: Day) -> Option<Self> {
        if !scope.is_there(seen, today) {
            return None;
        }
        let until = today.plus_days(DAYS_AHEAD);
        let mut due = due::due(seen, today, until);
        due.retain(|due| is_of(due, scope));
        let mut covered = due::covered(seen, today, until);
        covered.retain(|covered| is_of(&covered.due, scope));
        Some(Self {
            due,
            covered,
            today,
        })
    }

    /// The dues whose records' last changes [`Matters::calendar`] has to be told, by their keys. Of
    /// what is renewed it is the newer record.
    #[must_use]
    pub fn recorded(&self) -> Vec<Due> {
        let renewed = self.covered.iter().map(|covered| Due {
            record: covered.by.clone(),
            ..covered.due.clone()
        });
        self.due.iter().cloned().chain(renewed).collect()
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(
        &self,
        (voice, seen): (Voice<'_>, &Seen<'_>),
        wanted: &Wanted,
        place: Place<'_>,
        changed: &BTreeMap<String, String>,
    ) -> Calendar {
        let writer = Writer {
            voice,
            seen,
            wanted,
            place,
            changed,
            today: self.today,
            people: seen
                .people()
                .map(|person| (person.staff.as_str(), person))
                .collect(),
        };
        let mut events = Vec::new();
        for due in &self.due {
            writer.add(due, &mut events);
        }
        for covered in &self.covered {
            events.extend(writer.cancelled(covered));
        }
        let of = feeds::scope(voice.lang, seen, &wanted.scope);
        let of = match &wanted.scope {
            Scope::Person(staff) => writer.name(staff.as_str()),
            _ => of,
        };
        Calendar {
            name: calendar_text::name(voice.lang, &of),
            host: host(place.base_url).to_owned(),
            events,
        }
    }
}

struct Writer<'a> {
    voice: Voice<'a>,
    seen: &'a Seen<'a>,
    wanted: &'a Wanted,
    place: Place<'a>,
    changed: &'a BTreeMap<String, String>,
    today: Day,
    /// Those who may be read, by staff number.
    people: BTreeMap<&'a str, &'a Person>,
}

impl Writer<'_> {
    /// The events of something due: on its day, and before.
    fn add(&self, due: &Due, events: &mut Vec<Event>) {
        let lang = self.voice.lang;
        let matter = self.matter(due);
        let on = match due.what {
            What::Break { .. } => due.last.next(),
            _ => due.last,
        };
        let event = Event {
            key: key(due),
            day: on,
            title: calendar_text::title(lang, &matter),
            note: calendar_text::note(lang, &matter).to_owned(),
            link: Some(self.link(due)),
            version: version(due),
            changed: self.changed(due),
            is_cancelled: false,
        };
        let lead_days = due.lead_days.iter().filter(|days| **days > 0);
        for days in lead_days.filter(|_| self.wanted.early) {
            let early = Event {
                key: format!("{}-early{days}", event.key),
                day: due.last.minus_days(*days),
                title: calendar_text::early_title(lang, &matter, (*days, on)),
                ..event.clone()
            };
            events.extend(self.within(early));
        }
        events.extend(self.within(event));
    }

    /// That a paper was renewed, for those who would go on showing its end.
    fn cancelled(&self, covered: &Covered) -> Option<Event> {
        let renewed = self.changed.get(&covered.due.key)?;
        if *renewed < beginning_of(self.today.minus_days(DAYS_CANCELLED)) {
            return None;
        }
        let matter = self.matter(&covered.due);
        self.within(Event {
            key: key(&covered.due),
            day: covered.due.last,
            title: calendar_text::renewed(self.voice.lang, &matter),
            note: String::new(),
            link: Some(self.link(&covered.due)),
            version: version(&covered.due),
            changed: Some(renewed.clone()),
            is_cancelled: true,
        })
    }

    fn within(&self, event: Event) -> Option<Event> {
        let first = self.today.minus_days(DAYS_BEHIND);
        let last = self.today.plus_days(DAYS_AHEAD);
        (first <= event.day && event.day <= last).then_some(event)
    }

    /// Whose it is and what, in words.
    fn matter(&self, due: &Due) -> Matter {
        let voice = self.voice;
        let whose = match &due.whom {
            Whom::Person(staff) => self.name(staff.as_str()),
            Whom::Institution => {
                let name = self.seen.hospital_name();
                name.unwrap_or(voice.lang.words().feeds.hospital).to_owned()
            }
            Whom::Programme(id) => self.programme(id),
        };
        match &due.what {
            what @ (What::Credential { .. }
            | What::Licence { .. }
            | What::Filing
            | What::InstitutionPaper { .. }) => {
                Matter::Ends(whose, wording::what(voice, what, None))
            }
            what @ What::Duty { .. } => Matter::Duty(whose, wording::what(voice, what, None)),
            What::Break { programme, clause } => {
                let standard = self.seen.programme(programme);
                let standard = standard.as_ref().and_then(SeenProgramme::standard);
                let edition = standard.and_then(|standard| standard.edition_on(due.last));
                let mut clauses = edition.iter().flat_map(|(edition, _)| &edition.clauses);
                let found = clauses.find(|one| one.id == *clause);
                let number = found.map_or(clause.as_str(), |found| &found.number);
                Matter::Breaks(whose, number.to_owned())
            }
        }
    }

    /// A person's name, or what is to be read instead.
    fn name(&self, staff: &str) -> String {
        let person = self.people.get(staff);
        let name = person.and_then(|person| person.name.as_deref());
        match name {
            Some(name) if self.wanted.initials => names::initials(name),
            Some(name) => name.to_owned(),
            None => staff.to_owned(),
        }
    }

    fn programme(&self, id: &str) -> String {
        let seen = self.seen.programme(id);
        seen.map_or_else(
            || id.to_owned(),
            |seen| programme_name(seen.programme()).to_owned(),
        )
    }

    /// The page to open.
    fn link(&self, due: &Due) -> String {
        let address = Address {
            lang: self.voice.lang,
            ..Address::default()
        };
        let page = match &due.whom {
            Whom::Person(staff) => address.staff(staff.as_str()),
            Whom::Programme(id) => address.sheet(id),
            Whom::Institution => address.board().at_path("/institution"),
        };
        format!("{}{page}", self.place.base_url)
    }

    fn changed(&self, due: &Due) -> Option<String> {
        match due.what {
            What::Break { .. } => None,
            _ => self.changed.get(&due.key).cloned(),
        }
    }
}

/// What names the event: of what has no record of its own, with the day.
fn key(due: &Due) -> String {
    match due.what {
        What::Duty { .. } | What::Break { .. } => format!("{}-{}", due.key, due.last),
        _ => due.key.clone(),
    }
}

/// The version of the record; of what has none of its own, always the same.
const fn version(due: &Due) -> i64 {
    match due.what {
        What::Break { .. } => 0,
        _ => due.version,
    }
}

fn is_of(due: &Due, scope: &Scope) -> bool {
    match scope {
        Scope::Hospital => true,
        Scope::Department(id) => due.departments.contains(id),
        Scope::Programme(id) => due.programmes.contains(id),
        Scope::Person(staff) => due.whom == Whom::Person(StaffNumber::new(staff)),
    }
}

/// The host of an address, without its port.
fn host(base_url: &str) -> &str {
    let host = base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host);
    match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => host,
    }
}
