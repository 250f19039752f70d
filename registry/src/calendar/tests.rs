//! What a written calendar promises, whatever stands in its texts.

mod hostile;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn event(key: &str, title: &str) -> Event {
    Event {
        key: key.to_owned(),
        day: day("2026-12-31"),
        title: title.to_owned(),
        note: String::new(),
        link: None,
        version: 3,
        changed: Some("2026-11-02T01:02:03.456Z".to_owned()),
        is_cancelled: false,
    }
}

fn calendar(events: Vec<Event>) -> Calendar {
    Calendar {
        name: "核医学科;到期".to_owned(),
        host: "zhunru.example.cn".to_owned(),
        events,
    }
}

/// The values of a property as a reader has them: lines put together, escapes undone.
fn values(written: &str, property: &str) -> Vec<String> {
    let whole = written.replace("\r\n ", "");
    let lines = whole.split("\r\n");
    let values = lines.filter_map(|line| line.strip_prefix(property)?.strip_prefix(':'));
    values.map(unescaped).collect()
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        out.push(match letter {
            '\\' => match letters.next().unwrap() {
                'n' => '\n',
                other => other,
            },
            other => other,
        });
    }
    out
}

#[test]
fn a_calendar_is_written_so_and_not_otherwise() {
    let renewed = Event {
        note: "第一行\n第二行, 完".to_owned(),
        link: Some("https://zhunru.example.cn/staff/N0103".to_owned()),
        is_cancelled: true,
        ..event("paper-7 a", "放射诊疗许可证到期；请办理")
    };
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Zhunru//Zhunru//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:核医学科\\;到期",
        "X-WR-CALNAME:核医学科\\;到期",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
        "BEGIN:VEVENT",
        "DESCRIPTION:第一行\\n第二行\\, 完",
        "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20261102T010203Z",
        "DTSTART;VALUE=DATE:20261231",
        "LAST-MODIFIED:20261102T010203Z",
        "SEQUENCE:3",
        "STATUS:CANCELLED",
        "SUMMARY:放射诊疗许可证到期；请办理",
        "TRANSP:TRANSPARENT",
        "UID:paper-7%20a@zhunru.example.cn",
        "URL:https://zhunru.example.cn/staff/N0103",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(calendar(vec![renewed]).written(), expected.join("\r\n"));
}

#[test]
fn forty_thousand_hostile_titles_break_no_line() {
    const N: usize = 40_000;
    let titles: Vec<String> = hostile::titles(N).collect();
    let events = titles.iter().enumerate();
    let events = events.map(|(number, title)| Event {
        // Some also with a note: the same rules hold for it.
        note: title.repeat(usize::from(number % 8 == 0)),
        ..event(&format!("credential-{number:05}"), title)
    });
    let calendar = calendar(events.collect());
    let written = calendar.written();
    assert!(written == calendar.written(), "two renders are equal");
    let mut lines = written.split("\r\n").peekable();
    while let Some(line) = lines.next() {
        assert!(line.len() <= 75, "{line:?}");
        assert!(
            !line.contains(|letter: char| letter.is_control()),
            "{line:?}"
        );
        assert!(
            !line.contains(['\u{2028}', '\u{2029}', '\u{202e}']),
            "{line:?}"
        );
        assert!(line.is_empty() || !line.trim().is_empty(), "{line:?}");
        if lines.peek().is_some_and(|next| next.starts_with(' ')) {
            let n_backslashes = line.bytes().rev().take_while(|byte| *byte == b'\\');
            assert_eq!(n_backslashes.count() % 2, 0, "an escape is split: {line:?}");
        }
    }
    let read = values(&written, "SUMMARY");
    assert_eq!(read.len(), N);
    for (read, title) in read.iter().zip(&titles) {
        assert_eq!(*read, text::line(title));
    }
    let notes = values(&written, "DESCRIPTION");
    let expected = titles.iter().step_by(8).map(|title| text::lines(title));
    let expected: Vec<_> = expected.filter(|note| !note.is_empty()).collect();
    assert_eq!(notes, expected);
    let count = |line: &str| written.split("\r\n").filter(|one| *one == line).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (N, N));
    assert_eq!(count("BEGIN:VALARM"), 0);
}

#[test]
fn a_line_may_be_as_long_as_it_likes() {
    let long = "许可证、".repeat(1_000) + &"\\".repeat(999) + &"a ".repeat(999);
    let written = calendar(vec![event("a", &long)]).written();
    assert!(written.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(values(&written, "SUMMARY"), [long.trim()]);
}

#[test]
fn nothing_but_the_event_itself_moves_an_event() {
    let before = calendar(vec![event("a", "甲"), event("b", "乙")]);
    let mut after = before.clone();
    after.events.reverse();
    assert_eq!(before.written(), after.written());
    after.events[0].version += 1;
    let (before, after) = (before.written(), after.written());
    let moved = before.lines().zip(after.lines());
    let moved: Vec<_> = moved.filter(|(before, after)| before != after).collect();
    assert_eq!(moved, [("SEQUENCE:3", "SEQUENCE:4")]);
}

#[test]
fn of_two_events_with_a_key_one_is_written() {
    let written = calendar(vec![event("a", "甲"), event("a", "乙")]).written();
    assert_eq!(values(&written, "SUMMARY"), ["甲"]);
}

#[test]
fn no_version_is_too_large() {
    let mut events = vec![event("a", "甲"), event("b", "乙")];
    events[0].version = i64::MAX;
    events[1].version = -1;
    let written = calendar(events).written();
    assert_eq!(values(&written, "SEQUENCE"), ["2147483647", "0"]);
}
