//! Robots on loopback: they take what they are sent, as those of the three vendors answer.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header::LOCATION};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub query: String,
    pub body: String,
}

#[derive(Clone)]
pub struct Robots {
    pub address: SocketAddr,
    pub asked: Arc<Mutex<Vec<Asked>>>,
    pub is_down: Arc<AtomicBool>,
    /// Milliseconds before an answer.
    pub slow: Arc<AtomicU64>,
}

impl Robots {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let robots = Self {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
            is_down: Arc::default(),
            slow: Arc::default(),
        };
        let router = Router::new().fallback(ask).with_state(robots.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        robots
    }

    /// What a robot was told, in order: the texts.
    pub fn texts(&self, path: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        let of = asked.iter().filter(|asked| asked.path == path);
        of.map(|asked| text(&asked.body)).collect()
    }
}

async fn ask(State(robots): State<Robots>, uri: Uri, body: Bytes) -> Response {
    tokio::time::sleep(Duration::from_millis(robots.slow.load(Ordering::SeqCst))).await;
    match uri.path() {
        "/redirect" => {
            let elsewhere = [(LOCATION, "http://169.254.169.254/latest/meta-data/")];
            return (StatusCode::FOUND, elsewhere).into_response();
        }
        "/too-often" => return StatusCode::TOO_MANY_REQUESTS.into_response(),
        _ if robots.is_down.load(Ordering::SeqCst) => {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        _ => {}
    }
    robots.asked.lock().unwrap().push(Asked {
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    if uri.path() == "/feishu" {
        r#"{"StatusCode":0,"code":0,"msg":"success"}"#.into_response()
    } else {
        r#"{"errcode":0,"errmsg":"ok"}"#.into_response()
    }
}

fn text(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let places = ["/markdown/content", "/markdown/text", "/content/text"];
    let mut texts = places.iter().filter_map(|place| body.pointer(place));
    texts.next().unwrap().as_str().unwrap().to_owned()
}
