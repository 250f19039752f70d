//! Calendars as the libraries of others read them, and as a program that subscribes keeps them.
//!
//! They are installed by `setup.sh test`. Without them this is not tested, and under CI that is a
//! failure.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

#[path = "../../registry/src/calendar/tests/hostile.rs"]
mod hostile;
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod served;
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::file::{Node, Value};
use eligibility::standard::Library;
use registry::access::Actor;
use registry::act::{Act, By};
use registry::assessments::Assessments;
use registry::calendar::{Calendar, Event};
use registry::due::{self, Due, What};
use registry::seen::Seen;
use registry::snapshot::Snapshots;
use registry::store::{Change, RecordId, Store};
use served::Server;
use terminal::{DAY, folder, stderr, zhunru};

const N_TITLES: usize = 40_000;
/// One of the readers takes more than twice as long for a file twice as large.
const PER_FILE: usize = 2_500;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Where the readers are; `None`, and a word about it, where they are not.
fn tools() -> Option<PathBuf> {
    let tools = workspace().join("target/tools/calendars/bin");
    if tools.join("vdirsyncer").exists() {
        return Some(tools);
    }
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(
        !ci,
        "no readers of calendars: `./setup.sh test` installs them"
    );
    let _unread = writeln!(
        std::io::stderr(),
        "calendars of others' readers are not tested: `./setup.sh test` installs them"
    );
    None
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// What each reader finds in files: UID, title, first day and the day after the last.
fn read(tools: &Path, files: &[PathBuf]) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::new();
    let script = workspace().join("server/tests/calendars/read.py");
    for reader in ["icalendar", "vobject", "ics"] {
        let mut command = Command::new(tools.join("python"));
        found.insert(reader, run(command.arg(&script).arg(reader).args(files)));
    }
    let mut command = Command::new("node");
    let script = workspace().join("end2end/calendars.mjs");
    found.insert("ical.js", run(command.arg(script).args(files)));
    found
}

/// A line as it is compared: of what `ics` finds without the title. It undoes one kind of escape after
/// the other, so a backslash that stands before an n in a title is no longer there.
fn compared(reader: &str, line: &str) -> Vec<String> {
    let mut fields: Vec<String> = serde_json::from_str(line).unwrap();
    if reader == "ics" {
        fields.remove(1);
    }
    fields
}

/// All readers find the same, and these UIDs.
fn assert_alike(found: &BTreeMap<&str, String>, uids: &BTreeSet<String>) {
    let first = &found["icalendar"];
    for (reader, lines) in found {
        let mut both = lines.lines().zip(first.lines());
        let differ = both.find(|(a, b)| compared(reader, a) != compared(reader, b));
        assert_eq!(differ, None, "{reader}");
        assert_eq!(lines.lines().count(), uids.len(), "{reader}");
    }
    let uid = |line: &str| line.split('"').nth(1).unwrap().to_owned();
    let read: BTreeSet<String> = first.lines().map(uid).collect();
    assert!(read == *uids);
}

fn hostile_event(number: usize, title: String) -> Event {
    Event {
        key: format!("credential-{number:05}"),
        day: Day::parse("2026-12-31").unwrap(),
        title,
        note: String::new(),
        link: None,
        version: 1,
        changed: Some("2026-11-02T01:02:03.456Z".to_owned()),
        is_cancelled: false,
    }
}

#[test]
fn forty_thousand_hostile_titles_are_as_many_events_to_every_reader() {
    let Some(tools) = tools() else { return };
    let folder = folder("calendars-hostile");
    let titles: Vec<String> = hostile::titles(N_TITLES).collect();
    let events = titles.into_iter().enumerate();
    let events: Vec<Event> = events
        .map(|(number, title)| hostile_event(number, title))
        .collect();
    let uid = |event: &Event| format!("{}@zhunru.example.cn", event.key);
    let uids = events.iter().map(uid).collect();
    let mut files = Vec::new();
    for (number, events) in events.chunks(PER_FILE).enumerate() {
        let calendar = Calendar {
            name: events[0].title.clone(),
            host: "zhunru.example.cn".to_owned(),
            events: events.to_vec(),
        };
        let file = folder.join(format!("{number}.ics"));
        fs::write(&file, calendar.written()).unwrap();
        files.push(file);
    }
    assert_alike(&read(&tools, &files), &uids);
}

/// A secret address of a calendar, made on the page.
fn subscribed(server: &Server, form: &str) -> String {
    let answer = server.ask(&format!(
        "POST /feeds HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\n\
         Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {2}\r\n\r\n{form}",
        server.address,
        server.cookie,
        form.len()
    ));
    let start = format!("http://{}/feeds/", server.address);
    let (_, rest) = answer.split_once(&start).unwrap();
    let (secret, _) = rest.split_once(".ics").unwrap();
    assert_eq!(secret.len(), 64);
    format!("{start}{secret}.ics")
}

/// The body of a calendar.
fn fetched(server: &Server, address: &str) -> String {
    let (_, path) = address.split_once(&server.address).unwrap();
    let answer = server.ask(&format!(
        "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        server.address
    ));
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    body.to_owned()
}

fn uids(calendar: &str) -> BTreeSet<String> {
    let whole = calendar.replace("\r\n ", "");
    let lines = whole.lines();
    let uids = lines.filter_map(|line| line.strip_prefix("UID:"));
    uids.map(ToOwned::to_owned).collect()
}

