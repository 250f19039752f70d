//! Calendars as files: events of whole days as iCalendar (RFC 5545, RFC 7986).
//!
//! The crate `icalendar` puts components and properties together and escapes texts. Around it stand
//! `text`, which takes out of a text what no calendar may hold, and `fold`, which breaks its lines
//! anew: its own folding breaks lines inside of escapes, which makes some readers drop an event.
//!
//! # Invariants
//! - The same calendar gives the same bytes: no instant in it is of the clock.
//! - No line has more than 75 octets, and none is broken inside of a character or an escape.
//! - An event keeps its UID however its day moves.

mod fold;
#[cfg(test)]
mod tests;
mod text;

use std::fmt::Write as _;

use chrono::Datelike as _;
use eligibility::day::Day;
use icalendar::{Component as _, EventStatus, Property};
use sha2::{Digest as _, Sha256};

use crate::hex::hex;

/// Who made the file.
const MAKER: &str = "-//Zhunru//Zhunru//ZH";
/// How often a subscriber is asked to look again.
const LOOK_AGAIN: &str = "PT4H";
/// Stands where it is not known when something was recorded: before anything was.
const LONG_AGO: &str = "20000101T000000Z";
/// The property with its one parameter, which the crate would keep in a map for each event.
const FIRST_DAY: &str = "DTSTART;VALUE=DATE";
const DAY_AFTER: &str = "DTEND;VALUE=DATE";
/// About as many bytes as an event takes.
const OF_AN_EVENT: usize = 480;
/// How a calendar ends.
const FOOT: &str = "END:VCALENDAR";

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What subscribers see it called.
    pub name: String,
    /// The server's name, which makes UIDs unlike those of any other.
    pub host: String,
    /// What is in it; of events with one key the first.
    pub events: Vec<Event>,
}

/// An event of a whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What names it however its day moves, such as `credential-7-permit-ct`.
    pub key: String,
    /// The day.
    pub day: Day,
    /// What is read in the calendar.
    pub title: String,
    /// What is read on opening the event, line by line.
    pub note: String,
    /// The page to open.
    pub link: Option<String>,
    /// Grows with each change of what is told.
    pub version: i64,
    /// Since when it is told so, in UTC as it is stored; `None` where that is not known.
    pub changed: Option<String>,
    /// Whether it does not hold any more, and is there only to tell so.
    pub is_cancelled: bool,
}

impl Calendar {
    /// The file's text. Events stand in the order of their keys.
    #[must_use]
    pub fn written(&self) -> String {
        let mut calendar = icalendar::Calendar::empty();
        let name = text::line(&self.name);
        let refresh = Property::new("REFRESH-INTERVAL", LOOK_AGAIN)
            .add_parameter("VALUE", "DURATION")
            .done();
        calendar
            .append_property(("VERSION", "2.0"))
            .append_property(("PRODID", MAKER))
            .append_property(("CALSCALE", "GREGORIAN"))
            .append_property(("METHOD", "PUBLISH"))
            // The crate does not know that NAME is a text, and would not escape it.
            .append_property(Property::new("NAME", text::escaped(&name)))
            .append_property(Property::new("X-WR-CALNAME", name))
            .append_property(refresh)
            .append_property(("X-PUBLISHED-TTL", LOOK_AGAIN));
        let mut events: Vec<&Event> = self.events.iter().collect();
        events.sort_by(|a, b| a.key.cmp(&b.key));
        events.dedup_by(|a, b| a.key == b.key);
        // Written one by one: all of them at once would be many times the file in memory.
        let shell = calendar.to_string();
        let (head, foot) = shell.split_at(shell.rfind(FOOT).unwrap_or(shell.len()));
        let host = text::address(&self.host);
        let mut out = String::with_capacity(shell.len() + events.len() * OF_AN_EVENT);
        let mut written = String::new();
        fold::refold(head, &mut out);
        for event in events {
            written.clear();
            let _infallible = event.component(&host).fmt_write(&mut written);
            fold::refold(&written, &mut out);
        }
        fold::refold(foot, &mut out);
        out
    }
}

/// What names the bytes of a file: two calendars have the same only if they are the same.
#[must_use]
pub fn fingerprint(written: &str) -> String {
    hex(&Sha256::digest(written.as_bytes()))
}

impl Event {
    fn component(&self, host: &str) -> icalendar::Event {
        let mut event = icalendar::Event::new();
        let changed = self.changed.as_deref().and_then(stamp);
        let changed = changed.unwrap_or_else(|| LONG_AGO.to_owned());
        event
            .uid(&uid(&self.key, host))
            .add_property("DTSTAMP", changed.clone())
            .add_property("LAST-MODIFIED", changed)
            .sequence(self.sequence())
            // The crate's `all_day` ends an event on the day on which it begins.
            .add_property(FIRST_DAY, compact(self.day))
            .add_property(DAY_AFTER, compact(self.day.next()))
            .summary(&text::line(&self.title))
            .add_property("TRANSP", "TRANSPARENT");
        if self.is_cancelled {
            event.status(EventStatus::Cancelled);
        }
        let note = text::lines(&self.note);
        if !note.is_empty() {
            event.description(&note);
        }
        if let Some(link) = &self.link {
            event.url(&text::address(link));
        }
        event.done()
    }

    /// A number that readers hold in 32 bits with a sign.
    fn sequence(&self) -> u32 {
        u32::try_from(self.version.clamp(0, i64::from(i32::MAX))).unwrap_or_default()
    }
}

/// A day as calendars write it.
fn compact(day: Day) -> String {
    let date = day.date();
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// An instant as calendars write it; `None` if it is not one as it is stored.
fn stamp(stored: &str) -> Option<String> {
    let (second, rest) = stored.split_at_checked("2026-11-22T08:30:00".len())?;
    let letters = second.chars().filter(|letter| !matches!(letter, '-' | ':'));
    let mut stamp = String::with_capacity(LONG_AGO.len());
    stamp.extend(letters);
    stamp.push('Z');
    (rest.ends_with('Z') && stamp.len() == LONG_AGO.len()).then_some(stamp)
}

/// A key as an identifier that no reader takes apart.
fn uid(key: &str, host: &str) -> String {
    let mut out = String::with_capacity(key.len() + 1 + host.len());
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    if key.bytes().all(is_plain) {
        out.push_str(key);
    } else {
        for byte in key.bytes() {
            if is_plain(byte) {
                out.push(char::from(byte));
            } else {
                let _infallible = write!(out, "%{byte:02X}");
            }
        }
    }
    out.push('@');
    out.push_str(host);
    out
}
