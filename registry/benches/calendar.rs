//! What writing a calendar costs beside writing its lines by hand.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench that cannot be set up has nothing to measure, and times are no exact numbers"
)]

#[path = "figures/measure.rs"]
mod measure;

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;

use chrono::DateTime;
use eligibility::day::Day;
use measure::{Figures, median};
use registry::calendar::{Calendar, Event};

const N_EVENTS: usize = 2_000;
/// How many times as long as by hand it may take.
const ALLOWED: f64 = 3.0;

fn main() -> ExitCode {
    let calendar = calendar();
    let (ours, by_hand) = (calendar.written(), by_hand(&calendar));
    assert!(unfolded(&ours) == unfolded(&by_hand));
    let own = median(5, || black_box(&calendar).written().len());
    let hand = median(5, || self::by_hand(black_box(&calendar)).len());
    let mut figures = Figures::default();
    let figure = format!("calendar of {N_EVENTS} events, {} kB", ours.len() / 1000);
    figures.hold(&figure, own, hand, ALLOWED);
    ExitCode::from(u8::from(figures.n_over() > 0))
}

fn calendar() -> Calendar {
    let first = Day::new(2026, 11, 22).expect("a day");
    let event = |number: u32| Event {
        key: format!("credential-{number:05}"),
        day: first.plus_days(number % 400),
        title: format!("到期：第 {number} 号人员 · 放射工作人员证"),
        note: "有效至这一天（含）。\n请在此之前办理延续, 并登记新证。".to_owned(),
        link: Some(format!("https://zhunru.example.cn/staff/N{number:05}")),
        version: i64::from(number % 7) + 1,
        changed: Some("2026-11-02T01:02:03.456Z".to_owned()),
        is_cancelled: false,
    };
    Calendar {
        name: "准入 · 到期与失效".to_owned(),
        host: "zhunru.example.cn".to_owned(),
        events: (0..N_EVENTS)
            .filter_map(|number| u32::try_from(number).ok().map(event))
            .collect(),
    }
}

/// The same as somebody writes it who knows the format: what no text may hold is taken out, what means
/// something is escaped, and lines are folded.
fn by_hand(calendar: &Calendar) -> String {
    let mut out = String::new();
    let name = escaped(&calendar.name);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Zhunru//Zhunru//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        &format!("NAME:{name}"),
        &format!("X-WR-CALNAME:{name}"),
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    ] {
        fold(line, &mut out);
    }
    for event in &calendar.events {
        let changed = event.changed.as_deref().expect("an instant");
        let changed = DateTime::parse_from_rfc3339(changed).expect("an instant");
        let changed = changed.format("%Y%m%dT%H%M%SZ").to_string();
        let day = |day: Day| day.date().format("%Y%m%d").to_string();
        let url = event.link.as_deref().unwrap_or_default();
        let mut line = String::new();
        for (key, value) in [
            ("BEGIN:", "VEVENT"),
            ("DESCRIPTION:", &*escaped(&event.note)),
            ("DTEND;VALUE=DATE:", &*day(event.day.next())),
            ("DTSTAMP:", &*changed),
            ("DTSTART;VALUE=DATE:", &*day(event.day)),
            ("LAST-MODIFIED:", &*changed),
            ("SEQUENCE:", &*(event.version * 2).to_string()),
            ("SUMMARY:", &*escaped(&event.title)),
            ("TRANSP:", "TRANSPARENT"),
            ("UID:", &*format!("{}@{}", event.key, calendar.host)),
            ("URL:", url),
            ("END:", "VEVENT"),
        ] {
            line.clear();
            let _infallible = write!(line, "{key}{value}");
            fold(&line, &mut out);
        }
    }
    fold("END:VCALENDAR", &mut out);
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            _ if letter.is_control() => {}
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if letter.is_whitespace() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

fn fold(line: &str, out: &mut String) {
    let mut rest = line;
    let mut room = 75;
    while rest.len() > room {
        let mut at = rest.floor_char_boundary(room);
        if rest.as_bytes().get(at - 1) == Some(&b'\\') {
            at -= 1;
        }
        let (now, later) = rest.split_at(at);
        out.push_str(now);
        out.push_str("\r\n ");
        rest = later;
        room = 74;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}