/// The files a subscriber keeps, by name.
fn kept(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let read = files.map(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        (name, fs::read_to_string(file.path()).unwrap())
    });
    read.collect()
}

fn sync(tools: &Path, folder: &Path, address: &str) -> BTreeMap<String, String> {
    let local = folder.join("local");
    fs::create_dir_all(&local).unwrap();
    let config = folder.join("config");
    let text = format!(
        "[general]\nstatus_path = \"{0}/status/\"\n\
         [pair zhunru]\na = \"theirs\"\nb = \"own\"\ncollections = null\n\
         conflict_resolution = \"a wins\"\n\
         [storage theirs]\ntype = \"http\"\nurl = \"{address}\"\n\
         [storage own]\ntype = \"filesystem\"\npath = \"{0}/local/\"\nfileext = \".ics\"\n",
        folder.display()
    );
    fs::write(&config, text).unwrap();
    for what in ["discover", "sync"] {
        let mut command = Command::new(tools.join("vdirsyncer"));
        run(command.arg("--config").arg(&config).arg(what));
    }
    kept(&local)
}

async fn snapshots(database: &str) -> Snapshots {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(database, catalogue).await.unwrap();
    Snapshots::open(store).await.unwrap()
}

/// A credential that ends after today: when, its record, and what that says.
fn paper(snapshots: &Snapshots) -> (Due, RecordId, Node) {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let library = Library::built_in(&catalogue).unwrap();
    let assessments = Assessments::new(catalogue, library);
    let (actor, today) = (Actor::command_line(), Day::parse(DAY).unwrap());
    let now = snapshots.current();
    let seen = Seen::new(actor.reading(), today, &now, &assessments);
    let all = due::due(&seen, today, today.plus_days(400));
    let is_meant = |due: &Due| matches!(due.what, What::Credential { .. }) && due.last > today;
    let due = all.into_iter().find(is_meant).unwrap();
    let id = due.record.clone().unwrap();
    let node = seen.record(&id).unwrap().node;
    (due, id, node)
}

/// Renews it for a year: a further record, which begins the day after.
async fn renew(snapshots: &Snapshots, (due, id, mut node): (Due, RecordId, Node)) {
    if let Value::Table(fields) = &mut node.value {
        fields.retain(|(name, _)| name != "issued" && name != "expires");
        let issued = due.last.next().to_string();
        fields.push(("issued".to_owned(), Node::text(issued)));
        let expires = due.last.plus_months(12).to_string();
        fields.push(("expires".to_owned(), Node::text(expires)));
    }
    let add = Change::Add {
        kind: id.kind,
        owner: id.owner,
        node,
    };
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    let act = Act::new(By::command_line(), at.to_utc());
    snapshots.apply(&act, &[add]).await.unwrap();
}

#[tokio::test]
async fn a_subscriber_syncs_twice_and_sees_one_renewal_as_one_change() {
    let Some(tools) = tools() else { return };
    let folder = folder("calendars-subscribed");
    let database = folder.join("a.db").display().to_string();
    let output = zhunru(&["demo", "--on", DAY, "--database", &database]);
    assert!(output.status.success(), "{}", stderr(&output));
    let server = Server::start(&database, folder.join("log"));

    // The whole hospital, as every reader reads it.
    let whole = subscribed(&server, "form=add&scope=hospital&lang=zh&early=1");
    let text = fetched(&server, &whole);
    assert_eq!(text, fetched(&server, &whole));
    let file = folder.join("whole.ics");
    fs::write(&file, &text).unwrap();
    let all = uids(&text);
    assert!(all.len() > 50, "{}", all.len());
    assert_alike(&read(&tools, &[file]), &all);

    let writer = snapshots(&database).await;
    let paper = paper(&writer);
    let staff = paper.1.owner.clone().unwrap();
    let own = subscribed(
        &server,
        &format!("form=add&scope=person&staff={staff}&lang=zh"),
    );
    let first = sync(&tools, &folder, &own);
    assert_eq!(first.len(), uids(&fetched(&server, &own)).len());
    assert!(!first.is_empty());
    assert_eq!(first, sync(&tools, &folder, &own), "nothing has changed");
    let before = fetched(&server, &own);
    let moved_to = paper.0.last.plus_months(12).to_string().replace('-', "");
    renew(&writer, paper).await;
    for _ in 0..200 {
        if fetched(&server, &own) != before {
            break;
        }
        sleep(Duration::from_millis(50));
    }
    let renewed = sync(&tools, &folder, &own);
    let changed: Vec<_> = renewed
        .iter()
        .filter(|(name, text)| first.get(*name) != Some(*text))
        .collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(!changed[0].1.contains("STATUS:CANCELLED"));
    assert!(
        changed[0]
            .1
            .contains(&format!("DTSTART;VALUE=DATE:{moved_to}"))
    );
    // It names its files by what is in them, so the changed one has another name; of the events none
    // has appeared and none is gone.
    let gone = first.keys().filter(|name| !renewed.contains_key(*name));
    assert_eq!((gone.count(), renewed.len()), (1, first.len()));
    assert_eq!(uids(&before), uids(&fetched(&server, &own)));

    // What fetched it is nowhere in the log.
    for address in [&whole, &own] {
        let secret = address.rsplit('/').next().unwrap();
        let (secret, _) = secret.split_once('.').unwrap();
        assert!(!server.log().contains(secret));
    }
}
