//! Mail servers that are not ours, and what they note of who comes.
//!
//! They are installed by `setup.sh test`. Without them this is not tested, and under CI that is a failure.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use clap::Parser;
use serde_json::Value as Json;

use super::*;

/// What the servers know somebody by.
pub const USER: &str = "zhunru";
pub const PASSWORD: &str = "Mail-Passw0rd!";

/// Mail servers, each of another kind, until they are dropped.
pub struct Servers {
    child: Child,
    folder: PathBuf,
    pub ports: BTreeMap<String, u16>,
}

impl Drop for Servers {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

/// The options as the command line reads them.
#[derive(Parser)]
struct Typed {
    #[command(flatten)]
    options: Options,
}

/// What the command line would read, with a sender unless one is typed.
pub fn options(typed: &[&str]) -> Options {
    let mut all = vec!["zhunru"];
    if !typed.contains(&"--mail-from") {
        all.extend(["--mail-from", "准入 <zhunru@example.cn>"]);
    }
    let typed = all.iter().chain(typed);
    Typed::try_parse_from(typed).unwrap().options
}

impl Servers {
    /// `None`, and a word about it, where they are not installed.
    pub fn start(name: &str) -> Option<Self> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
        let tools = tests.join("../../../target/tools/mail");
        if !tools.join("requirements.txt").exists() {
            let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!ci, "no mail servers: `./setup.sh test` installs them");
            let _unread = writeln!(
                std::io::stderr(),
                "mail is not tested with servers of others: `./setup.sh test` installs them"
            );
            return None;
        }
        let folder = format!("zhunru_mail_{name}_{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let mut child = Command::new(tools.join("bin/python"))
            .arg(tests.join("server.py"))
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ports = String::new();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        says.read_line(&mut ports).unwrap();
        Some(Self {
            child,
            folder,
            ports: serde_json::from_str(&ports).unwrap(),
        })
    }

    pub fn url(&self, kind: &str) -> String {
        let (scheme, _) = kind.split_once('-').unwrap_or((kind, ""));
        let scheme = if scheme == "smtps" { "smtps" } else { "smtp" };
        format!("{scheme}://localhost:{}", self.ports[kind])
    }

    /// What leads to a kind of server, with the hospital's own authority and whatever else is typed.
    pub fn channels(&self, kind: &str, more: &[&str]) -> Channels {
        let (url, own) = (self.url(kind), self.own());
        let typed = [&["--smtp", &url, "--smtp-ca", &own], more].concat();
        options(&typed).channels().unwrap()
    }

    /// The same, signing in.
    pub fn signing_in(&self, kind: &str) -> Channels {
        self.channels(kind, &["--smtp-user", USER, "--smtp-password", PASSWORD])
    }

    /// The file of the authority that most of them have their certificate from.
    pub fn own(&self) -> String {
        self.folder.join("own.pem").display().to_string()
    }

    /// From now on no kind of server takes any mail, or all do again.
    pub fn set_down(&self, is_down: bool) {
        let down = self.folder.join("down");
        if is_down {
            std::fs::write(down, "").unwrap();
        } else {
            let _was_up = std::fs::remove_file(down);
        }
    }

    /// What a kind of server noted of something.
    pub fn seen(&self, kind: &str, what: &str) -> Vec<Json> {
        let seen = std::fs::read_to_string(self.folder.join("seen")).unwrap();
        let lines = seen.lines().map(|line| serde_json::from_str(line).unwrap());
        lines
            .filter(|line: &Json| line["at"] == *kind && line["what"] == *what)
            .collect()
    }

    /// Whom the mails were for that a kind of server took.
    pub fn taken(&self, kind: &str) -> Vec<String> {
        let mails = self.seen(kind, "mail");
        let to = mails.iter().map(|mail| mail["to"][0].as_str().unwrap());
        to.map(ToOwned::to_owned).collect()
    }

    /// The lines that came to a kind of server unencrypted.
    pub fn in_the_clear(&self, kind: &str) -> Vec<String> {
        let came = self.seen(kind, "came");
        let clear = came.iter().filter(|line| line["encrypted"] == false);
        let text: String = clear.map(|line| line["data"].as_str().unwrap()).collect();
        text.lines().map(ToOwned::to_owned).collect()
    }
}
