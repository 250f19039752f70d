//! A server with the demo hospital, as the tests of several processes run it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::terminal::DAY;

/// A running `zhunru serve`, ended with the test.
pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
    /// Of somebody who is signed in.
    pub cookie: String,
    log: PathBuf,
}

impl Server {
    /// Serves a database, writing its log to a file.
    pub fn start(database: &str, log: PathBuf) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zhunru"))
            .args([
                "serve",
                "--port",
                "0",
                "--today",
                DAY,
                "--database",
                database,
            ])
            .env("RUST_LOG", "zhunru=info")
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().rsplit_once("http://").unwrap().1.to_owned();
        let mut server = Self {
            child,
            address,
            cookie: String::new(),
            log,
        };
        server.cookie = server.sign_in();
        server
    }

    /// The cookie of the demo's HR.
    pub fn sign_in(&self) -> String {
        let form = "login=hr&password=zhunru-%E7%A4%BA%E4%BE%8B-2026";
        let answer = self.ask(&format!(
            "POST /sign-in HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}\r\n\r\n{form}",
            self.address,
            form.len()
        ));
        let mut lines = answer.lines();
        let cookie = lines.find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        cookie.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// The board, as it is answered.
    pub fn board(&self) -> String {
        self.ask(&format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
            self.address, self.cookie
        ))
    }

    /// What a request is answered.
    pub fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut page = Vec::new();
        stream.read_to_end(&mut page).unwrap();
        String::from_utf8_lossy(&page).into_owned()
    }

    /// Whether the board shows a text.
    pub fn shows(&self, text: &str) -> bool {
        self.board().contains(text)
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}
