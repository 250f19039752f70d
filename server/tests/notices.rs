//! The notices of a day on the command line, and servers that take another day for today.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod english;
mod terminal;

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use english::{done, en};
use registry::access::Actor;
use registry::keys::Keyring;
use registry::notices::{NewRecipient, Notices, Scope, Through};
use registry::store::Store;
use terminal::{DAY, folder, stderr, stdout, zhunru};

/// A demo hospital, as of the day it is made.
fn hospital(folder: &Path) -> String {
    let address = folder.join("hospital.db").display().to_string();
    done(&en(&["demo", "--database", &address]));
    address
}

/// HR is told of everything, by mail.
async fn tell_hr(address: &str) {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(address, catalogue).await.unwrap();
    let notices = Notices::new(store.clone(), Keyring::of(address, None).unwrap());
    let machine = Actor::command_line();
    let right = machine.editing().unwrap();
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    let new = NewRecipient {
        name: "人事".to_owned(),
        scope: Scope::Whole,
        through: Through::Mail("hr@example.cn".to_owned()),
    };
    let added = notices.add_recipient(&right, at.to_utc(), new);
    added.await.unwrap();
    store.close().await;
}

#[test]
fn notices_of_a_day_are_made_once_however_often_the_command_is_run() {
    let folder = folder("notices-once");
    let address = hospital(&folder);
    let run = |more: &[&str]| {
        // Whatever day it is.
        let on = ["--on", DAY, "--ahead", "--behind"];
        let all = [&["notices", "run", "--database", &address][..], &on, more];
        en(&all.concat())
    };
    let told = done(&run(&[]));
    assert_eq!(
        told,
        format!("0 digests made for {DAY}; 0 sent, 0 not sent\n")
    );
    let told = done(&run(&[]));
    assert!(told.contains("had been made before"), "{told}");
    for (bad, says) in [
        (
            ["--smtp", "smtps://mail.example.cn"].as_slice(),
            "--mail-from",
        ),
        (
            &["--smtp", "http://a", "--mail-from", "a@b.cn"],
            "smtps://host",
        ),
        (&["--robot-relay", "10.1.2.3"], "http://name:port"),
    ] {
        let output = run(bad);
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
    }
}

#[test]
fn a_day_that_is_not_today_is_told_of_on_purpose_only() {
    let folder = folder("notices-another-day");
    let address = hospital(&folder);
    for (on, purpose, other, says, zh_says) in [
        (
            "2190-01-01",
            "--ahead",
            "--behind",
            "has not come",
            "还没有到",
        ),
        ("2020-01-01", "--behind", "--ahead", "is over", "已经过去"),
    ] {
        let run = ["notices", "run", "--on", on, "--database", &address];
        for refused in [en(&run), en(&[&run[..], &[other]].concat())] {
            assert_eq!(refused.status.code(), Some(2), "{refused:?}");
            let told = stderr(&refused);
            assert!(told.contains(says) && told.contains(purpose), "{told}");
        }
        let told = stderr(&zhunru(&run));
        assert!(told.contains(zh_says) && told.contains(purpose), "{told}");
        let told = done(&en(&[&run[..], &[purpose]].concat()));
        assert!(told.contains(&format!("made for {on}")), "{told}");
    }
    let help = stdout(&zhunru(&["notices", "run", "--help"]));
    assert!(help.contains("needs `--behind`"), "{help}");
}

#[tokio::test]
async fn what_waits_to_be_tried_again_is_counted_and_told_by_the_exit_code() {
    let folder = folder("notices-waiting");
    let address = hospital(&folder);
    tell_hr(&address).await;
    let run = ["notices", "run", "--database", &address];
    // There is no mail server, so the digest waits; the second time none is made and none is tried.
    for made in ["1 digests made for ", "the digests of "] {
        let output = en(&run);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let told = stdout(&output);
        let counts = "; 0 sent, 1 not sent (waiting to be tried again: 1)\n";
        assert!(told.starts_with(made) && told.ends_with(counts), "{told}");
    }
    let output = zhunru(&run);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = stdout(&output);
    let counts = "；发出 0 份，未发出 1 份（其中等待再发的 1 份）\n";
    assert!(told.ends_with(counts), "{told}");
}

/// What a server logs until it listens.
fn log_of_a_start(folder: &Path, more: &[&str]) -> String {
    let log = folder.join("log");
    let mut server = Command::new(env!("CARGO_BIN_EXE_zhunru"))
        .args(["serve", "--port", "0"])
        .args(more)
        .env_remove("ZHUNRU_LANG")
        .env("RUST_LOG", "zhunru=info")
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut listening = String::new();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut listening).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(listening.contains("http://"), "{listening}");
    fs::read_to_string(&log).unwrap()
}

#[test]
fn a_server_that_takes_another_day_for_today_says_that_it_tells_nobody() {
    let folder = folder("notices-serve");
    let address = hospital(&folder);
    for today in ["2190-01-01", "2020-01-01"] {
        let typed = ["--database", &address, "--today", today];
        let log = log_of_a_start(&folder, &typed);
        let says = format!("`--today {today}` 既不是今天也不是明天：不生成也不发出提醒汇总");
        assert!(log.contains(&says), "{log}");
        let log = log_of_a_start(&folder, &[&typed[..], &["--lang", "en"]].concat());
        let says = format!("`--today {today}` is neither today nor tomorrow: no notices are made");
        assert!(log.contains(&says), "{log}");
    }
    let log = log_of_a_start(&folder, &["--database", &address]);
    assert!(!log.contains("--today"), "{log}");
}
