//! A mail server on loopback that speaks as much of the protocol as is needed to take a mail.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail as it came.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    pub message_id: String,
    /// The plain part.
    pub text: String,
}

#[derive(Clone)]
pub struct Smtp {
    pub address: SocketAddr,
    pub mails: Arc<Mutex<Vec<Mail>>>,
    /// Everybody is sent away.
    pub is_down: Arc<AtomicBool>,
}

impl Smtp {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            mails: Arc::default(),
            is_down: Arc::default(),
        };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.serve(stream).await });
            }
        });
        server
    }

    async fn serve(&self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        if self.is_down.load(Ordering::SeqCst) {
            write.write_all(b"421 closing\r\n").await.ok()?;
            return None;
        }
        write.write_all(b"220 loopback ESMTP\r\n").await.ok()?;
        let mut to = String::new();
        while let Some(line) = lines.next_line().await.ok()? {
            let verb = line.to_uppercase();
            let answer = if verb.starts_with("EHLO") {
                "250-loopback\r\n250 8BITMIME\r\n"
            } else if let Some(rest) = line.strip_prefix("RCPT TO:<") {
                to = rest.split('>').next()?.to_owned();
                "250 ok\r\n"
            } else if verb.starts_with("DATA") {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut body = Vec::new();
                while let Some(line) = lines.next_line().await.ok()? {
                    if line == "." {
                        break;
                    }
                    body.push(line.strip_prefix('.').unwrap_or(&line).to_owned());
                }
                self.mails.lock().unwrap().push(mail(&to, &body));
                "250 taken\r\n"
            } else if verb.starts_with("QUIT") {
                write.write_all(b"221 bye\r\n").await.ok()?;
                return Some(());
            } else {
                "250 ok\r\n"
            };
            write.write_all(answer.as_bytes()).await.ok()?;
        }
        Some(())
    }
}

fn mail(to: &str, lines: &[String]) -> Mail {
    let id = lines
        .iter()
        .find_map(|line| line.strip_prefix("Message-ID: "));
    let start = lines
        .iter()
        .position(|line| line.starts_with("Content-Type: text/plain"));
    let part = &lines[start.unwrap()..];
    let coding = part
        .iter()
        .find_map(|line| line.strip_prefix("Content-Transfer-Encoding: "));
    let blank = part.iter().position(String::is_empty).unwrap();
    let body = part[blank + 1..]
        .iter()
        .take_while(|line| !line.starts_with("--"));
    let text = match coding.unwrap() {
        "base64" => STANDARD.decode(body.cloned().collect::<String>()).unwrap(),
        "quoted-printable" => quoted_printable(&body.cloned().collect::<Vec<_>>()),
        _ => body.cloned().collect::<Vec<_>>().join("\n").into_bytes(),
    };
    Mail {
        to: to.to_owned(),
        message_id: id.unwrap().to_owned(),
        text: String::from_utf8(text).unwrap().replace("\r\n", "\n"),
    }
}

fn quoted_printable(lines: &[String]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in lines {
        let (line, end) = line
            .strip_suffix('=')
            .map_or((&**line, "\n"), |line| (line, ""));
        let mut rest = line.as_bytes();
        while let [first, tail @ ..] = rest {
            if let (b'=', [high, low, tail @ ..]) = (first, tail) {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = tail;
            } else {
                bytes.push(*first);
                rest = tail;
            }
        }
        bytes.extend_from_slice(end.as_bytes());
    }
    bytes
}
