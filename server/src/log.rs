//! The log goes to the standard error output: lines for reading on a terminal, and into files and
//! collectors one JSON object each, in which no value can begin a line or colour anything.

use std::io::{self, IsTerminal};

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::clock::LogTime;

/// Begins it. `RUST_LOG` says what of; information and worse if it does not.
pub(crate) fn start() {
    if !io::stderr().is_terminal() {
        return objects(io::stderr, filter()).init();
    }
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter())
        .with_writer(io::stderr);
    lines.with_timer(LogTime).init();
}

fn filter() -> EnvFilter {
    EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into())
}

/// One JSON object for each event.
fn objects<W>(writer: W, filter: EnvFilter) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let objects = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer);
    objects
        .with_timer(LogTime)
        .json()
        .flatten_event(true)
        .finish()
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use serde_json::Value;

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn whatever_a_value_holds_an_event_is_one_line_of_json() {
        // Line ends, the escape that begins a colour, and a separator of lines of Unicode.
        let hostile = "a\r\n2026-11-22T08:30:00Z ERROR forged\u{1b}[31m\u{2028}\"red\0";
        let written = Written::default();
        let writer = written.clone();
        let log = objects(move || writer.clone(), EnvFilter::new("info"));
        tracing::subscriber::with_default(log, || {
            tracing::warn!(channel = hostile, error = %hostile, debug = ?hostile, "{hostile}");
        });
        let bytes = written.0.lock().unwrap().clone();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches('\n').count(), 1, "{text}");
        assert!(text.ends_with('\n') && !text.contains(['\r', '\u{1b}', '\0']));
        let event: Value = serde_json::from_str(&text).unwrap();
        let keys = ["message", "channel", "error"];
        assert_eq!(keys.map(|key| event[key].as_str().unwrap()), [hostile; 3]);
        assert_eq!(event["level"], "WARN");
    }
}
