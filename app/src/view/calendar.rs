//! Calendars of what ends, is due or breaks.
//!
//! A line of papers, a duty and a clause is one event each, which moves when its day does: what that is,
//! and how often it has moved, is for [`registry::feeds::told`] to say.

use std::collections::BTreeMap;
use std::sync::Arc;

use eligibility::day::Day;
use eligibility::facts::{Person, StaffNumber};
use registry::calendar::{Calendar, Event};
use registry::due::{self, Due, What, Whom};
use registry::feeds::told::{self, Telling};
use registry::feeds::{Scope, Wanted, masked};
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

/// What a calendar is made of, as far as its reader may see it.
#[derive(Clone, Debug)]
pub struct Matters {
    due: Vec<Due>,
    gone: Vec<Due>,
    telling: Arc<Telling>,
    today: Day,
}

/// Where links lead, and what names the server and the address.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Scheme, host and port, without a slash at the end.
    pub base_url: &'a str,
    /// What it is known by who reads it and of what: the id of the address the calendar is fetched at,
    /// or something else that nobody outside can guess. What stands for people told by their initials
    /// is made of it.
    pub feed: &'a str,
}

impl Matters {
    /// What ends, is due or breaks within what a calendar is of; `None` if that is not there.
    #[must_use]
    pub fn of(seen: &Seen<'_>, scope: &Scope, telling: &Arc<Telling>, today: Day) -> Option<Self> {
        if !scope.is_there(seen, today) {
            return None;
        }
        let until = telling.reaching(today.plus_days(DAYS_AHEAD));
        let mut due = due::due(seen, today, until);
        due.retain(|due| is_of(due, scope));
        let mut gone = telling.gone(seen);
        gone.retain(|due| is_of(due, scope));
        Some(Self {
            due,
            gone,
            telling: Arc::clone(telling),
            today,
        })
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(
        &self,
        (voice, seen): (Voice<'_>, &Seen<'_>),
        wanted: &Wanted,
        place: Place<'_>,
    ) -> Calendar {
        let writer = Writer {
            voice,
            seen,
            wanted,
            place,
            telling: &self.telling,
            today: self.today,
            people: seen
                .people()
                .map(|person| (person.staff.as_str(), person))
                .collect(),
        };
        let mut events = Vec::new();
        for due in &self.due {
            writer.add(due, false, &mut events);
        }
        for due in &self.gone {
            writer.add(due, true, &mut events);
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
    telling: &'a Telling,
    today: Day,
    /// Those who may be read, by staff number.
    people: BTreeMap<&'a str, &'a Person>,
}

impl Writer<'_> {
    /// The events of something due: on its day, and before; the same of what is gone, to tell so.
    fn add(&self, due: &Due, is_gone: bool, events: &mut Vec<Event>) {
        let lang = self.voice.lang;
        let matter = self.matter(due);
        // A clause is told of on the first day on which it is not met.
        let shown = |last: Day| match due.what {
            What::Break { .. } => last.next(),
            _ => last,
        };
        let key = told::key(due);
        let told = self.telling.of(&key);
        let on = shown(due.last);
        let was = told.and_then(|told| told.was).map(shown);
        if !self.is_told(on, was) {
            return;
        }
        let title = if is_gone {
            calendar_text::gone(lang, &matter)
        } else {
            calendar_text::title(lang, &matter)
        };
        let event = Event {
            key: self.uid(due, key),
            day: on,
            title,
            note: calendar_text::note(lang, &matter).to_owned(),
            link: self.link(due),
            version: told.map_or(0, |told| told.n),
            changed: told.map(|told| told.since.to_owned()),
            is_cancelled: is_gone,
        };
        let lead_days = due.lead_days.iter().filter(|days| **days > 0);
        for days in lead_days.filter(|_| self.wanted.early) {
            let before = |day: Day| day.minus_days(*days);
            if !self.is_told(before(on), was.map(before)) {
                continue;
            }
            events.push(Event {
                key: format!("{}-early{days}", event.key),
                day: before(on),
                title: if is_gone {
                    event.title.clone()
                } else {
                    calendar_text::early_title(lang, &matter, (*days, on))
                },
                ..event.clone()
            });
        }
        events.push(event);
    }

    /// Whether a day is told, or one from which something moved there lately: subscribers have it.
    fn is_told(&self, day: Day, was: Option<Day>) -> bool {
        let first = self.today.minus_days(DAYS_BEHIND);
        let last = self.today.plus_days(DAYS_AHEAD);
        let is_within = |day: Day| first <= day && day <= last;
        is_within(day) || was.is_some_and(is_within)
    }

    /// What names the event. Initials alone tell nobody's staff number.
    fn uid(&self, due: &Due, key: String) -> String {
        if self.is_masked(due) {
            masked(self.place.feed, &key)
        } else {
            key
        }
    }

    fn is_masked(&self, due: &Due) -> bool {
        self.wanted.initials && matches!(due.whom, Whom::Person(_))
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
                let first = due.last.next();
                let found = standard.and_then(|one| wording::clause_of(one, clause, first));
                let number = found.map_or_else(
                    || clause.to_string(),
                    |(edition, clause)| wording::clause(voice, edition, clause),
                );
                Matter::Breaks(whose, number)
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
            None if self.wanted.initials => calendar_text::somebody(self.voice.lang).to_owned(),
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

    /// The page to open; none where its address would tell a staff number that initials hide.
    fn link(&self, due: &Due) -> Option<String> {
        if self.is_masked(due) {
            return None;
        }
        let address = Address {
            lang: self.voice.lang,
            ..Address::default()
        };
        let page = match &due.whom {
            Whom::Person(staff) => address.staff(staff.as_str()),
            Whom::Programme(id) => address.sheet(id),
            Whom::Institution => address.board().at_path("/institution"),
        };
        Some(format!("{}{page}", self.place.base_url))
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
